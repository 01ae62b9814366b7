"""The assessments of many organisations at once: arrays over organisations, questions in file order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.matrix import Matrix
from maturity_core.answers.tables.columns import is_table
from maturity_core.answers.tables.source import Source, arrow_table, source_of
from maturity_core.assessing.arrays import Arrays
from maturity_core.assessing.assessment import Assessment
from maturity_core.assessing.sweep import Sweep
from maturity_core.errors import AnswersError, NotFoundError, Problem, shown
from maturity_core.model.arguments import mapping, whole
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.outputs import BY_NAME, OUTPUTS
from maturity_core.readers.outlook import Outlook
from maturity_core.readers.targets import parse_target
from maturity_core.results.batches import HOLDERS, BatchGaps, BatchPlans, check_words, frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from maturity_core.answers.likes import Codes, SheetsLike
    from maturity_core.assessing.columns import Written
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.place import Flags

ROWS = 4096
"""How many organisations are read together for *not yet*."""
AIMED = frozenset(name for name, output in BY_NAME.items() if output.holds in HOLDERS)
"""The outputs that depend on a target."""


class AssessmentBatch(Arrays):
    """The levels and scores of many organisations. Made by `Framework.assess_many`; each row as by `Framework.assess`.

    Each result is computed when it is first used, in a pass of its own over the answers, and then kept; gaps and plans
    are kept only for the target given to `assess_many`. `results`, `to_arrow` and `to_frame` compute what they are
    asked for in one pass. If the matrix is changed in the meantime, results computed before keep the old answers,
    later ones have the new answers, and a new answer that is invalid raises AnswersError.

    Levels are ranks, or `NO_LEVEL` where a ladder has no level; scores are the doubles nearest to the exact ones, or
    NaN where nothing applies.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> batch = framework.assess_many([[0] * 20, [2] * 20, [4] * 20])
    >>> batch.levels.tolist(), batch.scores.tolist()
    ([0, 1, 2], [0.0, 0.5, 1.0])
    """

    def __init__(
        self,
        framework: Framework,
        matrix: Matrix,
        found: Mapping[str, Any],
        source: Source | None = None,
        target: Any = None,
    ) -> None:
        self.framework = framework
        self._matrix = matrix
        self._source = source
        self._target = target
        self._found = {name: frozen(result) for name, result in mapping(found, "found").items()}

    @classmethod
    def of(  # noqa: PLR0913 - the options of `Framework.assess_many`
        cls,
        framework: Framework,
        answers: SheetsLike,
        *,
        outputs: Collection[str] | None = None,
        out: Mapping[str, Any] | None = None,
        target: TargetLike = None,
        threads: int = 1,
    ) -> AssessmentBatch:
        """Return the assessments of the rows of `answers`; see `Framework.assess_many`."""
        source = None
        framework_given(framework)
        if is_table(answers):
            source = source_of(framework, answers)
            source.reading.check()
            matrix = Matrix.of_codes(framework, source.reading.codes)
        else:
            matrix = Matrix(framework, answers)
        parsed = parse_target(framework, target)
        wanted = () if outputs is None else outputs
        # With nothing to write, the pass only checks the answers: what is wrong is reported here and now.
        found = Sweep(framework, matrix, wanted, out=out, target=parsed).run(whole(threads, "threads", 1) or 1)
        return cls(framework, matrix, found, source, parsed)

    def __len__(self) -> int:
        return len(self._matrix)

    def __getitem__(self, row: int) -> Assessment:
        """Return the assessment of one organisation."""
        place = _place(row, len(self))
        codes: list[int] = self._matrix.block(slice(place, place + 1))[:, 0].tolist()
        return Assessment(self.framework, codes)

    def blocks(self, size: int) -> Iterator[tuple[int, Codes]]:
        """Return the answers of so many organisations at a time: the first row's place, and codes (n_questions, n).

        Raises:
            AnswersError: listing the first invalid cells of the whole matrix.
            ArgumentError: the size is not a whole number from 1 on.

        >>> from maturity_core import load_framework
        >>> batch = load_framework("service-maturity-check").assess_many([[0] * 20, [2] * 20, [4] * 20])
        >>> [(start, codes.shape) for start, codes in batch.blocks(2)]
        [(0, (20, 2)), (2, (20, 1))]
        """
        starts = range(0, len(self), whole(size, "size", 1) or ROWS)
        return ((start, self._matrix.block(slice(start, start + starts.step))) for start in starts)

    def __repr__(self) -> str:
        return f"<AssessmentBatch of {len(self)} by {self.framework.id} {self.framework.edition}>"

    def _repr_html_(self) -> str:
        from maturity_core.pictures.card import batch_card  # noqa: PLC0415 - only notebooks draw

        return batch_card(self)

    def results(self, names: Collection[str], target: TargetLike = None, limit: int | None = None) -> dict[str, Any]:
        """Return outputs by name; those that are not known yet are computed in one pass.

        Gaps and plans have this target, and plans no more steps than `limit`; all others are kept.

        Raises:
            TargetError: for an output, a ladder or a level that does not exist.

        >>> from maturity_core import load_framework
        >>> batch = load_framework("service-maturity-check").assess_many([[0] * 20, [4] * 20])
        >>> {name: array.tolist() for name, array in batch.results(["levels", "scores"]).items()}
        {'levels': [0, 2], 'scores': [0.0, 1.0]}
        """
        check_words("outputs", names, OUTPUTS)
        most, parsed = whole(limit, "limit"), parse_target(self.framework, target)
        kept = parsed == self._target
        known = {name: self._found[name] for name in names if name in self._found and (kept or name not in AIMED)}
        missing = [name for name in names if name not in known]
        if missing:
            made = Sweep(self.framework, self._matrix, missing, target=parsed, limit=most).run()
            new = {name: frozen(result) for name, result in made.items()}
            self._found |= {name: result for name, result in new.items() if name not in AIMED}
            known |= new
        if "next_steps" in known:
            plans: BatchPlans = known["next_steps"]
            steps = plans.steps[:, : None if most is None else max(most, 0)]
            known["next_steps"] = replace(plans, steps=steps)
        return known

    def _output(self, name: str) -> Any:
        return self._found[name] if name in self._found else self.results([name])[name]

    @property
    def not_yet(self) -> Flags:
        """Whether too few questions are answered for an overall level, (n_organisations,); see `Assessment.not_yet`."""
        if "not_yet" not in self._found:
            blocks = (slice(start, start + ROWS) for start in range(0, len(self), ROWS))
            flags = [Outlook(self.framework, self._matrix.block(block)).not_yet(FRAMEWORK) for block in blocks]
            self._found["not_yet"] = frozen(np.concatenate([np.zeros(0, np.bool_), *flags]))
        found: Flags = self._found["not_yet"]
        return found

    def outlook(self) -> Outlook:
        """Return what the sheets leave open: the range of each ladder, and whether too few questions are answered.

        All sheets are read at once, so this is for tables short enough for people to read.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> outlook = framework.assess_many([[2] * 20, [-1] * 20]).outlook()
        >>> outlook.ranges("framework"), outlook.not_yet("dimension vision").tolist()
        ([(1, 1), (0, 2)], [False, True])
        """
        return Outlook(self.framework, self._matrix.block(slice(0, len(self))))

    def gaps(self, target: TargetLike = None) -> BatchGaps:
        """Return what is missing to reach a target; `target` as for `Assessment.gaps`.

        Raises:
            TargetError: for a ladder or a level that does not exist.
        """
        found: BatchGaps = self.results(["gaps"], target)["gaps"]
        return found

    def next_steps(self, target: TargetLike = None, limit: int | None = None) -> BatchPlans:
        """Return the plans to a target, given as for `Assessment.gaps`; only their first `limit` steps, if it is given.

        Raises:
            TargetError: for a ladder or a level that does not exist.
        """
        found: BatchPlans = self.results(["next_steps"], target, limit)["next_steps"]
        return found

    def to_arrow(
        self,
        outputs: Sequence[str] | None = None,
        *,
        ids: Written = "dictionary",
        target: TargetLike = None,
        limit: int | None = None,
    ) -> Any:
        """Return results as an Arrow table, after those columns of the answers' table that are not questions.

        Args:
            outputs: which results, by the names of attributes and methods here, such as `levels` or `next_steps`.
            ids: how levels, options and capabilities are written: `dictionary` and `text` for their ids, `numbers` for
                ranks, positions and places in the file. No level, no gap and no step are null.
            target: for `gaps` and `next_steps`, as for `Assessment.gaps`.
            limit: the most steps of a plan.

        Raises:
            AnswersError: a column of one's own cannot become an Arrow column.
            MissingExtraError: pyarrow is missing.
            TargetError: for an output, a ladder or a level that does not exist.
        """
        from maturity_core.assessing.columns import USUAL, Outputs  # noqa: PLC0415 - a door

        results = Outputs(USUAL if outputs is None else outputs, ids, target, limit).of(self)
        return arrow_table(results) if self._source is None else self._source.table(results)

    def to_frame(
        self,
        outputs: Sequence[str] | None = None,
        *,
        ids: Written = "dictionary",
        target: TargetLike = None,
        limit: int | None = None,
    ) -> Any:
        """Return results in the kind of table the answers came in, with its other columns and its index.

        Arguments and errors are those of `to_arrow`.

        Raises:
            AnswersError: the answers came as a matrix.
        """
        from maturity_core.assessing.columns import USUAL, Outputs  # noqa: PLC0415 - a door

        if self._source is None:
            raise AnswersError([Problem("the answers came as a matrix, not a table", "answers", hint="use to_arrow")])
        return self._source.widened(Outputs(USUAL if outputs is None else outputs, ids, target, limit).of(self))


def _place(row: Any, rows: int) -> int:
    """Return the place of a row, counted from the end if it is negative.

    Raises:
        ArgumentError: `row` is not a whole number.
        NotFoundError: there is no such row.
    """
    place = whole(row, "row")
    if place is None or not -rows <= place < rows:
        what = "a row must be a whole number" if place is None else "no such row"
        raise NotFoundError([Problem(what, "row", shown(row), f"{-rows} to {rows - 1}" if rows else "none")])
    return place % rows
