"""Scores as targets in the author's unit: a text names the score as results show it, everywhere a target is taken."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, drawn, question, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Framework, TargetError
from maturity_core.model.fields import number_text
from maturity_core.model.ladders import ladder_names
from maturity_core.model.statistics import CREDIT
from maturity_core.readers.marks import score_ends
from maturity_core.readers.targets import parse_target
from maturity_core.testing.suite.stated import shown_score

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = {"options": [{"id": f"at-{mark}", "label": f"{mark}", "value": mark} for mark in (1, 2, 3, 4, 5)]}
MEASURES: list[dict[str, Any]] = [
    {"id": "seen", "name": "Seen", "mean_of": {"questions": ["plan-seen"]}},
    {"id": "points", "name": "Points", "total_of": {"questions": "all"}, "base": 0, "by": "value"},
]


def marked() -> Framework:
    """Return two dimensions whose questions have marks of 1 to 5, in which all scores are shown."""
    questions = [question(name, home, scale="marks") for name, home in HOMES]
    return two(scales={**tiny().scales, "marks": MARKS}, questions=questions, measures=MEASURES)


HOMES = (("goals-set", "goals"), ("plan-kept", "plan"), ("plan-seen", "plan"), ("team-there", "team"))
LOW = {"goals-set": "at-1", "plan-kept": "at-2", "plan-seen": "at-1", "team-there": "at-3"}
DOORS: dict[str, Callable[[Any], Any]] = {
    "gaps": lambda target: marked().assess(LOW).gaps(target),
    "next_steps": lambda target: marked().assess(LOW).next_steps(target),
    "result": lambda target: marked().assess(LOW).result(target).model_dump_json(),
    "page": lambda target: marked().assess(LOW).page(target),
    "roadmap": lambda target: marked().assess(LOW).roadmap(target).steps,
    "alternatives": lambda target: marked().assess(LOW).alternatives(target).cost,
    "assess_many": lambda target: marked().assess_many([[0, 1, 0, 2]], target=target).gaps(target).positions.tolist(),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("3.5", Fraction(5, 8)),
        ("62.5%", Fraction(5, 8)),
        ({"dimension work": "11/3"}, {"dimension work": Fraction(2, 3)}),
        ({"capability plan": "5", "dimension people": "mid"}, {"capability plan": 1, "dimension people": "mid"}),
        ({"measure seen": "2"}, {"measure seen": Fraction(1, 4)}),
        ({"measure points": "12"}, {"measure points": 12}),
    ],
)
@pytest.mark.wide
def test_every_door_takes_a_score_as_it_is_shown(door: str, text: Any, score: Any) -> None:
    assert DOORS[door](text) == DOORS[door](score)


@given(st.sampled_from(drawn()), st.data())
def test_the_text_of_what_is_shown_of_a_score_names_that_score(framework: Framework, data: st.DataObject) -> None:
    ladder = data.draw(st.sampled_from(ladder_names(framework)))
    low, high = score_ends(framework.engine, ladder)
    score = low + (high - low) * Fraction(data.draw(st.integers(0, 12)), 12)
    shown = shown_score(framework, ladder, score)

    assert shown is not None
    assert parse_target(framework, {ladder: number_text(shown)}) == parse_target(framework, {ladder: score})


@pytest.mark.parametrize("score", [Fraction(1, 3**40), Fraction(10**12 + 1, 12 * 10**12)])
def test_a_score_with_more_digits_than_a_file_may_have_is_taken_as_it_is_shown(score: Fraction) -> None:
    assert parse_target(tiny(), number_text(score)) == parse_target(tiny(), score)


@given(st.sampled_from(drawn()), st.integers(0, 1000))
def test_a_share_is_written_in_per_cent_whatever_a_score_is_shown_on(framework: Framework, tenths: int) -> None:
    for ladder in ladder_names(framework):
        if score_ends(framework.engine, ladder) == CREDIT and ladder not in framework.lookup.measures:
            text = number_text(Fraction(tenths, 10))
            expected = parse_target(framework, {ladder: Fraction(tenths, 1000)})
            assert parse_target(framework, {ladder: f"{text}%"}) == expected


WRONG = {
    "too high": ("5.5", "target: the score of the framework cannot be that; got '5.5'; allowed: 1 to 5"),
    "too high a share": ("101%", "target: the score of the framework cannot be that; got '101%'; allowed: 0% to 100%"),
    "a share of a total": (
        {"measure points": "50%"},
        "target: the score of the measure points cannot be that; got '50%'; allowed: 4 to 20",
    ),
    "a number of the author's unit": (
        3.5,
        (
            "target: the score of the framework cannot be that; got 3.5; allowed: 0 to 1; "
            "as it is shown, write it as text: '3.5'"
        ),
    ),
    "no number": (
        "3.5.1",
        "target: the framework has no such level; got '3.5.1'; allowed: low, mid, high",
    ),
}


@pytest.mark.parametrize(("target", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_score_that_cannot_be_is_refused_in_its_own_unit(target: Any, told: str) -> None:
    with pytest.raises(TargetError) as caught:
        marked().assess(LOW).gaps(target)

    assert str(caught.value) == told


def test_without_a_scale_of_its_own_a_score_is_a_share() -> None:
    assessment = two().assess({"goals-set": "often"})

    assert assessment.gaps("0.7") == assessment.gaps("70%") == assessment.gaps(0.7)
    with pytest.raises(TargetError, match="got '7'; allowed: 0% to 100%"):
        assessment.gaps("7")


def test_a_scorer_in_code_is_aimed_at_in_the_same_way() -> None:
    assessment = tiny(requirements=[], capabilities=[capability("plan")]).with_scorer(Product()).assess([1, 1])

    assert assessment.gaps("50%") == assessment.gaps(0.5)
