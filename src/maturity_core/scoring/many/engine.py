"""Engines for many organisations at once, in arrays: what `scoring.engine` has for one sheet. Shapes: see the package.

Both answer two questions: what the levels and scores are, and which option a goal requires for each question.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.answers.counted import asked_many
from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE
from maturity_core.scoring.many.coded import standing_of
from maturity_core.scoring.many.demands import Demands
from maturity_core.scoring.many.evaluate import BestStanding, RuleStanding, Standing, best_answers
from maturity_core.scoring.many.place import Flags

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.compiled.terms import Compiled
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.code import CodedScorer
    from maturity_core.scoring.many.bars import Bar


@dataclass
class Goals:
    """The goals: for each ladder, the rung each organisation aims at (0: none); and scores to reach."""

    rungs: dict[int, NDArray[np.int8]] = field(default_factory=dict)
    scores: list[Bar] = field(default_factory=list)

    def reached(self, standing: Standing) -> Flags:
        """Return, for each organisation, whether every rung and every score is reached."""
        flags = [standing.places[ladder].reached(rung) for ladder, rung in self.rungs.items()]
        flags += [bar.reached(standing) for bar in self.scores]
        return np.asarray(np.logical_and.reduce(flags), np.bool_)

    def at(self, rows: NDArray[np.intp]) -> Goals:
        """Return the goals of some of the organisations."""
        rungs = {ladder: rung[rows] for ladder, rung in self.rungs.items()}
        return Goals(rungs, [bar.at(rows) for bar in self.scores])


class ManyEngine(ABC):
    """Evaluates one framework for many organisations."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @cached_property
    def tops(self) -> Codes:
        """The positions of the highest options (n_questions, 1)."""
        return np.array(self.framework.lookup.tops, np.int8)[:, None]

    @cached_property
    def may_lack(self) -> bool:
        """Whether any question may not apply."""
        return any(question.not_applicable for question in self.framework.questions)

    @abstractmethod
    def stand(self, codes: Codes) -> Standing:
        """Return the standing of the organisations in `codes` (n_questions, n_organisations)."""

    @abstractmethod
    def stand_best(self, codes: Codes) -> Standing:
        """Return the standing of the organisations with the best answers to everything that applies."""

    @abstractmethod
    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        """Return the position each question has to reach for goals within reach, or `NO_DEMAND`.

        Pass the standing with these answers as `now` if it is known. The result is written to `positions`
        (n_questions, n) if that is given.
        """

    def stand_lowest(self, codes: Codes, now: Standing) -> Standing:
        """Return the standing with every open question at its lowest option; `now` is the one with these answers."""
        del now
        return self.stand(self.filled(codes, highest=False))

    def filled(self, codes: Codes, *, highest: bool) -> Codes:
        """Return the codes with every open question at its lowest or its highest option."""
        if not highest:
            return np.where((codes < 0) & (codes != NOT_APPLICABLE), np.int8(0), codes)
        # In unsigned bytes, the states are above every position.
        filled = np.minimum(codes.view(np.uint8), self.tops.view(np.uint8))
        if self.may_lack:
            lacking = (codes == np.int8(NOT_APPLICABLE)).view(np.uint8)
            np.maximum(filled, lacking * np.uint8(NOT_APPLICABLE % 256), out=filled)
        return filled.view(np.int8)

    def best(self, codes: Codes) -> Codes:
        """Return the best answers to everything that applies."""
        return best_answers(codes, self.tops)


class ManyByRules(ManyEngine):
    """Reads the compiled requirements of a data framework."""

    def __init__(self, framework: Framework, compiled: Compiled) -> None:
        super().__init__(framework)
        self.compiled = compiled

    def stand(self, codes: Codes) -> RuleStanding:
        """See `ManyEngine.stand`."""
        return RuleStanding(self.compiled, codes)

    def stand_lowest(self, codes: Codes, now: Standing) -> Standing:
        """Return `now`: to requirements, an open question is worth as much as its lowest option."""
        del codes
        return now

    def stand_best(self, codes: Codes) -> RuleStanding:
        """See `ManyEngine.stand_best`."""
        return BestStanding(self.compiled, codes, self.tops)

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        """See `ManyEngine.demand`."""
        demands = self.demands(codes, now, positions)
        for ladder, rung in goals.rungs.items():
            demands.ask_rung(ladder, rung)
        for bar in goals.scores:
            demands.ask_score(bar)
        asked = demands.settle()
        demands.best.release()
        return asked

    def demands(self, codes: Codes, now: Standing | None = None, positions: Codes | None = None) -> Demands:
        """Return an empty collection of demands for these answers; as for `demand`."""
        known = now if isinstance(now, RuleStanding) else self.stand(codes)
        return Demands(self.compiled, codes, known, self.stand_best(codes), positions)


class ManyByCode(ManyEngine):
    """Calls a scorer in code, row by row: slower, and relies on monotonicity alone."""

    def __init__(self, framework: Framework, coded: CodedScorer) -> None:
        super().__init__(framework)
        self.coded = coded

    def stand(self, codes: Codes) -> Standing:
        """See `ManyEngine.stand`."""
        return standing_of(self.coded, codes)

    def stand_best(self, codes: Codes) -> Standing:
        """See `ManyEngine.stand_best`."""
        return self.stand(self.best(codes))

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        """Raise everything concerned to the top, then lower it option by option, ids in order, while the goals hold."""
        del now  # a scorer in code is called for every trial
        positions = np.empty(codes.shape, np.int8) if positions is None else positions
        positions[...] = NO_DEMAND
        for row, sheet in enumerate(codes.T.tolist()):
            rungs = {ladder: int(rung[row]) for ladder, rung in goals.rungs.items() if rung[row] > 0}
            scores = [(bar.ladder, bar.score(row)) for bar in goals.scores if bar.asked[row]]
            if rungs or scores:
                for column, position in self.coded.demand(sheet, rungs, scores).items():
                    positions[column, row] = position
        asked_many(self.framework.lookup.conditions, positions, codes)
        return positions
