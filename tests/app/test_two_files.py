"""What is said of the answers is said of them alone: other files of the same command are read as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from app.workbooks import xlsx

Run = Callable[..., Any]
Write = Callable[[str, str], Path]
TEAM = Path(__file__).parents[1] / "data" / "team.toml"
IDS = ["q1", "q2", "q3", "q4"]
TABLE = [["organisation", *IDS], ["North", "agree", "yes", "60", "no"]]


@pytest.fixture
def options(file: Write, tmp_path: Path) -> dict[str, tuple[Path, tuple[str, ...]]]:
    """Return answers of one organisation that only an option makes readable, by the option."""
    pytest.importorskip("python_calamine")
    text = "organisation,q1,q2,q3,q4\nNorth,agree,yes,60,no\n"
    mapping = file("map.toml", 'framework = "team-check"\n[columns]\n"training" = "q1"\n')
    return {
        "--encoding": (file("a.csv", text.replace("North", "Nørth")), ("--encoding", "utf-8")),
        "--encoding windows": (written(tmp_path / "b.csv", "windows-1252"), ("--encoding", "windows-1252")),
        "--separator": (file("c.csv", "x;y," + text.replace("North", "z,North")), ("--separator", "comma")),
        "--decimal": (file("d.csv", text.replace("60", '"60,0"')), ("--decimal", "comma")),
        "--layout": (file("e.csv", text), ("--layout", "rows")),
        "--sheet": (xlsx(tmp_path / "f.xlsx", {"2025": TABLE, "2026": TABLE}), ("--sheet", "2026")),
        "--map": (file("g.csv", text.replace("q1", "training")), ("--map", str(mapping))),
    }


def written(path: Path, encoding: str) -> Path:
    path.write_bytes("organisation,q1,q2,q3,q4\nNørth,agree,yes,60,no\n".encode(encoding))
    return path


NAMES = ["--encoding", "--encoding windows", "--separator", "--decimal", "--layout", "--sheet", "--map"]


def others(folder: Path) -> list[Path]:
    """Write answers that none of the options fit, each in a format and a dialect of its own."""
    found = {
        "other.csv": "\ufefforganisation;q1;q2;q3;q4\nSøuth;agree;yes;1.5;no\n",
        "other.toml": 'organisation = "Søuth"\n[answers]\nq1 = "agree"\nq2 = "yes"\nq3 = 1.5\nq4 = "no"\n',
        "questions.csv": "question,answer\nq1,agree\nq2,yes\nq3,1.5\nq4,no\n",
    }
    for name, text in found.items():
        (folder / name).write_text(text, "utf-8")
    xlsx(folder / "other.xlsx", {"Own": [["organisation", *IDS], ["Søuth", "agree", "yes", "1.5", "no"]]})
    return [*(folder / name for name in found), folder / "other.xlsx"]


@pytest.mark.parametrize("name", NAMES)
def test_A4_what_is_said_of_the_answers_is_not_said_of_the_target(
    maturity: Run, options: dict[str, tuple[Path, tuple[str, ...]]], tmp_path: Path, name: str
) -> None:
    answers, given = options[name]
    for other in others(tmp_path):
        done = maturity("assess", TEAM, answers, *given, "--target", f"@{other}", "--json")

        assert (done.code, done.err.count("could mean")) == (0, 0), done.err
        found = json.loads(done.out)
        assert (found[0] if isinstance(found, list) else found)["assessment"]["answers"]["q3"] == "many"
    assert maturity("rollup", TEAM, answers, *given, "--target", f"@{tmp_path / 'other.csv'}").code == 0


@pytest.mark.parametrize("name", NAMES)
def test_A4_what_is_said_of_the_answers_is_not_said_of_peers(
    maturity: Run, options: dict[str, tuple[Path, tuple[str, ...]]], tmp_path: Path, name: str
) -> None:
    answers, given = options[name]

    done = maturity("peers", TEAM, answers, *others(tmp_path), *given, "--keep", tmp_path / "group.json")

    assert done.code == 0, done.err
    kept = json.loads((tmp_path / "group.json").read_text("utf-8"))
    alone = maturity("peers", TEAM, *others(tmp_path)[:1], "--keep", tmp_path / "alone.json")
    assert (kept["size"], alone.code) == (4, 0)


@pytest.mark.parametrize("name", NAMES)
def test_A4_without_peers_the_answers_are_the_group_and_read_as_said(
    maturity: Run, options: dict[str, tuple[Path, tuple[str, ...]]], tmp_path: Path, name: str
) -> None:
    answers, given = options[name]

    assert maturity("peers", TEAM, answers, *given, "--keep", tmp_path / "group.json").code == 0
    assert json.loads((tmp_path / "group.json").read_text("utf-8"))["size"] == 1


@pytest.mark.parametrize("name", NAMES)
def test_A4_what_is_said_of_the_answers_is_not_said_of_facts(
    maturity: Run, file: Write, options: dict[str, tuple[Path, tuple[str, ...]]], name: str
) -> None:
    answers, given = options[name]
    facts = file("facts.csv", "question;comment\nq1;größer, 1,5 mal\n")

    done = maturity("assess", TEAM, answers, *given, "--facts", facts, "--json")

    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found[0] if isinstance(found, list) else found)["assessment"]["facts"]["comments"] == {
        "q1": "größer, 1,5 mal"
    }


UNREADABLE = {
    "other.txt": (b"", "use a file name that ends in .toml, .json or .csv"),
    "latin.csv": (
        "organisation,q1\nN\u00f8rth,agree\n".encode("windows-1252"),
        "save it as UTF-8 (in a spreadsheet: CSV",
    ),
    "mixed.csv": (b"organisation,q1;q2\nNorth,agree;yes\n", "use one of them"),
    "two.xlsx": (b"", "keep the one to read in a workbook of its own"),
    "days.csv": (b'organisation,q3\nNorth,"1,234"\n', "write 1.234 or 1234"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_A4_no_option_is_proposed_for_a_file_that_it_is_not_about(
    maturity: Run, file: Write, tmp_path: Path, name: str
) -> None:
    """The same file as the answers of the command, where an option helps, and beside them, where none does."""
    pytest.importorskip("python_calamine")
    content, told = UNREADABLE[name]
    model = file("days.toml", TEAM.read_text("utf-8").replace('highest = 100\nunit = "%"', 'unit = "days"'))
    path, answers = tmp_path / name, file("answers.csv", "organisation,q1\nNorth,agree\n")
    path.write_bytes(content)
    if name == "two.xlsx":
        xlsx(path, {"2025": TABLE, "2026": TABLE})

    alone = maturity("assess", model, path).err
    beside = [
        maturity("assess", model, answers, "--target", f"@{path}").err,
        maturity("peers", model, answers, path, "--keep", tmp_path / "group.json").err,
    ]

    assert ("add --" in alone, told in alone or name == "other.txt") == (True, True)
    assert [told in err for err in beside] == [True, True]
    assert not any("add --" in line for err in beside for line in err.splitlines() if name in line), beside
