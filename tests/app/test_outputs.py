"""Every command writes the format that the file's suffix names, or nothing at all."""

from __future__ import annotations

import csv
import json
import tomllib
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from maturity_app.command_group import maturity as commands
from maturity_app.places import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

ANSWERS = "organisation,plan-holds\nNorth,often\n"
FORMATS: dict[str, tuple[str, ...]] = {
    "assess": (".csv", ".tsv", ".parquet", ".arrow", ".feather", ".arrows", ".xlsx"),
    "facts": (".csv",),
    "form": (".json",),
    "map": (".toml",),
    "page": (".html", ".htm"),
    "report": (".html", ".md", ".csv", ".json"),
    "sql": (".sql",),
    "template": (".toml", ".json", ".csv", ".xlsx"),
}
"""The suffixes of what each command writes with --out."""
ENDINGS = sorted({ending for endings in FORMATS.values() for ending in endings})
STRANGE = [*ENDINGS, ".CSV", ".Json", ".HTML", ".ods", ".pdf", ".txt", ".yaml", ".csv.gz", ".", "", " .csv ", ".cvs"]


def rows(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file, delimiter=delimiter, strict=True))
    assert len({len(row) for row in found}) == 1
    return found


LOOKS: dict[str, Callable[[Path], Any]] = {
    ".arrow": lambda path: pa.ipc.open_file(path).read_all(),
    ".arrows": lambda path: pa.ipc.open_stream(path).read_all(),
    ".csv": rows,
    ".feather": lambda path: pa.ipc.open_file(path).read_all(),
    ".htm": lambda path: path.read_text("utf-8").lower().startswith("<!doctype html>"),
    ".html": lambda path: path.read_text("utf-8").lower().startswith("<!doctype html>"),
    ".json": lambda path: json.loads(path.read_text("utf-8")),
    ".md": lambda path: path.read_text("utf-8").startswith("# "),
    ".parquet": pq.read_table,
    ".sql": lambda path: path.read_text("utf-8").startswith("-- "),
    ".toml": lambda path: tomllib.loads(path.read_text("utf-8")),
    ".tsv": lambda path: rows(path, "\t"),
    ".xlsx": lambda path: ZipFile(path).testzip() is None,
}
"""For each suffix, a function that reads such a file, and raises if it is not one."""


@pytest.fixture
def write(maturity: Callable[..., Any], tiny_file: Path, tmp_path: Path) -> Callable[..., Any]:
    """Return a function that makes a command write a file of that name in its own folder."""
    answers = tmp_path / "answers.csv"
    (tmp_path / "out").mkdir()

    def start(command: str, name: str, *, there: bool = True) -> Any:
        if there:
            answers.write_text(ANSWERS, "utf-8")
        given: list[Any] = [answers] if command in {"assess", "facts", "map", "report"} else []
        given += ["--dialect=duckdb"] if command == "sql" else []
        return maturity(command, tiny_file, *given, "--out", tmp_path / "out" / name)

    return start


def test_U4_the_table_has_every_command_that_writes_a_file() -> None:
    context = click.Context(commands)
    known = {name: commands.get_command(context, name) for name in PLACES}
    found = {name for name, each in known.items() if each and any("--out" in option.opts for option in each.params)}

    assert found == {*FORMATS, "import", "translate"}  # which need a source and --template; each has a file of tests


@pytest.mark.parametrize("ending", STRANGE, ids=lambda ending: ending or "none")
@pytest.mark.parametrize("command", FORMATS)
def test_U4_what_the_ending_names_is_written_or_nothing(
    write: Callable[..., Any], tmp_path: Path, command: str, ending: str
) -> None:
    done = write(command, f"scores{ending}")

    written = list((tmp_path / "out").iterdir())
    if ending.lower() in FORMATS[command]:
        assert done.code == 0
        assert [path.name for path in written] == [f"scores{ending}"]
        assert LOOKS[ending.lower()](written[0]) is not False
    else:
        assert (done.code, written) == (2, [])
        assert ", ".join(FORMATS[command])[:5] in done.err
        assert all(allowed in done.err for allowed in FORMATS[command])
        assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", FORMATS)
def test_U4_the_name_is_looked_at_before_any_work_is_done(write: Callable[..., Any], command: str) -> None:
    """Not even the answers are read: nothing is said about their being missing."""
    done = write(command, "scores.docx", there=False)

    assert (done.code, done.err.count("\n")) == (2, 1)
    assert ".docx" in done.err


@pytest.mark.parametrize("name", ["a.toml", "a.json", "a.csv", "a.JSON"])
def test_U4_a_template_reads_back_with_every_question_unanswered(
    maturity: Callable[..., Any], tiny_file: Path, tiny: Framework, name: str
) -> None:
    maturity("template", tiny_file, "--out", tiny_file.with_name(name))

    done = maturity("assess", tiny_file, tiny_file.with_name(name), "--json")

    (result,) = [json.loads(done.out)] if not name.endswith("csv") else json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert result["organisation"] == ""
    assert result["assessment"]["answers"] == {question.id: "unanswered" for question in tiny.questions}
