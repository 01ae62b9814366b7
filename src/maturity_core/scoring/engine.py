"""Engines, which the readers use: one reads compiled requirements, the other calls a scorer in code.

Both answer two questions: what the levels and scores are, and which option a goal requires for each question; for many
organisations at once, in arrays, and for one sheet, in plain integers (`stand_one`, `demands_on`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

from maturity_core.compiled.compiler import compile_framework
from maturity_core.errors import PluginError, Problem
from maturity_core.model.ladders import ladder_names
from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE
from maturity_core.plugins.registry import load_scorer
from maturity_core.scoring.code import CodedScorer
from maturity_core.scoring.many.bars import Bar
from maturity_core.scoring.many.demands import Demands
from maturity_core.scoring.many.evaluate import BestStanding, RuleStanding, Standing, best_answers
from maturity_core.scoring.many.place import Flags
from maturity_core.scoring.one import coded as one_coded
from maturity_core.scoring.one import demands as one_demands
from maturity_core.scoring.one import evaluate as one_evaluate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from maturity_core.answers.sheets import Codes
    from maturity_core.compiled.terms import Compiled
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import ScorerChoice
    from maturity_core.model.scorer import Scorer
    from maturity_core.scoring.one import standing as one


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


class Engine(ABC):
    """Evaluates one framework. `ladders` names the places of a standing, in order.

    `within_reach` says that the best answers are known to reach every remaining rung. `compiled`, `single` and
    `demands` exist only for frameworks that are scored by requirements. Of a scorer in code, readers know only that
    a better answer never lowers anything.
    """

    within_reach = False

    @cached_property
    def compiled(self) -> Compiled | None:
        """The compiled requirements; None for a scorer in code."""
        return None

    @cached_property
    def single(self) -> one_evaluate.Packed | None:
        """The compiled requirements for reading single sheets; None for a scorer in code."""
        return None

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.ladders = tuple(ladder_names(framework))
        self.index: dict[str, int] = {name: index for index, name in enumerate(self.ladders)}
        self.tops = np.array(framework.lookup.tops, np.int8)[:, None]
        self.may_lack = any(question.not_applicable for question in framework.questions)

    @abstractmethod
    def stand_one(self, codes: Sequence[int]) -> one.Standing:
        """Return the standing of one sheet, by its codes in file order."""

    @abstractmethod
    def demands_on(self, now: one.Standing) -> one.Demands:
        """Return what targets ask of one sheet, by its standing."""

    def rule_demands(self, now: one.Standing) -> one_demands.RuleDemands | None:
        """Return the same with all that requirements ask; None for a scorer in code."""
        del now
        return None

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


class RuleEngine(Engine):
    """Reads the compiled requirements of a data framework."""

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework)
        self.within_reach = self.compiled.within_reach

    @cached_property
    def compiled(self) -> Compiled:
        """See `Engine.compiled`."""
        return compile_framework(self.framework)

    @cached_property
    def single(self) -> one_evaluate.Packed:
        """See `Engine.single`."""
        return one_evaluate.Packed(self.compiled)

    @cached_property
    def _demand_tables(self) -> one_demands.DemandTables:
        return one_demands.DemandTables(self.single)

    def stand_one(self, codes: Sequence[int]) -> one_evaluate.RuleStanding:
        """See `Engine.stand_one`."""
        return one_evaluate.RuleStanding(self.single, codes)

    def demands_on(self, now: one.Standing) -> one_demands.RuleDemands:
        """See `Engine.demands_on`."""
        return self.rule_demands(now)

    def rule_demands(self, now: one.Standing) -> one_demands.RuleDemands:
        """See `Engine.rule_demands`."""
        return one_demands.RuleDemands(cast("one_evaluate.RuleStanding", now), self._demand_tables)

    def stand(self, codes: Codes) -> RuleStanding:
        """See `Engine.stand`."""
        return RuleStanding(self.compiled, codes)

    def stand_lowest(self, codes: Codes, now: Standing) -> Standing:
        """Return `now`: to requirements, an open question is worth as much as its lowest option."""
        del codes
        return now

    def stand_best(self, codes: Codes) -> RuleStanding:
        """See `Engine.stand_best`."""
        return BestStanding(self.compiled, codes, self.tops)

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        """See `Engine.demand`."""
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


class CodeEngine(Engine):
    """Calls a scorer in code, row by row: slower, and relies on monotonicity alone."""

    def __init__(self, framework: Framework, scorer: Scorer) -> None:
        super().__init__(framework)
        self.coded = CodedScorer(framework, scorer, self.ladders)

    def stand_one(self, codes: Sequence[int]) -> one_coded.CodeStanding:
        """See `Engine.stand_one`."""
        return one_coded.CodeStanding(self.coded, codes)

    def demands_on(self, now: one.Standing) -> one_coded.CodeStanding:
        """See `Engine.demands_on`."""
        return cast("one_coded.CodeStanding", now)

    def stand(self, codes: Codes) -> Standing:
        """See `Engine.stand`."""
        return self.coded.stand(codes)

    def stand_best(self, codes: Codes) -> Standing:
        """See `Engine.stand_best`."""
        return self.stand(self.best(codes))

    def demand(self, codes: Codes, goals: Goals, now: Standing | None = None, positions: Codes | None = None) -> Codes:
        """Raise everything concerned to the top, then lower it option by option, ids in order, while the goals hold."""
        del now  # a scorer in code is called for every trial
        positions = np.empty(codes.shape, np.int8) if positions is None else positions
        positions[...] = NO_DEMAND
        for row in range(codes.shape[1]):
            rungs = {ladder: int(rung[row]) for ladder, rung in goals.rungs.items() if rung[row] > 0}
            scores = [(bar.ladder, bar.score(row)) for bar in goals.scores if bar.asked[row]]
            if rungs or scores:
                positions[:, row] = self.coded.demand(codes[:, row], rungs, scores)
        self.framework.lookup.conditions.asked_many(positions, codes)
        return positions


def engine_for(framework: Framework, scorer: Scorer | None) -> Engine:
    """Return the engine for the scorer given, or the one the file names, or else for the requirements.

    Raises:
        PluginError: the scorer that the file names is unknown or broken, or cannot be created with its settings.
    """
    if scorer is None and framework.scorer is not None:
        scorer = _made(framework.scorer)
    return RuleEngine(framework) if scorer is None else CodeEngine(framework, scorer)


def _made(choice: ScorerChoice) -> Scorer:
    """Return the scorer that a file names, created with its settings if the plugin provides a class."""
    found = load_scorer(choice.kind)
    settings = {name.replace("-", "_"): value for name, value in choice.settings.items()}
    if not isinstance(found, type):
        if settings:
            problem = Problem(
                "this scorer takes no settings", "scorer.settings", ", ".join(choice.settings), hint="remove them"
            )
            raise PluginError([problem])
        return found
    try:
        return found(**settings)
    except Exception as error:
        what = f"the scorer cannot be created with these settings: {type(error).__name__}: {error}"
        raise PluginError([Problem(what, "scorer.settings", ", ".join(settings) or "none")]) from error
