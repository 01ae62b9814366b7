"""Every law, over random frameworks of every kind: in the long profile until laws were tried on 20,000 cases each."""

from __future__ import annotations

import os

import pytest
from builders import dear, drawn
from hypothesis import HealthCheck, event, given, settings

from maturity_core import Framework
from maturity_core.testing import check_framework, frameworks, laws

FEW = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

LONG = os.environ.get("MATURITY_PROFILE") == "long"
RANDOM = drawn(600) if LONG else drawn()[::16]


@pytest.mark.parametrize("place", range(len(RANDOM)))
def test_random_frameworks_keep_every_law_but_may_have_levels_that_nothing_reaches(place: int) -> None:
    records = check_framework(RANDOM[place], FEW)

    broken = [str(record) for record in records if record.status == "failed"]
    assert [told for told in broken if not told.startswith("every-level-reachable")] == []


@dear
@given(frameworks())
def test_the_reference_scorer_writes_examples_that_hold(framework: Framework) -> None:
    law = next(law for law in laws() if law.id == "examples-hold")

    record = law.check(framework)

    event(record.status)
    assert (record.status == "passed") is bool(framework.examples)
