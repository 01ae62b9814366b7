"""The numbers of requirements and scores: thresholds that can be met and missed, fields that fit their statistic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_core.errors import Problem
from maturity_core.fields import number_text
from maturity_core.ladders import Path
from maturity_core.requirement import WEIGHTED, Requirement, Score


def threshold_problems(requirement: Requirement, weights: Sequence[Fraction], path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the number a requirement compares with, given the weights of its items."""
    statistic, threshold = requirement.statistic, requirement.threshold
    if statistic in WEIGHTED and not any(weights):
        yield Problem("none of the items has a weight above 0", path=(*path, "of"))
        return
    wrong = list(base_problems(requirement, path, total=statistic == "total"))
    yield from wrong
    total = sum(weights, Fraction(0))
    low, most = Fraction(0), Fraction(len(weights) if statistic == "count" else 1)
    if statistic == "total" and not wrong:
        low = requirement.base if requirement.base is not None else (requirement.top or Fraction(0)) - total
        most = low + total
    if not wrong and not low < threshold <= most:
        allowed = f"above {number_text(low)}, at most {number_text(most)}"
        yield Problem(
            "the threshold is out of bounds", got=number_text(threshold), allowed=allowed, path=(*path, statistic)
        )
    if statistic == "count" and threshold.denominator != 1:
        yield Problem("a count is a whole number", got=number_text(threshold), path=(*path, statistic))


def base_problems(entry: Requirement | Score, path: Path, *, total: bool) -> Iterator[Problem]:
    """Yield what is wrong with `base` and `top`: a total has one of them, nothing else has any."""
    given = [name for name in ("base", "top") if getattr(entry, name) is not None]
    if total and len(given) != 1:
        what, got = "a total counts up from a base, or down from a top", ", ".join(given) or "none"
        yield Problem(what, got=got, allowed="exactly one of base, top", path=path)
    if not total and given:
        yield Problem("only a total counts from a base or a top", hint="remove it", path=(*path, given[0]))


def value_problems(requirement: Requirement, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with what the items are to reach, and with what they count with."""
    statistic, reaching, kind = requirement.statistic, requirement.reaching, requirement.of.kind
    counts = statistic in {"share", "count"}
    if counts and reaching is None:
        yield Problem(
            f"a {statistic} says what its items have to reach", hint="add 'reaching'", path=(*path, "reaching")
        )
    elif reaching is not None and not counts:
        yield Problem("only share and count have 'reaching'", hint="remove it", path=(*path, "reaching"))
    elif isinstance(reaching, Fraction) and not 0 < reaching <= 1:
        got = number_text(reaching)
        yield Problem("what is to be reached is above 0 and at most 1", got=got, path=(*path, "reaching"))
    elif isinstance(reaching, str) and kind == "questions":
        yield Problem("questions have no rungs", got=repr(reaching), hint="name a credit", path=(*path, "reaching"))
    if requirement.by == "level" and (counts or kind == "questions"):
        what = 'by = "level" is for mean, total and least of capabilities or dimensions'
        yield Problem(what, hint="remove it", path=(*path, "by"))
