"""Random frameworks of any number of capabilities, with prerequisites: of means with cut-points, and staged ones."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from maturity_core import Framework
from rules import OURS, SEED, STAGES_B, TOP, question, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOGETHER, EACH = 15, 3
"""How many capabilities a dimension has, and how many questions a capability has; of staged ones, in each stage one."""
REQUIRING = 0.6
"""The share of capabilities that require an earlier one."""
LOW = 0.3
"""How far an organisation leans to the highest option of each question."""


def means(chance: Random, size: int) -> dict[str, Any]:
    """Return the tables of weighted means with cut-points: of each dimension, and of all of them."""
    cuts = {"kind": "cut-points", "cuts": dict(zip(STAGES_B[1:], ("0.4", "0.6", "0.8"), strict=True)), **OURS}
    return {
        "questions": [question(place, skill(place, size), weight=chance.randint(1, 5)) for place in range(EACH * size)],
        "rules": [cuts | {"ladder": "each dimension"}, cuts | {"ladder": "framework"}],
        "requirements": [
            {"ladder": "framework", "level": level, "share": "0.6", "of": {"dimensions": "all"}, "reaching": level}
            | OURS
            for level in STAGES_B[1:]
        ],
        "scores": [{"ladder": "each dimension", "mean_of": {"questions": "all"}}],
    }


def staged(_: Random, size: int) -> dict[str, Any]:
    """Return the tables of stages: two thirds of a dimension's questions up to each reach half credit, and coverage."""
    return {
        "questions": [
            question(place, skill(place, size), stage=STAGES_B[1 + place // size]) for place in range(EACH * size)
        ],
        "rules": [
            {"kind": "staged", "ladder": "each dimension", "share": "2/3", "reaching": 0.5, **OURS},
            {"kind": "coverage", "ladder": "framework", "of": {"dimensions": "all"}, "share": "0.6", **OURS},
        ],
        "scores": [{"ladder": "framework", "mean_of": {"questions": "all"}}],
    }


KINDS: Mapping[str, Callable[[Random, int], dict[str, Any]]] = {"means": means, "staged": staged}


def skill(place: int, size: int) -> str:
    """Return the capability that a question belongs to: the first ones get one each, and so on."""
    return f"skill-{place % size:03}"


def drawn(kind: str, size: int, draw: int) -> tuple[Framework, list[int]]:
    """Return a framework of a kind, and the answers of an organisation that stands low."""
    chance = Random(f"{SEED} {kind} {size} {draw}")  # noqa: S311 - a draw that can be repeated, not a secret
    areas = max(2, size // TOGETHER)
    capabilities: list[dict[str, Any]] = []
    for place in range(size):
        needed = [skill(chance.randrange(place), size)] if place and chance.random() < REQUIRING else []
        capabilities.append(
            {
                "id": skill(place, size),
                "name": f"Skill {place}",
                "dimension": f"area-{place % areas}",
                "effort": chance.randint(1, 8),
                "requires": [{"capability": name, "credit": 0.5} for name in needed],
            }
        )
    framework = Framework(**tables(kind, STAGES_B, areas), capabilities=capabilities, **KINDS[kind](chance, size))
    sheet = [sum(chance.random() < LOW for _ in range(TOP)) for _ in framework.questions]
    return framework, sheet
