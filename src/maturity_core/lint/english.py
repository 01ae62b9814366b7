"""Rules about English: words that nobody in the trade uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.texts import texts_of

SAID: dict[str, str] = {
    r"whoever": "anyone who",
    r"won round": "persuaded",
    r"besides": "as well as",
    r"key figures": "KPIs",
    r"reckon(?:s|ed|ing)?": "work out",
    r"mend(?:s|ed|ing)?": "fix",
    r"stands? twice": "is a duplicate",
    r"(?<!there )(?:is|are) no (?!end|longer|matter|more)\w+": "is not a ...",
    r"\d+ %": "a number and its % without a space",
}
"""Patterns of wording that reads as if translated, each with what an editor would write."""
_SAID = {re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE): better for words, better in SAID.items()}


def stilted_words(subject: Subject) -> Iterator[Found]:
    """Find words in English texts that nobody in the trade uses, with what an editor would write."""
    if subject.framework.language.lower().partition("-")[0] != "en":
        return
    for path, text in texts_of(subject.framework):
        for words, better in _SAID.items():
            found = words.search(text)
            if found:
                yield Found(path, f"it says “{found[0]}”: write “{better}”")
