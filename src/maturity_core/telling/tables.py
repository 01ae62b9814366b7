"""The tables of texts, one a language, as their files have them: light enough for a command that only lists."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from maturity_core.errors import ArgumentError, Problem, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

TEXTS: Traversable = files("maturity_core.telling") / "texts"
_KEPT: dict[str, Mapping[str, Mapping[str, str]]] = {}
"""The tables that were read, by language."""


def languages() -> tuple[str, ...]:
    """Return the languages there are tables for, by their codes.

    >>> "en" in languages()
    True
    """
    names = [entry.name for entry in TEXTS.iterdir()]
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def texts_of(language: object) -> Mapping[str, Mapping[str, str]]:
    """Return the table of a language by its code: its parts by name, each with its texts by key.

    Raises:
        ArgumentError: there is no table for the language.

    >>> texts_of("en")["language"]["name"]
    'English'
    """
    if isinstance(language, str) and language in _KEPT:
        return _KEPT[language]
    known = languages()
    if not isinstance(language, str) or language not in known:
        near = (language, known) if isinstance(language, str) else None
        raise ArgumentError([Problem("no such language", "language", shown(language), ", ".join(known), near=near)])
    _KEPT[language] = _read(language)
    return _KEPT[language]


def _read(language: str) -> Mapping[str, Mapping[str, str]]:
    text = (TEXTS / f"{language}.toml").read_text("utf-8")
    tables = cast("dict[str, dict[str, str]]", tomllib.loads(text))
    return MappingProxyType({name: MappingProxyType(table) for name, table in tables.items()})
