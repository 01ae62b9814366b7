"""Payback worked out by hand: what the user's own figures come to, and what is refused of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import capability, question, rule, tiny

from maturity_core import ArgumentError, Framework, Roadmap
from maturity_core.model.fields import _ALLOWED
from maturity_core.results.payback import Payback, Return

if TYPE_CHECKING:
    from collections.abc import Mapping


def steep() -> Framework:
    """Return two capabilities of one question each: plan for 4 and team for 2, both at their best for the top."""
    return tiny(
        capabilities=[capability("plan", effort=4), capability("team", effort=2)],
        questions=[question("plan-kept", "plan"), question("team-there", "team")],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    )


BENEFITS: dict[str, Any] = {
    "per": "month",
    "capabilities": {"plan": "0.5", "team": 1},
    "levels": {"mid": 2, "high": "1/3"},
    "outcomes": {"churn below 5 %": "high", "a calm Monday": "mid", "no queue": "low"},
}


def paid(roadmap: Roadmap) -> Payback:
    assert roadmap.payback is not None
    return roadmap.payback


def figures(found: Return) -> tuple[Any, ...]:
    return (found.investment_exact, found.benefit_exact, found.periods_exact)


def test_the_total_has_what_all_steps_and_levels_bring() -> None:
    found = paid(steep().assess([0, 0]).roadmap("high", benefits=BENEFITS))

    benefit = Fraction(1, 2) + 1 + 2 + Fraction(1, 3)
    assert figures(found.total) == (6, benefit, 6 / benefit)
    assert found.total.return_12_exact == (12 * benefit - 6) / 6
    assert found.total.return_36_exact == (36 * benefit - 6) / 6
    assert [(step.capability, step.name, *figures(step)) for step in found.steps] == [
        ("team", "Team", 2, 1, 2),
        ("plan", "Plan", 4, Fraction(1, 2), 8),
    ]
    assert (found.per, found.phases, found.even) == ("month", (), None)
    assert found.outcomes == ("a calm Monday", "churn below 5 %")


def test_only_what_the_route_raises_and_reaches_counts() -> None:
    found = paid(steep().assess([0, 0]).roadmap("mid", benefits=BENEFITS))

    assert (figures(found.total), [step.capability for step in found.steps]) == ((2, 3, Fraction(2, 3)), ["team"])
    assert found.outcomes == ("a calm Monday",)
    there = paid(steep().assess([2, 2]).roadmap("high", benefits=BENEFITS))
    assert (figures(there.total), there.total.return_12, there.steps, there.outcomes) == ((0, 0, None), None, (), ())


def test_without_a_benefit_nothing_is_paid_back() -> None:
    found = paid(steep().assess([0, 0]).roadmap("high", benefits={}, periods=3))

    assert (figures(found.total), found.total.return_12, found.even) == ((6, 0, None), -1, None)
    assert [phase.balance for phase in found.phases] == [-3, -6]
    assert found.per == ""


def test_benefits_begin_in_the_period_after_a_step_is_done_or_a_level_reached() -> None:
    """Team is done, and the middle level reached, in period 2; plan and the high level in period 5."""
    found = paid(steep().assess([0, 0]).roadmap("high", benefits=BENEFITS, periods=[0, 2, 2, 0, 2]))

    assert [phase.period for phase in found.phases] == [2, 3, 5]
    assert [phase.balance for phase in found.phases] == [-2, -1, 3]
    assert [figures(phase)[:2] for phase in found.phases] == [(2, 3), (2, 0), (2, Fraction(5, 6))]
    assert found.even == 5
    late = paid(steep().assess([0, 0]).roadmap("high", benefits={"capabilities": {"plan": "0.8"}}, periods=3))
    assert ([phase.balance for phase in late.phases], late.even) == ([-3, -6], 10)


def test_by_levels_a_capability_brings_its_benefit_when_its_last_phase_is_done() -> None:
    """The first phase raises team, the second plan; both phases are routes of their own."""
    found = paid(steep().assess([0, 0]).roadmap("high", benefits=BENEFITS, periods="levels"))

    assert [figures(phase)[:2] for phase in found.phases] == [(2, 3), (4, Fraction(5, 6))]
    assert [phase.balance for phase in found.phases] == [-2, -3]
    assert (found.total.investment, found.even) == (6, 3)


def test_a_target_can_be_named_by_the_outcome_that_comes_with_it() -> None:
    result = steep().assess([0, 0])

    found = result.roadmap("a calm Monday", benefits=BENEFITS)

    assert [rung.level for rung in found.target] == ["mid"]
    assert found.cost == result.roadmap("mid").cost
    assert result.roadmap({"framework": "mid"}, benefits=BENEFITS).cost == found.cost


def test_paybacks_are_stored_and_read_back() -> None:
    found = steep().assess([0, 0]).roadmap("high", benefits=BENEFITS, periods=1)

    assert Roadmap.model_validate_json(found.model_dump_json()) == found


def test_O1_everything_that_is_wrong_with_benefits_is_said_at_once() -> None:
    benefits: Any = {
        "per": "",
        "capabilities": {"plann": 1, "plan": -1, "team": float("nan"), 3: 1},
        "levels": {"hgh": 1, "high": 10**13, "mid": True},
        "outcomes": {"mid": "mid", "fewer": "midd", "two\nlines": "mid", "many": 3},
        "dimensions": {},
        4: 2,
    }

    with pytest.raises(ArgumentError) as caught:
        steep().assess([0, 0]).roadmap(budget=-1, benefits=benefits)

    allowed = "allowed: per, capabilities, levels, outcomes"
    assert str(caught.value).splitlines() == [
        "budget: a budget cannot be negative; got -1; allowed: 0 or more",
        "benefits.per: not a name for a period; got ''; allowed: a line of 1 to 80 characters",
        f"benefits.dimensions: no such table of benefits; got 'dimensions'; {allowed}",
        f"benefits.4: no such table of benefits; got 4; {allowed}",
        "benefits.capabilities.plann: no such capability; got 'plann'; allowed: plan, team; did you mean 'plan'?",
        "benefits.capabilities.plan: a benefit cannot be negative; got -1; allowed: 0 or more",
        f"benefits.capabilities.team: expected {_ALLOWED}; got nan",
        "benefits.capabilities.3: no such capability; got 3; allowed: plan, team",
        "benefits.levels.hgh: no such level; got 'hgh'; allowed: low, mid, high; did you mean 'high'?",
        "benefits.levels.high: expected a number between -1000000000000 and 1000000000000; got 10000000000000",
        f"benefits.levels.mid: expected {_ALLOWED}; got True",
        "benefits.outcomes.mid: this is the id of a level, so it cannot name an outcome",
        "benefits.outcomes.fewer: no such level; got 'midd'; allowed: low, mid, high; did you mean 'mid'?",
        "benefits.outcomes.'two\\nlines': not a name for an outcome; allowed: a line of 1 to 80 characters",
        "benefits.outcomes.many: no such level; got 3; allowed: low, mid, high",
    ]


BAD: Mapping[str, tuple[Any, str]] = {
    "no table": (3, "benefits: expected a mapping; got 3; allowed: None, or tables of benefits by id"),
    "a table that is none": ({"levels": [1]}, "benefits.levels: expected a table of benefits; got [1]"),
    "a list as a period": (
        {"per": ["month"]},
        "benefits.per: not a name for a period; got ['month']; allowed: a line of 1 to 80 characters",
    ),
}


@pytest.mark.parametrize(("benefits", "message"), BAD.values(), ids=BAD.keys())
def test_O1_bad_benefits_are_refused(benefits: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        steep().assess([0, 0]).roadmap(benefits=benefits)

    assert str(caught.value) == message
