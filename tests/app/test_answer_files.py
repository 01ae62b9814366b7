"""Answer files: what TOML, JSON and CSV may contain, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app import file_text
from maturity_app.answer_files import read_sheets
from maturity_core import AnswersError, Framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Write = Callable[[str, str | bytes], Path]


def refused(framework: Framework, path: Path, stated: str | None = None) -> list[str]:
    """Return the problems of a file, without the folder in front."""
    with pytest.raises(AnswersError) as caught:
        read_sheets(framework, str(path), stated)
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


SAME = {
    "a.toml": 'organisation = "North"\n[answers]\nplan-holds = "often"\nplan-known = "not-applicable"\nplan-kept = 15',
    "a.json": '{"answers": {"plan-kept": 15.0, "plan-holds": 1, "plan-known": "not-applicable"}, '
    '"organisation": "North"}',
    "comma.csv": "organisation,plan-holds,plan-known,plan-kept\nNorth,often,not-applicable,15\n",
    "separator.csv": "sep=;\r\nplan-kept;plan-holds;organisation;plan-known\r\n15.0;1;North;not-applicable\r\n",
    "marked.csv": '\ufeff"sep=\t"\nplan-kept\tplan-holds\torganisation\tplan-known\n15.0\t1\tNorth\tnot-applicable\n',
    "no-break.csv": "plan-kept\u00a0,\u202fplan-holds,organisation,plan-known\n15.0,1\u00a0,\u2007North,not-applicable",
    "semicolon.csv": "plan-kept;plan-holds;organisation;plan-known\r\n15.0;1;North;not-applicable\r\n",
    "spaces.csv": "\norganisation, plan-holds, plan-known, plan-kept\n\nNorth, often , not-applicable, 15\n , , ,\n",
    "quoted.csv": '"organisation","plan-holds","plan-known","plan-kept"\n"North","often","not-applicable","15"',
    "BOM.CSV": "\ufefforganisation,plan-holds,plan-known,plan-kept\nNorth,often,not-applicable,15\n",
    "bom.json": '\ufeff{"organisation": "North", "answers": '
    '{"plan-holds": "often", "plan-known": "not-applicable", "plan-kept": 15}}',
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_answers_in_every_kind_of_file(tiny: Framework, file: Write, name: str) -> None:
    sheets = read_sheets(tiny, str(file(name, SAME[name])))

    assert [(sheet.name, sheet.codes) for sheet in sheets] == [("North", (1, -3, 0))]


HABITS = ["rarely", "often", "always", "unanswered", "dont-know", 0, 1, 2]
KEPT = st.sampled_from(["few", "unanswered"]) | st.integers(0, 100) | st.integers(0, 10**8).map(lambda n: n / 10**6)


@given(
    st.lists(
        st.tuples(st.sampled_from(HABITS), st.sampled_from([*HABITS, "not-applicable"]), KEPT), min_size=1, max_size=5
    )
)
def test_files_say_what_the_same_answers_in_python_say(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    ids = [question.id for question in tiny.questions]
    expected = [tuple(tiny.assess(dict(zip(ids, row, strict=True))).codes.tolist()) for row in rows]
    table = [ids, *([f"{cell:.6f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    folder = tmp_path_factory.getbasetemp()
    (folder / "a.csv").write_text("\n".join(map(",".join, table)), "utf-8")
    (folder / "a.json").write_text(json.dumps({"answers": dict(zip(ids, rows[0], strict=True))}), "utf-8")

    assert [sheet.codes for sheet in read_sheets(tiny, str(folder / "a.csv"))] == expected
    assert [sheet.codes for sheet in read_sheets(tiny, str(folder / "a.json"))] == expected[:1]


def test_a_question_that_is_left_out_and_an_empty_cell_are_unanswered(tiny: Framework, file: Write) -> None:
    path = file("a.csv", "plan-holds,plan-kept\nalways,\n,20\n")

    assert [sheet.codes for sheet in read_sheets(tiny, str(path))] == [(2, -1, -1), (-1, -1, 1)]


def test_organisations_without_a_name_are_called_by_their_row(tiny: Framework, file: Write) -> None:
    path = file("a.csv", "organisation,plan-holds\nNorth,1\n\n,2\n")

    assert [sheet.name for sheet in read_sheets(tiny, str(path))] == ["North", "row 4"]


@pytest.mark.parametrize(("written", "position"), [("50.5", 1), ("50.500001", 2), ("50.499999", 1), ("15.000001", 1)])
def test_numbers_beside_a_cut_fall_on_the_right_side_in_every_kind_of_file(
    tiny: Framework, file: Write, written: str, position: int
) -> None:
    contents = {
        "a.toml": f"[answers]\nplan-kept = {written}",
        "a.json": f'{{"answers": {{"plan-kept": {written}}}}}',
        "a.csv": f"plan-kept\n{written}",
    }

    for name, content in contents.items():
        assert read_sheets(tiny, str(file(name, content)))[0].codes[-1] == position


def test_a_stated_format_goes_before_the_ending(tiny: Framework, file: Write) -> None:
    path = file("a.txt", '{"answers": {"plan-holds": "often"}}')

    assert read_sheets(tiny, str(path), "json")[0].codes == (1, -1, -1)


WRONG = {
    "an unknown question": (
        '"plan-hold": "often"',
        (
            "plan-hold: no such question; got 'plan-hold'; "
            "allowed: plan-holds, plan-known, plan-kept; did you mean 'plan-holds'?"
        ),
    ),
    "an unknown option": ('"plan-holds": "oftn"', "plan-holds: no such option; got 'oftn'"),
    "an option's position as text": ('"plan-holds": "1"', "plan-holds: no such option; got '1'"),
    "a position out of range": ('"plan-holds": 3', "plan-holds: no option has this position; got 3"),
    "a state code": ('"plan-holds": -1', "plan-holds: no option has this position; got -1"),
    "a whole float": ('"plan-holds": 1.0', "plan-holds: expected an option's id"),
    "a float": ('"plan-holds": 1.5', "plan-holds: expected an option's id"),
    "true": ('"plan-holds": true', "plan-holds: booleans are not valid answers"),
    "true for a number": ('"plan-kept": true', "plan-kept: booleans are not valid answers"),
    "a list": ('"plan-holds": ["often"]', "plan-holds: expected an option's id"),
    "not applicable where all applies": ('"plan-holds": "not-applicable"', "plan-holds: this question always applies"),
    "a number out of bounds": ('"plan-kept": 100.5', "plan-kept: the number is out of bounds; got 100.5"),
    "a word for a number": (
        '"plan-kept": "12 or so"',
        "plan-kept: expected a number, or an option's id; got '12 or so'",
    ),
}


@pytest.mark.parametrize(("answer", "problem"), WRONG.values(), ids=WRONG.keys())
def test_A1_answers_are_refused_in_json(tiny: Framework, file: Write, answer: str, problem: str) -> None:
    (found,) = refused(tiny, file("a.json", f'{{"answers": {{{answer}}}}}'))

    assert found.startswith(f"a.json, {problem}")


@pytest.mark.parametrize(("answer", "problem"), WRONG.values(), ids=WRONG.keys())
def test_A1_answers_are_refused_in_toml(tiny: Framework, file: Write, answer: str, problem: str) -> None:
    (found,) = refused(tiny, file("a.toml", f"[answers]\n{answer.replace(':', ' =')}"))

    assert found.startswith(f"a.toml, {problem}")


@pytest.mark.parametrize("cell", ["oftn", "3", "-1", "1.0", "true", "TRUE", "not-applicable", "nan", "None", "\u0661"])
def test_A1_cells_are_refused(tiny: Framework, file: Write, cell: str) -> None:
    (found,) = refused(tiny, file("a.csv", f"plan-known,plan-holds\noften,{cell}"))

    assert found.startswith("a.csv, row 2, plan-holds: ")


@pytest.mark.parametrize("cell", ["101", "-1", "1.2,5", "1e1", "inf", "NaN", "0x10", "1_0", "12 pc"])
def test_A1_cells_that_should_be_numbers_are_refused(tiny: Framework, file: Write, cell: str) -> None:
    (found,) = refused(tiny, file("a.csv", f"plan-holds;plan-kept\noften;{cell}"))

    assert found.startswith("a.csv, row 2, plan-kept: ")


def test_A1_all_offenders_of_a_table_are_named_together(tiny: Framework, file: Write) -> None:
    header = "organisation,plan-holds,plan-knwn,plan-holds,,organization"
    path = file("a.csv", f"{header}\nNorth,oftn,often,1,,\nSouth,often\nWest,often,often,1,,,x\nEast,9,often,1,,\n")

    options = "allowed: rarely, often, always, unanswered, dont-know"
    assert refused(tiny, path) == [
        "a.csv, row 1: duplicate column; got 'plan-holds'; keep one of them",
        (
            "a.csv, row 1: no such question; got 'plan-knwn'; did you mean 'plan-known'? if not, add an empty column "
            "'plan-known'"
        ),
        "a.csv, row 3: wrong number of cells; got 2; allowed: 6, as in the header",
        "a.csv, row 4: wrong number of cells; got 7; allowed: 6, as in the header",
        f"a.csv, row 2, plan-holds: no such option; got 'oftn'; {options}; did you mean 'often'?",
        f"a.csv, row 5, plan-holds: no option has this position; got 9; {options}",
    ]


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "1e400", "1e-400", "9" * 30, "9" * 5000, "0.1" + "0" * 20 + "1"]
)
@pytest.mark.parametrize("question", ["plan-kept", "plan-holds"])
def test_D4_numbers_that_cannot_be_kept_are_refused(tiny: Framework, file: Write, question: str, value: str) -> None:
    (found,) = refused(tiny, file("a.json", f'{{"answers": {{"{question}": {value}}}}}'))

    assert found.startswith(f"a.json, {question}: this number cannot be read exactly; got {value[:60]}")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "9" * 30])
def test_D4_numbers_that_cannot_be_kept_are_refused_in_toml(tiny: Framework, file: Write, value: str) -> None:
    (found,) = refused(tiny, file("a.toml", f"[answers]\nplan-kept = {value}"))

    assert found.startswith("a.toml, plan-kept: this number cannot be read exactly")


DUPLICATES = {
    "a key in JSON": (
        "a.json",
        '{"answers": {"plan-holds": "often", "plan-holds": "always"}}',
        "plan-holds: duplicate key",
    ),
    "a table in JSON": ("a.json", '{"answers": {"plan-holds": 1}, "answers": {}}', "answers: duplicate key"),
    "a key in TOML": ("a.toml", "[answers]\nplan-holds = 1\nplan-holds = 1", "keep one of them"),
    "a table in TOML": ("a.toml", "[answers]\nplan-holds = 1\n[answers]\n", "keep one of them"),
    "a column": ("a.csv", "plan-holds,plan-known,plan-holds\n1,1,1", "duplicate column; got 'plan-holds'"),
}


@pytest.mark.parametrize(("name", "content", "problem"), DUPLICATES.values(), ids=DUPLICATES.keys())
def test_D4_duplicates_are_refused(tiny: Framework, file: Write, name: str, content: str, problem: str) -> None:
    (found,) = refused(tiny, file(name, content))

    assert problem in found


@pytest.mark.parametrize(
    "content",
    [
        '{"organisation": "\\ud800", "answers": {}}',
        '{"answers": {"plan-holds": "often\\udfff"}}',
        '{"answers": {"\\ud800": "often"}}',
    ],
)
def test_D4_half_characters_are_refused(tiny: Framework, file: Write, content: str) -> None:
    (found,) = refused(tiny, file("a.json", content))

    assert "half a character" in found
    assert found.isascii()


UNREADABLE = {
    "no JSON": ("a.json", '{"answers": {', "a.json: the file is not JSON"),
    "no TOML": ("a.toml", "[answers", "a.toml: the file is not TOML"),
    "no CSV": ("a.csv", 'plan-holds\n"often', "a.csv, row 2: the file is not CSV"),
    "an empty list": ("a.json", "[]", "a.json: the file has no organisations"),
    "a list of lists": ("a.json", "[[]]", "a.json, entry 1: the file is not a table of answers; got a list"),
    "a number": ("a.json", "1", "a.json: the file is not a table of answers; got a number"),
    "no answers": ("a.toml", 'organisation = "North"', "a.toml: the file has no table of answers"),
    "answers in a list": ("a.json", '{"answers": []}', "a.json: the file has no table of answers"),
    "a name that is none": (
        "a.json",
        '{"organisation": 1, "answers": {}}',
        "a.json, organisation: the name must be text",
    ),
    "an unknown key": ("a.toml", "answrs = 1\n[answers]", "a.toml, answrs: no such key"),
    "a header alone": ("a.csv", "plan-holds\n", "a.csv: the file has no organisations"),
    "an empty table": ("a.csv", "", "a.csv: the file has no organisations"),
    "two delimiters": (
        "a.csv",
        "plan-holds,plan-known;plan-kept\n1,1;1",
        "a.csv: the header has both commas and semicolons",
    ),
    "no ending": ("a", "{}", "a: cannot tell the format from the file name; got no extension"),
    "another encoding": ("a.csv", "organisation\nM\xfcller".encode("latin-1"), "a.csv: byte 15 is not UTF-8 text"),
    "UTF-16": ("a.toml", "[answers]".encode("utf-16"), "a.toml: the file is UTF-16, not UTF-8; save it as UTF-8"),
    "UTF-16 unmarked": ("a.csv", "x,y\n".encode("utf-16-be"), "a.csv, row 1: no column matches a question; got x, y"),
    "JSON without end": ("a.json", '{"answers":' * 100_000, "a.json: the file is nested too deeply"),
    "TOML without end": ("a.toml", "answers = " + "[" * 100_000, "a.toml, line 1: tables, lists and dotted keys"),
    "a huge key": ("a.toml", "a." * 50_000 + "b = 1", "a.toml, line 1: tables, lists and dotted keys"),
    "an unknown ending": ("a.jsn", "{}", "a.jsn: cannot tell the format from the file name; got .jsn"),
}


@pytest.mark.parametrize(("name", "content", "problem"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_files_that_are_no_answers_are_refused(
    tiny: Framework, file: Write, name: str, content: str | bytes, problem: str
) -> None:
    assert refused(tiny, file(name, content))[0].startswith(problem)


def test_W3_a_column_that_may_have_been_meant_as_the_names_is_told(
    tiny: Framework, file: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    for title in ("Organisatoin", "organizations", "ORGANISATIONS"):
        (sheet,) = read_sheets(tiny, str(file("a.csv", f"{title},plan-holds\nNorth,often")))

        assert sheet.name == "row 2"
        assert (
            f"a.csv, row 1: the column {title!r} is taken for one of your own and not read" in capsys.readouterr().err
        )


@pytest.mark.parametrize("title", ["comment", "organisation,Organisation", "unit"])
def test_W3_other_columns_are_named(
    tiny: Framework, file: Write, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    read_sheets(tiny, str(file("a.csv", f"{title},plan-holds,segment\n{title},often,x")))

    own = title.removeprefix("organisation,")
    assert f"columns of your own, which are not read: '{own}'\n" in capsys.readouterr().err


@pytest.mark.parametrize(("mark", "told"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars"), (",", "")])
def test_what_separates_cells_is_said_where_it_is_no_comma(
    tiny: Framework, file: Write, capsys: pytest.CaptureFixture[str], mark: str, told: str
) -> None:
    for name, expected in (("a.csv", told), ("a.tsv", "")):
        read_sheets(tiny, str(file(name, f"organisation{mark}plan-holds\nNorth{mark}often")))

        assert (f"read with {expected} between cells" in capsys.readouterr().err) == bool(expected)


def test_A1_wrong_cells_are_told_in_the_order_of_the_columns(tiny: Framework, file: Write) -> None:
    found = refused(tiny, file("a.csv", "plan-holds,plan-known\nx,y"))

    assert [line.split(":")[0] for line in found] == ["a.csv, row 2, plan-holds", "a.csv, row 2, plan-known"]


def test_files_that_are_not_there_are_refused(tiny: Framework, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()

    assert refused(tiny, tmp_path / "nowhere.csv")[0].startswith("nowhere.csv: the file cannot be read")
    assert refused(tiny, tmp_path / "folder.csv")[0].startswith("folder.csv: the file cannot be read")


def test_files_that_are_too_large_are_refused(tiny: Framework, file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(file_text.LARGEST, "csv", 1_000_000)
    path = file("a.csv", "organisation\n" + "o" * 120_000 + "\n" + "\n" * 1_000_000)

    assert refused(tiny, path) == ["a.csv: the file is too large; allowed: up to 1 MB"]


def test_standard_input_is_refused_without_a_format(tiny: Framework) -> None:
    with pytest.raises(AnswersError, match=r"use a file name that ends in \.toml, \.json or \.csv"):
        read_sheets(tiny, "-")


def test_U3_an_option_is_named_only_where_the_command_has_it(maturity: Callable[..., Done], tiny_file: Path) -> None:
    option = "add --format toml, json or csv"

    assert option in maturity("assess", str(tiny_file), "-").err
    assert option in maturity("assess", str(tiny_file), "answers").err
    assert option not in maturity("compare", str(tiny_file), "a=@answers").err


def test_all_problems_of_a_json_file_are_named_together(tiny: Framework, file: Write) -> None:
    content = '{"x": 1, "organisation": 2, "answers": {"plan-holds": NaN, "plan-known": "oftn", "plan-known": "oftn"}}'

    found = [problem.partition(";")[0] for problem in refused(tiny, file("a.json", content))]

    assert found == [
        "a.json, plan-known: duplicate key",
        "a.json, x: no such key",
        "a.json, organisation: the name must be text",
        "a.json, plan-holds: this number cannot be read exactly",
        "a.json, plan-known: no such option",
    ]
