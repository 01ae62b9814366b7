"""The texts that stand around questions and results: one table a language, so that a translation is a data file.

`en.toml` has a table for each part of the app. A text may have places in it, written `{name}`; a command is named as
`{command:assess}`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from maturity_app.places import CALLED
from maturity_core.errors import MaturityError, Problem, nearest
from maturity_core.telling.commands import with_commands

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE = "en"


def languages() -> tuple[str, ...]:
    """Return the languages there are tables for, by their codes."""
    names = [entry.name for entry in files(__name__).iterdir()]
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def texts(part: str, language: str = LANGUAGE) -> Mapping[str, str]:
    """Return the texts of one part of the app, by their names.

    Raises:
        MaturityError: there is no table for the language.

    >>> texts("page")["next"]
    'Next'
    """
    known = languages()
    if language not in known:
        near = nearest(language, known)
        hint = f"did you mean {near!r}?" if near else ""
        raise MaturityError([Problem("no such language", "language", repr(language), ", ".join(known), hint)])
    table = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
    return MappingProxyType({name: with_commands(text, CALLED) for name, text in table[part].items()})


def filled(text: str, **values: str) -> str:
    """Return a text with its places filled in; what stands in a value is not looked at again.

    >>> filled("{name}: {number} left", name="{number}", number="3")
    '{number}: 3 left'
    """
    pieces = text.split("{")
    done = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        done.append(values[name] + rest if closed and name in values else "{" + piece)
    return "".join(done)
