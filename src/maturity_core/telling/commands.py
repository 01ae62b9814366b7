"""Commands in texts: never written out, only named by a placeholder that is filled in when the text is shown.

A note of a framework says `{command:compare}`. The command line fills in its own command; where there are no commands,
in Python or in a browser, plain words from the table of the language are used instead: see `Words.told`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS = (
    "archetypes",
    "ask",
    "assess",
    "check",
    "compare",
    "demo",
    "diff",
    "doctor",
    "facts",
    "form",
    "history",
    "import",
    "inspect",
    "lint",
    "list",
    "map",
    "new",
    "page",
    "panel",
    "peers",
    "prove",
    "report",
    "roadmap",
    "rollup",
    "show",
    "sql",
    "template",
    "translate",
    "what-if",
)
"""The commands of the command line."""
BEGINNING = "{command:"
"""How a placeholder for a command begins."""
PLACEHOLDER = re.compile(rf"{re.escape(BEGINNING)}([^{{}}]*)\}}")


def with_commands(text: str, commands: Mapping[str, str], *, plain: bool = False) -> str:
    """Return a text with its placeholders for commands filled in; an unknown one is left as it is.

    With `plain` words, a placeholder at the start of a sentence gets a capital letter.

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
    """Return the unknown commands that a text names.

    >>> unknown_commands("Use {command:compare}, then {command:benchmark}.")
    ['benchmark']
    """
    return [name for name in PLACEHOLDER.findall(text) if name not in COMMANDS]
