"""Start: what an import costs compared with its dependencies, and how long the quickest commands take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

COMMAND = Path(sys.executable).with_name("maturity")
DEPENDENCIES, CORE = "import numpy, pydantic; one model class", "import maturity_core"
EVERYTHING, FIRST = "from maturity_core import *", "import, load a model, assess one sheet"
IMPORTS = {
    DEPENDENCIES: "import numpy, pydantic\nclass Model(pydantic.BaseModel):\n    id: str",
    CORE: "import maturity_core",
    EVERYTHING: "from maturity_core import *",
    FIRST: "import maturity_core\nmaturity_core.load_framework('service-maturity-check').assess({}).level",
}
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "maturity --version": [str(COMMAND), "--version"],
    "maturity list": [str(COMMAND), "list"],
}
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""If Python may not store bytecode, it recompiles everything that no wheel installed, every time."""
TIMED = "from time import perf_counter as now\nstart = now()\n{}\nprint(now() - start)"


def measured(runs: int) -> dict[str, float]:
    """Return the median seconds for each thing started, every time in a fresh process.

    An import is timed inside its process, to leave out starting Python; a command is timed from outside.
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
