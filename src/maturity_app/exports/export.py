"""An export of another program: its content, and what its rows say, before the answers are checked."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maturity_app.csv_files import csv_rows
from maturity_app.file_text import TABLES, YAML, file_text
from maturity_app.workbooks.opening import WORKBOOKS, SheetTable, open_workbook
from maturity_core.answers.tables.columns import question_names
from maturity_core.errors import AnswersError, FrameworkError, Problem, listed
from maturity_core.exchange.importing.json_text import read_json
from maturity_core.exchange.importing.yaml_text import read_yaml

if TYPE_CHECKING:
    from maturity_app.mapping.files import MappingFile
    from maturity_app.reading import Reading
    from maturity_core.exchange.importing.entries import Entry

_READERS: Mapping[str, Callable[[str, str], Entry]] = {YAML: read_yaml, "json": read_json}


@dataclass(frozen=True)
class Said:
    """What an export says of one question: its answer, or several of which the highest counts; `facts` by column.

    Evidence is one piece a line.
    """

    row: int
    question: str
    answers: tuple[str, ...]
    comment: str = ""
    evidence: str = ""
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Export:
    """A file, and how it is read; `form` is its format."""

    source: str
    form: str
    reading: Reading
    mapping: MappingFile

    def tables(self) -> list[SheetTable]:
        """Return the tables of a workbook or a CSV file, the rows of each as long as its longest.

        Raises:
            AnswersError: it cannot be read, or is in another format.
        """
        self.expect(*TABLES, *WORKBOOKS)
        if self.form in WORKBOOKS:
            return open_workbook(self.source, self.form)
        text = file_text(self.source, self.form, self.reading)
        rows = [*csv_rows(io.StringIO(text, newline=""), self.reading)]
        width = max((len(cells) for _, cells in rows), default=0)
        return [
            SheetTable("", is_shown=True, rows=[(row, [*cells, *[""] * (width - len(cells))]) for row, cells in rows])
        ]

    def entry(self, form: str) -> Entry:
        """Return what a file in a format says, YAML or JSON.

        Raises:
            AnswersError: it cannot be read, or is in another format.
        """
        self.expect(form)
        try:
            return _READERS[form](file_text(self.source, form, self.reading), self.reading.name)
        except FrameworkError as error:
            raise AnswersError(error.problems) from error

    def expect(self, *forms: str) -> None:
        """Refuse a file in another format than these.

        Raises:
            AnswersError: it is in another one.
        """
        if self.form not in forms:
            what = f"this is not an export of {self.mapping.export}"
            raise AnswersError([Problem(what, self.reading.name, self.form, listed(forms))])

    def refused(self, allowed: str) -> AnswersError:
        """Return the error of a file that is not what it should be."""
        return AnswersError([Problem("the file holds no answers of this kind", self.reading.name, allowed=allowed)])

    def ids(self, names: Iterable[str]) -> dict[str, str]:
        """Return the ids of the questions that names stand for, by name; the name itself where there is none."""
        every = [*dict.fromkeys(names)]
        return dict(zip(every, every, strict=True)) | question_names(self.reading.framework, every)
