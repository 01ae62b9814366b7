"""`maturity ask` with comments, evidence, and what options say of the whole sheet."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.answer_files import read_sheet
from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.edits import with_entry
from maturity_core import AnswersError, Framework, MaturityError, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.terminals import Terminal

    Begin = Callable[..., Terminal]
    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]


def unmeasured(facts: SheetFacts) -> SheetFacts:
    """Return facts without the time that the interview measured; there has to be one."""
    assert facts.seconds is not None
    return facts.model_copy(update={"seconds": None})


def test_comments_and_evidence_are_added_while_answering(asked: Begin, tiny: Framework, tmp_path: Path) -> None:
    terminal = asked("a.toml")
    assert "To add a comment, type c and your words" in terminal.shown

    assert "Saved. Now the answer, please" in terminal.type('c It "mostly" holds.')
    terminal.type("e Handbook, page 12", "e The plan https://example.org/plan")
    terminal.type("c And was read.", "2")
    back = terminal.type("b")

    assert '  Comment: It "mostly" holds.\n\n  And was read.\n' in back
    assert "  Evidence:\n    Handbook, page 12\n    The plan https://example.org/plan\n" in back
    assert terminal.ends("q") == 0
    sheet = read_sheet(tiny, str(tmp_path / "a.toml"))
    assert sheet.codes == (1, -1, -1)
    assert unmeasured(sheet.facts) == SheetFacts(
        comments={"plan-holds": 'It "mostly" holds.\n\nAnd was read.'},
        evidence={"plan-holds": ("Handbook, page 12", "The plan https://example.org/plan")},
    )


def test_a_letter_alone_is_no_comment(asked: Begin) -> None:
    terminal = asked()

    assert "c is not a valid answer here." in terminal.type("c")
    assert "is not a valid answer here." in terminal.type("e ")
    assert terminal.ends("q") == 0


def test_what_cannot_be_kept_is_said_and_the_question_stays(asked: Begin, tmp_path: Path) -> None:
    terminal = asked("a.toml")

    assert "expected text without control characters" in terminal.type("c a\u200bb")
    assert "at most 2,000 characters" in terminal.type(f"e {'x' * 2_001}")
    assert "Is the plan known?" in terminal.type("1")
    assert tomllib.loads((tmp_path / "a.toml").read_text("utf-8"))["comments"] == {}
    assert terminal.ends("q") == 0


HEAD = {"organisation": "North", "segment": "Retail", "date": "2026-11-03", "respondent": "Kim", "role": 'The "head"'}


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_options_say_whose_answers_they_are(
    begin: Begin, tiny: Framework, tiny_file: Path, tmp_path: Path, name: str
) -> None:
    options = [part for fact, text in HEAD.items() for part in (f"--{fact}", text)]
    terminal = begin(tiny_file, name, *options)
    terminal.type("3", "3")
    assert terminal.ends("90") == 0

    assert "skips this" not in terminal.shown
    assert terminal.shown.index("\nNorth\n") < terminal.shown.index("Level: High")
    assert unmeasured(read_sheet(tiny, str(tmp_path / name)).facts) == SheetFacts.model_validate(HEAD)


def test_it_asks_at_the_start_whose_answers_these_are_and_in_which_role(
    begin: Begin, tiny: Framework, tiny_file: Path, tmp_path: Path
) -> None:
    """Once: a file that is continued is not asked about again, whatever was skipped."""
    terminal = begin(tiny_file, "a.toml")

    assert "Which organisation are you answering for?" in terminal.asked()
    assert "What is your role?" in terminal.type("North")
    assert "expected text of at most 200 characters" in terminal.type("x" * 201)
    assert "Does the plan hold?" in terminal.type("Head of service")
    assert terminal.ends("q") == 0
    facts = read_sheet(tiny, str(tmp_path / "a.toml")).facts
    assert (facts.organisation, facts.role) == ("North", "Head of service")

    skipped = begin(tiny_file, "b.toml", "--organisation", "South")
    assert "Which organisation" not in skipped.asked()
    assert "Does the plan hold?" in skipped.type("")
    assert skipped.ends("q") == 0
    again = begin(tiny_file, "b.toml")
    assert "Does the plan hold?" in again.asked()
    assert "What is your role?" not in again.shown


def test_wrong_options_are_refused_at_once(begin: Begin, tiny_file: Path) -> None:
    terminal = begin(tiny_file, "a.toml", "--date", "3.11.2026", "--role", "x" * 201)

    assert terminal.ends() == 2
    assert "--date: expected a date such as 2026-11-03" in terminal.shown
    assert "--role: expected text of at most 200 characters" in terminal.shown


FILE = """\
organisation = "North" # ours
role = 'agent'

[answers]
plan-holds = "often" # so far

[comments] # private
plan-known = "He said \\"no\\"." # on Monday

[evidence]
plan-known = ["A]", 'B'] # two
"""


def test_all_else_in_the_file_stays(tiny: Framework, file: Write) -> None:
    answers = AnswersFile(tiny, file("a.toml", FILE))
    answers.keep("", "role", "head")
    answers.keep("", "segment", "Retail")
    answers.keep("comments", "plan-known", "No.")
    answers.keep("comments", "plan-holds", "Yes.")
    answers.keep("evidence", "plan-known", ["C"])
    answers.save("plan-holds", "always")

    assert answers.path.read_text("utf-8") == (
        'organisation = "North" # ours\nrole = "head"\nsegment = "Retail"\n\n'
        '[answers]\nplan-holds = "always" # so far\n'
        '\n[comments] # private\nplan-known = "No." # on Monday\nplan-holds = "Yes."\n\n'
        '[evidence]\nplan-known = ["C"] # two\n'
    )


def test_a_file_without_these_tables_gets_them(tiny: Framework, file: Write) -> None:
    answers = AnswersFile(tiny, file("a.toml", '[answers]\nplan-holds = "often"'))
    answers.keep("comments", "plan-holds", "Yes.")
    answers.keep("", "role", "head")

    assert answers.path.read_text("utf-8") == (
        'role = "head"\n[answers]\nplan-holds = "often"\n\n[comments]\nplan-holds = "Yes."\n'
    )
    assert AnswersFile(tiny, answers.path).facts == SheetFacts(role="head", comments={"plan-holds": "Yes."})


@pytest.mark.parametrize(
    "comments",
    ['[comments]\nplan-holds = """\nYes.\n"""\n', "[comments]\nplan-holds = '''Yes.'''\n"],
    ids=["lines", "quotes"],
)
def test_F4_what_is_not_on_a_line_of_its_own_is_left_alone(tiny: Framework, file: Write, comments: str) -> None:
    text = f'[answers]\nplan-holds = "often"\n{comments}'
    answers = AnswersFile(tiny, file("a.toml", text))

    with pytest.raises(AnswersError, match="not on a line of its own"):
        answers.keep("comments", "plan-holds", "No.")
    assert answers.path.read_text("utf-8") == text
    assert answers.facts.comments == {"plan-holds": "Yes."}


@pytest.mark.parametrize("table", ["", "comments"])
def test_what_no_sheet_may_say_is_not_written(tiny: Framework, file: Write, table: str) -> None:
    answers = AnswersFile(tiny, file("a.toml", "[answers]\n"))

    with pytest.raises(MaturityError, match="control characters"):
        answers.keep(table, "plan-holds" if table else "role", "a\x1bb")
    assert answers.path.read_text("utf-8") == "[answers]\n"


def test_json_is_written_too(tiny: Framework, file: Write) -> None:
    answers = AnswersFile(tiny, file("a.json", '{"answers": {}}'))
    answers.keep("comments", "plan-holds", "Ja \u2013 \u05d0.")
    answers.keep("evidence", "plan-holds", ["A"])

    assert json.loads(answers.path.read_text("utf-8")) == {
        "answers": {},
        "comments": {"plan-holds": "Ja \u2013 \u05d0."},
        "evidence": {"plan-holds": ["A"]},
    }


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("text", ['"', "\\", "\x7f", "\u2028", "\U0001f600", "a]b", "#", "'''", "\t\n"])
def test_any_text_reads_back(form: str, text: str) -> None:
    begun = '[answers]\na = "b"\n' if form == "toml" else '{"answers": {"a": "b"}}'
    written = with_entry(with_entry(begun, form, "comments", "a", "x"), form, "comments", "a", [text, text])

    read = tomllib.loads if form == "toml" else json.loads
    assert read(written) == {"answers": {"a": "b"}, "comments": {"a": [text, text]}}


@pytest.mark.parametrize("form", ["toml", "json"])
def test_everything_said_moves_to_another_edition(tiny: Framework, file: Write, form: str) -> None:
    tables = {name: getattr(tiny, name) for name in Framework.model_fields}
    since = [{"edition": "0", "questions": [{"id": "plan-holds", "was": "plan-stays"}]}]
    later = Framework(**tables | {"since": since})
    said: dict[str, Any] = {
        **HEAD,
        "answers": {"plan-stays": "often", "plan-kept": 40.5},
        "comments": {"plan-stays": "One.\n\n- two"},
        "evidence": {"plan-kept": ["A", "B https://example.org"]},
        "framework": {"id": "tiny", "edition": "0"},
    }
    text = json.dumps(said)
    if form == "toml":
        head = "".join(f"{name} = {json.dumps(value)}\n" for name, value in HEAD.items())
        rest = "".join(
            f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in said[name].items())
            for name in ("answers", "comments", "evidence", "framework")
        )
        text = head + rest
    answers = AnswersFile(later, file(f"a.{form}", text))

    assert answers.before is not None
    sheet = read_sheet(later, str(answers.path))
    assert sheet.since == ""
    assert sheet.codes == (1, -1, 1)
    expected = {
        **HEAD,
        "carried_from": "0",
        "comments": {"plan-holds": "One.\n\n- two"},
        "evidence": {"plan-kept": ["A", "B https://example.org"]},
    }
    assert sheet.facts == SheetFacts.model_validate(expected)


@pytest.mark.parametrize("form", ["toml", "json"])
def test_remarks_are_kept_in_a_file_of_another_edition_with_the_same_rules(
    tiny: Framework, file: Write, form: str
) -> None:
    """Such a file is not written anew: its answers are taken as they are, and it goes on saying what they are for."""
    text = '[answers]\nplan-holds = "often"\n[framework]\nid = "tiny"\nedition = "1"\n'
    said = {"answers": {"plan-holds": "often"}, "framework": {"id": "tiny", "edition": "1", "rules": tiny.rules_digest}}
    text = f'{text}rules = "{tiny.rules_digest}"\n' if form == "toml" else json.dumps(said)
    later = tiny.model_copy(update={"edition": "2"})
    answers = AnswersFile(later, file(f"a.{form}", text))

    answers.keep("comments", "plan-holds", "Mostly.")
    answers.keep("", "role", "agent")

    expected = SheetFacts(role="agent", carried_from="1", comments={"plan-holds": "Mostly."})
    assert (answers.before, answers.facts) == (None, expected)
    assert read_sheet(later, str(answers.path)).facts == expected
    assert "carried_from" not in answers.text
