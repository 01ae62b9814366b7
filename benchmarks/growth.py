"""Growth: the time per row as the number of organisations, or of questions, grows.

Run by hand: `python benchmarks/growth.py MOST RUNS`.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from rules import rule_a
from subjects import ours
from timing import alternated

TIMES = (1, 2, 4, 8, 16)
"""How often the dimensions of rule A, and with them its questions, are repeated."""
ROWS = 100_000


def measured(most: int, runs: int) -> dict[str, dict[int, float]]:
    """Return the seconds per row, by the number of organisations and by the number of questions."""
    library = ours(rule_a())
    counts = [10**power for power in range(8) if 10**power <= most]
    sheets = {n: rule_a().sheets(n) for n in counts}
    by_rows = alternated({str(n): partial(library.run, sheets[n]) for n in counts}, runs)
    rows = min(ROWS, most)
    rules = {len(rule.ids): rule for rule in map(rule_a, TIMES)}
    by_questions = alternated(
        {str(count): partial(ours(rule).run, rule.sheets(rows)) for count, rule in rules.items()}, runs
    )
    return {
        "organisations": {int(n): seconds / int(n) for n, seconds in by_rows.items()},
        "questions": {int(count): seconds / rows for count, seconds in by_questions.items()},
    }


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
