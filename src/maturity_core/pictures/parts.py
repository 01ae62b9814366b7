"""The plain data that pictures are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Measure:
    """Something with a value from 0 to 1, and its words.

    `value` is None if nothing applies; `best` is the highest value that open questions allow, `target` the value with
    all gaps closed, `starts` the values at which levels begin. `shown` is the value in words, `note` the line below it.
    """

    name: str
    value: Fraction | None
    shown: str
    note: str = ""
    best: Fraction | None = None
    target: Fraction | None = None
    starts: tuple[Fraction, ...] = ()

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name}: {', '.join(filter(None, [self.shown, self.note]))}"

    @property
    def open_to(self) -> Fraction | None:
        """The best value, if it is better than today's."""
        return self.best if self.best is not None and self.value is not None and self.best > self.value else None


@dataclass(frozen=True)
class Rung:
    """A rung of a ladder: whether it is reached, and what else to say about it, in words."""

    name: str
    reached: bool
    here: bool = False
    possible: bool = False
    marks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All its data in words."""
        return f"{self.name} ({', '.join(self.marks)})" if self.marks else self.name


def in_words(parts: list[Measure] | list[Rung]) -> str:
    """Return a picture's parts in words."""
    return "; ".join(part.words for part in parts) + "."
