"""The contents of an assessment: levels, ranges, scores and completeness of every ladder, worked out part by part.

A level or a score needs none of the other readers, and no model of results, so these are imported when first asked.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import FixedDict, known
from maturity_core.readers.ladder_facts import LadderFacts
from maturity_core.readers.outline import core_version
from maturity_core.results.numbers import double, doubles
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.nouns import Level
    from maturity_core.results.one_answer import OneAnswer
    from maturity_core.results.parts import LadderResult, LevelRange, Lever, Portrait, Stamp, Strength, Tension
    from maturity_core.results.record import AssessmentRecord
    from maturity_core.results.routes import NextRung


class Facts(LadderFacts):
    """The contents of an assessment; nothing is worked out before it is asked for. `record` is all of it.

    It has the fields of an `AssessmentRecord`, so that a stored record can be used in its place.
    """

    @property
    def framework(self) -> Stamp:
        """The framework that the result belongs to."""
        return self.by.outline.stamp

    @cached_property
    def answers(self) -> dict[str, str]:
        """The id of the chosen option, or the word for the state, by question id."""
        outline = self.by.outline
        words = [table[code] for table, code in zip(outline.answers, self.given, strict=True)]
        return FixedDict(zip(outline.ids, words, strict=True))

    @cached_property
    def counted_as(self) -> dict[str, str]:
        """What answers count as where that is something else: an option, or the word for a state, by question id."""
        outline = self.by.outline
        pairs = zip(outline.ids, outline.answers, self.given, self.codes, strict=True)
        return FixedDict({name: table[code] for name, table, given, code in pairs if given != code})

    @property
    def level(self) -> Level | None:
        """The overall level; None if no rung applies."""
        return self._level(self.by.outline.overall)

    @property
    def level_range(self) -> LevelRange | None:
        """The lowest and the highest level that the open questions leave possible."""
        return self._range(self.by.outline.overall)

    @property
    def score(self) -> float | None:
        """The overall score: the double nearest to `score_exact`."""
        return double(self.score_exact)

    @property
    def score_exact(self) -> Fraction | None:
        """The exact overall score."""
        return exact_score(self.now, self.by.outline.overall)

    @property
    def score_range(self) -> tuple[float, float] | None:
        """The lowest and the highest score that the open questions leave possible, as doubles."""
        return doubles(self.score_range_exact)

    @property
    def score_range_exact(self) -> tuple[Fraction, Fraction] | None:
        """The same, exactly."""
        return self._score_range(self.by.outline.overall)

    @property
    def completeness(self) -> float | None:
        """The share of the applicable questions for which an option was chosen."""
        return self._completeness(self.by.outline.overall)

    @cached_property
    def narrows(self) -> str | None:
        """The id of the open question that would narrow the range most."""
        return self._narrowing.of(self.by.outline.overall)

    @cached_property
    def not_yet(self) -> bool:
        """Whether too few questions are answered for a level."""
        return self._not_yet(self.by.outline.overall)

    @cached_property
    def dimensions(self) -> Entries[LadderResult]:
        """The result of each dimension."""
        return self._results(self.by.dimensions, self.by.outline.dimensions)

    @cached_property
    def capabilities(self) -> Entries[LadderResult]:
        """The result of each capability."""
        from maturity_core.readers.ahead import ahead  # noqa: PLC0415 - see above

        early = ahead(self.by, self.codes, self.now)
        return self._results(self.by.capabilities, self.by.outline.capabilities, early)

    @cached_property
    def measures(self) -> Entries[LadderResult]:
        """The result of each measure."""
        return self._results(self.by.measures, self.by.outline.measures)

    @cached_property
    def tensions(self) -> tuple[Tension, ...]:
        """The tensions: dimensions that are too far apart."""
        from maturity_core.readers.contrasts import tensions  # noqa: PLC0415 - see above

        return tensions(self, {entry.dimension for entry in self.next_rungs if entry.just_below})

    @cached_property
    def next_rungs(self) -> Entries[NextRung]:
        """What each dimension lacks to its own next rung."""
        from maturity_core.readers.next_rungs import next_rungs  # noqa: PLC0415 - see above

        return next_rungs(self)

    @cached_property
    def strengths(self) -> tuple[Strength, ...]:
        """The dimensions that are well set up, and those that are even only."""
        from maturity_core.readers.strengths import strengths  # noqa: PLC0415 - see above

        return strengths(self, self.tensions)

    @cached_property
    def portrait(self) -> Portrait:
        """Which patterns of the level the answers bear out, which they deny, and which were not asked."""
        from maturity_core.readers.portraits import portrait  # noqa: PLC0415 - see above

        return portrait(self.by, self.level, self.codes)

    @cached_property
    def advice(self) -> tuple[int, ...]:
        """The places of the level's advice that is for the answers: all of it, unless its questions decide."""
        from maturity_core.readers.portraits import advised  # noqa: PLC0415 - see above

        return advised(self.by, self.level, self.codes)

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """The dimension to explore first: the one at the lowest level, by score where that is equal."""
        from maturity_core.readers.topics import topic  # noqa: PLC0415 - see above

        return topic(self, self.dimensions, self.tensions)

    @cached_property
    def levers(self) -> Entries[Lever]:
        """The capabilities that close most of the distance to the default target for what that costs."""
        from maturity_core.readers.levers import levers  # noqa: PLC0415 - see above

        return levers(self)

    @cached_property
    def one_answer(self) -> OneAnswer:
        """The single answers that lift the level, and those that drop it."""
        from maturity_core.readers.one_answer import one_answer  # noqa: PLC0415 - see above

        return one_answer(self.by, self.given, self.now)

    def record(self) -> AssessmentRecord:
        """Return everything, as data."""
        from maturity_core.results.record import AssessmentRecord  # noqa: PLC0415 - see above

        values = {
            "schema_version": 2,
            "core_version": core_version(),
            "framework": self.framework,
            "answers": self.answers,
            "counted_as": self.counted_as,
            "numbers": FixedDict({question: double(number) for question, number in self.numbers_exact.items()}),
            "numbers_exact": FixedDict(self.numbers_exact),
            "facts": self.facts,
            "levels": self.by.levels,
            "level_lists": self.by.level_lists,
            **self._said(self.by.outline.overall),
            "dimensions": self.dimensions,
            "capabilities": self.capabilities,
            "measures": self.measures,
            "next_rungs": self.next_rungs,
            "tensions": self.tensions,
            "strengths": self.strengths,
            "portrait": self.portrait,
            "advice": self.advice,
            "topic": self.topic,
            "levers": self.levers,
            "one_answer": self.one_answer,
        }
        return known(AssessmentRecord, values, unset=("schema_version",))
