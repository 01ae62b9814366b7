"""The shared vectors, read by the page's scorer as a port to any language would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.scorer_page import ScorerPage

from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Page

VECTORS = Path(__file__).parents[2] / "vectors"
FILES = sorted(path.stem for path in VECTORS.glob("*.json") if path.stem != "schema")


@pytest.mark.parametrize("name", FILES)
def test_the_page_finds_what_is_expected(page: Page, name: str) -> None:
    scorer = ScorerPage(page)
    text = (VECTORS / f"{name}.json").read_text("utf-8")
    expected = json.loads(text)
    texts = Words.of("en").texts("language", "result", "page")

    asked = "([text, texts]) => JSON.stringify(vectors(JSON.parse(text), texts))"
    found = json.loads(scorer.page.evaluate(asked, [text, texts]))

    assert len(found["sheets"]) > 1
    assert found["sheets"] == expected["sheets"]
    assert found["carried"] == [
        {part: value for part, value in sheet.items() if part != "questions"} for sheet in expected["carried"]
    ]
