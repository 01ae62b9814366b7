"""Read an export of another program as sheets: as a table with a row per question, by the rules of all such tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from maturity_app.csv_cells import cell_answer
from maturity_app.csv_files import DATE
from maturity_app.exports.ciso import ciso
from maturity_app.exports.dsomm import dsomm
from maturity_app.exports.export import Export, Said
from maturity_app.exports.samm import samm
from maturity_app.layouts import ANSWER, COMMENT, EVIDENCE, QUESTION, question_sheets
from maturity_app.raw_sheet import ORGANISATION
from maturity_core.answers.sheets import answer_code
from maturity_core.errors import AnswersError, FrameworkError

if TYPE_CHECKING:
    from maturity_app.mapping.files import MappingFile
    from maturity_app.raw_sheet import RawSheet
    from maturity_app.reading import Reading
    from maturity_core.errors import Problem

EXPORTS: Mapping[str, Callable[[Export], Iterator[Said]]] = {"ciso": ciso, "dsomm": dsomm, "samm": samm}
"""What reads an export, by the name that a mapping gives under `export`."""


def export_sheets(
    source: str, form: str, reading: Reading, mapping: MappingFile, problems: list[Problem]
) -> Iterator[RawSheet]:
    """Yield the sheets of an export; what is wrong with it is added to `problems`.

    Args:
        source: a path, or `-` for standard input.
        form: the format of the file.
        reading: the reading of the file.
        mapping: says whose export it is, and what its texts and the sheets' facts are.
        problems: what is wrong so far.

    Raises:
        AnswersError: the file cannot be read, or is no such export.
    """
    try:
        found = [*EXPORTS[mapping.export](Export(source, form, reading, mapping))]
    except FrameworkError as error:
        raise AnswersError(error.problems) from error
    reading.tell(f"read as an export: {mapping.export}")
    reading.has_texts = True
    facts = [*dict.fromkeys([ORGANISATION, DATE, *mapping.constants])]
    header = [QUESTION, ANSWER, COMMENT, EVIDENCE, *facts]
    rows = [
        (
            one.row,
            [one.question, _answer(one, reading, mapping), one.comment, one.evidence, *_cells(facts, one, mapping)],
        )
        for one in found
    ]
    return question_sheets([(0, header)], rows, reading.name, reading, problems)


def _cells(facts: list[str], said: Said, mapping: MappingFile) -> list[str]:
    return [said.facts.get(fact) or mapping.constants.get(fact, "") for fact in facts]


def _answer(said: Said, reading: Reading, mapping: MappingFile) -> str:
    """Return the answer as the mapping has it; of several, the highest, or the first that is none."""
    texts = [mapping.text(said.question, text) for text in said.answers]
    question = reading.questions.get(said.question)
    if len(texts) <= 1 or question is None:
        return "".join(texts[:1])
    scale = reading.framework.scales[question.scale]
    codes = [answer_code(question, scale, cell_answer(text, numeric=False)) for text in texts]
    unread = [text for text, code in zip(texts, codes, strict=True) if not isinstance(code, int)]
    if unread:
        way = f"in a mapping file with export = {mapping.export!r}, say under [texts] which option each is"
        reading.tell(f"stages that are not options; {way}")
    return unread[0] if unread else max(zip(codes, texts, strict=True), key=lambda pair: int(str(pair[0])))[1]
