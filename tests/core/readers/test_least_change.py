"""The least change worked out by hand, upwards and downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, ArgumentError, LeastChange, MaturityError
from maturity_core.readers.roadmap import solving

if TYPE_CHECKING:
    from maturity_core.results.least_change import Shift

NAMES = ("a", "b", "c", "d")


def moves(shift: Shift | None) -> dict[str, tuple[str, str]]:
    assert shift is not None
    return {move.question: (move.answer, move.to) for move in shift.moves}


def four(**changes: Any) -> Any:
    """Return four questions, the last of which weighs most; half of the weight makes the middle level."""
    weights = (1, 1, 1, 3)
    tables: dict[str, Any] = {
        "questions": [question(name, weight=weight) for name, weight in zip(NAMES, weights, strict=True)],
    }
    return tiny(**{**tables, **changes})


def test_one_answer_that_weighs_enough_is_fewer_than_three_that_do_not() -> None:
    found = four().assess([0, 0, 0, 0]).least_change()

    assert moves(found.lift) == {"d": ("rarely", "always")}
    assert found.lift is not None
    assert (found.lift.level, found.lift.steps, found.lift.proof, found.lift.bound, found.lift.tied) == (
        "mid",
        2,
        "optimal",
        1,
        False,
    )
    assert (found.drop, found.no_drop) == (None, "lowest-level")


def test_of_as_few_answers_the_fewest_option_steps_and_the_first_ids_are_taken() -> None:
    """At 5.5 of 12 half steps, half a step of any answer lifts the level; of two at 7 drop it."""
    one = four().assess([0, 0, 0, 1]).least_change()
    several = four().assess([1, 1, 0, 1]).least_change()

    assert moves(one.lift) == {"d": ("often", "always")}
    assert moves(several.lift) == {"a": ("often", "always")}
    assert moves(four().assess([2, 1, 0, 1]).least_change().drop) == {"a": ("always", "often")}


def test_outcomes_move_and_prerequisites_do_not_matter() -> None:
    """It is about answers, not about deeds: Plan requires Goals, and one of its questions asks for a result."""
    questions = [question("goals-set", "goals"), question("plan-kept", "plan", outcome=True, led_by=["goals"])]
    framework = two(
        dimensions=[dimension("work")],
        capabilities=[capability("goals"), capability("plan", requires=[{"capability": "goals", "credit": 1}])],
        questions=questions,
        requirements=[rule("framework", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
    )

    found = framework.assess([0, 1]).least_change()

    assert moves(found.lift) == {"goals-set": ("rarely", "often")}
    assert moves(framework.assess([1, 0]).least_change().lift) == {"goals-set": ("often", "always")}
    only = framework.assess({"goals-set": "always"}).least_change()
    assert (only.level, moves(only.lift)) == ("mid", {"plan-kept": ("unanswered", "always")})


def test_a_level_may_be_skipped() -> None:
    of_two: dict[str, Any] = {"of": {"questions": ["a"]}}
    rules = [rule("framework", "mid", least=1, **of_two), rule("framework", "high", mean="0.5")]

    found = four(requirements=rules).assess([0, 2, 2, 2]).least_change()

    assert found.lift is not None
    assert (found.level, found.lift.level, moves(found.lift)) == ("low", "high", {"a": ("rarely", "always")})
    back = four(requirements=rules).assess([2, 2, 2, 2]).least_change()
    assert back.drop is not None
    assert (back.no_lift, back.drop.level, moves(back.drop)) == ("highest-level", "low", {"a": ("always", "often")})


def test_levels_of_ladders_are_lost_with_what_they_are_made_of() -> None:
    """Both dimensions have to be at the middle: one answer of the smaller one suffices."""
    found = two().assess([1, 1, 1, 1]).least_change()

    assert moves(found.drop) == {"goals-set": ("often", "rarely")}
    assert moves(two().assess([2, 2, 2, 1]).least_change().drop) == {"team-there": ("often", "rarely")}


def test_a_question_that_needs_another_falls_with_it_and_rises_with_it() -> None:
    needs = {"question": "a", "option": "often"}
    chain = {"question": "b", "option": "always"}
    questions = [question("a"), question("b", needs=needs), question("c", needs=chain), question("d", weight=3)]
    framework = four(
        questions=questions, requirements=[rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)]
    )

    found = framework.assess([2, 2, 2, 1]).least_change()
    assert found.level == "mid"
    assert moves(found.drop) == {"a": ("always", "often")}
    kept = framework.assess([1, 2, 2, 2]).least_change()
    assert moves(kept.drop) == {"a": ("often", "rarely")}
    again = framework.assess([0, 2, 2, 2]).least_change()
    assert (again.level, moves(again.lift)) == ("low", {"a": ("rarely", "often")})
    assert again.lift is not None
    assert again.lift.steps == 1


def test_what_does_not_apply_stays_and_open_questions_are_at_their_lowest() -> None:
    questions = [question("kept"), question("seen", not_applicable=True)]

    found = tiny(questions=questions).assess({"seen": "not-applicable"}).least_change()

    assert moves(found.lift) == {"kept": ("unanswered", "often")}
    assert found.not_yet
    assert tiny(questions=questions).assess([1, -1]).least_change().no_drop == "lowest-level"


def test_where_nothing_can_change_the_level_it_says_why() -> None:
    points = {"base": 0, "of": {"questions": "all"}}
    rules = [rule("framework", "mid", total=1, **points), rule("framework", "high", total=2, **points)]
    questions = [question("kept"), question("seen", not_applicable=True)]
    short = tiny(questions=questions, requirements=rules).assess([2, NOT_APPLICABLE]).least_change()
    none = tiny(requirements=[], headline="score").assess([0, 0]).least_change()

    assert (short.level, short.no_lift) == ("mid", "out-of-reach")
    assert (none.level, none.no_lift, none.no_drop) == (None, "no-level", "no-level")


def test_an_answer_that_counts_although_it_does_not_apply_keeps_the_level() -> None:
    questions = [question("kept", not_applicable=True, counts_as="always"), question("seen")]
    rules = [rule("framework", "mid", mean="0.5")]

    found = tiny(levels=LEVELS[:2], questions=questions, requirements=rules).assess([NOT_APPLICABLE, 2]).least_change()

    assert (found.level, found.no_lift, found.no_drop) == ("mid", "highest-level", "out-of-reach")


def test_if_a_limit_ends_the_search_the_bound_says_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "MOST_NODES", 0)
    names = [f"q-{place}" for place in range(12)]
    weights = (7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
    framework = tiny(
        questions=[question(name, weight=weight) for name, weight in zip(names, weights, strict=True)],
        requirements=[rule("framework", "mid", mean="0.613"), rule("framework", "high", mean=1)],
    )

    found = framework.assess([0] * 12).least_change().lift

    assert found is not None
    assert (found.bound <= len(found), found.tied) == (True, True)
    assert found.proof == ("optimal" if found.bound == len(found) else "best found")


def test_scored_in_code_there_is_none() -> None:
    with pytest.raises(ArgumentError, match="the least change needs requirements"):
        tiny().with_scorer(Product()).assess([0, 0]).least_change()


def test_answers_that_do_not_hold_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_core.readers.program.parts.Program.moves", lambda *_: {})

    with pytest.raises(MaturityError, match="do not hold when they are scored again"):
        tiny().assess([0, 0]).least_change()
    with pytest.raises(MaturityError, match="do not hold when they are scored again"):
        tiny().assess([2, 2]).least_change()


def test_contradictions_are_refused() -> None:
    stored = four().assess([0, 0, 0, 0]).least_change().model_dump()
    shift = {**stored["lift"], "moves": stored["lift"]["moves"] * 2}

    with pytest.raises(MaturityError) as caught:
        LeastChange.model_validate({**stored, "lift": shift, "no_lift": "out-of-reach", "no_drop": None})

    lines = str(caught.value).splitlines()
    assert lines[0] == "least change.lift: there must be either lift or no_lift; got both"
    assert lines[-1] == "least change.drop: there must be either drop or no_drop; got neither"
    assert len(lines) == 3
