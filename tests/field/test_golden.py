"""The rules of the field, as plain definition files: every level and every score that their sources expect."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from field.cases import FILES, HERE, MODELS, Expectation, exactly, expectations, found, golden, read, traps

from maturity_core import Assessment

PAGE = HERE.parents[1] / "docs" / "field.md"
ROWS = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
LEFT_OUT = {row[0].strip("`"): row[1] for row in ROWS if row[0].startswith("`")}
"""What is not compared, and why: the table on the page."""

COMPARED = [entry for entry in expectations() if entry.id not in LEFT_OUT]


@pytest.mark.parametrize("expectation", COMPARED, ids=[entry.id for entry in COMPARED])
def test_what_the_field_expects_is_found(expectation: Expectation) -> None:
    assert found(expectation) == exactly(expectation.case["expected"][expectation.key])


@pytest.mark.parametrize("file", FILES)
def test_no_rule_needs_a_scorer_in_code(file: str) -> None:
    framework = read(file)

    assert framework.scorer is None
    assert framework.all_requirements or framework.scores
    assert all(requirement.basis == "source" or requirement.because for requirement in framework.all_requirements)


@pytest.mark.parametrize("file", FILES)
def test_every_result_can_be_told_and_stored(file: str) -> None:
    framework = read(file)
    for position in (0, 1, -1):
        assessment = framework.assess({question.id: question.options[position].id for question in framework.questions})

        assert max(len(line) for line in str(assessment).splitlines()) <= 80
        assert Assessment.model_validate_json(assessment.model_dump_json(), framework=framework) == assessment


def test_nothing_is_left_out_without_a_reason() -> None:
    avoided = set(re.findall(r'@avoids\("([a-z0-9/-]+)"\)', (HERE / "test_traps.py").read_text("utf-8")))
    everything = {entry.id for entry in expectations()} | traps()

    assert {path.parent.name for path in HERE.glob("*/framework.toml")} == set(MODELS)
    assert everything == set(LEFT_OUT) | {entry.id for entry in COMPARED} | avoided
    assert not set(LEFT_OUT) & avoided
    assert all(reason for reason in LEFT_OUT.values())


def test_every_case_stands_once_and_says_where_it_comes_from() -> None:
    ids = Counter(entry.id for entry in expectations())

    assert max(ids.values()) == 1
    for name in MODELS:
        assert golden(name)["source"], name
        origins = {case["origin"] for case in golden(name)["cases"]}
        assert origins <= {"published", "rule-derived", "worked out here"}, name


def test_the_page_counts_what_is_compared_and_what_is_not() -> None:
    counted = [[int(cell.rstrip(" |")) for cell in row[-2:]] for row in ROWS if len(row) == 5 and row[-1].isdigit()]
    compared = Counter(entry.model for entry in COMPARED)
    everything = Counter(entry.model for entry in expectations())

    assert counted == [[compared[name], everything[name] - compared[name]] for name in MODELS]
