"""DuckDB: one SQL statement over a table with a column for each question, on all threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from maturity_core import NO_GAP, NOT_APPLICABLE, Status
from rivals import Outputs, Subject
from rules import COVERAGE_B, CUTS_A, MARK_B, SHARE_B, STAGES_B, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from rules import Rule

STAGES = range(1, len(STAGES_B))


def total(terms: Iterable[str]) -> str:
    """Return the sum of SQL expressions."""
    return f"({' + '.join(terms)})"


def count(conditions: Iterable[str]) -> str:
    """Return how many of some conditions hold."""
    return total(f"({condition})::TINYINT" for condition in conditions)


def numbered(name: str, expressions: Iterable[str]) -> list[str]:
    """Return expressions named NAME__0, NAME__1 ..."""
    return [f"{expression} AS {name}__{place}" for place, expression in enumerate(expressions)]


def select(columns: Iterable[str], source: str) -> str:
    """Return a SELECT statement."""
    return f"SELECT {', '.join(columns)} FROM {source}"


def subject(rule: Rule, statement: str) -> Subject:
    """Return a subject that keeps the answers in a table, runs a statement, and returns its result as Arrow."""

    def prepare(matrix: NDArray[Any]) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        sheets = {name: np.ascontiguousarray(matrix[:, column]) for column, name in enumerate(rule.ids)}
        connection.register("sheets", sheets)
        connection.execute("CREATE TABLE answers AS SELECT * FROM sheets")
        connection.unregister("sheets")
        return connection

    return Subject(prepare, lambda connection: connection.sql(statement).to_arrow_table(), gathered)


def gathered(table: Any) -> Outputs:
    """Return the columns NAME__0, NAME__1 ... as matrices, and those without a number as vectors."""
    outputs: Outputs = {}
    for name in dict.fromkeys(column.partition("__")[0] for column in table.column_names):
        own = [column for column in table.column_names if column.partition("__")[0] == name]
        arrays = [table.column(column).to_numpy() for column in own]
        outputs[name] = arrays[0] if own == [name] else np.stack(arrays, axis=1)
    return outputs


def rule_a(rule: Rule) -> Subject:
    """Weighted sums, then means, then levels."""

    def mean(own: list[int]) -> str:
        weighted = total(f"greatest({rule.ids[column]}, 0) * {rule.weights[column]}" for column in own)
        return f"{weighted}::DOUBLE / {TOP * sum(rule.weights[column] for column in own)}"

    names = [f"dimension_scores__{place}" for place in range(len(rule.dimensions))]
    levels = numbered("dimension_levels", (count(f"{name} >= {cut}::DOUBLE" for cut in CUTS_A) for name in names))
    level = count(f"scores >= {cut}::DOUBLE" for cut in CUTS_A) + " AS levels"
    means = select(numbered("dimension_scores", map(mean, rule.dimensions)), "answers")
    scores = select(["*", f"{total(names)} / {len(names)} AS scores"], f"({means})")
    return subject(rule, select(["*", *levels, level], f"({scores})"))


class StagedStatement:
    """Rule B as one statement: shares met, then levels and scores, then gaps."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.everything = range(len(rule.capabilities))

    def __str__(self) -> str:
        everything, areas = self.everything, self.rule.areas
        met = [f"{self.met(place, stage)} AS met{place}_{stage}" for place in everything for stage in STAGES]
        credit = numbered("credit", map(self.credit, everything))
        applies = numbered("applies", (self.applying(self.rule.capabilities[place]) for place in everything))
        counts = select(["*", *met, *credit, *applies], "answers")
        ranks = select(["*", *numbered("capability_levels", map(self.rank, everything))], f"({counts})")
        levels = select(["*", f"{self.covered(everything)} AS levels"], f"({ranks})")
        shown = [
            "levels",
            *(f"capability_levels__{place}" for place in everything),
            *numbered("dimension_levels", map(self.covered, areas)),
            f"{self.mean(everything)} AS scores",
            *numbered("dimension_scores", map(self.mean, areas)),
            *numbered("capability_scores", (self.mean([place]) for place in everything)),
            f"CASE WHEN levels < {STAGES[-1]} THEN {Status.OPEN.code} ELSE {Status.REACHED.code} END AS gap_status",
            *numbered("gaps", map(self.gap, range(len(self.rule.ids)))),
        ]
        return select(shown, f"({levels})")

    def applying(self, own: list[int]) -> str:
        """Return how many of some questions apply."""
        return count(f"{self.rule.ids[column]} <> {NOT_APPLICABLE}" for column in own)

    def met(self, place: int, stage: int) -> str:
        """Return whether enough questions of a stage of a capability reach the mark, as 0 or 1."""
        own = self.rule.of_stage(place, stage)
        reached = count(f"{self.rule.ids[column]} >= {MARK_B}" for column in own)
        return count([f"{reached} * {SHARE_B.denominator} >= {self.applying(own)} * {SHARE_B.numerator}"])

    def rank(self, place: int) -> str:
        """Return the level of a capability."""
        steps = [f"met{place}_{stage}" for stage in STAGES]
        return total(" * ".join(steps[:stage]) for stage in STAGES)

    def covered(self, own: Iterable[int]) -> str:
        """Return the highest stage that enough of some capabilities reach."""
        ranks = [f"capability_levels__{place}" for place in own]
        needed = -(-len(ranks) * COVERAGE_B.numerator // COVERAGE_B.denominator)
        return count(f"{count(f'{rank} >= {stage}' for rank in ranks)} >= {needed}" for stage in STAGES)

    def credit(self, place: int) -> str:
        """Return the credit of a capability."""
        return total(f"greatest({self.rule.ids[column]}, 0)" for column in self.rule.capabilities[place])

    def mean(self, own: Iterable[int]) -> str:
        """Return the score of some capabilities together."""
        places = list(own)
        credit = total(f"credit__{place}::INTEGER" for place in places)
        applies = total(f"applies__{place}::INTEGER" for place in places)
        return f"{credit}::DOUBLE / ({TOP} * {applies})"

    def gap(self, column: int) -> str:
        """Return the option that suffices for a question if something is missing."""
        place, stage = self.rule.belongs[column]
        name = self.rule.ids[column]
        low = f"levels < {STAGES[-1]} AND met{place}_{stage} = 0 AND {name} < {MARK_B} AND {name} <> {NOT_APPLICABLE}"
        return f"CASE WHEN {low} THEN {MARK_B}::TINYINT ELSE {NO_GAP}::TINYINT END"


def rule_b(rule: Rule) -> Subject:
    """Shares, levels, scores and gaps in one statement."""
    return subject(rule, str(StagedStatement(rule)))
