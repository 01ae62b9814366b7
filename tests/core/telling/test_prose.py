"""Long texts on the page of plain text: paragraphs and points, 80 columns wide, wherever such a text is shown."""

from __future__ import annotations

from builders import LEVELS, capability, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.model.base import Change
from maturity_core.telling.page.lines import WIDTH, prose
from maturity_core.telling.wording import difference

LONG = "First, if:\n- this\n- that\n\nElse no."


def test_paragraphs_are_apart_and_points_are_below_what_leads_to_them() -> None:
    assert prose(LONG, "  * ") == ["  * First, if:", "    - this", "    - that", "", "    Else no."]
    assert prose("- this\n- that", "# ", "# ") == ["# - this", "# - that"]
    assert prose("One.\n\nTwo.", "# ", "# ") == ["# One.", "#", "# Two."]
    assert prose("") == []


def test_long_points_go_on_below_their_text() -> None:
    first, second, *_ = prose(f"- {'word ' * 30}", "  * ")

    assert (first[:10], second[:10]) == ("  * - word", "      word")


@given(text=st.text(st.sampled_from("ab -\n\u05d0\u202e"), max_size=400), first=st.sampled_from(["", "# ", "  * "]))
def test_lines_fit_and_have_every_word(text: str, first: str) -> None:
    lines = prose(text, first, first)

    assert all(len(line) <= WIDTH and line.isprintable() for line in lines)
    shown = "".join(line.removeprefix(first).removeprefix(first.rstrip()) for line in lines)
    assert sorted(shown.replace(" ", "").replace("-", "")) == sorted(
        text.replace("\u202e", "\ufffd").replace(" ", "").replace("-", "").replace("\n", "")
    )


def test_the_page_lays_out_every_long_text() -> None:
    advice = [{"soon": LONG, "start_now": "- Hire.\n- Train."}]
    framework = tiny(
        levels=[{**LEVELS[0], "summary": LONG, "advice": advice}, *LEVELS[1:]],
        capabilities=[capability("plan", remedy=LONG)],
        notes=[{"at": "level", "text": LONG, "basis": "interpretation"}],
        source={"title": "A study", "remark": LONG},
    )

    page = framework.assess([0, 0]).page()

    told = "First, if:\n{0}- this\n{0}- that\n\n{0}Else no."
    assert "\n  " + told.format("  ") in page
    assert "\n  * " + told.format("    ") + " (ours)\n" in page
    assert "\n     " + told.format("     ") in page
    assert "\n    Quick relief: " + told.format("    ") in page
    assert "\n    For the long run, start now:\n    - Hire.\n    - Train.\n" in page
    assert page.endswith("\n  " + told.format("  "))


def test_a_change_of_a_long_text_is_told_in_one_line() -> None:
    change = Change(what="changed", at="help", was=LONG, now="One.\nTwo.")

    assert difference(change) == "Changed: help, from “First, if: - this - that Else no.” to “One. Two.”"
