"""Pictures of several results: complete, in words, and legible without colour."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from builders import tiny, two

from maturity_core import NOT_APPLICABLE, PeerGroup, compare_dates, compare_raters, roll_up
from maturity_core.pictures.dots import Dot, Line, dumbbell, multiples, slope
from maturity_core.pictures.lettering import width
from maturity_core.pictures.people import history_slope, peers_levels, peers_spread, roles_dumbbell, team_multiples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def test_a_score_is_drawn_among_those_of_its_peers() -> None:
    """Half of them score 0, half of them 1: the middle half is everything, and the median half way."""
    peers = PeerGroup.from_assessments([TWO.assess([code] * 4) for code in (0, 2) for _ in range(6)])

    found = TWO.assess([1, 1, 1, NOT_APPLICABLE]).compare(peers)

    spread = peers_spread(TWO, found)
    assert described(spread).startswith(
        "Overall: Your score is 50%. The middle half of the group scores from 0% to 100%; the median is 50%. Work: "
    )
    assert spread.count("<circle") == 3
    assert all(f">{sign}</text>" in spread for sign in ("you", "the middle half of the group", "the median"))
    assert described(peers_levels(TWO, found)) == "Low: 6 (50%); High: 6 (50%)."


def test_only_the_teams_that_are_asked_for_are_drawn() -> None:
    found = roll_up(TWO, {name: TWO.assess([code] * 4) for code, name in enumerate("abc")})

    assert described(team_multiples(TWO, found, names=("a", "c"))).count("Overall") == 2


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


# --- nothing stands over anything

Box = tuple[float, float, float, float]
NAMES = {
    "short": "a",
    "long": "Department of customer success and the rest",
    "right to left": "מחלקת הצלחת הלקוחות וכל היתר שלא הוזכר",
}
ENTRIES = {"none": 0, "one": 1, "two": 2, "sixty": 60}
VALUES: dict[str, Callable[[int], Fraction]] = {
    "equal": lambda _: Fraction(1, 2),
    "lowest": lambda _: Fraction(0),
    "highest": lambda _: Fraction(1),
    "spread": lambda place: Fraction(place % 7, 6),
}


def texts(drawn: str) -> list[Box]:
    """Return the boxes of all lines of text: left, top, right, bottom."""
    found: list[Box] = []
    for element in ET.fromstring(drawn).iter():  # noqa: S314
        if not element.tag.endswith("}text"):
            continue
        wide = width(element.text or "")
        back = {"end": wide, "middle": wide / 2}.get(element.get("text-anchor", ""), 0)
        left, base = float(element.get("x", "")) - back, float(element.get("y", ""))
        found.append((left, base - 9, left + wide, base + 2))
    return found


def marks(drawn: str) -> list[Box]:
    """Return the boxes of all dots and bars."""
    found: list[Box] = []
    for element in ET.fromstring(drawn).iter():  # noqa: S314
        sizes = {name: float(element.get(name, "0")) for name in ("cx", "cy", "r", "x", "y", "width", "height")}
        if element.tag.endswith("}circle"):
            x, y, r = sizes["cx"], sizes["cy"], sizes["r"]
            found.append((x - r, y - r, x + r, y + r))
        elif element.tag.endswith("}rect"):
            x, y = sizes["x"], sizes["y"]
            found.append((x, y, x + sizes["width"], y + sizes["height"]))
    return found


def over(one: Box, other: Box) -> bool:
    """Return whether one box is over another."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covered(written: list[Box], marked: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Yield texts with what is over them, from top to bottom."""
    every = sorted(
        [*((box, True) for box in written), *((box, False) for box in marked)], key=lambda entry: entry[0][1]
    )
    for place, (one, is_text) in enumerate(every):
        for other, is_other in every[place + 1 :]:
            if other[1] >= one[3]:
                break
            if (is_text or is_other) and over(one, other):
                yield one, other


def dots(count: int, name: str, value: str, beside: int = 0) -> list[Dot]:
    """Return dots with names like this one and values of this kind."""
    return [Dot(f"{name}{place}", VALUES[value](place + beside), "100%") for place in range(count)]


DRAWN: dict[str, Callable[[int, str, str], str]] = {
    "roles": lambda count, name, value: dumbbell("x", [Line(name, dots(count, name, value, row)) for row in range(3)]),
    "rows": lambda count, name, value: dumbbell("x", [Line(name, dots(2, name, value, row)) for row in range(count)]),
    "points": lambda count, name, value: slope(
        "x", [name] * count, [Line(name, dots(count, name, value, row)) for row in range(4)]
    ),
    "lines": lambda count, name, value: slope(
        "x", [name] * 2, [Line(name, dots(2, name, value, row)) for row in range(count)]
    ),
    "teams": lambda count, name, value: multiples("x", [(name, dots(3, name, value))] * count),
    "areas": lambda count, name, value: multiples("x", [(name, dots(count, name, value))] * 3),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN.keys())
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("count", ENTRIES.values(), ids=ENTRIES.keys())
@pytest.mark.wide
def test_no_text_is_over_another_text_a_dot_or_a_bar(draw: Any, name: str, value: str, count: int) -> None:
    drawn = draw(count, name, value)

    written, marked = texts(drawn), marks(drawn)
    right, bottom = map(float, ET.fromstring(drawn).get("viewBox", "").split()[2:])  # noqa: S314
    assert not list(covered(written, marked))
    assert all(min(box) >= 0 and box[2] <= right and box[3] <= bottom for box in (*written, *marked))
    assert written or not count
