"""Commands that texts name: never by their words, only by a placeholder that whoever tells the text fills in.

A note of a framework says `{command:compare}`. The command line puts its own command there; where there is none, in
Python or in a browser, it is told in plain words.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "ask": "an interview",
        "assess": "an assessment",
        "check": "a check against the laws",
        "compare": "a comparison of views",
        "doctor": "a look at what is installed",
        "lint": "a look at what the author may want to change",
        "list": "the list of models",
        "new": "a new package for a model",
        "page": "the check in a browser",
        "report": "a report",
        "show": "a description of the model",
        "template": "an answers file to fill in",
    }
)
"""The commands of the command line, each with the plain words for what it does."""
PLACEHOLDER = re.compile(r"\{command:([^{}]*)\}")


def with_commands(text: str, commands: Mapping[str, str] = COMMANDS) -> str:
    """Return a text with the commands it names told in words; one that there is not stays as it is written.

    A sentence that begins with one begins with a capital, where these words are plain.

    >>> with_commands("{command:compare} shows it."), with_commands("Use {command:list}.", {"list": "maturity list"})
    ('A comparison of views shows it.', 'Use maturity list.')
    """

    def told(match: re.Match[str]) -> str:
        words = commands.get(match[1], match[0])
        begins = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?:"
        return f"{words[:1].upper()}{words[1:]}" if begins and words == COMMANDS.get(match[1]) else words

    return PLACEHOLDER.sub(told, text)


def unknown_commands(text: str) -> list[str]:
    """Return the commands that a text names and that there are not.

    >>> unknown_commands("Use {command:compare}, then {command:benchmark}.")
    ['benchmark']
    """
    return [name for name in PLACEHOLDER.findall(text) if name not in COMMANDS]
