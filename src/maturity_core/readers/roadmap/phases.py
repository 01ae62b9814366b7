"""Phases of a route: laid into periods with a budget each, or one for each level on the way.

docs/roadmap.md#phases
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_list, number_text
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.roadmap.amounts import amount
from maturity_core.readers.steps import shown_results
from maturity_core.results.phases import Phase, PhaseStep
from maturity_core.results.stored import both
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.roadmap.reading import Reading
    from maturity_core.results.roadmap import PricedStep
    from maturity_core.scoring.one.standing import Standing

Periods: TypeAlias = tuple[Fraction, ...] | Literal["levels"]
"""The budget of each period, of which the last is that of all later ones, too; or a phase for each level."""
LEVELS: Literal["levels"] = "levels"
MOST_PERIODS = 1_000
LARGER = "give larger budgets"
Part: TypeAlias = tuple[int, Fraction]
"""The place of a step, and how much of its cost is spent."""


def level_of(framework: Framework, standing: Standing) -> str | None:
    """Return the id of a framework's level."""
    outline = framework.outline
    rank = standing.rank(outline.overall)
    return None if rank == NO_LEVEL else outline.levels[outline.overall][rank].id


def periods_of(value: Any) -> Periods | None:
    """Return the periods that a caller asks for.

    Raises:
        ArgumentError: with everything that is wrong with them.
    """
    if value is None or value == LEVELS:
        return None if value is None else LEVELS
    listed = is_list(value)
    given = list(value) if listed else [value]
    if not given or len(given) > MOST_PERIODS:
        what = "expected a budget for a period" if not given else f"there are more than {MOST_PERIODS:,} periods"
        raise ArgumentError(
            [Problem(what, "periods", f"{len(given):,}", f'1 to {MOST_PERIODS:,} budgets, or "levels"')]
        )
    problems: list[Problem] = []
    places = [f"periods.{place}" if listed else "periods" for place in range(len(given))]
    found = [amount(one, "a budget", where, problems) for one, where in zip(given, places, strict=True)]
    if not any(found) and not problems:
        problems.append(Problem("no period has a budget", "periods", shown(value), "a budget above 0"))
    if problems:
        raise ArgumentError(problems)
    return tuple(one for one in found if one is not None)


def lay(costs: Sequence[Fraction], budgets: Sequence[Fraction]) -> dict[int, list[Part]]:
    """Return, by period, the parts of steps that are done in it: one after the other, none above its budget.

    Raises:
        ArgumentError: the budgets are not enough, or more than a thousand periods are.

    >>> from maturity_core.readers.roadmap.phases import lay
    >>> {period: [(place, str(cost)) for place, cost in parts] for period, parts in lay([1, 4], [2, 0, 5]).items()}
    {1: [(0, '1'), (1, '1')], 3: [(1, '3')]}
    """
    found: dict[int, list[Part]] = {}
    period, left = 0, Fraction(0)
    for place, cost in enumerate(costs):
        rest = cost
        while True:
            while not left and (rest or not found):
                period += 1
                left = _budget(period, budgets, costs)
            part = min(rest, left)
            found.setdefault(period, []).append((place, part))
            rest, left = rest - part, left - part
            if not rest:
                break
    return found


def _budget(period: int, budgets: Sequence[Fraction], costs: Sequence[Fraction]) -> Fraction:
    """Return the budget of a period, counted from 1: that of the last one for all that follow."""
    if period > len(budgets) and not budgets[-1]:
        what, got = "the budgets are not enough for the route", number_text(sum(budgets, Fraction(0)))
        raise ArgumentError([Problem(what, "periods", got, f"at least {number_text(sum(costs, Fraction(0)))}")])
    if period > MOST_PERIODS:
        raise ArgumentError([Problem(f"the route takes more than {MOST_PERIODS:,} periods", "periods", hint=LARGER)])
    return budgets[min(period, len(budgets)) - 1]


def by_budget(reading: Reading, budgets: Sequence[Fraction]) -> Iterator[Phase]:
    """Yield the periods in which the steps of a route are done, in their order.

    Raises:
        ArgumentError: the budgets are not enough, or more than a thousand periods are.
    """
    steps, chart, now = reading.steps, reading.facts.by.chart, reading.facts.now
    laid = lay([step.cost_exact for step in steps], budgets)
    ends = {place: period for period, parts in laid.items() for place, _ in parts}
    begins = {place: period for period, parts in reversed(laid.items()) for place, _ in parts}
    for period, parts in laid.items():
        done = {place for place, _ in parts if ends[place] == period}
        own = {question for place in done for question in chart.own[chart.places[steps[place].capability]]}
        now = now.moved({question: to for question, to in reading.deeds.items() if question in own})
        last = ends[len(steps) - 1] == period
        now = now.moved(reading.assumed) if last else now
        told = [_part(steps[place], cost, begins[place], ends[place], done=place in done) for place, cost in parts]
        budget = budgets[min(period, len(budgets)) - 1]
        yield _phase(reading, period, now, told, budget=budget, last=last)


def by_level(reading: Reading, target: Any) -> Iterator[Phase]:
    """Yield the cheapest way to the next level, then from there to the one after it, until the target is reached."""
    for period, leg in enumerate(_legs(reading, target), start=1):
        told = [_part(step, step.cost_exact, period, period, done=True) for step in leg.steps]
        yield _phase(leg, period, leg.after, told)


def _legs(reading: Reading, target: Any) -> Iterator[Reading]:
    """Yield the routes from level to level; those that have nothing left to do are passed over."""
    outline, now, chart = reading.facts.by.outline, reading.facts.now, reading.facts.by.chart
    overall, levels = outline.overall, outline.levels[outline.overall]
    aimed = reading.aim.rungs.get(overall, 0)
    goals = [levels[rung].id for rung in now.remaining(overall) if now.rank(overall) < rung < aimed]
    if not goals:
        yield reading
        return
    codes, wanted = reading.facts.codes, set(reading.asked.wanted)
    for goal in [*goals, target]:
        leg = reading.towards(goal, codes, wanted if goal is target else ())
        codes = leg.after.codes
        wanted.difference_update(chart.places[step.capability] for step in leg.steps)
        if leg.moves:
            yield leg


def _part(step: PricedStep, cost: Fraction, begins: int, ends: int, *, done: bool) -> PhaseStep:
    share = cost / step.cost_exact if step.cost_exact else Fraction(1)
    values = {
        "capability": step.capability,
        "name": step.name,
        **both(share=share, cost=cost),
        "begins": begins,
        "ends": ends,
        "questions": step.questions if done else Entries(),
        "pathfinder": step.pathfinder,
    }
    return known(PhaseStep, values)


def _phase(  # noqa: PLR0913 - two of them are for periods
    reading: Reading,
    period: int,
    now: Standing,
    steps: Sequence[PhaseStep],
    *,
    budget: Fraction | None = None,
    last: bool = True,
) -> Phase:
    values = {
        "period": period,
        **both(budget=budget, cost=sum((step.cost_exact for step in steps), Fraction(0))),
        "level": level_of(reading.facts.by, now),
        **both(score=exact_score(now, reading.facts.by.outline.overall)),
        "steps": Entries(steps),
        "results": shown_results(reading.facts, reading.assumed) if last else Entries(),
        "proven": reading.kept.optimal,
    }
    return known(Phase, values)
