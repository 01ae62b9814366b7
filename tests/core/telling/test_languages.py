"""What is said in another language: all of it but the model's own texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, rule, tiny, two
from hostile import hostile
from markup import read
from spoken import CODE, foreign, unspoken

from maturity_core import ArgumentError, Assessment, compare_views
from maturity_core.model.extension import Base, Change
from maturity_core.pictures.card import assessment_card, batch_card, framework_card
from maturity_core.pictures.plot import bars, levels, radar
from maturity_core.pictures.results import dimensions_bars, dimensions_radar, heat_maps, level_ladder
from maturity_core.telling.origin import change_texts
from maturity_core.telling.page import result_page
from maturity_core.telling.views import views_texts
from maturity_core.telling.wording import difference, made_from, requirement_sentence

if TYPE_CHECKING:
    from maturity_core import Framework

WORDS = unspoken()
OWN = "\N{CJK UNIFIED IDEOGRAPH-7532}"
"""What stands in every text of the model itself, beside the names of its levels."""
LATIN = re.compile(r"[A-Za-z]{2,}")
LEVELS = {"low", "mid", "high"}
DIFFERENT: tuple[Any, ...] = ("changed", "left out", "added")


def model(**changes: Any) -> Framework:
    """Return a framework whose texts have no letters of English but in the names of levels.

    Without contrasts: tensions and strengths are English in every language.
    """
    framework = hostile(OWN)
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    return type(framework)(**{**tables, "contrasts": None, **changes})


def english(text: str, *without: str) -> set[str]:
    """Return the words in a text that are English, without pieces that results have in English."""
    told = " ".join(text.split())
    for piece in without:
        told = told.replace(" ".join(piece.split()), "")
    return set(LATIN.findall(told)) - LEVELS


SHEETS = {
    "open": {"q-0-0": "o-1", "q-1-0": "dont-know", "q-1-1": "not-applicable"},
    "low": dict.fromkeys(["q-0-0", "q-0-1", "q-1-0", "q-1-1", "q-2-0", "q-2-1"], "o-0"),
    "high": dict.fromkeys(["q-0-0", "q-0-1", "q-1-0", "q-1-1", "q-2-0", "q-2-1"], "o-2"),
    "between": {"q-0-0": "o-2", "q-0-1": "o-2", "q-1-0": "o-1", "q-1-1": "dont-know", "q-2-0": "o-2", "q-2-1": "o-0"},
    "nothing": {},
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_the_page_is_told_in_the_language_that_is_asked_for(sheet: dict[str, str]) -> None:
    assessment = model().assess(sheet)

    assert english(result_page(assessment, language=WORDS)) == set()
    assert english(result_page(assessment, target="high", limit=1, language=WORDS)) == set()


def test_a_target_that_is_out_of_reach_is_told_in_that_language_too() -> None:
    total = [rule("framework", name, total=total, base=0) for name, total in (("mid", 5), ("high", 6))]
    assessment = model(requirements=total).assess(
        {**SHEETS["high"], "q-0-1": "not-applicable", "q-1-1": "not-applicable"}
    )

    page = result_page(assessment, target="high", language=WORDS)

    assert foreign("can't reach ") in page
    assert english(page) == set()


def test_a_model_in_code_gives_no_reasons_in_any_language() -> None:
    assessment = tiny(requirements=[]).with_scorer(Product()).assess([1, 1])

    assert foreign("This model is scored by code") in result_page(assessment, language=WORDS)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_pictures_and_cards_are_told_in_that_language(sheet: dict[str, str]) -> None:
    framework = model()
    assessment = framework.assess(sheet)
    batch = framework.assess_many([assessment.codes])
    drawn = [
        *(draw(assessment, "high", WORDS) for draw in (dimensions_radar, dimensions_bars, level_ladder)),
        *heat_maps(assessment, WORDS).values(),
        *filter(None, [assessment_card(assessment, WORDS), batch_card(batch, WORDS), framework_card(framework, WORDS)]),
    ]

    assert english(" ".join(text for picture in drawn for text in read(picture).texts)) == set()
    assert all(f'lang="{CODE}" dir="rtl"' in card for card in drawn[-3:])


def test_plots_are_told_in_that_language() -> None:
    framework = model()
    assessment = framework.assess(SHEETS["between"])
    batch = framework.assess_many([assessment.codes, framework.assess({}).codes])

    for figure in (radar(assessment, "high", WORDS), bars(assessment, "high", WORDS), levels(batch, WORDS)):
        axes = figure.axes[0]
        labels = [*axes.get_xticklabels(), *axes.get_yticklabels(), axes.title]
        told = [label.get_text() for label in labels] + axes.get_legend_handles_labels()[1]
        assert english(" ".join(told)) == set()
    assert "50\N{NO-BREAK SPACE}%" in [
        label.get_text() for label in bars(assessment, "high", WORDS).axes[0].get_xticklabels()
    ]


VIEWS: list[dict[str, Any]] = [
    {"1": "mid"},
    {"1": "mid", "2": "high"},
    {"2025": SHEETS["low"], "2026": SHEETS["high"]},
    {"2025": {}, "1": SHEETS["low"]},
    {"1": SHEETS["low"], "2": SHEETS["low"]},
    {"1": "mid", "2": "mid"},
]


@pytest.mark.parametrize("views", VIEWS)
def test_views_are_told_in_that_language(views: dict[str, Any]) -> None:
    framework = model()
    seen = {role: view if isinstance(view, str) else framework.assess(view) for role, view in views.items()}

    texts = views_texts(framework, compare_views(framework, seen), WORDS)

    assert texts
    assert english(" ".join(texts)) == set()


def test_every_kind_of_requirement_is_told_in_that_language() -> None:
    """As the parts of its sentence are put together by the table."""
    framework = two()
    texts = [requirement_sentence(framework, requirement, WORDS) for requirement in framework.all_requirements]

    names = {"Middle", "High", "Work", "People"}
    assert english(" ".join(texts)) <= names
    assert "50\N{NO-BREAK SPACE}%" in texts[0]


def test_differences_from_a_framework_that_was_extended_are_told_in_that_language() -> None:
    changes = [Change(what=what, at="1.2", was=was, now=was) for what in DIFFERENT for was in ("", "1")]
    base = Base(framework="a", name=OWN, edition="1", digest="0" * 64, because=OWN, changes=tuple(changes) * 2)

    told = [made_from(base, WORDS), *change_texts(base, WORDS), *(difference(change, WORDS) for change in changes)]

    assert english(" ".join(told)) == set()


def test_the_door_takes_the_code_of_a_language() -> None:
    assessment = two().assess([1, 1, 1, 1])

    assert assessment.page(language="en") == str(assessment)
    with pytest.raises(ArgumentError, match="no such language"):
        assessment.page(language="klingon")


def test_a_result_that_was_stored_is_told_in_any_language() -> None:
    framework = model()
    stored = Assessment.model_validate_json(framework.assess(SHEETS["low"]).model_dump_json(), framework=framework)

    assert result_page(stored, language=WORDS) == result_page(framework.assess(SHEETS["low"]), language=WORDS)
