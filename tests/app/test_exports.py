"""Exports of other programs: what was answered there is what is read here, or the file is refused with the remedy."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from app.workbooks import cells, sheet_file, xlsx
from builders import question, tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_app.answer_files import Sheet, read_sheets
from maturity_app.exports.samm import CODES
from maturity_app.how import How
from maturity_core import UNANSWERED, AnswersError, Framework

Run = Callable[..., Any]
Write = Callable[[str, str], Path]
FEW = settings(max_examples=settings().max_examples // 20, suppress_health_check=[HealthCheck.function_scoped_fixture])
NOT_APPLICABLE = -3
STAGES = ["Not implemented", "Started", "Partly implemented", "Fully implemented"]
SHARES = (0, 0.25, 0.5, 1)
RESULTS = {
    "non_compliant": 0,
    "partially_compliant": 1,
    "compliant": 2,
    "not_applicable": NOT_APPLICABLE,
    "not_assessed": UNANSWERED,
    "": UNANSWERED,
}


def labelled(*labels: str, **worth: list[Any]) -> dict[str, Any]:
    """Return a scale of options, with the worth of each."""
    ((kind, numbers),) = worth.items()
    ids = [label.lower().replace(" ", "-").replace(",", "") for label in labels]
    rows = zip(ids, labels, numbers, strict=True)
    return {"options": [{"id": name, "label": label, kind: number} for name, label, number in rows]}


def asked(scale: dict[str, Any], *aliases: str, **fields: Any) -> Framework:
    """Return a framework with a question for each alias."""
    questions = [
        question(f"asked-{place}", scale="given", aliases=[alias], text=f"Number {place}?", **fields)
        for place, alias in enumerate(aliases)
    ]
    return tiny(scales={"given": scale}, questions=questions)


def read(framework: Framework, path: Path, mapping: str) -> list[Sheet]:
    return read_sheets(framework, str(path), how=How(mapping=mapping))


def refusal(framework: Framework, path: Path, mapping: str) -> str:
    with pytest.raises(AnswersError) as caught:
        read(framework, path, mapping)
    return str(caught.value)


DSOMM = asked(labelled(*STAGES, credit=[0, 0.2, 0.5, 1]), "u-1", "u-2")
REACHED = st.dictionaries(st.sampled_from(["u-1", "u-2"]), st.sets(st.integers(1, 3), min_size=1), min_size=1)


def progress(teams: dict[str, dict[str, set[int]]]) -> str:
    lines = ["progress:"]
    for activity in ("u-1", "u-2"):
        lines.append(f"  {activity}:  # a comment" if any(activity in one for one in teams.values()) else "")
        for team, reached in teams.items():
            stages = [f"      '{STAGES[at]}': 2026-01-0{at + 1}" for at in reached.get(activity, ())]
            lines += [f"    '{team}':", *stages] if stages else []
    return "\n".join(lines)


@FEW
@given(st.dictionaries(st.sampled_from(["Team A", "=Team", "D"]), REACHED, min_size=1))
def test_teams_have_the_highest_stage_that_they_reached(tmp_path: Path, teams: dict[str, dict[str, set[int]]]) -> None:
    path = tmp_path / "team-progress.yaml"
    path.write_text(progress(teams), "utf-8")

    found = {sheet.organisation: sheet.codes for sheet in read(DSOMM, path, "dsomm")}

    assert found == {
        team: tuple(max(reached.get(activity, {UNANSWERED})) for activity in ("u-1", "u-2"))
        for team, reached in teams.items()
    }


EVIDENCE = """evidence:
  u-1:
  - id: e-1
    teams: [A, B]
    title: Scan
    evidenceRecorded: 2026-02-03
    reviewer: Ada
    description: |
      No finding.
    attachment:
    - {type: link, externalLink: https://example.org/scan}
    - {type: document, externalLink: 'scan.pdf'}
  - {id: e-2, teams: [A], title: Plan}
  - {id: e-3, teams: [], title: Nobody's}
"""


def test_evidence_in_the_same_file_stands_beside_the_answers_of_its_teams(
    file: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file("team-progress.yaml", progress({"A": {"u-1": {1}}, "C": {"u-2": {2}}}) + "\n" + EVIDENCE)
    scan = ("Scan (2026-02-03, Ada) https://example.org/scan", "Scan (2026-02-03, Ada) scan.pdf")

    found = {sheet.organisation: sheet for sheet in read(DSOMM, path, "dsomm")}

    assert {team: sheet.codes for team, sheet in found.items()} == {"A": (1, -1), "C": (-1, 2), "B": (-1, -1)}
    assert {team: dict(sheet.facts.evidence) for team, sheet in found.items()} == {
        "A": {"asked-0": (*scan, "Plan")},
        "B": {"asked-0": scan},
        "C": {},
    }
    assert [dict(found[team].facts.comments) for team in "AB"] == [{"asked-0": "Scan: No finding."}] * 2
    assert "evidence that names no team is not read: 1" in capsys.readouterr().err
    assert "in the same file, below the one of progress" in refusal(DSOMM, file("a.yaml", EVIDENCE), "dsomm")


COMPLIANCE = labelled("Non-compliant", "Partially compliant", "Compliant", credit=[0, 0.5, 1])
CISO = asked(COMPLIANCE, "urn:a", "urn:b", not_applicable=True)
SCORED = asked(labelled("Poor", "Fair", "Good", value=[1, 2, 4]), "urn:a", "urn:b", not_applicable=True)
TITLES = ["urn", "assessable", "ref_id", "name", "compliance_result", "requirement_progress", "score", "observations"]


def audit(*rows: tuple[str, str, str, str]) -> list[list[str]]:
    """Return an audit as CISO Assistant exports it: headings are rows, too, with a result of their own."""
    heading = ["urn:top", "False", "A", "Kitchen", "not_assessed", "to_do", "", ""]
    named = [[urn, "True", "", "Warm", result, "done", score, remark] for urn, result, score, remark in rows]
    return [TITLES, heading, *named]


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return f"\ufeff{text.getvalue()}"


@FEW
@given(st.tuples(*[st.tuples(st.sampled_from([*RESULTS]), st.sampled_from(["", "seen", "=1"]))] * 2))
def test_an_audit_has_its_results_and_its_observations(tmp_path: Path, said: tuple[tuple[str, str], ...]) -> None:
    path = tmp_path / "audit_export.csv"
    rows = [(urn, result, "", remark) for urn, (result, remark) in zip(("urn:a", "urn:b"), said, strict=True)]
    path.write_text(as_csv(audit(*rows)), "utf-8")

    (sheet,) = read(CISO, path, "ciso")

    assert sheet.codes == tuple(RESULTS[result] for result, _ in said)
    assert [*sheet.facts.comments.values()] == [remark for _, remark in said if remark]


def test_what_an_audit_says_beside_a_result_is_a_comment(file: Write) -> None:
    rows = [
        [*row, *more]
        for row, more in zip(audit(("urn:a", "compliant", "", "seen"), ("urn:b", "", "", "")), BESIDE, strict=True)
    ]

    (sheet,) = read(CISO, file("audit_export.csv", as_csv(rows)), "ciso")

    assert sheet.codes == (2, UNANSWERED)
    assert dict(sheet.facts.comments) == {
        "asked-0": "seen\nExtended result: minor nonconformity\nDocumentation score: 3",
        "asked-1": "Extended result: good practice",
    }


BESIDE = (
    ("extended_result", "documentation_score"),
    ("", ""),
    ("minor_nonconformity", "3"),
    ("good_practice", ""),
)


def test_a_scored_audit_has_its_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = audit(("urn:a", "compliant", "4", ""), ("urn:b", "not_applicable", "", "None here."))
    path, other = tmp_path / "a.csv", xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})
    path.write_text(as_csv(rows), "utf-8")

    assert [read(SCORED, one, "ciso")[0].codes for one in (path, other)] == [(2, NOT_APPLICABLE)] * 2
    path.write_text(as_csv(audit(("urn:a", "compliant", "2", ""), ("urn:b", "compliant", "", ""))), "utf-8")
    assert read(SCORED, path, "ciso")[0].codes == (1, UNANSWERED)
    assert "1 requirement with a result has no score, and is unanswered" in capsys.readouterr().err


def test_an_audit_without_the_scores_that_the_model_asks_for_needs_a_mapping(tmp_path: Path, file: Write) -> None:
    path = tmp_path / "a.csv"
    path.write_text(as_csv(audit(("urn:a", "compliant", "", ""), ("urn:b", "non_compliant", "", ""))), "utf-8")

    assert "in a mapping file with export = 'ciso', say under [texts]" in refusal(SCORED, path, "ciso")
    mapping = (
        'export = "ciso"\n[texts]\ncompliant = "good"\nnon_compliant = "poor"\n[constants]\norganisation = "North"'
    )
    (sheet,) = read(SCORED, path, str(file("map.toml", mapping)))
    assert (sheet.organisation, sheet.codes) == ("North", (2, 0))


SAMM = asked(labelled("No", "Yes, some", "Yes, half", "Yes, all", credit=[*SHARES]), *CODES)


def interview(codes: list[int]) -> list[list[Any]]:
    """Return an interview sheet as the toolbox has it: facts above, headings between, guidance below questions."""
    labels = ["No", "Yes, some", "Yes, half", "Yes, all"]
    rows: list[list[Any]] = [["", "SAMM Assessment Interview"], ["", "Organization:", "", "North"]]
    rows += [["", "Team/Application:", "", "Shop"], ["", "Interview Date:", "", "2026-11-02"], ["", "Team Lead:"]]
    for place, (name, code) in enumerate(zip(CODES, codes, strict=True)):
        if place % 6 == 0:
            rows.append(["", "Stream", "Level", "Bread", "", "Answer", "", "", "Interview Notes", "Rating"])
        answer = "" if code < 0 else labels[code]
        rows += [[name, "", 1.0, "Is it?", "N", answer, 0.25, "", "seen" * (code > 0), 0.0], ["", "", "", "By hand"]]
    return rows


def test_the_toolbox_and_sammwise_say_the_same(tmp_path: Path) -> None:
    codes = [place % 5 - 1 for place in range(len(CODES))]
    book = xlsx(tmp_path / "toolbox.xlsx", {"Attribution": [["Read me"]], "Interview": interview(codes)})
    saved = {f"question{place}": SHARES[code] for place, code in enumerate(codes, start=1) if code >= 0}
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved | {"Company Name": "North", "Project name": "Shop"}), "utf-8")

    sheets = [read(SAMM, one, "samm")[0] for one in (book, path)]

    assert [sheet.codes for sheet in sheets] == [tuple(codes)] * 2
    assert [sheet.organisation for sheet in sheets] == ["North, Shop"] * 2
    assert str(sheets[0].facts.date) == "2026-11-02"
    assert len(sheets[0].facts.comments) == sum(code > 0 for code in codes)


WRONG: dict[str, tuple[str, str, Framework, str]] = {
    "unknown stage": ("a.yaml", "progress: {u-1: {A: {Planned: 2026-01-01, Started: x}}}", DSOMM, "got 'Planned'"),
    "unknown activity": ("a.yml", "progress: {u-9: {A: {Started: 2026-01-01}}}", DSOMM, "no such question; got 'u-9'"),
    "no progress": ("a.yaml", "progress:\n", DSOMM, "allowed: a table 'progress' with activities"),
    "a list": ("a.yaml", "progress: [u-1]", DSOMM, "expected a table"),
    "teams as text": ("a.yaml", "progress: {u-1: Team}", DSOMM, "expected a table"),
    "broken YAML": ("a.yaml", "progress: {", DSOMM, "a.yaml:2:1: the file is not YAML"),
    "another format": ("a.json", "{}", CISO, "this is not an export of ciso; got json"),
    "no YAML": ("a.json", '{"progress": {"u-1": {"A": {"Started": "x"}}}}', DSOMM, "got json; allowed: yaml"),
    "no audit": ("a.csv", "urn;score\nurn:a;1\n", CISO, "allowed: a column 'compliance_result'"),
    "unknown result": ("a.csv", as_csv(audit(("urn:a", "fine", "", ""))), CISO, "the audit has results and no scores"),
    "unknown requirement": ("a.csv", as_csv(audit(("urn:z", "compliant", "", ""))), CISO, "question; got 'urn:z'"),
    "nothing saved": ("a.json", '{"Company Name": "North"}', SAMM, "allowed: answers from 'question1' to 'question90'"),
    "beyond the last": ("a.json", '{"question91": 1}', SAMM, "allowed: answers from 'question1' to 'question90'"),
    "other worth": ("a.json", '{"question1": 0.3}', SAMM, "no such option; got 'worth 0.3'"),
    "saved text": ("a.json", '{"question1": "yes"}', SAMM, "expected a number"),
    "saved list": ("a.json", "[1]", SAMM, "expected a table"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_export_is_refused_with_its_place(file: Write, kind: str) -> None:
    name, text, framework, told = WRONG[kind]
    mapping = {id(DSOMM): "dsomm", id(CISO): "ciso", id(SAMM): "samm"}[id(framework)]

    assert told in refusal(framework, file(name, text), mapping)


def shown(*values: tuple[str, str]) -> str:
    """Return the cells of an interview in XML, from column A, each with its type and its value."""
    head = [*[("str", "-")] * 5, ("str", "Answer"), *[("str", "-")] * 2, ("str", "Interview Notes")]
    rows = [
        "".join(f'<c r="{chr(65 + at)}{row}" t="{form}"><v>{text}</v></c>' for at, (form, text) in enumerate(line))
        for row, line in enumerate((head, values), start=1)
    ]
    return cells("".join(f'<row r="{row}">{line}</row>' for row, line in enumerate(rows, start=1)))


def test_answers_that_show_an_error_are_refused_and_other_columns_are_not_read(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    code, gap, error, answer = ("str", CODES[0]), ("str", "-"), ("e", "#N/A"), ("str", "Yes, all")
    fine = sheet_file(tmp_path / "a.xlsx", shown(code, *[gap] * 4, answer, error, error, gap))
    broken = sheet_file(tmp_path / "b.xlsx", shown(code, *[gap] * 4, error, gap, gap, gap))

    assert read(SAMM, fine, "samm")[0].codes[0] == len(SHARES) - 1
    assert "cell F2: the cell shows an error" in refusal(SAMM, broken, "samm")
    other = xlsx(tmp_path / "c.xlsx", {"Interview": [["Question", "Answer", "Interview Notes"], ["", "Yes, all", ""]]})
    assert "the interview sheet of the toolbox" in refusal(SAMM, other, "samm")


def test_rows_that_end_early_are_read(file: Write) -> None:
    audited = file("a.csv", "urn;compliance_result;observations\nurn:top\nurn:a;compliant\n")
    rows = [[str(cell) for cell in row] for row in interview([1] * len(CODES))]
    asked_in_csv = file("b.csv", as_csv([row[: 6 if row[0] else 2] if row[1] != "Stream" else row for row in rows]))

    assert read(CISO, audited, "ciso")[0].codes == (2, UNANSWERED)
    assert read(SAMM, asked_in_csv, "samm")[0].codes == (1,) * len(CODES)
    assert "expected" not in refusal(SAMM, file("c.csv", ""), "samm")


def test_the_nearest_mapping_that_comes_along_is_named(file: Write) -> None:
    path = file("a.yaml", "progress: {u-1: {A: {Started: 2026-01-01}}}")

    assert "no such mapping or file; allowed: ciso, dsomm" in refusal(DSOMM, path, "dsom")
    assert "did you mean 'dsomm'?" in refusal(DSOMM, path, "dsom")
    assert "the file cannot be read" in refusal(DSOMM, path, "elsewhere.toml")
    assert read(DSOMM, path, str(file("dsom", 'export = "dsomm"')))[0].codes == (1, UNANSWERED)


def test_yaml_is_read_only_as_an_export(file: Write) -> None:
    assert "say whose it is, such as --map dsomm" in refusal(DSOMM, file("a.yaml", "progress: {}"), "")


def test_an_export_needs_no_mapping_begun_and_no_table_of_results(maturity: Run, file: Write, tmp_path: Path) -> None:
    model, audited = file("m.toml", CISO.to_toml()), file("a.csv", as_csv(audit(("urn:a", "compliant", "", ""))))

    told = [
        maturity("assess", model, audited, "--map", "ciso", "--out", tmp_path / "out.csv"),
        maturity("map", model, audited, "--map", "ciso"),
    ]

    assert [done.code for done in told] == [2, 2]
    assert all("an export of ciso has a row per question" in done.err for done in told)
    assert maturity("assess", model, audited, "--map", "ciso", "--out", tmp_path / "out.xlsx").code == 0


MAPPINGS = {
    'export = "siso"': "export: no such export; got 'siso'",
    "export = 1": "export: expected text here",
    'export = "ciso"\ndrop = ["a"]': "drop: exports of programs are read as they are",
    '[texts]\nYes = "complaint"': "no question has this option; got 'complaint'",
    '[texts]\nYes = "compliant"\nyes = "non-compliant"': "these are the same text",
    "[texts]\nYes = 1": "texts: expected text here",
}


@pytest.mark.parametrize("text", MAPPINGS)
def test_a_mapping_for_exports_is_checked(file: Write, text: str) -> None:
    assert MAPPINGS[text] in refusal(CISO, file("a.csv", as_csv(audit())), str(file("map.toml", text)))


def test_texts_of_a_mapping_are_answers_to_every_question_of_a_survey(file: Write) -> None:
    path = file("survey.csv", "URN:A,urn:b,Team\nJa,Nein,Ja\nStimmt,ja,North\n")
    text = '[columns]\nTeam = "organisation"\n[texts]\nJa = "compliant"\nNein = "non-compliant"\n'
    text += '[answers.asked-0]\nStimmt = "partially-compliant"\n'

    found = read(CISO, path, str(file("map.toml", text)))

    assert [(sheet.organisation, sheet.codes) for sheet in found] == [("Ja", (2, 0)), ("North", (1, 2))]
