"""The dialects of CSV that spreadsheets write: how text is stored, what separates cells, what they add of their own."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.how import SEPARATORS
from maturity_core.answers.number_texts import written_numbers
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from maturity_app.how import How, Mark
    from maturity_app.reading import Reading

MARKS = (",", ";", "\t", "|")
"""What separates cells. Few titles have a tab, so a header with one is separated by tabs, unless that hides its ids."""
BETWEEN = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
"""What messages call them, apart from commas, which need no mention."""
_ID = re.compile(r"\s*[A-Za-z][\w-]*\s*")
_SEPARATOR = re.compile(r'\ufeff?"?sep=([,;\t|])"?[\r\n]*')
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
HEADER_LINES = 1_000
"""The most lines that a header may have: titles may have line breaks."""
SEEN = 64
"""The bytes at the beginning of a file that show how its text is stored."""
UTF_16 = "utf-16"


def encoding_of(head: bytes, how: How) -> str:
    """Return how the text of a file is stored, by its first bytes, with the codec's name; as stated if it was.

    >>> from maturity_app.how import How
    >>> encoding_of("organisation".encode("utf-16"), How()), encoding_of(b"organisation", How())
    ('utf-16', 'utf-8-sig')
    """
    if how.encoding and how.encoding != UTF_16:
        return {"utf-8": "utf-8-sig"}.get(how.encoding, how.encoding)
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return UTF_16
    zeros = [set(head[start:SEEN:2]) == {0} for start in (0, 1)]
    if any(zeros):
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return "utf-16-le" if how.encoding else "utf-8-sig"


def is_utf16(encoding: str) -> bool:
    """Return whether a codec's name is one of UTF-16."""
    return encoding.startswith(UTF_16)


def told_separator(mark: str, reading: Reading) -> None:
    """Note what separates the cells of a file, unless its name or an option says it, or it is a comma."""
    if mark in BETWEEN and not reading.how.separator and not reading.name.lower().endswith(".tsv"):
        reading.tell(f"read with {BETWEEN[mark]} between cells")


def separated(lines: Iterator[str], name: str, how: How) -> tuple[list[str], str]:
    """Return the lines of the header, as far as they were read, and the separator of the cells.

    A first line such as `sep=;`, which some spreadsheets write and hide, gives the separator; no line is returned then.

    Raises:
        AnswersError: the separator is not clear.
    """
    head: list[str] = []
    for line in lines:
        head.append(line)
        if line.strip("\r\n") and ("".join(head).count('"') % 2 == 0 or len(head) == HEADER_LINES):
            break
    said = _SEPARATOR.fullmatch(head[-1]) if head else None
    if said:
        return [], said[1]
    return head, SEPARATORS[how.separator] if how.separator else _separator("".join(head), name, how)


def _separator(head: str, name: str, how: How) -> str:
    """Return the separator of the cells, as the header shows it outside of quotes."""
    bare = _QUOTED.sub("", head.strip("\r\n\ufeff"))
    found = [mark for mark in MARKS if mark in bare]
    others = [mark for mark in found if mark != "\t"]
    if found != others and _ids(bare, "\t") >= max((_ids(bare, mark) for mark in others), default=0):
        return "\t"
    found = others
    if {*found} >= {",", ";"}:
        hint = how.hint("use one of them", "add --separator comma or --separator semicolon")
        raise AnswersError([Problem("the header has both commas and semicolons", name, hint=hint)])
    return next(iter(found), ",")


def _ids(head: str, mark: str) -> int:
    return sum(1 for cell in head.split(mark) if _ID.fullmatch(cell))


def plain_number(text: str, mark: Mark) -> str | None:
    """Return a number with a decimal point, given the decimal mark; the text itself if it has no number to decide.

    Returns:
        None for a number that does not fit the mark.

    >>> plain_number("1,234", "comma"), plain_number("1,234", "point"), plain_number("12.5", "comma")
    ('1.234', '1234', None)
    """
    bare = text.rstrip("% ")
    decimal, between = (",", ".") if mark == "comma" else (".", ",")
    head, point, tail = bare.partition(decimal)
    whole = [one for one in written_numbers(head.replace(between, ",")) if "." not in one]
    if not written_numbers(bare) and not written_numbers(bare.replace(",", "_").replace(".", ",").replace("_", ".")):
        return text
    if not whole or between in tail or decimal in tail:
        return None
    return f"{whole[0]}{point and '.'}{tail}{text[len(bare) :]}"
