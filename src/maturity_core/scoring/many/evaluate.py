"""Read many organisations at once by compiled requirements: scores, levels, the state of every requirement.

Array shapes: see the package docstring. Nothing is computed before it is needed: asking for levels alone does not
compute scores that decide none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.scoring.many.counting import Counter, Sums, joined_sums
from maturity_core.scoring.many.place import Flags, Numbers, Place, Rungs, Scores, rungs_of, steady_rungs
from maturity_core.scoring.many.sums import ladder_sums, wide_kind

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.number_sizes import NumberKind
    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement, CompiledScore, Terms


class State(NamedTuple):
    """Whether a requirement applies and whether it is met, by organisation; one that is set aside is never unmet."""

    applies: Flags
    met: Flags


class Standing:
    """The standing of organisations: a place per ladder, in the compiled order."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: tuple[Place, ...] = tuple(places)

    def release(self) -> None:
        """Drop the places, and with them the arrays they are computed from, so that memory is freed at once."""
        self.places = ()


class RuleStanding(Standing):
    """The standing of organisations by compiled requirements, and the state of each requirement."""

    def __init__(self, compiled: Compiled, codes: Codes) -> None:
        self.compiled = compiled
        self.given = codes
        self.size: int = codes.shape[1]
        self._sums: dict[int, Sums] = {}
        self._states: dict[int, State] = {}
        super().__init__(
            Place(one.top, partial(self._rungs, one), partial(self._scores, one)) for one in compiled.ladders
        )

    @cached_property
    def codes(self) -> Codes:
        """The answers to read."""
        return self.given

    @cached_property
    def counter(self) -> Counter:
        """The counter of the answers."""
        return Counter(self.codes)

    @cached_property
    def everyone(self) -> Flags:
        """True for every organisation."""
        return np.ones(self.size, np.bool_)

    def weighing(self, weight: Numbers | int) -> Flags:
        """Return, for each organisation, whether anything applies: always if the weight never varies."""
        return self.everyone if isinstance(weight, int) else np.asarray(weight != 0, np.bool_)

    def sums(self, terms: Terms) -> Sums:
        """Return the sums over some items."""
        if terms.slot not in self._sums:
            if terms.parts:
                found = joined_sums(terms, [self.sums(self.compiled.terms[part.slot]) for part in terms.parts])
            elif terms.kind == "questions":
                found = self.counter.sums(terms)
            else:
                found = ladder_sums(terms, self.places)
            self._sums[terms.slot] = found
        return self._sums[terms.slot]

    def state(self, index: int) -> State:
        """Return the state of a requirement, by its place among all the framework's requirements."""
        if index not in self._states:
            self._states[index] = self._state(self.compiled.requirements[index])
        return self._states[index]

    def _state(self, rule: CompiledRequirement) -> State:
        applies = self.everyone if rule.terms.always else self.weighing(self.sums(rule.terms).weight)
        if rule.folded:
            # What does not apply is part of this sum, at the value at which it changes nothing, so it leaves both sides
            # of the comparison (docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted).
            amount = self.counter.counted(rule.folded, rule.folded_number)
            return State(applies, np.asarray(amount >= rule.bound, np.bool_))
        return State(applies, passes(rule, self.sums(rule.terms)))

    def _rungs(self, ladder: CompiledLadder) -> Rungs:
        holds = [self._all_hold(rules) for rules in ladder.rungs]
        if ladder.steady and holds:
            return steady_rungs(holds)
        nothing = np.zeros(self.size, np.bool_)  # of a rung that a profile left nothing of
        remains = [
            np.logical_or.reduce([nothing, *(self.state(rule.index).applies for rule in rules)])
            for rules in ladder.rungs
        ]
        return rungs_of(remains, holds, self.size)

    def _all_hold(self, rules: Sequence[CompiledRequirement]) -> Flags:
        """Return whether none of the requirements is unmet; one that is set aside is not unmet."""
        flags: list[Flags] = []
        for rule in rules:
            applies, met = self.state(rule.index)
            # On flags, `>=` is *or not*: met, or set aside. Numpy has no quicker way to do this in one pass.
            flags.append(met if rule.terms.always else met >= applies)
        if len(flags) == 1:
            return flags[0]
        return np.logical_and.reduce(flags) if flags else np.ones(self.size, np.bool_)

    def _scores(self, ladder: CompiledLadder) -> Scores:
        sums = self.sums(ladder.score.terms)
        always = ladder.score.terms.always
        scored = self.everyone if always else self.weighing(sums.weight)
        return Scores(*score_parts(ladder.score, sums), scored, always=always)


class BestStanding(RuleStanding):
    """The standing with the best answers to everything that applies; `tops` are the highest options."""

    def __init__(self, compiled: Compiled, codes: Codes, tops: Codes) -> None:
        super().__init__(compiled, codes)
        self.tops = tops

    @cached_property
    def codes(self) -> Codes:
        """The best answers to everything that applies."""
        return best_answers(self.given, self.tops)


def best_answers(codes: Codes, tops: Codes) -> Codes:
    """Return the best answers to everything that applies; `tops` (n_questions, 1) are the highest options."""
    return np.where(codes == NOT_APPLICABLE, codes, tops)


def passes(rule: CompiledRequirement, sums: Sums) -> Flags:
    """Return whether the sums over its items meet a requirement, by the comparisons listed in `compiled.terms`."""
    if rule.bound is not None and not rule.folded:
        return np.asarray(sums.amount >= rule.bound, np.bool_)
    return np.asarray(rule.compared(*as_kind(rule.number, sums)), np.bool_)


def as_kind(kind: NumberKind, sums: Sums) -> Sums:
    """Return sums converted to one number type."""
    weight, unit = (part if isinstance(part, int) else part.astype(kind, copy=False) for part in sums[1:])
    return Sums(sums.amount.astype(kind, copy=False), weight, unit)


def score_parts(score: CompiledScore, sums: Sums) -> tuple[Numbers, Numbers | int]:
    """Return numerators and denominators of a ladder's scores from the sums over its items; no denominator is 0."""
    if score.start is None and isinstance(sums.weight, int) and isinstance(sums.unit, int):
        return sums.amount, sums.weight * sums.unit
    if score.start is None:
        _, weight, unit = as_kind(score.terms.number, sums)
        denominator = weight * unit
        if not score.terms.always:
            # Where nothing applies there is no score; a denominator of 1 keeps numpy from warning of a division by 0.
            denominator = denominator + (denominator == 0)
        return sums.amount, denominator
    amount, weight, unit = as_kind(wide_kind(score.terms), sums)
    start, scale, each = score.start, score.scale, score.each
    moved = amount * each.denominator + weight * unit * each.numerator
    factor = start.denominator * scale.denominator
    numerator = moved * factor + unit * (start.numerator * scale.numerator * each.denominator)
    return numerator, unit * (start.denominator * scale.numerator * each.denominator)
