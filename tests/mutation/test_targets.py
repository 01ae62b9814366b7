"""Aims and routes of many organisations: where results are written, in which types, and when a target is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import capability, question, rule, tiny, two
from known_cases import grid
from known_ways import FEW, passed_over, short_of

from maturity_core import NO_GAP, NOT_APPLICABLE, UNANSWERED, Status, TargetError
from maturity_core.readers.many_aims import take_aim
from maturity_core.readers.routes import route
from maturity_core.readers.targets import parse_target
from maturity_core.scoring.engine import RuleEngine
from maturity_core.telling.wording import requirement_texts
from maturity_core.testing.oracle_gaps import reached
from maturity_core.testing.oracle_model import Model

if TYPE_CHECKING:
    from maturity_core.readers.many_aims import Aim

SHEET = [2, 1, 2, 1]
TARGETS: dict[str, Any] = {"next": None, "level": "high", "ladders": {"dimension work": "mid"}, "sheet": SHEET}
ROWS = np.array([[0, 1, 0, NOT_APPLICABLE], [2, 2, 2, 2], [UNANSWERED, 0, 1, 1]], np.int8).T.copy()


def aimed(target: Any, positions: Any = None) -> Aim:
    """Return the aim of three organisations."""
    framework = two()
    parsed = parse_target(framework, framework.assess(target) if isinstance(target, list) else target)
    return take_aim(framework.engine, ROWS, parsed, positions)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_what_is_demanded_is_written_where_it_belongs(target: Any) -> None:
    """Into the array given, whatever it held; the same as into a new one."""
    positions = np.full(ROWS.shape, 99, np.int8)

    aim = aimed(target, positions)

    assert aim.demanded is positions
    assert positions.tolist() == aimed(target).demanded.tolist()
    assert NO_GAP in positions
    assert 99 not in positions


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_positions_rungs_and_statuses_are_bytes(target: Any) -> None:
    """As large batches store them: one byte each, whatever kind of target it is."""
    aim = aimed(target)

    assert {array.dtype.name for array in (aim.demanded, aim.status, *aim.goals.rungs.values())} == {"int8"}
    parsed = parse_target(two(), target) if not isinstance(target, list) else parse_target(two(), two().assess(target))
    assert not isinstance(parsed, tuple) or parsed == tuple(SHEET)


def test_another_sheet_is_reached_where_the_reference_says() -> None:
    """With every gap closed; not with all but one, for some of the organisations or for all."""
    framework = passed_over()
    engine, model = RuleEngine(framework), Model(framework)
    codes = np.array(grid(framework, FEW), np.int8).T.copy()
    target = (2, 1, 1, 2, UNANSWERED, 0)
    aim = take_aim(engine, codes, target)
    rows = np.flatnonzero(aim.status == Status.OPEN.code)[1::2]
    whole = np.maximum(codes, aim.demanded)

    for left in range(-1, len(codes)):
        tried = whole.copy()
        tried[left : left + 1] = codes[left : left + 1]
        found = aim.reached(tried[:, rows], engine.many.stand(tried[:, rows]), rows)
        assert found.tolist() == [reached(model, tuple(map(int, tried[:, row])), target) for row in rows]


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_nobody_has_an_empty_plan(target: Any) -> None:
    """Without organisations there are neither gaps nor steps."""
    framework = two()
    parsed = parse_target(framework, framework.assess(target) if isinstance(target, list) else target)

    path = route(take_aim(framework.engine, ROWS[:, :0], parsed), framework.chart)

    assert (path.order.shape, path.positions.shape) == ((3, 0), (4, 0))


def test_one_question_is_enough_for_a_plan() -> None:
    """The smallest possible framework."""
    plan = tiny(questions=[question("kept")]).assess([0]).next_steps("high")

    assert [[gap.to for gap in step.questions] for step in plan] == [["always"]]


def test_only_ladders_that_cannot_be_aimed_at_are_named() -> None:
    """A valid ladder of two levels and one that has none here; a rung that is too high and one passed over."""
    rules = [rule("dimension work", level, least=1) for level in ("mid", "high")]
    result = two(requirements=rules).assess([0, 0, 0, 0])

    with pytest.raises(TargetError) as caught:
        result.gaps({"dimension work": "mid", "dimension people": "high"})

    what = "this ladder has no level here, so it cannot be aimed at"
    assert [str(problem) for problem in caught.value.problems] == [f"target.dimension people: {what}"]


def test_what_the_best_answers_do_not_meet_is_held_back_by_all_that_could_be_better() -> None:
    """Also if no common credit suffices."""
    rules = [rule("framework", "mid", total=1, base=0), rule("framework", "high", total="2.5", base=0)]
    framework = tiny(questions=[question("a"), question("b"), question("c", not_applicable=True)], requirements=rules)

    def held(*codes: int) -> tuple[str, ...]:
        return framework.assess(list(codes)).explain().ladders[0].rungs[1].requirements[0].holding_back

    assert held(0, 2, NOT_APPLICABLE) == ("a",)
    assert held(1, 1, NOT_APPLICABLE) == ("a", "b")
    assert held(2, 2, NOT_APPLICABLE) == ()
    assert held(2, 1, 0) == ("b", "c")


def test_a_blocker_is_named_where_another_dimension_is_fine() -> None:
    """Of the ladders aimed at, those out of reach name their requirements, up to the rung in the target."""
    framework = short_of({"count": 1, "reaching": "mid", "of": {"dimensions": "all"}}, {"mean": 1})
    result = framework.assess([0, NOT_APPLICABLE, 0, 0, 0, 0])

    assert result.gaps({"dimension work": "mid", "dimension people": "high"}).blockers == ()
    (blocker,) = result.gaps({"dimension work": "high", "dimension people": "high"}).blockers
    assert requirement_texts(framework, [blocker]) == [
        "High in Work: the total of the questions, counting up from 0, must be at least 1.75."
    ]


def test_what_becomes_ready_is_told_at_the_last_step_it_waits_for() -> None:
    """Not before, and not for what was ready all along."""
    capabilities = [
        capability("base"),
        capability("other"),
        capability("mid", requires=[{"capability": name, "credit": "0.5"} for name in ("base", "other")]),
        capability("top", requires=[{"capability": "mid", "credit": 1}, {"capability": "base", "credit": "0.5"}]),
        capability("zeal"),
    ]
    questions = [question(f"{entry['id']}-q", entry["id"]) for entry in capabilities]
    plan = tiny(capabilities=capabilities, questions=questions).assess([0] * 5).next_steps("high")

    assert [(step.capability, step.readies, step.waits_for) for step in plan] == [
        ("base", (), ()),
        ("other", ("mid",), ()),
        ("mid", ("top",), ("base", "other")),
        ("top", (), ("mid", "base")),
        ("zeal", (), ()),
    ]


def test_a_step_leans_on_what_is_there_or_stands_before_it() -> None:
    """Not on a later step, next or last, nor on what has half of full credit or no score; a name may be there twice."""
    names = ["art", "base", "call", "desk"]
    leans = {"art": ["base", "call", "desk"], "base": ["art", "call"], "call": ["desk", "base"], "desk": ["art"]}
    capabilities = [capability(name, leans_on=leans[name]) for name in names]
    asked = [question(f"{name}-q", name, not_applicable=True) for name in names]
    framework = tiny(capabilities=capabilities, questions=asked)

    def leaned(*codes: int) -> dict[str, str]:
        plan = framework.assess(list(codes)).next_steps("high")
        return {step.capability: " ".join(step.leans_on) for step in plan}

    assert leaned(0, 0, 0, 0) == {"art": "", "base": "art", "call": "base", "desk": "art"}
    assert leaned(0, 1, 0, 0) == {"art": "", "call": "", "desk": "art", "base": "art call"}
    assert leaned(0, 2, 0, 0) == {"art": "", "call": "", "desk": "art"}
    assert leaned(NOT_APPLICABLE, 0, 0, 2) == {"base": "", "call": "base"}

    twins = [{**entry, "name": "Twin" if entry["id"] in {"base", "desk"} else entry["name"]} for entry in capabilities]
    framework = tiny(capabilities=twins, questions=asked)
    assert leaned(0, 0, 0, 0) == {"art": "", "base": "art", "call": "base", "desk": "art"}
