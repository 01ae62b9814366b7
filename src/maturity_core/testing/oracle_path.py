"""The order of the short path, as described in `docs/short-path.md`: gates, recomputed in fractions every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING

from maturity_core.model.measure import Measure
from maturity_core.testing.oracle_range import Outlook, highest, lowest, open_questions
from maturity_core.testing.oracle_stand import Standing, stand
from maturity_core.testing.oracle_statistics import Item, is_of_each, needed, used_items, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.model.requirement import Requirement
    from maturity_core.testing.oracle_model import Model, Sheet

TRIED = 1024
"""Completions of the questions in doubt are all tried if there are at most this many."""


@dataclass(frozen=True)
class Part:
    """An open question or a gate: its questions in order, and how few answers could show it met, or missed."""

    asks: tuple[str, ...]
    to_meet: int = 1
    to_miss: int = 1


Gained = tuple[Fraction, Part]
"""A part and its gain."""


@dataclass(frozen=True)
class Path:
    """Whether the levels are settled, and the questions that matter, in the order to ask them."""

    settled: bool
    asks: tuple[str, ...]


def gate(needs: Fraction, parts: Sequence[Gained]) -> Part:
    """Return a gate that is met when the gains of its met parts add up to what it needs."""
    ordered = sorted(parts, key=lambda entry: (_both(entry), min(entry[1].asks), entry[1].asks))
    asks = tuple(dict.fromkeys(name for _, part in ordered for name in part.asks))
    return Part(asks, _fewest(parts, needs, missing=False), _fewest(parts, needs, missing=True))


def _both(entry: Gained) -> Fraction:
    gain, part = entry
    return Fraction(part.to_meet + part.to_miss) / gain


def _fewest(parts: Sequence[Gained], needs: Fraction, *, missing: bool) -> int:
    """Return how few answers could show a gate met (it has what it needs) or missed (it can no longer get it)."""
    costed = [(gain, part.to_miss if missing else part.to_meet) for gain, part in parts]
    answers, taken, rest = 0, Fraction(0), sum(gain for gain, _ in costed)
    for gain, cost in sorted(costed, key=lambda entry: (-entry[0] / entry[1], entry[1])):
        if rest < needs if missing else taken >= needs:
            break
        answers, taken, rest = answers + cost, taken + gain, rest - gain
    return answers


class Undecided:
    """The gates of one sheet. What is met at the lowest filling or unmet at the highest is decided, so not a part."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.open = open_questions(sheet)
        self.low = stand(model, lowest(model, sheet))
        self.high = stand(model, highest(model, sheet))

    def undecided(self, ladder: str) -> list[int]:
        """Return the rungs that are reached only at the highest filling, lowest first."""
        low, high = self.low.level(ladder) or 0, self.high.level(ladder) or 0
        return [rung for rung in self.low.remaining(ladder) if low < rung <= high]

    def up_to(self, ladder: str, rung: int) -> Part:
        """Return the gate of a rung: its undecided requirements and those of the rungs below it, all needed."""
        rungs = [index for at, index in self.model.rungs[ladder] if at <= rung]
        wanted = [index for index in rungs if self._turns(index)]
        return gate(Fraction(len(wanted)), [(Fraction(1), self.requirement(index)) for index in wanted])

    def _turns(self, index: int) -> bool:
        return self.low.judge(index).state == "unmet" and self.high.judge(index).state == "met"

    def requirement(self, index: int) -> Part:
        """Return the gate of a requirement, over its items: it needs what is missing at the lowest filling."""
        requirement, items = self.model.requirements[index], self.model.items[index]
        used = used_items(requirement, items)
        if is_of_each(requirement):
            short = list(self._reaching(used, requirement))
            return gate(Fraction(len(short)), [(Fraction(1), part) for _, part in short])
        measured = self.low.judge(index).measured or Fraction(0)
        if requirement.reaching is None:
            divisor = whole(requirement, self._weight(used, requirement.by))
            return gate(
                requirement.threshold - measured,
                [(g / divisor, part) for g, part in self._rising(used, requirement.by)],
            )
        marks = [item for item in used if self.low.reaches(item, self.low.mark(requirement, item)) is not None]
        divisor = whole(requirement, sum((item.weight for item in marks), Fraction(0)))
        found = [(item.weight / divisor, part) for item, part in self._reaching(used, requirement)]
        return gate(needed(requirement, len(marks)) - measured, found)

    def _weight(self, items: Sequence[Item], by: str) -> Fraction:
        return sum((item.weight for item in items if self.low.value(item, by) is not None), Fraction(0))

    def _rising(self, items: Sequence[Item], by: str) -> Iterator[Gained]:
        """Yield the parts that raise values: questions, questions of a score by their share, and rungs of a level."""
        for item in items:
            low, high = (self.model.ends(item) if by == "value" else None) or (Fraction(0), Fraction(1))
            room = item.weight * (high - low)
            if not item.ladder:
                if item.question in self.open:
                    yield room, self._question(item.question)
            elif self.low.value(item, by) is not None:
                parts = self._of_level(item.ladder) if by == "level" else self._of_score(item.ladder)
                yield from ((room * gain, part) for gain, part in parts)

    def _question(self, question: int) -> Part:
        return Part((self.model.framework.questions[question].id,))

    def _of_score(self, ladder: str) -> Iterator[Gained]:
        score = self.model.scores[ladder]
        items = [item for item in self.model.score_items[ladder] if item.weight > 0]
        if not isinstance(score, Measure) or score.reaching is None:
            whole = Fraction(1) if score.adds else self._weight(items, score.by)
            yield from ((gain / whole, part) for gain, part in self._rising(items, score.by))
            return
        if score.statistic == "count":
            items = [replace(item, weight=Fraction(1)) for item in self.model.score_items[ladder]]
        applying = [item.weight for item in items if self.low.reaches(item, self.low.mark(score, item)) is not None]
        whole = Fraction(1) if score.adds else sum(applying, Fraction(0))
        yield from ((item.weight / whole, part) for item, part in self._reaching(items, score))

    def _of_level(self, ladder: str) -> Iterator[Gained]:
        before = self.low.level(ladder) or 0
        for rung in self.undecided(ladder):
            yield Fraction(rung - before, self.low.remaining(ladder)[-1]), self.up_to(ladder, rung)
            before = rung

    def _reaching(self, items: Sequence[Item], entry: Requirement | Measure) -> Iterator[tuple[Item, Part]]:
        """Yield the items that reach their mark only at the highest filling, each with what that takes."""
        by = entry.by if entry.by != "value" and entry.reaching is None else "score"
        for item in items:
            if entry.reaching is not None or isinstance(entry, Measure):
                mark = self.low.mark(entry, item)
            else:
                mark = self.model.credit_of(item, entry.threshold) if entry.by == "value" else entry.threshold
            if self._reaches(self.low, item, mark, by) is False and self._reaches(self.high, item, mark, by):
                yield item, self._up_to_mark(item, mark, by)

    @staticmethod
    def _reaches(standing: Standing, item: Item, mark: Fraction | str, by: str) -> bool | None:
        if by == "score" or isinstance(mark, str):
            return standing.reaches(item, mark)
        value = standing.value(item, by)
        return None if value is None else value >= mark

    def _up_to_mark(self, item: Item, mark: Fraction | str, by: str) -> Part:
        if not item.ladder:
            return self._question(item.question)
        if isinstance(mark, str):
            return self.up_to(item.ladder, self.model.rank(item.ladder, mark))
        if by == "level":
            rungs = self.low.remaining(item.ladder)
            return self.up_to(item.ladder, min(rung for rung in rungs if Fraction(rung, rungs[-1]) >= mark))
        score = self.low.score(item.ladder) or Fraction(0)
        return gate(mark - score, list(self._of_score(item.ladder)))


def _each_after_what_it_needs(model: Model, read: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """Return questions in order, each after the open ones that it needs."""
    names = {column: name for name, column in columns.items()}
    chains = [[name, *(names[q] for q in model.before(columns[name]) if q in names)] for name in read]
    return list(dict.fromkeys(name for chain in chains for name in reversed(chain)))


def path(model: Model, sheet: Sheet, *, dimensions: bool = False) -> Path:
    """Return the short path: the gates of the rungs in order, without questions that never change a level."""
    goals = ["framework", *(sorted(model.dimensions) if dimensions else ())]
    gates = Undecided(model, sheet)
    read = list(dict.fromkeys(n for goal in goals for at in gates.undecided(goal) for n in gates.up_to(goal, at).asks))
    columns = {model.framework.questions[question].id: question for question in gates.open}
    read = _each_after_what_it_needs(model, read, columns)
    if prod(len(model.credits[columns[name]]) for name in read) <= TRIED:
        kept = [question in {columns[name] for name in read} for question in range(len(sheet))]
        others = tuple(code if keep else low for code, low, keep in zip(sheet, lowest(model, sheet), kept, strict=True))
        moving = Outlook(model, others, TRIED).mattering(goals) or frozenset()
        read = [name for name in read if columns[name] in moving]
    return Path(not any(gates.undecided(goal) for goal in goals), tuple(read))
