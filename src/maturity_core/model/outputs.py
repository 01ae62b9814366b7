"""What can be said of many organisations at once: every output of a batch, with the arrays that hold it, once."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from maturity_core.model.ladder import FRAMEWORK, KIND_OF
from maturity_core.model.states import NO_GAP, NO_LEVEL, NO_STEP

if TYPE_CHECKING:
    from numpy.typing import NDArray

Axis = Literal["dimensions", "capabilities", "questions", "ends", "steps"]


class Held(NamedTuple):
    """One array: (n_organisations,), or (n_organisations, n) along an `axis` of the framework.

    Attributes:
        name: as an attribute of what holds several arrays; empty for an array that stands alone.
        dtype: the kind of its numbers.
        axis: what its columns are; `ends` are the worst and the best, None where there is one number a row.
        empty: the number that stands for nothing; None where there is always something.
    """

    name: str
    dtype: type[np.generic]
    axis: Axis | None = None
    empty: float | None = None

    def lacks(self, values: NDArray[Any]) -> NDArray[np.bool_]:
        """Return where numbers of this array stand for nothing.

        >>> BY_NAME["scores"].arrays[0].lacks(np.array([0.5, nan])).tolist()
        [False, True]
        """
        if self.empty is None:
            return np.zeros(values.shape, np.bool_)
        return np.isnan(values) if isnan(self.empty) else np.asarray(values == self.empty)


class Output(NamedTuple):
    """An output of a batch.

    Attributes:
        name: as the attribute or method of `AssessmentBatch`.
        holds: what it is about.
        arrays: where it stands.
        kind: of which kind of ladder it says something; empty for gaps and plans.
    """

    name: str
    holds: Literal["levels", "scores", "ranges", "gaps", "plans"]
    arrays: tuple[Held, ...]
    kind: str = ""


def _standings(kind: str, of: str, axis: Axis | None) -> tuple[Output, Output]:
    """Return levels and scores of the ladders of a kind."""
    return (
        Output(f"{of}levels", "levels", (Held("", np.int8, axis, NO_LEVEL),), kind),
        Output(f"{of}scores", "scores", (Held("", np.float64, axis, nan),), kind),
    )


STATUS = Held("status", np.int8)
BY_NAME = {
    output.name: output
    for output in (
        *_standings(FRAMEWORK.kind, "", None),
        *_standings(KIND_OF["dimensions"], "dimension_", "dimensions"),
        *_standings(KIND_OF["capabilities"], "capability_", "capabilities"),
        Output("level_ranges", "ranges", (Held("", np.int8, "ends", NO_LEVEL),), FRAMEWORK.kind),
        Output("gaps", "gaps", (STATUS, Held("positions", np.int8, "questions", NO_GAP))),
        Output("next_steps", "plans", (STATUS, Held("steps", np.int16, "steps", NO_STEP), Held("length", np.int16))),
    )
}
OUTPUTS = tuple(BY_NAME)
"""What a pass can write."""
STANDINGS = tuple(name for name, output in BY_NAME.items() if output.holds in {"levels", "scores"})
"""Where organisations stand; a scorer in code returns the same, under these names where they are by id."""
BY_ITEM = tuple(BY_NAME[name] for name in STANDINGS if BY_NAME[name].kind != FRAMEWORK.kind)
"""The outputs that a scorer in code gives by id, as fields of `Standings`."""
