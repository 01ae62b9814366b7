"""Stages that a dimension has no question of: a staged rule passes over them, in every reader alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import HABIT, capability, dimension, question, rule
from extended import extended
from hypothesis import settings

from maturity_core import Framework, FrameworkError, TargetError, parse_framework, read_framework
from maturity_core.model.written import bare_rungs
from maturity_core.testing import check_framework

FEW = settings(max_examples=settings().max_examples // 5)
GAPS = read_framework(Path(__file__).parents[3] / "vectors" / "frameworks" / "passed-over.toml")
"""The three dimensions have questions of basic, managed and strategic; of basic and strategic; of managed."""
LEVELS = [{"id": name, "name": name} for name in ("low", "mid", "high", "top")]
STAGED = {"kind": "staged", "ladder": "each dimension", "mean": "0.75", "basis": "interpretation"}
CUTS = {"kind": "cut-points", "ladder": "each dimension", "cuts": {"mid": "0.5", "high": 1}, "basis": "interpretation"}
ASKED = (("a1", "a", "mid"), ("a2", "a", "high"), ("a3", "a", "top"), ("b1", "b", "mid"), ("b2", "b", "top"))


def staged(*asked: tuple[str, str, str | None], **tables: Any) -> Framework:
    """Return a framework of two dimensions, a staged rule for each, and these questions: id, capability, stage."""
    return Framework(
        **{
            "id": "gaps",
            "edition": "1",
            "name": "Gaps",
            "headline": "score",
            "source": {"title": "An example"},
            "levels": LEVELS,
            "scales": {"habit": HABIT},
            "dimensions": [dimension("work"), dimension("people")],
            "capabilities": [capability("a", "work"), capability("b", "people")],
            "questions": [question(name, home, stage=stage) for name, home, stage in asked or ASKED],
            "rules": [STAGED],
            **tables,
        }
    )


def problems(*asked: tuple[str, str, str | None], **tables: Any) -> list[tuple[str, str]]:
    with pytest.raises(FrameworkError) as caught:
        staged(*asked, **tables)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def levels(framework: Framework, *codes: int) -> list[str]:
    return [found.level.id if found.level else "none" for found in framework.assess(codes).dimensions]


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ((0, 0, 0, 0, 0, 0), ["start", "start", "start"]),
        ((2, 2, 2, 2, 2, 2), ["strategic", "strategic", "managed"]),
        ((2, 0, 2, 2, 0, 1), ["basic", "basic", "start"]),
        ((0, 2, 2, 0, 2, 2), ["start", "start", "managed"]),
    ],
)
def test_what_is_passed_over_is_never_awarded(codes: tuple[int, ...], found: list[str]) -> None:
    """And the levels around it keep their places."""
    assert levels(GAPS, *codes) == found


def test_a_dimension_reaches_a_level_that_it_passes_over_by_those_below() -> None:
    """The framework's managed asks People for basic, and Tools, which has no basic, leaves the count there."""
    assert GAPS.assess((2, 2, 0, 2, 0, 0)).level == GAPS.levels["managed"]
    assert GAPS.assess((2, 0, 0, 2, 0, 0)).level == GAPS.levels["basic"]
    assert GAPS.assess((2, 0, 0, 0, 0, 2)).level == GAPS.levels["start"]


def test_what_is_passed_over_is_shown_so_and_never_aimed_at() -> None:
    assessment = GAPS.assess((2, 0, 0, 2, 0, 0))

    assert [rung.state for rung in assessment.explain()["dimension people"].rungs] == ["met", "passed over", "unmet"]
    assert [found.level for found in assessment.gaps({"dimension people": "strategic"}).target] == ["strategic"]
    with pytest.raises(TargetError, match="cannot be aimed at"):
        assessment.gaps({"dimension people": "managed"})


def test_every_law_holds() -> None:
    assert {record.status for record in check_framework(GAPS, FEW)} <= {"passed", "proved", "not applicable"}


def test_the_written_file_is_the_same_framework() -> None:
    assert parse_framework(GAPS.to_toml()) == GAPS


def test_what_else_is_required_keeps_the_rung() -> None:
    framework = staged(requirements=[rule("dimension people", "high", mean=1)])

    assert not bare_rungs(framework, framework.all_requirements)
    assert levels(framework, 2, 2, 2, 2, 2) == ["top", "top"]
    assert levels(framework, 2, 2, 2, 2, 1) == ["top", "mid"]


def test_a_rule_for_each_stage_passes_over_as_well() -> None:
    framework = staged(rules=[{**STAGED, "levels": [level]} for level in ("mid", "high", "top")])

    assert levels(framework, 2, 2, 2, 2, 2) == ["top", "top"]
    assert bare_rungs(framework, framework.all_requirements) == {("dimension people", "high"): True}


def test_each_capability_passes_over_as_well() -> None:
    lists = {"own": LEVELS[:3]}
    homes = [capability("a", "work", levels="own"), capability("b", "people", levels="own")]
    rules = [{**STAGED, "ladder": "each capability"}]
    asked = (("a1", "a", "mid"), ("a2", "a", "high"), ("b1", "b", "high"))

    framework = staged(*asked, capabilities=homes, level_lists=lists, rules=rules)

    assert bare_rungs(framework, framework.all_requirements) == {("capability b", "mid"): True}


def test_a_change_to_one_requirement_of_the_rule_keeps_the_rest() -> None:
    told = '[[change.requirements]]\nladder = "{}"\nlevel = "managed"\nmean = 0.5'

    for ladder in ("each dimension", "dimension work"):
        acme = extended(GAPS, told.format(ladder))

        assert levels(acme, 2, 1, 2, 2, 2, 2) == ["strategic", "strategic", "managed"]
        assert bare_rungs(acme, acme.all_requirements) == bare_rungs(GAPS, GAPS.all_requirements)


REFUSED: dict[str, tuple[tuple[tuple[str, str, str | None], ...], dict[str, Any], list[tuple[str, str]]]] = {
    "a stage that no dimension has a question of": (
        (("a1", "a", "mid"), ("a3", "a", "top"), ("b1", "b", "mid"), ("b2", "b", "top")),
        {},
        [
            ("rules.0.of.questions", f"no questions are selected for the dimension {name} (for level 'high')")
            for name in ("work", "people")
        ],
    ),
    "a dimension without a question of any stage": (
        (("a1", "a", "mid"), ("a2", "a", "high"), ("a3", "a", "top"), ("b1", "b", None)),
        {},
        [
            (
                "rules.0.of.questions",
                "no questions are selected for the dimension people (for levels 'mid', 'high', 'top')",
            )
        ],
    ),
    "ladders named one by one": (
        (),
        {"rules": [{**STAGED, "ladder": ["dimension work", "dimension people"]}]},
        [("rules.0.of.questions", "no questions are selected for the dimension people (for level 'high')")],
    ),
    "a level that cut-points forget": (
        (),
        {"rules": [CUTS]},
        [("levels.top", "the level 'top' of the dimension work, the dimension people has no requirement")],
    ),
    "a level that a staged rule leaves out": (
        (),
        {"rules": [{**STAGED, "levels": ["mid", "high"]}]},
        [("levels.top", "the level 'top' of the dimension work, the dimension people has no requirement")],
    ),
    "a requirement that nobody could miss": (
        (("a1", "a", "mid"), ("a2", "a", "high"), ("a3", "a", "top"), ("b2", "b", "top")),
        {
            "requirements": [
                rule("framework", "mid", share=1, reaching="mid", of={"dimensions": ["people"]}),
                rule("framework", "high", share=1, reaching="high", of={"dimensions": "all"}),
                rule("framework", "top", share=1, reaching="top", of={"dimensions": ["people"]}),
            ]
        },
        [
            (
                "requirements.0.reaching",
                "every level up to this one is passed over by the dimension people",
            )
        ],
    ),
}


@pytest.mark.parametrize(("asked", "tables", "found"), REFUSED.values(), ids=REFUSED.keys())
def test_what_was_forgotten_is_still_an_error(
    asked: tuple[tuple[str, str, str | None], ...], tables: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert problems(*asked, **tables) == found


def test_a_prerequisite_that_is_met_from_the_start_is_refused() -> None:
    lists = {"own": LEVELS[:3]}
    needed = [{"capability": "b", "level": "mid"}]
    homes = [capability("a", "work", levels="own", requires=needed), capability("b", "people", levels="own")]
    asked = (("a1", "a", "mid"), ("a2", "a", "high"), ("b1", "b", "high"))

    found = problems(*asked, capabilities=homes, level_lists=lists, rules=[{**STAGED, "ladder": "each capability"}])

    what = "every level up to this one is passed over by the capability b"
    assert found == [("capabilities.a.requires.0.level", what)]
