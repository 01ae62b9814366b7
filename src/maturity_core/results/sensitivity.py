"""How much the framework's level rests on thresholds and weights that were chosen, and how close it is to a cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.fields import Flag, Id
from maturity_core.model.json_text import twice
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.stored import Many, Ratio, Real, Small, Stored, Version


class ThresholdRange(Node):
    """A threshold of the file, and the numbers that leave the level as it is: above `low`, and up to `high`.

    `requirements` has the requirements that it stands for, by their places in `Framework.all_requirements`. `low` and
    `high` are None where every lower number that a file may have, or every higher one, leaves the level as it is.
    `level_low` is the level at `low`, and `level_high` the one just above `high`.
    """

    requirements: Annotated[tuple[Small, ...], Many]
    threshold: Real
    threshold_exact: Ratio
    low: Real | None
    low_exact: Ratio | None
    high: Real | None
    high_exact: Ratio | None
    level_low: Id | None
    level_high: Id | None


class LevelShare(Node):
    """A level, in how many of the weightings it is the framework's level, and in which share of them."""

    level: Id
    number: Small
    share: Real
    share_exact: Ratio


class Weightings(Node):
    """The levels that other weights give: those of `questions` and `ladders`, each times 1/2, 1 or 2.

    `number` weightings were tried: all of them, unless they were `drawn`, always the same ones. `kept` is the share
    that leaves the level as it is, `levels` has all levels that come out, lowest first.
    """

    questions: Annotated[tuple[Id, ...], Many]
    ladders: Annotated[tuple[Ladder, ...], Many]
    number: Small
    drawn: Flag
    kept: Real
    kept_exact: Ratio
    levels: tuple[LevelShare, ...]


class Margin(Node):
    """A requirement of a level of the framework, and by how much it is met, or missed if `margin` is below 0.

    `requirement` is its place in `Framework.all_requirements`, `asked` its threshold; of a count, no more than there is
    that applies.
    """

    requirement: Small
    level: Id
    measured: Real
    measured_exact: Ratio
    asked: Real
    asked_exact: Ratio
    margin: Real
    margin_exact: Ratio


class Sensitivity(Stored):
    """How much the framework's level rests on what the author of its file chose, and how close it is to a cut.

    `thresholds` has every threshold with the basis *interpretation* or *own*, `weightings` the levels that other
    weights give, None if the level depends on no weight that was chosen. `slack` has the requirements up to the present
    level that apply, `lacking` those of the next one. Without a level, all of them are empty. `not_yet` says that too
    few questions are answered for a level.

    >>> from maturity_core import load_framework
    >>> found = load_framework("service-maturity-check").assess([2] * 20).sensitivity()
    >>> [(str(one.threshold_exact), str(one.low_exact), str(one.high_exact)) for one in found.thresholds[2:]]
    [('2/5', 'None', '1/2'), ('7/10', 'None', 'None')]
    >>> found.weightings.kept, found.lacking[0].margin
    (1.0, -0.2)
    """

    called: ClassVar[str] = "sensitivity"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    level: Id | None
    not_yet: Flag
    thresholds: Annotated[tuple[ThresholdRange, ...], Many]
    weightings: Weightings | None
    slack: Annotated[tuple[Margin, ...], Many]
    lacking: Annotated[tuple[Margin, ...], Many]

    def contradictions(self) -> Iterator[Problem]:
        """Yield the contradictions between fields; none if all of them can be true."""
        places = (f"requirement {place}" for one in self.thresholds for place in one.requirements)
        yield from twice(places, f"{self.called}.thresholds")
