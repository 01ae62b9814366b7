"""A model that is being imported: its tables so far, ids made of names, texts made fit, and remarks on the source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from maturity_core.errors import FrameworkError, Problem, cut_middle, is_obeyed, shown
from maturity_core.exchange.importing.entries import LONGEST_SHOWN, Entry
from maturity_core.model.fields import LONGEST_ID, LONGEST_TEXT, TAKEN_COLUMNS, is_address
from maturity_core.model.states import STATE_WORDS
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_core.model.texts import Address

Kind = Literal["fault", "left out", "ours"]
KINDS: dict[Kind, str] = {
    "fault": "What is wrong in the source",
    "left out": "What was left out",
    "ours": "What the source does not say, and how it was read",
}
_NEVER = frozenset({*STATE_WORDS, *TAKEN_COLUMNS})
_ROOM = 6
"""Characters of an id that are kept free for what tells it from others."""


@dataclass(frozen=True)
class Remark:
    """Something to know about an import: a fault of the source, what was left out, or a reading that is ours.

    >>> print(Remark("fault", "answers.yml:3:9", "an unquoted No is read as false by many programs"))
    answers.yml:3:9: an unquoted No is read as false by many programs
    """

    kind: Kind
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


@dataclass
class Draft:
    """What an importer fills: `tables` as a definition file has them, and remarks.

    `translations` are texts of the same tables in other languages: by language, then by address.

    >>> draft = Draft()
    >>> draft.id("Secure build"), draft.id("Secure build"), draft.id("42")
    ('secure-build', 'secure-build-2', 'n42')
    """

    tables: dict[str, Any] = field(default_factory=dict[str, Any])
    remarks: list[Remark] = field(default_factory=list[Remark])
    taken: set[str] = field(default_factory=set[str])
    questions: set[str] = field(default_factory=set[str])
    unread: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    translations: dict[str, dict[Address, str]] = field(default_factory=dict[str, "dict[Address, str]"])

    def add(self, table: str, **fields: Any) -> dict[str, Any]:
        """Add an entry to a table, without fields that are empty, and return it."""
        entry = {name: value for name, value in fields.items() if value not in ("", None, [], {})}
        self.tables.setdefault(table, []).append(entry)
        return entry

    def id(self, name: str, taken: set[str] | None = None) -> str:
        """Return a new id made of a name; `taken` are those it must differ from, by default all that were made."""
        taken = self.taken if taken is None else taken
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        short = "-".join(re.findall("[a-z0-9]+", plain))[: LONGEST_ID - _ROOM].strip("-") or "entry"
        short = f"n{short}" if short.replace("-", "").isdigit() else short
        found = short if short not in taken and short not in _NEVER else _numbered(short, taken)
        taken.add(found)
        return found

    def line(self, entry: Entry) -> str:
        """Return a text as one line without invisible characters."""
        return " ".join(self._told(entry).split())

    def name(self, *entries: Entry) -> str:
        r"""Return the first of these texts that has something to read, as one line.

        Raises:
            FrameworkError: none of them has, at the place of the first.

        >>> Draft().name(Entry(" \u202e", "team.yaml:1:7"), Entry("Planning", "team.yaml:2:7"))
        'Planning'
        """
        for entry in entries:
            if line := self.line(entry):
                self.checked(entry)
                return line
        place, text = entries[0].place, entries[0].text
        what = "expected a name or a text that has something to read"
        raise FrameworkError([Problem(what, place, cut_middle(shown(text), LONGEST_SHOWN))])

    def long(self, *entries: Entry) -> str:
        """Return texts as one long text, a paragraph or more each; what has no room is left out, with a remark."""
        texts = [self._told(entry).strip() for entry in entries]
        whole = "\n\n".join(text for text in texts if text)
        if len(whole) <= LONGEST_TEXT:
            return whole
        self.left_out(entries[0], f"the end of a text of {len(whole):,} characters")
        return whole[:LONGEST_TEXT].rpartition(" ")[0]

    def _told(self, entry: Entry) -> str:
        if entry.nothing:
            self.fault(entry, "this is not a text but what a program writes for a missing number; it is left out")
            return ""
        return _plain(entry.text)

    def links(self, *pairs: tuple[str, str]) -> list[dict[str, str]]:
        """Return those of these texts and addresses that links may have."""
        return [{"text": text or address, "address": address} for text, address in pairs if is_address(address)]

    def keep_clear_aliases(self) -> None:
        """Take out the aliases that name more than one question, or a column that is reserved.

        >>> draft = Draft()
        >>> first = draft.add("questions", id="a", text="A", aliases=["1", "B", "q-1"])
        >>> second = draft.add("questions", id="b", text="B", aliases=["1"])
        >>> draft.keep_clear_aliases()
        >>> first["aliases"], "aliases" in second
        (['q-1'], False)
        """
        names = [
            {folded(name) for name in (entry["id"], entry["text"], *entry.get("aliases", ()))}
            for entry in self.tables.get("questions", ())
        ]
        counts = Counter(chain.from_iterable(names))
        for entry in self.tables.get("questions", ()):
            clear = {folded(name): name for name in entry.pop("aliases", ()) if counts[folded(name)] == 1}
            if kept := [name for key, name in clear.items() if key not in {*TAKEN_COLUMNS, folded(entry["id"])}]:
                entry["aliases"] = kept

    def fault(self, entry: Entry, what: str) -> None:
        """Note something that is wrong in the source."""
        self.remarks.append(Remark("fault", entry.place, what))

    def left_out(self, entry: Entry, what: str) -> None:
        """Note something in the source that the definition file does not say."""
        self.remarks.append(Remark("left out", entry.place, what))

    def ours(self, what: str) -> None:
        """Note how something was read that the source does not say."""
        self.remarks.append(Remark("ours", "", what))

    def knows(self, kind: str, entry: Entry, fields: Collection[str]) -> None:
        """Count the fields of a table that are not read and say something, to be noted once for all of a kind."""
        self.unread.update((kind, name) for name, value in entry.table.items() if name not in fields and value)

    def checked(self, entry: Entry) -> Entry:
        """Return a text unchanged, and note if other readers would take it for true or false."""
        if entry.misread:
            self.fault(entry, f"an unquoted {entry.text} is read as a truth value by many programs; here it is text")
        return entry

    def number(self, entry: Entry) -> Fraction | None:
        """Return the number that a text is, None for nothing, and note if it stands in quotes."""
        if entry and not entry.bare:
            self.fault(entry, f"the number {entry.text} stands in quotes, so that many programs read it as text")
        return entry.number

    def finished(self) -> tuple[Remark, ...]:
        """Return all remarks, those about fields that were not read last."""
        counted = [
            Remark("left out", kind, f"the field {name!r} ({number} times)" if number > 1 else f"the field {name!r}")
            for (kind, name), number in sorted(self.unread.items())
        ]
        return (*self.remarks, *counted)


def _plain(text: str) -> str:
    """Return a text without characters that move or hide others; tabs become spaces."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(one for one in kept if one == "\n" or not (is_obeyed(one) or unicodedata.category(one) == "Co"))


def _numbered(short: str, taken: Collection[str]) -> str:
    """Return an id with a number that is free while the one before is taken; found by halving, for many alike."""
    used, free = 1, 2
    while f"{short}-{free}" in taken:
        used, free = free, 2 * free
    while free - used > 1:
        between = (used + free) // 2
        used, free = (between, free) if f"{short}-{between}" in taken else (used, between)
    return f"{short}-{free}"
