"""A compiled framework as single sheets use it: requirements and scores packed into a few sums, made once."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.states import NO_LEVEL
from maturity_core.scoring.one.climbs import Climbs, Line, Signs, masks_of
from maturity_core.scoring.one.packed import Linear, Packing, added, linear_of
from maturity_core.scoring.one.standing import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement, Terms


class Bits(NamedTuple):
    """The bits of a packed number that hold the sums of some terms; `weight` is added to that of what may not apply."""

    shift: int
    mask: int
    shift_applying: int
    mask_applying: int
    weight: int
    unit: int


class Alone(NamedTuple):
    """One ladder, packed by itself: the tables of questions, the start of their sum, and the masks of the rungs."""

    ladder: int
    tables: Sequence[tuple[int, ...]]
    start: int
    masks: tuple[int, ...]


class PackedSums:
    """Sums over questions, packed: `bits` by slot of the terms."""

    def __init__(self, sizes: list[int]) -> None:
        self.sizes = sizes
        self.packing = Packing(sizes)
        self.bits: dict[int, Bits] = {}

    def add(self, terms: Terms, amount: Linear, unit: int) -> None:
        """Give bits to terms."""
        applying = self.packing.number(linear_of(terms.applying, self.sizes)) if terms.applying else (0, 0)
        self.bits[terms.slot] = Bits(*self.packing.number(amount), *applying, terms.steady_weight, unit)


class Tables:
    """A compiled framework, packed for single sheets.

    `signs` and `lines` are by requirement: None for one over ladders, and for one that is no line. `masks`, by ladder,
    hold for each rung the bits that are set where it and all below it are met; None where more has to be looked at. So
    ladders over ladders are climbed, in `by_bits`.
    `steady`, by ladder, has by rank where one stands whose ladder always has all its rungs. `whole` has the framework's
    ladder by itself, if its rungs have masks: so few bits are added up several times as fast.
    """

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.sizes = [len(credits_) for credits_ in compiled.credits]
        self.tops = [size - 1 for size in self.sizes]
        self.heights = [ladder.top for ladder in compiled.ladders]
        self.levels = Packing(self.sizes)
        self._linear: dict[int, Linear | None] = {}
        self._where: dict[int, dict[int, int]] = {}
        self.signs = [self._signs(rule, self.levels) for rule in compiled.requirements]
        self.lines = [None if rule.statistic.capped else _line(rule) for rule in compiled.requirements]
        self.masks = [masks_of(ladder, self.signs) for ladder in compiled.ladders]
        self.whole = self._alone(len(compiled.ladders) - 1)
        self.rungs = [ladder.rungs for ladder in compiled.ladders]
        self.steady = [_steady(ladder) for ladder in compiled.ladders]
        self.by_bits = Climbs(compiled, self.signs, self.masks, self.lines)

    def unit(self, terms: Terms) -> int:
        """Return the unit of terms that are sums over questions."""
        if terms.kind == "questions":
            return terms.unit
        return lcm(*(self.compiled.ladders[item].largest for item in terms.items))

    @cached_property
    def scores(self) -> PackedSums:
        """The sums of the scores that are sums over questions."""
        return self._numbers(ladder.score.terms for ladder in self.compiled.ladders)

    @cached_property
    def score_bits(self) -> list[Bits | None]:
        """The bits of each ladder's score; None for one that is not packed, or is counted from a start."""
        scores, bits = [ladder.score for ladder in self.compiled.ladders], self.scores.bits
        return [bits.get(score.terms.slot) if score.start is None else None for score in scores]

    @cached_property
    def measures(self) -> PackedSums:
        """The sums over questions that only requirements use."""
        own = (rule.terms for rule in self.compiled.requirements if rule.terms.kind == "questions")
        return self._numbers(terms for terms in own if terms.slot not in self.scores.bits)

    @cached_property
    def readers(self) -> list[frozenset[int]]:
        """The ladders that each question affects, directly or through others."""
        found: list[set[int]] = [set() for _ in self.sizes]
        below: list[set[int]] = []
        for place, ladder in enumerate(self.compiled.ladders):
            asked: set[int] = set()
            for terms in (ladder.score.terms, *(rule.terms for rule in ladder.requirements)):
                asked.update(terms.items if terms.kind == "questions" else chain(*map(below.__getitem__, terms.items)))
            below.append(asked)
            for question in asked:
                found[question].add(place)
        alike: dict[frozenset[int], frozenset[int]] = {}
        return [alike.setdefault(ladders, ladders) for ladders in map(frozenset, found)]

    def touched_by(self, questions: Sequence[int]) -> frozenset[int]:
        """Return the ladders that some questions affect."""
        touched = {self.readers[question] for question in questions}
        return next(iter(touched)) if len(touched) == 1 else frozenset(chain(*touched))

    @cached_property
    def kinds(self) -> list[int]:
        """A number for each question, shared by those that affect the same ladders alike, option by option."""
        # As many options, too: fewer of them leave fewer ranges to add up where a question moves nothing.
        known: dict[object, int] = {}
        rows = zip(self.readers, self.levels.tables, self.scores.packing.tables, strict=True)
        return [known.setdefault((ladders, tuple(row), tuple(other)), len(known)) for ladders, row, other in rows]

    def where(self, terms: Terms) -> dict[int, int]:
        """Return the places of ladders among the items of terms."""
        if terms.slot not in self._where:
            self._where[terms.slot] = {item: index for index, item in enumerate(terms.items)}
        return self._where[terms.slot]

    def _numbers(self, terms: Iterable[Terms]) -> PackedSums:
        numbers = PackedSums(self.sizes)
        for one in {one.slot: one for one in terms}.values():
            amount = self._amount(one)
            if amount is not None:
                numbers.add(one, amount, self.unit(one))
        return numbers

    def _alone(self, place: int) -> Alone | None:
        ladder, packing = self.compiled.ladders[place], Packing(self.sizes)
        signs = {rule.index: self._signs(rule, packing) for rule in ladder.requirements}
        masks = masks_of(ladder, signs)
        return Alone(place, [*map(tuple, packing.tables)], packing.start, masks) if masks else None

    def _signs(self, rule: CompiledRequirement, packing: Packing) -> Signs | None:
        terms, amount = rule.terms, self._amount(rule.terms)
        if amount is None:
            return None
        if rule.bound is not None and not rule.folded:
            return Signs(packing.sign(amount, -rule.bound))
        applying = linear_of(terms.applying, self.sizes)
        applies = 0 if terms.always else packing.sign(applying, -1)
        if rule.statistic.capped:
            # So many, or all that apply: docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
            enough = packing.sign(amount, -rule.bar.numerator)
            return Signs(enough | packing.sign(added([(1, amount), (-1, applying)]), -terms.steady_weight), applies)
        line = _line(rule)
        fall = line.fall * terms.unit
        moved = added([(line.rise, amount), (fall, applying)])
        return Signs(packing.sign(moved, fall * terms.steady_weight + line.rest * terms.unit), applies)

    def _amount(self, terms: Terms) -> Linear | None:
        """Return an amount as a sum over questions; for one over ladders, only if nothing can fail to apply."""
        if terms.slot not in self._linear:
            self._linear[terms.slot] = self._amount_anew(terms)
        return self._linear[terms.slot]

    def _amount_anew(self, terms: Terms) -> Linear | None:
        if terms.kind == "questions":
            return linear_of(terms.counts, self.sizes)
        ladders = [self.compiled.ladders[item] for item in terms.items]
        if terms.value != "score" or any(terms.may_lack) or any(ladder.varies for ladder in ladders):
            return None
        unit = self.unit(terms)
        parts: list[tuple[int, Linear]] = []
        for index, ladder in enumerate(ladders):
            amount = self._amount(ladder.score.terms)
            if amount is None:
                return None
            parts.append((terms.weights[index] * (unit // ladder.largest), amount))
        return added(parts)


def _line(rule: CompiledRequirement) -> Line:
    """Return a requirement as a line: its slack is linear in the amount, in the weight times the unit, and in the unit.

    Three of its values give the numbers.
    """
    rest = rule.slack(0, 0, 1)
    return Line(rule.slack(1, 0, 0), rule.slack(0, 1, 1) - rest, rest)


def _steady(ladder: CompiledLadder) -> tuple[Place, ...] | None:
    """Return the place for each rank of a ladder that always has all its rungs, or none; None for any other ladder."""
    if not ladder.top:
        return (Place(NO_LEVEL, 1, 0, 1),)
    return tuple(Place(rank, rank + 1, ladder.top, 1) for rank in range(ladder.top + 1)) if ladder.steady else None
