"""Languages: which way each is written."""

from __future__ import annotations

from typing import Literal

Direction = Literal["ltr", "rtl"]
RIGHT_TO_LEFT = frozenset(
    (
        *("ar", "arc", "arz", "ary", "azb", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo"),
        *("pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi"),
    )
)
"""The languages that are written from right to left unless their tag names another script."""
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
SCRIPT = 4
"""The letters in the name of a script."""


def direction_of(language: str) -> Direction:
    """Return which way a language is written: by the script its tag names, or else by the language itself.

    >>> direction_of("en"), direction_of("he"), direction_of("az-Arab"), direction_of("ur-Latn-PK")
    ('ltr', 'rtl', 'rtl', 'ltr')
    """
    first, *others = language.lower().split("-")
    script = next((part for part in others if len(part) == SCRIPT and part.isalpha()), "")
    is_reversed = script in RIGHT_TO_LEFT_SCRIPTS if script else first in RIGHT_TO_LEFT
    return "rtl" if is_reversed else "ltr"
