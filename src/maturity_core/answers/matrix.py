"""Many sheets as a matrix that is read block by block, without needless copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.arrays import matrix_array, matrix_codes
from maturity_core.answers.counted import counted_many
from maturity_core.model.states import is_open

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework


WIDE = 48
"""From this many questions on, the extremes of each are found faster by rows than by turning the rows into columns."""


class Matrix:
    """The sheets of many organisations, (n_organisations, n_questions), of any integer dtype.

    The matrix is kept, not copied: later readers read it again.
    """

    def __init__(self, framework: Framework, answers: Any) -> None:
        self.framework = framework
        self.array: NDArray[Any] = matrix_array(framework, answers)
        self._tops = np.array(framework.lookup.tops, np.int8)
        self._lows = np.array(framework.lookup.lows, np.int8)
        self._checked = False

    @classmethod
    def of_codes(cls, framework: Framework, codes: Codes) -> Matrix:
        """Return a matrix of codes (n_questions, n_organisations) that are known to be valid."""
        matrix = cls(framework, codes.T)
        matrix._checked = True
        return matrix

    def __len__(self) -> int:
        return len(self.array)

    def check(self, rows: slice) -> None:
        """Check some organisations' answers without reading them.

        Raises:
            AnswersError: listing the first invalid cells of the whole matrix.
        """
        part = self.array[rows]
        by_rows = part.shape[1] >= WIDE and part.strides[1] < part.strides[0]
        plain = by_rows and self.framework.open_questions != "reject"
        if not self._checked and not (plain and not self._wrong(part.T)):
            self.block(rows)

    def block(self, rows: slice) -> Codes:
        """Return the codes (n_questions, n) of some organisations, each question contiguous in memory.

        Raises:
            AnswersError: listing the first invalid cells of the whole matrix.
        """
        codes = self._codes(self.array[rows].T)
        if self._checked and codes is not None:
            return codes
        if codes is None or self._wrong(codes) or self._open(codes):
            return matrix_codes(self.framework, self.array)[:, rows]
        return codes

    def _wrong(self, codes: NDArray[Any]) -> bool:
        """Return whether any code is invalid for its question: the extremes alone show it."""
        if not codes.size:
            return False
        return bool((codes.max(axis=1) > self._tops).any() or (codes.min(axis=1) < self._lows).any())

    def _codes(self, part: NDArray[Any]) -> Codes | None:
        """Return a transposed part of the matrix as codes; None if a number is out of range for any code."""
        info = np.iinfo(np.int8)
        if part.dtype != np.int8 and part.size and (part.max() > info.max or part.min() < info.min):
            return None
        whole = part.dtype == np.int8 and (part.strides[1] == 1 or part.shape[1] == 1)
        return part if whole else np.ascontiguousarray(part, np.int8)

    def _open(self, codes: Codes) -> bool:
        if self.framework.open_questions != "reject":
            return False
        return bool(is_open(counted_many(self.framework.lookup.conditions, codes)).any())
