"""`maturity demo`: the check with an example's answers, in a file that a browser opens."""

from __future__ import annotations

import json
import re
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.page.demo import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conftest import Done

    Run = Callable[..., Done]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return the addresses that a browser with a window was asked to open; files are made in a folder of the test."""
    found: list[str] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def take(address: str) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", take)
    monkeypatch.setenv("BROWSER", "any")
    return found


def given(page: Path) -> dict[str, Any]:
    """Return what a page was given."""
    text = re.search(r'<script[^>]* id="given"[^>]*>(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert text is not None
    data: dict[str, Any] = json.loads(text[1])
    return data


def test_a_browser_opens_the_result_of_an_example(maturity: Run, opened: list[str]) -> None:
    done = maturity("demo")

    path = Path(done.out.splitlines()[0])
    assert (done.code, opened) == (0, [path.as_uri()])
    assert "The page is open in your browser." in done.out
    example, framework = json.loads(given(path)["example"]), given(path)["framework"]["framework"]
    assert framework["id"] == "service-maturity-check-demo"
    assert example["organisation"] == "Outsourced service for eleven clients", "three steps, and dimensions far apart"
    assert len(example["answers"]) == 20


def test_without_a_browser_the_file_is_named(maturity: Run, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in WINDOWS:
        monkeypatch.delenv(name, raising=False)

    done = maturity("demo", "tsia-customer-success")

    assert (done.code, opened) == (0, [])
    assert Path(done.out.splitlines()[0]).name == "tsia-customer-success.html"
    assert "Open this file in a browser." in done.out


def test_a_model_without_an_example_is_refused(maturity: Run, tiny_file: Path) -> None:
    done = maturity("demo", tiny_file)

    assert (done.code, done.out) == (2, "")
    assert "this model has no example" in done.err
