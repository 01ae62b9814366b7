"""What a plan leaves out, and why that is allowed; and what comes before a capability ahead of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import LEVELS, capability, dimension, question, rule, two

from maturity_core.telling.coming import not_needed_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework

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
        not_needed_text(ALONE, plan)
        == "You can reach Middle without progress in People (still Low). That can come next."
    )
    assert not_needed_text(ALONE, plan) in " ".join(str(ALONE.assess([0, 0, 0, 0])).split())
    assert not_needed_text(ALONE, plan, Words.of("de")) == (
        "Sie erreichen „Middle“ auch ohne Fortschritte hier: People (weiter auf „Low“). Das kann danach kommen."
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
