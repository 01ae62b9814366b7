"""The reference scorer by hand: exact numbers, gaps and targets, as meanings 4 and 5 have them."""

from __future__ import annotations

from typing import Any

import pytest
from oracles import (
    CUTS,
    FULL,
    GATES,
    HALF,
    HIGH,
    LOW,
    MID,
    NA,
    NONE,
    fine,
    levels,
    oracle,
    two_rungs,
)

from maturity_core import DONT_KNOW, UNANSWERED


def test_S1_a_cut_that_is_exactly_hit_is_met() -> None:
    questions = {"a": {"weight": "0.1"}, "b": {"weight": "0.2"}, "c": {"weight": "0.3"}}

    # (0.1 + 0.2) / 0.6; as doubles it is 0.5000000000000001 one way and 0.49999999999999994 the other
    assert oracle(questions, CUTS).stand((FULL, FULL, NONE)).level("framework") == MID
    assert oracle(questions, CUTS).stand((NONE, NONE, FULL)).level("framework") == MID


def test_a_mean_asks_every_item_for_the_lowest_common_value() -> None:
    reference = oracle(fine("a b c"), CUTS)

    gap = reference.gap((4, 0, 0), {"framework": MID})

    # 1 + v + v = 1.5 at v = 0.25, the second option; a is above it and stays
    assert gap.status == "open"
    assert gap.options == {1: 1, 2: 1}


def test_a_question_gets_the_lowest_option_that_suffices() -> None:
    reference = oracle(fine("a b"), two_rungs({"mean": "0.6"}, {"mean": "1"}))

    # 0.6 lies between 0.5 and 0.75; from 0.5 and 0.75: v + 0.75 = 1.2 at v = 0.45, below what a has
    assert reference.gap((0, 0), {"framework": MID}).options == {0: 3, 1: 3}
    assert reference.gap((2, 3), {"framework": MID}).status == "reached"
    # 0.25 + v = 1.2 has v = 0.95: but a is below it too, so both to 0.6
    assert reference.gap((1, 2), {"framework": MID}).options == {0: 3, 1: 3}


def test_weights_and_totals_move_the_common_value() -> None:
    questions = {"a": {"scale": "fine", "weight": "2"}, "b": {"scale": "fine"}}
    up = oracle(questions, two_rungs({"total": "11", "base": "10"}, {"total": "13", "base": "10"}))
    down = oracle(questions, two_rungs({"total": "-1", "top": "0"}, {"total": "0", "top": "0"}))

    # 2v + 0.5 = 1 at v = 0.25
    assert up.gap((0, 2), {"framework": MID}).options == {0: 1}
    # -2 (1 - v) - (1 - v) = -1 at v = 2/3; b is there
    assert down.gap((0, 3), {"framework": MID}).options == {0: 3}


def test_an_item_is_asked_for_its_own_best_where_that_is_lower() -> None:
    questions = {"a": {}, "b": {}, "c": {"capability": "other"}}
    ladders = {"skill": {"levels": "own"}, "other": {"levels": "own"}}
    of_levels = {"of": {"capabilities": "all"}, "by": "level"}
    rules = [
        *two_rungs({**of_levels, "mean": "0.7"}, {**of_levels, "mean": "1"}),
        {"ladder": "each capability", "level": "first", "mean": "0.5"},
        {"ladder": "capability skill", "level": "second", "total": "2", "base": "0"},
        {"ladder": "capability other", "level": "second", "mean": "1"},
    ]
    lists = {"own": levels("start", "first", "second")}
    reference = oracle(questions, rules, capabilities=ladders, level_lists=lists)

    # without b the total of skill is 1 at most: its best is first, 1/2. (1/2 + v) / 2 = 0.7 at v = 0.9: other to second
    assert reference.gap((NONE, NA, NONE), {"framework": MID}).options == {0: HALF, 2: FULL}


def test_an_item_that_is_at_its_own_best_is_asked_for_nothing() -> None:
    questions = {"a": {}, "b": {"capability": "other"}, "c": {"capability": "other"}}
    ladders = {"skill": {"levels": "own"}, "other": {"levels": "own"}}
    of_levels = {"of": {"capabilities": "all"}, "by": "level", "total": "1", "base": "0"}
    rules = [
        *two_rungs(of_levels, of_levels),
        {"ladder": "capability skill", "level": "first", "mean": "1"},
        {"ladder": "capability other", "level": "first", "total": "2", "base": "0"},
    ]
    reference = oracle(questions, rules, capabilities=ladders, level_lists={"own": levels("start", "first")})

    # without c other never gets to first: its best is 0, which it has; skill is to bring 1 alone
    assert reference.gap((NONE, NONE, NA), {"framework": MID}).options == {0: FULL}


def test_least_asks_every_item_and_share_and_count_every_item_that_can_reach() -> None:
    least = oracle("a b c", two_rungs({"least": "0.5"}, {"least": "1"}))
    count = oracle("a b c", two_rungs({"count": 1, "reaching": "1"}, {"count": 3, "reaching": "1"}))
    share = oracle({"a": {}, "b": {"weight": "0"}}, two_rungs(*[{"share": "1", "reaching": "0.5"}] * 2))

    assert least.gap((NONE, FULL, UNANSWERED), {"framework": MID}).options == {0: HALF, 2: HALF}
    # one is enough, but a gap never chooses
    assert count.gap((NONE, HALF, NONE), {"framework": MID}).options == {0: FULL, 1: FULL, 2: FULL}
    assert count.gap((NONE, FULL, NONE), {"framework": MID}).status == "reached"
    # weight 0 is ignored
    assert share.gap((NONE, NONE), {"framework": MID}).options == {0: HALF}


def test_an_item_that_cannot_reach_is_asked_for_nothing() -> None:
    questions = {"a": {}, "b": {}, "c": {"capability": "other"}}
    ladders = {"skill": {"levels": "own"}, "other": {"levels": "own"}}
    reached = {"of": {"capabilities": "all"}, "count": 1, "reaching": "first"}
    rules = [
        *two_rungs(reached, reached),
        {"ladder": "capability skill", "level": "first", "total": "2", "base": "0"},
        {"ladder": "capability other", "level": "first", "mean": "1"},
    ]
    reference = oracle(questions, rules, capabilities=ladders, level_lists={"own": levels("start", "first")})

    assert reference.gap((NONE, NA, NONE), {"framework": MID}).options == {2: FULL}
    assert reference.gap((NONE, NONE, NONE), {"framework": MID}).options == {0: FULL, 1: FULL, 2: FULL}


def test_ladders_pass_a_score_down_to_their_questions() -> None:
    questions = {**fine("a b"), **fine("c", capability="other")}
    rules = two_rungs({"of": {"capabilities": "all"}, "mean": "0.5"}, {"of": {"capabilities": "all"}, "mean": "1"})
    reference = oracle(questions, rules, capabilities={"skill": {}, "other": {}})

    # other has 0.25, skill 0: both capabilities to 0.5. In skill v + 0.25... a has 0.5, so v = 0.5 for b
    assert reference.gap((2, 0, 1), {"framework": MID}).options == {1: 2, 2: 2}
    # skill has 0.5 already; other: (0.5 + v) / 2 = 0.5 at v = 0.5
    assert reference.gap((4, 0, 0), {"framework": MID}).options == {2: 2}


def test_the_highest_of_all_requirements_counts_and_none_above_the_target() -> None:
    rules: list[dict[str, Any]] = [
        {"level": "mid", "least": "0.5"},
        {"level": "mid", "count": 1, "reaching": "1"},
        {"level": "high", "least": "1"},
    ]
    reference = oracle("a b", rules)

    assert reference.gap((NONE, FULL), {"framework": MID}).options == {0: HALF}
    assert reference.gap((NONE, NONE), {"framework": MID}).options == {0: FULL, 1: FULL}
    assert reference.gap((HALF, FULL), {"framework": MID}).status == "reached"
    assert reference.gap((HALF, FULL), {"framework": HIGH}).options == {0: FULL}


def test_a_target_that_the_best_answers_miss_is_out_of_reach_and_names_the_requirements() -> None:
    reference = oracle("a b", two_rungs({"mean": "0.5"}, {"total": "2", "base": "0"}))

    gap = reference.gap((NONE, NA), {"framework": HIGH})

    assert (gap.status, gap.blockers, gap.options) == ("out of reach", (1,), {})
    assert reference.plan((NONE, NA), {"framework": HIGH}).steps == ()


@pytest.mark.parametrize(
    ("sheet", "target", "status"),
    [
        ((NA, NA), {"framework": MID}, "refused"),  # no level
        ((NA, NA), {"framework": LOW}, "refused"),
        ((NA, NONE), {"framework": MID}, "refused"),  # passed over: never a target
        ((NA, NONE), {"framework": LOW}, "reached"),
        ((NA, NONE), {"framework": HIGH}, "open"),
        ((NONE, NONE), {"dimension area": MID}, "refused"),  # a ladder without requirements
        ((NONE, NONE), {}, "refused"),
    ],
)
def test_targets_that_are_no_rung_of_this_organisation_are_refused(
    sheet: tuple[int, ...], target: dict[str, int], status: str
) -> None:
    assert oracle("a b", GATES).gap(sheet, target).status == status


def test_without_a_target_it_is_the_next_remaining_rung_of_the_framework() -> None:
    reference = oracle("a b", GATES)

    assert reference.gap((NONE, NONE)).target == {"framework": MID}
    assert reference.gap((FULL, NONE)).target == {"framework": HIGH}
    assert reference.gap((NA, NONE)).target == {"framework": HIGH}
    assert reference.gap((FULL, FULL)).status == "nothing left"


def test_else_the_next_rungs_of_all_dimensions_and_else_of_all_capabilities() -> None:
    questions = {"a": {}, "b": {"capability": "other"}, "c": {"capability": "other"}}
    ladders = {"skill": {"levels": "own"}, "other": {"levels": "own", "dimension": "second"}}
    total = {"total": "3", "base": "0"}
    rules = [
        *two_rungs(total, total),
        *two_rungs({"ladder": "each dimension", "least": "0.5"}, {"ladder": "each dimension", "least": "0.5"}),
        {"ladder": "each capability", "level": "first", "least": "1"},
    ]
    reference = oracle(
        questions,
        rules,
        capabilities=ladders,
        dimensions={"area": {}, "second": {}},
        level_lists={"own": levels("start", "first")},
    )

    # c does not apply: a total of 3 is out of reach
    assert reference.gap((NONE, NONE, NA)).target == {"dimension area": MID, "dimension second": MID}
    assert reference.gap((HALF, NONE, NA)).target == {"dimension second": MID}
    assert reference.gap((HALF, HALF, NA)).target == {"capability skill": 1, "capability other": 1}
    assert reference.gap((FULL, FULL, NA)).status == "nothing left"
    assert reference.gap((FULL, FULL, NA)).target == {}


def test_another_sheet_asks_for_the_lowest_option_with_the_credit_of_its_own() -> None:
    questions = {"a": {"scale": "flat"}, "b": {}, "c": {}, "d": {}, "e": {}}
    reference = oracle(questions, CUTS)

    gap = reference.gap((NONE, UNANSWERED, NA, FULL, NONE), (2, HALF, FULL, NA, DONT_KNOW))

    # credit 0.5 is option 1 already; c and d do not apply on one side, e has no option to aim at
    assert gap.options == {0: 1, 1: HALF}
    assert gap.left_out == (2, 3, 4)
    assert reference.gap((1, HALF, NA, FULL, NONE), (2, HALF, FULL, NA, DONT_KNOW)).status == "reached"
