"""What questions need of each other, as the suite reads it: asked for only where it is missing."""

from __future__ import annotations

from builders import question, tiny

from maturity_core.model.states import NO_GAP
from maturity_core.testing.suite.needed import Needed


def test_what_a_question_needs_is_asked_for_where_it_is_missing() -> None:
    needs = {"question": "there", "option": "often"}
    needed = Needed(tiny(questions=[question("there"), question("kept", needs=needs)]))

    asked = [needed.asked((NO_GAP, 2), sheet) for sheet in ((0, 0), (1, 0), (2, 0))]

    assert asked == [[1, 2], [NO_GAP, 2], [NO_GAP, 2]]
    assert Needed(tiny()).asked((2, NO_GAP), (0, 0)) == [2, NO_GAP]
