"""The text of a file, or of standard input: read within bounds, and decoded as it is stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_app.dialects import SEEN, encoding_of, is_utf16
from maturity_app.how import AS_SHOWN
from maturity_app.process import why
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from maturity_app.how import How
    from maturity_app.reading import Reading

STDIN = "-"
TABLES = ("csv", "tsv")
YAML = "yaml"
MEGABYTE = 1_000_000
LARGEST = {"toml": 2 * MEGABYTE, YAML: 5 * MEGABYTE, **dict.fromkeys(("json", *TABLES), 64 * MEGABYTE)}


def file_text(source: str, form: str, reading: Reading | None = None) -> str:
    """Return the text of a file in one of the formats, or of standard input; how it is stored is noted on the reading.

    Raises:
        AnswersError: it cannot be read, is too large, or is not the text it should be.
    """
    name, how = "standard input" if source == STDIN else source, AS_SHOWN if reading is None else reading.how
    data = _read(source, name, LARGEST[form])
    encoding = encoding_of(data[:SEEN], how if form in TABLES else AS_SHOWN)
    if is_utf16(encoding) and form not in TABLES:
        raise AnswersError([Problem("the file is UTF-16, not UTF-8", name, hint="save it as UTF-8")])
    if reading is not None and is_utf16(encoding):
        reading.tell("read as UTF-16")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise AnswersError([_not_text(name, form, encoding, how, error)]) from error


def _not_text(name: str, form: str, encoding: str, how: How, error: UnicodeDecodeError) -> Problem:
    """Return the problem of a file whose text is stored in another way."""
    told = encoding.removesuffix("-sig").upper()
    hint = "save it as UTF-8"
    if form in TABLES:
        option = "add --encoding, such as --encoding windows-1252"
        hint = how.hint("save it as UTF-8 (in a spreadsheet: CSV UTF-8)", option)
    return Problem(f"byte {error.start + 1} is not {told} text", name, hint=hint)


def _read(source: str, name: str, most: int) -> bytes:
    try:
        if source == STDIN:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        if source == STDIN:
            raise AnswersError([Problem(f"cannot be read: {why(error)}", name)]) from error
        raise AnswersError(
            [Problem("the file cannot be read", name, str(error.strerror), hint="check the path")]
        ) from error
    if len(data) > most:
        raise AnswersError([Problem("the file is too large", name, allowed=f"up to {most // MEGABYTE} MB")])
    return data
