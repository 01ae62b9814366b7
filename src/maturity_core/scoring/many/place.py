"""The place of organisations on a ladder: rungs and score, each computed when first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maturity_core.model.states import NO_LEVEL

Flags = NDArray[np.bool_]
Ranks = NDArray[np.int8]
Numbers = NDArray[Any]
"""Integers of as many bytes as they need; Python integers or fractions if the framework is `wide`."""


class Rungs:
    """The rungs of one ladder, by organisation.

    `rank`: the level, or `NO_LEVEL`. `clear`, for each rung above 0: whether no requirement up to it is unmet.
    `kept`, for each rung above 0: whether it is part of the organisation's ladder; None if all rungs always are.
    """

    def __init__(self, rank: Ranks, clear: tuple[Flags, ...], kept: tuple[Flags, ...] | None = None) -> None:
        self.top = len(clear)
        self.rank = rank
        self.clear = clear
        self.kept = kept

    @cached_property
    def unmet(self) -> Ranks:
        """The lowest rung with an unmet requirement; one past the top if there is none."""
        unmet = np.ones(len(self.rank), np.int8)
        for clear in self.clear:  # a rung is clear only if those below are, so the clear ones can be counted
            unmet += clear
        return unmet

    @cached_property
    def remains(self) -> tuple[Flags, ...]:
        """For each rung above 0: whether it is part of the organisation's ladder."""
        return (np.ones(len(self.rank), np.bool_),) * self.top if self.kept is None else self.kept

    @cached_property
    def highest(self) -> Ranks:
        """The highest remaining rung; 0 if none is left."""
        if self.kept is None:
            return np.full(len(self.rank), self.top, np.int8)
        return highest_of(self.kept, len(self.rank))

    @cached_property
    def lowest(self) -> Ranks:
        """The lowest remaining rung; one past the top if none is left."""
        if self.kept is None:
            return np.ones(len(self.rank), np.int8)
        lowest = np.zeros(len(self.rank), np.int8)
        none_yet = np.ones(len(self.rank), np.bool_)
        lowest += none_yet
        for remains in self.kept:
            none_yet &= ~remains
            lowest += none_yet
        return lowest


def highest_of(remains: Sequence[Flags], size: int) -> Ranks:
    """Return the highest remaining rung; 0 if none is left."""
    highest = np.zeros(size, np.int8)
    for rung, flags in enumerate(remains, start=1):
        np.maximum(highest, flags * np.int8(rung), out=highest)
    return highest


def steady_rungs(holds: Sequence[Flags]) -> Rungs:
    """Return the rungs of a ladder on which all rungs remain; a rung holds if none of its requirements is unmet."""
    clear = [holds[0]]
    rank: Ranks = holds[0].astype(np.int8)
    for holding in holds[1:]:
        clear.append(clear[-1] & holding)
        rank += clear[-1]
    return Rungs(rank, tuple(clear))


def rungs_of(remains: Sequence[Flags], holds: Sequence[Flags], size: int) -> Rungs:
    """Return the rungs of a ladder from flags: which of them remain, and which hold (no requirement is unmet)."""
    clear: list[Flags] = []
    rank = np.zeros(size, np.int8)
    for rung, (remaining, holding) in enumerate(zip(remains, holds, strict=True), start=1):
        clear.append(clear[-1] & holding if clear else holding)
        # A rung that is set aside is passed over: it is never the level, and keeps nobody below it.
        np.maximum(rank, (clear[-1] & remaining) * np.int8(rung), out=rank)
    # With no rung left there is no level, `NO_LEVEL`: docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
    rank += (highest_of(remains, size) == 0) * np.int8(NO_LEVEL)
    return Rungs(rank, tuple(clear), tuple(remains))


class Scores:
    """The scores of one ladder, by organisation: `numerator` over `denominator`, where `scored`.

    Numerators may have few bytes; compute with those in `wide`. `always` says that all organisations have a score.
    """

    def __init__(self, numerator: Numbers, denominator: Numbers | int, scored: Flags, *, always: bool = False) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self.scored = scored
        self.always = always

    @cached_property
    def wide(self) -> Numbers:
        """The numerators as 64-bit or Python integers."""
        return self.numerator if self.numerator.dtype == object else self.numerator.astype(np.int64)

    @cached_property
    def wide_denominator(self) -> Numbers | int:
        """The denominators as 64-bit or Python integers; one integer if all are the same."""
        if isinstance(self.denominator, int) or self.denominator.dtype == object:
            return self.denominator
        return self.denominator.astype(np.int64)

    def write(self, out: NDArray[np.float64]) -> None:
        """Write the doubles nearest to the scores into `out` (n_organisations,), NaN where nothing applies.

        Doubles hold both parts exactly, so that one division gives the nearest double; Python divides larger integers.
        """
        # The same doubles as for a single sheet: docs/meaning.md#8-one-or-a-million-the-same-result
        if self.numerator.dtype == object:
            out[:] = self.numerator / self.denominator
        else:
            np.divide(self.numerator, np.asarray(self.denominator, np.float64), out=out)
        if not self.always:
            out[~self.scored] = np.nan


class Place:
    """The place of organisations on one ladder. `top` is its highest rank, 0 if the ladder has no levels."""

    def __init__(self, top: int, rungs: Callable[[], Rungs], scores: Callable[[], Scores]) -> None:
        self.top = top
        self._make_rungs = rungs
        self._make_scores = scores

    @cached_property
    def rungs(self) -> Rungs:
        """The level and the rungs."""
        return self._make_rungs()

    @cached_property
    def scores(self) -> Scores:
        """The scores, in few bytes."""
        return self._make_scores()

    def forget(self) -> None:
        """Let go of what was worked out: it is worked out anew when it is asked for again."""
        for name in ("rungs", "scores"):
            self.__dict__.pop(name, None)

    @property
    def rank(self) -> Ranks:
        """The level, or `NO_LEVEL`."""
        return self.rungs.rank

    @property
    def remains(self) -> tuple[Flags, ...]:
        """For each rung above 0: whether it is part of the organisation's ladder."""
        return self.rungs.remains

    @property
    def highest(self) -> Ranks:
        """The highest remaining rung; 0 if none is left."""
        return self.rungs.highest

    @property
    def lowest(self) -> Ranks:
        """The lowest remaining rung; one past the top if none is left."""
        return self.rungs.lowest

    @property
    def unmet(self) -> Ranks:
        """The lowest rung with an unmet requirement; one past the top if there is none."""
        return self.rungs.unmet

    @property
    def numerator(self) -> Numbers:
        """The numerators of the scores."""
        return self.scores.wide

    @property
    def denominator(self) -> Numbers | int:
        """The denominators of the scores; one integer if all are the same."""
        return self.scores.wide_denominator

    @property
    def scored(self) -> Flags:
        """Whether there is a score."""
        return self.scores.scored

    @property
    def counts(self) -> Flags:
        """Whether the score counts in the ladder above: there is one and, if the ladder has levels, a rung is left."""
        return self.scored & (self.highest > 0) if self.top else self.scored

    def score(self, row: int) -> Fraction | None:
        """Return the exact score of one organisation."""
        scores = self.scores
        if not scores.scored[row]:
            return None
        numerator = scores.wide.item(row)  # as Python's own: a fraction of numpy integers overflows
        return Fraction(numerator) / int(take(scores.denominator, row))

    def reached(self, rung: Ranks | int) -> Flags:
        """Return whether no requirement up to `rung` is unmet."""
        if isinstance(rung, int) and 0 < rung <= self.top:
            return self.rungs.clear[rung - 1]
        reached: Flags = self.unmet > rung
        return reached

    def next_rung(self) -> Ranks:
        """Return the lowest remaining rung above the level; 0 if there is none."""
        following = np.zeros_like(self.rank)
        for rung in range(self.top, 0, -1):
            here = self.remains[rung - 1] & (self.rank < rung)
            following += here * (np.int8(rung) - following)  # the rung where `here`, else unchanged
        return following


def take(numbers: Numbers | int, rows: Any) -> Any:
    """Return the numbers of some of the organisations; one number that is the same for all is returned as it is."""
    return numbers if isinstance(numbers, int) else numbers[rows]
