"""How the levels of two definitions differ, over all sheets."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from maturity_core.model.fields import Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.inspection import Answers
from maturity_core.results.parts import Stamp
from maturity_core.results.stored import Many, Version

Ids = Annotated[tuple[Id, ...], Field(max_length=50_000)]


class Move(Node):
    """A sheet that gets another level by the second definition: its answers and its level by each of the two."""

    level_before: Id
    level_after: Id
    answers_before: Answers
    answers_after: Answers


class LadderDiff(Node):
    """Which sheets rise and which fall on one ladder.

    `verdict` is *same*: none does; *raised*: some rise, and none fall; *lowered*: the other way round; *mixed*: some
    rise, and some fall; or *unknown*: the search was given up. All but the last are proved.
    """

    ladder: Ladder
    verdict: Literal["same", "raised", "lowered", "mixed", "unknown"]
    rises: Move | None
    falls: Move | None


class EditionDiff(Node):
    """How the levels of two definitions differ. It is about sheets on which every question applies.

    Questions that only one of the two asks, or whose options cannot be matched in order, may have any answer in each:
    `free_before` and `free_after`. `not_compared` has ladders that only one has, or whose levels are not the same.
    """

    schema_version: Literal[1] = 1
    core_version: Version
    before: Stamp
    after: Stamp
    ladders: Annotated[tuple[LadderDiff, ...], Many]
    free_before: Ids
    free_after: Ids
    not_compared: Annotated[tuple[Ladder, ...], Many]
