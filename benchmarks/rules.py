"""The rules that are measured: A and B as frameworks, the four published models, and answer sheets for each.

A is a questionnaire: weighted means and cut-points. B is a staged model: shares within stages, coverage above them, and
gaps. Both are written so that a rival using doubles can also decide exactly: the sums in A are multiples of 1/32, and B
divides only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, available_frameworks, load_framework

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPTIONS = ("never", "seldom", "half", "mostly", "always")
TOP = len(OPTIONS) - 1
SCALE = {
    "options": [
        {"id": name, "label": name.capitalize(), "credit": f"{place}/{TOP}"} for place, name in enumerate(OPTIONS)
    ]
}
OURS = {"basis": "interpretation"}
WEIGHTS_A = ((3, 3, 2), (2, 2, 2, 2), (4, 2, 2), (3, 2, 3), (1, 2, 3, 2), (2, 3, 3))
CUTS_A = (0.4, 0.7)
LEVELS_A = ("reactive", "improving", "strategic")
STAGES_B = ("absent", "begun", "established", "measured")
SIZES_B = (5, 4, 4, 4)
SHARE_B, COVERAGE_B, MARK_B = Fraction(2, 3), Fraction(3, 5), TOP // 2
SEED = 20
LEFT_OUT, NOT_KNOWN, NEED_NOT = 0.03, 0.01, 0.08
"""The shares of answers that are unanswered, not known, and (where allowed) not applicable."""


@dataclass(frozen=True)
class Rule:
    """A framework, the outputs asked for, and its numbers as rivals need them, all by place in the file."""

    name: str
    framework: Framework
    outputs: tuple[str, ...]
    target: str | None = None

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the questions."""
        return [question.id for question in self.framework.questions]

    @cached_property
    def weights(self) -> list[int]:
        """The weights of the questions."""
        return [int(question.weight) for question in self.framework.questions]

    @cached_property
    def stages(self) -> list[int]:
        """The stages of the questions, from 1 up."""
        ranks = {level.id: rank for rank, level in enumerate(self.framework.levels)}
        return [ranks[question.stage] for question in self.framework.questions if question.stage]

    @cached_property
    def capabilities(self) -> list[list[int]]:
        """The questions of each capability."""
        questions = self.framework.questions
        return [
            [place for place, question in enumerate(questions) if question.capability == capability.id]
            for capability in self.framework.capabilities
        ]

    @cached_property
    def areas(self) -> list[list[int]]:
        """The capabilities of each dimension."""
        capabilities = self.framework.capabilities
        return [
            [place for place, capability in enumerate(capabilities) if capability.dimension == dimension.id]
            for dimension in self.framework.dimensions
        ]

    @cached_property
    def dimensions(self) -> list[list[int]]:
        """The questions of each dimension."""
        return [[question for place in area for question in self.capabilities[place]] for area in self.areas]

    def of_stage(self, capability: int, stage: int) -> list[int]:
        """Return the questions of a stage of a capability."""
        return [place for place in self.capabilities[capability] if self.stages[place] == stage]

    @cached_property
    def belongs(self) -> list[tuple[int, int]]:
        """The capability and the stage of each question."""
        of = {place: capability for capability, own in enumerate(self.capabilities) for place in own}
        return [(of[place], stage) for place, stage in enumerate(self.stages)]

    def sheets(self, n: int, seed: int = SEED) -> NDArray[np.int8]:
        """Return answers (n, n_questions) of poor to good organisations, each question's answers contiguous."""
        rng = np.random.default_rng(seed)
        quality = rng.random(n, np.float32) * TOP
        matrix = np.empty((n, len(self.framework.questions)), np.int8, order="F")
        for column, question in enumerate(self.framework.questions):
            top = len(question.options) - 1
            answers = np.rint(quality * np.float32(top / TOP) + rng.standard_normal(n, np.float32))
            matrix[:, column] = np.clip(answers, 0, top)
            chance = rng.random(n, np.float32)
            matrix[chance < NOT_KNOWN + LEFT_OUT, column] = DONT_KNOW
            matrix[chance < LEFT_OUT, column] = UNANSWERED
            if question.not_applicable:
                matrix[chance > 1 - NEED_NOT, column] = NOT_APPLICABLE
        return matrix


def tables(name: str, levels: tuple[str, ...], dimensions: int) -> dict[str, Any]:
    """Return what the tables of A and B have in common."""
    return {
        "id": f"rule-{name}",
        "edition": "1",
        "name": f"Rule {name.upper()}",
        "source": {"title": "A rule to measure with"},
        "levels": [{"id": level, "name": level.capitalize()} for level in levels],
        "scales": {"habit": SCALE},
        "dimensions": [{"id": f"area-{place}", "name": f"Area {place}"} for place in range(dimensions)],
    }


def question(place: int, capability: str, **fields: Any) -> dict[str, Any]:
    """Return the table of a question."""
    text = f"How often is habit {place} kept?"
    return {"id": f"q{place:03}", "capability": capability, "text": text, "scale": "habit", **OURS, **fields}


def rule_a(times: int = 1) -> Rule:
    """Return rule A: 20 questions in 6 dimensions, weighted means, cut-points; `times` repeats its dimensions."""
    weights = WEIGHTS_A * times
    names = [f"area-{place}" for place in range(len(weights))]
    each = [(name, weight) for name, own in zip(names, weights, strict=True) for weight in own]
    cuts = {"kind": "cut-points", "cuts": dict(zip(LEVELS_A[1:], map(str, CUTS_A), strict=True)), **OURS}
    framework = Framework(
        **tables("a", LEVELS_A, len(weights)),
        capabilities=[{"id": name, "name": name.capitalize(), "dimension": name} for name in names],
        questions=[question(place, name, weight=weight) for place, (name, weight) in enumerate(each)],
        rules=[cuts | {"ladder": "each dimension"}, cuts | {"ladder": "framework"}],
        scores=[{"ladder": "each dimension", "mean_of": {"questions": "all"}}],
    )
    return Rule("A", framework, ("levels", "dimension_levels", "scores", "dimension_scores"))


def rule_b() -> Rule:
    """Return rule B: 150 questions, 17 capabilities of 3 stages in 4 dimensions; gaps lead to the highest level.

    In every stage one question may be not applicable, so a whole stage never drops out.
    """
    areas = [area for area, size in enumerate(SIZES_B) for _ in range(size)]
    stages = [(place, stage) for place in range(len(areas)) for stage in STAGES_B[1:]]
    asked = [(place, stage, turn) for place, stage in stages for turn in range(2 if short(place, stage) else 3)]
    ladder = tables("b", STAGES_B, len(SIZES_B))
    framework = Framework(
        **ladder,
        level_lists={"reach": ladder["levels"]},
        capabilities=[
            {"id": f"skill-{place}", "name": f"Skill {place}", "dimension": f"area-{area}", "levels": "reach"}
            | {"effort": 1 + place % 3}
            for place, area in enumerate(areas)
        ],
        questions=[
            question(number, f"skill-{place}", stage=stage, not_applicable=turn == 0)
            for number, (place, stage, turn) in enumerate(asked)
        ],
        rules=[
            {"kind": "staged", "ladder": "each capability", "share": str(SHARE_B), "reaching": 0.5, **OURS},
            {"kind": "coverage", "ladder": "each dimension", "of": {"capabilities": "all"}}
            | {"share": str(COVERAGE_B), **OURS},
            {"kind": "coverage", "ladder": "framework", "of": {"capabilities": "all"}}
            | {"share": str(COVERAGE_B), **OURS},
        ],
        scores=[{"ladder": "framework", "mean_of": {"questions": "all"}}],
    )
    outputs = ("levels", "dimension_levels", "capability_levels", "scores", "dimension_scores", "capability_scores")
    return Rule("B", framework, (*outputs, "gap_status", "gaps"), STAGES_B[-1])


def short(place: int, stage: str) -> bool:
    """Return whether this stage has two questions instead of three: the last stage of the last three capabilities."""
    return place >= sum(SIZES_B) - 3 and stage == STAGES_B[-1]


def published(name: str) -> Rule:
    """Return a published model, scored for all levels and scores."""
    outputs = ("levels", "dimension_levels", "capability_levels", "scores", "dimension_scores", "capability_scores")
    return Rule(name, load_framework(name), outputs)


def rule_named(name: str) -> Rule:
    """Return rule A, rule B, or a published model by its id."""
    return {"A": rule_a, "B": rule_b}[name]() if name in {"A", "B"} else published(name)


PUBLISHED = [name for name, record in available_frameworks().items() if record.distribution == "maturity-core"]
