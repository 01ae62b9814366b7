"""However long a text the command gets, its messages stay short: they are cut in the middle."""

from __future__ import annotations

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
