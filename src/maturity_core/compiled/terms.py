"""The compiled form: a framework's requirements as small integers, built once and never changed.

Every statistic compares integers that are sums over the items: `amount`, the weighted values of the items that apply,
and `weight`, the sum of their weights. Values are numerators over a common `unit`. A requirement is met if:

    mean, share    q * amount >= p * unit * weight         for a threshold p / q
    least          amount >= weight                        over the items that reach the threshold
    count          amount >= p, or amount >= weight
    total          q * moved >= p * unit                   for (threshold - start) * scale = p / q,
                                                           moved = amount + each * weight * unit; each is -1 when it
                                                           counts down, else 0, or the lowest value of the items

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

from maturity_core.compiled.number_sizes import NumberKind, number_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.compiled.counts import Count
    from maturity_core.model.conditions import Conditions
    from maturity_core.model.ladder import Ladder
    from maturity_core.model.statistics import Statistic


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
    def number(self) -> NumberKind:
        """The number type that holds every amount."""
        return number_kind(self.largest, wide=self.wide)


@dataclass(frozen=True)
class CompiledRequirement:
    """A compiled requirement: the rung of the ladder that it guards, and the comparison with `bar`, the p / q above.

    `bound`, if there is one, is the lowest amount that meets the requirement: the amount of the terms or, if there are
    any, of the `folded` counts, in numbers of the type `folded_number`. `number` is the type in which no comparison
    overflows. A value is, as the file writes it, `start` plus the value divided by `scale`; `each` is what a total gets
    for each unit of weight that applies.
    """

    index: int
    ladder: int
    rung: int
    statistic: Statistic
    threshold: Fraction
    terms: Terms
    bar: Fraction
    each: Fraction
    start: Fraction
    scale: Fraction
    bound: int | None
    folded: tuple[Count, ...]
    folded_number: Any
    number: NumberKind

    def compared(self, amount: Any, weight: Any, unit: Any) -> Any:
        """Return whether sums over the items, as numbers or arrays that do not overflow, meet the requirement.

        `mean`, `share`, `least` and `total` are met when `slack` is 0 or more.
        """
        return self.statistic.met(self.bar, amount, weight, unit, each=self.each)

    def slack(self, amount: Any, weight: Any, unit: Any) -> Any:
        """Return how far the sums are above what is required, times a positive number; not for `count`."""
        return self.statistic.slack(self.bar, amount, weight, unit, each=self.each)

    def as_written(self, value: Fraction) -> Fraction:
        """Return a value of the statistic in the unit of the file."""
        return value if self._as_it_is else self.start + value / self.scale

    @cached_property
    def _as_it_is(self) -> bool:
        return self.start == 0 and self.scale == 1


@dataclass(frozen=True)
class CompiledScore:
    """A ladder's score: a mean of its terms, or a total that counts from `start`.

    The total is `start` plus the amount and, for each unit of weight that applies, `each`; both divided by `scale`.
    """

    terms: Terms
    start: Fraction | None = None
    each: Fraction = Fraction(0)
    scale: Fraction = Fraction(1)

    @property
    def reaches(self) -> bool:
        """Whether it says how many of its items reach something, and not how high they are."""
        return self.terms.value not in {"credit", "score", "level"}

    def asked(self, bar: Fraction, weight: int) -> Fraction:
        """Return the lowest amount, in units of 1, at which the score is at least `bar`, with this weight."""
        if self.start is None:
            return bar * weight
        return (bar - self.start) * self.scale - weight * self.each


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


class Raise(NamedTuple):
    """One step of raising all questions of a mean to a common `credit`, from the next lower one that an option has.

    All that apply rise by `step`, times their weight, except those whose answer is worth `credit` already: `reached`
    counts what these would have risen by. `positions`: by scale, the first option with that credit.
    """

    credit: Fraction
    step: int
    reached: tuple[Count, ...]
    positions: tuple[int, ...]


class Raises(NamedTuple):
    """How the questions of a mean are raised, step by step; by scale, the runs (first, last + 1) of its questions."""

    steps: tuple[Raise, ...]
    scales: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class Compiled:
    """All ladders, each after those it reads: capabilities, dimensions, the framework.

    `may_lack` says of each question whether it can fail to apply, `within_reach` whether the best answers always meet
    every requirement: only a total that counts up can fall short because of what does not apply, or a question that
    counts as an option then: `standing` has its position. `raised` keeps what `raises_of` has worked out, by slot.
    """

    ladders: tuple[CompiledLadder, ...]
    requirements: tuple[CompiledRequirement, ...]
    terms: tuple[Terms, ...]
    credits: tuple[tuple[Fraction, ...], ...]
    may_lack: tuple[bool, ...]
    wide: bool
    positions: dict[str, int]
    standing: tuple[int | None, ...]
    conditions: Conditions
    within_reach: bool
    raised: dict[int, Raises] = field(default_factory=dict, compare=False, repr=False)


def questions_read(compiled: Compiled, terms: Iterable[Terms]) -> set[int]:
    """Return the questions that sums read, directly or through the scores and levels of ladders."""
    found: set[int] = set()
    ladders: set[int] = set()
    waiting = list(terms)
    while waiting:
        one = waiting.pop()
        if one.kind == "questions":
            found.update(one.items)
            continue
        for ladder in set(one.items) - ladders:
            rules = compiled.ladders[ladder].requirements
            waiting += [compiled.ladders[ladder].score.terms, *(rule.terms for rule in rules)]
        ladders.update(one.items)
    return found


def level_unit(top: int) -> int:
    """Return the least number divisible by every rank up to `top`: levels count as rank over highest rank."""
    return lcm(*range(1, top + 1))
