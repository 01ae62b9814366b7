"""What a sheet can lose: the sums of `balance` seen from above, so that a gate is met once enough of them is lost.

A sum that is met today has something to spare. It fails once more than that is lost: by answers that fall, and by gates
it is made of that fail. So a program that raises answers, given these sums, lowers them: a step of a question is an
option that it falls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.readers.balance import Balance, Sum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.model.conditions import Conditions
    from maturity_core.readers.balance import Lines
    from maturity_core.scoring.one.evaluate import RuleStanding


class Mirror:
    """The losses of one sheet; `rung` is the gate that is met once a ladder falls below a rung that it has reached."""

    def __init__(self, lines: Lines, now: RuleStanding, conditions: Conditions, ladder: int, rung: int) -> None:
        self.now = now
        self.bottom = now.moved({question: 0 for question, code in enumerate(now.codes) if code > 0})
        self.falls = [max(code, 0) for code in now.codes]
        self._balance = Balance(lines, self.bottom, now)
        self.rung = self._balance.rung(ladder, rung)
        self._needing = {question: (other, position) for question, other, position in conditions.pairs}

    def sums(self) -> list[Sum]:
        """Return what the gates are made of, as `Balance.sums` does: what each step down adds to what is lost.

        An answer that needs another one is lost with it. So each of its steps is a gate, after all others.
        """
        kept = self._balance.sums()
        bound = [question for question in self._needing if self.falls[question]]
        starts: dict[int, int] = {}
        size = len(kept)
        for question in bound:
            starts[question] = size - 1  # the gate of a step d is this and d
            size += self.falls[question]
        found = [self._lost(parts, starts) for parts in kept]
        return found + [self._with_other(question, to, starts) for question in bound for to in self._steps(question)]

    def _steps(self, question: int) -> range:
        return range(1, self.falls[question] + 1)

    def _lost(self, parts: Sum, starts: Mapping[int, int]) -> Sum:
        """Return the gate that fails where this one is met."""
        codes, lowest = self.now.codes, self.bottom.codes
        held = sum(values[codes[question]] - values[lowest[question]] for question, values in parts.line.items())
        spare = held + sum(gain for gain, _ in parts.gates) - parts.lacks
        line: dict[int, Sequence[int]] = {}
        gates = list(parts.gates)
        for question, values in parts.line.items():
            top = self.falls[question]
            losses = [values[top] - values[top - down] for down in range(top + 1)]
            if question in starts:
                gates += [(losses[to] - losses[to - 1], starts[question] + to) for to in self._steps(question)]
            elif top:
                line[question] = losses
        return Sum(spare + 1, line, [(gain, gate) for gain, gate in gates if gain])

    def _with_other(self, question: int, to: int, starts: Mapping[int, int]) -> Sum:
        """Return the gate of a step of a question, which falls by itself or with the one that it needs."""
        other, position = self._needing[question]
        far = self.falls[other] - position + 1
        line = {question: self._reaching(question, to)}
        if other in starts:
            return Sum(1, line, [(1, starts[other] + far)])
        return Sum(1, line | {other: self._reaching(other, far)}, ())

    def _reaching(self, question: int, to: int) -> list[int]:
        return [int(down >= to) for down in range(self.falls[question] + 1)]
