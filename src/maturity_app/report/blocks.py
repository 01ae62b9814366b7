"""The blocks that sections are made of: they say what is there, and nothing about how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from maturity_core.telling import LANGUAGE

if TYPE_CHECKING:
    from maturity_core.model.links import Link

State = Literal["met", "unmet", "set aside"]


@dataclass(frozen=True)
class Heading:
    """A heading within a section; `level` is 3 just below the section's own heading, 4 below that."""

    text: str
    level: Literal[3, 4] = 3


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `leads` marks one to read first."""

    text: str
    leads: bool = False


@dataclass(frozen=True)
class Prose:
    """A text of the model's own, which may have paragraphs and lists."""

    text: str


@dataclass(frozen=True)
class Links:
    """A list of links, and of texts that lead nowhere."""

    entries: tuple[Link | str, ...]


@dataclass(frozen=True)
class Point:
    """An entry of a list; `leads` is the part of it to read first, `more` are lines below it.

    `left_out` says how many actions of a step it leaves out, to be counted below the list.
    """

    text: str | Prose
    leads: str = ""
    more: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Points:
    """A list; `numbered` if its order matters, from `start` on; `columns` if its entries are short and many."""

    entries: tuple[Point, ...]
    numbered: bool = False
    columns: bool = False
    start: int = 1


@dataclass(frozen=True)
class Facts:
    """Names with their texts; `brief` if each text is a word or two."""

    pairs: tuple[tuple[str, str | Prose], ...]
    brief: bool = False


@dataclass(frozen=True)
class Check:
    """A requirement in words, its state, and what else there is to say about it."""

    state: State
    text: str
    more: str = ""


@dataclass(frozen=True)
class Checks:
    """A list of requirements."""

    entries: tuple[Check, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table with remarks below its text."""

    text: str
    remarks: tuple[Prose | Links, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a header; the first cell of a row names it.

    `numbers` are the columns that hold numbers, `own` those with texts of the model.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Picture:
    """Named drawings in SVG with one caption, and tables that say the same where no drawing can be shown.

    There are no tables if other blocks of the section say the same already.
    """

    drawings: tuple[tuple[str, str], ...]
    caption: str = ""
    instead: tuple[Table, ...] = ()


Block = Heading | Paragraph | Prose | Links | Points | Facts | Checks | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of the report; `name` is its anchor, `page` if it begins a page on paper. Left out if it has no blocks."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    page: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report: its title, the line below the title, its sections, and the language of the model's texts.

    `facts` are names and texts that stand below the title: when the answers were given, and by whom.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: str = LANGUAGE
    facts: tuple[tuple[str, str], ...] = ()


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return a paragraph for each text that is not empty."""
    return tuple(Paragraph(text) for text in texts if text)


def prose(*texts: str) -> tuple[Prose, ...]:
    """Return the texts of the model that are not empty."""
    return tuple(Prose(text) for text in texts if text)


def links(entries: tuple[Link | str, ...]) -> tuple[Links, ...]:
    """Return the links as one list, or nothing if there are none."""
    return (Links(entries),) if entries else ()


def points(texts: Iterable[str | Prose]) -> tuple[Points, ...]:
    """Return the texts as one list, or nothing if there are none."""
    told = tuple(map(Point, texts))
    return (Points(told),) if told else ()
