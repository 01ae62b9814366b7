"""What became of the questions of earlier editions, so that answers to these can be carried over."""

from typing import Annotated, Literal

from pydantic import Field

from maturity_core.model.fields import Id, Label, Name
from maturity_core.model.node import FIXED, FixedDict, Node


class SinceQuestion(Node):
    """A question that is not simply the same as in the earlier edition.

    `id` is its id now and `was` the one it had then. `options` has option ids, then to now. `words` says whether a
    changed wording still asks the same, or the question has to be asked anew; without it, the answer is taken, and the
    question listed as reworded.

    >>> SinceQuestion(id="plan-holds", was="plan-survives").before
    'plan-survives'
    """

    id: Id
    was: Id | None = None
    words: Literal["same", "asked anew"] | None = None
    options: Annotated[dict[Name, Name], FIXED] = Field(default_factory=FixedDict)

    @property
    def before(self) -> str:
        """The id of the question that it came from."""
        return self.was or self.id


class Since(Node):
    """An earlier edition: which of its questions are gone, which are new, and which have changed since.

    Every other question is the same as it was. Entries of `questions` with the same `was` are one that was split.

    >>> Since(edition="1.0", left_out=["night-calls"]).added
    ()
    """

    edition: Label
    left_out: tuple[Id, ...] = ()
    added: tuple[Id, ...] = ()
    questions: tuple[SinceQuestion, ...] = ()
