"""Memory: the most that a run needs beyond its input and output. Read from the kernel, so only on Linux.

Run by hand: `python benchmarks/memory.py RULE N SUBJECT`.
"""

from __future__ import annotations

import ctypes
import json
import re
import sys
from pathlib import Path

from rivals import RIVALS, Rival
from rules import rule_named
from subjects import OURS, ours

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_PEAK = "5"
WARM = 1000


def measured(name: str, n: int, subject: str) -> dict[str, int | str]:
    """Return the extra bytes of one run on `n` organisations, or why they cannot be measured."""
    rule = rule_named(name)
    try:
        chosen = ours(rule) if subject == OURS else by_name(subject).subject(rule)
    except ImportError as error:
        return {"missing": str(error)}
    if not CLEAR.exists():
        return {"missing": "the kernel does not report it"}
    chosen.run(chosen.prepare(rule.sheets(WARM)))
    matrix = rule.sheets(n)
    data = chosen.prepare(matrix)
    del matrix
    ctypes.CDLL(None).malloc_trim(0)  # so that freed memory does not count as already in use
    CLEAR.write_text(FORGET_PEAK, "ascii")
    before = kilobytes("VmRSS")
    result = chosen.run(data)
    peak = kilobytes("VmHWM")
    held = sum(array.nbytes for name, array in chosen.read(result).items() if name in rule.outputs)
    return {"extra": (peak - before) * 1024 - held}


def by_name(name: str) -> Rival:
    """Return the rival of that name."""
    return next(rival for rival in RIVALS if rival.name == name)


def kilobytes(field: str) -> int:
    """Return a field of the kernel's status of this process, in kilobytes."""
    found = re.search(rf"{field}:\s+(\d+) kB", STATUS.read_text("ascii"))
    if found is None:
        raise ValueError(f"no {field}")
    return int(found[1])


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
