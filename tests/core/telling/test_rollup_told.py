"""Teams rolled up, in words."""

from __future__ import annotations

from typing import Any

import pytest
from builders import question, tiny, two
from spoken import unspoken

from maturity_core import NOT_APPLICABLE, Framework, RollUp, roll_up
from maturity_core.telling.rollup import (
    counts_text,
    doubt_texts,
    named_text,
    place_text,
    rule_text,
    spread_text,
    step_text,
)
from maturity_core.telling.words import Words

TWO = two()
SCORED = tiny(levels=(), requirements=[], headline="score")


def rolled(framework: Framework = TWO, rule: Any = "weakest", **sheets: Any) -> RollUp:
    """Return teams rolled up."""
    return roll_up(framework, {name: framework.assess(codes) for name, codes in sheets.items()}, rule)


RULES = {
    "weakest": (
        "weakest",
        {},
        "The rule: the weakest team decides. Every team has at least this level and this score.",
    ),
    "share": ("2/3", {}, "The rule: at least 2/3 of the teams have this level and this score, or better."),
    "weighted share": (
        "50%",
        {"b": 2},
        "The rule: teams with at least 50% of the weight have this level and this score, or better.",
    ),
    "mean": ("mean", {}, "The rule: the score of the whole is the mean of the teams' scores."),
    "weighted mean": ("mean", {"a": 3}, "The rule: the score of the whole is the weighted mean of the teams' scores."),
}


@pytest.mark.parametrize(("rule", "weights", "text"), RULES.values(), ids=RULES.keys())
def test_the_rule_is_stated(rule: str, weights: dict[str, int], text: str) -> None:
    teams = {name: TWO.assess([1] * 4) for name in "ab"}

    assert rule_text(roll_up(TWO, teams, rule, weights=weights)).startswith(text)


def test_where_the_whole_is() -> None:
    whole = rolled(a=[1] * 4, b=[2] * 4).whole["framework"]
    assert (place_text(TWO, whole), spread_text(TWO, whole)) == ("Middle 50%", "Middle to High")
    mean = rolled(TWO, "mean", a=[1] * 4, b=[1] * 4).whole["framework"]
    assert (place_text(TWO, mean), spread_text(TWO, mean)) == ("50%", "Middle")
    waiting = rolled(a={}, b=[2] * 4).whole["framework"]
    assert place_text(TWO, waiting) == "Low to High"
    scores = rolled(SCORED, a=[0, 1], b=[2, 2]).whole["framework"]
    assert (place_text(SCORED, scores), spread_text(SCORED, scores)) == ("25%", "25% to 100%")
    apart = tiny(questions=[question("kept", not_applicable=True)])
    none = rolled(apart, a=[NOT_APPLICABLE]).whole["framework"]
    assert (place_text(apart, none), spread_text(apart, none)) == ("no score", "")


def test_open_questions_leave_a_mean_a_range() -> None:
    """Of two teams, one has a question open: the mean says from where to where it may be, and so does a level."""
    one_open: dict[str, Any] = {"a": [2] * 4, "b": {"goals-set": 2, "plan-kept": 2, "plan-seen": 2}}

    found = rolled(TWO, "mean", **one_open)
    whole = found.whole["framework"]

    assert whole.score_range == (0.75, 1.0)
    assert place_text(TWO, whole) == "75% (75% to 100%)"
    assert place_text(TWO, found.whole["dimension work"]) == "100%"
    assert place_text(TWO, rolled(TWO, "mean", a={}, b=[2] * 4).whole["framework"]) == "50% to 100%"
    assert doubt_texts(TWO, rolled(**one_open)) == [
        "Some questions are still open. Depending on the answers, the level of the whole is: Low to High."
    ]
    assert doubt_texts(TWO, found) == []


def test_what_is_doubtful() -> None:
    apart = tiny(questions=[question("kept", not_applicable=True)])

    assert doubt_texts(TWO, rolled(a=[1] * 4)) == []
    told = doubt_texts(apart, rolled(apart, a=[NOT_APPLICABLE], b={}, c=[1]))
    assert [text[:38] for text in told] == [
        "Some questions are still open. Dependi",
        "1 team has answered too few questions ",
        "1 team is left out, because nothing in",
    ]
    later = two(edition="2", since=[{"edition": "1", "added": ["new"]}], questions=[*TWO.questions, question("new")])
    carried = roll_up(later, {"old": TWO.assess([1] * 4)})
    assert doubt_texts(later, carried)[1:] == ["Answered an earlier edition, so that some questions are open: old."]


def test_how_many_are_at_each_level_and_which_steps_they_share() -> None:
    found = rolled(a=[0] * 4, b=[0] * 4, c=[2] * 4)

    assert counts_text(TWO, found) == "By level: 2 Low and 1 High."
    assert counts_text(SCORED, rolled(SCORED, a=[1, 1])) == ""
    assert step_text(TWO, found, found.steps[0]) == "Goals: 2 of 3 (a and b)"
    assert named_text(["a", "b"]) == "a and b"


def test_nothing_of_it_is_in_english_alone() -> None:
    found, words = rolled(a=[0] * 4, b={}), unspoken()
    told = [rule_text(found, words), counts_text(TWO, found, words), *doubt_texts(TWO, found, words)]

    assert not any(word in " ".join(told) for word in ("team", "level", "score"))
    assert step_text(TWO, found, found.steps[0], Words.of("de")) == "Goals: 1 von 2 (a)"
