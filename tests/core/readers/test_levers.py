"""Biggest levers: what closes most of the distance to what comes next for what that costs."""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from builders import capability, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, load_framework
from maturity_core.telling.levers import lever_text

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations

SHOW = {"show": 2, "basis": "interpretation"}
MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")


def levered(**changes: Any) -> Framework:
    """Return a framework of two dimensions that asks for its two biggest levers."""
    return two(**{"levers": SHOW, **changes})


def names(framework: Framework, codes: list[int]) -> list[str]:
    """Return the capabilities that are levers."""
    return [lever.capability for lever in framework.assess(codes).levers]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.wide
def test_levers_differ_from_organisation_to_organisation(model: str) -> None:
    """No capability is among the first three of more than three quarters; there are at least 30 different threes."""
    framework = load_framework(model)
    framework = framework.model_copy(update={"levers": {"show": 3, "basis": "own"}})
    threes = [tuple(names(framework, sheet)) for sheet in organisations(framework)]
    ((_, most),) = Counter(name for three in threes for name in three).most_common(1)

    assert len(threes) == 200
    assert most <= 150
    assert len(set(threes)) >= 30


def test_a_framework_that_asks_for_none_has_none() -> None:
    """There are levers if the file asks for them, and as many as it asks for."""
    assert names(two(), [0, 0, 0, 0]) == []
    assert names(levered(levers={**SHOW, "show": 0}), [0, 0, 0, 0]) == []


def test_gain_and_gain_by_effort() -> None:
    """The gaps of each capability are a part of all gaps, and cost half the effort and so many option steps."""
    team, goals = levered().assess([0, 0, 0, 0]).levers

    assert (team.capability, team.name, team.effort_exact) == ("team", "Team", Fraction(3, 4))
    assert (team.gain_exact, team.gain_by_effort_exact) == (Fraction(1, 4), Fraction(1, 3))
    assert (goals.capability, goals.gain_exact, goals.effort_exact, goals.gain_by_effort_exact) == (
        "goals",
        Fraction(1, 4),
        Fraction(3, 2),
        Fraction(1, 6),
    )


def test_what_is_done_already_costs_no_effort() -> None:
    """Only the option steps that are left are paid for, and an open answer begins at the lowest option."""
    framework = tiny(levers=SHOW, requirements=[rule("framework", level, least=1) for level in ("mid", "high")])

    efforts = [framework.assess(codes).levers[0].effort_exact for codes in ([0, 0], [UNANSWERED, 0], [1, 0], [1, 1])]

    assert efforts == [Fraction(1), Fraction(1), Fraction(7, 8), Fraction(3, 4)]


def test_what_a_lever_reaches_and_unlocks() -> None:
    """The rungs, the capabilities that become ready, and those with gaps that lean on it."""
    team, goals = levered().assess([0, 0, 0, 0]).levers

    assert [(rung.ladder, rung.level) for rung in team.reaches] == [("dimension people", "mid")]
    assert (team.readies, team.eases) == ((), ("plan",))
    assert (goals.reaches, goals.readies, goals.eases) == ((), ("plan",), ())
    assert levered().assess([1, 1, 2, 0]).levers[0].eases == ()  # nothing is asked of plan


def test_weight_and_worth_count() -> None:
    """As in the order of steps."""
    capabilities = [capability("a", worth=3), capability("b"), capability("c")]
    questions = [
        question("a-q", "a"),
        question("b-q", "b", weight=2),
        question("c-q", "c", weight=0),
        question("c-r", "c"),
    ]
    framework = tiny(capabilities=capabilities, questions=questions, levers=SHOW)

    levers = framework.assess([0, 0, 0, 2]).levers
    assert [(lever.capability, lever.gain_exact) for lever in levers] == [("a", Fraction(3, 5)), ("b", Fraction(2, 5))]


def test_a_capability_whose_prerequisites_are_unmet_is_left_out() -> None:
    """It appears once they are met."""
    assert names(levered(levers={**SHOW, "show": 9}), [0, 0, 0, 0]) == ["team", "goals"]
    assert names(levered(levers={**SHOW, "show": 9}), [1, 0, 0, 0]) == ["plan", "team"]


def test_what_has_no_gap_is_no_lever() -> None:
    """The best stays, not applicable is left out, and an open question rises from the lowest option."""
    framework = levered(capabilities=[capability("goals"), capability("plan"), capability("team", "people")])

    assert names(framework, [2, 2, 2, 2]) == []
    assert names(framework, [2, 1, 2, NOT_APPLICABLE]) == ["plan"]
    assert framework.assess([2, 2, 2, UNANSWERED]).levers == framework.assess([2, 2, 2, 0]).levers


def equal(**changes: Any) -> Framework:
    """Return a framework of three capabilities that are equal in all but their ids."""
    capabilities = [capability("zeal"), capability("art"), capability("craft")]
    return tiny(
        questions=[question("zeal-q", "zeal"), question("art-q", "art"), question("craft-q", "craft")],
        requirements=[rule("framework", level, least=1) for level in ("mid", "high")],
        **{"levers": SHOW, "capabilities": capabilities, **changes},
    )


def test_equal_ones_are_named_by_id() -> None:
    """Never by the position in the file; also those that are not shown."""
    levers = equal().assess([0, 0, 0]).levers

    assert [(lever.capability, lever.equal_to) for lever in levers] == [
        ("art", ("craft", "zeal")),
        ("craft", ("art", "zeal")),
    ]
    assert lever_text(equal().assess([0, 0, 0]), equal().assess([0, 0, 0]).next_steps().steps[0]) == (
        "Among your biggest levers."
    )


def test_of_equal_ones_the_first_unlock_most() -> None:
    """They are still equal."""
    capabilities = [capability("art"), capability("craft", leans_on=["zeal"]), capability("zeal")]
    levers = equal(capabilities=capabilities).assess([0, 0, 0]).levers

    assert [(lever.capability, lever.equal_to) for lever in levers] == [
        ("zeal", ("art", "craft")),
        ("art", ("zeal", "craft")),
    ]


def test_where_nothing_applies_there_is_no_lever() -> None:
    """No gap, no lever."""
    questions = [question(name, name, not_applicable=True) for name in ("goals", "plan", "team")]

    assert names(levered(questions=questions), [NOT_APPLICABLE] * 3) == []


def test_after_the_top_levers_lead_to_the_next_mark_of_the_score() -> None:
    """They go where gaps and next steps go."""
    framework = levered(requirements=[], levels=[], headline="score")
    assessment = framework.assess([0, 0, 0, 0])

    assert "Among your biggest levers." in " ".join(str(assessment).split())
