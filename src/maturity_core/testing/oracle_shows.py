"""What results show besides levels: tensions, what is well set up, and the biggest levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.answers import NOT_APPLICABLE
from maturity_core.testing.oracle_stand import Standing

if TYPE_CHECKING:
    from maturity_core.shows import Contrasts
    from maturity_core.testing.oracle_model import Model, Sheet

Tension = tuple[str, ...]
"""The bound that was reached, and the ids of the dimensions it was reached by."""


class Shows:
    """Reads the bounds of a framework's file on one sheet. A bound that is left out is not looked at."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.sheet = sheet
        self.now = Standing(model, sheet)
        self.ids = [dimension.id for dimension in model.framework.dimensions]
        self.levels = {name: self.now.level(f"dimension {name}") for name in self.ids}

    def tensions(self) -> set[Tension]:
        """Two dimensions levels apart; one that is levels below the overall level; answers options apart within one."""
        bounds = self.model.framework.contrasts
        return self._apart(bounds) | self._below(bounds) | self._options_apart(bounds) if bounds else set()

    def _apart(self, bounds: Contrasts) -> set[Tension]:
        ranks = [(name, rank) for name, rank in self.levels.items() if rank is not None]
        pairs = [(one, other) for place, one in enumerate(ranks) for other in ranks[place + 1 :]]
        far = bounds.levels_apart
        return {
            ("levels apart", one[0], other[0])
            for one, other in pairs
            if far is not None and abs(one[1] - other[1]) >= far
        }

    def _below(self, bounds: Contrasts) -> set[Tension]:
        overall, far = self.now.level("framework"), bounds.levels_below
        if overall is None or far is None:
            return set()
        return {
            ("below overall", name) for name, rank in self.levels.items() if rank is not None and overall - rank >= far
        }

    def _options_apart(self, bounds: Contrasts) -> set[Tension]:
        spreads = {name: self._spread(name) for name in self.ids}
        far = bounds.options_apart
        return {
            ("options apart", name)
            for name, spread in spreads.items()
            if far is not None and spread is not None and spread >= far
        }

    def _spread(self, dimension: str) -> int | None:
        """How many options the answered questions of a dimension lie apart; none with fewer than two of them."""
        options = [
            self.sheet[question] for question in self.model.own[f"dimension {dimension}"] if self.sheet[question] >= 0
        ]
        return max(options) - min(options) if len(options) > 1 else None

    def strengths(self) -> list[str]:
        """Well set up: answers close together, and a level at or above the bound and the overall level."""
        bounds = self.model.framework.contrasts
        if bounds is None or (bounds.options_within is None and bounds.from_level is None):
            return []
        return [name for name in self.ids if self._close(name, bounds) and self._high(name, bounds)]

    def _close(self, dimension: str, bounds: Contrasts) -> bool:
        spread = self._spread(dimension)
        return bounds.options_within is None or (spread is not None and spread <= bounds.options_within)

    def _high(self, dimension: str, bounds: Contrasts) -> bool:
        if bounds.from_level is None:
            return True
        rank = self.levels[dimension]
        overall = self.now.level("framework") or 0
        return rank is not None and rank >= max(overall, self.model.rank("framework", bounds.from_level))

    def levers(self) -> list[str]:
        """The capabilities that move the overall score most for their effort when all their questions go one option up.

        An open question goes up as one at its first option does. Ties by id; those that move nothing are not shown.
        """
        bounds = self.model.framework.levers
        if bounds is None:
            return []
        before, framework = self.now.score("framework"), self.model.framework
        gains = {}
        for capability in framework.capabilities:
            after = Standing(self.model, self._one_up(capability.id)).score("framework")
            if before is not None and after is not None and after > before:
                gains[capability.id] = (after - before) / capability.effort
        return sorted(gains, key=lambda name: (-gains[name], name))[: bounds.show]

    def _one_up(self, capability: str) -> Sheet:
        sheet = list(self.sheet)
        for question in self.model.own[f"capability {capability}"]:
            if sheet[question] != NOT_APPLICABLE:
                sheet[question] = min(max(sheet[question], 0) + 1, len(self.model.credits[question]) - 1)
        return tuple(sheet)
