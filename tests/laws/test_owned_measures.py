"""A capability that requires a measure of its own questions: the measure comes between the capabilities in all laws."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import LEVELS, capability, rule, two
from hypothesis import settings

from maturity_core import read_framework
from maturity_core.model.ladders import ladder_names
from maturity_core.testing import check_framework
from maturity_core.testing.suite.subject import by_ladder

FEW = settings(max_examples=6, derandomize=True, database=None, deadline=None)


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


@pytest.mark.wide
def test_prerequisites_steps_and_levers_go_by_the_ladder_of_their_capability() -> None:
    framework = read_framework(Path(__file__).parents[2] / "vectors" / "frameworks" / "own-measure.toml")
    words_first = framework.assess({"goals-written": "always", "replies-sent": "rarely", "replies-written": "often"})
    step = next(iter(framework.assess({}).next_steps()))

    assert not any(entry.ahead_of_its_time for entry in words_first.capabilities)
    assert (step.capability, step.level_from, step.level_to) == ("goals", "thin", "firm")
    assert step.score_to_exact == 1
    assert [str(record) for record in check_framework(framework, FEW) if record.status == "failed"] == []
