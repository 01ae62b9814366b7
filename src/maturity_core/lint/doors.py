"""Rules about what texts tell people to do: there has to be a command for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.texts import texts_of
from maturity_core.model.fields import Path
from maturity_core.telling.commands import PLACEHOLDER, unknown_commands

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

HANDING = ("supply", "provide", "give", "add", "enter", "bring", "upload")
"""Verbs that ask people to hand over data, which needs a command that takes it."""
_ASKED = re.compile(rf"(?:^|[;:]\s+)(?:(?:to|for|if|when|where)\b[^,;:]*,\s+)?({'|'.join(HANDING)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def doors_that_are_not_there(subject: Subject) -> Iterator[Found]:
    """Find notes that name an unknown command, and commands in texts that are shown without filling them in."""
    notes = dict(_notes(subject.framework))
    for path, text in notes.items():
        yield from (Found(path, f"unknown command {name!r}") for name in unknown_commands(text))
    for path, text in texts_of(subject.framework):
        if path not in notes and PLACEHOLDER.search(text):
            yield Found(path, "only notes can name commands: here people would see the placeholder itself")


def imperatives_without_command(subject: Subject) -> Iterator[Found]:
    """Find remarks about a result that tell people to hand something over but name no command that takes it."""
    for path, text in _told(subject.framework):
        for sentence in _SENTENCE.split(text):
            asked = _ASKED.search(sentence)
            if asked and not PLACEHOLDER.search(sentence):
                yield Found(path, f"it says “{asked[1]}” but names no command that takes the data: “{sentence}”")


def _notes(framework: Framework) -> Iterator[tuple[Path, str]]:
    for index, note in enumerate(framework.notes):
        yield ("notes", index, "text"), note.text


def _told(framework: Framework) -> Iterator[tuple[Path, str]]:
    """Yield the texts for people who run the tool: notes, patterns of views, and the remark about the source.

    Remedies and advice are for the people who do the work, and may well say "give each customer an answer".
    """
    yield from _notes(framework)
    for index, pattern in enumerate(framework.views.patterns if framework.views else ()):
        yield ("views", "patterns", index, "text"), pattern.text
    yield ("source", "remark"), framework.source.remark
