"""*Not applicable* that counts as an option: in all sums, never moved, named where it keeps a target out of reach."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import HABIT, question, rule, tiny
from edits import Case, accepted, edited, finds_this_alone, refused

from maturity_core import NOT_APPLICABLE, Framework, Status
from maturity_core.telling.coming import prevented_texts
from maturity_core.testing.oracle import Oracle

OUT = "not-applicable"


def counting(option: str = "often", **tables: Any) -> Framework:
    """Return a framework of two questions, the second of which counts as an option where it does not apply."""
    second = question("seen", not_applicable=True, counts_as=option)
    return tiny(**{"questions": [question("kept"), second], **tables})


def test_it_is_in_all_sums_and_answered() -> None:
    assessment = counting().assess({"kept": "always", "seen": OUT})

    assert assessment.score_exact == Fraction(3, 4)
    assert assessment.completeness == 1
    assert assessment.answers["seen"] == OUT
    assert Oracle(counting()).stand((2, NOT_APPLICABLE)).scores["framework"] == Fraction(3, 4)


def test_a_question_may_name_another_option_than_its_scale() -> None:
    scales = {"habit": {**HABIT, "counts_as": "always"}}
    asked = [question("kept", not_applicable=True), question("seen", not_applicable=True, counts_as="rarely")]
    framework = tiny(scales=scales, questions=asked)

    assert [entry.stands_for for entry in framework.questions] == [2, 0]
    assert framework.assess({"kept": OUT, "seen": OUT}).score_exact == Fraction(1, 2)
    assert tiny(scales=scales).questions["kept"].stands_for is None  # it always applies


def test_no_gap_and_no_step_touches_it() -> None:
    assessment = counting().assess({"kept": "rarely", "seen": OUT})
    gaps, plan = assessment.gaps("mid"), assessment.next_steps("mid")

    assert [(gap.question, gap.to) for gap in gaps.questions] == [("kept", "often")]
    assert [move.question for step in plan.steps for move in step.questions] == ["kept"]


@pytest.mark.parametrize("option", ["rarely", "often"])
def test_a_target_that_it_prevents_is_out_of_reach_and_names_it(option: str) -> None:
    framework = counting(option)
    assessment = framework.assess({"kept": "rarely", "seen": OUT})
    gaps, plan = assessment.gaps("high"), assessment.next_steps("high")

    assert gaps.status == plan.status == Status.OUT_OF_REACH
    assert gaps.prevented_by == plan.prevented_by == ("seen",)
    assert (len(gaps), len(plan), gaps.blockers) == (0, 0, (1,))
    label = framework.questions["seen"].options[option].label
    assert prevented_texts(framework, plan) == [
        f"“How is it with seen?” doesn't apply to you, so it counts as “{label}”."
    ]
    assert "doesn't apply to you" in assessment.page(target="high")


def test_a_score_that_it_prevents_names_it_too() -> None:
    gaps = counting().assess({"kept": "rarely", "seen": OUT}).gaps(0.9)

    assert (gaps.status, gaps.prevented_by) == (Status.OUT_OF_REACH, ("seen",))


def test_one_with_full_credit_prevents_nothing() -> None:
    asked = [
        question("kept", not_applicable=True, counts_as="always"),
        question("seen", not_applicable=True, counts_as="often"),
    ]
    framework = tiny(questions=asked)
    gaps = framework.assess({"kept": OUT, "seen": OUT}).gaps("high")

    assert gaps.prevented_by == ("seen",)


def test_it_is_read_through_dimensions() -> None:
    rules = [rule("framework", "mid", least=1, of={"dimensions": "all"}), rule("framework", "high", mean=1)]
    gaps = counting(requirements=rules).assess({"kept": "rarely", "seen": OUT}).gaps("mid")

    assert (gaps.status, gaps.prevented_by) == (Status.OUT_OF_REACH, ("seen",))


CASES: list[Case] = [
    ("unknown", [("questions.0.not_applicable", True), ("questions.0.counts_as", "offen")],
     "questions.goals-set.counts_as", "no such option of 'habit'",
     [("questions.0.not_applicable", True), ("questions.0.counts_as", "often")]),
    ("always_applies", [("questions.0.counts_as", "often")], "questions.goals-set.counts_as",
     "this question always applies", [("questions.0.not_applicable", True)]),
    ("unknown_of_a_scale", [("scales.habit.counts_as", "offen")], "scales.habit.counts_as", "no such option",
     [("scales.habit.counts_as", "often")]),
]  # fmt: skip


@refused(CASES)
def test_each_check_finds_its_case_and_nothing_else(edits: Any, where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_what_is_nearly_that_is_accepted(edits: Any) -> None:
    Framework(**edited(*edits))


def test_a_scorer_in_code_decides_itself() -> None:
    edits = [("scales.habit.counts_as", "often"), ("scorer", {"kind": "multiplied-stages"}), ("requirements", [])]

    finds_this_alone(edits, "scorer", "a scorer in code decides itself what does not apply")


def test_the_short_path_counts_it() -> None:
    """With half credit for it, one of two open questions at its best is enough for half credit; none is not."""
    asked = [question("kept"), question("seen", not_applicable=True, counts_as="often"), question("told")]
    rules = [rule("framework", "mid", mean="0.5"), rule("framework", "high", share=1, reaching=1)]
    framework = tiny(questions=asked, requirements=rules)
    assessment = framework.assess({"seen": OUT})
    path = assessment.short_path()

    slow = Oracle(framework).path(tuple(assessment.codes))
    assert (path.settled, [entry.question for entry in path.questions if entry.matters]) == (False, ["kept", "told"])
    assert [entry.question for entry in path.questions if entry.matters] == list(slow.asks)
