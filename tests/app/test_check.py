"""`maturity check`: a model checked against the laws, on the command line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from maturity_core.testing import checking, laws
from maturity_core.testing.checking import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from maturity_core import Framework
    from maturity_core.testing import Record

    Run = Callable[..., Any]

LAWS = [law.id for law in laws()]
HIGH = '[[levels]]\nid = "high"\n'
SKIPPED = '[[levels]]\nid = "skipped"\nname = "Skipped"\n\n' + HIGH
ALIKE = """
[[requirements]]
ladder = ["framework", "each dimension"]
level = "skipped"
mean = 0.5
of = { questions = "all" }
basis = "interpretation"
"""


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laws are tried on few sheets here, except in a process of its own: the usual number takes its time."""
    monkeypatch.setattr(
        checking, "records", partial(records, settings=settings(max_examples=1, derandomize=True, database=None))
    )


@pytest.fixture
def wrong_file(tmp_path: Path, tiny_text: str) -> Path:
    """Return a definition file with a level that is never the result: reaching it always means reaching the next."""
    assert HIGH in tiny_text
    path = tmp_path / "wrong.toml"
    path.write_text(tiny_text.replace(HIGH, SKIPPED) + ALIKE, "utf-8")
    return path


def test_check_tells_every_law_in_80_columns(maturity: Run, tiny_file: Path) -> None:
    done = maturity("check", tiny_file)
    lines = done.out.split("\n")

    assert (done.code, done.err) == (0, "")
    assert lines[0] == f"Tiny, edition 1 (tiny): {len(LAWS)} laws."
    assert re.search(rf"\nOf {len(LAWS)} laws: \d+ passed, 3 proved and \d+ not applicable\.\n", done.out)
    assert [name for name in LAWS if f" {name}: " not in done.out] == []
    assert [heading for heading in ("Definition", "Scoring", "Gaps", "Steps") if heading not in lines] == []
    assert max(map(len, lines)) <= 80
    assert "not applicable  prerequisites-first: " in done.out
    assert "| no capability requires another." in done.out


def test_check_proves_who_moves_since_an_earlier_definition(maturity: Run, tiny_file: Path) -> None:
    done = maturity("check", tiny_file, "--before", tiny_file, "--json")
    found = {record["law"]: record for record in json.loads(done.out)["laws"]}

    assert (done.code, done.err) == (0, "")
    assert set(found) == {*LAWS, "moves-are-proved"}
    assert found["moves-are-proved"]["status"] == "proved"
    assert found["moves-are-proved"]["reason"].endswith(": every sheet has the same level")


def test_check_runs_the_examples_beside_a_file(maturity: Run, tiny_file: Path) -> None:
    """And names the one that stands somewhere else."""
    beside = tiny_file.with_name("examples.toml")
    beside.write_text('[[examples]]\nid = "none-yet"\nlevel = "high"\nanswers = {}\n', "utf-8")

    done = maturity("check", tiny_file)

    assert done.code == 1
    assert "| in the example none-yet, the level of the framework is low\n" in done.out
    assert "|   expected: high\n" in done.out or "| expected: high\n" in done.out


def test_check_runs_the_examples_of_an_installed_model(maturity: Run) -> None:
    done = maturity("check", "service-maturity-check", "--json")

    status = {law["law"]: law["status"] for law in json.loads(done.out)["laws"]}
    assert (done.code, status["examples-hold"]) == (0, "passed")


def test_check_refuses_examples_that_cannot_be_read(maturity: Run, tiny_file: Path) -> None:
    tiny_file.with_name("examples.toml").write_text("title = 1\n", "utf-8")

    done = maturity("check", tiny_file)

    assert done.code == 2
    assert "examples.toml:1:1 title: this file can only contain examples" in " ".join(done.err.split())


def test_check_tells_what_breaks_a_law_and_ends_with_1(maturity: Run, wrong_file: Path) -> None:
    done = maturity("check", wrong_file)
    told = " ".join(part for line in done.out.split("\n") for part in line.split() if part != "|")

    assert done.code == 1
    assert "1 failed" in told
    assert "failed every-level-reachable: Every level of every ladder is the result for some answers." in told
    assert "no answers give: skipped of dimension work, skipped of framework" in told


def test_check_leaves_nothing_in_the_folder(tiny_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    command = [sys.executable, "-m", "maturity_app", "check", str(tiny_file)]

    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert list(folder.iterdir()) == []


def test_check_as_json(maturity: Run, wrong_file: Path) -> None:
    done = maturity("check", wrong_file, "--json")
    data = json.loads(done.out)

    assert done.code == 1
    assert (data["framework"], data["edition"]) == ("tiny", "1")
    assert [record["law"] for record in data["laws"]] == LAWS
    assert sum(data["counts"].values()) == len(LAWS)
    failed = [record for record in data["laws"] if record["status"] == "failed"]
    assert [record["law"] for record in failed] == ["every-level-reachable"]
    assert data["counts"]["failed"] == 1


def test_check_takes_what_is_installed_and_refuses_the_rest(maturity: Run, tmp_path: Path) -> None:
    missing = maturity("check", tmp_path / "none.toml")
    unknown = maturity("check", "service-maturity-chek")

    assert (missing.code, unknown.code) == (2, 2)
    assert "the file cannot be read" in missing.err
    assert "did you mean 'service-maturity-check'" in unknown.err
    assert missing.out == unknown.out == ""


def test_check_shows_whoever_watches_the_time_left(
    maturity: Run, tiny_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    done = maturity("check", tiny_file)

    assert re.search(rf"\r1 of {len(LAWS)} laws tried, about \d+ (s|min) left *\r", done.err)
    assert done.err.endswith(f"\r{' ' * 79}\r")
    assert "laws tried" not in done.out


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["lines", "json"])
def test_what_a_check_found_survives_ctrl_c(
    maturity: Run, tiny_file: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    def until_stopped(framework: Framework, before: Framework | None) -> Iterator[Record]:
        yield from islice(records(framework, before=before), 3)
        raise KeyboardInterrupt

    monkeypatch.setattr("maturity_core.testing.checking.records", until_stopped)

    done = maturity("check", tiny_file, *options)

    assert done.code == 130
    if options:
        data = json.loads(done.out)
        assert ([law["law"] for law in data["laws"]], data["complete"]) == (LAWS[:3], False)
    else:
        assert [name for name in LAWS if f" {name}: " in done.out] == LAWS[:3]
        assert done.out.endswith(f"\nStopped after 3 of {len(LAWS)} laws: 3 passed.\n")


def test_check_without_the_extra_names_it(maturity: Run, tiny_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("maturity_core.testing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)

    done = maturity("check", tiny_file)

    assert (done.code, done.out) == (2, "")
    assert "extra 'testing'" in done.err
    assert "maturity-core[testing]" in done.err
