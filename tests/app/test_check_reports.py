"""`maturity check` for build servers: JUnit XML, and undecided laws that fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from builders import tiny

from maturity_app.junit import junit
from maturity_core.testing import Record, checking
from maturity_core.testing.suite.record import Reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

KEPT = Record("bounds", "scoring", "All is well.", "passed", tried=3)
PROVED = Record("monotone", "scoring", "All is well.", "proved", reason="by its form", tried=3)
BROKEN = Record("row-order-irrelevant", "scoring", "So.", "failed", 'first <line>\nsecond & "last" \x1b\uffff', tried=1)
MOOT = Record("weights-scale", "scoring", "So.", "not applicable", reason="no weights")
SHORT = replace(KEPT, reach=Reach(1, 2, 3, 4, 4, 0, 0, 0, 0, 9, 9, missed=("mid of framework",)))
WHOLE = replace(KEPT, reach=Reach(9, 2, 3, 4, 4, 2, 2, 0, 0, 9, 9, unreachable=("mid of framework",)))
CODED = replace(KEPT, reach=Reach(9, 3, 3, 0, 0, 0, 0, 0, 0, 9, 9))
WITH_ALL = replace(KEPT, reach=Reach(9, 3, 3, 4, 4, 4, 4, 2, 2, 9, 9))
OPEN = Record("every-level-reachable", "definition", "So.", "undecided", reason="nothing found")


def test_laws_are_tests_of_a_suite_and_any_message_survives() -> None:
    told = [(record, 0.5) for record in (KEPT, PROVED, BROKEN, MOOT, OPEN)]

    suite = ET.fromstring(junit(tiny(), told, strict=False))  # noqa: S314 - our own text

    assert suite.attrib == {
        "name": "maturity check tiny",
        "tests": "5",
        "failures": "1",
        "skipped": "2",
        "errors": "0",
        "time": "2.500",
    }
    assert suite[0].attrib == {"classname": "tiny.scoring", "name": "bounds", "time": "0.500"}
    assert [[(part.tag, part.get("message")) for part in case] for case in suite] == [
        [],
        [],
        [("failure", 'first <line>\nsecond & "last" \ufffd\ufffd')],
        [("skipped", "no weights")],
        [("skipped", "nothing found")],
    ]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a check have two laws only, one of them undecided."""
    monkeypatch.setattr(checking, "records", lambda _, **__: iter([KEPT, OPEN]))


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(("options", "failures"), [([], 0), (["--strict"], 1)], ids=["by default", "strict"])
def test_what_is_undecided_fails_if_strict(
    maturity: Run, tiny_file: Path, tmp_path: Path, options: list[str], failures: int
) -> None:
    out = tmp_path / "laws.xml"

    done = maturity("check", tiny_file, "--junit", out, *options)

    assert (done.code, done.err) == (failures, f"written: {out}\n")
    assert ET.parse(out).getroot().get("failures") == str(failures)  # noqa: S314 - our own file


@pytest.mark.usefixtures("short")
def test_a_report_never_replaces_a_file_and_says_so_before_anything_is_tried(
    maturity: Run, tiny_file: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "laws.xml"
    taken.write_text("mine", "utf-8")

    refused = [maturity("check", tiny_file, "--junit", name) for name in (taken, tmp_path / "laws.html")]

    assert [(done.code, done.out) for done in refused] == [(2, "")] * 2
    assert "already exists" in refused[0].err
    assert "cannot be written in this format" in refused[1].err
    assert taken.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("record", "told", "code"),
    [
        (SHORT, "Not tried on everything: 1 law. See --json.", 1),
        (WHOLE, "3 levels (1 of them cannot be reached) and both sides of all 2 requirements and 1 prerequisite.", 0),
        (WITH_ALL, "3 levels and both sides of all 2 requirements, 2 prerequisites and 1 condition.", 0),
        (CODED, "Each law about answers was tried on all 3 levels.", 0),
        (KEPT, "1 passed.", 0),
    ],
    ids=["short", "whole", "of every kind", "code", "none"],
)
def test_the_last_line_says_what_was_reached_and_strict_asks_for_all(
    maturity: Run, tiny_file: Path, record: Record, told: str, code: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "records", lambda _, **__: iter([record]))
        done = maturity("check", tiny_file, "--strict")

    assert done.code == code
    assert " ".join(done.out.split()).endswith(told)
    assert ('message="not tried on: mid of framework"' in junit(tiny(), [(record, 0)], strict=True)) is bool(code)
