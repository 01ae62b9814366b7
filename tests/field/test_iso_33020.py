"""ISO/IEC 33020 in full: every sheet of nine attributes, and every percentage, compared with the table written out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from field.cases import model, read
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from numpy.typing import NDArray

LARGELY, FULLY = 2, 3
FIRST = {1: 0, 2: 1, 3: 3, 4: 5, 5: 7, 6: 9}
"""The column of the first attribute of each level."""

EDGES = "0 15 15.01 32.5 50 50.01 67.5 85 85.01 100"
PERCENTAGE = st.sampled_from([Decimal(text) for text in EDGES.split()]) | st.decimals(0, 100, places=2)


def every_sheet() -> NDArray[np.int8]:
    """Return all ratings of all attributes (4 ** 9, 9), as positions from N to F."""
    return np.indices((4,) * 9, dtype=np.int8).reshape(9, -1).T


def by_the_table(ratings: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the highest level whose attributes are L or F while all those below it are F."""
    level = np.zeros(len(ratings), np.int8)
    for n in range(1, 6):
        own, below = ratings[:, FIRST[n] : FIRST[n + 1]], ratings[:, : FIRST[n]]
        level[(own >= LARGELY).all(axis=1) & (below == FULLY).all(axis=1)] = n
    return level


def test_every_sheet_stands_where_the_table_puts_it() -> None:
    sheets = every_sheet()

    levels = model("iso-33020").assess_many(sheets).levels

    assert len(sheets) == 262_144
    assert np.array_equal(levels, by_the_table(sheets))
    assert np.array_equal(np.unique(levels), np.arange(6))


def test_refined_ratings_stand_where_the_plain_ones_do() -> None:
    sheets = every_sheet()
    for refined in (np.array([0, 1, 3, 5], np.int8), np.array([0, 2, 4, 5], np.int8)):
        levels = read("iso-33020/refined.toml").assess_many(refined[sheets]).levels

        assert np.array_equal(levels, by_the_table(sheets))


@given(st.lists(PERCENTAGE, min_size=9, max_size=9))
def test_any_percentages_stand_where_their_ratings_do(percentages: list[Decimal]) -> None:
    sheet = {q.id: number for q, number in zip(model("iso-33020").questions, percentages, strict=True)}
    ratings = np.array([[(number > 15) + (number > 50) + (number > 85) for number in percentages]], np.int8)

    for file in ("framework", "refined"):
        framework = read(f"iso-33020/{file}.toml")
        levels = framework.assess_many([framework.assess(sheet).codes]).levels

        assert np.array_equal(levels, by_the_table(ratings))
