"""The interface of one sheet for readers, whether requirements (`evaluate`) or a scorer in code (`coded`) score it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from math import gcd
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from maturity_core.model.states import NOT_APPLICABLE, OPEN

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

Parts = tuple[int, int]
"""A score as numerator and denominator, not reduced."""
MOST_KEPT = 4096
"""The most exact scores that are kept: those of a few questions come again and again."""
NOTHING: Mapping[int, Fraction] = MappingProxyType({})
"""No score is asked for."""
MET, UNMET = (True, True), (True, False)
"""The state of a requirement that applies: whether it does, and whether it is met."""


class Place(NamedTuple):
    """The place of one organisation on one ladder, as `Rungs` has it for many."""

    rank: int
    unmet: int
    highest: int
    lowest: int


class Standing(ABC):
    """One sheet: its place on each ladder, and the sheets that differ from it in some answers.

    `codes` are its answers in file order. `open_is_lowest` says that an open question counts as its lowest option does.
    """

    open_is_lowest: ClassVar[bool] = False
    codes: Sequence[int]

    @property
    @abstractmethod
    def tops(self) -> Sequence[int]:
        """The positions of the highest options."""

    @property
    @abstractmethod
    def heights(self) -> Sequence[int]:
        """By ladder its highest rank, 0 for one without levels."""

    @abstractmethod
    def place(self, ladder: int) -> Place:
        """Return the place on a ladder."""

    @abstractmethod
    def remaining(self, ladder: int) -> Sequence[int]:
        """Return the remaining rungs of a ladder, lowest first."""

    @abstractmethod
    def score(self, ladder: int) -> Parts | None:
        """Return the score of a ladder; None if nothing applies."""

    @abstractmethod
    def moved(self, answers: Mapping[int, int]) -> Self:
        """Return a sheet with other answers to some questions; none of them begins or ceases to apply."""

    @abstractmethod
    def kind(self, question: int) -> Hashable:
        """Return a key that questions share if their answers have the same effect."""

    @abstractmethod
    def met(self, ladder: int) -> Sequence[int]:
        """Return the requirements of a ladder that apply and are met, as far as they are known."""

    def rank(self, ladder: int) -> int:
        """Return the level of a ladder, or `NO_LEVEL`."""
        return self.place(ladder).rank

    def rank_with(self, answers: Mapping[int, int], ladder: int) -> int:
        """Return the level of a ladder with other answers to some questions; see `moved`."""
        return self.moved(answers).rank(ladder)

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The open questions."""
        return tuple([question for question, code in enumerate(self.codes) if code in OPEN])

    def settled(self, ladder: int) -> bool:
        """Return whether it is known that the open questions change nothing about a ladder."""
        del ladder
        return not self.open

    @property
    def low(self) -> Self:
        """The sheet with every open question at its lowest option; itself, if that makes no difference."""
        return self if self.open_is_lowest or not self.open else self._lowest

    @cached_property
    def _lowest(self) -> Self:
        return self.moved(dict.fromkeys(self.open, 0))

    @cached_property
    def high(self) -> Self:
        """The sheet with every open question at its highest option."""
        return self.moved({question: self.tops[question] for question in self.open}) if self.open else self

    @cached_property
    def best(self) -> Self:
        """The sheet with the best answers to everything that applies."""
        return self.moved(
            {
                question: top
                for question, (code, top) in enumerate(zip(self.codes, self.tops, strict=True))
                if code not in {top, NOT_APPLICABLE}
            }
        )

    def counts(self, ladder: int) -> bool:
        """Return whether the score of a ladder counts: there is one, and a ladder with levels has a rung left."""
        return self.score(ladder) is not None and (not self.heights[ladder] or self.place(ladder).highest > 0)


def exact_score(standing: Standing, ladder: int) -> Fraction | None:
    """Return the exact score of a ladder; None if nothing applies."""
    parts = standing.score(ladder)
    return None if parts is None else exact(*parts)


@lru_cache(MOST_KEPT)
def exact(above: int, below: int) -> Fraction:
    """Return the fraction with this numerator and denominator."""
    return Fraction(above, below)


class Demands(ABC):
    """What a target asks of the questions of one sheet."""

    @abstractmethod
    def ask(self, rungs: Mapping[int, int], scores: Mapping[int, Fraction] = NOTHING) -> dict[int, int]:
        """Return the positions that questions must reach for rungs and scores within reach, given by ladder.

        Rung 0 asks for nothing. A question that nothing is asked of is left out.
        """

    @abstractmethod
    def blockers(self, rungs: Mapping[int, int]) -> list[int]:
        """Return the requirements, up to rungs given by ladder, that even the best answers do not meet."""


def added_up(parts: Iterable[tuple[int, Parts]]) -> tuple[int, int, int]:
    """Return amount, weight and unit of values, each with its weight.

    >>> added_up([(2, (1, 3)), (1, (1, 2))])
    (7, 3, 6)
    """
    amount, weight, unit = 0, 0, 1
    for own, (above, below) in parts:
        if unit % below:
            scale = below // gcd(unit, below)
            amount, unit = amount * scale, unit * scale
        amount += own * above * (unit // below)
        weight += own
    return amount, weight, unit
