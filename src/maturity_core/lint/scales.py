"""Rules about scales: empty bands, numbers without bounds, unused scales."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.fields import number_text


def empty_bands(subject: Subject) -> Iterator[Found]:
    """Find bands no number falls in: the cut equals the lowest or highest number, which falls on the other side.

    Bands between two cuts are never empty, because cuts rise.
    """
    for name, scale in subject.framework.scales.items():
        if not scale.numeric:
            continue
        bounds = {"lowest": (scale.lowest, scale.cuts[0], "above"), "highest": (scale.highest, scale.cuts[-1], "below")}
        for field, (bound, cut, away) in bounds.items():
            if bound is not None and bound == cut and scale.cut_falls == away:
                lost = 0 if (field == "lowest") is (scale.better == "more") else len(scale.options) - 1
                what = f"no number falls in {scale.options[lost].label!r}: {field} equals the cut {number_text(cut)}"
                yield Found(("scales", name, "options", lost), f"{what}, which itself falls {away}")


def open_numbers(subject: Subject) -> Iterator[Found]:
    """Find numeric scales that accept any number."""
    for name, scale in subject.framework.scales.items():
        if scale.numeric and scale.lowest is None and scale.highest is None:
            yield Found(("scales", name), "it accepts any number, typing errors included")


def unused_scales(subject: Subject) -> Iterator[Found]:
    """Find scales that no question uses."""
    used = {question.scale for question in subject.framework.questions}
    for name in subject.framework.scales:
        if name not in used:
            yield Found(("scales", name), "no question uses this scale")
