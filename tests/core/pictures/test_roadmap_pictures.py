"""Pictures of roadmaps: each step is drawn where it is paid for, and each level at what it costs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from builders import capability, question, rule, tiny, two
from hypothesis import given
from hypothesis import strategies as st
from markup import read

from maturity_core import Framework
from maturity_core.pictures.curve import EDGE, WIDTH, Stop, curve
from maturity_core.pictures.phases import THIN, Task, phases
from maturity_core.pictures.roadmaps import roadmap_curve, roadmap_phases
from maturity_core.pictures.svg import ACCENT


def attributes(picture: str, tag: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name, read as strict XML."""
    root = ET.fromstring(picture)  # noqa: S314 - our own text
    return [dict(node.attrib) for node in root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")]


def drawn(picture: str) -> list[tuple[float, float]]:
    """Return where the bars of a picture begin and how long they are."""
    return [(float(rect["x"]), float(rect["width"])) for rect in attributes(picture, "rect")]


def chain(**changes: Any) -> Framework:
    """Return capabilities of one question each that cost 1, 2 and 4; all of them have to be in place for the top."""
    tables: dict[str, Any] = {
        "capabilities": [capability(name, effort=2**place) for place, name in enumerate("abc")],
        "questions": [question(f"{name}-1", name) for name in "abc"],
        "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", least=1)],
    }
    return tiny(**{**tables, **changes})


def test_a_step_is_drawn_from_where_its_cost_begins_to_where_it_ends() -> None:
    """Of 3 a period, a takes the first third of the first, b the rest of it, c the second and a third of the third."""
    framework = chain()

    picture = roadmap_phases(framework, framework.assess([0, 0, 0]).roadmap("high", periods=3))

    assert drawn(picture) == [(0, 40), (40, 80), (120, 160)]
    texts = read(picture).texts
    assert [text for text in texts if text in {"1", "2", "3"}] == ["1", "2", "3"]
    assert "1, cost 1, begin here" in texts
    assert "2 to 3, cost 4" in texts
    assert texts[-2:] == ["Period 1: Middle", "Period 3: High"]
    assert [rect["fill"] for rect in attributes(picture, "rect")] == [ACCENT] * 3
    assert ["fill-opacity" in rect for rect in attributes(picture, "rect")] == [False, True, True]


def test_by_level_a_capability_may_be_drawn_twice() -> None:
    framework = chain()

    picture = roadmap_phases(framework, framework.assess([0, 0, 0]).roadmap("high", periods="levels"))

    texts = read(picture).texts
    assert texts.count("B") == 2
    assert "Phase" in texts
    assert texts[-2:] == ["Phase 1: Middle", "Phase 2: High"]


def test_without_levels_the_score_is_named_and_without_phases_nothing_is_drawn() -> None:
    bare = tiny(levels=[], requirements=[])

    picture = roadmap_phases(bare, bare.assess([0, 0]).roadmap(budget=1, periods=1))
    nothing = roadmap_phases(bare, bare.assess([2, 2]).roadmap(budget=1, periods=1))

    assert read(picture).texts[-1] == "Period 1: 100%"
    assert drawn(nothing) == []


def test_what_costs_nothing_is_still_seen_and_stays_inside() -> None:
    tasks = [Task("A", "", Fraction(0), Fraction(0)), Task("B", "", Fraction(1), Fraction(1))]

    assert drawn(phases("", "", ["1"], tasks)) == [(0, THIN), (360 - THIN, THIN)]
    free: dict[str, Any] = {"capabilities": dict.fromkeys("abc", 0)}
    picture = roadmap_phases(chain(), chain().assess([0, 0, 0]).roadmap("high", costs=free, periods="levels"))
    assert {length for _, length in drawn(picture)} == {THIN}


@given(number=st.integers(1, 1000))
def test_as_many_phases_are_named_as_there_is_room_for(number: int) -> None:
    picture = phases("", "Period", [str(place + 1) for place in range(number)], [])

    lines = [float(line["x1"]) for line in attributes(picture, "line")]
    assert lines[0] == 0
    assert all(after - before >= 24 for before, after in pairwise(lines))
    assert len(lines) == number or len(lines) > 5


def test_the_curve_goes_up_and_to_the_right_as_far_as_levels_cost() -> None:
    framework = two()

    picture = roadmap_curve(framework, framework.assess([0, 0, 0, 0]).roadmap(budget=1))

    spots = [(float(spot["cx"]), float(spot["cy"])) for spot in attributes(picture, "circle")]
    assert spots == [(EDGE, 106), (EDGE + 258, 66), (WIDTH - EDGE, 26)]
    assert [text for text in read(picture).texts if ": " in text][-3:] == ["here: 0", "Middle: 3", "High: 4"]
    bare = tiny(levels=[], requirements=[])
    assert "100%: 1" in read(roadmap_curve(bare, bare.assess([0, 0]).roadmap(budget=1))).texts
    assert "here: 0" in read(roadmap_curve(framework, framework.assess([0, 0, 0, 0]).roadmap())).texts


def test_a_curve_of_nothing_has_no_line() -> None:
    assert attributes(curve("", []), "line") == []
    free = curve("", [Stop("a", Fraction(0), "0"), Stop("b", Fraction(0), "0")])
    assert {spot["cx"] for spot in attributes(free, "circle")} == {"8"}


def test_pictures_speak_the_language_that_is_asked_for() -> None:
    framework = chain()
    found = framework.assess([0, 0, 0]).roadmap("high", periods=3)

    assert "Zeitraum 1: Middle" in read(roadmap_phases(framework, found, "de")).texts
    assert "hier: 0" in read(roadmap_curve(framework, found, "de")).texts
