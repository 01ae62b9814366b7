"""Names compared: as people write them, and the nearest valid one, which stands after "did you mean"."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_NAME = 200
"""Longer names get no suggestion: ids have at most 80 characters."""
NEAR_ENOUGH = 0.6
"""How similar, by difflib's ratio, a name has to be before it is suggested."""
LONGEST_TEXT = 2_000
"""The characters of a text that are compared: no label and no text of a question is this long."""
_APOSTROPHES = str.maketrans("\u2018\u2019\u00b4`", "''''")


def folded(text: str) -> str:
    """Return a text as it is compared: case, blanks at the ends and the shape of blanks and apostrophes left out.

    >>> folded("  Don\u2019t  KNOW "), folded("Weiß nicht") == folded("weiss nicht")
    ("don't know", True)
    """
    return " ".join(unicodedata.normalize("NFC", text[:LONGEST_TEXT]).translate(_APOSTROPHES).casefold().split())


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the closest match for `name` among `names`, or an empty string if none is close.

    >>> nearest("plann", ["goals", "plan"])
    'plan'
    """
    if len(name) > LONGEST_NAME:
        return ""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only names that are wrong are compared

    matcher = SequenceMatcher(b=name.lower())
    best = (NEAR_ENOUGH, "")
    for other in names:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), other))
    return best[1]
