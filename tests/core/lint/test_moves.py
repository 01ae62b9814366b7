"""The linter on what a file says of single answers and moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from linted import Tables, found, sound, what, with_capability

OPTIONS = ("rarely", "often", "always")


def each_move(name: str) -> list[Tables]:
    """Return a remedy for every move of a question from one option to the next."""
    return [{"question": name, "now": now, "to": to, "text": "Act."} for now, to in pairwise(OPTIONS)]


def to_each(name: str) -> list[Tables]:
    """Return a remedy for every option of a question, from any lower one."""
    return [{"question": name, "to": to, "text": "Act."} for to in OPTIONS[1:]]


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
