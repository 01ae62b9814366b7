"""Searches are narrowed to where the best solutions are: what is found is the same, and a bound is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import LEVELS, capability, dear, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st
from tried_routes import draw_finder

from maturity_core.readers.program.blocks import Blocks
from maturity_core.readers.program.parts import Program, Row, worth
from maturity_core.readers.roadmap import master, narrowing
from maturity_core.readers.roadmap.narrowing import Narrowing, lowest
from maturity_core.readers.roadmap.reading import roadmap
from maturity_core.readers.roadmap.solving import LARGEST_ROW, Search

if TYPE_CHECKING:
    from maturity_core import Framework, Roadmap

NEVER = 10**9
STEPS = tuple((place, 1) for place in range(4))
"""Four questions of two options, of two capabilities."""
COST = ((0, 3), (1, 4), (2, 2), (3, 6))


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """However small a program is, it is narrowed, and cases are taken apart."""
    monkeypatch.setattr(narrowing, "FROM", 0)
    monkeypatch.setattr(narrowing, "FEW", 0)
    return monkeypatch


def program(*rows: Row) -> Program:
    return Program(STEPS, (), 0, rows, [0, 0, 1, 1])


def searching(*rows: Row, seconds: float | None = None) -> Search:
    return Search(program(*rows), [1] * len(STEPS), seconds)


@dear
@given(st.data())
def test_a_narrowed_search_finds_what_a_whole_one_finds(data: st.DataObject) -> None:
    """The same route of several that are as good, too."""
    facts, goal, given_, _ = draw_finder(data)
    few = data.draw(st.sampled_from([0, NEVER]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowing, "FROM", NEVER)
        whole = roadmap(facts, goal, **given_)
        patch.setattr(narrowing, "FROM", 0)
        patch.setattr(narrowing, "FEW", few)
        narrowed = roadmap(facts, goal, **given_)

    assert narrowed == whole


def gated() -> Framework:
    """Return a framework in which three areas of four would do, so that a linear program meets some in part."""
    names = [f"{area}{place}" for area in "abcd" for place in range(3)]
    return tiny(
        levels=LEVELS[:2],
        dimensions=[{"id": area, "name": area} for area in "abcd"],
        capabilities=[
            capability(name, dimension=name[0], effort=1 + place * 5 % 7) for place, name in enumerate(names)
        ],
        questions=[question(f"{name}-1", name) for name in names],
        requirements=[
            rule("each dimension", "mid", count=2, of={"questions": "all"}, reaching=1),
            rule("framework", "mid", count=3, of={"dimensions": "all"}, reaching="mid"),
        ],
    )


def routed(framework: Framework) -> Roadmap:
    return framework.assess([0] * len(framework.questions)).roadmap("mid")


def test_gates_that_are_met_in_part_are_taken_apart(always: pytest.MonkeyPatch) -> None:
    narrowed = routed(gated())
    always.setattr(narrowing, "FROM", NEVER)

    assert narrowed == routed(gated())


@pytest.mark.parametrize(
    ("room", "name", "limit"),
    [
        (narrowing, "MOST", 0),
        (narrowing, "MOST_BOUNDS", 0),
        (narrowing, "MOST_BOUNDS", 2),
        (master, "BITS", 1),
        (master, "ROUNDS", 1),
    ],
)
def test_O1_a_search_that_cannot_be_narrowed_is_a_whole_one(
    always: pytest.MonkeyPatch, room: object, name: str, limit: int
) -> None:
    expected = routed(gated())
    always.setattr(room, name, limit)

    assert routed(gated()) == expected


@pytest.mark.usefixtures("always")
def test_of_large_numbers_the_order_decides() -> None:
    """Two sheets that are the same in the numbers that are handed over are not the same."""
    huge = LARGEST_ROW**4
    row = Row(((0, huge), (1, huge - 1), (2, huge), (3, huge)), 2 * huge)

    found = lowest(searching(row), COST)

    assert ([*found.values], found.bound, found.proven) == ([1, 0, 1, 0], 5, True)


def test_no_solution_is_below_a_bound_or_dearer_than_its_sheets_say() -> None:
    row = Row(((0, 2), (1, 3), (2, 2), (3, 4)), 5)
    search = searching(row)
    found = Narrowing(search, COST).bound({})

    assert found is not None
    assert found.least <= worth(COST, [0, 1, 1, 0]) * found.unit
    assert [[*extra.shape] for extra in found.sheets] == [[4], [4]]


@pytest.mark.usefixtures("always")
def test_O1_a_limit_of_time_leaves_a_bound() -> None:
    row = Row(((0, 2), (1, 3), (2, 2), (3, 4)), 5)
    found = lowest(searching(row, seconds=1e-9), COST)

    assert ([*found.values], found.bound, found.proven) == ([1, 1, 1, 1], 0, False)


def test_capabilities_that_have_to_be_touched_have_no_block() -> None:
    """Their sheets do not say whether they are: a row may demand it though no question moves."""
    rows = (Row(((2, 1), (0, -1)), 0), Row(((3, 1), (1, -1)), 0), Row(((2, 1), (3, 1)), 1))
    own = Program(((0, 1), (1, 1)), (0, 1), 0, rows, [0, 1])

    assert Blocks(own, rows, ()).blocks == []
    assert [block.variables.tolist() for block in Blocks(own, rows[:2], ()).blocks] == [[0, 2], [1, 3]]
