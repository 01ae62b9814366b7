"""Answers that raise a sum alike, counted together in bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from maturity_core.model.states import APPLIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_COUNTED = 255
"""The most that one byte can count."""
TOGETHER = 6
"""How many neighbouring questions one call looks at: few enough for the intermediate arrays to stay in the cache."""


Look: TypeAlias = Literal["highest", "at least", "below"]
"""How answers are looked at: the higher of each and the lowest option, or whether each is at or below a position."""


class Run(NamedTuple):
    """Questions (first, last + 1), how their answers are looked at, and the position; None for the lowest option."""

    first: int
    last: int
    look: Look
    than: int | None


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

    @cached_property
    def looks(self) -> tuple[Run, ...]:
        """What to look at, in stretches of at most `TOGETHER` questions."""
        found = [Run(first, last, "highest", None) for first, last in self.whole]
        found += [Run(first, last, "at least", position) for first, last, position in self.passed]
        found += [Run(first, last, "below", APPLIES) for first, last in self.lacking]
        return tuple(
            Run(start, min(start + TOGETHER, last), look, than)
            for first, last, look, than in found
            for start in range(first, last, TOGETHER)
        )


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
