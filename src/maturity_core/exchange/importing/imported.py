"""The door: run an importer, check what it made as a definition file, and say what became of the source."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maturity_core.definition.loading import parse_framework
from maturity_core.errors import FrameworkError, PluginError, Problem
from maturity_core.exchange.importing.draft import Draft, Remark
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.expected import EXPECTED, likely
from maturity_core.exchange.importing.source import Source
from maturity_core.exchange.importing.tongues import translated
from maturity_core.model.arguments import check_kind, text
from maturity_core.model.framework import Framework
from maturity_core.plugins.registry import load_importer


@dataclass(frozen=True)
class Imported:
    """A model from another format: the framework, and what there is to know about its source."""

    framework: Framework
    remarks: tuple[Remark, ...]
    translations: Mapping[str, str] = field(default_factory=dict[str, str])
    """The files of its translations, each as text, by language."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many levels, dimensions, capabilities, questions, measures and profiles the framework has."""
        tables = ("levels", "dimensions", "capabilities", "questions", "measures", "profiles")
        return {name: len(getattr(self.framework, name)) for name in tables}


def import_framework(
    format_name: str,
    source: str | os.PathLike[str],
    *,
    framework_id: str = "",
    edition: str = "",
    take_last: bool = False,
) -> Imported:
    """Return a published model as a framework, with remarks about its source.

    Args:
        format_name: the name of an importer: `samm`, or another entry point of the group `maturity.importers`.
        source: the file or the folder to read.
        framework_id: the id of the framework, if it is to be another than the importer gives.
        edition: its edition, the same.
        take_last: take the last value where a table of a YAML file has a name twice, and say so; otherwise the source
            is refused.

    Returns:
        The framework, read back from its definition file, the remarks (faults of the source with their places, what
        was left out, and what the source does not say), and the translations that the source has.

    Raises:
        FrameworkError: the source cannot be read, is not in this format, or does not make a framework.
        MissingExtraError: the library that reads YAML is not installed.
        PluginError: there is no importer of that name, or it cannot be used.

    >>> import_framework("lens", "no-such-file")
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: no-such-file: no such file or folder; allowed: the JSON file of a custom lens
    """
    importer = load_importer(text(format_name, "format_name"))
    check_kind(source, (str, os.PathLike), "source")
    files = Source(Path(source), [] if take_last else None)
    draft = _drafted(importer, files, format_name)
    if not draft.tables.get("source", {}).get("licence"):
        draft.ours("The source states no licence. Find out which it is, and write it into the file: source.licence.")
    for place, what in files.passed.items():
        draft.left_out(Entry(None, place), what)
    for key in files.twice or ():
        draft.fault(key, f"the name {key.text!r} is given twice; the last value was taken")
    draft.keep_clear_aliases()
    stated = {"id": framework_id, "edition": edition}
    tables = draft.tables | {name: value for name, value in stated.items() if value}
    framework = parse_framework(Framework(**tables).to_toml(), f"{format_name}.toml")
    translations = translated(draft, framework) if draft.translations else {}
    return Imported(framework, draft.finished(), translations)


def _drafted(importer: Callable[[Any], object], files: Source, format_name: str) -> Draft:
    """Return what an importer makes of a source; if it refuses one that is not of its format, say so once."""
    expected = EXPECTED.get(format_name, "")
    if not os.path.exists(files.path):  # noqa: PTH110 - a path that cannot be is not there, and no error
        raise FrameworkError([Problem("no such file or folder", str(files.path), allowed=expected)])
    try:
        return _made(importer(files), files, format_name)
    except FrameworkError:
        near = likely(files.path)
        if near in {"", format_name}:
            raise
        what, hint = f"the source is not in the format {format_name!r}", f"it looks like {near!r}"
        raise FrameworkError([Problem(what, str(files.path), allowed=expected, hint=hint)]) from None


def _made(draft: object, files: Source, format_name: str) -> Draft:
    """Return what an importer gives, if it is a draft with a question."""
    if not isinstance(draft, Draft):
        what = f"gives an object of type {type(draft).__name__}, not a Draft"
        raise PluginError([Problem(what, f"importer {format_name!r}")])
    if not draft.tables.get("questions"):
        found = [Problem(remark.what, remark.where) for remark in draft.remarks if remark.kind != "ours"]
        raise FrameworkError([Problem("nothing in the source makes a question", str(files.path)), *found])
    return draft
