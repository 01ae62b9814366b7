"""The data of an assessment: read from its record, or worked out part by part."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.forms import Formed
from maturity_core.model.node import FixedDict
from maturity_core.model.states import OPEN_WORDS

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.answers.facts import SheetFacts
    from maturity_core.model.entries import Entries
    from maturity_core.model.nouns import Level
    from maturity_core.readers.records import Facts
    from maturity_core.results.parts import LadderResult, LevelRange, Lever, Portrait, Strength, Tension
    from maturity_core.results.record import AssessmentRecord
    from maturity_core.results.routes import NextRung


class Recorded(Formed):
    """A class that keeps everything it says in a record, and is read and written in that form."""

    if TYPE_CHECKING:

        @cached_property
        def record(self) -> AssessmentRecord: ...  # noqa: D102 - see `Assessment.record`

        _said: AssessmentRecord | Facts

    @classmethod
    def _form(cls) -> type[AssessmentRecord]:
        from maturity_core.results.record import AssessmentRecord  # noqa: PLC0415 - a level needs no record

        return AssessmentRecord

    def _filled(self, kind: type | None = None) -> AssessmentRecord:
        del kind  # one form fits all
        return self.record

    @property
    def answers(self) -> dict[str, str]:
        """The id of the chosen option, or the word for the state, by question id."""
        return dict(self._said.answers)

    @property
    def counted_as(self) -> dict[str, str]:
        """What answers to questions that need others count as, where that is something else, by question id."""
        return dict(self._said.counted_as)

    @property
    def facts(self) -> SheetFacts:
        """What the sheet said beside its answers; nothing of it changes a level or a score."""
        return self._said.facts

    @cached_property
    def open_questions(self) -> dict[str, str]:
        """The questions that count as open, by id, each with how it is open: `unanswered` or `dont-know`."""
        counted = {**self._said.answers, **self._said.counted_as}
        return FixedDict({name: word for name, word in counted.items() if word in OPEN_WORDS})

    @property
    def numbers_exact(self) -> dict[str, Fraction]:
        """The exact numbers that were given as answers, by question id."""
        return dict(self._said.numbers_exact)

    @property
    def level(self) -> Level | None:
        """The overall level; None if no rung applies."""
        return self._said.level

    @property
    def score(self) -> float | None:
        """The overall score: the double nearest to `score_exact`."""
        return self._said.score

    @property
    def score_exact(self) -> Fraction | None:
        """The overall score, exactly."""
        return self._said.score_exact

    @property
    def score_range(self) -> tuple[float, float] | None:
        """The lowest and the highest score that the open questions leave possible: the doubles nearest to them."""
        return self._said.score_range

    @property
    def score_range_exact(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest score that the open questions leave possible, exactly."""
        return self._said.score_range_exact

    @property
    def level_range(self) -> LevelRange | None:
        """The worst and the best level that the open questions leave possible."""
        return self._said.level_range

    @property
    def completeness(self) -> float | None:
        """The share of the applicable questions for which an option was chosen, in 0..1."""
        return self._said.completeness

    @property
    def narrows(self) -> str | None:
        """The id of the open question that would narrow the range most; None if the range is one level.

        Where no level is awarded, it is the range of scores.
        """
        return self._said.narrows

    @property
    def not_yet(self) -> bool:
        """Whether too few questions are answered for a level: people are then shown the range instead, and no plan."""
        return self._said.not_yet

    @property
    def dimensions(self) -> Entries[LadderResult]:
        """The result of each dimension, in file order."""
        return self._said.dimensions

    @property
    def capabilities(self) -> Entries[LadderResult]:
        """The result of each capability, in file order."""
        return self._said.capabilities

    @property
    def measures(self) -> Entries[LadderResult]:
        """The result of each measure, in file order; a total and a count are scores as they are."""
        return self._said.measures

    @property
    def next_rungs(self) -> Entries[NextRung]:
        """What each dimension lacks to its own next rung, also where the target of the whole doesn't need it."""
        return self._said.next_rungs

    @property
    def tensions(self) -> tuple[Tension, ...]:
        """The tensions, by the framework's own bounds: dimensions that are too far apart."""
        return self._said.tensions

    @property
    def strengths(self) -> tuple[Strength, ...]:
        """The dimensions that are well set up throughout, by the framework's own bounds."""
        return self._said.strengths

    @property
    def portrait(self) -> Portrait:
        """Which patterns of the level the answers bear out, which they deny, and which were not asked."""
        return self._said.portrait

    @property
    def advice(self) -> tuple[int, ...]:
        """The places of the level's advice that is for the answers: all of it, unless its questions decide."""
        return self._said.advice

    @property
    def topic(self) -> tuple[str, ...]:
        """The dimension to explore first: the weakest; of several equal ones, those with a tension."""
        return self._said.topic

    @property
    def levers(self) -> Entries[Lever]:
        """What closes most of the distance to the default target for its cost, if the framework asks for levers."""
        return self._said.levers
