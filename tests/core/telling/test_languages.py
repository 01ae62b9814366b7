"""What is shown in another language: everything but the model's own texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, rule, tiny, two
from hostile import hostile
from markup import read
from spoken import CODE, foreign, unspoken

from maturity_core import ArgumentError, Assessment, compare_views
from maturity_core.model.base import Base, Change
from maturity_core.pictures.card import assessment_card, batch_card, framework_card
from maturity_core.pictures.plot import bars, levels, radar
from maturity_core.pictures.results import dimensions_bars, dimensions_radar, heat_maps, level_ladder
from maturity_core.telling.origin import change_texts
from maturity_core.telling.page import result_page
from maturity_core.telling.views import views_texts
from maturity_core.telling.wording import difference, made_from, requirement_sentence
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework

WORDS, GERMAN = unspoken(), Words.of("de")
OWN = "\N{CJK UNIFIED IDEOGRAPH-7532}"
"""A word that is in every text of the model itself, apart from the names of its levels."""
LATIN = re.compile(r"[A-Za-z]{2,}")
GERMAN_WORDS = {word for table in GERMAN.tables.values() for text in table.values() for word in LATIN.findall(text)}
LEVELS = {"low", "mid", "high"}
DIFFERENT: tuple[Any, ...] = ("changed", "left out", "added")


def model(**changes: Any) -> Framework:
    """Return a framework whose texts have no English letters except in the names of levels."""
    framework = hostile(OWN)
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    return type(framework)(**{**tables, **changes})


def strange(text: str, words: Words) -> set[str]:
    """Return the words in a text that its language does not have."""
    return set(LATIN.findall(text)) - LEVELS - (GERMAN_WORDS if words is GERMAN else set())


SHEETS = {
    "open": {"q-0-0": "o-1", "q-1-0": "dont-know", "q-1-1": "not-applicable"},
    "low": dict.fromkeys(["q-0-0", "q-0-1", "q-1-0", "q-1-1", "q-2-0", "q-2-1"], "o-0"),
    "high": dict.fromkeys(["q-0-0", "q-0-1", "q-1-0", "q-1-1", "q-2-0", "q-2-1"], "o-2"),
    "between": {"q-0-0": "o-2", "q-0-1": "o-2", "q-1-0": "o-1", "q-1-1": "dont-know", "q-2-0": "o-2", "q-2-1": "o-0"},
    "nothing": {},
}


SPOKEN = pytest.mark.parametrize("words", [WORDS, GERMAN], ids=[CODE, "de"])


@SPOKEN
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_the_page_is_told_in_the_language_that_is_asked_for(sheet: dict[str, str], words: Words) -> None:
    assessment = model().assess(sheet)

    assert strange(result_page(assessment, language=words), words) == set()
    assert strange(result_page(assessment, target="high", limit=1, language=words), words) == set()


def test_tensions_and_strengths_are_told_in_german() -> None:
    """So are the others of these sheets, by the test above."""
    apart = two(contrasts={"levels_apart": 2, "options_within": 0, "basis": "source"}).assess([2, 2, 2, 0])

    page = " ".join(apart.page(language="de").split())

    assert "„People“ steht auf „Low“, dagegen „Work“ auf „High“." in page
    assert "„Work“ ist gut aufgestellt: auf Stufe „High“, und jede Antwort hat mindestens, was „High“ braucht." in page


@SPOKEN
def test_a_target_that_is_out_of_reach_is_told_in_that_language_too(words: Words) -> None:
    total = [rule("framework", name, total=total, base=0) for name, total in (("mid", 5), ("high", 6))]
    assessment = model(requirements=total).assess(
        {**SHEETS["high"], "q-0-1": "not-applicable", "q-1-1": "not-applicable"}
    )

    page = result_page(assessment, target="high", language=words)

    assert (foreign("can't reach ") in page, "können" in page) == (words is WORDS, words is GERMAN)
    assert strange(page, words) == set()


def test_a_model_in_code_gives_no_reasons_in_any_language() -> None:
    assessment = tiny(requirements=[]).with_scorer(Product()).assess([1, 1])

    assert foreign("This model is scored by code") in result_page(assessment, language=WORDS)


@SPOKEN
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_pictures_and_cards_are_told_in_that_language(sheet: dict[str, str], words: Words) -> None:
    framework = model()
    assessment = framework.assess(sheet)
    batch = framework.assess_many([assessment.codes])
    drawn = [
        *(draw(assessment, "high", words) for draw in (dimensions_radar, dimensions_bars, level_ladder)),
        *heat_maps(assessment, words).values(),
        *filter(None, [assessment_card(assessment, words), batch_card(batch, words), framework_card(framework, words)]),
    ]

    assert strange(" ".join(text for picture in drawn for text in read(picture).texts), words) == set()
    assert all(f'lang="{words.language}" dir="{words.direction}"' in card for card in drawn[-3:])


@SPOKEN
def test_plots_are_told_in_that_language(words: Words) -> None:
    framework = model()
    assessment = framework.assess(SHEETS["between"])
    batch = framework.assess_many([assessment.codes, framework.assess({}).codes])

    for figure in (radar(assessment, "high", words), bars(assessment, "high", words), levels(batch, words)):
        axes = figure.axes[0]
        labels = [*axes.get_xticklabels(), *axes.get_yticklabels(), axes.title]
        told = [label.get_text() for label in labels] + axes.get_legend_handles_labels()[1]
        assert strange(" ".join(told), words) == set()
    assert "50\N{NO-BREAK SPACE}%" in [
        label.get_text() for label in bars(assessment, "high", words).axes[0].get_xticklabels()
    ]


VIEWS: list[dict[str, Any]] = [
    {"1": "mid"},
    {"1": "mid", "2": "high"},
    {"2025": SHEETS["low"], "2026": SHEETS["high"]},
    {"2025": {}, "1": SHEETS["low"]},
    {"1": SHEETS["low"], "2": SHEETS["low"]},
    {"1": "mid", "2": "mid"},
]


@SPOKEN
@pytest.mark.parametrize("views", VIEWS)
def test_views_are_told_in_that_language(views: dict[str, Any], words: Words) -> None:
    framework = model()
    seen = {role: view if isinstance(view, str) else framework.assess(view) for role, view in views.items()}

    texts = views_texts(framework, compare_views(framework, seen), words)

    assert texts
    assert strange(" ".join(texts), words) == set()


@SPOKEN
def test_every_kind_of_requirement_is_told_in_that_language(words: Words) -> None:
    """The table puts together the parts of its sentence."""
    framework = two()
    texts = [requirement_sentence(framework, requirement, words) for requirement in framework.all_requirements]

    names = {"Middle", "High", "Work", "People"}
    assert strange(" ".join(texts), words) <= names
    assert "50\N{NO-BREAK SPACE}%" in texts[0]


CLAIMS: dict[str, tuple[dict[str, Any], str]] = {
    "mean": ({"mean": "0.4"}, "Die Fragen müssen im Mittel mindestens 40 % erreichen."),
    "total": ({"total": 7, "top": 10}, "Die Summe der Fragen, abwärts gezählt von 10, muss mindestens 7 betragen."),
    "least": ({"least": "0.5"}, "Die schwächste der Fragen muss mindestens 50 % erreichen."),
    "all": ({"share": 1, "reaching": 1}, "Alle Fragen müssen voll erfüllt sein."),
    "one of them": ({"count": 1, "reaching": "0.5"}, "Mindestens 1 der Fragen muss zu mindestens 50 % erfüllt sein."),
    "two of them": ({"count": 2, "reaching": 1}, "Mindestens 2 der Fragen müssen voll erfüllt sein."),
    "a share of names": (
        {"share": "0.625", "reaching": "mid", "of": {"dimensions": ["work", "people"]}},
        "Mindestens 62,5 % der 2 Dimensionen „Work“ und „People“ müssen „Middle“ erreichen.",
    ),
    "one name": ({"count": 1, "reaching": "mid", "of": {"dimensions": ["work"]}}, "„Work“ muss „Middle“ erreichen."),
    "its level": (
        {"least": 1, "by": "level", "of": {"dimensions": ["work"]}},
        "Die Stufe von „Work“ muss mindestens 100 % erreichen.",
    ),
    "of a dimension": (
        {"mean": "0.5", "of": {"capabilities": {"dimension": "work"}}},
        "Die Fähigkeiten in „Work“ müssen im Mittel mindestens 50 % erreichen.",
    ),
}


@pytest.mark.parametrize(("fields", "claim"), CLAIMS.values(), ids=CLAIMS.keys())
def test_requirements_in_german(fields: dict[str, Any], claim: str) -> None:
    own = [rule("each dimension", level, least=1) for level in ("mid", "high")]
    framework = two(requirements=[rule("framework", "mid", **fields), rule("framework", "high", least=1), *own])

    told = requirement_sentence(framework, framework.all_requirements[0], GERMAN)

    assert told == f"Middle: {claim}".replace(" %", "\N{NO-BREAK SPACE}%")


@SPOKEN
def test_differences_from_a_framework_that_was_extended_are_told_in_that_language(words: Words) -> None:
    changes = [Change(what=what, at="1.2", was=was, now=was) for what in DIFFERENT for was in ("", "1")]
    base = Base(framework="a", name=OWN, edition="1", digest="0" * 64, because=OWN, changes=tuple(changes) * 2)

    told = [made_from(base, words), *change_texts(base, words), *(difference(change, words) for change in changes)]

    assert strange(" ".join(told), words) == set()


def test_the_door_takes_the_code_of_a_language() -> None:
    assessment = two().assess([1, 1, 1, 1])

    assert assessment.page(language="en") == str(assessment)
    with pytest.raises(ArgumentError, match="no such language"):
        assessment.page(language="klingon")


@SPOKEN
def test_a_result_that_was_stored_is_told_in_any_language(words: Words) -> None:
    """It contains no words, so it does not matter where it was made and shown."""
    framework = model()
    stored = Assessment.model_validate_json(framework.assess(SHEETS["low"]).model_dump_json(), framework=framework)

    assert result_page(stored, language=words) == result_page(framework.assess(SHEETS["low"]), language=words)
    assert result_page(stored) == str(framework.assess(SHEETS["low"]))
