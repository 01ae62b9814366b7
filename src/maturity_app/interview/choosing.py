"""Which question an interview asks next: in the order of the file, or on the short path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from maturity_core.model.states import UNANSWERED

if TYPE_CHECKING:
    from maturity_core import Framework, ShortPath

Stage = Literal["level", "dimensions", "rest"]


class Chooser:
    """Chooses among the unanswered questions that were not skipped; after don't know, a question is not asked again.

    `codes` and `skipped` are those of the interview, and change during it. On the short path, `stage` says what is
    being settled; in the order of the file, it is `rest` from the start.
    """

    def __init__(self, framework: Framework, codes: list[int], skipped: set[int], *, short: bool) -> None:
        self.framework = framework
        self.codes = codes
        self.skipped = skipped
        self.short = short
        self.stage: Stage = "level" if short else "rest"
        self._columns = {question.id: column for column, question in enumerate(framework.questions)}

    def left(self) -> list[int]:
        """Return the questions that may still be asked, in the order of the file."""
        passed = self.skipped | self.framework.lookup.conditions.waiting(self.codes)
        return [c for c, code in enumerate(self.codes) if code == UNANSWERED and c not in passed]

    def next(self) -> int | None:
        """Return the question to ask in this stage; None when it is over."""
        left = self.left()
        if not self.short:
            return next(iter(left), None)
        path = self.path(dimensions=self.stage != "level")
        ahead = [entry for entry in path.questions if entry.matters or self.stage == "rest"]
        return next((column for entry in ahead if (column := self._columns[entry.question]) in left), None)

    def path(self, *, dimensions: bool) -> ShortPath:
        """Return the short path from here."""
        return self.framework.assess(self.codes).short_path(dimensions=dimensions)

    def idle(self, column: int) -> bool:
        """Return whether, on the short path, the answer to a question can no longer change the level."""
        name = self.framework.questions[column].id
        return self.short and any(
            entry.question == name and not entry.matters for entry in self.path(dimensions=False).questions
        )
