"""What answers may be given as, and what they become in arrays: for annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.int8]
"""Answers as codes: (n_questions,) of one sheet, or (n_questions, n_organisations)."""

AnswerLike: TypeAlias = str | int | float | Decimal | Fraction | np.integer[Any] | np.floating[Any] | None
"""One answer: the id or the position of an option, the word for a state, a number; None for unanswered."""
AnswersLike: TypeAlias = Mapping[str, AnswerLike] | Sequence[int] | NDArray[np.integer[Any]]
"""One sheet: answers by question id, or a vector (n_questions,) of option positions and state codes."""


class TableLike(Protocol):
    """Arrow data or a data frame: a row per organisation, and a column per question, by id."""

    @property
    def columns(self) -> Any:
        """The columns, or their names."""


SheetsLike: TypeAlias = NDArray[np.integer[Any]] | Sequence[Sequence[int] | NDArray[np.integer[Any]]] | TableLike
"""Many sheets: codes (n_organisations, n_questions), or a table of answers."""
