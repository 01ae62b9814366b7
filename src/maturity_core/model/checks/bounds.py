"""Limits on requirements and scores: how much they may read, and thresholds that can be both met and missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import ladder_levels, ladders_meant
from maturity_core.model.measure import MADE_OF, Measure
from maturity_core.model.requirement import Filter, Items, Requirement, Score
from maturity_core.model.scale import Ends
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.written import trait_ladders

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.scorers import Rule

MOST_WRITTEN, MOST_OF_LADDER = 10_000, 1_000
"""The most requirements, in all and for one ladder; each counts once for every ladder and level it is for."""
MOST_READ = 500_000
"""The most items that all requirements and scores together may choose from; a ladder counts once per level."""
ONE = Items(questions=("one",))
"""What the requirement of a trait chooses from: a question of its own."""


def work_problems(draft: Draft) -> Iterator[Problem]:
    """Yield the first table that takes requirements, rules and scores beyond what can be read in reasonable time.

    Only sizes are looked at, before anything is written out, selected or compiled.
    """
    work = _Work(draft)
    for table in ("requirements", "rules", "scores", "measures"):
        for index, entry in enumerate(getattr(draft, table)):
            if beyond := work.beyond(entry, (table, index)):
                yield beyond
                return
    for index, question in enumerate(draft.questions):
        for ladder in trait_ladders(draft, question):
            if beyond := work.counted(ladder, 1, work.items(ladder, ONE), ("questions", index, "trait")):
                yield beyond
                return


class _Work:
    """Counts what requirements, rules and scores add up to when written out, one for each ladder and level."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.written = 0
        self.read = 0
        self.of_ladder: Counter[str] = Counter()
        self.hefts = {kind: Counter[str]() for kind in KIND_OF}
        self.measures = len(draft.measures)
        for capability in draft.capabilities:
            heft = max(1, len(ladder_levels(draft, Ladder("capability", capability.id))))
            for owner in (FRAMEWORK, Ladder("dimension", capability.dimension)):
                self.hefts["capabilities"][owner] += heft
        for dimension in draft.dimensions:
            self.hefts["dimensions"][FRAMEWORK] += max(1, len(ladder_levels(draft, Ladder("dimension", dimension.id))))

    def beyond(self, entry: Requirement | Rule | Score | Measure, path: Path) -> Problem | None:
        """Count a table; return the limit that it exceeds, if any."""
        level = entry.level if isinstance(entry, Requirement) else None
        ladders: list[str] = [Ladder("measure", entry.id)] if isinstance(entry, Measure) else []
        for ladder in ladders or ladders_meant(self.draft, getattr(entry, "ladder", ()), level):
            times = self._levels(entry, ladder)
            read = times * max(self.items(ladder, items) for items in _items_of(entry))
            if beyond := self.counted(ladder, 0 if isinstance(entry, Score | Measure) else times, read, path):
                return beyond
        return None

    def counted(self, ladder: str, written: int, read: int, path: Path) -> Problem | None:
        """Count what is written out for a ladder and chosen from; return the limit that is exceeded, if any."""
        self.written += written
        self.of_ladder[ladder] += written
        self.read += read
        for what, count, most in (
            ("too many requirements, counted once for each ladder and level", self.written, MOST_WRITTEN),
            (f"too many requirements for the {ladder}", self.of_ladder[ladder], MOST_OF_LADDER),
            ("the requirements and scores choose from too many items in total", self.read, MOST_READ),
        ):
            if count > most:
                return Problem(what, got=f"{count:,} so far", allowed=f"at most {most:,}", path=path)
        return None

    def _levels(self, entry: Requirement | Rule | Score | Measure, ladder: str) -> int:
        """Return the most levels of a ladder that an entry can be written out for."""
        if isinstance(entry, Requirement | Score | Measure):
            return 1
        named = len(entry.levels) or len(getattr(entry, "cuts", ()))
        every = max(0, len(ladder_levels(self.draft, ladder)) - 1)
        return min(named, every) if named else every

    def items(self, ladder: str, items: Items) -> int:
        """Return how many items of a ladder are searched for a selection, plus how many it names."""
        count = 1
        for kind in items.kinds:
            selection = getattr(items, kind)
            ids = selection.ids if isinstance(selection, Filter) else () if selection == "all" else selection
            whole = FRAMEWORK if ladder in self.draft.lookup.measures else ladder
            own = len(self.draft.lookup.questions.get(whole, ())) if kind == "questions" else self.hefts[kind][whole]
            count += own + len(ids) + self.measures * (kind == "measures")
        return count


def _items_of(entry: Requirement | Rule | Score | Measure) -> list[Items]:
    """Return the items an entry names, or the ladder's questions if it names none."""
    names = MADE_OF if isinstance(entry, Score | Measure) else ("of",)
    given = [getattr(entry, name, None) for name in names]
    return [items for items in given if items is not None] or [Items(questions="all")]


def threshold_problems(
    requirement: Requirement, weights: Sequence[Fraction], unit: Ends, path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the number a requirement compares with, given its unit and the weights of its items."""
    statistic, threshold = STATISTICS[requirement.statistic], requirement.threshold
    if statistic.weighted and not any(weights):
        yield Problem("none of the items has a weight above 0", path=(*path, "of"))
        return
    wrong = list(base_problems(requirement, path, total=statistic.adds))
    yield from wrong
    low, most = statistic.limits(weights, requirement.base, requirement.top, unit)
    by_measure = requirement.of.kind == "measures" and statistic.lowest  # which says itself what it can have
    if not wrong and not by_measure and not low < threshold <= most:
        allowed = f"above {number_text(low)}, at most {number_text(most)}"
        yield Problem(
            "the threshold is out of bounds", got=number_text(threshold), allowed=allowed, path=(*path, statistic.name)
        )
    if statistic.capped and threshold.denominator != 1:
        yield Problem("a count must be a whole number", got=number_text(threshold), path=(*path, statistic.name))


def base_problems(entry: Requirement | Score | Measure, path: Path, *, total: bool) -> Iterator[Problem]:
    """Yield what is wrong with `base` and `top`: a total has exactly one of them, anything else has neither."""
    given = [name for name in ("base", "top") if getattr(entry, name) is not None]
    if total and len(given) != 1:
        what, got = "a total must count up from a base or down from a top", ", ".join(given) or "none"
        yield Problem(what, got=got, allowed="exactly one of base, top", path=path)
    if not total and given:
        yield Problem("only a total has a base or a top", hint="remove it", path=(*path, given[0]))


def value_problems(requirement: Requirement, unit: Ends, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with what the items have to reach, and with the value they count with."""
    statistic, reaching, kind = requirement.statistic, requirement.reaching, requirement.of.kind
    counts = STATISTICS[statistic].reaching
    if counts and reaching is None:
        yield Problem(
            f"a {statistic} must say what its items have to reach", hint="add 'reaching'", path=(*path, "reaching")
        )
    elif reaching is not None and not counts:
        names = " and ".join(name for name, entry in STATISTICS.items() if entry.reaching)
        yield Problem(f"only {names} can have 'reaching'", hint="remove it", path=(*path, "reaching"))
    elif isinstance(reaching, Fraction) and not unit[0] < reaching <= unit[1] and kind != "measures":
        got, (low, high) = number_text(reaching), map(number_text, unit)
        yield Problem(f"'reaching' must be above {low} and at most {high}", got=got, path=(*path, "reaching"))
    elif isinstance(reaching, str) and requirement.by == "value":
        hint = 'name a value, or remove by = "value"'
        yield Problem("a rung is not a value", got=repr(reaching), hint=hint, path=(*path, "reaching"))
    elif isinstance(reaching, str) and kind == "questions":
        yield Problem("questions have no rungs", got=repr(reaching), hint="name a credit", path=(*path, "reaching"))
    if requirement.by == "level" and (counts or kind == "questions"):
        what = 'by = "level" is only for mean, total and least of capabilities, dimensions or measures'
        yield Problem(what, hint="remove it", path=(*path, "by"))
