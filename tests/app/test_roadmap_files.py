"""What `maturity roadmap` reads and writes beside the answers: a cost file to fill in, benefits, and periods."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from builders import drawn

from maturity_app.costs_template import costs_template
from maturity_core import Roadmap, load_framework
from maturity_core.readers.roadmap.costs import costs_of
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

SHEET = '{"answers": {"plan-holds": "rarely", "plan-known": "rarely", "plan-kept": "few"}}'
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


@pytest.fixture
def sheet(file: Write) -> Path:
    """Return an answers file of an organisation that stands lowest."""
    return file("answers.json", SHEET)


def assert_default(framework: Framework, text: str) -> None:
    """A cost file that nobody has changed says what costs are by default."""
    chart = framework.chart
    read, default = costs_of(chart, tomllib.loads(text, parse_float=str)), costs_of(chart, None)
    assert (read.begins, read.steps) == (default.begins, default.steps)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_cost_file_as_it_is_written_changes_no_cost(name: str, language: str) -> None:
    framework = load_framework(name)
    text = costs_template(framework, Words.of(language))

    assert_default(framework, text)
    assert all(len(line) <= 80 for line in text.split("\n"))
    assert list(tomllib.loads(text)["capabilities"]) == list(framework.capabilities.ids)


def test_a_cost_file_of_any_framework_changes_no_cost() -> None:
    for framework in drawn():
        assert_default(framework, costs_template(framework, Words.of("en")))


def test_what_the_comments_of_a_cost_file_propose_can_be_written() -> None:
    framework = load_framework("service-maturity-check")
    lines = costs_template(framework, Words.of("en")).split("\n")
    proposed = [line.removeprefix("#   ") for line in lines if line.startswith("#   ")]

    begin = "\n".join(["[capabilities]", proposed[1], "[questions]", proposed[3]])
    costs = costs_of(framework.chart, tomllib.loads(begin))

    assert len(proposed) == 4
    assert costs.begins[0] == 2
    assert costs_of(framework.chart, tomllib.loads(f"[capabilities]\n{proposed[0]}\n")).begins[0] * 2 == 3
    assert costs_of(framework.chart, tomllib.loads(f"[questions]\n{proposed[2]}\n")).steps[0][1] == 2


def test_the_command_writes_a_cost_file_once_and_reads_it(maturity: Run, tiny_file: Path, sheet: Path) -> None:
    costs = sheet.parent / "costs.toml"

    done = maturity("roadmap", tiny_file, "--template", costs)

    assert (done.code, done.out, done.told) == (0, "", f"written: {costs}\n")
    assert "plan = 1\n" in costs.read_text("utf-8")
    again = maturity("roadmap", tiny_file, "--template", costs)
    assert "a file of that name already exists and was left unchanged" in again.told
    here, there = (maturity("roadmap", tiny_file, sheet, *more).out for more in ((), ("--costs", costs)))
    assert here == there
    other = maturity("roadmap", tiny_file, "--template", sheet.parent / "costs.json")
    assert (other.code, "a cost file cannot be written in this format" in other.told) == (2, True)


def test_without_answers_there_is_nothing_to_plan(maturity: Run, tiny_file: Path) -> None:
    done = maturity("roadmap", tiny_file)

    assert (done.code, "Missing argument 'ANSWERS'." in done.told) == (2, True)


def test_periods_and_benefits_are_those_of_the_method(maturity: Run, tiny_file: Path, sheet: Path, file: Write) -> None:
    text = 'per = "month"\n[capabilities]\nplan = 0.5\n[levels]\nhigh = 2\n[outcomes]\n"less churn" = "high"\n'
    options = ("--benefits", file("benefits.toml", text), "--target", "less churn")

    done = maturity("roadmap", tiny_file, sheet, *options, "--periods", "0.25, 0, 1", "--json")

    found = Roadmap.model_validate_json(done.out)
    assert [(phase.period, phase.cost) for phase in found.phases] == [(1, 0.25), (3, 0.5)]
    assert found.payback is not None
    assert (found.payback.total.benefit, found.payback.outcomes) == (2.5, ("less churn",))
    page = maturity("roadmap", tiny_file, sheet, *options, "--periods", "levels").out
    assert page.startswith("Roadmap to High\n")
    assert "\nPhases\n------\n" in page
    assert "that brings 2.50 per month." in page


def test_what_is_wrong_with_periods_and_benefits_is_said_together(
    maturity: Run, tiny_file: Path, sheet: Path, file: Write
) -> None:
    benefits = file("benefits.toml", "outcomes = 3\n[capabilities]\nplans = 1\n")

    done = maturity("roadmap", tiny_file, sheet, "--periods", "1,x", "--benefits", benefits)

    assert (done.code, done.out) == (2, "")
    assert [line.partition(": ")[0] for line in done.told.splitlines()] == [
        "periods.1",
        "benefits.outcomes",
        "benefits.capabilities.plans",
    ]
