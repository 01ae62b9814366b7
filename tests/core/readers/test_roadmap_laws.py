"""Laws of roadmaps: the program says what the scorer says, and no route is better, as trying all of them shows."""

from __future__ import annotations

from fractions import Fraction

from builders import dear, turned
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tried_routes import FRAMEWORKS, LONG, dearest, draw_finder, moves_of, ways, wishes, worth_of

from maturity_core import ArgumentError, Status
from maturity_core.readers.roadmap.reading import roadmap
from maturity_core.readers.roadmap.route import NOWHERE
from maturity_core.testing.strategies import answers

brute = settings(max_examples=100_000) if LONG else dearest
"""For trying all routes of a case: a framework, a sheet, a target and wishes. 100,000 cases in the long profile."""


@brute
@given(st.data())
def test_no_route_is_better_than_the_proven_one(data: st.DataObject) -> None:
    """All are tried: by cost, then capabilities, option steps and ids; under a budget by level and score before."""
    facts, goal, given_, finder = draw_finder(data)
    all_ways = list(ways(facts, finder))
    assume(all_ways)
    routes = [(worth, moves) for moves in all_ways if (worth := worth_of(facts, finder, moves)) is not None]
    found = roadmap(facts, goal, **given_)
    certificate = found.certificate
    budget = finder.asked.budget
    if finder.aim is NOWHERE:
        routes = [(worth, moves) for worth, moves in routes if sum(finder.priced(moves).values()) <= (budget or 0)]
    if not routes:
        assert certificate.proof == "infeasible"
        assert not found.steps
        assert not found.results
        return
    worth, moves = min(routes, key=lambda route: route[0])
    least = sum(finder.priced(moves).values(), Fraction(0))
    if budget is not None and least > budget:
        assert (certificate.proof, certificate.bound_exact) == ("infeasible", least)
    elif found.status == Status.OPEN or finder.asked.wanted:
        assert certificate.proof == "optimal"
        if not certificate.rounded:
            assert (moves_of(facts.by, found), certificate.tied) == (moves, False), worth
            assert certificate.bound_exact == found.cost_exact == least
    else:
        assert not found.steps


@dear
@given(st.data())
def test_the_program_says_what_the_scorer_says(data: st.DataObject) -> None:
    """Of every sheet: whether the target is reached, the prerequisites are met, and what is wanted is there."""
    facts, _, _, finder = draw_finder(data)
    assume(finder.possible)
    program = finder.program
    rows = [*program.rows, *finder.writer.demanding(finder.target)]
    rows += finder._deeds[0] if finder.aim is NOWHERE else []
    tops = dict(program.steps)
    moves = {question: data.draw(st.integers(finder.floor[question], top)) for question, top in sorted(tops.items())}
    moves = {question: to for question, to in moves.items() if to > finder.floor[question]}

    values = program.values(moves)

    assert all(row.holds(values) for row in rows) is (worth_of(facts, finder, moves) is not None)
    assert program.moves(values) == moves


@dearest
@given(st.data())
def test_more_money_is_never_worse(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))
    budgets = sorted(data.draw(st.tuples(st.integers(0, 6), st.integers(0, 6))))
    ranks = [level.id for level in framework.levels]

    less, more = (result.roadmap(budget=budget) for budget in budgets)

    assume(not (less.certificate.rounded or more.certificate.rounded))
    stands = [(found.level and ranks.index(found.level), found.score_exact) for found in (less, more)]
    assert stands[0] == stands[1] or stands[0] < stands[1]
    assert all(found.cost_exact <= budget for found, budget in zip((less, more), budgets, strict=True))


@dearest
@given(st.data())
def test_the_order_of_the_file_does_not_matter(data: st.DataObject) -> None:
    """Nor does that of the costs, or of what is wanted and excluded."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    other_way_round = turned(framework)
    sheet = framework.assess(list(data.draw(answers(framework)))).answers
    given_ = {name: value for name, value in data.draw(wishes(framework)).items() if name != "seconds"}
    try:
        here = framework.assess(sheet).roadmap(**given_)
    except ArgumentError:
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise
    given_["costs"] = {name: dict(reversed(table.items())) for name, table in reversed(given_["costs"].items())}

    there = other_way_round.assess(sheet).roadmap(**given_)

    assert [step.capability for step in there] == [step.capability for step in here]
    assert {gap.question: gap.to for step in there for gap in step.questions} == {
        gap.question: gap.to for step in here for gap in step.questions
    }
    assert (there.cost_exact, there.level, there.score_exact) == (here.cost_exact, here.level, here.score_exact)
    assert there.curve == here.curve
    assert there.certificate.model_copy(update={"requirements": ()}) == here.certificate.model_copy(
        update={"requirements": ()}
    )
