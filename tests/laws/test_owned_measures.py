"""A capability that requires a measure of its own questions: the measure comes between the capabilities in all laws."""

from __future__ import annotations

from builders import LEVELS, capability, rule, two

from maturity_core.model.ladders import ladder_names
from maturity_core.testing.suite.subject import by_ladder


def test_what_a_result_says_of_ladders_is_in_the_order_of_all_ladders() -> None:
    of = {"measures": ["kept"]}
    framework = two(
        level_lists={"own": LEVELS[:2]},
        capabilities=[capability("goals"), capability("plan", levels="own"), capability("team", "people")],
        measures=[{"id": "kept", "name": "Kept", "mean_of": {"questions": {"capability": "plan"}}}],
        requirements=[rule("capability plan", "mid", mean="0.5", of=of)],
    )
    result = framework.assess({})

    assert list(by_ladder(result)) == ladder_names(framework)
    assert ladder_names(framework)[:3] == ["capability goals", "measure kept", "capability plan"]
