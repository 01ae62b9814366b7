"""V3: stored results come back through one door, bounded, and are believed no further than their answers bear out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, question, rule, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, Assessment, Explanation, Gaps, MaturityError, Plan, ShortPath, compare_views
from maturity_core.assessing import assessment
from maturity_core.model import json_text
from maturity_core.results.record import AssessmentRecord
from maturity_core.results.stored import decimal_text
from maturity_core.results.views import ViewsResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework
    from maturity_core.results.stored import Stored


def rich(**changes: Any) -> Framework:
    """Return a framework whose results have tensions, strengths, levers, capabilities with levels and a number."""
    tables: dict[str, Any] = {
        "capabilities": [
            capability("goals", effort=2, levels="own"),
            capability("plan", requires=[{"capability": "goals", "credit": "0.5"}]),
            capability("team", "people"),
        ],
        "level_lists": {"own": LEVELS},
        "questions": [
            question("goals-set", "goals"),
            question("plan-kept", "plan"),
            question("plan-seen", "plan", scale="percent"),
            question("team-there", "team", not_applicable=True),
        ],
        "requirements": [
            *({**entry, "ladder": ladder} for ladder in ("each dimension", "capability goals") for entry in MEANS),
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "high", count=1, of={"dimensions": "all"}, reaching="high"),
        ],
        "contrasts": {
            "levels_apart": 1,
            "levels_below": 1,
            "options_within": 1,
            "from_level": "mid",
            "basis": "source",
        },
        "levers": {"show": 3, "basis": "source"},
    }
    return two(**{**tables, **changes})


MEANS = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]
RICH = rich()
ANSWERS: dict[str, Any] = {"goals-set": "always", "plan-kept": "often", "plan-seen": 60, "team-there": "unanswered"}
RESULT = RICH.assess(ANSWERS)
DATA: dict[str, Any] = json.loads(RESULT.model_dump_json())
ROLES: dict[str, Any] = {"board": RESULT, "team": "mid"}
STORED: dict[str, tuple[type[Stored], Stored]] = {
    "assessment": (AssessmentRecord, RESULT.record),
    "gaps": (Gaps, RESULT.gaps()),
    "plan": (Plan, RESULT.next_steps()),
    "explanation": (Explanation, RESULT.explain()),
    "path": (ShortPath, RESULT.short_path()),
    "views": (ViewsResult, compare_views(RICH, ROLES)),
}
KINDS = pytest.mark.parametrize("name", STORED)


def with_field(path: str, value: Any, data: Any = DATA) -> dict[str, Any]:
    """Return the stored result with one field changed."""
    changed = entry = json.loads(json.dumps(data))
    *steps, last = path.split(".")
    for step in steps:
        entry = entry[int(step) if isinstance(entry, list) else step]
    entry[int(last) if isinstance(entry, list) else last] = value
    return changed


def told(read: Callable[[], Any]) -> list[str]:
    """Return what a stored result is refused for."""
    with pytest.raises(MaturityError) as caught:
        read()
    return [str(problem) for problem in caught.value.problems]


def refused(data: Any) -> list[str]:
    """Return what the data of an assessment are refused for, as text and as tables alike."""
    found = told(lambda: Assessment.model_validate_json(json.dumps(data)))
    assert told(lambda: AssessmentRecord.model_validate(data)) == found
    return found


@KINDS
def test_V3_what_is_stored_reads_back(name: str) -> None:
    """Every result says the same when it was stored, as text, as bytes, and as tables."""
    kind, result = STORED[name]
    text = result.model_dump_json()

    assert kind.model_validate_json(text) == kind.model_validate_json(text.encode()) == result
    assert kind.model_validate(json.loads(text)) == kind.model_validate(result.model_dump()) == result
    assert kind.model_validate_json(text).model_dump_json() == text


def test_V3_the_example_has_everything_a_result_can_hold() -> None:
    """What is tried here is a result with all of its fields filled."""
    assert all(DATA[field] for field in DATA if field != "not_yet")
    assert DATA["numbers"] == {"plan-seen": "60"}


TEXTS: dict[str, tuple[Any, str]] = {
    "no text": (7, "a stored result is JSON text; got int"),
    "not UTF-8": (b"\xff", "the text is not UTF-8"),
    "half a character": ("\ud800", "the text is not UTF-8"),
    "no JSON": ("{", "the text is not JSON: Expecting"),
    "nested": ("[" * 100_000, "the text is nested too deeply"),
    "nested within what Python reads": ("[" * 300 + "]" * 300, "invalid JSON: recursion limit"),
    "a key twice": ('{"level": 1, "level": 2}', "duplicate key; got 'level'"),
    "a key twice, deep": ('{"a": [{"b": {"c": 1, "d": 2, "c": 3, "c": 4}}]}', "duplicate key; got 'c'"),
    "NaN": ('{"score": NaN}', "JSON has no such number; got NaN"),
    "infinite": ('{"score": -Infinity}', "JSON has no such number; got -Infinity"),
    "huge": ('{"score": 1e999}', "the number is out of bounds; got 1e999"),
    "long": (f'{{"score": {"9" * 100_000}}}', f"the number is out of bounds; got {'9' * 40}"),
    "half a character, escaped": ('{"level": "\\ud800"}', "invalid JSON: "),
    "a list": ("[]", "input should be an object"),
}


@pytest.mark.parametrize("case", TEXTS)
@KINDS
def test_V3_texts_that_hold_no_result_are_refused(name: str, case: str) -> None:
    """One door for all results: what is not JSON, or more than JSON has, is refused before it is looked at."""
    text, expected = TEXTS[case]

    found = told(lambda: STORED[name][0].model_validate_json(text))

    assert len(found) == 1
    assert found[0].startswith(f"{name}: {expected}")


def test_V3_all_keys_that_are_there_twice_are_told_together() -> None:
    """And no more of them than a person reads."""
    twice = ", ".join(f'"k-{place}": 1' for place in range(300))

    found = told(lambda: Assessment.model_validate_json(f'{{{twice}, {twice}, "score": NaN}}'))

    assert len(found) == 101
    assert found[0] == "assessment: JSON has no such number; got NaN"
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

    assert refused(data) == ["assessment: this is something else than a stored result"]
    assert len(refused(with_field("dimensions", [{}] * 100))) == 101


@pytest.mark.parametrize(("bound", "value"), [("MOST_ENTRIES", ["a"] * 9), ("MOST_TABLES", [{}] * 9)])
def test_V3_lists_and_tables_are_bounded_before_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: Any
) -> None:
    """Millions of empty tables would be wrong in ten ways each."""
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
@pytest.mark.parametrize("field", ["score_exact", "dimensions.0.score_exact", "levers.0.gain", "levers.0.effort"])
def test_V3_exact_numbers_have_one_bounded_form(field: str, value: Any) -> None:
    """A whole number or a fraction in lowest terms, of a bounded number of digits; all else is refused at once."""
    (found,) = refused(with_field(field, value))

    assert found.startswith(f"assessment.{field}: expected an exact number")


@pytest.mark.parametrize(
    "value", ["1e5", "60.0", "060", "1/0", "2/4", "9" * 5000, 60, 0.5], ids=lambda value: str(value)[:9]
)
def test_V3_given_numbers_have_one_bounded_form(value: Any) -> None:
    """A decimal where one says it, else a fraction; a program's own whole number is what it is."""
    data = with_field("numbers.plan-seen", value)

    if value is not True and value == 60:
        assert AssessmentRecord.model_validate(data) == RESULT.record
    else:
        assert refused(data)[0].startswith("assessment.numbers.plan-seen: expected an exact number")


@pytest.mark.parametrize(
    ("number", "text"),
    [("5", "5"), ("-145/2", "-72.5"), ("1/80", "0.0125"), ("1/3", "1/3"), ("1/5", "0.2"), ("0", "0"), ("-1/6", "-1/6")],
)
def test_V3_numbers_are_written_as_people_do(number: str, text: str) -> None:
    """A decimal where one says it exactly."""
    assert decimal_text(Fraction(number)) == text
    assert Fraction(text) == Fraction(number)


FIELDS: dict[str, tuple[str, Any, str]] = {
    "an unknown version of the form": ("schema_version", 2, "schema_version: input should be 1"),
    "a version that is none": ("core_version", "99", "core_version: expected a version such as 1.2.0"),
    "a version that is a number": ("core_version", 99, "core_version: input should be a valid string"),
    "a version without end": ("core_version", "1." * 30 + "0", "core_version: string should have at most 40"),
    "a digest that is none": ("framework.digest", "abc", "framework.digest: expected 64 hexadecimal digits"),
    "words that are none": ("framework.words.goals-set", "g", "framework.words.goals-set: expected 8 hexadecimal"),
    "an answer of digits": ("answers.goals-set", "3", "answers.goals-set: expected the id of an option"),
    "an answer that is no id": ("answers.goals-set", "Al ways", "answers.goals-set: expected an id"),
    "a score that is a text": ("score", "0.5", "score: input should be a valid number"),
    "a score beside its exact one": ("score", 0.99, "score: the score is not the number nearest to score_exact"),
    "a score without its exact one": ("score_exact", None, "score: the score is not the number nearest"),
    "a score beyond all doubles": ("score_exact", "9" * 400, "score: the score is not the number nearest"),
    "more than complete": ("completeness", 7.0, "completeness: this is not the share that the answers give"),
    "a dimension more than complete": ("dimensions.0.completeness", 7.0, "dimensions.work.completeness: the number is"),
    "not yet, with answers": ("not_yet", True, "not_yet: the share answered says otherwise; got true"),
    "a dimension not yet, with answers": (
        "dimensions.0.not_yet",
        True,
        "dimensions.work.not_yet: the share answered says otherwise; got true",
    ),
    "less than nothing": ("capabilities.0.completeness", -0.5, "capabilities.goals.completeness: the number is"),
    "a range without a level": ("level", None, "level_range: a range of levels where there is no level"),
    "outside its range": (
        "dimensions.0.level",
        DATA["level"] | LEVELS[0],
        "dimensions.work.level: the level is outside",
    ),
    "no dimensions": ("dimensions", [], "dimensions: a framework has dimensions; got none"),
    "no answers": ("answers", {}, "answers: a framework has questions; got none"),
    "a question too few": ("framework.words", {}, "answers: the questions of the answers are not those"),
    "a dimension twice": ("dimensions.1", DATA["dimensions"][0], "dimensions: duplicate entry; got 'work'"),
    "a capability twice": ("capabilities.2", DATA["capabilities"][0], "capabilities: duplicate entry; got 'goals'"),
    "a number without an option": ("numbers.team-there", "7", "numbers.team-there: a number without the option"),
    "closed and narrowing": ("narrows", "goals-set", "narrows: this question is not open; got 'goals-set'"),
    "unknown and narrowing": ("dimensions.0.narrows", "hope", "dimensions.work.narrows: this question is not open"),
    "a tension of strangers": ("tensions.0.dimensions", ["work", "hope"], "tensions.0: no such dimension; got 'hope'"),
    "a strange strength": ("strengths.0.dimension", "hope", "strengths.0: no such dimension; got 'hope'"),
    "a strange lever": ("levers.0.capability", "hope", "levers.0: no such capability; got 'hope'"),
    "a lever that does not add up": ("levers.0.gain", "77/78", "levers.0: gain_by_effort is not the gain divided"),
    "a lever without effort": ("levers.0.effort", "0", "levers.0: gain_by_effort is not the gain divided"),
    "a strange field": ("mood", "good", "mood: extra inputs are not permitted"),
    "yes for true": ("capabilities.0.ahead_of_its_time", "yes", "capabilities.0.ahead_of_its_time: expected true"),
}


@pytest.mark.parametrize("case", FIELDS)
def test_V3_what_contradicts_itself_is_refused_on_reading(case: str) -> None:
    """Everything that can be seen without the framework, with its place."""
    field, value, expected = FIELDS[case]

    assert any(problem.startswith(f"assessment.{expected}") for problem in refused(with_field(field, value)))


def test_V3_every_contradiction_is_told_at_once() -> None:
    """Whoever repairs a file does it once."""
    data = with_field("score", 0.25)
    data = with_field("dimensions.0.score", 0.25, with_field("levers.0.effort", "0", data))

    assert len(refused(data)) == 3


def test_V3_a_sheet_without_open_questions_has_one_level() -> None:
    """A range is over open questions."""
    framework = tiny()
    data = json.loads(framework.assess([1, 1]).model_dump_json())

    assert refused(with_field("level_range.1", {"id": "high", "name": "High"}, data)) == [
        "assessment.level_range: with every question answered, one level is possible"
    ]


def test_V3_lists_of_other_results_hold_no_entry_twice() -> None:
    """Gaps, plans, explanations, paths and views, too."""
    for name, (kind, result) in STORED.items():
        if kind is not AssessmentRecord:
            field, key = kind.once
            data = json.loads(result.model_dump_json())
            data[field] += [data[field][0]] * 2
            assert told(lambda kind=kind, data=data: kind.model_validate(data)) == [  # type: ignore[misc]
                f"{name}.{field}: duplicate entry; got {data[field][0][key]!r}"
            ]


def test_V3_a_program_that_passes_a_number_beyond_doubles_is_told() -> None:
    """Tables may hold what no text does."""
    assert told(lambda: AssessmentRecord.model_validate(with_field("score", 1) | {"score": 10**400}))


def test_V3_reading_loads_no_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, the level, the repr and the verification ask for no framework; the readers do."""

    def asked(name: str) -> Framework:
        raise AssertionError(name)

    monkeypatch.setattr(assessment, "load_framework", asked)
    read = Assessment.model_validate_json(RESULT.model_dump_json())

    assert repr(read) == "<Assessment by tiny 1: level 'mid', not verified>"
    assert (read.verification.status, read.level, read == RESULT) == ("not verified", RESULT.level, True)
    with pytest.raises(AssertionError, match="tiny"):
        read.gaps()


def test_V3_reading_imports_no_model() -> None:
    """In a process of its own, not even the installed models are imported."""
    program = (
        "import sys; from maturity_core import Assessment; "
        "print(Assessment.model_validate_json(sys.stdin.read()).verification.status, "
        "[name for name in sys.modules if name.startswith('maturity_frameworks')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=RESULT.model_dump_json(), capture_output=True, check=True, text=True
    )

    assert done.stdout.strip() == "not verified []"


def test_V3_a_result_is_verified_by_scoring_its_answers_again() -> None:
    """A new one is verified as it is; a stored one by its framework, at once or later."""
    text = RESULT.model_dump_json()
    read = Assessment.model_validate_json(text)
    again = read.verify(RICH)

    assert RESULT.verification.status == "verified"
    assert RESULT.verify() is RESULT.verify(RICH) is RESULT
    assert (read.verification.status, again.verification.status) == ("not verified", "verified")
    assert again == read
    assert hash(again) == hash(read)
    assert again.verify() is again
    assert Assessment.model_validate_json(text, framework=RICH).verification.status == "verified"
    assert again.model_dump_json() == text


def test_V3_a_reader_verifies_the_result_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed framework is looked up once, and the same rule applies."""
    monkeypatch.setattr(assessment, "load_framework", lambda _: RICH)
    read = Assessment.model_validate_json(RESULT.model_dump_json())
    changed = Assessment.model_validate_json(json.dumps(CHANGED["a level"][0]))

    assert read.gaps() == RESULT.gaps()
    assert read.verification.status == read.verify().verification.status == "verified"
    assert read.framework is RICH
    for reader in (changed.gaps, changed.explain, changed.verify, changed.__str__):
        assert told(reader)[0].startswith("assessment.level: the stored result is not what its answers give")


HIGH, LOW = LEVELS[2], LEVELS[0]
CHANGED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a level": (with_field("level", DATA["level"] | HIGH), ["level: 'high' 'mid'"]),
    "a score": (
        with_field("score", 0.25, with_field("score_exact", "1/4")),
        [f"score: 0.25 {DATA['score']!r}", f"score_exact: '1/4' {DATA['score_exact']!r}"],
    ),
    "an answer": (
        with_field("answers.goals-set", "often"),
        ["score: ", "dimensions.work.score: ", "capabilities.goals.level: "],
    ),
    "a name": (with_field("dimensions.0.name", "Play"), ["dimensions.work.name: 'Play' 'Work'"]),
    "a text of a level": (with_field("level.summary", "Well."), ["level.summary: 'Well.' ''"]),
    "a range upside down": (
        with_field("level_range", DATA["level_range"][::-1]),
        ["level_range.0: 'high' 'mid'", "level_range.1: 'mid' 'high'"],
    ),
    "an edition": (with_field("framework.edition", "9"), ["framework.edition: '9' '1'"]),
    "a lever less": (with_field("levers", DATA["levers"][:1]), ["levers.1.capability: None"]),
    "a number in another band": (with_field("numbers.plan-seen", "20"), ["answers.plan-seen: 'most' 'half'"]),
    "ahead of its time": (
        with_field("capabilities.0.ahead_of_its_time", value=True),
        ["capabilities.goals.ahead_of_its_time: True False"],
    ),
}


@pytest.mark.parametrize("case", CHANGED)
def test_V3_what_the_answers_deny_is_refused_with_both_values(case: str) -> None:
    """Same version, same rules, scored by requirements: every field that differs is named."""
    data, expected = CHANGED[case]
    text = json.dumps(data)
    found = told(lambda: Assessment.model_validate_json(text, framework=RICH))

    assert Assessment.model_validate_json(text).verification.status == "not verified"
    for line in expected:
        field, _, values = line.partition(": ")
        (problem,) = (problem for problem in found if problem.startswith(f"assessment.{field}: "))
        assert problem.startswith(f"assessment.{field}: the stored result is not what its answers give; got ")
        assert all(value in problem for value in values.split())


@pytest.mark.parametrize("case", CHANGED)
def test_V3_what_another_version_found_is_read_and_marked(case: str) -> None:
    """Nothing is refused that another version may have said; both values are there as data, words apart."""
    data, expected = CHANGED[case]
    found = Assessment.model_validate_json(json.dumps(with_field("core_version", "0.0.1", data)))
    if case == "a range upside down":
        assert told(lambda: found.verify(RICH)) == ["assessment.level_range: the range of levels is upside down"]
        return
    verification = found.verify(RICH).verification

    words = case in {"a name", "a text of a level", "an edition"}
    assert verification.status == ("verified" if words else "differs")
    fields = {entry.field: entry for entry in verification.differences}
    assert words or {line.partition(": ")[0] for line in expected} <= fields.keys()
    if case == "a level":
        assert (fields["level"].stored, fields["level"].scored) == ("high", "mid")


def test_V3_an_older_version_that_found_the_same_is_verified() -> None:
    """The version alone is no difference."""
    read = Assessment.model_validate_json(json.dumps(with_field("core_version", "0.0.1")), framework=RICH)

    assert read.verification.status == "verified"


IMPOSSIBLE: dict[str, tuple[str, Any, str]] = {
    "a strange level": (
        "level",
        {"id": "top", "name": "Top"},
        "level: no such level; got 'top'; allowed: low, mid, high",
    ),
    "outside its range": ("level", DATA["level"] | LOW, "level: the level is outside its range; got 'low'"),
    "a strange dimension": ("dimensions.1.id", "hope", "dimensions: these are not the dimensions of the framework"),
    "capabilities in another order": (
        "capabilities",
        DATA["capabilities"][::-1],
        "capabilities: these are not the capabilities",
    ),
    "a level of a ladder without": ("capabilities.1.level", DATA["level"], "capabilities.plan.level: no such level"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_V3_what_no_version_says_is_refused(case: str) -> None:
    """Parts that the framework does not have, and levels against their order, whoever scored it."""
    field, value, expected = IMPOSSIBLE[case]
    data = with_field("core_version", "0.0.1", with_field(field, value))
    if case == "a strange dimension":
        data = data | {"tensions": [], "strengths": []}

    (found,) = told(lambda: Assessment.model_validate_json(json.dumps(data), framework=RICH))

    assert found.startswith(f"assessment.{expected}")


def test_V3_answers_that_the_framework_does_not_have_are_refused() -> None:
    """By question and by option, as every sheet is."""
    data = with_field("answers.goals-set", "sometimes")

    (found,) = told(lambda: Assessment.model_validate_json(json.dumps(data), framework=RICH))

    assert found.startswith("answers.goals-set: no such option; got 'sometimes'")


def test_V3_a_page_says_how_a_result_differs() -> None:
    """In a line under the level; the repr says that it does."""
    data = with_field("core_version", "0.0.1", CHANGED["a level"][0])
    found = Assessment.model_validate_json(json.dumps(data), framework=RICH)

    assert "differs from what its answers give now: level (stored: high, now: mid)." in " ".join(str(found).split())
    assert repr(found).endswith("level 'high', differs>")
    assert "differs from" not in str(RESULT)


def test_V3_a_page_names_a_few_differences_and_counts_the_others() -> None:
    """A line is no list."""
    data = with_field("core_version", "0.0.1", with_field("levers", []))
    found = Assessment.model_validate_json(json.dumps(data), framework=RICH)

    assert len(found.verification.differences) > 6
    assert " more." in " ".join(str(found).split())


def test_V3_no_more_differences_are_told_than_a_person_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are counted."""
    monkeypatch.setattr("maturity_core.assessing.verifying.MOST_LISTED", 1)

    found = told(lambda: Assessment.model_validate_json(json.dumps(CHANGED["a score"][0]), framework=RICH))

    assert found[1:] == ["and 1 more"]


def test_V3_a_scorer_in_code_may_say_something_else_today() -> None:
    """Its rules cannot be compared: the result is read, and marked."""
    framework = two(requirements=[]).with_scorer(Product())
    result = framework.assess([1, 1, 1, 1])
    data = json.loads(result.model_dump_json())
    again = Assessment.model_validate_json(result.model_dump_json(), framework=framework)
    changed = with_field("score", 0.5, with_field("score_exact", "1/2", data))

    found = Assessment.model_validate_json(json.dumps(changed), framework=framework)

    assert again.verification.status == "verified"
    assert found.verification.status == "differs"
    assert [entry.field for entry in found.verification.differences] == ["score", "score_exact"]
    assert found.verify(framework).verification == found.verification


def test_V3_the_same_rules_in_other_words_are_taken() -> None:
    """Names may be others; the questions that are asked in other words are listed."""
    text = RESULT.model_dump_json()
    tables = {name: getattr(RICH, name) for name in type(RICH).model_fields}
    asked = [entry.model_copy(update={"text": "Is it so?"}) for entry in RICH.questions[:1]]
    other = type(RICH)(**tables | {"name": "Other", "questions": [*asked, *RICH.questions[1:]]})

    found = Assessment.model_validate_json(text, framework=other)

    assert (found.verification.status, found.verification.reworded) == ("verified", ("goals-set",))
    assert found.gaps() != RESULT.gaps()
    assert RESULT.verify(other) is RESULT


@pytest.mark.parametrize("framework", [rich(id="other"), two()], ids=["another id", "other rules"])
def test_V3_another_framework_is_refused(framework: Framework) -> None:
    """By its id, or by its rules."""
    (found,) = told(lambda: Assessment.model_validate_json(RESULT.model_dump_json(), framework=framework))

    assert found.startswith("tiny: the framework has other rules")


def test_V3_views_and_targets_are_verified_before_they_are_used() -> None:
    """A stored result that its answers deny is no view, and no sheet to aim at."""
    changed = Assessment.model_validate_json(json.dumps(CHANGED["a level"][0]))
    good = Assessment.model_validate_json(RESULT.model_dump_json())

    assert compare_views(RICH, {"a": good, "b": RESULT}).apart == 0
    assert RICH.assess({}).gaps(good) == RICH.assess({}).gaps(RESULT)
    assert told(lambda: compare_views(RICH, {"a": changed}))[0].startswith("views.a, assessment.level: the stored")
    assert told(lambda: RICH.assess({}).gaps(changed))[0].startswith("target, assessment.level: the stored result")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.sampled_from(["1e999999999", "1/0", "9" * 5000, "high", "unanswered", "goals-set", "0", ""])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return every place of JSON data."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, entry in entries for place in places(entry, (*path, key)))]


def mutated(data: Any, place: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return JSON data changed, dropped or doubled in one place."""
    if not place:
        return value if how == "change" else data
    copied = json.loads(json.dumps(data))
    entry = copied
    for key in place[:-1]:
        entry = entry[key]
    if how == "change":
        entry[place[-1]] = value
    elif how == "drop":
        del entry[place[-1]]
    elif isinstance(entry, list):
        entry.append(entry[place[-1]])
    else:
        entry[str(value)[:9]] = entry[place[-1]]
    return copied


def first_keys(text: str) -> list[re.Match[str]]:
    """Return the first key of every table of a JSON text that has one: braces within texts open nothing."""
    marks = list(re.finditer(r'"(?:[^"\\]|\\.)*"|[{}]', text))
    return [key for brace, key in pairwise(marks) if brace[0] == "{" and key[0] != "}"]


def doubled_key(text: str, place: int) -> str:
    """Return the text with one of its tables opened by a key that stands in it already."""
    keys = first_keys(text)
    key = keys[place % len(keys)]
    return f"{text[: key.start()]}{key[0]}:null,{text[key.start() :]}"


@given(st.data())
def test_V3_whatever_is_changed_gives_a_result_or_an_error(data: st.DataObject) -> None:
    """Never another exception, never an endless number; and what is read says itself again."""
    kind, result = STORED[data.draw(st.sampled_from([*STORED, "assessment"]))]
    tables = json.loads(result.model_dump_json())
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.sampled_from(places(tables))) if tables else ()
        tables = mutated(tables, place, data.draw(st.sampled_from(["change", "drop", "double"])), data.draw(JSON))
    text = json.dumps(tables)
    if first_keys(text) and data.draw(st.integers(0, 5)) == 0:
        text = doubled_key(text, data.draw(st.integers(0, 99)))
        assert told(lambda: kind.model_validate_json(text))
        return
    try:
        found = kind.model_validate_json(text)
    except MaturityError:
        return

    assert kind.model_validate_json(found.model_dump_json()) == found
    if isinstance(found, AssessmentRecord):
        read = Assessment.model_validate_json(text)
        assert repr(read)
        try:
            assert str(read.verify(RICH))
        except MaturityError:
            return


def test_V3_U6_no_answers_are_not_yet() -> None:
    """Neither a level without an answer, nor a wait where nothing applies."""
    empty = json.loads(two().assess({}).model_dump_json()) | {"not_yet": False}
    nothing = tiny(questions=[question("kept", not_applicable=True)]).assess([NOT_APPLICABLE])
    waiting = json.loads(nothing.model_dump_json()) | {"not_yet": True}

    assert refused(empty) == ["assessment.not_yet: the share answered says otherwise; got false"]
    assert refused(waiting) == ["assessment.not_yet: the share answered says otherwise; got true"]
