"""What a table says its rows belong to: answers to another framework or edition are refused, never taken in silence."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.tables.arrow_cells import is_text
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.model.framework import Framework

    Flags = NDArray[np.bool_]

ORIGIN = ("framework", "edition")
"""The columns that say what answers belong to. A table that has both says it; one of them alone is the caller's own."""
_LEAVE_OUT = "if they do belong here, leave out this column"
_HINTS = {
    "framework": _LEAVE_OUT,
    "edition": f"carry() carries a sheet over, and `maturity assess` a file; {_LEAVE_OUT}",
}


def origin_columns(names: Collection[Any]) -> tuple[str, ...]:
    """Return the names of the columns that say what answers belong to; none if a table does not have both.

    >>> origin_columns(["plan-holds", "edition", "framework"]), origin_columns(["plan-holds", "edition"])
    (('framework', 'edition'), ())
    """
    return ORIGIN if {*ORIGIN} <= {*names} else ()


def strangers(framework: Framework, name: str, column: Any) -> Flags | None:
    """Return which rows belong to another framework or edition (n,), by one of these columns; None if none do.

    A row with an empty cell does not say.

    Raises:
        AnswersError: the column is not text.
    """
    if column.null_count == len(column):
        return None
    pa = optional("pyarrow")
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not is_text(pa.types, kind):
        what, hint = "this column says what the answers belong to", "rename it if it is a column of your own"
        raise AnswersError([Problem(what, f"answers.{name}", str(kind), "text", hint)])
    others = [value for value in column.unique().to_pylist() if value not in {_own(framework, name), "", None}]
    if not others:
        return None
    is_other = optional("pyarrow.compute").is_in(column.cast(pa.string()), pa.array(others, pa.string()))
    return np.asarray(is_other, np.bool_)


def stranger_problem(framework: Framework, name: str, column: Any, row: int) -> Problem:
    """Return the problem of a row that `strangers` found, under `answers[ROW].NAME`."""
    what, got = f"these answers belong to another {name}", repr(column[row].as_py())
    return Problem(what, f"answers[{row}].{name}", got, repr(_own(framework, name)), _HINTS[name])


def _own(framework: Framework, name: str) -> str:
    return framework.id if name == "framework" else framework.edition
