"""The contents of vector files, and their JSON Schema."""

from __future__ import annotations

from typing import Any, Literal

from maturity_core import Status, portable_schema
from maturity_core.model.node import Node
from maturity_core.results.carried import How
from maturity_core.results.stored import Ratio


class Ladder(Node):
    """The state of a ladder: ids of levels, the score as nearest double and exactly, and what narrows the range."""

    level: str | None
    level_range: tuple[str, str] | None
    score: float | None
    score_exact: Ratio | None
    score_range_exact: tuple[Ratio, Ratio] | None
    completeness: float | None
    narrows: str | None
    not_yet: bool


class Requirement(Node):
    """The state of a requirement, what is measured if it applies, and the questions that hold it back."""

    state: Literal["met", "unmet", "set aside"]
    measured: Ratio | None
    holding_back: tuple[str, ...]


class Step(Node):
    """A step of a plan: the option that each question moves to, what has to come first, and its remedies."""

    capability: str
    moves: dict[str, str]
    ready: bool
    waits_for: tuple[str, ...]
    remedies: tuple[int, ...]


class First(Node):
    """What to do first: the moves, the remedies for these, whether the plan has it, and why it comes first."""

    capability: str
    moves: dict[str, str]
    remedies: tuple[int, ...]
    in_plan: bool
    required: bool
    carries: tuple[str, ...]
    leads_to: tuple[str, ...]


class Towards(Node):
    """Gaps, what to do first and next steps towards levels and scores of ladders, another sheet, or the default."""

    levels: dict[str, str] | None
    scores: dict[str, Ratio] | None
    sheet: dict[str, str] | None
    status: Literal[Status.OPEN, Status.REACHED, Status.OUT_OF_REACH, Status.NOTHING_LEFT, Status.REFUSED]
    rungs: dict[str, str]
    target_scores: dict[str, Ratio]
    gaps: dict[str, str]
    first: list[First]
    next_steps: list[Step]
    results: dict[str, str]


class Sheet(Node):
    """One sheet of answers to all questions, or to those of a profile, and its expected results."""

    profile: str | None
    answers: dict[str, str]
    counted_as: dict[str, str]
    ladders: dict[str, Ladder]
    requirements: list[Requirement]
    ahead_of_its_time: list[str]
    tensions: list[list[str]]
    strengths: list[tuple[str, str | None]]
    portrait: dict[str, list[int]]
    levers: dict[str, Ratio]
    lifts: dict[str, str]
    drops: dict[str, str]
    settled: bool
    short_path: list[str]
    towards: list[Towards]


class CarriedQuestion(Node):
    """How an answer was carried, and the id that its question had then; None if it was added."""

    was: str | None
    how: How


class CarriedSheet(Node):
    """Answers to an earlier edition and the wording its questions had, as far as known, and what arrives of them.

    If answers are refused, nothing arrives.
    """

    edition: str
    words: dict[str, str]
    answers: dict[str, str | int | float]
    refused: list[str]
    arrived: dict[str, str]
    questions: dict[str, CarriedQuestion]
    ask: list[str]
    reworded: list[str]
    left_out: list[str]


class VectorFile(Node):
    """A framework as `portable` returns it, sheets with their expected results, and sheets of earlier editions."""

    framework: dict[str, Any]
    sheets: list[Sheet]
    carried: list[CarriedSheet]


def vector_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a file of vectors."""
    schema = VectorFile.model_json_schema(mode="serialization")
    whole = portable_schema()
    dialect = whole.pop("$schema")
    schema["$defs"] |= whole.pop("$defs") | {"PortableFramework": whole}
    schema["properties"]["framework"] = {"$ref": "#/$defs/PortableFramework"}
    return {"$schema": dialect, **schema}
