"""The results of one organisation over time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from builders import dear, question, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    DONT_KNOW,
    NOT_APPLICABLE,
    UNANSWERED,
    AnswersError,
    ArgumentError,
    Assessment,
    Framework,
    History,
    MaturityError,
    compare_dates,
)
from maturity_core.telling.progress import undone_text
from maturity_core.testing.strategies import answers, frameworks

HINT = "for several organisations or teams, use roll_up"
TWO = two()


def dated(day: str, codes: list[int], **facts: Any) -> Assessment:
    """Return the assessment of a sheet that has a date."""
    return TWO.assess(codes, {"date": day, **facts})


def problems(results: Any, framework: Framework = TWO) -> list[str]:
    """Return why results are refused."""
    with pytest.raises(AnswersError) as caught:
        compare_dates(framework, results)
    return [str(problem) for problem in caught.value.problems]


@given(data=st.data(), framework=frameworks())
@dear
def test_a_history_reads_back_and_adds_up(data: st.DataObject, framework: Framework) -> None:
    """Round trip; the first and the last point are those of the change over all; nothing is lost in between."""
    sheets = [framework.assess(data.draw(answers(framework))) for _ in range(3)]
    names = ("first", "second", "third")

    found = compare_dates(framework, dict(zip(names, sheets, strict=True)))

    assert History.model_validate_json(found.model_dump_json()) == found
    assert (found.overall.before, found.overall.after) == (found.steps[0].before, found.steps[-1].after)
    assert found.steps[0].after == found.steps[1].before
    assert [point.ladders["framework"].score_exact for point in found.points] == [one.score_exact for one in sheets]
    up, down = ({change.question for change in step.answers} for step in found.steps)
    assert {*found.undone} <= up & down
    if not {"mixed", "none"} & {trend.direction for trend in found.trends if trend.ladder == "framework"}:
        scores = [sheet.score_exact for sheet in sheets if sheet.score_exact is not None and not sheet.not_yet]
        assert scores in (sorted(scores), sorted(scores, reverse=True))


def test_sheets_are_sorted_by_date() -> None:
    days = ["2026-01-01", "2024-01-01", "2025-01-01"]
    found = compare_dates(TWO, [dated(day, [place] * 4) for place, day in enumerate(days)])

    assert found.points.ids == tuple(sorted(days))
    assert [(step.then.date, step.now.date) for step in found.steps] == [
        (dt.date.fromisoformat(one), dt.date.fromisoformat(other)) for one, other in pairwise(sorted(days))
    ]


def test_which_way_dimensions_go() -> None:
    sheets = {"1": [0, 0, 0, 1], "2": [1, 1, 1, 1], "3": [2, 2, 2, 0], "4": [2, 2, 2, 2]}

    found = compare_dates(TWO, {name: TWO.assess(codes) for name, codes in sheets.items()})

    assert {str(trend.ladder): trend.direction for trend in found.trends} == {
        "framework": "rising",
        "dimension work": "rising",
        "dimension people": "mixed",
    }
    steady = compare_dates(TWO, {"1": TWO.assess([1, 1, 1, 2]), "2": TWO.assess([1, 1, 1, 1])})
    assert [trend.direction for trend in steady.trends] == ["falling", "steady", "falling"]
    waiting = compare_dates(TWO, {"1": TWO.assess([1, 1, 1, 2]), "2": TWO.assess({})})
    assert {trend.direction for trend in waiting.trends} == {"none"}


def test_V1_points_of_an_earlier_edition_are_carried() -> None:
    """Between two of them, questions that came later are not compared either; then and now are both known."""
    since = [{"edition": "1", "added": ["team-led"]}]
    later = two(edition="2", since=since, questions=[*TWO.questions, question("team-led", "team")])

    found = compare_dates(
        later,
        {"2024": TWO.assess([0] * 4), "2025": TWO.assess([1] * 4), "2026": later.assess([2] * 5)},
    )

    assert [point.edition for point in found.points] == ["1", "1", "2"]
    assert [step.asked_anew for step in found.steps] == [("team-led",), ("team-led",)]
    assert [change.how for change in found.steps[0].answers] == ["rose"] * 4
    assert [point.ladders["dimension people"].compared for point in found.points] == [False, False, True]
    assert found.trends["dimension work"].direction == "rising"
    backwards = compare_dates(later, {"new": later.assess([2] * 5), "old": TWO.assess([2] * 4)})
    assert backwards.overall.answers == ()


def test_what_was_reached_and_lost_again_has_to_be_done_anew() -> None:
    """From first to last nothing changed: only the point between shows what was lost."""
    low, high = [1, 0, 2, NOT_APPLICABLE], [2, 1, 1, 2]

    found = compare_dates(TWO, {"a": TWO.assess(low), "b": TWO.assess(high), "c": TWO.assess(low)})

    assert (found.overall.answers, found.undone) == ((), ("goals-set", "plan-kept"))
    assert undone_text(TWO, found).startswith("Had risen in between and fell again, so it has to be done anew: How is")
    unknown = [DONT_KNOW, UNANSWERED, 2, NOT_APPLICABLE]
    opened = compare_dates(TWO, {"a": TWO.assess(low), "b": TWO.assess(high), "c": TWO.assess(unknown)})
    assert opened.undone == ()
    kept = compare_dates(TWO, {"a": TWO.assess(low), "b": TWO.assess(high), "c": TWO.assess(high)})
    assert (kept.undone, undone_text(TWO, kept)) == ((), "")


def test_all_that_is_wrong_is_said() -> None:
    assert problems([dated("2025-01-01", [1] * 4)]) == [
        "results: wrong number of assessments; got 1; allowed: 2 or more"
    ]
    assert problems([dated("2025-01-01", [1] * 4), TWO.assess([1] * 4), dated("2025-01-01", [2] * 4)]) == [
        "results.2: this sheet has no date; give it one, or give each sheet a name",
        "results.3: another sheet has this date; got 2025-01-01; to compare people, use compare_raters",
    ]
    assert problems(
        {"a": dated("2026-01-01", [1] * 4), "b": TWO.assess([0] * 4), "c": dated("2025-01-01", [1] * 4)}
    ) == ["results: the sheets are not in order; got 2026-01-01 before 2025-01-01; allowed: the order of time"]
    in_order = {"a": dated("2024-01-01", [1] * 4), "b": dated("2025-01-01", [1] * 4)}
    assert compare_dates(TWO, in_order).points.ids == ("a", "b")
    assert problems({"a": {"kept": 1}, "b": TWO.assess([0] * 4)})[0].startswith("results.a: expected an assessment")
    north, south = (dated(f"202{n}-01-01", [1] * 4, organisation=name) for n, name in enumerate(("North", "South")))
    assert problems([north, south]) == [
        f"results: the sheets are of several organisations; got North, South; allowed: one; {HINT}"
    ]
    other = two(id="other").assess([1] * 4)
    assert problems({"a": other, "b": TWO.assess([1] * 4)}) == [
        "results.a, framework: these answers belong to another framework; got 'other'; allowed: 'tiny'"
    ]
    text: Any = "2025"
    with pytest.raises(ArgumentError, match="assessments in a list, or by name"):
        compare_dates(TWO, text)


@pytest.mark.parametrize(("part", "message"), [("steps", "from each point"), ("overall", "from the first point")])
def test_V3_a_changed_history_is_refused(part: str, message: str) -> None:
    found = compare_dates(TWO, {name: TWO.assess([1] * 4) for name in ("a", "b", "c")})
    data: Any = found.model_dump(mode="json")
    data[part] = data[part][:1] if part == "steps" else data["steps"][0]

    with pytest.raises(MaturityError, match=message):
        History.model_validate(data)
