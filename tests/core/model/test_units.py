"""An author's own unit: values of options, numbers of requirements, scores and prerequisites in them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import capability, question, rule, tiny
from edits import ALL

from maturity_core import NOT_APPLICABLE, AnswersError, Framework, Scale, Status
from maturity_core.model.units import score_of
from maturity_core.telling.wording import requirement_sentence
from maturity_core.testing.oracle import Oracle

MARKS = {"options": [{"id": f"o{mark}", "label": f"Mark {mark}", "value": mark} for mark in range(1, 6)]}
FIVE = (Fraction(1), Fraction(5))
POINTS = {"whole_numbers": [0, 100], "unit": "points"}


def marked(**tables: Any) -> Framework:
    """Return a framework of two questions with marks of 1 to 5, the first of which may not apply."""
    given: dict[str, Any] = {
        "scales": {"marks": MARKS},
        "questions": [question("kept", scale="marks", not_applicable=True), question("seen", scale="marks")],
        "levels": tiny().levels[:2],
        "requirements": [rule("framework", "mid", mean="3.5", by="value")],
    }
    return tiny(**given | tables)


def test_credits_follow_from_values() -> None:
    scale = Scale.model_validate(MARKS)

    assert [option.credit for option in scale.options] == [Fraction(place, 4) for place in range(5)]
    assert scale.ends == FIVE


def test_a_scale_of_whole_numbers_has_an_option_for_each() -> None:
    scale = Scale.model_validate(POINTS)

    assert (len(scale.options), scale.options["at-73"].credit) == (101, Fraction(73, 100))
    assert [scale.position(Fraction(number)) for number in (0, 1, 73, 100)] == [0, 1, 73, 100]


def test_only_whole_numbers_are_answers_on_it() -> None:
    framework = marked(
        scales={"points": POINTS},
        questions=[question("kept", scale="points")],
        requirements=[rule("framework", "mid", mean=50, by="value")],
    )

    assert framework.assess({"kept": 50}).level == framework.levels["mid"]
    with pytest.raises(AnswersError, match="expected a whole number; got 50"):
        framework.assess({"kept": 50.5})


def test_a_file_has_what_its_author_wrote() -> None:
    framework = marked(
        capabilities=[capability("goals"), capability("plan", requires=[{"capability": "goals", "value": 3}])],
        questions=[question("kept", "goals", scale="marks"), question("seen", "plan", scale="marks")],
    )
    needed = framework.capabilities["plan"].requires[0]
    text = framework.to_toml()

    assert needed.credit == Fraction(1, 2)
    assert "credit" not in text
    assert Framework.model_validate_json(framework.model_dump_json()) == framework
    assert Framework(**{name: getattr(framework, name) for name in Framework.model_fields}) == framework


def test_a_file_has_whole_numbers_in_one_line() -> None:
    framework = marked(scales={"marks": MARKS, "points": POINTS})

    assert '[scales.points]\nwhole_numbers = [0, 100]\nunit = "points"\n\n' in framework.to_toml()


@pytest.mark.parametrize(
    ("asked", "measured", "sentence"),
    [
        ({"mean": "3.5"}, Fraction(7, 2), "Middle: the questions must average at least 3.5."),
        ({"least": 3}, Fraction(3), "Middle: the lowest of the questions must reach at least 3."),
        (
            {"share": "0.5", "reaching": 4},
            Fraction(1, 2),
            "Middle: at least 50% of the questions must score at least 4.",
        ),
        ({"count": 1, "reaching": 4}, Fraction(1), "Middle: at least 1 of the questions must score at least 4."),
        (
            {"total": 17, "base": 10},
            Fraction(17),
            "Middle: the total of the questions, counting up from 10, must be at least 17.",
        ),
        (
            {"total": 7, "top": 10},
            Fraction(7),
            "Middle: the total of the questions, counting down from 10, must be at least 7.",
        ),
    ],
)
def test_numbers_are_in_the_unit_of_the_options(asked: dict[str, Any], measured: Fraction, sentence: str) -> None:
    """Marks of 3 and 4: three and a half on average, seven together, three below the highest."""
    framework = marked(requirements=[rule("framework", "mid", by="value", **asked)])
    met, unmet = framework.assess({"kept": "o3", "seen": "o4"}), framework.assess({"kept": "o2", "seen": "o3"})
    (state,) = met.explain().ladders[0].rungs[0].requirements

    assert (met.level, unmet.level) == (framework.levels["mid"], framework.levels["low"])
    assert (state.measured_exact, state.threshold_exact) == (measured, framework.all_requirements[0].threshold)
    assert requirement_sentence(framework, framework.all_requirements[0]) == sentence


def test_what_does_not_apply_adds_0_to_a_total() -> None:
    """And not 1, the lowest mark: the total of the marks of what applies."""
    framework = marked(
        requirements=[rule("framework", "mid", total=6, base=0, by="value")],
        scores=[{"ladder": "framework", "total_of": ALL, "base": 0, "by": "value", "range": [2, 10]}],
    )
    assessment = framework.assess({"kept": "not-applicable", "seen": "o4"})

    assert assessment.score_exact == Fraction(4)
    assert assessment.level == framework.levels["low"]
    assert assessment.gaps({"framework": "mid"}).status == Status.OUT_OF_REACH
    assert Oracle(framework).stand((NOT_APPLICABLE, 3)).scores["framework"] == 4


def test_scores_are_shown_in_the_unit_that_all_items_share() -> None:
    mixed = [question("kept", scale="marks"), question("seen")]
    scales = {"marks": MARKS, "habit": tiny().scales["habit"]}
    half = [rule("framework", "mid", mean="0.5")]

    assert score_of(marked(), "framework").shown == FIVE
    assert score_of(marked(questions=mixed, scales=scales, requirements=half), "framework").shown is None
    shown = [{"ladder": "each dimension", "mean_of": ALL, "shown": [0, 100]}]
    asked = [rule("framework", "mid", mean=50, by="value", of={"dimensions": "all"})]
    assert score_of(marked(scores=shown, requirements=asked), "framework").shown == (Fraction(0), Fraction(100))
