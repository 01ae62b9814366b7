"""A framework whose every text is Hebrew, and where its texts stand in what is written in English about it."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markup import VOID

from maturity_core import Framework
from maturity_core.model.long_text import one_line, parts_of
from maturity_core.telling.isolating import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EVERYTHING = Path(__file__).parent / "data" / "everything.toml"
TEXTS = {
    *("name", "title", "publisher", "licence", "remark", "summary", "help", "text", "label", "unit", "remedy", "place"),
    *("because", "circumstance", "soon", "start_now", "was", "now"),
}
"""The fields that hold texts, unless what they hold is an id."""
LISTED = {"labels", "patterns"}
IDS = {"since", "remedies"}
"""The tables whose `was` and `now` are ids."""
HEBREW = re.compile("[\u05d0-\u05ea]")
SIGNS = re.compile(f"([{BEGIN}{END}])")
LETTERS = 22


def hebrew(language: str = "en", **changes: Any) -> Framework:
    """Return the model that uses every field, with each of its texts in Hebrew words of its own."""
    data = tomllib.loads(EVERYTHING.read_text("utf-8"))
    return Framework(**{**_said(data, {}), "language": language, **changes})


COMMENT, WRITTEN = "\u05e9\u05dc\u05d5\u05dd\n\n- \u05db\u05df\n- \u05dc\u05d0", "\u05ea\u05d5\u05d3\u05d4"
"""What people write beside answers: paragraphs and points, and a word."""
SHEETS = {"every": Fraction(1), "two of three": Fraction(2, 3), "no": Fraction(0)}
"""Sheets by how much is answered."""


def answers(framework: Framework, share: Fraction) -> dict[str, Any]:
    """Return a sheet that answers this share of the questions, as an answers file has it, with remarks on two."""
    first, second, *_ = (asked.id for asked in framework.questions)
    told = framework.questions[: int(len(framework.questions) * share)]
    given: dict[str, Any] = {asked.id: asked.options[place % 2].id for place, asked in enumerate(told)}
    numeric = [asked.id for asked in told if framework.scales[asked.scale].numeric]
    return {
        "organisation": WRITTEN,
        "respondent": WRITTEN,
        "answers": {**given, **dict.fromkeys(numeric, 20)},
        "comments": {first: COMMENT},
        "evidence": {second: [WRITTEN, f"{WRITTEN} https://example.org/"]},
    }


def _said(value: Any, known: dict[str, str], table: str = "", field: str = "") -> Any:
    if isinstance(value, dict):
        inner = field if field in IDS else table
        return {name: _said(entry, known, inner, name) for name, entry in value.items()}
    if isinstance(value, list):
        return [_said(entry, known, table, field) for entry in value]
    told = field in TEXTS or field in LISTED
    if not isinstance(value, str) or not told or (table in IDS and field in {"was", "now"}):
        return value
    return "\n".join(_line(line, known) for line in value.split("\n"))


def _line(line: str, known: dict[str, str]) -> str:
    """Return two Hebrew words in place of the words of a line, always the same in place of the same ones."""
    point, words = ("- ", line[2:]) if line.startswith("- ") else ("", line)
    if words and words not in known:
        at = len(known)
        known[words] = f"{_word(at)} {_word(at + LETTERS**2)}"
    return point + known.get(words, "")


def _word(number: int) -> str:
    return "".join(chr(0x05D0 + number // LETTERS**place % LETTERS) for place in range(3))


def texts_of(framework: Framework) -> set[str]:
    """Return every text of a framework or a sheet as it may be shown: whole, in one line, each paragraph and point."""
    found: set[str] = set()
    for text in [COMMENT, WRITTEN, *_strings(framework.model_dump(mode="json"))]:
        found |= {text, one_line(text)}
        for part in parts_of(text):
            found |= {part} if isinstance(part, str) else {*part}
    return {text for text in found if HEBREW.search(text)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(entry)


def mixed(pieces: Iterable[tuple[str, bool]], known: set[str]) -> list[str]:
    """Return the pieces of text with Hebrew letters that do not stand isolated, or not alone.

    Args:
        pieces: texts, each with whether an element isolates it from all others.
        known: the texts that may stand alone; in pictures also in lines, or cut.
    """
    return [text for piece, apart in pieces for text in _mixed(piece, known, apart=apart)]


def _mixed(text: str, known: set[str], *, apart: bool) -> Iterator[str]:
    depth = int(apart)
    for piece in SIGNS.split(text):
        depth += (piece == BEGIN) - (piece == END)
        if HEBREW.search(piece) and not (depth > 0 and _alone(piece.strip(), known)):
            yield text


def _alone(piece: str, known: set[str]) -> bool:
    start = piece.removesuffix("\u2026")
    return piece in known or any(piece in text.split() or (start != piece and text.startswith(start)) for text in known)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(value or "", False) for _, value in attrs]
        if tag not in VOID:
            self.open.append((tag, tag == "bdi" or ("dir", "rtl") in attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.found.append((data, any(apart for _, apart in self.open)))


def pieces_of(html: str) -> list[tuple[str, bool]]:
    """Return the texts and the values of attributes in HTML, each with whether an element around it isolates it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found
