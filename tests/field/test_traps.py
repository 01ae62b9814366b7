"""Where others went wrong with these rules, or easily could: one test for each trap, named as in the model's cases."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from field.cases import assessed, expectations, found, golden, model, named, shown, sizes

from maturity_core import AnswersError

if TYPE_CHECKING:
    from collections.abc import Callable

Test = TypeVar("Test", bound="Callable[..., None]")
ENCRYPTION_AND_USERS = ("sc-3-13-11", "ia-3-5-3")


def avoids(trap: str) -> Callable[[Test], Test]:
    """Mark the test of a trap: the trap has to be one of the model's."""
    name, _, own = trap.partition("/")
    assert own in golden(name)["traps"], trap
    return lambda test: test


def finds(case: str) -> Any:
    """Return what the library finds in a case with one expected value."""
    (expectation,) = (entry for entry in expectations() if entry.id.rpartition("/")[0] == case)
    return found(expectation)


@avoids("iso-33020/lower-levels-need-full")
def test_all_attributes_largely_achieved_is_level_1() -> None:
    assert finds("iso-33020/all-L") == "level-1"


@avoids("iso-33020/number-on-a-cut")
def test_a_percentage_on_a_cut_belongs_to_the_band_below() -> None:
    sheets = {percent: {"pa-1-1": percent} for percent in (0, 15, Fraction("15.000001"), 50, 85, 100)}

    ratings = [model("iso-33020").assess(sheet).answers["pa-1-1"] for sheet in sheets.values()]

    assert ratings == ["n", "n", "p", "p", "l", "f"]


@avoids("iso-33020/not-in-the-table")
@pytest.mark.parametrize("answer", ["not-applicable", -1, Fraction(10001, 100)])
def test_what_the_rating_scale_does_not_have_is_refused(answer: Any) -> None:
    with pytest.raises(AnswersError, match=r"answers\.pa-2-1"):
        model("iso-33020").assess({"pa-2-1": answer})


@avoids("iso-33020/missing-is-not-achieved")
def test_a_missing_rating_counts_as_not_achieved_and_the_range_says_so() -> None:
    low = assessed(model("iso-33020"), {"*": "f", "pa-2-1": "n"})
    missing = assessed(model("iso-33020"), {"*": "f", "pa-2-1": "unanswered"})

    assert named(missing.level) == named(low.level) == "level-1"
    assert [named(level) for level in missing.level_range or ()] == ["level-1", "level-5"]


@avoids("cmmi-dev/one-area-short")
def test_one_area_short_at_level_2_is_level_1_and_that_area_is_the_gap() -> None:
    assessment = assessed(model("cmmi-dev"), {"*": "yes", "cm-satisfied": "no"})

    assert named(assessment.level) == "level-1"
    assert [gap.question for gap in assessment.gaps("level-5").questions] == ["cm-satisfied"]


@avoids("cmmi-dev/only-one-may-not-apply")
def test_supplier_agreements_are_the_one_area_that_may_not_apply() -> None:
    assert [q.capability for q in model("cmmi-dev").questions if q.not_applicable] == ["sam"]


@avoids("tmmi/not-rated-is-not-not-applicable")
def test_a_goal_that_is_not_rated_is_open_and_one_that_does_not_apply_leaves() -> None:
    not_rated = assessed(model("tmmi"), {"*": 100, "goal-2-1-1": "unanswered"})
    not_applicable = assessed(model("tmmi"), {"*": 100, "goal-2-1-1": "not-applicable"})

    assert [named(level) for level in not_rated.level_range or ()] == ["level-1", "level-5"]
    assert [named(level) for level in not_applicable.level_range or ()] == ["level-5", "level-5"]
    assert not_rated.narrows == "goal-2-1-1"
    assert not_applicable.completeness == 1


@avoids("sei-87/key-questions-are-among-all")
def test_no_sheet_misses_key_questions_and_none_of_all() -> None:
    (case,) = (case for case in golden("sei-87")["cases"] if case["id"] == "b")
    (key_yes, keys), (all_yes, everything) = case["key"], case["all"]
    requirements = [rule for rule in model("sei-87").all_requirements if rule.level == "level-2"]

    assert [str(rule.threshold) for rule in requirements] == ["9/10", "4/5"]
    assert keys - key_yes > everything - all_yes


@avoids("omm/zero-is-not-the-lowest")
def test_a_practice_that_does_not_apply_is_no_option_of_the_scale() -> None:
    lowest = assessed(model("omm"), {"*": "rated-3", "pi-rated": "rated-1"})
    left = assessed(model("omm"), {"*": "rated-3", "pi-rated": "not-applicable"})

    assert [option.label for option in model("omm").question("pi-rated").options] == ["1", "2", "3"]
    assert (named(lowest.level), named(left.level)) == ("intermediate", "advanced")


@avoids("c2m2/blank-holds-back")
def test_a_practice_without_an_answer_holds_its_level_back() -> None:
    assert finds("c2m2/mil1-blank") == "mil-1"


@avoids("c2m2/counts-run-up")
def test_a_level_without_practices_is_carried_by_those_below() -> None:
    absent = {"practice-1-1c": "not-applicable", "practice-1-1d": "not-applicable"}
    absent |= {name.replace("-1-1", "-1-2"): answer for name, answer in absent.items()}
    middle = [q.id for q in model("c2m2").questions if q.stage == "mil-2" and q.id.startswith("practice-1-")]

    carried = assessed(model("c2m2"), {"practice-1-*": "ni", "practice-1-[12][ab]": "fi"} | absent).dimensions[0]
    alone = assessed(model("c2m2"), {"practice-1-*": "ni", "practice-1-[12][ab]": "fi"}).dimensions[0]

    assert set(absent) == set(middle)
    assert (named(carried.level), named(alone.level)) == ("mil-2", "mil-1")


@avoids("samm/only-validated-counts")
def test_an_answer_that_is_not_validated_is_left_open() -> None:
    open_one = assessed(model("samm"), {"im-*": 1, "im-a-1": "unanswered"})
    low_one = assessed(model("samm"), {"im-*": 1, "im-a-1": 0})

    assert open_one.score_exact == low_one.score_exact
    assert (open_one.answers["im-a-1"], low_one.answers["im-a-1"]) == ("unanswered", "none")


@avoids("samm/nothing-does-not-apply")
def test_every_activity_applies() -> None:
    with pytest.raises(AnswersError, match="this question always applies"):
        model("samm").assess({"sm-a-1": "not-applicable"})


@avoids("samm/nothing-is-staged")
def test_full_marks_on_level_3_alone_score_1_and_award_no_level() -> None:
    assessment = assessed(model("samm"), {"*-*-3": 1})

    assert shown(model("samm"), assessment.score_exact) == 1
    assert assessment.level is None


@avoids("samm/overachieving-does-not-compensate")
def test_an_activity_above_its_target_takes_nothing_from_the_gap_of_another() -> None:
    target = assessed(model("samm"), {"sb-a-1": 0.5, "sb-a-2": 0.5})
    above = assessed(model("samm"), {"sb-a-1": 1, "sb-a-2": 0})

    assert sizes(model("samm"), above, target) == {"sb-a-2": Fraction(1, 2)}


@avoids("samm/labels-out-of-order")
def test_answers_go_by_name_in_whatever_order_they_come() -> None:
    answers = {"sa-*": "full", "sr-*": "half", "ta-*": "none"}

    places = [assessed(model("samm"), dict(pairs)).capabilities for pairs in (answers, reversed(answers.items()))]

    assert places[0] == places[1]
    assert {place.id: place.score_exact for place in places[0] if place.id in {"sa", "sr"}} == {
        "sa": 1,
        "sr": Fraction(1, 2),
    }


@avoids("scorecard/inconclusive-is-not-zero")
def test_a_check_that_is_inconclusive_is_in_neither_sum() -> None:
    scores = [
        shown(model("scorecard"), assessed(model("scorecard"), {"*": 1, "packaging": answer}).score_exact)
        for answer in ("not-applicable", 0)
    ]

    assert scores == [10, Fraction(115, 12)]


@avoids("scorecard/nothing-conclusive")
def test_without_any_check_there_is_no_score() -> None:
    assert assessed(model("scorecard"), {"*": "not-applicable"}).score_exact is None


@avoids("scorecard/not-a-mean-of-groups")
def test_one_check_of_eight_weighs_less_than_one_of_two() -> None:
    assessment = assessed(model("scorecard"), {"*": 1, "webhooks": 0, "maintained": 0})
    groups = [shown(model("scorecard"), place.score_exact) for place in assessment.dimensions]

    assert groups == [5, Fraction(35, 4), 10, 10]
    assert sum(groups) / 4 == Fraction(135, 16)
    assert shown(model("scorecard"), assessment.score_exact) == Fraction(410, 48)


@avoids("cyfun/excluded-counts-as-three")
def test_a_control_that_does_not_apply_counts_as_three() -> None:
    assessment = assessed(model("cyfun"), {"*": 5, "gv-ov-*": "not-applicable"})
    (oversight,) = (place for place in assessment.dimensions if place.id == "gv-ov")

    assert shown(model("cyfun"), oversight.score_exact, "dimension gv-ov") == 3
    assert assessment.completeness == 1
    assert not [gap for gap in assessment.gaps(Fraction(1)).questions if gap.question.startswith("gv-ov")]


@avoids("cyfun/key-measures-always-apply")
def test_key_measures_and_management_aspects_cannot_be_excluded() -> None:
    always = {question.id[:-2] for question in model("cyfun").questions if not question.not_applicable}
    measured = set(model("cyfun").measures.ids) - {"documentation", "implementation"}

    assert always == measured | {"gv-rm-01-1", "gv-rr-02-1", "gv-sc-01-1", "rc-co-03-1"}
    with pytest.raises(AnswersError, match="this question always applies"):
        model("cyfun").assess({"pr-aa-01-1-d": "not-applicable"})


@avoids("cyfun/a-mean-of-means")
def test_a_subcategory_of_two_controls_counts_once() -> None:
    assert "mean-of-means" in {case["id"] for case in golden("cyfun")["cases"]}
    assert {capability.weight for capability in model("cyfun").capabilities} == {1}


@avoids("cyfun/key-measure-among-good-ones")
def test_a_low_key_measure_is_the_only_gap_of_an_otherwise_perfect_organisation() -> None:
    assessment = assessed(model("cyfun"), {"*": 5, "pr-aa-01-1-?": 2})

    assert named(assessment.level) == "open"
    assert {gap.question for gap in assessment.gaps("essential").questions} == {"pr-aa-01-1-d", "pr-aa-01-1-i"}


@avoids("nist-sp-800-171/the-plan-always-applies")
def test_the_plan_cannot_be_answered_away() -> None:
    with pytest.raises(AnswersError, match="this question always applies"):
        assessed(model("nist-sp-800-171"), {"*": 1, "ca-3-12-4": "not-applicable"})
    assert [q.id for q in model("nist-sp-800-171").questions if not q.not_applicable] == ["ca-3-12-4"]


@avoids("nist-sp-800-171/nothing-is-scored-twice")
@pytest.mark.parametrize(("answer", "left"), [("not-employed", 105), ("employed", 107), ("validated", 110)])
def test_encryption_takes_points_off_once(answer: str, left: int) -> None:
    assert assessed(model("nist-sp-800-171"), {"*": 1, "sc-3-13-11": answer}).score_exact == left


@avoids("nist-sp-800-171/part-of-the-users-is-open")
def test_three_points_may_stay_open_for_encryption_alone() -> None:
    levels = [
        named(assessed(model("nist-sp-800-171"), {"*": 1, asked: Fraction(2, 5)}).level)
        for asked in ENCRYPTION_AND_USERS
    ]

    assert levels == ["conditional", "assessed"]


@avoids("ppc/bands-from-below")
@pytest.mark.parametrize("band", range(1, 10))
def test_a_class_begins_at_its_number(band: int) -> None:
    on, below = (
        assessed(model("ppc"), {"minimum-*": "yes", "item-*": 100 - 10 * band, "item-10*": 0, "item-523": percent})
        for percent in (100 - 10 * band, 99 - 10 * band)
    )

    assert (named(on.level), named(below.level)) == (f"class-{band}", f"class-{band + 1}")


@avoids("ppc/divergence-both-ways")
@pytest.mark.parametrize(("lagging", "lesser"), [("item-5*", "points-by-department"), ("item-6*", "points-by-water")])
def test_points_are_taken_off_whichever_lags(lagging: str, lesser: str) -> None:
    assessment = assessed(model("ppc"), {"minimum-*": "yes", "item-*": 100, lagging: 50})
    totals = {place.score_exact or 0: place.id for place in assessment.measures if place.id.startswith("points")}

    assert totals[min(totals)] == lesser


@avoids("ppc/no-points-for-a-minimum")
def test_a_minimum_earns_nothing() -> None:
    scores = [assessed(model("ppc"), {"item-*": 50, "minimum-*": answer}).score_exact for answer in ("no", "yes")]

    assert scores[0] == scores[1]
