"""Every law, over the models that come along and over random frameworks of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import drawn
from hypothesis import HealthCheck, settings

from maturity_core import available_frameworks, load_framework
from maturity_core.testing import check_framework, parametrize_with_laws

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Law

MODELS = [load_framework(name) for name in available_frameworks()]
FEW = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@parametrize_with_laws(MODELS)
def test_laws(framework: Framework, law: Law) -> None:
    law.check(framework)


@pytest.mark.parametrize("place", range(0, len(drawn()), 16))
def test_random_frameworks_keep_every_law_but_may_have_levels_that_nothing_reaches(place: int) -> None:
    records = check_framework(drawn()[place], FEW)

    broken = [str(record) for record in records if record.status == "failed"]
    assert [told for told in broken if not told.startswith("every-level-reachable")] == []
