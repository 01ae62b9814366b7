"""What is installed, what is broken, and why: the command `doctor`."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import click

from maturity_app.console import AS_JSON, NOT_MET, say
from maturity_app.facts import facts
from maturity_app.lines import heading, table, wrapped
from maturity_app.trying import tried
from maturity_core.plugins.registry import FRAMEWORKS, IMPORTERS, SCORERS, list_plugins

if TYPE_CHECKING:
    from maturity_core.plugins.registry import PluginRecord

DISTRIBUTIONS = ("maturity-core", "numpy", "pydantic", "importlib-metadata", "click")


@click.command()
@AS_JSON
def doctor(*, wants_json: bool) -> None:
    """Show what is installed, what is broken, and why. Each plugin is loaded in a process of its own."""
    records = list_plugins()
    usable = [record for record in records if not record.problem]
    found = dict(zip(usable, tried(usable), strict=True))
    editions = {record: outcome.edition for record, outcome in found.items() if not outcome.problem}
    broken = [replace(one, problem=found[one].problem if one in found else one.problem) for one in records]
    broken = [record for record in broken if record.problem]
    say(json.dumps(_as_data(editions, broken), indent=2) if wants_json else doctor_lines(editions, broken))
    if broken:
        click.get_current_context().exit(NOT_MET)


def _as_data(sound: Mapping[PluginRecord, str], broken: Sequence[PluginRecord]) -> dict[str, Any]:
    return {
        "versions": {"python": platform.python_version(), **{name: installed(name) for name in DISTRIBUTIONS}},
        "sound": [{**asdict(record), "edition": edition} for record, edition in sound.items()],
        "broken": [asdict(record) for record in broken],
    }


def doctor_lines(sound: Mapping[PluginRecord, str], broken: Sequence[PluginRecord]) -> Iterator[str]:
    """Yield the versions in use, then the plugins that load, with their editions, then those that do not, and why."""
    yield from facts([("Python", platform.python_version()), *((name, installed(name)) for name in DISTRIBUTIONS)])
    yield from heading("Frameworks")
    frameworks = [_row(record, f"edition {edition}") for record, edition in sound.items() if record.group == FRAMEWORKS]
    yield from table(frameworks) if frameworks else ["none"]
    for group, title in ((SCORERS, "Scorers in code"), (IMPORTERS, "Importers")):
        rows = [_row(record) for record in sound if record.group == group]
        yield from [*heading(title), *table(rows)] if rows else []
    yield from heading("Broken")
    for record in broken:
        yield from wrapped(f"{record}:")
        yield from wrapped(record.problem, "  ")
    yield from [] if broken else ["nothing"]


def _row(record: PluginRecord, *more: str) -> list[str]:
    return [record.id, *more, f"{record.distribution} {record.version}"]


def installed(name: str) -> str:
    """Return the installed version of a distribution.

    >>> installed("no-such-distribution")
    'not installed'
    """
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
