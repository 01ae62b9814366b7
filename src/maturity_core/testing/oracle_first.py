"""What to do first, as the slow reference scorer says it: what is weak, what is required, and what carries most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.testing.oracle_gaps import Demands
from maturity_core.testing.oracle_left import is_weak
from maturity_core.testing.oracle_range import best

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.testing.oracle_gaps import Gap
    from maturity_core.testing.oracle_model import Model, Sheet
    from maturity_core.testing.oracle_stand import Standing
    from maturity_core.testing.oracle_targets import Goals

Options = dict[int, int]
"""For each question, the position of the option to reach."""
MOST = 3


@dataclass(frozen=True)
class First:
    """A capability to begin with: its moves, whether it is required, what it carries, and the results it leads to."""

    capability: str
    options: Options
    in_plan: bool
    required: bool
    carries: frozenset[str]
    leads_to: tuple[int, ...]


class Beginnings:
    """Finds what to do first, beside a plan with its order, its moves, and the results that have to show."""

    def __init__(self, model: Model, sheet: Sheet, towards: Gap, order: Sequence[str], options: Options) -> None:
        self.model = model
        self.sheet = sheet
        self.towards = towards
        self.order = list(order)
        self.options = options
        self.demands = Demands(model, sheet)
        self.now: Standing = self.demands.now
        self.questions = model.framework.questions
        self.found: dict[str, First] = {}

    def first(self, results: Collection[int]) -> list[First]:
        """Return what to do first, in order."""
        leading = {name for question in results for name in self.questions[question].led_by}
        highest = best(self.model, self.sheet)
        led = {q: highest[q] for q, code in enumerate(self.sheet) if self._owner(q) in leading and highest[q] > code}
        needed: set[str] = set()
        for source in (self._further(), led, dict(self.towards.options), self.options):
            deeds = {q: option for q, option in source.items() if not self.questions[q].outcome}
            for name in {self._owner(q) for q in deeds}:
                self._add(name, {q: option for q, option in deeds.items() if self._owner(q) == name}, results)
                if source is not self._more:
                    needed.add(name)
        self.found = {name: replace(entry, carries=self._above(name)) for name, entry in self.found.items()}
        while more := {name for name in self.found if any(name in self._below(other) for other in needed)} - needed:
            needed |= more
        return self._in_order(self._picked(needed))

    def _owner(self, question: int) -> str:
        return self.model.capability_of(question).id

    def _add(self, name: str, options: Options, results: Collection[int]) -> None:
        leads = tuple(question for question in sorted(results) if name in self.questions[question].led_by)
        self.found[name] = First(name, options, name in self.order, self._is_required(name), frozenset(), leads)

    def _further(self) -> Options:
        """Return what lifts dimensions towards a level of the whole by a rung, and capabilities from their lowest."""
        goals: Goals = {} if isinstance(self.towards.target, tuple) else self.towards.target
        wanted, asked = goals.get(FRAMEWORK, 0), False
        for ladder in (*self.model.dimensions, *self.model.capabilities) if isinstance(wanted, int) and wanted else ():
            rank = self.now.level(ladder)
            rung = min((rung for rung in self.now.remaining(ladder) if rank is not None and rung > rank), default=0)
            ranks = self.model.whole_ranks(ladder)
            by_dimension = bool(rung and ranks) and ladder in self.model.dimensions and ranks[rung] <= wanted
            lowest = ladder in self.model.capabilities and rank == 0
            if rung and (by_dimension or lowest) and self.demands.best.reaches_rung(ladder, rung):
                self.demands.ask_rung(ladder, rung)
                asked = True
        self._more = self.demands.settle() if asked else {}
        return self._more

    def _is_required(self, name: str) -> bool:
        """Return whether an unmet requirement of the target, about the lowest of some questions, is about one of it."""
        goals: Goals = {} if isinstance(self.towards.target, tuple) else self.towards.target
        for ladder, goal in goals.items():
            for rung, index in self.model.rungs[ladder]:
                requirement = self.model.requirements[index]
                if requirement.least is None or not isinstance(goal, int) or rung > goal:
                    continue
                for item in self.model.items[index]:
                    asked = item.question in self.towards.options and not self.questions[item.question].outcome
                    value = self.now.value(item, requirement.by) if asked and not item.ladder else None
                    if value is not None and value < requirement.least and self._owner(item.question) == name:
                        return True
        return False

    def _below(self, name: str) -> set[str]:
        """Return what a capability leans on or requires."""
        return {*self.model.framework.capability(name).leans_on, *(n.capability for n in self.model.requires(name))}

    def _above(self, name: str) -> frozenset[str]:
        """Return what rests on a capability, of those with something to do: directly, or through others of them."""
        found: set[str] = set()
        while more := {o for o in self.found if o != name and self._below(o) & {name, *found}} - found:
            found |= more
        return frozenset(found)

    def _picked(self, needed: Collection[str]) -> list[First]:
        ready = [
            entry
            for name, entry in self.found.items()
            if all(self.now.meets(prerequisite) for prerequisite in self.model.requires(name))
        ]
        ready.sort(key=self._key)
        inside = [entry for entry in ready if entry.capability in needed]
        picked = inside[: MOST - 1]
        weakest = [entry for entry in inside if all(self._area(entry) <= self._area(other) for other in inside)]
        if weakest and not any(entry in weakest for entry in picked):
            picked.append(min(weakest, key=lambda entry: (self._place(entry), weakest.index(entry))))
        rest = [e for e in ready if e not in inside and is_weak(self.now, e.capability) and e.carries]
        return [*picked, *(entry for entry in (*inside, *rest) if entry not in picked)][:MOST]

    def _key(self, entry: First) -> tuple[bool, bool, int, int, Fraction, str]:
        score = self.now.score(Ladder("capability", entry.capability))
        counted = Fraction(1) if score is None else score
        needed = entry.required or bool(entry.leads_to)
        weak = is_weak(self.now, entry.capability)
        return not weak, not needed, -len(entry.carries), self._place(entry), counted, entry.capability

    def _place(self, entry: First) -> int:
        return self.order.index(entry.capability) if entry.in_plan else len(self.model.capabilities)

    def _area(self, entry: First) -> Fraction:
        """Return the score of a capability's dimension; one without counts as full."""
        score = self.now.score(Ladder("dimension", self.model.framework.capability(entry.capability).dimension))
        return Fraction(1) if score is None else score

    def _in_order(self, picked: list[First]) -> list[First]:
        """Return each time a required one, or that in the weakest dimension, of those that rest on none left."""
        found: list[First] = []
        while left := [entry for entry in picked if entry not in found]:
            free = [
                entry
                for entry in left
                if not any(entry.capability in o.carries and o.capability not in entry.carries for o in left)
            ]
            found.append(min(free, key=lambda e: (not e.required, self._area(e), picked.index(e))))
        return found
