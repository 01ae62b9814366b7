"""Lines that fit on a screen: SQL is broken only between words, never inside a name or a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 80
"""The most characters of a line, unless a single word has more."""
_WORD = re.compile(r"""(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[^\s"'])+""")


def folded(sql: str) -> str:
    """Return SQL without long lines; no name or text in it may contain a line break.

    >>> print(folded("  SELECT " + " + ".join(["a_long_name"] * 6)))
      SELECT a_long_name + a_long_name + a_long_name + a_long_name + a_long_name +
        a_long_name
    """
    return "\n".join(piece for line in sql.split("\n") for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    """Yield a line in pieces, all but the first indented further."""
    if len(line) <= LONGEST:
        yield line
        return
    piece = indent = line[: len(line) - len(line.lstrip())]
    for word in _WORD.findall(line):
        if piece.strip() and len(piece) + len(word) >= LONGEST:
            yield piece.rstrip()
            piece = f"{indent}  "
        piece += f"{word} "
    yield piece.rstrip()
