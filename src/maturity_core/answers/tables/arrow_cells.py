"""Reads the cells of a column as codes.

Whole numbers on a scale of options are positions and state codes, as in a matrix. Of everything else, each distinct
value is read once, just like an answer on a sheet, so that a table means the same as its answers one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from maturity_core.answers.problems import position_problem
from maturity_core.answers.sheets import answer_code
from maturity_core.errors import Problem
from maturity_core.extras import optional
from maturity_core.model.states import UNANSWERED, lowest_code

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale

    Flags = NDArray[np.bool_]


def read_cells(question: Question, scale: Scale, column: Any, codes: Codes) -> Flags | Problem | None:
    """Write the codes of an Arrow array to `codes` (n,), `UNANSWERED` for nulls and for invalid cells.

    Returns:
        Which cells are invalid (n,); None if none are; or a problem if the column's type cannot hold answers.
    """
    types = optional("pyarrow").types
    if column.null_count == len(column):
        codes.fill(UNANSWERED)
        return None
    if types.is_dictionary(column.type) and not is_text(types, column.type.value_type):
        column = column.dictionary_decode()
    if types.is_integer(column.type) and not scale.takes_numbers:
        return _positions(question, column, codes)
    if (
        is_text(types, column.type)
        or types.is_dictionary(column.type)
        or (scale.takes_numbers and _is_number(types, column))
    ):
        return _distinct(question, scale, column, codes)
    return _no_answers(question, scale, column)


def cell_problem(question: Question, scale: Scale, column: Any, row: int) -> Problem:
    """Return the problem of a cell that `read_cells` found invalid, under `answers[ROW].QUESTION`."""
    where = f"answers[{row}].{question.id}"
    (value,) = _values(column.take([row]))
    if isinstance(value, int) and not scale.takes_numbers:
        return position_problem(question, where, value, row)
    found = cast("Problem", answer_code(question, scale, value))  # the same function found it invalid
    return replace(found.hinted(), where=where, path=(row,))


def is_text(types: Any, kind: Any) -> bool:
    """Return whether a type of Arrow, other than a dictionary, holds texts."""
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_number(types: Any, column: Any) -> bool:
    kind = column.type
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal128(kind))


def _positions(question: Question, column: Any, codes: Codes) -> Flags | None:
    """Read positions and state codes: checked in place, and copied once."""
    low, top = lowest_code(not_applicable=question.not_applicable), len(question.options) - 1
    nulls = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
    filled = column if nulls is None else column.fill_null(0)
    values: NDArray[Any] = filled.to_numpy(zero_copy_only=True)
    wrong: Flags | None = None
    if np.minimum.reduce(values) < low or np.maximum.reduce(values) > top:
        wrong = (values < low) | (values > top)
    np.copyto(codes, values, casting="unsafe")
    if wrong is not None:
        codes[wrong] = UNANSWERED
    if nulls is not None:
        codes[nulls] = UNANSWERED
    return wrong


def _distinct(question: Question, scale: Scale, column: Any, codes: Codes) -> Flags | None:
    """Read text and numbers: each distinct value once."""
    encoded = column if optional("pyarrow").types.is_dictionary(column.type) else column.dictionary_encode()
    found = [answer_code(question, scale, value) for value in _values(encoded.dictionary)]
    refused = np.array([isinstance(code, Problem) for code in found], np.bool_)
    table = np.array([UNANSWERED if isinstance(code, Problem) else code for code in found], np.int8)
    indices = encoded.indices.fill_null(0) if encoded.null_count else encoded.indices
    places: NDArray[np.integer[Any]] = indices.to_numpy(zero_copy_only=True)
    np.take(table, places, out=codes)
    wrong: Flags | None = refused.take(places) if refused.any() else None
    if encoded.null_count:
        null = encoded.is_null().to_numpy(zero_copy_only=False)
        codes[null] = UNANSWERED
        wrong = wrong if wrong is None else wrong & ~null
    return wrong


def _values(column: Any) -> Iterable[Any]:
    """Return the values of an Arrow array; numpy keeps the width of a short float, and so its shortest text."""
    if str(column.type) in {"float", "halffloat"}:
        return cast("Iterable[Any]", column.to_numpy())
    return cast("Iterable[Any]", column.to_pylist())


def _no_answers(question: Question, scale: Scale, column: Any) -> Problem:
    types = optional("pyarrow").types
    allowed = "numbers, text" if scale.takes_numbers else "whole numbers, text"
    what, hint = "a column of this type cannot hold answers", ""
    if types.is_boolean(column.type):
        what = "booleans are not valid answers"
    elif types.is_floating(column.type):
        hint = "positions are whole numbers: cast the column (in pandas to 'Int64', which allows missing values)"
    return Problem(what, f"answers.{question.id}", str(column.type), allowed, hint)
