"""Checks: how many seconds of processor time the law suite takes for each model, and a test session of its author's.

Beside them stands a framework of 436 questions, law by law. Run by hand: `python benchmarks/checks.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from maturity_core.testing.checking import check_framework
from reader_growth import tree
from routes import MODELS
from startup import COMMAND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core import Framework
    from maturity_core.testing import Record

LARGE = (180, 436, 0)
"""Capabilities, questions and prerequisites of a large model of the field."""
NAME, DEAREST = "acme-support", 10


def processor_time(
    command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] = os.environ
) -> float:
    """Return the seconds of processor time that a command takes, with all it starts, in user and system mode."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)  # noqa: S603 - ours
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def by_law(framework: Framework) -> dict[str, float]:
    """Return the seconds that each law takes, as all are tried in turn; what one works out, the next ones know."""
    found, marks = {}, [process_time()]

    def note(record: Record) -> None:
        marks.append(process_time())
        found[record.law] = marks[-1] - marks[-2]

    check_framework(framework, on_record=note)
    return found


def scaffold(folder: Path) -> float:
    """Return the seconds of the tests of a package that `maturity new` has just written."""
    package, site = folder / NAME, folder / "site"
    subprocess.run([COMMAND, "new", NAME, "--into", folder], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(package)]
    subprocess.run(install, check=True)  # noqa: S603 - ours
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return processor_time([sys.executable, "-m", "pytest", "-q"], package, environment)


def measured() -> dict[str, dict[str, float]]:
    """Return the seconds of `maturity check` by model, of the scaffold's tests, and the dearest laws of a large one."""
    commands = {name: processor_time([str(COMMAND), "check", name]) for name in MODELS}
    with tempfile.TemporaryDirectory() as folder:
        commands["the tests that `maturity new` writes"] = scaffold(Path(folder))
    found = by_law(tree(*LARGE))
    dearest = sorted(found, key=lambda law: -found[law])[:DEAREST]
    large = {"all laws": sum(found.values())} | {law: found[law] for law in dearest}
    return {"commands": commands, "436 questions": large}


if __name__ == "__main__":
    print(json.dumps(measured(), indent=1))
