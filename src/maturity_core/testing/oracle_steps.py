"""The plan to a target: the capabilities with a gap and what they require, nothing superfluous, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity_core.testing.oracle_gaps import Demands, Gap, Status, Target, gap, reached
from maturity_core.testing.oracle_model import Model, Sheet
from maturity_core.testing.oracle_range import best
from maturity_core.testing.oracle_stand import Standing

Moves = Mapping[int, tuple[int, int]]
"""For each question to move, its present code and the position of the option to reach."""


@dataclass(frozen=True)
class Step:
    """One capability of a plan: its moves, whether it can start now, and the unmet prerequisites it waits for."""

    capability: str
    moves: Moves
    ready: bool
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """The steps to a target, in order; none unless the status is *open*."""

    status: Status
    steps: tuple[Step, ...] = ()


class Planner:
    """Makes one plan: gathers the steps, drops the superfluous ones, and orders the rest."""

    def __init__(self, model: Model, sheet: Sheet, towards: Gap) -> None:
        self.model = model
        self.sheet = sheet
        self.towards = towards
        self.now = Standing(model, sheet)
        self.best = Standing(model, best(model, sheet))

    def gathered(self) -> dict[str, Moves]:
        """Return every capability with a gap and, transitively, its unmet prerequisites, each as far as required.

        A prerequisite that even the best answers do not meet adds no step.
        """
        demands = Demands(self.model, self.sheet)
        demands.credits = {q: self.model.credits[q][option] for q, option in self.towards.options.items()}
        waiting = sorted({self.model.capability_of(question).id for question in self.towards.options})
        seen = set(waiting)
        while waiting:
            for needed in self.model.requires(waiting.pop()):
                if not self.now.meets(needed) and self.best.meets(needed):
                    demands.ask_prerequisite(needed)
                    waiting += {needed.capability} - seen
                    seen.add(needed.capability)
        moves: dict[str, dict[int, tuple[int, int]]] = {}
        for question, option in demands.settle().items():
            moves.setdefault(self.model.capability_of(question).id, {})[question] = (self.sheet[question], option)
        return dict(moves)

    def done(self, steps: Mapping[str, Moves]) -> Sheet:
        """Return the sheet with these steps done."""
        sheet = list(self.sheet)
        for moves in steps.values():
            for question, (_, option) in moves.items():
                sheet[question] = option
        return tuple(sheet)

    def without_superfluous(self, steps: dict[str, Moves]) -> dict[str, Moves]:
        """Drop the first step that is not needed, most effort first, ties by id; start again, until none can go.

        A step is not needed when without it the target is still reached, and every prerequisite of the remaining
        steps that the whole plan meets is still met.
        """
        whole = Standing(self.model, self.done(steps))
        while True:
            order = sorted(steps, key=lambda name: (-self.model.framework.capability(name).effort, name))
            shorter = ({name: steps[name] for name in steps if name != dropped} for dropped in order)
            found = next((rest for rest in shorter if self._suffices(rest, whole)), None)
            if found is None:
                return steps
            steps = found

    def _suffices(self, steps: Mapping[str, Moves], whole: Standing) -> bool:
        sheet = self.done(steps)
        after = Standing(self.model, sheet)
        needs = [needed for name in steps for needed in self.model.requires(name) if whole.meets(needed)]
        return reached(self.model, sheet, self.towards.target) and all(after.meets(needed) for needed in needs)

    def gain(self, capability: str) -> Fraction:
        """Return question weight times credit gained by closing the capability's gaps, divided by its effort."""
        total = Fraction(0)
        for question, option in self.towards.options.items():
            if self.model.capability_of(question).id == capability:
                gained = self.model.credits[question][option] - (self.now.credit(question) or 0)
                total += self.model.framework.questions[question].weight * gained
        return total / self.model.framework.capability(capability).effort

    def ordered(self, steps: Mapping[str, Moves]) -> list[str]:
        """Return the steps: each time the largest gain among those whose prerequisites come before, ties by id."""
        order: list[str] = []
        while len(order) < len(steps):
            free = [name for name in steps if name not in order and self._before(name) & set(steps) <= set(order)]
            order.append(min(free, key=lambda name: (-self.gain(name), name)))
        return order

    def _before(self, capability: str) -> set[str]:
        return {needed.capability for needed in self.model.requires(capability)}

    def step(self, capability: str, moves: Moves) -> Step:
        """Return a step: ready if every prerequisite is met today; it names those that are not."""
        unmet = {needed.capability for needed in self.model.requires(capability) if not self.now.meets(needed)}
        return Step(capability, moves, not unmet, tuple(sorted(unmet)))


def plan(model: Model, sheet: Sheet, target: Target) -> Plan:
    """Return the plan of a sheet to a target."""
    towards = gap(model, sheet, target)
    if towards.status != "open":
        return Plan(towards.status)
    planner = Planner(model, sheet, towards)
    steps = planner.without_superfluous(planner.gathered())
    return Plan("open", tuple(planner.step(name, steps[name]) for name in planner.ordered(steps)))
