"""Results as a workbook: a sheet of the organisations, one of their dimensions, and one with a row per question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maturity_app.raw_sheet import HEAD, ORGANISATION
from maturity_app.workbooks.writing import MOST_ROWS, new_workbook, too_many_rows
from maturity_core.answers.sheets import answer_word
from maturity_core.results.numbers import decimal_text
from maturity_core.telling.standing import told_level

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_app.answer_files import Sheet
    from maturity_core import Assessment, Framework

    Results = Sequence[tuple[Sheet, Assessment]]

SUMMARY = (ORGANISATION, *HEAD, "level", "score", "level_lowest", "level_highest", "answered")
DIMENSIONS = (ORGANISATION, "respondent", "dimension", "name", "level", "score", "answered")
ANSWERS = (
    *(ORGANISATION, "respondent", "dimension", "capability", "question", "text", "answer", "label", "number"),
    *("gap", "comment", "evidence"),
)
"""The columns of the three sheets; where a table of results has the same column, it has the same name."""


def write_results(
    path: Path, framework: Framework, sheets: Sequence[Sheet], target: Any, *, keep_formulas: bool = False
) -> None:
    """Write the results of all organisations as a new workbook.

    Args:
        path: the file, which must not exist yet.
        framework: the framework that the answers belong to.
        sheets: the answers.
        target: what gaps aim for; None for the next level.
        keep_formulas: leave texts as they are that a spreadsheet would run as a formula.

    Raises:
        MaturityError: the file exists or cannot be written, there are too many rows, or the target is not valid.
    """
    if len(sheets) * len(framework.questions) >= MOST_ROWS:
        raise too_many_rows()
    results = [(sheet, sheet.assessed(framework)) for sheet in sheets]
    rows = [row for sheet, result in results for row in _answers(framework, sheet, result, target)]
    with new_workbook(path, keep_formulas=keep_formulas) as book:
        book.sheet("Summary", SUMMARY, _summary(results))
        book.sheet("Dimensions", DIMENSIONS, _dimensions(results))
        book.sheet("Answers", ANSWERS, rows)


def _summary(results: Results) -> Iterator[list[Any]]:
    for sheet, result in results:
        level, ends = told_level(result), result.level_range or ()
        told: list[Any] = [level.name if level else None, None if result.not_yet else result.score]
        facts = [getattr(sheet.facts, name) for name in HEAD]
        possible: list[Any] = [end.name for end in ends] or [None, None]
        yield [sheet.name, *facts, *told, *possible, result.completeness]


def _dimensions(results: Results) -> Iterator[list[Any]]:
    for sheet, result in results:
        for entry in result.dimensions:
            told: list[Any] = [None if entry.not_yet or not entry.level else entry.level.name]
            told += [None if entry.not_yet else entry.score]
            yield [sheet.name, sheet.facts.respondent, entry.id, entry.name, *told, entry.completeness]


def _answers(framework: Framework, sheet: Sheet, result: Assessment, target: Any) -> Iterator[list[Any]]:
    dimensions = {entry.id: entry.dimension for entry in framework.capabilities}
    gaps = {gap.question: gap.to for gap in result.gaps(target).questions}
    for question, code in zip(framework.questions, sheet.codes, strict=True):
        number = sheet.numbers.get(question.id)
        where = [dimensions[question.capability], question.capability, question.id, question.text]
        given: list[Any] = [answer_word(question, code), question.options[code].label if code >= 0 else None]
        given += [None if number is None else _number(decimal_text(number))]
        about = [sheet.facts.comments.get(question.id), "\n".join(sheet.facts.evidence.get(question.id, ()))]
        yield [sheet.name, sheet.facts.respondent, *where, *given, gaps.get(question.id), *about]


def _number(text: str) -> float | str:
    """Return a number as a cell holds it, if it can hold it as it was given; else as text."""
    return text if "/" in text or f"{float(text):.15g}" != text else float(text)
