"""Explanations of random frameworks say what their results say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import drawn
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.testing.strategies import answers

if TYPE_CHECKING:
    from maturity_core.results.explanation import RequirementState

FRAMEWORKS = drawn()


@given(st.data())
def test_the_explanation_says_what_the_result_says(data: st.DataObject) -> None:
    """Levels follow from rungs, rungs from requirements, and a requirement is met if measured at its threshold."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))
    found = {"framework": result.level}
    found |= {f"dimension {entry.id}": entry.level for entry in result.dimensions}
    found |= {f"capability {entry.id}": entry.level for entry in result.capabilities}
    found |= {f"measure {entry.id}": entry.level for entry in result.measures}

    for ladder in result.explain().ladders:
        level = found.pop(ladder.ladder)
        assert ladder.level == (level.id if level else None)
        ids = [entry.id for entry in framework.ladder_levels(ladder.ladder)]
        assert [rung.level for rung in ladder.rungs] == ids[1:]
        below = [
            rung.state for rung in ladder.rungs if ladder.level and ids.index(rung.level) <= ids.index(ladder.level)
        ]
        assert "unmet" not in below
        for rung in ladder.rungs:
            states = {state.state for state in rung.requirements}
            assert rung.state == ("unmet" if "unmet" in states else "met" if "met" in states else "passed over")
            for state in rung.requirements:
                check(state)
    assert not any(found.values())


def check(state: RequirementState) -> None:
    """Compare a requirement's state with what was measured."""
    assert (state.measured_exact is None) == (state.state == "set aside")
    assert state.state == "unmet" or not state.holding_back
    if state.measured_exact is not None and state.statistic != "count":
        assert (state.measured_exact >= state.threshold_exact) == (state.state == "met")
