"""Where one organisation is among its peers. Nothing here scores: scores and levels are those of the assessment."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from math import isqrt
from typing import TYPE_CHECKING, Any

from maturity_core.model.arguments import check_kind
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.states import NOT_APPLICABLE, WORDS
from maturity_core.people.bands import bands
from maturity_core.people.peers import PeerGroup
from maturity_core.people.published_peers import MINIMUM, check_group, checked_minimum
from maturity_core.readers.outline import core_version
from maturity_core.results.numbers import both, doubles
from maturity_core.results.peers import Further, LevelCount, PeerComparison, PeerStanding, PublishedPeers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.nouns import Question
    from maturity_core.people.bands import Band
    from maturity_core.results.parts import ExactRange
    from maturity_core.results.peers import LevelIds, PeerCell

Z = Fraction(49, 25)
"""1.96: 95% of a normal distribution lie within so many standard deviations of its mean."""
FINE = 10_000
"""The ends of intervals are rounded outwards to one of so many parts."""
HALF = Fraction(1, 2)


def among_peers(
    assessment: Assessment, peers: PeerGroup | PublishedPeers, minimum: int | None = None
) -> PeerComparison:
    """Return where an organisation is among its peers; see `Assessment.compare`."""
    check_kind(peers, (PeerGroup, PublishedPeers), "peers")
    framework = assessment.framework
    check_group(framework, peers)
    own = peers.minimum if isinstance(peers, PublishedPeers) else MINIMUM
    least = own if minimum is None else max(checked_minimum(minimum), own if isinstance(peers, PublishedPeers) else 2)
    suppressed, waits = peers.size < least, assessment.not_yet
    answered = () if suppressed or isinstance(peers, PublishedPeers) else bands(framework, peers, least)
    counts = {band.levels: band.count for band in answered}
    if isinstance(peers, PublishedPeers) and not suppressed:
        counts = _levels(peers.ladders.get(FRAMEWORK, ()))
    found = () if suppressed or waits else tuple(_standings(assessment, peers, least))
    level = None if assessment.level is None else assessment.level.id
    further = None if waits else _next_band(assessment, answered)
    sides = [entry for entry in found if entry.ladder.kind == "capability"]
    behind = sorted((one for one in sides if one.interval_exact[1] < HALF), key=_by_percentile)
    ahead = sorted((one for one in sides if one.interval_exact[0] > HALF), key=_by_percentile, reverse=True)
    return PeerComparison(
        core_version=core_version(),
        framework=framework.outline.stamp,
        segment=peers.segment,
        size=peers.size,
        minimum=least,
        published=isinstance(peers, PublishedPeers),
        suppressed=suppressed,
        not_yet=waits,
        standings=Entries(found),
        levels=tuple(
            LevelCount(levels=levels, count=count, here=not waits and level in levels)
            for levels, count in counts.items()
        ),
        behind=tuple(one.ladder for one in behind),
        ahead=tuple(one.ladder for one in ahead),
        further_levels=further.levels if further else (),
        further_size=further.count if further else 0,
        further=tuple(_further(assessment, further)) if further else (),
    )


def _levels(cells: Iterable[PeerCell]) -> dict[LevelIds, int]:
    """Return how many organisations are at each level, or at one of several."""
    counts: Counter[LevelIds] = Counter()
    for cell in cells:
        counts[cell.levels] += cell.count
    return dict(counts)


def _by_percentile(one: PeerStanding) -> tuple[Fraction, str]:
    return one.percentile_exact, one.ladder


def _standings(assessment: Assessment, peers: PeerGroup | PublishedPeers, least: int) -> Iterator[PeerStanding]:
    """Yield where each ladder's score is, those left out that have none, wait for answers, or have too few peers."""
    own = {FRAMEWORK: assessment.score_exact}
    for kind, results in (("dimension", assessment.dimensions), ("capability", assessment.capabilities)):
        own |= {Ladder(kind, one.id): None if one.not_yet else one.score_exact for one in results}
    for ladder, score in own.items():
        cells = [cell for cell in peers.ladders.get(ladder, ()) if cell.low is not None]
        if score is not None and sum(cell.count for cell in cells) >= least:
            yield standing(ladder, score, cells)


def standing(ladder: Ladder, score: Fraction, cells: Sequence[PeerCell]) -> PeerStanding:
    """Return where a score is among the scores of cells.

    >>> from maturity_core.results.peers import PeerCell
    >>> cells = [PeerCell(levels=(None,), low=score, high=score, count=1) for score in (0, 1, 1, 2)]
    >>> found = standing(FRAMEWORK, Fraction(1), cells)
    >>> found.below, found.tied, found.percentile
    (1, 2, 0.5)
    """
    size = sum(cell.count for cell in cells)
    last = max((cell.high for cell in cells if cell.high is not None), default=score)
    below = sum(cell.count for cell in cells if _is_below(cell, score, last))
    tied = sum(
        cell.count for cell in cells if not _is_below(cell, score, last) and cell.low is not None and cell.low <= score
    )
    percentile = Fraction(2 * below + tied, 2 * size)
    known = all(cell.low == cell.high for cell in cells)
    least, most = (percentile, percentile) if known else (Fraction(below, size), Fraction(below + tied, size))
    low, high = wilson(least, size)[0], wilson(most, size)[1]
    quartiles: dict[str, Any] = {}
    for part, name in enumerate(("first_quartile", "median", "third_quartile"), start=1):
        ends = _quantile(cells, part, size)
        quartiles |= {name: doubles(ends), f"{name}_exact": ends}
    return PeerStanding(
        ladder=ladder,
        size=size,
        below=below,
        tied=tied,
        interval=(float(low), float(high)),
        interval_exact=(low, high),
        **quartiles,
        **both(score=score, percentile=percentile),
    )


def _is_below(cell: PeerCell, score: Fraction, last: Fraction) -> bool:
    """Return whether all scores of a cell are below a score; a cell with an inside ends before its `high`."""
    return cell.high is not None and (cell.high < score or cell.low != cell.high == score != last)


def _quantile(cells: Sequence[PeerCell], part: int, size: int) -> ExactRange:
    """Return a quartile, as far as it is known: the middle of two scores where it falls between them."""
    wanted = [-(-part * size // 4), part * size // 4 + 1]  # the k-th smallest; the same but where 4 divides part * size
    lows = [(cell.low, cell.count) for cell in cells if cell.low is not None]
    highs = [(cell.high, cell.count) for cell in cells if cell.high is not None]
    low, high = (sum((_nth(ends, place) for place in wanted), Fraction(0)) / 2 for ends in (lows, highs))
    return low, high


def _nth(ends: Sequence[tuple[Fraction, int]], place: int) -> Fraction:
    """Return the smallest number with at least so many at or below it."""
    ordered = sorted(ends)
    sums = list(accumulate(count for _, count in ordered))
    return ordered[bisect_left(sums, place)][0]


def wilson(share: Fraction, size: int) -> ExactRange:
    """Return the 95% interval of a share of so many after Wilson, rounded outwards to a ten-thousandth.

    >>> tuple(map(str, wilson(Fraction(1, 2), 5)))
    ('1703/10000', '8297/10000')
    """
    square = Z * Z / size
    middle, inside = share + square / 2, (share * (1 - share) + square / 4) * Z * Z / size
    scaled = inside * FINE * FINE
    root = isqrt(scaled.numerator // scaled.denominator)
    low = (middle - Fraction(root + 1, FINE)) / (1 + square) * FINE
    high = (middle + Fraction(root + 1, FINE)) / (1 + square) * FINE
    return max(Fraction(low.numerator // low.denominator, FINE), Fraction(0)), min(
        Fraction(-(-high.numerator // high.denominator), FINE), Fraction(1)
    )


def _next_band(assessment: Assessment, found: Sequence[Band]) -> Band | None:
    """Return the peers one level further: those of the first levels that are all above the organisation's."""
    ids = [level.id for level in assessment.framework.levels]
    if assessment.level is None:
        return None
    rank = ids.index(assessment.level.id)
    return next(
        (band for band in found if all(name is not None and ids.index(name) > rank for name in band.levels)), None
    )


def _further(assessment: Assessment, band: Band) -> list[Further]:
    """Return what most of a band's peers have and the organisation has not, what most of them have first."""
    codes = assessment.codes.tolist()
    found: list[Further] = []
    for place, question in enumerate(assessment.framework.questions):
        at = max(codes[place], 0)
        if codes[place] == NOT_APPLICABLE or at + 1 >= len(question.options):
            continue
        entry = _reached(question, band, at + 1, assessment.answers[question.id])
        if entry is not None and 2 * entry.count > entry.size:
            found.append(entry)
    return sorted(found, key=lambda one: (-one.share_exact, one.question))


def _reached(question: Question, band: Band, option: int, answer: str) -> Further | None:
    """Return how many peers reached an option: those in cells that are surely there. None if that is not known."""
    order = {name: place for place, name in enumerate(question.options.ids)}
    cells = [cell for cell in band.answers[question.id] if cell.answers != (WORDS[NOT_APPLICABLE],)]
    size = sum(cell.count for cell in cells)
    count = sum(cell.count for cell in cells if all(order.get(name, -1) >= option for name in cell.answers))
    if not size:
        return None
    name = question.options[option].id
    return Further(
        question=question.id, answer=answer, option=name, count=count, size=size, **both(share=Fraction(count, size))
    )
