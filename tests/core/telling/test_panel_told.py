"""Several raters of one organisation, in words."""

from __future__ import annotations

from typing import Any

from builders import tiny, two
from spoken import unspoken

from maturity_core import NOT_APPLICABLE, Framework, RaterPanel, compare_raters
from maturity_core.telling.panel import (
    agreement_texts,
    consensus_texts,
    difference_text,
    pair_texts,
    pattern_texts,
    perception_text,
    role_text,
)

TWO = two()
SCORED = tiny(levels=(), requirements=[], headline="score")


def panel(framework: Framework = TWO, rule: str = "median", **sheets: Any) -> RaterPanel:
    """Return a panel of these sheets."""
    return compare_raters(framework, {name: framework.assess(codes) for name, codes in sheets.items()}, rule)


def test_M1_how_far_they_agree_is_said_or_why_not() -> None:
    assert agreement_texts(panel(a=[1] * 4)) == [
        "One rater alone can't disagree with anyone. Ask somebody else to answer the same questions."
    ]
    assert agreement_texts(panel(a=[1] * 4, b=[1] * 4)) == ["All raters chose the same everywhere."]
    none = agreement_texts(panel(a={"plan-kept": 1}, b={"plan-seen": 1}))
    assert none == ["No question was answered by two raters, so agreement can't be measured."]
    assert agreement_texts(panel(a={}, b={})) == none
    told = agreement_texts(panel(a=[2, 2, 0, 0], b=[2, 2, 0, 1]))
    assert told[0].startswith("Agreement over 4 questions: 0.90 (95% interval: ")
    assert "95% interval: " in told[0]
    assert told[1].startswith("This is Krippendorff's alpha for ordered answers")
    few = agreement_texts(panel(a={"plan-kept": 1, "plan-seen": 0}, b={"plan-kept": 1, "plan-seen": 0}))
    assert few[0] == "Agreement over 2 questions: 1.00."


def test_an_interval_without_a_width_is_not_two_equal_numbers() -> None:
    steady = "(leaving out any one question changes it by less than 0.01)"

    assert agreement_texts(panel(a=[2, 2, 0, 0], b=[2, 2, 0, 0]))[0] == f"Agreement over 4 questions: 1.00 {steady}."
    assert agreement_texts(panel(a=[1] * 4, b=[2] * 4))[0] == f"Agreement over 4 questions: -0.75 {steady}."


def test_pairs_are_named_if_there_are_more_than_one() -> None:
    assert pair_texts(panel(a=[1, 1, 2, 2], b=[1, 1, 2, 2])) == []
    assert pair_texts(panel(a=[1, 1, 2, 2], b=[1, 1, 2, 2], c={})) == [
        "a and b: weighted kappa 1.00 (leaving out any one question changes it by less than 0.01)"
    ]


def test_a_question_they_differ_on_is_a_point_for_a_discussion() -> None:
    found = panel(a=[1, 1, 2, NOT_APPLICABLE], b=[1, 1, 0, 1], c=[1, 1, 0, 1])

    assert [difference_text(TWO, one) for one in found.differences] == [
        "How is it with plan-seen? a: “As a rule, for all”; b and c: “Rarely or never”.",
        "How is it with team-there? b and c: “Often, with gaps”; a: “doesn't apply”.",
    ]


def test_roles_and_what_is_between_them() -> None:
    sheets = {name: TWO.assess([code] * 4, {"role": "team"}) for name, code in {"a": 0, "b": 2}.items()}
    found = compare_raters(TWO, sheets | {"c": TWO.assess([2] * 4, {"role": "board"}), "d": TWO.assess({})})

    told = {role.role: role_text(TWO, role.ladders["framework"]) for role in found.roles}
    assert told == {"board": "High 100%", "d": "not yet", "team": "Low - High 50%"}
    assert perception_text(TWO, found.perceptions[0]) == "Overall: board sees 50 points more than team"
    assert perception_text(TWO, found.perceptions[1]).startswith("Work: board")


def test_differences_of_scores_are_shown_as_scores_are() -> None:
    shown = tiny(scores=[{"ladder": "framework", "mean_of": {"questions": "all"}, "shown": [0, 10]}])
    found = panel(shown, a=[2, 2], b=[0, 0]).perceptions
    assert perception_text(shown, found[0]) == "Overall: a sees 10.00 points more than b"
    total = tiny(
        requirements=[],
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "base": 0}],
        headline="score",
    )
    assert perception_text(total, panel(total, a=[2, 2], b=[0, 0]).perceptions[0]).startswith("Overall: a sees 2")


def test_the_consensus_is_told_with_its_rule_and_range() -> None:
    found = panel(a=[0] * 4, b=[2] * 4)
    assert consensus_texts(TWO, found) == [
        "The rule: the middle answer to each question; of two, the lower one.",
        "By this rule: Low 0%.",
        "Depending on who is right: Low to High.",
    ]
    agreed = consensus_texts(TWO, panel(rule="agreed", a=[0] * 4, b=[2] * 4))
    assert agreed[1:] == [
        "Too few questions are left for a level.",
        "Depending on who is right: Low to High.",
        "4 questions stay open until you agree.",
    ]
    scores = consensus_texts(SCORED, panel(SCORED, "lowest", a=[0, 1], b=[1, 1]))
    assert scores[1:] == ["By this rule: 25%.", "Depending on who is right: 25% to 50%."]
    assert len(consensus_texts(TWO, panel(a=[1] * 4))) == 2


def test_patterns_are_told_in_the_words_of_the_source() -> None:
    pattern = {"roles_above": ["board"], "roles_below": ["team"], "text": "Boards see more.", "basis": "source"}
    framework = two(views={"roles": ["board", "team"], "patterns": [pattern], "basis": "source"})

    assert pattern_texts(framework, panel(framework, board=[2] * 4, team=[0] * 4)) == ["Boards see more."]
    assert pattern_texts(TWO, panel(a=[1] * 4)) == []


def test_nothing_of_it_is_in_english_alone() -> None:
    found, words = panel(a=[0, 0, 2, 2], b=[2, 2, 2, 0]), unspoken()
    told = [
        *agreement_texts(found, words),
        *consensus_texts(TWO, found, words),
    ]

    assert not any(word in " ".join(told) for word in ("rule", "agree", "chance"))
