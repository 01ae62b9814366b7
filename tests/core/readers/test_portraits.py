"""Portraits: patterns of the level that the answers bear out, those that they deny, and those that were not asked."""

from __future__ import annotations

from typing import Any

import pytest
from builders import LEVELS, capability, forgotten, question, tiny
from extended import extended

from maturity_core import Assessment, Framework, MaturityError, parse_framework
from maturity_core.model.nouns import Pattern
from maturity_core.telling.portrait import pattern_texts
from maturity_core.telling.words import Words
from maturity_core.testing.oracle import Oracle

PATTERNS: list[Any] = [
    "Work comes as it comes.",
    {"text": "Plans hold for a day.", "questions": [{"question": "kept", "at_most": "often"}]},
    {"text": "Some look at plans.", "questions": [{"question": "seen", "at_least": "often", "at_most": "often"}]},
    {
        "text": "Plans are held and looked at.",
        "questions": [{"question": "kept", "at_least": "often"}, {"question": "seen", "at_least": "often"}],
    },
]


def pictured(**changes: Any) -> Framework:
    """Return a framework of which only the lowest level has patterns, and is always the result."""
    levels = [{**LEVELS[0], "patterns": PATTERNS}, LEVELS[1]]
    rules = [{"ladder": "framework", "level": "mid", "least": 1, "of": {"questions": ["never"]}, "basis": "source"}]
    questions = [question("kept"), question("seen", not_applicable=True), question("never")]
    return tiny(**{"levels": levels, "questions": questions, "requirements": rules, **changes})


@pytest.mark.parametrize(
    ("kept", "seen", "borne_out", "denied", "not_asked"),
    [
        ("rarely", "rarely", (1,), (2, 3), ()),
        ("often", "often", (1, 2, 3), (), ()),
        ("always", "often", (2, 3), (1,), ()),
        ("always", "always", (3,), (1, 2), ()),
        ("unanswered", "dont-know", (), (), (1, 2, 3)),
        ("unanswered", "often", (2,), (), (1, 3)),
        ("always", "dont-know", (), (1,), (2, 3)),
        ("rarely", "not-applicable", (1,), (3,), (2,)),
        ("often", "not-applicable", (1, 3), (), (2,)),
    ],
)
def test_answers_bear_patterns_out_or_deny_them(
    kept: str, seen: str, borne_out: tuple[int, ...], denied: tuple[int, ...], not_asked: tuple[int, ...]
) -> None:
    assessment = pictured().assess({"kept": kept, "seen": seen, "never": "rarely"})
    found = assessment.portrait

    assert (found.borne_out, found.denied, found.not_asked) == (borne_out, denied, not_asked)
    assert Oracle(pictured()).portrait(tuple(assessment.codes)) == {
        name: list(places) for name, places in found.model_dump().items()
    }


@pytest.mark.parametrize(
    ("there", "held", "borne_out", "denied", "not_asked"),
    [
        ("rarely", "unanswered", (0, 4), (2, 3), (1,)),
        ("rarely", "always", (0, 4), (2, 3), (1,)),
        ("often", "rarely", (1, 3), (0, 2, 4), ()),
        ("often", "always", (2,), (0, 1, 3, 4), ()),
        ("often", "unanswered", (), (0, 4), (1, 2, 3)),
        ("unanswered", "always", (), (), (0, 1, 2, 3, 4)),
    ],
)
def test_what_was_not_asked_bears_nothing_out_but_denies_what_it_rules_out(
    there: str, held: str, borne_out: tuple[int, ...], denied: tuple[int, ...], not_asked: tuple[int, ...]
) -> None:
    """Whoever has no plan has not forgotten one, and never said so; but their plan does not hold in most weeks."""
    framework = forgotten()
    assessment = framework.assess({"there": there, "held": held, "never": "rarely"})
    found = assessment.portrait

    assert (found.borne_out, found.denied, found.not_asked) == (borne_out, denied, not_asked)
    assert Oracle(framework).portrait(tuple(assessment.codes)) == {
        name: list(places) for name, places in found.model_dump().items()
    }


def test_a_level_without_patterns_and_no_level_have_no_portrait() -> None:
    nothing = pictured().assess({"kept": "often", "seen": "often", "never": "always"}).portrait
    without = tiny(levels=[], requirements=[]).assess({"kept": "often"}).portrait

    assert nothing == without
    assert (nothing.borne_out, nothing.denied, nothing.not_asked) == ((), (), ())


def test_the_page_shows_what_is_true_apart_from_what_is_not() -> None:
    page = pictured().assess({"kept": "rarely", "seen": "dont-know", "never": "rarely"}).page()

    told = page[page.index("Typical of Low") :]
    assert told.startswith(
        """\
Typical of Low, as your answers show
------------------------------------
  - Plans hold for a day.

Also typical of Low
-------------------
  - Work comes as it comes.
  - Some look at plans. (Your answers don't show it.)

Typical of Low, but different in your answers
---------------------------------------------
  - Plans are held and looked at.
"""
    )


def test_patterns_about_nothing_that_applies_are_left_out() -> None:
    assessment = pictured().assess({"kept": "rarely", "seen": "not-applicable", "never": "rarely"})

    assert pattern_texts(assessment)["Also typical of Low"] == ["Work comes as it comes."]


def test_of_patterns_about_the_same_questions_only_the_one_that_is_true_is_told() -> None:
    """The others are degrees of the same thing: plans that hold for a day are no plans that hold."""
    seldom = {"text": "Plans hold for a week.", "questions": [{"question": "kept", "at_least": "often"}]}
    levels = [{**LEVELS[0], "patterns": [*PATTERNS, seldom]}, LEVELS[1]]
    assessment = pictured(levels=levels).assess({"kept": "rarely", "seen": "rarely", "never": "rarely"})

    assert pattern_texts(assessment)["Typical of Low, but different in your answers"] == [
        "Some look at plans.",
        "Plans are held and looked at.",
    ]


def test_of_patterns_about_the_same_questions_that_are_denied_the_first_is_told() -> None:
    """Who always has the time is told once that having none is different here, not of little time, too."""
    times = [
        {"text": f"There is {time}.", "questions": [{"question": "kept", "at_most": most}]}
        for time, most in (("no time", "rarely"), ("little time", "often"))
    ]
    patterns = [*times, {"text": "Some look at it.", "questions": [{"question": "seen", "at_most": "often"}]}]
    levels = [{**LEVELS[0], "patterns": patterns}, LEVELS[1]]
    assessment = pictured(levels=levels).assess({"kept": "always", "seen": "always", "never": "rarely"})

    assert pattern_texts(assessment) == {
        "Typical of Low, but different in your answers": ["There is no time.", "Some look at it."]
    }


def test_patterns_without_questions_are_typical_as_ever() -> None:
    levels = [{**LEVELS[0], "patterns": ["Work comes as it comes."]}, LEVELS[1]]
    assessment = pictured(levels=levels).assess({"kept": "rarely", "seen": "rarely", "never": "rarely"})

    assert pattern_texts(assessment) == {"Typical of Low": ["Work comes as it comes."]}
    assert pattern_texts(assessment, Words.of("de")) == {"Typisch für „Low“": ["Work comes as it comes."]}


def test_too_few_answers_have_no_patterns() -> None:
    assert pattern_texts(pictured().assess({})) == {}


def test_a_stored_portrait_is_read_back_and_held_to_its_level() -> None:
    assessment = pictured().assess({"kept": "rarely", "seen": "often", "never": "rarely"})
    text = assessment.model_dump_json()

    assert Assessment.model_validate_json(text).portrait == assessment.portrait
    for wrong in ('"borne_out":[4', '"borne_out":[1,2],"denied":[1,'):
        before = '"borne_out":[1,2],"denied":[' if "denied" in wrong else '"borne_out":[1'
        assert before in text
        with pytest.raises(MaturityError, match=r"assessment\.portrait"):
            Assessment.model_validate_json(text.replace(before, wrong))


def test_the_answers_that_show_a_pattern_are_rules_but_not_its_text() -> None:
    def digest(*patterns: Any) -> str:
        return pictured(levels=[{**LEVELS[0], "patterns": patterns}, LEVELS[1]]).rules_digest

    assert digest() == digest("Plans hold.") == digest("Plans hold.", "Work comes.")
    assert digest(PATTERNS[1]) == digest({**PATTERNS[1], "text": "Other words."})
    assert len({digest(), digest(PATTERNS[1]), digest("One.", PATTERNS[1])}) == 3


def test_a_file_writes_plain_patterns_as_texts_and_others_as_tables() -> None:
    framework = pictured()
    text = framework.to_toml()

    assert parse_framework(text, "framework.toml").digest == framework.digest
    assert '  "Work comes as it comes.",\n' in text
    assert '  { text = "Plans hold for a day.", questions = [{ question = "kept", at_most = "often" }] },\n' in text
    assert framework.levels[0].patterns[0] == Pattern(text="Work comes as it comes.")


def test_a_question_that_a_file_leaves_out_shows_no_pattern_any_more() -> None:
    other = {"own": [{**LEVELS[0], "patterns": PATTERNS}, LEVELS[1]]}
    base = pictured(capabilities=[capability("plan")], level_lists=other)
    acme = extended(base, '[leave_out]\nquestions = ["kept"]')

    for levels in (acme.levels, acme.level_lists["own"]):
        found = [[sign.question for sign in pattern.questions] for pattern in levels[0].patterns]
        assert found == [[], [], ["seen"], ["seen"]]
