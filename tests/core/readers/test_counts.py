"""Counts of questions in a program: what they imply is told to the solver, and no solution is lost by it."""

from __future__ import annotations

from itertools import product

from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.readers.program.parts import Program, Row, worth
from maturity_core.readers.roadmap.solving import Search

QUESTIONS, GATES = 5, 3
STEPS = tuple((place, 1) for place in range(QUESTIONS))
ITEMS = st.lists(st.integers(0, QUESTIONS - 1), min_size=1, unique=True).map(sorted)


def counting(items: list[int], least: int, gate: int) -> Row:
    """Return the row of a gate that is met where so many of the items are 1."""
    return Row((*((item, 1) for item in items), (QUESTIONS + gate, -least)), 0)


def program(*rows: Row) -> Program:
    return Program(STEPS, (), GATES, rows, [0] * QUESTIONS)


@dear
@given(
    counts=st.lists(st.tuples(ITEMS, st.integers(1, QUESTIONS)), min_size=GATES, max_size=GATES),
    met=st.integers(1, GATES),
    costs=st.lists(st.integers(0, 9), min_size=QUESTIONS, max_size=QUESTIONS),
)
def test_what_counts_imply_loses_no_solution(counts: list[tuple[list[int], int]], met: int, costs: list[int]) -> None:
    rows = [counting(items, min(least, len(items)), gate) for gate, (items, least) in enumerate(counts)]
    wanted = Row(tuple((QUESTIONS + gate, 1) for gate in range(GATES)), met)
    cost = tuple((place, each) for place, each in enumerate(costs) if each)
    choices = list(product((0, 1), repeat=QUESTIONS + GATES))
    best = min(worth(cost, values) for values in choices if all(row.holds(values) for row in (*rows, wanted)))

    search = Search(program(*rows), [1] * (QUESTIONS + GATES))
    search.add([wanted])
    search.spread(program(*rows).counts())
    found = search.lowest(cost)

    assert found.proven
    assert len(found.values) == QUESTIONS + GATES
    assert worth(cost, found.values) == best


def test_rows_that_count_are_those_of_different_questions_of_equal_weight() -> None:
    counted = counting([0, 1, 2], 2, 0)
    weighted = Row(((0, 2), (1, 1), (QUESTIONS + 1, -2)), 0)
    single = counting([3], 1, 2)
    demanded = Row(((0, 1), (1, 1)), 1)
    twice = Program(((0, 1), (0, 2)), (0,), 1, (Row(((0, 1), (1, 1), (3, -1)), 0),), [0])

    assert program(counted, weighted, single, demanded).counts() == [counted]
    assert twice.counts() == []
