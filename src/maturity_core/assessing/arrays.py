"""The levels and scores of many organisations, as attributes of a batch."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from maturity_core.scoring.many.place import Ranks


class Arrays(ABC):
    """Base of what has an array for each output; each is computed when it is first used."""

    @abstractmethod
    def _output(self, name: str) -> Any:
        """Return an output by its name."""

    @property
    def levels(self) -> Ranks:
        """The overall levels, (n_organisations,)."""
        found: Ranks = self._output("levels")
        return found

    @property
    def dimension_levels(self) -> Ranks:
        """The levels of the dimensions, (n_organisations, n_dimensions)."""
        found: Ranks = self._output("dimension_levels")
        return found

    @property
    def capability_levels(self) -> Ranks:
        """The levels of the capabilities, (n_organisations, n_capabilities)."""
        found: Ranks = self._output("capability_levels")
        return found

    @property
    def scores(self) -> NDArray[np.float64]:
        """The overall scores, (n_organisations,)."""
        found: NDArray[np.float64] = self._output("scores")
        return found

    @property
    def dimension_scores(self) -> NDArray[np.float64]:
        """The scores of the dimensions, (n_organisations, n_dimensions)."""
        found: NDArray[np.float64] = self._output("dimension_scores")
        return found

    @property
    def capability_scores(self) -> NDArray[np.float64]:
        """The scores of the capabilities, (n_organisations, n_capabilities)."""
        found: NDArray[np.float64] = self._output("capability_scores")
        return found

    @property
    def measure_levels(self) -> Ranks:
        """The levels of the measures, (n_organisations, n_measures)."""
        found: Ranks = self._output("measure_levels")
        return found

    @property
    def measure_scores(self) -> NDArray[np.float64]:
        """The scores of the measures, (n_organisations, n_measures)."""
        found: NDArray[np.float64] = self._output("measure_scores")
        return found

    @property
    def level_ranges(self) -> Ranks:
        """The worst and the best overall level that open questions leave possible, (n_organisations, 2)."""
        found: Ranks = self._output("level_ranges")
        return found

    @property
    def score_ranges(self) -> NDArray[np.float64]:
        """The lowest and the highest overall score that open questions leave possible, (n_organisations, 2)."""
        found: NDArray[np.float64] = self._output("score_ranges")
        return found
