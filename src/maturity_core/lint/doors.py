"""Rules about what notes ask of the person who reads a result: only what a command can take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, Subject
from maturity_core.shows import COMMAND, COMMANDS

if TYPE_CHECKING:
    from maturity_core.ladders import Path

ASKS = re.compile(r"(?:^|[,;:] |\bplease )(supply|give|add|enter)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?]) +")


def unknown_commands(subject: Subject) -> Iterator[Found]:
    """Find notes that name a command which does not exist."""
    for path, text in _notes(subject):
        for name in COMMAND.findall(text):
            if name not in COMMANDS:
                yield Found(path, f"it names the command {name!r}; there are {', '.join(COMMANDS)}")


def requests_without_command(subject: Subject) -> Iterator[Found]:
    """Find notes that ask people to supply, give, add or enter something, and name no command that takes it."""
    for path, text in _notes(subject):
        for sentence in SENTENCE.split(text):
            if (asked := ASKS.search(sentence)) and not COMMAND.search(sentence):
                yield Found(path, f"it tells people to {asked[1].lower()} something: “{sentence}”")


def _notes(subject: Subject) -> Iterator[tuple[Path, str]]:
    for index, note in enumerate(subject.framework.notes):
        yield ("notes", index, "text"), note.text
