"""Organisations in bands by their own figures, in words."""

from __future__ import annotations

from typing import Any

from builders import question, tiny, two
from spoken import unspoken

from maturity_core import find_archetypes
from maturity_core.telling.archetypes import band_text, group_texts
from maturity_core.telling.page.archetypes import SHOWN, archetypes_page

TWO = two()
WIDE = tiny(questions=[question(f"q-{place}") for place in range(SHOWN + 2)])


def page(number: int, outcomes: Any = None, language: Any = "en", framework: Any = TWO, **options: Any) -> str:
    """Return the page of so many organisations, of which the best have everything and the others nothing."""
    asked = len(framework.questions)
    sheets = {f"o{place:02}": framework.assess([2 * (place >= 0.8 * number)] * asked) for place in range(number)}
    nps = {"name": "NPS", "better": "more", "figures": {f"o{place:02}": place for place in range(number)}}
    found = find_archetypes(framework, sheets, {"outcomes": outcomes or {"nps": nps}}, **options)
    return " ".join(archetypes_page(framework, found, language).split())


def test_the_page_is_read_aloud() -> None:
    told = page(40, organisation="o30")

    assert "40 organisations, ordered by NPS (more is better)." in told
    assert "- The best 15%: 6 organisations; median of NPS: 36.5" in told
    assert "- The middle 50% (you are here): 20 organisations; median of NPS: 23.5" in told
    assert "- The lower 35%: 14 organisations" in told
    assert "“As a rule, for all” or better: 6 of the 6 best, 2 of the 20 in the next band." in told
    assert "You: “Rarely or never”." in told
    assert (
        "This shows what goes together with good figures, not what causes them. With 4 questions, chance alone" in told
    )
    assert "You: “" not in page(40)


def test_long_lists_are_cut() -> None:
    assert "- and 2 more" in page(40, framework=WIDE)


def test_what_cannot_be_said_is_said_to_be_so() -> None:
    few = page(4)
    assert few.endswith("That is too few to compare with: fewer than 5 could be recognised.")
    assert "The best or the next band are fewer than 5: too few to compare their answers." in page(20)
    assert page(10, minimum=2, shares=["80%", "20%"]).endswith("No answer is clearly more common among the best.")


def test_several_figures_have_weights_and_several_bands_names() -> None:
    outcomes = {
        name: {"better": better, "weight": weight, "figures": {f"o{place:02}": place // 2 for place in range(8)}}
        for name, better, weight in (("up", "more", 2), ("down", "less", 1))
    }

    told = page(10, outcomes, shares=["10%", "20%", "30%", "40%"], organisation="o09")

    assert (
        "8 organisations, ordered by up (more is better) with weight 2 and down (less is better) with weight 1." in told
    )
    assert "2 organisations are left out, because they lack a figure." in told
    assert "You are in no band, because you lack a figure or have answered too few questions." in told
    assert [name in told for name in ("The best 10%", "The next 20%", "The next 30%", "The lower 40%")] == [True] * 4
    assert "of them only because equal figures are never parted" in told


def test_who_has_answered_too_little_is_counted() -> None:
    sheets = {"a": TWO.assess({}), **{name: TWO.assess([1] * 4) for name in "bcdef"}}
    nps = {"better": "more", "figures": dict.fromkeys("abcdef", 1)}
    found = find_archetypes(TWO, sheets, {"outcomes": {"nps": nps}})

    assert group_texts(found)[1] == "1 organisation is left out, because it has answered too few questions."
    told = " ".join([*group_texts(found, unspoken()), band_text(found, 1, unspoken())])
    assert not any(word in told for word in ("organisation", "band", "best", "middle"))
