"""What other programs use: results, problems and errors as fields of their models, and as responses of their services.

FastAPI represents all programs that use pydantic: what it can read, write and describe, others can too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from fastapi import Body, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from kept_results import DATA, RESULT, RICH, told, with_field
from pydantic import BaseModel, ValidationError

from maturity_core import (
    AnswersError,
    Assessment,
    Explanation,
    Gaps,
    MaturityError,
    NotFoundError,
    Plan,
    Problem,
    ShortPath,
)

if TYPE_CHECKING:
    from maturity_core.forms import Formed

MODES = pytest.mark.parametrize("mode", ["validation", "serialization"])


class Kept(BaseModel):
    """A record from somebody else's program."""

    assessment: Assessment
    gaps: Gaps
    plan: Plan
    explanation: Explanation
    path: ShortPath
    problem: Problem
    error: MaturityError


def refused() -> AnswersError:
    with pytest.raises(AnswersError) as caught:
        RICH.assess({"goals-sett": "always", "plan-kept": "neverr"})
    return caught.value


ERROR = refused()
KEPT = Kept(
    assessment=RESULT,
    gaps=RESULT.gaps(),
    plan=RESULT.next_steps(),
    explanation=RESULT.explain(),
    path=RESULT.short_path(),
    problem=ERROR.problems[0],
    error=ERROR,
)


def test_what_is_there_is_taken_as_it_is() -> None:
    assert KEPT.assessment is RESULT
    assert KEPT.error is ERROR
    assert KEPT.problem is ERROR.problems[0]


def test_fields_are_read_back_as_they_were_written() -> None:
    for again in (Kept.model_validate(KEPT.model_dump()), Kept.model_validate_json(KEPT.model_dump_json())):
        assert again.assessment == RESULT
        assert again.assessment.verification.status == "not verified"
        assert (again.gaps, again.plan, again.explanation, again.path) == (
            RESULT.gaps(),
            RESULT.next_steps(),
            RESULT.explain(),
            RESULT.short_path(),
        )
        assert type(again.error) is AnswersError
        assert again.error.problems == ERROR.problems
        assert again.problem == ERROR.problems[0]


@MODES
def test_a_schema_names_each_of_them_once_and_fits_what_is_written(mode: Any) -> None:
    schema = Kept.model_json_schema(mode=mode)
    names = {"AssessmentRecord", "Gaps", "Plan", "Explanation", "ShortPath", "Problem", "MaturityError"}

    assert names <= schema["$defs"].keys()
    assert all(set(field) == {"$ref"} for field in schema["properties"].values())
    assert not [name for name, entry in schema["$defs"].items() if ">>>" in entry.get("description", "")]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(KEPT.model_dump_json()))


@pytest.mark.parametrize("thing", [RESULT, ERROR, ERROR.problems[0]], ids=lambda thing: type(thing).__name__)
@MODES
def test_each_of_them_has_the_doors_of_a_model(thing: Formed, mode: Any) -> None:
    kind: Any = type(thing)
    data = json.loads(thing.model_dump_json())

    assert thing.model_dump(mode="json") == data
    for again in (kind.model_validate(data), kind.model_validate_json(json.dumps(data)), kind.model_validate(thing)):
        assert again.model_dump() == thing.model_dump()
    Draft202012Validator(kind.model_json_schema(mode=mode)).validate(data)


def test_V3_what_contradicts_itself_is_refused_in_a_field_as_well() -> None:
    data = json.loads(KEPT.model_dump_json())
    data["assessment"] = with_field("score", 0.99)
    data["gaps"]["capabilities"] *= 2

    with pytest.raises(ValidationError) as caught:
        Kept.model_validate(data)

    found = {error["loc"][0]: error["msg"] for error in caught.value.errors()}
    assert found.keys() == {"assessment", "gaps"}
    assert found["assessment"].startswith("Value error, assessment.score: this number does not match")
    assert "gaps.capabilities: duplicate entry" in found["gaps"]


def test_V3_of_many_contradictions_some_are_told_and_the_others_counted() -> None:
    data = json.loads(KEPT.model_dump_json())
    data["assessment"] = with_field(
        "levers", [DATA["levers"][0] | {"capability": f"c-{place}"} for place in range(120)]
    )

    with pytest.raises(ValidationError, match="; and 20 more"):
        Kept.model_validate(data)


def test_tables_are_verified_by_the_framework_that_is_passed() -> None:
    assert Assessment.model_validate(DATA).verification.status == "not verified"
    assert Assessment.model_validate(DATA, framework=RICH).verification.status == "verified"
    assert Assessment.model_validate(RESULT, framework=RICH) is RESULT
    assert told(lambda: Assessment.model_validate(with_field("score", 0.99)))[0].startswith("assessment.score: ")


def test_what_is_no_stored_error_is_refused_with_everything_that_is_wrong() -> None:
    strange = {"error": "Oops", "problems": [{"what": 3, "how": "so"}]}

    assert told(lambda: AnswersError.model_validate(strange)) == [
        "AnswersError.error: input should be 'AnswersError'",
        "AnswersError.problems.0.what: input should be a valid string",
        "AnswersError.problems.0.how: extra inputs are not permitted",
    ]
    assert told(lambda: Problem.model_validate_json("{"))[0].startswith("Problem: invalid JSON")


def test_an_error_of_somebody_elses_is_kept_as_the_nearest_of_ours() -> None:
    class OddError(NotFoundError):
        pass

    odd = OddError("nothing there")
    assert MaturityError.model_validate(odd.model_dump()).__class__ is NotFoundError
    assert odd.model_dump()["error"] == "NotFoundError"
    assert type(OddError.model_validate({"error": "OddError", "problems": []})) is OddError


def test_a_problem_is_written_with_the_nearest_name() -> None:
    problem = Problem("no such question", "answers.gols", "'gols'", near=("gols", ["goals"]))

    assert problem.model_dump()["hint"] == "did you mean 'goals'?"


def service() -> FastAPI:
    app = FastAPI()

    @app.post("/assess", response_model=Assessment, responses={422: {"model": AnswersError}})
    def assess(sheet: dict[str, str | int]) -> Assessment:
        return RICH.assess(sheet)

    @app.post("/gaps")
    def gaps(kept: Annotated[Assessment, Body()]) -> Gaps:
        return kept.verify(RICH).gaps()

    @app.post("/plan", response_model=Plan)
    def plan(kept: Annotated[Assessment, Body()]) -> Plan:
        return kept.verify(RICH).next_steps()

    @app.exception_handler(MaturityError)
    def answer(_: Request, error: MaturityError) -> JSONResponse:
        return JSONResponse(error.model_dump(mode="json"), 422)

    return app


def test_a_service_takes_and_gives_them() -> None:
    client = TestClient(service())

    stored = client.post("/assess", json=dict(DATA["answers"]) | {"plan-seen": 60})
    gaps, plan = (client.post(f"/{name}", json=stored.json()) for name in ("gaps", "plan"))
    wrong = client.post("/assess", json={"goals-sett": "always"})
    doubtful = client.post("/gaps", json=with_field("score", 0.99))

    assert Assessment.model_validate_json(stored.text) == RESULT
    assert Gaps.model_validate_json(gaps.text) == RESULT.gaps()
    assert Plan.model_validate_json(plan.text) == RESULT.next_steps()
    assert wrong.status_code == doubtful.status_code == 422
    assert AnswersError.model_validate_json(wrong.text).problems[0].hint == "did you mean 'goals-set'?"
    assert "this number does not match" in doubtful.json()["detail"][0]["msg"]


def test_a_service_describes_them() -> None:
    document = service().openapi()

    assert {"AssessmentRecord", "Gaps", "Plan", "AnswersError", "Problem"} <= document["components"]["schemas"].keys()
