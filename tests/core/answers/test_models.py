"""A model and a schema of one framework's answers: `assess` accepts what they accept, and other tools can read them."""

from __future__ import annotations

import json
import pickle
from typing import Any, Generic, TypeVar

import pytest
from builders import dear, question, tiny
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from kept_results import RICH, told
from pydantic import BaseModel, ValidationError

from maturity_core import Framework, NotFoundError, answers_model, answers_schema, load_framework
from maturity_core.testing import answers, frameworks, sheet_to_mapping

MIXED = tiny(
    questions=[
        question("kept"),
        question("seen", not_applicable=True),
        question("share", scale="percent"),
        question("copy", scale="yes-no"),
        question("7"),
    ]
)
SHEET: dict[str, Any] = {"kept": "often", "seen": "not-applicable", "share": 50.5, "copy": "yes"}

Sheet = TypeVar("Sheet")


def test_a_question_is_a_field_with_its_text_its_options_and_its_states() -> None:
    fields = answers_schema(MIXED)["properties"]

    assert list(fields) == ["kept", "seen", "share", "copy", "7"]
    assert fields["kept"] == {
        "title": "How is it with kept?",
        "description": "rarely: Rarely or never\noften: Often, with gaps\nalways: As a rule, for all",
        "type": "string",
        "enum": ["rarely", "often", "always", "unanswered", "dont-know"],
        "default": "unanswered",
    }
    assert fields["seen"]["enum"][-1] == "not-applicable"
    assert fields["share"]["anyOf"][0] == {"type": "number", "minimum": 0, "maximum": 100}
    assert fields["share"]["description"].splitlines()[0] == "A number from 0 to 100 (%)"
    assert "required" not in answers_schema(MIXED)


def test_numbers_without_bounds_and_unit_have_none_in_the_schema() -> None:
    scale = {**MIXED.scales["percent"].model_dump(), "lowest": None, "highest": "99.5", "unit": ""}
    framework = tiny(scales={**tiny().scales, "percent": scale}, questions=[question("share", scale="percent")])
    (field,) = answers_schema(framework)["properties"].values()

    assert field["anyOf"][0] == {"type": "number", "maximum": 99.5}
    assert field["description"].startswith("A number to 99.5\n")


def test_what_the_model_has_read_is_assessed_as_it_is() -> None:
    model = answers_model(MIXED)
    sheet = model.model_validate_json(json.dumps(SHEET))

    assert dict(sheet) == SHEET
    assert len(sheet) == 4
    assert MIXED.assess(sheet) == MIXED.assess(SHEET)
    assert MIXED.assess(sheet).record.numbers.keys() == {"share"}
    assert model.model_validate(sheet.model_dump(by_alias=True)).model_dump() == sheet.model_dump()
    assert (sheet["copy"], sheet.get("7")) == ("yes", None)
    assert len(repr(sheet)) < 200
    assert hash(sheet) == hash(model(**SHEET))
    with pytest.raises(
        NotFoundError, match="no such answer; got 'kep'; allowed: kept, seen, share, copy; did you mean 'kept'"
    ):
        sheet["kep"]


@pytest.mark.parametrize("wrong", [101, -0.5, float("nan"), True, "50", "half-way", None, 10**400], ids=repr)
def test_numbers_are_held_to_the_bounds_by_the_rule_of_the_framework(wrong: Any) -> None:
    model = answers_model(MIXED)

    with pytest.raises(ValidationError):
        Kept[model].model_validate({"sheet": {"share": wrong}})  # type: ignore[valid-type]


class Kept(BaseModel, Generic[Sheet]):
    """A record from somebody else's program."""

    sheet: Sheet


def test_what_is_wrong_is_told_together() -> None:
    found = told(lambda: answers_model(MIXED).model_validate({"kept": "oftn", "sen": "often", "share": 101}))

    assert [problem.partition(":")[0] for problem in found] == [
        "Answers_tiny_1.kept",
        "Answers_tiny_1.share",
        "Answers_tiny_1.sen",
    ]
    assert "the number is out of bounds; allowed: 0 to 100 %" in found[1]


def test_a_framework_that_wants_every_answer_has_a_model_that_wants_them() -> None:
    strict = tiny(open_questions="reject")
    schema = answers_schema(strict)

    assert schema["required"] == ["kept", "seen"]
    assert schema["properties"]["seen"]["enum"] == ["rarely", "often", "always", "not-applicable"]


def test_names_are_stable_and_several_models_stand_in_one_document() -> None:
    check, again = load_framework("service-maturity-check"), load_framework("tsia-customer-success")
    newer = MIXED.model_copy(update={"edition": "2.1 (draft)"})
    app = FastAPI()
    for framework in (check, again, MIXED, newer):
        model = answers_model(framework)
        app.post(f"/{model.__name__}", response_model=dict[str, Any])(_taking(model))

    names = set(app.openapi()["components"]["schemas"])

    assert answers_model(MIXED) is answers_model(MIXED)
    assert {
        answers_model(check).__name__,
        "Answers_tiny_1",
        "Answers_tiny_2_1_draft",
        answers_model(again).__name__,
    } <= names
    assert answers_model(pickle.loads(pickle.dumps(MIXED))).__name__ == "Answers_tiny_1"  # noqa: S301 - our own


def _taking(model: type[BaseModel]) -> Any:
    def take(sheet: Any) -> dict[str, Any]:
        return dict(sheet)

    take.__annotations__["sheet"] = model
    return take


def accepted(framework: Framework, sheet: Any) -> set[bool]:
    """Return whether the schema, the model and the framework accept a sheet, having checked that they agree."""
    verdicts = [Draft202012Validator(answers_schema(framework)).is_valid(sheet)]
    for read in (answers_model(framework).model_validate, framework.assess):
        try:
            read(sheet)
        except ValueError:
            verdicts.append(False)
        else:
            verdicts.append(True)
    return set(verdicts)


@dear
@given(st.data())
def test_every_drawn_sheet_fits_the_schema_and_the_model(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from([MIXED, RICH]) | frameworks())
    sheet = sheet_to_mapping(framework, data.draw(answers(framework)))

    assert accepted(framework, sheet) == {True}
    assert framework.assess(answers_model(framework).model_validate(sheet)) == framework.assess(sheet)


@given(st.data())
def test_a_sheet_that_is_changed_is_taken_by_all_or_by_none(data: st.DataObject) -> None:
    sheet = sheet_to_mapping(MIXED, data.draw(answers(MIXED)))
    values = st.sampled_from(["often", "yes", "unanswered", "not-applicable", "oops", "", 0.5, 100, 101, -1])
    changed = sheet | data.draw(st.dictionaries(st.sampled_from([*sheet, "gols"]), values, max_size=3))
    if any(isinstance(value, int) for name, value in changed.items() if name != "share"):
        return  # a program may give the position of an option; a form does not

    assert len(accepted(MIXED, changed)) == 1


def test_the_schema_of_every_model_is_one() -> None:
    for framework_id in ("service-maturity-check", "esg-customer-success", "johnny-grow-customer-service"):
        schema = answers_schema(load_framework(framework_id))
        Draft202012Validator.check_schema(schema)
        assert schema["description"].startswith("Answers to ")
