"""The result of comparing views: frozen data that can be stored as JSON and read back."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import FIXED, FixedDict, Node
from maturity_core.results.parts import ExactRange, ScoreRange
from maturity_core.results.stored import Ratio, Real, Small, Stored


class ViewScore(Node):
    """A score that answers give, and the lowest and the highest that open questions leave possible."""

    score: Real | None
    score_exact: Ratio
    score_range: ScoreRange | None
    score_range_exact: ExactRange


class View(Node):
    """How one role sees the organisation.

    `not_yet` says that too few questions are answered for a level; `dimensions_not_yet` names the dimensions for which
    that is so. Their levels are left out of the comparison. `level_range` has the worst and the best possible level.
    `scores` has the score of the framework and of each dimension, by ladder; where nothing applies there is none, and
    none at all if the organisation was placed directly.
    """

    role: str
    level: Id | None
    placed_directly: Flag
    dimensions: Annotated[dict[str, str | None], FIXED]
    level_range: tuple[Id, Id] | None = None
    not_yet: Flag = False
    dimensions_not_yet: tuple[str, ...] = ()
    scores: Annotated[dict[Ladder, ViewScore], FIXED] = Field(default_factory=FixedDict[Ladder, ViewScore])


class ViewsResult(Stored):
    """Several views side by side: how far apart they are, overall and by dimension, and the patterns they show.

    Levels are given by id; `patterns` has the places of the patterns in the framework's `views.patterns`.
    """

    called: ClassVar[str] = "views"
    once: ClassVar[tuple[str, str]] = ("views", "role")

    views: Entries[View]
    missing: tuple[str, ...]
    apart: Small | None
    dimensions_apart: Annotated[dict[str, Small], FIXED]
    patterns: tuple[Small, ...]
