"""The linter's proofs: which levels nobody can reach, what follows from what, which numbers nobody can hit."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from builders import HABIT, LEVELS, YES_NO, capability, dimension, drawn, question, rule, some_sheets, tiny

from maturity_core import lint_framework
from maturity_core.lint import levels
from maturity_core.lint.finding import Subject
from maturity_core.lint.implied import applies_with, implies
from maturity_core.lint.levels import MOST_SHEETS
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.scoring.many.evaluate import PlanStanding

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.answers.sheets import Codes

Tables = dict[str, Any]

PARTS = {"plan": "work", "goals": "work", "team": "people", "pay": "people"}


def several(*requirements: Tables, number: int = 2, lacking: bool = False, **changes: Any) -> Framework:
    """Return a framework of two dimensions of two capabilities each, with so many questions a capability."""
    tables: Tables = {
        "dimensions": [dimension("work"), dimension("people")],
        "capabilities": [capability(name, home) for name, home in PARTS.items()],
        "questions": [
            question(f"{name}-{place}", name, not_applicable=lacking) for name in PARTS for place in range(number)
        ],
        "requirements": requirements,
    }
    return tiny(**{**tables, **changes})


def told(framework: Framework, rule_id: str) -> dict[str, str]:
    """Return what one rule finds, by place."""
    return {finding.where: finding.what for finding in lint_framework(framework) if finding.rule == rule_id}


def mid(**fields: Any) -> Tables:
    return rule("framework", "mid", **fields)


def high(**fields: Any) -> Tables:
    return rule("framework", "high", **fields)


FAR_APART = [rule("each dimension", "mid", mean="0.25"), rule("each dimension", "high", mean=1)]
ALL = {"dimensions": "all"}
SKILLS = {"capabilities": "all"}


# Requirements that others imply: those at `requirements.1` follow from the one before, or do not.

SAME = {
    "the same": ({"mean": "0.5"}, {"mean": "0.5"}),
    "a lower mean": ({"mean": "0.5"}, {"mean": "0.25"}),
    "a mean that acts as the other": ({"mean": "0.55"}, {"mean": "0.5625"}),
    "a lower share": ({"share": "0.5", "reaching": 1}, {"share": "0.25", "reaching": 1}),
    "a share of what reaches less": ({"share": "0.5", "reaching": 1}, {"share": "0.5", "reaching": "0.5"}),
    "a bar that acts as the other": ({"share": "0.5", "reaching": "0.3"}, {"share": "0.5", "reaching": "0.5"}),
    "a lower count": ({"count": 3, "reaching": 1}, {"count": 2, "reaching": 1}),
    "a lower total": ({"total": 2, "base": 0}, {"total": 1, "base": 0}),
    "a total from another base": ({"total": 2, "base": 0}, {"total": 3, "base": 1}),
    "a mean below the least": ({"least": "0.5"}, {"mean": "0.5"}),
    "a mean below what the least acts as": ({"least": "0.3"}, {"mean": "0.5"}),
    "a share of what the least holds": ({"least": "0.5"}, {"share": 1, "reaching": "0.5"}),
    "a count of what the least holds": ({"least": "0.5"}, {"count": 8, "reaching": "0.5"}),
    "a least of some": ({"least": "0.5"}, {"least": "0.5", "of": {"questions": ["plan-0"]}}),
    "a mean of some of all": (
        {"share": 1, "reaching": "0.5"},
        {"mean": "0.5", "of": {"questions": ["plan-0", "pay-1"]}},
    ),
    "a mean of all counted": ({"count": 8, "reaching": "0.5"}, {"mean": "0.5"}),
    "a share that has to be all": ({"share": "0.99", "reaching": "0.5"}, {"least": "0.5"}),
    "a least where the mean is full": ({"mean": 1}, {"least": 1}),
    "a mean of what a share reaches": ({"share": "0.5", "reaching": 1}, {"mean": "0.5"}),
    "a mean of what a share reaches in part": ({"share": "0.5", "reaching": "0.5"}, {"mean": "0.25"}),
    "a lower mean of scores": ({"mean": "0.5", "of": SKILLS}, {"mean": "0.25", "of": SKILLS}),
    "a least of levels": ({"least": 1, "by": "level", "of": ALL}, {"mean": "0.5", "by": "level", "of": ALL}),
    "the same rung": (
        {"share": "0.5", "reaching": "high", "of": ALL},
        {"share": "0.25", "reaching": "high", "of": ALL},
    ),
    "a lower rung": (
        {"share": 1, "reaching": "high", "of": ALL},
        {"share": "0.5", "reaching": "mid", "of": ALL},
    ),
}

APART = {
    "a higher mean": ({"mean": "0.5"}, {"mean": "0.5625"}),
    "a mean of others": ({"mean": "0.5"}, {"mean": "0.25", "of": {"questions": ["plan-0"]}}),
    "a share of what reaches more": ({"share": "0.5", "reaching": "0.5"}, {"share": "0.25", "reaching": 1}),
    "a higher count": ({"count": 2, "reaching": 1}, {"count": 3, "reaching": 1}),
    "a higher total": ({"total": 2, "base": 0}, {"total": "3.5", "base": 1}),
    "a total that counts down": ({"total": 4, "base": 0}, {"total": 4, "top": 8}),
    "a mean above the least": ({"least": "0.5"}, {"mean": "0.5625"}),
    "a total below the least": ({"least": "0.5"}, {"total": 1, "base": 0}),
    "a least beside a mean": ({"mean": "0.9375"}, {"least": "0.5"}),
    "a least beside most": ({"count": 7, "reaching": 1}, {"least": "0.5"}),
    "a least beside most of the share": ({"share": "0.875", "reaching": 1}, {"least": "0.5"}),
    "a least of more": ({"least": 1, "of": {"questions": ["plan-0"]}}, {"least": "0.5"}),
    "a least above the least": ({"least": "0.5"}, {"least": "0.6"}),
    "a mean above what a share reaches": ({"share": "0.5", "reaching": 1}, {"mean": "0.5625"}),
    "a mean of more than the share's": (
        {"share": "0.5", "reaching": 1, "of": {"questions": ["plan-0", "plan-1"]}},
        {"mean": "0.25"},
    ),
    "scores beside rungs": ({"share": 1, "reaching": "high", "of": ALL}, {"least": "0.25", "of": ALL}),
    "questions beside scores": ({"least": 1}, {"least": "0.25", "of": ALL}),
    "capabilities beside dimensions": ({"least": 1, "of": ALL}, {"least": "0.25", "of": SKILLS}),
    "a higher rung": ({"share": 1, "reaching": "mid", "of": ALL}, {"share": "0.5", "reaching": "high", "of": ALL}),
}


@pytest.mark.parametrize("lacking", [False, True], ids=["all apply", "some may not"])
@pytest.mark.parametrize("case", SAME)
def test_a_requirement_that_another_implies_is_found(case: str, *, lacking: bool) -> None:
    stronger, weaker = SAME[case]

    framework = several(mid(**stronger), mid(**weaker), high(least=1), *FAR_APART, lacking=lacking)

    assert "requirements.1" in told(framework, "implied-requirement")


@pytest.mark.parametrize("case", APART)
def test_a_requirement_that_asks_for_more_is_not_found(case: str) -> None:
    one, other = APART[case]

    framework = several(mid(**one), mid(**other), high(least=1), *FAR_APART)

    assert "requirements.1" not in told(framework, "implied-requirement")


def test_of_two_that_imply_each_other_the_first_remains() -> None:
    framework = several(mid(mean="0.5"), mid(mean="0.5"), high(mean=1), *FAR_APART)

    assert told(framework, "implied-requirement") == {
        "requirements.1": "it follows from “Middle: the mean of the questions is at least 50 %”"
    }


def test_the_stronger_one_may_stand_behind() -> None:
    framework = several(mid(mean="0.5"), mid(mean="0.75"), high(mean=1), *FAR_APART)

    assert [*told(framework, "implied-requirement")] == ["requirements.0"]


def test_a_lower_rung_needs_what_a_higher_one_asks_more_of() -> None:
    framework = several(mid(mean="0.25"), high(mean="0.5"), *FAR_APART)

    assert told(framework, "implied-requirement") == {}


def test_a_higher_rung_that_asks_as_much_asks_for_nothing_new() -> None:
    framework = several(mid(mean="0.5"), high(least=1), high(mean="0.5"), *FAR_APART)

    assert [*told(framework, "implied-requirement")] == ["requirements.2"]


def test_another_ladder_implies_nothing() -> None:
    own = [rule("dimension work", "mid", mean="0.25"), rule("dimension work", "high", mean=1)]

    assert told(several(mid(mean="0.75"), high(mean=1), *own), "implied-requirement") == {}


def test_what_is_written_for_several_ladders_is_found_where_it_is_implied_on_all() -> None:
    own = [rule("dimension work", "mid", mean="0.5"), rule("dimension people", "mid", mean="0.5")]

    assert [*told(several(mid(mean="0.5"), high(mean=1), *FAR_APART, *own), "implied-requirement")] == [
        "requirements.2"
    ]
    assert told(several(mid(mean="0.5"), high(mean=1), *FAR_APART, own[0]), "implied-requirement") == {}


@pytest.mark.parametrize("lacking", [False, True])
def test_a_lower_rung_of_fewer_follows_only_where_none_can_fall_away(*, lacking: bool) -> None:
    rungs = [mid(share="0.5", reaching="high", of=ALL), mid(share="0.5", reaching="mid", of=ALL)]

    framework = several(*rungs, high(least=1), *FAR_APART, lacking=lacking)

    assert bool(told(framework, "implied-requirement")) is not lacking


def test_one_dimension_that_may_lose_a_rung_is_enough_to_prove_nothing() -> None:
    rungs = [mid(share="0.5", reaching="high", of=ALL), mid(share="0.5", reaching="mid", of=ALL)]
    asked = [question(f"{name}-0", name, not_applicable=home == "people") for name, home in PARTS.items()]

    assert told(several(*rungs, high(least=1), *FAR_APART, questions=asked), "implied-requirement") == {}


@pytest.mark.parametrize(("mean", "found"), [("0.25", True), ("0.5", False)])
def test_what_a_share_reaches_is_no_more_than_its_lowest_bar_acts_as(mean: str, *, found: bool) -> None:
    """One answer of half credit is enough for the share: the mean of the two is then a quarter."""
    asked = [question("kept"), question("seen", scale="yes-no")]

    framework = tiny(questions=asked, requirements=[mid(share="0.5", reaching="0.3"), mid(mean=mean), high(least=1)])

    assert ("requirements.1" in told(framework, "implied-requirement")) is found


# Levels nobody can reach: proved by trying every sheet, or by the requirements, or not found.


@pytest.mark.parametrize("number", [1, 5], ids=["every sheet tried", "too many sheets"])
@pytest.mark.parametrize(("higher", "found"), [("0.5", True), ("0.75", False)])
def test_a_level_that_leads_straight_to_the_next_is_found(number: int, higher: str, *, found: bool) -> None:
    framework = several(mid(least="0.5"), high(mean=higher), *FAR_APART, number=number)

    assert (len(framework.questions) > 10) is (number > 1)
    assert [*told(framework, "unreachable-level")] == (["levels.mid"] if found else [])


def test_a_level_is_told_with_the_ladders_on_which_nobody_stops_there() -> None:
    narrow = [question("plan-0", "plan", scale="yes-no"), question("team-0", "team"), question("team-1", "team")]
    places = [capability("plan"), capability("team", "people")]
    rules = [mid(mean="0.5"), high(mean="0.5"), *FAR_APART]

    assert told(several(*rules, questions=narrow, capabilities=places), "unreachable-level") == {
        "levels.mid": "nobody can stop there on the ladder of the dimension work and the framework: "
        "whoever gets there gets further"
    }


def test_a_level_of_another_list_is_told_in_that_list() -> None:
    own = [{"id": name, "name": name} for name in ("open", "begun", "done")]
    ruled = [rule("dimension work", "begun", mean="0.5"), rule("dimension work", "done", mean="0.5")]

    framework = several(
        mid(mean="0.5"),
        high(mean=1),
        *ruled,
        level_lists={"own": own},
        dimensions=[dimension("work", levels="own"), dimension("people")],
    )

    assert [*told(framework, "unreachable-level")] == ["level_lists.own.begun"]


def test_thresholds_between_the_same_two_values_are_one() -> None:
    framework = tiny(requirements=[mid(mean="0.55"), high(mean="0.75")])

    assert [*told(framework, "unreachable-level")] == ["levels.mid"]
    assert [*told(tiny(requirements=[mid(mean="0.5"), high(mean="0.75")]), "unreachable-level")] == []


def test_what_only_all_requirements_together_prove_is_found_by_trying_and_else_left_open() -> None:
    halves = [{"questions": {"dimension": name}} for name in ("work", "people")]
    rules = [*(mid(least=1, of=half) for half in halves), high(least=1)]

    assert [*told(several(*rules, number=1), "unreachable-level")] == ["levels.mid"]
    assert [*told(several(*rules, number=5), "unreachable-level")] == []


@pytest.mark.parametrize("number", [1, 5], ids=["every sheet tried", "too many sheets"])
@pytest.mark.parametrize(("lacking", "found"), [(False, True), (True, False)])
def test_a_level_is_reached_where_the_next_one_falls_away(number: int, *, lacking: bool, found: bool) -> None:
    """Where all of the plan's questions are not applicable, nothing is left of High, and Middle is the top."""
    rules = [mid(least="0.5"), high(mean="0.5", of={"questions": {"capability": "plan"}})]

    framework = several(*rules, number=number, lacking=lacking)

    assert [*told(framework, "unreachable-level")] == (["levels.mid"] if found else [])


@pytest.mark.parametrize("number", [1, 5], ids=["every sheet tried", "too many sheets"])
def test_a_level_is_passed_where_the_next_one_falls_away_only_with_it(number: int) -> None:
    framework = several(mid(least="0.5"), high(mean="0.5"), *FAR_APART, number=number, lacking=True)

    assert [*told(framework, "unreachable-level")] == ["levels.mid"]


@pytest.mark.parametrize(("bar", "found"), [("mid", True), ("high", False)])
def test_rungs_of_dimensions_fall_away_together_up_to_the_lower_one(bar: str, *, found: bool) -> None:
    """A dimension may have Middle set aside and High left: it counts for what asks for High only."""
    ruled = [
        *(
            rule(f"dimension {name}", "mid", least="0.5", of={"questions": {"capability": first}})
            for name, first in (("work", "plan"), ("people", "team"))
        ),
        rule("each dimension", "high", least=1),
    ]
    rules = [mid(share=1, reaching=bar, of=ALL), high(share=1, reaching="mid", of=ALL)]

    framework = several(*rules, *ruled, number=5, lacking=True)

    assert [*told(framework, "unreachable-level")] == (["levels.mid"] if found else [])


PLAN, TEAM = ({"questions": {"capability": name}} for name in ("plan", "team"))
SEVERAL = {
    "one of two below is enough": ([mid(least="0.5"), mid(count=1, reaching=1), high(mean="0.5")], True),
    "all of the next have to follow": ([mid(least="0.5"), high(mean="0.5"), high(mean="0.75")], False),
    "it remains by what the next does not ask about": (
        [mid(least="0.5", of=PLAN), mid(least="0.5", of=TEAM), high(mean="0.5", of=PLAN)],
        False,
    ),
    "one of the next remains with it": (
        [mid(least="0.5"), high(mean="0.5"), high(mean="0.5", of={"questions": ["plan-0"]})],
        True,
    ),
}


@pytest.mark.parametrize("number", [1, 5], ids=["every sheet tried", "too many sheets"])
@pytest.mark.parametrize("case", SEVERAL)
def test_of_several_requirements_a_level_is_proved_by_as_many_as_it_takes(case: str, number: int) -> None:
    rules, found = SEVERAL[case]

    framework = several(*rules, *FAR_APART, number=number, lacking=True)

    assert [*told(framework, "unreachable-level")] == (["levels.mid"] if found else [])


def test_climbs_go_from_the_worst_to_the_best_answers_one_option_at_a_time() -> None:
    framework = tiny(questions=[question("kept"), question("seen", scale="yes-no")])

    climbs = levels._climbs(framework)

    low, *steps = [tuple(sheet) for sheet in climbs.T.tolist()]
    assert low == (0, 0)
    assert steps == [
        *[(1, 0), (2, 0), (2, 1)],
        *[(0, 1), (1, 1), (2, 1)],
        *[(1, 0), (1, 1), (2, 1)],
    ]


def test_every_sheet_is_tried_up_to_a_number_of_them() -> None:
    """Ten questions of three options have 59,049 sheets; nine of three and one of two have 39,366."""
    halves = [{"questions": [f"q-{place}" for place in places]} for places in (range(5), range(5, 10))]
    rules = [*(mid(least=1, of=half) for half in halves), high(least=1)]

    def asked(scale: str) -> Framework:
        last = question("q-9", scale=scale)
        return tiny(questions=[*(question(f"q-{place}") for place in range(9)), last], requirements=rules)

    assert 39_366 <= MOST_SHEETS < 59_049
    assert [*told(asked("yes-no"), "unreachable-level")] == ["levels.mid"]
    assert [*told(asked("habit"), "unreachable-level")] == []


# Numbers that nobody can hit.

THIRDS = {"options": [HABIT["options"][0], {**HABIT["options"][1], "credit": "0.4"}, HABIT["options"][2]]}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        pytest.param({"least": "0.4"}, "requirements.0.least", id="least"),
        pytest.param({"share": "0.5", "reaching": "0.4"}, "requirements.0.reaching", id="share"),
        pytest.param({"count": 1, "reaching": "0.4"}, "requirements.0.reaching", id="count"),
    ],
)
def test_a_bar_between_the_options_is_found(fields: Tables, where: str) -> None:
    exact = {name: "0.5" if value == "0.4" else value for name, value in fields.items()}
    scales = {"habit": HABIT, "other": THIRDS, "yes-no": YES_NO}
    mixed = [question("kept"), question("seen", scale="other")]

    rule_id = "bar-between-options"
    assert told(tiny(requirements=[mid(**fields), high(mean=1)]), rule_id) == {
        where: "nothing comes to exactly 0.4: it acts as 0.5"
    }
    assert told(tiny(requirements=[mid(**exact), high(mean=1)]), rule_id) == {}
    assert told(tiny(scales=scales, questions=mixed, requirements=[mid(**fields), high(mean=1)]), rule_id) == {}


def test_a_bar_acts_differently_on_different_scales() -> None:
    asked = [question("kept"), question("seen", scale="yes-no")]

    framework = tiny(questions=asked, requirements=[mid(least="0.4"), high(mean=1)])

    assert told(framework, "bar-between-options") == {
        "requirements.0.least": "nothing comes to exactly 0.4: it acts as 0.5 and 1"
    }


@pytest.mark.parametrize(("bar", "acts"), [("0.6", "0.75"), ("0.5", None), ("0.75", None)])
def test_a_bar_between_the_scores_of_capabilities_is_found(bar: str, acts: str | None) -> None:
    framework = several(mid(share="0.5", reaching=bar, of=SKILLS), high(mean=1), *FAR_APART)

    what = {"requirements.0.reaching": f"nothing comes to exactly {bar}: it acts as {acts}"}
    assert told(framework, "bar-between-options") == (what if acts else {})


@pytest.mark.parametrize(("bar", "acts"), [("0.6", "1"), ("0.5", None)])
def test_a_bar_between_the_ranks_of_dimensions_is_found(bar: str, acts: str | None) -> None:
    framework = several(mid(least=bar, by="level", of=ALL), high(mean=1), *FAR_APART)

    what = {"requirements.0.least": f"nothing comes to exactly {bar}: it acts as {acts}"}
    assert told(framework, "bar-between-options") == (what if acts else {})


@pytest.mark.parametrize(
    ("bar", "acts", "acts_lacking"), [("0.5", "2/3", None), ("0.75", "1", "1"), ("0.3", "1/3", "1/3")]
)
def test_of_dimensions_that_may_lose_rungs_more_ranks_are_possible(
    bar: str, acts: str, acts_lacking: str | None
) -> None:
    """With three rungs the ranks are thirds; where one of them falls away, halves are possible, too."""
    ruled = [*FAR_APART, rule("each dimension", "peak", least=1)]
    rules = [mid(least=bar, by="level", of=ALL), high(mean=1), rule("framework", "peak", least=1), *ruled]
    four = {"levels": [*LEVELS, {"id": "peak", "name": "Peak"}]}

    for lacking, number in ((False, acts), (True, acts_lacking)):
        what = {"requirements.0.least": f"nothing comes to exactly {bar}: it acts as {number}"}
        assert told(several(*rules, **four, lacking=lacking), "bar-between-options") == (what if number else {})


@pytest.mark.parametrize(
    ("table", "where"),
    [
        pytest.param(
            {"kind": "weakest-link", "of": {"questions": "all"}, "cuts": {"mid": "0.4", "high": 1}},
            "rules.0.cuts.mid",
            id="cuts",
        ),
        pytest.param({"kind": "staged", "share": 1, "reaching": "0.4"}, "rules.0.reaching", id="staged"),
    ],
)
def test_a_bar_of_a_rule_is_found_where_it_is_written(table: Tables, where: str) -> None:
    asked = [question("kept", stage="mid"), question("seen", stage="high")]
    written = {"ladder": "framework", "basis": "interpretation", **table}

    assert where in told(tiny(questions=asked, requirements=[], rules=[written]), "bar-between-options")


@pytest.mark.parametrize(
    ("fields", "exact", "what"),
    [
        pytest.param({"mean": "0.6"}, {"mean": "0.75"}, "0.6: it acts as 0.75", id="mean"),
        pytest.param(
            {"share": "0.2", "reaching": 1}, {"share": "0.5", "reaching": 1}, "0.2: it acts as 0.5", id="share"
        ),
        pytest.param({"total": "1.7", "base": "0.5"}, {"total": 2, "base": "0.5"}, "1.7: it acts as 2", id="up"),
        pytest.param({"total": "9.3", "top": 10}, {"total": "9.5", "top": 10}, "9.3: it acts as 9.5", id="down"),
    ],
)
def test_a_threshold_that_answers_step_over_is_found(fields: Tables, exact: Tables, what: str) -> None:
    found = told(tiny(requirements=[mid(**fields), high(least=1)]), "threshold-never-hit")

    statistic = next(iter(fields))
    assert found == {f"requirements.0.{statistic}": f"nothing comes to exactly {what}"}
    assert told(tiny(requirements=[mid(**exact), high(least=1)]), "threshold-never-hit") == {}


@pytest.mark.parametrize(("cut", "found"), [("0.73", True), ("0.730001", False)])
def test_a_threshold_that_the_next_value_nearly_hits_is_left_alone(cut: str, *, found: bool) -> None:
    assert bool(told(tiny(requirements=[mid(mean=cut), high(least=1)]), "threshold-never-hit")) is found


@pytest.mark.parametrize(("total", "found"), [("1.46", True), ("1.460001", False)])
def test_what_is_near_grows_with_what_a_total_can_come_to(total: str, *, found: bool) -> None:
    framework = tiny(requirements=[mid(total=total, base=0), high(least=1)])

    assert bool(told(framework, "threshold-never-hit")) is found


def test_a_total_of_weights_is_told_in_the_numbers_of_the_file() -> None:
    """Two questions of weight 3 come to 0, 1.5, 3 and so on above the base."""
    asked = [question("kept", weight=3), question("seen", weight=3)]

    framework = tiny(questions=asked, requirements=[mid(total="2.7", base=1), high(least=1)])

    assert told(framework, "threshold-never-hit") == {
        "requirements.0.total": "nothing comes to exactly 2.7: it acts as 4"
    }


@pytest.mark.parametrize(("credit", "found"), [("0.73", True), ("0.730001", False)])
def test_a_prerequisite_that_the_next_score_nearly_hits_is_left_alone(credit: str, *, found: bool) -> None:
    able = [capability("plan"), capability("goals", requires=[{"capability": "plan", "credit": credit}])]
    asked = [question("kept"), question("seen"), question("set", "goals")]

    assert bool(told(tiny(capabilities=able, questions=asked), "threshold-never-hit")) is found


def test_what_does_not_apply_makes_more_numbers_possible() -> None:
    """Two of three questions come to thirds only where all apply, to halves where one does not."""
    asked = [question(name, scale="yes-no") for name in ("kept", "seen")]
    rules = [mid(mean="0.5"), high(least=1)]

    def hit(*, lacking: bool) -> dict[str, str]:
        third = question("told", scale="yes-no", not_applicable=lacking)
        return told(tiny(questions=[*asked, third], requirements=rules), "threshold-never-hit")

    assert hit(lacking=False) == {"requirements.0.mean": "nothing comes to exactly 0.5: it acts as 2/3"}
    assert hit(lacking=True) == {}


def test_what_does_not_apply_adds_nothing_to_a_sum() -> None:
    """Of weights 2, 2 and 3: sevenths; without the last one halves. Two sevenths are the first above 0.2."""
    asked = [question(name, scale="yes-no", weight=2) for name in ("kept", "seen")]
    asked.append(question("told", scale="yes-no", weight=3, not_applicable=True))

    framework = tiny(questions=asked, requirements=[mid(mean="0.2"), high(least=1)])

    assert told(framework, "threshold-never-hit") == {
        "requirements.0.mean": "nothing comes to exactly 0.2: it acts as 2/7"
    }


def test_a_threshold_that_one_of_its_ladders_hits_is_left_alone() -> None:
    asked = [question("plan-0", "plan"), question("team-0", "team"), question("team-1", "team")]
    places = [capability("plan"), capability("team", "people")]
    rules = [rule("each dimension", "mid", mean="0.25"), rule("each dimension", "high", least=1)]

    framework = several(mid(least=1), high(least=1), *rules, questions=asked, capabilities=places)

    assert told(framework, "threshold-never-hit") == {}


def test_a_cut_is_found_where_it_is_written() -> None:
    cuts = {"kind": "cut-points", "ladder": "framework", "cuts": {"mid": "0.6", "high": 1}, "basis": "interpretation"}

    framework = tiny(requirements=[], rules=[cuts])

    assert told(framework, "threshold-never-hit") == {
        "rules.0.cuts.mid": "nothing comes to exactly 0.6: it acts as 0.75"
    }


def test_where_sums_are_too_many_nothing_is_said() -> None:
    asked = [question(f"q-{place}", weight=2**place, scale="yes-no") for place in range(12)]
    rules = [mid(mean="0.3"), high(mean="0.3", of=ALL)]

    assert told(tiny(questions=asked, requirements=rules), "threshold-never-hit") == {}
    assert told(tiny(questions=asked, requirements=rules), "bar-between-options") == {}


# Whatever is found is true, of random frameworks: of all their sheets, where they are few, else of many.


class Tried(NamedTuple):
    """A random framework, sheets for it (n_questions, n_sheets), and where they stand."""

    subject: Subject
    sheets: Codes
    standing: PlanStanding


@cache
def tried() -> list[Tried]:
    found: list[Tried] = []
    for place, framework in enumerate(drawn()):
        subject = Subject(framework)
        sheets = levels.all_sheets(framework, frozenset(range(len(framework.questions))), most=3_000)
        if sheets is None:
            sheets = np.ascontiguousarray(some_sheets(framework, place, 300).T)
        found.append(Tried(subject, sheets, PlanStanding(subject.plan, sheets)))
    return found


def test_nobody_stands_at_a_level_that_is_called_unreachable() -> None:
    named = 0
    for subject, _, standing in tried():
        for found in levels.unreachable_levels(subject):
            for name in re.findall(r"the ((?:dimension|capability) [\w-]+|framework)", found.what):
                named += 1
                assert found.path[-1] not in standing.places[subject.plan.positions[name]].rank

    assert named > 10


def test_nobody_stops_where_the_requirements_prove_it() -> None:
    proved = 0
    for subject, _, standing in tried():
        for ladder, where in zip(subject.plan.ladders, standing.places, strict=True):
            for rung in range(1, ladder.top):
                if levels.passed_through(subject, ladder, rung):
                    proved += 1
                    assert rung not in where.rank

    assert proved > 10


def test_what_follows_is_never_unmet_where_the_other_is_met() -> None:
    followed = 0
    for subject, _, standing in tried():
        applies, met = zip(*(standing.rule(rule_.index) for rule_ in subject.plan.rules), strict=True)
        for ladder in subject.plan.ladders:
            for one, other in permutations(ladder.rules, 2):
                holds = met[one.index] | ~applies[one.index]
                if implies(subject.amounts, one, other):
                    followed += 1
                    assert (met[other.index] | ~applies[other.index] | ~holds).all()
                if applies_with(one, other):
                    assert (applies[other.index] | ~applies[one.index]).all()

    assert followed > 10


def test_what_is_measured_is_among_what_was_thought_possible() -> None:
    for subject, sheets, _ in tried():
        for sheet in sheets.T[:: sheets.shape[1] // 3 or 1]:
            explained = subject.framework.assess(sheet).explain()
            for ladder in subject.plan.ladders:
                rungs = explained[ladder.name].rungs if ladder.rules else ()
                states = [state for rung in rungs for state in rung.requirements]
                for one, state in zip(ladder.rules, states, strict=True):
                    values = subject.amounts.of_rule(one)
                    if values is not None and state.measured is not None:
                        scale = one.terms.scale if one.statistic.adds else 1
                        assert one.bar + (state.measured - one.threshold) * scale in values


def test_an_unread_question_moves_nothing() -> None:
    for subject, sheets, standing in tried():
        for column, question_ in enumerate(subject.framework.questions):
            better = sheets.copy()
            better[column, better[column] != NOT_APPLICABLE] = len(question_.options) - 1
            after = PlanStanding(subject.plan, better)
            for index, (one, other) in enumerate(zip(standing.places, after.places, strict=True)):
                assert column in subject.reads.levels[index] or (one.rank == other.rank).all()
                assert column in subject.reads.scores[index] or (one.numerator == other.numerator).all()
