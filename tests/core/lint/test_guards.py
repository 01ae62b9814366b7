"""The linter on gates that can be answered away, wording that nothing guards, and prerequisites that come later."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import drawn
from linted import LEVELS, OWN, RULED, Tables, able, ask, found, need, sound, what, with_question, with_second

from maturity_core import NOT_APPLICABLE, Framework, lint_framework, read_framework
from maturity_core.model.ladders import ladder_names, rank_of
from maturity_core.model.written import bare_rungs
from maturity_core.testing.oracle import Oracle

if TYPE_CHECKING:
    from maturity_core.model.fields import Path as Place

GAPS = Path(__file__).parents[3] / "vectors" / "frameworks" / "passed-over.toml"
PLAN = {"questions": ["plan"]}
GATE = need("framework", "high", least=1, of=PLAN)


def gated(gate: Tables = GATE, home: str = "plan", **fields: Any) -> Tables:
    """Return three questions, of which the last is a gate of the highest level and may be not applicable."""
    return {
        "questions": [ask("kept"), ask("seen"), ask("plan", home, **{"not_applicable": True, **fields})],
        "requirements": [*RULED[:1], need("framework", "high", mean="0.75"), gate],
    }


def staged(*, text: str = "Is it always seen?", **fields: Any) -> Tables:
    """Return a question about a stage in these words, for which half of the questions are enough."""
    return {
        "questions": [ask("kept"), ask("seen", **{"text": text, "stage": "mid", **fields})],
        "requirements": RULED,
    }


def patterned(text: str, **fields: Any) -> Tables:
    """Return a pattern of the middle level in these words, shown by an answer."""
    shown = [{"question": "seen", "at_least": "often", **fields}]
    levels = [LEVELS[0], {**LEVELS[1], "patterns": [{"text": text, "questions": shown}]}, LEVELS[2]]
    return {"levels": levels}


def later(one: Any, other: Any, **tables: Any) -> Tables:
    """Return a capability with questions of one stage that requires one with questions of another."""
    second = with_second(requires=[{"capability": "plan", "credit": 1}])
    asked = [ask("kept", stage=other), ask("seen", stage=other), ask("set", "goals", stage=one)]
    return {**second, "questions": [*asked, ask("known", "goals", stage=one)], **tables}


CASES: dict[str, tuple[str, str, Tables, Tables]] = {
    "a gate that may be not applicable": ("gate-answered-away", "requirements.2", gated(), gated(not_applicable=False)),
    "a gate for a capability of one question": (
        "gate-answered-away",
        "requirements.2",
        {
            **gated(need("framework", "high", mean=1, of={"capabilities": ["goals"]}), home="goals"),
            "capabilities": [able("plan"), able("goals")],
        },
        {
            **gated(need("framework", "high", mean=1, of={"capabilities": "all"}), home="goals"),
            "capabilities": [able("plan"), able("goals")],
        },
    ),
    "a gate named by a tag": (
        "gate-answered-away",
        "requirements.2",
        gated(need("framework", "high", least=1, of={"questions": {"tag": "key"}}), tags=["key"]),
        gated(need("framework", "high", least=1, of={"questions": {"stage": "high"}}), stage="high"),
    ),
    "a trait": (
        "gate-answered-away",
        "questions.plan.trait",
        gated(need("framework", "high", share=1, reaching="0.5"), stage="high", trait="always"),
        gated(need("framework", "high", share=1, reaching="0.5"), stage="high", trait="always", not_applicable=False),
    ),
    "a question without an exception": (
        "unguarded-promise",
        "questions.seen.text",
        staged(),
        staged(text="Is it mostly seen?"),
    ),
    "an answer that is required": ("unguarded-promise", "questions.seen.text", staged(), staged(trait=True)),
    "an answer without which no mean is high enough": (
        "unguarded-promise",
        "questions.seen.text",
        staged(),
        staged(stage="high"),
    ),
    "words of ours and not of the source": (
        "unguarded-promise",
        "questions.seen.text",
        staged(basis="own"),
        staged(basis="applied"),
    ),
    "nearly all": (
        "unguarded-promise",
        "questions.seen.text",
        staged(text="Do all of them, or nearly all, see it?"),
        staged(text="Do nearly all of them see it, if at all?"),
    ),
    "words of German": (
        "unguarded-promise",
        "questions.seen.text",
        {**staged(text="Wird es immer gesehen?"), "language": "de-AT"},
        {**staged(text="Wird es immer gesehen?"), "language": "fr"},
    ),
    "a pattern": (
        "unguarded-promise",
        "levels.mid.patterns.0",
        patterned("Nobody works without a plan."),
        patterned("Hardly anyone works without a plan."),
    ),
    "a pattern that is shown by low answers": (
        "unguarded-promise",
        "levels.mid.patterns.0",
        patterned("Nobody works without a plan.", at_least="always"),
        patterned("Nobody works without a plan.", at_least=None, at_most="often"),
    ),
    "a pattern of the level where everyone starts": (
        "unguarded-promise",
        "levels.mid.patterns.0",
        patterned("No plan is missing."),
        {"levels": [{**LEVELS[0], "patterns": patterned("No plan.")["levels"][1]["patterns"]}, *LEVELS[1:]]},
    ),
    "a prerequisite of a later stage": (
        "late-prerequisite",
        "capabilities.goals.requires.0",
        later("mid", "high"),
        later("high", "mid"),
    ),
    "a prerequisite without a stage": (
        "late-prerequisite",
        "capabilities.goals.requires.0",
        later("low", "mid"),
        later("low", None),
    ),
}


@pytest.mark.parametrize(("rule", "where", "wrong", "right"), CASES.values(), ids=CASES.keys())
def test_each_rule_finds_its_case_and_not_the_one_beside_it(
    rule: str, where: str, wrong: Tables, right: Tables
) -> None:
    assert [entry for entry in found(sound(**wrong)) if entry[0] == rule] == [(rule, where)]
    assert [entry for entry in found(sound(**right)) if entry[0] == rule] == []


def test_stages_of_different_lists_are_not_compared() -> None:
    lists = {"own": [*OWN["own"], {**LEVELS[2], "id": "kept"}]}
    tables = later("mid", "kept", level_lists=lists)
    tables["capabilities"][0] |= {"levels": "own"}

    assert "late-prerequisite" not in {rule for rule, _ in found(sound(**tables))}
    assert "late-prerequisite" not in {rule for rule, _ in found(sound(**later("mid", "high", questions=MIXED)))}


MIXED = [ask("kept", stage="high"), ask("seen", stage="low"), ask("set", "goals", stage="mid"), ask("own", "goals")]


def test_findings_say_what_is_answered_and_what_is_reached() -> None:
    assert what(gated()) == "with 'plan' not applicable, 'high' or a higher level is still reached"
    assert what(later("mid", "high")) == "'plan' begins with 'high', and this capability ends with 'mid'"
    told = {entry.rule: entry.what for entry in lint_framework(sound(**staged()))}
    assert told["unguarded-promise"] == "it says “always”, but 'mid' can be reached with 'seen' at 'rarely'"


def test_a_gate_that_is_all_of_its_level_is_answered_away_if_a_higher_one_is_reached() -> None:
    plan = need("framework", "mid", least=1, of=PLAN)
    tables = {**gated(), "requirements": [plan, need("framework", "high", mean="0.5")]}

    assert ("gate-answered-away", "requirements.0") in found(sound(**tables))


def test_what_no_level_is_awarded_for_promises_nothing() -> None:
    tables = {**with_question(text="Is it always seen?", stage="mid"), "requirements": [], "headline": "score"}

    assert found(sound(**tables)) == []


def test_the_linter_lists_what_is_passed_over() -> None:
    found = [
        (each.where, each.what) for each in lint_framework(read_framework(GAPS)) if each.rule == "stage-passed-over"
    ]

    told = "no question of dimension {} has this stage, and nothing else is required for it there"
    assert found == [
        ("levels.basic", told.format("tools")),
        ("levels.managed", told.format("people")),
        ("levels.strategic", told.format("tools")),
    ]


def test_every_gate_that_is_found_can_be_answered_away() -> None:
    """Some of its questions are not applicable on a sheet on which a ladder has its level, or a higher one."""
    found = [(each, one.path) for each in drawn() for one in lint_framework(each) if one.rule == "gate-answered-away"]

    assert found
    assert [path for framework, path in found if not answered_away(framework, path)] == []


def answered_away(framework: Framework, path: Place) -> bool:
    """Return whether up to three questions can be not applicable without anyone losing the level of a gate."""
    entry: Any = getattr(framework, str(path[0]))[path[1]]
    level = entry.level if path[0] == "requirements" else entry.stage
    optional = [place for place, question in enumerate(framework.questions) if question.not_applicable]
    best = [len(question.options) - 1 for question in framework.questions]
    for away in chain.from_iterable(combinations(optional, size) for size in (1, 2, 3)):
        sheet = [NOT_APPLICABLE if place in away else code for place, code in enumerate(best)]
        standing = Oracle(framework).stand(tuple(sheet))
        for ladder in ladder_names(framework):
            rank = rank_of(framework.ladder_levels(ladder), level)
            if rank and (standing.levels[ladder] or 0) >= rank:
                return True
    return False


def test_what_a_profile_leaves_out_is_not_a_stage_that_is_passed_over() -> None:
    ruled = [need("framework", "mid", least=1, of={"questions": ["kept"]}), need("framework", "high", mean=1)]
    profile = {"id": "some", "name": "Some", "questions": ["seen"]}

    asked = sound(requirements=ruled, profiles=[profile]).profile("some")

    assert list(bare_rungs(asked, asked.all_requirements).values()) == [False]
    assert "stage-passed-over" not in {rule for rule, _ in found(asked)}
