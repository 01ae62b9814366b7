"""Every rival is first checked equal: a rival that answers another question is no rival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rivals import Outputs, Rival


class UnequalError(Exception):
    """A rival and this library disagree."""


def check_equal(rival: Rival, expected: Outputs, found: Outputs) -> None:
    """Check that all outputs are the same: levels and gaps exactly, scores to the rival's tolerance.

    Raises:
        UnequalError: with every output that differs, and how many of its values do.
    """
    problems = []
    for name, wanted in expected.items():
        tolerance = rival.tolerance if "scores" in name else 0
        off = ~np.isclose(found[name], wanted, rtol=0, atol=tolerance, equal_nan=True)
        if off.any():
            problems.append(f"{name}: {off.sum()} of {off.size} differ")
    if problems:
        raise UnequalError(f"{rival.name}: {'; '.join(problems)}")
