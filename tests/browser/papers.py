"""Printed pages: what is on them, and models of any size to print."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, Any

from builders import HABIT, capability, dimension, question, rule, tiny

if TYPE_CHECKING:
    from maturity_core import Framework

HEBREW = " ".join(
    ["\u05e0\u05d9\u05d4\u05d5\u05dc", "\u05d9\u05d3\u05e2", "\u05d5\u05ea\u05e9\u05ea\u05d9\u05d5\u05ea"] * 3
)
NAMES = {
    "short": "{}",
    "long": "Governance, architecture and continual improvement {}",
    "right to left": f"{HEBREW} {{}}",
}
"""Short names, and names of about 55 letters."""
MARGIN, THIRD = 18 / 25.4 * 72, 1 / 3
"""The margin above and below, in points, and the least that a page is filled."""
TOUCHING = 1.0
"""How many points two words may overlap: letters of neighbouring lines do."""


def wide(dimensions: int, capabilities: int = 1, name: str = "{}") -> Framework:
    """Return a model with this many dimensions, each with this many capabilities of one question."""
    areas = [f"area-{place}" for place in range(dimensions)]
    skills = {f"skill-{number}-of-{area}": area for area in areas for number in range(capabilities)}
    return tiny(
        scales={"habit": HABIT},
        dimensions=[{**dimension(area), "name": name.format(area)} for area in areas],
        capabilities=[
            {**capability(skill, area, remedy="Do the next thing."), "name": name.format(skill)}
            for skill, area in skills.items()
        ],
        questions=[question(f"asked-{place}", skill) for place, skill in enumerate(skills)],
        requirements=[
            rule(ladder, level, mean=mean)
            for ladder in ("framework", "each dimension")
            for level, mean in (("mid", "0.4"), ("high", "0.7"))
        ],
    )


def collisions(words: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the words that overlap."""
    lines = sorted(words, key=lambda word: word["top"])
    tops = [word["top"] for word in lines]
    return [
        (one["text"], other["text"])
        for place, one in enumerate(lines)
        for other in islice(lines, place + 1, bisect_left(tops, one["bottom"] - TOUCHING))
        if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > TOUCHING
    ]
