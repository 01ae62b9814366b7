"""How answers are to be read, where a file could mean two things: the options that decide, shared by all commands.

They are about the files of answers. Targets, peers and tables of facts are read as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

import click

_KEPT = "maturity_app.how"
"""The key in a context's `meta` under which the options are found."""
ENCODINGS = ("utf-8", "utf-16", "windows-1252")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
Mark = Literal["comma", "point"]
Decorator = Callable[[Any], Any]
"""What gives a command an option or an argument."""


@dataclass(frozen=True)
class How:
    """What is known of the files that a command reads; None and empty texts leave it to the file."""

    encoding: str = ""
    separator: str = ""
    decimal: Mark | None = None
    layout: str = ""
    sheet: str = ""
    mapping: str = ""
    decides: bool = True
    """Whether the options of the running command are about the file."""

    def hint(self, remedy: str, option: str) -> str:
        """Return what to do about a file, with an option only where it would help.

        >>> How().hint("save it as UTF-8", "add --encoding"), AS_SHOWN.hint("save it as UTF-8", "add --encoding")
        ('save it as UTF-8, or add --encoding', 'save it as UTF-8')
        """
        return f"{remedy}, or {option}" if self.decides else remedy


AS_SHOWN = How(decides=False)
"""A file of which nothing is known but what it shows itself, whatever the running command was told of its answers."""


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None:
        context.meta[_KEPT] = replace(_kept(context), **{str(parameter.name): value})


def _kept(context: click.Context) -> How:
    return cast("How", context.meta.get(_KEPT, How()))


def how_asked() -> How:
    """Return how the running command was told to read files."""
    context = click.get_current_context(silent=True)
    return How() if context is None else _kept(context)


def together(*options: Decorator) -> Decorator:
    """Return several options as one; they are listed in this order."""

    def given(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return given


HOW = together(
    click.option(
        "--encoding",
        type=click.Choice(ENCODINGS),
        callback=_keep,
        expose_value=False,
        help="How text in CSV is stored. Default: UTF-8, or UTF-16 if the file shows it.",
    ),
    click.option(
        "--separator",
        type=click.Choice([*SEPARATORS]),
        callback=_keep,
        expose_value=False,
        help="What separates the cells of CSV. Default: what the header shows.",
    ),
    click.option(
        "--decimal",
        type=click.Choice(["comma", "point"]),
        callback=_keep,
        expose_value=False,
        help="The decimal mark in CSV, where a number such as 1,234 could mean two.",
    ),
    click.option(
        "--layout",
        type=click.Choice(["rows", "questions", "sheets"]),
        callback=_keep,
        expose_value=False,
        help="How a table holds answers: a row per organisation, a row per question, or a sheet per respondent.",
    ),
    click.option(
        "--sheet",
        metavar="NAME",
        callback=_keep,
        expose_value=False,
        help="The sheet of a workbook to read, if several hold answers.",
    ),
    click.option(
        "--map",
        "mapping",
        metavar="FILE|NAME",
        callback=_keep,
        expose_value=False,
        help="How a survey export becomes answers: a file that `maturity map` began, or the name of a tool.",
    ),
)
"""The options that say how to read files; `how_asked` returns them."""
