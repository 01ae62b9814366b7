"""Long texts: paragraphs and lists, as plain text has them, and no other mark-up."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

Part: TypeAlias = str | tuple[str, ...]
"""A part of a long text: a paragraph, or the points of a list."""
POINT = "- "
"""How a line begins that is a point of a list."""
MOST_KEPT = 1024
"""So many texts are kept as they were taken apart: a model's own come again and again."""
BRIEF, LENGTHY = 50, 140
"""The letters up to which a first sentence takes the next one with it, and those beyond which its clauses are apart."""
_CLAUSE = re.compile(rf".{{{BRIEF},}}?(?=[:;] )")
_ENDS, _CLOSING = (".", "!", "?", "…"), "\"'\u201d\u2019\u00bb)]"


@lru_cache(MOST_KEPT)
def parts_of(text: str) -> tuple[Part, ...]:
    r"""Return the paragraphs and lists of a long text, without line breaks.

    An empty line ends a paragraph, a line that begins with a hyphen and a space is a point of a list, and any other
    line goes on where the one before it ended. Spaces around a line don't count.

    >>> parts_of("Yes, if all\nof these hold:\n- it is written down\n- everyone has\n  read it\n\nElse no.")
    ('Yes, if all of these hold:', ('it is written down', 'everyone has read it'), 'Else no.')
    """
    pieces: list[tuple[bool, list[str]]] = []
    goes_on = False
    for line in map(str.strip, text.split("\n")):
        if line.startswith(POINT):
            pieces.append((True, [line.removeprefix(POINT).strip()]))
        elif line and goes_on:
            pieces[-1][1].append(line)
        elif line:
            pieces.append((False, [line]))
        goes_on = bool(line)
    parts: list[Part] = []
    for listed, group in groupby(pieces, key=lambda piece: piece[0]):
        texts = tuple(" ".join(lines) for _, lines in group)
        parts += [texts] if listed else texts
    return tuple(parts)


def led(text: str) -> str:
    r"""Return a long text to follow words that lead to it: a list at its beginning starts on a line of its own.

    >>> led("Write it down."), led("- Write it down.")
    ('Write it down.', '\n- Write it down.')
    """
    return f"\n{text}" if text.lstrip().startswith(POINT) else text


def one_line(text: str) -> str:
    r"""Return a long text as one line, for places that have no room for paragraphs and lists.

    >>> one_line("Yes, if:\n- it is written down\n- everyone has read it")
    'Yes, if: - it is written down - everyone has read it'
    """
    return " ".join(filter(None, map(str.strip, text.split("\n"))))


@lru_cache(MOST_KEPT)
def beginning(text: str) -> str:
    r"""Return how a long text begins: the first sentence of its first part, and the next one after a brief one.

    A sentence ends with a full stop, a question or an exclamation mark, or dots, unless a single letter or digit is
    before it, or a small letter or a digit follows: so "z. B. Kunden" and "no. 5" stay whole. What is lengthy ends at a
    colon or a semicolon.

    >>> beginning("- Take an hour with the team. Ask what should be different. Write it down.\n- Say why.")
    'Take an hour with the team. Ask what should be different.'
    """
    words = next((part if isinstance(part, str) else part[0] for part in parts_of(text)), "").split()
    found = ""
    for place, (word, following) in enumerate(zip(words, [*words, ""][1:], strict=True), start=1):
        found = " ".join(words[:place])
        if _is_end(word, following) and len(found) > BRIEF:
            break
    clause = _CLAUSE.match(found) if len(found) > LENGTHY else None
    return f"{clause[0]}." if clause else found


def _is_end(word: str, following: str) -> bool:
    ended, begun = word.rstrip(_CLOSING), following[:1]
    goes_on = begun != begun.upper() or begun in {*"0123456789"}
    return ended.endswith(_ENDS) and len(ended.rstrip("".join(_ENDS))) != 1 and not goes_on
