"""Ladders that are climbed by bits alone: those of requirements over questions, and of ladders that reach a rung.

Where a requirement counts ladders by a rung, and these are climbed so, too, a sheet's rank follows from one number. So
sheets that differ in an answer are compared without being made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement


class Signs(NamedTuple):
    """A requirement over questions as bits: met where one of `met` is set, set aside where `applies` is not.

    It is never set aside where `applies` has no bit.
    """

    met: int
    applies: int = 0


class Line(NamedTuple):
    """A requirement that is met if `rise * amount + (fall * weight + rest) * unit` is 0 or more."""

    rise: int
    fall: int
    rest: int


class Counted(NamedTuple):
    """A requirement that is met where ladders of `enough` weight reach a rung.

    Each is a weight with the bits that are set where the rung is reached, or else with its ladder and the rung.
    """

    enough: int
    masked: Sequence[tuple[int, int]]
    others: Sequence[tuple[int, int, int]]


class Rung(NamedTuple):
    """A rung: the bits that are set where its requirements over questions are met, and its other requirements.

    Those of questions that may not apply, or that are met in two ways, have `signs`.
    """

    mask: int
    signs: Sequence[Signs]
    counted: Sequence[Counted]


Parts = tuple[int, "tuple[CompiledRequirement, ...]"]
"""A rung: the bits that are set where its requirements with one bit are met, and all other requirements."""


class Climbs:
    """The rungs of each ladder, in two parts: the bits to be set, and the requirements that have none.

    `rungs` has those of ladders that bits are enough for; None for one without levels, or if more has to be known.
    """

    def __init__(
        self,
        compiled: Compiled,
        signs: Sequence[Signs | None],
        masks: Sequence[Sequence[int] | None],
        lines: Sequence[Line | None],
    ) -> None:
        self._signs, self._masks, self._lines = signs, masks, lines
        self.parts = [[_parted(rules, signs) for rules in ladder.rungs] for ladder in compiled.ladders]
        self.rungs: list[list[Rung] | None] = []
        for ladder, parts in zip(compiled.ladders, self.parts, strict=True):
            found = [rung for mask, rules in parts if (rung := self._rung(mask, rules))]
            self.rungs.append(found if ladder.top and ladder.steady and len(found) == len(parts) else None)

    def rank(self, rungs: Iterable[Rung], bits: int) -> int:
        """Return the rank on a ladder with these rungs, by the bits of a sheet."""
        rank = 0
        for mask, signs, counted in rungs:
            if bits & mask != mask or any(_is_unmet(rule, bits) for rule in signs):
                break
            if not all(self._is_met(rule, bits) for rule in counted):
                break
            rank += 1
        return rank

    def _is_met(self, rule: Counted, bits: int) -> bool:
        amount = sum([weight for weight, mask in rule.masked if bits & mask == mask])
        for weight, ladder, rung in rule.others:
            amount += weight if self.rank(self.rungs[ladder] or (), bits) >= rung else 0
        return amount >= rule.enough

    def _rung(self, mask: int, rules: Sequence[CompiledRequirement]) -> Rung | None:
        """Return a rung with these requirements beside those of the mask; None if more has to be known of one."""
        signs = [own for rule in rules if (own := self._signs[rule.index])]
        counted = [known for rule in rules if (known := self._counted(rule))]
        return Rung(mask, signs, counted) if len(signs) + len(counted) == len(rules) else None

    def _counted(self, rule: CompiledRequirement) -> Counted | None:
        terms, masks = rule.terms, self._masks
        if terms.value != "rung" or any(self.rungs[item] is None for item in terms.items):
            return None
        parts = [
            (weight, item, int(rung))
            for weight, item, rung in zip(terms.weights, terms.items, terms.reaching, strict=True)
        ]
        masked = [(weight, known[rung - 1]) for weight, item, rung in parts if (known := masks[item])]
        return Counted(self._enough(rule), masked, [part for part in parts if not masks[part[1]]])

    def _enough(self, rule: CompiledRequirement) -> int:
        """Return the lowest weight that meets a requirement of ladders which always apply."""
        line, weight = self._lines[rule.index], rule.terms.heaviest
        if line is None:
            return min(rule.bar.numerator, weight)
        return -((line.fall * weight + line.rest) // line.rise)


def _is_unmet(signs: Signs, bits: int) -> bool:
    return not bits & signs.met and (not signs.applies or bool(bits & signs.applies))


def masks_of(
    ladder: CompiledLadder, known: Sequence[Signs | None] | Mapping[int, Signs | None]
) -> tuple[int, ...] | None:
    """Return for each rung the bits that are set where it and all below it are met; None if bits are not enough."""
    masks: list[int] = []
    mask = 0
    for rules in ladder.rungs:
        if not rules:  # a profile left nothing of it
            return None
        bits, rest = _parted(rules, known)
        if rest:
            return None
        mask |= bits
        masks.append(mask)
    return tuple(masks)


def _parted(rules: Iterable[CompiledRequirement], known: Sequence[Signs | None] | Mapping[int, Signs | None]) -> Parts:
    """Return a rung as the bits that are set where it is met, and the requirements that more has to be looked at for.

    What always applies and is one sum has a bit.
    """
    mask = 0
    rest: list[CompiledRequirement] = []
    for rule in rules:
        signs = known[rule.index]
        if signs is None or signs.applies or signs.met.bit_count() > 1:
            rest.append(rule)
        else:
            mask |= signs.met
    return mask, tuple(rest)


def risen(masks: Sequence[int], bits: int) -> int:
    """Return the rank of a ladder whose rungs are met where all bits of their masks are set."""
    for rank, mask in enumerate(masks):
        if bits & mask != mask:
            return rank
    return len(masks)
