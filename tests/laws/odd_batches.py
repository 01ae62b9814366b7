"""Batches that no library should produce."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import tiny

from maturity_core import AssessmentBatch, Framework

if TYPE_CHECKING:
    from collections.abc import Callable


class OtherRows(AssessmentBatch):
    """A batch in which everybody is at the lowest level, unless there is only one row."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (len(self) == 1)


class OtherPlaces(AssessmentBatch):
    """A batch whose first row is at the lowest level."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (np.arange(len(self)) > 0)


class EveryOther(AssessmentBatch):
    """A batch that gives the lowest level at every second call."""

    calls = count()

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (next(self.calls) % 2)


def batched(batch: type[AssessmentBatch]) -> Callable[[], Framework]:
    """Return a maker of a framework whose `assess_many` returns another kind of batch."""

    class Odd(Framework):
        """A framework with a batch of its own."""

        def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
            """Return that batch."""
            return batch.of(self, answers, **options)

    tables = {name: getattr(tiny(), name) for name in Framework.model_fields}
    return lambda: Odd(**tables)


class Shapeless(AssessmentBatch):
    """A batch that has an extra column of levels if it has no rows."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels if len(self) else np.empty((0, 1), np.int8)


class Tires(AssessmentBatch):
    """A batch that ends with a row at the lowest level if it is long."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (np.arange(len(self)) < 100)


class Hurries(AssessmentBatch):
    """A batch in which everybody is at the lowest level if an option was given."""

    hurry = ""
    option: Any = None
    hurried = False

    @classmethod
    def of(cls, framework: Framework, answers: Any, **options: Any) -> AssessmentBatch:
        """Note whether the option was given."""
        found = super().of(framework, answers, **options)
        hurried = options.get(cls.hurry) if cls.hurry == "out" else options.get(cls.hurry) == ["levels"]
        vars(found)["hurried"] = hurried
        return found

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (not self.hurried)


class HurriesAlone(Hurries):
    """A batch that cuts corners if only levels are requested."""

    hurry = "outputs"


class ShapelessAlone(Hurries):
    """A batch that has an extra dimension if only levels are requested."""

    hurry = "outputs"

    @property
    def levels(self) -> Any:
        """Overall levels."""
        found = AssessmentBatch.levels.fget(self)  # type: ignore[attr-defined]
        return found[:, None] if self.hurried else found


class HurriesElsewhere(Hurries):
    """A batch that cuts corners if it has to write into a given array."""

    hurry = "out"
