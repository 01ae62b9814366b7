"""The biggest levers: what closes most of the distance to the default target for what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.testing.oracle_choices import beside, choices
from maturity_core.testing.oracle_gaps import gap
from maturity_core.testing.oracle_prices import Prices
from maturity_core.testing.oracle_results import Options, raised
from maturity_core.testing.oracle_stand import Standing, stand

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Model, Sheet


@dataclass(frozen=True)
class Lever:
    """A capability whose gaps are closed: its part of the distance, the cost, and what becomes ready and easier."""

    capability: str
    gain: Fraction
    effort: Fraction
    readies: tuple[str, ...]
    eases: tuple[str, ...]

    @property
    def each(self) -> Fraction:
        """The part of the distance for each unit of cost."""
        return self.gain / self.effort


class Levers:
    """Closes the gaps of one capability after the other, and compares."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model, self.sheet = model, sheet
        towards = gap(model, sheet, None)
        self.now, self.gaps = stand(model, sheet), towards.options
        self.prices = Prices(model)
        self.choices = choices(model, sheet, towards)
        self.beside = beside(model, sheet, towards, [*self.choices]) if self.choices else self.gaps

    def all(self) -> list[Lever]:
        """Return all levers, the biggest first: of equal ones, first those that unlock most, then by id."""
        once = [min(map(self._extra, names)) for names in self.choices.values()]
        among = {name for names in self.choices.values() for name in names}
        whole = self._gained(dict(self.gaps)) - sum(map(self._extra, among), Fraction(0)) + sum(once, Fraction(0))
        found = [
            self._lever(name, whole) for name in self.model.framework.capabilities.ids if self._ready(self.now, name)
        ]
        levers = [lever for lever in found if lever]
        return sorted(levers, key=lambda one: (-one.each, -len(one.readies) - len(one.eases), one.capability))

    def _lever(self, name: str, whole: Fraction) -> Lever | None:
        deeds = {q: option for q, option in self._own(name).items() if not self.model.framework.questions[q].outcome}
        gained = self._gained(deeds)
        own = [min(map(self._extra, names)) for names in self.choices.values() if name in names]
        if own:
            gained += max(own) - self._extra(name)
        if not gained:
            return None
        steps = sum(option - max(self.sheet[question], 0) for question, option in deeds.items())
        effort = self.model.framework.capability(name).effort / 2 + steps * self.prices.steps[name]
        after, others = stand(self.model, raised(self.sheet, deeds)), self.model.framework.capabilities
        readies = tuple(
            other.id
            for other in others
            if name in {needed.capability for needed in other.requires}
            if self._ready(after, other.id) and not self._ready(self.now, other.id)
        )
        eases = tuple(other.id for other in others if name in other.leans_on and self._own(other.id))
        return Lever(name, gained / whole, effort, readies, eases)

    def _extra(self, name: str) -> Fraction:
        """Return what closing the gaps of a capability gains that a choice alone asks for."""
        owned = [
            {q: option for q, option in options.items() if self._is_deed(q, name)}
            for options in (self.gaps, self.beside)
        ]
        return self._gained(owned[0]) - self._gained(owned[1])

    def _is_deed(self, question: int, name: str) -> bool:
        return self._owner(question) == name and not self.model.framework.questions[question].outcome

    def _own(self, name: str) -> Options:
        return {question: option for question, option in self.gaps.items() if self._owner(question) == name}

    def _owner(self, question: int) -> str:
        return self.model.framework.questions[question].capability

    def _ready(self, standing: Standing, name: str) -> bool:
        return all(standing.meets(needed) for needed in self.model.framework.capability(name).requires)

    def _gained(self, options: Options) -> Fraction:
        """Return the credit gained, times the weight of each question and the worth of its capability."""
        total = Fraction(0)
        for question, option in options.items():
            entry, credits_ = self.model.framework.questions[question], self.model.credits[question]
            rise = credits_[option] - credits_[max(self.sheet[question], 0)]
            total += rise * entry.weight * self.model.framework.capability(entry.capability).worth
        return total
