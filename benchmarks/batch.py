"""Many organisations at once: this library, a copy of the bytes it moves, and the rivals, in turn.

Run by hand: `python benchmarks/batch.py RULE N RUNS [alone]`; `alone` leaves out the rivals.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from equality import check_equal
from rivals import RIVALS
from rules import rule_named
from subjects import COPY, GIVEN, OURS, copied, ours, touched
from timing import alternated

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules import Rule


def measured(name: str, n: int, runs: int, alone: str = "") -> dict[str, Any]:
    """Return the median seconds for each subject, the bytes moved per row, and why rivals are missing."""
    rule = rule_named(name)
    matrix = rule.sheets(n)
    library = ours(rule)
    expected = library.run(matrix)
    copy = copied(rule, expected)
    calls: dict[str, Callable[[], object]] = {
        COPY: partial(copy.run, copy.prepare(matrix)),
        OURS: partial(library.run, matrix),
        GIVEN: partial(ours(rule, out=touched(expected)).run, matrix),
    }
    moved = [matrix.nbytes // n, sum(array.nbytes for array in expected.values()) // n]
    missing = {} if alone else add_rivals(rule, matrix, expected, calls)
    del expected
    return {"seconds": alternated(calls, runs), "moved": moved, "missing": missing}


def add_rivals(rule: Rule, matrix: Any, expected: Any, calls: dict[str, Callable[[], object]]) -> dict[str, str]:
    """Add every rival of a rule to `calls`, checked to be equal; return the reasons why others are missing, by name."""
    missing = {}
    for rival in RIVALS:
        if rule.name not in rival.rules or len(matrix) > rival.most:
            continue
        try:
            subject = rival.subject(rule)
        except ImportError as error:
            missing[rival.name] = str(error)
            continue
        data = subject.prepare(matrix)
        check_equal(rival, expected, subject.read(subject.run(data)))
        calls[rival.name] = partial(subject.run, data)
    return missing


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])))
