"""How many questions the short path asks, compared with every way of asking, for all frameworks of some small kinds."""

from __future__ import annotations

import os
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product
from typing import TYPE_CHECKING

import pytest
from builders import LEVELS, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, UNANSWERED, Framework
from maturity_core.testing.oracle_asking import Asking
from maturity_core.testing.oracle_model import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.testing.oracle import Sheet

Q = "abcd"
Counts = tuple[int, frozenset[str]]
"""How many of which questions have to be a yes."""


class Counted:
    """How many questions a framework's short path asks, and the fewest by any way of asking and by any fixed order."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.columns = {entry.id: column for column, entry in enumerate(framework.questions)}
        self.asking = Asking(Model(framework))
        self.start = (UNANSWERED,) * len(self.columns)

    def next(self, sheet: Sheet) -> int:
        """Return which question the short path asks next."""
        name = self.framework.assess(list(sheet)).short_path().next
        assert name is not None
        return self.columns[name]

    @property
    def short(self) -> Fraction:
        return self.asking.average(self.start, self.next)

    @property
    def fewest(self) -> Fraction:
        return self.asking.fewest(self.start)

    @property
    def in_best_order(self) -> Fraction:
        return self.asking.best_order(self.start)


def summing(weights: Sequence[int], *cuts: Fraction, scale: str) -> Framework:
    """Return a framework whose levels are cut from one total of weighted questions."""
    return tiny(
        levels=LEVELS[: len(cuts) + 1],
        questions=[question(name, scale=scale, weight=weight) for name, weight in zip(Q, weights, strict=False)],
        requirements=[rule("framework", LEVELS[place]["id"], total=cut, base=0) for place, cut in enumerate(cuts, 1)],
    )


def sums(most: int, cuts: int, scale: str) -> Iterator[Framework]:
    """Yield all with up to this many questions, weights of 1 to 3, and every choice of cuts that decide something."""
    between = {"yes-no": 1, "habit": 2}[scale]
    for count in range(1, most + 1):
        for weights in combinations_with_replacement((1, 2, 3), count):
            places = [Fraction(place, between) for place in range(1, sum(weights) * between + 1)]
            for chosen in combinations(places, cuts):
                yield summing(weights, *chosen, scale=scale)


SUMS = {
    "yes and no": ((4, 1, "yes-no"), 210),
    "three options": ((3, 1, "habit"), 180),
    "two levels": ((3, 2, "yes-no"), 210),
    "two levels of three options": ((2, 2, "habit"), 210),
}


@pytest.mark.parametrize(("kind", "many"), SUMS.values(), ids=SUMS.keys())
@pytest.mark.wide
def test_where_one_sum_decides_nobody_can_ask_fewer(kind: tuple[int, int, str], many: int) -> None:
    counted = list(map(Counted, sums(*kind)))

    assert len(counted) == many
    assert all(one.short == one.fewest for one in counted)


def counts() -> list[Counts]:
    """Return every count of some of four questions."""
    sets = [some for size in range(1, len(Q) + 1) for some in combinations(Q, size)]
    return [(number, frozenset(some)) for some in sets for number in range(1, len(some) + 1)]


def two_counts(*, levels: int, shared: bool) -> Iterator[tuple[Counts, Counts]]:
    """Yield two counts of the first two, three or four questions, of one level or of two; questions shared or not."""
    every = counts()
    for (one, some), (other, others) in combinations(every, 2) if levels == 1 else product(every, repeat=2):
        names = some | others
        if len(names) > 1 and names == set(Q[: len(names)]) and bool(some & others) == shared:
            yield (one, some), (other, others)


def counting(first: Counts, second: Counts, levels: int) -> Framework:
    """Return a framework of yes-no questions whose level asks for two counts, or whose two levels ask for one each."""
    made = [
        rule("framework", LEVELS[rung]["id"], count=number, reaching=1, of={"questions": sorted(of)})
        for rung, (number, of) in ((1, first), (levels, second))
    ]
    names = sorted(first[1] | second[1])
    return tiny(
        levels=LEVELS[: levels + 1], questions=[question(name, scale="yes-no") for name in names], requirements=made
    )


TABLE = {
    "one level, no question shared": (1, False, (31, 28), ("63/31", "243/124", "249/124"), "7/5"),
    "one level, questions shared": (1, True, (291, 267), ("584/291", "191/97", "191/97"), "7/5"),
    "two levels, no question shared": (2, False, (62, 62), ("267/124", "267/124", "567/248"), "1"),
    "two levels, questions shared": (2, True, (591, 459), ("2741/1182", "875/394", "449/197"), "8/5"),
}


LONG = os.environ.get("MATURITY_PROFILE") == "long"
WIDE = {"one level, questions shared", "two levels, questions shared"}
"""Ten times as many as all others, and run only in the long profile."""
TRIED = {name: row for name, row in TABLE.items() if LONG or name not in WIDE}


@pytest.mark.parametrize(("levels", "shared", "of_them", "averages", "most"), TRIED.values(), ids=TRIED.keys())
def test_of_two_counts_it_asks_what_the_page_says(
    levels: int,
    shared: bool,  # noqa: FBT001 - a case of the table
    of_them: tuple[int, int],
    averages: tuple[str, str, str],
    most: str,
) -> None:
    """On average the short path, any way of asking, the best fixed order; and the most asked for one that could be."""
    counted = [Counted(counting(one, two, levels)) for one, two in two_counts(levels=levels, shared=shared)]
    short, fewest = [one.short for one in counted], [one.fewest for one in counted]
    found = (short, fewest, [one.in_best_order for one in counted])

    assert (len(counted), sum(map(Fraction.__eq__, short, fewest))) == of_them
    assert tuple(sum(numbers, Fraction(0)) / len(counted) for numbers in found) == tuple(map(Fraction, averages))
    assert max(map(Fraction.__truediv__, short, fewest)) == Fraction(most)


def test_the_one_that_asks_most_for_what_could_be() -> None:
    """One yes in four gives the first level, one of the last two the second: asked first, those decide both at once."""
    counted = Counted(counting((1, frozenset("abcd")), (1, frozenset("cd")), 2))

    assert (counted.short, counted.fewest, counted.in_best_order) == (Fraction(3), Fraction(15, 8), Fraction(15, 8))
    assert counted.asking.in_order(counted.start, (2, 3, 0, 1)) == Fraction(15, 8)


@given(st.sampled_from(counts()), st.sampled_from(counts()), st.integers(1, 2), st.data())
def test_it_never_asks_fewer_than_can_be_and_never_once_it_is_settled(
    one: Counts, other: Counts, levels: int, data: st.DataObject
) -> None:
    framework = counting(one, other, levels)
    counted = Counted(framework)
    sheet = tuple(data.draw(st.sampled_from([UNANSWERED, DONT_KNOW, 0, 1])) for _ in framework.questions)

    assert framework.assess(list(sheet)).short_path().settled == counted.asking.settled(sheet)
    assert counted.asking.average(sheet, counted.next) >= counted.asking.fewest(sheet)
