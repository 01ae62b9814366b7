"""The least change in words; in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, question, rule, tiny, two
from spoken import unspoken

from maturity_core.telling.least_change import shift_proof
from maturity_core.telling.page.least_change import least_change_page
from maturity_core.telling.page.lines import WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework

FIXED = [question("kept", not_applicable=True, counts_as="always"), question("seen")]
SCORED = tiny(requirements=[], headline="score")
FREE = [question("kept", not_applicable=True), question("seen")]
LOST = {"questions": ["kept"]}
POINTS = [rule("framework", level, total=total, base=0) for level, total in (("mid", 1), ("high", 2))]
TEXT: Mapping[str, tuple[Framework, Any, list[str]]] = {
    "one": (
        tiny(),
        [1, 1],
        [
            (
                "2 different answers together would lift the level from Middle to High: > How is it with kept? "
                "From “Often, with gaps” to"
            ),
            "No fewer answers would do it.",
            (
                "One different answer would drop the level from Middle to Low: How is it with kept? "
                "From “Often, with gaps” to"
            ),
        ],
    ),
    "lowest": (
        two(),
        [0, 0, 0, 0],
        ["different answers together would lift the level from Low to Middle:", "Low is the lowest level."],
    ),
    "highest": (tiny(), [2, 2], ["High is the highest level."]),
    "out of reach": (
        tiny(requirements=POINTS),
        [2, -3],
        ["Even the best answers would leave the level at Middle, because of what doesn't apply."],
    ),
    "fixed": (
        tiny(levels=LEVELS[:2], questions=FIXED, requirements=[rule("framework", "mid", mean="0.5")]),
        [-3, 2],
        ["Even the lowest answers would leave the level at Middle."],
    ),
    "none": (SCORED, [1, 1], ["There is no level, so no answer can change it. Score: 50%"]),
    "none, open": (SCORED, [1, -1], ["can change it. Score: 25% Possible so far: 25% to 75%."]),
    "none yet": (
        SCORED,
        [-1, -1],
        ["can change it. No score yet. Answer more questions to get one. Possible so far: 0% to 100%."],
    ),
    "nothing applies": (
        tiny(questions=[question("kept", not_applicable=True)], requirements=[], headline="score"),
        [-3],
        ["There is no level, so no answer can change it."],
    ),
    "no level left": (
        tiny(questions=FREE, requirements=[rule("framework", level, least=1, of=LOST) for level in ("mid", "high")]),
        [-3, 1],
        ["There is no level, so no answer can change it. Score: 50%"],
    ),
    "not yet": (tiny(), [-1, -1], ["No level yet."]),
}


@pytest.mark.parametrize(("framework", "sheet", "texts"), TEXT.values(), ids=TEXT.keys())
def test_it_is_told(framework: Framework, sheet: Any, texts: list[str]) -> None:
    found = framework.assess(sheet).least_change()

    page = least_change_page(framework, found)

    assert all(len(line) <= WIDTH for line in page.split("\n"))
    for text in texts:
        assert text in " ".join(page.split())
    assert least_change_page(framework, found, "de") != page
    assert "level" not in least_change_page(framework, found, unspoken())


def test_what_is_proven_of_it_is_said() -> None:
    shift = two().assess([0, 0, 0, 0]).least_change().lift
    assert shift is not None
    stopped = shift.model_copy(update={"proof": "best found", "bound": 1})

    assert shift_proof(shift) == "No fewer answers would do it."
    assert shift_proof(stopped) == "The search was stopped before it was finished: one answer alone might do it."
    assert "2 answers might do it" in shift_proof(stopped.model_copy(update={"bound": 2}))
