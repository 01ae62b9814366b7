"""Rules about labels of numeric scales: the numbers in them against the bands that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.fields import Path, number_text

if TYPE_CHECKING:
    from maturity_core.model.scale import Scale

NUMBER = r"(?<![\d.,])(?P<number>\d+(?:\.\d+)?)(?![\d.,]*\d)"
RATIO = re.compile(r"\d+ (?:in|of|out of|von|aus) \d+")
"""A share told by two numbers, such as 1 in 4."""
WITHIN = re.compile(
    rf"(?:\b(?:at least|at most|up to|(?:not?|nor) (?:more|less|fewer) than) ){NUMBER}"
    rf"|{NUMBER.replace('number', 'before')}\W*(?:\w+ )?or (?:more|less|fewer|above|below)\b",
    re.IGNORECASE,
)
"""Words of English that count a number in."""
BEYOND = re.compile(
    rf"(?<!no )(?<!not )(?<!nor )\b(?:more than|less than|fewer than|over|under|above|below) {NUMBER}", re.IGNORECASE
)
"""Words of English that count a number out."""


def labels_off_band(subject: Subject) -> Iterator[Found]:
    """Find labels of numeric scales that name a number outside their band, or on the wrong side of a cut."""
    framework = subject.framework
    english = framework.language.lower().partition("-")[0] == "en"
    for path, scale, place, label in _labels(subject):
        off = _outside(scale, place, label)
        if off is None and english:
            off = _wrong_side(scale, place, label)
        if off is not None:
            gets = scale.position(off)
            option = "this option" if gets == place else repr(scale.options[gets].label)
            yield Found(path, f"{label!r} names {number_text(off)}, which gets {option}")


def _labels(subject: Subject) -> Iterator[tuple[Path, Scale, int, str]]:
    """Yield each label of an option of a numeric scale: its place, the scale and the place of the option there."""
    framework = subject.framework
    numeric = {name: scale for name, scale in framework.scales.items() if scale.numeric and not scale.whole_numbers}
    for name, scale in numeric.items():
        for place, option in enumerate(scale.options):
            yield ("scales", name, "options", place), scale, place, option.label
    for index, question in enumerate(framework.questions):
        for place, label in enumerate(question.labels if question.scale in numeric else ()):
            yield ("questions", index, "labels", place), numeric[question.scale], place, label


def _outside(scale: Scale, place: int, label: str) -> Fraction | None:
    """Return the first number of a label that is neither in the option's band nor at its ends."""
    band = place if scale.better == "more" else len(scale.cuts) - place
    low = scale.cuts[band - 1] if band else None
    high = scale.cuts[band] if band < len(scale.cuts) else None
    if RATIO.search(label):
        return None
    numbers = (Fraction(match["number"]) for match in re.finditer(NUMBER, label))
    return next(
        (one for one in numbers if (low is not None and one < low) or (high is not None and one > high)),
        None,
    )


def _wrong_side(scale: Scale, place: int, label: str) -> Fraction | None:
    """Return a number that the words count in and the band does not, or the other way round."""
    counted_in = (Fraction(match["number"] or match["before"]) for match in WITHIN.finditer(label))
    counted_out = (Fraction(match["number"]) for match in BEYOND.finditer(label))
    off = [one for one in counted_in if scale.position(one) != place]
    off += [one for one in counted_out if scale.position(one) == place]
    return off[0] if off else None
