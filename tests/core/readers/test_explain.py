"""Explanation as data: every rung of every ladder, what was measured, and which questions hold it back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, Product, capability, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Explanation, load_framework
from maturity_core.model.entries import Entries
from maturity_core.readers import explain

ITEMS = {"of": {"dimensions": "all"}}
MEASURED: dict[str, tuple[dict[str, Any], str, bool]] = {
    "mean": ({"mean": "0.5"}, "5/8", True),
    "total up": ({"total": "12.5", "base": 10}, "25/2", True),
    "total down": ({"total": "9", "top": 10}, "17/2", False),
    "share": ({"share": "0.6", "reaching": 1}, "1/2", False),
    "least": ({"least": "0.5"}, "0", False),
    "count": ({"count": 3, "reaching": "0.5"}, "3", True),
    "mean of scores": ({"mean": "0.5", **ITEMS}, "5/12", False),
    "least of scores": ({"least": "0.5", **ITEMS}, "0", False),
    "mean of levels": ({"mean": "0.25", "by": "level", **ITEMS}, "1/4", True),
    "least of levels": ({"least": "0.5", "by": "level", **ITEMS}, "0", False),
    "count of rungs": ({"count": 2, "reaching": "mid", **ITEMS}, "1", False),
    "share of scores": ({"share": "0.5", "reaching": "0.8", **ITEMS}, "1/2", True),
    "total of levels": ({"total": "1.5", "base": 1, "by": "level", **ITEMS}, "3/2", True),
}


@pytest.mark.parametrize(("fields", "measured", "met"), MEASURED.values(), ids=MEASURED.keys())
def test_what_is_measured(fields: dict[str, Any], measured: str, met: bool) -> None:  # noqa: FBT001 - a case of the table
    """The exact value of every statistic, and the threshold it is compared with."""
    dimensions = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    requirements = [
        *dimensions,
        rule("framework", "mid", because="so", place="page 3", **fields),
        rule("framework", "high", least=1),
    ]
    result = two(requirements=requirements).assess([1, 2, 2, 0])

    (state,) = result.explain()["framework"].rungs[0].requirements
    assert result.framework.all_requirements[state.requirement].because == "so"
    assert str(state.measured_exact) == measured
    assert (state.state == "met") == met


def test_least_leaves_out_what_does_not_apply() -> None:
    """Of questions and of ladders; an open question has no credit."""
    rules = [
        rule("framework", "mid", least="0.5"),
        rule("framework", "mid", least="0.5", of={"dimensions": "all"}),
        rule("framework", "high", least=1),
    ]
    framework = two(requirements=rules)

    states = framework.assess([2, 1, 2, NOT_APPLICABLE]).explain()["framework"].rungs[0].requirements
    assert [state.measured_exact for state in states] == [Fraction(1, 2), Fraction(5, 6)]
    assert framework.assess([2, 1, UNANSWERED, 1]).explain()["framework"].rungs[0].requirements[0].measured_exact == 0


def test_ladders_stand_framework_first_then_dimensions_then_capabilities() -> None:
    """In file order, and only those with levels."""
    capabilities = [capability("goals", levels="own"), capability("plan"), capability("team", "people", levels="own")]
    more = [rule("each capability", level, least=1) for level in ("mid", "high")]
    framework = two(capabilities=capabilities, level_lists={"own": LEVELS}, requirements=[*two().requirements, *more])
    explanation = framework.assess({}).explain()

    ladders = ["framework", "dimension work", "dimension people", "capability goals", "capability team"]
    assert [state.ladder for state in explanation.ladders] == ladders
    assert explanation.available


def test_what_holds_a_requirement_back() -> None:
    """The questions that have to move for that requirement; what is met or set aside has none."""
    (mid, high) = two().assess([0, 2, 0, 1]).explain()["dimension work"].rungs
    (lone,) = two().assess([0, 0, 0, NOT_APPLICABLE]).explain()["dimension people"].rungs[0].requirements

    assert mid.requirements[0].holding_back == ("goals-set", "plan-seen")
    assert high.requirements[0].holding_back == ("goals-set", "plan-seen")
    assert (lone.state, lone.measured_exact, lone.holding_back) == ("set aside", None, ())


def test_rungs_are_passed_over_where_nothing_of_them_applies() -> None:
    """Such a rung is neither met nor unmet; the one above is judged as usual."""
    rules = [
        rule("framework", "mid", least=1, of={"questions": ["seen"]}),
        rule("framework", "high", least=1, of={"questions": ["kept"]}),
    ]
    explanation = tiny(requirements=rules).assess([2, NOT_APPLICABLE]).explain()

    states = [(rung.level, rung.state) for rung in explanation["framework"].rungs]
    assert states == [("mid", "passed over"), ("high", "met")]
    assert explanation["framework"].level == "high"


def test_it_is_worked_out_once() -> None:
    """Asking again gives the same object."""
    result = tiny().assess([0, 0])

    assert result.explain() is result.explain()


def test_a_framework_without_any_level_explains_nothing() -> None:
    """It has a score, but no ladder to explain."""
    framework = tiny(requirements=[], questions=[question("kept")])

    assert framework.assess([1]).explain().ladders == ()


def test_what_is_scored_in_code_is_not_explained() -> None:
    """The explanation says so, and has no ladder."""
    explanation = tiny().with_scorer(Product()).assess([1, 2]).explain()

    assert explanation == Explanation(available=False, ladders=Entries())


def test_requirements_that_are_kept_no_longer_are_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = load_framework("service-maturity-check")
    sheets = [[code] * 20 for code in range(5)]
    kept = [framework.assess(sheet).explain() for sheet in sheets]
    monkeypatch.setattr(explain, "MOST_KEPT", 1)
    framework.outline.measured.clear()

    assert [framework.assess(sheet).explain() for sheet in sheets * 2] == kept * 2
    assert len(framework.outline.measured) == 1
