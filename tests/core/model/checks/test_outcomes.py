"""Checks of outcomes: what leads there exists and can be done, and nobody is told to do an outcome."""

from __future__ import annotations

from typing import Any

import pytest
from builders import capability, question, tiny

from maturity_core import FrameworkError

CAPABILITIES = [capability("plan"), capability("loyal")]


def refused(*led_by: str, kept: bool = True, **changes: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a framework of a deed, and an outcome led by these capabilities."""
    questions = [question("kept"), question("stay", "loyal", outcome=kept, led_by=list(led_by))]
    with pytest.raises(FrameworkError) as caught:
        tiny(**{"capabilities": CAPABILITIES, "questions": questions, **changes})
    return [(problem.where, str(problem.what)) for problem in caught.value.problems]


def test_what_leads_to_an_outcome_exists_once() -> None:
    assert refused("plan", "pln", "plan") == [
        ("questions.stay.led_by.2", "duplicate capability"),
        ("questions.stay.led_by.1", "no such capability"),
    ]


def test_only_what_can_be_done_leads_to_an_outcome() -> None:
    what = "this capability has only outcomes, so it leads nowhere"

    assert refused("loyal") == [("questions.stay.led_by.0", what)]


def test_a_capability_may_lead_to_an_outcome_of_its_own() -> None:
    framework = tiny(questions=[question("kept"), question("calm", outcome=True, led_by=["plan"])])

    assert framework.question("calm").led_by == ("plan",)


def test_only_an_outcome_is_led_by_something() -> None:
    assert refused("plan", kept=False) == [("questions.stay.led_by", "only an outcome can have 'led_by'")]


def test_an_outcome_has_no_remedies() -> None:
    remedy = {"question": "stay", "to": "often", "text": "Stay."}
    capabilities = [capability("plan"), capability("loyal", remedies=[remedy])]

    assert refused("plan", capabilities=capabilities) == [
        ("capabilities.loyal.remedies.0.question", "no step moves an outcome, so it cannot have a remedy")
    ]


def test_capabilities_that_cannot_be_read_are_told_alone() -> None:
    capabilities = [capability("plan"), capability("loyal", effort=-1)]

    assert [where for where, _ in refused("pln", capabilities=capabilities)] == ["capabilities.loyal.effort"]
