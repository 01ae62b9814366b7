"""What pictures are drawn from: plain data, whoever has it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Measure:
    """Something with a value from 0 to 1, and how it is told.

    `value` is None where nothing applies; `best` is what open questions leave possible, `target` what it would be with
    all gaps closed. `shown` is the value in words, `note` what stands below.
    """

    name: str
    value: Fraction | None
    shown: str
    note: str = ""
    best: Fraction | None = None
    target: Fraction | None = None

    @property
    def words(self) -> str:
        """All of it in words."""
        return f"{self.name}: {', '.join(filter(None, [self.shown, self.note]))}"

    @property
    def open_to(self) -> Fraction | None:
        """The best value, where it is better than today's."""
        return self.best if self.best is not None and self.value is not None and self.best > self.value else None


@dataclass(frozen=True)
class Rung:
    """A rung of a ladder: whether it is reached, and what is remarkable about it, in words."""

    name: str
    reached: bool
    here: bool = False
    possible: bool = False
    marks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it in words."""
        return f"{self.name} ({', '.join(self.marks)})" if self.marks else self.name


def in_words(parts: list[Measure] | list[Rung]) -> str:
    """Return a picture's parts in words."""
    return "; ".join(part.words for part in parts) + "."
