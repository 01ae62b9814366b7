"""Checks of measures: what each is made of, what it reads, and that no total is averaged."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, Product, capability, question, rule, two

from maturity_core import FrameworkError, parse_framework
from maturity_core.model.measure import Measure
from maturity_core.model.units import score_of

QUESTIONS = {"questions": "all"}
MEAN: dict[str, Any] = {"mean_of": QUESTIONS}


def measure(name: str = "one", **fields: Any) -> dict[str, Any]:
    return {"id": name, "name": name.title(), **fields}


def problems(*measures: dict[str, Any], **tables: Any) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        two(measures=list(measures), **tables)
    return [f"{problem.where}: {problem.what}" for problem in caught.value.problems]


ALONE: dict[str, tuple[dict[str, Any], str]] = {
    "of nothing": ({}, "measures.one: a measure needs exactly one of these"),
    "of two": ({**MEAN, "total_of": QUESTIONS}, "measures.one: a measure needs exactly one of these"),
    "two kinds of item": (
        {"mean_of": {"questions": "all", "dimensions": "all"}},
        "measures.one.mean_of: select one kind of item",
    ),
    "no such item": (
        {"mean_of": {"questions": ["nobody"]}},
        "measures.one.mean_of.questions.0: no such question of the measure one",
    ),
    "itself": (
        {"mean_of": {"measures": ["one"]}},
        "measures.one.mean_of.measures.0: no such measure of the measure one",
    ),
    "a total on a scale": (
        {"total_of": QUESTIONS, "base": 0, "shown": [0, 3]},
        "measures.one.shown: a total and a count are shown as they are",
    ),
    "a scale that falls": ({**MEAN, "shown": [3, 0]}, "measures.one.shown: the scale it is shown on must rise"),
    "a total without a start": (
        {"total_of": QUESTIONS},
        "measures.one: a total must count up from a base or down from a top",
    ),
    "a mean with a base": ({**MEAN, "base": 0}, "measures.one.base: only a total has a base or a top"),
    "a share of nothing reached": (
        {"share_of": QUESTIONS},
        "measures.one: a share must say what its items have to reach",
    ),
    "a mean that reaches": (
        {**MEAN, "reaching": 1},
        "measures.one.reaching: only a share or a count can have 'reaching'",
    ),
    "a rung of questions": (
        {"count_of": QUESTIONS, "reaching": "mid"},
        "measures.one.reaching: questions have no rungs",
    ),
    "a rung that is not there": (
        {"count_of": {"dimensions": ["work"]}, "reaching": "peak"},
        "measures.one.reaching: no such level above rank 0 of the dimension work",
    ),
    "levels of questions": (
        {**MEAN, "by": "level"},
        'measures.one.by: by = "level" is only for a mean or a total of what has levels',
    ),
    "levels where there are none": (
        {"mean_of": {"capabilities": ["goals"]}, "by": "level"},
        "measures.one.by: the capability goals has no levels",
    ),
    "more than full credit": (
        {"share_of": QUESTIONS, "reaching": "1.5"},
        "measures.one.reaching: no item can have to reach that",
    ),
    "values of credits": (
        {"total_of": QUESTIONS, "base": 0, "by": "value"},
        "measures.one.by: 'goals-set' has no values",
    ),
    "no list of levels": ({**MEAN, "levels": "grades"}, "measures.one.levels: no such level list"),
}


@pytest.mark.parametrize(("fields", "problem"), ALONE.values(), ids=ALONE.keys())
def test_a_measure_that_cannot_be_is_refused(fields: dict[str, Any], problem: str) -> None:
    assert problems(measure(**fields)) == [problem]


def test_weights_of_nothing_make_no_mean_and_ids_are_used_once() -> None:
    zero = measure(mean_of={"measures": ["two"]})

    assert problems(zero, measure("two", weight=0, **MEAN)) == [
        "measures.one.mean_of: none of the items has a weight above 0"
    ]
    assert problems(measure(**MEAN), measure(**MEAN)) == ["measures.one: duplicate id"]


def test_measures_that_read_each_other_in_a_circle_are_refused() -> None:
    found = problems(
        measure("one", mean_of={"measures": ["two"]}),
        measure("two", mean_of={"measures": ["three"]}),
        measure("three", mean_of={"measures": ["one"]}),
    )

    assert found
    assert {problem.partition(": ")[2] for problem in found} == {"measures and what they read form a circle"}


def test_a_part_that_reads_a_measure_of_itself_is_a_circle() -> None:
    """The measure reads the level of the dimension, which requires the measure."""
    requirements = [
        rule("dimension people", "mid", mean="0.5", of={"measures": ["one"]}),
        rule("dimension people", "high", least=1),
    ]

    found = problems(measure(mean_of={"dimensions": ["people"]}), requirements=requirements)

    assert found == ["measures.one: measures and what they read form a circle"]


ADDED = [
    measure("points", total_of=QUESTIONS, base=2),
    measure("number", count_of=QUESTIONS, reaching=1),
    measure("share", **MEAN),
]
READ: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a mean of a total": (
        {"mean": "0.5", "of": {"measures": ["points", "share"]}},
        ["requirements.0: a total or a count cannot be averaged or added up"],
    ),
    "a total of a count": (
        {"total": "0.5", "base": 0, "of": {"measures": ["number"]}},
        ["requirements.0: a total or a count cannot be averaged or added up"],
    ),
    "more points than there are": (
        {"least": 7, "of": {"measures": ["points"]}},
        ["requirements.0.least: no item can have to reach that"],
    ),
    "what one cannot have": (
        {"count": 1, "of": {"measures": ["points", "share"]}, "reaching": 2},
        ["requirements.0.reaching: no item can have to reach that"],
    ),
    "no number above the lowest": (
        {"least": 2, "of": {"measures": ["points"]}},
        ["requirements.0.least: no item can have to reach that"],
    ),
}


@pytest.mark.parametrize(("fields", "expected"), READ.values(), ids=READ.keys())
def test_a_total_is_never_averaged_and_has_to_reach_what_it_can(fields: dict[str, Any], expected: list[str]) -> None:
    requirements = [rule("framework", "mid", **fields), rule("framework", "high", least=1)]

    assert problems(*ADDED, requirements=requirements) == expected


def test_a_total_and_a_count_may_be_required() -> None:
    requirements = [
        rule("framework", "mid", least=5, of={"measures": ["points"]}),
        rule("framework", "high", share=1, of={"measures": ["number"]}, reaching=3),
    ]

    assert two(measures=ADDED, requirements=requirements).measures.ids == ("points", "number", "share")


def test_a_score_that_would_average_a_total_is_refused() -> None:
    scores = [{"ladder": "framework", "mean_of": {"measures": ["points"]}}]

    assert problems(*ADDED, scores=scores) == ["scores.0: a total or a count cannot be averaged or added up"]


def test_a_part_reads_only_measures_of_its_own_questions() -> None:
    """`plan` belongs to `work`: a measure of it may decide there, and not for `people`."""
    planned = measure("planned", mean_of={"capabilities": ["plan"]})
    requirements = [rule("dimension work", level, mean=bar, of={"measures": "all"}) for level, bar in BARS]
    others = [rule("dimension people", level, mean=bar, of={"measures": ["planned"]}) for level, bar in BARS]

    assert two(measures=[planned], requirements=requirements).assess([2, 0, 0, 0]).dimensions["work"].level
    assert problems(planned, requirements=others) == [
        "requirements.0.of.measures.0: the dimension people can only read measures of its own questions",
        "requirements.1.of.measures.0: the dimension people can only read measures of its own questions",
    ]


BARS = (("mid", "0.5"), ("high", "0.9"))


def test_a_rung_of_a_measure_without_a_requirement_is_named() -> None:
    lists = {"grades": LEVELS}
    requirements = [rule("measure one", "mid", least=1)]

    found = problems(measure(levels="grades", **MEAN), level_lists=lists, requirements=requirements)

    assert found == ["level_lists.grades.high: the level 'high' of the measure one has no requirement"]


def test_a_model_scored_in_code_has_no_measures() -> None:
    """It gives its own scores."""
    tables = {"requirements": [], "scorer": {"kind": "in-code"}}

    assert problems(measure(**MEAN), **tables) == ["measures: a model that is scored in code has no measures"]
    assert two(measures=[measure(**MEAN)]).with_scorer(Product()).measures == ()


def test_a_level_of_a_measure_has_to_say_what_it_asks() -> None:
    work = [rule("dimension work", name, mean=1, of={"measures": ["one"]}) for name in ("mid", "high")]
    asked = [rule("measure one", "mid", mean=1, of={}), rule("measure one", "high", mean=1), *work]

    with pytest.raises(FrameworkError) as caught:
        two(level_lists={"own": LEVELS}, measures=[measure(**MEAN, levels="own")], requirements=asked)

    assert "requirements.0.of: select one kind of item; got none" in str(caught.value)


def test_measures_are_written_to_a_file_and_read_back() -> None:
    framework = two(measures=[*ADDED, measure("own", levels=None, mean_of={"measures": ["share"]}, shown=[0, 5])])

    assert parse_framework(framework.to_toml(), "again.toml") == framework


@pytest.mark.parametrize(("field", "adds"), [("mean", False), ("total", True), ("share", False), ("count", True)])
def test_a_measure_knows_what_it_is(field: str, adds: bool) -> None:  # noqa: FBT001 - a case
    made = Measure.model_validate({**measure(), f"{field}_of": QUESTIONS, "reaching": 1})

    assert (made.statistic, made.adds) == (field, adds)


MARKS = {"options": [{"id": f"o{mark}", "label": f"Mark {mark}", "value": mark} for mark in range(1, 6)]}
VALUED: dict[str, Any] = {
    "scales": {"marks": MARKS},
    "questions": [question("set", "goals", scale="marks"), question("there", "team", scale="marks")],
    "capabilities": [capability("goals"), capability("team", "people")],
}
OF_VALUES: dict[str, tuple[dict[str, Any], str]] = {
    "a mean": ({**MEAN, "by": "value"}, "measures.one.by: a mean does not add up values"),
    "a rung": (
        {"count_of": {"dimensions": "all"}, "by": "value", "reaching": "mid"},
        "measures.one.reaching: a rung is not a value",
    ),
    "the lowest": (
        {"share_of": QUESTIONS, "by": "value", "reaching": 1},
        "measures.one.reaching: no item can have to reach that",
    ),
}


@pytest.mark.parametrize(("fields", "problem"), OF_VALUES.values(), ids=OF_VALUES.keys())
def test_values_are_not_taken_where_they_say_nothing(fields: dict[str, Any], problem: str) -> None:
    assert problems(measure(**fields), **VALUED) == [problem]


def test_measures_of_values_are_in_the_unit_of_their_items() -> None:
    framework = two(
        measures=[
            measure("reached", share_of=QUESTIONS, by="value", reaching=3),
            measure("points", total_of=QUESTIONS, by="value", base=2),
            measure("lost", total_of=QUESTIONS, by="value", top=10),
            measure("areas", count_of={"dimensions": "all"}, by="value", reaching="3.5"),
            measure("average", **MEAN),
        ],
        **VALUED,
    )

    found = framework.assess({"set": "o2", "there": "o5"}).measures

    assert [entry.score_exact for entry in found] == [Fraction(1, 2), 9, 7, 1, Fraction(5, 8)]
    assert score_of(framework, "measure average").shown == (Fraction(1), Fraction(5))
