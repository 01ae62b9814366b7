"""What the variables of two sides of a program say of each other, by what they are made of: no search is needed.

Two definitions of a model mostly say the same. So most gates of one are made just as a gate of the other; and many that
are not ask for more, or for less, of the same.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.program.parts import Line
    from maturity_core.readers.proof.joint import Side

Made = tuple["Line", int]
"""A sum of variables, and what it has to come to."""


class Implied:
    """What the variables of one side say of those of another.

    The answers to `questions` of one side count as the same as those to the questions of the other side that are given.
    `twins` has the variables of the one side that have the value of a variable of the other on every sheet, with that.
    """

    def __init__(self, one: Side, other: Side, questions: Mapping[int, int]) -> None:
        self._made = [_made(side) for side in (one, other)]
        self._known: dict[tuple[int, int], bool] = {}
        steps = {step: place + other.offset for place, step in enumerate(other.sheets.steps)}
        self.twins: dict[int, int] = {}
        self._steps: dict[int, list[int]] = {}  # by option step those of its question, in order
        chains: dict[int, list[int]] = {}
        for variable, (question, to) in enumerate(one.sheets.steps, one.offset):
            if question in questions:
                self.twins[variable] = steps[questions[question], to]
                self._steps[variable] = chains.setdefault(question, [])
                self._steps[variable].append(variable)
        others = {made: gate for gate, made in self._made[1].items()}
        for gate, (line, lacks) in self._made[0].items():  # a gate comes after those that it is made of
            parts = sorted((self.twins[item], gain) for item, gain in line if item in self.twins)
            found = others.get((tuple(parts), lacks)) if len(parts) == len(line) else None
            if found is not None:
                self.twins[gate] = found

    def says(self, one: int, other: int) -> bool:
        """Return whether a variable of one side that is 1 certainly makes one of the other side 1, on every sheet."""
        if (one, other) not in self._known:
            self._known[one, other] = self.twins.get(one) == other or self._says(one, other)
        return self._known[one, other]

    def _says(self, one: int, other: int) -> bool:
        made, asked = self._made[0].get(one), self._made[1].get(other)
        if made is None and asked is None:
            return other in {self.twins[step] for step in self._steps.get(one, ()) if step <= one}
        (line, lacks), (wanted, least) = made or (((one, 1),), 1), asked or (((other, 1),), 1)
        spare = sum(gain for _, gain in line) - lacks
        if made and any(gain > spare and self.says(item, other) for item, gain in line):
            return True
        if asked and any(gain >= least and self.says(one, item) for item, gain in wanted):
            return True
        pairs = self._paired(line, wanted)
        return _least_gained(sum(gain for gain, _ in pairs) - spare, pairs) > least - 1

    def _paired(self, line: Line, wanted: Line) -> list[tuple[int, int]]:
        """Return gains of variables, each with what it certainly gains on the other side, where nothing counts twice.

        The steps of a question are taken in order, so that they are looked at together.
        """
        gains, left = dict(line), dict(wanted)
        shared = [item for item in gains if self.twins.get(item) in left and item not in self._steps]
        found = [(gains.pop(item), left.pop(self.twins[item])) for item in shared]
        for steps in {steps[0]: steps for item in gains if (steps := self._steps.get(item))}.values():
            found += _least_turns([(gains.pop(step, 0), left.pop(self.twins[step], 0)) for step in steps])
        for item, gain in gains.items():
            said = next((other for other in left if self.says(item, other)), None)
            if said is not None:
                found.append((gain, left.pop(said)))
        return found


def _made(side: Side) -> dict[int, Made]:
    """Return what the gates of a side are made of, each after those that it is made of."""
    found: dict[int, Made] = {}
    for (line, lacks), gate in side.sheets.writer.made.items():
        if gate in side.sheets.gates:
            found.setdefault(gate + side.offset, (tuple((item + side.offset, gain) for item, gain in line), lacks))
    return found


def _least_turns(moves: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the least that moves in a row gain second for what they gain first, as moves that gain ever more.

    >>> _least_turns([(1, 2), (1, 0), (1, 3), (0, 1)])
    [(2, 2), (1, 3)]
    """
    found: list[tuple[int, int]] = []
    for move in moves:
        joined = move
        while found and found[-1][1] * joined[0] >= joined[1] * found[-1][0]:
            first, second = found.pop()
            joined = first + joined[0], second + joined[1]
        found.append(joined)
    return [move for move in found if move[0]]


def _least_gained(lacks: int, pairs: Sequence[tuple[int, int]]) -> Fraction:
    """Return the least that the second gains of pairs come to where the first come to what is lacking.

    The last pair that is needed counts in part.
    """
    gained = Fraction(0)
    for gain, other in sorted(pairs, key=lambda pair: Fraction(pair[1], pair[0])):
        if lacks <= 0:
            break
        gained += Fraction(other * min(gain, lacks), gain)
        lacks -= gain
    return gained
