"""The nearest valid name to one that is not: what stands after "did you mean"."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME = 200
"""Longer names get no suggestion: ids have at most 80 characters."""
NEAR_ENOUGH = 0.6
"""How similar, by difflib's ratio, a name has to be before it is suggested."""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the closest match for `name` among `names`, or an empty string if none is close.

    >>> nearest("plann", ["goals", "plan"])
    'plan'
    """
    if len(name) > LONGEST_NAME:
        return ""
    matcher = SequenceMatcher(b=name.lower())
    best = (NEAR_ENOUGH, "")
    for other in names:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), other))
    return best[1]
