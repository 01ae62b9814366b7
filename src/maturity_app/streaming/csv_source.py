"""CSV files of any length, read by the same rules as short answers files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from maturity_app.csv_cells import cell_answer
from maturity_app.csv_files import csv_rows, header_problems
from maturity_app.origin import FACTS
from maturity_app.raw_sheet import refusals
from maturity_app.streaming.arrow_answers import row_origin
from maturity_app.streaming.sources import PART, Part, Source
from maturity_core.answers.sheets import answer_code, answer_word
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_app.reading import Reading
    from maturity_core import Framework

LONGEST = 1_000_000
"""The most characters that a line may have."""
REMEMBERED = 4096
"""How many different cells of a column are cached."""

Reader = Callable[[str], str | Problem | None]
Readers = tuple[Reader, Reader]
"""What reads a cell, usually and where a position in it cannot be read."""


class CsvSource(Source):
    """A CSV file; rows are numbered as in a spreadsheet, and those that cannot be read carry the reason."""

    def __init__(self, reading: Reading, path: Path) -> None:
        self.reading = reading
        self.path = path
        self.size = max(path.stat().st_size, 1)
        self.file = path.open(encoding="utf-8-sig", newline="")
        self.rows = csv_rows(lines(self.file, str(path)), str(path))
        try:
            self._read_header(reading.framework)
        except BaseException:
            self.file.close()
            raise

    def _read_header(self, framework: Framework) -> None:
        nothing: list[str] = []
        first, self.header = next(self.rows, (1, nothing))
        questions = [question.id for question in framework.questions]
        if problems := list(header_problems(framework, self.header, f"{self.path}, row {first}")):
            raise AnswersError(problems)
        self.readers = [_readers(self.reading, title) if title in questions else None for title in self.header]
        self.facts = [self.header.index(fact) if fact in self.header else None for fact in FACTS]
        self.lacking = [question for question in questions if question not in self.header]
        pa = optional("pyarrow")
        texts = [(title, pa.string()) for title in self.header]
        self.schema = pa.schema([*texts, *((question, pa.null()) for question in self.lacking)])

    def parts(self) -> Iterator[Part]:
        """See `Source.parts`."""
        while part := list(islice(self.rows, PART)):
            share = min(os.lseek(self.file.fileno(), 0, os.SEEK_CUR) / self.size, 1)
            batch, reasons = self._batch([cells for _, cells in part])
            yield Part(batch, [row for row, _ in part], share, reasons)

    def _batch(self, rows: list[list[str]]) -> tuple[Any, list[str | None]]:
        """Return rows as a record batch of words, and for each the reason why it cannot be read, if any."""
        width = len(self.header)
        reasons: list[list[str]] = [[] for _ in rows]
        for row, cells in enumerate(rows):
            if len(cells) != width:
                problem = Problem("wrong number of cells", "", str(len(cells)), f"{width}, as in the header")
                reasons[row].append(str(problem))
        whole = [cells if len(cells) == width else [""] * width for cells in rows]
        shifted = self._shifted(whole, reasons)
        columns = [
            self._column(title, readers, column, shifted, reasons)
            for title, readers, column in zip(self.header, self.readers, zip(*whole, strict=True), strict=True)
        ]
        pa = optional("pyarrow")
        empty = [pa.nulls(len(rows)) for _ in self.lacking]
        batch = pa.RecordBatch.from_arrays([*columns, *empty], schema=self.schema)
        return batch, [" | ".join(texts) or None for texts in reasons]

    def _shifted(self, rows: list[list[str]], reasons: list[list[str]]) -> list[frozenset[str]]:
        """Return for each row the questions whose positions cannot be read, because the options have changed."""
        self.reading.rows += len(rows)
        said = [tuple("" if place is None else cells[place] for place in self.facts) for cells in rows]
        table: dict[tuple[str, ...], tuple[frozenset[str], list[str]]] = {}
        for facts in set(said):
            told: list[str] = []
            table[facts] = row_origin(self.reading, facts, told), told
        for row, facts in enumerate(said):
            reasons[row] += table[facts][1]
        return [table[facts][0] for facts in said]

    def _column(
        self,
        title: str,
        readers: Readers | None,
        cells: tuple[str, ...],
        shifted: list[frozenset[str]],
        reasons: list[list[str]],
    ) -> Any:
        words: list[Any] = list(cells)
        if readers is not None and not any(shifted):
            words = list(map(readers[0], cells))
        elif readers is not None:
            words = [readers[title in ids](cell) for cell, ids in zip(cells, shifted, strict=True)]
        if Problem in set(map(type, words)):
            for row, word in enumerate(words):
                if isinstance(word, Problem):
                    reasons[row].append(str(word))
                    words[row] = None
        return optional("pyarrow").array(words, "string")

    def close(self) -> None:
        """See `Source.close`."""
        self.file.close()


def lines(file: TextIO, name: str) -> Iterator[str]:
    """Yield the lines of a file, none of which may be long enough to fill the memory.

    Raises:
        AnswersError: a line is too long.
    """
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise AnswersError([Problem("a line is too long", name, allowed=f"up to {LONGEST} characters")])
        yield line


def _readers(reading: Reading, title: str) -> Readers:
    return _reader(reading, title, shifted=False), _reader(reading, title, shifted=True)


def _reader(reading: Reading, title: str, *, shifted: bool) -> Reader:
    """Return a function that reads the cells of a question as a word, None or a problem."""
    question = reading.framework.question(title)
    scale = reading.framework.scales[question.scale]

    @lru_cache(REMEMBERED)
    def read(cell: str) -> str | Problem | None:
        answer: Any = cell_answer(cell, numeric=scale.numeric)
        if answer is None:
            return None
        found: int | Problem | None = next(iter(refusals(answer, question.id)), None)
        if found is None and type(answer) is int and not scale.numeric:
            answer = reading.position(question, answer, shifted=shifted)
            found = answer if isinstance(answer, Problem) else None
        found = answer_code(question, scale, answer) if found is None else found
        if isinstance(found, Problem):
            found = found.hinted()
            return Problem(found.what, question.id, found.got, found.allowed, found.hint)
        return answer_word(question, found)

    return read
