"""The linter on what a file says of single answers and moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from builders import HABIT
from linted import Tables, able, ask, found, sound, what, with_capability

OPTIONS = ("rarely", "often", "always")


def each_move(name: str) -> list[Tables]:
    """Return a remedy for every move of a question from one option to the next."""
    return [{"question": name, "now": now, "to": to, "text": f"Act on {now}."} for now, to in pairwise(OPTIONS)]


def to_each(name: str) -> list[Tables]:
    """Return a remedy for every option of a question, from any lower one."""
    return [{"question": name, "to": to, "text": f"Become {to}."} for to in OPTIONS[1:]]


def test_remedies_for_every_move_are_enough() -> None:
    tables = with_capability(remedy="", remedies=[*each_move("kept"), *to_each("seen")])

    assert found(sound(**tables)) == []


@pytest.mark.parametrize("gone", range(4))
def test_a_move_without_a_remedy_is_found_if_the_capability_has_none(gone: int) -> None:
    remedies = [*each_move("kept"), *to_each("seen")]
    moves = [(name, *ends) for name in ("kept", "seen") for ends in pairwise(OPTIONS)]
    del remedies[gone]
    name, now, to = moves[gone]
    bare = with_capability(remedy="", remedies=remedies)

    assert found(sound(**bare)) == [("capability-without-remedy", "capabilities.plan")]
    assert what(bare) == f"no remedy is for {name!r} from {now!r} to {to!r}"
    assert found(sound(**with_capability(remedies=remedies))) == []


def test_a_remedy_for_a_long_move_says_nothing_for_the_short_ones() -> None:
    long = {"question": "kept", "now": "rarely", "to": "always", "text": "Act."}
    tables = with_capability(remedy="", remedies=[*each_move("kept")[:1], long, *to_each("seen")])

    assert what(tables) == "no remedy is for 'kept' from 'often' to 'always'"


def test_one_remedy_for_several_moves_is_found_once_for_a_capability() -> None:
    shared = with_capability(remedies=each_move("seen"))

    assert found(sound(**shared)) == [("shared-remedy", "capabilities.plan.remedy")]
    assert what(shared) == "it is the same for all 2 steps up of 1 question"
    assert found(sound(**with_capability(remedies=[]))) == []  # a file that speaks of capabilities only


def test_a_question_of_one_step_has_only_one_move() -> None:
    pair = {"options": [HABIT["options"][0], HABIT["options"][2]]}
    moves = [{"question": "seen", "to": "always", "text": "Act."}]
    tables = {**with_capability(remedies=moves), "scales": {"habit": pair}}

    assert "shared-remedy" not in {rule for rule, _ in found(sound(**tables))}


def test_the_same_text_for_two_moves_of_a_question_is_found() -> None:
    twice = [{**each, "text": " Act  now." if place else "Act now."} for place, each in enumerate(each_move("kept"))]
    tables = with_capability(remedies=[*twice, *to_each("seen")])

    assert found(sound(**tables)) == [("shared-remedy", "capabilities.plan.remedies.1.text")]
    assert what(tables) == "it reads the same as the remedy for another move of 'kept'"


def test_nothing_is_said_of_outcomes_since_no_step_moves_them() -> None:
    """A capability of outcomes alone needs no remedy, and a remedy for all moves of a deed need not name others."""
    made = [able("plan", remedies=each_move("kept")), able("make", remedies=each_move("made")), able("stay", remedy="")]
    asked = [ask("kept"), ask("seen", outcome=True, led_by=["make"]), ask("made", "make")]
    tables = {"capabilities": made, "questions": [*asked, ask("calm", "stay", outcome=True, led_by=["plan"])]}

    assert {name for name, _ in found(sound(**tables))} == {"thin-capability"}
