"""The published form of a group of peers: pooled so that nobody shows in it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.arguments import check_kind, whole
from maturity_core.model.framework import framework_given
from maturity_core.model.json_text import MOST_LISTED
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import own_questions
from maturity_core.model.states import STATE_WORDS
from maturity_core.people.peers import PeerGroup
from maturity_core.people.pooling import pooled
from maturity_core.people.publications import small_differences
from maturity_core.readers.outline import core_version
from maturity_core.results.peers import AnswerCell, Band, PeerCell, PublishedPeers
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.results.peers import LevelIds

MINIMUM = 5
"""The fewest organisations that are shown together, unless another number is asked for."""
GRID = 200
"""The most bins of equal width that published scores are counted in: fewer if there are fewer groups of the minimum."""


def publish_peers(
    framework: Framework, group: PeerGroup, minimum: int = MINIMUM, beside: Sequence[PublishedPeers] = ()
) -> PublishedPeers:
    """Return a group in a form to pass on: no count in it is below `minimum`; smaller ones are pooled.

    Neighbouring levels, scores and answers with few organisations are pooled. Segments without an organisation in
    common can be published side by side, because no total stands beside them. What is published of the same
    organisations otherwise, as the whole or at another time, can be compared with it: give it as `beside`.

    Args:
        framework: the framework of the group.
        group: the group.
        minimum: the fewest organisations that are shown together, at least 2.
        beside: groups that are published already and have organisations in common with this one.

    Raises:
        ArgumentError: the group has fewer organisations, or belongs to another framework or edition; or a count in it
            and one in a group beside it differ by fewer than `minimum`, so that those few would show.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[0] * 20] * 2 + [[2] * 20] * 5))
    >>> [(cell.levels, cell.count) for cell in publish_peers(framework, peers).ladders["framework"]]
    [(('reactive', 'improving'), 7)]
    """
    least = checked_minimum(minimum)
    check_kind(group, PeerGroup, "group")
    check_kind(beside, (list, tuple), "beside")
    check_group(framework, group)
    if group.size < least:
        raise ArgumentError([Problem("too few organisations to publish", "group", f"{group.size}", f"from {least} on")])
    seen: set[tuple[str, ...]] = set()
    ladders: dict[Ladder, tuple[PeerCell, ...]] = {}
    for ladder, cells in group.ladders.items():
        own = tuple(question.id for question in own_questions(framework, ladder))
        # Of ladders with the same questions, and of a question with a ladder of its own, only one is published:
        # their cells differ, and counts could be had from the differences.
        if len(own) > 1 and own not in seen and (found := _pooled_cells(framework, ladder, cells, least)):
            seen.add(own)
            ladders[ladder] = found
    published = PublishedPeers(
        core_version=core_version(),
        framework=group.framework,
        segment=group.segment,
        size=group.size,
        minimum=least,
        bands=bands(framework, group, least),
        ladders=ladders,
    )
    _check_beside(framework, published, beside)
    return published


def _check_beside(framework: Framework, found: PublishedPeers, beside: Sequence[PublishedPeers]) -> None:
    """Check that no difference to a group that is published already shows few organisations.

    Raises:
        ArgumentError: one does; or what is given is no published group of this framework and edition.
    """
    problems: list[Problem] = []
    what = "too few organisations are in one group and not in the other"
    for place, other in enumerate(beside):
        check_kind(other, PublishedPeers, f"beside.{place}")
        check_group(framework, other)
        least = max(found.minimum, other.minimum)
        hint = f"publish again once at least {least} have come or gone"
        places = small_differences(framework, found, other, least)
        problems += [Problem(what, f"beside.{place}.{where}", hint=hint) for where in places]
    if problems:
        raise ArgumentError(problems[:MOST_LISTED])


def checked_minimum(minimum: int) -> int:
    """Return the fewest organisations that may be shown together.

    Raises:
        ArgumentError: it is not a whole number from 2 on.
    """
    return whole(minimum, "minimum", 2) or MINIMUM


def check_group(framework: Framework, group: PeerGroup | PublishedPeers) -> None:
    """Check that a group belongs to a framework.

    Raises:
        ArgumentError: it belongs to another one, or to another edition.
    """
    stamp = group.framework
    if not stamp.fits(framework_given(framework)):
        what = "these peers were assessed by another framework or edition"
        got, allowed = f"{stamp.id} {stamp.edition}", f"{framework.id} {framework.edition}"
        hint = "carry their answers over, and make the group again"
        raise ArgumentError([Problem(what, "peers", got, allowed, hint)])


def level_runs(framework: Framework, ladder: Ladder, counts: Counter[str | None], least: int) -> list[LevelIds]:
    """Return the levels of a ladder in runs with at least so many organisations, no level first."""
    ids: list[str | None] = [None, *(level.id for level in framework.ladder_levels(ladder))]
    return [tuple(ids[first : last + 1]) for first, last in pooled([counts[name] for name in ids], least)]


def bands(framework: Framework, group: PeerGroup, least: int) -> tuple[Band, ...]:
    """Return the organisations by level of the framework, with their answers, pooled; none if there are too few."""
    counts: Counter[str | None] = Counter()
    for cell in group.ladders[FRAMEWORK]:
        counts[cell.levels[0]] += cell.count
    ids = [None, *(level.id for level in framework.levels)]
    found: list[Band] = []
    for levels in level_runs(framework, FRAMEWORK, counts, least):
        rows = [ids.index(level) for level in levels]
        answers = {
            question.id: _answers(question.options.ids, [group.answers[question.id][row] for row in rows], least)
            for question in framework.questions
        }
        found.append(Band(levels=levels, count=sum(counts[level] for level in levels), answers=answers))
    return tuple(found)


def _answers(options: Sequence[str], rows: Sequence[Sequence[int]], least: int) -> tuple[AnswerCell, ...]:
    """Return answers in order, those that do not apply and open ones first, pooled."""
    counts = [sum(column) for column in zip(*rows, strict=True)]
    states = len(STATE_WORDS)
    words = (*reversed(STATE_WORDS), *options)
    order = [*reversed(counts[:states]), *counts[states:]]
    return tuple(
        AnswerCell(answers=words[first : last + 1], count=sum(order[first : last + 1]))
        for first, last in pooled(order, least)
    )


def _pooled_cells(framework: Framework, ladder: Ladder, cells: Sequence[PeerCell], least: int) -> tuple[PeerCell, ...]:
    """Return cells pooled within runs of levels; none if some have no score, because they could be few."""
    if any(cell.low is None for cell in cells):
        return ()
    levels: Counter[str | None] = Counter()
    for cell in cells:
        levels[cell.levels[0]] += cell.count
    most = min(GRID, max(1, levels.total() // least))
    low, step = _grid(framework, ladder, most)
    found: list[PeerCell] = []
    for run in level_runs(framework, ladder, levels, least):
        counts = [0] * most
        for cell in cells:
            if cell.levels[0] in run and cell.low is not None:
                counts[min(max(floor((cell.low - low) / step), 0), most - 1)] += cell.count
        for first, last in pooled(counts, least):
            ends = {"low": low + first * step, "high": low + (last + 1) * step}
            found.append(PeerCell(levels=run, count=sum(counts[first : last + 1]), **ends))
    return tuple(found)


def _grid(framework: Framework, ladder: Ladder, most: int) -> tuple[Fraction, Fraction]:
    """Return the lowest score of a ladder, and the step of its grid."""
    tops = [len(question.options) - 1 for question in framework.questions]
    place = framework.outline.index[ladder]
    sheets = (framework.engine.stand_one(codes) for codes in ([0] * len(tops), tops))
    low, high = (exact_score(sheet, place) or Fraction(0) for sheet in sheets)
    return low, (high - low) / most or Fraction(1, most)
