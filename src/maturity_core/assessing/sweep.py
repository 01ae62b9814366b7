"""One pass over many organisations: each block of answers is read once, and all the outputs wanted are written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.model.arguments import mapping
from maturity_core.model.ladder import KINDS
from maturity_core.model.outputs import BY_NAME, OUTPUTS, STANDINGS, Held, Output
from maturity_core.model.states import NO_DEMAND, NO_STEP
from maturity_core.readers.many_aims import Aim, take_aim
from maturity_core.readers.routes import route
from maturity_core.results.batches import HOLDERS, check_apart, check_fits, check_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.answers.matrix import Matrix
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.one.evaluate import Packed

    Make = Callable[[tuple[int, ...], Any], NDArray[Any]]

BLOCK = 32768
"""How many organisations are read at a time: their answers and sums stay in the processor's cache."""
BLOCK_OF_THREADS = 262144
"""The same if threads share the work: with shorter blocks they would wait for each other."""
FEW = 16
"""Up to this many organisations are faster to read one by one."""


class Sweep:
    """A pass over a matrix that writes the outputs with these names.

    Args:
        framework: the framework the answers belong to.
        matrix: the answers.
        names: a selection of `OUTPUTS`; those in `out` are written, too.
        out: arrays to write to, by output, instead of new ones; for gaps and plans, the objects that hold them.
        target: the target of gaps and next steps, as `parse_target` returns it.
        limit: how many steps of a plan to write; None for all.

    Raises:
        TargetError: for an output that does not exist, or an array that has the wrong shape or dtype, is read-only, or
            shares memory with the answers or another output.
    """

    def __init__(  # noqa: PLR0913 - what to read, what to write, and where
        self,
        framework: Framework,
        matrix: Matrix,
        names: Collection[str],
        *,
        out: Mapping[str, Any] | None = None,
        target: Any = None,
        limit: int | None = None,
    ) -> None:
        self.framework = framework
        self.engine = framework.engine
        self.matrix = matrix
        self.target = target
        check_words("outputs", names, OUTPUTS)
        given: Mapping[str, Any] = {} if out is None else mapping(out, "out")
        check_words("out", list(given), OUTPUTS)
        self.outputs = [BY_NAME[name] for name in dict.fromkeys([*names, *given])]
        count = len(framework.capabilities)
        self.columns = {
            "dimensions": len(framework.dimensions),
            "capabilities": count,
            "measures": len(framework.measures),
            "questions": len(framework.questions),
            "ends": 2,
            "steps": count if limit is None else min(max(limit, 0), count),
        }
        self.ladders = {kind: framework.outline.of_kind(kind) for kind in KINDS}
        self.found: dict[str, Any] = {}
        for output in self.outputs:
            if output.name in given:
                check_fits(output.name, given[output.name], self._space(output, outline))
                self.found[output.name] = given[output.name]
            else:
                self.found[output.name] = self._space(output, new)
        check_apart(given, matrix.array)

    def run(self, threads: int = 1) -> dict[str, Any]:
        """Read the matrix, and return the outputs by name. Without any output, the answers are only checked.

        Raises:
            AnswersError: with the rows and questions whose answers are wrong.
        """
        single = self.engine.single
        if single is not None and len(self.matrix) <= FEW and self.outputs and set(self.found) <= set(STANDINGS):
            self._one_by_one(single)
        elif threads > 1:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - slow to import, rarely needed

            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(self._block, self._blocks(BLOCK_OF_THREADS)))
        else:
            for rows in self._blocks(BLOCK):
                self._block(rows)
        return self.found

    def _blocks(self, size: int) -> Iterator[slice]:
        return (slice(start, start + size) for start in range(0, len(self.matrix), size))

    def _space(self, output: Output, make: Make) -> Any:
        """Return the array of an output, or the object that holds its arrays."""
        arrays = [make(self._shape(held), held.dtype) for held in output.arrays]
        return HOLDERS[output.holds](*arrays) if output.holds in HOLDERS else arrays[0]

    def _shape(self, held: Held) -> tuple[int, ...]:
        return (len(self.matrix),) if held.axis is None else (len(self.matrix), self.columns[held.axis])

    def _counted(self, rows: slice) -> Codes:
        """Return what the answers of some organisations count as, (n_questions, n)."""
        return counted_many(self.framework.lookup.conditions, self.matrix.block(rows))

    def _one_by_one(self, single: Packed) -> None:
        codes = self._counted(slice(None)).T.tolist()
        for row, answers in enumerate(codes):
            sheet = single.stand(answers)
            for output in self.outputs:
                array = self.found[output.name]
                values = array[row : row + 1] if array.ndim == 1 else array[row]
                for column, ladder in enumerate(self.ladders[output.kind]):
                    if output.holds == "levels":
                        values[column] = sheet.rank(ladder)
                    else:
                        parts = sheet.score(ladder)
                        values[column] = output.arrays[0].empty if parts is None else parts[0] / parts[1]

    def _block(self, rows: slice) -> None:
        if not self.outputs:
            self.matrix.check(rows)
            return
        codes = self._counted(rows)
        aim = None
        if any(output.holds in HOLDERS for output in self.outputs):
            # The transpose is a view, so demands are written straight to their place (shapes: `scoring/many`).
            positions = self.found["gaps"].positions[rows].T if "gaps" in self.found else None
            aim = take_aim(self.engine, codes, self.target, positions)
        standing = aim.now if aim else self.engine.many.stand(codes)
        for output in self.outputs:
            if output.holds in {"levels", "scores"}:
                self._write_standing(output, rows, standing)
        if any(output.holds == "ranges" for output in self.outputs):
            self._write_ranges(rows, codes, standing)
        if aim and "gaps" in self.found:
            self.found["gaps"].status[rows] = aim.status  # take_aim has written the positions
        if aim and "next_steps" in self.found:
            self._write_steps(rows, aim)
        for read in (standing, aim.best) if aim else (standing,):
            read.release()

    def _write_standing(self, output: Output, rows: slice, standing: Standing) -> None:
        array = self.found[output.name]
        for column, ladder in enumerate(self.ladders[output.kind]):
            place = standing.places[ladder]
            written = array[rows] if array.ndim == 1 else array[rows, column]
            if output.holds == "levels":
                written[:] = place.rank
            else:
                place.scores.write(written)

    def _write_ranges(self, rows: slice, codes: Codes, standing: Standing) -> None:
        worst = self.engine.many.stand_lowest(codes, standing)
        best = self.engine.many.stand(self.engine.many.filled(codes, highest=True))
        for end, read in enumerate((worst, best)):
            if "level_ranges" in self.found:
                self.found["level_ranges"][rows, end] = read.places[-1].rank
            if "score_ranges" in self.found:
                read.places[-1].scores.write(self.found["score_ranges"][rows, end])
        best.release()

    def _write_steps(self, rows: slice, aim: Aim) -> None:
        plans = self.found["next_steps"]
        found = route(aim, self.framework.chart)
        plans.status[rows], plans.length[rows] = aim.status, (found.order != NO_STEP).sum(axis=0)
        plans.results[rows] = (found.results != NO_DEMAND).sum(axis=0)
        plans.steps[rows] = found.order[: self.columns["steps"]].T


def new(shape: tuple[int, ...], kind: Any) -> NDArray[Any]:
    """Return an array to write to, with one contiguous run per column."""
    return np.empty(shape, kind, order="F")


def outline(shape: tuple[int, ...], kind: Any) -> NDArray[Any]:
    """Return an array that has the shape and the dtype, and takes no memory."""
    return np.broadcast_to(np.empty((), kind), shape)
