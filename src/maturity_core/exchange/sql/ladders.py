"""The ladders of a framework: which requirements are met, the rungs, the levels, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maturity_core.exchange.sql.numbers import Flag, Quantity, any_of, every
from maturity_core.exchange.sql.steps import Steps
from maturity_core.exchange.sql.sums import Adder, Place, Rungs, ScoreParts

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement
    from maturity_core.model.framework import Framework


class Ladders:
    """The ladders, each with what is worked out of it, in the compiled order."""

    def __init__(self, framework: Framework, compiled: Compiled, steps: Steps, codes: Sequence[Quantity]) -> None:
        self.framework = framework
        self.steps = steps
        self.places = [self._place(at, ladder) for at, ladder in enumerate(compiled.ladders)]
        self.adder = Adder(compiled, steps, codes, self.places)

    def _place(self, at: int, ladder: CompiledLadder) -> Place:
        return Place(ladder.top, lambda: self._rungs(at, ladder), lambda: self._score(at, ladder))

    def _rungs(self, at: int, ladder: CompiledLadder) -> Rungs:
        levels = self.framework.ladder_levels(ladder.name)
        holds: list[Flag] = []
        remains: list[Flag] = []
        for rung, rules in enumerate(ladder.rungs, start=1):
            where = f"{ladder.name}, level {levels[rung].id}"
            states = [self._state(rule, where) for rule in rules]
            met = every([holding for _, holding in states])
            holds.append(self.steps.flag(f"holds_{at}_{rung}", met, where))
            left = any_of([applies for applies, _ in states])
            remains.append(self.steps.flag(f"remains_{at}_{rung}", left, where))
        clear = [every(holds[:rung]) for rung in range(1, ladder.top + 1)]
        rank = Quantity.last([every([flag, left]) for flag, left in zip(clear, remains, strict=True)])
        highest = self.steps.number(f"highest_{at}", Quantity.last(remains), ladder.name)
        return Rungs(clear, remains, self.steps.number(f"rank_{at}", rank, ladder.name), highest)

    def _state(self, rule: CompiledRequirement, where: str) -> tuple[Flag, Flag]:
        """Return whether a requirement applies, and whether it is not unmet: met, or set aside."""
        sums = self.adder.sums(rule.terms, where)
        applies = Quantity.of(sums.weight) >= 1
        met: Flag = rule.compared(*sums)
        return applies, met | ~applies

    def _score(self, at: int, ladder: CompiledLadder) -> ScoreParts:
        where, score = f"{ladder.name}, score", ladder.score
        sums = self.adder.sums(score.terms, where)
        amount, weight, unit = sums
        there = Quantity.of(weight) >= 1
        if score.start is None:
            weight = weight if isinstance(weight, int) else weight.at_least(1)
            numerator, denominator = amount, weight * unit
        else:
            start, scale, each = score.start, score.scale, score.each
            moved = amount * each.denominator + weight * unit * each.numerator
            factor = start.denominator * scale.denominator
            numerator = moved * factor + unit * (start.numerator * scale.numerator * each.denominator)
            denominator = unit * (start.denominator * scale.numerator * each.denominator)
        numerator = self.steps.number(f"numerator_{at}", numerator, where)
        if isinstance(denominator, Quantity):
            denominator = self.steps.number(f"denominator_{at}", denominator, where)
        else:
            self.steps.look(Quantity.of(denominator), where)
        return ScoreParts(numerator, denominator, there)
