"""CSV to CSV: `maturity assess --out` from option ids to levels and scores, beside an earlier version of the library.

Run by hand: `python benchmarks/files.py N ROUNDS [SRC]`; SRC is the `src` folder of the earlier version. Processes of
both take turns, and what counts is their processor time. The results have to be equal, byte for byte.
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from maturity_core import load_framework

MODEL = "service-maturity-check"
NOW = "this version"
RUN = """
import sys, time
from pathlib import Path
from maturity_app.streaming.run import Wanted, assess_file
from maturity_core import load_framework
from maturity_core.assessing.columns import USUAL
import pyarrow.compute, pyarrow.csv, pyarrow.parquet
framework = load_framework(sys.argv[1])
framework.engine
start = time.process_time()
assess_file(framework, Path(sys.argv[2]), None, Path(sys.argv[3]), Wanted(USUAL))
print(time.process_time() - start)
"""


def write_answers(path: Path, n: int) -> None:
    """Write a CSV file with the answers of n organisations, as option ids."""
    framework, chance = load_framework(MODEL), random.Random(1)  # noqa: S311 - the same answers in every run
    options = [[option.id for option in question.options] for question in framework.questions]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["organisation", *(question.id for question in framework.questions)])
        rows.writerows([f"Organisation {row}", *map(chance.choice, options)] for row in range(n))


def measured(n: int, rounds: int, *earlier: str) -> dict[str, float]:
    """Return the median seconds of processor time for a row, by version.

    Raises:
        ValueError: the versions write different results.
    """
    versions = {NOW: os.environ.get("PYTHONPATH", ""), **{path: path for path in earlier}}
    seconds: dict[str, list[float]] = {name: [] for name in versions}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_answers(folder / "answers.csv", n)
        for _ in range(rounds):
            written = set()
            for version, path in versions.items():
                out = folder / "scores.csv"
                command = [sys.executable, "-c", RUN, MODEL, str(folder / "answers.csv"), str(out)]
                environment = {**os.environ, **({"PYTHONPATH": path} if path else {})}
                done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)  # noqa: S603 - ours
                seconds[version].append(float(done.stdout) / n)
                written.add(out.read_bytes())
                out.unlink()
            if len(written) > 1:
                raise ValueError("the versions write different results")
    return {version: median(own) for version, own in seconds.items()}


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])))
