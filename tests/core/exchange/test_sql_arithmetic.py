"""Whole numbers in SQL: exact at the edges of every type, and never nested too deeply."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from maturity_core.exchange.sql import numbers
from maturity_core.exchange.sql.numbers import MOST, Flag, Quantity, column, grammar

SMALL, BIG = 2**31 - 1, 2**63 - 1
Way = Callable[[Quantity, Quantity], Quantity]
EDGES = [
    ("INT", SMALL, SMALL),
    ("BIGINT", BIG, BIG // 10),
    ("BIGINT", BIG, 1),
    ("HUGEINT", MOST, 10),
    ("INT", 7, 10**30),
]
WAYS: dict[str, Way] = {
    "sum": lambda one, two: one + two,
    "difference": lambda one, two: one - two,
    "product": lambda one, two: one * two,
    "sum of products": lambda one, two: Quantity.sum([one * 3, two * 5, one, two]),
    "with literals": lambda one, two: (one + 5) * 3 - two * 7,
    "where": lambda one, two: (one + two).where(one >= 1),
    "at least": lambda one, two: (one - two).at_least(1),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("kind", "one", "two"), EDGES)
def test_numbers_are_exact_at_the_edges_of_types(way: str, kind: str, one: int, two: int) -> None:
    found = WAYS[way](Quantity(column("one"), -one, one), Quantity(column("two"), -two, two))
    exact = WAYS[way](Quantity.of(one), Quantity.of(two))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE numbers (one {kind}, two {'HUGEINT' if two > BIG else kind})")
        connection.execute("INSERT INTO numbers VALUES (?, ?)", [one, two])
        both = grammar().select(found.sql, exact.sql).from_("numbers").sql("duckdb")
        ((result, literal),) = connection.execute(both).fetchall()

    assert result == literal
    assert found.low <= result <= found.high <= found.largest


def test_sums_are_written_in_pieces_of_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "TOGETHER", 2)
    number = Quantity.sum([Quantity(column(f"c{place}"), 0, 1) for place in range(7)])

    assert (number.low, number.high) == (0, 7)
    assert number.sql.sql().replace('"', "") == "((c0 + c1) + (c2 + c3)) + ((c4 + c5) + (c6))"


def test_what_is_known_beforehand_is_not_asked() -> None:
    number = Quantity(column("one"), 2, 5)

    assert [(number >= least).known for least in (2, 3, 6)] == [True, None, False]
    assert (~(number >= 2)).known is False
    assert numbers.every([]).known is True
    assert numbers.any_of([Flag.always(known=False), number >= 2]).known is True
