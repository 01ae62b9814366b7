"""Start: what an import and a first level cost against the dependencies, and how long the quickest commands take."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter

from routes import MODELS

COMMAND = Path(sys.executable).with_name("maturity")
DEPENDENCIES, CORE = "import numpy, pydantic; one model class", "import maturity_core"
EVERYTHING = "from maturity_core import *"
IMPORTS = {
    DEPENDENCIES: "import numpy, pydantic\nclass Model(pydantic.BaseModel):\n    id: str",
    CORE: "import maturity_core",
    EVERYTHING: "from maturity_core import *",
}


def reading(model: str) -> str:
    """Return what the measure of a first level is called: the dependencies imported, and the file read."""
    return f"import numpy, pydantic, tomllib; read the file of {model}"


def first_level(model: str) -> str:
    """Return what a first level is called."""
    return f"import maturity_core; load {model}, one level"


for one in MODELS:
    path = files("maturity_frameworks") / one.replace("-", "_") / "framework.toml"
    IMPORTS[reading(one)] = f"import numpy, pydantic, tomllib\nwith open({str(path)!r}, 'rb') as f: tomllib.load(f)"
    IMPORTS[first_level(one)] = f"import maturity_core\nmaturity_core.load_framework({one!r}).assess({{}}).level"

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "maturity --version": [str(COMMAND), "--version"],
    "maturity list": [str(COMMAND), "list"],
}
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""If Python may not store bytecode, it recompiles everything that no wheel installed, every time."""
TIMED = "from time import process_time as now\nstart = now()\n{}\nprint(now() - start)"


def measured(runs: int) -> dict[str, float]:
    """Return the median seconds for each thing started, every time in a fresh process.

    An import takes processor time, inside its process, to leave out starting Python; a command is timed from outside.
    """
    samples: dict[str, list[float]] = {name: [] for name in [*IMPORTS, *COMMANDS]}
    for command in COMMANDS.values():
        output_of(command)
    for _ in range(runs):
        for name, program in IMPORTS.items():
            samples[name].append(float(output_of([sys.executable, "-c", TIMED.format(program)])))
        for name, command in COMMANDS.items():
            start = perf_counter()
            output_of(command)
            samples[name].append(perf_counter() - start)
    return {name: median(own) for name, own in samples.items()}


def output_of(command: list[str]) -> str:
    """Return what a command prints."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=COMPILED).stdout  # noqa: S603 - ours
