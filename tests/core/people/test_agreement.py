"""Agreement between raters, held to published values; defined for every panel."""

from __future__ import annotations

import json
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Any, get_args

import pytest
from agreement_elsewhere import DATA
from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import ArgumentError
from maturity_core.people.agreement import Metric, Weighting, fleiss_kappa, krippendorff_alpha, weighted_kappa

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_core.results.agreement import Agreement

FOUR = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
]
"""Four observers, twelve units, five values, some missing: K. Krippendorff, Computing Alpha-Reliability, example C."""
FOURTEEN = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]
"""Fourteen raters, ten subjects, five categories: the worked example that is used for Fleiss' kappa everywhere."""
ALPHA: dict[Metric, tuple[str, Fraction]] = {
    "nominal": ("0.743", Fraction(113, 152)),
    "ordinal": ("0.815", Fraction(108577, 133160)),
    "interval": ("0.849", Fraction(951, 1120)),
    "ratio": ("0.797", Fraction(18222619, 22852465)),
}


@pytest.mark.parametrize("metric", ALPHA)
def test_alpha_has_its_published_values(metric: Metric) -> None:
    published, exact = ALPHA[metric]

    found = krippendorff_alpha(FOUR, metric)

    assert f"{found.value:.3f}" == published
    assert (found.value_exact, found.status, found.units) == (exact, "computed", 11)


def test_fleiss_kappa_has_its_published_value() -> None:
    found = fleiss_kappa(FOURTEEN)

    assert f"{found.value:.5f}" == "0.20993"
    assert (found.status, found.units) == ("computed", 10)


@pytest.mark.parametrize("case", json.loads(DATA.read_text("utf-8"))["cases"])
def test_other_libraries_say_the_same(case: dict[str, Any]) -> None:
    """What `krippendorff` and `statsmodels` gave: written by `agreement_elsewhere.py`."""
    units = [[one for one in row if one is not None] for row in case["gaps"]]
    pairs = [(row[0], row[1]) for row in case["ratings"]]
    values = range(1, max(map(max, case["ratings"])) + 1)
    ours = {
        "alpha": {metric: krippendorff_alpha(units, metric).value for metric in ALPHA},
        "kappa": {weighting: weighted_kappa(pairs, weighting).value for weighting in get_args(Weighting)},
        "fleiss": fleiss_kappa([[row.count(value) for value in values] for row in case["ratings"]]).value,
    }

    assert ours == {name: pytest.approx(case[name], rel=1e-9, abs=1e-12) for name in ours}


def test_weighted_kappa_of_a_table_worked_out_by_hand() -> None:
    """Three ranks, six pairs; distances count as they are, or squared."""
    pairs = [(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 0)]

    assert weighted_kappa(pairs).value_exact == 1 - Fraction(6 * 4, 2 * 2 * (1 + 1 + 1 + 1 + 2 + 2))
    assert weighted_kappa(pairs, "quadratic").value_exact == 1 - Fraction(6 * 6, 4 * (1 + 1 + 1 + 1 + 4 + 4))


M1: dict[str, tuple[Any, str, float | None]] = {
    "nobody": ([], "no-overlap", None),
    "one rater": ([[1], [2]], "one-rater", None),
    "no overlap": ([[1], [2], []], "one-rater", None),
    "nothing rated": ([[], []], "no-overlap", None),
    "all equal": ([[1, 1], [1, 1, 1]], "all-equal", 1.0),
    "two units": ([[1, 1], [2, 2]], "computed", 1.0),
}


@pytest.mark.parametrize(("ratings", "status", "value"), M1.values(), ids=M1.keys())
def test_M1_alpha_is_defined(ratings: Sequence[Sequence[int]], status: str, value: float | None) -> None:
    found = krippendorff_alpha(ratings)

    assert (found.status, found.value, found.interval) == (status, value, None)


def test_M1_kappas_are_defined() -> None:
    assert (weighted_kappa([]).status, weighted_kappa([]).value) == ("no-overlap", None)
    assert (weighted_kappa([(1, 1), (1, 1)]).status, weighted_kappa([(1, 1)]).value) == ("all-equal", 1.0)
    assert weighted_kappa([(1, 2), (1, 2), (1, 2)]).value == 0
    assert (fleiss_kappa([]).status, fleiss_kappa([(1, 0)]).status) == ("no-overlap", "one-rater")
    assert (fleiss_kappa([(3, 0), (3, 0)]).status, fleiss_kappa([(3, 0)]).value) == ("all-equal", 1.0)
    with pytest.raises(ArgumentError, match="every unit needs the same number of raters"):
        fleiss_kappa([(3, 0), (2, 2)])
    with pytest.raises(ArgumentError, match="ratios need values of 0 or more"):
        krippendorff_alpha([[-1, 1]], "ratio")


def test_the_interval_is_a_jackknife() -> None:
    """Of three units of which leaving out any changes nothing, it is a point; of others, it holds the value."""
    assert fleiss_kappa([(2, 1), (2, 1), (2, 1)]).interval == (-0.5, -0.5)
    found = krippendorff_alpha(FOUR)
    assert found.interval is not None
    assert found.value is not None
    assert -1 <= found.interval[0] < found.value < found.interval[1] <= 1
    assert weighted_kappa([(0, 0), (1, 1), (0, 1), (1, 1), (1, 0), (0, 0)]).interval is not None
    lopsided = fleiss_kappa([(2, 0), (2, 0), (0, 2)])
    assert lopsided.interval == (1.0, 1.0)


RATINGS = st.lists(st.lists(st.integers(0, 4), max_size=4), max_size=6)


@given(ratings=RATINGS, metric=st.sampled_from(tuple(ALPHA)), data=st.data())
def test_the_order_of_raters_and_units_is_irrelevant(
    ratings: list[list[int]], metric: Metric, data: st.DataObject
) -> None:
    turned = data.draw(st.permutations([data.draw(st.permutations(unit)) for unit in ratings]))

    one, other = krippendorff_alpha(ratings, metric), krippendorff_alpha(turned, metric)

    assert (one.status, one.value_exact, one.units) == (other.status, other.value_exact, other.units)
    assert one.value is None or one.value <= 1


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_kappa_is_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    assert weighted_kappa(pairs) == weighted_kappa([(other, one) for one, other in pairs])


def slow_interval(units: Sequence[Any], measure: Callable[[Sequence[Any]], Agreement]) -> tuple[float, float] | None:
    """Return the interval as its definition says: everything anew without each unit."""
    number = len(units)
    left = [measure([*units[:place], *units[place + 1 :]]).value_exact or Fraction(0) for place in range(number)]
    mean = sum(left, Fraction(0)) / number
    variance = Fraction(number - 1, number) * sum(((one - mean) ** 2 for one in left), Fraction(0))
    reach, value = 1.959963984540054 * sqrt(variance), measure(units).value or 0.0
    return max(value - reach, -1.0), min(value + reach, 1.0)


def is_as_slow(units: Sequence[Any], measure: Callable[[Sequence[Any]], Agreement]) -> bool:
    """Return whether an interval is the slow one to the last bit, or rightly missing."""
    found = measure(units)
    missing = found.status != "computed" or found.units < 3
    return found.interval == (None if missing else slow_interval(units, measure))


KAPPAS: dict[str, Callable[[Sequence[Any]], Agreement]] = {
    "linear": weighted_kappa,
    "quadratic": lambda pairs: weighted_kappa(pairs, "quadratic"),
}
PAIRS = [(0, 0), (1, 1), (0, 1), (1, 1), (1, 0), (0, 2), (2, 2)]


@pytest.mark.parametrize("metric", ALPHA)
def test_the_interval_of_alpha_is_that_of_its_definition(metric: Metric) -> None:
    assert is_as_slow(FOUR[:-1], lambda units: krippendorff_alpha(units, metric))


@pytest.mark.parametrize("measure", KAPPAS.values(), ids=KAPPAS.keys())
def test_the_interval_of_kappa_is_that_of_its_definition(measure: Callable[[Sequence[Any]], Agreement]) -> None:
    assert is_as_slow(PAIRS, measure)
    assert is_as_slow(FOURTEEN, fleiss_kappa)


@given(
    units=st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), max_size=6), metric=st.sampled_from([*ALPHA])
)
@dear
def test_every_interval_of_alpha_is_that_of_its_definition(units: list[list[int]], metric: Metric) -> None:
    assert is_as_slow(units, lambda some: krippendorff_alpha(some, metric))


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8), kappa=st.sampled_from([*KAPPAS]))
@dear
def test_every_interval_of_kappa_is_that_of_its_definition(pairs: list[tuple[int, int]], kappa: str) -> None:
    assert is_as_slow(pairs, KAPPAS[kappa])
