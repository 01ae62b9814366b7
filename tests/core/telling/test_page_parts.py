"""The parts of the page: reasons, tensions, portrait, notes, gaps and steps, each only if it says something."""

from __future__ import annotations

from typing import Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny, two

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework

PARTS = ("level", "dimensions", "gaps", "steps", "comparison", "about")


def page_of(framework: Framework, *codes: int) -> str:
    """Return the page of a sheet."""
    return str(framework.assess(list(codes)))


OPEN: dict[str, tuple[list[int], str]] = {
    "none": ([2, 2, 2, 2], ""),
    "one": (
        [1, 1, 1, UNANSWERED],
        "your level could be anything from Low to Middle. The most useful question to answer next: “How",
    ),
    "not known": (
        [2, 0, 0, DONT_KNOW],
        "You answered “don't know” once. It doesn't affect your overall level, but it can still change that of People.",
    ),
    "both": ([2, UNANSWERED, 0, DONT_KNOW], "1 question is unanswered. You answered “don't know” once."),
}  # fmt: skip


@pytest.mark.parametrize(("codes", "expected"), OPEN.values(), ids=OPEN.keys())
def test_open_questions(codes: list[int], expected: str) -> None:
    """How many, what they could change, and which one to ask first."""
    text = " ".join(page_of(two(), *codes).split())

    assert expected in text
    assert ("unanswered" in text or "don't know" in text) == bool(expected)


def test_open_questions_of_a_sheet_without_a_level() -> None:
    """They are about the score: how far it can go, and which question to ask first; or that it is settled."""
    text = " ".join(page_of(tiny(requirements=[]), UNANSWERED, 0).split())
    tables = [question("kept", "plan", weight=0), question("seen", "plan")]
    settled = " ".join(page_of(tiny(requirements=[], questions=tables), UNANSWERED, 0).split())
    spare = [tables[0], question("told", "plan", weight=0), question("seen", "plan", not_applicable=True)]
    nothing = " ".join(page_of(tiny(requirements=[], questions=spare), UNANSWERED, 1, NOT_APPLICABLE).split())

    told = "1 question is unanswered. If that question applies to you, your score could be anything from 0% to 50%."
    assert f"{told} The most useful question to answer next: “{tiny().questions[0].text}”" in text
    assert "1 question is unanswered. It doesn't affect your score." in settled
    assert "your score" not in nothing


def test_why_and_what_is_missing() -> None:
    """What is met, what the next level requires, and what holds it back."""
    page = page_of(two(), 1, 1, 1, 1)

    assert "\nWhy Middle\n----------\n  [x] Middle: at least 2 of the dimensions must reach Middle." in page
    assert (
        "\nWhat's missing for High\n-----------------------\n  [ ] High: all of the dimensions must reach High." in page
    )
    assert "      4 answers are below what High needs (in Goals, Plan and Team).\n" in page
    assert "What's missing" not in page_of(two(), 2, 2, 2, 2)


def test_requirements_set_aside_and_out_of_reach() -> None:
    """The first says that nothing of it applies; the second is not held back by anything."""
    rules = [
        rule("framework", "mid", least=1, of={"questions": ["kept"]}),
        rule("framework", "mid", least=1, of={"questions": ["seen"]}, basis="source"),
        rule("framework", "high", total=2, base=0),
        rule("framework", "high", count=2, reaching=1),
    ]
    text = " ".join(page_of(tiny(requirements=rules), 2, NOT_APPLICABLE).split())

    assert "[-] Middle: “How is it with seen?” must reach at least 100%. None of this applies to you." in text
    assert "[ ] High: the total of the questions, counting up from 0, must be at least 2. (ours) Now: 1.00." in text
    assert "[x]" not in text.partition("What's missing")[2], "what is met is not missing"
    assert "full credit" not in text
    assert "below what" not in text


def test_many_names_are_counted() -> None:
    """A requirement that is held back by many capabilities names none."""
    names = [f"c-{place}" for place in range(7)]
    framework = tiny(
        capabilities=[capability(name) for name in names], questions=[question(f"{name}-q", name) for name in names]
    )

    assert "7 answers are below what Middle needs (in 7 capabilities)." in page_of(framework, *[0] * 7)


def test_shares_of_every_rung_are_shown() -> None:
    """Progress out of order is progress."""
    rules = [rule("each dimension", level, share="0.6", reaching=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    page = page_of(two(requirements=rules), 0, 2, 2, 2)

    assert "      66.7% of what Middle takes and 66.7% of what High takes\n" in page


def test_what_is_ahead_of_its_time() -> None:
    """A capability with credit whose prerequisites are unmet."""
    text = " ".join(page_of(two(), 0, 1, 1, 1).split())

    assert "Plan was started before what it depends on is in place. This comes first: Goals." in text


def test_strengths_and_tensions() -> None:
    """Both, one, the other, none."""
    contrasts = {"levels_apart": 2, "options_apart": 2, "options_within": 0, "basis": "source"}
    questions = [*two().questions[:3], question("team-there", "team"), question("team-kept", "team")]
    framework = two(contrasts=contrasts, questions=questions)

    both = page_of(framework, 0, 0, 0, 2, 2)
    assert "\nStrengths\n---------\n  + People is well set up: it is at High, and every answer has at least" in both
    assert "\n\nTensions\n--------\n  ! Work is at Low, while People is at High. Compare your answers to" in both
    uneven = page_of(framework, 2, 0, 1, 1, 0)
    assert "\n\nTensions\n--------\n  ! In Work, answers differ by up to 2 options. Compare your answers to" in uneven
    assert "Strengths" not in uneven
    assert "Tensions" not in page_of(framework, 1, 1, 1, 1, 1)


def test_several_that_stand_above_the_same_are_told_together() -> None:
    """One sentence for each lower dimension."""
    names = ["a", "b", "c"]
    framework = tiny(
        dimensions=[dimension(name) for name in names],
        capabilities=[capability(f"{name}-c", name) for name in names],
        questions=[question(f"{name}-q", f"{name}-c") for name in names],
        requirements=[rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
        contrasts={"levels_apart": 1, "basis": "source"},
    )

    page = " ".join(page_of(framework, 0, 1, 2).split())
    assert "! A is at Low, while B is at Middle and C is at High. Compare your answers to “How is it with b-q?”" in page
    assert "! B is at Middle, while C is at High. Compare your answers to “How is it with c-q?”" in page


def test_portrait_and_advice() -> None:
    """Patterns and advice of the level, each part if the file has it."""
    advice = [{"circumstance": "Growth", "soon": "Hire.", "start_now": "Train."}, {"soon": "Rest."}]
    levels = [
        {**LEVELS[0], "summary": "It begins.", "patterns": ["Calls come in."], "advice": advice},
        {**LEVELS[1], "advice": advice[1:]},
        {**LEVELS[2], "patterns": ["All is well."]},
    ]
    framework = tiny(levels=levels)

    low, mid, high = (page_of(framework, code, code) for code in (0, 1, 2))
    assert "\n  It begins.\n" in low
    assert (
        "\n\nTypical of Low\n--------------\n  - Calls come in.\n\nAdvice for Low\n--------------\n"
        "  Growth:\n    Quick relief: Hire.\n    For the long run, start now: Train.\n    Quick relief: Rest.\n" in low
    )
    assert "\n\nAdvice for Middle\n-----------------\n    Quick relief: Rest.\n" in mid
    assert "Typical of High" in high
    assert "Advice for High" not in high


def test_notes_stand_with_their_part_and_their_level() -> None:
    """A note of another level is not shown; an interpretation is marked as ours."""
    notes = [{"at": at, "text": f"Note at {at}.", "basis": "source"} for at in PARTS]
    notes += [
        {"at": "level", "level": level, "text": f"For {level}.", "basis": "interpretation"} for level in ("low", "mid")
    ]
    page = page_of(tiny(notes=notes), 1, 1)

    places = [
        page.index(f"  * Note at {at}.") for at in ("level", "steps", "gaps", "dimensions", "comparison", "about")
    ]
    assert places == sorted(places)
    assert "  * For mid. (ours)\n" in page
    assert "For low" not in page


def test_source() -> None:
    """Title, publisher and date as far as the file has them, and what the source leaves open."""
    source = {"title": "A study", "publisher": "A house", "date": "2017", "remark": "The cuts are not public."}

    assert page_of(tiny(source=source), 1, 1).endswith("  Source: A study, A house, 2017.\n  The cuts are not public.")
    assert page_of(tiny(), 1, 1).endswith("\n  Source: An example.")


def test_the_plan_on_the_page() -> None:
    """The first ten steps in full with three of their questions, the others by name."""
    names = [f"c-{place}" for place in range(12)]
    questions = [question(f"{name}-{place}", name) for name in names for place in range(5 if name == "c-0" else 3)]
    framework = tiny(
        capabilities=[
            capability(name, requires=[{"capability": "c-0", "credit": 1}] if name == "c-9" else []) for name in names
        ],
        questions=questions,
        requirements=[rule("framework", level, least=1) for level in ("mid", "high")],
    )
    page = page_of(framework, *[0] * len(questions))

    assert (
        "  12 steps to Middle.\n  1. C 0 (effort 1)\n"
        "     For the long run. It raises 5 answers that are too low for Middle." in page
    )
    assert "     > and 2 more questions\n" in page
    assert "  Then: C 8 and C 9.\n" in page
    last = page_of(framework, *[0] * 5, *[2] * 24, *[0] * 3, *[2] * 6)
    assert "  2. C 9 (effort 1, after C 0)\n" in last


def test_gaps_and_goals_of_dimensions() -> None:
    """If the target is dimensions, their names are shown with the level."""
    rules = [rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    page = " ".join(page_of(two(requirements=rules), 1, 1, 0, 0).split())

    assert "2 answers are below what you need for Middle in Work and Middle in People: Plan (1) and Team (1)." in page
    assert "2 steps to Middle in Work and Middle in People." in page


TARGETS: dict[str, tuple[Any, int | None, str]] = {
    "another level": ("high", None, "Next steps ---------- 3 steps to High. 1. Team"),
    "reached": ({"dimension work": "mid"}, None, "Next steps ---------- You have already reached Middle in Work."),
    "reached from the start": ("low", None, "Next steps ---------- You have already reached Low."),
    "a limit": ("high", 1, "3 steps to High. 1. Team"),
    "more than there are": ("high", 9, "3 steps to High. 1. Team"),
    "names only": ("high", 0, "3 steps to High. These are: Team, Goals and Plan."),
    "less than none": ("high", -1, "3 steps to High. These are: Team, Goals and Plan."),
}


@pytest.mark.parametrize(("target", "limit", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_the_page_towards_a_target(target: Any, limit: int | None, expected: str) -> None:
    """Gaps and steps have the target asked for, and are shown as far as asked."""
    assert expected in " ".join(two().assess([1, 1, 1, 0]).page(target, limit).split())


def test_the_page_towards_what_is_out_of_reach() -> None:
    """The requirements that cannot be met are named."""
    rules = [rule("framework", "mid", total=1, base=0), rule("framework", "high", total=2, base=0)]
    page = tiny(requirements=rules).assess([1, NOT_APPLICABLE]).page("high")

    assert "You can't reach High, even with the best answers to everything that applies to you: - High: the total" in (
        " ".join(page.split())
    )


def test_the_page_towards_another_sheet() -> None:
    """What could not be compared is named."""
    framework = two()
    target = framework.assess([2, 1, UNANSWERED, 1])
    text = " ".join(framework.assess([0, 1, 0, NOT_APPLICABLE]).page(target).split())

    assert "1 answer is below what you need for the target sheet: Goals (1)." in text
    assert "1 step to the target sheet." in text
    assert "Not compared, because these are unanswered or don't apply: plan-seen, team-there." in text
    assert "You have already reached the target sheet." in " ".join(target.page(target).split())
