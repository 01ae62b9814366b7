"""All routes of small frameworks, tried one by one, and the arguments they are asked for with."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from aims import as_target
from builders import dear, drawn
from hypothesis import assume, settings
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, ArgumentError, TargetError
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.records import Facts
from maturity_core.readers.roadmap.asked import asked
from maturity_core.readers.roadmap.finding import Finder
from maturity_core.readers.roadmap.leeway import reached
from maturity_core.readers.roadmap.route import NOWHERE
from maturity_core.testing.strategies import answers, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maturity_core import Framework, Roadmap

FRAMEWORKS = tuple(framework for framework in drawn() if framework.engine.compiled is not None)
MOST_TRIED = 1000
"""Up to this many sheets are tried one by one."""
LONG = settings().max_examples >= 20_000
dearest = dear if LONG else settings(max_examples=max(5, settings().max_examples // 32))
"""For properties that look for several routes in each example."""
COSTS = st.sampled_from([0, 1, 2, "1/3", 0.5])
BUDGETS = st.sampled_from([None, 0, 1, 2, 5, "7/2"])


@st.composite
def wishes(draw: st.DrawFn, framework: Framework) -> dict[str, Any]:
    """Draw the arguments of a roadmap."""
    capabilities = st.sampled_from(framework.capabilities.ids)
    tables = {"capabilities": capabilities, "questions": st.sampled_from(framework.questions.ids)}
    excluded = draw(st.lists(capabilities, max_size=1))
    return {
        "budget": draw(BUDGETS),
        "costs": {name: draw(st.dictionaries(ids, COSTS, max_size=3)) for name, ids in tables.items()},
        "wanted": [name for name in draw(st.lists(capabilities, max_size=1)) if name not in excluded],
        "excluded": excluded,
        "seconds": None,
    }


def draw_finder(data: st.DataObject) -> tuple[Facts, Any, dict[str, Any], Finder]:
    """Draw an organisation, a target, arguments, and what finds its routes."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    facts = Facts(framework, list(data.draw(answers(framework))))
    goal = as_target(framework, data.draw(targets(framework)))
    given_ = data.draw(wishes(framework))
    try:
        aim = NOWHERE if goal is None and given_["budget"] is not None else aim_of(facts, goal)
        found = asked(facts, given_)
    except (TargetError, ArgumentError):
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise
    assert framework.chart.lines is not None
    assert facts.rule_demands is not None
    return facts, goal, given_, Finder(facts, framework.chart.lines, facts.rule_demands, aim, found)


def ways(facts: Facts, finder: Finder) -> Iterator[dict[int, int]]:
    """Yield all moves that are allowed, whatever they reach; nothing, if there are too many."""
    owners, tops, floor = facts.by.chart.prices.owners, facts.now.best.codes, finder.floor
    free = facts.by.chart.outcomes
    highest = [
        low
        if code == NOT_APPLICABLE or (owners[question] in finder.asked.excluded and question not in free)
        else tops[question]
        for question, (code, low) in enumerate(zip(facts.codes, floor, strict=True))
    ]
    if prod(top - low + 1 for top, low in zip(highest, floor, strict=True)) > MOST_TRIED:
        return
    for sheet in product(*(range(low, top + 1) for top, low in zip(highest, floor, strict=True))):
        yield {question: code for question, code in enumerate(sheet) if code > floor[question]}


def allowed_by(facts: Facts, finder: Finder, question: int, moves: Mapping[int, int]) -> bool:
    """Return whether the question that a question needs, if there is one, is at the option that it needs."""
    pairs = facts.by.lookup.conditions.pairs
    return all(
        moves.get(other, finder.floor[other]) >= position for needing, other, position in pairs if needing == question
    )


def worth_of(facts: Facts, finder: Finder, moves: Mapping[int, int]) -> tuple[Any, ...] | None:
    """Return what routes are compared by, the best lowest; None if this is not one."""
    standing = finder.leeway.now.moved(moves)
    free = facts.by.chart.outcomes
    if not all(allowed_by(facts, finder, question, moves) for question in moves):
        return None
    touched = {facts.by.chart.prices.owners[question] for question in moves if question not in free}
    raised = {question: to - finder.floor[question] for question, to in moves.items()}
    assumed = sum(steps for question, steps in raised.items() if question in free)
    cost = sum(finder.priced(moves).values(), Fraction(0))
    allowed = finder.asked.wanted <= touched and finder.leeway.keeps(moves, standing)
    if not (allowed and reached(standing, finder.aim)):
        return None
    if finder.aim is NOWHERE and assumed:
        return None
    steps = sum(raised.values()) - assumed
    by_id = sorted(range(len(finder.floor)), key=lambda place: facts.by.questions[place].id)
    ranked = (
        assumed,
        cost,
        len(touched),
        steps,
        tuple(-moves.get(question, finder.floor[question]) for question in by_id),
    )
    if finder.aim is not NOWHERE:
        return ranked
    over = facts.by.outline.overall
    return -standing.rank(over), -Fraction(*(standing.score(over) or (0, 1))), *ranked


def moves_of(framework: Framework, found: Roadmap) -> dict[int, int]:
    """Return the moves of a roadmap, by the places of questions and positions."""
    columns = framework.lookup.columns
    moved = [*found.results, *(gap for step in found for gap in step.questions)]
    gaps = [(columns[gap.question], gap.to) for gap in moved]
    return {place: [option.id for option in framework.questions[place].options].index(to) for place, to in gaps}
