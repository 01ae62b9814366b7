"""The command `list`: the installed models, read from their files without building any."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from maturity_app.console import AS_JSON, TEXTS, say, warn
from maturity_app.lines import cut, room, table
from maturity_app.places import CALLED
from maturity_app.trying import tried
from maturity_core.plugins.registry import FRAMEWORKS, list_plugins

if TYPE_CHECKING:
    from maturity_core.plugins.registry import PluginRecord

FILE_NAME = "framework.toml"


class Entry(NamedTuple):
    """A row of the list: one model."""

    id: str
    edition: str
    questions: str
    name: str

    def as_data(self) -> dict[str, str | int]:
        """Return the row as data for JSON."""
        return {**self._asdict(), "questions": int(self.questions)}


@click.command("list")
@TEXTS
@AS_JSON
def list_command(texts: Mapping[str, Mapping[str, str]], *, wants_json: bool) -> None:
    """List the installed models."""
    rows, broken = entries(list_plugins())
    if wants_json:
        say(json.dumps({"models": [row.as_data() for row in rows], "broken": broken}, indent=2))
    else:
        titles = [texts["show"][f"column-{name}"] for name in Entry._fields]
        widest = room()
        say(cut(line, widest) for line in table([titles, *rows]))
    if broken:
        names = ", ".join(broken)
        warn([f"cannot be used: {names}; to see why, run `{CALLED['doctor']}`"])


def entries(records: Sequence[PluginRecord]) -> tuple[list[Entry], list[str]]:
    """Return an entry for every framework that can be listed, and the ids of broken plugins."""
    usable = [record for record in records if record.group == FRAMEWORKS and not record.problem]
    found = {record: from_file(record) for record in usable}
    found |= from_code([record for record in usable if found[record] is None])
    broken = [record.id for record in records if record.problem or (record in found and found[record] is None)]
    return [entry for entry in found.values() if entry is not None], broken


def from_code(records: Sequence[PluginRecord]) -> dict[PluginRecord, Entry | None]:
    """Return the entries of models by building each in a process of its own; None where that fails."""
    return {
        record: None if built.problem else Entry(record.id, built.edition, str(built.questions), built.name)
        for record, built in zip(records, tried(records), strict=True)
    }


def from_file(record: PluginRecord) -> Entry | None:
    """Return the entry of a model whose definition file is next to its module; None if the file is not enough.

    Nothing is imported. Whether the model in the file works is for `doctor` to say.
    """
    spec = module_spec(record.value.partition(":")[0].strip())
    get_data: Any = getattr(spec and spec.loader, "get_data", None)
    if spec is None or spec.origin is None or get_data is None:
        return None
    try:
        data: bytes = get_data(str(PurePath(spec.origin).with_name(FILE_NAME)))
        tables: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    texts, questions = [tables.get(key) for key in ("id", "edition", "name")], tables.get("questions")
    if texts[0] != record.id or not all(isinstance(text, str) for text in texts) or not isinstance(questions, list):
        return None
    return Entry(record.id, tables["edition"], str(len(cast("list[object]", questions))), tables["name"])


def module_spec(name: str) -> ModuleSpec | None:
    """Return the spec of a module, without importing it or the packages it is in.

    >>> module_spec("maturity_core.no_such_module")
    """
    path: Sequence[str] | None = None
    spec = None
    parts = name.split(".")
    for count in range(1, len(parts) + 1):
        spec = PathFinder.find_spec(".".join(parts[:count]), path)
        if spec is None:
            return None
        path = spec.submodule_search_locations or ()
    return spec
