"""The dialects of SQL that queries are written in, and what sets their engines apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Dialect:
    """A dialect, by the name that sqlglot gives it.

    Attributes:
        name: the name.
        title: the name of the engine, for people.
        wide: the type of whole numbers that exceed 64 bits, as sqlglot calls it.
        kept: whether a step is to be worked out once, and not put into those that read it.
        longest: the most bytes that the name of a table or a column may have; None if there is no limit.
        most: the most columns that a step or a result may have; None if there is no limit.
    """

    name: str
    title: str
    wide: str
    kept: bool
    longest: int | None
    most: int | None


DIALECTS: Mapping[str, Dialect] = MappingProxyType(
    {
        "duckdb": Dialect("duckdb", "DuckDB", "INT128", kept=False, longest=None, most=None),
        "postgres": Dialect("postgres", "PostgreSQL", "DECIMAL", kept=True, longest=63, most=1600),
    }
)
"""Every dialect, by its name."""
