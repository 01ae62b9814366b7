"""Mapping files: how survey exports become answers; what is guessed is only proposed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from app.workbooks import ods, xlsx
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_app.exports.reading import EXPORTS as PROGRAMS
from maturity_app.mapping.command import _text, mapping_lines
from maturity_app.mapping.files import READY, MappingFile, mapped, read_mapping
from maturity_app.origin import origin_toml
from maturity_app.reading import Reading
from maturity_core import AnswersError, Framework, read_framework
from maturity_core.errors import is_obeyed
from maturity_core.nearest import folded
from maturity_core.telling.words import ENGLISH

Run = Callable[..., Any]
Write = Callable[[str, str], Path]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"
TEXTS = [
    "Everyone is trained for the work they do.",
    "Is there a training plan?",
    "Which share of requests is answered without a person?",
    "Are backups tested?",
]
EXPORT = f"""Timestamp,Team,{TEXTS[0]},Is there any training plan in place?,{TEXTS[2]},{TEXTS[3]}
2026/01/05 10:00:00,North,Strongly agree,Yes,60,No
2026/01/05 11:00:00,South,Totally agree,Nope,70%,Perhaps
"""
EXACT = """
framework = "team-check"
drop = ["timestamp "]
[columns]
"team" = "organisation"
"Is there any training plan in place?" = "q2"
[answers.q1]
"Totally Agree" = "strongly-agree"
[answers.q2]
"nope" = "no"
[answers.q4]
"Perhaps" = "dont-know"
[constants]
segment = "B2B"
"""


HARD = st.text(
    st.one_of(
        st.sampled_from("\"\\'\n\r\t#=[]{}.,;\0\x1b\x7f\x85\ufeff\u2028\u202e\U0001f389"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=12,
)
"""Titles and texts of every kind, most of all those that could break a line, a text or a table of TOML."""


@pytest.fixture(scope="module")
def team() -> Framework:
    return read_framework(TEAM)


def test_an_export_reaches_a_result_by_its_mapping(maturity: Run, file: Write, tmp_path: Path) -> None:
    export, mapping = file("export.csv", EXPORT), file("map.toml", EXACT)

    done = maturity("assess", TEAM, export, "--map", mapping, "--json")
    whole = [entry["assessment"]["answers"] for entry in json.loads(done.out)]
    maturity("assess", TEAM, export, "--map", mapping, "--out", tmp_path / "out.csv")

    assert [entry["q1"] for entry in whole] == ["strongly-agree"] * 2
    assert [entry["q2"] for entry in whole] == ["yes", "no"]
    assert [entry["q4"] for entry in whole] == ["no", "dont-know"]
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("organisation,segment,level,")
    assert lines[1].startswith("North,B2B,steady,0.6875,")


@pytest.mark.parametrize("write", [xlsx, ods], ids=["xlsx", "ods"])
def test_a_mapping_finds_its_sheet_in_a_workbook(
    maturity: Run, file: Write, tmp_path: Path, write: Callable[..., Path]
) -> None:
    """Wherever the sheet is: others are help and the like, and need not have its columns."""
    pytest.importorskip("python_calamine")
    export = [line.split(",") for line in EXPORT.splitlines()]
    path = write(tmp_path / f"a.{write.__name__}", {"Help": [["Read me"], ["x"]], "Answers": export, "More": [["y"]]})
    mapping, out = file("map.toml", EXACT), tmp_path / "out.csv"

    done = maturity("assess", TEAM, path, "--map", mapping, "--json")
    code = maturity("assess", TEAM, path, "--map", mapping, "--out", out).code

    assert [entry["assessment"]["answers"]["q1"] for entry in json.loads(done.out)] == ["strongly-agree"] * 2
    assert (code, out.read_text("utf-8").splitlines()[1][:22]) == (0, "North,B2B,steady,0.687")
    other = write(tmp_path / f"b.{write.__name__}", {"Help": [["Read me"]]})
    told = maturity("assess", TEAM, other, "--map", mapping).err
    assert "sheet Help, row 1: no column has this title; got 'team'" in told


def test_a_mapping_begins_with_what_is_recognised_and_proposes_the_rest(
    maturity: Run, file: Write, tmp_path: Path
) -> None:
    export, out = file("export.csv", EXPORT), tmp_path / "map.toml"

    done = maturity("map", TEAM, export, "--out", out)

    assert (done.code, done.err) == (0, f"written: {out}, with 3 guesses to look at\n")
    text = out.read_text("utf-8")
    found = tomllib.loads(text)
    assert found["columns"] == {TEXTS[0]: "q1", TEXTS[2]: "q3", TEXTS[3]: "q4"}
    assert found["answers"] == {"q1": {}, "q2": {}, "q4": {}}
    assert '# guess: "Is there any training plan in place?" = "q2"' in text
    assert '# guess: "Totally agree" = "strongly-agree"' in text
    assert '# guess: "Nope" = "no"' in text
    assert '# "Perhaps" = "..."' in text
    assert '# not used: "Timestamp"' in text
    assert "already exists" in maturity("map", TEAM, export, "--out", out).err
    assert maturity("map", TEAM, export).out == text


def test_nothing_guessed_is_used_unseen(maturity: Run, file: Write, tmp_path: Path) -> None:
    export, out = file("export.csv", EXPORT.replace("Perhaps", "No")), tmp_path / "map.toml"
    maturity("map", TEAM, export, "--out", out)

    assert "no such option; got 'Totally agree'" in maturity("assess", TEAM, export, "--map", out).err
    out.write_text(out.read_text("utf-8").replace("# guess: ", ""), "utf-8")
    assert maturity("assess", TEAM, export, "--map", out).code == 0


WRONG = {
    "an unknown key": ('colums = "x"', "no such key; allowed: framework, export, drop, .*did you mean 'columns'"),
    "a list for text": ("text_after = []", "text_after: expected text here"),
    "one mark": ('text_within = ["["]', "text_within: expected text here"),
    "a number for a text": ("[columns]\na = 1", "columns: expected text here"),
    "texts without a question": ('[answers]\na = "b"', "answers: expected text here"),
    "another framework": (
        'framework = "other"',
        "this mapping is for another framework; got other; allowed: team-check",
    ),
    "an unknown question": ('[columns]\na = "q9"', "columns.'a': no such question; got 'q9'"),
    "an unknown fact": ('[constants]\nsegmnt = "b"', "constants.segmnt: no such fact.*did you mean 'segment'"),
    "texts of an unknown question": ('[answers.q9]\na = "b"', "answers.q9: no such question"),
    "an unknown option": ('[answers.q2]\na = "oui"', "answers.q2.'a': no such option; got 'oui'; allowed: no, yes,"),
    "one title in two ways": (
        '[columns]\n"Team" = "q1"\n"team " = "q2"',
        "columns.'team ': these are the same text, case and blanks aside; got 'q2'; allowed: 'q1', as for 'Team'",
    ),
    "one text in two ways": ('[answers.q2]\nA = "yes"\na = "no"', "answers.q2.'a': these are the same text"),
    "no TOML": ("[", "the file is not TOML"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_D1_what_is_wrong_with_a_mapping_is_named(team: Framework, kind: str) -> None:
    text, told = WRONG[kind]

    with pytest.raises(AnswersError, match=told):
        read_mapping(team, "map.toml", lambda _: text)


def test_A1_a_mapping_for_a_framework_needs_its_columns(maturity: Run, file: Write) -> None:
    mapping = file("map.toml", 'framework = "team-check"\n[columns]\n"Gone" = "q1"\n')

    done = maturity("assess", TEAM, file("export.csv", EXPORT), "--map", mapping)

    assert "export.csv, row 1: no column has this title; got 'gone'; allowed: Timestamp, Team" in done.err


def test_A1_a_mapping_is_for_tables_of_texts(maturity: Run, file: Write) -> None:
    path, ready = file("a.toml", "[answers]"), file("a.json", '{"answers": {}}')

    assert (
        "a mapping is for CSV, TSV, workbooks and JSON" in maturity("assess", TEAM, path, "--map", "google-forms").err
    )
    assert "a mapping is for CSV, TSV, workbooks and JSON" in maturity("map", TEAM, path).err
    for told in (maturity("assess", TEAM, ready, "--map", "surveyjs").err, maturity("map", TEAM, ready).err):
        assert "an answers file is read without a mapping; leave out --map" in told
    assert "a list of objects" in maturity("assess", TEAM, file("b.json", "[1]"), "--map", "surveyjs").err


SURVEYED = [
    {"q1": "agree", "q2": True, "q3": 62.5, "q4": "no", "Id": 7, "liked": ["a", "b"], "more": {"x": 1}},
    {"q2": "", "q3": 1.234, "q4": None, "Team": "South"},
]


@pytest.mark.parametrize("decimal", ["comma", "point"])
def test_the_data_of_a_survey_in_json_are_a_table(maturity: Run, file: Write, decimal: str) -> None:
    path, one = file("a.json", json.dumps(SURVEYED)), file("b.json", json.dumps(SURVEYED[0]))
    mapping = file("map.toml", '[columns]\nteam = "organisation"\n[texts]\nagree = "neutral"\n')

    done = maturity("assess", TEAM, path, "--map", mapping, "--decimal", decimal, "--json")
    first, second = (entry["assessment"] for entry in json.loads(done.out))

    assert [first["answers"][name] for name in ("q1", "q2", "q3", "q4")] == ["neutral", "yes", "many", "no"]
    assert (second["answers"]["q3"], second["numbers"]["q3"]) == ("few", 1.234)
    assert json.loads(maturity("assess", TEAM, one, "--map", "surveyjs", "--json").out)[0]["assessment"]["answers"] == {
        **first["answers"],
        "q1": "agree",
    }
    begun = tomllib.loads(maturity("map", TEAM, path).out)
    assert begun["columns"] == {"q1": "q1", "q2": "q2", "q3": "q3", "q4": "q4"}


EXPORTS = {
    "google-forms": (["Timestamp", "Email Address", f"Rate [{TEXTS[0]}]", TEXTS[1]], ["respondent", "q1", "q2"]),
    "limesurvey": (["Response ID", "Seed", "token", f"G1Q1. {TEXTS[0]}", TEXTS[1]], ["respondent", "q1", "q2"]),
    "microsoft-forms": (["ID", "Start time", "Email", "Name", TEXTS[0], "Other"], ["respondent", "q1", "Other"]),
    "surveyjs": (["Id", "q1", TEXTS[3]], ["q1", "q4"]),
}
assert {*EXPORTS} == {*READY} - {*PROGRAMS}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_mappings_that_come_along_fit_every_model(team: Framework, name: str) -> None:
    header, expected = EXPORTS[name]
    mapping = read_mapping(team, name, lambda _: pytest.fail("it is no file"))

    rows = list(mapped([(1, header), (2, ["x"] * len(header))], mapping, team, "export.csv"))

    assert rows == [(1, expected), (2, ["x"] * len(expected))]


def test_a_constant_never_replaces_a_column_and_nothing_becomes_of_nothing(team: Framework) -> None:
    mapping = MappingFile(constants={"segment": "B2B"})

    assert list(mapped([(1, ["segment", "q1"]), (2, ["C", "yes"])], mapping, team, "a")) == [
        (1, ["segment", "q1"]),
        (2, ["C", "yes"]),
    ]
    assert list(mapped([], mapping, team, "a")) == []
    with pytest.raises(AnswersError, match="the file has no header"):
        list(mapping_lines(Reading(team, "a.csv"), [], mapping))


@given(titles=st.lists(HARD, min_size=1, max_size=4, unique_by=folded), texts=st.lists(HARD, max_size=4))
def test_N1_what_a_mapping_says_reads_back_whatever_titles_and_texts_are(
    team: Framework, titles: list[str], texts: list[str]
) -> None:
    """Whatever is written, recognised or guessed: with the guesses' marks removed it is the same titles and texts."""
    header = [*titles, TEXTS[0], TEXTS[1] + "!", "q4"]
    rows = [(1, header), *((row, [*titles, text, text, text]) for row, text in enumerate(texts, start=2))]
    drop = titles[:1]

    lines = list(mapping_lines(Reading(team, "".join(titles)), rows, MappingFile(drop=tuple(drop))))

    assert not any(is_obeyed(mark) for line in lines for mark in line)
    found = tomllib.loads("\n".join(lines))
    assert set(found["columns"]) <= {*titles, TEXTS[0], "q4"}
    assert found["drop"] == [title for title in header if folded(title) == folded(drop[0])]
    seen = tomllib.loads("\n".join(line.removeprefix("# guess: ") for line in lines))
    guessed = {TEXTS[1] + "!", *titles}
    assert {TEXTS[0], "q4"} <= set(seen["columns"]) <= {*guessed, TEXTS[0], "q4"}
    assert all(set(told) <= set(texts) for told in seen.get("answers", {}).values())
    named = {title: target for title, target in seen["columns"].items() if title in guessed}
    assert not any(title in drop for title in named)


@given(asked=HARD, said=HARD)
def test_N1_a_title_and_a_text_lead_where_the_written_mapping_says(team: Framework, asked: str, said: str) -> None:
    assume(folded(asked) and folded(said))
    text = f'[columns]\n{_text(asked)} = "q2"\n[answers.q2]\n{_text(said)} = "yes"'

    mapping = read_mapping(team, "map.toml", lambda _: text)

    assert list(mapped([(1, [asked]), (2, [said])], mapping, team, "a")) == [(1, ["q2"]), (2, ["yes"])]


def test_N1_an_edition_of_every_kind_reads_back(team: Framework) -> None:
    framework = team.model_copy(update={"edition": '2026 \U0001f389 "x"'})

    assert tomllib.loads("\n".join(origin_toml(framework, ENGLISH)))["framework"]["edition"] == framework.edition
