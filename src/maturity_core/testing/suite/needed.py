"""What questions need of each other, as the slow reference reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from maturity_core.model.states import NO_GAP
from maturity_core.testing.oracle_model import Model, Sheet

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


class Needed:
    """The conditions of a framework; it is not read at all if no question needs another."""

    def __init__(self, framework: Framework) -> None:
        self.model = Model(framework) if any(question.needs for question in framework.questions) else None

    def counted(self, sheet: Sheet) -> Sheet:
        """Return what answers count as."""
        return sheet if self.model is None else self.model.counted(sheet)

    def by(self, column: int) -> Iterator[int]:
        """Yield the questions that a question needs, each after the one that needs it."""
        while self.model is not None and (needed := self.model.needed[column]) is not None:
            column = needed[0]
            yield column

    def is_asked(self, column: int, sheet: Sheet) -> bool:
        """Return whether the question that one needs, if there is one, is at the option that it needs, or above."""
        needed = None if self.model is None else self.model.needed[column]
        return needed is None or self.counted(sheet)[needed[0]] >= needed[1]

    def asked(self, positions: Sequence[int], sheet: Sheet) -> list[int]:
        """Return positions that questions have to reach, with those of the questions that they need for it."""
        found = list(positions)
        for question, position in enumerate(positions):
            needed = None if self.model is None or position == NO_GAP else self.model.needed[question]
            while needed is not None and self.model is not None:
                other, least = needed
                if max(sheet[other], 0) < least:
                    found[other] = max(found[other], least)
                needed = self.model.needed[other]
        return found
