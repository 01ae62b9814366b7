"""However long a text the command gets, its messages stay short: they are cut in the middle."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

LONG = "begin-" + "x" * 100_000 + "-end"
MODEL = "service-maturity-check"
ARGUMENTS = {
    "command": [LONG],
    "option": ["show", MODEL, f"--{LONG}"],
    "argument": ["show", MODEL, LONG],
    "number": ["assess", MODEL, "-", "--limit", LONG],
    "choice": ["assess", MODEL, "-", "--format", LONG],
    "framework": ["show", LONG],
    "file": ["show", f"{LONG}.toml"],
    "level": ["show", MODEL, "--level", LONG],
    "capability": ["show", MODEL, "--capability", LONG],
    "answers": ["assess", MODEL, f"{LONG}.toml"],
    "target": ["assess", MODEL, "-", "--format", "json", "--target", LONG],
    "fail_under": ["assess", MODEL, "-", "--fail-under", LONG],
    "view": ["compare", MODEL, f"{LONG}={LONG}"],
    "out": ["template", MODEL, "--out", f"{LONG}.toml"],
}


@pytest.mark.parametrize("case", ARGUMENTS)
def test_L4_messages_of_the_command_are_short(case: str, maturity: Callable[..., Done]) -> None:
    done = maturity(*ARGUMENTS[case], stdin=b'{"answers": {}}')

    assert done.code == 2
    assert "begin-xxx" in done.err
    assert len(done.err) < 2500


def test_L1_a_file_with_thousands_of_wrong_references_is_told_in_a_hundred_lines(
    maturity: Callable[..., Done], tmp_path: Path, tiny_text: str
) -> None:
    wrong = "\n".join(
        f'[[questions]]\nid = "q-{n}"\ncapability = "plan{n}"\ntext = "?"\nscale = "habit"\nbasis = "stated"'
        for n in range(1500)
    )
    path = tmp_path / "wrong.toml"
    path.write_text(f"{tiny_text}\n{wrong}", encoding="utf-8")

    done = maturity("show", path)

    lines = done.err.splitlines()
    assert (done.code, len(lines), lines[-1]) == (2, 101, "... and 1400 more")
    assert all("did you mean 'plan'?" in line for line in lines[:100])


WRONG = '{"answers": {"' + '": "ofen", "'.join(f"no-such-question-{place}" for place in range(3)) + '": "ofen"}}'


def in_terminal(columns: int, folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Run the command with a terminal of so many columns as its stderr, and return its exit code and what it shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "maturity_app", *arguments]
    done = subprocess.run(command, check=False, cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # what a terminal says once nobody writes to it any more
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    return done.returncode, shown.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("columns", [80, 60])
def test_a_terminal_gets_messages_wrapped_at_its_width(
    columns: int, tmp_path: Path, maturity: Callable[..., Done]
) -> None:
    """No id and no path is broken, also one with spaces in it; and no other output is wrapped."""
    name = "the answers of our two teams in the north.json"
    (tmp_path / name).write_text(WRONG)
    piped = maturity("assess", MODEL, str(tmp_path / name))
    code, shown = in_terminal(columns, tmp_path, "assess", MODEL, name)

    assert code == piped.code == 2
    assert max(map(len, shown)) <= columns < max(map(len, piped.err.splitlines()))
    assert " ".join(line.strip() for line in shown) == " ".join(piped.err.replace(f"{tmp_path}/", "").split())
    assert sum(name in line for line in shown) == len(piped.err.splitlines()) == 3


def test_a_terminal_gets_clicks_messages_wrapped_too(tmp_path: Path) -> None:
    code, shown = in_terminal(60, tmp_path, "assess", MODEL, "-", "--format", "a-format-that-no-answers-file-is-in")

    assert code == 2
    assert max(map(len, shown)) <= 60
    assert any(line.startswith("Error: Invalid value for") for line in shown)
