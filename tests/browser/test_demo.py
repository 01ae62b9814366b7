"""The demo in a real Chromium: it begins with the result of an example, and keeps nothing before an answer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.page.demo import demo_page
from maturity_core import load_framework

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

KEPT = "() => Object.keys(localStorage).filter((key) => !key.startsWith('maturity:theme')).length"


def test_the_demo_begins_with_a_result(page: Page, tmp_path: Path) -> None:
    beside = tmp_path / "examples.toml"
    framework = load_framework("service-maturity-check")
    answers = "\n".join(f'{question.id} = "{question.options[2].id}"' for question in framework.questions)
    beside.write_text(
        f'[[examples]]\nid = "middle"\nname = "A team"\nlevel = "improving"\n\n[examples.answers]\n{answers}\n', "utf-8"
    )
    (tmp_path / "demo.html").write_text(demo_page(framework, beside, "en"), "utf-8")

    page.goto((tmp_path / "demo.html").as_uri())

    page.get_by_text("Level: Improving").first.wait_for()
    assert page.url.endswith("#/result")
    assert page.evaluate(KEPT) == 0
