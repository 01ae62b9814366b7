"""Roadmaps in words: the route, what is proven of it, and why there is none; in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import capability, question, rule, tiny, two
from spoken import CODE, unspoken

from maturity_core import NOT_APPLICABLE
from maturity_core.readers.roadmap import solving, ties
from maturity_core.telling.page.lines import WIDTH
from maturity_core.telling.page.roadmap import roadmap_page
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework

WORDS = unspoken()
POINTS = [rule("framework", level, total=total, base=0) for level, total in (("mid", 1), ("high", 2))]


def told(framework: Framework, sheet: list[int], target: Any = None, **given: Any) -> str:
    """Return the page of a roadmap, without line breaks within sentences."""
    page = roadmap_page(framework, framework.assess(sheet).roadmap(target, **given))
    assert all(len(line) <= WIDTH for line in page.split("\n"))
    return " ".join(page.split())


def test_a_route_is_told_step_by_step_with_its_cost() -> None:
    page = roadmap_page(two(), two().assess([0, 0, 0, 0]).roadmap({"capability plan": 1}))

    assert page.startswith(
        "Roadmap to a score of 100% in Plan\n"
        "----------------------------------\n"
        "  2 steps, at a total cost of 2.50.\n"
        "  No route is cheaper: a solver proved it, and this route was scored again\n"
        "  exactly.\n"
        "  The next steps of your result cost the same.\n"
        "\n"
        "  1. Goals (cost 1.50)\n"
        "     Write the goals down.\n"
        "     > How is it with goals-set? From “Rarely or never” to “Often, with gaps”.\n"
        "\n"
        "  2. Plan (cost 1, after Goals)\n"
    )


def test_next_steps_may_cost_more_or_without_what_is_excluded_less() -> None:
    """Of two questions that count alike, the one without a gap is the cheaper: no step closes gaps alone."""
    choice = tiny(
        capabilities=[capability("a", effort=3), capability("b")],
        questions=[question("a-1", "a"), question("b-1", "b")],
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    )

    assert "The next steps of your result cost the same." in told(choice, [0, 0])
    less = told(choice, [0, 0], excluded=["b"])
    assert "The next steps of your result cost 1, but don't keep to what you wanted and excluded." in less
    dear: Any = {"questions": {"b-1": {"always": 9}}, "capabilities": {"a": {"begin": 0}}}
    more = told(choice, [0, 0], costs=dear)
    assert "1 step, at a total cost of 1.50." in more
    assert "The next steps of your result cost 9.75, which is 8.25 more." in more


def test_a_budget_says_what_it_buys_and_what_the_rest_costs() -> None:
    text = told(two(), [0, 0, 0, 0], budget=3)

    assert text.startswith("What a budget of 3 buys ----------------------- ")
    assert "You would then be at Middle, with a score of " in text
    assert "No route within this budget is better: a solver proved it" in text
    assert " What each level and score costs at least " in text
    assert " Middle " in text
    assert " 100% " in text
    assert "This budget is not enough for any step that would help." in told(two(), [0, 0, 0, 0], budget=0)
    bare = tiny(levels=[], requirements=[])
    assert "Your score would then be 100%." in told(bare, [0, 0], budget=1)


def test_why_there_is_no_route_is_told() -> None:
    excluded = told(two(), [0, 0, 0, 0], {"dimension work": "mid"}, excluded=["goals"])
    assert "There is no route to Middle in Work with what you wanted and excluded." in excluded
    assert "Plan can't be raised, because it depends on Goals." in excluded
    wanted = told(two(), [0, 0, 0, 0], budget=9, wanted=["plan"], excluded=["goals"])
    assert "There is no route with what you wanted and excluded." in wanted
    dear = told(two(), [0, 0, 0, 0], "mid", budget=1)
    assert "Your budget of 1 is not enough: no route costs less than 3." in dear
    lacking = tiny(questions=[question("kept", not_applicable=True), question("seen")], requirements=POINTS)
    beyond = told(lacking, [NOT_APPLICABLE, 0], "high")
    assert "You can't reach High, even with the best answers to everything that applies to you:" in beyond
    assert "You have already reached Middle." in told(two(), [2, 2, 2, 2], "mid")
    assert "You have reached everything that is within reach." in told(two(), [2, 2, 2, 2])
    sheet = two().assess([NOT_APPLICABLE if place == 3 else 2 for place in range(4)])
    assert "Not compared, because these are unanswered or don't apply: team-there." in told(two(), [0, 0, 0, 0], sheet)


def test_results_that_have_to_show_are_told() -> None:
    led = tiny(
        questions=[question("kept"), question("pays", outcome=True, led_by=["plan"])],
        requirements=[rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)],
    )

    text = told(led, [0, 0], "mid")

    assert "1 step, at a total cost of 1." in text
    assert "> How is it with pays? From “Rarely or never” to “Often, with gaps”." in text


def chained() -> Framework:
    names = [f"c{place:02}" for place in range(60)]
    return tiny(
        capabilities=[capability(name, effort=31 + place * 37 % 53) for place, name in enumerate(names)],
        questions=[question(f"{name}-1", name, weight=29 + place * 41 % 59) for place, name in enumerate(names)],
        requirements=[rule("framework", "mid", mean="0.4999"), rule("framework", "high", mean=1)],
    )


def test_what_is_not_proven_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = told(chained(), [0] * 60, seconds=1e-9)
    assert "The search was stopped before it was finished. No route costs less than " in stopped
    assert "The search had a time limit, so another run may find another route." in stopped
    dear = told(chained(), [0] * 60, "mid", budget=1400, seconds=1e-9)
    assert "found no route within your budget of 1400. No route costs less than " in dear
    monkeypatch.setattr(ties, "MOST_SOLVES", 1)
    tied = tiny(requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)])
    assert "Other routes may be just as good." in told(tied, [0, 0])
    monkeypatch.setattr(solving, "MOST_NODES", 0)
    bought = told(chained(), [0] * 60, budget=900)
    assert "so there may be a better route." in bought
    assert "Middle at most 3379" in bought
    found = chained().assess([0] * 60).roadmap(budget=4000, wanted=["c00"])
    assert "90%     at most 3379" in roadmap_page(chained(), found)


def test_rounded_costs_are_told() -> None:
    costs: Any = {"questions": {"kept": 10**12}}

    assert "costs were rounded to a millionth of their total." in told(tiny(), [0, 0], costs=costs)


def test_more_questions_than_are_shown_are_counted() -> None:
    many = tiny(questions=[question(f"q-{place}") for place in range(5)])

    assert "and 2 more questions" in told(many, [0] * 5, "high")


@pytest.mark.parametrize("words", [WORDS, Words.of("de")], ids=[CODE, "de"])
def test_everything_is_told_in_the_language_that_is_asked_for(words: Words) -> None:
    pages = [
        roadmap_page(two(), two().assess([0, 0, 0, 0]).roadmap(**given), words)
        for given in ({"budget": 2}, {"target": "high"}, {"excluded": ["goals"]}, {"target": "mid", "budget": 0})
    ]

    for english in ("cost", "route", "budget", "solver", "steps"):
        assert not any(f" {english} " in page for page in pages)


def test_what_has_gaps_and_is_not_on_the_route_can_wait() -> None:
    """Nothing is said of it where all gaps are on the route, and where there is no route."""
    either = tiny(
        capabilities=[capability("a", effort=3), capability("b"), capability("c", effort=3)],
        questions=[question(f"{name}-1", name) for name in "abc"],
        requirements=[rule("framework", "mid", mean="0.3"), rule("framework", "high", mean=1)],
    )

    def waiting(sheet: list[int], target: str, **given: Any) -> str:
        found = either.assess(sheet)
        page = roadmap_page(either, found.roadmap(target, **given), "en", found.gaps(target))
        return " ".join(page.split())

    both = "A and C can wait: they have gaps too, but you reach Middle without closing them, and no step here needs"
    assert both in waiting([0, 0, 0], "mid")
    assert "C can wait: it has gaps too" in waiting([1, 0, 0], "mid", excluded=["a"])
    assert "can wait" not in waiting([0, 0, 0], "high")
    assert "can wait" not in waiting([2, 2, 2], "high")
    assert "can wait" not in waiting([0, 0, 0], "high", excluded=["a"])
