"""The check in the browser: the size of a page, how soon it is ready, and how soon it shows what a click changes.

Run by hand, with the dependency group `browser` and a Chromium: `python benchmarks/page.py`. It prints the table in
`docs/page.md`. A page is opened from disk; up to half of the questions are answered, in the order that the page offers
first, until a level is settled. A click is timed from the event to the first frame drawn after it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from maturity_app.page import check_page
from maturity_core import available_frameworks, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

OPENINGS = 7
ALONE = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
READY = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
PRESS = """(element) => new Promise((drawn) => {
    const start = performance.now();
    element.click();
    requestAnimationFrame(() => setTimeout(() => drawn(performance.now() - start)));
})"""


def measured(browser: Browser, model: str) -> list[str]:
    """Return the row of a model: the size of its page, then the times."""
    framework = load_framework(model)
    text = check_page(framework)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "check.html"
        file.write_text(text, "utf-8")
        page = browser.new_page()
        openings = [opened(page, file) for _ in range(OPENINGS)]
        page.get_by_role("link", name="Begin").click()
        presses = list(pressed(page, len(framework.questions) // 2))
        result = page.locator("#top").get_by_role("link", name="Result").evaluate(PRESS)
        page.close()
    weight = f"{len(text.encode('utf-8')) // 1000} KB"
    times = (median(openings), median(presses), max(presses), result)
    return [model, weight, *(f"{time:.0f} ms" for time in times)]


def opened(page: Page, file: Path) -> float:
    """Return how many milliseconds it takes until the page is ready."""
    page.goto(file.as_uri())
    ready: float = page.evaluate(READY)
    return ready


def pressed(page: Page, questions: int) -> Iterator[float]:
    """Yield how long it takes to show an answer, and then the next question."""
    for place in range(questions):
        options = page.locator(".question .option input")
        options.first.wait_for()
        yield options.nth(place % options.count()).evaluate(PRESS)
        following = page.get_by_role("button", name="Next")
        if not following.count():  # the level is settled
            return
        yield following.first.evaluate(PRESS)


def main() -> None:
    """Measure the page of every installed model, and print the table."""
    heads = ["model", "weight", "opened", "a press, median", "a press, longest", "the result"]
    print("|", " | ".join(heads), "|\n|---|" + "---:|" * (len(heads) - 1))
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ALONE)
        for model in available_frameworks():
            name, *cells = measured(browser, model)
            print(f"| `{name}` |", " | ".join(cells), "|")
        browser.close()


if __name__ == "__main__":
    main()
