"""Checks numbers in a unit of the author's own: it has to be one for all items, and the number within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import altered
from maturity_core.model.units import as_credit, item_units, score_of

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability
    from maturity_core.model.requirement import Requirement, Score
    from maturity_core.model.scale import Ends


def unit_problems(draft: Draft, ladder: str, entry: Requirement | Score | Measure, path: Path) -> Iterator[Problem]:
    """Yield why a requirement, a score or a measure has no unit: an item without values, or two with different ones."""
    if entry.by != "value":
        return
    where: Path = (*path, "by")
    units = item_units(draft, ladder, entry.of)
    first, unit = next(iter(units.items()))
    for item, other in units.items():
        if other is None:
            hint = "give its options values" if entry.of.kind == "questions" else "show its score on a scale"
            yield Problem(f"{item!r} has no values", hint=hint, path=where)
            return
        if unit and other != unit:
            got = f"{first!r} has {_ends_text(unit)}, {item!r} has {_ends_text(other)}"
            hint = "give all items the same lowest and highest value, or use credits and weights"
            yield Problem("the items have different units", got=got, hint=hint, path=where)
            return


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
