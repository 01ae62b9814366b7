"""`--language`: everything commands print is in that language, except the model's own texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from app.conftest import TINY
from spoken import CODE, foreign, teach, unspoken

from maturity_app.interview.screen import choices, instructions, opening, question_lines
from maturity_app.interview.typed import read
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

ANSWERS = '[answers]\nplan-holds = "often"\nplan-known = "rarely"\n'
MANY = "organisation,plan-holds,plan-known,plan-kept\nNorth,always,always,90\nSouth,rarely,,\n"
UNNAMED_ROWS = "plan-holds\nalways\nrarely\n"
UNNAMED_ENTRIES = '[{"answers": {"plan-holds": "always"}}, {"answers": {"plan-holds": "rarely"}}]'
PIECE = re.compile(r"[A-Za-z]+ [a-z]+ [a-z ]+")


@pytest.fixture(autouse=True)
def taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").mkdir()
    teach(tmp_path / "texts", monkeypatch)


def in_english(printed: str) -> list[str]:
    """Return the pieces of English texts, of three words or more, that were printed."""
    told = " ".join(printed.split())
    texts = [text for part in ("result", "page", "ask", "report", "show") for text in ENGLISH.tables[part].values()]
    pieces = {piece for text in texts for part in re.split(r"\{[^}]*\}", text) for piece in PIECE.findall(part)}
    return [piece for piece in pieces if piece.strip() in told]


COMMANDS: dict[str, tuple[list[str], str, str]] = {
    "list": (["list"], "questions", "Fragen"),
    "show": (["show", "tiny.toml"], "Requirements", "Anforderungen"),
    "show a level": (["show", "tiny.toml", "--level", "high"], "In the source", "In der Quelle"),
    "show the lowest level": (
        ["show", "tiny.toml", "--level", "low"],
        "everyone starts at this level",
        "Auf dieser Stufe beginnen alle",
    ),
    "show a capability": (
        ["show", "tiny.toml", "--capability", "plan"],
        "stated in the source",
        "steht so in der Quelle",
    ),
    "template": (["template", "tiny.toml"], "leaves the question open", "Antworten für: Tiny"),
    "assess": (["assess", "tiny.toml", "one.toml"], "are below what", "reichen für"),
    "assess many": (
        ["assess", "tiny.toml", "many.csv", "--target", "high"],
        "How to read this table",
        "So lesen Sie diese Tabelle",
    ),
    "assess organisations without names": (["assess", "tiny.toml", "unnamed.csv"], "row", "Zeile 2"),
    "assess organisations of a list": (["assess", "tiny.toml", "unnamed.json"], "entry", "Eintrag 2"),
    "compare": (
        ["compare", "tiny.toml", "Ann=low", "2025=one.toml"],
        "looks like a date",
        "sieht nach einem Zeitpunkt aus",
    ),
    "report": (
        ["report", "tiny.toml", "one.toml", "--limit", "0", "--full", "--out", "report.md"],
        "Level and reasons",
        "Reifegrad und Gründe",
    ),
}


@pytest.mark.parametrize("language", [CODE, "de"])
@pytest.mark.parametrize(("arguments", "said", "german"), COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_speaks_the_language_that_is_asked_for(  # noqa: PLR0913, PLR0917 - its fixtures and parameters
    maturity: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
    german: str,
    language: str,
) -> None:
    model = TINY.replace('name = "High"', 'name = "High"\nplace = "Page 3"')
    files = {"one.toml": ANSWERS, "many.csv": MANY, "unnamed.csv": UNNAMED_ROWS, "unnamed.json": UNNAMED_ENTRIES}
    for name, text in {"tiny.toml": model, **files}.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    done = maturity(*arguments, "--language", language)

    printed = done.out + "".join(path.read_text("utf-8") for path in tmp_path.glob("report.md"))
    assert done.code == 0
    assert in_english(printed) == []
    assert (german if language == "de" else foreign(said)) in " ".join(printed.split())


def test_a_page_says_which_language_it_is_in_and_how_that_is_written(maturity: Run, tmp_path: Path) -> None:
    model, page = tmp_path / "tiny.toml", tmp_path / "page.html"
    model.write_text(TINY, "utf-8")
    maturity("page", model, "--out", page, "--language", CODE)

    written = page.read_text("utf-8")
    given = json.loads(re.findall(r'id="given">(.*?)</script>', written)[0])
    assert f'<html lang="{CODE}" dir="rtl"' in written
    assert foreign("Skip to content") in written
    assert in_english(" ".join([*given["texts"].values(), *given["sentences"]])) == []


def test_a_page_in_german_holds_nothing_else(maturity: Run, tmp_path: Path) -> None:
    model, page = tmp_path / "tiny.toml", tmp_path / "page.html"
    model.write_text(TINY, "utf-8")
    maturity("page", model, "--out", page, "--language", "de")

    written = page.read_text("utf-8")
    given = json.loads(re.findall(r'id="given">(.*?)</script>', written)[0])
    assert '<html lang="de" dir="ltr"' in written
    assert "Zum Inhalt springen" in written
    assert "müssen" in " ".join(given["sentences"])
    assert in_english(" ".join([*given["texts"].values(), *given["sentences"]])) == []


def test_a_report_says_which_language_it_is_in_and_how_that_is_written(
    maturity: Run, tmp_path: Path, file: Write
) -> None:
    maturity(
        "report", file("tiny.toml", TINY), file("a.toml", ANSWERS), "--out", tmp_path / "r.html", "--language", CODE
    )

    assert f'<html lang="{CODE}" dir="rtl">' in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["show", "template"])
def test_a_language_that_there_is_not_is_refused_with_those_there_are(maturity: Run, file: Write, command: str) -> None:
    done = maturity(command, file("tiny.toml", TINY), "--language", "eng")

    assert (done.code, done.out) == (2, "")
    assert "no such language; got 'eng'; allowed: de, en, ug; did you mean 'en'?" in done.err


@pytest.mark.parametrize("words", [unspoken(), Words.of("de")], ids=[CODE, "de"])
def test_an_interview_speaks_the_language_that_is_asked_for(tiny: Framework, words: Words) -> None:
    """From its first words to what it says about an invalid answer."""
    codes = [1, -2, -1]
    lines = [
        *opening(tiny, "1.toml", codes, words, begun=True),
        *opening(tiny, "1.toml", codes, words, begun=False),
        *instructions(words, short=True),
        *(line for column in range(3) for line in question_lines(tiny, column, codes, words, idle=column == 1)),
        *(choices(tiny, question, words) for question in tiny.questions),
    ]
    replies = [
        read(tiny, tiny.questions[column], typed, words)
        for column, typed in ((0, "n"), (0, "9"), (2, "1,5"), (2, "-1"))
    ]

    assert all(isinstance(reply, str) for reply in replies)
    assert in_english(" ".join([*lines, *map(str, replies)])) == []
    assert words.say("answer-dont-know") in " ".join(lines)
