"""What sections are made of: blocks that say what is there, and nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["met", "unmet", "set aside"]


@dataclass(frozen=True)
class Heading:
    """A heading within a section; `level` 3 below the section's own, 4 below that."""

    text: str
    level: Literal[3, 4] = 3


@dataclass(frozen=True)
class Paragraph:
    """A text; `leads` marks one that is read first."""

    text: str
    leads: bool = False


@dataclass(frozen=True)
class Point:
    """An entry of a list; `leads` is what is read first of it."""

    text: str
    leads: str = ""


@dataclass(frozen=True)
class Points:
    """A list; `numbered` where its order says something."""

    entries: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Names with what they stand for; `brief` where these are a word or two each."""

    pairs: tuple[tuple[str, str], ...]
    brief: bool = False


@dataclass(frozen=True)
class Check:
    """A requirement in words, how it stands, and what more there is to say of it."""

    state: State
    text: str
    more: str = ""


@dataclass(frozen=True)
class Checks:
    """A list of requirements."""

    entries: tuple[Check, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a header; the first cell of a row names it. `numbers` are the columns that hold numbers."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """Drawings as SVG by their names, with a caption for all, and the tables that say the same where none is shown.

    There is no table where other blocks of the section say the same already.
    """

    drawings: tuple[tuple[str, str], ...]
    caption: str = ""
    instead: tuple[Table, ...] = ()


Block = Heading | Paragraph | Points | Facts | Checks | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of the report: `name` is its anchor. One without blocks is left out."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole report: what it is called, what stands below the title, and its sections."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(Paragraph(text) for text in texts if text)


def points(texts: Iterable[str]) -> tuple[Points, ...]:
    """Return the texts as one list; nothing where there is none."""
    told = tuple(map(Point, texts))
    return (Points(told),) if told else ()
