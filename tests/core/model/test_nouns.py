"""What the tables know: positions on scales, own labels, what is compared, what rules write."""

from __future__ import annotations

from fractions import Fraction

import pytest
from edits import (
    GOOD,
    NUMERIC,
    Edit,
    edited,
    rule,
)

from maturity_core.model.fields import number_text
from maturity_core.model.framework import Framework
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.scale import Scale


@pytest.mark.parametrize(
    ("better", "cut_falls", "positions"),
    [
        ("more", "below", [0, 0, 1, 1, 2]),
        ("more", "above", [0, 1, 1, 2, 2]),
        ("less", "below", [2, 2, 1, 1, 0]),
        ("less", "above", [2, 1, 1, 0, 0]),
    ],
)
def test_S1_a_number_on_a_cut_falls_where_the_scale_says(better: str, cut_falls: str, positions: list[int]) -> None:
    scale = Scale.model_validate({**NUMERIC, "better": better, "cut_falls": cut_falls})

    assert scale.numeric
    assert [scale.position(Fraction(number)) for number in (9, 10, 50, 90, 91)] == positions


def test_questions_know_their_options_in_their_own_words() -> None:
    framework = Framework(**edited(("questions.0.labels", ["No", "So-so", "Yes"])))

    assert [option.label for option in framework.questions[0].options] == ["No", "So-so", "Yes"]
    assert [option.label for option in framework.questions[1].options] == ["Rarely", "Often", "Always"]
    assert not framework.scales["habit"].numeric


def test_requirements_and_scores_say_what_they_compare() -> None:
    requirement_ = Requirement.model_validate(
        {"ladder": "framework", "level": "mid", "count": 2, "of": {"questions": ["a"]}, "basis": "source"}
    )
    score_ = Score.model_validate({"ladder": "framework", "total_of": {"dimensions": {"ids": ["a"]}}, "base": 0})

    assert (requirement_.given, requirement_.statistic, requirement_.threshold) == (("count",), "count", Fraction(2))
    assert (requirement_.of.kind, requirement_.of.selection) == ("questions", ("a",))
    assert score_.of.kinds == ("dimensions",)
    assert GOOD.all_requirements[0].ladder == "dimension plan"


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (rule("cut-points", levels=["high"], cuts={"mid": "0.1", "high": "0.2"}), [("high", "mean", "0.2")]),
        (rule("cut-points", ladder="dimension plan", cuts={"mid": 1}), [("mid", "mean", "1")]),
        (rule("staged", mean="0.3"), [("mid", "mean", "0.3"), ("high", "mean", "0.3")]),
        (rule("staged", levels=["mid"], share="0.4", reaching="0.5"), [("mid", "share", "0.4")]),
        (rule("weakest-link"), [("mid", "share", "1"), ("high", "share", "1")]),
        (rule("weakest-link", cuts={"high": "0.5"}), [("high", "least", "0.5")]),
        (rule("coverage", share="2/3"), [("mid", "share", "2/3"), ("high", "share", "2/3")]),
        (rule("coverage", levels=["high"], count=2), [("high", "count", "2")]),
    ],
)
def test_rules_write_requirements(edit: Edit, written: list[tuple[str, str, str]]) -> None:
    requirements = Framework(**edited(edit)).all_requirements[len(GOOD.all_requirements) :]

    assert [(entry.level, entry.statistic, number_text(entry.threshold)) for entry in requirements] == written
    assert {entry.basis for entry in requirements} == {"source"}
