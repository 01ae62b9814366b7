"""The compiled form: a framework's requirements as small integers, made once and never changed.

Every statistic compares integers that are sums over the items: `amount`, the weighted values of the items that apply,
and `weight`, their weights. Values are numerators over a common `unit`. A requirement is met when, by its statistic,

    mean, share    q * amount >= p * unit * weight         for a threshold p / q
    least          amount >= weight                        of items that reach the threshold
    count          amount >= p, or amount >= weight
    total          q * moved >= p * unit                   for (threshold - start) * scale = p / q,
                                                           moved = amount, or amount - weight * unit counting down

Over questions, all but a count is one comparison of one sum with a whole number, the rule's `bound`: what does not
apply adds to the sum what it would have to be worth (`folded`). So is every statistic whose items always apply. Where
no integer can pass 2**53, numbers have the fewest bytes that hold them; beyond it they are Python's: slower, never
different.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.model.ladder import Ladder
    from maturity_core.model.statistics import Statistic

EXACT_LIMIT = 2**53
"""Up to here a double holds every integer, so that a score's nearest double is one division."""
MOST_COUNTED = 255
"""What one byte counts to."""


@dataclass(frozen=True)
class Count:
    """Answers that raise a sum alike, by `rise` each time; together they are counted in one byte.

    `whole` are runs of questions (first, last + 1) that count once for each option above the lowest, `passed` runs
    with a position (first, last + 1, position) that count once where the answer is at that position or above it,
    `lacking` runs that count once where they do not apply.
    """

    rise: int
    whole: tuple[tuple[int, int], ...] = ()
    passed: tuple[tuple[int, int, int], ...] = ()
    lacking: tuple[tuple[int, int], ...] = ()


class Part(NamedTuple):
    """Terms, by their slot, that are a part of others: times these factors their amount and weight go into theirs."""

    slot: int
    amount: int
    weight: int


@dataclass(frozen=True)
class Terms:
    """Weighted items of one kind, and what each of them counts with.

    `value` is `credit` or `reach` for questions; `score`, `level`, `rung`, `reach score` or `reach level` for
    ladders, where `reaching` gives the bar of each. `weights` are integers; divided by `scale` they are the file's.
    `may_lack[i]` says whether the item can fail to apply. For questions `counts` give `amount` over `unit`, and
    `applying` the weight of those that may lack. `largest` is the largest `amount` there is, `wide` whether numbers are
    Python's. Equal terms are one object, at one `slot`. `parts`, where there are any, make up all of the items.
    """

    kind: str
    items: tuple[int, ...]
    value: str
    weights: tuple[int, ...]
    scale: Fraction
    unit: int
    reaching: tuple[Fraction | int, ...]
    may_lack: tuple[bool, ...]
    counts: tuple[Count, ...]
    applying: tuple[Count, ...]
    wide: bool
    largest: int = 0
    slot: int = field(default=-1, compare=False)
    parts: tuple[Part, ...] = field(default=(), compare=False)

    @cached_property
    def heaviest(self) -> int:
        """The sum of all weights: what `weight` is where every item applies."""
        return sum(self.weights)

    @cached_property
    def steady_weight(self) -> int:
        """The sum of the weights of the items that always apply."""
        return sum(weight for weight, lacks in zip(self.weights, self.may_lack, strict=True) if not lacks)

    @cached_property
    def always(self) -> bool:
        """Whether some item always applies, and so the statistic too."""
        return not all(self.may_lack)

    @cached_property
    def number(self) -> Any:
        """The kind of number that holds every amount."""
        return number_kind(self.largest, wide=self.wide)


@dataclass(frozen=True)
class Rule:
    """A compiled requirement: which rung of which ladder it guards, and the comparison with `bar`, the p / q above.

    `bound`, where there is one, is the lowest amount that meets it: of the terms or, where there are any, of the counts
    `folded`, in numbers of the kind `folded_number`. `number` is the kind in which nothing that is compared overflows.
    """

    index: int
    ladder: int
    rung: int
    statistic: Statistic
    threshold: Fraction
    terms: Terms
    bar: Fraction
    down: bool
    bound: int | None
    folded: tuple[Count, ...]
    folded_number: Any
    number: Any

    def compared(self, amount: Any, weight: Any, unit: Any) -> Any:
        """Return whether sums over the items meet the requirement: numbers, or arrays of them, none of which overflows.

        For `mean`, `share`, `least` and `total` a met requirement is one whose `slack` is 0 or more.
        """
        return self.statistic.met(self.bar, amount, weight, unit, down=self.down)

    def slack(self, amount: Any, weight: Any, unit: Any) -> Any:
        """Return by how much the sums are above what they have to be, times a positive number; not for `count`."""
        return self.statistic.slack(self.bar, amount, weight, unit, down=self.down)


@dataclass(frozen=True)
class CompiledScore:
    """A ladder's score: a mean of its terms; or a total that counts up from `start`, or `down` from it."""

    terms: Terms
    start: Fraction | None = None
    down: bool = False


@dataclass(frozen=True)
class CompiledLadder:
    """A ladder: its name, its highest rank (0 for one without levels), its rules in order of rungs, its score.

    `steady` says whether all its rungs are part of every organisation's ladder. `varies` says whether the score's
    denominator depends on what applies; `largest` is the largest it can be.
    """

    name: Ladder
    top: int
    rules: tuple[Rule, ...]
    score: CompiledScore
    may_lack_score: bool
    may_lack_level: bool
    steady: bool
    varies: bool
    largest: int

    @cached_property
    def rungs(self) -> tuple[tuple[Rule, ...], ...]:
        """The rules of each rung above 0."""
        return tuple(tuple(rule for rule in self.rules if rule.rung == rung) for rung in range(1, self.top + 1))


@dataclass(frozen=True)
class Compiled:
    """All ladders, each after those it reads: capabilities, dimensions, the framework.

    `may_lack` says by question whether it can fail to apply, `within_reach` whether the best answers always meet every
    requirement: only a total counting up can miss what does not apply.
    """

    ladders: tuple[CompiledLadder, ...]
    rules: tuple[Rule, ...]
    terms: tuple[Terms, ...]
    credits: tuple[tuple[Fraction, ...], ...]
    may_lack: tuple[bool, ...]
    wide: bool
    positions: dict[str, int]
    within_reach: bool


def number_kind(largest: int, *, wide: bool, signed: bool = False) -> Any:
    """Return the smallest kind of number, as a numpy type, that holds every whole number up to `largest`.

    >>> number_kind(200, wide=False).__name__, number_kind(200, wide=False, signed=True).__name__
    ('uint8', 'int16')
    """
    if wide:
        return object
    kinds = (np.int8, np.int16, np.int32) if signed else (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in kinds if largest <= np.iinfo(kind).max), np.int64)


def level_unit(top: int) -> int:
    """Return a number that every rank up to `top` divides: levels count as rank over highest rank."""
    return lcm(*range(1, top + 1))


def counts_of(rises: Iterable[tuple[int, dict[int, int]]]) -> tuple[Count, ...]:
    """Return counts for questions with what each of their positions adds to the sum, by position.

    A question whose options all add the same, from position 1 on, counts as a whole.

    >>> counts_of([(0, {1: 2, 2: 2}), (1, {1: 2, 2: 2}), (2, {1: 1, 2: 3})])  # doctest: +NORMALIZE_WHITESPACE
    (Count(rise=2, whole=((0, 2),), passed=(), lacking=()),
     Count(rise=1, whole=(), passed=((2, 3, 1),), lacking=()),
     Count(rise=3, whole=(), passed=((2, 3, 2),), lacking=()))
    """
    groups: dict[int, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
    for question, added in rises:
        adding = {position: rise for position, rise in added.items() if rise}
        alike = set(adding.values())
        if len(alike) == 1 and len(adding) > 1 and sorted(adding) == list(range(1, len(added) + 1)):
            groups.setdefault(alike.pop(), ([], []))[0].append((question, len(added)))
            continue
        for position, rise in adding.items():
            groups.setdefault(rise, ([], []))[1].append((question, position))
    return tuple(count for rise, (whole, passed) in groups.items() for count in _split(rise, whole, passed))


def lacking_counts(weights: Iterable[tuple[int, int]], factor: int) -> tuple[Count, ...]:
    """Return counts for questions that, where they do not apply, add their weight times a factor.

    >>> lacking_counts([(0, 1), (1, 1)], 6)
    (Count(rise=6, whole=(), passed=(), lacking=((0, 2),)),)
    """
    groups: dict[int, list[tuple[int, int]]] = {}
    for question, weight in weights:
        groups.setdefault(weight * factor, []).append((question, 0))
    return tuple(count for rise, entries in groups.items() for count in _split(rise, [], [], entries))


def _split(
    rise: int, whole: list[tuple[int, int]], passed: list[tuple[int, int]], lacking: Sequence[tuple[int, int]] = ()
) -> Iterable[Count]:
    """Yield counts of at most `MOST_COUNTED` each, neighbouring questions as one run."""
    parts: list[tuple[list[tuple[int, int]], ...]] = [([], [], [])]
    counted = 0
    for place, entries in enumerate((whole, sorted(passed, key=lambda entry: (entry[1], entry[0])), lacking)):
        for question, number in entries:
            most = 1 if place else number
            if counted + most > MOST_COUNTED:
                parts.append(([], [], []))
                counted = 0
            parts[-1][place].append((question, number if place else 0))
            counted += most
    for part in parts:
        wholes, passes, lacks = (runs_of(entries) for entries in part)
        yield Count(rise, tuple(run[:2] for run in wholes), tuple(passes), tuple(run[:2] for run in lacks))


def runs_of(entries: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Join neighbouring questions with the same position."""
    runs: list[tuple[int, int, int]] = []
    for question, position in entries:
        if runs and runs[-1][1:] == (question, position):
            runs[-1] = (runs[-1][0], question + 1, position)
        else:
            runs.append((question, question + 1, position))
    return runs
