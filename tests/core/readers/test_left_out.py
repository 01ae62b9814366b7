"""What a plan leaves out, and why that is allowed; and what comes before a capability that is ahead of its time."""

from __future__ import annotations

from builders import LEVELS, capability, dimension, rule, two

from maturity_core.telling.coming import not_needed_text
from maturity_core.telling.words import Words

GOALS = {"questions": ["goals-set"]}
RULES = [rule("framework", level, least=bar, of=GOALS) for level, bar in (("mid", "0.5"), ("high", 1))]
ALONE = two(requirements=[*two().requirements[:2], *RULES])


def test_a_plan_says_what_the_target_does_not_need() -> None:
    """Dimensions that are below it once all is done, with the levels where they stay."""
    plan = ALONE.assess([0, 0, 0, 0]).next_steps()

    assert [(rung.ladder, rung.level) for rung in plan.stays] == [
        ("dimension work", "low"),
        ("dimension people", "low"),
    ]
    assert not_needed_text(ALONE, plan) == "Not needed for Middle: Work and People (still Low)."
    assert not_needed_text(ALONE, plan) in " ".join(str(ALONE.assess([0, 0, 0, 0])).split())
    assert (
        not_needed_text(ALONE, plan, Words.of("de")) == "Für „Middle“ nicht nötig: Work und People (weiter auf „Low“)."
    )


def test_what_reaches_the_target_as_well_is_not_left_out() -> None:
    assert ALONE.assess([0, 2, 2, 1]).next_steps().stays == ()
    assert [rung.level for rung in ALONE.assess([1, 1, 1, 1]).next_steps("high").stays] == ["mid", "mid"]


def test_other_targets_leave_nothing_out() -> None:
    """A level of the whole alone asks for some dimensions more than for others."""
    assert ALONE.assess([0, 0, 0, 0]).next_steps({"dimension work": "mid"}).stays == ()
    assert ALONE.assess([0, 0, 0, 0]).next_steps(0.5).stays == ()
    assert ALONE.assess([2, 0, 0, 0]).next_steps("mid").stays == ()


def test_a_dimension_of_another_list_is_left_out_where_no_step_lies_in_it() -> None:
    dimensions = [dimension("work"), dimension("people", levels="own")]
    framework = two(dimensions=dimensions, level_lists={"own": LEVELS}, requirements=[*two().requirements[:2], *RULES])

    assert [rung.ladder for rung in framework.assess([0, 2, 2, 0]).next_steps().stays] == ["dimension people"]
    assert framework.assess([0, 2, 2, 2]).next_steps().stays == ()


def test_a_capability_ahead_of_its_time_names_what_comes_first() -> None:
    requires = [{"capability": name, "credit": "0.5"} for name in ("goals", "team")]
    framework = two(
        capabilities=[capability("goals"), capability("plan", requires=requires), capability("team", "people")]
    )

    assert [result.waits_for for result in framework.assess([0, 1, 1, 0]).capabilities] == [(), ("goals", "team"), ()]
    assert [result.waits_for for result in framework.assess([0, 1, 1, 1]).capabilities] == [(), ("goals",), ()]
    assert "Plan was started before Goals and Team are in place: these come first." in " ".join(
        str(framework.assess([0, 1, 1, 0])).split()
    )
