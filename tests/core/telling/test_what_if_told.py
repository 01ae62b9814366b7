"""What other answers would change, in words; in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import capability, dimension, question, tiny, two
from spoken import CODE, unspoken

from maturity_core.telling.page.lines import WIDTH
from maturity_core.telling.page.what_if import LADDERS_SHOWN, what_if_page
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework

NEEDS = {"question": "kept", "option": "often"}
MISSING = tiny(questions=[question("kept", not_applicable=True)])
MANY = tiny(
    dimensions=[dimension(f"area-{place}") for place in range(LADDERS_SHOWN)],
    capabilities=[capability(f"does-{place}", f"area-{place}") for place in range(LADDERS_SHOWN)],
    questions=[question(f"q-{place}", f"does-{place}") for place in range(LADDERS_SHOWN)],
)
TEXT: Mapping[str, tuple[Framework, Any, dict[str, Any], list[str]]] = {
    "rises": (
        two(),
        [0, 1, 0, 0],
        {"goals-set": "always", "plan-kept": "always", "plan-seen": "always", "team-there": "often"},
        [
            "> How is it with goals-set? From “Rarely or never” to “As a rule, for all”.",
            "Your level would rise from Low to Middle. Your score would change from ",
            "- Work: from Low (16.7%) to High (100%)",
            "- Goals: from 0% to 100%",
            "Then met: - Middle in Work:",
            "Prerequisites would be in place for: Plan. No longer started without the prerequisites: Plan.",
        ],
    ),
    "falls": (
        two(),
        [2, 2, 2, 2],
        {"goals-set": 0},
        [
            "Your level would fall from High to Middle.",
            "! Work: from High (100%) to Middle (66.7%)",
            "Then not met: - High in Work:",
            "Prerequisites would be missing for: Plan. Started before the prerequisites are in place: Plan.",
        ],
    ),
    "stays": (tiny(), [1, 2], {"seen": 1}, ["Your level would stay at Middle. Your score would change"]),
    "nothing": (
        tiny(),
        [1, 2],
        {},
        ["These are your answers already. Your level would stay at Middle. Your score would stay at 75%."],
    ),
    "a dimension that keeps its level": (two(), [0, 1, 0, 0], {"plan-kept": 0}, ["! Work: Low, from 16.7% to 0%"]),
    "not yet any more": (tiny(), [-1, -1], {"kept": 2}, ["Your level would be Middle. Your score would be 50%."]),
    "not yet": (tiny(), [2, 2], {"kept": None, "seen": None}, ["No level yet."]),
    "needs": (
        tiny(questions=[question("kept"), question("seen", needs=NEEDS)]),
        [0, 2],
        {"kept": 1},
        ["Answers that would then count differently, because they depend on these: > How is it with seen?"],
    ),
    "no level": (
        MISSING,
        {"kept": "often"},
        {"kept": "not-applicable"},
        ["- Work: from 50% to no score", "Then not asked, because nothing in them applies: - Middle:"],
    ),
    "many": (MANY, [0] * LADDERS_SHOWN, {f"q-{place}": 2 for place in range(LADDERS_SHOWN)}, ["- 20 more"]),
    "score first": (
        tiny(headline="score"),
        [1, 2],
        {"seen": 1},
        ["Your score would change from 75% to 50%. Your level"],
    ),
    "a level again": (
        two(
            questions=[
                question("goals-set", "goals"),
                question("plan-kept", "plan"),
                question("team-there", "team", not_applicable=True),
            ]
        ),
        [0, 0, -3],
        {"team-there": 2},
        ["- People: from no level (no score) to High (100%)"],
    ),
    "no levels at all": (
        tiny(requirements=[], headline="score"),
        [1, 1],
        {"kept": 2},
        ["Your score would change from 50% to 75%."],
    ),
}


@pytest.mark.parametrize(("framework", "sheet", "changes", "texts"), TEXT.values(), ids=TEXT.keys())
def test_what_would_change_is_told(framework: Framework, sheet: Any, changes: dict[str, Any], texts: list[str]) -> None:
    found = framework.assess(sheet).what_if(changes)

    page = what_if_page(framework, found)

    assert all(len(line) <= WIDTH for line in page.split("\n"))
    for text in texts:
        assert text in " ".join(page.split())
    assert what_if_page(framework, found, "de") != page


def test_nothing_of_it_is_in_english_alone() -> None:
    page = what_if_page(two(), two().assess([2, 2, 2, 2]).what_if({"goals-set": 0}), unspoken())

    assert unspoken().language == CODE
    assert "would" not in page
    assert Words.of("de").part("show").say("what-if") in what_if_page(tiny(), tiny().assess([0, 0]).what_if({}), "de")
