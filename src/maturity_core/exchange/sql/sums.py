"""What requirements and scores add up: amounts over questions, over their parts, and over ladders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from maturity_core.compiled.rises import first_reaching
from maturity_core.compiled.terms import level_unit
from maturity_core.exchange.sql.cells import applies
from maturity_core.exchange.sql.numbers import Flag, Quantity, any_of, every
from maturity_core.exchange.sql.steps import Steps
from maturity_core.scoring.many.sums import common_unit

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled, Terms


class Sums(NamedTuple):
    """Weighted values of the items that apply, their weights, and the unit of the values; one integer where fixed."""

    amount: Quantity
    weight: Quantity | int
    unit: Quantity | int


class Rungs(NamedTuple):
    """The rungs of a ladder: for each above 0, whether it is clear, and whether it remains; level and highest rung."""

    clear: Sequence[Flag]
    remains: Sequence[Flag]
    rank: Quantity
    highest: Quantity


class ScoreParts(NamedTuple):
    """The score of a ladder as numerator and denominator, which is never 0, and whether there is one."""

    numerator: Quantity
    denominator: Quantity | int
    there: Flag


class Place:
    """A ladder as an item: its rungs and its score, worked out when they are first read."""

    def __init__(self, top: int, rungs: Callable[[], Rungs], score: Callable[[], ScoreParts]) -> None:
        self.top = top
        self._rungs = rungs
        self._score = score

    @cached_property
    def rungs(self) -> Rungs:
        """The rungs."""
        return self._rungs()

    @cached_property
    def score(self) -> ScoreParts:
        """The score."""
        return self._score()

    @property
    def left(self) -> Flag:
        """Whether a rung is left."""
        return self.rungs.highest >= 1

    @property
    def counts(self) -> Flag:
        """Whether the score counts in the ladder above: there is one and, if the ladder has levels, a rung is left."""
        return every([self.score.there, self.left]) if self.top else self.score.there

    @property
    def level(self) -> Quantity:
        """The rank over the highest remaining rung, times `level_unit` of the highest rank."""
        unit, highest = level_unit(self.top), self.rungs.highest
        if highest.fixed:
            return self.rungs.rank * (unit // highest.high)
        share = Quantity.chosen(highest, {rank: unit // rank for rank in range(1, self.top + 1)})
        return (self.rungs.rank * share).within(unit)


class Adder:
    """Adds up terms: each once, by their slot."""

    def __init__(self, compiled: Compiled, steps: Steps, codes: Sequence[Quantity], places: Sequence[Place]) -> None:
        self.compiled = compiled
        self.steps = steps
        self.codes = codes
        self.places = places
        self._known: dict[int, Sums] = {}

    def sums(self, terms: Terms, where: str) -> Sums:
        """Return the sums over some items, which a place in the framework reads."""
        if terms.slot not in self._known:
            self._known[terms.slot] = self._named(terms.slot, self._sums(terms, where), where)
        return self._known[terms.slot]

    def _named(self, slot: int, sums: Sums, where: str) -> Sums:
        def named(name: str, part: Quantity | int) -> Any:
            return part if isinstance(part, int) else self.steps.number(f"{name}_{slot}", part, where)

        return Sums(named("amount", sums.amount), named("weight", sums.weight), named("unit", sums.unit))

    def _sums(self, terms: Terms, where: str) -> Sums:
        if terms.parts:
            return self._of_parts(terms, where)
        return self._of_questions(terms) if terms.kind == "questions" else self._of_ladders(terms)

    def _of_parts(self, terms: Terms, where: str) -> Sums:
        """Return the sums over questions, put together from those over parts of them."""
        own = [(part, self.sums(self.compiled.terms[part.slot], where)) for part in terms.parts]
        weight = Quantity.sum([Quantity.of(sums.weight) * part.weight for part, sums in own])
        amount = Quantity.sum([sums.amount * part.amount for part, sums in own])
        return Sums(amount, weight if any(terms.may_lack) else terms.heaviest, terms.unit)

    def _of_questions(self, terms: Terms) -> Sums:
        codes = [self.codes[item] for item in terms.items]
        lacking = zip(codes, terms.weights, terms.may_lack, strict=True)
        varying = [applies(code).number(weight) for code, weight, lacks in lacking if lacks]
        weight = Quantity.sum(varying) + terms.steady_weight if varying else terms.heaviest
        return Sums(Quantity.sum(self._values(terms, codes)), weight, terms.unit)

    def _values(self, terms: Terms, codes: Sequence[Quantity]) -> list[Quantity]:
        """Return what each question adds: for its credit, or where it reaches an option."""
        if terms.value == "reach":
            first = first_reaching(self.compiled.credits, terms.items, Fraction(terms.reaching[0]))
            entries = zip(codes, first, terms.weights, strict=True)
            return [(code >= place).number(weight) for code, (_, place), weight in entries]
        found: list[Quantity] = []
        for code, item, weight in zip(codes, terms.items, terms.weights, strict=True):
            values = [int(credit * terms.unit) * weight for credit in self.compiled.credits[item]]
            even = values == [place * values[1] for place in range(len(values))]
            chosen = {place: value for place, value in enumerate(values) if value}
            found.append(code.at_least(0) * values[1] if even else Quantity.chosen(code, chosen))
        return found

    def _of_ladders(self, terms: Terms) -> Sums:
        values = [self._value(terms, index) for index in range(len(terms.items))]
        below: list[Any] = [denominator for _, denominator in values]
        common: tuple[list[Any], Any] = common_unit(below)  # which only multiplies: so it takes these as any numbers
        factors, unit = common
        parts: list[Quantity] = []
        varying: list[Quantity] = []
        for index, ((value, _), factor) in enumerate(zip(values, factors, strict=True)):
            part = value * factor * terms.weights[index]
            if terms.may_lack[index]:
                counts = self._applies(terms, index)
                part = part.where(counts)
                varying.append(counts.number(terms.weights[index]))
            parts.append(part)
        weight = Quantity.sum(varying) + terms.steady_weight if varying else terms.heaviest
        return Sums(Quantity.sum(parts), weight, unit)

    def _applies(self, terms: Terms, index: int) -> Flag:
        """Return whether a ladder applies as an item."""
        place = self.places[terms.items[index]]
        if terms.value == "rung":
            return any_of(place.rungs.remains[: int(terms.reaching[index])])
        return place.left if terms.value.endswith("level") else place.counts

    def _value(self, terms: Terms, index: int) -> tuple[Quantity, Quantity | int]:
        """Return the value a ladder counts with, before weighting, as numerator and denominator."""
        place, bar = self.places[terms.items[index]], terms.reaching[index]
        if terms.value == "rung":
            return place.rungs.clear[int(bar) - 1].number(), 1
        level = terms.value.endswith("level")
        value, below = (place.level, level_unit(place.top)) if level else place.score[:2]
        if not terms.value.startswith("reach"):
            return value, below
        return at_least(value, below, Fraction(bar)).number(), 1


def at_least(value: Quantity, below: Quantity | int, bar: Fraction) -> Flag:
    """Return whether a fraction is at least `bar`."""
    return value * bar.denominator >= Quantity.of(below) * bar.numerator
