"""Checks the aliases of questions: each names one question, however it is written, and no column that is reserved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.references import twice
from maturity_core.model.fields import TAKEN_COLUMNS, Path
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft


def alias_problems(draft: Draft) -> Iterator[Problem]:
    """Yield the aliases that also name another question, by its id, its text or an alias, and those that are reserved.

    An alias may be the text of its own question: a translation may have it.
    """
    named: dict[str, int] = {}
    for index, question in enumerate(draft.questions):
        for name in (question.id, question.text):
            named.setdefault(folded(name), index)
    for index, question in enumerate(draft.questions):
        aliases = [folded(alias) for alias in question.aliases]
        path: Path = ("questions", index, "aliases")
        yield from twice("alias", aliases, path)
        for place, alias in enumerate(aliases):
            other = named.setdefault(alias, index)
            if alias in TAKEN_COLUMNS:
                what, hint = "this is the name of a reserved column", "choose another alias"
                yield Problem(what, got=repr(alias), hint=hint, path=(*path, place))
            elif other != index:
                what, hint = "this alias also names another question", "keep it for one of them"
                yield Problem(what, got=repr(alias), allowed=draft.questions[other].id, hint=hint, path=(*path, place))
