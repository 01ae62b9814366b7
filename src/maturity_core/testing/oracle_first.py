"""What to do first, as the slow reference scorer says it: what is weak, what is required, and what carries most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.testing.oracle_choices import choices
from maturity_core.testing.oracle_gaps import Demands
from maturity_core.testing.oracle_left import is_weak
from maturity_core.testing.oracle_range import best
from maturity_core.testing.oracle_stand import Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.testing.oracle_gaps import Gap
    from maturity_core.testing.oracle_model import Model, Sheet
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
        goals: Goals = {} if isinstance(towards.target, tuple) else towards.target
        goal = goals.get(FRAMEWORK, 0)
        self.wanted = goal if isinstance(goal, int) else 0
        rank = self.now.level(FRAMEWORK)
        self.topped = bool(rank) and rank == max(self.now.remaining(FRAMEWORK), default=0)
        self.behind: dict[str, int] = {}
        self.choosable = {name for names in choices(model, sheet, towards).values() for name in names}

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
        while more := {name for name in self.found if any(name in self._below(other) for other in needed)} - needed:
            needed |= more
        if self.topped:
            better = {q: highest[q] for q, code in enumerate(self.sheet) if highest[q] > code}
            for name in {self._owner(q) for q in better if not self.questions[q].outcome} - {*self.found}:
                own = {q: option for q, option in better.items() if self._owner(q) == name}
                self._add(name, {q: option for q, option in own.items() if not self.questions[q].outcome}, results)
        self.found = {name: replace(entry, carries=self._above(name)) for name, entry in self.found.items()}
        return self._in_order(self._picked(needed))

    def _owner(self, question: int) -> str:
        return self.model.capability_of(question).id

    def _add(self, name: str, options: Options, results: Collection[int]) -> None:
        leads = tuple(question for question in sorted(results) if name in self.questions[question].led_by)
        self.found[name] = First(name, options, name in self.order, self._is_required(name), frozenset(), leads)

    def _further(self) -> Options:
        """Return what lifts dimensions towards a level of the whole by a rung, and capabilities from their lowest."""
        asked = False
        for ladder in (*self.model.dimensions, *self.model.capabilities) if self.wanted else ():
            rank = self.now.level(ladder)
            rung = min((rung for rung in self.now.remaining(ladder) if rank is not None and rung > rank), default=0)
            ranks = self.model.whole_ranks(ladder)
            by_dimension = bool(rung and ranks) and ladder in self.model.dimensions and ranks[rung] <= self.wanted
            lowest = ladder in self.model.capabilities and rank == 0
            if rung and (by_dimension or lowest) and self.demands.best.reaches_rung(ladder, rung):
                self.demands.ask_rung(ladder, rung)
                asked = True
                if by_dimension:
                    self.behind[ladder] = rung
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
        rest = [e for e in ready if e not in inside and is_weak(self.now, e.capability) and e.carries]
        picked = self._filled(self._taken([], inside, MOST - 1), inside, rest, ready)
        if any(entry.in_plan for entry in inside) and not any(entry.in_plan for entry in picked):
            picked = self._filled([picked[0], next(e for e in inside if e.in_plan)], inside, rest, ready)
        return picked

    def _filled(
        self, picked: list[First], inside: Sequence[First], rest: Sequence[First], ready: Sequence[First]
    ) -> list[First]:
        """Return what is picked with one in a weakest dimension, if it has none, and others, up to a number."""
        asked = [entry for entry in inside if entry in picked or self._adds(entry, picked)]
        asked += [entry for entry in rest if self._home(entry) in self._read()]
        weakest = [entry for entry in asked if all(self._area(entry) <= self._area(other) for other in asked)]
        if weakest and not any(entry in weakest for entry in picked):
            picked = [*picked, min(weakest, key=lambda entry: (self._place(entry), weakest.index(entry)))]
        beyond = sorted(ready, key=lambda entry: (self._area(entry), self._score(entry))) if self.topped else []
        return self._taken(picked, [*inside, *rest, *beyond], MOST)

    def _taken(self, picked: list[First], others: Sequence[First], number: int) -> list[First]:
        """Return what is picked with others in turn, up to a number, without those that add nothing by then."""
        for entry in others:
            if len(picked) < number and entry not in picked and self._adds(entry, picked):
                picked = [*picked, entry]
        return picked

    def _adds(self, entry: First, picked: Collection[First]) -> bool:
        """Return whether something is left to do with what the target doesn't need and nothing rests on.

        Something is if its dimension stays behind by the plan and what is picked, or if it rests on one of these there.
        Nothing is if one of several is enough, and the plan has another.
        """
        urgent = entry.in_plan or entry.required or entry.leads_to
        if not urgent and entry.capability in self.choosable:
            return False
        if not self.wanted or urgent or entry.carries:
            return True
        done = {e.capability: e for e in (*picked, *(self.found[name] for name in self.order))}.values()
        if any(entry.capability in other.carries and self._home(other) == self._home(entry) for other in done):
            return True
        sheet = list(self.sheet)
        for question, option in (pair for other in done for pair in other.options.items()):
            sheet[question] = option
        home = self._home(entry)
        after = Standing(self.model, tuple(sheet)).level(home) if home in self.behind else None
        return after is not None and after < self.behind[home]

    def _read(self) -> set[str]:
        """Return the dimensions of all questions that a requirement of the whole reads, up to the level aimed at."""
        found: set[str] = set()
        for rung, index in self.model.rungs[FRAMEWORK]:
            for item in self.model.items[index] if rung <= self.wanted else ():
                below = self.model.own[item.ladder] if item.ladder else (item.question,)
                found |= {self._home_of(self._owner(question)) for question in below}
        return found

    def _home(self, entry: First) -> str:
        return self._home_of(entry.capability)

    def _home_of(self, name: str) -> str:
        """Return the ladder of a capability's dimension."""
        return Ladder("dimension", self.model.framework.capability(name).dimension)

    def _key(self, entry: First) -> tuple[bool, int, int, int, int, Fraction, str]:
        weak, number = is_weak(self.now, entry.capability), -len(entry.carries)
        calm = int(not (entry.required or entry.leads_to))
        first, second = (calm, number) if weak else (number, calm)
        planned = -len(entry.carries & {*self.order})
        return not weak, first, second, self._place(entry), planned, self._score(entry), entry.capability

    def _score(self, entry: First) -> Fraction:
        """Return the score of a capability; one without counts as full."""
        score = self.now.score(Ladder("capability", entry.capability))
        return Fraction(1) if score is None else score

    def _place(self, entry: First) -> int:
        return self.order.index(entry.capability) if entry.in_plan else len(self.model.capabilities)

    def _area(self, entry: First) -> Fraction:
        """Return the score of a capability's dimension; one without counts as full."""
        score = self.now.score(self._home(entry))
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
            found.append(min(free, key=lambda e: self._turn(e, picked)))
        return found

    def _turn(self, entry: First, picked: Sequence[First]) -> tuple[bool, Fraction, bool, Fraction, int]:
        """Return a key: what alone reaches the level, then what leads to weaker dimensions."""
        above = [o for o in picked if o.capability in entry.carries and entry.capability not in o.carries]
        lowest = min(self._area(other) for other in (entry, *above))
        alone = bool(self.wanted) and self.order == [entry.capability]
        return not alone, lowest, not entry.required, self._area(entry), picked.index(entry)
