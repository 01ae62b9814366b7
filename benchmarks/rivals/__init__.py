"""The rivals: the same rules as users of other tools would write them, each first checked to be equal.

There is a module for each tool, with a function for each rule that returns a `Subject`. Missing tools are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rules import Rule

Outputs = dict[str, "NDArray[Any]"]
"""Arrays by the name of the output, organisations first."""


def as_they_are(result: Any) -> Outputs:
    """Return outputs that are already arrays."""
    outputs: Outputs = result
    return outputs


class Subject(NamedTuple):
    """What is timed: `run`, on what `prepare` makes of the answers; `read` turns its result into arrays to compare."""

    prepare: Callable[[NDArray[Any]], Any]
    run: Callable[[Any], Any]
    read: Callable[[Any], Outputs] = as_they_are


@dataclass(frozen=True)
class Rival:
    """Another way to score. `most`: it is not run with more organisations, because that would take minutes.

    `tolerance`: how far scores may be off; `remark` says why. Levels must always be equal.
    """

    name: str
    module: str
    rules: str
    most: int
    package: str = "numpy"
    tolerance: float = 0
    remark: str = ""

    def subject(self, rule: Rule) -> Subject:
        """Return what to time for a rule.

        Raises:
            ImportError: the tool is not installed.
        """
        made: Subject = getattr(import_module(f"rivals.{self.module}"), f"rule_{rule.name.lower()}")(rule)
        return made

    @property
    def version(self) -> str:
        """The installed version."""
        return version(self.package)


RECIPROCAL = "multiplies by the reciprocal of a constant instead of dividing: scores within one bit of the last place"
SINGLE = "computes in single precision: scores within 1e-7"
MANY, LARGEST = 10**6, 10**7
RIVALS = (
    Rival("numpy, in blocks", "blocked", "AB", LARGEST),
    Rival("numpy, naive", "naive", "AB", MANY),
    Rival("polars", "polars_frame", "AB", LARGEST, "polars", 2**-52, RECIPROCAL),
    Rival("duckdb", "duckdb_table", "AB", LARGEST, "duckdb"),
    Rival("pandas", "pandas_frame", "AB", MANY, "pandas"),
    Rival("openfisca-core", "openfisca", "A", MANY, "openfisca-core", 2**-23, SINGLE),
    Rival("plain Python", "plain", "A", 1000, "pydantic"),
    Rival("pydantic and a loop", "validated", "A", 1000, "pydantic"),
    Rival("zen-engine", "zen_decision", "A", 1000, "zen-engine"),
)
