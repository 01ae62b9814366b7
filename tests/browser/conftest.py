"""Shared by the browser tests: a real Chromium, pages that may neither log errors nor fetch anything, and axe-core."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from builders import tiny
from checked import EVERY_KIND
from playwright.sync_api import expect, sync_playwright

from maturity_app.page import check_page
from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from maturity_core import Framework

NAMES = ("chromium", "chromium-browser", "google-chrome")
ALONE = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
    "--process-per-site",
    "--renderer-process-limit=1",
]
"""Options for a browser that makes no connections of its own, runs as any user, and has one process for all tabs of a
test: between processes, a busy machine may never pass on what one of them stored."""
LOOKED_AT = "setInterval(() => dispatchEvent(new Event('focus')), 250)"
PATIENCE = 180_000
"""How many milliseconds to wait for what must come: a busy machine is slow, and no test is about time."""
expect.set_options(timeout=PATIENCE)
VIOLATIONS = "async () => (await axe.run()).violations.map((found) => [found.id, found.nodes.map((node) => node.html)])"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine, without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found is not None, f"the browser tests need one of: {', '.join(NAMES)}"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=ALONE)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: what a page stores in one test is gone in the next."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    fresh.set_default_timeout(PATIENCE)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may not contact any server or log errors; both are checked at the end."""
    heard: list[str] = []
    context.on("request", lambda request: heard.append(request.url) if not local(request.url) else None)
    opened = context.new_page()
    opened.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    yield opened
    assert heard == []


@pytest.fixture
def check(page: Page, tmp_path: Path) -> Callable[..., Page]:
    """Open the check of a framework from a file, in a language."""

    def opened(framework: Framework, language: str = "en") -> Page:
        file = tmp_path / "check.html"
        file.write_text(check_page(framework, language), "utf-8")
        page.goto(file.as_uri())
        return page

    return opened


@pytest.fixture
def tab(page: Page) -> Callable[[str], Page]:
    """Open the check at an address in another tab, as a page opens one.

    Such a tab runs in the same process (`--process-per-site` makes sure). Between newly started processes, Chromium
    passes on stored data too late for a test, or not at all; on a busy machine, it may forget to tell one tab of
    another. So both are looked at again and again, as by a person who goes to and fro.
    """

    def another(address: str) -> Page:
        with page.expect_popup() as found:
            page.evaluate("(address) => { open(address); }", page.url.partition("#")[0] + address)
        found.value.locator(f"#top a[href='#/{address.split('/')[1]}'][aria-current]").wait_for()
        for opened in (page, found.value):
            opened.evaluate(LOOKED_AT)
        return found.value

    return another


@pytest.fixture
def visit(page: Page) -> Callable[[str], None]:
    """Go to a view of the check by its address, and wait until it is shown."""

    def visited(address: str) -> None:
        page.evaluate("(address) => { location.hash = address; }", address)
        part = "/".join(address.split("/")[:2])
        page.locator(f"#top a[href='{part}'][aria-current]").wait_for()

    return visited


ORIGIN = """() => {
  const given = JSON.parse(document.getElementById("given").textContent);
  const { framework, rules_digest } = given.framework;
  const [usual, rows] = framework.questions;
  const digests = given.digests.split(" ");
  const words = Object.fromEntries((rows ?? [usual]).map(({ id }, at) => [id, digests[at]]));
  return { id: framework.id, edition: framework.edition, rules: rules_digest, words };
}"""
"""What answers to the page's framework are filled in for."""


@pytest.fixture
def take(page: Page, visit: Callable[[str], None], tmp_path: Path) -> Callable[[str], None]:
    """Open an answers file in the page, from its first view, and wait until it is accepted or asked about.

    The page's framework is added to the file, unless it names one already or must not.
    """

    def taken(text: str, *, named: bool = True) -> None:
        file = tmp_path / "taken.json"
        if named and text.startswith("{") and text.endswith("}") and '"framework"' not in text:
            text = f'{text[:-1]}, "framework": {json.dumps(page.evaluate(ORIGIN))}}}'
        file.write_text(text, "utf-8")
        visit("#/start")
        page.evaluate("announcer.textContent = ''")
        page.locator("input[type=file]").set_input_files(file)
        page.locator("dialog[open], #announcer:not(:empty)").first.wait_for(state="attached")

    return taken


def local(address: str) -> bool:
    """Return whether something is read from local files, or from the page itself."""
    return address.startswith(("file:", "data:", "blob:"))


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[Any]]:
    """Return the problems that axe-core finds on the page as it is: rules with the elements that break them."""
    source = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

    def violations(page: Page) -> list[Any]:
        page.evaluate(source)
        found: list[Any] = page.evaluate(VIOLATIONS)
        return found

    return violations


@pytest.fixture(scope="module")
def service() -> Framework:
    return load_framework("service-maturity-check")


@pytest.fixture(scope="module")
def every_kind() -> Framework:
    return tiny(questions=EVERY_KIND)
