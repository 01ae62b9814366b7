"""What the open questions could still change: every completion if there are few, else the lowest and the highest."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.testing.oracle_stand import stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maturity_core.testing.oracle_model import Model, Sheet

Span = tuple[int, int]
"""The worst and best rank."""
ScoreSpan = tuple[Fraction, Fraction]
"""The lowest and highest score."""


def open_questions(sheet: Sheet) -> tuple[int, ...]:
    """Return the applicable questions without an option: unanswered, or answered with don't know."""
    return tuple(question for question, code in enumerate(sheet) if code in OPEN)


def lowest(model: Model, sheet: Sheet) -> Sheet:
    """Return the sheet with every open question at its first option."""
    del model
    return tuple(0 if code in OPEN else code for code in sheet)


def highest(model: Model, sheet: Sheet) -> Sheet:
    """Return the sheet with every open question at its last option."""
    return tuple(len(earned) - 1 if code in OPEN else code for earned, code in zip(model.credits, sheet, strict=True))


def best(model: Model, sheet: Sheet) -> Sheet:
    """Return the best possible answers for this organisation: the last option of everything that applies."""
    return tuple(
        code if code == NOT_APPLICABLE else len(earned) - 1 for earned, code in zip(model.credits, sheet, strict=True)
    )


class Outlook:
    """The completions of a sheet, and the levels and scores that each of them gives.

    A completion gives every open question an option, never *not applicable*. If there are more than `limit`, the
    lowest and the highest filling represent all of them, for the sheet and for each option of each open question:
    that suffices because a better answer never lowers a level.
    """

    def __init__(self, model: Model, sheet: Sheet, limit: int) -> None:
        self.model = model
        self.sheet = sheet
        self.open = open_questions(sheet)
        self.few = prod(len(model.credits[question]) for question in self.open) <= limit
        self.standings = {filling: stand(model, filling) for filling in self._fillings()}
        self.levels = {filling: standing.levels for filling, standing in self.standings.items()}

    def _fillings(self) -> Iterator[Sheet]:
        if self.few:
            choices = [
                range(len(self.model.credits[q])) if q in self.open else [code] for q, code in enumerate(self.sheet)
            ]
            yield from product(*choices)
            return
        for sheet in (
            self.sheet,
            *(self._with(q, option) for q in self.open for option in range(len(self.model.credits[q]))),
        ):
            yield lowest(self.model, sheet)
            yield highest(self.model, sheet)

    def _with(self, question: int, option: int) -> Sheet:
        return (*self.sheet[:question], option, *self.sheet[question + 1 :])

    @property
    def ranges(self) -> dict[str, Span | None]:
        """The worst and best level of each ladder over all completions; None for a ladder without a level."""
        return {ladder: self._span(ladder, self.levels) for ladder in self.model.ladders}

    @property
    def score_ranges(self) -> dict[str, ScoreSpan | None]:
        """The lowest and highest score of each ladder over all completions; None for a ladder without a score."""
        return {ladder: self._score_span(ladder, self.levels) for ladder in self.model.ladders}

    @property
    def narrowing(self) -> dict[str, str | None]:
        """The open question that would narrow the range of each ladder most."""
        return {ladder: self.narrows(ladder) for ladder in self.model.ladders}

    def _span(self, ladder: str, fillings: Iterable[Sheet]) -> Span | None:
        ranks = [rank for filling in fillings if (rank := self.levels[filling][ladder]) is not None]
        return (min(ranks), max(ranks)) if ranks else None

    def _score_span(self, ladder: str, fillings: Iterable[Sheet]) -> ScoreSpan | None:
        found = [score for filling in fillings if (score := self.standings[filling].score(ladder)) is not None]
        return (min(found), max(found)) if found else None

    def _width(self, ladder: str, fillings: Iterable[Sheet]) -> Fraction:
        """Return how wide the range of levels is; without a level, that of scores."""
        known = list(fillings)
        span = self._span(ladder, known) or self._score_span(ladder, known)
        return Fraction(span[1] - span[0]) if span else Fraction(0)

    def narrows(self, ladder: str) -> str | None:
        """Return the ladder's open question that would narrow the range most; None if the range has a single value.

        That is the one with the smallest worst-case width of the range over its options, then the smallest sum of the
        widths, then the lowest id.
        """
        if self._width(ladder, self.levels) == 0:
            return None
        own = [question for question in self.model.own[ladder] if question in self.open]
        widths = {question: self._widths(ladder, question) for question in own}
        ids = {question: self.model.framework.questions[question].id for question in own}
        return ids[min(own, key=lambda question: (max(widths[question]), sum(widths[question]), ids[question]))]

    def mattering(self, ladders: Iterable[str]) -> frozenset[int] | None:
        """Return the open questions that can change the level of one of the ladders; None if there are too many.

        A question can change a level if two completions that differ only in its answer give different levels.
        """
        if not self.few:
            return None
        return frozenset(question for question in self.open if any(self._moves(question, one) for one in ladders))

    def _moves(self, question: int, ladder: str) -> bool:
        found: dict[Sheet, set[int | None]] = {}
        for filling, levels in self.levels.items():
            others = (*filling[:question], *filling[question + 1 :])
            found.setdefault(others, set()).add(levels[ladder])
        return any(len(ranks) > 1 for ranks in found.values())

    def _widths(self, ladder: str, question: int) -> list[Fraction]:
        """Return how wide the range would be for each option of an open question."""
        options = range(len(self.model.credits[question]))
        chosen = ([filling for filling in self.levels if filling[question] == option] for option in options)
        return [self._width(ladder, fillings) for fillings in chosen]


def not_yet(model: Model, sheet: Sheet, ladder: str, span: Span | None, remaining: Iterable[int]) -> bool:
    """Return whether too few questions are answered to give the ladder a level.

    Args:
        model: the framework.
        sheet: the answers.
        ladder: the ladder.
        span: the worst and best rank over all completions; None for a ladder without a level.
        remaining: the rungs above 0 that are left.
    """
    chosen, applying = answered(model, sheet, ladder)
    if not applying:
        return False
    everything = span is not None and set(range(span[0], span[1] + 1)) >= {0, *remaining}
    return chosen == 0 or (everything and Fraction(chosen, applying) < Fraction(1, 2))


def answered(model: Model, sheet: Sheet, ladder: str) -> tuple[int, int]:
    """Return how many of the ladder's questions have an option, and how many apply."""
    pairs = [(sheet[question], model.counts_as[question]) for question in model.own[ladder]]
    codes = [code for code, counts_as in pairs if code != NOT_APPLICABLE or counts_as is not None]
    return sum(code not in OPEN for code in codes), len(codes)
