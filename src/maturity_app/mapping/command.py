"""The command that begins a mapping file: what it recognises is filled in, and what it guesses is only proposed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_app.answer_files import FORMATS, format_of
from maturity_app.console import FRAMEWORK, say, warn
from maturity_app.csv_cells import cell_answer
from maturity_app.csv_files import ORGANISATIONS, csv_rows, without_blanks
from maturity_app.endings import ending_of
from maturity_app.file_text import TABLES, file_text
from maturity_app.how import HOW
from maturity_app.layouts import answer_tables
from maturity_app.lines import wrapped
from maturity_app.mapping.files import SHEET_FACTS, MappingFile, Row, title_meant
from maturity_app.mapping.objects import object_rows
from maturity_app.mapping.using import table_mapping
from maturity_app.new_files import write_new
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.reading import Reading
from maturity_app.table_files import parse_json
from maturity_app.workbooks.opening import WORKBOOKS, open_workbook
from maturity_core.answers.sheets import answer_code
from maturity_core.answers.tables.columns import question_names
from maturity_core.definition.writing import inline
from maturity_core.errors import AnswersError, Problem, is_obeyed
from maturity_core.model.states import STATES
from maturity_core.nearest import folded, nearest
from maturity_core.telling.origin import edition_text
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.nouns import Question

MOST_TEXTS = 60
"""The most different texts of a column that are listed: one with more is no question with options."""
LONGEST = 200
GUESS = "# guess: "
"""How a line begins that counts only once somebody has removed this."""


@click.command("map", short_help="Begin a mapping file for a survey export.")
@FRAMEWORK
@click.argument("export")
@click.option("--out", metavar="FILE", help="Write to this .toml file, which must not exist yet.")
@click.option(
    "--format", "stated", type=click.Choice(FORMATS), help="The format of EXPORT, if its name does not show it."
)
@HOW
def map_command(framework: Framework, export: str, *, out: str | None, stated: str | None) -> None:
    """Begin a mapping file: which column of a survey export is which question, and which text is which option.

    EXPORT is a CSV file or a workbook with a row per respondent, or JSON with an object for each. What is recognised
    without doubt is filled in. What is guessed is only proposed: such lines begin with "# guess:" and count once you
    remove that. Columns and texts that remain are listed. Then `maturity assess FRAMEWORK EXPORT --map FILE` reads the
    export.
    """
    if out is not None:
        ending_of(out, (".toml",), "a mapping")
    reading = Reading(framework, export)
    rows = list(_rows(reading, format_of(export, stated)))
    text = "\n".join(mapping_lines(reading, rows, table_mapping(reading))) + "\n"
    if out is None:
        say(text.rstrip("\n"))
    else:
        write_new(Path(out), text)
        guesses = text.count(f"\n{GUESS}")
        warn([f"written: {out}, with {guesses} guesses to look at"])


def _rows(reading: Reading, form: str) -> Iterator[Row]:
    export = reading.name
    if form in WORKBOOKS:
        tables = answer_tables(open_workbook(export, form, reading.how.decimal), export, reading)
        return iter(tables[0].rows)
    if form not in {*TABLES, "json"}:
        raise AnswersError([Problem("a mapping is for CSV, TSV, workbooks and JSON", export)])
    text = file_text(export, form, reading)
    if form == "json":
        return object_rows(parse_json(text, export, []), reading)
    return csv_rows(io.StringIO(text, newline=""), reading)


def mapping_lines(reading: Reading, rows: Sequence[Row], base: MappingFile) -> Iterator[str]:
    """Yield the lines of a mapping file for the rows of an export; `base` is a mapping for all exports of its kind.

    Raises:
        AnswersError: there are no rows.
    """
    framework, export = reading.framework, reading.name
    if not rows:
        raise AnswersError([Problem("the file has no header", export)])
    header = without_blanks(rows[0][1])
    cells = {title: [row[place] for _, row in rows[1:] if place < len(row)] for place, title in enumerate(header)}
    dropped = [title for title in header if folded(title) in map(folded, base.drop)]
    known, guessed, others = _columns(framework, [title for title in header if title not in dropped], base)
    yield from wrapped(f"Answers to {edition_text(framework, ENGLISH)} ({framework.id}), from {export}.", "# ")
    yield from wrapped(f"A line that begins with {GUESS.strip()!r} counts once you have removed that.", "# ")
    yield f"framework = {_text(framework.id)}"
    yield from [
        f"drop = [{', '.join(map(_text, dropped))}]",
        "",
        "[columns] # title = question, or fact of the sheet",
    ]
    yield from (f"{_text(title)} = {_text(target)}" for title, target in known.items())
    yield from (f"{GUESS}{_text(title)} = {_text(target)}" for title, target in guessed.items())
    yield from (f"# not used: {_text(title)}" for title in others)
    asked = {target for target in (*known.values(), *guessed.values()) if target not in SHEET_FACTS}
    missing = [question.id for question in framework.questions if question.id not in asked]
    yield from [f"# without a column: {', '.join(missing)}"] if missing else []
    yield from ["", "[constants] # what is the same for all", '# segment = "..."']
    for title, target in (known | guessed).items():
        if target in asked:
            yield from _texts(reading, framework.question(target), cells[title])


def _columns(
    framework: Framework, header: Sequence[str], base: MappingFile
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Return the titles that are recognised, those that are guessed, with what they mean, and the others."""
    ids = framework.questions.ids
    known = {title: title for title in header if title in ids} | question_names(framework, header)
    meant = {title: title_meant(title, base, framework) for title in header if title not in known}
    known |= {title: target for title, target in meant.items() if target != title}
    facts = {**{fact: fact for fact in SHEET_FACTS}, **dict.fromkeys(ORGANISATIONS, ORGANISATION)}
    known |= {title: facts[folded(title)] for title in header if title not in known and folded(title) in facts}
    missing = {folded(entry.text): entry.id for entry in framework.questions if entry.id not in known.values()}
    missing |= {folded(entry): entry for entry in ids if entry not in known.values()}
    guessed: dict[str, str] = {}
    for title in header:
        near = "" if title in known or not title else nearest(folded(title)[:LONGEST], missing)
        if near and missing[near] not in guessed.values():
            guessed[title] = missing[near]
    return known, guessed, [title for title in header if title and title not in known and title not in guessed]


def _texts(reading: Reading, question: Question, cells: Sequence[str]) -> Iterator[str]:
    """Yield what texts of a column that are not read as they are may mean: the nearest option, as a guess."""
    scale, decimal = reading.framework.scales[question.scale], reading.how.decimal
    texts = list(dict.fromkeys(cell for cell in cells if cell))
    read = {text: cell_answer(text, numeric=scale.takes_numbers, decimal=decimal) for text in texts}
    unread = [text for text, answer in read.items() if isinstance(answer_code(question, scale, answer), Problem)]
    if not unread:
        return
    labels = {folded(option.label): option.id for option in question.options} | {word: word for word in STATES}
    yield from ["", f"[answers.{question.id}] # {', '.join(question.options.ids)}"]
    for text in unread[:MOST_TEXTS]:
        near = nearest(folded(text)[:LONGEST], labels)
        yield f"{GUESS}{_text(text)} = {_text(labels[near])}" if near else f'# {_text(text)} = "..."'
    yield from [f"# and {len(unread) - MOST_TEXTS} more"] if len(unread) > MOST_TEXTS else []


def _text(text: str) -> str:
    r"""Return a text as TOML has it, on one line; what could move or hide others on a screen is escaped.

    >>> print(_text('"Q1"\n\u202e'))
    "\"Q1\"\n\U0000202e"
    """
    return "".join(f"\\U{ord(mark):08x}" if is_obeyed(mark) else mark for mark in inline(text))
