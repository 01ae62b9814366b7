"""A name that does not exist is refused with what was given, what is allowed and the nearest, whoever is given it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, question, rule, tiny, two

from maturity_core import Framework, FrameworkError, MaturityError, carry, compare_views, load_framework
from maturity_core.testing import check_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core.errors import Problem

PROFILES = [{"id": "basic", "name": "Basic", "questions": "all"}]
ROLES = {"roles": ["manager", "agent"], "basis": "source"}
GIVEN = two(profiles=PROFILES, views=ROLES)
RESULT = GIVEN.assess({})

READERS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "profile": (lambda: GIVEN.profile("basc"), "'basc'", "basic"),
    "question": (lambda: GIVEN.question("plan-kpt"), "'plan-kpt'", "plan-kept"),
    "capability": (lambda: GIVEN.capability("gols"), "'gols'", "goals"),
    "dimension": (lambda: GIVEN.dimension("wrk"), "'wrk'", "work"),
    "level": (lambda: GIVEN.levels["hihg"], "'hihg'", "high"),
    "answers": (lambda: GIVEN.assess({"plan-kpt": "often"}), "'plan-kpt'", "plan-kept"),
    "option": (lambda: GIVEN.assess({"plan-kept": "oftn"}), "'oftn'", "often"),
    "facts": (lambda: GIVEN.assess({}, {"comments": {"plan-kpt": "So."}}), "'plan-kpt'", "plan-kept"),
    "changes": (lambda: RESULT.what_if({"plan-kpt": "often"}), "'plan-kpt'", "plan-kept"),
    "target": (lambda: RESULT.gaps("hihg"), "'hihg'", "high"),
    "ladder": (lambda: RESULT.next_steps({"dimension wrk": "mid"}), "'dimension wrk'", "dimension work"),
    "rung": (lambda: RESULT.gaps({"dimension work": "hihg"}), "'hihg'", "high"),
    "batch": (lambda: GIVEN.assess_many([[0] * 4], target="hihg"), "'hihg'", "high"),
    "output": (lambda: GIVEN.assess_many([[0] * 4], outputs=["levls"]), "'levls'", "levels"),
    "wanted": (lambda: RESULT.roadmap("mid", wanted=["gols"]), "'gols'", "goals"),
    "costs": (lambda: RESULT.roadmap("mid", costs={"capabilities": {"gols": 1}}), "'gols'", "goals"),
    "costs of questions": (
        lambda: RESULT.roadmap("mid", costs={"questions": {"plan-kpt": 1}}),
        "'plan-kpt'",
        "plan-kept",
    ),
    "tables of costs": (lambda: RESULT.roadmap("mid", costs={"question": {}}), "'question'", "questions"),
    "benefits": (lambda: RESULT.roadmap("mid", benefits={"levels": {"hihg": 1}}), "'hihg'", "high"),
    "role": (lambda: compare_views(GIVEN, {"manger": "mid", "agent": "mid"}), "'manger'", "manager"),
    "view": (lambda: compare_views(GIVEN, {"manager": "hihg", "agent": "mid"}), "'hihg'", "high"),
    "carried": (lambda: carry({"plan-kpt": "often"}, GIVEN, edition="1"), "'plan-kpt'", "plan-kept"),
    "language": (lambda: RESULT.page(language="dee"), "'dee'", "de"),
    "plugin": (lambda: load_framework("service-maturity-chek"), "'service-maturity-chek'", "service-maturity-check"),
    "law": (
        lambda: check_framework(GIVEN, expected_failures={"ids-are-uniqe": "So."}),
        "'ids-are-uniqe'",
        "ids-are-unique",
    ),
}


@pytest.mark.parametrize(("call", "got", "meant"), READERS.values(), ids=READERS.keys())
def test_a_name_that_does_not_exist_comes_with_what_is_allowed_and_the_nearest(
    call: Callable[[], Any], got: str, meant: str
) -> None:
    (problem,) = refused(call)

    assert problem.what
    assert problem.where
    assert problem.got == got
    assert meant in problem.allowed.split(", ") or problem.allowed.endswith(" more")
    assert problem.hint == f"did you mean {meant!r}?"


def refused(call: Callable[[], Any]) -> tuple[Problem, ...]:
    with pytest.raises(MaturityError) as caught:
        call()
    return caught.value.problems


MARKS = {"options": [{"id": name, "label": name, "value": value} for name, value in (("poor", 1), ("good", 5))]}
POINTS = {"options": [{"id": name, "label": name, "value": value} for name, value in (("few", 0), ("many", 10))]}
STAGED = {"stage": "mid", "trait": "always"}
AWARDED = [rule("framework", "mid", mean="0.5")]


def measure(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "name": name.capitalize(), **fields}


def valued(**changes: Any) -> Framework:
    """Return a framework of marks and points, with a mean of marks, one of both, and how many reach a mark."""
    questions = [question("marked", scale="marks"), question("scored", scale="points")]
    measures = [
        measure("marks", mean_of={"questions": ["marked"]}),
        measure("both", mean_of={"questions": "all"}),
        measure("many", count_of={"questions": "all"}, reaching=1),
    ]
    requirements = [rule("framework", "mid", least=3, by="value", **changes)]
    scales = {**tiny().scales, "marks": MARKS, "points": POINTS}
    return tiny(levels=LEVELS[:2], questions=questions, measures=measures, scales=scales, requirements=requirements)


DEFINITIONS: dict[str, tuple[Callable[[], Any], str]] = {
    "a trait that is no option": (
        lambda: tiny(questions=[question("kept", **{**STAGED, "trait": "oftn"})]),
        (
            "questions.kept.trait: no such option of 'kept' that earns credit; got 'oftn'; allowed: often, always; "
            "did you mean 'often'?"
        ),
    ),
    "a trait that earns nothing": (
        lambda: tiny(questions=[question("kept", **{**STAGED, "trait": "rarely"})]),
        (
            "questions.kept.trait: a trait must be an option that earns credit; got 'rarely'; allowed: often, always; "
            "name an option with a credit above 0"
        ),
    ),
    "a trait of no level": (
        lambda: tiny(questions=[question("kept", trait=True)]),
        (
            "questions.kept.trait: a trait must say of which level; allowed: low, mid, high; "
            "add 'stage', or remove 'trait'"
        ),
    ),
    "a trait of a level that nobody is awarded": (
        lambda: tiny(levels=LEVELS[:2], requirements=AWARDED, questions=[question("kept", stage="low", trait=True)]),
        (
            "questions.kept.trait: no ladder of this question awards its stage; got 'low'; allowed: mid; "
            "name a level above rank 0, or remove 'trait'"
        ),
    ),
    "what a scale counts as": (
        lambda: tiny(scales={**tiny().scales, "habit": {**tiny().scales["habit"].model_dump(), "counts_as": "oftn"}}),
        "scales.habit.counts_as: no such option; got 'oftn'; allowed: rarely, often, always; did you mean 'often'?",
    ),
    "what a question counts as": (
        lambda: tiny(questions=[question("kept", not_applicable=True, counts_as="oftn")]),
        (
            "questions.kept.counts_as: no such option of 'habit'; got 'oftn'; allowed: rarely, often, always; "
            "did you mean 'often'?"
        ),
    ),
    "a level of no ladder": (
        lambda: tiny(requirements=[rule("each dimension", "hihg", mean=1)]),
        (
            "requirements.0.level: no ladder of that kind has this level above rank 0; got 'hihg'; allowed: mid, high; "
            "did you mean 'high'?"
        ),
    ),
    "a measure of another's questions": (
        lambda: two(
            measures=[
                measure("planned", mean_of={"capabilities": ["plan"]}),
                measure("there", mean_of={"capabilities": ["team"]}),
            ],
            requirements=[rule("dimension people", "mid", mean="0.5", of={"measures": ["planned"]})],
        ),
        (
            "requirements.0.of.measures.0: the dimension people can only read measures of its own questions; "
            "got 'planned', which reads plan-kept, plan-seen; allowed: there; name one, or remove it"
        ),
    ),
    "measures with different units": (
        lambda: valued(of={"measures": ["marks", "both"]}),
        (
            "requirements.0.by: 'both' has no values; "
            "got a mean of items, of which 'marked' has 1 to 5, 'scored' has 0 to 10; "
            "allowed: items with the same lowest and the same highest value; show its score on a scale"
        ),
    ),
    "a measure without a unit": (
        lambda: valued(of={"measures": ["many"]}),
        (
            "requirements.0.by: 'many' has no values; got a count; "
            "allowed: items with the same lowest and the same highest value; show its score on a scale"
        ),
    ),
    "questions with different units": (
        lambda: valued(of={"questions": "all"}),
        (
            "requirements.0.by: the items have different units; got 'marked' has 1 to 5, 'scored' has 0 to 10; "
            "allowed: items with the same lowest and the same highest value; "
            "give all items the same lowest and highest value, or use credits and weights"
        ),
    ),
}


@pytest.mark.parametrize(("define", "told"), DEFINITIONS.values(), ids=DEFINITIONS.keys())
def test_what_cannot_be_is_refused_with_what_can(define: Callable[[], Any], told: str) -> None:
    with pytest.raises(FrameworkError) as caught:
        define()

    assert str(caught.value) == told
