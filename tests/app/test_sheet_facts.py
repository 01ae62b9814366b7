"""A sheet's facts in files: organisation, segment, date, respondent, role; comments and evidence of answers."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import PAGE, html

from maturity_app.answer_files import read_sheet, read_sheets
from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import AnswersError, Assessment, Framework, Result, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

ANSWERS: dict[str, Any] = {"plan-holds": "often", "plan-known": "not-applicable", "plan-kept": 60}
FACTS: dict[str, Any] = {
    "organisation": "North",
    "segment": "Retail",
    "date": "2026-01-05",
    "respondent": "Kim",
    "role": "Head of IT",
    "comments": {"plan-holds": "Backups exist, nobody has restored one.", "plan-kept": "Counted:\n- twice\n- by hand"},
    "evidence": {"plan-holds": ["The log https://example.org/log?a=1&b=2", "Handbook, page 12"]},
}
TOML = """
organisation = "North"
segment = "Retail"
date = 2026-01-05
respondent = "Kim"
role = "Head of IT"

[answers]
plan-holds = "often"
plan-known = "not-applicable"
plan-kept = 60

[comments]
plan-holds = "Backups exist, nobody has restored one."
plan-kept = '''
Counted:
- twice
- by hand
'''

[evidence]
plan-holds = ["The log https://example.org/log?a=1&b=2", "Handbook, page 12"]
"""


@pytest.mark.parametrize(
    ("name", "text"), [("a.toml", TOML), ("a.json", json.dumps({**FACTS, "answers": ANSWERS}))], ids=["toml", "json"]
)
def test_a_file_says_what_the_same_facts_in_python_say(tiny: Framework, file: Write, name: str, text: str) -> None:
    sheet = read_sheet(tiny, str(file(name, text)))

    assert sheet.assessed(tiny) == tiny.assess(ANSWERS, FACTS)


CASE = """
organisation = "North"
date = 2026-01-05

[answers]
plan-holds = "often"
plan-kept = 60
plan-known = "rarely"

[comments]
plan-known = "It exists, nobody has read it."
"""


def test_case_08_a_comment_and_a_date_are_kept_and_shown_beside_the_answer(
    maturity: Run, tiny_file: Path, file: Write, tmp_path: Path
) -> None:
    """A comment in the file itself, behind a `#`, is nobody's but the file's."""
    answers = file("a.toml", CASE.replace("60", "60 # counted twice"))
    done = maturity("assess", tiny_file, answers)
    maturity("report", tiny_file, answers, "--full", "--out", tmp_path / "r.md")

    assert (done.code, done.out.splitlines()[0]) == (0, "North")
    assert "\nDate: 2026-01-05\n" in done.out
    told = (tmp_path / "r.md").read_text("utf-8")
    assert "| Rarely — Comment: It exists, nobody has read it. |" in told
    assert "| 60% (Many) |" in told
    assert "counted" not in told


def test_every_door_keeps_the_facts(
    maturity: Run, tiny: Framework, tiny_file: Path, file: Write, tmp_path: Path
) -> None:
    """Assessed as JSON, assessed again from that, and reported as JSON: the same facts in the same result."""
    first = maturity("assess", tiny_file, file("a.toml", TOML), "--json")
    again = maturity("assess", tiny_file, file("b.json", first.out), "--json")
    maturity("report", tiny_file, file("c.json", again.out), "--full", "--out", tmp_path / "d.json")

    expected = tiny.assess(ANSWERS, FACTS)
    for text in (first.out, again.out, (tmp_path / "d.json").read_text("utf-8")):
        assert Result.model_validate_json(text) == expected.result()
    stored = file("record.json", expected.model_dump_json())
    assert read_sheet(tiny, str(stored)).assessed(tiny) == expected


def test_a_result_stored_before_there_were_facts_names_its_organisation(tiny: Framework, file: Write) -> None:
    data = json.loads(tiny.assess(ANSWERS).result().model_dump_json())
    del data["assessment"]["facts"]

    assert read_sheet(tiny, str(file("a.json", json.dumps({**data, "organisation": "North"})))).organisation == "North"


HEADER = "organisation,segment,date,respondent,role,plan-holds,plan-kept"
TABLE = f"{HEADER}\nNorth,Retail,2026-01-05,Kim,,often,60\nSouth,,,,,,\n"


def test_columns_of_a_csv_file_are_the_facts_of_each_row(tiny: Framework, file: Write) -> None:
    first, second = read_sheets(tiny, str(file("a.csv", TABLE)))

    assert first.facts == SheetFacts.model_validate({**FACTS, "role": "", "comments": {}, "evidence": {}})
    assert second.facts == SheetFacts(organisation="South")


def test_a_table_of_any_size_keeps_them_as_columns(maturity: Run, tiny_file: Path, file: Write, tmp_path: Path) -> None:
    assert maturity("assess", tiny_file, file("a.csv", TABLE), "--out", tmp_path / "scores.csv").code == 0

    rows = list(csv.DictReader(io.StringIO((tmp_path / "scores.csv").read_text("utf-8"))))
    assert [rows[0][name] for name in ("organisation", "segment", "date", "respondent")] == [
        "North",
        "Retail",
        "2026-01-05",
        "Kim",
    ]


def test_W3_a_column_named_after_a_question_holds_its_answers(tiny: Framework, file: Write) -> None:
    tables = {name: getattr(tiny, name) for name in Framework.model_fields}
    renamed = [
        entry.model_copy(update={"id": name})
        for entry, name in zip(tiny.questions, ("role", "date", "segment"), strict=True)
    ]
    framework = Framework(**tables | {"questions": renamed})
    sheet = read_sheet(framework, str(file("a.csv", "role,date,segment,respondent\noften,always,60,Kim\n")))

    assert sheet.codes == (1, 2, 2)
    assert sheet.facts == SheetFacts(respondent="Kim")


def refused(framework: Framework, path: Path) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        read_sheets(framework, str(path))
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


def test_everything_wrong_is_told_at_once_with_its_place(tiny: Framework, file: Write) -> None:
    head = 'date = "5.1.2026"\nrole = 3\n[answers]\nplan-hold = "often"\n'
    text = f'{head}[comments]\nplan-knwon = "x"\n[evidence]\nplan-kept = 4\n'

    assert refused(tiny, file("a.toml", text)) == [
        (
            "a.toml, comments.plan-knwon: no such question; got 'plan-knwon'; "
            "allowed: plan-holds, plan-known, plan-kept; did you mean 'plan-known'?"
        ),
        "a.toml, date: expected a date such as 2026-11-03: year, month, day; got '5.1.2026'",
        "a.toml, role: expected text in quotes; got 3; put it in quotes",
        "a.toml, evidence.plan-kept: expected a list; got 4",
        (
            "a.toml, plan-hold: no such question; got 'plan-hold'; "
            "allowed: plan-holds, plan-known, plan-kept; did you mean 'plan-holds'?"
        ),
    ]
    assert refused(tiny, file("a.csv", "date,plan-holds\n2026-02-30,often\n")) == [
        "a.csv, row 2, date: expected a date that the calendar has; got '2026-02-30'"
    ]


def test_a_misspelt_fact_is_answered_with_the_nearest(tiny: Framework, file: Write) -> None:
    (told,) = refused(tiny, file("a.toml", '[answers]\n[comment]\nplan-holds = "x"\n'))

    assert told.endswith("did you mean 'comments'?")


OLD = '[framework]\nid = "tiny"\nedition = "0"\n'


def test_remarks_move_with_their_questions_to_another_edition(tiny: Framework, file: Write) -> None:
    since = [{"edition": "0", "questions": [{"id": "plan-holds", "was": "plan-stays"}], "left_out": ["plan-liked"]}]
    tables = {name: getattr(tiny, name) for name in Framework.model_fields}
    later = Framework(**tables | {"since": since})
    comments = '[comments]\nplan-stays = "Mostly."\nplan-liked = "No."\n'
    text = f'role = "agent"\n[answers]\nplan-stays = "often"\n{comments}{OLD}'
    sheet = read_sheet(later, str(file("a.toml", text)))

    assert sheet.facts == SheetFacts(role="agent", carried_from="0", comments={"plan-holds": "Mostly."})
    wrong = file("b.toml", f'[answers]\nplan-stays = "often"\n[comments]\nplan-holds = "x"\n{OLD}')
    assert refused(later, wrong)[0].startswith("b.toml, comments.plan-holds: no such question")


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_a_file_to_fill_in_has_room_for_facts(
    maturity: Run, tiny: Framework, tiny_file: Path, tmp_path: Path, ending: str
) -> None:
    maturity("template", tiny_file, "--out", tmp_path / f"a{ending}")
    text = (tmp_path / f"a{ending}").read_text("utf-8")

    assert read_sheet(tiny, str(tmp_path / f"a{ending}")).facts == SheetFacts()
    assert all(name in text for name in ("organisation", "segment", "date", "respondent", "role"))
    if ending == ".toml":
        filled = text.replace('date = ""', "date = 2026-01-05").replace("[comments]", '[comments]\nplan-holds = "x"')
        (tmp_path / "b.toml").write_text(filled, "utf-8")
        assert read_sheet(tiny, str(tmp_path / "b.toml")).facts.comments == {"plan-holds": "x"}
        assert tomllib.loads(text)["comments"] == {}


def test_the_page_in_the_terminal_has_them_beside_the_model(maturity: Run, tiny_file: Path, file: Write) -> None:
    first, *lines = maturity("assess", tiny_file, file("a.toml", TOML)).out.splitlines()

    assert first == "North"
    told = lines.index("Segment: Retail")
    assert lines[told : told + 5] == [
        "Segment: Retail",
        "Date: 2026-01-05",
        "Answered by: Kim",
        "Role: Head of IT",
        "Tiny, edition 1",
    ]


def test_R3_the_terminal_obeys_nothing_in_them(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity(
        "assess", tiny_file, file("a.json", json.dumps({"organisation": "a\x1b[31m\u202e", "answers": ANSWERS}))
    )

    assert done.out.splitlines()[0] == "a\ufffd[31m\ufffd"


def reported(tiny: Framework, **facts: Any) -> Subject:
    return Subject(tiny.assess(ANSWERS, {**FACTS, **facts}))


def test_the_report_shows_them_above_and_beside_the_answers(tiny: Framework) -> None:
    texts = html(reported(tiny)).texts
    answers = texts[texts.index("All answers", texts.index("All answers") + 1) :]

    assert texts[texts.index("Segment") : texts.index("Segment") + 8] == [
        *("Segment", "Retail", "Date", "2026-01-05"),
        *("Answered by", "Kim", "Role", "Head of IT"),
    ]
    place = answers.index("Comment: Backups exist, nobody has restored one.")
    assert answers[place - 1 : place + 4] == ["Often", answers[place], "Evidence:", "The log", "Handbook, page 12"]
    assert [text for text in answers if text in {"60% (Many)", "Comment: Counted:", "twice", "by hand"}] == [
        *("60% (Many)", "Comment: Counted:", "twice", "by hand")
    ]


def test_the_report_in_markdown_shows_them_beside_the_answers(tiny: Framework) -> None:
    told = as_markdown(report(reported(tiny), full=True))

    assert "* Date: 2026-01-05" in told
    assert (
        "| Often — Comment: Backups exist, nobody has restored one. — Evidence: "
        r"[The log](<https://example.org/log?a=1\&b=2>); Handbook, page 12 |" in told
    )
    assert "60% (Many) — Comment: Counted: - twice - by hand" in told


def test_a_report_without_facts_says_nothing_of_them(tiny: Framework) -> None:
    found = html(Subject(tiny.assess(ANSWERS)))

    assert not {"Date", "Evidence:"} & set(found.texts)
    assert ("class", "remarks") not in found.values


EVIL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "a | b `c` **d** [e](http://f)",
]


@pytest.mark.parametrize("evil", EVIL)
def test_R1_hostile_facts_stay_texts_in_the_report(tiny: Framework, evil: str) -> None:
    facts = {"segment": evil, "respondent": evil, "role": evil, "comments": {"plan-holds": evil}}
    found = html(reported(tiny, **facts, evidence={"plan-holds": [evil, f"{evil} https://example.org/{'x' * 9}"]}))

    assert found.names <= PAGE | {"svg", *found.names}
    assert "script" not in found.names
    assert not [name for name, _ in found.values if name.startswith("on")]
    assert [value for name, value in found.values if name == "href" and not value.startswith("#")] == [
        "https://example.org/xxxxxxxxx"
    ]
    assert f"Comment: {evil}" in found.texts


def test_R3_hostile_facts_stay_texts_in_markdown(tiny: Framework) -> None:
    evil = "a | b `c` **d** [e](http://f) <b>"
    told = as_markdown(
        report(reported(tiny, comments={"plan-holds": evil}, evidence={"plan-holds": ["x|y https://a|b"]}), full=True)
    )
    rows = [line for line in told.splitlines() if line.startswith("|") and "Does the plan hold?" in line]
    (row,) = [line for line in rows if "(http" in line]  # the other is the row of what has to rise

    assert row.count(" | ") == 4
    assert r"a \| b \`c\` \*\*d\*\* \[e](http\://f) \<b\>" in row
    assert r"[x\|y](<https://a\|b>)" in row


@given(
    st.text(max_size=40),
    st.dates() | st.none(),
    st.dictionaries(st.sampled_from([*ANSWERS]), st.text(min_size=1, max_size=40)),
)
def test_N1_whatever_can_be_said_reads_back_from_json(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, role: str, date: Any, comments: dict[str, str]
) -> None:
    try:
        result = tiny.assess(ANSWERS, {"role": role, "date": date, "comments": comments}).result()
    except AnswersError:
        return
    path = tmp_path_factory.getbasetemp() / "facts.json"
    path.write_text(result.model_dump_json(), "utf-8")

    assert read_sheet(tiny, str(path)).assessed(tiny) == Assessment.model_validate(result.assessment.model_dump())
