"""Wrong batches: right as long as they are short, or as long as everything is requested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from builders import question
from zoo.habitat import Animal, batched, read_by

from maturity_core import AssessmentBatch

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from maturity_core import Framework

BLOCK = 1000


class ReusesTheFirstBlock(AssessmentBatch):
    """From the thousandth row on, a batch repeats the levels of its first thousand rows."""

    @property
    def levels(self) -> NDArray[np.int8]:
        return np.resize(super().levels[:BLOCK], len(self))


class NeverReadsTheFirstRow(AssessmentBatch):
    """The first row is taken for the names of the columns, and gets the lowest level."""

    @property
    def levels(self) -> NDArray[np.int8]:
        found = super().levels.copy()
        found[:1] = np.minimum(found[:1], 0)
        return found


class ScoresAloneAreLight(AssessmentBatch):
    """Scores requested without levels are computed with half the bits."""

    light = False

    @classmethod
    def of(cls, framework: Framework, answers: Any, **options: Any) -> AssessmentBatch:
        found = super().of(framework, answers, **options)
        asked: Collection[str] = options.get("outputs", ["levels"])
        found.light = "scores" in asked and "levels" not in asked  # type: ignore[attr-defined]
        return found

    @property
    def scores(self) -> NDArray[np.float64]:
        found = super().scores
        return found.astype(np.float32).astype(np.float64) if self.light else found


THIRDS = [
    *(question(f"goals-{name}", "goals", scale="yes-no") for name in ("set", "kept", "seen")),
    question("team-there", "team", not_applicable=True),
]
"""Three questions of one dimension: its score may be a third, which needs all the bits."""

ANIMALS: tuple[Animal, ...] = (
    batched(ReusesTheFirstBlock, "any-length-of-batch"),
    batched(NeverReadsTheFirstRow, "row-order-irrelevant"),
    Animal(
        ScoresAloneAreLight.__name__,
        ScoresAloneAreLight.__doc__ or "",
        "outputs-same-alone",
        lambda: read_by(batch=ScoresAloneAreLight, questions=THIRDS),
    ),
)
