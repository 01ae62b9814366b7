"""The TSIA model: what nothing makes up for, what its patterns say, and answers to its first edition."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from maturity_core import carry, load_framework, with_examples

if TYPE_CHECKING:
    from maturity_core import Assessment

TSIA = load_framework("tsia-customer-success")
EXAMPLES = with_examples(TSIA, str(files("maturity_frameworks.tsia_customer_success") / "examples.toml")).examples
BEST = [question.options[-1].id for question in TSIA.questions]
TRAITS = {
    "project-money": "in-place",
    "theme-as-project": "in-place",
    "csm-proactive": "partly",
    "csm-growth-team": "in-place",
    "success-plans": "partly",
    "workflows": "partly",
    "playbooks": "partly",
    "triggers": "partly",
    "effective-use": "good",
    "outcome-measured": "partly",
    "outcome-figure": "in-place",
}


def assessed(**changes: str) -> Assessment:
    """Return the result of the best answers, some of them changed; `_` stands for `-`."""
    answers = dict(zip(TSIA.questions.ids, BEST, strict=True))
    return TSIA.assess(answers | {name.replace("_", "-"): option for name, option in changes.items()})


def level(result: Assessment) -> str:
    assert result.level is not None
    return result.level.id


def test_what_the_source_states_without_reserve_is_a_trait() -> None:
    assert {question.id: question.trait for question in TSIA.questions if question.trait} == TRAITS
    assert all(question.basis == "stated" for question in TSIA.questions if question.trait)


@pytest.mark.parametrize(("name", "option"), TRAITS.items())
def test_the_best_of_everything_else_does_not_make_up_for_a_trait(name: str, option: str) -> None:
    question = TSIA.question(name)
    below = question.options[question.options.ids.index(option) - 1].id
    reached = [entry.id for entry in TSIA.levels]

    assert level(assessed(**{name: option})) == "performing"
    assert reached.index(level(assessed(**{name: below}))) == reached.index(str(question.stage)) - 1


def test_an_accountable_leader_opens_no_gate_and_raises_the_score() -> None:
    tasks = [f"{charter}_charter_task" for charter in ("adoption", "retention", "expansion")]
    agreed, owned = assessed(**dict.fromkeys(tasks, "written")), assessed()

    assert level(agreed) == level(owned) == "performing"
    assert (agreed.score or 0) < (owned.score or 0)


def test_cost_figures_count_only_where_the_cost_is_shared() -> None:
    assert "cost-figures" in assessed(cost_shared="started").counted_as
    assert "cost-figures" not in assessed().counted_as


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_same_option_throughout_is_never_the_top(place: int) -> None:
    result = TSIA.assess([min(place, len(question.options) - 1) for question in TSIA.questions])

    assert level(result) != "performing"


def test_every_pattern_names_answers_and_none_is_borne_out_by_a_question_that_is_not_asked() -> None:
    """The lowest answer to what others need leaves the most unasked; only patterns about that very answer hold."""
    patterns = [pattern for entry in TSIA.levels for pattern in entry.patterns]
    needing = {question.id: question.needs.question for question in TSIA.questions if question.needs}
    for pattern in patterns:
        names = [sign.question for sign in pattern.questions]
        assert names, pattern.text
        low = [sign.question for sign in pattern.questions if sign.at_most and not sign.at_least]
        assert all(needing[name] in names for name in low if name in needing), pattern.text


def test_every_capability_has_remedies_for_its_moves() -> None:
    told = Counter(remedy.question for capability in TSIA.capabilities for remedy in capability.remedies)

    assert {*told} == {question.id for question in TSIA.questions if not question.outcome}
    for capability in TSIA.capabilities:
        for remedy in capability.remedies:
            assert 2 <= len([part for part in remedy.text.split(". ") if part]) <= 4, remedy.text


def test_charters_come_first_in_plans_for_the_next_level() -> None:
    plans = [[step.capability for step in TSIA.assess(example.answers).next_steps().steps] for example in EXAMPLES]
    charters = [[name.startswith("charter") for name in plan] for plan in plans]

    assert sum(any(plan) and not all(plan) for plan in charters) >= 5
    assert all(plan == sorted(plan, reverse=True) for plan in charters)


def test_a_project_is_named_before_money_is_asked_for() -> None:
    for example in EXAMPLES:
        plan = [step.capability for step in TSIA.assess(example.answers).next_steps().steps]
        if {"team-leadership", "funding"} <= {*plan}:
            assert plan.index("team-leadership") < plan.index("funding"), example.id


def test_each_circumstance_has_one_piece_of_advice_for_the_answers() -> None:
    known = [example for example in EXAMPLES if {"dont-know", "unanswered"}.isdisjoint(example.answers.values())]
    assert len(known) >= 20
    for example in known:
        result = TSIA.assess(example.answers)
        assert result.level is not None
        given = Counter(result.level.advice[place].circumstance for place in result.advice)
        assert len(given) >= 5, example.id
        assert {*given.values()} == {1}, example.id


def test_every_question_has_help() -> None:
    assert [question.id for question in TSIA.questions if not question.help] == []


def test_answers_to_the_first_edition_are_carried() -> None:
    given = {"customer-score": "beyond", "funding-at-scale": "started", "project-money": "beyond"}
    carried = carry(given, TSIA, edition="1.0")

    assert carried.ask == ()
    assert {name: carried.answers[name] for name in given} == {
        "customer-score": "in-place",
        "funding-at-scale": "absent",
        "project-money": "beyond",
    }
