"""`maturity check` for build servers: JUnit XML, and undecided laws that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from builders import tiny

from maturity_app.junit import junit
from maturity_core.testing import Record, checking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

KEPT = Record("bounds", "scoring", "All is well.", "passed", tried=3)
PROVED = Record("monotone", "scoring", "All is well.", "proved", reason="by its form", tried=3)
BROKEN = Record("row-order-irrelevant", "scoring", "So.", "failed", 'first <line>\nsecond & "last" \x1b\uffff', tried=1)
MOOT = Record("weights-scale", "scoring", "So.", "not applicable", reason="no weights")
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
    monkeypatch.setattr(checking, "records", lambda _: iter([KEPT, OPEN]))


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
