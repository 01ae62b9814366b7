"""Checks what questions need: an option of another question of the same capability, in no circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.references import unknown

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.fields import Path
    from maturity_core.model.nouns import Needed, Question


def condition_problems(draft: Draft) -> Iterator[Problem]:
    """Yield what is wrong with what questions need; then each circle, once."""
    if draft.scorer is not None and any(question.needs for question in draft.questions):
        what, hint = "a scorer in code decides itself what counts", "remove needs, or the scorer"
        yield Problem(what, hint=hint, path=("scorer",))
        return
    if draft.failed & {"questions", "scales"}:
        return
    asked = {question.id: question for question in draft.questions}
    found: list[Problem] = []
    for index, question in enumerate(draft.questions):
        if question.needs is not None:
            found += _problems(draft, question, question.needs, asked, ("questions", index, "needs"))
    yield from found or _circles(draft)


def _problems(
    draft: Draft, question: Question, needed: Needed, asked: dict[str, Question], path: Path
) -> Iterator[Problem]:
    other = asked.get(needed.question)
    own = [name for name, entry in asked.items() if entry.capability == question.capability and name != question.id]
    if other is None or other.id == question.id:
        yield unknown("other question of this capability", needed.question, own, (*path, "question"))
    elif other.capability != question.capability:
        what, hint = "a question can only need one of its own capability", "put both into one, or leave it out"
        got = f"{other.id!r} belongs to {other.capability!r}"
        yield Problem(what, got=got, allowed=", ".join(own) or "none", hint=hint, path=(*path, "question"))
    elif other.outcome or question.outcome:
        what = "an outcome neither needs a question nor is needed by one"
        yield Problem(what, got=repr((other if other.outcome else question).id), hint="leave one out", path=path)
    elif other.not_applicable and not question.not_applicable:
        what = f"{other.id!r} may not apply, and then this question does not apply either"
        yield Problem(what, hint="add not_applicable = true", path=path[:-1])
    elif other.scale in draft.scales:
        ids = [option.id for option in draft.scales[other.scale].options]
        if needed.option not in ids[1:]:
            kind = f"option above the lowest of {other.id!r}"
            yield unknown(kind, needed.option, ids[1:], (*path, "option"))


def _circles(draft: Draft) -> Iterator[Problem]:
    """Yield each circle of questions that need each other."""
    needs = {question.id: question.needs.question for question in draft.questions if question.needs is not None}
    seen: set[str] = set()
    for index, question in enumerate(draft.questions):
        chain: list[str] = []
        name = question.id
        while name in needs and name not in seen and name not in chain:
            chain.append(name)
            name = needs[name]
        if name in chain:
            circle = [*chain[chain.index(name) :], name]
            what = "questions need each other"
            yield Problem(what, got=" needs ".join(circle), hint="leave one out", path=("questions", index, "needs"))
        seen.update(chain)


def lacking(questions: Iterable[Question], names: Collection[str]) -> list[str]:
    """Return the questions among these that need one that is not among them."""
    return [
        question.id
        for question in questions
        if question.id in names and question.needs is not None and question.needs.question not in names
    ]
