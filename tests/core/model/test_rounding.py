"""Numbers as people read them: rounded half up, and on the same side of every cut as the exact value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, Product, capability, rule, scored, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import load_framework
from maturity_core.model.requirement import Requirement
from maturity_core.telling.measured import measured_text
from maturity_core.telling.wording import asked_text, score_text
from maturity_core.telling.words import ENGLISH

decimal, percent = ENGLISH.decimal, ENGLISH.percent
VALUES = st.builds(Fraction, st.integers(-9999, 9999), st.integers(1, 9999))
SHARES = st.builds(lambda part, rest: Fraction(part, part + rest), st.integers(0, 999), st.integers(1, 999))


def read(text: str) -> Fraction:
    """Return the number that a text shows."""
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


ROUNDED: dict[str, tuple[Fraction, str, str]] = {
    "five twelfths": (Fraction(5, 12), "41.7%", "0.42"),
    "0.1875": (Fraction(3, 16), "18.8%", "0.19"),
    "a tie goes up": (Fraction("0.0125"), "1.3%", "0.01"),
    "a tie to an even digit, too": (Fraction("0.0245"), "2.5%", "0.02"),
    "just below a tie": (Fraction("0.012499"), "1.2%", "0.01"),
    "two thirds": (Fraction(2, 3), "66.7%", "0.67"),
    "half": (Fraction(1, 2), "50%", "0.50"),
    "nothing": (Fraction(0), "0%", "0.00"),
    "tiny": (Fraction(1, 10000), "0%", "0.00"),
    "almost 3": (Fraction(29999, 10000), "300%", "3.00"),
    "a tie below nothing": (Fraction(-1, 8), "-12.5%", "-0.12"),
    "below nothing": (Fraction(-2, 3), "-66.7%", "-0.67"),
    "nearly nothing, from below": (Fraction(-1, 10000), "0%", "0.00"),
}


@pytest.mark.parametrize(("value", "share", "plain"), ROUNDED.values(), ids=ROUNDED.keys())
def test_U5_numbers_are_rounded_half_up(value: Fraction, share: str, plain: str) -> None:
    """To a tenth of a per cent without a trailing zero, or to two places."""
    assert (percent(value), decimal(value)) == (share, plain)


CUT: dict[str, tuple[str, list[str], str, str]] = {
    "far from it": ("0.6", ["0.7"], "60%", "0.60"),
    "met exactly": ("0.7", ["0.7"], "70%", "0.70"),
    "just below": ("0.6996", ["0.7"], "69.96%", "0.6996"),
    "well below, as far as a tenth tells": ("0.6994", ["0.7"], "69.9%", "0.699"),
    "another digit": ("0.699996", ["0.7"], "69.9996%", "0.699996"),
    "above, and rounded to it": ("0.7004", ["0.7"], "70%", "0.70"),
    "met, and rounded below it": ("0.3354", ["0.33535"], "33.54%", "0.34"),
    "below, and rounded below it": ("0.3349", ["0.335"], "33.49%", "0.33"),
    "met where only rounding misses": ("0.3334", ["0.3334"], "33.34%", "0.3334"),
    "the lower of two": ("0.6996", ["0.7", "0.9"], "69.96%", "0.6996"),
    "two sides at once": ("0.69996", ["0.69996", "0.7"], "69.996%", "0.69996"),
    "all of it": ("0.9999", ["1"], "99.99%", "0.9999"),
    "a third of a third": ("1/3", ["1/3"], "1/3", "1/3"),
    "two thirds round up": ("2/3", ["2/3"], "66.7%", "0.67"),
    "a seventh": ("1/7", ["1/7"], "14.3%", "1/7"),
    "just below a third": ("333333/1000000", ["1/3"], "33.3%", "0.33"),
    "just above a third": ("333334/1000000", ["1/3"], "33.3334%", "0.333334"),
}


@pytest.mark.parametrize(("value", "cuts", "share", "plain"), CUT.values(), ids=CUT.keys())
def test_U5_one_digit_more_where_the_rounded_one_would_cross_a_cut(
    value: str, cuts: list[str], share: str, plain: str
) -> None:
    """Digits are added until it does not; a recurring cut is shown as it is."""
    bars = [Fraction(cut) for cut in cuts]

    assert (percent(Fraction(value), bars), decimal(Fraction(value), cuts=bars)) == (share, plain)


@given(value=VALUES, cuts=st.lists(VALUES, max_size=3), near=st.integers(-3, 3))
def test_U5_shown_value_and_cut_are_on_the_same_side_as_the_exact_ones(
    value: Fraction, cuts: list[Fraction], near: int
) -> None:
    """Also if a cut equals the value or is right next to it, and with no more digits than necessary."""
    close = [*cuts, value + Fraction(near, 10**6)]

    for text in (percent(value, close), decimal(value, cuts=close)):
        assert [read(text) >= cut for cut in close] == [value >= cut for cut in close]


@given(value=VALUES)
def test_U5_without_a_cut_what_is_shown_is_the_nearest(value: Fraction) -> None:
    """Of two equally near ones, the higher."""
    assert -Fraction(1, 2000) < read(percent(value)) - value <= Fraction(1, 2000)
    assert -Fraction(1, 200) < read(decimal(value)) - value <= Fraction(1, 200)


@given(value=VALUES)
def test_thresholds_are_exact(value: Fraction) -> None:
    """In per cent if that is exact, else as a decimal or a fraction."""
    assert read(ENGLISH.threshold(value)) == value


CHECK = load_framework("service-maturity-check")
RULE: dict[str, Any] = {"ladder": "framework", "level": "high", "of": {"questions": "all"}, "basis": "source"}


@given(value=SHARES, threshold=SHARES)
def test_U5_a_measured_value_and_what_is_asked_never_contradict_each_other(
    value: Fraction, threshold: Fraction
) -> None:
    """As they are printed side by side."""
    for statistic in ("mean", "share", "least", "total"):
        for by in ("score", "value"):
            asked = Requirement.model_validate({**RULE, statistic: threshold, "by": by})
            shown = read(measured_text(CHECK, asked, value, threshold))
            assert (shown >= read(asked_text(CHECK, asked))) == (value >= threshold)


DIMENSIONS = {"dimensions": "all"}
SCORES: dict[str, tuple[dict[str, Any], str, Fraction, str]] = {
    "a cut of its own": ({}, "dimension work", Fraction("0.4996"), "49.96%"),
    "nothing is cut there": ({}, "framework", Fraction("0.4496"), "45%"),
    "a mark": ({}, "framework", Fraction("0.4996"), "49.96%"),
    "a mark on a scale": (
        {"scores": [{"ladder": "framework", "mean_of": DIMENSIONS, "shown": [0, 3], "marks": ["1.5"]}]},
        "framework",
        Fraction("0.49999"),
        "1.49997",
    ),
    "a cut of the framework": (
        {
            "requirements": [
                rule("framework", name, mean=bar, of=DIMENSIONS) for name, bar in (("mid", "0.4"), ("high", "0.7"))
            ]
        },
        "framework",
        Fraction("0.6996"),
        "69.96%",
    ),
    "a mean of other items, which is read beside it": (
        {"requirements": [rule("framework", name, mean=bar) for name, bar in (("mid", "0.4"), ("high", "0.7"))]},
        "framework",
        Fraction("0.6996"),
        "69.96%",
    ),
    "a mean of levels": (
        {
            "requirements": [
                *[rule("each dimension", name, least=1) for name in ("mid", "high")],
                rule("framework", "mid", mean="0.75", by="level", of=DIMENSIONS),
                rule("framework", "high", least=1),
            ]
        },
        "framework",
        Fraction("0.7496"),
        "75%",
    ),
    "a total beside a mean": (
        {
            "requirements": [
                rule("framework", name, total=bar, base=0) for name, bar in (("mid", "0.75"), ("high", "1"))
            ]
        },
        "framework",
        Fraction("0.7496"),
        "75%",
    ),
    "what the framework wants of it": (
        {
            "requirements": [
                rule("framework", "mid", count=1, of=DIMENSIONS, reaching="0.6"),
                rule("framework", "high", least="0.8", of=DIMENSIONS),
            ]
        },
        "dimension people",
        Fraction("0.7996"),
        "79.96%",
    ),
    "what another capability requires": ({}, "capability goals", Fraction("0.4996"), "49.96%"),
    "not quite all": ({}, "capability team", Fraction("0.9996"), "99.96%"),
    "on a scale": (
        {
            "scores": [{"ladder": "framework", "mean_of": DIMENSIONS, "shown": [0, 5]}],
            "requirements": [
                rule("framework", name, mean=bar, of=DIMENSIONS) for name, bar in (("mid", "0.4"), ("high", "0.7"))
            ],
        },
        "framework",
        Fraction("0.6996"),
        "3.498",
    ),
}


@pytest.mark.parametrize(("changes", "ladder", "score", "shown"), SCORES.values(), ids=SCORES.keys())
def test_U5_a_score_stays_on_its_side_of_all_it_is_compared_with(
    changes: dict[str, Any], ladder: str, score: Fraction, shown: str
) -> None:
    """Means required of it, bars of the ladder above, prerequisites, and full credit."""
    assert score_text(two(**changes), ladder, score) == shown


def test_U5_a_total_is_compared_with_its_thresholds_alone() -> None:
    """It has no full credit."""
    total = {"ladder": "framework", "total_of": {"questions": "all"}, "base": 0}
    framework = tiny(
        scores=[total],
        requirements=[rule("framework", "mid", total=1, base=0), rule("framework", "high", total=2, base=0)],
    )

    assert [score_text(framework, "framework", Fraction(text)) for text in ("1.999", "0.999", "1.5", "1")] == [
        "1.999",
        "0.999",
        "1.50",
        "1.00",
    ]


def test_U5_nothing_on_a_page_contradicts_the_level() -> None:
    """Nine answers in ten are not shown as 90% if a third of a point is missing."""
    weights = [*["1"] * 6, "0.996", "3.004"]
    framework = scored(weights, "0.7")
    page = str(framework.assess([1] * 7 + [0]))

    assert "Level: Low (1 of 2)\n" in page
    assert "\nScore: 69.96%\n" in page
    assert "at least 70%. Now: 69.96%." in page


def test_U5_numbers_of_a_model_are_rounded() -> None:
    """5/12 and 9/16, as the README prints them."""
    framework = load_framework("service-maturity-check")

    assert score_text(framework, "dimension vision", Fraction(5, 12)) == "41.7%"
    assert score_text(framework, "dimension vision", Fraction(3, 16)) == "18.8%"


def test_U5_what_scores_are_compared_with() -> None:
    """For each ladder: the maximum, what is asked of it, and what another capability requires of it."""
    half = Fraction(1, 2)
    tenths = tuple(Fraction(tenth, 10) for tenth in range(1, 11))

    assert two().chart.cuts == {
        "capability goals": (1, half),
        "capability plan": (1,),
        "capability team": (1,),
        "dimension work": (1, half),
        "dimension people": (1, half),
        "framework": (1, *tenths[:-1]),
    }


def test_U5_scores_of_code_are_compared_with_full_credit_and_prerequisites() -> None:
    """A scorer in code has no thresholds that anybody could name."""
    framework = two().with_scorer(Product())

    assert framework.chart.cuts["capability goals"] == (Fraction(1), Fraction(1, 2))
    assert framework.chart.cuts["framework"] == (Fraction(1), *(Fraction(tenth, 10) for tenth in range(1, 10)))


def test_a_prerequisite_on_a_rung_cuts_no_score() -> None:
    """It names no credit."""
    levels = {"own": LEVELS}
    needs = [{"capability": "goals", "level": "mid"}]
    framework = two(
        level_lists=levels,
        capabilities=[
            capability("goals", levels="own"),
            capability("plan", requires=needs),
            capability("team", "people"),
        ],
        requirements=[rule("capability goals", name, least=1) for name in ("mid", "high")],
    )

    assert framework.chart.cuts["capability goals"] == (Fraction(1),)
