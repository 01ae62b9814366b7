"""Laws of the least change: it lifts or drops the level, and as trying all of them shows, nothing less does."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from builders import dear, drawn, turned
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, LeastChange
from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core import Framework
    from maturity_core.results.least_change import Shift

FRAMEWORKS = tuple(framework for framework in drawn() if framework.engine.compiled is not None)
MOST_TRIED = 2000
"""Up to this many sheets are tried one by one."""
Sheet = tuple[int, ...]


def rank(framework: Framework, given_: Sequence[int]) -> int:
    codes = framework.lookup.conditions.counted(list(given_))
    return framework.engine.stand_one(codes).rank(framework.outline.overall)


def sheets(framework: Framework, given_: Sequence[int], *, up: bool) -> Iterator[Sheet]:
    """Yield all sheets that are nowhere lower, or nowhere higher; an open question that stays open is at its lowest."""
    tops = [len(entry.options) - 1 for entry in framework.questions]
    ranges = [
        range(code, code + 1)
        if code == NOT_APPLICABLE
        else range(max(code, 0), top + 1)
        if up
        else range(max(code, 0) + 1)
        for code, top in zip(given_, tops, strict=True)
    ]
    assume(prod(map(len, ranges)) <= MOST_TRIED)
    yield from product(*ranges)


def worth(framework: Framework, given_: Sequence[int], sheet: Sheet) -> tuple[int, int, tuple[int, ...]]:
    """Return what changes are compared by: the answers, the option steps, and the ids, the best lowest."""
    apart = [
        abs(code - (now if now == NOT_APPLICABLE else max(now, 0))) for code, now in zip(sheet, given_, strict=True)
    ]
    by_id = sorted(range(len(apart)), key=lambda place: framework.questions[place].id)
    return sum(map(bool, apart)), sum(apart), tuple(-apart[place] for place in by_id)


def after(framework: Framework, given_: Sequence[int], shift: Shift) -> list[int]:
    found = list(given_)
    for move in shift.moves:
        place = framework.lookup.columns[move.question]
        found[place] = framework.questions[place].options.ids.index(move.to)
    return found


@dear
@given(st.data())
def test_no_change_of_fewer_answers_does_it(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    given_ = list(data.draw(answers(framework)))
    up = data.draw(st.booleans())
    now = rank(framework, given_)
    ways = [
        sheet
        for sheet in sheets(framework, given_, up=up)
        if (rank(framework, sheet) > now if up else rank(framework, sheet) < now)
    ]

    found = framework.assess(given_).least_change()

    shift = found.lift if up else found.drop
    if now < 0 or not ways:
        assert shift is None
        return
    assert shift is not None
    sheet = after(framework, given_, shift)
    best = min(worth(framework, given_, way) for way in ways)
    own = worth(framework, given_, tuple(code if code == NOT_APPLICABLE else max(code, 0) for code in sheet))
    assert (shift.proof, shift.bound, len(shift), shift.steps) == ("optimal", best[0], *best[:2])
    assert own[:2] == best[:2]
    if not shift.tied and not framework.lookup.conditions.pairs:
        assert own == best


@given(st.data())
def test_it_lifts_and_drops_the_level_it_says(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    given_ = list(data.draw(answers(framework)))

    found = framework.assess(given_).least_change()

    ranks = {level.id: place for place, level in enumerate(framework.levels)}
    now = rank(framework, given_)
    assert (now >= 0) is (found.level is not None)
    for shift, sign in ((found.lift, 1), (found.drop, -1)):
        if shift is not None:
            then = rank(framework, after(framework, given_, shift))
            assert (then - now) * sign > 0
            assert ranks[shift.level] == then
            assert shift.bound <= len(shift)
    assert LeastChange.model_validate_json(found.model_dump_json()) == found


@dear
@given(st.data())
def test_the_order_of_the_file_does_not_matter(data: st.DataObject) -> None:
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    other_way_round = turned(framework)
    sheet = framework.assess(list(data.draw(answers(framework)))).answers

    here, there = (one.assess(sheet).least_change() for one in (framework, other_way_round))

    for one, other in ((here.lift, there.lift), (here.drop, there.drop)):
        assert (one is None) is (other is None)
        if one is not None and other is not None:
            assert {move.question: move.to for move in one.moves} == {move.question: move.to for move in other.moves}
    assert (here.no_lift, here.no_drop) == (there.no_lift, there.no_drop)
