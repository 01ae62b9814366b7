"""Answers carried over from an earlier edition, as frozen data: what arrived, how, and what to ask anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from maturity_core.answers.facts import NO_FACTS, SheetFacts, strange_remarks
from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id, Label
from maturity_core.model.node import FIXED, Node
from maturity_core.model.states import UNANSWERED, WORDS
from maturity_core.results.stored import Answer, Given, Many, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator

Arrived = Annotated[Answer | Given, Field(union_mode="left_to_right")]
"""The id of an option, the word for a state, or the exact number that was given."""
How = Literal["same", "renamed", "split", "reworded", "asked anew", "added"]


class CarriedQuestion(Node):
    """How the answer to a question was carried, and the id that the question had then; None if it was added.

    The first that applies of: `added`; `asked anew` (the file says so, or the answer no longer exists); `split`;
    `renamed`; `reworded`; `same`.
    """

    id: Id
    was: Id | None
    how: How


class Carried(Stored):
    """Answers to an edition of a framework, carried over to another one, with the facts of their sheet.

    `answers` has every question of the edition now, and `Framework.assess` takes it, with `facts`. `ask` names the
    questions whose answer was not carried. `reworded` names those that were, although the wording differs and the file
    does not call it the same. `left_out` names the questions, by their ids then, that are gone and had an answer, a
    comment or evidence.

    >>> from maturity_core import carry, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> carried = carry({"role-decided": "halfway"}, framework, edition=framework.edition)
    >>> Carried.model_validate_json(carried.model_dump_json()) == carried
    True
    """

    called: ClassVar[str] = "carried"
    once: ClassVar[tuple[str, str]] = ("questions", "id")

    framework: Id
    edition: Label
    since: Label
    answers: Annotated[dict[Id, Arrived], Many, FIXED]
    facts: SheetFacts = NO_FACTS
    questions: Entries[CarriedQuestion]
    ask: Annotated[tuple[Id, ...], Many]
    reworded: Annotated[tuple[Id, ...], Many]
    left_out: Annotated[tuple[Id, ...], Many]

    def contradictions(self) -> Iterator[Problem]:
        """Yield every list that contradicts the questions."""
        yield from super().contradictions()
        ids = list(self.answers)
        hows = {entry.id: entry.how for entry in self.questions}
        if list(hows) != ids:
            what = "the answers and the questions are not about the same questions"
            yield Problem(what, f"{self.called}.questions")
        yield from strange_remarks(self.facts, self.answers, self.called)
        asked = [name for name, how in hows.items() if how in {"asked anew", "added"}]
        if list(self.ask) != asked:
            yield Problem("these are not the questions to ask anew", f"{self.called}.ask", allowed=", ".join(asked))
        taken = [name for name in asked if self.answers.get(name, _OPEN) != _OPEN]
        yield from (Problem("an answer that was not carried", f"{self.called}.answers.{name}") for name in taken)
        carried = {*ids}.difference(asked)
        strange = [name for name in self.reworded if name not in carried]
        yield from (Problem("this question was not carried", f"{self.called}.reworded.{name}") for name in strange)


_OPEN = WORDS[UNANSWERED]
