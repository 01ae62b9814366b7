"""The columns of a table of results: which results, under which names, and how levels and options are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from maturity_core.extras import optional
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.outputs import BY_NAME, OUTPUTS, Held, Output
from maturity_core.results.batches import check_words
from maturity_core.results.routes import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.results.batches import BatchGaps, BatchPlans

USUAL = ("levels", "scores", "dimension_levels", "dimension_scores")
WRITTEN = ("dictionary", "text", "numbers")
Written = Literal["dictionary", "text", "numbers"]


@dataclass(frozen=True)
class Outputs:
    """Which results a table has, and how they are written. See `AssessmentBatch.to_arrow`."""

    names: Sequence[str] = USUAL
    ids: Written = "dictionary"
    target: TargetLike = None
    limit: int | None = None

    def __post_init__(self) -> None:
        check_words("outputs", self.names, OUTPUTS)
        check_words("ids", [self.ids], WRITTEN)

    def of(self, batch: AssessmentBatch, hidden: NDArray[np.bool_] | None = None) -> dict[str, Any]:
        """Return the results of a batch as Arrow arrays by name; null in rows that are `hidden`."""
        found = batch.results(self.names, self.target, self.limit)
        pairs = ((BY_NAME[name], found[name]) for name in dict.fromkeys(self.names))
        columns = [column for output, result in pairs for column in _columns(batch.framework, output, result)]
        return {column.name: column.array(self.ids, hidden) for column in columns}


@dataclass(frozen=True)
class Column:
    """One column of results: numbers from one of the arrays or, if `words` are given, places in them."""

    name: str
    values: NDArray[Any]
    held: Held
    words: tuple[str, ...] = ()
    ordered: bool = False

    def array(self, written: Written, hidden: NDArray[np.bool_] | None) -> Any:
        """Return the column as an Arrow array."""
        pa = optional("pyarrow")
        lacks = self.held.lacks(self.values)
        if hidden is not None:
            lacks |= hidden
        values = pa.array(np.ascontiguousarray(self.values), mask=lacks if lacks.any() else None)
        if not self.words or written == "numbers":
            return values
        coded = pa.DictionaryArray.from_arrays(values, pa.array(self.words, pa.string()), ordered=self.ordered)
        return coded.dictionary_decode() if written == "text" else coded


def _columns(framework: Framework, output: Output, found: Any) -> Iterator[Column]:
    """Return the columns of one output."""
    if output.holds == "gaps":
        return _gaps(framework, output, found)
    if output.holds == "plans":
        return _next_steps(framework, output, found)
    return (_ranges if output.holds == "ranges" else _standings)(framework, output, found)


def _standings(framework: Framework, output: Output, found: NDArray[Any]) -> Iterator[Column]:
    """Yield levels or scores, one column per ladder of the output's kind; no levels for a ladder without any."""
    (held,) = output.arrays
    kind = output.kind
    for place, at in enumerate(framework.outline.of_kind(kind)):
        ladder = framework.outline.ladders[at]
        values = found if held.axis is None else found[:, place]
        name = output.columns[0].format(id=ladder.id)
        ranks = output.holds == "levels"
        yield from _ranks(framework, name, ladder, values, held) if ranks else [Column(name, values, held)]


def _ranks(framework: Framework, name: str, ladder: Ladder, ranks: NDArray[np.int8], held: Held) -> Iterator[Column]:
    if words := tuple(level.id for level in framework.ladder_levels(ladder)):
        yield Column(name, ranks, held, words, ordered=True)


def _ranges(framework: Framework, output: Output, found: NDArray[Any]) -> Iterator[Column]:
    (held,) = output.arrays
    for end, name in enumerate(output.columns):
        values = found[:, end]
        scores = held.dtype == "float64"
        yield from [Column(name, values, held)] if scores else _ranks(framework, name, FRAMEWORK, values, held)


def _gaps(framework: Framework, output: Output, gaps: BatchGaps) -> Iterator[Column]:
    (status, positions), (status_name, name) = output.arrays, output.columns
    yield Column(status_name, gaps.status, status, STATUS_WORDS)
    for place, question in enumerate(framework.questions):
        options = tuple(option.id for option in question.options)
        yield Column(name.format(id=question.id), gaps.positions[:, place], positions, options, ordered=True)


def _next_steps(framework: Framework, output: Output, plans: BatchPlans) -> Iterator[Column]:
    (status, steps, length, results), (status_name, length_name, results_name, name) = output.arrays, output.columns
    yield Column(status_name, plans.status, status, STATUS_WORDS)
    yield Column(length_name, plans.length, length)
    if framework.chart.outcomes:
        yield Column(results_name, plans.results, results)
    words = tuple(entry.id for entry in framework.capabilities)
    for place in range(plans.steps.shape[1]):
        yield Column(name.format(place=place + 1), plans.steps[:, place], steps, words)


STATUS_WORDS = tuple(map(str, Status))
