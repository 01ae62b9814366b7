"""The list of a report: a row for each question, as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from maturity_app.csv_cells import harmless_cell
from maturity_app.report.appendix import earned, given_answer
from maturity_core.model.long_text import led
from maturity_core.telling.coming import steps_in_order
from maturity_core.telling.isolating import BEGIN, END
from maturity_core.telling.wording import word_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_app.report.subject import Subject
    from maturity_core.results.routes import First, QuestionGap, Step

COLUMNS = ("number", "dimension", "capability", "question", "answer", "credit", "to", "step", "note", "evidence-title")
"""The names of the texts above the columns."""
COMMA = "comma"
DELIMITERS = {COMMA: ",", "semicolon": ";", "tab": "\t"}
MARK = "\ufeff"
"""The byte order mark, by which some spreadsheets know that a file is UTF-8."""


def question_list(subject: Subject, delimiter: str = ",", *, marked: bool = False, keep: bool = False) -> str:
    """Return the list as the text of a CSV file.

    Args:
        subject: the result, and the target of gaps and steps.
        delimiter: what separates cells.
        marked: begin with a byte order mark.
        keep: leave texts as they are that a spreadsheet would run as a formula; else they begin with an apostrophe.
    """
    text = io.StringIO()
    table = [list(map(subject.say, COLUMNS)), *_rows(subject)]
    rows = table if keep else [list(map(harmless_cell, row)) for row in table]
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return MARK * marked + text.getvalue()


def _rows(subject: Subject) -> Iterator[list[str]]:
    """Yield the questions; what is needed and in which step stays empty while too little is answered."""
    framework, facts, words = subject.framework, subject.assessment.facts, subject.words
    found = () if subject.assessment.not_yet else subject.gaps.questions
    gaps: dict[str, QuestionGap] = {gap.question: gap for gap in found}
    plan = [] if subject.assessment.not_yet else steps_in_order(subject.plan)
    steps: dict[str, tuple[int, Step | First]] = {
        gap.question: (place, step) for place, step in enumerate(plan, start=1) for gap in step.questions
    }
    for question in framework.questions:
        capability = framework.capability(question.capability)
        gap, (place, step) = gaps.get(question.id), steps.get(question.id, (0, None))
        yield [
            str(subject.numbers[question.id]),
            framework.dimension(capability.dimension).name,
            capability.name,
            question.text,
            _plain(given_answer(subject, question)),
            earned(subject, question) or "",
            _plain(word_label(question, gap.to, words)) if gap else "",
            _plain(subject.say("numbered", number=place, text=step.name)) if step else "",
            led(facts.comments.get(question.id, "")),
            "\n".join(facts.evidence.get(question.id, ())),
        ]


def _plain(text: str) -> str:
    """Return a text without the marks around names in the other direction: a cell is a paragraph of its own."""
    return text.replace(BEGIN, "").replace(END, "")
