"""The answers that change the framework's level, each by itself."""

from __future__ import annotations

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id
from maturity_core.model.node import Node
from maturity_core.results.routes import QuestionGap


class AnswerChange(QuestionGap):
    """An answer that changes the framework's level by itself: from an option, or the word for its state, to another.

    `to` is the nearest option that does it, and `level` the level it leads to.
    """

    level: Id


class OneAnswer(Node):
    """The single answers that lift the framework's level, and those that drop it.

    Those with the fewest option steps come first; ties by id. Both are empty for a scorer in code.

    >>> from maturity_core import load_framework
    >>> assessment = load_framework("service-maturity-check").assess([2] * 8 + [1] * 12)
    >>> change = assessment.one_answer.lifts["first-in-touch"]
    >>> assessment.level.id, change.answer, change.to, change.level
    ('reactive', 'first-steps', 'all-the-way', 'improving')
    """

    lifts: Entries[AnswerChange] = Field(default=(), validate_default=True)
    drops: Entries[AnswerChange] = Field(default=(), validate_default=True)
