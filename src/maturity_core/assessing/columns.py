"""What a table of results holds: which results, under which names, and how levels and options are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from maturity_core.extras import optional
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.readers.targets import Status
from maturity_core.results.batches import OUTPUTS, check_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessing.assessment import TargetLike
    from maturity_core.assessing.batch import AssessmentBatch

USUAL = OUTPUTS[:4]
WRITTEN = ("dictionary", "text", "numbers")
Written = Literal["dictionary", "text", "numbers"]


@dataclass(frozen=True)
class Outputs:
    """Which results a table holds, and how. See `AssessmentBatch.to_arrow`."""

    names: Sequence[str] = USUAL
    ids: Written = "dictionary"
    target: TargetLike = None
    limit: int | None = None

    def __post_init__(self) -> None:
        check_words("outputs", self.names, OUTPUTS)
        check_words("ids", [self.ids], WRITTEN)

    def of(self, batch: AssessmentBatch, hidden: NDArray[np.bool_] | None = None) -> dict[str, Any]:
        """Return the results of a batch as Arrow arrays by name; null in rows that are `hidden`."""
        columns = [column for name in dict.fromkeys(self.names) for column in WRITERS[name](batch, self)]
        return {column.name: column.array(self.ids, hidden) for column in columns}


@dataclass(frozen=True)
class Column:
    """One column of results: doubles or counts; or, where `words` are given, their places, negative for none."""

    name: str
    values: NDArray[Any]
    words: tuple[str, ...] = ()
    ordered: bool = False

    def array(self, written: Written, hidden: NDArray[np.bool_] | None) -> Any:
        """Return the column as an Arrow array."""
        pa = optional("pyarrow")
        lacks = np.isnan(self.values) if self.values.dtype.kind == "f" else self.values < 0
        if hidden is not None:
            lacks |= hidden
        values = pa.array(np.ascontiguousarray(self.values), mask=lacks if lacks.any() else None)
        if not self.words or written == "numbers":
            return values
        coded = pa.DictionaryArray.from_arrays(values, pa.array(self.words, pa.string()), ordered=self.ordered)
        return coded.dictionary_decode() if written == "text" else coded


def _levels(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    yield from _ranks(batch, "level", FRAMEWORK, batch.levels)


def _ranks(batch: AssessmentBatch, name: str, ladder: str, ranks: NDArray[np.int8]) -> Iterator[Column]:
    """Yield the levels of a ladder; nothing for one that names none."""
    if words := tuple(level.id for level in batch.framework.ladder_levels(ladder)):
        yield Column(name, ranks, words, ordered=True)


def _ranges(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    for end, name in enumerate(("lowest", "highest")):
        yield from _ranks(batch, f"level_{name}", FRAMEWORK, batch.level_ranges[:, end])


def _scores(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    yield Column("score", batch.scores)


def _dimension_levels(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    for place, entry in enumerate(batch.framework.dimensions):
        ranks = batch.dimension_levels[:, place]
        yield from _ranks(batch, f"dimension_{entry.id}_level", Ladder("dimension", entry.id), ranks)


def _dimension_scores(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    for place, entry in enumerate(batch.framework.dimensions):
        yield Column(f"dimension_{entry.id}_score", batch.dimension_scores[:, place])


def _capability_levels(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    for place, entry in enumerate(batch.framework.capabilities):
        ranks = batch.capability_levels[:, place]
        yield from _ranks(batch, f"capability_{entry.id}_level", Ladder("capability", entry.id), ranks)


def _capability_scores(batch: AssessmentBatch, _: Outputs) -> Iterator[Column]:
    for place, entry in enumerate(batch.framework.capabilities):
        yield Column(f"capability_{entry.id}_score", batch.capability_scores[:, place])


def _gaps(batch: AssessmentBatch, outputs: Outputs) -> Iterator[Column]:
    gaps = batch.gaps(outputs.target)
    yield Column("gap_status", gaps.status, STATUS_WORDS)
    for place, question in enumerate(batch.framework.questions):
        options = tuple(option.id for option in question.options)
        yield Column(f"gap_{question.id}", gaps.positions[:, place], options, ordered=True)


def _next_steps(batch: AssessmentBatch, outputs: Outputs) -> Iterator[Column]:
    plans = batch.next_steps(outputs.target, outputs.limit)
    yield Column("plan_status", plans.status, STATUS_WORDS)
    yield Column("plan_length", plans.length)
    words = tuple(entry.id for entry in batch.framework.capabilities)
    for place in range(plans.steps.shape[1]):
        yield Column(f"step_{place + 1}", plans.steps[:, place], words)


STATUS_WORDS = tuple(status.words for status in Status)
WRITERS: dict[str, Callable[[AssessmentBatch, Outputs], Iterator[Column]]] = dict(
    zip(
        OUTPUTS,
        (
            _levels,
            _scores,
            _dimension_levels,
            _dimension_scores,
            _capability_levels,
            _capability_scores,
            _ranges,
            _gaps,
            _next_steps,
        ),
        strict=True,
    )
)
