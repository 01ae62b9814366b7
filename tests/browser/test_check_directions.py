"""A framework in Hebrew in an English check: in every view, none of its texts moves what stands beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from right_to_left import SHEETS, answers, hebrew, mixed, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[[Framework], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

PIECES = """() => {
  const found = [[document.title, false]];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.closest?.("script")) continue;
    if (node instanceof Text && !node.parentElement.closest("script")) {
      found.push([node.data, node.parentElement.closest("bdi, [dir=rtl]") !== null]);
    } else if (node instanceof Element) {
      for (const { value } of node.attributes) found.push([value, false]);
    }
  }
  return found;
}"""
"""The texts of the page and the values of attributes, each with whether an element around it isolates it."""


def pieces(page: Page) -> list[tuple[str, bool]]:
    """Return what a view says, with everything in it opened."""
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    for overview in page.locator(".overview").all():
        overview.locator(".dimension").first.wait_for()
    found: list[Any] = page.evaluate(PIECES)
    return [(text, apart) for text, apart in found]


@pytest.mark.parametrize("language", ["en", "he"])
def test_names_stand_isolated_where_questions_are_asked(check: Check, visit: Visit, language: str) -> None:
    framework = hebrew(language)
    page = check(framework)
    found = pieces(page)
    for mode in ("one", "capability", "all", "short"):
        visit("#/start")
        page.evaluate("document.querySelector('details.choices').open = true")
        page.locator(f"[name=mode][value={mode}]").check()
        page.get_by_label("Stay on a question").check()  # else the view changes while it is read
        visit("#/questions")
        page.locator("fieldset .option").first.click()
        found += pieces(page)

    assert mixed(found, texts_of(framework)) == []
    assert "\ufffd" not in "".join(text for text, _ in found)


@pytest.mark.parametrize("share", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("language", ["en", "he"])
def test_names_stand_isolated_in_results(
    check: Check, take: Take, visit: Visit, language: str, share: Fraction
) -> None:
    framework = hebrew(language)
    page = check(framework)
    take(json.dumps(answers(framework, share)))
    visit("#/result")
    found = pieces(page)

    assert mixed(found, texts_of(framework)) == []
    assert "\ufffd" not in "".join(text for text, _ in found)
    assert page.locator("[data-section=remarks] bdi").count() > 0
