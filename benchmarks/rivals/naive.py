"""NumPy as people write it first: one row for each organisation, doubles throughout, whole arrays at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import NO_GAP, NOT_APPLICABLE, Status
from rivals import Outputs, Subject
from rules import COVERAGE_B, CUTS_A, MARK_B, SHARE_B, STAGES_B, TOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rules import Rule

TOP_STAGE = len(STAGES_B) - 1


def rule_a(rule: Rule) -> Subject:
    """Weighted means by matrix products, levels by `np.digitize`."""
    weights = np.array(rule.weights)

    def run(answers: NDArray[Any]) -> Outputs:
        credit = np.maximum(answers, 0).astype(np.float64) / TOP
        means = [credit[:, own] @ weights[own] / weights[own].sum() for own in rule.dimensions]
        dimension_scores = np.stack(means, axis=1)
        scores = dimension_scores.mean(axis=1)
        return {
            "levels": np.digitize(scores, CUTS_A),
            "dimension_levels": np.digitize(dimension_scores, CUTS_A),
            "scores": scores,
            "dimension_scores": dimension_scores,
        }

    return Subject(np.ascontiguousarray, run)


def rule_b(rule: Rule) -> Subject:
    """Shares by sums over columns, not applicable as a mask, levels by running products over stages."""
    staged = [
        [rule.of_stage(place, stage + 1) for stage in range(TOP_STAGE)] for place in range(len(rule.capabilities))
    ]
    places, stages = np.array(rule.belongs).T

    def run(answers: NDArray[Any]) -> Outputs:
        applies = (answers != NOT_APPLICABLE).astype(np.float64)
        credit = np.maximum(answers, 0).astype(np.float64) / TOP
        reached = (answers >= MARK_B).astype(np.float64)

        def share(values: NDArray[Any], own: list[int]) -> NDArray[Any]:
            parts: NDArray[Any] = values[:, own].sum(axis=1) / applies[:, own].sum(axis=1)
            return parts

        met = np.array([[share(reached, own) >= float(SHARE_B) for own in stages] for stages in staged])
        ranks = np.cumprod(met, axis=1).sum(axis=1).T
        levels = covered(ranks)
        low = (levels < TOP_STAGE)[:, None] & (answers < MARK_B) & (applies == 1) & ~met[places, stages - 1].T
        return {
            "levels": levels,
            "dimension_levels": np.stack([covered(ranks[:, area]) for area in rule.areas], axis=1),
            "capability_levels": ranks,
            "scores": credit.sum(axis=1) / applies.sum(axis=1),
            "dimension_scores": np.stack([share(credit, own) for own in rule.dimensions], axis=1),
            "capability_scores": np.stack([share(credit, own) for own in rule.capabilities], axis=1),
            "gap_status": np.where(levels < TOP_STAGE, Status.OPEN.code, Status.REACHED.code),
            "gaps": np.where(low, MARK_B, NO_GAP),
        }

    return Subject(np.ascontiguousarray, run)


def covered(ranks: NDArray[Any]) -> NDArray[Any]:
    """Return the highest stage that enough capabilities reach, for each organisation."""
    met = [(ranks >= stage).mean(axis=1) >= float(COVERAGE_B) for stage in range(1, TOP_STAGE + 1)]
    levels: NDArray[Any] = np.cumprod(met, axis=0).sum(axis=0)
    return levels
