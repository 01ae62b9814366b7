"""All benchmarks: `python benchmarks/run.py` prints a report in Markdown; `--short` only checks that all are equal.

Needs the dependency group `benchmarks`. A rival that is not installed is named in the report.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import contest
import loops
import machine
import readers
import report
import routes
import startup
from arrow import ROWS
from goals import goal_lines
from rivals import RIVALS
from rules import PUBLISHED
from subjects import OURS
from timing import RUNS, in_fresh_process, in_this_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES, MORE = (1, 1000, 10**6), {"A": (10**7,)}
PROCESSES = 3
PARTS = (
    "readers",
    "A",
    "B",
    "models",
    "outputs",
    "plans",
    "routes",
    "contest",
    "single",
    "loops",
    "growth",
    "threads",
    "arrow",
    "memory",
    "startup",
)
PLANNED, LARGEST, SHORT = 20_000, 10**7, 1000


def main() -> int:
    """Measure what was requested, print the report, and return the exit code: 1 if a short run lacks a rival."""
    asked = arguments()
    results: dict[str, Any] = {"batch": {}}
    for part in asked.only:
        note(part)
        if part in {"A", "B", "models"}:
            for name in PUBLISHED if part == "models" else (part,):
                results["batch"] |= batches(name, asked)
        else:
            results[part] = MEASURES[part](asked)
    print("\n".join(lines(results, asked)))
    missing = [name for found in results["batch"].values() for name in found[0]["missing"]]
    missing += results.get("contest", {}).get("missing", [])
    return 1 if asked.short and missing else 0


def arguments() -> argparse.Namespace:
    """Return what was requested."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="once, on little data: only check for equal results")
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS, help=f"of {','.join(PARTS)}")
    parser.add_argument("--n", type=lambda text: tuple(map(int, text.split(","))), help="numbers of organisations")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"runs per median; default {RUNS}")
    parser.add_argument("--before", help="the `src` of an earlier state, to measure readers of one sheet against it")
    asked = parser.parse_args()
    if unknown := set(asked.only) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}; allowed: {', '.join(PARTS)}")
    asked.largest = SHORT if asked.short else LARGEST
    asked.measure = in_this_process if asked.short else in_fresh_process
    if asked.short:
        asked.runs, asked.n = 1, asked.n or (1, SHORT)
    return asked


def batches(name: str, asked: argparse.Namespace) -> dict[tuple[str, int], list[Any]]:
    """Return what each fresh process measured: the first with the rivals, the others alone."""
    found = {}
    for n in asked.n or (*SIZES, *MORE.get(name, ())):
        note(f"{name}, n = {n:,}")
        turns = [[], *([["alone"]] * (0 if asked.short else PROCESSES - 1))]
        found[name, n] = [asked.measure("batch", name, n, asked.runs, *turn) for turn in turns]
    return found


def memory(asked: argparse.Namespace) -> dict[tuple[str, int, str], Any]:
    """Return the extra memory of everything that can score a million organisations, and ours as their number grows."""
    most = min(asked.largest, 10**6)
    sizes = sorted({most // 10, most, asked.largest})
    each = [("A", n, OURS) for n in sizes] + [(name, most, OURS) for name in ("B", *PUBLISHED)]
    each += [
        (rule, most, rival.name) for rule in "AB" for rival in RIVALS if rule in rival.rules and rival.most >= most
    ]
    return {key: in_fresh_process("memory", *key) for key in (each[:1] if asked.short else each)}


def readers_of_one(asked: argparse.Namespace) -> dict[str, dict[str, list[float]]]:
    """Return by model and reader the seconds for one sheet, and those of the state before; both take turns."""
    if asked.short:
        return readers.compared({name: [in_this_process("readers", name, 1)] for name in readers.MODELS})
    sources = ["", asked.before] * PROCESSES if asked.before else [""]
    return readers.compared(
        {
            name: [in_fresh_process("readers", name, asked.runs, source=source) for source in sources]
            for name in readers.MODELS
        }
    )


MEASURES: dict[str, Callable[[argparse.Namespace], Any]] = {
    "readers": readers_of_one,
    "outputs": lambda asked: asked.measure("outputs", min(10**6, asked.largest), asked.runs),
    "plans": lambda asked: asked.measure("plans", min(PLANNED, asked.largest), asked.runs),
    "routes": lambda asked: asked.measure("routes", 20 if asked.short else 1),
    "contest": lambda asked: asked.measure("contest", *((100, 1, 50) if asked.short else ())),
    "single": lambda asked: asked.measure("single", asked.runs, *([10] if asked.short else [])),
    "loops": lambda asked: asked.measure("loops", asked.runs, *([10] if asked.short else [])),
    "growth": lambda asked: asked.measure("growth", asked.largest, asked.runs),
    "threads": lambda asked: asked.measure("threads", asked.largest, asked.runs),
    "arrow": lambda asked: asked.measure("arrow", min(ROWS, asked.largest), asked.runs),
    "memory": memory,
    "startup": lambda asked: startup.measured(asked.runs),
}


def lines(results: dict[str, Any], asked: argparse.Namespace) -> Iterator[str]:
    """Yield the report."""
    if not asked.short:
        yield from goal_lines(results)
    if "readers" in results:
        yield from report.reader_lines(results["readers"])
    if batch := results["batch"]:
        yield from report.copy_lines(batch)
    for rule in "AB":
        if own := {n: found for (name, n), found in batch.items() if name == rule}:
            yield from report.rival_lines(rule, own)
    told: Sequence[tuple[str, Any]] = (
        ("outputs", report.output_lines),
        ("plans", partial(report.ratio_lines, "Plans (rule B)")),
        ("routes", routes.lines),
        ("contest", contest.lines),
        ("single", report.single_lines),
        ("loops", loops.lines),
        ("growth", report.growth_lines),
        ("threads", report.thread_lines),
        ("arrow", partial(report.ratio_lines, f"Arrow (rule A, n = {ROWS:,})")),
        ("memory", report.memory_lines),
        ("startup", report.startup_lines),
    )
    for part, told_lines in told:
        if part in results:
            yield from told_lines(results[part])
    yield from report.machine_lines(machine.facts())


def note(text: str) -> None:
    """Print to stderr what is being measured."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
