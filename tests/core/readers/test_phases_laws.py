"""Laws of phases and paybacks: nothing is lost, no budget is exceeded, and the sums are those of plain arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from builders import dear, drawn, turned
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Assessment, Framework, Roadmap
    from maturity_core.results.payback import Return
    from maturity_core.results.phases import Phase

FRAMEWORKS = tuple(framework for framework in drawn() if framework.engine.compiled is not None)
AMOUNTS = st.sampled_from([0, 1, 2, 5, "1/3", 0.75])
BUDGETS = st.lists(st.sampled_from(["0", "1", "1/2", "3"]), min_size=1, max_size=4).map(lambda some: [*some, "1"])


def draw_result(data: st.DataObject) -> tuple[Assessment, str]:
    """Draw an organisation, and a level that is not its own."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))
    now, overall = result._facts.now, framework.outline.overall
    above = [framework.levels[rung].id for rung in now.remaining(overall) if rung > now.rank(overall)]
    assume(above)
    return result, data.draw(st.sampled_from(above))


def benefits(data: st.DataObject, framework: Framework) -> dict[str, Any]:
    """Draw benefits of some capabilities and levels."""
    tables = {"capabilities": framework.capabilities.ids, "levels": framework.levels.ids}
    return {name: data.draw(st.dictionaries(st.sampled_from(ids), AMOUNTS, max_size=4)) for name, ids in tables.items()}


def today(result: Assessment) -> str | None:
    """Return the level that the answers stand on."""
    level = result._facts.level
    return None if level is None else level.id


def sheet_after(result: Assessment, phases: tuple[Phase, ...]) -> list[Any]:
    """Return the answers once phases are done; those that don't count while others are too low stay as they count."""
    moves = {gap.question: gap.to for phase in phases for part in phase.steps for gap in part.questions}
    moves |= {shown.question: shown.to for phase in phases for shown in phase.results}
    counted = {**result.answers, **result.counted_as}
    return [moves.get(name, counted[name]) for name in result.framework.questions.ids]


def assert_stands(result: Assessment, roadmap: Roadmap) -> None:
    """Each phase says what the scorer says of the answers at its end."""
    for place, phase in enumerate(roadmap.phases, start=1):
        names = result.framework.questions.ids
        sheet = dict(zip(names, sheet_after(result, roadmap.phases[:place]), strict=True))
        then = result.framework.assess(sheet)
        assert (phase.level, phase.score_exact) == (today(then), then._facts.score_exact)


@dear
@given(st.data())
def test_periods_hold_the_whole_route_in_its_order_and_within_their_budgets(data: st.DataObject) -> None:
    result, level = draw_result(data)
    budgets = data.draw(BUDGETS)

    found = result.roadmap(level, periods=budgets)

    parts = [(phase.period, part) for phase in found.phases for part in phase.steps]
    assert sum((phase.cost_exact for phase in found.phases), Fraction(0)) == (found.cost_exact if found.steps else 0)
    for phase in found.phases:
        budget = Fraction(budgets[min(phase.period, len(budgets)) - 1])
        assert phase.cost_exact == sum(part.cost_exact for part in phase.steps) <= budget == phase.budget_exact
    assert list(dict.fromkeys(part.capability for _, part in parts)) == [step.capability for step in found]
    for step in found:
        own = [(period, part) for period, part in parts if part.capability == step.capability]
        assert sum(part.cost_exact for _, part in own) == step.cost_exact
        assert sum(part.share_exact for _, part in own) == 1
        assert [part.done for _, part in own] == [False] * (len(own) - 1) + [True]
        assert own[-1][1].questions == step.questions
        assert {(part.begins, part.ends) for _, part in own} == {(own[0][0], own[-1][0])}
        ends = {part.capability: (part.ends, place) for place, (_, part) in enumerate(parts)}
        earlier = [ends[name] for name in step.waits_for if name in ends]
        assert all(before < ends[step.capability] for before in earlier)
    if found.phases:
        assert found.phases[-1].level == found.level
        assert found.phases[-1].results == found.results
    assert_stands(result, found)


@dear
@given(st.data())
def test_each_phase_by_level_is_the_cheapest_route_to_its_level_from_where_the_last_one_ends(
    data: st.DataObject,
) -> None:
    """The way to a level may also reach the target, and is the last then."""
    result, level = draw_result(data)
    ranks: dict[str | None, int] = {None: -1}
    ranks |= {entry.id: rank for rank, entry in enumerate(result.framework.levels)}

    found = result.roadmap(level, periods="levels")

    assert_stands(result, found)
    standing: list[str | None] = [today(result)]
    for place, phase in enumerate(found.phases, start=1):
        assert ranks[phase.level] > ranks[standing[-1]]
        standing.append(phase.level)
        sheet = dict(zip(result.framework.questions.ids, sheet_after(result, found.phases[: place - 1]), strict=True))
        there = result.framework.assess(sheet)
        again = there.roadmap()
        if place < len(found.phases):
            assert (again.cost_exact, again.level) == (phase.cost_exact, phase.level)
        ways = [again] if place < len(found.phases) else [again, there.roadmap(level)]
        told = (phase.cost_exact, [(part.capability, part.pathfinder) for part in phase.steps])
        assert told in [(way.cost_exact, [(step.capability, step.pathfinder) for step in way]) for way in ways]
    if found.phases and not found.certificate.rounded:
        assert sum(phase.cost_exact for phase in found.phases) >= found.cost_exact
        assert ranks[standing[-1]] >= ranks[level]


@dear
@given(st.data())
def test_paybacks_are_plain_arithmetic(data: st.DataObject) -> None:
    """Benefits are added up period by period, from the figures and the phases alone."""
    result, level = draw_result(data)
    figures = benefits(data, result.framework)
    periods = data.draw(st.none() | st.just("levels") | BUDGETS)

    found = result.roadmap(level, periods=periods, benefits=figures)

    payback = found.payback
    assert payback is not None
    worth = {table: {name: Fraction(str(value)) for name, value in own.items()} for table, own in figures.items()}
    steps = [part for phase in found.phases for part in phase.steps] if periods else list(found.steps)
    spent = sum((step.cost_exact for step in steps), Fraction(0))
    last = found.phases[-1].level if found.phases else found.level
    reached = levels_between(result, today(result), last)
    brought = sum(worth["capabilities"].get(name, 0) for name in {step.capability for step in steps})
    brought = Fraction(brought) + sum(worth["levels"].get(name, 0) for name in reached)
    assert_return(payback.total, spent, brought)
    for step in payback.steps:
        cost = sum(part.cost_exact for part in steps if part.capability == step.capability)
        assert_return(step, Fraction(cost), Fraction(worth["capabilities"].get(step.capability, 0)))
    assert sum(phase.benefit_exact for phase in payback.phases) == (brought if found.phases else 0)
    balances = period_by_period(found, worth, result)
    assert [phase.balance_exact for phase in payback.phases] == [balances[phase.period] for phase in found.phases]
    if found.phases and brought:
        end = found.phases[-1].period
        even = next(period for period in range(end, 10**6) if balances[end] + brought * (period - end) >= 0)
        assert payback.even == even


def assert_return(found: Return, spent: Fraction, brought: Fraction) -> None:
    assert (found.investment_exact, found.benefit_exact) == (spent, brought)
    assert found.periods_exact == (spent / brought if brought else None)
    assert found.return_12_exact == ((12 * brought - spent) / spent if spent else None)
    assert found.return_36_exact == ((36 * brought - spent) / spent if spent else None)


def levels_between(result: Assessment, before: str | None, after: str | None) -> list[str]:
    levels = result.framework.levels.ids
    low, high = (-1 if name is None else levels.index(name) for name in (before, after))
    remaining = result._facts.now.remaining(result.framework.outline.overall)
    return [levels[rung] for rung in remaining if low < rung <= high]


def period_by_period(
    found: Roadmap, worth: Mapping[str, Mapping[str, Fraction]], result: Assessment
) -> dict[int, Fraction]:
    """Return the balance at the end of each period, one after the other."""
    phases = {phase.period: phase for phase in found.phases}
    ends = {part.capability: phase.period for phase in found.phases for part in phase.steps}
    balance, running = Fraction(0), Fraction(0)
    level = today(result)
    balances: dict[int, Fraction] = {}
    for period in range(1, max(phases, default=0) + 1):
        balance += running
        if period in phases:
            balance -= phases[period].cost_exact
            done = [name for name, end in ends.items() if end == period]
            reached = levels_between(result, level, phases[period].level)
            running += sum(worth["capabilities"].get(name, 0) for name in done)
            running += sum(worth["levels"].get(name, 0) for name in reached)
            level = phases[period].level
        balances[period] = balance
    return balances


@dear
@given(st.data())
def test_the_order_of_the_file_does_not_matter_for_phases(data: st.DataObject) -> None:
    result, level = draw_result(data)
    framework = result.framework
    other_way_round = turned(framework)
    figures, periods = benefits(data, framework), data.draw(st.just("levels") | BUDGETS)
    back = {name: dict(reversed(table.items())) for name, table in reversed(figures.items())}
    here = result.roadmap(level, periods=periods, benefits=figures)

    there = other_way_round.assess(result.answers).roadmap(level, periods=periods, benefits=back)

    assert [plain(phase) for phase in there.phases] == [plain(phase) for phase in here.phases]
    assert there.payback == here.payback
    assert {step.capability for step in there if step.pathfinder} == {
        step.capability for step in here if step.pathfinder
    }


def plain(phase: Phase) -> tuple[Any, ...]:
    """Return a phase without the order of questions within steps, which is that of the file."""
    parts = [
        (part.capability, part.cost_exact, {gap.question: gap.to for gap in part.questions}, part.pathfinder)
        for part in phase.steps
    ]
    return phase.period, phase.cost_exact, phase.level, phase.score_exact, parts
