"""What a plan leaves out or weak, and why that is allowed; and what comes before a capability ahead of its time."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, available_frameworks, load_framework
from maturity_core.telling.coming import left_weak_remedy, left_weak_text, not_needed_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations

GOALS = {"questions": ["goals-set"]}
RULES = [rule("framework", level, least=bar, of=GOALS) for level, bar in (("mid", "0.5"), ("high", 1))]
ALONE = two(requirements=[*two().requirements[:2], *RULES])


def listed(levels: list[dict[str, Any]], *bars: tuple[str, float | str]) -> Framework:
    """Return a framework whose people have a list of levels, each with the bar of its least answer."""
    own = [rule("dimension people", level, least=bar) for level, bar in bars]
    work = [rule("dimension work", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    dimensions = [dimension("work"), dimension("people", levels="own")]
    return two(dimensions=dimensions, level_lists={"own": levels}, requirements=[*work, *own, *RULES])


def test_a_plan_says_what_the_target_does_not_need() -> None:
    """Dimensions without a step that are below it once all is done, with the levels where they stay."""
    plan = ALONE.assess([0, 0, 0, 0]).next_steps()

    assert [(rung.ladder, rung.level) for rung in plan.stays] == [
        ("dimension people", "low"),
    ]
    assert (
        not_needed_text(ALONE, plan) == "You can reach Middle without progress in People (still Low). Go on there next."
    )
    assert not_needed_text(ALONE, plan) in " ".join(str(ALONE.assess([0, 0, 0, 0])).split())
    assert not_needed_text(ALONE, plan, Words.of("de")) == (
        "Sie erreichen „Middle“ auch ohne Fortschritte hier: People (weiter auf „Low“). "
        "Machen Sie dort als Nächstes weiter."
    )


def test_what_reaches_the_target_as_well_is_not_left_out() -> None:
    assert ALONE.assess([0, 2, 2, 1]).next_steps().stays == ()
    assert [rung.level for rung in ALONE.assess([1, 1, 1, 1]).next_steps("high").stays] == ["mid"]


def test_other_targets_leave_nothing_out() -> None:
    """A level of the whole alone asks for some dimensions more than for others."""
    assert ALONE.assess([0, 0, 0, 0]).next_steps({"dimension work": "mid"}).stays == ()
    assert ALONE.assess([0, 0, 0, 0]).next_steps(0.5).stays == ()
    assert ALONE.assess([2, 0, 0, 0]).next_steps("mid").stays == ()


def test_a_dimension_of_other_levels_is_left_out_where_no_step_lies_in_it() -> None:
    framework = listed([{**level, "id": f"own-{level['id']}"} for level in LEVELS], ("own-mid", "0.5"), ("own-high", 1))

    assert [rung.ladder for rung in framework.assess([0, 2, 2, 0]).next_steps().stays] == ["dimension people"]
    assert framework.assess([0, 2, 2, 2]).next_steps().stays == ()


def test_a_list_of_its_own_with_levels_of_the_whole_is_compared_by_these() -> None:
    """People have low and high of the levels low, mid and high: high is not below mid, although no step lies there."""
    framework = listed([LEVELS[0], LEVELS[2]], ("high", 1))

    assert [rung.level for rung in framework.assess([0, 2, 2, 1]).next_steps().stays] == ["low"]
    assert framework.assess([0, 2, 2, 2]).next_steps().stays == ()


def test_of_an_area_in_which_an_outcome_has_to_improve_nothing_is_said() -> None:
    """That the target needs no more there would not be true."""
    questions = [
        question("goals-set", "goals"),
        question("plan-kept", "plan"),
        question("plan-seen", "plan"),
        question("team-there", "team", outcome=True),
    ]
    needed = rule("framework", "mid", least="0.5", of={"questions": ["goals-set", "team-there"]})
    framework = two(questions=questions, requirements=[*two().requirements[:2], needed, RULES[1]])
    plan = framework.assess([0, 0, 0, 0]).next_steps()

    assert [entry.question for entry in plan.results] == ["team-there"]
    assert plan.stays == ()


def four(**changes: dict[str, Any]) -> Framework:
    """Return a framework whose middle level one of four capabilities reaches alone: the first, which is cheapest."""
    efforts = {"first": 1, "second": 2, "third": 2, "fourth": 2}
    return tiny(
        capabilities=[capability(name, effort=effort, **changes.get(name, {})) for name, effort in efforts.items()],
        questions=[question(f"{name}-done", name) for name in efforts],
        requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)],
    )


@pytest.mark.parametrize(
    ("changes", "codes", "expected"),
    [
        ({}, (0, 0, 0, 0), ("fourth", ())),
        ({}, (0, 0, 0, 1), ("second", ())),
        ({"second": {"leans_on": ["third"]}}, (0, 0, 0, 0), ("third", ("second",))),
        ({"first": {"leans_on": ["third"]}}, (0, 0, 0, 0), ("third", ("first",))),
        ({"fourth": {"requires": [{"capability": "second", "credit": "0.5"}]}}, (0, 0, 0, 0), ("second", ("fourth",))),
    ],
    ids=["by id", "by score", "what a weak one leans on", "what a step leans on", "what a weak one requires"],
)
def test_a_plan_names_the_weak_capability_that_it_leaves_alone_and_that_eases_most(
    changes: dict[str, dict[str, Any]], codes: tuple[int, ...], expected: tuple[str, tuple[str, ...]]
) -> None:
    plan = four(**changes).assess(codes).next_steps("mid")

    assert plan.left_weak is not None
    assert (plan.left_weak.capability, plan.left_weak.eases) == expected
    assert plan.left_weak.capability not in {step.capability for step in plan}


def test_a_plan_that_leaves_nothing_weak_names_nothing() -> None:
    """What is half there isn't weak, what waits for something else can't begin, and outcomes aren't begun."""
    assert four().assess([0, 2, 2, 2]).next_steps("high").left_weak is None
    assert two().assess([0, 0, 0, 0]).next_steps("high").left_weak is None
    assert four().assess([2, 2, 2, 2]).next_steps().left_weak is None


def test_what_a_plan_leaves_weak_has_the_remedies_of_its_gaps() -> None:
    remedies = [
        {"question": "fourth-done", "to": "often", "text": "Begin."},
        {"question": "fourth-done", "now": "often", "to": "always", "text": "Go on."},
    ]
    found = four(fourth={"remedies": remedies}).assess([0, 0, 0, 0]).next_steps("mid").left_weak

    assert found is not None
    assert (found.capability, found.remedies) == ("fourth", (0,))


def test_what_has_no_score_is_not_left_weak() -> None:
    """Of two capabilities at their lowest level, one has nothing that counts: the other is worth starting."""
    names = ("plan", "idle", "void")
    framework = tiny(
        level_lists={"rungs": LEVELS[:2]},
        capabilities=[capability(name, levels="rungs", effort=3 if name == "void" else 1) for name in names],
        questions=[
            *(question(name, name, stage="mid") for name in names),
            question("apart", "void", not_applicable=True),
        ],
        requirements=[
            rule("each capability", "mid", least=1, of={"questions": {"stage": "mid"}}),
            rule("framework", "mid", count=1, of={"questions": list(names)}, reaching=1),
            rule("framework", "high", count=3, of={"questions": list(names)}, reaching=1),
        ],
        scores=[{"ladder": "capability void", "mean_of": {"questions": ["apart"]}}],
    )

    plan = framework.assess([0, 0, 0, NOT_APPLICABLE]).next_steps("mid")

    assert plan.left_weak is not None
    assert {*(step.capability for step in plan), plan.left_weak.capability} == {"plan", "idle"}


def test_what_is_left_weak_is_told_with_what_it_eases_and_how_to_begin() -> None:
    leaning = four(second={"leans_on": ["third"]}, third={"remedy": "Ask around."})
    page = " ".join(str(leaning.assess([0, 0, 0, 0])).split())
    plan = leaning.assess([2, 2, 2, 2]).next_steps()

    assert "Not needed for Middle, but weak and worth starting: Third. It makes Second easier. Ask around." in page
    assert (left_weak_text(leaning, plan), left_weak_remedy(leaning, plan)) == ("", "")
    assert left_weak_text(four(), four().assess([0, 0, 0, 0]).next_steps(), Words.of("de")) == (
        "Für „Middle“ nicht nötig, aber schwach und einen Anfang wert: Fourth."
    )


@pytest.mark.parametrize("model", available_frameworks())
def test_what_plans_leave_weak_differs_between_organisations(model: str) -> None:
    framework = load_framework(model)
    found = Counter(weak.capability for sheet in organisations(framework) if (weak := weak_of(framework, sheet)))

    assert len(found) > 8
    assert max(found.values()) < 0.75 * sum(found.values())


def weak_of(framework: Framework, sheet: list[int]) -> Any:
    return framework.assess(sheet).next_steps().left_weak


def test_a_capability_ahead_of_its_time_names_what_comes_first() -> None:
    requires = [{"capability": name, "credit": "0.5"} for name in ("goals", "team")]
    framework = two(
        capabilities=[capability("goals"), capability("plan", requires=requires), capability("team", "people")]
    )

    assert [result.waits_for for result in framework.assess([0, 1, 1, 0]).capabilities] == [(), ("goals", "team"), ()]
    assert [result.waits_for for result in framework.assess([0, 1, 1, 1]).capabilities] == [(), ("goals",), ()]
    assert "Plan was started before what it depends on is in place. These come first: Goals and Team." in " ".join(
        str(framework.assess([0, 1, 1, 0])).split()
    )
