"""The compiled form: a framework's requirements as small integers, built once and never changed.

Every statistic compares integers that are sums over the items: `amount`, the weighted values of the items that apply,
and `weight`, the sum of their weights. Values are numerators over a common `unit`. A requirement is met if:

    mean, share    q * amount >= p * unit * weight         for a threshold p / q
    least          amount >= weight                        over the items that reach the threshold
    count          amount >= p, or amount >= weight
    total          q * moved >= p * unit                   for (threshold - start) * scale = p / q,
                                                           moved = amount, or amount - weight * unit when it
                                                           counts down

Over questions, everything but a count is a single comparison of one sum with a whole number, the rule's `bound`: what
does not apply adds to the sum what it would have to be worth (`folded`). The same goes for every statistic whose items
always apply. Where no integer can exceed 2**53, numbers use the fewest bytes that hold them; beyond that they are
Python's own: slower, never different.
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
"""Up to here a double holds every integer, so the double nearest to a score takes one division."""
MOST_COUNTED = 255
"""The most that one byte can count."""


@dataclass(frozen=True)
class Count:
    """Answers that all raise a sum by the same `rise`; together they are counted in one byte.

    `whole`: runs of questions (first, last + 1) that count once for each option above the lowest. `passed`: runs with a
    position (first, last + 1, position) that count once if the answer is at that position or above it. `lacking`: runs
    that count once where they do not apply.
    """

    rise: int
    whole: tuple[tuple[int, int], ...] = ()
    passed: tuple[tuple[int, int, int], ...] = ()
    lacking: tuple[tuple[int, int], ...] = ()


class Part(NamedTuple):
    """Terms, by slot, that are part of others, and the factors by which their amount and weight enter those sums."""

    slot: int
    amount: int
    weight: int


@dataclass(frozen=True)
class Terms:
    """Weighted items of one kind, and the value each of them counts with.

    `value` is `credit` or `reach` for questions; `score`, `level`, `rung`, `reach score` or `reach level` for
    ladders, and `reaching` has the bar for each item. `weights` are integers; divided by `scale`, they are those in the
    file. `may_lack[i]` says whether an item can fail to apply. For questions, `counts` yield `amount` over `unit`, and
    `applying` the weight of the items that may lack. `largest` is the largest possible `amount`; `wide` says whether
    numbers are Python's. Equal terms are one object, with one `slot`. `parts`, if there are any, cover all the items.
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
        """The sum of all weights: `weight` when every item applies."""
        return sum(self.weights)

    @cached_property
    def steady_weight(self) -> int:
        """The sum of the weights of the items that always apply."""
        return sum(weight for weight, lacks in zip(self.weights, self.may_lack, strict=True) if not lacks)

    @cached_property
    def always(self) -> bool:
        """Whether some item always applies, so that the statistic does too."""
        return not all(self.may_lack)

    @cached_property
    def number(self) -> Any:
        """The number type that holds every amount."""
        return number_kind(self.largest, wide=self.wide)


@dataclass(frozen=True)
class CompiledRequirement:
    """A compiled requirement: the rung of the ladder that it guards, and the comparison with `bar`, the p / q above.

    `bound`, if there is one, is the lowest amount that meets the requirement: the amount of the terms or, if there are
    any, of the `folded` counts, in numbers of the type `folded_number`. `number` is the type in which no comparison
    overflows.
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
        """Return whether sums over the items, as numbers or arrays that do not overflow, meet the requirement.

        `mean`, `share`, `least` and `total` are met when `slack` is 0 or more.
        """
        return self.statistic.met(self.bar, amount, weight, unit, down=self.down)

    def slack(self, amount: Any, weight: Any, unit: Any) -> Any:
        """Return how far the sums are above what is required, times a positive number; not for `count`."""
        return self.statistic.slack(self.bar, amount, weight, unit, down=self.down)


@dataclass(frozen=True)
class CompiledScore:
    """A ladder's score: a mean of its terms, or a total that counts up, or `down`, from `start`."""

    terms: Terms
    start: Fraction | None = None
    down: bool = False


@dataclass(frozen=True)
class CompiledLadder:
    """A ladder: its name, its highest rank (0 if it has no levels), its rules in the order of the rungs, its score.

    `steady` says whether every organisation's ladder has all the rungs. `varies` says whether the denominator of the
    score depends on what applies; `largest` is the largest denominator.
    """

    name: Ladder
    top: int
    requirements: tuple[CompiledRequirement, ...]
    score: CompiledScore
    may_lack_score: bool
    may_lack_level: bool
    steady: bool
    varies: bool
    largest: int

    @cached_property
    def rungs(self) -> tuple[tuple[CompiledRequirement, ...], ...]:
        """The rules of each rung above 0."""
        return tuple(tuple(rule for rule in self.requirements if rule.rung == rung) for rung in range(1, self.top + 1))


@dataclass(frozen=True)
class Compiled:
    """All ladders, each after those it reads: capabilities, dimensions, the framework.

    `may_lack` says of each question whether it can fail to apply, `within_reach` whether the best answers always meet
    every requirement: only a total that counts up can fall short because of what does not apply.
    """

    ladders: tuple[CompiledLadder, ...]
    requirements: tuple[CompiledRequirement, ...]
    terms: tuple[Terms, ...]
    credits: tuple[tuple[Fraction, ...], ...]
    may_lack: tuple[bool, ...]
    wide: bool
    positions: dict[str, int]
    within_reach: bool


def number_kind(largest: int, *, wide: bool, signed: bool = False) -> Any:
    """Return the smallest numpy type that holds every whole number up to `largest`; `object` if `wide`.

    >>> number_kind(200, wide=False).__name__, number_kind(200, wide=False, signed=True).__name__
    ('uint8', 'int16')
    """
    if wide:
        return object
    kinds = (np.int8, np.int16, np.int32) if signed else (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in kinds if largest <= np.iinfo(kind).max), np.int64)


def level_unit(top: int) -> int:
    """Return the least number divisible by every rank up to `top`: levels count as rank over highest rank."""
    return lcm(*range(1, top + 1))


def counts_of(rises: Iterable[tuple[int, dict[int, int]]]) -> tuple[Count, ...]:
    """Return counts for questions, given what each position of theirs adds to the sum.

    A question whose options all add the same, from position 1 on, is counted as a whole.

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
    """Return counts for questions that add their weight times a factor where they do not apply.

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
    """Yield counts of at most `MOST_COUNTED` each, with neighbouring questions joined into runs."""
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
    """Join neighbouring questions that have the same position into runs."""
    runs: list[tuple[int, int, int]] = []
    for question, position in entries:
        if runs and runs[-1][1:] == (question, position):
            runs[-1] = (runs[-1][0], question + 1, position)
        else:
            runs.append((question, question + 1, position))
    return runs
