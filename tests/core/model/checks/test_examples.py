"""Examples: what they may name, what they have to state, and that what they state is checked."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from builders import capability, question, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Framework, FrameworkError, parse_framework, with_examples
from maturity_core.definition.writing import framework_toml
from maturity_core.model.examples import Example
from maturity_core.testing import LawBroken, laws

HOLD = {law.id: law for law in laws()}["examples-hold"]
ANSWERS: dict[str, Any] = {"goals-set": "always", "plan-kept": "often", "plan-seen": "often", "team-there": "always"}
SOUND: dict[str, Any] = {"id": "sound", "answers": ANSWERS, "level": "mid"}


def problems(**changes: Any) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        two(examples=[SOUND | changes])
    return [str(problem) for problem in caught.value.problems]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a strange question": ({"answers": {"goal-set": "often"}}, "examples.sound.answers.goal-set: no such question"),
    "a strange option": ({"answers": {"goals-set": "offen"}}, "examples.sound.answers.goals-set: no such answer"),
    "a number for an option": ({"answers": {"goals-set": 1}}, "only a numeric scale takes numbers; got 1"),
    "words for an option": ({"answers": {"goals-set": "very often"}}, "expected the id of an option"),
    "a strange level": ({"level": "middle"}, "examples.sound.level: no such level of the framework; got 'middle'"),
    "a strange end": ({"range": ["low", "top"]}, "examples.sound.range.1: no such level of the framework"),
    "a strange dimension": ({"dimensions": {"wrok": "mid"}}, "examples.sound.dimensions.wrok: no such dimension"),
    "a strange rung": ({"dimensions": {"work": "top"}}, "no such level of the dimension work"),
    "a strange capability": ({"capabilities": {"gaols": "mid"}}, "sound.capabilities.gaols: no such capability"),
    "a strange ladder": ({"scores": {"work": 1}}, "examples.sound.scores.work: no such ladder; got 'work'"),
    "a stranger ahead": ({"ahead": ["gaols"]}, "examples.sound.ahead.0: no such capability; got 'gaols'"),
    "nothing stated": ({"level": None}, "examples.sound: the example states no result"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_example_names_only_what_there_is(case: str) -> None:
    changes, expected = REFUSED[case]

    assert expected in " ".join(problems(**changes))


def test_two_examples_have_two_ids() -> None:
    with pytest.raises(FrameworkError, match="duplicate id; got 'sound'"):
        two(examples=[SOUND, SOUND])


TRUE: dict[str, Any] = {
    "level": "mid",
    "range": ["mid", "mid"],
    "score": "7/8",
    "dimensions": {"work": "mid", "people": "high"},
    "capabilities": {"goals": "none"},
    "scores": {"dimension work": 0.75, "capability plan": 0.5},
    "ahead": [],
    "tensions": 0,
}


def check(framework: Framework) -> str:
    try:
        return HOLD.check(framework).status
    except LawBroken as error:
        return str(error)


def test_a_framework_without_examples_has_nothing_to_hold() -> None:
    assert check(two()) == "not applicable"


def test_what_is_true_passes() -> None:
    assert check(two(examples=[SOUND | {"score": two().assess(ANSWERS).score_exact}])) == "passed"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "level": ({"level": "high"}, "the level of the framework is mid\nexpected: high"),
    "no level": ({"level": "none"}, "the level of the framework is mid\nexpected: none"),
    "a level of a ladder without any": ({"capabilities": {"goals": "none"}, "level": "low"}, "the framework is mid"),
    "range": ({"range": ["low", "mid"]}, "the range is mid to mid\nexpected: low to mid"),
    "score": ({"score": 0.1}, "\nexpected: 0.1"),
    "a score of a part": ({"scores": {"capability plan": 1}}, "the score of the capability plan is 0.5\nexpected: 1"),
    "ahead": ({"ahead": ["goals"]}, "the capabilities ahead of their time are none\nexpected: goals"),
    "tensions": ({"tensions": 9}, "the number of tensions is 0\nexpected: 9"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_true_breaks_the_law(case: str) -> None:
    changes, expected = WRONG[case]
    told = check(two(examples=[SOUND | changes]))

    assert "in the example sound, " in told
    assert expected in told


def test_everything_that_is_wrong_with_all_examples_is_told_at_once() -> None:
    wrong = SOUND | {"dimensions": {"work": "high", "people": "high"}, "tensions": 9}
    other = {"id": "other", "answers": {}, "level": "high"}

    assert check(two(examples=[wrong, SOUND | {"id": "true"}, other])).splitlines()[1:] == [
        "in the example sound, the level of the dimension work is mid",
        "expected: high",
        "in the example sound, the number of tensions is 0",
        "expected: 9",
        "in the example other, the level of the framework is low",
        "expected: high",
    ]


@given(st.lists(st.sampled_from(["level", "range", "score", "tensions"]), unique=True))
def test_as_much_is_told_as_is_wrong(wrong: list[str]) -> None:
    assessment = two().assess(ANSWERS)
    true: dict[str, Any] = {"level": "mid", "range": ["mid", "mid"], "score": assessment.score_exact, "tensions": 0}
    changed = {"level": "high", "range": ["low", "mid"], "score": "1/7", "tensions": 9}
    example = SOUND | true | {name: changed[name] for name in wrong}

    told = check(two(examples=[example, example | {"id": "again"}]))

    assert told.count("expected: ") == 2 * len(wrong)
    assert (told == "passed") is (not wrong)


def test_refused_answers_and_wrong_results_are_told_together() -> None:
    refused = SOUND | {"id": "refused", "answers": {}}
    told = check(two(open_questions="reject", examples=[refused, SOUND | {"level": "high"}]))

    assert "the answers of the example refused are refused" in told
    assert "in the example sound, the level of the framework is mid" in told


def test_a_score_is_stated_on_the_scale_it_is_shown_on() -> None:
    """Half of everything, on a scale of 1 to 5, is 3; where nothing applies, there is none."""
    shown = {"ladder": "framework", "mean_of": {"questions": "all"}, "shown": [1, 5]}
    table = question("kept", "plan", not_applicable=True)

    def with_score(answer: str, score: Any) -> str:
        example = {"id": "one", "answers": {"kept": answer}, "score": score}
        return check(tiny(questions=[table], scores=[shown], requirements=[], examples=[example]))

    assert with_score("often", 3) == "passed"
    assert "the score of the framework is 3\nexpected: 0.5" in with_score("often", 0.5)
    assert "the score of the framework is none" in with_score("not-applicable", 3)


def test_answers_that_are_refused_break_the_law() -> None:
    told = check(two(open_questions="reject", examples=[SOUND | {"answers": {}}]))

    assert "the answers of the example sound are refused" in told


def test_examples_stand_in_a_file_beside_the_model(tmp_path: Path) -> None:
    """They are added to its own; what is wrong is told with line and column."""
    path = tmp_path / "examples.toml"
    path.write_text('[[examples]]\nid = "more"\nlevel = "low"\n[examples.answers]\ngoals-set = "rarely"\n', "utf-8")

    whole = with_examples(two(examples=[SOUND]), path)

    assert [example.id for example in whole.examples] == ["sound", "more"]
    assert check(whole) == "passed"
    path.write_text('title = "Mine"\n[[examples]]\nid = "more"\nlevel = "tpo"\nanswers = {}\n', "utf-8")
    with pytest.raises(FrameworkError) as caught:
        with_examples(two(), path)
    assert [str(problem).partition(": ")[2].partition(";")[0] for problem in caught.value.problems] == [
        "this file can only contain examples",
        "no such level of the framework",
    ]
    assert [f"{path}:1:1", f"{path}:4:1"] == [str(problem).partition(" ")[0] for problem in caught.value.problems]


def test_examples_are_written_and_read() -> None:
    """They keep every digest of rules and words."""
    framework = two(examples=[SOUND | TRUE, {"id": "low", "answers": {"goals-set": "dont-know"}, "level": "low"}])

    assert parse_framework(framework_toml(framework)) == framework
    assert framework.rules_digest == two().rules_digest
    assert framework.words_digests == two().words_digests


def test_numbers_are_kept_as_they_were_given() -> None:
    given = {"days": 3, "share": 0.5, "word": "often"}
    example = Example.model_validate({"id": "one", "answers": given, "score": 1})

    assert example.answers == {"days": Fraction(3), "share": Fraction(1, 2), "word": "often"}
    assert example.model_dump(mode="json")["answers"] == {"days": "3", "share": "0.5", "word": "often"}
    assert Example.model_validate(example.model_dump(mode="json")) == example


def test_a_requirement_of_a_capability_is_stated_as_well() -> None:
    """Ladders of capabilities have levels of their own."""
    lists = {"own": [{"id": "open", "name": "Open"}, {"id": "settled", "name": "Settled"}]}
    rules = [
        {"ladder": "capability plan", "level": "settled", "least": 1, "of": {"questions": "all"}, "basis": "source"}
    ]
    example = {"id": "one", "answers": {"kept": "always", "seen": "always"}, "capabilities": {"plan": "settled"}}
    framework = tiny(
        level_lists=lists,
        capabilities=[capability("plan", levels="own")],
        requirements=rules,
        examples=[example],
    )

    assert check(framework) == "passed"
