"""Figures of the user's own beside a history, and a forecast from its pace."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from builders import question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, ArgumentError, History, Outcomes, compare_dates, compare_outcomes, forecast
from maturity_core.telling.outcomes import forecast_texts, outcomes_texts

TWO = two()


def over(*sheets: Any, target: Any = "high", days: tuple[str, ...] = ()) -> History:
    """Return a history of sheets, a year apart."""
    days = days or tuple(f"202{year}-01-01" for year in range(len(sheets)))
    return compare_dates(
        TWO, [TWO.assess(codes, {"date": day}) for codes, day in zip(sheets, days, strict=True)], target
    )


HISTORY = over([0, 0, 0, 1], [1, 1, 1, 0], [2, 2, 1, 0])
NEVER = "At the slowest they never are, because then no more was done than lost."
DAYS = ("2020-01-01", "2021-01-01", "2022-01-01")


def figures(*values: Any, **fields: Any) -> dict[str, Any]:
    """Return one outcome with figures for the first points; None leaves one out."""
    given = {day: value for day, value in zip(DAYS, values, strict=False) if value is not None}
    return {"outcomes": {"churn": {"better": "less", "figures": given, **fields}}}


def refused(given: Any) -> list[str]:
    """Return why figures are refused."""
    with pytest.raises(ArgumentError) as caught:
        compare_outcomes(TWO, HISTORY, given)
    return [str(problem) for problem in caught.value.problems]


def test_figures_are_before_and_after_with_what_moved_meanwhile() -> None:
    found = compare_outcomes(TWO, HISTORY, figures(8.5, "7.5", 9, name="Churn", unit="%"))

    churn = found.outcomes["churn"]
    assert [(move.change, move.went) for move in churn.moves] == [(-1.0, "better"), (1.5, "worse")]
    assert (churn.moves[0].rose, churn.moves[0].fell) == (("goals", "plan"), ("team",))
    assert (churn.moves[1].rose, churn.moves[1].fell) == (("goals", "plan"), ())
    assert churn.went == "worse"
    assert outcomes_texts(TWO, found) == [
        "Churn: from 8.5% to 7.5% (2020-01-01 to 2021-01-01), which is better.",
        "Meanwhile rose: Goals and Plan.",
        "Meanwhile fell: Team.",
        "Churn: from 7.5% to 9% (2021-01-01 to 2022-01-01), which is worse.",
        "Meanwhile rose: Goals and Plan.",
    ]
    assert Outcomes.model_validate_json(found.model_dump_json()) == found


def test_a_point_without_a_figure_is_passed_over() -> None:
    churn = compare_outcomes(TWO, HISTORY, figures(8, None, 8)).outcomes["churn"]
    assert [(move.then, move.now, move.went) for move in churn.moves] == [("2020-01-01", "2022-01-01", "same")]
    more = compare_outcomes(TWO, HISTORY, figures(1, 2, better="more"))
    assert more.outcomes["churn"].went == "better"
    one = compare_outcomes(TWO, HISTORY, figures(8))
    assert (one.outcomes["churn"].went, one.outcomes["churn"].moves) == (None, ())
    assert outcomes_texts(TWO, one) == ["churn: a single figure, so there is nothing to compare."]
    same = outcomes_texts(TWO, compare_outcomes(TWO, over([1] * 4, [1] * 4), figures(8, 8)))
    assert same == ["churn: still 8 (2020-01-01 to 2021-01-01)."]


def test_what_improvements_paid() -> None:
    given = {"goals": {"cost": 12, "gain": 2}, "plan": {"cost": 0, "gain": 1}, "team": {"cost": 3}}

    found = compare_outcomes(TWO, HISTORY, {"per": "month", "improvements": given})

    assert [(one.capability, one.payback.periods, one.payback.return_12, one.rose) for one in found.improvements] == [
        ("goals", 6.0, 1.0, "better"),
        ("plan", 0.0, None, "better"),
        ("team", None, -1.0, "worse"),
    ]
    assert outcomes_texts(TWO, found) == [
        "Goals: cost 12, brings 2 per month. It pays for itself after 6.00 periods. Return over 12 periods: 100%.",
        "Plan: cost 0, brings 1 per month. It pays for itself after 0.00 periods.",
        "Team: cost 3, brings 0 per month. Return over 12 periods: -100%. This capability has not risen, though.",
    ]
    still = compare_outcomes(TWO, over([1] * 4, [1] * 4), {"improvements": {"goals": {}}})
    assert still.improvements["goals"].rose == "same"
    assert outcomes_texts(TWO, still)[0].startswith("Goals: cost 0, brings 0 per period.")


def test_an_improvement_without_a_before_or_an_after_neither_rose_nor_fell() -> None:
    apart, there = [1, 1, 1, NOT_APPLICABLE], [1, 1, 1, 2]
    given = {"improvements": {"team": {"cost": 3}}, **figures(1, 2)}
    unknown = "Whether this capability has risen is not known: it has no score to compare at one of the two dates."

    for one, other in ((apart, there), (there, apart), ({}, there)):
        found = compare_outcomes(TWO, over(one, other), given)
        assert found.improvements["team"].rose is None
        assert outcomes_texts(TWO, found)[-1].endswith(unknown)
        assert "team" not in (*found.outcomes["churn"].moves[0].rose, *found.outcomes["churn"].moves[0].fell)
        assert Outcomes.model_validate_json(found.model_dump_json()) == found
    added = [{"edition": "1", "added": ["team-led"]}]
    later = two(edition="2", since=added, questions=[*TWO.questions, question("team-led", "team")])
    carried = compare_dates(later, {"a": TWO.assess([1] * 4), "b": later.assess([2] * 5)})
    paid = compare_outcomes(later, carried, {"improvements": {"team": {"cost": 3}, "goals": {"cost": 3}}})
    assert [one.rose for one in paid.improvements] == [None, "better"]


def test_a_target_out_of_reach_has_no_forecast() -> None:
    rules = [rule("framework", "mid", total=1, base=0), rule("framework", "high", total=2, base=0)]
    framework = tiny(requirements=rules)
    apart, there = ([1, NOT_APPLICABLE], [1, 1])

    for pair in ((apart, there), (there, apart), (apart, apart)):
        sheets = [framework.assess(codes, {"date": day}) for codes, day in zip(pair, DAYS, strict=False)]
        assert forecast(compare_dates(framework, sheets, "high")) is None


def test_all_that_is_wrong_is_said() -> None:
    assert refused(3)[0].startswith("figures: expected a mapping; got 3")
    assert refused({"per": 3, "outcomse": {}, "improvements": 1}) == [
        "figures.outcomse: no such key; got 'outcomse'; allowed: per, outcomes, improvements; did you mean 'outcomes'?",
        "figures.improvements: expected a table; got 1",
        "figures.per: expected a line of text; got 3; allowed: at most 80 characters",
    ]
    wrong = {"better": "up", "unit": 3, "name": "", "figures": {"2019": 1, 3: 1, "2021-01-01": "x"}, "colour": 1}
    told = refused({"outcomes": {"churn": wrong, 3: 4}, "improvements": {"gaols": {"cost": -1}, "plan": {"gian": 1}}})
    assert {text.partition(";")[0] for text in told} == {
        "figures.outcomes.churn.colour: no such key",
        "figures.outcomes.churn.name: expected a line of text",
        "figures.outcomes.churn.unit: expected a line of text",
        "figures.outcomes.churn.better: say which is better",
        refused(figures(None, "x"))[0].partition(";")[0],
        "figures.outcomes.churn.figures.2019: no such point",
        "figures.outcomes.churn.figures.3: no such point",
        "figures.outcomes.3: expected a table",
        "figures.outcomes.3.name: expected a line of text",
        "figures.outcomes.3.better: say which is better",
        "figures.improvements.gaols: no such capability",
        "figures.improvements.gaols.cost: a cost cannot be negative",
        "figures.improvements.plan.gian: no such key",
    }
    assert refused({"outcomes": {"churn": {"better": "less", "figures": 3}}})[0].startswith(
        "figures.outcomes.churn.figures: expected figures by the names of points"
    )
    nothing: Any = None
    with pytest.raises(ArgumentError, match="expected a history"):
        compare_outcomes(TWO, nothing, {})
    with pytest.raises(ArgumentError, match="expected a history"):
        forecast(nothing)


FORECASTS: dict[str, tuple[History, tuple[int, str | None, str | None], str]] = {
    "two paces": (
        over([0, 0, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]),
        (4, "2023-05-04", "2025-12-31"),
        "Steps still missing: 4. At the fastest pace so far they are done by 2023-05-04, at the slowest by 2025-12-31.",
    ),
    "one pace": (
        over([0] * 4, [1] * 4),
        (4, "2022-01-02", "2022-01-02"),
        "Steps still missing: 4. At the pace so far they are done by 2022-01-02.",
    ),
    "lost in between": (
        over([0] * 4, [1] * 4, [1, 1, 1, 0]),
        (5, "2023-04-04", None),
        f"Steps still missing: 5. At the fastest pace so far they are done by 2023-04-04. {NEVER}",
    ),
    "only lost": (
        over([1] * 4, [0] * 4),
        (8, None, None),
        "Steps still missing: 8. At the pace so far they are never done, because no more was done than lost.",
    ),
    "done": (
        over([1] * 4, [2] * 4),
        (0, "2021-01-01", "2021-01-01"),
        "Nothing is missing for the target any more.",
    ),
}


@pytest.mark.parametrize(("history", "days", "text"), FORECASTS.values(), ids=FORECASTS.keys())
def test_a_forecast_is_a_range_of_days(history: History, days: tuple[int, str, str], text: str) -> None:
    found = forecast(history, dt.date(2023, 1, 1))

    assert found is not None
    ends = [day and day.isoformat() for day in (found.earliest, found.latest)]
    assert (found.left, *ends) == days
    assert forecast_texts(found) == [text, *(["Planned for: 2023-01-01."] if found.left else [])]


def test_where_no_forecast_can_be_made_there_is_none() -> None:
    assert forecast(over([0] * 4, [1] * 4, [2] * 4, target=None)) is None
    undated = compare_dates(TWO, {"a": TWO.assess([0] * 4), "b": TWO.assess([1] * 4)}, "high")
    assert forecast(undated) is None
    due: Any = dt.datetime(2023, 1, 1)  # noqa: DTZ001 - it is refused
    with pytest.raises(ArgumentError, match="expected a date"):
        forecast(HISTORY, due)
    far = forecast(over([0, 0, 0, 0], [1, 0, 0, 0], days=("0001-01-01", "9000-01-01")))
    assert far is not None
    assert far.earliest is None
    days = {name: TWO.assess([code] * 4, {"date": "2020-01-01"}) for code, name in enumerate("ab")}
    assert forecast(compare_dates(TWO, days, "high")) is None
