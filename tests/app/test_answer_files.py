"""Answer files: what TOML, JSON and CSV may say, and what is refused."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app import answer_files
from maturity_app.answer_files import read_sheets
from maturity_core import AnswersError, Framework, parse_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[str, str | bytes], Path]


def refused(framework: Framework, path: Path) -> list[str]:
    """Return the problems of a file, without the folder in front."""
    with pytest.raises(AnswersError) as caught:
        read_sheets(framework, str(path))
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


def codes(framework: Framework, path: Path) -> list[tuple[int, ...]]:
    return [sheet.codes for sheet in read_sheets(framework, str(path))]


SAME = {
    "a.toml": 'organisation = "North"\n[answers]\nplan-holds = "often"\nplan-known = "not-applicable"\nplan-kept = 15',
    "a.json": '{"answers": {"plan-kept": 15.0, "plan-holds": 1, "plan-known": "not-applicable"}, "organisation": "North"}',
    "comma.csv": "organisation,plan-holds,plan-known,plan-kept\nNorth,often,not-applicable,15\n",
    "semicolon.csv": "plan-kept;plan-holds;organisation;plan-known\r\n15.0;1;North;not-applicable\r\n",
    "spaces.csv": "organisation, plan-holds, plan-known, plan-kept\n\nNorth, often , not-applicable, 15\n , , ,\n",
    "quoted.csv": '"organisation","plan-holds","plan-known","plan-kept"\n"North","often","not-applicable","15"',
    "BOM.CSV": "\ufefforganisation,plan-holds,plan-known,plan-kept\nNorth,often,not-applicable,15\n",
    "bom.json": '\ufeff{"organisation": "North", "answers": '
    '{"plan-holds": "often", "plan-known": "not-applicable", "plan-kept": 15}}',
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_answers_in_every_kind_of_file(tiny: Framework, file: Write, name: str) -> None:
    sheets = read_sheets(tiny, str(file(name, SAME[name])))

    assert [(sheet.name, sheet.codes) for sheet in sheets] == [("North", (1, -3, 0))]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["rarely", "often", "always", "unanswered", "dont-know", 0, 1, 2]),
            st.sampled_from(["rarely", "often", "always", "unanswered", "dont-know", "not-applicable", 0, 1, 2]),
            st.sampled_from(["few", "unanswered", "dont-know"])
            | st.integers(0, 100)
            | st.integers(0, 10**8).map(lambda number: number / 10**6),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_kind_of_file_is_read_as_the_core_reads_the_answers(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    framework = parse_framework((TINY_TEXT := tiny_text()), "tiny.toml")
    del TINY_TEXT
    ids = [question.id for question in framework.questions]
    folder = tmp_path_factory.mktemp("sheets")
    expected = [tuple(framework.assess(dict(zip(ids, row, strict=True))).codes.tolist()) for row in rows]
    table = [",".join(ids), *(",".join(f"{cell:.6f}" if type(cell) is float else str(cell) for cell in row) for row in rows)]
    (folder / "a.csv").write_text("\n".join(table), "utf-8")
    (folder / "a.json").write_text(json.dumps({"answers": dict(zip(ids, rows[0], strict=True))}), "utf-8")

    assert codes(framework, folder / "a.csv") == expected
    assert codes(framework, folder / "a.json") == expected[:1]
