"""Requirements that others imply, and levels that can never be the result: proved, or not reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import capability, dimension, question, rule, tiny

from maturity_core.lint import levels
from maturity_core.lint.levels import MOST_SHEETS

if TYPE_CHECKING:
    from maturity_core import Framework
from proofs import ALL, FAR_APART, PARTS, SKILLS, high, mid, several, told

SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
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


APART: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
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
@pytest.mark.wide
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
        "requirements.1": "it follows from “Middle: the questions must average at least 50%”"
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
        "levels.mid": "it can never be the result for the dimension work and the framework: "
        "meeting it always meets the next level"
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
    """If all of the plan's questions are not applicable, High drops out, and Middle is the top."""
    rules = [mid(least="0.5"), high(mean="0.5", of={"questions": {"capability": "plan"}})]

    framework = several(*rules, number=number, lacking=lacking)

    assert [*told(framework, "unreachable-level")] == (["levels.mid"] if found else [])


@pytest.mark.parametrize("number", [1, 5], ids=["every sheet tried", "too many sheets"])
def test_a_level_is_passed_where_the_next_one_falls_away_only_with_it(number: int) -> None:
    framework = several(mid(least="0.5"), high(mean="0.5"), *FAR_APART, number=number, lacking=True)

    assert [*told(framework, "unreachable-level")] == ["levels.mid"]


@pytest.mark.parametrize(("bar", "found"), [("mid", True), ("high", False)])
def test_rungs_of_dimensions_fall_away_together_up_to_the_lower_one(bar: str, *, found: bool) -> None:
    """A dimension may have Middle set aside and High left: it counts only for requirements of High."""
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
