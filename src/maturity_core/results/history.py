"""The results of one organisation over time, and what changed from each to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.placed import Placed
from maturity_core.results.progress import Progress, SheetOf
from maturity_core.results.stored import Many, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

Direction = Literal["falling", "mixed", "steady", "rising", "none"]


class Reading(Placed):
    """Where a ladder is at one point in time.

    `compared` is false where a question of the ladder is not known for that time.
    """

    compared: Flag = True


class Point(SheetOf):
    """One point in time: its sheet, and where the framework and its dimensions are, the framework first."""

    ladders: Annotated[Entries[Reading], Many]


class Trend(Node):
    """Which way the score of a ladder goes over all points where it can be compared.

    It is `rising` if it never falls, `falling` if it never rises, `steady` if it does neither, `mixed` if it does both;
    `none` if fewer than two points can be compared.
    """

    ladder: Ladder
    direction: Direction


class History(Stored):
    """The results of one organisation over time, the first one first.

    All are read by the framework of the last one. `steps` has what changed from each point to the next, `overall` from
    the first to the last. `trends` are those of the framework and its dimensions. `undone` names the questions that
    rose on the way and have fallen again: what was reached there has to be done anew.

    >>> from maturity_core import compare_dates, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> history = compare_dates(framework, {"2025": framework.assess([2] * 20), "2026": framework.assess([3] * 20)})
    >>> history.trends["framework"].direction, history.points.ids
    ('rising', ('2025', '2026'))
    >>> History.model_validate_json(history.model_dump_json()) == history
    True
    """

    called: ClassVar[str] = "history"
    once: ClassVar[tuple[str, str]] = ("points", "name")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    points: Entries[Point]
    steps: Annotated[tuple[Progress, ...], Many]
    overall: Progress
    trends: Entries[Trend]
    undone: Annotated[tuple[Id, ...], Many] = ()

    def contradictions(self) -> Iterator[Problem]:
        """Yield what cannot be true together: changes that are not from one point to the next."""
        yield from super().contradictions()
        names = list(dict.fromkeys(point.name for point in self.points))
        if [(step.then.name, step.now.name) for step in self.steps] != list(pairwise(names)):
            yield Problem("these are not the changes from each point to the next", f"{self.called}.steps")
        if (self.overall.then.name, self.overall.now.name) != (*names[:1], *names[-1:]):
            yield Problem("this is not the change from the first point to the last", f"{self.called}.overall")
