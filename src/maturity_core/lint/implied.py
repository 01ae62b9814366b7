"""Which requirements follow from others, where that can be proved; what is not proved is not reported."""

from __future__ import annotations

from maturity_core.compiled.terms import CompiledRequirement, Terms
from maturity_core.lint.amounts import Amounts, Bars, bars_of


def implies(amounts: Amounts, rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    """Return whether it is proved that `other` is never unmet if `rule` is met or set aside."""
    if _measure(rule.terms) != _measure(other.terms):
        return False
    return (
        _by_every_item(amounts, rule, other)
        or _by_the_same_items(amounts, rule, other)
        or _share_by_mean(amounts, rule, other)
    )


def applies_with(rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    """Return whether it is proved that `other` applies if `rule` does: it always applies, or has the same items."""
    if other.terms.always:
        return True
    if _measure(rule.terms) != _measure(other.terms) or not set(rule.terms.items) <= set(other.terms.items):
        return False
    return _measure(rule.terms) != "rung" or _at_most(bars_of(rule.terms), bars_of(other.terms))


def _by_every_item(amounts: Amounts, rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    """Return whether `rule` requires enough of every single item to meet `other`."""
    held = _held(amounts, rule)
    if not held.keys() >= amounts.items(other.terms) or other.statistic.adds:
        return False
    if other.statistic.common:
        return other.bar <= min(held[item] for item in other.terms.items)
    return _at_most(amounts.stepped(other.terms), held)


def _by_the_same_items(amounts: Amounts, rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    """Return whether both apply the same statistic to the same items, and `other` asks no more."""
    if rule.statistic != other.statistic or rule.each != other.each or not _same_items(amounts, rule, other):
        return False
    weaker = _at_most(amounts.stepped(other.terms), amounts.stepped(rule.terms))
    if _measure(rule.terms) == "rung" and bars_of(rule.terms) != bars_of(other.terms):
        weaker = weaker and not any(other.terms.may_lack)  # what cannot lose the lower rung cannot lose the higher one
    return weaker and other.bar <= amounts.effective(rule)


def _share_by_mean(amounts: Amounts, rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    """Return whether a share that is met already makes the mean of the same items high enough."""
    if (rule.statistic.name, other.statistic.name) != ("share", "mean") or not _same_items(amounts, rule, other):
        return False
    return other.bar <= amounts.effective(rule) * min(amounts.stepped(rule.terms).values())


def _held(amounts: Amounts, rule: CompiledRequirement) -> Bars:
    """Return the bar that every item has to reach if a requirement allows no exception; otherwise empty."""
    statistic = rule.statistic
    if statistic.quotient and amounts.effective(rule) == 1:
        return dict.fromkeys(rule.terms.items, 1) if statistic.common else amounts.stepped(rule.terms)
    every = statistic.lowest or (statistic.capped and rule.bar == len(rule.terms.items))
    return amounts.stepped(rule.terms) if every else {}


def _measure(terms: Terms) -> str:
    """Return how items are measured: by `credit` for questions; by `score`, `level` or `rung` for ladders."""
    if terms.kind == "questions":
        return "credit"
    return terms.value.removeprefix("reach ")


def _same_items(amounts: Amounts, rule: CompiledRequirement, other: CompiledRequirement) -> bool:
    return amounts.items(rule.terms) == amounts.items(other.terms)


def _at_most(bars: Bars, others: Bars) -> bool:
    return all(bar <= others[item] for item, bar in bars.items())
