"""What the sources promise: every command of docs/promises.md runs, and prints what the page says it does."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from documents import Edit, steps

from maturity_core import load_framework, with_examples

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

PAGE = (Path(__file__).parents[2] / "docs" / "promises.md").read_text("utf-8")
PROMISES = 63


class Promise(NamedTuple):
    """A row of a table: what is promised, what keeps it, and what that prints; the example it is tried on."""

    number: int
    kept: str
    shows: str
    model: str
    example: str


def promises() -> list[Promise]:
    found = []
    for section in PAGE.split("\n## ")[1:]:
        organisation = re.search(r"^Organisation: `([^`]+)` of `([^`]+)`", section, re.MULTILINE)
        example, model = organisation.groups() if organisation else ("", "")
        for row in re.findall(r"^\| (\d+ .*) \|$", section, re.MULTILINE):
            number, _, _, kept, shows = (cell.strip() for cell in f"{row} ".split(" | "))
            found.append(Promise(int(number), kept, shows, model, example))
    return found


ALL = promises()
COMMANDS = [pytest.param(promise, id=str(promise.number)) for promise in ALL if promise.kept.startswith("`maturity ")]


def test_every_promise_is_kept_by_a_command() -> None:
    assert [promise.number for promise in ALL] == list(range(1, PROMISES + 1))
    assert [promise for promise in ALL if not (promise.kept.startswith("`maturity ") and promise.shows)] == []


@pytest.mark.parametrize("promise", COMMANDS)
def test_the_command_that_keeps_a_promise_shows_what_the_page_says(
    promise: Promise, maturity: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = files(f"maturity_frameworks.{promise.model.replace('-', '_')}")
    framework = with_examples(load_framework(promise.model), str(folder / "examples.toml"))
    (example,) = (entry for entry in framework.examples if entry.id == promise.example)
    answers = "".join(f'{name} = "{word}"\n' for name, word in framework.assess(example.answers).answers.items())
    Path("answers.toml").write_text(f"[answers]\n{answers}", "utf-8")
    head = ["organisation", "segment", *framework.questions.ids]
    rows = [[entry.id, "enterprise", *framework.assess(entry.answers).answers.values()] for entry in framework.examples]
    Path("peers.csv").write_text("".join(f"{','.join(row)}\n" for row in (head, *rows)), "utf-8")
    for step in steps(PAGE):
        assert isinstance(step, Edit)
        Path(step.path).write_text(step.text, "utf-8")

    done = maturity(*shlex.split(promise.kept.strip("`").removeprefix("maturity ")))

    written = "".join(path.read_text("utf-8") for path in tmp_path.iterdir() if path.suffix in {".md", ".html"})
    assert done.code == 0
    assert promise.shows in " ".join(f"{done.out} {written}".split())
