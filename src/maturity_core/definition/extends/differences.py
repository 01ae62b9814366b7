"""What a file with `extends` changes: noted change by change, with the place in the file that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_core.definition.writing import value_text
from maturity_core.errors import Problem
from maturity_core.model.base import Change
from maturity_core.model.extension import Extension
from maturity_core.model.fields import Lines, is_list, is_table
from maturity_core.model.misread import read_value
from maturity_core.model.node import unchecked

if TYPE_CHECKING:
    from pydantic import BaseModel

    from maturity_core.model.fields import Path
    from maturity_core.model.framework import Framework

OWN = ("id", "edition", "name")
HEAD = ("headline", "language", "summary", "help", "links", "open_questions", "seconds_per_question")


class Differences:
    """The differences from `base`, and what is wrong with the file that asks for them.

    `origins` maps a place in the merged tables to the place in the file that put it there; `blame` maps an id to the
    place in the file that removed something.
    """

    def __init__(self, base: Framework, extension: Extension) -> None:
        self.base, self.extension = base, extension
        self.tables: dict[str, Any] = {name: getattr(base, name) for name in type(base).model_fields}
        self.origins: dict[Path, Path] = {(name,): (name,) for name in (*OWN, *HEAD, "since", "examples")}
        self.blame: dict[str, Path] = {}
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def problem(
        self, path: Path, what: str, got: object = "", hint: str = "", near: tuple[str, Iterable[str]] | None = None
    ) -> None:
        """Note that something in the file is wrong; `near` is a name and the valid ones."""
        self.problems.append(Problem(what, got=str(got), hint=hint, path=path, near=near))

    def compared(self, model: type[BaseModel], name: str, was: Any, value: Any, source: Path) -> None:
        """Note the change of a field, or that nothing changes. A value that cannot be read is reported elsewhere."""
        now, wrong = read_value(model.model_fields[name].rebuild_annotation(), value)
        if not wrong and now == was:
            self.problem(source, f"{self.base.id!r} already has this value", _shown(was), "remove this")
        elif not wrong:
            at = ".".join(map(str, source[source[0] == "change" :]))
            self.changes.append(Change(what="changed", at=at, was=value_text(was), now=value_text(now)))

    def arrived(self, place: Path, source: Path, value: Mapping[str, Any]) -> None:
        """Note an added entry: its id or its ladder, and its text or its name."""
        self.origins[place] = source
        names = [value.get(name) for name in ("id", "ladder", "text", "name")]
        known = [next((name for name in pair if isinstance(name, str)), "") for pair in (names[:2], names[2:])]
        at = ".".join(filter(None, [str(place[0]), known[0]]))
        now, _ = read_value(Lines, known[1])
        self.changes.append(unchecked(Change, what="added", at=at, now=now or ""))

    def relocated(self, problem: Problem) -> Problem:
        """Return a problem of the merged tables with the place in the file that caused it."""
        path = problem.path
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return replace(problem, path=(*self.origins[path[:length]], *path[length:]))
        what = f"with this change, {problem.where} of {self.base.id!r} is wrong: {problem.what}"
        return replace(problem, what=what, hint=_REMEDY, path=self._cause(path))

    def _cause(self, path: Path) -> Path:
        """Return the part of the file that causes a problem at a place that the file does not mention."""
        found = [self.blame[name] for name in _names(self.tables, path) if name in self.blame]
        parts = [part for part in ("leave_out", "change", "add") if getattr(self.extension, part).model_fields_set]
        return found[-1] if found else (*parts, "extends")[:1]


_REMEDY = "change or leave out that too"


def _names(tables: Any, path: Path) -> Iterator[str]:
    """Yield the ids of the entries on the way to a place, and the text found there."""
    here: Any = tables
    for part in path:
        if is_table(here):
            here = here.get(part)
        else:
            here = here[part] if is_list(here) and isinstance(part, int) else getattr(here, str(part), None)
        name = here.get("id") if is_table(here) else getattr(here, "id", here)
        yield from [name] if isinstance(name, str) else []


def _shown(value: Any) -> str:
    return repr(value) if isinstance(value, str) else value_text(value)
