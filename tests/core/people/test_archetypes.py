"""Organisations in bands by their own figures, and what sets the best apart."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import dear, question, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, Archetypes, Assessment, MaturityError, find_archetypes
from maturity_core.people.archetypes import mid_places

TWO = two()
PARTS = "at least two shares above 0% that add up to 100%"


def group(number: int, codes: Any = None) -> dict[str, Assessment]:
    """Return so many organisations, the later ones with better answers."""
    return {f"o{place:02}": TWO.assess(codes or [2 * place // number] * 4) for place in range(number)}


def figure(values: Any, better: str = "more", **fields: Any) -> dict[str, Any]:
    """Return an outcome with figures for the first organisations; None leaves one out."""
    figures = {f"o{place:02}": value for place, value in enumerate(values) if value is not None}
    return {"better": better, "figures": figures, **fields}


def found(number: int, values: Any = None, **options: Any) -> Archetypes:
    """Return the archetypes of so many organisations by one figure."""
    better = options.pop("better", "more")
    one = figure(range(number) if values is None else values, better)
    return find_archetypes(TWO, group(number), {"outcomes": {"nps": one}}, **options)


def sizes(result: Archetypes) -> list[int]:
    return [band.size for band in result.bands]


def refused(figures: Any, number: int = 3, **options: Any) -> list[str]:
    """Return why archetypes are refused."""
    with pytest.raises(MaturityError) as caught:
        find_archetypes(TWO, group(number), figures, **options)
    return [str(problem) for problem in caught.value.problems]


@given(values=st.lists(st.integers(0, 6), min_size=5, max_size=12), data=st.data())
@dear
def test_bands_are_whole_ties_stay_together_and_the_order_is_irrelevant(values: list[int], data: st.DataObject) -> None:
    result = found(len(values), values)

    assert sum(sizes(result)) == len(values)
    assert Archetypes.model_validate_json(result.model_dump_json()) == result
    turned = data.draw(st.permutations(list(group(len(values)).items())))
    outcomes = {"outcomes": {"nps": figure(values)}}
    assert find_archetypes(TWO, dict(turned), outcomes) == result
    backwards = {"outcomes": {"nps": figure([-value for value in values], "less")}}
    assert sizes(find_archetypes(TWO, group(len(values)), backwards)) == sizes(result)
    if len({*values}) == len(values):
        ends = [Fraction(15, 100), Fraction(65, 100), Fraction(1)]
        exact = [sum(Fraction(2 * place + 1, 2 * len(values)) <= end for place in range(len(values))) for end in ends]
        assert sizes(result) == [exact[0], exact[1] - exact[0], exact[2] - exact[1]]
        assert not [band for band in result.bands if band.tied]


def test_the_best_are_15_the_middle_50_and_the_lower_35_of_a_hundred() -> None:
    result = found(100)

    assert sizes(result) == [15, 50, 35]
    assert [band.medians["nps"].value for band in result.bands] == [92.0, 59.5, 17.0]
    assert [band.tied for band in result.bands] == [0, 0, 0]


def test_less_may_be_better_and_bands_are_of_any_size() -> None:
    result = found(10, better="less", shares=["20%", "1/2", 0.3], organisation="o00")

    assert (sizes(result), result.here) == ([2, 5, 3], 0)
    assert found(10, organisation="o00").here == 2


def test_ties_are_said() -> None:
    """Of ten, four tie for the second place: their middle is beyond the best 15%."""
    result = found(10, [9, 5, 5, 5, 5, 4, 3, 2, 1, 0])

    assert (sizes(result), [band.tied for band in result.bands]) == ([1, 6, 3], [0, 4, 0])
    alike = found(10, [1] * 10)
    assert (sizes(alike), [band.tied for band in alike.bands]) == ([0, 10, 0], [0, 10, 0])


def test_several_figures_are_combined_by_their_weights_alone() -> None:
    up, down = figure(range(10)), figure(range(10), "less")

    def best(one: Any, other: Any) -> int | None:
        outcomes = {"outcomes": {"a": {**up, "weight": one}, "b": {**down, "weight": other}}}
        return find_archetypes(TWO, group(10), outcomes, organisation="o09").here

    assert (best(2, 1), best(1, 2), best("1/2", "0.5")) == (0, 2, 1)
    assert refused({"outcomes": {"a": figure([1]), "b": figure([1], weight=0)}}) == [
        "figures.outcomes.a.weight: of several figures, each needs a weight; got None; allowed: above 0",
        "figures.outcomes.b.weight: a figure cannot weigh nothing; got 0; allowed: above 0",
    ]
    assert refused({"outcomes": {"a": figure([1], weight="x")}})[0].startswith("figures.outcomes.a.weight: ")


def test_who_lacks_a_figure_or_has_answered_too_little_is_in_no_band() -> None:
    organisations = {**group(8), "waits": TWO.assess({})}
    outcome = figure([None, *range(1, 8)])
    outcome["figures"]["waits"] = 9

    result = find_archetypes(TWO, organisations, {"outcomes": {"nps": outcome}}, organisation="waits")

    assert (result.size, result.without, result.left_out, result.here) == (7, 1, 1, None)


def test_small_groups_are_suppressed() -> None:
    few = found(4)
    assert (few.suppressed, few.bands, few.distinct, few.here) == (True, (), (), None)
    some = found(30)
    assert (sizes(some), some.compared, some.distinct) == ([5, 15, 10], True, some.distinct)
    small = found(20)
    assert (sizes(small), small.compared, small.distinct) == ([3, 10, 7], False, ())
    assert [len(band.medians) for band in small.bands] == [0, 1, 1]
    assert found(20, minimum=3).compared


def test_what_the_best_have_and_the_next_have_not() -> None:
    """Forty organisations: the best six have it all, the others nothing but on one question; one does not apply."""
    sheets = {
        f"o{place:02}": TWO.assess([2, 1, 2, NOT_APPLICABLE] if place >= 34 else [0, 1, place % 3, place % 3])
        for place in range(40)
    }

    result = find_archetypes(TWO, sheets, {"outcomes": {"nps": figure(range(40))}}, organisation="o03")

    assert [(one.question, one.option, one.answer) for one in result.distinct] == [
        ("goals-set", "always", "rarely"),
        ("plan-seen", "always", "rarely"),
    ]
    goals = result.distinct[0]
    assert (goals.best, goals.best_size, goals.next, goals.next_size, goals.apart) == (6, 6, 0, 20, 1.0)


def test_what_was_asked_anew_is_open() -> None:
    since = [{"edition": "1", "added": ["team-led"]}]
    later = two(edition="2", since=since, questions=[*TWO.questions, question("team-led", "team")])

    assert find_archetypes(later, group(6), {"outcomes": {"nps": figure(range(6))}}).size == 6


def test_all_that_is_wrong_is_said() -> None:
    assert refused(3)[0].startswith("figures: expected a table; got 3")
    assert refused({})[0].startswith("figures.outcomes: expected figures to order by")
    wrong = {"outcomes": {"nps": {"better": "up", "figures": {"o9": 1, "o01": "x"}}}, "per": "month"}
    assert {text.split(";")[0][:70] for text in refused(wrong, organisation="o3", shares=["50%"])} == {
        "shares: these are not the shares of bands",
        "figures.per: no such key",
        "figures.outcomes.nps.better: say which is better",
        "figures.outcomes.nps.figures.o01: expected a decimal with up to six pl",
        "figures.outcomes.nps.figures.o9: no such organisation",
        "organisation: no such organisation",
    }
    fine = {"outcomes": {"nps": figure([1, 2])}}
    for shares in (3, "50%", ["x", "y"], ["0%", "100%"], ["50%", "60%"], [1], []):
        assert refused(fine, shares=shares)[0].endswith(f"allowed: {PARTS}")
    assert refused(fine, minimum=1)[0].startswith("minimum: ")


def test_places_are_in_the_middle_of_their_ties() -> None:
    assert mid_places({}) == {}
    assert mid_places(dict.fromkeys("ab", Fraction(3))) == dict.fromkeys("ab", Fraction(1, 2))


@pytest.mark.parametrize(("field", "value", "message"), [("size", 99, "do not add up"), ("here", 3, "no such band")])
def test_V3_changed_archetypes_are_refused(field: str, value: int, message: str) -> None:
    data = found(10).model_dump(mode="json")
    data[field] = value

    with pytest.raises(MaturityError, match=message):
        Archetypes.model_validate(data)
