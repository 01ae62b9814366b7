"""What is compared with the rivals: this library, and a copy of the bytes it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core import BatchGaps
from rivals import Outputs, Subject

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rules import Rule

OURS, GIVEN, COPY = "maturity-core", "maturity-core, into given arrays", "copy"


def ours(rule: Rule, threads: int = 1, out: Outputs | None = None) -> Subject:
    """Return this library's batch scoring: everything the rule asks for in one pass, into `out` if given."""
    standings = [name for name in rule.outputs if not name.startswith("gap")]
    asked = [*standings, "gaps"] if "gaps" in rule.outputs else standings
    given: dict[str, Any] | None = None
    if out is not None:
        given = {name: out[name] for name in standings}
        given |= {"gaps": BatchGaps(out["gap_status"], out["gaps"])} if "gaps" in rule.outputs else {}

    def run(answers: Any) -> Outputs:
        batch = rule.framework.assess_many(answers, outputs=asked, out=given, target=rule.target, threads=threads)
        outputs: Outputs = {name: getattr(batch, name) for name in standings}
        if "gaps" in rule.outputs:
            gaps = batch.gaps(rule.target)
            outputs |= {"gap_status": gaps.status, "gaps": gaps.positions}
        return outputs

    return Subject(np.asfortranarray, run)


def touched(outputs: Outputs) -> Outputs:
    """Return arrays of the same shapes and layout whose memory has already been written to."""
    return {name: np.copy(array, order="K") for name, array in outputs.items()}


def copied(rule: Rule, outputs: Outputs) -> Subject:
    """Return a copy of as many bytes as `ours` reads and returns, into memory that was already written to."""
    written = sum(array.dtype.itemsize * (array.size // max(len(array), 1)) for array in outputs.values())

    def prepare(matrix: NDArray[np.int8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        size = len(matrix) * (len(rule.ids) + written)
        return np.ones(size, np.uint8), np.full(size, 2, np.uint8)  # write to both: untouched zeros share one page

    def run(arrays: tuple[Any, Any]) -> Outputs:
        np.copyto(arrays[0], arrays[1])
        return {}

    return Subject(prepare, run)
