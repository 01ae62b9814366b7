"""Scores in words: rounded down, so that what is shown never contradicts a level."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.ladders import FRAMEWORK, score_of
from maturity_core.wording import decimal, percent

if TYPE_CHECKING:
    from maturity_core import Framework


def score_text(framework: Framework, score: Fraction) -> str:
    """Return the overall score on the scale the framework shows it on: else in per cent, or a total as it is."""
    rule = score_of(framework, FRAMEWORK)
    if rule.shown:
        low, high = rule.shown
        return decimal(low + score * (high - low))
    return decimal(score) if rule.total_of is not None else percent(score)
