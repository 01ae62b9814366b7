"""A group of peers as counts: exact, confidential, of any size, and mergeable in any order."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.answers.facts import Fact
from maturity_core.assessing.assessment import Assessment
from maturity_core.assessing.batch import AssessmentBatch
from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.arguments import text, words
from maturity_core.model.fields import Id
from maturity_core.model.json_text import MOST_LISTED
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import FIXED
from maturity_core.model.states import STATES
from maturity_core.readers.outline import core_version
from maturity_core.readers.outlook import Outlook
from maturity_core.results.parts import Stamp
from maturity_core.results.peers import Count, PeerCell, PublishedPeers
from maturity_core.results.stored import Many, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.place import Place

    Places = Counter[tuple[int, int, int]]
    """How many organisations have a rank and a score, as numerator and denominator; 0/0 is no score."""

Rows = tuple[tuple[Count, ...], ...]
ROWS = 32768
"""How many organisations are counted at a time."""


class PeerGroup(Stored):
    """Organisations of one kind as counts, by level, score, question and option. Made by `from_assessments`.

    It is exact, and confidential: single organisations may show in it. `publish_peers` makes a form to pass on.
    Organisations that have answered too few questions for a level are not counted; `left_out` is their number.
    `ladders` has one cell for each level and score that occur; `answers` the counts by level of the framework (no level
    first), question and answer: the states in the order of `STATES`, then the options.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[2] * 20, [4] * 20]))
    >>> peers.size, [(cell.levels, cell.low, cell.count) for cell in peers.ladders["framework"]]
    (2, [(('improving',), Fraction(1, 2), 1), (('strategic',), Fraction(1, 1), 1)])
    """

    called: ClassVar[str] = "peers"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    confidential: Literal[True] = True
    segment: Fact
    size: Count
    left_out: Count
    ladders: Annotated[dict[Ladder, tuple[PeerCell, ...]], Many, FIXED]
    answers: Annotated[dict[Id, Rows], Many, FIXED]

    def contradictions(self) -> Iterator[Problem]:
        """Yield the sums that do not match the size."""
        sums = {f"ladders.{name}": sum(cell.count for cell in cells) for name, cells in self.ladders.items()}
        sums |= {f"answers.{name}": sum(map(sum, rows)) for name, rows in self.answers.items()}
        for where, total in sums.items():
            if total != self.size:
                yield Problem("these counts do not add up to the size", f"{self.called}.{where}", f"{total}")

    @classmethod
    def from_assessments(
        cls,
        assessments: AssessmentBatch | Iterable[Assessment],
        segment: str = "",
        segments: Sequence[str] | None = None,
    ) -> PeerGroup:
        """Return the group of some organisations.

        Args:
            assessments: a batch, or assessments by the same framework and edition.
            segment: count only those of this segment: as their sheets say it, or else `segments`. Empty for all.
            segments: the segment of each, in the same order, where sheets do not say it.

        Raises:
            ArgumentError: there are none; they are not by the same framework and edition; or nothing says the segments.
        """
        text(segment, "segment")
        if isinstance(assessments, AssessmentBatch):
            batch = assessments
        else:
            found = _listed(assessments)
            batch = _batched(found)
            segments = [entry.facts.segment for entry in found] if segments is None else segments
        named = None if segments is None else words(segments, "segments")
        if segment and (named is None or len(named) != len(batch)):
            got = "none" if named is None else f"{len(named)}"
            raise ArgumentError(
                [Problem("expected the segment of each organisation", "segments", got, f"{len(batch)}")]
            )
        chosen = np.array([name == segment for name in named or ()], np.bool_) if segment else None
        counts = _Counts(batch.framework)
        for start, codes in batch.blocks(ROWS):
            counts.add(codes if chosen is None else codes[:, chosen[start : start + codes.shape[1]]])
        return counts.group(segment)

    def merge(self, *others: PeerGroup) -> PeerGroup:
        """Return one group of the organisations of this and other ones, which must have no organisation in common.

        The order makes no difference.

        Raises:
            ArgumentError: they are not by the same framework and edition, or of another segment.
        """
        for place, other in enumerate(others):
            given: Any = other
            if not isinstance(given, PeerGroup):
                hint = "a published group cannot be merged" if isinstance(given, PublishedPeers) else ""
                raise ArgumentError([Problem("not a peer group", f"others.{place}", shown(given), hint=hint)])
            if (other.framework.id, other.framework.rules, other.segment) != (
                self.framework.id,
                self.framework.rules,
                self.segment,
            ):
                own, got = (f"{one.framework.id} {one.framework.edition}, {one.segment!r}" for one in (self, other))
                what = "groups of other editions or segments cannot be merged"
                raise ArgumentError([Problem(what, f"others.{place}", got, own, hint="carry the answers over first")])
        groups = (self, *others)
        ladders: dict[Ladder, tuple[PeerCell, ...]] = {}
        for ladder in self.ladders:
            ladders[ladder] = _joined(cell for group in groups for cell in group.ladders[ladder])
        answers = {
            name: tuple(
                tuple(map(sum, zip(*rows, strict=True)))
                for rows in zip(*(group.answers[name] for group in groups), strict=True)
            )
            for name in self.answers
        }
        return self.model_copy(
            update={
                "size": sum(group.size for group in groups),
                "left_out": sum(group.left_out for group in groups),
                "ladders": ladders,
                "answers": answers,
            }
        )


def _listed(assessments: Any) -> list[Assessment]:
    """Return assessments as a list.

    Raises:
        ArgumentError: there are none, or something else is among them.
    """
    try:
        found: list[Any] = list(assessments)
    except TypeError:
        found = [assessments]
    problems = [
        Problem("not an assessment", f"assessments.{place}", shown(entry), "a batch, or assessments")
        for place, entry in enumerate(found)
        if not isinstance(entry, Assessment)
    ]
    if problems or not found:
        raise ArgumentError(problems[:MOST_LISTED] or [Problem("there must be assessments", "assessments", "none")])
    return found


def _batched(found: Sequence[Assessment]) -> AssessmentBatch:
    """Return assessments as a batch.

    Raises:
        ArgumentError: they are by different frameworks or editions.
    """
    problems: list[Problem] = []
    framework = found[0].framework
    for place, entry in enumerate(found):
        stamp = entry.record.framework
        if not stamp.fits(framework):
            what = "this is an assessment by another framework or edition"
            got, allowed = f"{stamp.id} {stamp.edition}", f"{framework.id} {framework.edition}"
            problems.append(Problem(what, f"assessments.{place}", got, allowed, "carry it over with carry()"))
    if problems:
        raise ArgumentError(problems[:MOST_LISTED])
    return framework.assess_many(np.array([entry.codes for entry in found], np.int8))


class _Counts:
    """The counts of a group, block by block."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        outline = framework.outline
        self.places = {outline.ladders[place]: place for place in range(len(outline.ladders))}
        self.ladders: dict[Ladder, Places] = {
            ladder: Counter() for ladder in (FRAMEWORK, *self.places) if ladder.kind != "measure"
        }
        tops = [len(question.options) for question in framework.questions]
        rows = len(framework.levels) + 2
        self.answers = [np.zeros((rows, len(STATES) + top), np.int64) for top in tops]
        self.size = self.left_out = 0

    def add(self, codes: Codes) -> None:
        """Count the answers of some organisations, (n_questions, n)."""
        outlook = Outlook(self.framework, codes)
        stays = ~outlook.not_yet(FRAMEWORK)
        codes = np.ascontiguousarray(codes[:, stays])
        self.left_out += int((~stays).sum())
        self.size += codes.shape[1]
        counted = counted_many(self.framework.lookup.conditions, codes)
        standing = self.framework.engine.many.stand(counted)
        for ladder, found in self.ladders.items():
            found.update(_counted(standing.places[self.places[ladder]]))
        ranks = standing.places[self.places[FRAMEWORK]].rank.astype(np.int64) + 1
        for place, row in enumerate(codes):
            table = self.answers[place]
            columns = _columns(row.astype(np.int64))
            counts = np.bincount(ranks * table.shape[1] + columns, minlength=table.size)
            self.answers[place] = table + counts.reshape(table.shape)

    def group(self, segment: str) -> PeerGroup:
        """Return the group that was counted."""
        framework = self.framework
        return PeerGroup(
            core_version=core_version(),
            framework=framework.outline.stamp,
            segment=segment,
            size=self.size,
            left_out=self.left_out,
            ladders={ladder: _cells(framework, ladder, found) for ladder, found in self.ladders.items()},
            answers={
                question.id: tuple(map(tuple, table.tolist()))
                for question, table in zip(framework.questions, self.answers, strict=True)
            },
        )


def _columns(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the columns in which codes are counted: those of the states first, then those of the options."""
    options = (codes >= 0) * (codes + len(STATES))
    states = (codes < 0) * (-1 - codes)
    return options + states


def _counted(place: Place) -> Mapping[tuple[int, int, int], int]:
    """Return how many organisations have each rank and score."""
    numerators, denominators, scored = place.scores.wide, place.scores.wide_denominator, place.scores.scored
    ranks = place.rank
    if isinstance(denominators, int) and numerators.dtype != object and len(ranks):
        low = int(numerators.min())
        span = int(numerators.max()) - low + 1
        keys, counts = np.unique(
            np.where(scored, numerators - low, span) + (ranks.astype(np.int64) + 1) * (span + 1), return_counts=True
        )
        found: dict[tuple[int, int, int], int] = {}
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            rank, rest = divmod(key, span + 1)
            found[(rank - 1, 0, 0) if rest == span else (rank - 1, rest + low, denominators)] = count
        return found
    each = [denominators] * len(ranks) if isinstance(denominators, int) else denominators.tolist()
    rows = zip(ranks.tolist(), numerators.tolist(), each, scored.tolist(), strict=True)
    return Counter((rank, top, bottom) if there else (rank, 0, 0) for rank, top, bottom, there in rows)


def _cells(framework: Framework, ladder: Ladder, found: Places) -> tuple[PeerCell, ...]:
    """Return counts as cells, one for each level and score."""
    ids = [None, *(level.id for level in framework.ladder_levels(ladder))]
    cells: list[PeerCell] = []
    for (rank, top, bottom), count in found.items():
        score = Fraction(top, bottom) if bottom else None
        level = ids[rank + 1] if rank + 1 < len(ids) else None
        cells.append(PeerCell(levels=(level,), low=score, high=score, count=count))
    return _joined(cells)


def _joined(cells: Iterable[PeerCell]) -> tuple[PeerCell, ...]:
    """Return cells with those of the same level and score made one, in the order of scores, then levels."""
    counts: Counter[tuple[Fraction | None, str | None]] = Counter()
    for cell in cells:
        counts[cell.low, cell.levels[0]] += cell.count
    order = sorted(counts, key=lambda key: (key[0] is not None, key[0] or 0, key[1] or ""))
    return tuple(PeerCell(levels=(level,), low=score, high=score, count=counts[score, level]) for score, level in order)
