"""The assessments of many organisations at once: arrays over organisations, questions in file order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers import matrix_codes
from maturity_core.assessment import Assessment
from maturity_core.demands import NO_DEMAND
from maturity_core.errors import AnswersError, Problem
from maturity_core.routes import NO_STEP, route
from maturity_core.tables.columns import is_table
from maturity_core.tables.outputs import USUAL, Outputs, Written
from maturity_core.tables.source import Source, arrow_table, source_of
from maturity_core.targets import parse_target, take_aim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from maturity_core.answers import Codes
    from maturity_core.framework import Framework
    from maturity_core.place import Ranks

NO_GAP = NO_DEMAND
"""In an array of positions: nothing is missing at this question."""
BLOCK = 16384
"""Organisations read at a time: their answers and sums stay in the processor's cache."""


@dataclass(frozen=True)
class BatchGaps:
    """Gaps of many organisations.

    `status` (n_organisations,) holds values of `Status`; `positions` (n_organisations, n_questions) the position of
    the lowest option that suffices, `NO_GAP` where nothing is asked.

    >>> from maturity_core import Status, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> gaps = framework.assess_many([[4] * 20, [0] * 20]).gaps("improving")
    >>> [Status(status).words for status in gaps.status]
    ['reached', 'open']
    >>> int(gaps.positions[1, 0]), bool((gaps.positions[0] == NO_GAP).all())
    (2, True)
    """

    status: Ranks
    positions: Codes


@dataclass(frozen=True)
class BatchPlans:
    """Plans of many organisations.

    `status` (n_organisations,) holds values of `Status`; `steps` (n_organisations, k) capabilities by their place in
    the file, `NO_STEP` past the end; `length` (n_organisations,) the number of steps of the whole plan.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> plans = framework.assess_many([[4] * 20, [0] * 20]).next_steps(2)
    >>> plans.steps.shape, plans.length.tolist()[0]
    ((2, 2), 0)
    """

    status: Ranks
    steps: NDArray[np.int16]
    length: NDArray[np.int16]


class AssessmentBatch:
    """Where many organisations stand. Made by `Framework.assess_many`; row by row the same as `Framework.assess`.

    Levels are ranks, `NO_LEVEL` where a ladder has none; scores are the doubles nearest to the exact ones, NaN where
    nothing applies.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> batch = framework.assess_many([[0] * 20, [2] * 20, [4] * 20])
    >>> batch.levels.tolist(), batch.scores.tolist()
    ([0, 1, 2], [0.0, 0.5, 1.0])
    """

    def __init__(self, framework: Framework, codes: Codes, source: Source | None = None) -> None:
        codes.flags.writeable = False
        self.framework = framework
        self._codes = codes
        self._source = source

    @classmethod
    def of(cls, framework: Framework, answers: Any) -> AssessmentBatch:
        """Return the assessments of the rows of `answers`; see `Framework.assess_many`."""
        if not is_table(answers):
            return cls(framework, matrix_codes(framework, answers))
        source = source_of(framework, answers)
        source.reading.check()
        return cls(framework, source.reading.codes, source)

    def __len__(self) -> int:
        return int(self._codes.shape[1])

    def __getitem__(self, row: int) -> Assessment:
        """Return the assessment of one organisation."""
        return Assessment(self.framework, self._codes[:, row].copy())

    @property
    def levels(self) -> Ranks:
        """Overall levels, (n_organisations,)."""
        return self._ranks[:, -1]

    @property
    def dimension_levels(self) -> Ranks:
        """Levels of the dimensions, (n_organisations, n_dimensions)."""
        return self._ranks[:, len(self.framework.capabilities) : -1]

    @property
    def capability_levels(self) -> Ranks:
        """Levels of the capabilities, (n_organisations, n_capabilities)."""
        return self._ranks[:, : len(self.framework.capabilities)]

    @property
    def scores(self) -> NDArray[np.float64]:
        """Overall scores, (n_organisations,)."""
        return self._scores[:, -1]

    @property
    def dimension_scores(self) -> NDArray[np.float64]:
        """Scores of the dimensions, (n_organisations, n_dimensions)."""
        return self._scores[:, len(self.framework.capabilities) : -1]

    @property
    def capability_scores(self) -> NDArray[np.float64]:
        """Scores of the capabilities, (n_organisations, n_capabilities)."""
        return self._scores[:, : len(self.framework.capabilities)]

    @cached_property
    def level_ranges(self) -> Ranks:
        """The worst and the best overall level that open questions leave possible, (n_organisations, 2)."""
        engine = self.framework.engine
        ranges = np.empty((len(self), 2), np.int8)
        for end, highest in enumerate((False, True)):
            for rows in self._blocks():
                standing = engine.stand(engine.filled(self._codes[:, rows], highest=highest))
                ranges[rows, end] = standing.places[-1].rank
        return ranges

    def gaps(self, target: Any = None) -> BatchGaps:
        """Return what is missing towards a target; `target` as for `Assessment.gaps`.

        Raises:
            TargetError: for a ladder or a level that does not exist.
        """
        parsed = parse_target(self.framework, target)
        status = np.empty(len(self), np.int8)
        positions = np.empty((len(self), len(self.framework.questions)), np.int8)
        for rows in self._blocks():
            aim = take_aim(self.framework.engine, self._codes[:, rows], parsed)
            status[rows] = aim.status
            positions[rows] = aim.demanded.T
        return BatchGaps(status, positions)

    def next_steps(self, k: int | None = None, target: Any = None) -> BatchPlans:
        """Return the first `k` steps of the plans to a target (all by default); `target` as for `Assessment.gaps`.

        Raises:
            TargetError: for a ladder or a level that does not exist.
        """
        parsed = parse_target(self.framework, target)
        count = len(self.framework.capabilities)
        width = count if k is None else min(max(k, 0), count)
        status, length = np.empty(len(self), np.int8), np.empty(len(self), np.int16)
        steps = np.full((len(self), width), NO_STEP, np.int16)
        for rows in self._blocks():
            aim = take_aim(self.framework.engine, self._codes[:, rows], parsed)
            order = route(aim, self.framework.chart).order
            status[rows], length[rows] = aim.status, (order != NO_STEP).sum(axis=0)
            steps[rows] = order[:width].T
        return BatchPlans(status, steps, length)

    def to_arrow(
        self,
        outputs: Sequence[str] = USUAL,
        *,
        ids: Written = "dictionary",
        target: Any = None,
        limit: int | None = None,
    ) -> Any:
        """Return results as an Arrow table, after the columns of the answers' table that were no questions.

        Args:
            outputs: which results, each called as the attribute or method here is: `levels`, `scores`,
                `dimension_levels`, `dimension_scores`, `capability_levels`, `capability_scores`, `level_ranges`,
                `gaps`, `next_steps`.
            ids: how levels, options and capabilities are written: `dictionary` and `text` for their ids, `numbers` for
                ranks, positions and places in the file. No level, no gap and no step are null.
            target: for `gaps` and `next_steps`, as for `Assessment.gaps`.
            limit: the most steps of a plan.

        Raises:
            AnswersError: a column that was no question is called as a result is.
            MissingExtraError: pyarrow is missing.
            TargetError: for an output, a ladder or a level that does not exist.
        """
        results = Outputs(outputs, ids, target, limit).of(self)
        return arrow_table(results) if self._source is None else self._source.table(results)

    def to_frame(
        self,
        outputs: Sequence[str] = USUAL,
        *,
        ids: Written = "dictionary",
        target: Any = None,
        limit: int | None = None,
    ) -> Any:
        """Return results as the kind of table the answers came in, with its other columns and its index.

        Arguments and errors are those of `to_arrow`.

        Raises:
            AnswersError: the answers came as a matrix.
        """
        if self._source is None:
            raise AnswersError([Problem("a matrix is no kind of frame", "answers", hint="use to_arrow")])
        return self._source.widened(Outputs(outputs, ids, target, limit).of(self))

    def _blocks(self) -> Iterator[slice]:
        return (slice(start, start + BLOCK) for start in range(0, len(self), BLOCK))

    @cached_property
    def _standings(self) -> tuple[Ranks, NDArray[np.float64]]:
        """Ranks and scores, (n_organisations, n_ladders), in one pass over the blocks."""
        shape = (len(self), len(self.framework.engine.ladders))
        ranks, scores = np.empty(shape, np.int8, order="F"), np.empty(shape, np.float64, order="F")
        for rows in self._blocks():
            standing = self.framework.engine.stand(self._codes[:, rows])
            for ladder, place in enumerate(standing.places):
                ranks[rows, ladder] = place.rank
                place.scores.write(scores[rows, ladder])
        for array in (ranks, scores):
            array.flags.writeable = False
        return ranks, scores

    @property
    def _ranks(self) -> Ranks:
        return self._standings[0]

    @property
    def _scores(self) -> NDArray[np.float64]:
        return self._standings[1]
