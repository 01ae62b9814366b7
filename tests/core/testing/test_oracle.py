"""The reference scorer on cases worked out by hand, one for each sentence of the meaning.

Unless a case says otherwise: levels low, mid, high (ranks 0, 1, 2); one dimension `area` with one capability `skill`;
options with credits 0, 0.5, 1 at positions 0, 1, 2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework
from maturity_core.testing.oracle import Oracle

LOW, MID, HIGH = 0, 1, 2
NONE, HALF, FULL = 0, 1, 2
NA = NOT_APPLICABLE
ALL = {"questions": "all"}
SCALES = {
    "habit": ["0", "0.5", "1"],
    "fine": ["0", "0.25", "0.5", "0.75", "1"],
    "yes-no": ["0", "1"],
    "flat": ["0", "0.5", "0.5", "1"],
}


def levels(*ids: str) -> list[dict[str, str]]:
    return [{"id": name, "name": name} for name in ids]


def options(credits_: list[str]) -> dict[str, Any]:
    return {"options": [{"id": f"o{i}", "label": f"Option {i}", "credit": credit} for i, credit in enumerate(credits_)]}


def entries(table: dict[str, dict[str, Any]], **default: Any) -> list[dict[str, Any]]:
    return [{"id": name, "name": name, **default, **given} for name, given in table.items()]


def oracle(
    questions: str | dict[str, dict[str, Any]],
    rules: list[dict[str, Any]],
    *,
    capabilities: dict[str, dict[str, Any]] | None = None,
    dimensions: dict[str, dict[str, Any]] | None = None,
    completions: int = 4096,
    **tables: Any,
) -> Oracle:
    """Return the reference for a framework of these questions; the rules are the framework's unless they say so."""
    asked = {name: {} for name in questions.split()} if isinstance(questions, str) else questions
    default = {"capability": "skill", "text": "?", "scale": "habit", "basis": "stated", "not_applicable": True}
    framework = Framework(
        **{
            "id": "hand",
            "edition": "1",
            "name": "By hand",
            "source": {"title": "Worked out by hand"},
            "levels": levels("low", "mid", "high"),
            "scales": {name: options(credits_) for name, credits_ in SCALES.items()},
            "dimensions": entries(dimensions or {"area": {}}),
            "capabilities": entries(capabilities or {"skill": {}}, dimension="area"),
            "questions": [{"id": name, **default, **given} for name, given in asked.items()],
            "requirements": [{"ladder": "framework", "of": ALL, "basis": "source", **rule} for rule in rules],
            **tables,
        }
    )
    return Oracle(framework, completions=completions)


def two_rungs(mid: dict[str, Any], high: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"level": "mid", **mid}, {"level": "high", **high}]


CUTS = two_rungs({"mean": "0.5"}, {"mean": "1"})
"""Mid at a mean of one half, high at a mean of one."""


# Meaning 1 and 2: four states; open questions grant nothing, and the range says what they could change


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
    assert gated.outlook((UNANSWERED, DONT_KNOW)).mattering(["framework"]) == {1}
    assert gated.outlook((UNANSWERED, FULL)).mattering(["framework"]) == frozenset()
    assert summed.outlook((UNANSWERED, DONT_KNOW)).mattering(["framework"]) == {0, 1}
    assert summed.outlook((UNANSWERED, NONE)).mattering(["framework"]) == {0}


def test_T3_a_question_matters_to_the_ladders_that_are_asked_for() -> None:
    whole = {"level": "mid", "least": "1", "of": {"questions": ["a"]}}
    area = {"ladder": "dimension area", "level": "mid", "least": "1", "of": {"questions": ["b"]}}
    outlook = oracle("a b", [whole, area], levels=levels("low", "mid")).outlook((UNANSWERED, UNANSWERED))

    assert outlook.mattering(["framework"]) == {0}
    assert outlook.mattering(["dimension area"]) == {1}
    assert outlook.mattering(["dimension area", "framework"]) == {0, 1}


def test_T3_which_questions_matter_is_not_said_where_completions_are_many() -> None:
    assert oracle("a b", CUTS, completions=8).outlook((UNANSWERED, UNANSWERED)).mattering(["framework"]) is None
    assert oracle("a b", CUTS, completions=9).outlook((UNANSWERED, UNANSWERED)).mattering(["framework"]) is not None


# Meaning 3: not applicable


def test_what_does_not_apply_leaves_the_denominator() -> None:
    standing = oracle("a b", CUTS).stand((FULL, NA))

    # 1 / 1
    assert standing.score("framework") == 1
    assert standing.level("framework") == HIGH


GATES = two_rungs({"least": "1", "of": {"questions": ["a"]}}, {"least": "1", "of": {"questions": ["b"]}})
"""Mid asks for a, high for b."""


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
        # second set aside: whoever has first has nothing unmet up to second
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
    # of the two asked for only as many are needed as apply: it is enough that none is missing
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
        ({"capability": "skill"}, "a b"),
        ({"dimension": "second"}, "e"),
        ({"ids": ["e", "a"]}, "a e"),
        ({"ids": ["a", "e"], "dimension": "area"}, "a"),
        (["c"], "c"),
        ("all", "a b c d e"),
    ],
)
def test_items_are_selected_as_the_file_says(of: Any, chosen: str) -> None:
    questions = {
        "a": {"stage": "low"},
        "b": {"stage": "mid"},
        "c": {"capability": "other", "stage": "high"},
        "d": {"capability": "third", "stage": "high"},
        "e": {"capability": "fourth"},
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


# Meaning 4: exact


def test_S1_a_cut_that_is_exactly_hit_is_met() -> None:
    questions = {"a": {"weight": "0.1"}, "b": {"weight": "0.2"}, "c": {"weight": "0.3"}}

    # (0.1 + 0.2) / 0.6; as doubles it is 0.5000000000000001 one way and 0.49999999999999994 the other
    assert oracle(questions, CUTS).stand((FULL, FULL, NONE)).level("framework") == MID
    assert oracle(questions, CUTS).stand((NONE, NONE, FULL)).level("framework") == MID


# Meaning 5: gaps


def fine(names: str, **more: Any) -> dict[str, dict[str, Any]]:
    return {name: {"scale": "fine", **more} for name in names.split()}


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


# Meaning 6: next steps


def planned(
    capabilities: dict[str, dict[str, Any]], rules: list[dict[str, Any]], **questions: dict[str, Any]
) -> Oracle:
    """Return the reference for capabilities with one question each, of the same id and in the same order."""
    asked = {name: {"capability": name, **questions.get(name, {})} for name in capabilities}
    return oracle(asked, rules, capabilities=capabilities)


def needs(*names: str, credit: str = "0.5") -> dict[str, Any]:
    return {"requires": [{"capability": name, "credit": credit} for name in names]}


def names_of(reference: Oracle, sheet: tuple[int, ...], rank: int = MID) -> list[str]:
    return [step.capability for step in reference.plan(sheet, {"framework": rank}).steps]


ONE_FULL = two_rungs(*[{"count": 1, "reaching": "1"}] * 2)
ALL_FULL = two_rungs(*[{"least": "1"}] * 2)


def test_superfluous_steps_are_dropped_most_effort_first_and_then_by_id() -> None:
    reference = planned({"c": {"effort": 2}, "b": {"effort": 2}, "a": {}}, ONE_FULL)
    alike = planned({"c": {}, "b": {}, "a": {}}, ONE_FULL)

    # dropped: b, then c
    assert names_of(reference, (NONE, NONE, NONE)) == ["a"]
    # dropped: a, then b
    assert names_of(alike, (NONE, NONE, NONE)) == ["c"]


def test_a_prerequisite_becomes_a_step_as_far_as_is_required_and_stands_before() -> None:
    of_a = {"least": "1", "of": {"questions": ["a"]}}
    reference = planned({"a": needs("b"), "b": needs("c", credit="1"), "c": {}}, two_rungs(of_a, of_a))

    plan = reference.plan((NONE, NONE, NONE), {"framework": MID})

    assert [(step.capability, step.moves) for step in plan.steps] == [
        ("c", {2: (NONE, FULL)}),
        ("b", {1: (NONE, HALF)}),
        ("a", {0: (NONE, FULL)}),
    ]
    assert [(step.ready, step.waits_for) for step in plan.steps] == [(True, ()), (False, ("c",)), (False, ("b",))]
    # b is met: neither b nor what it requires is asked for
    assert names_of(reference, (NONE, HALF, NONE)) == ["a"]


def test_a_prerequisite_may_be_a_rung() -> None:
    of_a = {"least": "1", "of": {"questions": ["a"]}}
    rules = [*two_rungs(of_a, of_a), {"ladder": "capability b", "level": "first", "least": "0.5"}]
    needed = {"requires": [{"capability": "b", "level": "first"}]}
    questions = {"a": {"capability": "a"}, "b": {"capability": "b"}}
    ladders: Any = {"a": needed, "b": {"levels": "own"}}
    reference = oracle(questions, rules, capabilities=ladders, level_lists={"own": levels("start", "first")})

    assert names_of(reference, (NONE, NONE)) == ["b", "a"]
    # with no rung left it is met
    assert names_of(reference, (NONE, NA)) == ["a"]
    assert reference.plan((NONE, NA), {"framework": MID}).steps[0].ready


def test_a_credit_of_which_nothing_applies_is_met() -> None:
    of_a = {"least": "1", "of": {"questions": ["a"]}}
    reference = planned({"a": needs("b"), "b": {}}, two_rungs(of_a, of_a))

    assert names_of(reference, (NONE, NA)) == ["a"]
    assert reference.ahead((FULL, NA)) == ()


def test_a_prerequisite_of_a_remaining_step_is_kept_and_goes_when_that_step_goes() -> None:
    # any one of a and d: d costs most and goes first; then a needs b, and nobody needs c
    any_of = {"count": 1, "reaching": "1", "of": {"questions": ["a", "d"]}}
    capabilities = {"a": needs("b"), "b": {"effort": 5}, "c": {"effort": 3}, "d": {"effort": 9, **needs("c")}}
    reference = planned(capabilities, two_rungs(any_of, any_of))

    assert names_of(reference, (NONE, NONE, NONE, NONE)) == ["b", "a"]


def test_a_prerequisite_beyond_the_best_answers_adds_no_step_and_the_step_is_not_ready() -> None:
    of_a = {"least": "1", "of": {"questions": ["a"]}}
    rules = [*two_rungs(of_a, of_a), {"ladder": "capability b", "level": "first", "total": "2", "base": "0"}]
    questions = {"a": {"capability": "a"}, "b": {"capability": "b"}, "c": {"capability": "b"}}
    ladders: Any = {"a": {"requires": [{"capability": "b", "level": "first"}]}, "b": {"levels": "own"}}
    reference = oracle(questions, rules, capabilities=ladders, level_lists={"own": levels("start", "first")})

    (step,) = reference.plan((NONE, NONE, NA), {"framework": MID}).steps

    assert (step.capability, step.ready, step.waits_for) == ("a", False, ("b",))


def test_steps_go_by_gain_for_effort_with_ties_by_id_and_never_by_position() -> None:
    weights = {"d": {"weight": "3"}}
    reference = planned({"d": {"effort": 2}, "c": {}, "a": {}, "b": {}}, ALL_FULL, **weights)

    # gains: d 3 * 1 / 2, c 0.5, a 1, b 1
    assert names_of(reference, (NONE, HALF, NONE, NONE)) == ["d", "a", "b", "c"]


def test_a_step_waits_for_its_prerequisites_in_the_plan_even_where_they_are_met() -> None:
    reference = planned({"a": needs("b"), "b": {"effort": 4}, "c": {}}, ALL_FULL)

    # a gains most, but b, at half already, is also to move; c gains 1, b 0.5 / 4
    assert names_of(reference, (NONE, HALF, NONE)) == ["c", "b", "a"]
    assert all(step.ready for step in reference.plan((NONE, HALF, NONE), {"framework": MID}).steps)


def test_a_plan_leads_to_another_sheet_as_well() -> None:
    reference = planned({"a": {}, "b": needs("c"), "c": {}}, ALL_FULL)

    plan = reference.plan((FULL, NONE, NONE), (NONE, HALF, NA))

    # a is above its aim, c has none: it is there for b
    assert [(step.capability, step.moves) for step in plan.steps] == [
        ("c", {2: (NONE, HALF)}),
        ("b", {1: (NONE, HALF)}),
    ]


def test_what_is_only_required_gains_nothing() -> None:
    of_two = {"least": "1", "of": {"questions": ["a", "c"]}}
    reference = planned({"a": needs("b"), "b": {}, "c": {"effort": 10}}, two_rungs(of_two, of_two))

    # b gains 0, c a tenth: c goes first, then b frees a
    assert names_of(reference, (NONE, NONE, NONE)) == ["c", "b", "a"]


def test_credit_without_what_is_required_first_is_ahead_of_its_time() -> None:
    reference = planned({"a": needs("b"), "b": {}}, ALL_FULL)

    assert reference.ahead((HALF, NONE)) == ("a",)
    assert reference.ahead((HALF, HALF)) == ()
    assert reference.ahead((NONE, NONE)) == ()
    assert reference.ahead((UNANSWERED, NONE)) == ()


@pytest.mark.parametrize(
    ("sheet", "status"), [((FULL, FULL), "nothing left"), ((NA, NA), "nothing left"), ((NONE, NA), "open")]
)
def test_S6_no_step_where_nothing_is_left(sheet: tuple[int, ...], status: str) -> None:
    plan = planned({"a": {}, "b": {}}, ALL_FULL).plan(sheet)

    assert plan.status == status
    assert (len(plan.steps) > 0) == (status == "open")


# What results show besides

BOUNDS = {"levels_apart": 2, "levels_below": 1, "options_apart": 2, "options_within": 1, "from_level": "mid"}


def contrasting(**bounds: Any) -> Oracle:
    questions = {"a": {}, "b": {}, "c": {"capability": "other"}, "d": {"capability": "other"}}
    of_each = {"ladder": "each dimension"}
    rules = [*CUTS, *two_rungs({**of_each, "mean": "0.5"}, {**of_each, "mean": "1"})]
    return oracle(
        questions,
        rules,
        capabilities={"skill": {}, "other": {"dimension": "second"}},
        dimensions={"area": {}, "second": {}},
        contrasts={"basis": "source", **bounds},
    )


def test_tensions_lie_between_dimensions_below_the_whole_and_within_one() -> None:
    reference = contrasting(**BOUNDS)

    # area high, second low, overall (1 + 1 + 0 + 0) / 4: mid
    assert reference.tensions((FULL, FULL, NONE, NONE)) == {
        ("levels apart", "area", "second"),
        ("below overall", "second"),
    }
    # area mid by 0 and 1, two options apart; second mid; overall mid
    assert reference.tensions((FULL, NONE, HALF, HALF)) == {("options apart", "area")}
    # one answer alone is not apart from anything
    assert reference.tensions((FULL, UNANSWERED, HALF, HALF)) == set()
    assert contrasting().tensions((FULL, FULL, NONE, NONE)) == set()


def test_well_set_up_is_even_and_high_enough() -> None:
    assert contrasting(**BOUNDS).strengths((FULL, HALF, HALF, HALF)) == ["area", "second"]
    # area is even, but low; second is high, but has one answer
    assert contrasting(**BOUNDS).strengths((NONE, NONE, FULL, UNANSWERED)) == []
    # without a level to start from, low is enough, where it is not below the whole
    assert contrasting(options_within=1).strengths((NONE, NONE, HALF, NONE)) == ["area", "second"]
    assert contrasting().strengths((FULL, FULL, FULL, FULL)) == []
    assert contrasting(**BOUNDS).strengths((NA, NA, NA, NA)) == []


def test_the_biggest_levers_move_the_score_most_for_their_effort() -> None:
    capabilities = {"c": {}, "b": {"effort": 2}, "a": {"effort": 2}, "d": {}}
    reference = oracle(
        {name: {"capability": name, "weight": weight} for name, weight in zip("cbad", "1441", strict=True)},
        ALL_FULL,
        capabilities=capabilities,
        levers={"show": 3, "basis": "source"},
    )

    # half an option's credit of weights 1, 4, 4, 1 in 10, by effort: c 0.05, b 0.1, a 0.1; d is at its top
    assert reference.levers((NONE, UNANSWERED, NONE, FULL)) == ["a", "b", "c"]
    assert reference.levers((NA, NA, NA, NA)) == []
    assert oracle("a", CUTS).levers((NONE,)) == []
    assert oracle("a", CUTS).tensions((NONE,)) == set()
