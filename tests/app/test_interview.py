"""`maturity ask`, as a person would use it: in a terminal, with typing errors and second thoughts."""

from __future__ import annotations

import json
import resource
import shlex
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from app.conftest import TINY

from maturity_app.answer_files import read_sheet
from maturity_app.template import template
from maturity_core import UNANSWERED, Framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.terminals import Terminal

    Begin = Callable[..., Terminal]
    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

ESG = "esg-customer-success"
HOSTILE = "\x1b[31mred\u202eevil"
TYPED = " > "
"""On a line like this, the terminal itself echoes what is typed."""


def answers_in(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["answers"]
    return found


def drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


def test_questions_are_asked_one_by_one_saved_and_the_result_is_shown(asked: Begin, tmp_path: Path) -> None:
    terminal = asked()
    file = tmp_path / "tiny-answers.toml"

    assert "3 questions" in terminal.shown
    assert "0 of 3 answered" in terminal.shown
    assert "Does the plan hold?\n    1  Rarely\n    2  Often\n    3  Always\n" in terminal.shown
    second = terminal.type("3")
    assert answers_in(file) == {"plan-holds": "always", "plan-known": "unanswered", "plan-kept": "unanswered"}
    assert "1 of 3 answered" in second
    assert "    n  This doesn't apply to us\n" in second
    third = terminal.type("n")
    assert "A number in % from 0 to 100, or the word for a range:\n    few   Few\n" in third
    assert terminal.ends("40.5") == 0
    assert answers_in(file) == {"plan-holds": "always", "plan-known": "not-applicable", "plan-kept": 40.5}
    assert "Level: High" in terminal.shown
    report = f"maturity report {tmp_path}/tiny.toml tiny-answers.toml --out tiny-answers-report.html"
    assert terminal.shown.replace(" \\\n   ", "").endswith(f"\n  {report}\n")
    assert drafts(tmp_path) == []


def test_what_is_no_answer_is_told_and_asked_again(asked: Begin, tmp_path: Path) -> None:
    terminal = asked()

    assert "4 is not a valid answer here. Type 1-3, d, s, b, q or ?." in terminal.type("4")
    assert "0 is not a valid answer here." in terminal.type("0")
    assert "alway is not a valid answer here." in terminal.type("alway")
    assert "This question can't be marked as not applicable." in terminal.type("n")
    assert "To skip the question for now, type s." in terminal.type("")
    assert "Type the number of an option, or its id." in terminal.type("?")
    terminal.type("always", "1")
    assert "Please use a point: 12.5" in terminal.type("12,5")
    assert "A number in % from 0 to 100, please. This one is out of range." in terminal.type("200")
    assert "1e3 is not a valid answer here." in terminal.type("1e3")
    assert "Type a number. If you don't have one" in terminal.type("?")
    assert terminal.ends("some") == 0
    assert answers_in(tmp_path / "tiny-answers.toml") == {
        "plan-holds": "always",
        "plan-known": "rarely",
        "plan-kept": "some",
    }


def test_back_leads_to_what_was_asked_and_enter_keeps_it(asked: Begin, tmp_path: Path) -> None:
    terminal = asked()

    assert "You can't go back any further." in terminal.type("b")
    terminal.type("1", "2")
    back = terminal.type("b")
    assert "Is the plan known?" in back
    assert "Your answer so far: Often" in back
    assert "Enter keeps it" in back
    assert "Does the plan hold?" in terminal.type("b")
    assert "What share of the plan is kept?" in terminal.type("3")
    assert "Is the plan known?" in terminal.type("b")
    assert "What share of the plan is kept?" in terminal.type("")
    assert terminal.ends("90") == 0
    assert answers_in(tmp_path / "tiny-answers.toml") == {
        "plan-holds": "always",
        "plan-known": "often",
        "plan-kept": 90,
    }


def test_what_is_skipped_is_offered_again_at_the_end(asked: Begin, tmp_path: Path) -> None:
    terminal = asked()

    assert "Is the plan known?" in terminal.type("s")
    assert "2 questions skipped. Answer now?" in terminal.type("s", "90")
    assert "Does the plan hold?" in terminal.type("maybe", "y")
    terminal.type("unanswered")
    assert "2 questions skipped." in terminal.type("s")
    assert terminal.ends("n") == 0
    assert "No level yet. Answer more questions" in terminal.shown
    assert answers_in(tmp_path / "tiny-answers.toml")["plan-holds"] == "unanswered"


def test_dont_know_is_kept_and_not_asked_again(asked: Begin, tmp_path: Path) -> None:
    terminal = asked("a.toml")
    terminal.type("d")
    assert terminal.ends("q") == 0

    again = asked("a.toml")

    assert "continuing with a.toml, 0 of 3 answered" in again.shown
    assert "Is the plan known?" in again.shown
    assert "Your answer so far: don't know" in again.type("b")
    assert again.ends("q") == 0
    assert answers_in(tmp_path / "a.toml")["plan-holds"] == "dont-know"


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0)], ids=["Ctrl-C", "Ctrl-D"])
def test_nothing_is_lost_when_it_is_stopped_and_it_goes_on_there(
    asked: Begin, tmp_path: Path, keys: str, code: int
) -> None:
    terminal = asked("a.toml")
    terminal.type("3")
    terminal.keys(keys)

    assert terminal.ends() == code
    assert "Stopped. 1 of 3 answered, all saved in a.toml." in terminal.shown
    assert terminal.shown.rstrip().endswith(f"\n  maturity ask {tmp_path}/tiny.toml a.toml")
    again = asked("a.toml")
    assert "Is the plan known?" in again.shown
    assert again.ends("1", "90") == 0
    assert answers_in(tmp_path / "a.toml") == {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 90}


def test_nothing_is_lost_when_the_line_goes(asked: Begin, tmp_path: Path) -> None:
    terminal = asked("a.toml")
    terminal.type("3")
    terminal.keys("1")
    terminal.hang_up()

    assert terminal.ends() == 129
    assert answers_in(tmp_path / "a.toml")["plan-holds"] == "always"
    assert drafts(tmp_path) == []
    assert "Is the plan known?" in asked("a.toml").shown


def test_F4_an_answer_that_cannot_be_written_is_kept_until_it_can(
    asked: Begin, tiny: Framework, file: Write, tmp_path: Path
) -> None:
    """No file may grow beyond a hundred bytes, as on a disk that is full; then there is room again."""
    text = template(tiny)
    sheet = file("a.toml", text)
    terminal = asked("a.toml", file_size=100)

    told = terminal.type("3")
    assert "cannot be written: File too large" in told.replace("\n", " ")
    assert "This answer hasn't been saved." in told
    assert "cannot be written" in terminal.type("y")
    assert sheet.read_text("utf-8") == text
    assert drafts(tmp_path) == []
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert "Is the plan known?" in terminal.type("y")
    assert answers_in(sheet)["plan-holds"] == "always"
    assert terminal.ends("q") == 0


def test_F4_whoever_gives_it_up_leaves_the_file_as_it_was(asked: Begin, tiny: Framework, file: Write) -> None:
    sheet = file("a.toml", template(tiny))
    terminal = asked("a.toml", file_size=100)
    terminal.type("3")

    assert terminal.ends("n") == 0
    assert "Stopped. 0 of 3 answered" in terminal.shown
    assert sheet.read_text("utf-8") == template(tiny)


def test_F4_what_somebody_else_wrote_meanwhile_is_not_written_over(asked: Begin, tmp_path: Path) -> None:
    terminal = asked("a.toml")
    theirs = '[answers]\nplan-known = "always"\n'
    (tmp_path / "a.toml").write_text(theirs, "utf-8")

    assert "the file was changed by somebody else" in terminal.type("3")
    assert terminal.ends("n") == 0
    assert (tmp_path / "a.toml").read_text("utf-8") == theirs


def test_a_file_that_is_gone_on_with_keeps_all_that_is_in_it(asked: Begin, file: Write) -> None:
    before = (
        "# ours\r\norganisation = 'North'  # the branch\r\n\r\n[answers] # so far\r\n'plan-known'=\"often\" # sure?\r\n"
    )
    sheet = file("a.toml", before)
    terminal = asked("a.toml")

    terminal.type("3", "b", "b", "2")
    assert terminal.ends("90") == 0

    after = before + 'plan-holds = "always"\nplan-kept = 90\n'
    assert sheet.read_bytes().decode() == after
    assert "North\n" in terminal.shown


def test_json_is_gone_on_with_and_begun_too(asked: Begin, file: Write, tiny: Framework) -> None:
    sheet = file("a.json", '{"answers": {"plan-kept": 12.5, "plan-holds": 2}, "organisation": "Süd"}')
    terminal = asked("a.json")

    assert "2 of 3 answered" in terminal.shown
    assert terminal.ends("1") == 0
    assert "Süd\n" in terminal.shown
    assert sheet.read_text("utf-8") == (
        '{\n  "answers": {\n    "plan-kept": 12.5,\n    "plan-holds": 2,\n    "plan-known": "rarely"\n  },\n'
        '  "organisation": "Süd"\n}\n'
    )
    terminal = asked("new.json")
    terminal.type("2")
    assert terminal.ends("q") == 0
    assert read_sheet(tiny, str(sheet.with_name("new.json"))).codes == (1, UNANSWERED, UNANSWERED)


def test_it_is_plain_text_of_eighty_columns(begin: Begin) -> None:
    terminal = begin(ESG)
    terminal.unnamed()
    while "Continue?" not in terminal.shown:
        terminal.type("2")
    assert terminal.ends("n") == 0

    assert "\x1b" not in terminal.shown
    assert "\r" not in terminal.shown
    assert max(map(len, terminal.shown.split("\n"))) <= 80


def test_R3_hostile_names_answers_and_keys_are_neutralised(asked: Begin, file: Write) -> None:
    name = f"{HOSTILE}.json"
    file(name, json.dumps({"organisation": HOSTILE, "answers": {}}))
    terminal = asked(name)

    assert "is not a valid answer" in terminal.type("\x9b31m\u202e\x1b[2J")
    assert terminal.ends("1", "1", "1") == 0
    said = [line for line in terminal.shown.split("\n") if TYPED not in line]
    assert [line for line in said if not line.isprintable()] == []
    assert sum("\ufffd[31mred\ufffdevil" in line for line in said) > 2


def test_without_a_terminal_it_refuses_and_writes_nothing(maturity: Run, tiny_file: Path, tmp_path: Path) -> None:
    done = maturity("ask", tiny_file, tmp_path / "a.toml")

    assert (done.code, done.out) == (2, "")
    assert "the interview needs an interactive terminal" in done.err
    assert not (tmp_path / "a.toml").exists()


def test_without_a_terminal_it_suggests_a_command_that_works(
    maturity: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the path that was typed, whatever characters it has, and with the profile."""
    monkeypatch.chdir(tmp_path)
    profile = '\n[[profiles]]\nid = "short"\nname = "Short"\nquestions = ["plan-holds"]\n'
    Path("our model.toml").write_text(TINY + profile, "utf-8")
    done = maturity("ask", "our model.toml", "--profile", "short")
    suggested = done.err.partition("fill in a file instead: maturity ")[2]

    assert suggested.rstrip() == "template 'our model.toml' --profile short --out answers.toml"
    assert maturity(*shlex.split(suggested)).code == 0
    assert "plan-holds" in Path("answers.toml").read_text("utf-8")
    hint = maturity("ask", "service-maturity-check").err
    assert "maturity template service-maturity-check --out answers.toml" in hint


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("a.csv", ("plan-holds\nalways\n", "an interview writes TOML or JSON")),
        ("a.toml", ("answers = { plan-holds = 'always' }\n", "cannot be changed one by one")),
        (
            "a.toml",
            ('organisation = """\n[answers]\nplan-holds = "x" """\n[answers]\n', "cannot be changed one by one"),
        ),
        ("a.toml", ('[answers]\nplan-holds = "alway"\n', "did you mean 'always'?")),
    ],
    ids=["csv", "inline", "lines in a text", "wrong answers"],
)
def test_files_it_cannot_go_on_with_are_refused_and_left_alone(
    begin: Begin, tiny_file: Path, file: Write, name: str, case: tuple[str, str]
) -> None:
    content, told = case
    sheet = file(name, content)
    terminal = begin(tiny_file, name)

    assert terminal.ends() == 2
    assert told in " ".join(terminal.shown.split())
    assert sheet.read_text("utf-8") == content
