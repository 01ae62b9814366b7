"""Reading one sheet: its standing on every rung, and what is packed into one sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from builders import question, rule
from known_cases import CAPABILITIES, DIMENSIONS, grid, nothing_sure, rungs, small
from known_ways import FEW, passed_over, score_without_rungs, two_rules

from maturity_core.scoring.engine import RuleEngine
from maturity_core.scoring.one.evaluate import Packed
from maturity_core.scoring.one.packed import Packing

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework


@pytest.mark.parametrize("made", [nothing_sure, passed_over, score_without_rungs])
def test_one_stands_as_the_rungs_of_many_say(made: Callable[[], Framework]) -> None:
    """Rank, lowest unmet, highest and lowest remaining rung, all of which may be missing."""
    engine = RuleEngine(made())
    sheets = grid(engine.framework, FEW)
    places = engine.many.stand(np.array(sheets, np.int8).T.copy()).places
    for row, codes in enumerate(sheets):
        sheet = Packed(engine.compiled).stand(codes)
        for index, place in enumerate(places):
            many = (place.rank[row], place.unmet[row], place.highest[row], place.lowest[row])
            assert tuple(sheet.place(index)) == many


def test_what_always_applies_is_one_sum_over_questions() -> None:
    """Means of means, too, so that a level is a comparison of bits; levels and counts of ladders are not."""
    packed = Packed(RuleEngine(two_rules()).compiled)
    assert all(signs is not None for signs in packed.signs)
    assert [masks is not None for masks in packed.masks] == [True] * 3
    assert [len(masks or ()) for masks in packed.masks] == [0, 0, 2]

    rules = [
        *rungs("dimension work", {"mean": "0.5"}, {"least": 1}),
        *rungs("framework", {"mean": "0.5", **DIMENSIONS}, {"mean": "0.75", **CAPABILITIES}),
    ]
    for more, known in (([], True), ([rule("framework", "high", count=1, reaching="mid", **DIMENSIONS)], False)):
        packed = Packed(
            RuleEngine(small(requirements=[*rules, *more], questions=[question("a"), question("b", weight=2)])).compiled
        )
        assert [signs is not None for signs in packed.signs] == [True] * 4 + [False] * len(more)
        assert [masks is not None for masks in packed.masks] == [True, True, known]
        assert {ladder.score.terms.slot for ladder in packed.compiled.ladders} == {*packed.scores.bits}


def test_sums_lie_side_by_side() -> None:
    """Each takes as many bits as it needs, and one for the sign, so that the integers to add stay small."""
    packing = Packing([2, 2])
    linear = {0: [0, 1, 0, 0, 0], 1: [0, 4, 0, 0, 0]}

    assert [packing.sign(linear, constant) for constant in (-5, 0, 3)] == [2**3, 2**7, 2**12]
    assert packing.number(linear) == (13, 0b111)
    assert packing.number({1: [0, 1, 0, 0, 0]}) == (16, 0b1)
    assert packing.sign({}, 0) == 2**17
    assert packing.sign({}, -1) == 2**19
    assert packing.start & 2**17
    assert not packing.start & 2**19
