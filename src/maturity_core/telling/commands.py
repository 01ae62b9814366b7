"""Commands that texts name: never by their words, only by a placeholder that whoever tells the text fills in.

A note of a framework says `{command:compare}`. The command line puts its own command there; where there is none, in
Python or in a browser, it is told in plain words, which stand in the table of the language: see `Words.told`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = (
    "ask",
    "assess",
    "check",
    "compare",
    "doctor",
    "lint",
    "list",
    "new",
    "page",
    "report",
    "show",
    "template",
)
"""The commands of the command line."""
PLACEHOLDER = re.compile(r"\{command:([^{}]*)\}")


def with_commands(text: str, commands: Mapping[str, str], *, plain: bool = False) -> str:
    """Return a text with the commands it names told in words; one that there is not stays as it is written.

    Where these words are `plain` ones, a sentence that begins with a command begins with a capital.

    >>> with_commands("{command:compare} shows it.", {"compare": "a comparison"}, plain=True)
    'A comparison shows it.'
    >>> with_commands("{command:compare} shows it.", {"compare": "maturity compare"})
    'maturity compare shows it.'
    """

    def told(match: re.Match[str]) -> str:
        words = commands.get(match[1], match[0])
        begins = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?:"
        return f"{words[:1].upper()}{words[1:]}" if plain and begins else words

    return PLACEHOLDER.sub(told, text)


def unknown_commands(text: str) -> list[str]:
    """Return the commands that a text names and that there are not.

    >>> unknown_commands("Use {command:compare}, then {command:benchmark}.")
    ['benchmark']
    """
    return [name for name in PLACEHOLDER.findall(text) if name not in COMMANDS]
