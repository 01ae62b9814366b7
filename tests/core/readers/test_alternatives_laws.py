"""Laws of what is beside the cheapest route, held to all routes of small frameworks."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from builders import dear, turned
from hypothesis import assume, given
from hypothesis import strategies as st
from tried_routes import FRAMEWORKS, draw_finder, ways, wishes, worth_of

from maturity_core import ArgumentError
from maturity_core.readers.roadmap.alternatives import alternatives
from maturity_core.readers.roadmap.costs import ranges_of
from maturity_core.readers.roadmap.leeway import reached
from maturity_core.readers.roadmap.route import NOWHERE
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework
    from maturity_core.readers.records import Facts
    from maturity_core.readers.roadmap.finding import Finder

MARGINS = st.sampled_from([0, "0.1", "1/2", 3])
ENDS = st.lists(st.sampled_from([0, 1, 2, 0.5, 5]), min_size=3, max_size=3).map(
    lambda ends: dict(zip(("low", "likely", "high"), sorted(ends), strict=True))
)


def tried(data: st.DataObject) -> tuple[Facts, Any, dict[str, Any], Finder, list[Any]]:
    """Draw an organisation, a target, arguments, what finds its routes, and all routes, each with its worth."""
    facts, goal, given_, finder = draw_finder(data)
    assume(finder.aim is not NOWHERE)
    all_ways = list(ways(facts, finder))
    assume(all_ways)
    routes = [(worth, moves) for moves in all_ways if (worth := worth_of(facts, finder, moves)) is not None]
    return facts, goal, given_, finder, routes


def asked_for(given_: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {name: value for name, value in given_.items() if name != "budget"} | more


def touched(finder: Finder, moves: Mapping[int, int]) -> set[int]:
    owners, free = finder.chart.prices.owners, finder.chart.outcomes
    return {owners[question] for question in moves if question not in free}


def counts(finder: Finder, capability: int, moves: Mapping[int, int]) -> bool:
    """Return whether a route would miss its target without a capability and all that has to wait for it."""
    building = {capability}
    for _ in finder.chart.ids:
        building |= {place for place, own in finder.leeway.needs.items() if any(need.other in building for need in own)}
    owners, free = finder.chart.prices.owners, finder.chart.outcomes
    left = {question: to for question, to in moves.items() if question in free or owners[question] not in building}
    return not reached(finder.leeway.now.moved(left), finder.aim)


@dear
@given(st.data())
def test_what_is_said_of_each_capability_is_so_of_all_routes(data: st.DataObject) -> None:
    """The least without it and the least in which it counts; the second best; and what is in every good route."""
    facts, goal, given_, finder, routes = tried(data)
    margin: Any = data.draw(MARGINS)
    found = alternatives(facts, goal, **asked_for(given_, margin=margin))
    ids = facts.by.chart.ids
    if found.certificate.proof == "infeasible":
        assert (routes, found.capabilities, found.second, found.cost) == ([], (), None, None)
        return
    assume(not found.certificate.rounded)
    worth, best = min(routes, key=lambda route: route[0])
    if not finder.asked.wanted and reached(finder.leeway.now, finder.aim):
        worth, best = (0, Fraction(0)), {}
    priced = [(one[1], moves) for one, moves in routes if one[0] == worth[0]]
    limit = worth[1] * (1 + Fraction(margin))
    assert (found.cost_exact, found.limit_exact) == (worth[1], limit)
    own = touched(finder, best)
    assert {one.capability for one in found.capabilities if one.in_route} == {ids[place] for place in own}
    assert {one.capability for one in found.capabilities} == {ids[place] for place in finder.writer.touched}
    for one in found.capabilities:
        place = ids.index(one.capability)
        without = [cost for cost, moves in priced if place not in touched(finder, moves)]
        by_wish = place in own and not counts(finder, place, best)
        counted = [cost for cost, moves in priced if place in touched(finder, moves) and counts(finder, place, moves)]
        counted += [worth[1]] if by_wish else []
        assert (one.cost_without_exact, one.cost_with_exact) == (
            min(without, default=None),
            min(counted, default=None),
        )
        good = [cost for cost in without if cost <= limit], [cost for cost in counted if cost <= limit]
        assert one.good == ("every" if not good[0] else "some" if good[1] else "none")
        assert one.proven
    others = [(cost, moves) for cost, moves in priced if not own <= touched(finder, moves)]
    assert (found.second is None) is (not others)
    if found.second is not None:
        assert found.second.cost_exact == min(cost for cost, _ in others) >= worth[1]
        assert found.second.more_exact == found.second.cost_exact - worth[1]
        assert found.second.left_out
        assert found.second.certificate.proof == "optimal"
        assert sum(step.cost_exact for step in found.second.steps) == found.second.cost_exact


@dear
@given(st.data())
def test_ranges_of_costs_are_judged_as_all_routes_show(data: st.DataObject) -> None:
    """A route stays best if and only if no other is cheaper with its own moves high and those of all others low."""
    facts, goal, given_, finder, routes = tried(data)
    names = {"capabilities": facts.by.capabilities.ids, "questions": facts.by.questions.ids}
    given_["costs"] = {
        name: data.draw(st.dictionaries(st.sampled_from(ids), ENDS, max_size=3)) for name, ids in names.items()
    }
    found = alternatives(facts, goal, **asked_for(given_, margin=0))
    ranges = ranges_of(facts.by.chart, given_["costs"])
    assert (found.ranges is None) is (not routes or ranges.low == ranges.high)
    assume(found.ranges is not None and not found.certificate.rounded)
    assert found.ranges is not None
    assert found.cost_exact is not None
    likely = [route for route in routes if route[0][0] == min(routes, key=lambda one: one[0])[0][0]]
    if not finder.asked.wanted and reached(finder.leeway.now, finder.aim):
        assert (found.ranges.route.capabilities, found.ranges.stays_best) == ((), True)
        return
    finder.asked.costs.begins[:], finder.asked.costs.steps[:] = ranges.likely.begins, ranges.likely.steps
    ranked = [(worth, moves) for _, moves in likely if (worth := worth_of(facts, finder, moves)) is not None]
    _, best = min(ranked, key=lambda one: one[0])
    floor, owners = finder.floor, facts.by.chart.prices.owners

    def cost(moves: Mapping[int, int], low: Any, high: Any) -> Fraction:
        """Return what moves cost if those of the best route cost `high`, and all others `low`."""
        own = touched(finder, best)
        total = sum(((high if place in own else low).begins[place] for place in touched(finder, moves)), Fraction(0))
        for question, to in moves.items():
            if owners[question] in touched(finder, moves) and question not in facts.by.chart.outcomes:
                for step in range(floor[question] + 1, to + 1):
                    total += (high if step <= best.get(question, 0) else low).steps[question][step]
        return total

    spans = found.ranges
    assert spans.route.likely_exact == found.cost_exact == cost(best, ranges.likely, ranges.likely)
    ends = [(end, [cost(moves, end, end) for _, moves in likely]) for end in (ranges.low, ranges.high)]
    assert (spans.at_low.low_exact, spans.at_high.high_exact) == tuple(min(costs) for _, costs in ends)
    own = cost(best, ranges.low, ranges.high)
    assert own == spans.route.high_exact
    least = min(cost(moves, ranges.low, ranges.high) for _, moves in likely)
    assert spans.stays_best is (least == own)
    assert (spans.beaten_by is None) is spans.stays_best
    for route in (spans.route, spans.at_low, spans.at_high, *([spans.beaten_by] if spans.beaten_by else [])):
        assert all(low <= high for low, high in pairwise((route.low_exact, route.likely_exact, route.high_exact)))


@dear
@given(st.data())
def test_the_order_of_the_file_makes_no_difference(data: st.DataObject) -> None:
    framework: Framework = data.draw(st.sampled_from(FRAMEWORKS))
    other_way_round = turned(framework)
    sheet = framework.assess(list(data.draw(answers(framework)))).answers
    given_ = asked_for(data.draw(wishes(framework)), margin=data.draw(MARGINS))
    try:
        here = framework.assess(sheet).alternatives(**given_)
    except ArgumentError:
        assume(False)  # noqa: FBT003 - how Hypothesis spells it
        raise

    there = other_way_round.assess(sheet).alternatives(**given_)

    assert {one.capability: one for one in there.capabilities} == {one.capability: one for one in here.capabilities}
    assert (there.second, there.cost_exact, there.limit_exact) == (here.second, here.cost_exact, here.limit_exact)
