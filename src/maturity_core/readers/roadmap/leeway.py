"""How far the answers can rise where some capabilities are excluded, and what then stands in the way of a target.

No solver is needed for it: everything is monotone, so the best that is allowed reaches whatever can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_core.scoring.one.standing import UNMET, exact_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.readers.chart import Map
    from maturity_core.readers.needs import Need
    from maturity_core.readers.one_aim import OneAim
    from maturity_core.scoring.one.evaluate import RuleStanding


@dataclass(frozen=True)
class Leeway:
    """The best standing that is allowed, `best`, the prerequisites that are open, and those that nothing allowed meets.

    In `best`, outcomes stay as they are today; in `shown`, they are at their best, too. A capability with a
    prerequisite of the latter kind, `held`, cannot be touched, nor can the `excluded` ones.
    """

    chart: Map
    now: RuleStanding
    best: RuleStanding
    shown: RuleStanding
    needs: Mapping[int, list[Need]]
    held: tuple[Need, ...]

    @classmethod
    def of(cls, chart: Map, now: RuleStanding, excluded: Iterable[int]) -> Leeway:
        """Return how far answers can rise without the excluded capabilities."""
        left = set(range(len(chart.ids)))
        deeds = _raised(chart, now, left)
        needs: dict[int, list[Need]] = {}
        for need in chart.needs:
            if not need.is_met(now) and need.is_met(deeds):
                needs.setdefault(need.capability, []).append(need)
        left.difference_update(excluded)
        held: list[Need] = []
        while True:
            best = _raised(chart, now, left)
            missed = [need for capability in left for need in needs.get(capability, ()) if not need.is_met(best)]
            if not missed:
                shown = _raised(chart, now, left, chart.outcomes)
                return cls(chart, now, best, shown, needs, tuple(held))
            held += missed
            left.difference_update(need.capability for need in missed)

    def unmet(self, aim: OneAim) -> list[int]:
        """Return the requirements of a target's rungs that nothing allowed meets."""
        ladders = self.shown.single.compiled.ladders
        rules = [
            rule for ladder, rung in aim.rungs.items() for rule in ladders[ladder].requirements if rule.rung <= rung
        ]
        return sorted({rule.index for rule in rules if self.shown.state(rule) == UNMET})

    def keeps(self, moves: Mapping[int, int], standing: RuleStanding) -> bool:
        """Return whether the prerequisites of all that moves are met, by the exact scorer."""
        touched = {self.chart.prices.owners[question] for question in moves if question not in self.chart.outcomes}
        return all(need.is_met(standing) for capability in touched for need in self.needs.get(capability, ()))


def reached(standing: RuleStanding, aim: OneAim) -> bool:
    """Return whether a sheet reaches a target, by the exact scorer."""
    return (
        all(standing.place(ladder).unmet > rung for ladder, rung in aim.rungs.items())
        and all((exact_score(standing, ladder) or 0) >= bar for ladder, bar in aim.scores.items())
        and (bool(aim.rungs or aim.scores) or all(standing.codes[q] >= to for q, to in aim.demanded.items()))
    )


def _raised(chart: Map, now: RuleStanding, capabilities: Iterable[int], outcomes: Iterable[int] = ()) -> RuleStanding:
    """Return the sheet with the best answers to all questions of capabilities that are no outcomes, and to outcomes."""
    own = [question for place in capabilities for question in chart.own[place] if question not in chart.outcomes]
    return moved(chart, now, {question: now.best.codes[question] for question in (*own, *outcomes)})


def moved(chart: Map, now: RuleStanding, moves: Mapping[int, int]) -> RuleStanding:
    """Return the sheet with these moves, without those that need another question to be higher than it is then."""
    return now.moved(chart.framework.lookup.conditions.held(moves, now.codes))
