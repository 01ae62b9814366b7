"""What open questions can still decide: requirements unmet at the lowest filling and met at the highest, as gates.

A gate is met when the gains of its parts add up to what it needs. A part of a gate is an open question, which one
answer decides, or another gate, where a ladder counts by a rung or a bar that it reaches. Whatever is already decided
is not part of any gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.scoring.one.standing import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_core.compiled.terms import CompiledRequirement, Terms
    from maturity_core.scoring.one.evaluate import Packed
    from maturity_core.scoring.one.standing import Parts

Number = Fraction | int


@dataclass(frozen=True)
class Open:
    """An open question: its place in the file and its id. One answer decides it."""

    column: int
    name: str
    to_meet: int = 1
    to_miss: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, as the only name in the order of asking."""
        return (self.name,)

    def asked(self) -> Iterator[int]:
        """Yield its place in the file."""
        yield self.column


class Gate:
    """Met when the gains of its met parts add up to what it needs.

    `to_meet` and `to_miss` are the fewest answers that could show that it is met or not, taking the parts that gain
    most per answer first. The parts are in the order in which to look at them: first those that take the fewest answers
    to decide for what they gain; ties by the lowest id in them, then by their ids in the order of asking.

    >>> gate = Gate(Fraction(2, 3), [(Fraction(1, 3), Open(place, f"q{place}")) for place in range(3)])
    >>> gate.needs, gate.to_meet, gate.to_miss, list(gate.asked())
    (2, 2, 2, [0, 1, 2])
    """

    def __init__(self, needs: Number, parts: Iterable[tuple[Number, Part]]) -> None:
        found = list(parts)
        common = lcm(*(Fraction(number).denominator for number in (needs, *(gain for gain, _ in found))))
        whole = [(int(gain * common), part) for gain, part in found]
        self.needs = int(needs * common)
        self.parts = sorted(whole, key=_soonest)
        self.to_meet: int = _fewest(self.needs, [(gain, part.to_meet) for gain, part in whole])
        spare = sum(gain for gain, _ in whole) - self.needs
        self.to_miss: int = _fewest(spare + 1, [(gain, part.to_miss) for gain, part in whole])
        self.names: tuple[str, ...] = tuple(dict.fromkeys(name for _, part in self.parts for name in part.names))
        self.name: str = min(self.names)

    def asked(self) -> Iterator[int]:
        """Yield the places of its questions in the order in which to ask them, some more than once."""
        for _, part in self.parts:
            yield from part.asked()


Part = Open | Gate


def _soonest(entry: tuple[int, Part]) -> tuple[Fraction, str, tuple[str, ...]]:
    gain, part = entry
    return Fraction(part.to_meet + part.to_miss, gain), part.name, part.names


def _fewest(amount: int, parts: Iterable[tuple[int, int]]) -> int:
    """Return how many answers add up to an amount, taking the parts (gain, answers) that gain most per answer first.

    >>> _fewest(5, [(1, 1), (4, 1), (6, 3)])
    4
    """
    answers = 0
    for gain, cost in sorted(parts, key=lambda part: (Fraction(part[1], part[0]), part[1])):
        if amount <= 0:
            break
        amount -= gain
        answers += cost
    return answers


class Undecided:
    """The gates of one sheet, given its codes in file order; `names` are the ids of the questions."""

    def __init__(self, single: Packed, names: Sequence[str], codes: Sequence[int]) -> None:
        self.compiled = single.compiled
        self.open = {column: Open(column, names[column]) for column, code in enumerate(codes) if code in OPEN}
        self.low = single.stand([0 if code in OPEN else code for code in codes])
        tops = [len(credits_) - 1 for credits_ in self.compiled.credits]
        self.high = single.stand([top if code in OPEN else code for top, code in zip(tops, codes, strict=True)])
        self._gates: dict[int | tuple[int, int], Gate] = {}

    def rungs(self, ladder: int) -> list[Gate]:
        """Return the gates of a ladder's undecided rungs, lowest first; each includes everything below it."""
        low, high = self.low.rank(ladder), self.high.rank(ladder)
        return [self._up_to(ladder, rung) for rung in self._remaining(ladder) if low < rung <= high]

    def _remaining(self, ladder: int) -> list[int]:
        return list(self.low.remaining(ladder))

    def _up_to(self, ladder: int, rung: int) -> Gate:
        """Return the gate of an undecided rung: no requirement up to it may be unmet."""
        key = ladder, rung
        if key not in self._gates:
            rules = [rule for rule in self.compiled.ladders[ladder].requirements if rule.rung <= rung]
            gates = [self._requirement(rule) for rule in rules if self.low.state(rule) == UNMET]
            self._gates[key] = Gate(len(gates), [(1, gate) for gate in gates])
        return self._gates[key]

    def _requirement(self, rule: CompiledRequirement) -> Gate:
        if rule.index not in self._gates:
            amount, weight = self._sums(rule.terms)
            self._gates[rule.index] = Gate(_wanted(rule, weight) - amount, self._parts(rule.terms, 1))
        return self._gates[rule.index]

    def _sums(self, terms: Terms) -> tuple[Number, int]:
        """Return the weighted sum of the items at the lowest filling, and the weight of those that apply."""
        values = [self._lowest(terms, index) for index in range(len(terms.items))]
        pairs = [(value, weight) for value, weight in zip(values, terms.weights, strict=True) if value is not None]
        return sum(value * weight for value, weight in pairs), sum(weight for _, weight in pairs)

    def _lowest(self, terms: Terms, index: int) -> Number | None:
        if terms.kind == "ladders":
            return _number(self.low.value(terms, index))
        code, bar = self.low.codes[terms.items[index]], terms.reaching[index]
        if code == NOT_APPLICABLE:
            stands_for = self.compiled.standing[terms.items[index]]
            if stands_for is None:
                return None
            code = stands_for
        credit = self.compiled.credits[terms.items[index]][code]
        return credit if terms.value == "credit" else int(credit >= bar)

    def _parts(self, terms: Terms, factor: Number) -> Iterator[tuple[Number, Part]]:
        """Yield open questions and gates with their gains; the credit of a question rises from 0 to 1."""
        for index, (item, weight) in enumerate(zip(terms.items, terms.weights, strict=True)):
            if terms.kind == "ladders":
                yield from self._ladder_parts(terms, index, weight * factor)
            elif item in self.open:
                yield weight * factor, self.open[item]

    def _ladder_parts(self, terms: Terms, index: int, gain: Number) -> Iterator[tuple[Number, Part]]:
        item, bar = terms.items[index], terms.reaching[index]
        low, high = self.low.value(terms, index), self.high.value(terms, index)
        if low is None or _number(low) == _number(high):
            return
        if terms.value == "rung":
            yield gain, self._up_to(item, int(bar))
        elif terms.value.endswith("score"):
            score = self.compiled.ladders[item].score
            amount, weight = self._sums(score.terms)
            if terms.value == "score":
                yield from self._parts(score.terms, Fraction(gain, weight))
            else:
                yield gain, Gate(score.asked(Fraction(bar), weight) - amount, self._parts(score.terms, 1))
        else:
            yield from self._level_parts(item, gain, bar)

    def _level_parts(self, ladder: int, gain: Number, bar: Number | None) -> Iterator[tuple[Number, Part]]:
        """Yield the gates of a level that counts as rank over highest rank: one per rung; with a bar, only that one."""
        rungs = self._remaining(ladder)
        if bar is not None:
            yield gain, self._up_to(ladder, next(rung for rung in rungs if rung >= bar * rungs[-1]))
            return
        below = self.low.rank(ladder)
        for rung in rungs:
            if below < rung <= self.high.rank(ladder):
                yield gain * Fraction(rung - below, rungs[-1]), self._up_to(ladder, rung)
                below = rung


def _number(value: Parts | None) -> Number | None:
    return None if value is None else Fraction(*value)


def _wanted(rule: CompiledRequirement, weight: int) -> Number:
    """Return the weighted sum that the items need for a requirement to be met."""
    return rule.statistic.asked(rule.bar, weight, each=rule.each)
