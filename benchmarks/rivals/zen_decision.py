"""GoRules zen-engine: rule A as a decision of three expression nodes, evaluated row by row or as a batch."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import zen

from rivals import Outputs, Subject
from rules import CUTS_A, TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rules import Rule

FIRST, SECOND = CUTS_A


def node(name: str, expressions: dict[str, str]) -> dict[str, Any]:
    """Return an expression node that passes on its input."""
    rows = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
    content = {
        "expressions": rows,
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": name, "name": name, "type": "expressionNode", "content": content, "position": {"x": 0, "y": 0}}


def decision(rule: Rule) -> dict[str, Any]:
    """Return rule A as a graph: sums, mean, levels."""
    means, levels = {}, {}
    for place, own in enumerate(rule.dimensions):
        total = " + ".join(f"max([{rule.ids[column]}, 0]) * {rule.weights[column]}" for column in own)
        means[f"score{place}"] = f"({total}) / {TOP * sum(rule.weights[column] for column in own)}"
    overall = {"score": f"({' + '.join(means)}) / {len(means)}"}
    for name in [*means, "score"]:
        levels[name.replace("score", "level")] = f"{name} >= {SECOND} ? 2 : {name} >= {FIRST} ? 1 : 0"
    ends = [
        {"id": name, "name": name, "type": f"{name}Node", "position": {"x": 0, "y": 0}} for name in ("input", "output")
    ]
    inner = [node("means", means), node("mean", overall), node("levels", levels)]
    order = ["input", *(entry["id"] for entry in inner), "output"]
    edges = [
        {"id": f"{left}-{right}", "sourceId": left, "targetId": right, "type": "edge"}
        for left, right in pairwise(order)
    ]
    return {"nodes": [*ends, *inner], "edges": edges}


def evaluator(rule: Rule) -> Callable[[dict[str, int]], dict[str, Any]]:
    """Return rule A as a function of one mapping of codes."""
    compiled = zen.ZenEngine().create_decision(json.dumps(decision(rule)))
    return lambda answers: compiled.evaluate(answers)["result"]


def arrays(rule: Rule, results: list[dict[str, Any]]) -> Outputs:
    """Return the outputs as arrays."""
    places = range(len(rule.dimensions))
    return {
        "levels": np.array([result["level"] for result in results]),
        "dimension_levels": np.array([[result[f"level{place}"] for place in places] for result in results]),
        "scores": np.array([result["score"] for result in results], np.float64),
        "dimension_scores": np.array([[result[f"score{place}"] for place in places] for result in results], np.float64),
    }


def rule_a(rule: Rule) -> Subject:
    """A loop over mappings of codes."""
    evaluate = evaluator(rule)

    def prepare(matrix: NDArray[Any]) -> list[dict[str, int]]:
        return [dict(zip(rule.ids, row, strict=True)) for row in matrix.tolist()]

    return Subject(prepare, lambda sheets: [evaluate(sheet) for sheet in sheets], lambda results: arrays(rule, results))
