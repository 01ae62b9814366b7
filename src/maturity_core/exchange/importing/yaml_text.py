"""YAML, read as text within bounds: no tags, one document, no name twice, and a limit to everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from maturity_core.errors import FrameworkError, Problem, shown
from maturity_core.exchange.importing.entries import Entry
from maturity_core.extras import optional

DEEPEST, MOST_ENTRIES = 40, 200_000
"""How many lists and tables may be inside each other, and how many values a file may have, repeated ones included."""
_MERGE, _NOTHING = "<<", {"", "null", "Null", "NULL"}
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass
class _Open:
    """A list or a table that is being read: its entries so far, the name that waits for a value, and its anchor."""

    place: str
    anchor: str | None
    entries: list[Entry] | dict[str, Entry]
    key: Entry | None = None
    merged: list[Entry] = field(default_factory=list[Entry])
    before: int = 0


class _Reader:
    def __init__(self, name: str, twice: list[Entry] | None) -> None:
        self.name, self.twice = name, twice
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Entry, int]] = {}
        self.count = 0
        self.root: Entry | None = None

    def refuse(self, what: str, event: Any, got: str = "", hint: str = "") -> FrameworkError:
        return FrameworkError([Problem(what, self.place(event), got, hint=hint)])

    def place(self, event: Any) -> str:
        return f"{self.name}:{event.start_mark.line + 1}:{event.start_mark.column + 1}"

    def read(self, event: Any) -> None:
        """Take the next event of the parser."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and self.root is not None:
            raise self.refuse("the file has a second document", event, hint="keep one of them in a file of its own")
        if kind in {"MappingStartEvent", "SequenceStartEvent", "ScalarEvent"} and event.tag not in {None, _TEXT_TAG}:
            raise self.refuse("the value has a tag", event, shown(event.tag), "remove it: tags are never followed")
        if kind == "ScalarEvent":
            bare = not event.style
            value = None if bare and event.value in _NOTHING else event.value
            self.closed(Entry(value, self.place(event), bare), event)
        elif kind == "AliasEvent":
            self.repeated(event)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            if len(self.open) == DEEPEST:
                raise self.refuse(f"more than {DEEPEST} lists and tables inside each other", event)
            entries: Any = {} if kind == "MappingStartEvent" else []
            self.open.append(_Open(self.place(event), event.anchor, entries, before=self.count))
            self.counted(1, self.place(event))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self.ended()

    def ended(self) -> None:
        """Close the innermost list or table: what it merges fills the names that it does not have itself."""
        done = self.open.pop()
        entries = done.entries
        if isinstance(entries, dict):
            whole = dict[str, Entry]()
            for merged in done.merged:  # of several merged tables, the first one counts
                whole |= {key: one for key, one in merged.table.items() if key not in whole}
            entries = whole | entries
        entry = Entry(entries if isinstance(entries, dict) else tuple(entries), done.place)
        self.kept(entry, done.anchor, self.count - done.before)
        self.put(entry)

    def closed(self, entry: Entry, event: Any) -> None:
        self.counted(1, entry.place)
        self.kept(entry, event.anchor, 1)
        self.put(entry)

    def kept(self, entry: Entry, anchor: str | None, size: int) -> None:
        """Keep what an anchor names; as YAML says, one that is given again names the later value."""
        if anchor is not None:
            self.anchors[anchor] = (entry, size)

    def repeated(self, event: Any) -> None:
        """Put in again what an alias names. It counts as often as it is repeated, so that a bomb stays small."""
        if event.anchor not in self.anchors:
            raise self.refuse("the alias names nothing that was read before it", event, shown(event.anchor))
        entry, size = self.anchors[event.anchor]
        self.counted(size, self.place(event))
        self.put(entry)

    def counted(self, more: int, place: str) -> None:
        self.count += more
        if self.count > MOST_ENTRIES:
            raise FrameworkError([Problem(f"more than {MOST_ENTRIES:,} values, repeated ones included", place)])

    def put(self, entry: Entry) -> None:
        """Add an entry to the innermost list or table: in a table names and values take turns."""
        if not self.open:
            self.root = entry
            return
        inner = self.open[-1]
        if isinstance(inner.entries, list):
            inner.entries.append(entry)
        elif inner.key is None:
            if not isinstance(entry.value, str | None):
                raise FrameworkError([Problem("a name has to be text", entry.place)])
            inner.key = entry
        else:
            key, inner.key = inner.key, None
            self.named(inner, inner.entries, key, entry)

    def named(self, inner: _Open, entries: dict[str, Entry], key: Entry, entry: Entry) -> None:
        if key.bare and key.text == _MERGE:
            for merged in entry.list if isinstance(entry.value, tuple) else [entry]:
                self.counted(len(merged.table), key.place)  # refuses anything but a table
                inner.merged.append(merged)
        elif key.text in entries and self.twice is None:
            hint = "keep one of them, or take the last one, as most readers of YAML do: --take-last"
            raise FrameworkError([Problem("a name is given twice", key.place, shown(key.text), hint=hint)])
        else:
            if key.text in entries and self.twice is not None:
                self.twice.append(key)
            entries[key.text] = entry


def read_yaml(text: str, name: str, twice: list[Entry] | None = None) -> Entry:
    r"""Return what a YAML file says, as text.

    Args:
        text: the file.
        name: what places call it.
        twice: where to note names that a table has twice, to take the last value; without it, they are refused.

    Raises:
        FrameworkError: if it is not YAML, has a tag, a second document or a name twice, or exceeds a limit.
        MissingExtraError: if the library that reads YAML is not installed.

    >>> read_yaml("text: No\nvalue: 1.10\n", "answers.yml")["text"]
    Entry(value='No', place='answers.yml:1:7', bare=True)
    """
    yaml = optional("yaml")
    reader = _Reader(name, twice)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            reader.read(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise FrameworkError([Problem(f"the file is not YAML: {what}", place)]) from None
    return reader.root or Entry(None, f"{name}:1:1")
