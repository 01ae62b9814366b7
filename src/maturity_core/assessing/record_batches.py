"""One interface for every engine that works with Arrow record batches: answers in, results out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from maturity_core.answers.matrix import Matrix
from maturity_core.answers.tables.columns import REJECTED
from maturity_core.answers.tables.source import ArrowSource
from maturity_core.assessing.batch import AssessmentBatch
from maturity_core.assessing.columns import USUAL, Outputs, Written
from maturity_core.definition.loading import parse_framework
from maturity_core.errors import AnswersError, ArgumentError, FrameworkError, Problem, shown
from maturity_core.extras import optional
from maturity_core.model.arguments import whole
from maturity_core.model.framework import Framework, framework_given
from maturity_core.readers.targets import parse_target
from maturity_core.results.batches import check_words

if TYPE_CHECKING:
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.scorer import Scorer

__all__ = ["REJECTED", "RecordBatchScorer"]


@dataclass(frozen=True)
class RecordBatchScorer:
    """Scores Arrow record batches by one framework, anywhere: it can be sent to other processes and machines.

    It is sent as the framework's definition; the receiving end checks that the rebuilt framework is the same.

    Args:
        framework: the framework the answers belong to.
        outputs: the results wanted, by the names of attributes and methods of `AssessmentBatch`.
        ids: how levels, options and capabilities are written: ids as a dictionary, ids as plain text, or their places.
        target: for `gaps` and `next_steps`: a level, or a mapping of ladder to level.
        limit: the most steps of a plan.
        bad_rows: `refuse` a batch with a wrong answer, or `mark` the rows with wrong answers: their results are null,
            and a last column, `rejected`, says why.

    Raises:
        TargetError: for an output or a target that does not exist.

    >>> from maturity_core import load_framework
    >>> scorer = RecordBatchScorer(load_framework("service-maturity-check"))
    >>> scorer.outputs
    ('levels', 'scores', 'dimension_levels', 'dimension_scores')
    """

    framework: Framework = field(repr=False)
    outputs: Sequence[str] = USUAL
    ids: Written = "dictionary"
    target: TargetLike = None
    limit: int | None = None
    bad_rows: Literal["refuse", "mark"] = "refuse"

    def __post_init__(self) -> None:
        framework_given(self.framework)
        self._outputs()
        whole(self.limit, "limit")
        check_words("bad_rows", [self.bad_rows], ("refuse", "mark"))
        parse_target(self.framework, self.target)

    def _outputs(self) -> Outputs:
        return Outputs(self.outputs, self.ids, self.target, self.limit)

    def __call__(self, batch: Any) -> Any:
        """See `score_batch`."""
        return self.score_batch(batch)

    def score_batch(self, batch: Any, reasons: Sequence[str | None] | None = None) -> Any:
        """Return a record batch with a row for every row of `batch`, in the same order.

        Args:
            batch: a pyarrow `RecordBatch` with columns by question id; other columns are kept and never read, except
                that rows of another framework or edition are wrong, if the columns `framework` and `edition` say so.
            reasons: for each row, why not to assess it, or None. Only with `bad_rows="mark"`. With reasons, what rows
                belong to is not looked at again.

        Raises:
            AnswersError: for wrong columns and, with `bad_rows="refuse"`, for the first wrong answers.
            MissingExtraError: pyarrow is missing.
        """
        if not isinstance(batch, optional("pyarrow").RecordBatch):
            raise AnswersError(
                [Problem("expected a record batch", "answers", type(batch).__name__, "pyarrow.RecordBatch")]
            )
        source = ArrowSource(self.framework, batch, judged=reasons is not None)
        if self.bad_rows == "refuse":
            source.reading.check()
            return source.widened(self._outputs().of(self._batch(source)))
        told = self._reasons(source, reasons)
        hidden = np.array([reason is not None for reason in told], np.bool_)
        results = self._outputs().of(self._batch(source), hidden)
        pa = optional("pyarrow")
        return source.widened({**results, REJECTED: pa.array(told, pa.string())})

    def _batch(self, source: ArrowSource) -> AssessmentBatch:
        return AssessmentBatch(self.framework, Matrix.of_codes(self.framework, source.reading.codes), {})

    def _reasons(self, source: ArrowSource, given: Sequence[str | None] | None) -> list[str | None]:
        """Return, for each row, why it is not assessed; None if it is."""
        reading = source.reading
        reasons: list[str | None] = [None] * reading.count if given is None else list(given)
        for row in np.flatnonzero(reading.rejected).tolist():
            own = [str(problem).removeprefix(f"answers[{row}].") for problem in reading.reasons(row)]
            reasons[row] = " | ".join([*filter(None, [reasons[row]]), *own])
        return reasons

    def schema(self, schema: Any) -> Any:
        """Return the Arrow schema of the results for batches with this schema."""
        pa = optional("pyarrow")
        if not isinstance(schema, pa.Schema):
            raise ArgumentError([Problem("expected an Arrow schema", "schema", shown(schema), "pyarrow.Schema")])
        none = pa.RecordBatch.from_arrays([pa.nulls(0, kind) for kind in schema.types], schema=schema)
        return self.score_batch(none).schema

    def __reduce__(self) -> tuple[Any, ...]:
        settings = (tuple(self.outputs), self.ids, self.target, self.limit, self.bad_rows)
        asked, whole = self.framework.asked_by, self.framework.whole
        profile = None if asked is None else asked.id
        return _arrived, (whole.to_toml(), whole.given_scorer, profile, self.framework.digest, settings)


def _arrived(
    definition: str, scorer: Scorer | None, profile: str | None, digest: str, settings: tuple[Any, ...]
) -> RecordBatchScorer:
    """Return the scorer rebuilt at the receiving end.

    Raises:
        FrameworkError: this version of the library builds a different framework from the definition.
    """
    framework = parse_framework(definition, "the definition of a RecordBatchScorer")
    if scorer is not None:
        framework = framework.with_scorer(scorer)
    if profile is not None:
        framework = framework.profile(profile)
    if framework.digest != digest:
        what = "the framework rebuilt on the worker differs (digest mismatch)"
        hint = "install the same version of maturity-core at both ends"
        raise FrameworkError([Problem(what, framework.id, framework.digest, digest, hint)])
    return RecordBatchScorer(framework, *settings)
