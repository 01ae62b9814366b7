"""Every rival is first checked to be equal: one that answers a different question is not a rival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rivals import Outputs, Rival


class UnequalError(Exception):
    """A rival and this library disagree."""


def check_equal(rival: Rival, expected: Outputs, found: Outputs) -> None:
    """Check that all outputs are the same: levels and gaps exactly, scores within the rival's tolerance.

    Raises:
        UnequalError: some outputs differ; the message names each and how many of its values differ.
    """
    problems = []
    for name, wanted in expected.items():
        tolerance = rival.tolerance if "scores" in name else 0
        off = ~np.isclose(found[name], wanted, rtol=0, atol=tolerance, equal_nan=True)
        if off.any():
            problems.append(f"{name}: {off.sum()} of {off.size} differ")
    if problems:
        raise UnequalError(f"{rival.name}: {'; '.join(problems)}")
