"""The words around data: one table for each language, and its rules for plurals, lists and numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from spoken import foreign, teach, unspoken

from maturity_core import MaturityError
from maturity_core.errors import ArgumentError
from maturity_core.telling import LANGUAGE
from maturity_core.telling.plurals import is_plural_rule, plural_form
from maturity_core.telling.tables import languages
from maturity_core.telling.words import ENGLISH, Words, filled

if TYPE_CHECKING:
    from pathlib import Path

    from maturity_core.telling.words import Part

PARTS = ("result", "page", "ask", "report", "show")
FORMS = ("zero", "one", "two", "few", "many", "other")
ONE_NAMESPACE: tuple[Part, ...] = ("language", "result", "page")
"""The page in the browser has these parts as one table."""


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("part", PARTS)
def test_every_language_has_the_same_texts_with_the_same_places(part: Part, language: str) -> None:
    model, table = ENGLISH.tables[part], Words.of(language).tables[part]
    counted = {name.removesuffix("-other") for name in model if name.endswith("-other")}
    shared = {name: text for name, text in table.items() if name in model or name.rpartition("-")[0] not in counted}
    further = {name: text for name, text in table.items() if name not in shared}  # forms that English does not have

    assert {name: places(text) for name, text in shared.items()} == {name: places(model[name]) for name in model}
    assert all(places(text) <= places(model[f"{name.rpartition('-')[0]}-other"]) for name, text in further.items())
    assert all(text.strip() for text in table.values())


ENGLISH_WORDS = {
    "and",
    "answer",
    "are",
    "from",
    "is",
    "level",
    "no",
    "not",
    "of",
    "question",
    "the",
    "to",
    "with",
    "you",
}


def test_german_has_no_word_of_english() -> None:
    """Except in the names of placeholders and formats."""
    texts = [re.sub(r"\{[^}]*\}?", "", text) for table in Words.of("de").tables.values() for text in table.values()]

    assert [text for text in texts if ENGLISH_WORDS & set(re.findall(r"[\w-]+", text.lower()))] == []


@pytest.mark.parametrize("language", languages())
def test_every_language_says_how_it_is_written(language: str) -> None:
    """And no form of a noun is missing, nor is there one that the language does not distinguish."""
    tables = Words.of(language).tables
    rules = {key.removeprefix("plural-"): rule for key, rule in tables["language"].items() if "plural-" in key}
    texts = {name: text for part in PARTS for name, text in ENGLISH.tables[part].items() if name.endswith("-other")}
    nouns = {name.removesuffix("-other") for name, text in texts.items() if "number" in places(text)}
    told = {name.rpartition("-") for part in PARTS for name in tables[part]}
    forms = {f"{noun}-{form}" for noun, _, form in told if noun in nouns and form in FORMS}

    assert tables["language"].keys() - {f"plural-{form}" for form in rules} == {*("name", "decimal-point", "percent")}
    assert places(tables["language"]["percent"]) == {"number"}
    assert all(map(is_plural_rule, rules.values()))
    assert {f"{noun}-{form}" for noun in nouns for form in (*rules, "other")} == forms


@pytest.mark.parametrize("language", languages())
def test_no_two_parts_of_the_pages_table_have_a_text_of_the_same_name(language: str) -> None:
    tables = Words.of(language).tables

    assert len(Words.of(language).texts(*ONE_NAMESPACE)) == sum(len(tables[part]) for part in ONE_NAMESPACE)


@pytest.mark.parametrize(("given", "hint"), [("enn", "did you mean 'en'"), (3, ""), (None, "")])
def test_a_language_without_a_table_is_refused_with_those_there_are(given: Any, hint: str) -> None:
    with pytest.raises(MaturityError, match=f"no such language.*{re.escape(repr(given))}.*en.*{hint}") as caught:
        Words.of(given)

    assert isinstance(caught.value, ArgumentError)
    assert [problem.where for problem in caught.value.problems] == ["language"]
    assert LANGUAGE in languages()


def test_words_that_are_given_are_taken() -> None:
    spoken = unspoken()

    assert Words.of(spoken) is spoken


def test_a_language_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is in the folder."""
    (tmp_path / "notes.txt").write_text("no table", "utf-8")
    code = teach(tmp_path, monkeypatch)

    assert languages() == ("de", "en", code)
    assert Words.of(code).say("goal", level="High", name="Work") == f"High {foreign('in')} Work"
    assert (Words.of(code).direction, ENGLISH.direction) == ("rtl", "ltr")


def test_places_that_are_not_filled_stay() -> None:
    assert filled("{one} and {two} and {", one="{two}") == "{two} and {two} and {"


def test_a_part_has_texts_of_its_own() -> None:
    """And the numbers, nouns and lists of the language."""
    report = ENGLISH.part("report")

    assert (report.say("level"), report.say("none")) == ("Level", "\N{EN DASH}")
    assert (report.count("steps", 2), report.listed(["a", "b"]), report.percent(Fraction(1, 2))) == (
        *("2 steps", "a and b"),
        "50%",
    )


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """Fractions stay fractions."""
    spoken, third = unspoken(), Fraction(1, 3)

    assert spoken.percent(Fraction(2, 3)) == "66,7\N{NO-BREAK SPACE}%"
    assert (spoken.decimal(Fraction(5, 2)), spoken.number(Fraction(5, 2)), spoken.number(third)) == (
        *("2,50", "2,5"),
        "1/3",
    )
    assert (spoken.percent(third, [third]), spoken.threshold(third)) == ("1/3", "1/3")
    assert spoken.threshold(Fraction("0.625")) == "62,5\N{NO-BREAK SPACE}%"


def test_lists_end_as_the_language_ends_them() -> None:
    assert [ENGLISH.listed(names) for names in ([], ["a"], ["a", "b", "c"])] == ["", "a", "a, b and c"]


def test_commands_are_told_as_they_are_called() -> None:
    """In texts of the table, too."""
    ask = ENGLISH.part("ask").calling({"template": "fill"})

    assert ask.say("no-terminal-hint", framework="tiny") == "fill in a file instead: fill tiny --out answers.toml"
    assert ask.texts("ask")["no-terminal-hint"].startswith("fill in a file instead: fill {framework}")


RULES: dict[str, tuple[dict[str, str], dict[int, str]]] = {
    "one form": ({}, {0: "other", 1: "other"}),
    "as in English": ({"one": "n = 1"}, {0: "other", 1: "one", 11: "other"}),
    "two numbers": ({"one": "n = 0,1"}, {0: "one", 1: "one", 2: "other"}),
    "a range and an end": ({"few": "n % 10 = 2..4 and n % 100 != 12..14"}, {3: "few", 13: "other", 103: "few"}),
    "either": ({"few": "n = 0 or n % 100 = 2..19"}, {0: "few", 1: "other", 119: "few", 20: "other"}),
    "the first that holds": ({"one": "n = 1", "few": "n = 1..2"}, {1: "one", 2: "few"}),
    "one that cannot be read": ({"one": "n is 1"}, {1: "other"}),
}


@pytest.mark.parametrize(("rules", "forms"), RULES.values(), ids=RULES.keys())
def test_the_form_that_goes_with_a_number(rules: dict[str, str], forms: dict[int, str]) -> None:
    assert {number: plural_form(rules, number) for number in forms} == forms


def test_nouns_take_the_form_that_there_is() -> None:
    """If a noun has no text for a form, it uses the form for all others."""
    tables = {"language": {"plural-one": "n = 1", "plural-few": "n = 2"}, "result": {"steps-other": "{number} steps"}}
    words = Words("xx", {**tables, "result": {**tables["result"], "steps-one": "a step"}})

    assert [words.count("steps", number) for number in (1, 2, 3)] == ["a step", "2 steps", "3 steps"]
