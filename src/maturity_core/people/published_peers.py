"""The published form of a group of peers: pooled so that nobody shows in it, and nothing can be subtracted.

No question counts in two tables of a file, and every cell has at least the minimum. So every combination of cells is
possible, and of any kind of sheet that occurs at all there may be as many as the minimum: whoever puts together all
counts cannot know that there are fewer, but some. (Put so many there, and pair what remains of the cells at will.)
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, Literal, get_args

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.arguments import check_kind, whole
from maturity_core.model.framework import framework_given
from maturity_core.model.json_text import MOST_LISTED
from maturity_core.model.ladder import Ladder
from maturity_core.people.peers import PeerGroup
from maturity_core.people.pooling import pooled
from maturity_core.people.publications import small_differences
from maturity_core.readers.outline import core_version
from maturity_core.results.peers import PeerCell, PublishedPeers
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework

Kind = Literal["framework", "dimension", "capability"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Whose levels and scores a published group has."""
MINIMUM = 5
"""The fewest organisations that are shown together, unless another number is asked for."""
FEWEST = 3
"""The least minimum of a published group: with 2, a count that is pooled because it is smaller could only be 1."""
GRID = 200
"""The most bins of equal width that published scores are counted in: fewer if there are fewer groups of the minimum."""


def publish_peers(
    framework: Framework,
    group: PeerGroup,
    minimum: int = MINIMUM,
    beside: Sequence[PublishedPeers] = (),
    kind: Kind = "framework",
) -> PublishedPeers:
    """Return a group in a form to pass on: no count in it is below `minimum`, and none can be computed.

    Neighbouring levels and scores with few organisations are pooled. The levels and scores of the framework, of its
    dimensions and of its capabilities come from the same answers, so only those of one kind are published. What is
    published of the same organisations already can be compared with this: give it as `beside`. For segments, see
    `publish_segments`.

    Args:
        framework: the framework of the group.
        group: the group.
        minimum: the fewest organisations that are shown together, at least 3.
        beside: groups that are published already and have organisations in common with this one.
        kind: whose levels and scores are published: the `"framework"`'s, or those of each `"dimension"` or each
            `"capability"`, except those that some organisations have no score in.

    Raises:
        ArgumentError: the group has fewer organisations, or belongs to another framework or edition; there is nothing
            to publish; or what is published already is of another kind or segment, or differs from this by fewer than
            `minimum`, so that those few would show.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> peers = PeerGroup.from_assessments(framework.assess_many([[0] * 20] * 2 + [[2] * 20] * 5))
    >>> [(cell.levels, cell.count) for cell in publish_peers(framework, peers).ladders["framework"]]
    [(('reactive', 'improving'), 7)]
    """
    least = checked_minimum(minimum, FEWEST)
    check_kind(group, PeerGroup, "group")
    check_kind(beside, (list, tuple), "beside")
    _check_kind_of_ladder(kind)
    check_group(framework, group)
    if group.size < least:
        raise ArgumentError([Problem("too few organisations to publish", "group", f"{group.size}", f"from {least} on")])
    ladders = {
        ladder: found
        for ladder, cells in group.ladders.items()
        if ladder.kind == kind and (found := _pooled_cells(framework, ladder, cells, least))
    }
    if not ladders:
        hint = "leave out those to whom nothing applies"
        raise ArgumentError([Problem("nothing to publish: some organisations have no score", "group", hint=hint)])
    published = PublishedPeers(
        core_version=core_version(),
        framework=group.framework,
        segment=group.segment,
        size=group.size,
        minimum=least,
        ladders=ladders,
    )
    _check_beside(framework, published, beside)
    return published


def publish_segments(
    framework: Framework, groups: Sequence[PeerGroup], minimum: int = MINIMUM, kind: Kind = "framework"
) -> tuple[PublishedPeers, ...]:
    """Return the segments of one group in a form to pass on, so that none can be had from the others.

    Each organisation is in one of them, and no whole is published beside them: there is nothing to subtract from.
    Segments with fewer organisations than `minimum` are published as one, with the next larger one if even together
    they are too few. So whoever knows how many there are in all knows of no smaller segment either.

    Args:
        framework: the framework of the groups.
        groups: a group of each segment, with no organisation in common.
        minimum: the fewest organisations that are shown together, at least 3.
        kind: as for `publish_peers`.

    Returns:
        Published groups, by the names of their segments; of those that are published as one, all names.

    Raises:
        ArgumentError: a group has no segment, or two have the same; or as for `publish_peers`.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> batch = framework.assess_many([[2] * 20] * 16)
    >>> names = ["start-up"] * 7 + ["enterprise"] * 6 + ["public body"] * 3
    >>> groups = [PeerGroup.from_assessments(batch, name, names) for name in sorted(set(names))]
    >>> [(group.segment, group.size) for group in publish_segments(framework, groups)]
    [('enterprise, public body', 9), ('start-up', 7)]
    """
    least = checked_minimum(minimum, FEWEST)
    named = _by_segment(groups)
    few: list[PeerGroup] = []
    for group in sorted(named.values(), key=lambda one: (one.size, one.segment)):
        if group.size < least or 0 < sum(one.size for one in few) < least:
            few.append(group)
    apart = [group for name, group in named.items() if name not in {one.segment for one in few}]
    if any(group.size for group in few):
        name = ", ".join(sorted(group.segment for group in few))
        first, *others = [group.model_copy(update={"segment": name}) for group in few]
        apart.append(first.merge(*others))
    return tuple(
        publish_peers(framework, group, least, kind=kind) for group in sorted(apart, key=lambda one: one.segment)
    )


def _check_kind_of_ladder(kind: Any) -> None:
    """Check that a kind of ladder can be published.

    Raises:
        ArgumentError: it is none of `KINDS`.
    """
    if kind not in KINDS:
        near = (kind, KINDS) if isinstance(kind, str) else None
        raise ArgumentError([Problem("no such kind of ladder", "kind", shown(kind), ", ".join(KINDS), near=near)])


def _by_segment(groups: Any) -> dict[str, PeerGroup]:
    """Return groups by segment.

    Raises:
        ArgumentError: something else is among them; there are none; or a segment is missing, or there twice.
    """
    check_kind(groups, (list, tuple), "groups")
    found: dict[str, PeerGroup] = {}
    problems = [] if groups else [Problem("there must be groups", "groups", "none")]
    for place, group in enumerate(groups):
        where = f"groups.{place}"
        check_kind(group, PeerGroup, where)
        if not group.segment or group.segment in found:
            what = "another group has this segment" if group.segment else "a group needs a segment"
            problems.append(Problem(what, where, repr(group.segment)))
        found[group.segment] = group
    if problems:
        raise ArgumentError(problems[:MOST_LISTED])
    return found


def _check_beside(framework: Framework, found: PublishedPeers, beside: Sequence[PublishedPeers]) -> None:
    """Check that no difference to a group that is published already shows few organisations.

    Raises:
        ArgumentError: one does, or may; or what is given is no published group of this framework and edition.
    """
    problems: list[Problem] = []
    for place, other in enumerate(beside):
        where = f"beside.{place}"
        check_kind(other, PublishedPeers, where)
        check_group(framework, other)
        if (other.kind, other.segment) != (found.kind, found.segment):
            what = "of the same organisations, only one segment and one kind of ladder can be published"
            own, got = (f"{one.kind}, {one.segment!r}" for one in (found, other))
            problems.append(Problem(what, where, got, own, hint="put together, the files would show few"))
            continue
        least = max(found.minimum, other.minimum)
        hint = f"publish again once at least {least} have come or gone"
        what = "too few organisations are in one group and not in the other"
        places = small_differences(framework, found, other, least)
        problems += [Problem(what, f"{where}.{name}", hint=hint) for name in places]
    if problems:
        raise ArgumentError(problems[:MOST_LISTED])


def checked_minimum(minimum: int, fewest: int = 2) -> int:
    """Return the fewest organisations that may be shown together.

    Raises:
        ArgumentError: it is not a whole number from `fewest` on.
    """
    return whole(minimum, "minimum", fewest) or MINIMUM


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
    ids = [None, *(level.id for level in framework.ladder_levels(ladder))]
    for start, end in pooled([levels[name] for name in ids], least):
        run = tuple(ids[start : end + 1])
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
    tops = framework.lookup.tops
    place = framework.outline.index[ladder]
    sheets = (framework.engine.stand_one(codes) for codes in ([0] * len(tops), tops))
    low, high = (exact_score(sheet, place) or Fraction(0) for sheet in sheets)
    return low, (high - low) / most or Fraction(1, most)
