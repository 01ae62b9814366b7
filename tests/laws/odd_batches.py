"""Batches that no library should have."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import tiny

from maturity_core import AssessmentBatch, Framework

if TYPE_CHECKING:
    from collections.abc import Callable


class OtherRows(AssessmentBatch):
    """A batch in which whoever is not alone stands at the lowest level."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (len(self) == 1)


class OtherPlaces(AssessmentBatch):
    """A batch whose first row stands at the lowest level."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (np.arange(len(self)) > 0)


class EveryOther(AssessmentBatch):
    """A batch that stands at the lowest level at every second call."""

    calls = count()

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (next(self.calls) % 2)


def batched(batch: type[AssessmentBatch]) -> Callable[[], Framework]:
    """Return a maker of a framework that assesses many by another kind of batch."""

    class Odd(Framework):
        """A framework with a batch of its own."""

        def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
            """Return that batch."""
            return batch.of(self, answers, **options)

    tables = {name: getattr(tiny(), name) for name in Framework.model_fields}
    return lambda: Odd(**tables)


class Shapeless(AssessmentBatch):
    """A batch that, without rows, has a column of levels too many."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels if len(self) else np.empty((0, 1), np.int8)


class Tires(AssessmentBatch):
    """A batch that, when it is long, ends with a row at the lowest level."""

    @property
    def levels(self) -> Any:
        """Overall levels."""
        return super().levels * (np.arange(len(self)) < 100)


class Hurries(AssessmentBatch):
    """A batch in which everybody stands at the lowest level where an option was given."""

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
    """One that hurries where levels alone are asked for."""

    hurry = "outputs"


class HurriesElsewhere(Hurries):
    """One that hurries where it is to write elsewhere."""

    hurry = "out"
