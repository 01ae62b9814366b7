"""A run from file to file: in parts, in constant memory, and whole or not at all."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from maturity_app.csv_files import no_organisation
from maturity_app.new_files import drafts, naming
from maturity_app.reading import Reading
from maturity_app.streaming.arriving import scored
from maturity_app.streaming.behind import Behind
from maturity_app.streaming.formats import ending_of, format_of
from maturity_app.streaming.formats import reading as reading_of
from maturity_app.streaming.opening import open_source
from maturity_app.streaming.progress import Progress
from maturity_app.streaming.sinks import CsvSink, open_sink
from maturity_app.streaming.sources import Part, Source
from maturity_app.workbooks.writing import WORKBOOK
from maturity_core import RecordBatchScorer
from maturity_core.assessing.record_batches import REJECTED
from maturity_core.errors import AnswersError
from maturity_core.extras import optional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from maturity_core import Framework

AGAIN = "nothing was kept; the same command starts again from the first row"


@dataclass(frozen=True)
class Wanted:
    """What a run writes: results, their target, whether formulas in CSV are kept; and where positions start."""

    outputs: Sequence[str]
    target: Any = None
    limit: int | None = None
    keep_formulas: bool = False
    positions_from: int | None = None


@dataclass(frozen=True)
class Done:
    """What a run has written, and the notes on the file it has read."""

    rows: int
    rejected: int
    side: Path
    notes: Sequence[str] = ()


def rejected_file(out: Path) -> Path:
    """Return the file that says which rows were not assessed, and why.

    >>> rejected_file(Path("scores.parquet")).name
    'scores.rejected.csv'
    """
    return out.with_name(f"{out.stem}.rejected.csv")


def assess_file(framework: Framework, source: Path, stated: str | None, out: Path, wanted: Wanted) -> Done:
    """Assess every organisation of a file, and write the results to another.

    Rows with wrong answers keep their place, with null results and the reason in the column `rejected`; they are also
    listed in a file of their own, which is written only if there are any.

    Raises:
        MaturityError: the file as a whole is wrong, or one of the files to write exists already or cannot be written.
            None of them is left behind.
    """
    format_of(out, others=[WORKBOOK.removeprefix(".")])  # refuses what cannot be written
    side = rejected_file(out)
    scorer = RecordBatchScorer(framework, wanted.outputs, target=wanted.target, limit=wanted.limit, bad_rows="mark")
    reading = Reading(framework, str(source), wanted.positions_from)
    with ExitStack() as stack:
        file = stack.enter_context(closing(open_source(reading, source, stated)))
        schema = _plain(file.schema, {question.id for question in framework.questions})
        results = scorer.schema(schema)
        side_draft, draft = stack.enter_context(drafts(side, out, hint=AGAIN))
        opened = open_sink(draft, ending_of(out), results, keep_formulas=wanted.keep_formulas, style=file.style)
        sink = stack.enter_context(Behind(opened))
        rejects = stack.enter_context(Rejects(side_draft, keep_formulas=wanted.keep_formulas))
        progress = Progress(sys.stderr)
        stack.callback(progress.clear)
        rows = 0
        for part in _parts(file, source):
            reasons = part.reasons or [None] * len(part.rows)
            results = scored(scorer.score_batch, part.batch.cast(schema), reasons, part.arrived)
            sink.write(results)
            with naming(side_draft):
                rejects.write(part.rows, results.column(REJECTED))
            rows += len(part.rows)
            progress.tell(rows, part.share)
    return Done(rows, rejects.count, side, reading.notes())


def _parts(file: Source, source: Path) -> Iterator[Part]:
    """Yield the parts of a file.

    Raises:
        AnswersError: it cannot be read, or has no rows.
    """
    rows = 0
    with reading_of(source):
        for part in file.parts():
            rows += len(part.rows)
            yield part
    if not rows:
        raise AnswersError([no_organisation(str(source))])


def _plain(schema: Any, questions: AbstractSet[str]) -> Any:
    """Return a schema without the dictionaries of columns that are passed on: they may differ from part to part."""
    pa = optional("pyarrow")
    fields = [
        field.with_type(field.type.value_type)
        if pa.types.is_dictionary(field.type) and field.name not in questions
        else field
        for field in schema
    ]
    return pa.schema(fields)


class Rejects:
    """The file of rows that were not assessed, opened when there is one."""

    def __init__(self, path: Path, *, keep_formulas: bool) -> None:
        self.path = path
        self.keep_formulas = keep_formulas
        self.count = 0
        self.sink: CsvSink | None = None

    def write(self, rows: Sequence[int], reasons: Any) -> None:
        """Write the rows that have a reason in an Arrow array of reasons."""
        told = reasons.is_valid()
        if not told.true_count:
            return
        if self.sink is None:
            self.sink = CsvSink(self.path, ["row", "reason"], keep_formulas=self.keep_formulas)
        self.sink.write_rows([optional("pyarrow").array(rows).filter(told), reasons.filter(told)])
        self.count += told.true_count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self.sink is not None:
            with naming(self.path):
                self.sink.close()
