"""The statistics: one record each, called by its name."""

from __future__ import annotations

from maturity_core.model.statistics import STATISTICS


def test_a_statistic_is_shown_by_its_name() -> None:
    assert [repr(STATISTICS[name]) for name in ("mean", "count")] == ["<mean>", "<count>"]
    assert all(statistic.name == name for name, statistic in STATISTICS.items())
