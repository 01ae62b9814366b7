"""Checks measures: what each is made of, that they read each other in no circle, and that no total is averaged."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.bounds import base_problems
from maturity_core.model.checks.items import items_problems, rung_problems, weights_of
from maturity_core.model.checks.units import unit_problems
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladders_read, selected
from maturity_core.model.measure import MADE_OF, Measure
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_limits, unit_used

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft


def measure_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with each measure, then the circles in which they read each other."""
    if draft.measures and draft.scorer is not None:
        what, remedy = "a model that is scored in code has no measures", "remove them, or the scorer"
        yield Problem(what, hint=remedy, path=("measures",))
        return
    found = [problem for index, measure in enumerate(draft.measures) for problem in _one(draft, measure, index)]
    yield from found or _circles(draft)


def _one(draft: Draft, measure: Measure, index: int) -> Iterator[Problem]:
    ladder, path = Ladder("measure", measure.id), ("measures", index)
    if len(measure.given) != 1:
        got = ", ".join(measure.given) or "none"
        yield Problem("a measure needs exactly one of these", got=got, allowed=", ".join(MADE_OF), path=path)
        return
    if measure.shown and (measure.adds or measure.shown[0] >= measure.shown[1]):
        what = "a total and a count are shown as they are" if measure.adds else "the scale it is shown on must rise"
        yield Problem(what, hint="remove it" if measure.adds else "", path=(*path, "shown"))
    where: Path = (*path, measure.given[0])
    problems = list(items_problems(draft, ladder, measure.of, where))
    if not problems and measure.statistic != "count" and not any(weights_of(draft, ladder, measure.of)):
        problems.append(Problem("none of the items has a weight above 0", path=where))
    problems += [] if problems else unit_problems(draft, ladder, measure, path)
    if not problems:
        problems += [*_value_problems(measure, path), *base_problems(measure, path, total=measure.total_of is not None)]
        problems += averaging_problems(draft, ladder, measure, path)
    if not problems and (measure.by == "level" or isinstance(measure.reaching, str)):
        problems += rung_problems(draft, ladder, measure, path)
    yield from problems


def _value_problems(measure: Measure, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with what the items have to reach, and with the value they count with."""
    counts, questions = measure.statistic in {"share", "count"}, measure.of.kind == "questions"
    if counts and measure.reaching is None:
        yield Problem(f"a {measure.statistic} must say what its items have to reach", hint="add 'reaching'", path=path)
    if measure.reaching is not None and not counts:
        yield Problem("only a share or a count can have 'reaching'", hint="remove it", path=(*path, "reaching"))
    if isinstance(measure.reaching, str) and questions:
        got = repr(measure.reaching)
        yield Problem("questions have no rungs", got=got, hint="name a credit", path=(*path, "reaching"))
    if measure.by == "level" and (counts or questions):
        what = 'by = "level" is only for a mean or a total of what has levels'
        yield Problem(what, hint="remove it", path=(*path, "by"))
    if measure.by == "value" and measure.statistic == "mean":
        hint = 'remove by = "value": a mean is shown in the unit of its items'
        yield Problem("a mean does not add up values", hint=hint, path=(*path, "by"))
    if measure.by == "value" and isinstance(measure.reaching, str) and not questions:
        hint = 'name a value, or remove by = "value"'
        yield Problem("a rung is not a value", got=repr(measure.reaching), hint=hint, path=(*path, "reaching"))


def averaging_problems(
    draft: Draft, ladder: str, entry: Requirement | Score | Measure, path: Path
) -> Iterator[Problem]:
    """Yield totals and counts that would be averaged, and numbers that the items cannot have to reach."""
    items = selected(draft, ladder, entry.of)
    reading = [draft.lookup.measures[Ladder("measure", item)] for item in items] if entry.of.kind == "measures" else []
    reaching = None if isinstance(entry, Score) else entry.reaching
    bar = entry.threshold if isinstance(entry, Requirement) and STATISTICS[entry.statistic].lowest else reaching
    adding = [measure.id for measure in reading if measure.adds]
    if adding and bar is None and entry.by == "score":
        what, remedy = "a total or a count cannot be averaged or added up", "say what it has to reach, or leave it out"
        yield Problem(what, got=", ".join(adding), hint=remedy, path=path)
    if not isinstance(bar, Fraction):
        return
    names = [Ladder("measure", measure.id) for measure in reading]
    by_value = entry.by == "value"  # measures that have one unit in common
    bounds = [score_limits(draft, name) for name in names if not by_value] or [unit_used(draft, ladder, entry)]
    low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
    if not low < bar <= high:
        allowed = f"above {number_text(low)}, at most {number_text(high)}"
        where = (*path, "reaching" if reaching is not None else "least")
        yield Problem("no item can have to reach that", got=number_text(bar), allowed=allowed, path=where)


def _circles(draft: Draft) -> Iterator[Problem]:
    """Yield each ladder that comes before one that it reads: it reads itself, through others."""
    places = {name: place for place, name in enumerate(draft.lookup.names)}
    for index, measure in enumerate(draft.measures):
        ladder = Ladder("measure", measure.id)
        through = [
            name
            for name in draft.lookup.names
            if (ladder in ladders_read(draft, name) and places[ladder] > places[name])
            or (name == ladder and any(places[read] > places[name] for read in ladders_read(draft, name)))
        ]
        if through:
            what = "measures and what they read form a circle"
            yield Problem(what, got=", ".join(dict.fromkeys([ladder, *through])), path=("measures", index))
