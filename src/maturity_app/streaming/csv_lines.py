"""The lines of a CSV file: one at a time as text, or many at once as bytes."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, cast

from maturity_app.dialects import SEEN, encoding_of, is_utf16
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from typing import BinaryIO

    from maturity_app.reading import Reading

LONGEST = 1_000_000
"""The most characters that a line may have."""
WIDEST = 4
"""The most bytes of a character."""
CHUNK = 1 << 20
"""The bytes read from the file at a time."""
_LINE = re.compile(rb"[^\r\n]*(?:\n|\r\n|\r(?!\Z))")


class Lines:
    """The lines of a UTF-8 file, of any system: LF, CR or both end a line. A byte order mark at the start is left out.

    Args:
        file: the file, open for bytes.
        name: what messages call it.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file = file
        self.name = name
        self.place = 0
        """How many bytes have been passed, without the mark."""
        self._data = b""
        self._at = 0
        self._ended = False
        self._fill()
        self.is_marked = self._data.startswith(BOM_UTF8)
        """Whether the file begins with a byte order mark, as spreadsheets write it."""
        self._data = self._data.removeprefix(BOM_UTF8)

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        """Return the next line, with its end.

        Raises:
            AnswersError: the line is too long.
            UnicodeDecodeError: the line is not UTF-8.
        """
        while not (found := _LINE.match(self._data, self._at)):
            if len(self._data) - self._at > WIDEST * LONGEST:
                raise self._too_long()
            if not self._fill():
                break
        data = found[0] if found else self._data[self._at :]
        if not data:
            raise StopIteration
        line = data.decode()
        if len(line) > LONGEST:
            raise self._too_long()
        self.skip(len(data))
        return line

    def block(self, size: int) -> bytes:
        """Return the lines from here on, as many as are whole within so many bytes; none if not even one is.

        Only LF is looked for. The lines are read again unless they are skipped.
        """
        while len(self._data) - self._at < size and self._fill():
            pass
        end = min(self._at + size, len(self._data))
        if not self._ended or end < len(self._data):
            end = self._data.rfind(b"\n", self._at, end) + 1
        return self._data[self._at : end]

    def skip(self, size: int) -> None:
        """Pass so many bytes."""
        self._at += size
        self.place += size

    @property
    def ended(self) -> bool:
        """Whether no line is left."""
        return self._at == len(self._data) and not self._fill()

    def _too_long(self) -> AnswersError:
        return AnswersError([Problem("a line is too long", self.name, allowed=f"up to {LONGEST} characters")])

    def _fill(self) -> bool:
        """Read on; return whether there was anything."""
        more = self.file.read(CHUNK)
        self._ended = not more
        self._data, self._at = self._data[self._at :] + more, 0
        return bool(more)


class Recoded:
    """A file of text that is stored in another way, read as UTF-8.

    Args:
        file: the file, open for bytes.
        encoding: how its text is stored.
    """

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.text = io.TextIOWrapper(file, encoding, newline="")

    def read(self, size: int) -> bytes:
        """Return the next bytes, about so many; none at the end."""
        return self.text.read(size).encode()


def as_utf8(file: BinaryIO, reading: Reading) -> BinaryIO:
    """Return a file as UTF-8, however its text is stored, which is noted on the reading."""
    head = file.read(SEEN)
    file.seek(0)
    encoding = encoding_of(head, reading.how)
    if is_utf16(encoding):
        reading.tell("read as UTF-16")
    return file if encoding == "utf-8-sig" else cast("BinaryIO", Recoded(file, encoding))
