"""The browser tests themselves: they would find what they look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def test_axe_finds_what_is_wrong(page: Page, axe: Callable[[Page], list[Any]], tmp_path: Path) -> None:
    file = tmp_path / "wrong.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
    body = "<main><h1>Wrong</h1><input></main>"
    file.write_text(
        f"<!doctype html><html lang='en'><head>{policy}<title>Wrong</title></head><body>{body}</body></html>"
    )
    page.goto(file.as_uri())

    assert [rule for rule, _ in axe(page)] == ["label"]
