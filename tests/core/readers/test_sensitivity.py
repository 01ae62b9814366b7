"""Sensitivity worked out by hand: thresholds, weights and margins."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two
from measures import measured

from maturity_core import NOT_APPLICABLE, ArgumentError, MaturityError, Sensitivity

if TYPE_CHECKING:
    from maturity_core.results.sensitivity import Weightings

HALF, WHOLE = Fraction(1, 2), Fraction(1)
OURS = {"basis": "interpretation"}


def ends(found: Sensitivity) -> dict[tuple[int, ...], tuple[Fraction | None, Fraction | None]]:
    """Return the ends of each threshold, by the requirements that it stands for."""
    return {one.requirements: (one.low_exact, one.high_exact) for one in found.thresholds}


def shares(found: Weightings | None) -> dict[str, Fraction]:
    assert found is not None
    return {one.level: one.share_exact for one in found.levels}


def test_a_threshold_can_rise_to_what_is_measured_and_that_of_the_next_level_can_fall_above_it() -> None:
    """At three quarters, the middle level asks for a half and the high one for everything."""
    found = tiny().assess([1, 2]).sensitivity()

    assert ends(found) == {(0,): (None, Fraction(3, 4)), (1,): (Fraction(3, 4), None)}
    assert [(one.level_low, one.level_high) for one in found.thresholds] == [(None, "low"), ("high", None)]
    assert [(one.margin_exact, one.level) for one in found.slack] == [(Fraction(1, 4), "mid")]
    assert [(one.margin_exact, one.level, one.asked) for one in found.lacking] == [(Fraction(-1, 4), "high", 1.0)]


def test_one_number_of_the_file_is_one_threshold_whatever_it_stands_for() -> None:
    """All dimensions and levels of a rule move together; each level of cut-points has a number of its own."""
    rules = [
        {"kind": "staged", "ladder": "each dimension", "mean": "0.5", **OURS},
        {"kind": "cut-points", "ladder": "framework", "cuts": {"mid": "0.4", "high": "0.9"}, **OURS},
        {"kind": "weakest-link", "ladder": "capability goals", "levels": [], "cuts": {"mid": "0.5", "high": 1}, **OURS},
    ]
    questions = [
        question("goals-set", "goals", stage="mid"),
        question("plan-kept", "plan", stage="high"),
        question("team-there", "team", stage="mid"),
        question("team-asked", "team", stage="high"),
    ]
    goals = capability("goals", levels="own")
    framework = two(
        capabilities=[goals, capability("plan"), capability("team", "people")],
        level_lists={"own": LEVELS},
        questions=questions,
        rules=rules,
        requirements=[],
    )

    found = framework.assess([1, 1, 1, 1]).sensitivity()

    assert [one.requirements for one in found.thresholds] == [(0, 1, 2, 3), (4,), (5,), (6,), (7,)]
    assert list(ends(found).values()) == [(None, None), (None, HALF), (HALF, None), (None, None), (None, None)]


def test_a_threshold_may_stand_for_the_levels_of_a_ladder_and_for_that_above() -> None:
    """The share of dimensions that reach a level depends on the number that the levels ask for, too."""
    shared = {"kind": "cut-points", "ladder": ["framework", "each dimension"], "of": {"questions": "all"}}
    framework = tiny(
        dimensions=[dimension("work"), dimension("people")],
        capabilities=[capability("plan"), capability("team", "people")],
        questions=[question("kept"), question("there", "team")],
        levels=LEVELS[:2],
        rules=[{**shared, "cuts": {"mid": "0.5"}, **OURS}],
        requirements=[rule("framework", "mid", share=1, of={"dimensions": "all"}, reaching="mid", basis="source")],
    )

    found = framework.assess([2, 1]).sensitivity()

    assert ends(found) == {(1, 2, 3): (None, HALF)}


def test_thresholds_of_the_source_and_traits_are_not_varied() -> None:
    rules = [
        rule("framework", "mid", mean="0.5", basis="source"),
        rule("framework", "high", mean=1, basis="own"),
    ]
    questions = [question("kept", stage="mid", trait=True, basis="interpretation"), question("seen")]

    found = tiny(requirements=rules, questions=questions).assess([1, 1]).sensitivity()

    assert [one.requirements for one in found.thresholds] == [(1,)]
    assert len(found.slack) == 2
    bare = [{"kind": "weakest-link", "ladder": "framework", **OURS}]
    rules = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    weakest = tiny(rules=bare, requirements=rules).assess([1, 1]).sensitivity()
    assert ends(weakest) == {(0,): (None, HALF), (1,): (HALF, None)}


def test_a_count_keeps_the_level_while_all_that_apply_are_enough() -> None:
    questions = [question(name, not_applicable=True) for name in "abc"]
    rules = [rule("framework", "mid", count=2, reaching="0.5")]
    framework = tiny(levels=LEVELS[:2], questions=questions, requirements=rules)

    found = framework.assess([1, 1, 0]).sensitivity()
    few = framework.assess([1, NOT_APPLICABLE, NOT_APPLICABLE]).sensitivity()
    lacking = framework.assess([1, 0, 0]).sensitivity()

    assert ends(found) == {(0,): (None, Fraction(2))}
    assert ends(few) == {(0,): (None, None)}
    assert (few.slack[0].asked, few.slack[0].margin) == (1.0, 0.0)
    assert ends(lacking) == {(0,): (Fraction(1), None)}
    assert lacking.weightings is None


def test_weights_that_were_chosen_are_halved_and_doubled() -> None:
    """Of three questions, two at the top and one at the bottom, half has to be there: if c weighs no more than both."""
    basis = {"c": "interpretation"}
    questions = [question(name, basis=basis.get(name, "stated")) for name in "abc"]
    rules = [rule("framework", "mid", mean="0.6"), rule("framework", "high", mean=1)]

    found = tiny(questions=questions, requirements=rules).assess([2, 2, 0]).sensitivity().weightings

    assert found is not None
    assert (found.questions, found.ladders, found.number, found.drawn) == (("c",), (), 3, False)
    assert shares(found) == {"low": Fraction(1, 3), "mid": Fraction(2, 3)}
    assert found.kept_exact == Fraction(2, 3)


def test_the_weight_of_one_question_matters_to_a_total_and_to_no_mean() -> None:
    rules = [rule("framework", "mid", total=1, base=0, of={"questions": ["kept"]})]
    framework = tiny(levels=LEVELS[:2], questions=[question("kept", basis="own")], requirements=rules)

    assert shares(framework.assess([2]).sensitivity().weightings) == {"low": Fraction(1, 3), "mid": Fraction(2, 3)}
    mean = [rule("framework", "mid", mean=1)]
    alone = tiny(levels=LEVELS[:2], questions=[question("kept", basis="own")], requirements=mean)
    assert alone.assess([2]).sensitivity().weightings is None


def test_too_many_weightings_are_drawn_always_the_same() -> None:
    questions = [question(f"q-{place}", basis="own") for place in range(9)]
    sheet = [2, 2, 2, 2, 1, 1, 0, 0, 0]
    rules = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]

    one, other = (
        tiny(questions=order, requirements=rules).assess({f"q-{place}": code for place, code in enumerate(sheet)})
        for order in (questions, questions[::-1])
    )

    first, second = one.sensitivity().weightings, other.sensitivity().weightings
    assert first is not None
    assert (first.number, first.drawn, shares(first)) == (10_000, True, shares(second))
    assert shares(first)["mid"] > HALF


def test_weights_of_dimensions_and_measures_have_no_basis_and_those_of_the_source_do() -> None:
    sourced = [capability("goals", basis="source"), capability("plan"), capability("team", "people")]
    rules = [
        rule("framework", "mid", mean="0.5", of={"dimensions": "all"}),
        rule("framework", "high", mean="0.9", of={"capabilities": "all"}),
    ]

    found = two(capabilities=sourced, requirements=rules).assess([1, 1, 1, 1]).sensitivity().weightings

    assert found is not None
    assert [str(name) for name in found.ladders] == [
        "capability plan",
        "capability team",
        "dimension people",
        "dimension work",
    ]
    assert found.number == 81
    assert shares(found) == {"mid": WHOLE}


def test_weights_of_any_size_are_exact() -> None:
    """At these weights, which are nearly equal, sums over questions need more than 62 bits."""
    fine = ["5/9999991", "5/9999973", "5/9999943"]
    questions = [question(name, weight=weight, basis="own") for name, weight in zip("abc", fine, strict=True)]
    rules = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean="0.999999")]

    found = tiny(questions=questions, requirements=rules).assess([2, 0, 1]).sensitivity().weightings

    assert shares(found) == {"low": Fraction(2, 3), "mid": Fraction(1, 3)}


def test_totals_counts_and_shares_are_read_under_weights() -> None:
    """A total counts each weight, a count of capabilities none; both are required as they are."""
    most = {"of": {"measures": ["points"]}, "least": 8}
    number = {"of": {"measures": ["number"]}, "least": 2}
    framework = measured(
        requirements=[
            rule("measure documents", "mid", mean="0.5", of={"questions": ["set", "written"]}),
            rule("measure documents", "high", mean=1, of={"questions": ["set", "written"]}),
            rule("framework", "mid", **number),
            rule("framework", "high", **most),
        ],
        questions=[
            question(name, home, basis="own")
            for name, home in (("set", "goals"), ("written", "plan"), ("holds", "plan"), ("there", "team"))
        ],
    )

    found = framework.assess([1, 1, 2, 0]).sensitivity()

    assert ends(found)[2,] == (None, Fraction(2))
    assert ends(found)[3,] == (None, Fraction(8))
    assert shares(found.weightings)["high"] < WHOLE


def test_what_does_not_apply_is_left_out_of_everything() -> None:
    """One area lacks its level and its score, so it counts neither by level, by rung, by score, nor by what reaches."""
    areas = ("x", "y", "z")
    of = {"of": {"dimensions": "all"}}
    framework = tiny(
        dimensions=[dimension(name) for name in areas],
        capabilities=[capability(f"{name}-does", name) for name in areas],
        questions=[
            question(f"{name}-{place}", f"{name}-does", basis="own", not_applicable=True)
            for name in areas
            for place in range(2)
        ],
        requirements=[
            rule("each dimension", "mid", mean="0.5"),
            rule("each dimension", "high", mean=1),
            rule("framework", "mid", mean="0.5", by="level", **of),
            rule("framework", "mid", share="0.5", reaching="mid", **of),
            rule("framework", "mid", mean="0.5", **of),
            rule("framework", "mid", least="0.5", of={"questions": ["z-0"]}),
            rule("framework", "high", share=1, reaching="0.75", **of),
            rule("framework", "high", least="0.5", by="level", **of),
        ],
    )

    found = framework.assess([2, 0, 2, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]).sensitivity()

    assert (found.level, [margin.level for margin in found.slack]) == ("mid", ["mid"] * 3)
    assert ends(found)[0, 1, 2] == (None, None)
    assert ends(found)[8,] == (None, Fraction(3, 4))
    assert shares(found.weightings)["mid"] > HALF


def test_a_number_of_ladders_is_moved_from_one_value_to_the_next() -> None:
    """The first area to fail does no harm: one of two is enough."""
    framework = tiny(
        dimensions=[dimension("work"), dimension("people")],
        capabilities=[capability("plan"), capability("team", "people"), capability("goals")],
        questions=[question("kept"), question("there", "team"), question("set", "goals")],
        levels=LEVELS[:2],
        requirements=[
            rule("each dimension", "mid", mean="0.5", of={"capabilities": "all"}),
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
        ],
    )

    assert ends(framework.assess([2, 1, 1]).sensitivity())[0, 1] == (None, Fraction(3, 4))
    assert ends(framework.assess([0, 0, 1]).sensitivity())[0, 1] == (Fraction(1, 4), None)


def test_without_a_level_there_is_nothing_to_say() -> None:
    found = tiny(requirements=[], headline="score").assess([1, 1]).sensitivity()

    assert (found.level, found.thresholds, found.weightings, found.slack, found.lacking) == (None, (), None, (), ())


def test_scored_in_code_there_is_none() -> None:
    with pytest.raises(ArgumentError, match="sensitivity needs requirements"):
        tiny().with_scorer(Product()).assess([0, 0]).sensitivity()


def test_a_requirement_stands_for_one_threshold_only() -> None:
    stored = tiny().assess([1, 2]).sensitivity().model_dump()

    with pytest.raises(MaturityError, match=r"sensitivity\.thresholds: duplicate entry; got 'requirement 0'"):
        Sensitivity.model_validate({**stored, "thresholds": [stored["thresholds"][0]] * 2})
