"""What a level rests on, in words; in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny
from spoken import unspoken

from maturity_core.telling.page.lines import WIDTH
from maturity_core.telling.page.sensitivity import sensitivity_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework

ALL_STATED = [question("kept"), question("seen")]
CHOSEN = [question("kept", basis="own"), question("seen", basis="own")]
NINE = [question(f"q-{place}", basis="own") for place in range(9)]
AREAS = tiny(
    dimensions=[dimension("work"), dimension("people")],
    capabilities=[capability("plan"), capability("team", "people")],
    questions=[question("kept"), question("there", "team")],
    levels=LEVELS[:2],
    requirements=[
        rule("each dimension", "mid", mean="0.5"),
        rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
    ],
)
TEXT: Mapping[str, tuple[Framework, list[int], list[str]]] = {
    "up and down": (
        tiny(questions=ALL_STATED),
        [1, 2],
        [
            "- Middle: the questions must average at least 50%.",
            "Up to 75%, the level stays at Middle; above that, it would be Low.",
            "Above 75%, the level stays at Middle; at 75%, it would be High.",
        ],
    ),
    "weights": (
        tiny(questions=CHOSEN, requirements=[rule("framework", "mid", mean="0.6"), rule("framework", "high", mean=1)]),
        [0, 2],
        ["6 of all 9 weightings give Low. The others give Middle (3)."],
    ),
    "drawn": (tiny(questions=NINE), [2] * 9, ["10000 of 10000 random weightings give High."]),
    "a number for many": (
        AREAS,
        [0, 1],
        [
            "- Middle in Work: the questions must average at least 50%. The same number is asked in 1 other place.",
            "Up to 50%, the level stays at Middle; above that, it would be Low.",
            "- Middle: at least 1 of the dimensions must reach Middle.",
            "Up to 1, the level stays at Middle; above that, it would be Low.",
        ],
    ),
    "numbers that make no difference": (
        AREAS,
        [0, 0],
        ["2 thresholds could each be any number: the level would stay at Low."],
    ),
}


@pytest.mark.parametrize(("framework", "sheet", "texts"), TEXT.values(), ids=TEXT.keys())
def test_what_a_level_rests_on_is_told(framework: Framework, sheet: list[int], texts: list[str]) -> None:
    found = framework.assess(sheet).sensitivity()

    page = sensitivity_page(framework, found)

    assert page.startswith("What the level rests on\n-----------------------\n")
    assert all(len(line) <= WIDTH for line in page.split("\n"))
    for text in texts:
        assert text in " ".join(page.split())
    assert sensitivity_page(framework, found, "de") != page
    assert "level" not in sensitivity_page(framework, found, unspoken())


def test_where_nothing_was_chosen_or_it_is_too_early_nothing_is_told() -> None:
    stated = [rule("framework", level, mean=bar, basis="source") for level, bar in (("mid", "0.5"), ("high", 1))]
    given = tiny(questions=ALL_STATED, requirements=stated)

    assert sensitivity_page(given, given.assess([1, 1]).sensitivity()) == ""
    assert sensitivity_page(tiny(), tiny().assess([-1, -1]).sensitivity()) == ""
