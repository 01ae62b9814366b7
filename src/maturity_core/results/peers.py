"""Peers as data: groups of organisations as counts, to keep or to publish, and where one organisation is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from maturity_core.answers.facts import Fact
from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import FIXED, Node
from maturity_core.results.parts import ExactRange, ScoreRange, Stamp
from maturity_core.results.stored import Answer, Many, Ratio, Real, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

Count = Annotated[int, Field(strict=True, ge=0, le=10**12)]
LevelIds = tuple[Id | None, ...]


class PeerCell(Node):
    """How many organisations have one of these levels, and a score from `low` to `high`.

    In a group that is kept, each cell has one level and one score; in a published one, a cell begins at `low` and ends
    before `high`, except for the last. A level that is None is no level; ends that are None, no score.
    """

    levels: LevelIds
    low: Ratio | None
    high: Ratio | None
    count: Count


class PublishedPeers(Stored):
    """A group of peers to pass on: every count in it is at least `minimum`, and smaller ones are pooled.

    Neighbouring levels and scores with fewer organisations are pooled. `ladders` has the cells of the framework, or of
    each dimension, or of each capability: never of several kinds, because counts of the same answers could be
    subtracted from one another. It cannot be merged with another group.
    """

    called: ClassVar[str] = "published peers"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    segment: Fact
    size: Count
    minimum: Count
    ladders: Annotated[dict[Ladder, tuple[PeerCell, ...]], Many, FIXED]

    @property
    def kind(self) -> str:
        """Whose levels and scores these are: `framework`, `dimension` or `capability`."""
        return next(iter(self.ladders)).kind

    def contradictions(self) -> Iterator[Problem]:
        """Yield the sums that do not match the size, the counts below the minimum, and ladders of several kinds."""
        where = f"{self.called}.ladders"
        kinds = sorted({ladder.kind for ladder in self.ladders})
        if len(kinds) != 1:
            yield Problem("expected ladders of one kind", where, ", ".join(kinds) or "none")
        for ladder, cells in self.ladders.items():
            total, least = sum(cell.count for cell in cells), min((cell.count for cell in cells), default=0)
            if total != self.size:
                yield Problem("these counts do not add up to the size", f"{where}.{ladder}", f"{total}")
            if least < self.minimum:
                yield Problem("a count below the minimum", f"{where}.{ladder}", f"{least}", f"{self.minimum}")


class PeerStanding(Node):
    """Where a score is among those of the peers that have one.

    `below` and `tied` are numbers of peers; of a published group, `tied` are those in the same cell. `percentile` is
    the share below plus half of the share tied; `interval` is its 95% interval after Wilson, as if the peers were
    drawn at random from many more of their kind. Of a published group it holds for all that the percentile may be:
    with none of those in the same cell below, or all of them. The quartiles and the median have the lowest and the
    highest value that they may have: the same unless the group is a published one.
    """

    ladder: Ladder
    score: Real
    score_exact: Ratio
    size: Count
    below: Count
    tied: Count
    percentile: Real
    percentile_exact: Ratio
    interval: tuple[Real, Real]
    interval_exact: ExactRange
    first_quartile: ScoreRange
    first_quartile_exact: ExactRange
    median: ScoreRange
    median_exact: ExactRange
    third_quartile: ScoreRange
    third_quartile_exact: ExactRange


class LevelCount(Node):
    """How many peers are at one of these levels, and whether the organisation is, too."""

    levels: LevelIds
    count: Count
    here: Flag


class Further(Node):
    """An option that most of those one level further have reached, and the organisation has not.

    `answer` is what it answered; `count` is how many of them answered `option` or better, out of `size`, which leaves
    out those to whom the question does not apply.
    """

    question: Id
    answer: Answer
    option: Id
    count: Count
    size: Count
    share: Real
    share_exact: Ratio


class PeerComparison(Stored):
    """Where one organisation is among its peers: by score, by level, and by what those further on have.

    `suppressed` says that there are fewer than `minimum` peers: then nothing else is said of them. `not_yet` says that
    the organisation has answered too few questions. `behind` and `ahead` name the capabilities that are furthest
    behind or ahead, the furthest first: those whose whole interval is on that side of the middle. `further_levels` are
    the levels of those one level further; empty if there are too few of them.

    >>> from maturity_core import PeerGroup, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[2] * 20] * 6))
    >>> found = framework.assess([2] * 20).compare(peers)
    >>> found.size, found.standings[0].percentile
    (6, 0.5)
    """

    called: ClassVar[str] = "peer comparison"
    once: ClassVar[tuple[str, str]] = ("standings", "ladder")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    segment: Fact
    size: Count
    minimum: Count
    published: Flag
    suppressed: Flag
    not_yet: Flag
    standings: Entries[PeerStanding]
    levels: Annotated[tuple[LevelCount, ...], Many]
    behind: tuple[Ladder, ...]
    ahead: tuple[Ladder, ...]
    further_levels: LevelIds
    further_size: Count
    further: Annotated[tuple[Further, ...], Many]
