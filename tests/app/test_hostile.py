"""Names, ids, answers and arguments that try to control a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

HALF = {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 40}
HOSTILE = "\x1b[31mred\x07\x9b31m\u202eevil\nnext\r\u2028line\t\x00"


def sheet(answers: dict[str, Any], name: str = "North") -> str:
    return json.dumps({"organisation": name, "answers": answers})


def test_R3_a_hostile_name_is_neutralised_on_the_page(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity(
        "assess", tiny_file, file("a.json", sheet(HALF, HOSTILE)), "--fail-under", "high", "--target", "high"
    )

    assert done.out.startswith("\ufffd[31mred\ufffd\ufffd31m\ufffdevil\ufffdnext\ufffd\ufffdline\ufffd\ufffd\nLevel: ")
    assert clean(done.out)


def test_R3_hostile_names_are_neutralised_in_the_table(maturity: Run, tiny_file: Path, file: Write) -> None:
    quoted = HOSTILE.replace("\r", "")
    done = maturity(
        "assess",
        tiny_file,
        file("a.csv", f'organisation,plan-holds\n"{quoted}",1\n"{quoted}",2'),
        "--fail-under",
        "high",
    )

    assert done.code == 1
    assert clean(done.out)
    assert clean(done.told)
    assert len(done.told.splitlines()) == 1


def test_R3_json_is_plain_ascii_and_keeps_the_name(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("assess", tiny_file, file("a.json", sheet(HALF, HOSTILE)), "--json")

    assert done.out.isascii()
    assert clean(done.out)
    assert json.loads(done.out)["organisation"] == HOSTILE


@pytest.mark.parametrize(
    "content",
    ['{"answers": {"\x1b[31m": "a"}}', '{"answers": {"plan-holds": "\\u001b[31m\\u202e"}}', '{"\\u001b\\n": 1}'],
)
def test_R3_hostile_ids_and_answers_are_neutralised_in_messages(
    maturity: Run, tiny_file: Path, file: Write, content: str
) -> None:
    done = maturity("assess", tiny_file, file("a.json", content))

    assert done.code == 2
    assert clean(done.err)


def test_R3_hostile_arguments_are_neutralised(maturity: Run, tiny_file: Path) -> None:
    for arguments in (["show", HOSTILE], [HOSTILE], ["list", f"--{HOSTILE}"], ["show", tiny_file, "--level", HOSTILE]):
        done = maturity(*arguments)

        assert done.code == 2
        assert clean(done.err)


def clean(text: str) -> bool:
    """Return whether a terminal would print the text unchanged, line by line."""
    return all(line.isprintable() or not line for line in text.split("\n"))
