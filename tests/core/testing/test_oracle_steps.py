"""The reference scorer by hand: steps, as in meaning 6, and what else results show."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, capability, question, rule, tiny
from oracles import (
    CUTS,
    FULL,
    HALF,
    MID,
    NA,
    NONE,
    levels,
    oracle,
    two_rungs,
)

from maturity_core import UNANSWERED
from maturity_core.testing.oracle import Oracle


def planned(
    capabilities: dict[str, dict[str, Any]], rules: list[dict[str, Any]], **questions: dict[str, Any]
) -> Oracle:
    """Return the reference scorer for capabilities with one question each, with the same ids and in the same order."""
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


def test_steps_go_by_what_their_capability_is_worth_and_choices_do_not() -> None:
    reference = planned({"d": {"worth": 3}, "c": {"worth": "0.5"}, "a": {}, "b": {"worth": "1.5"}}, ALL_FULL)
    one = planned({"c": {}, "b": {}, "a": {"worth": 9}}, ONE_FULL)

    # gains for cost: d 3 * 0.5 / 0.75, b 1.5, a 1, c 0.5; without worth, d would be last
    assert names_of(reference, (HALF, NONE, NONE, NONE)) == ["d", "b", "a", "c"]
    # a is dropped first, as if nothing were said of its worth
    assert names_of(one, (NONE, NONE, NONE)) == ["c"]


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


def test_well_set_up_is_high_enough_without_a_first_step() -> None:
    # all at the top, and all answers too
    assert contrasting().strengths((FULL, FULL, FULL, FULL)) == [("area", "high"), ("second", "high")]
    # the steps raise the second, so it is only even
    assert contrasting(**BOUNDS).strengths((FULL, FULL, HALF, HALF)) == [("area", "high"), ("second", None)]
    assert contrasting().strengths((FULL, FULL, HALF, HALF)) == [("area", "high")]
    # area is even, but low; second has one answer, and one open
    assert contrasting(**BOUNDS).strengths((NONE, NONE, FULL, UNANSWERED)) == []
    assert contrasting(**BOUNDS).strengths((NA, NA, NA, NA)) == []


def test_the_biggest_levers_close_most_for_what_it_costs() -> None:
    capabilities: dict[str, dict[str, Any]] = {
        "c": {},
        "b": {"effort": 2},
        "a": {"effort": 2, "leans_on": ["b"]},
        "d": {},
    }
    reference = oracle(
        {name: {"capability": name, "weight": weight} for name, weight in zip("cbad", "1441", strict=True)},
        ALL_FULL,
        capabilities=capabilities,
    )

    # of 9 in all, c closes 1 for 1, b and a 4 for 2 each; d is at its top; b comes first, since a leans on it
    found = reference.levers((NONE, UNANSWERED, NONE, FULL))
    assert [(lever.capability, lever.gain, lever.effort) for lever in found] == [
        ("b", Fraction(4, 9), Fraction(2)),
        ("a", Fraction(4, 9), Fraction(2)),
        ("c", Fraction(1, 9), Fraction(1)),
    ]
    assert [(lever.readies, lever.eases) for lever in found] == [((), ("a",)), ((), ()), ((), ())]
    assert reference.levers((NA, NA, NA, NA)) == []
    assert oracle("a", CUTS).tensions((NONE,)) == set()


def test_option_steps_are_taken_back_in_the_same_order_by_both() -> None:
    """A step waits for those above it, and the dearest for what it adds goes first: one question stays at its best."""
    credits_ = {"early": "0.1 0.6", "middle": "0.6 0.9", "late": "0.1 0.5"}
    scales = {
        name: {
            "options": [
                {"id": f"o{place}", "label": f"Option {place}", "credit": credit}
                for place, credit in enumerate(["0", *between.split(), "1"])
            ]
        }
        for name, between in credits_.items()
    }
    asked = [("q0", "a", "early", 3), ("q1", "b", "early", 1), ("q2", "a", "middle", 3), ("q3", "a", "late", 3)]
    framework = tiny(
        levels=LEVELS[:2],
        scales=scales,
        capabilities=[capability("a", effort=3), capability("b")],
        questions=[question(name, owner, scale=scale, weight=weight) for name, owner, scale, weight in asked],
        requirements=[rule("framework", "mid", mean="0.5")],
    )
    (step,) = framework.assess([0, 2, 2, 0]).next_steps("mid")
    (expected,) = Oracle(framework).plan((0, 2, 2, 0), {"framework": 1}).steps

    assert [(gap.question, gap.to) for gap in step.questions] == [("q3", "o3")]
    assert expected.moves == {3: (0, 3)}
