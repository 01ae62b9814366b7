"""Cards: how results show themselves in notebooks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import Product, drawn, question, some_sheets, tiny, two
from hostile import EVIL, hostile
from markup import PICTURE, read

from maturity_core import NOT_APPLICABLE, Assessment, load_framework
from maturity_core.errors import printable

FRAMEWORKS = drawn()
CARD = {"section", "p", "strong", "br", "table", "tr", "td", "ol", "li", "@dir", "@lang", "@role"}
PROSE = {"ul", "span", "bdi"}
"""What texts of a model may add: remedies with lists, or in another direction."""


def card(shown: Any) -> str:
    """Return what a notebook gets."""
    text = shown._repr_html_()
    assert isinstance(text, str)
    return text


def test_a_result_shows_level_range_score_pictures_and_first_steps() -> None:
    texts = read(card(two().assess([1, -1, 0, 2]))).texts

    assert texts[:3] == ["Tiny, edition 1", "Level: Low (1 of 3)", "Score: 58.3%"]
    assert (
        "1 question is unanswered. If that question applies to you, your level could be anything from Low to Middle. "
        in (" ".join(texts))
    )
    assert "1 step to Middle." in texts
    assert "Plan (effort 1 of 2)" in texts


def test_only_what_to_do_first_is_told() -> None:
    framework = load_framework("service-maturity-check")
    plan = framework.assess([0] * 20).next_steps()
    shown = card(framework.assess([0] * 20))
    found = read(shown)

    assert len(plan) > 3
    assert shown.count("<li><strong>") == 3  # what to do in a step may be a list of its own
    assert f"{len(plan)} steps to Improving." in found.texts
    assert all(any(text.startswith(entry.name) for text in found.texts) for entry in plan.first)


def test_what_the_level_does_not_need_is_apart() -> None:
    framework = load_framework("service-maturity-check")
    half = [1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 2, 1, 2, 2]
    shown = card(framework.assess(half))
    needed, apart, others = shown.partition("Not required for Improving, but worth starting:")

    assert apart
    assert [part.count("<li><strong>") for part in (needed, others)] == [1, 2]


def test_a_result_without_levels_and_steps_shows_what_there_is() -> None:
    found = read(card(tiny(requirements=[]).assess([2, NOT_APPLICABLE])))

    assert found.texts[1] == "Score: 100%"
    assert "ol" not in found.names
    assert [tag for tag, _ in found.elements].count("svg") == 2


def test_a_result_scored_in_code_shows_itself() -> None:
    found = read(card(tiny().with_scorer(Product()).assess([1, 1])))

    assert found.texts[1:3] == ["Level: Low (1 of 3)", "Score: 25%"]


def test_a_stored_result_without_its_framework_shows_as_text() -> None:
    stored = Assessment.model_validate_json(tiny().assess([1, 1]).model_dump_json())

    assert stored._repr_html_() is None


def test_many_results_show_how_many_stand_where() -> None:
    framework = tiny(questions=[question("seen", not_applicable=True)])
    found = read(card(framework.assess_many([[2], [2], [0], [NOT_APPLICABLE]])))

    assert found.texts[:4] == [
        "Tiny, edition 1",
        "4 organisations",
        "Organisations by level",
        "High: 2; Middle: 0; Low: 1; no level: 1.",
    ]


def test_no_results_show_themselves_too() -> None:
    assert "High: 0; Middle: 0; Low: 0." in read(card(tiny().assess_many(np.empty((0, 2), np.int8)))).texts


def test_a_framework_shows_its_size_its_levels_and_its_source() -> None:
    texts = read(card(tiny(summary="Two questions."))).texts

    assert texts[:3] == ["Tiny, edition 1", "2 questions, 1 capability, 1 dimension and 3 levels", "Two questions."]
    assert texts[-1] == "Source: An example."


@pytest.mark.parametrize("codes", [[0] * 6, [1, -1, 0, 2, -2, 1], [2] * 6])
def test_R1_hostile_texts_stay_texts_on_every_card(codes: list[int]) -> None:
    framework = hostile()
    for text in (card(framework), card(framework.assess(codes)), card(framework.assess_many([codes]))):
        found = read(text)
        assert found.names <= CARD | PROSE | PICTURE
        assert not [value for _, value in found.values if "alert" in value]
        assert any(EVIL in told for told in found.texts)


@pytest.mark.parametrize("place", range(0, len(FRAMEWORKS), 2))
@pytest.mark.wide
def test_R1_cards_of_any_result_are_made_of_the_same_elements(place: int) -> None:
    framework = FRAMEWORKS[place]
    (sheet,) = some_sheets(framework, seed=place, count=1)
    found = read(card(framework.assess(sheet)))

    assert found.names <= CARD | PROSE | PICTURE
    assert found.texts[0] == printable(f"{framework.name}, edition {framework.edition}")
