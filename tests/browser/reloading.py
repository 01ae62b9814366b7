"""Reload a page as a person does: after the browser has stored what the page keeps.

On a busy machine Chromium passes on stored data late; a page that is reloaded at once may find less than was stored.
Now and then it even cuts a page off as it is reloaded: such a page finds nothing, and what it stores reaches no other
tab until it is reloaded again. So there is always something to find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

STORED = """() => {
  try {
    return { ...localStorage };
  } catch {
    return null;
  }
}"""
MARK = "() => { try { localStorage.setItem('reloaded', 'soon'); } catch { /* this browser keeps nothing */ } }"
UNMARK = "() => { try { localStorage.removeItem('reloaded'); } catch { /* nor has it anything to forget */ } }"
TRIES, PAUSE = 20, 250
"""How often a page is reloaded until all is there, and the milliseconds between."""


def reload(page: Page) -> None:
    """Reload a page; again while the browser lacks what it had stored before, which the page has no part in."""
    page.evaluate(MARK)
    stored = page.evaluate(STORED)
    page.add_init_script(f"window.found = ({STORED})();")
    page.reload()
    for _ in range(TRIES):
        if page.evaluate("window.found") == stored:  # what the page itself found when it opened
            break
        page.wait_for_timeout(PAUSE)
        page.reload()
    page.evaluate(UNMARK)
