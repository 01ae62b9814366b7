"""What can be computed for many organisations at once: every output of a batch and its arrays, listed once."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from maturity_core.model.ladder import FRAMEWORK, KIND_OF
from maturity_core.model.states import NO_GAP, NO_LEVEL, NO_STEP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Axis = Literal["dimensions", "capabilities", "measures", "questions", "ends", "steps"]


class Held(NamedTuple):
    """One array: (n_organisations,), or (n_organisations, n) along an `axis` of the framework.

    Attributes:
        name: the attribute that holds it, if an output has several arrays; empty for a single array.
        dtype: the type of its numbers, by its name in numpy.
        axis: what its columns are; `ends` are the worst and the best; None for one number per row.
        empty: the number that means *none*; None if there always is a value.
    """

    name: str
    dtype: Literal["int8", "int16", "float64"]
    axis: Axis | None = None
    empty: float | None = None

    def lacks(self, values: NDArray[Any]) -> NDArray[np.bool_]:
        """Return where numbers of this array mean *none*.

        >>> import numpy as np
        >>> BY_NAME["scores"].arrays[0].lacks(np.array([0.5, nan])).tolist()
        [False, True]
        """
        by_value = self.empty is not None and not isnan(self.empty)
        found: NDArray[np.bool_] = values == self.empty if by_value else values != values  # noqa: PLR0124 - true of nan
        return found


class Output(NamedTuple):
    """An output of a batch.

    Attributes:
        name: the attribute or method of `AssessmentBatch`.
        holds: what it consists of.
        arrays: the arrays that hold it.
        columns: the names of its columns in tables; `{id}` stands for the id of a ladder or a question, `{place}` for
            the place of a step, from 1.
        kind: the kind of ladder it is about; empty for gaps and plans.
    """

    name: str
    holds: Literal["levels", "scores", "ranges", "gaps", "plans"]
    arrays: tuple[Held, ...]
    columns: tuple[str, ...]
    kind: str = ""

    @property
    def axis(self) -> Axis | None:
        """The axis of the framework that its arrays have; None if they have one number per row."""
        return next((held.axis for held in self.arrays if held.axis), None)


def _standings(kind: str, of: str, axis: Axis | None) -> tuple[Output, Output]:
    """Return the outputs for the levels and scores of one kind of ladder."""
    before = f"{of}{{id}}_" if of else ""
    return (
        Output(f"{of}levels", "levels", (Held("", "int8", axis, NO_LEVEL),), (f"{before}level",), kind),
        Output(f"{of}scores", "scores", (Held("", "float64", axis, nan),), (f"{before}score",), kind),
    )


STATUS = Held("status", "int8")
ENDS = Held("", "int8", "ends", NO_LEVEL)
SCORE_ENDS = Held("", "float64", "ends", nan)
BY_NAME = {
    output.name: output
    for output in (
        *_standings(FRAMEWORK.kind, "", None),
        *_standings(KIND_OF["dimensions"], "dimension_", "dimensions"),
        *_standings(KIND_OF["capabilities"], "capability_", "capabilities"),
        *_standings(KIND_OF["measures"], "measure_", "measures"),
        Output("level_ranges", "ranges", (ENDS,), ("level_lowest", "level_highest"), FRAMEWORK.kind),
        Output("score_ranges", "ranges", (SCORE_ENDS,), ("score_lowest", "score_highest"), FRAMEWORK.kind),
        Output("gaps", "gaps", (STATUS, Held("positions", "int8", "questions", NO_GAP)), ("gap_status", "gap_{id}")),
        Output(
            "next_steps",
            "plans",
            (STATUS, Held("steps", "int16", "steps", NO_STEP), Held("length", "int16"), Held("results", "int16")),
            ("plan_status", "plan_length", "plan_results", "step_{place}"),
        ),
    )
}
OUTPUTS = tuple(BY_NAME)
"""The outputs that one pass can write."""
STANDINGS = tuple(name for name, output in BY_NAME.items() if output.holds in {"levels", "scores"})
"""The outputs for levels and scores; a scorer in code returns the same, under these names if they are by id."""
CODED = frozenset({KIND_OF["dimensions"], KIND_OF["capabilities"]})
"""The kinds of ladder whose levels and scores a scorer in code returns by id."""
BY_ITEM = tuple(BY_NAME[name] for name in STANDINGS if BY_NAME[name].kind in CODED)
"""The outputs that a scorer in code returns by id, as fields of `Standings`."""
