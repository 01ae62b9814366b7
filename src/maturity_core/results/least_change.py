"""The fewest answers that lift the framework's level, and the fewest that drop it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.json_text import twice
from maturity_core.model.node import Node
from maturity_core.results.parts import ExactRange, ScoreRange, Stamp
from maturity_core.results.stored import Ratio, Real, Small, Stored, Version
from maturity_core.results.what_if import Moved

NoLift = Literal["no-level", "highest-level", "out-of-reach"]
NoDrop = Literal["no-level", "lowest-level", "out-of-reach"]


class Shift(Node):
    """The fewest answers that lift or drop the level, and of these those with the fewest option steps.

    `level` is the framework's level after them, which may be more than one rung away. `proof` is *optimal*: no fewer
    answers do it, as the solver has proven; or *best found*: a limit ended the search, and no fewer than `bound` do.
    `tied` says that others may be as good, in number and option steps; otherwise the first ones by id were taken.
    """

    level: Id
    moves: Entries[Moved]
    steps: Small
    proof: Literal["optimal", "best found"]
    bound: Small
    tied: Flag

    def __len__(self) -> int:
        return len(self.moves)


class LeastChange(Stored):
    """How few answers lift the framework's level to its next rung, and how few drop it below the present one.

    Where none do, `no_lift` and `no_drop` say why: there is *no-level*; it is the *highest-level* or the *lowest-level*
    already; or even the best answers, or the lowest ones, leave it where it is: *out-of-reach*. The score, with the
    range that open questions leave, is there for organisations and models without a level. `not_yet` says that too few
    questions are answered for a level.

    >>> from maturity_core import load_framework
    >>> found = load_framework("service-maturity-check").assess([2] * 20).least_change()
    >>> found.level, found.lift.level, len(found.lift), found.drop.level, len(found.drop)
    ('improving', 'strategic', 8, 'reactive', 4)
    """

    called: ClassVar[str] = "least change"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    level: Id | None
    score: Real | None
    score_exact: Ratio | None
    score_range: ScoreRange | None
    score_range_exact: ExactRange | None
    not_yet: Flag
    lift: Shift | None
    no_lift: NoLift | None
    drop: Shift | None
    no_drop: NoDrop | None

    def contradictions(self) -> Iterator[Problem]:
        """Yield the contradictions between fields; none if all of them can be true."""
        for name, shift, reason in (("lift", self.lift, self.no_lift), ("drop", self.drop, self.no_drop)):
            where = f"{self.called}.{name}"
            if (shift is None) is (reason is None):
                yield Problem(f"there must be either {name} or no_{name}", where, "both" if shift else "neither")
            if shift is not None:
                yield from twice((move.question for move in shift.moves), f"{where}.moves")
