"""The command `list`: the models that are installed, told from their files without building any."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from maturity_app.console import say, warn
from maturity_app.lines import WIDTH, cut, table
from maturity_core.errors import PluginError
from maturity_core.registry import FRAMEWORKS, list_plugins, load_plugin

if TYPE_CHECKING:
    from maturity_core.registry import PluginRecord

FILE_NAME = "framework.toml"


class Entry(NamedTuple):
    """What the list says of a model."""

    id: str
    edition: str
    questions: str
    name: str


@click.command("list")
def list_command() -> None:
    """List the models that are installed."""
    rows, broken = entries(list_plugins())
    say(cut(line, WIDTH) for line in table([Entry._fields, *rows]))
    if broken:
        names = ", ".join(broken)
        warn([f"cannot be used: {names}; `maturity doctor` says why"])


def entries(records: Sequence[PluginRecord]) -> tuple[list[Entry], list[str]]:
    """Return an entry for every framework that can be told, and the ids of the plugins that are broken."""
    told: list[Entry] = []
    broken = [record.id for record in records if record.problem]
    for record in records:
        if record.group == FRAMEWORKS and not record.problem:
            try:
                told.append(from_file(record) or from_framework(record))
            except PluginError:
                broken.append(record.id)
    return told, broken


def from_framework(record: PluginRecord) -> Entry:
    """Return the entry of a model, after building it.

    Raises:
        PluginError: it cannot be built.
    """
    framework = load_plugin(record)
    return Entry(record.id, framework.edition, str(len(framework.questions)), framework.name)


def from_file(record: PluginRecord) -> Entry | None:
    """Return the entry of a model whose definition file lies beside its module; None where one has to look closer.

    Nothing is imported. Whether the file holds a model that works, `doctor` says.
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
    """Return where a module lies, without importing it or a package around it.

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
