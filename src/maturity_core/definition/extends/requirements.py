"""The requirements of a framework that a file extends: some with new numbers, some left out, some added.

A requirement has no id. It is named by ladder and level and, if several match, by its items and its statistic: one
requirement per ladder, as in `Framework.all_requirements`. A rule is kept unless a requirement it writes is named; then
all the requirements it writes take its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.definition.writing import inline, value_text
from maturity_core.model.base import Change
from maturity_core.model.extension import Threshold, Which
from maturity_core.model.fields import number_text
from maturity_core.model.ladders import ladder_names, ladders_meant
from maturity_core.model.node import altered
from maturity_core.model.requirement import Requirement
from maturity_core.model.statistics import STATISTICS, StatisticName
from maturity_core.model.written import bare_rungs, expanded

if TYPE_CHECKING:
    from maturity_core.definition.extends.differences import Differences
    from maturity_core.model.fields import Path


class Requirements:
    """The requirements of a merge: each written out, one per ladder, and what becomes of it."""

    def __init__(self, merge: Differences, gone: set[str]) -> None:
        self.merge, self.base, self.gone = merge, merge.base, gone
        self.written = [
            (entry, path)
            for entry, path in expanded(merge.base)
            if str(entry.ladder) not in self.gone and path[0] != "questions"  # traits are changed with their questions
        ]
        self.of_ladder: dict[str, list[int]] = {}
        self.of_source: dict[Path, list[int]] = {}
        for at, (entry, path) in enumerate(self.written):
            self.of_ladder.setdefault(str(entry.ladder), []).append(at)
            self.of_source.setdefault(path, []).append(at)
        self.bare = bare_rungs(merge.base, merge.base.all_requirements)
        self.fates: dict[int, Requirement | None] = {}
        self.sources: dict[int, Path] = {}

    def merged(self) -> dict[str, list[Any]]:
        """Return requirements and rules of the base: those named are changed or left out, the others are kept."""
        for index, threshold in enumerate(self.merge.extension.change.requirements):
            self.change(threshold, ("change", "requirements", index))
        for index, which in enumerate(self.merge.extension.leave_out.requirements):
            self.leave_out(which, ("leave_out", "requirements", index))
        touched = {self.written[at][1] for at in self.fates}
        kept: dict[str, list[Any]] = {"requirements": [], "rules": []}
        for table in ("requirements", "rules"):
            for index, entry in enumerate(getattr(self.base, table)):
                if (table, index) in touched:
                    self.write_out((table, index), entry.ladder, kept["requirements"])
                else:
                    kept[table] += without_ladders(entry, self.gone)
        return kept

    def change(self, threshold: Threshold, path: Path) -> None:
        """Give every requirement that is named its new number."""
        given = _given(threshold)
        if len(given) != 1:
            hint = f"choose from {', '.join(STATISTICS)}"
            self.merge.problem(path, "give exactly one statistic", ", ".join(given) or "none", hint)
            return
        statistic = given[0]
        new: dict[str, Any] = {statistic: getattr(threshold, statistic)}
        new |= {} if threshold.reaching is None else {"reaching": threshold.reaching}
        found = self.named(threshold, path)
        olds = [self.written[at][0] for at in found]
        for name, value in new.items():
            was = {getattr(old, name): None for old in olds}
            if set(was) == {value}:
                self.merge.problem(
                    (*path, name), f"{self.base.id!r} already has this value", value_text(value), "remove this"
                )
            elif was:
                at = f"{_name(threshold)}.{name}"
                texts = ", ".join(map(value_text, was))
                self.merge.changes.append(Change(what="changed", at=at, was=texts, now=value_text(value)))
        new |= {"basis": "interpretation", "because": threshold.because or self.merge.extension.because}
        self.decide({at: altered(self.written[at][0], **new) for at in found}, path)

    def leave_out(self, which: Which, path: Path) -> None:
        """Leave out every requirement that is named."""
        found = self.named(which, path)
        if found:
            self.merge.blame.setdefault(which.level, path)
            was = number_text(self.written[found[0]][0].threshold)
            self.merge.changes.append(Change(what="left out", at=_name(which), was=was))
        self.decide(dict.fromkeys(found), path)

    def decide(self, fates: dict[int, Requirement | None], path: Path) -> None:
        """Note what becomes of requirements, each only once."""
        for at in fates:
            if at in self.fates:
                ladder, level = self.written[at][0].ladder, self.written[at][0].level
                self.merge.problem(path, "a requirement is named twice", f"{level!r} of the {ladder}", "name it once")
                return
        self.fates |= fates
        self.sources |= dict.fromkeys(fates, path)

    def named(self, which: Which, path: Path) -> list[int]:
        """Return the positions of the requirements that `which` names: one per ladder, or none and a problem."""
        meant = ladders_meant(self.base, which.ladder, which.level)
        ladders = [name for name in meant if name not in self.gone and (name, which.level) not in self.bare]
        found: list[int] = []
        for ladder in ladders:
            own = self.of_ladder.get(ladder, [])
            fitting = [at for at in own if _fits(self.written[at][0], which)]
            if len(fitting) != 1:
                self.unclear(which, ladder, [self.written[at][0] for at in fitting or own], path, len(fitting))
                return []
            found += fitting
        if not found:
            self.unclear(which, str(which.ladder), [], path, 0)
        return found

    def unclear(self, which: Which, ladder: str, entries: list[Requirement], path: Path, number: int) -> None:
        """Note that none or several of a ladder's requirements match, and which there are."""
        what = f"{number} requirements of {ladder!r} match" if number else f"no requirement of {ladder!r} matches"
        ladders = [*ladder_names(self.base), "each dimension", "each capability"]
        named = ((ladder, ladders), (which.level, sorted({entry.level for entry, _ in self.written})))
        there = "; ".join(dict.fromkeys(map(_told, entries)))
        near = next(((name, names) for name, names in named if name not in names), None)
        self.merge.problem(path, what, repr(which.level), there and f"it has {there}", near)

    def write_out(self, source: Path, selector: Any, into: list[Any]) -> None:
        """Add the requirements that one table wrote, with those that differ only in their ladders merged."""
        groups: dict[Requirement, list[str]] = {}
        places: dict[Requirement, Path | None] = {}
        for at in self.of_source.get(source, ()):
            entry = self.written[at][0]
            fate = self.fates.get(at, entry)
            if fate is not None:
                alike = altered(fate, ladder="")
                groups.setdefault(alike, []).append(str(entry.ladder))
                places.setdefault(alike, self.sources.get(at))
        for alike, ladders in groups.items():
            origin = places[alike]
            if origin is not None:
                self.merge.origins["requirements", len(into)] = origin
            every = [name for name in ladders_meant(self.base, selector, alike.level) if name not in self.gone]
            kept = without_ladders(altered(alike, ladder=selector), self.gone)
            into += kept if ladders == every else [altered(alike, ladder=tuple(ladders))]


def without_ladders(entry: Any, ladders: set[str]) -> list[Any]:
    """Return an entry without some of the ladders it names; an empty list if it names no other."""
    parts = (entry.ladder,) if isinstance(entry.ladder, str) else entry.ladder
    left = tuple(part for part in parts if part not in ladders)
    if len(left) == len(parts):
        return [entry]
    return [altered(entry, ladder=left)] if left else []


def _told(entry: Requirement) -> str:
    """Return a requirement as the file that changes it would name it."""
    return f"{entry.level}: {entry.statistic} {number_text(entry.threshold)} of {_items(entry)}"


def _given(which: Which) -> list[StatisticName]:
    return [name for name in STATISTICS if getattr(which, name) is not None]


def _fits(entry: Requirement, which: Which) -> bool:
    """Return whether `which` names a requirement; one to be left out must have the same numbers, too."""
    numbers = all(getattr(entry, name) is not None for name in _given(which))
    if not isinstance(which, Threshold):
        numbers = all(getattr(entry, name) == getattr(which, name) for name in _given(which))
    return entry.level == which.level and (which.of is None or which.of == entry.of) and numbers


def _name(which: Which) -> str:
    ladder = which.ladder if isinstance(which.ladder, str) else ", ".join(which.ladder)
    return f"requirements.{ladder}.{which.level}"


def _items(entry: Requirement) -> str:
    selection = entry.of.selection
    return f"{entry.of.kind} {selection if isinstance(selection, str) else inline(selection)}"
