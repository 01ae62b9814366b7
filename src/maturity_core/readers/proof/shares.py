"""How many of all sheets get each level of a ladder: counted exactly, question by question.

After some questions, only the sums of the requirements that are not yet decided matter. Sheets with the same sums are
counted together: this is a convolution of many sums at once. Where too many different sums are left, there is no count.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from maturity_core.readers.proof.sheets import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.conditions import Condition
    from maturity_core.readers.proof.sheets import Asking

MOST_STATES = 20_000
"""How many different sums are told apart."""
State = tuple[int, ...]
LOST = -1
"""Stands for a sum that cannot suffice any more, or that no longer matters."""


def level_shares(asking: Asking, gates: Sequence[int]) -> list[Fraction] | None:
    """Return the share of all sheets that meet none of these gates, the first only, the first two, and so on.

    Gates are those of a ladder's rungs above the lowest, from the lowest up. None if there are too many sums.
    """
    found = _Counter(asking, gates).counted()
    if found is None:
        return None
    whole = prod(top + 1 for top in asking.lowest.tops)
    return [Fraction(sheets, whole) for sheets in found]


class _Counter:
    """Counts sheets by the sums of gates, which are capped at what they lack."""

    def __init__(self, asking: Asking, gates: Sequence[int]) -> None:
        self.sums = asking.balance.sums()
        self.gates = gates
        self.tops = asking.lowest.tops
        self.needing = {pair.question: pair for pair in asking.framework.lookup.conditions.pairs}
        self.order = self._ordered(asking)
        self.place: dict[int, int] = {}
        for gate in gates:
            self._add(gate)
        self.above: dict[int, list[tuple[int, int]]] = {}
        self.parts = {gate: [entry for entry in self.sums[gate].gates if entry[1] in self.place] for gate in self.place}
        for gate, parts in self.parts.items():
            for gain, part in parts:
                self.above.setdefault(part, []).append((gain, gate))
        self.last = self._last()

    def _add(self, gate: int) -> None:
        """Give a gate, after those that it is made of, its place in states; none if every sheet meets it."""
        if gate < 0 or gate in self.place or self.sums[gate].lacks <= 0:
            return
        for _, part in self.sums[gate].gates:
            self._add(part)
        self.place[gate] = len(self.place)

    def _ordered(self, asking: Asking) -> list[int]:
        """Return the questions, those of a capability and a dimension together, each after the one that it needs."""
        owners, found = asking.framework.outline.owners, dict[int, None]()
        for question in sorted(range(len(self.tops)), key=lambda place: (owners[place][1], owners[place][0], place)):
            chain = [question]
            while chain[-1] in self.needing:
                chain.append(self.needing[chain[-1]].other)
            found |= dict.fromkeys(reversed(chain))
        return list(found)

    def _last(self) -> dict[int, int]:
        """Return at which step of the order each gate is decided."""
        steps = {question: step for step, question in enumerate(self.order)}
        last: dict[int, int] = {}
        for gate in self.place:
            line, parts = self.sums[gate].line, self.sums[gate].gates
            ends = [steps[question] for question in line]
            last[gate] = max([*ends, *(last[part] for _, part in parts if part in last)], default=-1)
        return last

    def counted(self) -> list[int] | None:
        """Return how many sheets meet how many of the gates, of which each needs the one before it."""
        size = len(self.place)
        open_until = {
            pair.other: step for step, question in enumerate(self.order) if (pair := self.needing.get(question))
        }
        kept: list[int] = []  # questions whose codes later ones need, behind the sums in a state
        states: dict[State, int] = {(0,) * size: 1}
        for step, question in enumerate(self.order):
            states = self._answered(states, question, kept, keeping=question in open_until)
            kept += [question] if question in open_until else []
            gone = [place for place, other in enumerate(kept) if open_until[other] <= step]
            states = self._decided(states, step, [size + place for place in gone])
            kept = [other for place, other in enumerate(kept) if place not in gone]
            states = self._merged(states, step)
            if len(states) > MOST_STATES:
                return None
        found = [0] * (len(self.gates) + 1)
        for state, sheets in states.items():
            found[self._met(state)] += sheets
        return found

    def _met(self, state: State) -> int:
        """Return how many of the gates a sheet meets."""
        return sum(self._holds(gate, state) for gate in self.gates)

    def _holds(self, gate: int, state: State) -> bool:
        never = gate < 0 or self.sums[gate].lacks > 0
        return gate == ALWAYS or (state[self.place[gate]] > 0 if gate in self.place else not never)

    def _answered(self, states: dict[State, int], question: int, kept: list[int], *, keeping: bool) -> dict[State, int]:
        """Return the states after one more question."""
        uses = [
            (place, [value - self.sums[gate].line[question][0] for value in self.sums[gate].line[question]])
            for gate, place in self.place.items()
            if question in self.sums[gate].line
        ]
        caps = {place: self.sums[gate].lacks for gate, place in self.place.items()}
        needed: Condition | None = self.needing.get(question)
        behind = None if needed is None else len(caps) + kept.index(needed.other)
        found: dict[State, int] = {}
        for state, sheets in states.items():
            asked = needed is None or behind is None or state[behind] >= needed.position
            for code in range(self.tops[question] + 1):
                counts = code if asked else 0
                after = [*state, counts] if keeping else list(state)
                for place, values in uses:
                    if after[place] != LOST:
                        after[place] = min(after[place] + values[counts], caps[place])
                key = tuple(after)
                found[key] = found.get(key, 0) + sheets
        return found

    def _decided(self, states: dict[State, int], step: int, gone: list[int]) -> dict[State, int]:
        """Return the states with the gates decided that this step decides; 1 is met, 0 is not."""
        deciding = [gate for gate, last in self.last.items() if last == step]
        if not deciding and not gone:
            return states
        found: dict[State, int] = {}
        for state, sheets in states.items():
            after = list(state)
            for gate in deciding:
                place, lacks = self.place[gate], self.sums[gate].lacks
                met = after[place] >= lacks
                top = gate in self.gates
                after[place] = int(met and top)
                for gain, above in self.above.get(gate, ()) if met else ():
                    if after[self.place[above]] != LOST:
                        after[self.place[above]] = min(after[self.place[above]] + gain, self.sums[above].lacks)
            key = tuple(value for place, value in enumerate(after) if place not in gone)
            found[key] = found.get(key, 0) + sheets
        return found

    def _merged(self, states: dict[State, int], step: int) -> dict[State, int]:
        """Return the states with every sum lost that cannot suffice any more, or that nothing else waits for."""
        rest = {gate: self._rest(gate, step) for gate, last in self.last.items() if last > step}
        found: dict[State, int] = {}
        for state, sheets in states.items():
            after = list(state)
            for gate, most in rest.items():
                place, lacks = self.place[gate], self.sums[gate].lacks
                waits = sum(gain for gain, part in self.parts[gate] if part in rest and after[self.place[part]] != LOST)
                if after[place] + most + waits < lacks:
                    after[place] = LOST
            for gate in reversed(rest):
                if gate not in self.gates and not any(self._waiting(after, above) for _, above in self.above[gate]):
                    after[self.place[gate]] = LOST
            key = tuple(after)
            found[key] = found.get(key, 0) + sheets
        return found

    def _waiting(self, state: list[int], gate: int) -> bool:
        """Return whether a gate is neither met nor lost."""
        return LOST < state[self.place[gate]] < self.sums[gate].lacks

    def _rest(self, gate: int, step: int) -> int:
        """Return the most that the questions after a step can add to a gate."""
        line = self.sums[gate].line
        return sum(
            line[question][self.tops[question]] - line[question][0]
            for question in self.order[step + 1 :]
            if question in line
        )
