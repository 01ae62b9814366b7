"""What a sheet says beside its answers: whose it is, when, by whom and how fast it was filled in, and remarks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, TypeAlias

from pydantic import Field, WithJsonSchema

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.checked import After, Before
from maturity_core.model.fields import (
    LONGEST_ADDRESS,
    MOST_ENTRIES,
    Id,
    Label,
    LongLabel,
    Text,
    is_address,
    is_empty,
    is_list,
    is_table,
)
from maturity_core.model.links import Link
from maturity_core.model.node import FIXED, FixedDict, Node

LONGEST_FACT = 200
"""The most characters in the name of a segment, a respondent or a role."""
MOST_EVIDENCE = 20
"""The most pieces of evidence for one answer."""
MOST_SECONDS = 10_000_000
"""The most seconds that answering can have taken; longer counts as this long."""
ABOUT = ("comments", "evidence")
"""The facts that are about single answers: tables by question id."""

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _at_most(longest: int) -> After:
    def check(value: str) -> str:
        if len(value) > longest:
            raise ValueError(f"expected text of at most {longest:,} characters; this one has {len(value):,}")
        return value

    return After(check)


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text in quotes")  # noqa: TRY004 - pydantic collects ValueError only
    return value


def _day(value: Any) -> Any:
    """Return a date; None for an empty text, as a sheet to fill in has it."""
    if value is None or value == "" or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value or None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError("expected a date that the calendar has") from None
    raise ValueError("expected a date such as 2026-11-03: year, month, day")


def _seconds(value: Any) -> int | None:
    """Return a whole number of seconds; None for an empty text, as a table has it."""
    if value is None or value == "":
        return None
    if type(value) is int and 0 <= value <= MOST_SECONDS:
        return value
    raise ValueError(f"expected a whole number of seconds from 0 to {MOST_SECONDS:,}")


def _without_empty(value: Any) -> Any:
    """Return a table without the entries that are empty: a sheet to fill in may have such."""
    return {key: entry for key, entry in value.items() if not _is_nothing(entry)} if is_table(value) else value


def _is_nothing(entry: Any) -> bool:
    return is_empty(entry) if isinstance(entry, str) else is_list(entry) and not entry


def _listed(value: Any) -> Any:
    """Return a text as the list of its lines, apart from empty ones."""
    return [line.strip() for line in value.split("\n") if line.strip()] if isinstance(value, str) else value


Fact = Annotated[Text, _at_most(LONGEST_FACT)]
Name = Annotated[str, Before(_name)]
Day = Annotated[dt.date | None, Before(_day), WithJsonSchema({"type": ["string", "null"], "format": "date"})]
Seconds = Annotated[
    int | None,
    Before(_seconds),
    WithJsonSchema({"type": ["integer", "null"], "minimum": 0, "maximum": MOST_SECONDS}),
]
Piece = Annotated[Label, _at_most(LONGEST_ADDRESS)]
Pieces = Annotated[tuple[Piece, ...], Before(_listed), Field(max_length=MOST_EVIDENCE)]
Table = Before(_without_empty)
Many = Field(max_length=MOST_ENTRIES)


class SheetFacts(Node):
    """What a sheet says beside its answers. It is kept with them, and changes no score and no level.

    `organisation`, `segment` (of what kind the organisation is), `respondent` (who answered) and `role` (in which role)
    are texts, empty if unknown. `date` is the day that the answers are from, or None. `carried_from` is the edition
    that the answers were given to, if they were carried over from an earlier one; otherwise it is empty. `seconds` is
    how long answering took, a whole number from 0 to 10,000,000, or None if unknown. By question id, `comments` has
    remarks on answers, which may have paragraphs and lists, and `evidence` up to 20 pieces of evidence each: the name
    of a document, the address of a page, or words followed by an address. An empty comment is none.

    >>> facts = SheetFacts(organisation="North", date="2026-11-03", evidence={"goals-set": "Plan https://example.org/p"})
    >>> facts.date.year, facts.evidence["goals-set"]
    (2026, ('Plan https://example.org/p',))
    """

    organisation: Name = ""
    segment: Fact = ""
    date: Day = None
    respondent: Fact = ""
    role: Fact = ""
    carried_from: Text = ""
    seconds: Seconds = None
    comments: Annotated[dict[Id, LongLabel], Table, Many, FIXED] = Field(default_factory=FixedDict)
    evidence: Annotated[dict[Id, Pieces], Table, Many, FIXED] = Field(default_factory=FixedDict)


NO_FACTS = SheetFacts()
FactsLike: TypeAlias = SheetFacts | Mapping[str, Any]
"""The facts of a sheet, or their fields as a mapping."""


def sheet_facts(given: Any, questions: Collection[str]) -> tuple[SheetFacts, list[Problem]]:
    """Return the facts of a sheet with these questions, and everything that is wrong with them.

    Args:
        given: facts or a mapping of their fields; None for none.
        questions: the ids that comments and evidence may have.

    >>> sheet_facts({"comments": {"gols": "Written down."}}, ["goals"])[1]
    [Problem("facts.comments.gols: no such question; got 'gols'")]
    """
    if given is None:
        return NO_FACTS, []
    if not isinstance(given, SheetFacts) and not is_table(given):
        return NO_FACTS, [Problem("expected the facts of a sheet", "facts", shown(given), "SheetFacts, or a mapping")]
    fields: dict[str, Any] = {**given} if is_table(given) else {name: getattr(given, name) for name in ABOUT}
    tables: dict[str, Mapping[Any, Any]] = {name: fields[name] for name in ABOUT if is_table(fields.get(name))}
    asked = frozenset(questions)
    problems = [_stranger(name, key, questions) for name, table in tables.items() for key in table if key not in asked]
    if isinstance(given, SheetFacts):
        return given, problems
    known = {name: {key: table[key] for key in table if key in asked} for name, table in tables.items()}
    try:
        return SheetFacts.model_validate({**fields, **known}), problems
    except ArgumentError as error:
        own = SheetFacts.__name__
        return NO_FACTS, [
            *problems,
            *(replace(one, where=f"facts{one.where.removeprefix(own)}") for one in error.problems),
        ]


def given_to(facts: SheetFacts, edition: str) -> SheetFacts:
    """Return facts that say to which other edition the answers were given; an earlier one that they name stays.

    >>> once = given_to(NO_FACTS, "1.0")
    >>> once.carried_from, given_to(once, "1.1").carried_from, given_to(once, "") == once
    ('1.0', '1.0', True)
    """
    return facts if facts.carried_from or not edition else facts.model_copy(update={"carried_from": edition})


def strange_remarks(facts: SheetFacts, questions: Collection[str], called: str) -> Iterator[Problem]:
    """Yield the comments and the evidence in a stored result that are about none of its questions."""
    for name in ABOUT:
        strange = (key for key in getattr(facts, name) if key not in questions)
        yield from (Problem("no such question", f"{called}.facts.{name}", repr(key)) for key in strange)


def _stranger(table: str, key: Any, questions: Collection[str]) -> Problem:
    near = (key, questions) if isinstance(key, str) else None
    return Problem("no such question", f"facts.{table}.{key if near else shown(key)}", shown(key), near=near)


def link_of(evidence: str) -> Link | None:
    """Return a piece of evidence as a link: the words before its address lead there; None if it ends in no address.

    >>> link_of("Plan https://example.org/plan")
    Link(text='Plan', address='https://example.org/plan')
    >>> link_of("Handbook, page 12") is None
    True
    """
    *words, last = evidence.split()
    if not is_address(last):
        return None
    return Link(text=" ".join(words) or last, address=last)
