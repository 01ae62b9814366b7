"""The plan to a target: the cheaper of two drafts, each without what it can do without, and its steps in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from maturity_core.testing.oracle_first import Beginnings, First
from maturity_core.testing.oracle_gaps import Gap, Status, Target, gap, reached
from maturity_core.testing.oracle_left import is_weak, stays
from maturity_core.testing.oracle_model import Model, Sheet
from maturity_core.testing.oracle_prices import Dearness, Prices, dearest
from maturity_core.testing.oracle_results import Options, Shown, deeds_done, outcomes, raised
from maturity_core.testing.oracle_stand import stand

Moves = Mapping[int, tuple[int, int]]
"""For each question to move, its present code and the position of the option to reach."""


@dataclass(frozen=True)
class Step:
    """One capability of a plan: its moves, whether it can start now, the unmet prerequisites it waits for, remedies.

    Then why it is there: how many of its questions have a gap, which others need it, and what it leans on; and whether
    it is quick relief.
    """

    capability: str
    moves: Moves
    ready: bool
    waits_for: tuple[str, ...]
    remedies: tuple[int, ...]
    asked: int
    needed_by: frozenset[str]
    leans_on: tuple[str, ...]
    quick: bool


@dataclass(frozen=True)
class Plan:
    """The steps to a target, in order, and the results that have to show, too; none unless the status is *open*.

    `stays` has the dimensions that a level of the whole needs no more of, with the ranks where they stay; `first` what
    to do first, each with the places of its remedies and whether it is quick relief.
    """

    status: Status
    steps: tuple[Step, ...] = ()
    results: Moves = field(default_factory=dict[int, tuple[int, int]])
    stays: Mapping[str, int] = field(default_factory=dict[str, int])
    first: tuple[tuple[First, tuple[int, ...], bool], ...] = ()


class Planner:
    """Makes one plan: two drafts, each without what it can do without, of which the cheaper is put in order.

    It starts from the sheet on which the results have shown, and outcomes stay as they are there.
    """

    def __init__(self, model: Model, given: Sheet, towards: Gap) -> None:
        self.model = model
        self.given = given
        self.towards = towards
        self.prices = Prices(model)
        self.results = Shown(model, given, towards.target, self.prices).results()
        self.sheet = raised(given, self.results)
        self.done_best = deeds_done(model, self.sheet)
        self.outcomes = outcomes(model)
        self.today = stand(model, given)
        self.now = stand(model, self.sheet)
        self.best = stand(model, self.done_best)
        self.tried: dict[Sheet, bool] = {}

    def chosen(self) -> Options:
        """Return the moves of the cheaper draft, or of the first if both cost the same."""
        everything = {q: code for q, code in enumerate(self.done_best) if code > self.sheet[q]}
        gathered = self.gathered()
        first = self.thinned(gathered if self._suffices(gathered) else everything, by_share=False)
        second = self.thinned(everything, by_share=True)
        return min(first, second, key=self.cost)

    def gathered(self) -> Options:
        """Return the best answers to every capability with a gap and, transitively, the unmet prerequisites of those.

        A prerequisite that even the best answers do not meet adds no step. Gaps of outcomes are left out.
        """
        waiting = sorted(self.touched({q: 0 for q in self.towards.options if q not in self.outcomes}))
        seen = set(waiting)
        while waiting:
            for needed in self.model.requires(waiting.pop()):
                if not self.now.meets(needed) and self.best.meets(needed):
                    waiting += {needed.capability} - seen
                    seen.add(needed.capability)
        best = enumerate(self.done_best)
        return {q: code for q, code in best if code > self.sheet[q] and self.owner(q) in seen}

    def thinned(self, options: Options, *, by_share: bool) -> Options:
        """Take back whole capabilities, each after all that require it, then single option steps; the dearest first.

        The dearest is what costs most or, by share, what costs most for what it adds to the overall score; what adds
        nothing comes before all else. Nothing is taken back without which the target or a prerequisite fails.
        """
        names, whole = self.touched(options), dict(options)

        def dearness(name: str) -> Dearness:
            own = {question: option for question, option in whole.items() if self.owner(question) == name}
            added = sum(self.added(q, option, self.lowest(q)) for q, option in own.items()) if by_share else 1
            return dearest(self.cost(own), Fraction(added), name, self.model.resting(name))

        order = {name: dearness(name) for name in names}
        while names:
            required = {name for other in names for name in self._before(other)}
            names.remove(taken := min(names - required, key=lambda name: order[name]))
            shorter = {question: option for question, option in options.items() if self.owner(question) != taken}
            options = shorter if self._suffices(shorter) else options
        return self._take_back_steps(options)

    def _take_back_steps(self, options: Options) -> Options:
        """Take back the dearest of the highest option steps left, for what it adds, as long as one can go.

        The order is that for all organisations: a step waits for those above it, also where it is the highest here.
        Questions that need others come before these, which stay as high as they are needed.
        """
        left = set(options)

        def dearness(question: int) -> tuple[int, Dearness]:
            entry = self.model.framework.questions[question]
            price, above = self.prices.steps[entry.capability], range(options[question], len(entry.options))
            latest = max(dearest(price, self.added(question, place, place - 1), entry.id) for place in above)
            return -len(self.model.before(question)), latest

        order = {question: dearness(question) for question in left}
        while left:
            question = min(left, key=lambda question: order[question])
            lower = dict(options)
            lower[question] -= 1
            if lower[question] <= self.lowest(question):
                del lower[question]
            if self._is_needed(question, lower) or not self._suffices(lower):
                left.remove(question)
                continue
            options = lower
            left &= set(options)
            if question in left:
                order[question] = dearness(question)
        return options

    def _is_needed(self, question: int, options: Options) -> bool:
        """Return whether a question that moves needs more of this one than these moves give it."""
        needed = [self.model.needed[other] for other in options]
        return any(need[0] == question and raised(self.sheet, options)[question] < need[1] for need in needed if need)

    def _suffices(self, options: Options) -> bool:
        """Return whether the target is reached, and what moved capabilities require, as far as the best answers do."""
        sheet = raised(self.sheet, options)
        if sheet not in self.tried:
            after = stand(self.model, sheet)
            needs = [needed for name in self.touched(options) for needed in self.model.requires(name)]
            held = all(after.meets(needed) for needed in needs if self.best.meets(needed))
            self.tried[sheet] = held and reached(self.model, sheet, self.towards.target)
        return self.tried[sheet]

    def owner(self, question: int) -> str:
        """Return the capability of a question."""
        return self.model.capability_of(question).id

    def touched(self, options: Mapping[int, int]) -> set[str]:
        """Return the capabilities that have a move."""
        return {self.owner(question) for question in options}

    def lowest(self, question: int) -> int:
        """Return the option that an answer counts as: an open one as the lowest."""
        return max(self.sheet[question], 0)

    def added(self, question: int, option: int, below: int) -> Fraction:
        """Return what an option adds to the overall score, above another one."""
        credits_ = self.model.credits[question]
        return self.prices.shares[question] * (credits_[option] - credits_[below])

    def cost(self, options: Options) -> Fraction:
        """Return what moves cost: half the effort of every touched capability, the other half by option steps."""
        halves = [self.model.framework.capability(name).effort / 2 for name in self.touched(options)]
        steps = [(option - self.lowest(q)) * self.prices.steps[self.owner(q)] for q, option in options.items()]
        return sum((*halves, *steps), Fraction(0))

    def gain(self, options: Options) -> Fraction:
        """Return weight times worth times credit gained by questions with a gap to the target, for what moves cost."""
        total = Fraction(0)
        for question, option in options.items():
            if question not in self.towards.options:
                continue
            gained = self.model.credits[question][option] - (self.now.credit(question) or 0)
            worth = self.model.capability_of(question).worth
            total += worth * self.model.framework.questions[question].weight * gained
        return total / self.cost(options)

    def ordered(self, options: Options) -> list[str]:
        """Return the steps: each time the largest gain among those whose prerequisites come before, ties by id."""
        names = self.touched(options)
        gains = {name: self.gain({q: o for q, o in options.items() if self.owner(q) == name}) for name in names}
        order: list[str] = []
        while len(order) < len(names):
            free = [name for name in names if name not in order and self._before(name) & names <= set(order)]
            order.append(min(free, key=lambda name: (-gains[name], name)))
        return order

    def _before(self, capability: str) -> set[str]:
        return {needed.capability for needed in self.model.requires(capability)}

    def steps(self, options: Options) -> tuple[Step, ...]:
        """Return the steps in order."""
        order = self.ordered(options)
        return tuple(self.step(name, options, order[place + 1 :]) for place, name in enumerate(order))

    def step(self, capability: str, options: Options, later: list[str]) -> Step:
        """Return a step: ready if every prerequisite is met today; it names those that are not.

        It is quick if it is ready and costs no more than going halfway with a capability of middle effort: half of that
        to begin, and half of the other half. It leans on what is weak, unless that comes later.
        """
        unmet = {needed.capability for needed in self.model.requires(capability) if not self.today.meets(needed)}
        own = {q: option for q, option in options.items() if self.owner(q) == capability}
        moves = {q: (self.sheet[q], option) for q, option in own.items()}
        efforts = sorted(entry.effort for entry in self.model.framework.capabilities)
        middle = efforts[(len(efforts) - 1) // 2]
        leaned = [name for name in self.model.framework.capability(capability).leans_on if name not in later]
        return Step(
            capability,
            moves,
            not unmet,
            tuple(sorted(unmet)),
            self.remedies(capability, moves),
            asked=sum(question in self.towards.options for question in own),
            needed_by=frozenset(name for name in self.touched(options) if self._needs_first(name, capability)),
            leans_on=tuple(name for name in leaned if is_weak(self.today, name)),
            quick=not unmet and self.cost(own) <= middle * Fraction(3, 4),
        )

    def _needs_first(self, name: str, capability: str) -> bool:
        needs = [needed for needed in self.model.requires(name) if needed.capability == capability]
        return any(not self.today.meets(needed) for needed in needs)

    def left(self, options: Options) -> dict[str, int]:
        """Return the dimensions that stay where they are. Outcomes aren't begun."""
        begun = {self.model.capability_of(question).dimension for question in (*options, *self.results)}
        after = stand(self.model, raised(self.sheet, options))
        return stays(self.model, self.towards.target, after, begun)

    def first(self, options: Options) -> tuple[tuple[First, tuple[int, ...], bool], ...]:
        """Return what to do first, with the remedies for it, and whether it is quick relief."""
        beginnings = Beginnings(self.model, self.given, self.towards, self.ordered(options), options)
        efforts = sorted(entry.effort for entry in self.model.framework.capabilities)
        middle = efforts[(len(efforts) - 1) // 2]
        found: list[tuple[First, tuple[int, ...], bool]] = []
        for entry in beginnings.first(self.results):
            moves = {q: (self.given[q], option) for q, option in entry.options.items()}
            quick = self.cost(entry.options) <= middle * Fraction(3, 4)
            found.append((entry, self.remedies(entry.capability, moves), quick))
        return tuple(found)

    def remedies(self, capability: str, moves: Moves) -> tuple[int, ...]:
        """Return the places of the capability's remedies for these moves: one passes both ends of a remedy's move."""
        found: list[int] = []
        for place, remedy in enumerate(self.model.framework.capability(capability).remedies):
            for question, (code, option) in moves.items():
                entry = self.model.framework.questions[question]
                ids = [each.id for each in entry.options]
                passed = ids[max(code, 0) : option + 1]
                from_there = remedy.now in passed if remedy.now else passed[0] != remedy.to
                if entry.id == remedy.question and remedy.to in passed and from_there:
                    found.append(place)
        return tuple(found)


def plan(model: Model, sheet: Sheet, target: Target) -> Plan:
    """Return the plan of a sheet to a target."""
    towards = gap(model, sheet, target)
    if towards.status != "open":
        return Plan(towards.status)
    planner = Planner(model, sheet, towards)
    options = planner.chosen()
    results = {q: (sheet[q], option) for q, option in planner.results.items()}
    return Plan("open", planner.steps(options), results, planner.left(options), planner.first(options))
