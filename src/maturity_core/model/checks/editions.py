"""Checks what a file says of earlier editions: every question has one origin, and every option a successor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.references import twice, unknown

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.fields import Path
    from maturity_core.model.since import Since, SinceQuestion

MOST_EDITIONS = 100
"""The most earlier editions that a file may name."""


def edition_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem with the tables `since`."""
    if len(draft.since) > MOST_EDITIONS:
        got, allowed = f"{len(draft.since):,}", f"at most {MOST_EDITIONS}"
        yield Problem("too many earlier editions", got=got, allowed=allowed, path=("since",))
        return
    told: set[str] = set()
    for index, since in enumerate(draft.since):
        path: Path = ("since", index)
        if since.edition in told:
            hint = "keep one table for each edition"
            yield Problem("duplicate edition", got=repr(since.edition), hint=hint, path=(*path, "edition"))
        if since.edition == draft.edition:
            what, hint = "this is the edition of the file itself", "name an earlier edition"
            yield Problem(what, got=repr(since.edition), hint=hint, path=(*path, "edition"))
        told.add(since.edition)
        yield from twice("id", since.left_out, (*path, "left_out"))
        yield from twice("id", since.added, (*path, "added"))
        yield from twice("id", [entry.id for entry in since.questions], (*path, "questions"))
        if not draft.failed & {"questions", "scales"}:
            yield from _Told(draft, since, path).problems()


class _Told:
    """What a file says of one earlier edition, as places of problems and the ids that they are about."""

    def __init__(self, draft: Draft, since: Since, path: Path) -> None:
        self.draft, self.since, self.path = draft, since, path
        self.scales = {question.id: question.scale for question in draft.questions}
        self.left_out, self.added = set(since.left_out), set(since.added)
        self.changed = {entry.id for entry in since.questions}

    def problems(self) -> Iterator[Problem]:
        """Yield questions that do not exist, and those of which the file says two things."""
        for place, name in enumerate(self.since.added):
            if name not in self.scales:
                yield unknown("question", name, self.scales, (*self.path, "added", place))
        for place, entry in enumerate(self.since.questions):
            yield from self._question(entry, (*self.path, "questions", place))
        for place, name in enumerate(self.since.left_out):
            if name in self.scales and name not in self.added | self.changed:
                what, hint = "this question is still asked", "if it is another question now, list it in 'added', too"
                yield Problem(what, got=repr(name), hint=hint, path=(*self.path, "left_out", place))

    def _question(self, entry: SinceQuestion, path: Path) -> Iterator[Problem]:
        if entry.id not in self.scales:
            yield unknown("question", entry.id, self.scales, (*path, "id"))
            return
        if entry.id in self.added:
            what, hint = "an added question cannot come from an earlier one", "remove this, or take it out of 'added'"
            yield Problem(what, got=repr(entry.id), hint=hint, path=path)
        if entry.before in self.left_out:
            what, hint = "this question is listed in 'left_out'", "remove it there, or name another one"
            yield Problem(what, got=repr(entry.before), hint=hint, path=(*path, "was" if entry.was else "id"))
        scale = self.draft.scales.get(self.scales[entry.id])
        ids = [option.id for option in scale.options] if scale else [*entry.options.values()]
        for then, now in entry.options.items():
            if now not in ids:
                yield unknown(f"option of {entry.id!r}", now, ids, (*path, "options", then))
