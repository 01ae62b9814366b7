"""Biggest levers: what moves the overall score most for its effort."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from builders import capability, question, rule, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework

SHOW = {"show": 2, "basis": "interpretation"}


def levered(**changes: Any) -> Framework:
    """Return a framework of two dimensions that asks for its two biggest levers."""
    return two(**{"levers": SHOW, **changes})


def names(framework: Framework, codes: list[int]) -> list[str]:
    """Return the capabilities that are levers."""
    return [lever.capability for lever in framework.assess(codes).levers]


def test_a_framework_that_asks_for_none_has_none() -> None:
    """There are levers if the file asks for them, and as many as it asks for."""
    assert names(two(), [0, 0, 0, 0]) == []
    assert names(levered(levers={**SHOW, "show": 0}), [0, 0, 0, 0]) == []


def test_gain_and_gain_by_effort() -> None:
    """Every question of the capability goes one option up; the gain of the overall score is divided by the effort."""
    team, goals = levered().assess([0, 0, 0, 0]).levers

    assert (team.capability, team.name, team.effort_exact) == ("team", "Team", Fraction(1))
    assert (team.gain_exact, team.gain_by_effort_exact) == (Fraction(1, 4), Fraction(1, 4))
    assert (goals.capability, goals.gain_exact, goals.gain_by_effort_exact) == (
        "goals",
        Fraction(1, 12),
        Fraction(1, 24),
    )


def test_a_capability_whose_prerequisites_are_unmet_is_left_out() -> None:
    """It appears once they are met."""
    assert names(levered(levers={**SHOW, "show": 9}), [0, 0, 0, 0]) == ["team", "goals"]
    assert names(levered(levers={**SHOW, "show": 9}), [1, 0, 0, 0]) == ["team", "plan", "goals"]


def test_what_cannot_rise_is_no_lever() -> None:
    """The top stays the same, not applicable is left out, and an open question rises from the lowest option."""
    framework = levered(capabilities=[capability("goals"), capability("plan"), capability("team", "people")])

    assert names(framework, [2, 2, 2, 2]) == []
    assert names(framework, [2, 1, 2, NOT_APPLICABLE]) == ["plan"]
    assert framework.assess([2, 2, 2, UNANSWERED]).levers == framework.assess([2, 2, 2, 0]).levers


def test_ties_are_broken_by_id() -> None:
    """Never by the position in the file."""
    capabilities = [capability("zeal"), capability("art")]
    questions = [question("zeal-q", "zeal"), question("art-q", "art")]
    framework = levered(
        dimensions=two().dimensions[:1],
        capabilities=capabilities,
        questions=questions,
        requirements=[rule("framework", level, least=1) for level in ("mid", "high")],
    )

    assert names(framework, [0, 0]) == ["art", "zeal"]


def test_where_nothing_applies_there_is_no_lever() -> None:
    """No score, no gain."""
    questions = [question(name, name, not_applicable=True) for name in ("goals", "plan", "team")]

    assert names(levered(questions=questions), [NOT_APPLICABLE] * 3) == []


def test_a_total_gains_in_its_own_units() -> None:
    """If the overall score is a total, so is the gain."""
    scores = [{"ladder": "framework", "total_of": {"dimensions": "all"}, "base": 10}]

    assert levered(scores=scores).assess([0, 0, 0, 0]).levers[0].gain_exact == Fraction(1, 2)
