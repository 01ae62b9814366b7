"""The results of one organisation over time: what changed from each to the next, and which way dimensions go."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maturity_core.errors import AnswersError, Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_list
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import known
from maturity_core.people.given import Called, all_arrived, assessments_given, named
from maturity_core.people.placing import placed
from maturity_core.people.progress import not_compared, progress, sheet_of
from maturity_core.readers.outline import core_version
from maturity_core.results.history import History, Point, Reading, Trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.results.history import Direction

FEWEST = 2
"""A history has at least so many points."""
POINTS = Called("results", "point in time", fewest=FEWEST)


def compare_dates(
    framework: Framework, results: Sequence[Assessment] | Mapping[str, Assessment], target: TargetLike = None
) -> History:
    """Return the results of one organisation over time: what changed from each to the next, and from first to last.

    Args:
        framework: the framework of today. Results of earlier editions are carried over to it.
        results: assessments, which are sorted by the date of their sheets; or assessments by names such as `"2025"`, in
            the order of time.
        target: what progress is measured towards; by default, what the earlier of two results aimed at.

    Raises:
        AnswersError: listing everything that is wrong: fewer than two results, one without a date or with the date of
            another, names that contradict the dates, several organisations, results that cannot be carried over.
        ArgumentError: the results are something else.
        TargetError: the target is invalid.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheets = [framework.assess([code] * 20, {"date": f"202{code}-05-01"}) for code in (3, 2, 4)]
    >>> [point.name for point in compare_dates(framework, sheets).points]
    ['2022-05-01', '2023-05-01', '2024-05-01']
    """
    framework_given(framework)
    sheets = _in_order(results)
    arrivals = all_arrived(sheets, framework, POINTS)
    today = {name: found.sheet for name, found in arrivals.items()}
    asked = {name: found.carried.ask for name, found in arrivals.items()}
    names = list(today)
    points = Entries(
        Point(**vars(sheet_of(sheet, name)), ladders=Entries(_readings(today[name], {*asked[name]})))
        for name, sheet in sheets.items()
    )
    steps = [progress(today[now], sheets[then], target, (then, now), asked[now]) for then, now in pairwise(names)]
    first, last = names[0], names[-1]
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": framework.outline.stamp,
        "points": points,
        "steps": tuple(steps),
        "overall": progress(today[last], sheets[first], target, (first, last), asked[last])
        if len(steps) > 1
        else steps[0],
        "trends": Entries(_trends(points)),
        "undone": tuple(_undone(framework, [*today.values()], {name for ask in asked.values() for name in ask})),
    }
    return known(History, values, unset=("schema_version",))


def _in_order(results: Any) -> dict[str, Assessment]:
    """Return results by name, in the order of time.

    Raises:
        AnswersError: that order is not known, there are too few, or their names are wrong.
        ArgumentError: the results are something else.
    """
    entries = assessments_given(results, POINTS)
    sheets = [sheet for _, sheet in entries]
    listed = is_list(results)
    problems = list(_undated(sheets) if listed else _misdated(sheets))
    if problems:
        raise AnswersError(problems)
    names = [str(sheet.facts.date) if listed else name for name, sheet in entries]
    found = named([(given, name, sheet) for name, (given, sheet) in zip(names, entries, strict=True)], POINTS)
    return dict(sorted(found.items())) if listed else found


def _undated(sheets: Sequence[Assessment]) -> Iterator[Problem]:
    """Yield the sheets that have no date, or the date of an earlier one in the list."""
    seen: set[object] = set()
    for place, sheet in enumerate(sheets, start=1):
        day = sheet.facts.date
        if day is None:
            yield Problem("this sheet has no date", f"results.{place}", hint="give it one, or give each sheet a name")
        elif day in seen:
            hint = "to compare people, use compare_raters"
            yield Problem("another sheet has this date", f"results.{place}", day.isoformat(), hint=hint)
        seen.add(day)


def _misdated(sheets: Sequence[Assessment]) -> Iterator[Problem]:
    """Yield two dates of which the later one comes first."""
    days = [sheet.facts.date for sheet in sheets if sheet.facts.date]
    for earlier, later in pairwise(days):
        if later < earlier:
            allowed = "the order of time"
            yield Problem("the sheets are not in order", "results", f"{earlier} before {later}", allowed)


def _readings(sheet: Assessment, anew: set[str]) -> Iterator[Reading]:
    """Yield where the framework and its dimensions are."""
    apart = not_compared(sheet.framework, anew)
    for one in placed(sheet):
        yield Reading(**vars(one), compared=one.ladder not in apart)


def _undone(framework: Framework, sheets: Sequence[Assessment], anew: set[str]) -> Iterator[str]:
    """Yield the questions whose best answer on the way is above the first one and above the last one, by credit.

    What is open at last is not known to have fallen.
    """
    for place, question in enumerate(framework.questions):
        codes = [int(sheet.codes[place]) for sheet in sheets]
        worth = [question.options[code].credit if code >= 0 else Fraction(0) for code in codes]
        if codes[-1] >= 0 and question.id not in anew and max(worth) > max(worth[0], worth[-1]):
            yield question.id


def _trends(points: Entries[Point]) -> Iterator[Trend]:
    for ladder in points[0].ladders.ids:
        readings = [point.ladders[ladder] for point in points]
        scores = [entry.score_exact for entry in readings if entry.compared and not entry.not_yet]
        known_scores = [score for score in scores if score is not None]
        signs = {(later > earlier) - (later < earlier) for earlier, later in pairwise(known_scores)} - {0}
        direction: Direction = "steady"
        if len(known_scores) < FEWEST:
            direction = "none"
        elif signs:
            direction = "mixed" if len(signs) > 1 else "rising" if 1 in signs else "falling"
        yield Trend(ladder=Ladder.read(ladder), direction=direction)
