"""Groups that are published beside others: few organisations that are in one and not in the other would show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import question, rule, tiny

from maturity_core import ArgumentError, Framework, PeerGroup, load_framework, publish_peers

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECK = load_framework("service-maturity-check")
SMALL = tiny(
    questions=[question("kept"), question("seen")],
    requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
)
ROWS = [[one, other] for one in range(3) for other in range(3)]


def group(of: Framework, rows: Sequence[Sequence[int]]) -> PeerGroup:
    return PeerGroup.from_assessments(of.assess_many(np.array(rows, np.int8)))


def flat(*codes: int) -> list[list[int]]:
    return [[code] * 20 for code in codes]


@pytest.mark.parametrize("more", [1, 4])
def test_a_group_is_not_published_again_after_few_have_joined(more: int) -> None:
    before = flat(0, 1, 2, 3, 4) * 6
    earlier = publish_peers(CHECK, group(CHECK, before))
    later = group(CHECK, [*before, *flat(2) * more])

    with pytest.raises(ArgumentError, match="too few organisations are in one group and not in the other") as error:
        publish_peers(CHECK, later, beside=[earlier])

    assert error.value.problems[0].where == "beside.0.size"
    assert publish_peers(CHECK, later).size == 30 + more


def test_a_group_is_published_again_once_enough_have_joined() -> None:
    before = flat(0, 1, 2, 3, 4) * 6
    earlier = publish_peers(CHECK, group(CHECK, before))

    assert publish_peers(CHECK, group(CHECK, [*before, *flat(2) * 5]), beside=[earlier]).size == 35
    assert publish_peers(CHECK, group(CHECK, before), beside=[earlier]) == earlier


def test_few_that_moved_show_although_the_size_stays() -> None:
    """Six have come and six have gone; but only two of those who are left answered otherwise."""
    before = flat(*[0] * 10, *[4] * 10)
    after = flat(*[0] * 8, *[4] * 12)
    earlier = publish_peers(CHECK, group(CHECK, before))

    with pytest.raises(ArgumentError) as error:
        publish_peers(CHECK, group(CHECK, after), beside=[earlier])

    assert [problem.where for problem in error.value.problems] == ["beside.0.ladders.framework"]


def test_areas_within_a_level_show_too() -> None:
    """At the same level, two have another score in one dimension."""
    one, other = [2] * 20, [2] * 16 + [3] * 4
    earlier = publish_peers(CHECK, group(CHECK, [one] * 8 + [other] * 8), kind="dimension")

    with pytest.raises(ArgumentError) as error:
        publish_peers(CHECK, group(CHECK, [one] * 6 + [other] * 10), beside=[earlier], kind="dimension")

    assert [problem.where for problem in error.value.problems] == ["beside.0.ladders.dimension technology"]


def test_a_segment_is_not_published_beside_a_whole_that_has_few_more() -> None:
    whole = publish_peers(CHECK, group(CHECK, flat(*[0] * 20, *[2] * 3)))

    with pytest.raises(ArgumentError):
        publish_peers(CHECK, group(CHECK, flat(*[0] * 20)), beside=[whole])


def test_what_stands_beside_is_a_published_group_of_the_same_edition() -> None:
    own: Any = group(CHECK, flat(0, 1, 2, 3, 4) * 6)
    strange = publish_peers(SMALL, group(SMALL, ROWS))

    with pytest.raises(ArgumentError):
        publish_peers(CHECK, own, beside=[strange])
    with pytest.raises(ArgumentError):
        publish_peers(CHECK, own, beside=[own])
