"""Rules about units of the author's own: numbers that may be meant in them, but are not read so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.requirements import place_of
from maturity_core.model.fields import number_text
from maturity_core.model.units import unit_of

if TYPE_CHECKING:
    from maturity_core.model.requirement import Requirement
    from maturity_core.model.scale import Ends


def units_unsaid(subject: Subject) -> Iterator[Found]:
    """Find numbers that are read as credits or scores, and are values that the questions behind them have, too."""
    for (path, level), indexes in subject.groups.items():
        units = {_doubted(subject, index) for index in indexes}
        field, number = _number(subject.written[indexes[0]][0])
        if len(units) == 1 and (unit := units.pop()) and path[0] != "questions":
            low, high = unit
            texts = [number_text(value) for value in (number, low + number * (high - low), low, high)]
            what = "{} is read as a share of the whole, which is {} on the scale of {} to {}".format(*texts)
            yield Found(place_of(subject, path, level, field), what)


def _doubted(subject: Subject, index: int) -> Ends | None:
    """Return the unit that the items of a requirement share, if its number may be meant in it, and would be another."""
    requirement, _ = subject.written[index]
    _, number = _number(requirement)
    if requirement.by != "score" or not number:
        return None
    unit = unit_of(subject.framework, requirement.one_ladder, requirement.of)
    if not unit or unit[0] + number * (unit[1] - unit[0]) == number:
        return None
    framework = subject.framework
    asked = subject.reads.questions(subject.compiled.requirements[index].terms)
    scales = [framework.scales[framework.questions[column].scale] for column in asked]
    return unit if any(option.value == number for scale in scales for option in scale.options) else None


def _number(requirement: Requirement) -> tuple[str, Fraction]:
    """Return the number of a requirement that is a credit or a score, and its field; 0 if it has none."""
    field = requirement.statistic if requirement.statistic in {"mean", "least"} else "reaching"
    number = getattr(requirement, field)
    return field, number if isinstance(number, Fraction) else Fraction(0)
