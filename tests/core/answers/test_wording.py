"""What people write for an answer or a question, and what of it could mean two things."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from maturity_core import AnswersError, Framework, parse_framework
from maturity_core.answers.number_texts import written_numbers
from maturity_core.answers.tables.columns import question_columns, question_names
from maturity_core.answers.wording import spoken_words, state_text
from maturity_core.model.states import STATES
from maturity_core.nearest import folded
from maturity_core.telling.tables import languages

TEXT = """
id = "said"
edition = "1"
name = "Said"
[source]
title = "An example"
[[levels]]
id = "low"
name = "Low"
[[levels]]
id = "high"
name = "High"
[scales.yes-no]
options = [{ id = "no", label = "No", credit = 0 }, { id = "yes", label = "Yes", credit = 1 }]
[scales.not-yet]
options = [{ id = "unknown-yet", label = "Unknown", credit = 0 }, { id = "ja", label = "Fine", credit = 1 }]
[scales.days]
cuts = [10]
cut_falls = "above"
unit = "days"
options = [{ id = "few", label = "Few", credit = 0 }, { id = "many", label = "Many", credit = 1 }]
[scales.share]
cuts = [0.5]
cut_falls = "above"
highest = HIGHEST
options = [{ id = "few", label = "Few", credit = 0 }, { id = "many", label = "Many", credit = 1 }]
[scales.stars]
options = [{ id = "one", label = "One", value = 1 }, { id = "two", label = "Two", value = 2 }]
[[dimensions]]
id = "all"
name = "All"
[[capabilities]]
id = "every"
name = "Every"
dimension = "all"
remedy = "Do it."
""" + "".join(
    f"""
[[questions]]
id = "{name}"
capability = "every"
text = "Is {name} so?"
scale = "{scale}"
not_applicable = {str(name == "asked").lower()}
basis = "interpretation"
"""
    for name, scale in [
        *(("asked", "yes-no"), ("kept", "not-yet"), ("waited", "days"), ("shared", "share"), ("rated", "stars")),
    ]
) + """
[[rules]]
kind = "cut-points"
ladder = "framework"
cuts = { high = 0.5 }
basis = "interpretation"
because = "an example"
"""  # fmt: skip


def said(highest: str = "1") -> Framework:
    return parse_framework(TEXT.replace("HIGHEST", highest))


def code(name: str, answer: Any, framework: Framework | None = None) -> Any:
    asked = framework or said()
    try:
        return asked.assess({name: answer}).codes[[question.id for question in asked.questions].index(name)]
    except AnswersError as error:
        return str(error)


def number(name: str, answer: Any) -> Any:
    return said().assess({name: answer}).numbers_exact.get(name)


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        *(("asked", text, 1) for text in ("Yes", " YES ", "y", "TRUE", "ja", "wahr", "J")),
        *(("asked", text, 0) for text in ("No", "n", "false", "NEIN", "falsch")),
        *(("asked", text, -3) for text in ("N/A", "n. a.", "does  not apply", "Entf\u00e4llt")),
        *(("asked", text, -2) for text in ("Don\u2019t know", "don`t know", "unbekannt", "Wei\u00df nicht")),
        *(("asked", text, -1) for text in ("no answer", "k. A.", "UNANSWERED")),
        *(("kept", text, 1) for text in ("yes", "Ja", "fine")),
        *(("waited", text, 0) for text in ("9", "9 days", "+9", "9,5", "1.234")),
        *(("waited", text, 1) for text in ("10", "1,234,567", "1.234,5", "1,234.5")),
        *(("shared", text, 1) for text in ("60%", "0,6", "0.6", "0,600")),
        *(("rated", text, 1) for text in ("2", "two", "2.0", "2,0")),
    ],
)
def test_A4_words_and_numbers_are_read_as_people_write_them(name: str, answer: str, expected: int) -> None:
    assert code(name, answer) == expected


@pytest.mark.parametrize(
    ("name", "answer", "told"),
    [
        ("asked", "NA", "could mean two things; got 'NA'; allowed: the word unanswered or the word not-applicable"),
        (
            "kept",
            "unknown",
            "allowed: the option unknown-yet (Unknown) or the word dont-know; write unknown-yet or dont",
        ),
        ("kept", "no", "no such option; got 'no'"),
        ("kept", "N/A", "this question always applies; got 'N/A'"),
        ("waited", "1,234", "could mean two things; got '1,234'; allowed: 1.234 or 1234; write 1.234 or 1234"),
        ("waited", "60%", "this question does not ask for a percentage"),
        ("waited", "9 hours", "expected a number, or an option's id; got '9 hours'"),
        ("waited", "9" * 61, "expected a number, or an option's id"),
        ("shared", "150%", "the number is out of bounds; got 150"),
        ("rated", "3", "no option has this value"),
        ("rated", "x" * 3000, "no such option"),
    ],
)
def test_A4_what_is_not_clear_is_refused(name: str, answer: str, told: str) -> None:
    assert told in code(name, answer)


def test_A4_a_percentage_that_could_be_two_numbers_is_refused() -> None:
    assert "allowed: 60 or 0.6; write 60 or 0.6" in code("shared", "60%", said("100"))
    assert code("shared", "0.6", said("100")) == 1


def test_numbers_that_were_given_as_text_are_kept() -> None:
    assert [number("waited", text) for text in ("9,5", "few", "unanswered", "Few", 3)] == [
        *(19 / 2, None, None, None, 3),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        *(("12", ["12"]), ("-1,5", ["-1.5"]), ("1,234", ["1.234", "1234"]), ("0,234", ["0.234"])),
        *(("1234,567", ["1234.567"]), ("1.234.567", ["1234567"]), ("12.34.567", []), ("1,234.567,8", [])),
        *(("12,34.5", []), ("", []), ("1,", []), (",5", []), ("1,234,56", []), ("1.234,5,6", [])),
    ],
)
def test_S1_a_text_is_no_number_one_or_two(text: str, numbers: list[str]) -> None:
    assert written_numbers(text) == numbers


def test_every_language_of_the_texts_has_words_for_the_states() -> None:
    names = {entry.name.removesuffix(".toml") for entry in (files("maturity_core.answers") / "words").iterdir()}

    assert {*languages()} <= names
    for language in languages():
        for word, state in STATES.items():
            assert word in spoken_words()[folded(state_text(state, language))]


def test_no_word_means_an_option_and_a_state_in_any_two_languages() -> None:
    unclear = {word for word, meanings in spoken_words().items() if len(meanings) > 1}

    assert unclear == {"na"}


def test_titles_are_ids_in_any_case_or_exact_texts() -> None:
    framework = said()

    assert question_names(framework, ["ASKED", " is kept so? ", "waited", "Waited", 3, "x"]) == {
        "ASKED": "asked",
        " is kept so? ": "kept",
    }
    assert question_columns(framework, ["x", "Is asked  so?", "kept"]) == {"asked": 1, "kept": 2}
    assert question_names(framework, ["Asked", "Is asked so?"]) == {}


def test_titles_that_mean_two_things_are_refused() -> None:
    framework = parse_framework(TEXT.replace("HIGHEST", "1").replace("Is kept so?", "Is asked so?"))

    with pytest.raises(AnswersError, match=r"several questions have this text; got 'is asked so\?'.*asked or kept"):
        question_columns(framework, ["is asked so?", "waited"])
    with pytest.raises(
        AnswersError, match=r"several columns are for the same question; got 'Rated' and 'Is rated so\?'"
    ):
        question_columns(framework, ["Rated", "Is rated so?"])
