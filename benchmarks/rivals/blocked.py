"""NumPy as an expert writes it by hand: contiguous answers per question, blocks that fit the cache, small integers."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import NO_GAP, NOT_APPLICABLE, Status
from rivals import Outputs, Subject
from rules import COVERAGE_B, CUTS_A, MARK_B, SHARE_B, STAGES_B, TOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from rules import Rule

BLOCK = 16384
TOP_STAGE = len(STAGES_B) - 1


def blocks(n: int) -> Iterator[slice]:
    """Yield slices of organisations."""
    return (slice(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK))


def rule_a(rule: Rule) -> Subject:
    """Weighted sums in uint8, which is large enough for all of them; cut-points as whole numbers."""
    count = len(rule.dimensions)
    highest = TOP * sum(rule.weights[column] for column in rule.dimensions[0])
    cuts = [int(np.ceil(cut * highest)) for cut in CUTS_A]
    overall = [int(np.ceil(cut * highest * count)) for cut in CUTS_A]

    def run(answers: NDArray[Any]) -> Outputs:
        n = len(answers)
        out: dict[str, NDArray[Any]] = {
            "levels": np.empty(n, np.int8),
            "dimension_levels": np.empty((n, count), np.int8, order="F"),
            "scores": np.empty(n),
            "dimension_scores": np.empty((n, count), order="F"),
        }
        for rows in blocks(n):
            credit = np.zeros((count + 1, rows.stop - rows.start), np.uint8)
            for place, own in enumerate(rule.dimensions):
                for column in own:
                    answered = np.maximum(answers[rows, column], 0).view(np.uint8)
                    credit[place] += answered * np.uint8(rule.weights[column])
                credit[-1] += credit[place]
                np.divide(credit[place], highest, out=out["dimension_scores"][rows, place])
                level(credit[place], cuts, out["dimension_levels"][rows, place])
            np.divide(credit[-1], highest * count, out=out["scores"][rows])
            level(credit[-1], overall, out["levels"][rows])
        return out

    return Subject(np.asfortranarray, run)


def level(credit: NDArray[np.uint8], cuts: list[int], out: NDArray[np.int8]) -> None:
    """Write the level that each credit reaches."""
    np.add(credit >= cuts[0], credit >= cuts[1], out=out, dtype=np.int8)


class StagedBlocks:
    """Rule B, block by block: counts in uint8, and shares as whole numbers on both sides."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.count = len(rule.capabilities)

    def run(self, answers: NDArray[Any]) -> Outputs:
        """Return all outputs."""
        n, questions = answers.shape
        out: Outputs = {"gap_status": np.empty(n, np.int8), "gaps": np.empty((n, questions), np.int8, order="F")}
        for ladder, width in {"": 1, "dimension_": len(self.rule.areas), "capability_": self.count}.items():
            shape = (n, width) if ladder else (n,)
            out[f"{ladder}levels"] = np.empty(shape, np.int8, order="F")
            out[f"{ladder}scores"] = np.empty(shape, order="F")
        for rows in blocks(n):
            self.block(answers[rows], {name: array[rows] for name, array in out.items()})
        return out

    def block(self, answers: NDArray[Any], out: Outputs) -> None:
        """Fill the outputs of one block."""
        credit, applies, reached = self.counted(answers)
        met = reached * np.uint8(SHARE_B.denominator) >= applies * np.uint8(SHARE_B.numerator)
        ranks = np.logical_and.accumulate(met, axis=1).sum(axis=1, dtype=np.int8)
        out["capability_levels"][:] = ranks.T
        out["levels"][:] = covered(ranks)
        best = applies.sum(axis=1, dtype=np.uint8) * np.uint8(TOP)
        for place in range(self.count):
            np.divide(credit[place], best[place], out=out["capability_scores"][:, place])
        for place, area in enumerate(self.rule.areas):
            mean(credit[area], best[area], out["dimension_scores"][:, place])
            out["dimension_levels"][:, place] = covered(ranks[area])
        mean(credit, best, out["scores"])
        short = out["levels"] < TOP_STAGE
        out["gap_status"][:] = np.where(short, np.int8(Status.OPEN.code), np.int8(Status.REACHED.code))
        self.gaps(answers, ~met & short, out["gaps"])

    def counted(self, answers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return credits by capability, and by capability and stage how many questions apply and reach the mark."""
        n = len(answers)
        credit = np.zeros((self.count, n), np.uint8)
        applies, reached = np.zeros((2, self.count, TOP_STAGE, n), np.uint8)
        mask, answered = np.empty(n, bool), np.empty(n, np.int8)
        for column, (place, stage) in enumerate(self.rule.belongs):
            np.maximum(answers[:, column], 0, out=answered)
            credit[place] += answered.view(np.uint8)
            np.not_equal(answers[:, column], NOT_APPLICABLE, out=mask)
            applies[place, stage - 1] += mask.view(np.uint8)
            np.greater_equal(answered, MARK_B, out=mask)
            reached[place, stage - 1] += mask.view(np.uint8)
        return credit, applies, reached

    def gaps(self, answers: NDArray[Any], asked: NDArray[Any], out: NDArray[np.int8]) -> None:
        """Write the option that suffices for each question below the mark in a stage that is asked for."""
        n = len(answers)
        low, applies = np.empty(n, bool), np.empty(n, bool)
        for column, (place, stage) in enumerate(self.rule.belongs):
            np.less(answers[:, column], MARK_B, out=low)
            np.not_equal(answers[:, column], NOT_APPLICABLE, out=applies)
            low &= applies
            low &= asked[place, stage - 1]
            np.multiply(low.view(np.int8), np.int8(MARK_B - NO_GAP), out=out[:, column])
            out[:, column] += np.int8(NO_GAP)


def mean(credit: NDArray[np.uint8], best: NDArray[np.uint8], out: NDArray[np.float64]) -> None:
    """Write the score of several capabilities together."""
    np.divide(credit.sum(axis=0, dtype=np.uint16), best.sum(axis=0, dtype=np.uint16), out=out)


def covered(ranks: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the highest stage that enough capabilities reach, for each organisation."""
    needed = ceil(len(ranks) * COVERAGE_B)
    levels = np.zeros(ranks.shape[1], np.int8)
    for stage in range(1, TOP_STAGE + 1):
        levels += (ranks >= stage).sum(axis=0, dtype=np.uint8) >= needed
    return levels


def rule_b(rule: Rule) -> Subject:
    """Counts per stage in uint8, levels from those, and gaps from what is not met."""
    return Subject(np.asfortranarray, StagedBlocks(rule).run)
