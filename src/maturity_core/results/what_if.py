"""What other answers would change: levels, scores, requirements, and which capabilities can be begun."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.routes import QuestionGap
from maturity_core.results.stored import Many, Ratio, Real, Small, Stored, Version

State = Literal["met", "unmet", "set aside"]


class Moved(QuestionGap):
    """An answer that changes: from an option, or the word for its state, to another."""


class Headline(Node):
    """What stands in front of a result: the level and the score of the framework, and whether it is too early for it.

    `not_yet` says that too few questions are answered for a level.
    """

    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    not_yet: Flag


class LadderChange(Node):
    """A ladder whose level or score changes. It `falls` if its level does, or its score while the level stays.

    `not_yet` says that too few of its questions are answered for a level, before or after.
    """

    ladder: Ladder
    level_from: Id | None
    level_to: Id | None
    score_from: Real | None
    score_from_exact: Ratio | None
    score_to: Real | None
    score_to_exact: Ratio | None
    falls: Flag
    not_yet: Flag

    @property
    def compared(self) -> bool:
        """Whether it has a level, or else a score, both before and after; if not, it neither falls nor rises."""
        ends = (self.level_from, self.level_to), (self.score_from_exact, self.score_to_exact)
        return any(None not in pair for pair in ends)


class Flip(Node):
    """A requirement that other answers meet, miss or set aside: its place in `Framework.all_requirements`."""

    requirement: Small
    ladder: Ladder
    before: State
    after: State


class WhatIf(Stored):
    """What becomes of an assessment if some answers change.

    `changes` are the answers that were changed, without those that stay as they are. `counted` are other answers that
    count as something else from then on, because they need one that changes. `ladders` has every ladder whose level or
    score changes, the framework first; `requirements` those that turn, none if a scorer in code scores them. `readied`
    are capabilities whose prerequisites are all met from then on, `unreadied` those whose prerequisites no longer are;
    `ahead` are newly ahead of their time, `no_longer_ahead` no longer.

    >>> from maturity_core import load_framework
    >>> assessment = load_framework("service-maturity-check").assess([2] * 20)
    >>> found = assessment.what_if({"role-decided": "start"})
    >>> found.changes[0].answer, found.before.level, found.after.level, [str(one.ladder) for one in found.falls]
    ('halfway', 'improving', 'improving', ['framework', 'dimension vision', 'capability role'])
    """

    called: ClassVar[str] = "what-if"
    once: ClassVar[tuple[str, str]] = ("changes", "question")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    changes: Entries[Moved]
    counted: Entries[Moved]
    before: Headline
    after: Headline
    ladders: Entries[LadderChange]
    requirements: Annotated[tuple[Flip, ...], Many]
    readied: tuple[Id, ...]
    unreadied: tuple[Id, ...]
    ahead: tuple[Id, ...]
    no_longer_ahead: tuple[Id, ...]

    @property
    def falls(self) -> Entries[LadderChange]:
        """The ladders that fall."""
        return Entries(change for change in self.ladders if change.falls)
