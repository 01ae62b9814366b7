"""Scorers in code that return invalid results."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import pytest
from builders import tiny

from maturity_core import Framework, FrameworkError, Scorer, Standings
from maturity_core.errors import shown

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        (None, "score: the scorer must return standings; got None; allowed: Standings(...)"),
        ((1, 1), "score: the scorer must return standings; got (1, 1); allowed: Standings(...)"),
        (
            Standings(level=1, score=None, dimension_levels=cast("Any", None)),
            "dimension_levels: the scorer must return a mapping by id; got None; allowed: a mapping",
        ),
        (
            Standings(level=1, score=Fraction(10**5000)),
            (
                "framework: the scorer returned a score that is not an exact number from 0 to 1; got a number "
                "too long to show; allowed: a Fraction from 0 to 1, or None"
            ),
        ),
        (
            Standings(level=1, score=Fraction(1, 10**1001)),
            (
                "framework: the scorer returned a score with too many digits; got "
                f"{shown(Fraction(1, 10**1001))}; allowed: a denominator of at most 1,000 digits"
            ),
        ),
    ],
    ids=["no-return", "a-tuple", "no-mapping", "too-long-to-show", "too-long-to-keep"],
)
def test_D6_what_a_scorer_returns_is_looked_at_first(returned: Any, message: str) -> None:
    class Careless(Scorer):
        def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
            del framework, answers
            return cast("Standings", returned)

    with pytest.raises(FrameworkError) as caught:
        tiny().with_scorer(Careless()).assess({}).gaps()
    assert str(caught.value) == message
