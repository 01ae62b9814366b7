"""V3: stored results are trusted only as far as their answers confirm them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, two

from maturity_core import Assessment, compare_views
from maturity_core.assessing import assessment

if TYPE_CHECKING:
    from maturity_core import Framework
from kept_results import DATA, RESULT, RICH, rich, told, with_field


def test_V3_a_result_is_verified_by_scoring_its_answers_again() -> None:
    """A new one counts as verified; a stored one is verified by its framework, at once or later."""
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
        assert told(reader)[0].startswith("assessment.level: the stored result does not match its answers")


CHANGED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a level": (with_field("level", "high"), ["level: 'high' 'mid'"]),
    "a score": (
        with_field("score", 0.5, with_field("score_exact", "1/2")),
        [f"score: 0.5 {DATA['score']!r}", f"score_exact: '1/2' {DATA['score_exact']!r}"],
    ),
    "an answer": (
        with_field("answers.goals-set", "often"),
        ["score: ", "dimensions.work.score: ", "capabilities.goals.level: "],
    ),
    "a name": (with_field("dimensions.0.name", "Play"), ["dimensions.work.name: 'Play' 'Work'"]),
    "a text of a level": (with_field("levels.1.summary", "Well."), ["levels.1.summary: 'Well.' ''"]),
    "a range upside down": (
        with_field("level_range", DATA["level_range"][::-1]),
        ["level_range.0: 'high' 'mid'", "level_range.1: 'mid' 'high'"],
    ),
    "an edition": (with_field("framework.edition", "9"), ["framework.edition: '9' '1'"]),
    "a lever less": (with_field("levers", DATA["levers"][:1]), ["levers.1.capability: None"]),
    "a number in another band": (
        with_field("numbers.plan-seen", 20.0, with_field("numbers_exact.plan-seen", "20")),
        ["answers.plan-seen: 'most' 'half'"],
    ),
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
        assert problem.startswith(f"assessment.{field}: the stored result does not match its answers; got ")
        assert all(value in problem for value in values.split())


@pytest.mark.parametrize("case", CHANGED)
def test_V3_what_another_version_found_is_read_and_marked(case: str) -> None:
    """Nothing is refused that another version may have said; both values are available as data, apart from words."""
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
    """A different version alone does not count as a difference."""
    read = Assessment.model_validate_json(json.dumps(with_field("core_version", "0.0.1")), framework=RICH)

    assert read.verification.status == "verified"


IMPOSSIBLE: dict[str, tuple[str, Any, str]] = {
    "a strange level": ("level", "top", "level: no such level; got 'top'; allowed: low, mid, high"),
    "outside its range": ("level", "low", "level: the level is outside its range; got 'low'"),
    "a strange dimension": ("dimensions.1.id", "hope", "dimensions: these are not the framework's dimensions"),
    "capabilities in another order": (
        "capabilities",
        DATA["capabilities"][::-1],
        "capabilities: these are not the framework's capabilities",
    ),
    "a level of a ladder without": ("capabilities.1.level", "mid", "capabilities.plan.level: no such level"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_V3_what_no_version_says_is_refused(case: str) -> None:
    """Parts that the framework does not have, and levels against their order, whatever scored it."""
    field, value, expected = IMPOSSIBLE[case]
    data = with_field("core_version", "0.0.1", with_field(field, value))
    if case == "a strange dimension":
        data = data | {"tensions": [], "strengths": []}
    if case == "a strange level":
        data["levels"].append({"id": "top", "name": "Top"})
    if case == "a level of a ladder without":
        data["capabilities"][1]["level_list"] = "own"

    (found,) = told(lambda: Assessment.model_validate_json(json.dumps(data), framework=RICH))

    assert found.startswith(f"assessment.{expected}")


def test_V3_answers_that_the_framework_does_not_have_are_refused() -> None:
    """By question and by option, like every sheet."""
    data = with_field("answers.goals-set", "sometimes")

    (found,) = told(lambda: Assessment.model_validate_json(json.dumps(data), framework=RICH))

    assert found.startswith("answers.goals-set: no such option; got 'sometimes'")


def test_V3_a_page_says_how_a_result_differs() -> None:
    """In a line under the level; the repr says that it does."""
    data = with_field("core_version", "0.0.1", CHANGED["a level"][0])
    found = Assessment.model_validate_json(json.dumps(data), framework=RICH)

    assert "no longer matches its answers: level (stored: high, now: mid)." in " ".join(str(found).split())
    assert repr(found).endswith("level 'high', differs>")
    assert "no longer matches" not in str(RESULT)


def test_V3_a_page_names_a_few_differences_and_counts_the_others() -> None:
    """A line is not a list."""
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
    changed = data | {
        "score": 0.5,
        "score_exact": "1/2",
        "score_range": [0.5, 0.5],
        "score_range_exact": ["1/2", "1/2"],
    }

    found = Assessment.model_validate_json(json.dumps(changed), framework=framework)

    assert again.verification.status == "verified"
    assert found.verification.status == "differs"
    fields = ("score", "score_exact", "score_range.0", "score_range.1", "score_range_exact.0", "score_range_exact.1")
    assert [entry.field for entry in found.verification.differences] == [*fields]
    assert found.verify(framework).verification == found.verification


def test_V3_the_same_rules_in_other_words_are_taken() -> None:
    """Names may differ; the questions whose wording has changed are listed."""
    text = RESULT.model_dump_json()
    tables = {name: getattr(RICH, name) for name in type(RICH).model_fields}
    asked = [entry.model_copy(update={"text": "Is it so?"}) for entry in RICH.questions[:1]]
    other = type(RICH)(**tables | {"name": "Other", "questions": [*asked, *RICH.questions[1:]]})

    found = Assessment.model_validate_json(text, framework=other)

    assert (found.verification.status, found.verification.reworded) == ("verified", ("goals-set",))
    assert found.gaps() == RESULT.gaps()
    assert found.framework.name == "Other"
    assert RESULT.verify(other) is RESULT


@pytest.mark.parametrize("framework", [rich(id="other"), two()], ids=["another id", "other rules"])
def test_V3_another_framework_is_refused(framework: Framework) -> None:
    """By its id, or by its rules."""
    (found,) = told(lambda: Assessment.model_validate_json(RESULT.model_dump_json(), framework=framework))

    assert found.startswith("tiny: the framework has other rules")


def test_V3_views_and_targets_are_verified_before_they_are_used() -> None:
    """A stored result that its answers contradict is neither a view nor a target."""
    changed = Assessment.model_validate_json(json.dumps(CHANGED["a level"][0]))
    good = Assessment.model_validate_json(RESULT.model_dump_json())

    assert compare_views(RICH, {"a": good, "b": RESULT}).apart == 0
    assert RICH.assess({}).gaps(good) == RICH.assess({}).gaps(RESULT)
    assert told(lambda: compare_views(RICH, {"a": changed}))[0].startswith("views.a, assessment.level: the stored")
    assert told(lambda: RICH.assess({}).gaps(changed))[0].startswith("target, assessment.level: the stored result")
