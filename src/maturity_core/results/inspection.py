"""What an author may want to know of a model as a whole: how its levels hang together, how many sheets have them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import FIXED, Node
from maturity_core.results.parts import Stamp
from maturity_core.results.stored import Answer, Many, Ratio, Real, Small, Version

Answers = Annotated[dict[Id, Answer], FIXED, Many]


class LowestPart(Node):
    """How low a dimension can be while the framework is at a level, and a sheet on which it is.

    It is `certain` that it cannot be lower, unless the search was given up.
    """

    level: Id
    dimension: Id
    lowest: Id | None
    answers: Answers | None
    certain: Flag


class Lift(Node):
    """A single answer that lifts the framework from a level to another: `question`, from its lowest option to its best.

    `answers` are those before. `ranks` says by how many levels. It is `certain` that no single answer lifts it further,
    unless the search was given up.
    """

    question: Id
    level_from: Id
    level_to: Id
    ranks: Small
    answers: Answers
    certain: Flag


class Excused(Node):
    """The most that calling a question not applicable can gain, against its lowest answer, all else equal."""

    question: Id
    level_from: Id
    level_to: Id
    ranks: Small
    answers: Answers
    certain: Flag


class LevelShare(Node):
    """The share of all sheets that get a level: exact where it could be counted, else that of sheets drawn."""

    level: Id
    share: Real
    share_exact: Ratio | None


class LadderShares(Node):
    """The shares of the levels of a ladder. `drawn` sheets were read; none if the shares are exact."""

    ladder: Ladder
    levels: Annotated[tuple[LevelShare, ...], Many]
    drawn: Small | None


class Inspection(Node):
    """What can be said of a model as a whole. It is about sheets on which every question applies.

    `lift` is None if no single answer changes the framework's level. `excused` has the questions that gain something if
    they are called not applicable. `followers` are requirements that could all be left out, by their places among all
    of the framework: whoever meets the others up to their level meets them; there are no more if that is certain.
    `dead` questions change the level of no ladder, on no sheet; for `undecided` ones
    the search was given up.
    """

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    lowest_parts: Annotated[tuple[LowestPart, ...], Many]
    lift: Lift | None
    lift_certain: Flag
    excused: Annotated[tuple[Excused, ...], Many]
    followers: Annotated[tuple[Small, ...], Field(max_length=50_000)]
    followers_certain: Flag
    dead: Annotated[tuple[Id, ...], Field(max_length=50_000)]
    undecided: Annotated[tuple[Id, ...], Field(max_length=50_000)]
    shares: Annotated[tuple[LadderShares, ...], Many]
