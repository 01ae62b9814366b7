"""The service in `docs/embed.md`: shown as it is, and run as its users would run it."""

from __future__ import annotations

import importlib.util
import json
from typing import TYPE_CHECKING, Any, cast

import pytest
import schemathesis
from environments import ROOT
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from maturity_core import AnswersError, Assessment, Framework, Gaps, Plan, load_framework

if TYPE_CHECKING:
    from pathlib import Path

FILE = ROOT / "examples" / "embed.py"
FRAMEWORK = load_framework("service-maturity-check")
FULL = {question.id: question.options[2].id for question in FRAMEWORK.questions}


def client(database: Path, framework: Framework | None = None) -> TestClient:
    spec = importlib.util.spec_from_file_location("embed", FILE)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return TestClient(module.service(framework, str(database)))


@pytest.fixture
def service(tmp_path: Path) -> TestClient:
    return client(tmp_path / "results.sqlite")


def test_the_document_shows_the_file_that_is_run() -> None:
    text = FILE.read_text("utf-8")

    assert f"```python\n{text}```\n" in (ROOT / "docs" / "embed.md").read_text("utf-8")


def test_the_form_says_which_answers_are_taken(service: TestClient) -> None:
    schema = service.get("/form").json()

    assert list(schema["properties"]) == list(FRAMEWORK.questions.ids)
    assert Draft202012Validator(schema).is_valid(FULL)


def test_partial_answers_are_kept_and_added_to(service: TestClient) -> None:
    first = service.patch("/results/north", json={"role-decided": "well-on"}).json()
    second = service.patch("/results/north", json=FULL | {"role-decided": "start"}).json()

    assert first["assessment"]["not_yet"]
    assert first["plan"] is None
    expected = FRAMEWORK.assess(FULL | {"role-decided": "start"})
    assert Assessment.model_validate(second["assessment"]) == expected
    assert Gaps.model_validate(second["gaps"]) == expected.gaps()
    assert Plan.model_validate(second["plan"]) == expected.next_steps(limit=5)
    assert service.get("/results/north").json() == second
    assert service.get("/results/south").status_code == 404


def test_wrong_answers_are_refused_with_all_that_is_wrong(service: TestClient) -> None:
    refused = service.patch("/results/north", json={"role-decided": "half", "rolle": "start"})

    assert refused.status_code == 422
    assert {detail["loc"][-1] for detail in refused.json()["detail"]} == {"role-decided", "rolle"}


def test_a_new_edition_scores_what_is_kept_and_asks_the_rest_again(tmp_path: Path) -> None:
    database = tmp_path / "results.sqlite"
    client(database).patch("/results/north", json=FULL)
    reworded = FRAMEWORK.questions[0].model_copy(update={"text": "Is it decided what service is for?"})
    tables = {"edition": "2.1", "questions": (reworded, *FRAMEWORK.questions[1:])}
    newer = client(database, FRAMEWORK.model_copy(update=tables))

    seen = newer.get("/results/north").json()
    asked = newer.patch("/results/north", json={reworded.id: "halfway"}).json()

    assert seen["assessment"]["framework"]["edition"] == "2.1"
    assert seen["assessment"]["answers"][reworded.id] == "unanswered"
    assert (seen["ask_again"], asked["ask_again"]) == ([reworded.id], [])
    assert asked["assessment"]["answers"] == FULL


def test_a_framework_that_refuses_open_questions_answers_in_our_grammar(tmp_path: Path) -> None:
    strict = client(tmp_path / "results.sqlite", FRAMEWORK.model_copy(update={"open_questions": "reject"}))
    kept = client(tmp_path / "results.sqlite")
    kept.patch("/results/north", json={"role-decided": "halfway"})

    refused = strict.get("/results/north")

    assert refused.status_code == 422
    assert len(AnswersError.model_validate_json(refused.text).problems) == len(FRAMEWORK.questions) - 1


def test_the_service_describes_what_it_takes_and_gives(service: TestClient) -> None:
    document = json.loads(service.get("/openapi.json").text)

    names = {"Answers_service_maturity_check_2_0", "Result", "AssessmentRecord", "Gaps", "Plan"}
    assert names <= document["components"]["schemas"].keys()


FEW = settings(
    max_examples=max((settings.default or settings()).max_examples // 20, 5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""A request is a hundred times slower than a sheet; `core/answers/test_models.py` tests the schema alone."""


def test_what_a_tool_makes_of_the_description_is_taken(service: TestClient) -> None:
    """Schemathesis knows only the OpenAPI document: every sheet it generates from that is assessed."""
    schema = schemathesis.openapi.from_dict(service.get("/openapi.json").json())
    operations: list[Any] = [found.ok() for found in cast("Any", schema.get_all_operations())]
    (operation,) = [found for found in operations if found.method == "patch"]

    @FEW
    @given(operation.as_strategy())
    def tried(case: Any) -> None:
        answered = service.patch("/results/north", json=case.body)
        assert answered.status_code == 200, answered.text

    tried()
