"""N1: the command line can read what it writes, with the same codes and numbers."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.answer_files import Sheet, read_sheet, read_sheets
from maturity_app.assessing import all_as_data, as_json
from maturity_app.interview.answers_file import AnswersFile
from maturity_core import AnswersError, Assessment, MaturityError, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

GIVEN: dict[str, Any] = {"plan-holds": "often", "plan-known": "not-applicable", "plan-kept": 12.75}
NUMBERS = {"plan-kept": Fraction("12.75")}
SHEET = json.dumps({"organisation": "North", "answers": GIVEN})
ROWS = "organisation,plan-holds,plan-known,plan-kept\nNorth,often,not-applicable,12.75\n,2,dont-know,\n"


def said(sheets: list[Sheet]) -> list[tuple[Any, ...]]:
    """Return the contents of sheets: whose they are, codes and numbers."""
    return [(sheet.organisation, sheet.codes, dict(sheet.numbers)) for sheet in sheets]


@pytest.fixture
def write(maturity: Run, tiny: Framework, tiny_file: Path, tmp_path: Path, file: Write) -> Callable[[str], Path]:
    """Return a function that makes the command line write one of its files, with the answers above if it takes any."""

    def printed(name: str, *arguments: Any) -> Path:
        done = maturity(*arguments)
        assert done.code == 0
        return file(name, done.out)

    def into(name: str, *arguments: Any) -> Path:
        assert maturity(*arguments, "--out", tmp_path / name).code == 0
        return tmp_path / name

    def interview(name: str) -> Path:
        path = tmp_path / name
        answers = AnswersFile(tiny, path)
        for question, answer in GIVEN.items():
            answers.save(question, answer)
        return path

    one = file("given.json", SHEET)
    outputs: dict[str, Callable[[], Path]] = {
        "template": lambda: printed("printed.toml", "template", tiny_file),
        **{
            f"template {ending}": lambda ending=ending: into(f"new{ending}", "template", tiny_file)  # type: ignore[misc]
            for ending in (".toml", ".json", ".csv")
        },
        "ask .toml": lambda: interview("asked.toml"),
        "ask .json": lambda: interview("asked.json"),
        "assess --json": lambda: printed("result.json", "assess", tiny_file, one, "--json", "--target", "high"),
        "assess --json, twice": lambda: printed(
            "again.json", "assess", tiny_file, outputs["assess --json"](), "--json", "--limit", 0
        ),
        "report .json": lambda: into("report.json", "report", tiny_file, one),
        "Python": lambda: file("record.json", tiny.assess(GIVEN).model_dump_json()),
    }
    return lambda name: outputs[name]()


EMPTY = ["template", "template .toml", "template .json", "template .csv"]
FULL = ["ask .toml", "ask .json", "assess --json", "assess --json, twice", "report .json"]


@pytest.mark.parametrize("output", [*EMPTY, *FULL, "Python"])
def test_N1_everything_written_reads_back(tiny: Framework, write: Callable[[str], Path], output: str) -> None:
    """Templates as an empty sheet; all others as the answers they were made from, the exact number included."""
    (sheet,) = read_sheets(tiny, str(write(output)))

    if output in EMPTY:
        assert (sheet.codes, dict(sheet.numbers)) == ((-1, -1, -1), {})
    else:
        assert (sheet.codes, dict(sheet.numbers)) == ((1, -3, 0), NUMBERS)
        assert sheet.assessed(tiny) == tiny.assess(GIVEN, {"organisation": sheet.organisation})
    assert sheet.organisation == (
        "North" if output in {"assess --json", "assess --json, twice", "report .json"} else ""
    )


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".arrow"])
def test_N1_a_table_of_results_says_that_it_has_no_answers(
    maturity: Run, tiny_file: Path, file: Write, tmp_path: Path, ending: str
) -> None:
    """`assess --out` writes only results: read as answers, they are not mistaken for a table with an extra column."""
    table = tmp_path / f"results{ending}"
    assert maturity("assess", tiny_file, file("a.csv", ROWS), "--out", table).code == 0

    done = maturity("assess", tiny_file, table, "--out", tmp_path / "again.csv")

    assert done.code == 2
    assert "the table holds results, not answers; got level, score, " in done.err
    assert "assess the table they were made from" in done.err


def test_N1_the_results_of_a_table_are_as_many_sheets(
    maturity: Run, tiny: Framework, tiny_file: Path, file: Write
) -> None:
    """A list stays a list, byte for byte."""
    table = file("a.csv", ROWS)
    first = maturity("assess", tiny_file, table, "--json").out
    results = file("results.json", first)

    assert said(read_sheets(tiny, str(results))) == said(read_sheets(tiny, str(table)))
    assert maturity("assess", tiny_file, results, "--json").out == first
    assert "row 3  " in maturity("assess", tiny_file, table).out
    assert "entry 2  " in maturity("assess", tiny_file, results).out


def test_N1_a_list_may_hold_sheets_and_results(maturity: Run, tiny: Framework, tiny_file: Path, file: Write) -> None:
    """One result is one organisation; a list of one is a list."""
    result = json.loads(maturity("assess", tiny_file, file("a.json", SHEET), "--json").out)
    path = file("list.json", json.dumps([result, json.loads(SHEET), result["assessment"]]))
    alone = file("alone.json", json.dumps([result]))

    assert said(read_sheets(tiny, str(path))) == [("North", (1, -3, 0), NUMBERS)] * 3
    assert isinstance(json.loads(maturity("assess", tiny_file, alone, "--json").out), list)
    with pytest.raises(AnswersError, match="the file holds several organisations"):
        read_sheet(tiny, str(path))


def test_N1_other_commands_read_results_too(
    maturity: Run, tiny_file: Path, file: Write, write: Callable[[str], Path]
) -> None:
    """As a view, as a target, and for a report."""
    result, sheet = write("assess --json"), file("a.json", SHEET)

    for command in (
        lambda path: ("compare", tiny_file, f"a={path}", f"b={path}", "--json"),
        lambda path: ("assess", tiny_file, sheet, "--target", f"@{path}"),
    ):
        read, made = maturity(*command(result)), maturity(*command(sheet))
        assert (read.code, read.out) == (made.code, made.out)


def changed(data: Any, path: str, value: Any) -> Any:
    """Return a result with one field changed."""
    *steps, last = path.split(".")
    found = entry = json.loads(json.dumps(data))
    for step in steps:
        entry = entry[step]
    entry[last] = value
    return found


CHANGES: dict[str, tuple[str, Any, str]] = {
    "an answer that denies the level": (
        "assessment.answers.plan-holds",
        "always",
        "assessment.level: the stored result does not match its answers; got 'low'; allowed: 'high'",
    ),
    "a score beside its exact one": (
        "assessment.score",
        0.99,
        "assessment.score: this number does not match score_exact; got 0.99; allowed: 0.25",
    ),
    "another number beside its exact one": (
        "assessment.numbers_exact.plan-kept",
        "99",
        "assessment.numbers, these numbers do not match",
    ),
    "an endless number": ("assessment.score_exact", "1e999999999", "assessment.score_exact: expected an exact number"),
    "a key too many": ("mood", "good", "mood: no such key; allowed: organisation, assessment, gaps, next_steps"),
    "no name": ("organisation", 7, "organisation: the name must be text; got a number"),
    "another framework": (
        "assessment.framework.id",
        "other",
        "these answers belong to another framework",
    ),
    "no result": ("assessment", [], "assessment: input should be a valid dictionary"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_N1_V3_a_changed_result_is_not_read(
    tiny: Framework, file: Write, write: Callable[[str], Path], case: str
) -> None:
    """Anything a file says twice has to agree; if not, all differences are reported, with the entry of a list."""
    field, value, expected = CHANGES[case]
    data = json.loads(write("assess --json").read_text("utf-8"))
    paths = {
        "": file("one.json", json.dumps(changed(data, field, value))),
        "entry 2, ": file("list.json", json.dumps([data, changed(data, field, value)])),
    }

    for entry, path in paths.items():
        with pytest.raises(MaturityError) as caught:
            read_sheets(tiny, str(path))
        told = [str(problem).replace(": these", ", these") for problem in caught.value.problems]
        assert any(problem.startswith(f"{path}, {entry}{expected}") for problem in told)


def test_N1_an_empty_list_holds_no_organisation(tiny: Framework, file: Write) -> None:
    """As a table without a row."""
    with pytest.raises(AnswersError, match="the file has no organisations"):
        read_sheets(tiny, str(file("none.json", "[]")))


@pytest.mark.parametrize("listed", ["{}", "[{}]"])
def test_N1_an_interview_does_not_write_into_results(
    tiny: Framework, file: Write, write: Callable[[str], Path], listed: str
) -> None:
    """Their answers could no longer give these results."""
    path = file("held.json", listed.replace("{}", write("assess --json").read_text("utf-8")))
    before = path.read_bytes()

    with pytest.raises(AnswersError, match="cannot be changed one by one"):
        AnswersFile(tiny, path)

    assert path.read_bytes() == before


PERCENT = st.integers(0, 10**8).map(lambda number: Fraction(number, 10**6)) | st.fractions(0, 100, max_denominator=99)


@dear
@given(st.lists(st.tuples(st.sampled_from(["rarely", "dont-know", 1]), PERCENT | st.none()), min_size=1, max_size=3))
def test_N1_every_number_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, tiny: Framework, rows: list[tuple[Any, Any]]
) -> None:
    """Whatever was given, in any number of results; and assessing these again gives the same results."""
    sheets = [{"plan-holds": holds, "plan-kept": kept} for holds, kept in rows]
    results = [tiny.assess(sheet) for sheet in sheets]
    made = [Sheet(SheetFacts(), tuple(result.codes.tolist()), numbers_of(result), 1) for result in results]
    path = tmp_path_factory.getbasetemp() / "results.json"
    path.write_text(as_json(all_as_data(tiny, made, [None] * len(made), 0)), "utf-8")

    again = read_sheets(tiny, str(path))

    assert [sheet.assessed(tiny) for sheet in again] == results
    assert as_json(all_as_data(tiny, again, [None] * len(again), 0)) == path.read_text("utf-8")


def numbers_of(result: Assessment) -> dict[str, Fraction]:
    """Return the numbers given for a result."""
    return dict(result.record.numbers_exact)


def test_N1_W2_a_result_says_what_its_answers_were_given_to(
    maturity: Run, tiny_file: Path, tiny_text: str, file: Write, write: Callable[[str], Path]
) -> None:
    """So the same remarks are made as for any other answers file: none, reworded questions, other rules."""
    result = write("assess --json")
    reworded = file("reworded.toml", tiny_text.replace("Does the plan hold?", "Does the plan fail?"))
    ruled = file("ruled.toml", tiny_text.replace("mean = 0.5", "mean = 0.25"))

    assert maturity("assess", tiny_file, result).err == ""
    assert "questions reworded since it was filled in: plan-holds" in maturity("assess", reworded, result).err
    assert "different rules from those edition 1 has now" in maturity("assess", ruled, result).err
    assert maturity("assess", ruled, result, "--json").code == 0
