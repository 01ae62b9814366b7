"""Checks numbers in a unit of the author's own: it has to be one for all items, and the number within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.node import altered
from maturity_core.model.units import as_credit, item_units, score_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability
    from maturity_core.model.requirement import Requirement, Score
    from maturity_core.model.scale import Ends


ONE_UNIT = "items with the same lowest and the same highest value"


def unit_problems(draft: Draft, ladder: str, entry: Requirement | Score | Measure, path: Path) -> Iterator[Problem]:
    """Yield why a requirement, a score or a measure has no unit: an item without values, or two with different ones."""
    if entry.by != "value":
        return
    where: Path = (*path, "by")
    units = item_units(draft, ladder, entry.of)
    for item, unit in units.items():
        if unit is None:
            is_question = entry.of.kind == "questions"
            got = "" if is_question else _reads_text(draft, Ladder(KIND_OF[entry.of.kind], item))
            hint = "give its options values" if is_question else "show its score on a scale"
            yield Problem(f"{item!r} has no values", got=got, allowed=ONE_UNIT, hint=hint, path=where)
            return
    if len(set(units.values())) > 1:
        hint = "give all items the same lowest and highest value, or use credits and weights"
        got = _differing(units)
        yield Problem("the items have different units", got=got, allowed=ONE_UNIT, hint=hint, path=where)


def _reads_text(draft: Draft, ladder: Ladder) -> str:
    """Return why the score of a ladder has no unit: it is no mean, or its items have none in common."""
    score = score_of(draft, ladder)
    if score.statistic != "mean" or score.by == "level":
        return f"a {score.statistic}{' of levels' if score.by == 'level' else ''}"
    units = item_units(draft, ladder, score.of)  # none where what it selects does not exist, which is told as well
    return f"a mean of items, of which {_differing(units)}" if units else ""


def _differing(units: Mapping[str, Ends | None]) -> str:
    """Return the units of the first item and of the first that has another one, in words."""
    (first, unit), *others = units.items()
    pairs = [(first, unit), *[(item, other) for item, other in others if other != unit][:1]]
    return ", ".join(f"{item!r} has {_ends_text(ends) if ends else 'no values'}" for item, ends in pairs)


def needed_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with the values that prerequisites name."""
    for index, capability in enumerate(draft.capabilities):
        for place, needed in enumerate(capability.requires):
            if needed.value is None:
                continue
            path: Path = ("capabilities", index, "requires", place)
            name = Ladder("capability", needed.capability)
            unit, got = score_of(draft, name).shown, number_text(needed.value)
            if unit is None:
                what, hint = f"the score of the {name} has no unit", "name a credit, or give its options values"
                yield Problem(what, got=got, hint=hint, path=(*path, "value"))
            elif not unit[0] < needed.value <= unit[1]:
                allowed = f"above {number_text(unit[0])}, at most {number_text(unit[1])}"
                yield Problem("the value to reach is out of bounds", got=got, allowed=allowed, path=(*path, "value"))
            elif needed.says_credit and needed.credit != (credit := as_credit(needed.value, unit)):
                what, hint = "the credit contradicts the value", "remove the credit: it follows from the value"
                yield Problem(what, allowed=number_text(credit), hint=hint, path=(*path, "credit"))


def with_credits(draft: Draft) -> tuple[Capability, ...]:
    """Return the capabilities, and with each prerequisite that names a value the credit that follows from it."""
    return tuple(
        _with_credits(draft, capability)
        if any(needed.value is not None for needed in capability.requires)
        else capability
        for capability in draft.capabilities
    )


def _with_credits(draft: Draft, capability: Capability) -> Capability:
    requires = list(capability.requires)
    for place, needed in enumerate(requires):
        unit = score_of(draft, Ladder("capability", needed.capability)).shown
        if needed.value is not None and unit is not None and not needed.says_credit:
            requires[place] = altered(needed, credit=as_credit(needed.value, unit))
            requires[place].model_fields_set.discard("credit")
    return altered(capability, requires=tuple(requires))


def _ends_text(ends: Ends) -> str:
    return " to ".join(map(number_text, ends))
