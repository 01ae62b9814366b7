"""Searches are narrowed to where the best solutions are: what is found is the same, and a bound is one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tried_routes import dearest, draw_finder

from maturity_core.readers.program.blocks import Blocks
from maturity_core.readers.program.parts import Program, Row, worth
from maturity_core.readers.roadmap import master, narrowing, ties
from maturity_core.readers.roadmap.narrowing import Narrowing, lowest
from maturity_core.readers.roadmap.reading import roadmap
from maturity_core.readers.roadmap.solving import LARGEST_ROW, Search

NEVER = 10**9
STEPS = tuple((place, 1) for place in range(4))
"""Four questions of two options, of two capabilities."""
COST = ((0, 3), (1, 4), (2, 2), (3, 6))
PAIRS = ((6, (0, 1)), (6, (0, 2)), (7, (1, 2)))
"""Of three gates, and the question that stands for either of each."""


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


@dearest
@given(st.data())
def test_a_narrowed_search_finds_what_a_whole_one_finds(data: st.DataObject) -> None:
    """The same route of several that are as good, too; unless numbers were rounded, which may make more of them so."""
    facts, goal, given_, _ = draw_finder(data)
    few = data.draw(st.sampled_from([0, NEVER]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowing, "FROM", NEVER)
        whole = roadmap(facts, goal, **given_)
        assume(not whole.certificate.rounded)
        patch.setattr(ties, "LARGE", data.draw(st.sampled_from([0, NEVER])))
        patch.setattr(narrowing, "FROM", 0)
        patch.setattr(narrowing, "FEW", few)
        narrowed = roadmap(facts, goal, **given_)

    assert narrowed == whole


GATED = (*((place, 1) for place in range(6)), (6, 40), (7, 10))
"""What questions cost: two for each gate, and what stands for gates."""
BEST, DEAREST = [1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]
EITHER = pytest.mark.parametrize("known", [BEST, DEAREST], ids=["the best is known", "the best is not known"])


def gated(known: list[int], *more: Row) -> Search:
    """Return a search for two of three gates, which a linear program meets by half each; for two there is no money."""
    made = [Row(((2 * gate, 1), (2 * gate + 1, 1), (8 + gate, -2)), 0) for gate in range(3)]
    instead = [Row(((stand_in, 1), *((8 + gate, 1) for gate in pair)), 1) for stand_in, pair in PAIRS]
    budget = Row(tuple((place, -1) for place in range(6)), -3)
    steps = tuple((place, 1) for place in range(8))
    return Search(Program(steps, (), 3, (*made, *instead, budget, *more), range(8)), known)


@EITHER
@pytest.mark.usefixtures("always")
def test_gates_that_are_met_in_part_are_taken_apart(known: list[int]) -> None:
    """A case that is dearer than the known solution is left alone."""
    search = gated(known)
    whole = Narrowing(search, GATED).bound({})

    assert whole is not None
    assert (whole.least // whole.unit, whole.undecided) == (3, [0, 1, 2])
    assert lowest(search, GATED) == (BEST, 12, True, False)


@EITHER
@pytest.mark.usefixtures("always")
def test_what_counts_imply_is_narrowed_along_with_them(known: list[int]) -> None:
    search = gated(known)
    search.spread(search.program.counts())

    assert search.width > search.size
    assert lowest(search, GATED) == (BEST, 12, True, False)


@EITHER
@pytest.mark.usefixtures("always")
def test_what_every_good_solution_meets_is_no_choice(known: list[int]) -> None:
    assert lowest(gated(known, Row(((8, 1),), 1)), GATED) == (BEST, 12, True, False)


@EITHER
@pytest.mark.parametrize(
    "limits",
    [
        {(narrowing, "MOST"): 0},
        {(narrowing, "MOST_BOUNDS"): 0},
        {(narrowing, "MOST_BOUNDS"): 1, (narrowing, "FIRST"): 0},
        {(narrowing, "MOST_BOUNDS"): 2, (narrowing, "FIRST"): 0},
        {(narrowing, "FIRST"): 0, (narrowing, "FURTHER"): 0},
        {(narrowing, "FIRST"): 0, (narrowing, "STEPS"): 0},
        {(master, "BITS"): 1},
        {(master, "ROUNDS"): 1},
    ],
    ids=lambda limits: ", ".join(f"{name} {limit}" for (_, name), limit in limits.items()),
)
def test_O1_limits_of_a_narrowed_search_change_nothing_that_is_found(
    always: pytest.MonkeyPatch, limits: dict[tuple[object, str], int], known: list[int]
) -> None:
    """With fewer bounds, or numbers that are too large, a search is a whole one; a first solution may be far off."""
    for (room, name), limit in limits.items():
        always.setattr(room, name, limit)

    assert lowest(gated(known), GATED) == (BEST, 12, True, False)


@pytest.mark.usefixtures("always")
def test_of_large_numbers_the_order_decides() -> None:
    """Two sheets that are the same in the numbers that are handed over are not the same."""
    huge = LARGEST_ROW**4
    row = Row(((0, huge), (1, huge - 1), (2, huge), (3, huge)), 2 * huge)

    found = lowest(searching(row), COST)

    assert ([*found.values], found.bound, found.proven) == ([1, 0, 1, 0], 5, True)


@pytest.mark.parametrize(("name", "limit"), [("ROUNDS", master.ROUNDS), ("ROUNDS", 1), ("BITS", 12)])
def test_no_solution_is_below_a_bound_or_dearer_than_its_sheets_say(
    monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    """Nor if sheets are asked for only once, or prices are rounded so much that they ask for none that is new."""
    monkeypatch.setattr(master, name, limit)
    row = Row(((0, 2), (1, 3), (2, 2), (3, 4)), 5)
    search = searching(row)
    found = Narrowing(search, COST).bound({})

    assert found is not None
    assert found.least <= worth(COST, [0, 1, 1, 0]) * found.unit
    assert [[*extra.shape] for extra in found.sheets] == [[4], [4]]


@pytest.mark.usefixtures("always")
def test_O1_a_budget_where_nothing_costs_anything_is_a_row_without_variables() -> None:
    found = lowest(searching(Row((), -2), Row(((0, 1), (2, 1)), 1)), COST)

    assert found == ([0, 0, 1, 0], 2, True, False)


def test_O1_what_the_solver_does_not_solve_has_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "run", lambda *_: None)

    assert Narrowing(searching(), COST).bound({}) is None


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


def test_a_gate_of_one_capability_is_part_of_its_block() -> None:
    """It is 1 wherever it can be, unless another one is held down by it."""
    met = Row(((0, 1), (1, 1), (4, -2)), 0)
    either = Row(((2, 1), (4, 1)), 1)
    against = Row(((4, -1), (5, 1)), 0)
    own = Program(STEPS, (), 2, (met, either), [0, 0, 1, 1])
    first = Blocks(own, own.rows, ()).blocks[0]

    assert first.variables.tolist() == [0, 1, 4]
    assert first.states.tolist() == [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]]
    assert Blocks(own, (*own.rows, against), ()).blocks[0].variables.tolist() == [0, 1]
