"""Everything about one organisation in one table: stored, read back, shortened, and described by a schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from kept_results import ANSWERS, RICH, told, with_field

from maturity_core import Assessment, Result, SheetFacts, ShortResult, result_schema

RESULT = RICH.assess(
    ANSWERS, facts={"organisation": "North", "date": "2026-11-03", "comments": {"plan-seen": "Asked."}}
)
WHOLE = RESULT.result("high", 1)
DATA: dict[str, Any] = json.loads(WHOLE.model_dump_json())


def test_it_holds_what_each_reader_returns() -> None:
    assert (WHOLE.organisation, WHOLE.assessment, WHOLE.gaps) == ("North", RESULT.record, RESULT.gaps("high"))
    assert (WHOLE.next_steps, WHOLE.explanation) == (RESULT.next_steps("high", 1), RESULT.explain())


def test_it_reads_back() -> None:
    again = Result.model_validate_json(WHOLE.model_dump_json())

    assert again == WHOLE
    assert again.model_dump_json() == WHOLE.model_dump_json()


def test_what_a_part_says_against_itself_is_refused() -> None:
    text = json.dumps(with_field("assessment.completeness", 0.125, DATA))

    (found,) = told(lambda: Result.model_validate_json(text))
    assert found.startswith(
        "result.assessment: assessment.completeness: this share does not match the answers; got 0.125"
    )


def test_plain_numbers_are_those_nearest_to_the_exact_ones() -> None:
    text = json.dumps(with_field("next_steps.steps.0.effort", 7.5, DATA))

    (found,) = told(lambda: Result.model_validate_json(text))
    assert found.startswith("result.next_steps: plan.steps.0.effort: this number does not match effort_exact")


def test_the_short_form_has_what_comes_first() -> None:
    short = WHOLE.short()

    assert (short.framework, short.edition, short.organisation) == ("tiny", "1", "North")
    assert short.level is not None
    assert (short.level.id, short.level.name, short.score) == ("mid", "Middle", RESULT.score)
    assert [entry.id for entry in short.dimensions] == ["work", "people"]
    assert [entry.capability for entry in short.first] == [entry.capability for entry in WHOLE.next_steps.first]
    assert ShortResult.model_validate_json(short.model_dump_json()) == short


@pytest.mark.parametrize("short", [False, True])
def test_the_schema_describes_what_is_written(*, short: bool) -> None:
    schema = result_schema(short=short)
    written = WHOLE.short() if short else WHOLE

    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written.model_dump(mode="json"))] == []
    assert [*Draft202012Validator(schema).iter_errors({"organisation": 7})] != []


def test_a_name_that_is_not_that_of_the_sheet_is_refused() -> None:
    (found,) = told(lambda: Result.model_validate(with_field("organisation", "South", DATA)))

    assert (
        found
        == "result.organisation: the result and its sheet name different organisations; got 'South'; allowed: 'North'"
    )


def test_V1_a_result_stored_before_there_were_facts_is_still_read() -> None:
    text = (Path(__file__).parents[2] / "data" / "stored" / "result-of-0.1.0-without-facts.json").read_text("utf-8")
    result = Result.model_validate_json(text)

    assert (result.organisation, result.assessment.facts) == ("North", SheetFacts())
    assert Assessment.model_validate(result.assessment.model_dump()).verify(RICH).verification.status == "verified"
