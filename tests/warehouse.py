"""A warehouse for tests: answers as a table, and what a query makes of them beside what the library does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb
from builders import question, tiny

from maturity_core import UNANSWERED, AnswersError, FrameworkError, sql_query
from maturity_core.answers.sheets import answer_word
from maturity_core.model.outputs import STANDINGS
from maturity_core.testing import Oracle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework

Row = dict[str, Any]
KEPT = "organisation"
EXACT = 2**53
"""Up to here a double holds every whole number, so that one division gives the double that is nearest to a score."""


def rows_of(framework: Framework, sheets: Sequence[Sequence[int]]) -> list[list[str | None]]:
    """Return sheets as a table has them: a number as text, and a word for each question; null for unanswered."""
    found: list[list[str | None]] = []
    for place, sheet in enumerate(sheets):
        pairs = zip(framework.questions, sheet, strict=True)
        found.append([str(place), *(None if code == UNANSWERED else answer_word(one, code) for one, code in pairs)])
    return found


def quoted(name: str) -> str:
    """Return a name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def table_of(framework: Framework) -> str:
    """Return the statement that makes a table of answers."""
    return f"CREATE TABLE answers ({', '.join(f'{quoted(name)} text' for name in (KEPT, *framework.questions.ids))})"


def insert_into(framework: Framework, mark: str) -> str:
    """Return the statement that adds a row, with a mark for each cell."""
    return " ".join(("INSERT INTO answers VALUES (", ", ".join([mark] * (1 + len(framework.questions))), ")"))


def written(framework: Framework, dialect: str) -> str | None:
    """Return the query for a framework; None if its numbers are too large, which are those that fit no double."""
    try:
        return sql_query(framework, dialect)
    except FrameworkError as error:
        compiled = framework.engine.compiled
        if compiled and compiled.wide and "the whole numbers of the query may become too large" in str(error):
            return None
        raise


def expected(framework: Framework, sheets: Sequence[Sequence[int]]) -> list[Row]:
    """Return what the library says of sheets: columns as in its tables, and beside each score the exact one.

    The exact score is that of the reference scorer, which reads the framework's meaning alone.
    """
    batch = framework.assess_many([*map(list, sheets)])
    rows: list[Row] = batch.to_arrow(STANDINGS, ids="text").to_pylist()
    oracle = Oracle(framework)
    for sheet, row in zip(sheets, rows, strict=True):
        standing = oracle.stand(tuple(sheet))
        for name in framework.engine.ladders:
            before = f"{name.kind}_{name.id}_" if name.id else ""
            row[f"{before}exact"] = standing.scores[name]
    return rows


def found(names: Sequence[str], cells: Sequence[Sequence[Any]]) -> list[Row]:
    """Return rows of a result in the order of the sheets, with numerators and denominators as exact scores.

    A double is taken to be the nearest one if it must be: if a double can hold both parts of the score.
    """
    rows: list[Row] = []
    for cell in sorted(cells, key=lambda one: int(one[0])):
        row = dict(zip(names, cell, strict=True))
        del row[KEPT]
        assert row.pop("rejected") is None
        for name in [name for name in row if name.endswith("score")]:
            above, below = (row.pop(f"{name}_{part}") for part in ("numerator", "denominator"))
            exact = None if above is None else Fraction(int(above), int(below))
            if exact is not None and max(abs(int(above)), int(below)) > EXACT:
                assert abs(row[name] - float(exact)) <= abs(float(exact)) * 2**-50
                row[name] = float(exact)
            row[f"{name.removesuffix('score')}exact"] = exact
        rows.append(row)
    return rows


OPTIONS = [{"id": f"o{place}", "label": f"Option {place}", "credit": Fraction(place, 3)} for place in range(4)]
VALUES = ["1", "2.5", "2.5", "3", "10/3"]
VALUED = [{"id": f"v{place}", "label": f"Option {place}", "value": value} for place, value in enumerate(VALUES)]
CUTS = ["-2", "1/3", "99.999999"]
BANDS: dict[str, dict[str, Any]] = {
    "above": {"options": OPTIONS, "cuts": CUTS, "cut_falls": "above"},
    "below": {"options": OPTIONS, "cuts": CUTS, "cut_falls": "below", "lowest": "-10/3"},
    "less": {"options": OPTIONS, "cuts": CUTS, "cut_falls": "below", "better": "less", "lowest": "-3", "highest": 100},
    "values": {"options": VALUED},
    "whole": {"whole_numbers": [1, 5]},
}
NUMBERS = [
    *(
        "0",
        "1",
        "1.0",
        "+3",
        "5",
        "6",
        "2.5",
        "4.000000000000000001",
        "3.333333333333333333",
        "007",
        "-3.3",
        "-3.4",
        "-3",
        "100",
    ),
    *("-2", "-2.000000000000000001", "-1.999999999999999999", "0.333333333333333333", "0.333333333333333334"),
    *(
        "99.999999",
        "99.999998",
        "99.9999990",
        "100.000000000000000001",
        "-3.333333333333333333",
        "-3.333333333333333334",
        "123456789012345678",
    ),
]
STRANGE = ["1e3", "NaN", "Infinity", ".5", "5.", "--1", "1 2", "0x1", "1,5x", "5\n", "", "o9", "1.1234567890123456789"]


def numeric(scale: dict[str, Any]) -> Framework:
    """Return a framework with one question, on a scale that takes numbers."""
    return tiny(scales={"own": scale}, questions=[question("kept", scale="own")])


def read(model: Framework, answer: Any) -> tuple[Any, bool]:
    """Return the score by the library, and whether the answer is taken."""
    try:
        return model.assess({"kept": answer}).score, True
    except AnswersError:
        return None, False


def queried(framework: Framework, query: str, sheets: Sequence[Sequence[int]]) -> list[Row]:
    """Return what a query makes of sheets in DuckDB."""
    with duckdb.connect() as connection:
        connection.execute(table_of(framework))
        connection.executemany(insert_into(framework, "?"), rows_of(framework, sheets))
        result = connection.execute(query)
        return found([entry[0] for entry in result.description], result.fetchall())
