"""The page's scorer equals Python's: on all states of answers, models, rules of the field, and random frameworks.

Levels, ranges, scores, gaps and next steps are compared for every sheet; for some, also everything results say, and
short paths.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from aims import as_goals
from browser.as_asked import as_asked, comparable
from browser.scorer_page import ScorerPage
from builders import LEVELS, dimension, fine_totals, question, rule, tiny, uncounted
from field.cases import FILES, read
from hypothesis import Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from maturity_app.assessing import as_data
from maturity_core import FrameworkError, Status, TargetError, available_frameworks, load_framework, portable
from maturity_core.answers.counted import counted_many
from maturity_core.testing.draws import some_of
from maturity_core.testing.strategies import frameworks, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from maturity_core import Framework
    from maturity_core.scoring.many.place import Place

    Sheets = NDArray[np.int8]

SHIPPED, FIELD, DRAWN = 900, 900, 300
"""How many sheets there are for every shipped framework, every rule of the field, and each random framework."""
PROFILED = 60
"""How many there are for each profile of a random framework."""
LONG = os.environ.get("MATURITY_PROFILE") == "long"
SHARE = 1 if LONG else 3
"""Which share of these sheets a run takes; and only the long profile reads the widest rules of the field."""
WIDEST = {"cyfun/framework.toml", "ppc/framework.toml"}
GROUPS, FRAMEWORKS = range(6), 50
"""Random frameworks come in groups, which workers share; one group outside the long profile."""
WIDENED = 4
"""One in this many random frameworks gets weights that no double can hold, if it can; so does each until one has."""
IN_FULL = 1
"""For how many sheets towards each target everything that results say is compared."""
BOTTOMS = (9_999_991, 9_999_973, 9_999_971, 9_999_943, 9_999_937, 9_999_931, 9_999_929, 9_999_907, 9_999_901)
"""Numbers of seven digits without a large common divisor."""
SEED = 0 if os.environ.get("CI") == "true" else int(os.environ.get("MATURITY_SEED") or secrets.randbelow(2**32))
"""The seed for frameworks and sheets: the same in every run if `CI=true` is set."""


class Trial(NamedTuple):
    framework: Framework
    sheets: Sheets
    target: Any


@pytest.fixture
def scorer(page: Page) -> ScorerPage:
    return ScorerPage(page)


def chance_of(number: int) -> np.random.Generator:
    return np.random.default_rng([SEED, number])


def sheets_of(framework: Framework, number: int, chance: np.random.Generator) -> Sheets:
    """Return sheets in all states: each leans towards low or high options, and some have open questions."""
    tops = np.array([len(question.options) - 1 for question in framework.questions])
    options = chance.binomial(tops, chance.random((number, 1)))
    states = np.array([[-1, -2, -3 if question.not_applicable else -1] for question in framework.questions])
    chosen = np.take_along_axis(states, chance.integers(3, size=(len(tops), number)), axis=1).T
    without = chance.random((number, len(tops))) < chance.choice([0, 0.1, 0.5, 0.9], (number, 1))
    return np.where(without, chosen, options).astype(np.int8)


def target_of(framework: Framework, target: Any) -> Any:
    """Return a drawn target as callers write it: levels by id, scores as fractions; another sheet as it is."""
    return as_goals(framework, target) if isinstance(target, dict) else target


def widened(framework: Framework) -> Framework:
    """Return a framework whose questions have weights of many digits, if its thresholds allow them."""
    weights = [f"{place + 2}/{bottom}" for place, bottom in enumerate(BOTTOMS)]
    questions = [
        entry.model_copy(update={"weight": Fraction(weight)} if entry.weight else {})
        for entry, weight in zip(framework.questions, weights, strict=False)  # of nine at most
    ]
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    try:
        return type(framework)(**tables | {"questions": questions})
    except FrameworkError:  # a total that is out of bounds with other weights
        return framework


def profiled(framework: Framework, data: st.DataObject) -> list[Framework]:
    """Return what the profiles of a framework ask, and one more of some questions, if it leaves every score any."""
    questions = data.draw(some_of(*framework.questions.ids, least=1))
    more = {"id": "more", "name": "More", "questions": questions}
    with suppress(FrameworkError):
        framework = framework.model_copy(update={"profiles": [*framework.profiles, more]})
    return [framework.profile(profile.id) for profile in framework.profiles]


def drawn(group: int, *, profiles: bool = False) -> list[Trial]:
    """Return random frameworks, or what their profiles ask, with sheets, and a target for half of the sheets."""
    found: list[Trial] = []
    wide: set[bool] = set()
    chance, numbers = chance_of(group), count()

    @settings(max_examples=FRAMEWORKS, database=None, phases=[Phase.generate], deadline=None)
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        framework = data.draw(frameworks())
        if next(numbers) % WIDENED == 0 or True not in wide:
            framework = widened(framework)
            wide.add(portable(framework)["wide"])
        for one in profiled(framework, data) if profiles else [framework]:
            target = target_of(one, data.draw(targets(one)))
            found.append(Trial(one, sheets_of(one, (PROFILED if profiles else DRAWN) // SHARE, chance), target))

    seeded(SEED * len(GROUPS) + group)(collect)()
    return found


def test_there_are_a_hundred_thousand_sheets() -> None:
    """In the long profile."""
    shipped, field = len(available_frameworks()) * SHIPPED, len(FILES) * FIELD

    assert shipped + field + len(GROUPS) * FRAMEWORKS * DRAWN >= 100_000
    assert len(FILES) >= 7


@pytest.mark.parametrize("name", available_frameworks())
def test_shipped_frameworks_are_read_alike(scorer: ScorerPage, name: str) -> None:
    framework = load_framework(name)
    compare(
        scorer, Trial(framework, sheets_of(framework, SHIPPED // SHARE, chance_of(len(name))), framework.levels[-1].id)
    )


@pytest.mark.parametrize("file", [file for file in FILES if LONG or file not in WIDEST])
def test_the_rules_of_the_field_are_read_alike(scorer: ScorerPage, file: str) -> None:
    framework = read(file)
    sheets = sheets_of(framework, FIELD // SHARE, chance_of(len(file)))
    compare(scorer, Trial(framework, sheets, tuple(sheets[0].tolist())))


@pytest.mark.parametrize(("start", "totals"), [({"base": 10}, ("21/2", 11)), ({"top": 11}, ("21/2", 11))])
def test_totals_with_a_start_and_fine_weights_are_read_alike(
    scorer: ScorerPage, start: dict[str, int], totals: tuple[Any, Any]
) -> None:
    framework = fine_totals(start, totals)
    compare(scorer, Trial(framework, sheets_of(framework, DRAWN // SHARE, chance_of(1)), None))


def test_what_a_total_counted_down_measured_is_exact_beyond_doubles(scorer: ScorerPage) -> None:
    """No comparison needs its unit, which has 21 digits; only what is shown is in it."""
    framework = tiny(
        levels=LEVELS[:2],
        questions=[question(f"q-{place}", scale="yes-no", weight=f"2/{BOTTOMS[place]}") for place in range(3)],
        requirements=[rule("framework", "mid", total=0, top=0, of={"questions": "all"})],
    )
    compare(scorer, Trial(framework, np.array([[1, 0, 0], [0, 1, 0]], np.int8), None))


def test_what_a_total_measured_is_exact_beyond_doubles(scorer: ScorerPage) -> None:
    """No comparison needs numbers that large; only what is shown has them in its denominator."""
    weights = ["0.000001", "999999.999999", "999999.999999"]
    framework = tiny(
        levels=LEVELS[:2],
        dimensions=[dimension("work", weight="0.000001")],
        questions=[question(f"q-{place}", scale="yes-no", weight=weight) for place, weight in enumerate(weights)],
        requirements=[rule("framework", "mid", total="0.000001", base=0, of={"dimensions": "all"})],
    )
    assert not portable(framework)["wide"]
    compare(scorer, Trial(framework, np.array([[1, 0, 0], [0, 1, 0]], np.int8), None))


def test_questions_that_count_in_nothing_narrow_by_their_options(scorer: ScorerPage) -> None:
    """Fewer options leave fewer ranges to add up: questions of equal weight are alike only with equally many."""
    framework = uncounted()
    assert framework.assess({}).narrows == "two-options"
    compare(scorer, Trial(framework, sheets_of(framework, DRAWN // SHARE, chance_of(1)), None))


@pytest.mark.parametrize("group", GROUPS if LONG else GROUPS[:1])
def test_random_frameworks_are_read_alike(scorer: ScorerPage, group: int) -> None:
    trials = drawn(group)

    for trial in trials:
        compare(scorer, trial)
    assert {portable(trial.framework)["wide"] for trial in trials} == {False, True}
    assert len(trials) == FRAMEWORKS


@pytest.mark.parametrize("group", GROUPS if LONG else GROUPS[:1])
def test_what_profiles_ask_is_read_alike(scorer: ScorerPage, group: int) -> None:
    """The page reads the whole framework, and passes over what a profile does not ask."""
    trials = drawn(group, profiles=True)

    for trial in trials:
        compare(scorer, trial)
    assert len(trials) > FRAMEWORKS // 4


def compare(scorer: ScorerPage, trial: Trial) -> None:
    """Compare all sheets: half of them with the default target, half with the one given."""
    framework, sheets, target = trial
    half = len(sheets) // 2
    scorer.read(framework)
    problems = [
        *standing_differences(scorer, framework, sheets),
        *plan_differences(scorer, framework, sheets[:half], None),
        *plan_differences(scorer, framework, sheets[half:], target),
        *full_differences(scorer, framework, sheets[:IN_FULL], None),
        *full_differences(scorer, framework, sheets[-IN_FULL:], target),
    ]
    assert problems == [], f"drawn from seed {SEED}, {framework.asked_by}:\n{framework.whole.to_toml()}"


def standing_differences(scorer: ScorerPage, framework: Framework, sheets: Sheets) -> Iterator[Any]:
    """Yield the first sheet for which a level, an end of a range or a score of some ladder differs."""
    engine = framework.engine
    codes = counted_many(framework.lookup.conditions, np.ascontiguousarray(sheets.T))
    filled = [engine.many.filled(codes, highest=highest) for highest in (False, True)]
    now, worst, best = (engine.many.stand(answers).places for answers in (codes, *filled))
    exact = [[place.score(row) for place in now] for row in range(len(sheets))]
    doubles = [[np.nan if score is None else float(score) for score in row] for row in exact]
    texts = [["none" if score is None else str(score) for score in row] for row in exact]
    expected = {
        **{name: ranks_of(places) for name, places in (("level", now), ("worst", worst), ("best", best))},
        "double": np.array(doubles),
        "exact": np.array(texts),
    }
    for found, (name, values) in zip(scorer.standings(sheets), expected.items(), strict=True):
        yield from first_difference(name, sheets, found, values)


def ranks_of(places: Sequence[Place]) -> NDArray[np.int8]:
    return np.array([place.rank for place in places]).T


def plan_differences(scorer: ScorerPage, framework: Framework, sheets: Sheets, target: Any) -> Iterator[Any]:
    """Yield the first sheet whose status, options to reach, steps in order or number of results differ.

    These come from `AssessmentBatch.gaps` and `next_steps`.
    """
    aimed = framework.assess(target) if isinstance(target, tuple) else target
    batch = framework.assess_many(sheets, outputs=["gaps", "next_steps"], target=aimed)
    gaps, plans = batch.gaps(aimed), batch.next_steps(target=aimed)
    words = np.array([[str(Status.of(status))] for status in gaps.status.tolist()])
    status, positions, steps, results = scorer.plans(sheets, target)
    yield from first_difference("status", sheets, np.array(status)[:, None], words)
    yield from first_difference("gaps", sheets, positions, gaps.positions)
    yield from first_difference("steps", sheets, steps, plans.steps)
    yield from first_difference("results", sheets, results[:, None], plans.results[:, None])


def full_differences(scorer: ScorerPage, framework: Framework, sheets: Sheets, target: Any) -> Iterator[Any]:
    """Yield differences in the fields and sentences that `maturity assess --json` prints, and in paths."""
    aimed = framework.assess(target) if isinstance(target, tuple) else target
    for sheet, found in zip(sheets, scorer.everything(sheets, target, limit=2), strict=True):
        try:
            expected = comparable(everything(framework, sheet, aimed, limit=2), framework)
        except TargetError as error:
            expected = {"refused": [problem.what for problem in error.problems]}
        told = as_asked(found, framework)
        if told != expected:
            yield "result", sheet.tolist(), [*differences(told, expected, "")][:3]


def everything(framework: Framework, sheet: Any, target: Any = None, limit: int | None = None) -> dict[str, Any]:
    """Return everything that results and short paths say, as data.

    Raises:
        TargetError: the target is not possible.
    """
    assessment = framework.assess(sheet)
    found = as_data(assessment, target, limit)
    del found["organisation"]
    paths = [assessment.short_path(dimensions=dimensions) for dimensions in (False, True)]
    return found | {"paths": [path.model_dump(mode="json") for path in paths]}


def differences(found: Any, expected: Any, where: str) -> Iterator[Any]:
    """Yield the places at which two results differ."""
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        for name, value in found.items():
            yield from differences(value, expected[name], f"{where}.{name}")
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for place, value in enumerate(found):
            yield from differences(value, expected[place], f"{where}.{place}")
    elif found != expected:
        yield where, found, expected


def first_difference(name: str, sheets: Sheets, found: NDArray[Any], expected: NDArray[Any]) -> Iterator[Any]:
    assert found.shape == expected.shape
    same = (found == expected) | ((found != found) & (expected != expected))  # noqa: PLR0124 - a missing score is NaN
    rows = np.flatnonzero(~same.all(axis=1))
    if rows.size:
        row = rows[0]
        yield name, sheets[row].tolist(), found[row].tolist(), expected[row].tolist()
