"""Rules about scales: bands nobody can land in, numbers without bounds, scales nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.fields import number_text


def empty_bands(subject: Subject) -> Iterator[Found]:
    """Find bands without a number: a cut at the bound of what may be given, and numbers on it fall to the other side.

    Bands between two cuts are never empty, since cuts rise.
    """
    for name, scale in subject.framework.scales.items():
        if not scale.numeric:
            continue
        bounds = {"lowest": (scale.lowest, scale.cuts[0], "above"), "highest": (scale.highest, scale.cuts[-1], "below")}
        for field, (bound, cut, away) in bounds.items():
            if bound is not None and bound == cut and scale.cut_falls == away:
                lost = 0 if (field == "lowest") is (scale.better == "more") else len(scale.options) - 1
                what = f"no number lands in {scale.options[lost].label!r}: {field} is the cut {number_text(cut)}"
                yield Found(("scales", name, "options", lost), f"{what}, and a number on it falls {away}")


def open_numbers(subject: Subject) -> Iterator[Found]:
    """Find numeric scales that take any number, however wild."""
    for name, scale in subject.framework.scales.items():
        if scale.numeric and scale.lowest is None and scale.highest is None:
            yield Found(("scales", name), "any number is taken, a slip of the keyboard as well")


def unused_scales(subject: Subject) -> Iterator[Found]:
    """Find scales that no question uses."""
    used = {question.scale for question in subject.framework.questions}
    for name in subject.framework.scales:
        if name not in used:
            yield Found(("scales", name), "no question uses this scale")
