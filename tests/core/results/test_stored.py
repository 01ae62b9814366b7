"""V3: stored results are read in only one way: bounded, exact, and free of contradictions."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, tiny

from maturity_core import Assessment
from maturity_core.assessing import assessment
from maturity_core.model import json_text
from maturity_core.results.numbers import decimal_text
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from maturity_core import Framework
from kept_results import DATA, RESULT, refused, told, with_field
from stored_cases import STORED

KINDS = pytest.mark.parametrize("name", STORED)


@KINDS
def test_V3_what_is_stored_reads_back(name: str) -> None:
    """Every result says the same once stored, as text, as bytes, and as tables."""
    kind, result = STORED[name]
    text = result.model_dump_json()

    assert kind.model_validate_json(text) == kind.model_validate_json(text.encode()) == result
    assert kind.model_validate(json.loads(text)) == kind.model_validate(result.model_dump()) == result
    assert kind.model_validate_json(text).model_dump_json() == text


UNSAID = {"advice", "topic"}
"""Lists of ids and places, like others: a level without advice, and one dimension with a score."""


def test_V3_the_example_has_everything_a_result_can_hold() -> None:
    """The result tried here has all of its fields filled, but for two that look like others: dimensions and answers."""
    assert all(DATA[field] for field in DATA if field not in {"not_yet", "measures", "counted_as", *UNSAID})
    assert (DATA["numbers"], DATA["numbers_exact"]) == ({"plan-seen": 60.0}, {"plan-seen": "60"})


TEXTS: dict[str, tuple[Any, str]] = {
    "no text": (7, "a stored result must be JSON text; got int"),
    "not UTF-8": (b"\xff", "the text is not UTF-8"),
    "half a character": ("\ud800", "the text is not UTF-8"),
    "no JSON": ("{", "the text is not JSON: Expecting"),
    "nested": ("[" * 100_000, "the text is nested too deeply"),
    "nested within what Python reads": ("[" * 300 + "]" * 300, "invalid JSON: recursion limit"),
    "a key twice": ('{"level": 1, "level": 2}', "duplicate key; got 'level'"),
    "a key twice, deep": ('{"a": [{"b": {"c": 1, "d": 2, "c": 3, "c": 4}}]}', "duplicate key; got 'c'"),
    "NaN": ('{"score": NaN}', "not a valid number in JSON; got NaN"),
    "infinite": ('{"score": -Infinity}', "not a valid number in JSON; got -Infinity"),
    "huge": ('{"score": 1e999}', "the number is out of bounds; got 1e999"),
    "long": (f'{{"score": {"9" * 100_000}}}', f"the number is out of bounds; got {'9' * 40}"),
    "half a character, escaped": ('{"level": "\\ud800"}', "invalid JSON: "),
    "a list": ("[]", "input should be an object"),
}


@pytest.mark.parametrize("case", TEXTS)
@KINDS
def test_V3_texts_that_hold_no_result_are_refused(name: str, case: str) -> None:
    """The same for all results: anything but plain JSON is refused before it is looked at."""
    text, expected = TEXTS[case]

    found = told(lambda: STORED[name][0].model_validate_json(text))

    assert len(found) == 1
    assert found[0].startswith(f"{name}: {expected}")


def test_V3_all_keys_that_are_there_twice_are_told_together() -> None:
    """And no more of them than a person will read."""
    twice = ", ".join(f'"k-{place}": 1' for place in range(300))

    found = told(lambda: Assessment.model_validate_json(f'{{{twice}, {twice}, "score": NaN}}'))

    assert len(found) == 101
    assert found[0] == "assessment: not a valid number in JSON; got NaN"
    assert found[-1] == "and 201 more"


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("LARGEST_TEXT", "the text is too long; allowed: at most 20 bytes"),
        ("MOST_VALUES", "the text has too many values; allowed: at most 20"),
        ("MOST_ENTRIES", "a table or a list has too many entries; allowed: at most 20"),
    ],
)
def test_V3_texts_are_bounded(monkeypatch: pytest.MonkeyPatch, bound: str, expected: str) -> None:
    """Length, values, and entries of one table."""
    monkeypatch.setattr(json_text, bound, 20)
    text = json.dumps(dict.fromkeys(map(str, range(25)), 0))

    assert told(lambda: Assessment.model_validate_json(text)) == [f"assessment: {expected}"]


def test_V3_what_is_wrong_throughout_is_something_else() -> None:
    """Thousands of problems are not listed."""
    data = with_field("dimensions", [{}] * 5000)

    assert refused(data) == ["assessment: this is not a stored result"]
    assert len(refused(with_field("dimensions", [{}] * 100))) == 101


@pytest.mark.parametrize(("bound", "value"), [("MOST_ENTRIES", ["a"] * 9), ("MOST_TABLES", [{}] * 9)])
def test_V3_lists_and_tables_are_bounded_before_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: Any
) -> None:
    """Each of millions of empty tables would be wrong in ten ways."""
    monkeypatch.setattr(json_text, bound, 8)

    (found,) = told(lambda: Assessment.model_validate_json(json.dumps({"dimensions": value})))

    assert "too many" in found
    assert found.endswith("at most 8")


EXACT = [
    "1e999999999",
    "1/0",
    "1/00",
    "2/4",
    "0.5",
    " 1/2",
    "+1/2",
    "1_0",
    "-0",
    "007",
    "",
    "\u0661",
    "9" * 5000,
    0.5,
    True,
]


@pytest.mark.parametrize("value", EXACT, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize(
    "field", ["score_exact", "dimensions.0.score_exact", "levers.0.gain_exact", "levers.0.effort_exact"]
)
def test_V3_exact_numbers_have_one_bounded_form(field: str, value: Any) -> None:
    """A whole number or a fraction in lowest terms, of a bounded number of digits; all else is refused at once."""
    (found,) = refused(with_field(field, value))

    assert found.startswith(f"assessment.{field}: expected an exact number")


@pytest.mark.parametrize(
    "value", ["1e5", "60.0", "060", "1/0", "2/4", "9" * 5000, 60, 0.5], ids=lambda value: str(value)[:9]
)
def test_V3_given_numbers_have_one_bounded_form(value: Any) -> None:
    """A decimal if that is exact, else a fraction; a program's own whole number stays as it is."""
    data = with_field("numbers_exact.plan-seen", value)

    if value is not True and value == 60:
        assert AssessmentRecord.model_validate(data) == RESULT.record
    else:
        assert refused(data)[0].startswith("assessment.numbers_exact.plan-seen: expected an exact number")


@pytest.mark.parametrize(
    ("number", "text"),
    [("5", "5"), ("-145/2", "-72.5"), ("1/80", "0.0125"), ("1/3", "1/3"), ("1/5", "0.2"), ("0", "0"), ("-1/6", "-1/6")],
)
def test_V3_numbers_are_written_as_people_do(number: str, text: str) -> None:
    """A decimal if that is exact."""
    assert decimal_text(Fraction(number)) == text
    assert Fraction(text) == Fraction(number)


FIELDS: dict[str, tuple[str, Any, str]] = {
    "an unknown version of the form": ("schema_version", 1, "schema_version: input should be 2"),
    "a version that is none": ("core_version", "99", "core_version: expected a version such as 1.2.0"),
    "a version that is a number": ("core_version", 99, "core_version: input should be a valid string"),
    "a version without end": ("core_version", "1." * 30 + "0", "core_version: string should have at most 40"),
    "a digest that is none": ("framework.digest", "abc", "framework.digest: expected 64 hexadecimal digits"),
    "words that are none": ("framework.words.goals-set", "g", "framework.words.goals-set: expected 8 hexadecimal"),
    "an answer of digits": ("answers.goals-set", "3", "answers.goals-set: expected the id of an option"),
    "an answer that is no id": ("answers.goals-set", "Al ways", "answers.goals-set: expected an id"),
    "a score that is a text": ("score", "0.5", "score: input should be a valid number"),
    "a score beside its exact one": ("score", 0.99, "score: this number does not match score_exact"),
    "a score without its exact one": ("score_exact", None, "score: this number does not match"),
    "a score beyond all doubles": ("score_exact", "9" * 400, "score: this number does not match"),
    "more than complete": ("completeness", 7.0, "completeness: this share does not match the answers"),
    "a dimension more than complete": ("dimensions.0.completeness", 7.0, "dimensions.work.completeness: the number is"),
    "not yet, with answers": ("not_yet", True, "not_yet: this contradicts the share answered; got true"),
    "a dimension not yet, with answers": (
        "dimensions.0.not_yet",
        True,
        "dimensions.work.not_yet: this contradicts the share answered; got true",
    ),
    "less than nothing": ("capabilities.0.completeness", -0.5, "capabilities.goals.completeness: the number is"),
    "a range without a level": ("level", None, "level_range: a range of levels without a level"),
    "a score outside its range": ("score_range_exact", ["0", "1/100"], "score_exact: the score is outside its range"),
    "a score without a range": (
        "dimensions.0.score_range_exact",
        None,
        "dimensions.work.score_range_exact: a score and",
    ),
    "a range that is not its exact one": ("score_range", [0.0, 1.0], "score_range: this number does not match"),
    "outside its range": ("dimensions.0.level", "low", "dimensions.work.level: the level is outside"),
    "a level that is not listed": ("level", "top", "level: expected the id of a level in its list"),
    "an end that is not listed": ("level_range.0", "top", "level_range.0: expected the id of a level in its list"),
    "a level of another list": ("capabilities.1.level", "mid", "capabilities.1.level: expected the id of a level"),
    "a list that there is not": ("capabilities.0.level_list", "other", "capabilities.0.level: expected the id of a"),
    "a level without an id": ("levels.0", {"name": "Low"}, "levels.0.id: field required"),
    "a level twice": ("levels", DATA["levels"] + DATA["levels"][:1], "levels: duplicate entry; got 'low'"),
    "a level twice in a list": ("level_lists.own.1", LEVELS[0], "level_lists.own: duplicate entry; got 'low'"),
    "no dimensions": ("dimensions", [], "dimensions: there must be dimensions; got none"),
    "no answers": ("answers", {}, "answers: there must be questions; got none"),
    "a question too few": ("framework.words", {}, "answers: the answers and the framework's words are"),
    "a dimension twice": ("dimensions.1", DATA["dimensions"][0], "dimensions: duplicate entry; got 'work'"),
    "a capability twice": ("capabilities.2", DATA["capabilities"][0], "capabilities: duplicate entry; got 'goals'"),
    "a number without an option": (
        "numbers_exact.team-there",
        "7",
        "numbers_exact.team-there: a number for a question without",
    ),
    "what a strange question counts as": (
        "counted_as.nobody",
        "no",
        "counted_as: there is no such question; got 'nobody'",
    ),
    "another number beside its exact one": ("numbers.plan-seen", 61.0, "numbers: these numbers do not match"),
    "closed and narrowing": ("narrows", "goals-set", "narrows: this question is not open; got 'goals-set'"),
    "unknown and narrowing": ("dimensions.0.narrows", "hope", "dimensions.work.narrows: this question is not open"),
    "a tension of strangers": ("tensions.0.dimensions", ["work", "hope"], "tensions.0: no such dimension; got 'hope'"),
    "a strange strength": ("strengths.0.dimension", "hope", "strengths.0: no such dimension; got 'hope'"),
    "a strange lever": ("levers.0.capability", "hope", "levers.0: no such capability; got 'hope'"),
    "a lever that does not add up": (
        "levers.0.gain_exact",
        "77/78",
        "levers.0: gain_by_effort_exact is not the gain divided",
    ),
    "a lever without effort": ("levers.0.effort_exact", "0", "levers.0: gain_by_effort_exact is not the gain divided"),
    "a strange field": ("mood", "good", "mood: extra inputs are not permitted"),
    "yes for true": ("capabilities.0.ahead_of_its_time", "yes", "capabilities.0.ahead_of_its_time: expected true"),
}


@pytest.mark.parametrize("case", FIELDS)
def test_V3_what_contradicts_itself_is_refused_on_reading(case: str) -> None:
    """Everything that can be seen without the framework, with its place."""
    field, value, expected = FIELDS[case]

    assert any(problem.startswith(f"assessment.{expected}") for problem in refused(with_field(field, value)))


OTHER_TYPES: dict[str, Any] = {
    "levels": 7,
    "levels.0": "low",
    "levels.1": 7,
    "level_lists": [],
    "level_lists.own": 7,
    "capabilities.0.level_list": [],
    "dimensions": 7,
    "dimensions.0": 7,
    "dimensions.0.level": [],
    "level_range": 7,
    "level_range.0": 7,
}


@pytest.mark.parametrize("field", OTHER_TYPES)
def test_V3_values_of_another_type_are_refused_where_levels_are_put_in_place(field: str) -> None:
    """A table, a list or a text is expected there; anything else is simply refused."""
    text = json.dumps(with_field(field, OTHER_TYPES[field]))

    assert all(problem.startswith("assessment.") for problem in told(lambda: Assessment.model_validate_json(text)))


def test_V3_every_contradiction_is_told_at_once() -> None:
    """Repairing a file takes only one attempt."""
    data = with_field("score", 0.25)
    data = with_field("dimensions.0.score", 0.25, with_field("levers.0.effort_exact", "0", data))

    assert len(refused(data)) == 4


def test_V3_a_sheet_without_open_questions_has_one_level() -> None:
    """A range is over open questions."""
    framework = tiny()
    data = json.loads(framework.assess([1, 1]).model_dump_json())

    assert refused(with_field("level_range.1", "high", data)) == [
        "assessment.level_range: with every question answered, only one level is possible"
    ]
    assert refused(data | {"score_range": [0.0, 0.5], "score_range_exact": ["0", "1/2"]}) == [
        "assessment.score_range_exact: with every question answered, only one score is possible"
    ]


def test_V3_lists_of_other_results_hold_no_entry_twice() -> None:
    """Gaps, plans, explanations, paths and views, too; others have no list of their own."""
    for name, (kind, result) in STORED.items():
        if hasattr(kind, "once"):
            field, key = kind.once
            data = json.loads(result.model_dump_json())
            data[field] += [data[field][0]] * 2
            assert told(lambda kind=kind, data=data: kind.model_validate(data)) == [  # type: ignore[misc]
                f"{name}.{field}: duplicate entry; got {data[field][0][key]!r}"
            ]


def test_V3_a_program_that_passes_a_number_beyond_doubles_is_told() -> None:
    """Tables may hold values that no text can."""
    assert told(lambda: AssessmentRecord.model_validate(with_field("score", 1) | {"score": 10**400}))


def test_V3_reading_loads_no_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, the level, the repr and the verification need no framework; the readers do."""

    def asked(name: str) -> Framework:
        raise AssertionError(name)

    monkeypatch.setattr(assessment, "load_framework", asked)
    read = Assessment.model_validate_json(RESULT.model_dump_json())

    assert repr(read) == "<Assessment by tiny 1: level 'mid', not verified>"
    assert (read.verification.status, read.level, read == RESULT) == ("not verified", RESULT.level, True)
    with pytest.raises(AssertionError, match="tiny"):
        read.gaps()
