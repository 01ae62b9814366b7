"""Shared by the tests of the command line: a way to run it, and a small framework with every kind of question."""

from __future__ import annotations

import io
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from app.terminals import Terminal

from maturity_app.cli import run
from maturity_app.origin import NOWHERE, unsaid
from maturity_core import Framework, parse_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    Begin = Callable[..., Terminal]
    Heard = Callable[[int, FrameType | None], Any] | signal.Handlers

(SAYS_NOTHING,) = unsaid(NOWHERE)
"""The remark on a file that names no framework."""

TINY = """
id = "tiny"
edition = "1"
name = "Tiny"

[source]
title = "An example"

[[levels]]
id = "low"
name = "Low"

[[levels]]
id = "high"
name = "High"
patterns = ["Plans hold."]

[scales.habit]
options = [
  { id = "rarely", label = "Rarely", credit = 0 },
  { id = "often", label = "Often", credit = 0.5 },
  { id = "always", label = "Always", credit = 1 },
]

[scales.percent]
cuts = [15, 50.5]
cut_falls = "below"
lowest = 0
highest = 100
unit = "%"
options = [
  { id = "few", label = "Few", credit = 0 },
  { id = "some", label = "Some", credit = 0.5 },
  { id = "many", label = "Many", credit = 1 },
]

[[dimensions]]
id = "work"
name = "Work"

[[capabilities]]
id = "plan"
name = "Plan"
dimension = "work"
remedy = "Write it down."

[[questions]]
id = "plan-holds"
capability = "plan"
text = "Does the plan hold?"
scale = "habit"
basis = "stated"

[[questions]]
id = "plan-known"
capability = "plan"
text = "Is the plan known?"
scale = "habit"
not_applicable = true
basis = "stated"

[[questions]]
id = "plan-kept"
capability = "plan"
text = "What share of the plan is kept?"
scale = "percent"
basis = "interpretation"

[[requirements]]
ladder = ["framework", "each dimension"]
level = "high"
mean = 0.5
of = { questions = "all" }
basis = "source"
because = "half of it"
"""
SINCE = """
[[since]]
edition = "1"
left_out = ["plan-liked"]
added = ["plan-shared"]

[[since.questions]]
id = "plan-stands"
was = "plan-holds"
options = { rarely = "never" }

[[since.questions]]
id = "plan-known"
words = "asked anew"
"""
GONE = """
[[questions]]
id = "plan-liked"
capability = "plan"
text = "Is the plan liked?"
scale = "habit"
basis = "stated"
"""


@dataclass(frozen=True)
class Done:
    """A finished run of the command."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """What is on stderr, without the remarks on files that name no framework, as most files in tests do not."""
        said = (SAYS_NOTHING, "positions are read as starting at 0")
        return "".join(line for line in self.err.splitlines(keepends=True) if not any(words in line for words in said))


@pytest.fixture(autouse=True, scope="session")
def nothing_is_ignored() -> Iterator[None]:
    """Let subprocesses of tests receive signals that the tests' own parent ignores, such as hang-ups under `nohup`."""
    heard: dict[signal.Signals, Heard] = {signal.SIGHUP: signal.SIG_DFL, signal.SIGINT: signal.default_int_handler}
    ignored = [number for number in heard if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, heard[number])
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture
def maturity(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Return a function that runs the command in this process, with bytes on standard input if some are given."""

    def start(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return start


@pytest.fixture(scope="session")
def tiny_text() -> str:
    """Return the definition of that framework."""
    return TINY


@pytest.fixture
def tiny_file(tmp_path: Path) -> Path:
    """Return the definition file of that framework."""
    path = tmp_path / "tiny.toml"
    path.write_text(TINY, "utf-8")
    return path


@pytest.fixture(scope="session")
def tiny() -> Framework:
    """Return that framework."""
    return parse_framework(TINY, "tiny.toml")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Return a function that writes a file and returns its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


@pytest.fixture
def lowest(file: Callable[[str, str | bytes], Path]) -> Path:
    """Return an answers file of an organisation that stands lowest in that framework."""
    return file("answers.json", '{"answers": {"plan-holds": "rarely", "plan-known": "rarely", "plan-kept": "few"}}')


@pytest.fixture
def stream(maturity: Callable[..., Done], tiny_file: Path) -> Callable[..., Done]:
    """Return a function that assesses a file into another with that framework."""

    def start(answers: Path, out: Path, *options: str | Path) -> Done:
        return maturity("assess", tiny_file, answers, "--out", out, *options)

    return start


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Return a function that starts an interview in a terminal; all of them are closed at the end."""
    terminals: list[Terminal] = []

    def start(*arguments: str | Path, **options: Any) -> Terminal:
        terminals.append(Terminal(*arguments, folder=tmp_path, **options))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.leave()


@pytest.fixture
def asked(begin: Begin, tiny_file: Path) -> Begin:
    """Return a function that starts one with the small framework, and waits for its first question."""

    def start(*arguments: str | Path, **options: Any) -> Terminal:
        terminal = begin(tiny_file, *arguments, **options)
        terminal.unnamed()
        return terminal

    return start


@pytest.fixture
def then(tiny_text: str) -> Framework:
    """Return the first edition."""
    return parse_framework(tiny_text + GONE)


@pytest.fixture
def now_file(tiny_text: str, tmp_path: Path) -> Path:
    """Return the definition file of the second edition."""
    text = tiny_text.replace('edition = "1"', 'edition = "2"').replace('"plan-holds"', '"plan-stands"')
    text = text.replace('id = "rarely"', 'id = "never"').replace("Is the plan known?", "Is the plan known to all?")
    shared = GONE.replace("plan-liked", "plan-shared").replace("liked", "shared")
    path = tmp_path / "now.toml"
    path.write_text(text.replace("\n[[levels]]", f"{SINCE}\n[[levels]]", 1) + shared, "utf-8")
    return path


@pytest.fixture
def now(now_file: Path) -> Framework:
    """Return the second edition."""
    return parse_framework(now_file.read_text("utf-8"))
