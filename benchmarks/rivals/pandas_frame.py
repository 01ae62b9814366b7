"""pandas: a column for each question, sums over columns, masks for what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from maturity_core import NO_GAP, NOT_APPLICABLE, Status
from rivals import Outputs, Subject
from rules import COVERAGE_B, CUTS_A, MARK_B, SHARE_B, STAGES_B, TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rules import Rule

STAGES = range(1, len(STAGES_B))


def frame(rule: Rule) -> Callable[[NDArray[Any]], pd.DataFrame]:
    """Return a function that turns a matrix into a frame."""
    return lambda matrix: pd.DataFrame(matrix, columns=rule.ids)


def named(rule: Rule, groups: list[list[int]]) -> list[list[str]]:
    """Return the ids of the questions of each group."""
    return [[rule.ids[column] for column in own] for own in groups]


def arrays(frames: dict[str, pd.DataFrame | pd.Series]) -> Outputs:
    """Return the outputs as arrays."""
    return {name: table.to_numpy() for name, table in frames.items()}


def rule_a(rule: Rule) -> Subject:
    """Weighted means by products with a series of weights; levels by comparison."""
    weights = pd.Series(rule.weights, index=rule.ids)
    own = named(rule, rule.dimensions)

    def run(table: pd.DataFrame) -> dict[str, Any]:
        credit = table.clip(lower=0) / TOP
        means = pd.DataFrame({place: credit[ids] @ weights[ids] / weights[ids].sum() for place, ids in enumerate(own)})
        overall = means.mean(axis=1)
        first, second = CUTS_A
        return {
            "levels": (overall >= first).astype("int8") + (overall >= second).astype("int8"),
            "dimension_levels": (means >= first).astype("int8") + (means >= second).astype("int8"),
            "scores": overall,
            "dimension_scores": means,
        }

    return Subject(frame(rule), run, arrays)


def rule_b(rule: Rule) -> Subject:
    """Shares within stages, then levels, then gaps for stages that are not met."""
    everything = range(len(rule.capabilities))
    capabilities, dimensions = named(rule, rule.capabilities), named(rule, rule.dimensions)
    staged = {
        (place, stage): [rule.ids[column] for column in rule.of_stage(place, stage)]
        for place in everything
        for stage in STAGES
    }

    def run(table: pd.DataFrame) -> dict[str, Any]:
        applies = table != NOT_APPLICABLE
        credit = table.clip(lower=0) / TOP
        reached = table >= MARK_B

        def share(values: pd.DataFrame, ids: list[str]) -> pd.Series:
            return values[ids].sum(axis=1) / applies[ids].sum(axis=1)

        met = {key: share(reached, ids) >= float(SHARE_B) for key, ids in staged.items()}
        ranks = pd.DataFrame({place: rank([met[place, stage] for stage in STAGES]) for place in everything})
        overall = covered(ranks)
        unmet = pd.DataFrame({ids: ~met[key] for ids, key in zip(rule.ids, rule.belongs, strict=True)})
        low = ((table < MARK_B) & applies & unmet).mul(overall < STAGES[-1], axis=0)
        return {
            "levels": overall,
            "dimension_levels": pd.DataFrame({place: covered(ranks[area]) for place, area in enumerate(rule.areas)}),
            "capability_levels": ranks,
            "scores": credit.sum(axis=1) / applies.sum(axis=1),
            "dimension_scores": pd.DataFrame({place: share(credit, ids) for place, ids in enumerate(dimensions)}),
            "capability_scores": pd.DataFrame({place: share(credit, ids) for place, ids in enumerate(capabilities)}),
            "gap_status": (overall < STAGES[-1]).map({True: Status.OPEN.code, False: Status.REACHED.code}),
            "gaps": low.astype("int8") * (MARK_B - NO_GAP) + NO_GAP,
        }

    return Subject(frame(rule), run, arrays)


def rank(steps: list[pd.Series]) -> pd.Series:
    """Return how many steps are met before the first one that is not."""
    return pd.concat(steps, axis=1).cumprod(axis=1).sum(axis=1).astype("int8")


def covered(ranks: pd.DataFrame) -> pd.Series:
    """Return the highest stage that enough capabilities reach, for each organisation."""
    nobody = pd.Series(0, index=ranks.index)
    return sum(((ranks >= stage).mean(axis=1) >= float(COVERAGE_B) for stage in STAGES), nobody)
