"""The small parts of a compiled framework, at their limits: bytes, bounds, counts, runs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from maturity_core.compiled.compiler import coprime
from maturity_core.compiled.counts import Count, counts_of, lacking_counts, runs_of
from maturity_core.compiled.number_sizes import number_kind
from maturity_core.compiled.rises import credit_rises
from maturity_core.compiled.terms import level_unit
from maturity_core.model.statistics import STATISTICS, StatisticName
from maturity_core.scoring.one.packed import Packing, added, linear_of


@pytest.mark.parametrize(
    ("largest", "unsigned", "signed"),
    [
        (127, "uint8", "int8"),
        (128, "uint8", "int16"),
        (255, "uint8", "int16"),
        (256, "uint16", "int16"),
        (2**15 - 1, "uint16", "int16"),
        (2**15, "uint16", "int32"),
        (2**16 - 1, "uint16", "int32"),
        (2**16, "uint32", "int32"),
        (2**31 - 1, "uint32", "int32"),
        (2**31, "uint32", "int64"),
        (2**32 - 1, "uint32", "int64"),
        (2**32, "int64", "int64"),
    ],
)
def test_numbers_have_the_fewest_bytes_that_hold_them(largest: int, unsigned: str, signed: str) -> None:
    assert number_kind(largest, wide=False) == unsigned
    assert number_kind(largest, wide=False, signed=True) == signed
    assert number_kind(largest, wide=True) == "object"
    assert number_kind(largest, wide=True, signed=True) == "object"


@pytest.mark.parametrize(
    ("statistic", "bar", "each", "bound"),
    [
        ("least", Fraction(1, 2), 0, 5),
        ("count", Fraction(4), 0, 4),
        ("count", Fraction(6), 0, 5),
        ("total", Fraction(5, 4), 0, 4),  # 3.75 of thirds
        ("total", Fraction(4, 3), 0, 4),
        ("total", Fraction(11, 4), "1/4", 5),  # 5/4 come from the weights, whatever the answers
        ("total", Fraction(-3, 2), -1, 11),  # 4.5 of 15 may be lost
        ("mean", Fraction(2, 3), 0, 10),
        ("mean", Fraction(7, 10), 0, 11),  # 10.5 of 15
        ("share", Fraction(1), 0, 5),
    ],
)
def test_the_lowest_amount_that_suffices(statistic: StatisticName, bar: Fraction, each: int | str, bound: int) -> None:
    """Five items of weight 1, in thirds where their values count, in ones where they reach something or not."""
    unit = 3 if STATISTICS[statistic].common else 1
    assert STATISTICS[statistic].bound(bar, 5, unit, each=Fraction(each)) == bound


def test_ranks_have_a_common_denominator() -> None:
    assert [level_unit(top) for top in range(5)] == [1, 1, 2, 6, 12]


def test_weights_become_coprime_whole_numbers() -> None:
    assert coprime([Fraction(4), Fraction(6), Fraction(0)]) == ((2, 3, 0), Fraction(1, 2))
    assert coprime([Fraction(1, 2), Fraction(1, 3)]) == ((3, 2), Fraction(6))
    assert coprime([Fraction(0)]) == ((0,), Fraction(1))


def test_what_options_add_to_a_sum() -> None:
    credits_ = [Fraction(0), Fraction(1, 3), Fraction(1, 3), Fraction(1)]

    assert credit_rises(credits_, 2, 3) == {1: 2, 2: 0, 3: 4}


def test_neighbours_are_one_run_where_their_position_is_the_same() -> None:
    assert runs_of([(0, 1), (1, 1), (2, 2), (3, 2), (5, 2)]) == [(0, 2, 1), (2, 4, 2), (5, 6, 2)]
    assert runs_of([]) == []


def test_questions_are_counted_by_what_they_add() -> None:
    """As a whole if every option above the lowest adds the same; else from a position on."""
    rises = [(0, {1: 1, 2: 1}), (1, {1: 1}), (2, {1: 0, 2: 1}), (3, {2: 1, 1: 1}), (4, {1: 1, 2: 0, 3: 1})]

    assert counts_of(rises) == (Count(1, whole=((0, 1), (3, 4)), passed=((1, 2, 1), (4, 5, 1), (2, 3, 2), (4, 5, 3))),)
    assert counts_of([(0, {1: 0})]) == ()


def test_neighbours_are_counted_together_whatever_their_options_and_their_order() -> None:
    assert counts_of([(0, {1: 5, 2: 5}), (1, {1: 5, 2: 5, 3: 5})]) == (Count(5, whole=((0, 2),)),)
    assert counts_of([(1, {1: 5}), (2, {2: 5}), (0, {1: 5})]) == (Count(5, passed=((0, 2, 1), (2, 3, 2))),)


def test_a_count_stays_in_one_byte() -> None:
    """Up to 255 together; a question that counts twice and no longer fits starts the next."""
    single = [(place, {1: 7}) for place in range(256)]
    twice = [(place, {1: 7, 2: 7}) for place in range(129)]

    assert counts_of(single[:255]) == (Count(7, passed=((0, 255, 1),)),)
    assert counts_of(single) == (Count(7, passed=((0, 255, 1),)), Count(7, passed=((255, 256, 1),)))
    assert counts_of([(place, {1: 7}) for place in range(511)]) == (
        Count(7, passed=((0, 255, 1),)),
        Count(7, passed=((255, 510, 1),)),
        Count(7, passed=((510, 511, 1),)),
    )
    assert counts_of(twice) == (Count(7, whole=((0, 127),)), Count(7, whole=((127, 129),)))
    assert counts_of([*twice, *single[129:130]]) == (
        Count(7, whole=((0, 127),)),
        Count(7, whole=((127, 129),), passed=((129, 130, 1),)),
    )
    assert lacking_counts([(place, 3) for place in range(256)], 2) == (
        Count(6, lacking=((0, 255),)),
        Count(6, lacking=((255, 256),)),
    )
    assert lacking_counts([(0, 1), (2, 1), (3, 2)], 5) == (
        Count(5, lacking=((0, 1), (2, 3))),
        Count(10, lacking=((3, 4),)),
    )


def test_sums_have_their_own_bits() -> None:
    """A number is read by its shift and mask; a sign is set if a sum plus a constant is 0 or more."""
    packing = Packing([3, 2])
    first = linear_of([Count(2, whole=((0, 2),))], [3, 2])
    second = linear_of([Count(3, passed=((1, 2, -2),))], [3, 2])

    assert first == {0: [0, 2, 4, 0, 0, 0], 1: [0, 2, 0, 0, 0]}
    assert second == {1: [3, 3, 0, 3, 3]}
    both = added([(1, first), (-2, second)])
    assert both == {0: [0, 2, 4, 0, 0, 0], 1: [-6, -4, 0, -6, -6]}
    shift, mask = packing.number(first)
    least = packing.sign(both, 2)
    nothing = packing.number({})
    assert (shift, mask, nothing[1]) == (0, 7, 0)
    for one in range(-3, 3):
        for other in range(-3, 2):
            bits = packing.start + packing.tables[0][one] + packing.tables[1][other]
            assert bits >> shift & mask == first[0][one] + first[1][other]
            assert bool(bits & least) == (both[0][one] + both[1][other] + 2 >= 0)
            assert bits >> nothing[0] & nothing[1] == 0
