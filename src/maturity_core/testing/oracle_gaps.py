"""Targets and the gaps towards them: requirement by requirement, with no choices made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from maturity_core.model.requirement import Score
from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.testing.oracle_model import Model, Sheet
from maturity_core.testing.oracle_range import best
from maturity_core.testing.oracle_stand import stand
from maturity_core.testing.oracle_statistics import Item, is_of_each, used_items
from maturity_core.testing.oracle_targets import Goals, can_be_aimed_at, default_target, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.model.measure import Measure
    from maturity_core.model.requirement import Requirement

Status = Literal["open", "reached", "out of reach", "nothing left", "refused"]
Target = Goals | Sheet | None
"""A rank or a score for each ladder named, another sheet, or None for the default."""


@dataclass(frozen=True)
class Gap:
    """What a target needs: for each question with a gap, the position of the option to reach."""

    status: Status
    target: Goals | Sheet = ()
    options: Mapping[int, int] = field(default_factory=dict[int, int])
    blockers: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


class Demands:
    """Collects the credit that each question has to reach: the highest of all the demands on it."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.now = stand(model, sheet)
        self.best = stand(model, best(model, sheet))
        self.credits: dict[int, Fraction] = {}

    def ask_rung(self, ladder: str, rank: int) -> None:
        """Ask for a rung, that is for every unmet requirement of the ladder at or below it."""
        for rung, index in self.model.rungs[ladder]:
            if rung <= rank:
                self.ask_requirement(index)

    def ask_score(self, ladder: str, score: Fraction) -> None:
        """Ask for a score, that is every item of it for the lowest common value at which it is reached."""
        if (self.now.score(ladder) or 0) < score:
            self._want_score(ladder, score)

    def _want_score(self, ladder: str, value: Fraction) -> None:
        """Ask what a score is made of: each item for what it has to reach, or all for the lowest common value."""
        made_of, items = self.model.scores[ladder], self.model.score_items[ladder]
        if isinstance(made_of, Score) or made_of.reaching is None:
            self._want_common(items, made_of, value)
        else:
            self._want_reaching([item for item in items if item.weight > 0 or made_of.statistic == "count"], made_of)

    def _want_reaching(self, items: Sequence[Item], entry: Requirement | Measure) -> None:
        for item in items:
            mark = self.now.mark(entry, item)
            if self.now.reaches(item, mark) is False and self.best.reaches(item, mark):
                self._ask_item(item, mark)

    def ask_requirement(self, index: int) -> None:
        """Ask for one requirement if it is unmet."""
        if self.now.judge(index).state == "unmet":
            self._ask_items(self.model.requirements[index], self.model.items[index])

    def settle(self) -> dict[int, int]:
        """Return the lowest option that suffices, for each question that is not there yet."""
        found: dict[int, int] = {}
        for question, credit in sorted(self.credits.items()):
            if (self.now.credit(question) or 0) < credit:
                found[question] = lowest_option(self.model, question, credit)
        for question in list(found):
            self._ask_needed(question, found)
        return found

    def _ask_needed(self, question: int, found: dict[int, int]) -> None:
        """Ask for the option that a question needs of another, and of those before it."""
        needed = self.model.needed[question]
        if needed is not None and self.now.sheet[needed[0]] < needed[1]:
            found[needed[0]] = max(needed[1], found.get(needed[0], 0))
            self._ask_needed(needed[0], found)

    def _ask_items(self, requirement: Requirement, items: Sequence[Item]) -> None:
        """Ask the items of an unmet requirement.

        `mean`, `total`: every item has to reach the lowest common value at which the requirement is met. `least`: every
        item that can reach its number has to. `share`, `count`: every item that can reach the mark and does not yet has
        to reach it. Statistics that use weights ignore items of weight 0.
        """
        used = used_items(requirement, items)
        if requirement.reaching is not None:
            self._want_reaching(used, requirement)
        elif is_of_each(requirement):
            for item in used:
                highest = self.best.value(item, requirement.by)
                if highest is not None and highest >= requirement.threshold:
                    self._want(item, requirement.threshold, requirement.by)
        else:
            self._want_common(used, requirement, requirement.threshold)

    def _ask_item(self, item: Item, mark: Fraction | str) -> None:
        if isinstance(mark, str):
            self.ask_rung(item.ladder, self.model.rank(item.ladder, mark))
        else:
            self._want(item, mark, "score")

    def _want(self, item: Item, value: Fraction, by: str) -> None:
        """Ask one item for a value, or for its own best if lower; a ladder passes it down to its questions."""
        if by == "value":
            value, by = self.model.credit_of(item, value), "score"
        now, highest = self.now.value(item, by), self.best.value(item, by)
        if now is None or highest is None or now >= min(value, highest):
            return
        value = min(value, highest)
        if not item.ladder:
            self.credits[item.question] = max(value, self.credits.get(item.question, value))
        elif by == "level":
            rungs = self.now.remaining(item.ladder)
            self.ask_rung(item.ladder, min(rung for rung in rungs if Fraction(rung, rungs[-1]) >= value))
        else:
            self._want_score(item.ladder, value)

    def _want_common(
        self, items: Sequence[Item], requirement: Requirement | Score | Measure, threshold: Fraction
    ) -> None:
        """Ask every item for the lowest common value at which the mean or total is at least the threshold."""
        used = [item for item in items if item.weight > 0 and self.now.value(item, requirement.by) is not None]
        spans = [
            (item.weight, self.now.value(item, requirement.by) or ZERO, self.best.value(item, requirement.by) or ZERO)
            for item in used
        ]
        weights = sum((weight for weight, _, _ in spans), ZERO)
        if requirement.base is not None:
            needed = threshold - requirement.base
        elif requirement.top is not None:
            needed = threshold - requirement.top + weights * self.now.highest(requirement, items)
        else:
            needed = threshold * weights
        value = common_value(spans, needed)
        for item in used:
            self._want(item, value, requirement.by)


ZERO = Fraction(0)
Span = tuple[Fraction, Fraction, Fraction]
"""An item's weight, its value now, and its own best."""


def common_value(spans: Iterable[Span], needed: Fraction) -> Fraction:
    """Return the lowest value at which the weighted sum suffices, when every item reaches it or its own best.

    The present values do not suffice; items above the common value stay where they are. The sum is piecewise linear,
    with corners at the values and the bests of the items: walk up to the first corner that suffices, then go back along
    the last piece. If none suffices, the value is the last corner, where every item has its own best.

    >>> common_value([(Fraction(1), Fraction(1), Fraction(1)), (Fraction(2), Fraction(0), Fraction(1))], Fraction(2))
    Fraction(1, 2)
    """
    spans = tuple(spans)

    def filled(value: Fraction) -> Fraction:
        return sum((weight * max(now, min(value, highest)) for weight, now, highest in spans), ZERO)

    corners = sorted({corner for _, now, highest in spans for corner in (now, highest)})
    end = next((corner for corner in corners if filled(corner) >= needed), None)
    if end is None:
        return corners[-1]
    start = max(corner for corner in corners if corner < end)
    rising = (filled(end) - filled(start)) / (end - start)
    return start + (needed - filled(start)) / rising


def lowest_option(model: Model, question: int, credit: Fraction) -> int:
    """Return the position of the lowest option with at least that credit."""
    return next(position for position, earned in enumerate(model.credits[question]) if earned >= credit)


def gap(model: Model, sheet: Sheet, target: Target) -> Gap:
    """Return the gap of a sheet towards a target."""
    if isinstance(target, tuple):
        return _gap_to_sheet(model, sheet, target)
    goals = default_target(model, sheet) if target is None else target
    if target is None and not goals:
        return Gap("nothing left", goals)
    demands = Demands(model, sheet)
    if not goals or not all(can_be_aimed_at(demands.now, ladder, goal) for ladder, goal in goals.items()):
        return Gap("refused", goals)
    judged = [
        (index, demands.best.judge(index))
        for ladder, rank in goals.items()
        for rung, index in sorted(model.rungs[ladder])
        if isinstance(rank, int) and rung <= rank
    ]
    blockers = tuple(index for index, result in judged if result.state == "unmet")
    if blockers or not holds(demands.best, goals):
        return Gap("out of reach", goals, blockers=blockers)
    for ladder, goal in goals.items():
        if isinstance(goal, Fraction):
            demands.ask_score(ladder, goal)
        else:
            demands.ask_rung(ladder, goal)
    options = demands.settle()
    return Gap("open" if options else "reached", goals, options)


def _gap_to_sheet(model: Model, sheet: Sheet, target: Sheet) -> Gap:
    """Return the gap to another sheet, over the questions that apply in both and have an option in the target.

    The option to reach is the lowest with the target's credit.
    """
    demands = Demands(model, sheet)
    left_out: list[int] = []
    for question, (code, aim) in enumerate(zip(sheet, target, strict=True)):
        if NOT_APPLICABLE in {code, aim} or aim in OPEN:
            left_out.append(question)
        else:
            demands.credits[question] = model.credits[question][aim]
    options = demands.settle()
    return Gap("open" if options else "reached", target, options, left_out=tuple(left_out))


def holding_back(model: Model, sheet: Sheet, requirement: int) -> tuple[int, ...]:
    """Return the questions that have to move for one requirement to be met."""
    demands = Demands(model, sheet)
    demands.ask_requirement(requirement)
    return tuple(sorted(demands.settle()))


def reached(model: Model, sheet: Sheet, target: Goals | Sheet) -> bool:
    """Return whether a sheet is at its target."""
    if isinstance(target, tuple):
        return _gap_to_sheet(model, sheet, target).status == "reached"
    return holds(stand(model, sheet), target)
