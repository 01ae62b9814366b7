"""Actions that tests of the check in the browser take on its pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders import question

from maturity_core import Capability, Framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    Check = Callable[[Framework], Page]
    Tab = Callable[[str], Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]


# A plain question, one that may be not applicable, and one that asks for a number.
EVERY_KIND = [
    question("kept", basis="interpretation", place="Page 2"),
    question("known", not_applicable=True, place="Page 3", because="nobody says it"),
    question("share", scale="percent"),
]


def chosen_codes(framework: Framework) -> list[int]:
    """Return answers that are neither all the same nor all low."""
    return [(place * 3) % len(entry.options) for place, entry in enumerate(framework.questions)]


def in_order(framework: Framework) -> Iterator[Capability]:
    """Yield the capabilities as people meet them: by dimension."""
    for dimension in framework.dimensions:
        yield from (entry for entry in framework.capabilities if entry.dimension == dimension.id)


def saved(page: Page) -> dict[str, Any]:
    """Return the answers file that the page saves."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save answers").click()
    found: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    return found


def choose(page: Page, *options: str) -> None:
    """Choose ways of answering, by their labels, among the options of the first view."""
    page.locator("details.choices").evaluate("(element) => { element.open = true; }")
    for label in options:
        page.get_by_label(label).check()


def go(page: Page, part: str) -> None:
    page.locator("#top").get_by_role("link", name=part).click()
