"""`maturity form`: the questions as a form of SurveyJS, whose data are answers as they are."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.form import survey_form
from maturity_core import Framework, load_framework, read_framework
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]


def fields(framework: Framework) -> dict[str, dict[str, Any]]:
    pages = survey_form(framework, Words.of("en"))["pages"]
    return {one["name"]: one for page in pages for panel in page["elements"] for one in panel["elements"]}


def test_every_question_is_a_field_and_every_option_a_choice() -> None:
    framework = load_framework("service-maturity-check")
    found = fields(framework)

    assert sorted(found) == sorted(framework.questions.ids)
    for question in framework.questions:
        values = [choice["value"] for choice in found[question.id]["choices"]]
        states = ["dont-know", *(["not-applicable"] if question.not_applicable else [])]
        assert values == [*question.options.ids, *states]


def test_its_data_are_answers(maturity: Run, tmp_path: Path) -> None:
    out, sheet = tmp_path / "form.json", tmp_path / "answers.json"
    assert maturity("form", "service-maturity-check", "--out", out, "--language", "de").code == 0
    form = json.loads(out.read_text("utf-8"))
    choices = {
        one["name"]: [choice["value"] for choice in one["choices"]]
        for page in form["pages"]
        for panel in page["elements"]
        for one in panel["elements"]
    }
    assert form["pages"][0]["elements"][0]["elements"][0]["choices"][-1]["text"] == "Weiß ich nicht"

    data = {name: values[-2] if values[-1] == "dont-know" else values[0] for name, values in choices.items()}
    sheet.write_text(json.dumps({"answers": data}), "utf-8")
    assert maturity("assess", "service-maturity-check", sheet).code == 0
    assert "cannot tell" not in maturity("form", "service-maturity-check", "--out", tmp_path / "form.txt").out


def test_numbers_and_conditions_are_those_of_the_model() -> None:
    framework = read_framework(Path(__file__).parents[1] / "data" / "everything.toml")
    found = fields(framework)

    numeric = [one for one in framework.questions if framework.scales[one.scale].numeric]
    assert numeric
    assert {found[one.id]["type"] for one in numeric} == {"text"}
    needing = [one for one in framework.questions if one.needs is not None]
    assert needing
    for question in needing:
        assert question.needs is not None
        assert found[question.id]["visibleIf"].startswith(f"{{{question.needs.question}}} ")


NUMBER: dict[str, Any] = {
    "cuts": [10, 20],
    "options": [
        {"id": "low", "label": "Low", "credit": 0},
        {"id": "mid", "label": "Middle", "credit": 0.5},
        {"id": "high", "label": "High", "credit": 1},
    ],
}
NEEDING: dict[str, Any] = {
    "id": "tiny",
    "edition": "1",
    "name": "Tiny",
    "headline": "score",
    "basis": "own",
    "source": {"title": "Ours"},
    "dimensions": [{"id": "d", "name": "D"}],
    "capabilities": [{"id": "c", "name": "C", "dimension": "d"}],
    "questions": [
        {"id": "n", "capability": "c", "text": "How many?", "scale": "number"},
        {"id": "o", "capability": "c", "text": "Why?", "scale": "number", "needs": {"question": "n", "option": "mid"}},
    ],
}


@pytest.mark.parametrize("better", ["more", "less"])
@pytest.mark.parametrize("falls", ["above", "below"])
def test_a_number_is_needed_on_the_right_side_of_its_cut(better: str, falls: str) -> None:
    """The condition holds for exactly the numbers that reach the option."""
    tiny = Framework(**NEEDING, scales={"number": {**NUMBER, "better": better, "cut_falls": falls}})

    _, sign, number = fields(tiny)["o"]["visibleIf"].split(" ")
    for given in map(Fraction, (5, 10, 15, 20, 25)):
        holds = {">": given > int(number), "<": given < int(number)}[sign[0]] or (
            sign.endswith("=") and given == int(number)
        )
        assert holds is (tiny.scales["number"].position(given) >= 1)
