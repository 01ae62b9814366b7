"""Pictures of several results: complete, in words, and legible without colour."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from builders import tiny, two

from maturity_core import NOT_APPLICABLE, compare_dates, compare_raters, roll_up
from maturity_core.pictures.dots import Dot, Line, dumbbell, multiples, slope
from maturity_core.pictures.people import history_slope, roles_dumbbell, team_multiples

if TYPE_CHECKING:
    from collections.abc import Callable

TWO = two()
EMPTY: dict[str, Callable[[], str]] = {
    "dumbbell": lambda: dumbbell("Nothing", []),
    "slope": lambda: slope("Nothing", [], []),
    "multiples": lambda: multiples("Nothing", []),
    "rows without dots": lambda: dumbbell("Nothing", [Line("Work", [None])]),
    "lines without dots": lambda: slope("Nothing", ["2025"], [Line("Work", [None])]),
}


def described(drawn: str) -> str:
    """Return what a picture says in words."""
    return next(element.text or "" for element in ET.fromstring(drawn) if element.tag.endswith("desc"))  # noqa: S314


@pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY.keys())
def test_nothing_can_be_drawn(draw: Callable[[], str]) -> None:
    assert described(draw())


def test_roles_are_dots_on_a_line() -> None:
    sheets = {
        "board": TWO.assess([2, 2, 2, NOT_APPLICABLE]),
        "team": TWO.assess([1, 1, 1, 1]),
        "others": TWO.assess({}),
    }

    drawn = roles_dumbbell(TWO, compare_raters(TWO, sheets))

    assert described(drawn) == "Overall: board 100%, team 50%; Work: board 100%, team 50%; People: team 50%."
    assert drawn.count("<circle") == 5
    assert "board 100%" in drawn
    assert ">team 50%<" in drawn


def test_lines_that_fell_are_dashed() -> None:
    sheets = {"2024": TWO.assess([1, 1, 1, 2]), "2025": TWO.assess([1, 1, 2, 1]), "2026": TWO.assess([2, 2, 2, 0])}

    drawn = history_slope(TWO, compare_dates(TWO, sheets))

    assert drawn.count("stroke-dasharray") == 4
    assert described(drawn).endswith("People: 2024 100%, 2025 50%, 2026 0%.")
    assert drawn.count(">2024</text>") == 1
    waiting = history_slope(TWO, compare_dates(TWO, {"a": TWO.assess({}), "b": TWO.assess([1] * 4)}))
    assert waiting.count("<circle") == 3


def test_teams_have_the_same_rows() -> None:
    total = tiny(
        requirements=[],
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "base": -1}],
        headline="score",
    )
    teams = {name: total.assess([code, code]) for code, name in enumerate("abc")}

    drawn = team_multiples(total, roll_up(total, teams))

    assert described(drawn).count("Overall") == 3
    assert drawn.count("<rect") == 12


def test_dots_at_one_place_are_told_once() -> None:
    dots = [Dot("a", Fraction(1, 2), "50%"), Dot("a", Fraction(1, 2), "50%")]

    assert dumbbell("Roles", [Line("Work", dots)]).count("a 50%") == 3
