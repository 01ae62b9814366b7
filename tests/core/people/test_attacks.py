"""Attacks on published groups: whoever knows all files, the model and the totals cannot tell a small number.

The attacker goes through every group there can be, and keeps those that have the same cells.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import capability, dear, dimension, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import ArgumentError, PeerGroup, load_framework, publish_peers, publish_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from maturity_core import Framework, PublishedPeers

CHECK = load_framework("service-maturity-check")
SHEETS = tuple(product(range(3), range(3)))
SIZE, LEAST = 9, 3
LADDERS = [rule("each dimension", "mid", mean="0.5"), rule("framework", "mid", least="0.5", of={"dimensions": "all"})]
SMALL = tiny(
    levels=tiny().levels[:2],
    dimensions=[dimension("work"), dimension("people")],
    capabilities=[capability("plan"), capability("learn", "people")],
    questions=[question("kept"), question("seen", "learn")],
    requirements=LADDERS,
)
"""Two dimensions of one question each, and the weakest of them for the whole."""
SETS = np.array(list(product((0, 1), repeat=len(SHEETS))), np.int8)[1:].T
"""Every kind of sheet that an attacker may count: 511 sets of the nine sheets."""


@cache
def every_group() -> NDArray[np.int8]:
    """Return how many give each sheet, in every group there can be of the size: (n, 9)."""
    bars = np.array(list(combinations(range(SIZE + len(SHEETS) - 1), len(SHEETS) - 1)))
    ends = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), SIZE + len(SHEETS) - 1)])
    return (np.diff(ends, axis=1) - 1).astype(np.int8)


@cache
def places(framework: Framework) -> list[dict[str, tuple[Any, Any]]]:
    """Return the level and the score of each sheet on each ladder."""
    found: list[dict[str, tuple[Any, Any]]] = []
    for codes in SHEETS:
        sheet = framework.assess(codes)
        own: dict[str, Any] = {"framework": sheet}
        own |= {f"dimension {one.id}": one for one in sheet.dimensions}
        own |= {f"capability {one.id}": one for one in sheet.capabilities}
        found.append({name: (one.level and one.level.id, one.score_exact) for name, one in own.items()})
    return found


def consistent(framework: Framework, files: Iterable[PublishedPeers]) -> NDArray[np.int8]:
    """Return the groups that have the same cells as all of the files."""
    found = every_group()
    for file in files:
        for ladder, cells in file.ladders.items():
            last = max(cell.high for cell in cells if cell.high is not None)
            for cell in cells:
                inside = [
                    level in cell.levels and cell.low <= score and (score < cell.high or score == cell.high == last)
                    for level, score in (place[ladder] for place in places(framework))
                ]
                found = found[found[:, inside].sum(axis=1) == cell.count]
    return found


def small_numbers(groups: NDArray[np.int8]) -> int:
    """Return of how many sets an attacker knows that some have such a sheet, but fewer than the minimum."""
    assert len(groups), "the group itself is among them"
    counts = groups.astype(np.int64) @ SETS
    return int(((counts.min(axis=0) > 0) & (counts.max(axis=0) < LEAST)).sum())


def peers(framework: Framework, rows: Sequence[Sequence[int]]) -> PeerGroup:
    return PeerGroup.from_assessments(framework.assess_many(np.array(rows, np.int8)))


def drawn_rows(seed: int) -> list[tuple[int, ...]]:
    chance = np.random.default_rng(seed)
    weights = chance.dirichlet([0.5] * len(SHEETS))
    return [SHEETS[place] for place in chance.choice(len(SHEETS), SIZE, p=weights)]


@pytest.mark.parametrize("framework", [tiny(), SMALL], ids=["one dimension", "two dimensions"])
@pytest.mark.parametrize("kind", ["framework", "dimension", "capability"])
def test_B1_no_small_number_can_be_told_from_a_file(framework: Framework, kind: Any) -> None:
    for seed in range(12):
        file = publish_peers(framework, peers(framework, drawn_rows(seed)), LEAST, kind=kind)

        assert not small_numbers(consistent(framework, [file]))


def test_the_attack_succeeds_where_two_kinds_are_known() -> None:
    """That is why a file has one kind: the whole is low where either dimension is, and the rest can be subtracted."""
    group = peers(SMALL, [(0, 0)] * 3 + [(2, 2)] * 3 + [(0, 2), (2, 0), (2, 0)])
    files = [publish_peers(SMALL, group, LEAST, kind=kind) for kind in ("framework", "dimension")]

    assert small_numbers(consistent(SMALL, files))
    with pytest.raises(ArgumentError, match="only one segment and one kind of ladder can be published"):
        publish_peers(SMALL, group, LEAST, [files[0]], "dimension")


def segments(sizes: dict[str, int]) -> list[PeerGroup]:
    names = [name for name, size in sizes.items() for _ in range(size)]
    batch = CHECK.assess_many([[place % 5] * 20 for place in range(len(names))])
    return [PeerGroup.from_assessments(batch, name, names) for name in sizes]


@dear
@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9), min_size=1))
def test_B1_no_segment_can_be_had_from_the_others_and_the_total(sizes: dict[str, int]) -> None:
    total = sum(sizes.values())
    groups = segments(sizes)
    if total < 5:
        with pytest.raises(ArgumentError, match="too few organisations to publish"):
            publish_segments(CHECK, groups)
        return

    found = publish_segments(CHECK, groups)

    assert sum(file.size for file in found) == total, "everybody is in one of them"
    assert sorted(name for file in found for name in file.segment.split(", ")) == sorted(sizes)
    assert all(file.size == sum(sizes[name] for name in file.segment.split(", ")) >= 5 for file in found)
    for few in range(len(found) + 1):
        for known in combinations(found, few):
            rest = total - sum(file.size for file in known)
            assert rest == 0 or rest >= 5
    assert publish_segments(CHECK, groups[::-1]) == found


def test_small_segments_are_published_as_one() -> None:
    found = publish_segments(CHECK, segments({"north": 9, "south": 3, "west": 1, "east": 7}))

    assert [(file.segment, file.size) for file in found] == [("east, south, west", 11), ("north", 9)]
    nobody = PeerGroup.from_assessments(CHECK.assess_many([[-1] * 20]), "away", ["away"])
    assert [file.segment for file in publish_segments(CHECK, [nobody, *segments({"north": 9})])] == ["north"]


def test_segments_have_names_of_their_own() -> None:
    north, whole = segments({"north": 9})[0], segments({"": 9})[0]
    wrong: Any = "peers"
    with pytest.raises(ArgumentError) as error:
        publish_segments(CHECK, [north, north, whole])
    assert [problem.what for problem in error.value.problems] == [
        "another group has this segment",
        "a group needs a segment",
    ]
    for given_groups in (wrong, [], [wrong]):
        with pytest.raises(ArgumentError):
            publish_segments(CHECK, given_groups)


def test_a_segment_is_not_published_beside_a_whole() -> None:
    north, whole = segments({"north": 9})[0], segments({"": 30})[0]

    with pytest.raises(ArgumentError, match=r"beside\.0: of the same organisations, only one segment") as error:
        publish_peers(CHECK, north, beside=[publish_peers(CHECK, whole)])
    assert "got framework, ''; allowed: framework, 'north'" in str(error.value)


def test_what_cannot_be_published_is_refused() -> None:
    rows = [(2, 2)] * 9
    wrong: Any = "dimensions"
    with pytest.raises(ArgumentError, match="no such kind of ladder; got 'dimensions'"):
        publish_peers(SMALL, peers(SMALL, rows), kind=wrong)
    with pytest.raises(ArgumentError, match="at least 3"):
        publish_peers(SMALL, peers(SMALL, rows), 2)
    nothing = tiny(questions=[question("kept", not_applicable=True), question("seen", not_applicable=True)])
    with pytest.raises(ArgumentError, match="nothing to publish: some organisations have no score"):
        publish_peers(nothing, peers(nothing, [(1, 1)] * 6 + [(-3, -3)] * 6))
