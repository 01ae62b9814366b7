"""A trait is told by options: the one that is required, and the one that was given."""

from __future__ import annotations

from typing import Any

import pytest
from builders import question, rule, tiny

from maturity_core import Assessment
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.measured import now_text, requirement_text
from maturity_core.telling.wording import asked_text

TRAIT: dict[str, Any] = {"stage": "mid", "trait": "often", "not_applicable": True}
FRAMEWORKS = {
    "a trait": tiny(
        questions=[question("kept"), question("seen", **TRAIT)],
        requirements=[rule("framework", "mid", mean="0.1"), rule("framework", "high", mean=1)],
    ),
    "one that counts where it does not apply": tiny(
        questions=[question("kept"), question("seen", counts_as="always", **TRAIT)],
        requirements=[rule("framework", "mid", mean="0.1"), rule("framework", "high", mean=1)],
    ),
    "one that needs another": tiny(
        questions=[question("kept"), question("seen", needs={"question": "kept", "option": "often"}, **TRAIT)],
        requirements=[rule("framework", "mid", mean="0.1"), rule("framework", "high", mean=1)],
    ),
}
CLAIM = "Middle: “How is it with seen?” must be answered “Often, with gaps” or better; nothing else makes up for it."


@pytest.mark.parametrize(
    ("case", "kept", "seen", "now"),
    [
        ("a trait", "often", "rarely", "“Rarely or never”"),
        ("a trait", "often", "always", "“As a rule, for all”"),
        ("a trait", "often", "dont-know", "don't know"),
        ("a trait", "often", "unanswered", "not answered"),
        ("one that counts where it does not apply", "often", "not-applicable", "“As a rule, for all”"),
        ("one that needs another", "rarely", "always", "“Rarely or never”"),
        ("one that needs another", "unanswered", "always", "not answered"),
    ],
)
def test_a_trait_is_told_by_the_option_required_and_the_one_given(case: str, kept: str, seen: str, now: str) -> None:
    assessment = FRAMEWORKS[case].assess({"kept": kept, "seen": seen})
    (state,) = (
        state
        for ladder in assessment.explain().ladders
        for rung in ladder.rungs
        for state in rung.requirements
        if state.statistic == "least" and ladder.ladder == FRAMEWORK
    )
    requirement = assessment.framework.all_requirements[state.requirement]

    assert requirement_text(assessment, state).startswith(f"{CLAIM} ")
    assert requirement_text(assessment, state).endswith(f" Now: {now}.")
    assert now_text(assessment, state) == now.strip("“”")
    assert asked_text(assessment.framework, requirement) == "Often, with gaps"


def test_a_trait_is_told_so_in_every_language() -> None:
    assessment = FRAMEWORKS["a trait"].assess({"kept": "often", "seen": "rarely"})

    assert "Now: “Rarely or never”." in told(assessment)
    assert "Derzeit: „Rarely or never“." in told(assessment, "de")


def told(assessment: Assessment, language: str = "en") -> str:
    """Return the page without its line breaks."""
    return " ".join(assessment.page(language=language).split())


def test_a_trait_that_does_not_apply_has_no_answer_to_tell() -> None:
    assessment = FRAMEWORKS["a trait"].assess({"kept": "often", "seen": "not-applicable"})

    states = [state for ladder in assessment.explain().ladders for rung in ladder.rungs for state in rung.requirements]
    assert [now_text(assessment, state) for state in states if state.state == "set aside"] == [""]


def test_by_a_profile_a_trait_is_told_as_in_the_whole() -> None:
    """There it is written out as a requirement like any other."""
    profiles = [{"id": "short", "name": "Short", "questions": ["seen"]}]
    framework = FRAMEWORKS["a trait"].model_copy(update={"profiles": profiles}).profile("short")

    assert "Now: “Rarely or never”." in told(framework.assess({"seen": "rarely"}))
