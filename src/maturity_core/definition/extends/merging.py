"""Merges a framework and a file with `extends`: what the file leaves out, changes and adds, table by table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from maturity_core.definition.extends.differences import HEAD, OWN, Differences
from maturity_core.definition.extends.requirements import Requirements, without_ladders
from maturity_core.model.base import Base, Change
from maturity_core.model.checks.references import unknown
from maturity_core.model.entries import Entries
from maturity_core.model.extension import Extension
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.node import altered, unchecked

if TYPE_CHECKING:
    from maturity_core.model.fields import Path
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level

NOUNS = {"dimensions": "dimension", "capabilities": "capability", "questions": "question", "measures": "measure"}
OWNED_BY = {"dimension", "capability"}
"""What the entries of the next table in `NOUNS` belong to."""
KEYED = ("levels", "level_lists", "scales", *NOUNS, "profiles")
SINGLE = ("contrasts", "levers", "views")
REASONED = {"questions", "requirements", "rules", "notes", *SINGLE}
"""Tables whose entries state their basis and a reason."""


class Merge(Differences):
    """Merges a framework table by table. Whatever names nothing, or changes nothing, is a problem."""

    def __init__(self, base: Framework, extension: Extension) -> None:
        super().__init__(base, extension)
        self.gone: dict[str, set[str]] = {}

    @property
    def gone_ladders(self) -> set[str]:
        """The ladders of everything that was left out."""
        return {Ladder(KIND_OF[table], name) for table in KIND_OF for name in self.gone[table]}

    def everything(self) -> None:
        """Merge all tables, and record the differences."""
        self.leave_out()
        self.head()
        self.lists()
        self.rules()
        self.singles()
        self.notes()
        self.record()

    def head(self) -> None:
        """Set what the file says about itself and its own earlier editions, and the other fields at its head."""
        self.tables["since"] = self.extension.since
        for name in OWN:
            self.tables[name] = getattr(self.extension, name, "")
        if self.tables["name"] == self.base.name:
            what, hint = f"{self.base.id!r} already has that name", "say whose reading it is"
            self.problem(("name",), what, repr(self.base.name), hint)
        self.tables["examples"] = self.extension.examples  # those of the base are about other rules
        for name in HEAD:
            value = getattr(self.extension, name)
            if value is not None:
                self.compared(type(self.base), name, getattr(self.base, name), value, (name,))
                self.tables[name] = value

    def leave_out(self) -> None:
        """Find what is removed: what the file names, and what belongs to it."""
        owner, owners = "", set[str]()
        for table, noun in {**NOUNS, "profiles": "profile"}.items():
            entries = {entry.id: entry for entry in getattr(self.base, table)}
            gone = {name for name, entry in entries.items() if owner and getattr(entry, owner) in owners}
            for index, name in enumerate(getattr(self.extension.leave_out, table)):
                path: Path = ("leave_out", table, index)
                if name not in entries:
                    self.problems.append(unknown(noun, name, entries, path))
                elif name in gone:
                    self.problem(path, "it is already left out", repr(name), "remove this")
                else:
                    gone.add(name)
                    self.blame[name] = path
                    self.blame.setdefault(getattr(entries[name], owner) if owner else name, path)
            for name in (name for name in entries if name in gone):
                was = getattr(entries[name], "text", None) or entries[name].name
                self.changes.append(Change(what="left out", at=f"{table}.{name}", was=was))
            self.gone[table] = owners = gone
            owner = noun if noun in OWNED_BY else ""

    def lists(self) -> None:
        """Merge every table whose entries have ids: leave out, change, add."""
        self.tables |= self._unnamed()
        for table in KEYED:
            current = self.tables[table]
            new = getattr(self.extension.change, table)
            kept = self._entries(current, new, (table,), ("change", table), self.gone.get(table, set()))
            self.tables[table] = self.added(table, kept)

    def _unnamed(self) -> dict[str, Any]:
        """Return the tables with entries by id, without what names something left out where nothing else needs it."""
        gone, unasked = self.gone["capabilities"], self.gone["questions"]

        def named(level: Level) -> Level:
            kept = [[sign for sign in entry.questions if sign.question not in unasked] for entry in level.patterns]
            pairs = zip(level.patterns, map(tuple, kept), strict=True)
            patterns = tuple(altered(entry, questions=signs) for entry, signs in pairs)
            advice = tuple(
                altered(entry, questions=tuple(sign for sign in entry.questions if sign.question not in unasked))
                for entry in level.advice
            )
            return altered(level, patterns=patterns, advice=advice)

        base = self.base
        return {name: getattr(base, name) for name in KEYED} | {
            "levels": Entries(map(named, base.levels)),
            "level_lists": {name: Entries(map(named, levels)) for name, levels in base.level_lists.items()},
            "capabilities": tuple(
                altered(
                    entry,
                    leans_on=tuple(name for name in entry.leans_on if name not in gone),
                    remedies=tuple(remedy for remedy in entry.remedies if remedy.question not in unasked),
                )
                for entry in base.capabilities
            ),
            "questions": tuple(
                altered(entry, led_by=tuple(name for name in entry.led_by if name not in gone))
                for entry in base.questions
            ),
        }

    def rules(self) -> None:
        """Merge requirements, rules and scores; a stated range checks the points of the base, and is not inherited."""
        for table, entries in Requirements(self, self.gone_ladders).merged().items():
            self.tables[table] = self.added(table, tuple(entries))
        scores = self.base.scores
        for index, ladder in enumerate(self.extension.leave_out.scores):
            left = tuple(kept for score in scores for kept in without_ladders(score, {ladder}))
            if left == scores:
                parts = ((score.ladder,) if isinstance(score.ladder, str) else score.ladder for score in scores)
                what, there = f"{self.base.id!r} has no such score", dict.fromkeys(chain.from_iterable(parts))
                self.problem(("leave_out", "scores", index), what, repr(ladder), near=(ladder, there))
            else:
                self.changes.append(Change(what="left out", at=f"scores.{ladder}"))
            scores = left
        gone = self.gone_ladders
        kept = tuple(altered(kept, range=None) for score in scores for kept in without_ladders(score, gone))
        self.tables["scores"] = self.added("scores", kept)

    def singles(self) -> None:
        """Merge the tables that occur only once."""
        for table in SINGLE:
            current, new = getattr(self.base, table), getattr(self.extension.change, table)
            added = getattr(self.extension.add, table)
            if new and current is None:
                hint = f"use add.{table} to add one"
                self.problem(("change", table), f"{self.base.id!r} has no such table", hint=hint)
            elif new:
                self.tables[table] = self._node(current, new, (table,), ("change", table))
            if added and current is not None:
                hint = f"use change.{table} to change it"
                self.problem(("add", table), f"{self.base.id!r} already has that table", hint=hint)
            elif added:
                self.origins[table,] = ("add", table)
                self.tables[table] = self._labelled(table, added)
                self.changes.append(Change(what="added", at=table))

    def notes(self) -> None:
        """Leave out the notes that are named by how they begin, and add new ones."""
        kept = list(self.base.notes)
        for index, start in enumerate(self.extension.leave_out.notes):
            found = [note for note in kept if note.text.startswith(start)]
            if len(found) == 1:
                kept.remove(found[0])
                self.changes.append(Change(what="left out", at="notes", was=found[0].text))
            else:
                what = f"{len(found)} notes begin like this" if found else "no note begins like this"
                hint = "write how the text of one note begins"
                self.problem(("leave_out", "notes", index), what, repr(start), hint)
        self.tables["notes"] = self.added("notes", tuple(kept))

    def added(self, table: str, kept: Any) -> Any:
        """Return entries together with those that the file adds to their table."""
        new: Any = getattr(self.extension.add, table, ())  # levels are changed, never added
        if is_table(kept):
            entries = dict(kept)
            for name, value in new.items():
                path: Path = ("add", table, name)
                if name in entries:
                    hint = f"use change.{table}.{name} to change it"
                    self.problem(path, "there already is one with that name", repr(name), hint)
                    continue
                self.arrived((table, name), path, {"id": name})
                entries[name] = value
            return entries
        for index, value in enumerate(new):
            self.arrived((table, len(kept) + index), ("add", table, index), value)
        return (*kept, *(self._labelled(table, value) for value in new))

    def _labelled(self, table: str, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return a table marked as interpretation, with the reason."""
        reason = {"because": self.extension.because} if table in REASONED else {}
        basis = {"basis": "interpretation"} if table in REASONED | {"capabilities"} else {}
        return {**reason, **basis, **value}

    def record(self) -> None:
        """Record what the new framework was made from, as data and in the remark on its source."""
        base, because = self.base, self.extension.because
        stamp: dict[str, Any] = {"framework": base.id, "edition": base.edition, "name": base.name}
        changes = tuple(sorted(self.changes, key=lambda change: ("changed", "left out", "added").index(change.what)))
        made = unchecked(Base, **stamp, digest=base.digest, because=because, changes=changes)
        self.tables["after"] = (made, *base.after)
        remark = (
            f"This is {base.name}, edition {base.edition}, with changes: what was changed, left out or added is the "
            f"interpretation of those who changed it, not the source's. Their reason: {because}"
        )
        full = "\n\n".join(filter(None, [base.source.remark, remark]))
        self.tables["source"] = dict(base.source) | {"remark": full}

    def _entries(self, current: Any, new: Any, place: Path, source: Path, gone: Collection[str] = ()) -> Any:
        """Return entries with ids: those left out are removed, those named in `new` are changed."""
        keyed = dict(current) if is_table(current) else {entry.id: entry for entry in current}
        kept = [(name, entry) for name, entry in keyed.items() if name not in gone]
        for name in new:
            if name in gone:
                self.problem((*source, name), "it is left out", repr(name), "remove this, or keep the entry")
            elif name not in keyed:
                noun = _noun(place)
                self.problems.append(unknown(noun, name, keyed, (*source, name)))
        merged = {
            name: self._value(entry, new[name], (*place, name if is_table(current) else index), (*source, name))
            if name in new
            else entry
            for index, (name, entry) in enumerate(kept)
        }
        return merged if is_table(current) else tuple(merged.values())

    def _value(self, current: Any, new: Any, place: Path, source: Path) -> Any:
        """Return the merged value of something with fields or entries of its own."""
        if not is_table(new) or not new:
            what = "nothing is changed" if is_table(new) else "expected a table of fields, or of entries by id"
            self.problem(source, what, hint="write what should be different")
            return current
        return (self._node if isinstance(current, BaseModel) else self._entries)(current, new, place, source)

    def _node(self, node: BaseModel, new: Mapping[str, Any], place: Path, source: Path) -> dict[str, Any]:
        """Return the fields of `node`, with those in `new` changed, marked as interpretation."""
        follows = getattr(node, "follows", ())
        fields = {name: value for name, value in node if name not in follows}
        self.origins[place] = source
        for name, value in new.items():
            here, there = (*place, name), (*source, name)
            if name == "id":
                self.problem(there, "an id cannot be changed", hint="leave the entry out, and add another")
            elif _has_parts(fields.get(name)):
                fields[name] = self._value(fields[name], value, here, there)
            else:
                self.origins[here] = there
                if name in fields and name != "basis":
                    self.compared(type(node), name, fields[name], value, there)
                fields[name] = value
        if "basis" in type(node).model_fields:
            fields["basis"] = new.get("basis", "interpretation")
        if "because" in fields and "because" not in new:
            fields["because"] = self.extension.because
        return fields


def _has_parts(value: Any) -> bool:
    """Return whether a value is changed part by part: a table, or a list whose entries have ids."""
    if is_list(value):
        return bool(value) and all(hasattr(entry, "id") for entry in value)
    return isinstance(value, BaseModel) or is_table(value)


def _noun(place: Path) -> str:
    names = {
        "levels": "level",
        "level_lists": "list of levels",
        "scales": "scale",
        "options": "option",
        "profiles": "profile",
        **NOUNS,
    }
    if place[0] == "level_lists":
        return "level" if len(place) > 1 else names["level_lists"]
    return names[str(place[-1])]
