"""Polars: expressions over a column for each question, on all threads."""

from __future__ import annotations

from functools import reduce
from operator import add, and_
from typing import TYPE_CHECKING, Any

import polars as pl

from maturity_core import NO_GAP, NOT_APPLICABLE, Status
from rivals import Outputs, Subject
from rules import COVERAGE_B, CUTS_A, MARK_B, SHARE_B, STAGES_B, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from rules import Rule

STAGES = range(1, len(STAGES_B))


def total(terms: Iterable[pl.Expr]) -> pl.Expr:
    """Return the sum of expressions."""
    return reduce(add, terms)


def count(masks: Iterable[pl.Expr]) -> pl.Expr:
    """Return how many of some conditions hold."""
    return total(mask.cast(pl.Int8) for mask in masks)


def chosen(mask: pl.Expr, yes: int, no: int) -> pl.Expr:
    """Return one number where a condition holds and another where it does not."""
    return pl.when(mask).then(pl.lit(yes, pl.Int8)).otherwise(pl.lit(no, pl.Int8))


def numbered(name: str, expressions: Iterable[pl.Expr]) -> list[pl.Expr]:
    """Return expressions named NAME-0, NAME-1 ..."""
    return [expression.alias(f"{name}-{place}") for place, expression in enumerate(expressions)]


def frame(matrix: NDArray[Any], ids: list[str]) -> pl.DataFrame:
    """Return a matrix as a frame with a column for each question."""
    return pl.DataFrame({name: matrix[:, column] for column, name in enumerate(ids)})


def gathered(table: pl.DataFrame) -> Outputs:
    """Return the columns NAME-0, NAME-1 ... as matrices, and those without a number as vectors."""
    names = dict.fromkeys(column.partition("-")[0] for column in table.columns)
    own = {name: [column for column in table.columns if column.partition("-")[0] == name] for name in names}
    return {
        name: table[name].to_numpy() if own[name] == [name] else table.select(own[name]).to_numpy() for name in names
    }


def rule_a(rule: Rule) -> Subject:
    """Weighted sums of columns, then means, then levels."""

    def mean(own: list[int]) -> pl.Expr:
        weighted = total(pl.col(rule.ids[column]).clip(lower_bound=0) * rule.weights[column] for column in own)
        return weighted.cast(pl.Float64) / (TOP * sum(rule.weights[column] for column in own))

    means = numbered("dimension_scores", map(mean, rule.dimensions))
    names = [f"dimension_scores-{place}" for place in range(len(means))]
    overall = (total(map(pl.col, names)) / len(names)).alias("scores")
    levels = numbered("dimension_levels", (count(pl.col(name) >= cut for cut in CUTS_A) for name in names))
    level = count(pl.col("scores") >= cut for cut in CUTS_A).alias("levels")

    def run(table: pl.DataFrame) -> pl.DataFrame:
        return table.lazy().select(means).with_columns(overall).with_columns(*levels, level).collect()

    return Subject(lambda matrix: frame(matrix, rule.ids), run, gathered)


class StagedExpressions:
    """Rule B as expressions: shares met, levels, scores, gaps."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.everything = range(len(rule.capabilities))

    def run(self, table: pl.DataFrame) -> pl.DataFrame:
        """Return the frame of all outputs."""
        everything, areas = self.everything, self.rule.areas
        met = [self.met(place, stage) for place in everything for stage in STAGES]
        lazy = table.lazy().with_columns(
            *met,
            *numbered("credit", map(self.credit, everything)),
            *numbered("applies", (self.applying(self.rule.capabilities[place]) for place in everything)),
        )
        lazy = lazy.with_columns(numbered("capability_levels", map(self.rank, everything)))
        lazy = lazy.with_columns(self.covered(everything).alias("levels"))
        lazy = lazy.with_columns((pl.col("levels") < STAGES[-1]).alias("open"))
        return lazy.select(
            "levels",
            *(f"capability_levels-{place}" for place in everything),
            *numbered("dimension_levels", map(self.covered, areas)),
            self.mean(everything).alias("scores"),
            *numbered("dimension_scores", map(self.mean, areas)),
            *numbered("capability_scores", (self.mean([place]) for place in everything)),
            chosen(pl.col("open"), Status.OPEN.code, Status.REACHED.code).alias("gap_status"),
            *numbered("gaps", map(self.gap, range(len(self.rule.ids)))),
        ).collect()

    def answers(self, place: int) -> pl.Expr:
        """Return the answers to a question."""
        return pl.col(self.rule.ids[place])

    def applying(self, own: Iterable[int]) -> pl.Expr:
        """Return how many of some questions apply."""
        return count(self.answers(place) != NOT_APPLICABLE for place in own)

    def met(self, place: int, stage: int) -> pl.Expr:
        """Return whether enough questions of a stage of a capability reach the mark."""
        own = self.rule.of_stage(place, stage)
        reached = count(self.answers(column) >= MARK_B for column in own)
        enough = reached * SHARE_B.denominator >= self.applying(own) * SHARE_B.numerator
        return enough.alias(f"met-{place}-{stage}")

    def rank(self, place: int) -> pl.Expr:
        """Return the level of a capability."""
        steps = [pl.col(f"met-{place}-{stage}") for stage in STAGES]
        return count(reduce(and_, steps[:stage]) for stage in STAGES)

    def covered(self, own: Iterable[int]) -> pl.Expr:
        """Return the highest stage that enough of some capabilities reach."""
        ranks = [pl.col(f"capability_levels-{place}") for place in own]
        needed = -(-len(ranks) * COVERAGE_B.numerator // COVERAGE_B.denominator)
        return count(count(rank >= stage for rank in ranks) >= needed for stage in STAGES)

    def credit(self, place: int) -> pl.Expr:
        """Return the credit of a capability."""
        return total(self.answers(column).clip(lower_bound=0) for column in self.rule.capabilities[place])

    def mean(self, own: Iterable[int]) -> pl.Expr:
        """Return the score of some capabilities together."""
        credit = total(pl.col(f"credit-{place}").cast(pl.Int32) for place in own)
        applies = total(pl.col(f"applies-{place}").cast(pl.Int32) for place in own)
        return credit.cast(pl.Float64) / (applies * TOP)

    def gap(self, column: int) -> pl.Expr:
        """Return the option that suffices for a question if something is missing."""
        place, stage = self.rule.belongs[column]
        answers = self.answers(column)
        low = (answers < MARK_B) & (answers != NOT_APPLICABLE)
        return chosen(pl.col("open") & ~pl.col(f"met-{place}-{stage}") & low, MARK_B, NO_GAP)


def rule_b(rule: Rule) -> Subject:
    """Shares, levels, scores and gaps as expressions."""
    return Subject(lambda matrix: frame(matrix, rule.ids), StagedExpressions(rule).run, gathered)
