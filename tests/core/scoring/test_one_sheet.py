"""One sheet in plain integers is one of many: ranks, rungs, scores, requirements, what its questions are asked for."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from builders import LEVELS, Product, capability, dear, dimension, drawn, question, rule, some_sheets, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework, load_framework
from maturity_core.model.states import NO_DEMAND
from maturity_core.scoring.engine import Engine, RuleEngine
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.engine import Goals
from maturity_core.scoring.many.place import take
from maturity_core.testing.strategies import answers, frameworks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.scoring.one.standing import Standing

BARS = (Fraction(1, 3), Fraction(1, 2), Fraction(1))


def column(codes: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    return np.array([codes], np.int8).T


def demanded(positions: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> dict[int, int]:
    return {place: position for place, position in enumerate(positions[:, 0].tolist()) if position != NO_DEMAND}


def check_standing(engine: Engine, sheet: Standing) -> None:
    """A sheet stands where a batch of it alone stands."""
    many = engine.many.stand(column(sheet.codes))
    for ladder, place in enumerate(many.places):
        expected = (place.rank[0], place.unmet[0], place.highest[0], place.lowest[0])
        assert tuple(sheet.place(ladder)) == expected
        assert sheet.rank(ladder) == place.rank[0]
        parts = sheet.score(ladder)
        assert (None if parts is None else Fraction(*parts)) == place.score(0)
        assert sheet.counts(ladder) == place.counts[0]


def check_asked(engine: RuleEngine, sheet: Standing) -> None:
    """One sheet is asked for what a batch of it is: by each requirement alone, by each rung, and for scores."""
    asked, codes = engine.demands_on(sheet), column(sheet.codes)
    read, many = engine.stand_one(sheet.codes), engine.many.stand(codes)
    for requirement in engine.compiled.requirements:
        amount, weight, unit = (int(take(part, 0)) for part in many.sums(requirement.terms))
        found = read.sums(requirement.terms)
        assert (Fraction(found[0], found[2]), found[1]) == (Fraction(amount, unit), weight)
        applies, met = (bool(flags[0]) for flags in many.state(requirement.index))
        state = read.state(requirement)
        assert state[0] == applies
        assert state[1] == met or not applies
        if applies and not met:
            demands = engine.many.demands(codes, many)
            demands.ask_requirement(requirement, many.everyone)
            assert asked.ask_requirement(requirement) == demanded(demands.settle())
    for ladder, compiled in enumerate(engine.compiled.ladders):
        for rung in range(1, compiled.top + 1):
            goals = Goals({ladder: np.array([rung], np.int8)})
            assert asked.ask({ladder: rung}) == demanded(engine.many.demand(codes, goals))
        if compiled.name.kind == "capability":
            for bar in BARS:
                goals = Goals(scores=[Bar(ladder, bar, many.everyone)])
                assert asked.ask_score(ladder, bar) == demanded(engine.many.demand(codes, goals))


def check_all(framework: Framework, codes: Sequence[int]) -> None:
    engine = framework.engine
    assert isinstance(engine, RuleEngine)
    sheet = engine.stand_one(codes)
    check_standing(engine, sheet)
    for filled, highest in ((sheet.low, False), (sheet.high, True)):
        whole = engine.many.filled(column(codes), highest=highest)
        assert engine.many.filled(column(filled.codes), highest=highest).tolist() == whole.tolist()
        check_standing(engine, filled)
    assert list(sheet.best.codes) == engine.many.best(column(codes))[:, 0].tolist()
    check_standing(engine, sheet.best)
    for base in (sheet, sheet.high):
        for place, code in list(enumerate(base.codes))[:: max(1, len(codes) // 3)]:
            if code != NOT_APPLICABLE:
                check_moved(engine, base, {place: (code + 1) % (sheet.tops[place] + 1)})
    check_asked(engine, sheet)


def check_moved(engine: Engine, base: Standing, moves: dict[int, int]) -> None:
    """A sheet with other answers stands where a batch of it does; so say the ranks that are found without making it."""
    other = base.moved(moves)
    check_standing(engine, other)
    ladders = range(len(engine.ladders))
    assert [base.rank_with(moves, ladder) for ladder in ladders] == [other.rank(ladder) for ladder in ladders]


@pytest.mark.parametrize("place", range(len(drawn())))
@pytest.mark.wide
def test_one_sheet_is_one_of_many(place: int) -> None:
    framework = drawn()[place]
    for codes in some_sheets(framework, seed=place, count=1).tolist():
        check_all(framework, framework.lookup.conditions.counted(codes))


@pytest.mark.parametrize("name", ["tsia-customer-success", "johnny-grow-customer-service", "esg-customer-success"])
def test_ladders_that_count_ladders_are_climbed_by_bits(name: str) -> None:
    framework = load_framework(name)
    engine = framework.engine
    assert engine.single is not None
    assert engine.single.by_bits.rungs[framework.outline.overall]
    for codes in some_sheets(framework, seed=1, count=3).tolist():
        sheet = engine.stand_one(framework.lookup.conditions.counted(codes))
        check_standing(engine, sheet)
        for place in range(0, len(codes), 10):
            if sheet.codes[place] != NOT_APPLICABLE:
                check_moved(engine, sheet, {place: (sheet.codes[place] + 1) % (sheet.tops[place] + 1)})


def test_levels_of_levels_of_levels_are_counted_as_those_of_a_batch() -> None:
    """On every sheet, whether the ladders that are counted are below, at or above the rung that counts."""
    names = ("a", "b", "c")
    bars = [("mid", "0.5"), ("high", 1)]
    of = {"capabilities": ["a", "b"]}
    framework = tiny(
        level_lists={"own": LEVELS},
        dimensions=[dimension("work"), dimension("people")],
        capabilities=[capability(name, "people" if name == "c" else "work", levels="own") for name in names],
        questions=[question(f"{name}-q", name) for name in names],
        requirements=[
            *(rule("each capability", level, mean=bar) for level, bar in bars),
            *(rule("dimension people", level, least=bar) for level, bar in bars),
            rule("dimension work", "mid", count=1, of=of, reaching="mid"),
            rule("dimension work", "high", count=2, of=of, reaching="high"),
            rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "high", count=2, of={"dimensions": "all"}, reaching="mid"),
        ],
    )
    engine = framework.engine
    climbed = engine.single and engine.single.by_bits.rungs[framework.outline.overall]

    assert climbed
    assert [len(rung.counted[0].others) for rung in climbed] == [1, 1]
    for codes in product(range(3), repeat=3):
        check_standing(engine, engine.stand_one(codes))


def test_some_of_these_have_numbers_beyond_doubles() -> None:
    compiled = [framework.engine.compiled for framework in drawn()]
    assert sum(one is not None and one.wide for one in compiled) > 1
    assert sum(one is not None and not one.within_reach for one in compiled) > 1


@dear
@given(st.data())
def test_S4_one_sheet_of_any_framework_is_one_of_many(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    check_all(framework, framework.lookup.conditions.counted(data.draw(answers(framework))))


def test_questions_of_one_kind_move_the_same_ladders_alike() -> None:
    """With as many options: what counts in nothing still narrows by how many there are."""
    names = ["counted", "other", "heavy", "two", "three", "three-more"]
    of = {"questions": {"stage": "low"}}
    framework = tiny(
        levels=LEVELS[:2],
        questions=[
            *(question(name, stage="low", weight=1 + (name == "heavy")) for name in names[:3]),
            question("two", scale="yes-no", stage="mid"),
            *(question(name, stage="mid") for name in names[4:]),
        ],
        requirements=[rule("framework", "mid", mean="0.5", of=of)],
        scores=[{"ladder": ladder, "mean_of": of} for ladder in ("framework", "each dimension", "each capability")],
    )
    sheet = framework.engine.stand_one([UNANSWERED] * 6)

    kinds = [sheet.kind(place) for place in range(6)]
    assert kinds[0] == kinds[1]
    assert kinds[4] == kinds[5]
    assert len(set(kinds)) == 4


def test_a_sheet_that_differs_in_nothing_that_a_ladder_reads_stands_there_as_before() -> None:
    sheet = two().engine.stand_one([1, 2, 0, UNANSWERED])
    moved = sheet.moved({0: 2, 1: 0})

    assert list(moved.codes) == [2, 0, 0, UNANSWERED]
    assert list(sheet.codes) == [1, 2, 0, UNANSWERED]
    assert [moved.place(place) is sheet.place(place) for place, _ in enumerate(two().engine.ladders)].count(True) > 0


def test_a_sheet_of_a_scorer_in_code_stands_where_it_says() -> None:
    framework = two().with_scorer(Product())
    engine = framework.engine
    for codes in some_sheets(framework, seed=1, count=6).tolist():
        sheet = engine.stand_one(codes)
        for one in (sheet, sheet.low, sheet.high, sheet.best):
            check_standing(engine, one)
        assert sheet.kind(1) == 1
        positions = engine.many.demand(column(codes), Goals({len(engine.ladders) - 1: np.array([1], np.int8)}))
        assert engine.demands_on(sheet).ask({len(engine.ladders) - 1: 1, 0: 0}) == demanded(positions)
        assert engine.demands_on(sheet).ask({0: 0}) == {}


def test_a_score_that_nothing_applies_to_asks_for_nothing() -> None:
    framework = tiny(
        capabilities=[capability("plan"), capability("goals")],
        questions=[question("kept", not_applicable=True), question("set", "goals")],
        requirements=[rule("framework", "mid", mean=1), rule("framework", "high", mean=1)],
    )
    engine = framework.engine
    assert isinstance(engine, RuleEngine)

    asked = engine.demands_on(engine.stand_one([NOT_APPLICABLE, 0]))

    assert asked.ask_score(0, Fraction(1)) == {}
    assert asked.ask_score(1, Fraction(1)) == {1: 2}
