"""The ESG model: what nothing makes up for, what its patterns say, and answers to its first edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from maturity_core import carry, load_framework

if TYPE_CHECKING:
    from maturity_core import Assessment

ESG = load_framework("esg-customer-success")
# Per capability: the question, and the rung it can't be reached without.
TRAITS = {
    "engagement-described": "in-place",
    "metrics-early-signs": "in-place",
    "playbooks-proactive-plans": "in-place",
    "manual-processes-newcomer": "repeatable",
    "manual-processes-effect": "measurable",
    "journey-map-documented": "in-place",
    "health-score-beyond-happy": "in-place",
    "cs-roadmap-goals": "in-place",
    "cs-roadmap-near": "in-place",
    "cs-roadmap-far": "in-place",
    "systems-special-tool": "in-place",
    "proactive-plan-each-csm": "in-place",
}
RUNGS = ["absent", "in-place", "repeatable", "measurable"]


def assessed(**changes: str) -> Assessment:
    """Return the result of the best answers, some of them changed; `_` stands for `-`."""
    answers = dict.fromkeys(ESG.questions.ids, "yes")
    return ESG.assess(answers | {name.replace("_", "-"): option for name, option in changes.items()})


def rung(result: Assessment, question: str) -> str:
    """Return the rung of the capability that a question belongs to."""
    level = next(entry.level for entry in result.capabilities if entry.id == ESG.question(question).capability)
    assert level is not None
    return level.id


def test_what_the_source_states_without_reserve_is_a_requirement_of_its_capability() -> None:
    sourced = [requirement for requirement in ESG.requirements if requirement.basis == "source"]

    assert len(sourced) == 10
    assert all(str(requirement.ladder).startswith("capability ") for requirement in sourced)
    assert {name for name in TRAITS if ESG.question(name).basis != "stated"} == set()


@pytest.mark.parametrize(("name", "needed"), TRAITS.items())
def test_the_best_of_everything_else_does_not_make_up_for_it(name: str, needed: str) -> None:
    assert rung(assessed(**{name: "partly"}), name) == "measurable"
    assert RUNGS.index(rung(assessed(**{name: "no"}), name)) == RUNGS.index(needed) - 1


def test_partly_throughout_is_the_lowest_level() -> None:
    result = ESG.assess(dict.fromkeys(ESG.questions.ids, "partly"))

    assert result.level is not None
    assert result.level.id == "build"
    assert {rung(result, question.id) for question in ESG.questions} == {"absent"}


def test_every_pattern_names_answers_and_none_is_about_a_question_that_may_not_be_asked() -> None:
    needing = {question.id for question in ESG.questions if question.needs}
    patterns = [pattern for level in ESG.levels for pattern in level.patterns]

    assert len(needing) == 33
    assert all(pattern.questions for pattern in patterns)
    assert not needing & {sign.question for pattern in patterns for sign in pattern.questions}
    assert not any(level.patterns for level in ESG.level_lists["rungs"])


def test_every_question_has_help_and_every_deed_a_remedy_of_its_own() -> None:
    assert [question.id for question in ESG.questions if not question.help] == []
    remedied = {remedy.question for capability in ESG.capabilities for remedy in capability.remedies}
    assert remedied == {question.id for question in ESG.questions if not question.outcome}
    for capability in ESG.capabilities:
        for remedy in capability.remedies:
            assert 2 <= len(re.findall(r"[.?](?: |$)", remedy.text)) <= 4, remedy.text


def test_that_customers_buy_is_an_outcome() -> None:
    assert [question.id for question in ESG.questions if question.outcome] == ["monetisation-bought"]


def test_answers_to_the_first_edition_are_carried() -> None:
    carried = carry(dict.fromkeys(ESG.questions.ids, "partly"), ESG, edition="1.0")

    assert {*carried.ask} == {"health-score-beyond-happy", "monetisation-readiness"}
    taken = {name for name, option in carried.answers.items() if option == "partly"}
    assert taken == {*ESG.questions.ids} - {*carried.ask}
    assert carried.left_out == ()
