"""Measures in results: their scores and levels, what may be aimed at, and what people read."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import LEVELS, question, rule, tiny, two
from measures import HOMES, QUESTIONS, measured

from maturity_core import NOT_APPLICABLE, UNANSWERED, Assessment, Status
from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NO_DEMAND
from maturity_core.readers.many_aims import take_aim
from maturity_core.readers.marks import score_ends
from maturity_core.readers.routes import route
from maturity_core.telling.wording import measure_text
from maturity_core.telling.words import Words
from maturity_core.testing.oracle import Oracle


def test_every_kind_of_measure_by_hand() -> None:
    """The answers are 1/2, 1, 0 and 1: 3/4; one of two; 5/8; 10 less 1.5; all three areas reach a half."""
    result = measured().assess([1, 2, 0, 2])

    assert {entry.id: entry.score_exact for entry in result.measures} == {
        "documents": Fraction(3, 4),
        "deeds": Fraction(1, 2),
        "both": Fraction(5, 8),
        "points": Fraction(17, 2),
        "number": Fraction(3),
    }
    assert [entry.level and entry.level.id for entry in result.measures] == ["mid", None, None, None, None]
    assert result.level is not None
    assert result.level.id == "mid"


def test_what_does_not_apply_leaves_a_measure() -> None:
    """Nothing applies to `deeds`: `both` is what `documents` is; a total that counts down loses nothing."""
    result = measured().assess([1, 1, NOT_APPLICABLE, NOT_APPLICABLE])
    scores = {entry.id: entry.score_exact for entry in result.measures}

    assert (scores["deeds"], scores["both"]) == (None, Fraction(1, 2))
    assert scores["points"] == 9
    assert scores["number"] == 2


def test_open_questions_leave_a_range_of_scores() -> None:
    result = measured().assess([1, UNANSWERED, 0, 2])
    documents, points = result.measures["documents"], result.measures["points"]

    assert documents.score_range_exact == (Fraction(1, 4), Fraction(3, 4))
    assert [end.id for end in documents.level_range or ()] == ["low", "mid"]
    assert (documents.narrows, documents.completeness) == ("written", 0.5)
    assert points.score_range_exact == (Fraction(15, 2), Fraction(17, 2))


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ({"measure documents": "high"}, {"set": "always"}),
        ({"measure deeds": 1}, {"holds": "always"}),
        ({"measure both": Fraction(3, 4)}, {"holds": "always"}),
        ({"measure points": 9}, {"holds": "often"}),
        ({"measure number": 3}, {}),
    ],
)
def test_a_measure_may_be_aimed_at(target: dict[str, Any], asked: dict[str, str]) -> None:
    """Its level or its score; a share asks all its items to reach what they have to."""
    framework = measured()
    start = framework.assess([1, 2, 0, 2])
    gaps = start.gaps(target)

    assert {gap.question: gap.to for gap in gaps.questions} == asked
    after = framework.assess({**start.answers, **{gap.question: gap.to for gap in gaps.questions}})
    assert str(after.gaps(target).status) == "reached"
    assert str(framework.assess([2, 2, 2, 2]).gaps(target).status) == "reached"
    plan = start.next_steps(target)
    done = {move.question: move.to for step in plan for move in step.questions}
    assert str(framework.assess({**start.answers, **done}).gaps(target).status) == "reached"


def test_a_count_that_what_does_not_apply_keeps_down_is_out_of_reach() -> None:
    """Two strong areas of three are asked for, and two have nothing that applies."""
    requirements = [
        rule("framework", "mid", least=2, of={"measures": ["number"]}),
        rule("framework", "high", least=3, of={"measures": ["number"]}),
    ]
    counted = [{"id": "number", "name": "Number", "count_of": {"capabilities": "all"}, "reaching": "0.5"}]
    framework = measured(requirements=requirements, measures=counted)
    sheet = [0, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE]

    assert str(framework.assess(sheet).gaps("mid").status) == "out of reach"
    assert framework.assess(sheet).gaps("mid").blockers == (0,)
    assert framework.assess(sheet).gaps().target == ()
    assert framework.assess_many([sheet]).gaps("mid").status.tolist() == [Status.OUT_OF_REACH.code]


def test_the_ends_of_measures() -> None:
    engine = measured().engine

    assert score_ends(engine, "measure points") == (Fraction(6), Fraction(10))
    assert score_ends(engine, "measure number") == (Fraction(0), Fraction(3))
    assert score_ends(engine, "measure deeds") == (Fraction(0), Fraction(1))


def test_measures_of_many_are_those_of_one() -> None:
    framework = measured()
    sheets = [[1, 2, 0, 2], [0, 0, 0, 0], [2, 2, 2, 2], [1, 1, NOT_APPLICABLE, NOT_APPLICABLE]]
    batch = framework.assess_many(sheets)

    for row, sheet in enumerate(sheets):
        alone = framework.assess(sheet).measures
        scores = [None if score != score else score for score in batch.measure_scores[row].tolist()]  # noqa: PLR0124
        assert scores == [entry.score for entry in alone]
        assert batch.measure_levels[row, 0] == LEVEL_IDS.index(alone[0].level.id if alone[0].level else "low")


LEVEL_IDS = ["low", "mid", "high"]


def test_each_ladder_comes_after_what_it_reads() -> None:
    """Whatever the order of the file."""
    tables = (
        {"id": "late", "name": "Late", "mean_of": {"measures": ["early"]}},
        {
            "id": "early",
            "name": "Early",
            "mean_of": {"dimensions": "all"},
        },
    )
    names = two(measures=list(tables)).engine.ladders

    assert names.index(Ladder("measure", "early")) < names.index(Ladder("measure", "late"))
    assert names.index(Ladder("dimension", "people")) < names.index(Ladder("measure", "early"))
    assert [entry.id for entry in two(measures=list(tables)).assess({}).measures] == ["late", "early"]


def test_results_with_measures_are_stored_and_read_back() -> None:
    result = measured().assess([1, 2, 0, 2])

    again = Assessment.model_validate_json(result.model_dump_json(), framework=measured())

    assert again == result
    assert again.measures["points"].score == 8.5
    assert [state.ladder for state in again.explain().ladders] == ["framework", "measure documents"]


def test_measures_stand_on_the_page_after_the_dimensions() -> None:
    page = str(measured().assess([1, 2, 0, 2]))

    assert "Measures\n--------\n  Documents     ###############.....     75%  Middle\n" in page
    assert "  Deeds         ##########..........    2.00\n" in page
    assert "  Points                                8.50\n" in page
    assert "  Strong areas                             3\n" in page
    assert "High: Points must reach at least 9. Now: 8.50." in page
    assert "Middle: the 2 measures Documents and Deeds must average at least 50%." in page
    assert "Measures" not in str(two().assess({}))


SENTENCES = {
    "documents": "The average of the 2 questions “Is set?” and “Is written?”.",
    "deeds": "The share of the 2 questions “Is holds?” and “Is there?” that get full credit.",
    "both": "The average of the 2 measures Documents and Deeds.",
    "points": "The total of the questions, counting down from 10.",
    "number": "How many of the capabilities score at least 50%.",
}


def test_what_a_measure_is_made_of_can_be_read_aloud() -> None:
    framework = measured(
        questions=[question(name, home, not_applicable=True, text=f"Is {name}?") for name, home in HOMES.items()]
    )

    assert {entry.id: measure_text(framework, entry, Words.of("en")) for entry in framework.measures} == SENTENCES
    one = two(measures=[{"id": "one", "name": "One", "count_of": {"dimensions": ["work"]}, "reaching": "mid"}])
    assert measure_text(one, one.measures[0]) == "Work alone."
    points = two(measures=[{"id": "up", "name": "Up", "total_of": QUESTIONS, "base": 1}])
    assert measure_text(points, points.measures[0]) == "The total of the questions, counting up from 1."


def test_what_has_to_be_reached_by_totals_is_said_as_they_are() -> None:
    requirements = [
        rule("framework", "mid", count=1, of={"measures": ["points"]}, reaching=8),
        rule("framework", "high", count=1, of={"measures": ["deeds"]}, reaching="0.5"),
    ]
    page = str(measured(requirements=requirements, level_lists={"grades": LEVELS}, measures=PLAIN).assess([0] * 4))

    assert "Points must score at least 8." in page


PLAIN = [
    {"id": "points", "name": "Points", "total_of": QUESTIONS, "top": 10},
    {"id": "deeds", "name": "Deeds", "share_of": QUESTIONS, "reaching": 1},
]


def test_the_reference_finds_the_same_measures() -> None:
    framework = measured()
    sheet = (1, 2, 0, 2)
    standing = Oracle(framework).stand(sheet)

    for entry in framework.assess(list(sheet)).measures:
        assert standing.scores[f"measure {entry.id}"] == entry.score_exact


def test_a_batch_counts_every_measure_that_one_capability_moves() -> None:
    """All are parts of one sum: when two of three have to reach a level, one question stays as it is, and no more."""
    names = ("a", "b", "c")
    measures = [{"id": name, "name": name, "levels": "grades", "mean_of": {"questions": [name]}} for name in names]
    asked = [rule(f"measure {name}", "mid", least=1, of={"questions": [name]}) for name in names]
    both = rule("framework", "mid", count=2, of={"measures": list(names)}, reaching="mid")
    framework = tiny(
        level_lists={"grades": LEVELS[:2]},
        levels=LEVELS[:2],
        questions=[question(name) for name in names],
        measures=measures,
        requirements=[*asked, both],
    )

    found = framework.assess([0, 0, 0]).next_steps("mid")
    aim = take_aim(framework.engine, np.zeros((3, 1), np.int8), None)

    assert [move.question for step in found for move in step.questions] == ["b", "c"]
    assert route(aim, framework.chart).positions[:, 0].tolist() == [NO_DEMAND, 2, 2]
