"""The four published models: complete, labelled, traceable, and every example at its level."""

from collections import Counter
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from maturity_core import Assessment, Framework, available_frameworks, load_framework, with_examples
from maturity_core.model.examples import Example
from maturity_core.testing import laws

MODELS = {
    "esg-customer-success": {"questions": 153, "capabilities": 17, "dimensions": 3, "levels": 3},
    "johnny-grow-customer-service": {"questions": 62, "capabilities": 15, "dimensions": 5, "levels": 4},
    "service-maturity-check": {"questions": 20, "capabilities": 16, "dimensions": 6, "levels": 3},
    "tsia-customer-success": {"questions": 35, "capabilities": 14, "dimensions": 4, "levels": 4},
}


HOLD = {law.id: law for law in laws()}["examples-hold"]


@cache
def with_its_examples(model: str) -> Framework:
    """Return a model with the examples in its folder."""
    path = files(f"maturity_frameworks.{model.replace('-', '_')}") / "examples.toml"
    return with_examples(load_framework(model), str(path))


EXAMPLES = [
    pytest.param(model, example, id=f"{model}:{example.id}")
    for model in MODELS
    for example in with_its_examples(model).examples
]


@pytest.fixture(params=MODELS)
def framework(request: pytest.FixtureRequest) -> Framework:
    """Each of the four in turn."""
    return load_framework(request.param)


def level_ids(result: Any) -> str:
    """Return the id of a result's level, or the word for no level."""
    return result.level.id if result.level else "none"


@pytest.mark.parametrize(("model", "example"), EXAMPLES)
def test_every_example_stands_where_its_description_says(model: str, example: Example) -> None:
    HOLD.check(with_its_examples(model).model_copy(update={"examples": [example]}))


@pytest.mark.parametrize(("model", "example"), EXAMPLES)
def test_every_example_can_be_told_and_stored(model: str, example: Example) -> None:
    assessment = load_framework(model).assess(example.answers)
    page = str(assessment)

    assert max(len(line) for line in page.splitlines()) <= 80
    assert Assessment.model_validate_json(assessment.model_dump_json()) == assessment


def test_all_four_are_plugins_like_a_strangers() -> None:
    assert set(MODELS) <= set(available_frameworks())


def test_a_model_has_the_parts_its_publisher_counts(framework: Framework) -> None:
    counts = {part: len(getattr(framework, part)) for part in MODELS[framework.id]}

    assert counts == MODELS[framework.id]


def test_every_level_has_examples_that_stand_at_it(framework: Framework) -> None:
    seen = {example.level for example in with_its_examples(framework.id).examples}

    assert seen >= {level.id for level in framework.levels}


def test_every_level_has_a_portrait_and_advice(framework: Framework) -> None:
    for level in framework.levels:
        assert level.summary
        assert level.patterns
        assert level.advice


def test_every_capability_says_what_to_do_and_what_it_takes(framework: Framework) -> None:
    for capability in framework.capabilities:
        sentences = [part for part in capability.remedy.split(".") if part.strip()]
        assert 2 <= len(sentences) <= 4, capability.id
        assert capability.effort in {1, 2, 3}
        assert capability.basis == "interpretation"


def test_every_question_is_traced_and_every_wording_is_its_own(framework: Framework) -> None:
    texts = Counter(question.text for question in framework.questions)

    assert max(texts.values()) == 1
    for question in framework.questions:
        assert question.text.endswith("?"), question.id
        assert question.place, question.id
        labels = [option.label for option in question.options]
        assert len(set(labels)) == len(labels), question.id


def test_every_interpretation_has_a_reason(framework: Framework) -> None:
    for requirement in framework.all_requirements:
        assert requirement.because or requirement.basis == "source", requirement
        assert requirement.place or requirement.basis == "interpretation", requirement


def test_the_honest_remark_stands_in_the_source(framework: Framework) -> None:
    remark = framework.source.remark.lower()

    assert "weights" in remark
    assert "not public" in remark


def test_the_service_check_takes_five_minutes_and_short_words() -> None:
    framework = load_framework("service-maturity-check")

    assert framework.seconds_per_question * len(framework.questions) == 5 * 60
    for question in framework.questions:
        assert len(question.text.split()) <= 15, question.id
        assert all(len(option.label.split()) <= 9 for option in question.options), question.id
        assert [option.credit for option in question.options] == [Fraction(step, 4) for step in range(5)]


def test_tsia_weighs_stated_markers_twice() -> None:
    framework = load_framework("tsia-customer-success")
    weights = Counter[str | None]()
    for question in framework.questions:
        weights[question.stage] += int(question.weight) if question.stage else 1

    assert weights == {None: 6, "storming": 11, "norming": 12, "performing": 22}


def test_esg_asks_nine_points_a_capability_on_three_rungs() -> None:
    framework = load_framework("esg-customer-success")
    points = Counter((question.capability, question.stage) for question in framework.questions)
    bases = Counter(question.basis for question in framework.questions)

    assert set(points.values()) == {3}
    assert len(points) == 17 * 3
    assert bases == {"stated": 85, "applied": 60, "complement": 1, "filled": 7}
    assert len(framework.capability("monetisation").requires) == 16


def test_johnny_grow_asks_every_trait_where_the_stages_have_it() -> None:
    framework = load_framework("johnny-grow-customer-service")
    traits = Counter((framework.capability(q.capability).dimension, q.stage) for q in framework.questions)
    stages = ["efficient", "effective", "best-in-class"]

    assert [[traits[entry.id, stage] for stage in stages] for entry in framework.dimensions] == [
        [3, 4, 3],
        [3, 4, 6],
        [3, 3, 7],
        [4, 3, 3],
        [6, 4, 6],
    ]
    assert all([o.credit for o in q.options] == [0, Fraction(1, 4), Fraction(3, 4), 1] for q in framework.questions)


def test_johnny_grow_lets_nothing_make_up_for_what_the_source_states_without_reserve() -> None:
    framework = load_framework("johnny-grow-customer-service")

    assert {question.id: (question.stage, question.trait) for question in framework.questions if question.trait} == {
        "strategy-followed": ("efficient", "with-gaps"),
        "results-set": ("efficient", "with-gaps"),
        "run-for-profit": ("effective", "with-gaps"),
        "return-known": ("effective", "with-gaps"),
        "view-complete": ("effective", "with-gaps"),
        "no-pause": ("effective", "with-gaps"),
        "leavers-acted-on": ("best-in-class", "with-gaps"),
        "leavers-kept": ("best-in-class", "begun"),
        "repeats-automated": ("best-in-class", "throughout"),
        "next-step-proposed": ("best-in-class", "with-gaps"),
        "reports-look-ahead": ("best-in-class", "with-gaps"),
        "executives-steer": ("best-in-class", "with-gaps"),
    }
    assert {question.basis for question in framework.questions if question.trait} == {"stated", "applied"}


def test_every_johnny_grow_pattern_can_be_denied_and_every_deed_has_a_remedy_of_its_own() -> None:
    framework = load_framework("johnny-grow-customer-service")
    remedied = {remedy.question for capability in framework.capabilities for remedy in capability.remedies}

    assert all(pattern.questions for level in framework.levels for pattern in level.patterns)
    assert remedied == {question.id for question in framework.questions if not question.outcome}


@pytest.mark.parametrize("model", MODELS)
def test_levels_follow_each_other_when_everything_improves_together(model: str) -> None:
    framework = load_framework(model)
    sheets = [{q.id: min(step, len(q.options) - 1) for q in framework.questions} for step in range(5)]
    ranks = [[level.id for level in framework.levels].index(level_ids(framework.assess(sheet))) for sheet in sheets]

    assert ranks[0] == 0
    assert ranks[-1] == len(framework.levels) - 1
    assert all(low <= high for low, high in pairwise(ranks))


def test_the_service_check_lets_nothing_make_up_for_what_the_source_states_without_reserve() -> None:
    framework = load_framework("service-maturity-check")

    assert {question.id: (question.stage, question.trait) for question in framework.questions if question.trait} == {
        "role-decided": ("strategic", "well-on"),
        "figures-looked-at": ("strategic", "well-on"),
        "how-people-learn": ("improving", True),
        "recurring-work": ("improving", True),
    }


def test_every_pattern_of_the_service_check_can_be_denied_and_every_question_has_a_remedy_and_help() -> None:
    framework = load_framework("service-maturity-check")
    remedied = {remedy.question for capability in framework.capabilities for remedy in capability.remedies}

    assert all(pattern.questions for level in framework.levels for pattern in level.patterns)
    assert remedied == {question.id for question in framework.questions}
    assert all(question.help for question in framework.questions)
