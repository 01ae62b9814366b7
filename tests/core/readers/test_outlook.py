"""Not yet: if too few questions are answered, the range is shown instead of a level, and there is no plan."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two
from markup import read

from maturity_core import (
    DONT_KNOW,
    NOT_APPLICABLE,
    UNANSWERED,
    Assessment,
    Framework,
    TargetError,
    compare_views,
    load_framework,
)
from maturity_core.pictures import results
from maturity_core.pictures.card import assessment_card, batch_card
from maturity_core.telling.views import views_texts
from maturity_core.testing import Oracle

NA, DK, NO = NOT_APPLICABLE, DONT_KNOW, UNANSWERED
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
FOUR = {"questions": [question(f"q-{place}", not_applicable=True) for place in range(4)]}
SHEETS: dict[str, tuple[list[int], bool]] = {
    "nothing": ([NO, NO, NO, NO], True),
    "nothing is known": ([DK, DK, DK, DK], True),
    "nothing of what applies": ([NO, DK, NA, NA], True),
    "nothing applies": ([NA, NA, NA, NA], False),
    "one of four": ([2, NO, NO, NO], True),
    "half": ([1, 1, NO, NO], False),
    "half of what applies": ([1, NO, NA, NA], False),
    "all": ([0, 0, 0, 0], False),
}


@pytest.mark.parametrize(("codes", "expected"), SHEETS.values(), ids=SHEETS.keys())
def test_U6_not_yet_is_no_answer_or_every_level_and_less_than_half(codes: list[int], *, expected: bool) -> None:
    """Of the questions that apply; the level does not change."""
    framework = tiny(**FOUR)
    result = framework.assess(codes)

    assert result.not_yet is result.record.not_yet is expected
    assert Oracle(framework).not_yet(tuple(codes))["framework"] is expected
    assert framework.assess_many([codes]).not_yet.tolist() == [expected]
    assert (result.level is None) == (set(codes) == {NA})


def test_U6_two_of_five_are_less_than_half_also_where_there_are_two_levels() -> None:
    questions = [question(f"q-{place}") for place in range(5)]
    framework = tiny(levels=LEVELS[:2], questions=questions, requirements=[rule("framework", "mid", mean="0.5")])

    batch = framework.assess_many([[1, 1, NO, NO, NO], [1, 1, 1, NO, NO]])

    assert batch.not_yet.tolist() == [True, False]
    assert framework.assess([1, 1, NO, NO, NO]).not_yet


def test_U6_a_range_that_is_narrower_is_a_result_however_little_is_answered() -> None:
    """One answer rules out the highest level; another that rules out the lowest does, too."""
    rules = [rule("framework", name, least=1, of={"questions": ["q-0"]}) for name in ("mid", "high")]
    framework = tiny(**FOUR, requirements=rules)

    assert [framework.assess([code, NO, NO, NO]).not_yet for code in (0, 1, 2)] == [False, False, False]


def test_U6_rungs_that_are_passed_over_need_not_be_possible() -> None:
    """All rungs are those that are left."""
    rules = [rule("framework", "mid", mean=1), rule("framework", "high", least=1, of={"questions": ["q-3"]})]
    framework = tiny(**FOUR, requirements=rules)

    result = framework.assess([2, NO, NO, NA])

    assert [level.id for level in result.level_range or ()] == ["low", "mid"]
    assert result.not_yet
    assert Oracle(framework).not_yet((2, NO, NO, NA))["framework"]


def test_U6_each_dimension_and_capability_has_the_flag() -> None:
    """Each on its own: one is answered, the other not."""
    result = two().assess([1, 1, NO, NO])

    assert not result.not_yet
    assert {entry.id: entry.not_yet for entry in result.dimensions} == {"work": False, "people": True}
    assert {entry.id: entry.not_yet for entry in result.capabilities} == {"goals": False, "plan": False, "team": True}


def test_U6_the_flag_is_stored_and_read_back() -> None:
    """Like everything that a result says."""
    result = two().assess([NO, NO, NO, 2])

    assert Assessment.model_validate_json(result.model_dump_json(), framework=two()).not_yet is True


def test_U6_a_batch_has_the_flag_for_every_row() -> None:
    """In blocks, and none for no rows."""
    framework = two()
    rows = [[NO, NO, NO, NO], [1, 1, 1, 1], [1, NO, NO, NO]]

    assert framework.assess_many(rows * 3).not_yet.tolist() == [framework.assess(row).not_yet for row in rows] * 3
    assert framework.assess_many(np.zeros((0, 4), np.int8)).not_yet.tolist() == []


def test_U6_the_flags_of_a_batch_are_worked_out_once() -> None:
    batch = two().assess_many(np.array([[UNANSWERED] * 4, [1] * 4]))

    assert batch.not_yet is batch.not_yet
    assert batch.not_yet.tolist() == [True, False]


def test_U6_a_scorer_in_code_is_asked_in_the_same_way() -> None:
    """By its lowest and its highest filling."""
    framework = two().with_scorer(Product())

    assert framework.assess([NO, NO, NO, NO]).not_yet
    assert not framework.assess([1, 1, 1, 1]).not_yet
    assert "Why:" not in str(framework.assess([NO, NO, NO, NO]))


CLAIMS = (
    *("\nWhy ", "First steps", "\nGaps\n", "\nNext steps\n", "Taken one by one", "Strengths", "\nTensions\n"),
    *("\nTypical of ", "\nAdvice for ", "Level: ", "Score: ", "was started before"),
)


@pytest.mark.parametrize("model", MODELS)
def test_U6_the_page_of_no_answers_shows_the_range_and_no_plan(model: str) -> None:
    """And which question to answer next; it says what will follow."""
    framework = load_framework(model)
    result = framework.assess({})
    page = str(result)
    told = " ".join(page.split())

    ends = " to ".join(level.name for level in result.level_range or ())
    assert f"No level yet. Answer more questions to get one. Possible so far: {ends}." in told
    assert f"The most useful question to answer next: “{framework.question(result.narrows or '').text}”" in told
    assert "Reasons, gaps and next steps appear once you have a level." in told
    assert [claim for claim in CLAIMS if claim in page] == []
    assert page.count("  not yet") == len(framework.dimensions)
    assert all(level.summary not in told for level in framework.levels if level.summary)
    assert result.level is not None
    assert result.next_steps().steps


def test_U6_no_answers_of_a_model_without_levels() -> None:
    """It has a score, which is not shown; the next question is the first open one."""
    page = str(tiny(requirements=[]).assess([NO, NO]))

    assert page.startswith(
        "No score yet. Answer more questions to get one.\n  2 questions are unanswered. The most useful"
    )
    assert "“How is it with kept?”" in " ".join(page.split())
    assert "Reasons, gaps and next steps appear once you have a score." in page
    assert "0%" not in page


def test_U6_a_range_of_one_level_is_told_by_its_name() -> None:
    """If only one level is possible and nothing is answered."""
    rules = [rule("framework", name, total=4, base=0) for name in ("mid", "high")]
    result = tiny(**FOUR, requirements=rules).assess([NO, NO, NA, NA])

    assert result.not_yet
    assert "Possible so far: Low.\n" in str(result)


def test_U6_a_target_that_cannot_be_aimed_at_is_refused_also_before_there_is_a_level() -> None:
    """No plan is shown, and typing errors are still reported."""
    result = two().assess({})

    assert "Next steps" not in result.page("high")
    with pytest.raises(TargetError, match="no such level"):
        result.page("hihg")


def contrasting() -> Framework:
    """Return a framework that finds tensions and strengths, and notes for its lowest level."""
    return two(
        contrasts={"levels_apart": 1, "levels_below": 1, "options_within": 2, "from_level": "mid", "basis": "source"},
        requirements=[
            *[rule("each dimension", name, mean=bar) for name, bar in (("mid", "0.5"), ("high", "0.9"))],
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "high", share=1, of={"dimensions": "all"}, reaching="high"),
        ],
        levers={"show": 2, "basis": "source"},
        notes=[
            {"at": at, "level": "low", "text": f"At {at}, low.", "basis": "source"} for at in ("level", "gaps", "about")
        ],
    )


def test_U6_nothing_is_said_of_a_dimension_of_which_too_little_is_answered() -> None:
    """The whole has a level, one dimension not yet: it shows no score, level or tension; the others do."""
    result = contrasting().assess([1, 1, 1, NO])
    page = str(result)

    assert [tension.dimensions for tension in result.tensions] == [("work", "people"), ("people",)]
    assert page.startswith("Level: Middle (2 of 3)\n")
    assert re.search(r"\n  People  \.{20}  not yet  Low to High\n", page)
    assert "Tensions" not in page
    assert "      Its answers are close to each other.\n" in page
    assert "Strengths" not in page
    assert "\nNext steps\n" in page


def test_U6_notes_of_a_level_wait_for_it() -> None:
    """Notes of the lowest level are not shown to somebody who has not answered."""
    framework = contrasting()

    assert "low." not in str(framework.assess([NO, NO, NO, NO]))
    assert "At level, low." in str(framework.assess([0, 0, 0, 0]))


def test_U6_pictures_show_what_is_possible_and_no_place() -> None:
    """No rung is marked as here or as target; what is not known has neither bar nor axis."""
    result = two().assess([NO, NO, NO, NO])
    ladder = read(results.level_ladder(result)).texts

    assert ladder[0] == "No level yet. Answer more questions to get one. Possible so far: Low to High."
    assert ladder[1] == "Low (still possible); Middle (still possible); High (still possible)."
    measures = results.dimension_measures(result)
    assert [(each.shown, each.note, each.value, each.target) for each in measures] == [
        ("not yet", "Low to High", None, None)
    ] * 2
    part = results.dimension_measures(two().assess([1, 1, 1, NO]))
    assert [(each.shown, each.note) for each in part] == [("50%", "Middle"), ("not yet", "Low to High")]


def test_U6_the_cards_show_no_verdict_on_no_answers() -> None:
    """For one organisation, and for many."""
    framework = two()
    card = " ".join(read(assessment_card(framework.assess({})) or "").texts)

    assert "No level yet. Answer more questions to get one. Possible so far: Low to High." in card
    assert "Reasons, gaps and next steps appear once you have a level." in card
    assert "step" not in card.replace("next steps", "")
    assert results.level_counts(framework.assess_many([[NO] * 4, [0] * 4, [2] * 4])) == [
        ("High", 1),
        ("Middle", 0),
        ("Low", 1),
        ("not yet", 1),
    ]
    assert "not yet: 1" in " ".join(read(batch_card(framework.assess_many([[NO] * 4]))).texts)


def test_U6_a_view_without_answers_is_compared_with_nobody() -> None:
    """Neither overall nor in a dimension."""
    framework = two()
    views: dict[str, Any] = {"Ann": framework.assess({}), "Ben": framework.assess([2, 2, 2, 2])}

    found = compare_views(framework, views)

    assert (found.apart, found.dimensions_apart) == (None, {})
    assert found.views[0].level == framework.levels[0].id
    assert views_texts(framework, found) == [
        "Ann: not yet, possible so far: Low to High",
        "Ben: High",
        "Fewer than two views have an overall level, so they can't be compared overall.",
    ]


def test_U6_what_is_compared_leaves_out_what_one_has_not_answered() -> None:
    """Then nothing is called the same in every dimension."""
    framework = two()
    views: dict[str, Any] = {
        name: framework.assess(sheet) for name, sheet in (("Ann", [1, 1, 1, 1]), ("Ben", [1, 1, 1, NO]))
    }

    found = compare_views(framework, views)

    assert found.views[1].dimensions_not_yet == ("people",)
    assert found.dimensions_apart == {"work": 0}
    assert views_texts(framework, found)[-1] == "The levels are the same in all dimensions that can be compared."


def test_U6_a_view_without_answers_and_without_levels() -> None:
    """The range is one of scores then."""
    framework = tiny(requirements=[])

    assert views_texts(framework, compare_views(framework, {"Ann": framework.assess({})})) == [
        "Ann: not yet, possible so far: 0% to 100%",
        "A comparison needs at least two views.",
    ]


def test_U6_the_flag_moves_no_level_gap_or_step() -> None:
    """It only affects what is shown: the default target of a sheet without answers is unchanged."""
    result = two().assess({})

    assert result.level == two().levels[0]
    assert [rung.level for rung in result.gaps().target] == ["mid"]
    assert len(result.gaps()) > 0
    assert two().assess_many([[NO] * 4]).levels.tolist() == [0]


def test_the_capabilities_of_a_report_wait_too() -> None:
    """A capability with levels of its own shows its range."""
    levels = {"own": LEVELS}
    framework = tiny(
        level_lists=levels,
        dimensions=[dimension("work")],
        capabilities=[capability("plan", levels="own")],
        requirements=[
            rule(name, level, least=1) for name in ("framework", "capability plan") for level in ("mid", "high")
        ],
    )

    measure = results.measures(framework.assess({}), "capability", framework.assess({}).capabilities)[0]

    assert (measure.shown, measure.note) == ("not yet", "Low to High")
