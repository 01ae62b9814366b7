"""A workbook to fill in: the facts of the sheet on top, then a row per question, with its options to choose from."""

from __future__ import annotations

from string import digits
from typing import TYPE_CHECKING, Any

from maturity_app.csv_cells import cell_answer
from maturity_app.layouts import ANSWER, COMMENT, EVIDENCE
from maturity_app.origin import FACTS, origin_of
from maturity_app.raw_sheet import HEAD, ORGANISATION
from maturity_app.streaming.csv_rows import guarded
from maturity_app.template import needs_text, number_text_of
from maturity_app.workbooks.cells import cell_name
from maturity_app.workbooks.writing import new_workbook, units
from maturity_core.answers.sheets import answer_code
from maturity_core.answers.wording import state_text
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, WORDS
from maturity_core.telling.origin import edition_text

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_app.workbooks.writing import Book
    from maturity_core import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.telling.words import Words

COLUMNS = ("question id", "text", ANSWER, COMMENT, EVIDENCE, "help")
WIDTHS = (18, 48, 30, 36, 36, 60)
LONGEST_LIST = 255
"""The most characters of a list of choices in the cell itself, in UTF-16; a longer one lies on the hidden sheet."""
LONGEST_HINT = 255
"""The most characters of the hint beside a cell."""
LISTS = "Lists"
_APART = {",", '"'}
"""What a text in a list of choices in the cell itself cannot have."""


def write_form(path: Path, framework: Framework, words: Words) -> None:
    """Write a new workbook to fill in, which `maturity assess` reads.

    Raises:
        MaturityError: the file exists, or cannot be written.
        MissingExtraError: xlsxwriter is missing.
    """
    with new_workbook(path) as book:
        form = _Form(book, framework, words)
        head = form.facts()
        for place, question in enumerate(framework.questions):
            form.question(head + 1 + place, question)


class _Form:
    """The sheet to fill in, and the hidden one with the lists that are too long for a cell."""

    def __init__(self, book: Book, framework: Framework, words: Words) -> None:
        self.book, self.framework, self.words = book, framework, words
        self.sheet, self.lists = (book.book.add_worksheet(name) for name in ("Answers", LISTS))
        self.lists.hide()
        self.listed = 0
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)

    def facts(self) -> int:
        """Write the facts of the sheet, those that nobody fills in hidden, and the titles; return the titles' row."""
        origin = origin_of(self.framework)
        self.book.row(self.sheet, 0, ["", edition_text(self.framework, self.words)], self.book.bold)
        for place, fact in enumerate((ORGANISATION, *HEAD), start=1):
            self.book.row(self.sheet, place, [fact], self.book.bold)
        first = 1 + len((ORGANISATION, *HEAD))
        for place, fact in enumerate(FACTS, start=first):
            if getattr(origin, fact):
                self.book.row(self.sheet, place, [fact, getattr(origin, fact)])
            self.sheet.set_row(place, None, None, {"hidden": True})
        head = first + len(FACTS) + 1
        self.book.row(self.sheet, head, COLUMNS, self.book.bold)
        self.sheet.freeze_panes(head + 1, 0)
        return head

    def question(self, row: int, question: Question) -> None:
        """Write a question, with what can be chosen; where a number is asked for, it may be typed instead."""
        told = help_text(self.framework, question, self.words)
        self.book.row(self.sheet, row, [question.id, question.text, None, None, None, told])
        chosen = choices(self.framework, question, self.words.language)
        rule: dict[str, Any] = {"validate": "list", "source": chosen}
        if any(_APART & {*text} for text in chosen) or units(",".join(chosen)) > LONGEST_LIST:
            self.book.row(self.lists, self.listed, chosen)
            rule["source"] = f"={LISTS}!{_range(self.listed, len(chosen))}"
            self.listed += 1
        scale, column = self.framework.scales[question.scale], COLUMNS.index(ANSWER)
        if not scale.takes_numbers:
            self.sheet.write_blank(row, column, None, self.book.as_text)
        number = number_text_of(scale, self.words)
        rule |= {"input_message": number[:LONGEST_HINT], "show_error": False} if number else {}
        self.sheet.data_validation(row, column, row, column, rule)


def choices(framework: Framework, question: Question, language: str) -> list[str]:
    """Return what can be chosen, first options, then states: labels, or ids where a label is not read as its option.

    Labels that a spreadsheet would run as a formula are not used, either.
    """
    scale = framework.scales[question.scale]

    def read(text: str) -> object:
        return answer_code(question, scale, cell_answer(text, numeric=scale.takes_numbers))

    def clear(text: str, otherwise: str, code: int) -> str:
        return text if guarded(text) == text and read(text) == code else otherwise

    options = [clear(option.label, option.id, place) for place, option in enumerate(question.options)]
    states = [DONT_KNOW, *([NOT_APPLICABLE] if question.not_applicable else [])]
    return [*options, *(clear(state_text(code, language), WORDS[code], code) for code in states)]


def _range(row: int, width: int) -> str:
    """Return the cells of a row from its first on, as a formula names them.

    >>> _range(4, 3)
    '$A$5:$C$5'
    """
    last = cell_name((row, width - 1)).rstrip(digits)
    return f"$A${row + 1}:${last}${row + 1}"


def help_text(framework: Framework, question: Question, words: Words) -> str:
    """Return the help of a question and of its options, as plain text."""
    number = number_text_of(framework.scales[question.scale], words)
    parts = [question.help, needs_text(framework, question, words), number]
    parts += [f"{option.label}: {option.help}" for option in question.options if option.help]
    return "\n".join(part for part in parts if part)
