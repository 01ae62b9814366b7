"""The reference scorer by hand: states, ranges and levels, as meanings 1 to 3 have them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from oracles import (
    ALL,
    CUTS,
    FULL,
    GATES,
    HALF,
    HIGH,
    LOW,
    MID,
    NA,
    NONE,
    levels,
    oracle,
    two_rungs,
)

from maturity_core import DONT_KNOW, UNANSWERED
from maturity_core.model.ladders import selected
from maturity_core.model.requirement import Items


@pytest.mark.parametrize("state", [UNANSWERED, DONT_KNOW, NONE])
def test_an_open_question_earns_no_credit_and_still_counts(state: int) -> None:
    standing = oracle("a b", CUTS).stand((FULL, state))

    # the mean of 1 and 0
    assert set(standing.scores.values()) == {Fraction(1, 2)}
    assert standing.levels == {"framework": MID, "dimension area": None, "capability skill": None}
    assert standing.rungs == {"framework": (MID, HIGH), "dimension area": (), "capability skill": ()}


def test_the_range_is_the_worst_and_the_best_completion_and_never_one_that_does_not_apply() -> None:
    reference = oracle("a b", CUTS)

    # b at its first option: 1/2, mid. b at its last: 1, high. Were b not applicable, the worst were high too.
    assert reference.range((FULL, UNANSWERED))["framework"] == (MID, HIGH)
    assert reference.range((FULL, NONE))["framework"] == (MID, MID)
    assert reference.range((NA, NA))["framework"] is None


def test_the_lowest_and_the_highest_filling_stand_for_all_completions_where_they_are_many() -> None:
    many, few = oracle("a b c", CUTS, completions=1), oracle("a b c", CUTS)

    sheet = (DONT_KNOW, UNANSWERED, HALF)

    assert many.range(sheet) == few.range(sheet)
    assert many.narrows(sheet) == few.narrows(sheet)


def test_completeness_is_the_options_chosen_of_what_applies() -> None:
    questions = {"a": {}, "b": {}, "c": {}, "d": {"capability": "other"}}
    reference = oracle(questions, CUTS, capabilities={"skill": {}, "other": {}})

    found = reference.completeness((NONE, DONT_KNOW, NA, NA))

    # skill: a of a and b; other: nothing applies
    assert found["framework"] == found["capability skill"] == Fraction(1, 2)
    assert found["capability other"] is None


def test_the_question_narrows_most_that_decides() -> None:
    rules = two_rungs({"least": "1", "of": {"questions": ["gate"]}}, {"least": "1", "of": {"questions": ["gate"]}})
    reference = oracle("also gate", rules)

    # whatever the gate's option, one level is left; whatever the other's, three are
    assert reference.narrows((UNANSWERED, UNANSWERED))["framework"] == "gate"
    assert reference.narrows((UNANSWERED, NONE))["framework"] is None


def test_of_two_that_narrow_alike_the_smaller_sum_wins_and_then_the_id() -> None:
    one_full = two_rungs({"count": 1, "reaching": "1"}, {"count": 1, "reaching": "1"})
    sums = oracle({"a": {"scale": "habit"}, "b": {"scale": "yes-no"}}, one_full)
    ties = oracle("b a", one_full)

    # a: at 0 and 0.5 the other still decides (2, 2), at 1 it is high (0): sum 4. b: at 0 (2), at 1 (0): sum 2.
    assert sums.narrows((UNANSWERED, UNANSWERED))["framework"] == "b"
    assert ties.narrows((UNANSWERED, UNANSWERED))["framework"] == "a"


def test_T3_the_open_questions_that_matter_change_a_level_in_some_completion() -> None:
    rules = two_rungs({"least": "1", "of": {"questions": ["gate"]}}, {"least": "1", "of": {"questions": ["gate"]}})
    gated, summed = oracle("also gate", rules), oracle("a b", CUTS)

    # the levels follow the gate alone; in the mean of a and b each question decides; one that is answered does no more
    assert gated.outlook((UNANSWERED, DONT_KNOW)).mattering(["framework"]) == frozenset({1})
    assert gated.outlook((UNANSWERED, FULL)).mattering(["framework"]) == frozenset()
    assert summed.outlook((UNANSWERED, DONT_KNOW)).mattering(["framework"]) == frozenset({0, 1})
    assert summed.outlook((UNANSWERED, NONE)).mattering(["framework"]) == frozenset({0})


def test_T3_a_question_matters_to_the_ladders_that_are_asked_for() -> None:
    whole = {"level": "mid", "least": "1", "of": {"questions": ["a"]}}
    area = {"ladder": "dimension area", "level": "mid", "least": "1", "of": {"questions": ["b"]}}
    outlook = oracle("a b", [whole, area], levels=levels("low", "mid")).outlook((UNANSWERED, UNANSWERED))

    assert outlook.mattering(["framework"]) == frozenset({0})
    assert outlook.mattering(["dimension area"]) == frozenset({1})
    assert outlook.mattering(["dimension area", "framework"]) == frozenset({0, 1})


def test_T3_which_questions_matter_is_not_said_where_completions_are_many() -> None:
    assert oracle("a b", CUTS, completions=8).outlook((UNANSWERED, UNANSWERED)).mattering(["framework"]) is None
    assert oracle("a b", CUTS, completions=9).outlook((UNANSWERED, UNANSWERED)).mattering(["framework"]) is not None


def test_what_does_not_apply_leaves_the_denominator() -> None:
    standing = oracle("a b", CUTS).stand((FULL, NA))

    # 1 / 1
    assert standing.score("framework") == 1
    assert standing.level("framework") == HIGH


def test_a_rung_whose_requirements_are_all_set_aside_is_passed_over_and_never_awarded() -> None:
    reference = oracle("a b", GATES)

    without_a = reference.stand((NA, FULL))

    assert [result.state for result in without_a.requirements] == ["set aside", "met"]
    assert without_a.requirements[0].measured is None
    assert without_a.remaining("framework") == (HIGH,)
    assert without_a.level("framework") == HIGH
    # b is missing: not mid, although nothing of mid is unmet
    assert reference.stand((NA, HALF)).level("framework") == LOW
    # b does not apply: mid is the top of this ladder
    assert reference.stand((FULL, NA)).level("framework") == MID


def test_a_rung_counts_only_with_every_remaining_rung_below_it() -> None:
    reference = oracle("a b", GATES)

    assert reference.stand((HALF, FULL)).level("framework") == LOW


def test_a_ladder_with_no_rung_left_has_no_level_and_does_not_count_above() -> None:
    questions = {"a": {}, "b": {"capability": "other", "stage": "mid"}, "c": {"capability": "other"}}
    places: Any = {
        "capabilities": {"skill": {}, "other": {"dimension": "second"}},
        "dimensions": {"area": {}, "second": {}},
    }
    of_second = {"least": "1", "of": {"questions": {"stage": "mid"}}, "ladder": "dimension second"}
    of_first = {"least": "1", "ladder": "dimension area"}
    of_all = {"of": {"dimensions": "all"}, "mean": "1"}
    rules = [*two_rungs(of_second, of_second), *two_rungs(of_first, of_first), *two_rungs(of_all, of_all)]

    standing = oracle(questions, rules, **places).stand((FULL, NA, NONE))

    assert standing.level("dimension second") is None
    # its own score is there: c has 0; but above only `area` counts: 1 / 1
    assert standing.score("dimension second") == 0
    assert standing.score("framework") == 1
    assert standing.level("framework") == HIGH


def test_a_ladder_without_requirements_has_no_level_and_counts_with_its_score() -> None:
    rules = two_rungs({"of": {"dimensions": "all"}, "mean": "0.5"}, {"of": {"dimensions": "all"}, "mean": "1"})

    standing = oracle("a", rules).stand((HALF,))

    assert standing.level("dimension area") is None
    assert standing.level("framework") == MID


REACH = {"of": {"capabilities": "all"}, "count": 2}


STAGED: list[dict[str, Any]] = [
    {"ladder": "capability skill", "level": "first", "least": "1", "of": {"questions": ["a"]}},
    {"ladder": "capability skill", "level": "second", "least": "1", "of": {"questions": ["b"]}},
    {"ladder": "capability other", "level": "first", "least": "1"},
    {"ladder": "capability other", "level": "second", "least": "1"},
]


@pytest.mark.parametrize(
    ("sheet", "first", "second"),
    [
        ((FULL, FULL, FULL), (True, True), (True, True)),
        ((FULL, HALF, FULL), (True, True), (False, True)),
        # first set aside: it leaves the count of those at first; second is reached, as nothing up to it is unmet
        ((NA, FULL, FULL), (None, True), (True, True)),
        # second set aside: with first met, nothing up to second is unmet
        ((FULL, NA, FULL), (True, True), (True, True)),
        ((NA, NA, FULL), (None, True), (None, True)),
    ],
)
def test_an_item_reaches_a_rung_when_nothing_up_to_it_is_unmet(
    sheet: tuple[int, ...], first: tuple[bool | None, ...], second: tuple[bool | None, ...]
) -> None:
    questions = {"a": {}, "b": {}, "c": {"capability": "other"}}
    rules = two_rungs({**REACH, "reaching": "first"}, {**REACH, "reaching": "second"})
    ladders = {"skill": {"levels": "own"}, "other": {"levels": "own"}}
    lists = {"own": levels("start", "first", "second")}

    reference = oracle(questions, [*rules, *STAGED], capabilities=ladders, level_lists=lists)
    standing = reference.stand(sheet)

    names = ("capability skill", "capability other")
    assert tuple(standing.reaches_rung(name, 1) for name in names) == first
    assert tuple(standing.reaches_rung(name, 2) for name in names) == second
    # of the two asked for, only those that apply are needed: it is enough that none is missing
    reached = MID if False in second else HIGH
    assert standing.level("framework") == reached


def test_count_asks_for_all_that_apply_where_they_are_fewer() -> None:
    reference = oracle("a b c", two_rungs({"count": 2, "reaching": "0.5"}, {"count": 3, "reaching": "1"}))

    assert reference.stand((HALF, NA, NA)).level("framework") == MID
    assert reference.stand((FULL, NA, FULL)).level("framework") == HIGH
    assert reference.stand((FULL, NONE, NA)).level("framework") == LOW


def test_weight_0_is_ignored_by_what_uses_weights_and_by_nothing_else() -> None:
    questions = {"a": {}, "b": {"weight": "0"}}
    weighted = oracle(questions, two_rungs({"mean": "1"}, {"share": "1", "reaching": "1"}))
    plain = oracle(questions, two_rungs({"count": 2, "reaching": "0.5"}, {"least": "1"}))

    assert weighted.stand((FULL, NONE)).level("framework") == HIGH
    # only the question of weight 0 applies: both requirements are set aside
    assert weighted.stand((NA, NONE)).level("framework") is None
    assert weighted.stand((NA, NONE)).score("framework") is None
    assert plain.stand((FULL, NONE)).level("framework") == LOW
    assert plain.stand((NA, FULL)).level("framework") == HIGH


def test_a_share_is_of_weights() -> None:
    questions = {"a": {"weight": "3"}, "b": {"weight": "1"}}

    standing = oracle(questions, two_rungs({"share": "3/4", "reaching": "1"}, {"share": "1", "reaching": "1"})).stand(
        (FULL, HALF)
    )

    # 3 of 4
    assert standing.requirements[0].measured == Fraction(3, 4)
    assert standing.level("framework") == MID


def test_a_total_counts_up_from_its_base_or_down_from_its_top() -> None:
    up, down = {"total": "12", "base": "10"}, {"total": "-1", "top": "0"}
    questions = {"a": {}, "b": {"weight": "2"}}
    reference = oracle(questions, two_rungs(up, down))

    # 10 + 1 * 0.5 + 2 * 1 = 12.5; 0 - 1 * 0.5 - 2 * 0 = -0.5
    assert [entry.measured for entry in reference.stand((HALF, FULL)).requirements] == [
        Fraction(25, 2),
        Fraction(-1, 2),
    ]
    # what does not apply adds nothing: 10 + 1; and loses nothing: 0
    assert [entry.measured for entry in reference.stand((FULL, NA)).requirements] == [11, 0]


def test_a_ladder_counts_with_its_rank_over_the_highest_that_remains() -> None:
    rules = [
        *two_rungs(
            {"of": {"dimensions": "all"}, "by": "level", "mean": "0.5"}, {"of": {"dimensions": "all"}, "mean": "1"}
        ),
        *({"ladder": "dimension area", **rule} for rule in GATES),
    ]
    reference = oracle("a b", rules, scores=[{"ladder": "framework", "mean_of": {"dimensions": "all"}, "by": "level"}])

    assert reference.stand((FULL, HALF)).score("framework") == Fraction(1, 2)
    # high does not apply: mid is the whole of it
    assert reference.stand((FULL, NA)).score("framework") == 1


def test_the_score_of_the_framework_may_be_a_total() -> None:
    reference = oracle("a b", CUTS, scores=[{"ladder": "framework", "total_of": ALL, "top": "100"}])

    # 100 - 0.5 - 1
    assert reference.stand((HALF, NONE)).score("framework") == Fraction(197, 2)
    assert reference.stand((NA, NA)).score("framework") is None


def test_other_scores_name_their_items() -> None:
    questions = {"a": {}, "b": {}, "c": {"capability": "other"}}
    each = {"ladder": "each dimension", "mean_of": {"capabilities": "all"}}
    reference = oracle(questions, CUTS, capabilities={"skill": {"weight": "3"}, "other": {}}, scores=[each])

    # skill has (1 + 0) / 2, other 1: (3 * 0.5 + 1) / 4. By questions it were 2/3.
    assert reference.stand((FULL, NONE, FULL)).score("dimension area") == Fraction(5, 8)


@pytest.mark.parametrize(
    ("of", "chosen"),
    [
        ({"stage": "mid"}, "b"),
        # c has its stage in the list of its own capability, where high stands below mid; d has it in the framework's
        ({"up_to": "mid"}, "a b c"),
        ({"up_to": "high"}, "a b c d"),
        ({"from_stage": "mid"}, "b d"),
        ({"from_stage": "high"}, "c d"),
        ({"from_stage": "low", "up_to": "mid"}, "a b c"),
        ({"tag": "seen"}, "b d e"),
        ({"tag": "seen", "up_to": "high"}, "b d"),
        ({"tag": "heard"}, "d"),
        ({"from_weight": 2}, "a c"),
        ({"from_weight": "0.5", "tag": "heard"}, "d"),
        ({"from_weight": "2.5"}, "c"),
        ({"capability": "skill"}, "a b"),
        ({"dimension": "second"}, "e"),
        ({"ids": ["e", "a"]}, "a e"),
        ({"ids": ["a", "e"], "dimension": "area"}, "a"),
        (["c"], "c"),
        ("all", "a b c d e"),
    ],
)
def test_items_are_selected_as_the_file_says(of: Any, chosen: str) -> None:
    questions: dict[str, dict[str, Any]] = {
        "a": {"stage": "low", "weight": 2},
        "b": {"stage": "mid", "tags": ["seen"]},
        "c": {"capability": "other", "stage": "high", "weight": 3},
        "d": {"capability": "third", "stage": "high", "tags": ["heard", "seen"]},
        "e": {"capability": "fourth", "tags": ["seen"]},
    }
    places: dict[str, Any] = {
        "capabilities": {
            "skill": {},
            "other": {"levels": "turned"},
            "third": {},
            "fourth": {"dimension": "second"},
        },
        "dimensions": {"area": {}, "second": {}},
        "level_lists": {"turned": levels("low", "high", "mid")},
    }
    model = oracle(questions, two_rungs({"least": "1", "of": {"questions": of}}, {"least": "1"}), **places).model

    assert [model.framework.questions[item.question].id for item in model.items[0]] == chosen.split()
    assert selected(model.framework, "framework", Items.model_validate({"questions": of})) == chosen.split()


@pytest.mark.parametrize(
    ("of", "chosen"),
    [
        ({"capabilities": {"tag": "seen"}}, "skill third"),
        ({"capabilities": {"tag": "seen", "from_weight": 2}}, "third"),
        ({"capabilities": {"from_weight": 2}}, "other third"),
        ({"dimensions": {"from_weight": 2}}, "second"),
    ],
)
def test_capabilities_and_dimensions_are_selected_by_their_own_tags_and_weights(of: Any, chosen: str) -> None:
    places: dict[str, Any] = {
        "capabilities": {
            "skill": {"tags": ["seen"]},
            "other": {"weight": 2},
            "third": {"dimension": "second", "tags": ["seen"], "weight": "2.5"},
        },
        "dimensions": {"area": {}, "second": {"weight": 2}},
    }
    questions: dict[str, Any] = {
        "a": {"tags": ["heard"]},
        "b": {"capability": "other", "tags": ["seen"], "weight": 4},
        "c": {"capability": "third"},
    }
    model = oracle(questions, two_rungs({"least": "1", "of": of}, {"least": "1"}), **places).model

    assert [item.ladder.partition(" ")[2] for item in model.items[0]] == chosen.split()
    assert selected(model.framework, "framework", Items.model_validate(of)) == chosen.split()
