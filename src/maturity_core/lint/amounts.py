"""The exact values that statistics and scores can take over all sheets; a threshold may fall between two of them."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from maturity_core.compiled.terms import Compiled, CompiledRequirement, Terms

MOST_SUMS = 4_000
"""How many different sums are followed; if there are more, nothing is reported."""

Values = frozenset[Fraction]
Bars = dict[int, Fraction | int]
Choices = list[tuple[int, int]]
"""What one item can add to a sum: its weighted value, in a common unit, and its weight."""


class Amounts:
    """The values that rules and scores of a compiled framework can take: all that occur, and perhaps some that do not.

    Items are treated as independent of each other. So a value that is missing here never occurs; nothing else follows.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._of_rules: dict[int, Values | None] = {}
        self._of_scores: dict[int, Values | None] = {}
        self._effective: dict[int, Fraction] = {}
        self._items: dict[int, frozenset[int]] = {}
        self._stepped: dict[int, Bars] = {}
        self._sums_of_terms: dict[int, tuple[set[tuple[int, int]], int] | None] = {}

    def of_rule(self, rule: CompiledRequirement) -> Values | None:
        """Return the values that a mean, share or total can take, comparable with its `bar`; None if unknown."""
        if rule.index not in self._of_rules:
            self._of_rules[rule.index] = self._of_rule(rule)
        return self._of_rules[rule.index]

    def of_score(self, ladder: int) -> Values | None:
        """Return the values that the score of a capability or dimension can take; None if unknown."""
        if ladder not in self._of_scores:
            score = self.compiled.ladders[ladder].score
            self._of_scores[ladder] = None if score.start is not None else self._means(score.terms)
        return self._of_scores[ladder]

    def effective(self, rule: CompiledRequirement) -> Fraction:
        """Return the lowest value that meets the rule: its bar, or the next possible value above it."""
        if rule.index not in self._effective:
            values = self.of_rule(rule) or ()
            self._effective[rule.index] = min((value for value in values if value >= rule.bar), default=rule.bar)
        return self._effective[rule.index]

    def items(self, terms: Terms) -> frozenset[int]:
        """Return the items of some terms."""
        if terms.slot not in self._items:
            self._items[terms.slot] = frozenset(terms.items)
        return self._items[terms.slot]

    def stepped(self, terms: Terms) -> Bars:
        """Return the bar that each item has to reach, raised to the next value that the item can have."""
        if terms.slot not in self._stepped:
            self._stepped[terms.slot] = self._stepped_anew(terms)
        return self._stepped[terms.slot]

    def _stepped_anew(self, terms: Terms) -> Bars:
        bars = bars_of(terms)
        if terms.value == "rung":
            return bars
        for index, item in enumerate(terms.items if bars else ()):
            values = self.of_item(terms, index) or ()
            bars[item] = min((value for value in values if value >= bars[item]), default=bars[item])
        return bars

    def of_item(self, terms: Terms, index: int) -> Values | None:
        """Return the values an item can count with, before weighting and before comparison with a bar."""
        item = terms.items[index]
        if terms.kind == "questions":
            return frozenset(self.compiled.credits[item])
        if terms.value.endswith("score"):
            return self.of_score(item)
        top = self.compiled.ladders[item].top
        highest = [top] if self.compiled.ladders[item].steady else range(1, top + 1)
        return frozenset(Fraction(rank, last) for last in highest for rank in range(last + 1))

    def _of_rule(self, rule: CompiledRequirement) -> Values | None:
        if rule.statistic.quotient:
            return self._means(rule.terms)
        sums = self._sums(rule.terms) if rule.statistic.adds else None
        if sums is None:
            return None
        pairs, unit = sums
        return frozenset(Fraction(amount, unit) + weight * rule.each for amount, weight in pairs)

    def _means(self, terms: Terms) -> Values | None:
        sums = self._sums(terms)
        if sums is None:
            return None
        pairs, unit = sums
        return frozenset(Fraction(amount, unit * weight) for amount, weight in pairs if weight)

    def _sums(self, terms: Terms) -> tuple[set[tuple[int, int]], int] | None:
        """Return the possible pairs of weighted sum and weight, and the unit of the sums."""
        if terms.slot not in self._sums_of_terms:
            self._sums_of_terms[terms.slot] = self._sums_anew(terms)
        return self._sums_of_terms[terms.slot]

    def _sums_anew(self, terms: Terms) -> tuple[set[tuple[int, int]], int] | None:
        values = [self._counted(terms, index) for index in range(len(terms.items))]
        known = [found for found in values if found is not None]
        if len(known) < len(values):
            return None
        if sum(len(found) - 1 for found in known) >= MOST_SUMS:  # every item adds at least this many different sums
            return None
        unit = lcm(*(value.denominator for found in known for value in found))
        sums = {(0, 0)}
        for found, weight, lacks in zip(known, terms.weights, terms.may_lack, strict=True):
            choices: Choices = [(int(value * unit) * weight, weight) for value in found]
            choices += [(0, 0)] if lacks else []
            sums = {(amount + more, heft + less) for amount, heft in sums for more, less in choices}
            if len(sums) > MOST_SUMS:
                return None
        return sums, unit

    def _counted(self, terms: Terms, index: int) -> Values | None:
        """Return the values an item can count with: 0 or 1 if it has to reach a bar."""
        if terms.value == "rung":
            return frozenset((Fraction(0), Fraction(1)))
        values = self.of_item(terms, index)
        if terms.value.startswith("reach") and values is not None:
            return frozenset(Fraction(value >= terms.reaching[index]) for value in values)
        return values


def bars_of(terms: Terms) -> Bars:
    """Return the bar that each item has to reach; empty if values are added up."""
    if terms.value == "rung" or terms.value.startswith("reach"):
        return dict(zip(terms.items, terms.reaching, strict=True))
    return {}
