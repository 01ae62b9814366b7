"""What a program needs: everything else can be left out of the search, and no solution gets worse by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import LEVELS, capability, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.readers.program.parts import Row, needed, worth
from maturity_core.readers.roadmap.solving import Search

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from maturity_core.readers.program.parts import Line

SIZE = 5
PAIRS = st.dictionaries(st.integers(0, SIZE - 1), st.integers(-3, 3).filter(bool))
LINES: st.SearchStrategy[Line] = PAIRS.map(lambda own: tuple(sorted(own.items())))
ROWS = st.lists(st.builds(Row, LINES, st.integers(-3, 3)), max_size=5)
VALUES = st.lists(st.integers(0, 1), min_size=SIZE, max_size=SIZE)


@given(ROWS, st.lists(LINES, max_size=2), VALUES)
def test_without_what_is_not_needed_solutions_stay_solutions_and_get_no_worse(
    rows: list[Row], objectives: list[Line], values: list[int]
) -> None:
    kept = needed(rows, objectives)
    less = [value if item in kept else 0 for item, value in enumerate(values)]

    assert all(row.holds(less) for row in rows if row.holds(values))
    assert all(worth(line, less) <= worth(line, values) for line in objectives)


def test_option_steps_that_nothing_asks_for_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The middle level asks for half a credit of the first question: its second step and all others only cost."""
    left: list[set[int]] = []
    leave_out = Search.leave_out

    def seen(search: Search, variables: Iterable[int]) -> None:
        leave_out(search, variables)
        left.append(set(search.left_out))

    monkeypatch.setattr(Search, "leave_out", seen)
    framework = tiny(
        levels=LEVELS[:2],
        capabilities=[capability("a"), capability("b")],
        questions=[question("a-1", "a"), question("b-1", "b")],
        requirements=[rule("framework", "mid", least="0.5", of={"questions": ["a-1"]})],
    )

    found = framework.assess([0, 0]).roadmap("mid")

    assert [(step.capability, step.questions[0].to) for step in found] == [("a", "often")]
    assert left == [{1, 2, 3, 5}]
