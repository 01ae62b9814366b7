"""What the linter says about reasons, places and texts, and about frameworks scored in code."""

from __future__ import annotations

from typing import Any

import pytest
from builders import HABIT, YES_NO, Product, tiny
from linted import (
    LEVELS,
    OWN,
    RULED,
    Tables,
    area,
    ask,
    found,
    need,
    sound,
    with_capability,
    with_contrasts,
    with_pattern,
    with_question,
    with_second,
)

from maturity_core import lint_framework
from maturity_core.lint.texts import LIMITS
from maturity_core.model.translated import told_in

OUR_CHOICES: dict[str, tuple[Tables, str]] = {
    "question": (with_question(basis="interpretation"), "questions.seen"),
    "requirement": ({"requirements": [RULED[0], need("framework", "high", mean=1, because="")]}, "requirements.1"),
    "rule": (
        {
            "requirements": [],
            "rules": [
                {
                    "kind": "cut-points",
                    "ladder": "framework",
                    "cuts": {"mid": "0.5", "high": 1},
                    "basis": "interpretation",
                }
            ],
        },
        "rules.0",
    ),
    "contrasts": (with_contrasts(because=""), "contrasts"),
    "levers": ({"levers": {"show": 1, "basis": "interpretation"}}, "levers"),
    "views": ({"views": {"roles": ["boss", "team"], "basis": "interpretation"}}, "views"),
    "pattern": (with_pattern(basis="interpretation"), "views.patterns.0"),
}


def with_basis(tables: Any, **fields: str) -> Any:
    """Return the tables with these fields wherever something is an interpretation without a reason."""
    if isinstance(tables, dict):
        bare = tables.get("basis") == "interpretation" and not tables.get("because")
        return {key: with_basis(value, **fields) for key, value in tables.items()} | (fields if bare else {})
    return [with_basis(value, **fields) for value in tables] if isinstance(tables, list) else tables


@pytest.mark.parametrize("entry", OUR_CHOICES)
def test_a_choice_gives_its_reason(entry: str) -> None:
    tables, where = OUR_CHOICES[entry]

    assert found(sound(**tables)) == [("choice-without-reason", where)]
    assert found(sound(**with_basis(tables, because=" "))) == [("choice-without-reason", where)]
    assert found(sound(**with_basis(tables, because="ours"))) == []


@pytest.mark.parametrize("entry", OUR_CHOICES)
def test_what_comes_from_the_source_says_from_where(entry: str) -> None:
    tables, where = OUR_CHOICES[entry]
    stated = "stated" if entry == "question" else "source"

    assert found(sound(**with_basis(tables, basis=stated, place=" "))) == [("source-without-place", where)]
    assert found(sound(**with_basis(tables, basis=stated, place="page 3"))) == []
    assert found(sound(**with_basis(tables, basis=stated, place="", because="in passing only"))) == []


@pytest.mark.parametrize(("basis", "findings"), [("applied", 1), ("complement", 0), ("filled", 0)])
def test_only_what_the_source_says_needs_a_place(basis: str, findings: int) -> None:
    assert len(lint_framework(sound(**with_question(basis=basis, place="")))) == findings


def of_length(field: str, length: int) -> tuple[Tables, str]:
    """Return a change with one text of that length in the field, and its place."""
    text = "x" * length
    level = {**LEVELS[1], "id": "mid"}
    note = {"at": "about", "basis": "interpretation", "text": text}
    return {
        "name": (with_capability(name=text), "capabilities.plan.name"),
        "label": (
            {
                "scales": {
                    "habit": {
                        "options": [HABIT["options"][0], {**HABIT["options"][1], "label": text}, HABIT["options"][2]]
                    }
                }
            },
            "scales.habit.options.often.label",
        ),
        "labels": (with_question(labels=["No", text, "Yes"]), "questions.seen.labels.1"),
        "text": (with_question(text=text), "questions.seen.text"),
        "patterns": (
            {"levels": [LEVELS[0], {**level, "patterns": ["Short.", text]}, LEVELS[2]]},
            "levels.mid.patterns.1",
        ),
        "summary": ({"levels": [LEVELS[0], {**level, "summary": text}, LEVELS[2]]}, "levels.mid.summary"),
        "soon": ({"levels": [LEVELS[0], {**level, "advice": [{"soon": text}]}, LEVELS[2]]}, "levels.mid.advice.0.soon"),
        "start_now": (
            {"levels": [LEVELS[0], {**level, "advice": [{"soon": "Act.", "start_now": text}]}, LEVELS[2]]},
            "levels.mid.advice.0.start_now",
        ),
        "remedy": (with_capability(remedy=text), "capabilities.plan.remedy"),
        "help": (with_capability(help=text), "capabilities.plan.help"),
        "notes": ({"notes": [note]}, "notes.0.text"),
    }[field]


@pytest.mark.parametrize("field", LIMITS)
def test_a_text_has_a_limit(field: str) -> None:
    longest, _ = of_length(field, LIMITS[field])
    too_long, where = of_length(field, LIMITS[field] + 1)

    assert found(sound(**longest)) == []
    assert found(sound(**too_long)) == [("long-text", where)]


def test_limits_are_lines_of_a_terminal() -> None:
    assert LIMITS == {
        "name": 40,
        "label": 80,
        "labels": 80,
        "text": 120,
        "patterns": 120,
        "summary": 240,
        "soon": 240,
        "start_now": 240,
        "remedy": 320,
        "help": 1600,
        "notes": 320,
    }


LONG_REMEDIES = ("seen", "x" * 321), ("kept", "Act.")
LONG_LINK = {"text": "x" * 121, "address": "https://example.org"}


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        pytest.param({"summary": "x" * 241}, "summary", id="framework"),
        pytest.param({"dimensions": [area("work", summary="x" * 241)]}, "dimensions.work.summary", id="dimension"),
        pytest.param(with_capability(summary="x" * 241), "capabilities.plan.summary", id="capability"),
        pytest.param({"dimensions": [area("work", name="x" * 41)]}, "dimensions.work.name", id="name"),
        pytest.param({"help": "x" * 1601}, "help", id="help of the framework"),
        pytest.param({"dimensions": [area("work", help="x" * 1601)]}, "dimensions.work.help", id="help of a dimension"),
        pytest.param(with_question(help="x" * 1601), "questions.seen.help", id="help of a question"),
        pytest.param(
            with_capability(remedies=[{"question": name, "to": "often", "text": text} for name, text in LONG_REMEDIES]),
            "capabilities.plan.remedies.0.text",
            id="remedy for a move",
        ),
        pytest.param({"links": [LONG_LINK]}, "links.0.text", id="link of the framework"),
        pytest.param({"dimensions": [area("work", links=[LONG_LINK])]}, "dimensions.work.links.0.text", id="link"),
    ],
)
def test_every_kind_of_entry_has_limits(tables: Tables, where: str) -> None:
    assert found(sound(**tables)) == [("long-text", where)]


ALIKE = [("Is it kept?", "is  it KEPT"), ("Is the plan kept?", "Is a plan kept?"), ("Kept!", "kept."), ("?", "?")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_questions_that_read_alike_are_found(one: str, other: str) -> None:
    assert found(sound(questions=[ask("kept", text=one), ask("seen", text=other)])) == [
        ("repeated-text", "questions.seen.text")
    ]


def test_questions_that_differ_in_a_sign_are_told_apart() -> None:
    assert found(sound(questions=[ask("kept", text="?"), ask("seen", text="!")])) == []
    assert found(sound(questions=[ask("kept", text="Fewer than < 5?"), ask("seen", text="Fewer than > 5?")])) == []
    german = [ask("kept", text="Wer denkt an den Plan?"), ask("seen", text="Wer denkt den Plan?")]
    assert found(sound(language="de", questions=german)) == []


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        pytest.param(
            with_contrasts("work", "people") | {"dimensions": [area("work"), area("people", name="work")]},
            "dimensions.people.name",
            id="dimensions",
        ),
        pytest.param(with_second(name="plan"), "capabilities.goals.name", id="capabilities"),
        pytest.param({"levels": [*LEVELS[:2], {**LEVELS[2], "name": "middle"}]}, "levels.high.name", id="levels"),
        pytest.param(
            {
                "level_lists": {"own": [OWN["own"][0], {**OWN["own"][1], "name": "low"}]},
                "dimensions": [area("work", levels="own")],
                "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
            },
            "level_lists.own.agreed.name",
            id="a list of levels",
        ),
        pytest.param(
            {
                "scales": {
                    "habit": {
                        "options": [*HABIT["options"][:2], {**HABIT["options"][2], "label": "often,  with gaps."}]
                    }
                }
            },
            "scales.habit.options.always",
            id="options",
        ),
        pytest.param(with_question(labels=["No", "Yes", "yes"]), "questions.seen.labels.2", id="labels"),
    ],
)
def test_names_and_labels_that_read_alike_are_found(tables: Tables, where: str) -> None:
    assert found(sound(**tables)) == [("repeated-text", where)]


def test_levels_of_different_lists_may_have_the_same_name() -> None:
    own = {
        "level_lists": OWN,
        "dimensions": [area("work", levels="own")],
        "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
    }

    assert found(sound(**own)) == []


def test_of_a_framework_scored_in_code_nothing_is_said_about_requirements() -> None:
    tables = {**with_second(weight=2), "level_lists": OWN, "dimensions": [area("work", levels="own")]}
    coded = sound(**tables, requirements=[*RULED, need("dimension work", "agreed", mean=1)]).with_scorer(Product())

    assert found(coded) == []


def test_a_scorer_in_code_that_a_file_names_is_not_loaded() -> None:
    assert found(sound(requirements=[], scorer={"kind": "nowhere-installed"})) == []


def test_of_a_framework_scored_in_code_the_rest_is_found() -> None:
    assert found(sound(**with_capability(remedy="")).with_scorer(Product())) == [
        ("capability-without-remedy", "capabilities.plan")
    ]


ONE_EACH = {"questions": [ask("work-kept", "work-plan"), ask("people-kept", "people-plan")]}


def test_answers_of_a_dimension_with_one_question_cannot_lie_apart() -> None:
    one_each = sound(**with_contrasts(options_apart=1) | ONE_EACH)

    assert found(one_each)[0] == ("idle-bound", "contrasts.options_apart")


def test_the_longest_scale_says_how_far_apart_answers_can_lie() -> None:
    scales = {"habit": HABIT, "yes-no": YES_NO}
    tables = with_contrasts(options_apart=2)
    asked = [
        entry | {"scale": "yes-no"} if entry["capability"] == "people-plan" else entry for entry in tables["questions"]
    ]

    assert found(sound(**tables | {"questions": asked, "scales": scales})) == []


def test_no_dimension_stands_below_where_none_is_on_the_list_of_the_framework() -> None:
    tables = with_contrasts("work", levels_below=1)
    own = {"level_lists": OWN, "dimensions": [area("work", levels="own")]}
    ruled = {"requirements": [*RULED, need("dimension work", "agreed", mean=1)]}

    assert found(sound(**tables | own | ruled)) == [("idle-bound", "contrasts.levels_below")]


def test_a_capability_of_weight_0_is_told_once() -> None:
    assert found(sound(**with_second(weight=0))) == [("zero-weight", "capabilities.goals.weight")]


def test_a_translation_is_looked_at_by_the_rules_about_texts_alone() -> None:
    """What it lacks, and what is wrong with what it has; the rules are the original's."""
    told = told_in(tiny(), "de", {("questions", "kept", "text"): "Wort " * 30, ("name",): "Winzig"})
    found = [(each.rule, each.where) for each in lint_framework(told)]

    assert ("long-text", "questions.kept.text") in found
    assert ("untranslated-text", "questions.seen.text") in found
    assert ("untranslated-text", "name") not in found
    assert {rule for rule, _ in found} == {"long-text", "untranslated-text"}
