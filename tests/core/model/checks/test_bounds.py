"""Thresholds, weights and scores: a case for every check, with a similar valid one."""

from __future__ import annotations

from edits import (
    ALL,
    Case,
    Edit,
    accepted,
    edited,
    finds_this_alone,
    problems,
    refused,
    requirement,
    score,
)

from maturity_core.model.framework import Framework

CASES: list[Case] = [
    # statistics and their numbers
    ("no_statistic", [requirement()], "requirements.5", "give exactly one statistic", [requirement(least=1)]),
    ("two_statistics", [requirement(mean=1, least=1)], "requirements.5", "give exactly one statistic", []),
    (
        "no_weight_above_0",
        [("questions.2.weight", 0), requirement(mean=1, of={"questions": ["desk-open"]})],
        "requirements.5.of",
        "none of the items has a weight above 0",
        [("questions.2.weight", 0), requirement(least=1, of={"questions": ["desk-open"]})],
    ),
    (
        "base_of_a_mean",
        [requirement(mean=1, base=0)],
        "requirements.5.base",
        "only a total has a base or a top",
        [],
    ),
    (
        "top_of_a_count",
        [requirement(count=1, reaching=1, top=9)],
        "requirements.5.top",
        "only a total has a base or a top",
        [],
    ),
    (
        "total_of_unknown_height",
        [requirement(total=1)],
        "requirements.5",
        "a total must count up from a base or down from a top",
        [requirement(total=1, base=0)],
    ),
    (
        "total_of_two_heights",
        [requirement(total=1, base=0, top=4)],
        "requirements.5",
        "a total must count up from a base or down from a top",
        [requirement(total=1, top=4)],
    ),
    (
        "mean_of_0",
        [requirement(mean=0)],
        "requirements.5.mean",
        "the threshold is out of bounds",
        [requirement(mean="0.000001")],
    ),
    (
        "least_above_1",
        [requirement(least="1.000001")],
        "requirements.5.least",
        "the threshold is out of bounds",
        [requirement(least=1)],
    ),
    (
        "share_above_1",
        [requirement(share=2, reaching=1)],
        "requirements.5.share",
        "the threshold is out of bounds",
        [requirement(share=1, reaching=1)],
    ),
    (
        "count_above_all",
        [requirement(count=5, reaching=1)],
        "requirements.5.count",
        "the threshold is out of bounds",
        [requirement(count=4, reaching=1)],
    ),
    (
        "count_of_halves",
        [requirement(count="1.5", reaching=1)],
        "requirements.5.count",
        "a count must be a whole number",
        [requirement(count="1.0", reaching=1)],
    ),
    (
        "total_always_met",
        [requirement(total=-1, base=-1)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total="-0.999999", base=-1)],
    ),
    (
        "total_never_met",
        [requirement(total="4.1", base=0)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total=4, base=0)],
    ),
    (
        "total_from_the_top_always_met",
        [requirement(total=6, top=10)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total=10, top=10)],
    ),
    (
        "share_of_what",
        [requirement(share=1)],
        "requirements.5.reaching",
        "a share must say what its items have to reach",
        [requirement(share=1, reaching="1/3")],
    ),
    (
        "count_of_what",
        [requirement(count=1)],
        "requirements.5.reaching",
        "a count must say what its items have to reach",
        [],
    ),
    (
        "mean_reaching",
        [requirement(mean=1, reaching=1)],
        "requirements.5.reaching",
        "only share and count can have 'reaching'",
        [],
    ),
    (
        "reaching_0",
        [requirement(count=1, reaching=0)],
        "requirements.5.reaching",
        "'reaching' must be above 0 and at most 1",
        [requirement(count=1, reaching="0.000001")],
    ),
    (
        "reaching_beyond_1",
        [requirement(count=1, reaching=2)],
        "requirements.5.reaching",
        "'reaching' must be above 0 and at most 1",
        [],
    ),
    (
        "question_reaching_a_rung",
        [requirement(count=1, reaching="mid")],
        "requirements.5.reaching",
        "questions have no rungs",
        [requirement(count=1, reaching="mid", of={"dimensions": "all"})],
    ),
    (
        "question_by_level",
        [requirement(mean=1, by="level")],
        "requirements.5.by",
        'by = "level" is only for mean, total and least of capabilities, dimensions or measures',
        [requirement(mean=1, by="level", of={"dimensions": "all"}), requirement(mean=1, by="score")],
    ),
    (
        "count_by_level",
        [requirement(count=1, reaching=1, by="level", of={"dimensions": "all"})],
        "requirements.5.by",
        'by = "level" is only for mean, total and least of capabilities, dimensions or measures',
        [requirement(total=1, base=0, by="level", of={"dimensions": "all"})],
    ),
    # scores
    (
        "score_of_nothing",
        [score()],
        "scores.0",
        "a score needs exactly one of these",
        [score(mean_of=ALL)],
    ),
    (
        "score_of_both",
        [score(mean_of=ALL, total_of=ALL)],
        "scores.0",
        "a score needs exactly one of these",
        [score(total_of=ALL, base=0)],
    ),
    (
        "shown_on_a_scale_that_falls",
        [score(mean_of=ALL, shown=[3, 3])],
        "scores.0.shown",
        "the scale a score is shown on must rise",
        [score(mean_of=ALL, shown=[-3, 0])],
    ),
    (
        "total_on_another_scale",
        [score(total_of=ALL, base=0, shown=[0, 3])],
        "scores.0.shown",
        "only a mean can be shown on another scale",
        [score(mean_of=ALL, shown=[0, 3])],
    ),
    (
        "range_of_a_mean",
        [score(mean_of=ALL, range=[0, 1])],
        "scores.0.range",
        "only a total can state its range",
        [score(mean_of=ALL)],
    ),
    (
        "range_of_other_points",
        [score(total_of=ALL, base=10, range=[0, 100])],
        "scores.0.range",
        "this is not the range of the total",
        [score(total_of=ALL, base=10, range=[10, 14])],
    ),
    (
        "range_of_unknown_height",
        [score(total_of=ALL, range=[0, 100])],
        "scores.0",
        "a total must count up from a base or down from a top",
        [score(total_of=ALL, base=10, range=[10, 14])],
    ),
    (
        "range_down_from_a_top",
        [score(total_of=ALL, top="100.5", range=[0, "100.5"])],
        "scores.0.range",
        "this is not the range of the total",
        [score(total_of=ALL, top="100.5", range=["96.5", "100.5"])],
    ),
    (
        "score_twice",
        [score(mean_of=ALL), score(ladder=["framework"], mean_of=ALL)],
        "scores.1.ladder",
        "the score of the framework is given twice",
        [score(mean_of=ALL), score(ladder="each dimension", mean_of=ALL)],
    ),
    (
        "D1_item_of_a_score",
        [score(mean_of={"capabilities": ["gaols"]})],
        "scores.0.mean_of.capabilities.0",
        "no such capability of the framework",
        [score(mean_of={"capabilities": ["goals"]})],
    ),
    (
        "total_of_a_dimension",
        [score(ladder="dimension plan", total_of=ALL, base=0)],
        "scores.0.total_of",
        "only the framework's score can be a total",
        [score(ladder="framework", total_of=ALL, base=0)],
    ),
    (
        "score_of_unknown_height",
        [score(total_of=ALL)],
        "scores.0",
        "a total must count up from a base or down from a top",
        [score(total_of=ALL, top=100)],
    ),
    (
        "base_of_a_mean_score",
        [score(mean_of=ALL, base=1)],
        "scores.0.base",
        "only a total has a base or a top",
        [score(mean_of=ALL)],
    ),
    (
        "score_without_weight",
        [("capabilities.2.weight", 0), score(ladder="dimension work", mean_of={"capabilities": "all"})],
        "scores.0.mean_of",
        "none of the items has a weight above 0",
        [("capabilities.2.weight", "0.1"), score(ladder="dimension work", mean_of={"capabilities": "all"})],
    ),
    (
        "total_without_weight",
        [("capabilities.2.weight", 0), score(total_of={"capabilities": ["desk"]}, base=0)],
        "scores.0.total_of",
        "none of the items has a weight above 0",
        [score(total_of={"capabilities": ["desk"]}, base=0)],
    ),
    (
        "default_score_without_weight",
        [("questions.0.weight", 0)],
        "scores",
        "the score of the capability goals has no item with a weight above 0",
        [("questions.0.weight", 0), score(ladder="capability goals", mean_of=ALL), ("questions.0.weight", "1/3")],
    ),
    (
        "score_of_questions_by_level",
        [score(mean_of=ALL, by="level")],
        "scores.0.by",
        "questions have no levels",
        [score(mean_of={"dimensions": "all"}, by="level")],
    ),
    (
        "score_by_levels_there_are_not",
        [score(mean_of={"capabilities": ["goals", "desk"]}, by="level")],
        "scores.0.by",
        "the capability desk has no levels",
        [score(mean_of={"capabilities": ["goals"]}, by="level")],
    ),
]


@refused(CASES)
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


def test_problems_that_several_ladders_share_are_told_once() -> None:
    edits = ("requirements.0.mean", 2)

    assert problems(edits) == [("requirements.0.mean", "the threshold is out of bounds")]
