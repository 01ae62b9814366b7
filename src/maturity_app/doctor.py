"""What is installed, what is broken, and why: the command `doctor`."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import click

from maturity_app.console import NOT_MET, say
from maturity_app.lines import facts, heading, table, wrapped
from maturity_core import check_plugins
from maturity_core.registry import FRAMEWORKS, load_plugin

if TYPE_CHECKING:
    from maturity_core.registry import PluginRecord

DISTRIBUTIONS = ("maturity-core", "numpy", "pydantic", "importlib-metadata", "click")


@click.command()
def doctor() -> None:
    """Show what is installed, what is broken, and why."""
    records = check_plugins()
    say(doctor_lines(records))
    if any(record.problem for record in records):
        click.get_current_context().exit(NOT_MET)


def doctor_lines(records: Sequence[PluginRecord]) -> Iterator[str]:
    """Yield the versions in use, then the plugins that load, then those that do not, each with the reason."""
    yield from facts([("Python", platform.python_version()), *((name, installed(name)) for name in DISTRIBUTIONS)])
    sound = [record for record in records if not record.problem]
    yield from heading("Frameworks")
    frameworks = [_row(record) for record in sound if record.group == FRAMEWORKS]
    yield from table(frameworks) if frameworks else ["none"]
    scorers = [_row(record) for record in sound if record.group != FRAMEWORKS]
    yield from [*heading("Scorers in code"), *table(scorers)] if scorers else []
    broken = [record for record in records if record.problem]
    yield from heading("Broken")
    for record in broken:
        yield from wrapped(f"{record}:")
        yield from wrapped(record.problem, "  ")
    yield from [] if broken else ["nothing"]


def _row(record: PluginRecord) -> list[str]:
    edition = f"edition {load_plugin(record).edition}" if record.group == FRAMEWORKS else ""
    return [record.id, *filter(None, [edition]), f"{record.distribution} {record.version}"]


def installed(name: str) -> str:
    """Return the installed version of a distribution.

    >>> installed("no-such-distribution")
    'not installed'
    """
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
