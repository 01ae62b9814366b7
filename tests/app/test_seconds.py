"""How long answering took: kept by every kind of file, measured in the interview, remarked on in the report."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import html

from maturity_app.answer_files import read_sheet, read_sheets
from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.talk import LONGEST_GAP, Interview, Quit
from maturity_app.report.subject import Subject
from maturity_app.template import template
from maturity_core import AnswersError, Framework, SheetFacts, load_framework
from maturity_core.answers.facts import MOST_SECONDS
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

CHECK = load_framework("service-maturity-check")
ESG = load_framework("esg-customer-success")
BARE = {"plan-holds": "often"}


@given(st.none() | st.integers(0, MOST_SECONDS))
def test_every_kind_of_file_says_how_long_it_took(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, seconds: int | None
) -> None:
    folder = tmp_path_factory.getbasetemp()
    line = "" if seconds is None else f"seconds = {seconds}\n"
    (folder / "a.toml").write_text(f'{line}[answers]\nplan-holds = "often"\n', "utf-8")
    (folder / "a.json").write_text(json.dumps({"seconds": seconds, "answers": BARE}), "utf-8")
    (folder / "a.csv").write_text(f"seconds,plan-holds\n{'' if seconds is None else seconds},often\n", "utf-8")
    result = tiny.assess(BARE, {"seconds": seconds})
    (folder / "b.json").write_text(result.result().model_dump_json(), "utf-8")

    for name in ("a.toml", "a.json", "a.csv", "b.json"):
        assert read_sheet(tiny, str(folder / name)).assessed(tiny) == result


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", 'seconds = "40"\n[answers]\n'),
        ("a.json", '{"seconds": 1.5, "answers": {}}'),
        ("a.csv", "seconds,plan-holds\n-1,often\n"),
        ("a.csv", "seconds,plan-holds\n99999999999999999999,often\n"),
    ],
)
def test_what_is_no_number_of_seconds_is_refused(tiny: Framework, file: Write, name: str, text: str) -> None:
    with pytest.raises(AnswersError, match="seconds: expected a whole number of seconds from 0 to 10,000,000"):
        read_sheets(tiny, str(file(name, text)))


def test_no_file_to_fill_in_asks_for_it(tiny: Framework) -> None:
    assert not [ending for ending in (".toml", ".json", ".csv") if "seconds" in template(tiny, ending, ENGLISH)]


class Typing:
    """Somebody who types answers, each after so many seconds; `clock` is the time."""

    def __init__(self, typed: list[tuple[float, str]]) -> None:
        self.typed, self.time = typed, 1000.0
        self.buffer = self

    def clock(self) -> float:
        return self.time

    def readline(self) -> bytes:
        after, line = self.typed.pop(0) if self.typed else (0, "q")
        self.time += after
        return f"{line}\n".encode()


@pytest.fixture
def sat(
    tiny: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., SheetFacts]:
    """Return a function that holds a sitting with a file, and returns what the file then says beside its answers."""

    def sitting(name: str, *typed: tuple[float, str]) -> SheetFacts:
        somebody = Typing([*typed])
        file = AnswersFile(tiny, tmp_path / name)
        interview = Interview(tiny, file, ENGLISH, short=False, clock=somebody.clock)
        monkeypatch.setattr(sys, "stdin", somebody)
        with suppress(Quit):
            interview.run()
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        assert "second" not in capsys.readouterr().out
        return read_sheet(tiny, str(tmp_path / name)).facts

    return sitting


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_an_interview_measures_it_over_several_sittings(sat: Callable[..., SheetFacts], name: str) -> None:
    assert sat(name, (0.75, "2"), (0.5, "3")).seconds == 1
    assert sat(name, (LONGEST_GAP * 9, "90"), (5, "q")).seconds == 1 + LONGEST_GAP


def test_going_back_and_comments_take_time_too(sat: Callable[..., SheetFacts]) -> None:
    assert sat("a.toml", (4, "2"), (3, "b"), (10, "c It holds."), (2, "3")).seconds == 19


def test_answers_without_a_time_stay_without_one(sat: Callable[..., SheetFacts], file: Write) -> None:
    file("a.toml", '[answers]\nplan-holds = "often"\n')

    assert sat("a.toml", (4, "2")).seconds is None


def test_a_time_that_cannot_be_written_loses_no_answer(
    sat: Callable[..., SheetFacts], tiny: Framework, file: Write
) -> None:
    path = file("a.toml", 'seconds = 0x10\nrole = """\nseconds = 1"""\n[answers]\n')
    facts = sat("a.toml", (4, "2"))

    assert facts == SheetFacts(role="seconds = 1", seconds=20)
    assert read_sheet(tiny, str(path)).codes[0] == 1


def told(framework: Framework, answers: Any, seconds: int | None = None) -> list[str]:
    """Return what the report says of how a sheet was filled in."""
    texts = html(Subject(framework.assess(answers, {"seconds": seconds}))).texts
    return [text for text in texts if "in a row" in text or text.startswith("Answering")]


HURRY = "If that is right, fine. If somebody was in a hurry, go through the answers again."


def test_many_answers_alike_get_a_remark() -> None:
    other = [1 + place % 2 for place in range(len(ESG.questions) - 40)]

    assert told(ESG, [0] * 40 + other) == [f"Option 1 was chosen 40 times in a row. {HURRY}"]
    assert told(ESG, [0] * 39 + [2, *other]) == []
    assert told(CHECK, [2] * 10 + [-1] * 10) == [f"Option 3 was chosen 10 times in a row. {HURRY}"]
    assert told(CHECK, [2] * 9 + [-1] * 11) == []
    assert told(CHECK, [2] * 19 + [1]) == []


def test_less_time_than_reading_takes_gets_a_remark() -> None:
    answers = [place % 3 for place in range(20)]
    least = CHECK.assess(answers).filling().least_seconds
    rest = "Reading takes longer than that, so go through the answers again before you act on the result."

    assert told(CHECK, answers, 12) == [f"Answering 20 questions took 12 seconds. {rest}"]
    assert told(CHECK, answers, least - 1)
    assert told(CHECK, answers, least) == told(CHECK, answers) == []
    assert told(CHECK, answers, 1) == [f"Answering 20 questions took 1 second. {rest}"]


def test_the_report_says_it_in_german() -> None:
    texts = html(Subject(CHECK.assess([0] * 20, {"seconds": 3}), language="de")).texts

    assert [text for text in texts if text.startswith("Antwort 1 wurde 20-mal hintereinander gewählt.")]
    assert [text for text in texts if text.startswith("20 Fragen zu beantworten hat 3 Sekunden gedauert.")]
