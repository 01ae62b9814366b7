"""What a sheet scores: credits, requirements, rungs, levels and scores, in exact fractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from maturity_core.model.ladder import Ladder
from maturity_core.model.requirement import Score
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.testing.oracle_model import Model, Sheet
from maturity_core.testing.oracle_statistics import Item, Mark, mean, needed, statistic, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Prerequisite
    from maturity_core.model.requirement import Requirement

MOST_SEEN = 4096
"""How many sheets are kept with what they score."""
State = Literal["met", "unmet", "set aside"]


@dataclass(frozen=True)
class Judged:
    """A requirement on one sheet: its state, and what was measured (None if it is set aside)."""

    state: State
    measured: Fraction | None


@dataclass
class Part:
    """What one ladder scores, as far as somebody asked: its requirements, the rungs that remain, level and score."""

    judged: dict[int, Judged] = field(default_factory=dict)
    remaining: list[tuple[int, ...]] = field(default_factory=list)
    level: list[int | None] = field(default_factory=list)
    score: list[Fraction | None] = field(default_factory=list)


class Standing:
    """What one sheet scores on every ladder of a framework. Its answers are what they count as: see `stand`.

    A ladder reads no answers but those to its own questions: all sheets with the same ones share its part.
    """

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.sheet = sheet
        self._parts: dict[str, Part] = {}

    def _part(self, ladder: str) -> Part:
        if ladder not in self._parts:
            own = tuple(self.sheet[question] for question in self.model.own[ladder])
            self._parts[ladder] = self.model.parts.setdefault((ladder, own), Part())
        return self._parts[ladder]

    @property
    def levels(self) -> dict[str, int | None]:
        """The rank of each ladder; None for a ladder without a level."""
        return {ladder: self.level(ladder) for ladder in self.model.ladders}

    @property
    def scores(self) -> dict[str, Fraction | None]:
        """The score of each ladder; None if nothing of it applies."""
        return {ladder: self.score(ladder) for ladder in self.model.ladders}

    @property
    def rungs(self) -> dict[str, tuple[int, ...]]:
        """The ranks above 0 that remain on each ladder."""
        return {ladder: self.remaining(ladder) for ladder in self.model.ladders}

    @property
    def requirements(self) -> tuple[Judged, ...]:
        """Every requirement, in the framework's order."""
        return tuple(self.judge(index) for index in range(len(self.model.requirements)))

    def credit(self, question: int) -> Fraction | None:
        """Return what an answer earns: its option's credit, 0 if open, None if the question does not apply.

        Where not applicable counts as an option, it earns that one's credit.
        """
        code = self.sheet[question]
        if code == NOT_APPLICABLE:
            counts_as = self.model.counts_as[question]
            return None if counts_as is None else self.model.credits[question][counts_as]
        return self.model.credits[question][code] if code >= 0 else Fraction(0)

    def judge(self, index: int) -> Judged:
        """Return a requirement as set aside if none of its items applies, else as met or unmet by its number."""
        judged = self._part(self.model.ladder_of[index]).judged
        if index not in judged:
            judged[index] = self._judge(index)
        return judged[index]

    def _judge(self, index: int) -> Judged:
        """Judge by its items: those of weight 0 are ignored if weights are used; `count` asks no more than applies."""
        requirement, used = self.model.requirements[index], self.model.used[index]
        if requirement.reaching is not None:
            marks = self._reached(used, requirement)
        else:
            marks = self._marks(used, requirement.by)
        if not marks:
            return Judged("set aside", None)
        measured = statistic(requirement, marks, self.highest(requirement, self.model.items[index]))
        return Judged("met" if measured >= needed(requirement, len(marks)) else "unmet", measured)

    def mark(self, entry: Requirement | Measure, item: Item) -> Fraction | str:
        """Return what an item has to reach: the credit, the score or the rung that is named."""
        reaching = entry.reaching
        assert reaching is not None  # noqa: S101 - only asked of statistics that name it
        is_value = entry.by == "value" and isinstance(reaching, Fraction)
        return self.model.credit_of(item, reaching) if is_value and isinstance(reaching, Fraction) else reaching

    def highest(self, entry: Requirement | Score | Measure, items: Sequence[Item]) -> Fraction:
        """Return the highest value that the items of a requirement, a score or a measure can have."""
        ends = self.model.ends(items[0]) if entry.by == "value" else None
        return ends[1] if ends else Fraction(1)

    def _marks(self, items: Sequence[Item], by: str) -> list[Mark]:
        found = [(item.weight, self.value(item, by)) for item in items]
        return [(weight, value) for weight, value in found if value is not None]

    def value(self, item: Item, by: str) -> Fraction | None:
        """Return what an item counts with: a question's credit, a ladder's score, or its rank over the highest left.

        None if it does not count: a question that does not apply, a ladder with no rung left (neither its level nor
        its score counts), a ladder whose score has nothing that applies. A ladder without requirements counts with its
        score. By value, credits and scores are those of the item's own scale.
        """
        if by == "value":
            earned, (low, high) = self.value(item, "score"), self.model.ends(item) or (Fraction(0), Fraction(1))
            return None if earned is None else low + earned * (high - low)
        if not item.ladder:
            return self.credit(item.question)
        rungs = self.remaining(item.ladder)
        if self.model.rungs[item.ladder] and not rungs:
            return None
        return Fraction(self.level(item.ladder) or 0, rungs[-1]) if by == "level" else self.score(item.ladder)

    def reaches(self, item: Item, mark: Fraction | str) -> bool | None:
        """Return whether an item reaches a credit, a score or a rung; None if it leaves the count."""
        if isinstance(mark, str):
            return self.reaches_rung(item.ladder, self.model.rank(item.ladder, mark))
        value = self.value(item, "score")
        return None if value is None else value >= mark

    def reaches_rung(self, ladder: str, rank: int) -> bool | None:
        """Return whether no requirement up to a rung is unmet; None if no rung up to it is left."""
        states = {self.judge(index).state for rung, index in self.model.rungs[ladder] if rung <= rank}
        return None if states <= {"set aside"} else "unmet" not in states

    def remaining(self, ladder: str) -> tuple[int, ...]:
        """Return the rungs that remain: those whose requirements are not all set aside."""
        known = self._part(ladder).remaining
        if not known:
            rungs = self.model.rungs[ladder]
            left = {rung for rung, index in rungs if self.judge(index).state != "set aside"}
            known.append(tuple(sorted(left)))
        return known[0]

    def level(self, ladder: str) -> int | None:
        """Return the highest remaining rung that is met together with every remaining rung below it; 0 if none is.

        None if no rung remains: neither the lowest level nor the highest.
        """
        known = self._part(ladder).level
        if not known:
            rungs = self.remaining(ladder)
            met = (rung for rung in rungs if self.reaches_rung(ladder, rung))
            known.append(max(met, default=0) if rungs else None)
        return known[0]

    def score(self, ladder: str) -> Fraction | None:
        """Return the weighted mean of the applicable items of a score; for the framework it may be a total."""
        known = self._part(ladder).score
        if not known:
            score = self.model.scores[ladder]
            items, used = self.model.score_items[ladder], self.model.score_used[ladder]
            if isinstance(score, Score) or score.reaching is None:
                marks = self._marks(used, score.by)
            else:
                marks = self._reached(used, score)
            known.append(self._figure(score, marks, self.highest(score, items)) if marks else None)
        return known[0]

    def _reached(self, items: Sequence[Item], entry: Requirement | Measure) -> list[Mark]:
        """Return 1 for each item that reaches a mark and 0 for each that does not, without those that do not count."""
        found = [(item.weight, self.reaches(item, self.mark(entry, item))) for item in items]
        return [(weight, Fraction(reached)) for weight, reached in found if reached is not None]

    @staticmethod
    def _figure(score: Score | Measure, marks: Sequence[Mark], highest: Fraction) -> Fraction:
        if score.statistic == "count":
            return sum((value for _, value in marks), Fraction(0))
        return total(marks, score.base, score.top, highest) if score.total_of is not None else mean(marks)

    def meets(self, needed: Prerequisite) -> bool:
        """Return whether a prerequisite is met: its item reaches the mark, or leaves the count."""
        item = Item(Fraction(1), ladder=Ladder("capability", needed.capability))
        return self.reaches(item, mark_of(needed)) is not False

    def ahead(self) -> tuple[str, ...]:
        """Return the capabilities ahead of their time: those with any credit while a prerequisite is unmet."""
        found: list[str] = []
        for capability in self.model.framework.capabilities:
            earned = [self.credit(question) for question in self.model.own[Ladder("capability", capability.id)]]
            if any(earned) and not all(self.meets(needed) for needed in capability.requires):
                found.append(capability.id)
        return tuple(found)


def stand(model: Model, sheet: Sheet) -> Standing:
    """Return what a sheet scores; for the same answers the same object, as long as the model keeps it."""
    counted = model.counted(sheet)
    if counted not in model.seen:
        if len(model.seen) >= MOST_SEEN:
            model.forget()
        model.seen[counted] = Standing(model, counted)
    found: Standing = model.seen[counted]
    return found


def mark_of(needed: Prerequisite) -> Fraction | str:
    """Return the credit or the rung that a prerequisite asks for: it names exactly one."""
    return str(needed.level) if needed.credit is None else needed.credit
