"""Whole numbers in one: every sum over the answers to one sheet has its own bits, so that one addition adds them all.

What an answer adds to a sum is known beforehand. So each question has a table with one large integer an answer code,
and the integers of a sheet's answers, added up, hold every sum there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE, STATES, WORDS

if TYPE_CHECKING:
    from maturity_core.compiled.counts import Count

Linear = Mapping[int, Sequence[int]]
"""A sum over questions: what each answer to a question adds, options first, then the codes of states, lowest first."""


class Packing:
    """Sums with their bits. `tables` are by question, in file order; a negative code finds its entry from the end."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.tables = [[0] * (size + len(STATES)) for size in sizes]
        self.start = 0
        self._bits = 0

    def number(self, linear: Linear) -> tuple[int, int]:
        """Give a sum that is never negative its bits; return by how many to shift, and the mask to apply then."""
        bits = sum(max(values) for values in linear.values()).bit_length()
        shift = self._add(linear, bits)
        return shift, (1 << bits) - 1

    def sign(self, linear: Linear, constant: int) -> int:
        """Give a sum plus a constant its bits; return the mask of the one that is set where it is 0 or more."""
        # 2**bits is added beforehand, so that the bit at that place is set exactly where the sum is not negative. Each
        # sum has as many bits as its ends need and never reaches into the next, so the comparison is exact:
        # docs/meaning.md#4-decisions-are-exact
        low = constant + sum(min(values) for values in linear.values())
        high = constant + sum(max(values) for values in linear.values())
        bits = max(-low, high).bit_length()
        shift = self._add(linear, bits + 1)
        self.start += ((1 << bits) + constant) << shift
        return 1 << (shift + bits)

    def _add(self, linear: Linear, bits: int) -> int:
        shift = self._bits
        self._bits += bits
        for question, values in linear.items():
            table = self.tables[question]
            for place, value in enumerate(values):
                table[place] += value << shift
        return shift


def linear_of(counts: Sequence[Count], sizes: Sequence[int]) -> dict[int, list[int]]:
    """Return what each answer adds to a sum that is counted so; `sizes` are the questions' numbers of options.

    >>> from maturity_core.compiled.counts import Count
    >>> linear_of([Count(2, whole=((0, 1),)), Count(3, passed=((1, 2, 1),))], [3, 2])
    {0: [0, 2, 4, 0, 0, 0], 1: [0, 3, 0, 0, 0]}
    """
    linear: dict[int, list[int]] = {}
    for count in counts:
        runs = [(first, last, range(1, max(sizes[first:last]))) for first, last in count.whole]
        runs += [(first, last, range(position, position + 1)) for first, last, position in count.passed]
        for first, last, positions in runs:
            for question in range(first, last):
                values = linear.setdefault(question, [0] * (sizes[question] + len(STATES)))
                for place, code in enumerate([*range(sizes[question]), *sorted(WORDS)]):
                    values[place] += count.rise * sum(code >= position for position in positions)
        for first, last in count.lacking:
            for question in range(first, last):
                values = linear.setdefault(question, [0] * (sizes[question] + len(STATES)))
                values[NOT_APPLICABLE] += count.rise
    return linear


def added(parts: Sequence[tuple[int, Linear]]) -> dict[int, list[int]]:
    """Return a sum of sums, each multiplied by a whole number."""
    total: dict[int, list[int]] = {}
    for factor, linear in parts:
        for question, values in linear.items():
            sums = total.setdefault(question, [0] * len(values))
            for place, value in enumerate(values):
                sums[place] += factor * value
    return total
