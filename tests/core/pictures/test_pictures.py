"""Pictures: values are drawn correctly, rounded down; nothing in a text becomes part of the drawing."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from builders import Product, drawn, question, rule, some_sheets, tiny, two
from hypothesis import given
from hypothesis import strategies as st
from markup import PICTURE, read

from maturity_core import NOT_APPLICABLE, UNANSWERED, load_framework
from maturity_core.errors import printable
from maturity_core.model.ladder import Ladder
from maturity_core.pictures import bars, curve, heat, ladder, phases, progress, radar, results
from maturity_core.pictures.lettering import cut, width, wrapped
from maturity_core.pictures.parts import Measure, Rung
from maturity_core.pictures.svg import ACCENT, told
from maturity_core.telling.isolating import BEGIN, END
from maturity_core.telling.words import ENGLISH

SHARES = st.integers(0, 999_999).map(lambda part: Fraction(part, 999_999))
FRAMEWORKS = drawn()
SCORE, OPEN, TARGET = map(ENGLISH.say, (bars.SCORE, bars.OPEN, bars.TARGET))


def measure(name: str = "Planning", value: Fraction | None = Fraction(1, 2), **more: Any) -> Measure:
    return Measure(name, value, "shown", **more)


def all_pictures(text: str) -> list[str]:
    """Return a picture of every kind, with the text in every place that takes text."""
    told = Measure(text, Fraction(1, 3), text, text, best=Fraction(1, 2), target=Fraction(1))
    rungs = [Rung(text, reached=True, here=True, marks=(text, text)), Rung(text, reached=False, possible=True)]
    return [
        bars.bars(text, [told]),
        radar.radar(text, [told] * 3),
        radar.radar(text, [told] * 9),
        heat.heat_map(text, [told]),
        ladder.ladder(text, rungs),
        progress.progress(text, 1, 2, text),
        phases.phases(text, text, [text], [phases.Task(text, text, Fraction(0), Fraction(1))], [text]),
        curve.curve(text, [curve.Stop(text, Fraction(0), text), curve.Stop(text, Fraction(1), text)]),
    ]


def attributes(picture: str, tag: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name, read as strict XML."""
    root = ET.fromstring(picture)  # noqa: S314 - our own text
    return [dict(node.attrib) for node in root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")]


def filled(picture: str) -> list[Fraction]:
    """Return how long the bars of the values are."""
    rects = [rect for rect in attributes(picture, "rect") if rect.get("fill") == ACCENT]
    return [Fraction(rect["width"]) for rect in rects if "stroke" not in rect and rect["height"] in {"12", "10"}]


@given(value=SHARES)
def test_a_bar_is_as_long_as_its_value_rounded_down(value: Fraction) -> None:
    (length,) = filled(bars.bars("", [measure(value=value)]))

    assert 0 <= value * bars.LENGTH - length < Fraction(1, 100)
    assert (length == bars.LENGTH) == (value == 1)


@given(done=st.integers(0, 999), more=st.integers(0, 999))
def test_progress_is_as_long_as_what_is_done(done: int, more: int) -> None:
    (length,) = filled(progress.progress("", done, done + more, ""))

    assert 0 <= Fraction(done, max(done + more, 1)) * progress.WIDTH - length < Fraction(1, 100)


@given(value=SHARES)
def test_tiles_are_fuller_the_higher_the_value_and_full_for_all_of_it_only(value: Fraction) -> None:
    shade = heat.shade(value)

    assert (shade == heat.SHADES[-1]) == (value == 1)
    assert all(heat.SHADES.index(heat.shade(value * part)) <= heat.SHADES.index(shade) for part in (0, Fraction(1, 2)))


@given(values=st.lists(SHARES, min_size=3, max_size=5))
def test_a_radar_has_a_corner_an_axis_at_its_value(values: list[Fraction]) -> None:
    picture = radar.radar("", [measure(value=value) for value in values])
    spots = [(Fraction(spot["cx"]), Fraction(spot["cy"])) for spot in attributes(picture, "circle")]

    assert len(spots) == len(values)
    for value, (x, y) in zip(values, spots, strict=True):
        away = float((x - radar.MIDDLE[0]) ** 2 + (y - radar.MIDDLE[1]) ** 2) ** 0.5
        assert abs(away - float(value * radar.RADIUS)) < 0.02


def test_the_first_axis_of_a_radar_points_up_and_the_second_to_the_right() -> None:
    whole = [measure(value=Fraction(1))] * 4
    spots = [(spot["cx"], spot["cy"]) for spot in attributes(radar.radar("", whole), "circle")]

    assert spots == [("180", "50"), ("272", "142"), ("180", "234"), ("88", "142")]


@pytest.mark.parametrize(("count", "polygons"), [(2, False), (3, True), (12, True), (13, False)])
def test_fewer_than_three_and_more_than_twelve_become_bars(count: int, polygons: bool) -> None:  # noqa: FBT001
    many = [measure(f"Area {place}") for place in range(count)]
    picture = radar.radar("Areas", many)

    assert bool(attributes(picture, "polygon")) == polygons
    assert polygons or picture == bars.bars("Areas", many)


def test_what_does_not_apply_has_no_axis_and_no_bar() -> None:
    out = measure("Elsewhere", None)

    assert len(attributes(radar.radar("", [measure(), out, measure(), measure()]), "circle")) == 3
    assert filled(bars.bars("", [out])) == []
    assert [rect["fill"] for rect in attributes(heat.heat_map("", [out]), "rect")] == ["none"]


def test_a_long_name_in_the_key_is_cut_and_its_value_is_not() -> None:
    picture = radar.radar("", [Measure("Areas of all kinds " * 9, Fraction(1, 2), "50%")] * 9)

    assert [text for text in read(picture).texts[2:] if text.endswith("…: 50%")] != []


def test_many_axes_are_numbered_and_named_in_a_key() -> None:
    picture = radar.radar("", [measure(f"Area {place}") for place in range(1, 10)])

    assert "9  Area 9: shown" in read(picture).texts
    assert {str(number) for number in range(1, 10)} <= set(read(picture).texts)


@pytest.mark.parametrize("draw", [bars.bars, radar.radar])
def test_the_legend_names_what_shows_and_nothing_else(draw: Any) -> None:
    plain, open_too = [measure()] * 3, [measure(best=Fraction(3, 4)), measure(), measure()]
    aimed = [measure(target=Fraction(1)), measure(), measure()]

    def words(measures: list[Measure]) -> list[str]:
        return [text for text in read(draw("", measures)).texts if text in {SCORE, OPEN, TARGET}]

    assert words(plain) == []
    assert words(open_too) == [SCORE, OPEN]
    assert words(aimed) == [SCORE, TARGET]
    assert words([open_too[0], aimed[0], plain[0]]) == [SCORE, OPEN, TARGET]


def test_nothing_is_possible_beyond_what_is_there_already() -> None:
    assert measure(best=Fraction(1, 2)).open_to is None
    assert measure(best=Fraction(3, 4)).open_to == Fraction(3, 4)
    assert measure(value=None, best=Fraction(3, 4)).open_to is None


def test_the_target_stands_where_it_is() -> None:
    picture = bars.bars("", [measure(target=Fraction(7, 10))])

    ticks = [line for line in attributes(picture, "line") if line.get("stroke-width") == "3"]
    assert [tick["x1"] for tick in ticks] == ["196", "5"]


def test_the_least_scores_of_levels_are_lines_with_a_legend() -> None:
    starts = (Fraction(2, 5), Fraction(7, 10))
    picture = bars.bars("", [measure(starts=starts), measure()])

    lines = [line["x1"] for line in attributes(picture, "line") if line.get("stroke-width") == "1"]
    assert lines == ["112", "196", "6"]
    assert len(attributes(picture, "line")) == len(lines) + 3, "quarters are drawn where no level asks for a score"
    assert ENGLISH.say(bars.START) in read(picture).texts
    assert ENGLISH.say(bars.START) not in read(bars.bars("", [measure()])).texts


def test_levels_begin_at_scores_where_they_ask_for_the_score_itself() -> None:
    def starts(model: str) -> set[tuple[Fraction, ...]]:
        framework = load_framework(model)
        return {results.level_starts(framework, Ladder("dimension", entry.id)) for entry in framework.dimensions}

    assert starts("service-maturity-check") == {(Fraction(2, 5), Fraction(7, 10))}
    assert starts("johnny-grow-customer-service") == {()}, "a stage asks for the mean of its own questions alone"
    assert starts("esg-customer-success") == {()}
    coded = tiny().with_scorer(Product())
    assert results.level_starts(coded, Ladder("framework")) == ()


def test_every_picture_is_called_and_told_in_words() -> None:
    for picture in all_pictures("Planning"):
        root = ET.fromstring(picture)  # noqa: S314 - our own text
        title, description = list(root)[:2]
        assert (root.get("role"), title.tag.partition("}")[2], title.text) == ("img", "title", "Planning")
        assert description.tag.endswith("desc")
        assert "Planning" in (description.text or "")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</svg></title></desc><img src=x onerror=alert(1)>",
        '" onload="alert(1)" x=\'',
        "]]><!--<?xml",
        "javascript:alert(1) &#60;b&#62; &lt;",
        "\x1b[31m\x00\u202e\u2028\ud800",
    ],
)
def test_R1_no_text_becomes_part_of_a_drawing(text: str) -> None:
    for hostile, harmless in zip(all_pictures(text), all_pictures("x" * 10), strict=True):
        assert {name for name in read(hostile).names if name not in PICTURE} == set()
        assert read(hostile).texts[0] == printable(text)
        assert [tag for tag, _ in read(hostile).elements if tag != "text"] == [
            tag for tag, _ in read(harmless).elements if tag != "text"
        ]
        ET.fromstring(hostile)  # noqa: S314 - our own text


@given(text=st.text(), which=st.sampled_from(range(6)))
def test_R1_any_text_stays_a_text(text: str, which: int) -> None:
    found = read(all_pictures(text)[which])

    assert found.names <= PICTURE
    assert not text or found.texts[0] == printable(text)


@given(text=st.text(), room=st.integers(0, 400), size=st.integers(8, 14))
def test_what_is_cut_fits_its_room(text: str, room: int, size: int) -> None:
    shown = cut(text, room, size)

    assert width(shown, size) <= room or shown in {"…", text[:0]}
    assert shown == text if width(text, size) <= room else shown.endswith("…")


@given(text=st.text("ab c\n-"), room=st.integers(20, 200), most=st.integers(1, 4))
def test_wrapped_lines_fit_and_keep_the_words_in_order(text: str, room: int, most: int) -> None:
    lines = wrapped(text, room, most)

    assert len(lines) <= most
    assert all(width(line) <= room for line in lines)
    assert "…" in "".join(lines) or " ".join(lines) == " ".join(text.split())


@given(text=st.text("\u05d0\u05d1 ", min_size=1).filter(str.strip), room=st.integers(20, 100))
def test_marks_take_no_room_and_are_never_cut(text: str, room: int) -> None:
    text = " ".join(text.split())
    marked = f"{BEGIN}{text}{END}"

    assert width(marked) == width(text)
    assert cut(marked, room) == f"{BEGIN}{cut(text, room)}{END}"
    assert wrapped(marked, room, 3) == [f"{BEGIN}{line}{END}" for line in wrapped(text, room, 3)]


def test_letters_of_other_scripts_have_their_own_widths() -> None:
    assert width("漢字") > width("ab")
    assert width("e\u0301") == width("e")
    assert told("a<b") == "a&lt;b"


def test_pictures_of_a_result_agree_with_it() -> None:
    """Two dimensions of two capabilities, one question open: 1/4 and, if it is answered best, 3/4; 1 for the other."""
    framework = two()
    assessment = framework.assess([1, UNANSWERED, 0, 2])
    measures = results.dimension_measures(assessment, "high")

    assert [(each.name, each.shown, each.note) for each in measures] == [
        ("Work", "16.7%", "Low to Middle"),
        ("People", "100%", "High"),
    ]
    assert [(each.value, each.best, each.target) for each in measures] == [
        (Fraction(1, 6), Fraction(1, 2), Fraction(1)),
        (Fraction(1), Fraction(1), None),
    ]


def test_the_ladder_of_a_result_says_where_it_stands() -> None:
    picture = results.level_ladder(two().assess([1, UNANSWERED, 0, 2]), "high")

    assert read(picture).texts[1] == "Low (here); Middle (still possible); High (target)."


def test_rungs_that_are_passed_over_are_neither_reached_nor_possible() -> None:
    rules = [rule("framework", "mid", least=1, of={"questions": ["seen"]}), rule("framework", "high", mean=1)]
    framework = tiny(requirements=rules)

    assert read(results.level_ladder(framework.assess([2, NOT_APPLICABLE]))).texts[1] == (
        "Low; Middle (doesn't apply); High (here)."
    )
    assert read(results.level_ladder(framework.assess([UNANSWERED, NOT_APPLICABLE]))).texts[1] == (
        "Low (still possible); Middle (doesn't apply); High (still possible)."
    )
    nothing = tiny(questions=[question("seen", not_applicable=True)], requirements=rules)
    assert read(results.level_ladder(nothing.assess([NOT_APPLICABLE]))).texts[1] == (
        "Low; Middle (doesn't apply); High (doesn't apply)."
    )


def test_what_is_answered_is_counted_of_what_applies() -> None:
    framework = load_framework("tsia-customer-success")

    assert results.answered_text(framework.assess({})) == "0 of 35 questions answered"
    assert results.answered_text(tiny().assess([2, NOT_APPLICABLE])) == (
        "1 of 1 question answered, 1 more not applicable"
    )
    assert "1 of 1 question answered" in results.answered_bar(tiny().assess([2, NOT_APPLICABLE]))


def test_a_heat_map_for_each_dimension() -> None:
    maps = results.heat_maps(two().assess([2, 1, 1, 0]))

    assert list(maps) == ["work", "people"]
    assert read(maps["work"]).texts[:2] == ["Work", "Goals: 100%; Plan: 50%."]


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
def test_pictures_of_any_result_are_drawn_and_agree_with_its_levels(place: int) -> None:
    framework = FRAMEWORKS[place]
    for sheet in some_sheets(framework, seed=place, count=1):
        assessment = framework.assess(sheet)
        pictures = [
            results.dimensions_radar(assessment),
            results.dimensions_bars(assessment),
            results.level_ladder(assessment),
            results.answered_bar(assessment),
            *results.heat_maps(assessment).values(),
        ]
        assert all(read(picture).names <= PICTURE for picture in pictures)
        here = re.findall(r"([^;]+?) \([^;)]*\bhere\b", read(pictures[2]).texts[1])
        assert [name.strip() for name in here] == (
            [assessment.level.name] if assessment.level and not assessment.not_yet else []
        )
