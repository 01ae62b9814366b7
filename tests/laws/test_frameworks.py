"""Every law, over random frameworks of every kind."""

from __future__ import annotations

import pytest
from builders import drawn
from hypothesis import HealthCheck, settings

from maturity_core.testing import check_framework

FEW = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("place", range(0, len(drawn()), 16))
def test_random_frameworks_keep_every_law_but_may_have_levels_that_nothing_reaches(place: int) -> None:
    records = check_framework(drawn()[place], FEW)

    broken = [str(record) for record in records if record.status == "failed"]
    assert [told for told in broken if not told.startswith("every-level-reachable")] == []
