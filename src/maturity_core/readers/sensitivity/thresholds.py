"""Between which numbers a threshold leaves the framework's level as it is.

A threshold is a number in the file. It may stand for many requirements: of each dimension, or for each level. A higher
one is never easier to meet, so the level never rises with it, and changes only where a requirement turns: at a value
that is measured. The nearest of those at which it does is looked for, up and down from the present threshold.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.ladders import selected
from maturity_core.model.scorers import CutPoints, WeakestLink
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import unit_used
from maturity_core.model.written import expanded
from maturity_core.readers.explain import measured_value
from maturity_core.scoring.one.evaluate import RuleStanding
from maturity_core.scoring.one.standing import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from maturity_core.compiled.terms import Compiled, CompiledRequirement
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Requirement, Sourced
    from maturity_core.scoring.one.standing import Place

OURS = ("interpretation", "own")
"""The bases of what the author of a file chose."""


class Bar(NamedTuple):
    """A threshold that is tried; `above` means any number just above it."""

    number: Fraction
    above: bool = False

    def met(self, measured: Fraction) -> bool:
        """Return whether a measured value is enough."""
        return measured > self.number if self.above else measured >= self.number


class Shifted(RuleStanding):
    """One sheet, read with another threshold in some requirements."""

    def __init__(self, now: RuleStanding, rules: Iterable[CompiledRequirement], bar: Bar) -> None:
        super().__init__(now.single, now.codes)
        self._bits, self._numbers = (
            now.bits,
            now.numbers,
        )  # which know no thresholds of ladders, and are read for others
        self.bar = bar
        self._rules = {rule.index for rule in rules}
        self._ladders = {rule.ladder for rule in rules}

    def rank(self, ladder: int) -> int:
        """See `Standing.rank`."""
        return self.place(ladder).rank if ladder in self._ladders else super().rank(ladder)

    def _walk(self, ladder: int) -> Place:
        steady = self.single.steady[ladder]
        if not steady or (ladder not in self._ladders and self.single.masks[ladder] is not None):
            return super()._walk(ladder)
        # Bits know nothing of the other threshold, on this ladder or on those that it counts.
        clear = takewhile(lambda rules: UNMET not in map(self.state, rules), self.single.rungs[ladder])
        return steady[sum(1 for _ in clear)]

    def state(self, rule: CompiledRequirement) -> tuple[bool, bool]:
        """See `RuleStanding.state`."""
        applies, met = super().state(rule)
        if not applies or rule.index not in self._rules:
            return applies, met
        value = self.value_of(rule)
        return True, value is None or self.bar.met(value)

    def value_of(self, rule: CompiledRequirement) -> Fraction | None:
        """Return what is compared with the threshold; None if any will do, as a count has all that apply."""
        amount, weight, _ = self.sums(rule.terms)
        return None if rule.statistic.capped and amount >= weight else measured_value(self, rule)

    def values(self, rules: Iterable[CompiledRequirement]) -> list[Fraction]:
        """Return what is compared with the threshold, of the requirements that apply."""
        found = [self.value_of(rule) for rule in rules if self.state(rule)[0]]
        return [value for value in found if value is not None]


class Threshold(NamedTuple):
    """A threshold of the file: its number, which is above `lowest` and at most `highest` if these are known.

    `rules` are the requirements that it stands for.
    """

    number: Fraction
    rules: tuple[CompiledRequirement, ...]
    lowest: Fraction | None
    highest: Fraction | None


def thresholds(framework: Framework, compiled: Compiled) -> list[Threshold]:
    """Return the thresholds that the author of the file chose, in the order of their first requirements."""
    found: dict[object, list[tuple[CompiledRequirement, Requirement]]] = {}
    for rule, (entry, path) in zip(compiled.requirements, expanded(framework), strict=True):
        source = None if path[0] == "questions" else getattr(framework, str(path[0]))[path[1]]
        if source is not None and entry.basis in OURS and not _bare(source):
            own = entry.level if isinstance(source, CutPoints | WeakestLink) else ""
            found.setdefault((path, own), []).append((rule, entry))
    return [_threshold(framework, pairs) for pairs in found.values()]


def _threshold(framework: Framework, pairs: Sequence[tuple[CompiledRequirement, Requirement]]) -> Threshold:
    rules, number = tuple(rule for rule, _ in pairs), pairs[0][0].threshold
    limits = [ends for _, entry in pairs if (ends := _limits(framework, entry)) is not None]
    if not limits:
        return Threshold(number, rules, None, None)
    return Threshold(number, rules, max(low for low, _ in limits), min(high for _, high in limits))


def _limits(framework: Framework, entry: Requirement) -> tuple[Fraction, Fraction] | None:
    """Return what a threshold has to be above, and the most that it may be; None if only its measures know."""
    statistic, ladder = STATISTICS[entry.statistic], entry.one_ladder
    if statistic.lowest and entry.of.kind == "measures":
        return None
    weights = framework.lookup.weights[entry.of.kind]
    own = [weights[item] for item in selected(framework, ladder, entry.of)]
    return statistic.limits(own, entry.base, entry.top, unit_used(framework, ladder, entry))


def _bare(source: Sourced) -> bool:
    """Return whether a rule has no number, but asks for the level itself of everything."""
    return isinstance(source, WeakestLink) and not source.cuts


class Leeway(NamedTuple):
    """Above `low` and up to `high`, a threshold leaves the level as it is; None if there is no such end.

    `below` is the rank at `low`, `above` the one with anything just above `high`.
    """

    low: Fraction | None
    below: int
    high: Fraction | None
    above: int


def leeway(now: RuleStanding, ladder: int, threshold: Threshold) -> Leeway:
    """Return how far a threshold can move without moving a ladder."""
    high, above = _end(now, ladder, threshold, up=True)
    low, below = _end(now, ladder, threshold, up=False)
    return Leeway(low, below, high, above)


def _end(now: RuleStanding, ladder: int, threshold: Threshold, *, up: bool) -> tuple[Fraction | None, int]:
    """Return the first number at which the level changes, and the rank that it changes to."""
    rank, bar = now.rank(ladder), Bar(threshold.number)

    def then(number: Fraction) -> int:
        return Shifted(now, threshold.rules, Bar(number, up)).rank(ladder)

    while beyond := _beyond(now, threshold, bar, up=up):
        # What is measured over questions stays as it is, so the first change can be looked for by halves.
        steady = all(rule.terms.kind == "questions" for rule in threshold.rules)
        place = bisect_left(beyond, True, key=lambda number: then(number) != rank) if steady else 0  # noqa: FBT003 - of them
        if place == len(beyond):
            break
        bar = Bar(beyond[place], up)
        if then(bar.number) != rank:
            return bar.number, then(bar.number)
    return None, rank


def _beyond(now: RuleStanding, threshold: Threshold, bar: Bar, *, up: bool) -> list[Fraction]:
    """Return the numbers at which requirements turn, the next one first."""
    values = set(Shifted(now, threshold.rules, bar).values(threshold.rules))
    return sorted(
        (value for value in values if bar.met(value) is up and _allowed(threshold, value, up=up)), reverse=not up
    )


def _allowed(threshold: Threshold, value: Fraction, *, up: bool) -> bool:
    """Return whether a file can have a threshold just above a value, or one at the value."""
    end = threshold.highest if up else threshold.lowest
    return end is None or (value < end if up else value > end)
