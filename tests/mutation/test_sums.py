"""Sums of many organisations: which number types they use, and the small functions, on made-up places."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from known import drawn_cases
from known_cases import hand_cases
from known_sums import sum_cases

from maturity_core import NO_LEVEL
from maturity_core.compiled.number_sizes import number_kind
from maturity_core.scoring.engine import RuleEngine
from maturity_core.scoring.many.place import Place, Rungs, Scores, rungs_of, steady_rungs
from maturity_core.scoring.many.sums import at_least, level_value, wide_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from known import Known

SETS: dict[str, Callable[[], tuple[Known, ...]]] = {"hand": hand_cases, "sums": sum_cases, "drawn": drawn_cases}


@pytest.mark.parametrize("name", SETS)
def test_sums_are_whole_numbers_of_as_many_bytes_as_they_need(name: str) -> None:
    """Python's if the framework is wide, 64 bits if the unit depends on what applies, else as few as possible."""
    for case in SETS[name]():
        standing = RuleEngine(case.framework()).many.stand(case.codes)
        compiled = standing.compiled
        for terms in compiled.terms:
            amount, weight, unit = standing.sums(terms)
            roomy = object if compiled.wide else np.int64
            assert np.dtype(wide_kind(terms)) == roomy
            assert amount.dtype == (terms.number if isinstance(unit, int) else roomy)
            assert isinstance(weight, int) == (not any(terms.may_lack))
            if not isinstance(weight, int):
                narrow = number_kind(terms.heaviest, wide=terms.wide)
                assert weight.dtype == (narrow if terms.kind == "questions" else roomy)
            if not isinstance(unit, int):
                assert unit.dtype == roomy
            for numbers in (amount, weight, unit):
                if compiled.wide and not isinstance(numbers, int):
                    assert {type(number) for number in numbers} == {int}
        for state in map(standing.state, range(len(compiled.requirements))):
            assert state.applies.dtype == state.met.dtype == np.bool_


@pytest.mark.parametrize("name", SETS)
def test_scores_are_whole_numbers_with_room_to_reckon(name: str) -> None:
    """Numerators and denominators are integers of 64 bits, or Python's if the framework is wide."""
    for case in SETS[name]():
        standing = RuleEngine(case.framework()).many.stand(case.codes)
        roomy = object if standing.compiled.wide else np.int64
        for place in standing.places:
            assert place.numerator.dtype == roomy
            assert place.scored.dtype == place.counts.dtype == np.bool_
            if not isinstance(place.denominator, int):
                assert place.denominator.dtype == roomy
                assert place.denominator.all()


def flags(*states: int) -> Any:
    return np.array(states, np.bool_)


def place_of(top: int, rungs: Rungs | None = None, scores: Scores | None = None) -> Place:
    def missing() -> Any:
        raise AssertionError

    return Place(top, missing if rungs is None else lambda: rungs, missing if scores is None else lambda: scores)


def test_rungs_that_all_remain() -> None:
    rungs = steady_rungs([flags(1, 1, 0, 1), flags(1, 0, 1, 1), flags(1, 1, 1, 0)])

    assert (rungs.top, rungs.rank.tolist(), rungs.rank.dtype) == (3, [3, 1, 0, 2], np.dtype(np.int8))
    assert [clear.tolist() for clear in rungs.clear] == [[1, 1, 0, 1], [1, 0, 0, 1], [1, 0, 0, 0]]
    assert rungs.unmet.tolist() == [4, 2, 1, 3]
    assert rungs.highest.tolist() == [3] * 4
    assert rungs.lowest.tolist() == [1] * 4


def test_rungs_some_of_which_are_gone() -> None:
    """A rung that dropped out holds, but is neither a level nor the next rung; with none left there is no level."""
    remains = [flags(1, 0, 0, 0, 1), flags(1, 1, 0, 0, 0), flags(1, 1, 1, 0, 0)]
    holds = [flags(1, 1, 1, 1, 0), flags(1, 0, 1, 1, 1), flags(0, 1, 1, 1, 1)]
    rungs = rungs_of(remains, holds, 5)
    place = place_of(3, rungs)

    assert rungs.rank.tolist() == [2, 0, 3, NO_LEVEL, 0]
    assert rungs.unmet.tolist() == [3, 2, 4, 4, 1]
    assert rungs.highest.tolist() == [3, 3, 3, 0, 1]
    assert rungs.lowest.tolist() == [1, 2, 3, 4, 1]
    assert place.next_rung().tolist() == [3, 2, 0, 0, 1]
    assert {numbers.dtype.name for numbers in (rungs.rank, rungs.unmet, rungs.highest, rungs.lowest)} == {"int8"}
    assert place.next_rung().dtype == np.int8


def test_a_score_of_what_does_not_apply_is_not_a_number_unless_all_are_said_to_be_scored() -> None:
    """Numbers of few bytes, 64 bits or Python's, one denominator or many: the nearest doubles."""
    for kind, denominators in ((np.uint8, 3), (np.int64, np.array([3, 7, 1])), (object, np.array([3, 7, 1], object))):
        scores = Scores(np.array([1, 2, 0], kind), denominators, flags(1, 1, 0))
        out = np.zeros(3)
        scores.write(out)
        second = 2 / 3 if isinstance(denominators, int) else 2 / 7
        assert out[:2].tolist() == [1 / 3, second]
        assert np.isnan(out[2])

    scores = Scores(np.array([1, 3], np.uint8), 3, flags(1, 0), always=True)
    scores.write(out[:2])
    assert out[:2].tolist() == [1 / 3, 1.0]


def test_a_level_counts_as_its_rank_over_the_highest_that_remains() -> None:
    """In twelfths for a ladder of four rungs; one without a level counts nothing."""
    remains = [flags(1, 1, 1, 1, 0), flags(1, 1, 1, 0, 0), flags(1, 1, 0, 0, 0), flags(1, 0, 0, 0, 0)]
    place = place_of(4, rungs_of(remains, [flags(1, 1, 1, 1, 1)] * 4, 5))

    assert level_value(place, place.rank).tolist() == [12, 12, 12, 12, 0]
    assert level_value(place, np.array([3, 2, 1, 0, 2], np.int8)).tolist() == [9, 8, 6, 0, 0]


def test_a_value_is_at_least_a_bar_exactly() -> None:
    found = at_least(np.array([0, 333333, 1, 2, 3], np.int64), np.array([3, 10**6, 3, 3, 3]), Fraction(1, 3))

    assert (found.tolist(), found.dtype) == ([False, False, True, True, True], np.dtype(np.bool_))


def test_no_quotient_is_rounded_where_a_value_is_compared_with_a_bar() -> None:
    """The bar is a hair above a whole number, which a double cannot show."""
    unit = 2**53 - 1
    bar = Fraction(pow(unit, -1, 9999991), 9999991)
    below = unit * bar.numerator // bar.denominator

    assert at_least(np.array([below, below + 1], np.int64), unit, bar).tolist() == [False, True]


def test_a_standing_that_is_released_holds_no_place() -> None:
    case = hand_cases()[0]
    standing = RuleEngine(case.framework()).many.stand(case.codes)
    assert standing.places

    standing.release()

    assert standing.places == ()
