"""Whose model this is, what was changed in it, and the remarks its file makes, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.commands import COMMANDS, with_commands
from maturity_core.telling.wording import counted, difference, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.model.extension import Base
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level

CHANGES_SHOWN = 8
DIFFERENT = "What is different is interpretation:"


def edition_text(framework: Framework) -> str:
    """Return the name and the edition of a framework."""
    return f"{framework.name}, edition {framework.edition}"


def size_text(framework: Framework) -> str:
    """Return how many questions, capabilities, dimensions and levels a framework has."""
    number = len(framework.capabilities)
    capabilities = f"{number} {'capability' if number == 1 else 'capabilities'}"
    rest = [counted(len(framework.dimensions), "dimension"), counted(len(framework.levels), "level")]
    return joined([counted(len(framework.questions), "question"), capabilities, *rest])


def note_texts(framework: Framework, at: str, level: Level | None, commands: Mapping[str, str] = COMMANDS) -> list[str]:
    """Return the framework's notes that stand with one part of a result at this level, each with its basis.

    `commands` says by name how the commands that notes speak of are told; by default in plain words.
    """
    return [
        f"{with_commands(note.text, commands)}{'' if note.basis == 'source' else ' (interpretation)'}"
        for note in framework.notes
        if note.at == at and (note.level is None or (level is not None and note.level == level.id))
    ]


def change_texts(base: Base) -> list[str]:
    """Return the first differences from a framework that was extended, and how many more there are."""
    rest = len(base.changes) - CHANGES_SHOWN
    more = [f"and {counted(rest, 'more difference')}, which the framework lists"] if rest > 0 else []
    return [*(difference(change) for change in base.changes[:CHANGES_SHOWN]), *more]


def source_text(framework: Framework) -> str:
    """Return what the framework reads."""
    source = framework.source
    return f"Source: {', '.join(filter(None, [source.title, source.publisher, source.date]))}."
