"""What each dimension lacks to its own next rung, and the answers that pull dimensions apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import capability, dear, question, rule, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, Status, load_framework
from maturity_core.model.ladder import Ladder
from maturity_core.telling.contrasts import next_rung_text, tension_texts
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.strategies import answers, frameworks

if TYPE_CHECKING:
    from maturity_core import Assessment

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")


def lacking(framework: Framework, *codes: int) -> dict[str, tuple[str, bool]]:
    """Return, by dimension, its next rung, and whether it is just below that."""
    found = framework.assess(list(codes)).next_rungs
    lists = {one.id: framework.ladder_levels(Ladder("dimension", one.id)).ids for one in framework.dimensions}
    slow = Oracle(framework).next_rungs(codes)

    assert {one.dimension: (lists[one.dimension].index(one.level), one.just_below) for one in found} == slow
    return {entry.dimension: (entry.level, entry.just_below) for entry in found}


def alone() -> Framework:
    """Return a framework whose level asks for the goals alone."""
    goals = {"questions": ["goals-set"]}
    rules = [rule("framework", level, least=bar, of=goals) for level, bar in (("mid", "0.5"), ("high", 1))]
    return two(requirements=[*two().requirements[:2], *rules])


def test_every_dimension_says_what_it_lacks_to_its_own_next_rung() -> None:
    """Also where the whole doesn't need it, and not where it is at the top or has nothing that applies."""
    framework = alone()

    assert lacking(framework, 1, 0, 0, 0) == {"work": ("mid", False), "people": ("mid", False)}
    assert lacking(framework, 2, 1, 1, 2) == {"work": ("high", False)}
    assert lacking(framework, 2, 2, 2, NOT_APPLICABLE) == {}
    assert (
        next_rung_text(framework.assess([1, 0, 0, 0]), "work")
        == "For this area to reach Middle, 2 answers are too low: Plan (2)."
    )
    assert next_rung_text(framework.assess([2, 0, 0, 0]), "work") == (
        "For this area to reach Middle, 2 answers are too low: Plan (2). "
        "Just below Middle: one answer, one option higher, is enough."
    )
    assert next_rung_text(framework.assess([2, 2, 2, 2]), "work") == ""
    assert next_rung_text(framework.assess([2, 1, 1, UNANSWERED]), "people") == ""


def pulling(**changes: Any) -> Framework:
    """Return a framework with tensions whose plan leans on the goals."""
    bounds = {"levels_apart": 1, "levels_below": 1, "options_apart": 2, "basis": "source"}
    capabilities = [capability("goals"), capability("plan", leans_on=["team"]), capability("team", "people")]
    questions = [
        question("goals-set", "goals"),
        question("plan-kept", "plan"),
        question("plan-seen", "plan"),
        question("team-there", "team"),
        question("team-kept", "team"),
    ]
    rules = [rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    rules += [rule("framework", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    tables = {"contrasts": bounds, "capabilities": capabilities, "questions": questions, "requirements": rules}
    return two(**{**tables, **changes})


def apart(framework: Framework, *codes: int) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the answers that pull apart, by kind and dimensions."""
    assessment = framework.assess(list(codes))
    found = {(one.kind, *one.dimensions): one.questions for one in assessment.tensions}
    slow = {(kind, *sorted(names)): pair for (kind, *names), pair in Oracle(framework).pairs(codes).items()}

    assert {(kind, *sorted(names)): pair for (kind, *names), pair in found.items()} == slow
    return found


def test_a_tension_names_the_answers_that_pull_apart() -> None:
    """Of equal ones, those of which one's capability leans on the other's."""
    framework = pulling()

    assert apart(framework, 2, 2, 2, 0, 0) == {
        ("levels apart", "work", "people"): ("plan-kept", "team-there"),
        ("below overall", "people"): ("plan-kept", "team-there"),
    }
    assert apart(framework, 2, 0, 2, 1, 1)["options apart", "work"] == ("goals-set", "plan-kept")
    assert tension_texts(framework.assess([2, 2, 2, 0, 0]))[0] == (
        "People is at Low, while Work is at High. Compare your answers to “How is it with plan-kept?” (“As a rule, for "
        "all”) and “How is it with team-there?” (“Rarely or never”)."
    )


def test_where_one_side_has_no_answers_none_are_named() -> None:
    framework = pulling(contrasts={"levels_apart": 0, "options_apart": 0, "basis": "source"})

    assert apart(framework, 1, 1, 1, UNANSWERED, UNANSWERED)["levels apart", "work", "people"] == ()
    assert tension_texts(framework.assess([1, 1, 1, 1, 1]))[-1] == "In People, answers differ by up to 0 options."
    assert apart(framework, 1, 1, 1, 1, 1)["options apart", "work"] == ()


def test_just_below_is_no_tension() -> None:
    """One answer, one option higher, would end it; it may still be two levels below another."""
    assert apart(pulling(), 1, 1, 1, 0, 1) == {}
    assert ("levels apart", "work", "people") in apart(pulling(), 1, 1, 1, 0, 0)
    assert apart(pulling(), 2, 2, 2, 0, 1) == {("levels apart", "work", "people"): ("plan-kept", "team-there")}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.wide
def test_every_dimension_of_any_organisation_says_what_it_lacks(model: str) -> None:
    framework = load_framework(model)
    for sheet in organisations(framework):
        assert_said(framework.assess(sheet))


@dear
@given(st.data())
def test_every_dimension_of_any_framework_says_what_it_lacks(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    sheet = data.draw(answers(framework))

    assert_said(framework.assess(list(sheet)))


def assert_said(assessment: Assessment) -> None:
    """Assert that each dimension below a rung within reach says what it lacks: the gaps to it, and some."""
    found = {entry.dimension: entry for entry in assessment.next_rungs}
    for result in assessment.dimensions:
        levels = [level.id for level in assessment.framework.ladder_levels(Ladder("dimension", result.id))]
        if result.level is None or result.id not in found:
            continue
        entry = found[result.id]
        gaps = assessment.gaps({f"dimension {result.id}": entry.level})
        assert levels.index(entry.level) > levels.index(result.level.id)
        assert (gaps.status, gaps.capabilities) == (Status.OPEN, entry.capabilities)
        assert len(gaps)
