"""Phases and payback in words, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from builders import capability, question, rule, tiny, two
from spoken import CODE, unspoken

from maturity_core.readers.roadmap import solving
from maturity_core.telling.page.lines import WIDTH
from maturity_core.telling.page.roadmap import roadmap_page
from maturity_core.telling.words import Words

WORDS = unspoken()
BENEFITS: dict[str, Any] = {
    "per": "month",
    "capabilities": {"goals": 2},
    "levels": {"mid": "0.25"},
    "outcomes": {"less churn": "mid"},
}


def told(sheet: list[int], target: Any = None, **given: Any) -> str:
    """Return the page of a roadmap."""
    page = roadmap_page(two(), two().assess(sheet).roadmap(target, **given))
    assert all(len(line) <= WIDTH for line in page.split("\n"))
    return page


def test_periods_are_told_with_their_steps_and_where_they_lead() -> None:
    page = told([0, 0, 0, 0], "mid", periods=2)

    assert page.endswith(
        "\n"
        "Phases\n"
        "------\n"
        "\n"
        "  Period 1: 2 of a budget of 2\n"
        "  - Team (cost 0.75)\n"
        "  - Goals (cost 1.25, 83.3% of the step; done in period 2)\n"
        "  You are then at Low, with a score of 25%.\n"
        "\n"
        "  Period 2: 1 of a budget of 2\n"
        "  - Goals (cost 0.25, the last 16.7% of the step)\n"
        "  - Plan (cost 0.75)\n"
        "  You are then at Middle, with a score of 50%."
    ), page


def test_pathfinders_are_named_once() -> None:
    page = " ".join(told([0, 0, 0, 0], "high").split())

    assert "Begin with Team: it is ready to start, quick, and has an early effect for its cost." in page
    assert "It is done after 1 of 4." in page
    three = tiny(
        capabilities=[capability(name) for name in "abcd"],
        questions=[question(f"{name}-1", name) for name in "abcd"],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    )
    four = " ".join(roadmap_page(three, three.assess([0] * 4).roadmap("high")).split())
    assert "Begin with A and B: they are ready to start" in four
    assert "They are done after 2 of 4." in four


def test_levels_one_by_one_may_cost_more() -> None:
    dear = " ".join(told([0, 0, 0, 0], "high", periods="levels").split())

    assert "Level by level, this costs 6, which is 2 more than going straight to the target." in dear
    assert "Phase 1: 3 - " in dear
    assert "You are then at High, with a score of 100%." in dear
    assert "Level by level, this costs no more than" in " ".join(told([1, 1, 1, 0], "mid", periods="levels").split())


def test_phases_that_are_not_proven_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"c{place:02}" for place in range(60)]
    framework = tiny(
        capabilities=[capability(name, effort=31 + place * 37 % 53) for place, name in enumerate(names)],
        questions=[question(f"{name}-1", name, weight=29 + place * 41 % 59) for place, name in enumerate(names)],
        requirements=[rule("framework", "mid", mean="0.4999"), rule("framework", "high", mean=1)],
    )
    monkeypatch.setattr(solving, "MOST_NODES", 0)

    page = roadmap_page(framework, framework.assess([0] * 60).roadmap("high", periods="levels"))

    assert "The search for some of these phases was stopped before it was finished." in page


def test_a_framework_without_levels_has_scores_after_each_phase() -> None:
    bare = tiny(levels=[], requirements=[])

    page = roadmap_page(bare, bare.assess([0, 0]).roadmap(budget=1, periods="0.5"))

    assert "Your score is then 0%." in page
    assert "Your score is then 100%." in page


def test_results_that_have_to_show_are_told_with_their_phase() -> None:
    led = tiny(
        questions=[question("kept"), question("pays", outcome=True)],
        requirements=[rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)],
    )

    page = roadmap_page(led, led.assess([0, 0]).roadmap("mid", periods=1))

    assert "\n  > How is it with pays? From “Rarely or never” to “Often, with gaps”.\n  You are then" in page


def test_payback_is_told_by_step_and_by_phase() -> None:
    page = told([0, 0, 0, 0], "mid", benefits=BENEFITS, periods=2)

    assert page.endswith(
        "\n"
        "Payback, by your own figures\n"
        "----------------------------\n"
        "  You spend 3. Once everything is done, that brings 2.25 per month.\n"
        "  From then on it takes 1.33 periods to come back. The return is 800% over 12\n"
        "  periods and 2600% over 36.\n"
        "  With these phases, everything spent has come back by the end of period 4.\n"
        "  As you say, this brings: less churn.\n"
        "  - Goals: cost 1.50, brings 2, back after 0.75 periods\n"
        "  End of period 1: balance -2\n"
        "  End of period 2: balance -3"
    ), page


def test_without_benefits_that_is_said() -> None:
    assert "By your figures, nothing on this route brings a benefit." in told([0, 0, 0, 0], "mid", benefits={})
    free: dict[str, Any] = {"capabilities": {"goals": 0, "plan": 0, "team": 0}}
    page = told([0, 0, 0, 0], "mid", costs=free, benefits={"levels": {"mid": 1}})
    assert "You spend 0. Once everything is done, that brings 1 per period." in page
    assert "From then on" not in page


@pytest.mark.parametrize("words", [WORDS, Words.of("de")], ids=[CODE, "de"])
def test_everything_is_told_in_the_language_that_is_asked_for(words: Words) -> None:
    pages = [
        roadmap_page(two(), two().assess([0, 0, 0, 0]).roadmap("high", benefits={"levels": {"mid": 1}}, **given), words)
        for given in ({"periods": 2}, {"periods": "levels"})
    ]

    for english in ("cost", "route", "budget", "period", "steps", "Begin", "balance"):
        assert not any(f" {english} " in page for page in pages)
