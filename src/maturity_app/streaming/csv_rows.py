"""Rows of a CSV file out of Arrow columns: the bytes that Python's own writer would write.

Whole columns become text at once. Only texts that are not plain words, as they may need quotes or an apostrophe, are
looked at one by one.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maturity_core.extras import optional

_FORMULA = re.compile(r"(?:\A|[\r\n])(?:[^\S\t\r]|[\ufeff\u200b])*[\t\r=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run: at the beginning of a text or of a line in it, after anything invisible."""


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before one that it might.

    >>> guarded("=1+1"), guarded(" -2"), guarded("North")
    ("'=1+1", "' -2", 'North')
    """
    return f"'{text}" if _FORMULA.search(text) else text


_PLAIN = r"\A(?:[\pL\pN][^,;\t\"\r\n]*)?\z"
"""Texts, in Arrow's notation, that need neither quotes nor an apostrophe: they begin with a letter or a digit."""
_QUOTED = re.compile(r'["\r\n]')


def quoted(text: str, separator: str = ",") -> str:
    """Return a text as a cell: in quotes if it has a separator, a quote or a line end.

    >>> quoted("North"), quoted('the "old" one'), quoted("a;b"), quoted("a;b", ";")
    ('North', '"the ""old"" one"', 'a;b', '"a;b"')
    """
    if separator not in text and not _QUOTED.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


@dataclass(frozen=True)
class Style:
    """How a table was written that results are for: what separates its cells, its decimal mark, its byte order mark."""

    separator: str = ","
    decimal: str = "."
    is_marked: bool = False


USUAL = Style()
"""How tables are written where nothing else is known: as CSV is anywhere but in a spreadsheet of some countries."""


class CsvRows:
    """Writes rows; texts that a spreadsheet would take for formulas are guarded, unless formulas are kept."""

    def __init__(self, *, keep_formulas: bool, style: Style = USUAL) -> None:
        self.keep = keep_formulas
        self.style = style

    def header(self, names: Iterable[str]) -> bytes:
        """Return the first line."""
        return (BOM_UTF8 if self.style.is_marked else b"") + bytes(
            self.data([optional("pyarrow").array([name], "string") for name in names])
        )

    def data(self, columns: Sequence[Any]) -> Any:
        """Return rows, given as Arrow arrays by column, as bytes or as something that has bytes."""
        compute = optional("pyarrow.compute")
        *others, last = map(self._texts, columns)
        if not others:  # an empty line would be no row
            last = compute.if_else(compute.equal(compute.fill_null(last, ""), ""), '""', last)
        null = {"null_handling": "replace", "null_replacement": ""}
        ended = compute.binary_join_element_wise(last, "", "\n", **null)
        rows = compute.binary_join_element_wise(*others, ended, self.style.separator, **null) if others else ended
        return _content(rows)

    def _texts(self, column: Any) -> Any:
        """Return the cells of a column as they are written; an empty cell may be null."""
        pa = optional("pyarrow")
        types, kind = pa.types, column.type
        if types.is_null(kind) or types.is_integer(kind):
            return column.cast(pa.string())
        if types.is_boolean(kind):
            return optional("pyarrow.compute").if_else(column, "True", "False")
        if types.is_floating(kind):
            return _floats(column, self.style.decimal)
        if types.is_dictionary(kind):
            words = [self._cell(None if word is None else str(word)) for word in column.dictionary.to_pylist()]
            return pa.array(words, pa.string()).take(column.indices)
        if types.is_string(kind) or types.is_large_string(kind):
            return self._words(column)
        cells = [None if cell is None else str(cell) for cell in column.to_pylist()]
        return pa.array(cells if types.is_decimal(kind) else map(self._cell, cells), pa.string())

    def _words(self, column: Any) -> Any:
        """Return texts; only those that are not plain words are looked at one by one."""
        pa, compute = optional("pyarrow"), optional("pyarrow.compute")
        plain = compute.match_substring_regex(column, _PLAIN).fill_null(fill_value=True)
        if plain.false_count == 0:
            return column.cast(pa.string())
        strange = compute.invert(plain)
        told = pa.array(map(self._cell, column.filter(strange).to_pylist()), column.type)
        return compute.replace_with_mask(column, strange, told).cast(pa.string())

    def _cell(self, text: str | None) -> str | None:
        return None if text is None else quoted(text if self.keep else guarded(text), self.style.separator)


def _floats(column: Any, mark: str) -> Any:
    """Return floats as Python writes them, each distinct one once; told apart by their bits, as 0.0 equals -0.0."""
    pa = optional("pyarrow")
    bits = column.view(f"int{column.type.bit_width}").dictionary_encode()
    numbers = bits.dictionary.view(column.type).to_pylist()
    return pa.array([str(number).replace(".", mark) for number in numbers], pa.string()).take(bits.indices)


def _content(rows: Any) -> Any:
    """Return the bytes of all texts of an Arrow array without nulls, one after the other."""
    offset, count = rows.offset, len(rows)
    _, ends, content = rows.buffers()
    if not count or content is None:
        return b""
    wide = optional("pyarrow").types.is_large_string(rows.type)
    places = np.frombuffer(ends, np.int64 if wide else np.int32, count + 1 + offset)
    return content.slice(int(places[offset]), int(places[offset + count] - places[offset]))
