"""CSV files of any length, read by the same rules as short answers files.

Rows are read many at once, each distinct cell of a question once. Where that might find other cells than the reader of
short files does, rows are read one by one until it cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_app.csv_files import SPACES, Editions, fitted, header_problems, numbered, without_blanks
from maturity_app.dialects import separated, told_separator
from maturity_app.layouts import refuse_questions
from maturity_app.origin import EDITION, FACTS
from maturity_app.raw_sheet import CARRIED_FROM, refusals
from maturity_app.streaming.arriving import Arrived, Cells, Group, arrived, carried_from, moved
from maturity_app.streaming.arrow_answers import row_origin
from maturity_app.streaming.cell_readers import Readers, readers_of
from maturity_app.streaming.csv_lines import Lines, as_utf8
from maturity_app.streaming.csv_plain import PlainCsv
from maturity_app.streaming.csv_rows import Style
from maturity_app.streaming.sources import Part, Source
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional
from maturity_core.model.states import UNANSWERED, WORDS

if TYPE_CHECKING:
    from typing import BinaryIO

    from numpy.typing import NDArray

    from maturity_app.reading import Reading
    from maturity_core import Framework

BLOCK = 1 << 22
"""The bytes of a part: read, scored and written at a time."""
LEAST = 1 << 14
"""The fewest bytes that are read at once: where that fails, rows are read one by one."""

Reasons = dict[int, list[str]]
"""Why rows cannot be assessed, by place in the part."""


class CsvSource(Source):
    """A CSV file; rows are numbered as in a spreadsheet, and those that cannot be read carry the reason.

    Args:
        reading: the reading of the file.
        path: the file.
        file: its content, if it is not CSV itself: what a workbook holds, as CSV.
    """

    def __init__(self, reading: Reading, path: Path, file: BinaryIO | None = None) -> None:
        self.reading = reading
        reading.has_texts = True
        self.path = path
        self.size = max(path.stat().st_size, 1)
        self.file = path.open("rb") if file is None else file
        self.row = 0
        self.step = BLOCK
        try:
            self.lines = Lines(as_utf8(self.file, reading), str(path))
            self._read_header(reading.framework)
        except BaseException:
            self.file.close()
            raise

    def _read_header(self, framework: Framework) -> None:
        head, self.delimiter = separated(self.lines, str(self.path), self.reading.how)
        told_separator(self.delimiter, self.reading)
        decimal = "," if self.reading.how.decimal == "comma" else "."
        marked = (
            self.lines.is_marked or self.delimiter != ","
        )  # what only spreadsheets write, they have to tell as text
        self.style = Style(self.delimiter, decimal, is_marked=marked)
        self.header: list[str] = []
        for row, cells in numbered(chain(head, self.lines), self.delimiter, str(self.path)):
            self.row = row
            if any(cells):
                self.header = cells
                break
        self.width = len(self.header)
        self.header = without_blanks(self.header)
        refuse_questions([(self.row, self.header)], str(self.path), self.reading)
        questions = [question.id for question in framework.questions]
        self.editions = Editions(framework, self.reading.how)
        self.earlier = self.editions.earlier_columns(self.header)
        place = f"{self.path}, row {self.row}"
        if problems := list(header_problems(framework, self.header, place, self.earlier)):
            raise AnswersError(problems)
        self.header = self.reading.titles(self.header)
        asked = {*questions} & {*self.header}
        self.readers = [readers_of(self.reading, title) if title in asked else None for title in self.header]
        self.facts = [self.header.index(fact) if fact in self.header else None for fact in FACTS]
        self.tells = [CARRIED_FROM] if EDITION in self.header else []
        self.lacking = [question for question in questions if question not in asked]
        pa = optional("pyarrow")
        words = pa.dictionary(pa.int32(), pa.string())
        own = [title for title in self.header if title not in {*self.earlier, *self.tells}]
        own += self.tells
        fields = [(title, words if title in asked else pa.string()) for title in own]
        self.schema = pa.schema([*fields, *((question, pa.null()) for question in self.lacking)])
        encoded = [title in asked or title in FACTS or title in self.earlier for title in self.header]
        self.kinds = [words if encode else pa.string() for encode in encoded]
        self.kinds += [pa.string()] * (self.width - len(self.header))
        self.plain = PlainCsv(self.delimiter, self.kinds)

    def parts(self) -> Iterator[Part]:
        """See `Source.parts`."""
        while not self.lines.ended:
            end = self.lines.place + BLOCK - LEAST
            batches: list[Any] = []
            rows: list[int] = []
            reasons: Reasons = {}
            later: list[Arrived] = []
            while self.lines.place < end and not self.lines.ended:
                columns, numbers, wrong = self._rows()
                columns = self._titled(columns, wrong)
                if numbers:
                    groups = self._groups(columns, wrong)
                    batches.append(self._batch(columns, groups, wrong))
                    found = [self._arrived(columns, group) for group in groups if group.found.way]
                    later += moved(found, len(rows))
                    reasons |= {len(rows) + place: texts for place, texts in wrong.items()}
                    rows += numbers
            if rows:
                told = [" | ".join(reasons[row]) if row in reasons else None for row in range(len(rows))]
                share = min(self.lines.place / self.size, 1)
                yield Part(_joined(batches), rows, share, told if reasons else None, later)

    def _rows(self) -> tuple[list[Any], Sequence[int], Reasons]:
        """Return the next rows: their cells by column, their numbers, and those with a wrong number of cells."""
        while True:
            block = self.lines.block(self.step)
            if found := self.plain.read(block):
                self.lines.skip(found[0])
                self.step = min(2 * self.step, BLOCK)
                return *self._filled(found[1]), {}
            if not block or self.step <= LEAST:
                return self._one_by_one(max(len(block), 1))
            self.step = max(self.step // 4, LEAST)

    def _titled(self, columns: list[Any], reasons: Reasons) -> list[Any]:
        """Return the columns without those at the end that have no title; add the rows with a cell there."""
        for column in columns[len(self.header) :]:
            for row in np.flatnonzero(~_is_empty(column)).tolist():
                width = f"{len(self.header)}, as in the header"
                problem = Problem("wrong number of cells", "", str(self.width), width)
                reasons.setdefault(row, [str(problem)])
        return columns[: len(self.header)]

    def _filled(self, columns: list[Any]) -> tuple[list[Any], Sequence[int]]:
        """Return the rows that are not empty, and their numbers."""
        first, count = self.row + 1, len(columns[0])
        self.row += count
        empty = np.ones(count, np.bool_)
        for column in columns:
            empty &= _is_empty(column)
            if not empty.any():
                return columns, range(first, first + count)
        places = np.flatnonzero(~empty)
        return [column.take(optional("pyarrow").array(places)) for column in columns], (places + first).tolist()

    def _one_by_one(self, size: int) -> tuple[list[Any], Sequence[int], Reasons]:
        """Return the rows that begin within so many bytes, as the standard library reads them."""
        end, width = self.lines.place + size, len(self.header)
        rows: list[list[str]] = []
        numbers: list[int] = []
        reasons: Reasons = {}
        for row, found in numbered(self.lines, self.delimiter, str(self.path), self.row):
            self.row = row
            cells = fitted(found, width)
            if any(cells) and len(cells) != width:
                problem = Problem("wrong number of cells", "", str(len(cells)), f"{width}, as in the header")
                reasons[len(rows)] = [str(problem)]
            if any(cells):
                rows.append([*(cells if len(cells) == width else [""] * width), *[""] * (self.width - width)])
                numbers.append(self.row)
            if self.lines.place >= end:
                break
        pa = optional("pyarrow")
        texts = [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)]
        pairs = zip(texts, self.kinds, strict=bool(rows))
        return [cells if kind == pa.string() else cells.dictionary_encode() for cells, kind in pairs], numbers, reasons

    def _groups(self, columns: list[Any], reasons: Reasons) -> list[Group]:
        """Return rows grouped by what they belong to; add to `reasons` why a row cannot be assessed."""
        count = len(columns[0])
        facts = [None if place is None else columns[place] for place in self.facts]
        group = np.zeros(count, np.intp)
        for column in (column for column in facts if column is not None):
            codes = group * len(column.dictionary) + column.indices.to_numpy()
            group = np.unique(codes, return_inverse=True)[1]
        firsts = np.unique(group, return_index=True)[1]
        found: list[Group] = []
        for first in np.sort(firsts).tolist():
            told: list[str] = []
            said = ["" if column is None else column[first].as_py().strip(SPACES) for column in facts]
            rows = np.flatnonzero(group == group[first])
            found.append(Group(*row_origin(self.reading, said, told), rows))
            for row in rows.tolist() if told else ():
                reasons.setdefault(row, []).extend(told)
        return found

    def _batch(self, columns: list[Any], groups: Sequence[Group], reasons: Reasons) -> Any:
        """Return rows as a record batch, questions as words; add to `reasons` why a row cannot be read."""
        pa, count = optional("pyarrow"), len(columns[0])
        self.reading.rows += count
        carried = [row for group in groups if group.found.way for row in group.rows.tolist()]
        arrays: dict[str, Any] = {}
        for title, readers, column in zip(self.header, self.readers, columns, strict=True):
            if readers is None:
                arrays |= {} if title in self.earlier else {title: _trimmed(column)}
                continue
            lost = [group.rows for group in groups if title in group.found.shifted and not group.found.way]
            arrays[title] = _words(readers, column, np.concatenate(lost) if lost else None, reasons)
        for row in carried:
            reasons.pop(row, None)  # what was read of it as an answer to the framework as it is now
        for title in self.tells:
            arrays[title] = carried_from(groups, arrays.pop(title, pa.nulls(count)))
        empty = [pa.nulls(count) for _ in self.lacking]
        return pa.RecordBatch.from_arrays([*arrays.values(), *empty], schema=self.schema)

    def _arrived(self, columns: list[Any], group: Group) -> Arrived:
        """Return rows of an earlier edition, carried over."""

        def answers(cells: Cells) -> dict[str, Any]:
            texts = {title: cell.strip(SPACES) for title, cell in cells.items()}
            read = self.editions.answers(texts, group.origin.edition)
            return {title: next(iter(refusals(answer, title)), answer) for title, answer in read.items()}

        asked = {*self.earlier, *self.reading.questions}
        found = {title: column for title, column in zip(self.header, columns, strict=True) if title in asked}
        return arrived(self.reading, group, found, answers)

    def close(self) -> None:
        """See `Source.close`."""
        self.file.close()


def _is_empty(column: Any) -> NDArray[np.bool_]:
    """Return which cells have nothing but spaces."""
    empty: NDArray[np.bool_]
    if hasattr(column, "dictionary"):
        blank = [not text.strip(SPACES) for text in column.dictionary.to_pylist()]
        empty = np.array(blank, np.bool_)[column.indices.to_numpy()]
    else:
        compute = optional("pyarrow.compute")
        empty = compute.equal(compute.binary_length(_trimmed(column)), 0).to_numpy(zero_copy_only=False)
    return empty


def _trimmed(column: Any) -> Any:
    """Return a column of one's own as text, without spaces around cells."""
    texts = optional("pyarrow.compute").utf8_trim(getattr(column, "dictionary", column), characters=SPACES)
    return texts.take(column.indices) if hasattr(column, "dictionary") else texts


def _words(readers: Readers, column: Any, lost: NDArray[np.intp] | None, reasons: Reasons) -> Any:
    """Return the cells of a question as words; those that cannot be read become `unanswered`, with a reason.

    Args:
        readers: what reads a cell, usually and in the rows `lost`.
        column: the cells, as a dictionary.
        lost: rows in which positions cannot be read.
        reasons: why rows cannot be read.
    """
    pa = optional("pyarrow")
    texts: list[str] = [text.strip(SPACES) for text in column.dictionary.to_pylist()]
    found = list(map(readers[0], texts))
    places: NDArray[np.integer[Any]] = column.indices.to_numpy()
    if lost is not None:
        found += map(readers[1], texts)
        places = places.copy()
        places[lost] += len(texts)
    wrong: NDArray[np.bool_] = np.array([isinstance(word, Problem) for word in found], np.bool_)
    if wrong.any():
        for row in np.flatnonzero(wrong[places]).tolist():
            reasons.setdefault(row, []).append(str(found[int(places[row])]))
    words = [WORDS[UNANSWERED] if isinstance(word, Problem) else word for word in found]
    return pa.DictionaryArray.from_arrays(places, pa.array(words, pa.string()))


def _joined(batches: Sequence[Any]) -> Any:
    """Return record batches as one."""
    if len(batches) == 1:
        return batches[0]
    (batch,) = optional("pyarrow").Table.from_batches(batches).combine_chunks().to_batches()
    return batch
