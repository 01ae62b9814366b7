"""Plans of one sheet and of many at once: the same, and those of the reference scorer."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from aims import as_goals
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two
from known_cases import hand_cases
from known_sums import sum_cases
from known_ways import way_cases

from maturity_core import NO_GAP, NO_STEP, Framework, Status, TargetError
from maturity_core.readers.chart import Map
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.many_aims import take_aim
from maturity_core.readers.one_draft import OneDraft
from maturity_core.readers.records import Facts
from maturity_core.readers.routes import route
from maturity_core.readers.targets import Target
from maturity_core.readers.turns import in_turns, sort_keys
from maturity_core.testing.oracle import Oracle

if TYPE_CHECKING:
    from known import Known

CASES = {known.name: known for known in (*hand_cases(), *way_cases(), *sum_cases())}
Way = tuple[list[int], dict[int, int]]


def together(framework: Framework, codes: Any, target: Any) -> list[Way]:
    """Return the steps and the moves of each organisation, made for all of them at once."""
    if isinstance(target, Mapping):
        ranks = {str(name): goal for name, goal in target.items() if isinstance(goal, int)}
        target = Target(ranks, {str(name): goal for name, goal in target.items() if isinstance(goal, Fraction)})
    path = route(take_aim(framework.engine, codes, target), framework.chart)
    rows = range(codes.shape[1])
    orders = [[int(index) for index in path.order[:, row] if index != NO_STEP] for row in rows]
    moves = [{q: to for q, to in enumerate(path.positions[:, row].tolist()) if to != NO_GAP} for row in rows]
    return list(zip(orders, moves, strict=True))


def alone(framework: Framework, sheet: Any, target: Any) -> Way:
    """Return the steps and the moves of one organisation; none if it cannot aim there."""
    aimed = target
    if isinstance(target, tuple):
        aimed = framework.assess(target)
    elif target is not None:
        aimed = as_goals(framework, target)
    try:
        plan = framework.assess(sheet.tolist()).next_steps(aimed)
    except TargetError:
        return [], {}
    ids = [entry.id for entry in framework.capabilities]
    columns = {entry.id: (place, [o.id for o in entry.options]) for place, entry in enumerate(framework.questions)}
    moves = {columns[m.question][0]: columns[m.question][1].index(m.to) for step in plan for m in step.questions}
    return [ids.index(step.capability) for step in plan], dict(sorted(moves.items()))


def expected(framework: Framework, sheet: Any, target: Any) -> Way:
    """Return what the reference scorer says."""
    ids = [entry.id for entry in framework.capabilities]
    steps = Oracle(framework).plan(tuple(map(int, sheet)), target).steps
    moves = {question: to for step in steps for question, (_, to) in step.moves.items()}
    return [ids.index(step.capability) for step in steps], dict(sorted(moves.items()))


@pytest.mark.parametrize("known", CASES.values(), ids=CASES.keys())
def test_one_by_one_or_at_once_plans_are_those_of_the_reference(known: Known) -> None:
    """Towards every kind of target; some sheets of each framework."""
    framework = known.given
    sheets = known.sheets[:: max(1, len(known.sheets) // 3)]
    codes = np.array(sheets, np.int8).T.copy()
    for target in known.targets:
        found = together(framework, codes, target)
        assert [alone(framework, sheet, target) for sheet in codes.T] == found
        assert found[:2] == [expected(framework, sheet, target) for sheet in sheets[:2]]


def test_scorers_in_code_plan_by_monotonicity_alone() -> None:
    """A plan reaches the target, prerequisites are raised first, and nothing of it is too much."""
    requires = [{"capability": "goals", "credit": "0.5"}]
    framework = two(
        capabilities=[capability("goals"), capability("plan", requires=requires), capability("team", "people")],
        requirements=[],
    ).with_scorer(Product())
    plan = framework.assess([0, 0, 0, 0]).next_steps("mid")
    order = [step.capability for step in plan]

    assert plan.status == Status.OPEN
    assert order.index("goals") < order.index("plan")


def test_a_scorer_in_code_may_be_required_to_give_a_rung() -> None:
    """One by one as at once: nothing is known of it but that no better answer lowers anything."""
    requires = [{"capability": "goals", "level": "mid"}]
    framework = two(
        capabilities=[
            capability("goals", levels="own"),
            capability("plan", requires=requires),
            capability("team", "people"),
        ],
        level_lists={"own": LEVELS},
        requirements=[rule("capability goals", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
    ).with_scorer(Product())
    plan = framework.assess([0, 0, 0, 2]).next_steps(framework.assess([0, 1, 0, 2]))

    assert [(step.capability, step.level_to, step.readies) for step in plan] == [
        ("goals", "mid", ("plan",)),
        ("plan", None, ()),
    ]


def test_a_dimension_without_weight_has_no_share_in_the_overall_score() -> None:
    """Nor have its questions."""
    dimensions = [dimension("work"), dimension("people", weight=0)]

    assert two(dimensions=dimensions).chart.prices.shares == ((0, 1, 2), (0, 1, 2), (0, 1, 2), (0, 0, 0))


def test_weights_of_any_size_are_compared_exactly() -> None:
    """Costs and shares beyond 64 bits, at once as one by one."""
    efforts = {"art": "9999991/3", "call": "9999973/7", "zeal": "999983/11"}
    capabilities = [capability(name, effort=effort) for name, effort in efforts.items()]
    weights = {"art": "999999.999989", "call": "999998.199989", "zeal": "9999937/13"}
    questions = [question(f"{name}-q", name, weight=weight) for name, weight in weights.items()]
    rules = [rule("framework", level, count=2, of={"questions": "all"}, reaching="0.5") for level in ("mid", "high")]
    framework = tiny(capabilities=capabilities, questions=questions, requirements=rules)
    codes = np.zeros((3, 2), np.int8)
    target = {"framework": 1}

    found = together(framework, codes, target)

    assert found == [alone(framework, sheet, target) for sheet in codes.T]
    assert found[0] == expected(framework, (0, 0, 0), target)


def test_quotients_that_doubles_cannot_tell_apart_are_compared_as_fractions() -> None:
    """Ties by id; what is divided by nothing comes before all else, the larger first; what is absent last."""
    above = np.array([[2**40 + 1], [2**40], [5], [7], [1]], np.int64)
    below = np.array([[2**40], [2**40 - 1], [0], [0], [1]], np.int64)
    present = np.array([[True], [True], [True], [True], [False]])

    assert Fraction(2**40, 2**40 - 1) > Fraction(2**40 + 1, 2**40)
    assert sort_keys(above, below, present, [0, 1, 2, 3, 4])[:, 0].tolist() == [3, 2, 1, 0, 4]
    assert sort_keys(np.array([[1], [1]]), None, present[:2], [1, 0])[:, 0].tolist() == [1, 0]


def test_what_has_to_wait_goes_after_its_forerunner_where_both_are_there() -> None:
    """By organisation: the first has both, the second one of them, the third none."""
    left = np.array([[True, True, False], [True, False, False]])
    keys = np.array([[0, 0, 0], [1, 1, 1]], np.int16)

    turns = [turn.tolist() for turn in in_turns(left, [(0, 1)], keys)]

    assert turns == [[1, 0, NO_STEP], [0, NO_STEP, NO_STEP]]


def test_an_order_without_prerequisites_is_the_order_of_the_keys() -> None:
    keys = np.array([[2, 0], [0, 3], [1, 1]], np.int16)
    left = np.array([[True, True], [True, False], [True, True]])
    expected = [[1, 0], [2, 2], [0, NO_STEP]]
    assert [turn.tolist() for turn in in_turns(left.copy(), [], keys)] == expected
    assert [turn.tolist() for turn in in_turns(left.copy(), [(0, 2), (0, 1)], keys)] == [[1, 2], [2, 0], [0, NO_STEP]]


def test_growth_of_plans_is_that_of_needs_and_capabilities() -> None:
    """What is looked at, counted: twice the capabilities, questions and prerequisites, about twice the sums moved."""

    def moved(count: int) -> int:
        capabilities = [
            capability(f"c{place:03}", requires=[{"capability": f"c{place // 2:03}", "credit": "0.5"}] if place else [])
            for place in range(count)
        ]
        capabilities[1]["requires"] = [{"capability": "c000", "credit": "0.5"}]
        questions = [question(f"q{place:03}", f"c{place % count:03}") for place in range(2 * count)]
        framework = tiny(capabilities=capabilities, questions=questions)
        chart = Map(framework.engine)
        counted = 0
        facts = Facts(framework, [0] * (2 * count))
        assert chart.lines is not None
        assert facts.rule_demands is not None
        real = OneDraft(chart, chart.lines, facts.rule_demands.now, aim_of(facts, "mid"))
        add = real.balance._add

        def counting(gate: int, change: int) -> None:
            nonlocal counted
            counted += 1
            add(gate, change)

        real.balance._add = counting  # type: ignore[method-assign]
        real.route()
        return counted

    small, large = moved(20), moved(80)
    assert large < 5 * small
