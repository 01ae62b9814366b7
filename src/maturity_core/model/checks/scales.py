"""Checks scales: credits and values that rise, cuts between the bounds, whole numbers that are not too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from maturity_core.errors import Problem
from maturity_core.model.fields import LARGEST_DENOMINATOR, Path, number_text
from maturity_core.model.scale import MOST_OPTIONS, Option, Scale
from maturity_core.model.units import as_credit


def scale_problems(path: Path, scale: Scale) -> Iterator[Problem]:
    """Yield every problem with a scale."""
    worth = [option.credit for option in scale.options]
    if problem := _whole_problem(path, scale):
        yield problem
        return
    if not 2 <= len(worth) <= MOST_OPTIONS:  # noqa: PLR2004
        what, got = f"a scale must have 2 to {MOST_OPTIONS} options", str(len(worth))
        yield Problem(what, got=got, path=(*path, "options"))
        return
    if problems := list(_value_problems((*path, "options"), scale.options)):
        yield from problems
        return
    if scale.counts_as is not None and scale.counts_as not in (ids := [option.id for option in scale.options]):
        hint = "name one of its options"
        yield Problem(
            "no such option",
            got=repr(scale.counts_as),
            hint=hint,
            path=(*path, "counts_as"),
            near=(scale.counts_as, ids),
        )
    if worth[0] != 0 or worth[-1] != 1:
        remedy = "give the first option credit 0 and the last one credit 1"
        yield Problem("a scale must run from credit 0 to credit 1", hint=remedy, path=(*path, "options"))
    for index, (low, high) in enumerate(pairwise(worth), start=1):
        if high < low:
            remedy = "order the options lowest first"
            yield Problem(
                "the credit is below that of the previous option",
                hint=remedy,
                path=(*path, "options", index, "credit"),
            )
    if scale.cuts:
        yield from _cut_problems(path, scale)
    elif (
        scale.cut_falls or scale.better == "less" or scale.lowest is not None or scale.highest is not None or scale.unit
    ):
        what = "only a numeric scale can have 'cut_falls', 'better', 'lowest', 'highest' or 'unit'"
        yield Problem(what, hint="add 'cuts', or remove them", path=path)


def _whole_problem(path: Path, scale: Scale) -> Problem | None:
    """Return what is wrong with a scale of whole numbers: they rise, are not too many, and everything follows."""
    if scale.whole_numbers is None:
        return None
    low, high = scale.whole_numbers
    if not 1 <= high - low < MOST_OPTIONS:
        allowed = f"a lower and a higher one, with at most {MOST_OPTIONS} numbers from one to the other"
        return Problem(
            "these whole numbers do not make a scale",
            got=f"{low} to {high}",
            allowed=allowed,
            path=(*path, "whole_numbers"),
        )
    if scale != Scale(whole_numbers=scale.whole_numbers, unit=scale.unit, counts_as=scale.counts_as):
        what, hint = (
            "a scale of whole numbers has nothing else but a unit and counts_as",
            "remove the rest, or write cuts and options",
        )
        return Problem(what, hint=hint, path=(*path, "whole_numbers"))
    return None


def _value_problems(path: Path, options: Sequence[Option]) -> Iterator[Problem]:
    """Yield what is wrong with the values of a scale: all options have one or none, they rise, and credits agree."""
    values = [option.value for option in options if option.value is not None]
    if 0 < len(values) < len(options):
        what, hint = "some options have a value and some do not", "give every option a value, or none"
        yield Problem(what, hint=hint, path=path)
        return
    for place, option in enumerate(options):
        if not values and getattr(option, "credit", None) is None:
            yield Problem("an option needs a credit or a value", hint="give it one", path=(*path, place))
    for place, (low, high) in enumerate(pairwise(values), start=1):
        if high < low:
            hint = "order the options lowest first"
            yield Problem("the value is below that of the previous option", hint=hint, path=(*path, place, "value"))
    if values and values[0] >= values[-1]:
        yield Problem("the last value must be above the first", got=number_text(values[-1]), path=path)
    elif values:
        yield from _credit_problems(path, options, values)


def _credit_problems(path: Path, options: Sequence[Option], values: Sequence[Fraction]) -> Iterator[Problem]:
    """Yield credits that do not follow from the values, and those that take too many digits."""
    for place, (option, value) in enumerate(zip(options, values, strict=True)):
        credit, where = as_credit(value, (values[0], values[-1])), (*path, place, "value")
        if option.credit != credit:
            got, hint = number_text(option.credit), "remove the credit: it follows from the value"
            yield Problem(
                "the credit contradicts the value", got=got, allowed=number_text(credit), hint=hint, path=where
            )
        elif credit.denominator > LARGEST_DENOMINATOR:
            got, allowed = number_text(credit), f"a fraction whose denominator is at most {LARGEST_DENOMINATOR}"
            yield Problem("the credit of this value takes too many digits", got=got, allowed=allowed, path=where)


def _cut_problems(path: Path, scale: Scale) -> Iterator[Problem]:
    if len(scale.cuts) != len(scale.options) - 1:
        allowed = f"{len(scale.options) - 1} cuts for {len(scale.options)} options"
        yield Problem(
            "a numeric scale must have one cut fewer than options",
            got=str(len(scale.cuts)),
            allowed=allowed,
            path=(*path, "cuts"),
        )
    if any(high <= low for low, high in pairwise(scale.cuts)):
        yield Problem("the cuts must be in rising order", path=(*path, "cuts"))
    if scale.cut_falls is None:
        remedy = 'write cut_falls = "below" or "above"'
        yield Problem(
            "a numeric scale must say on which side a number on a cut falls", hint=remedy, path=(*path, "cut_falls")
        )
    low = scale.cuts[0] if scale.lowest is None else scale.lowest
    high = scale.cuts[-1] if scale.highest is None else scale.highest
    if not (low <= scale.cuts[0] and scale.cuts[-1] <= high):
        yield Problem("every cut must lie between 'lowest' and 'highest'", path=(*path, "cuts"))
