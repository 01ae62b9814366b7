"""The framework a law looks at, through its public interface; what one law computes is kept for the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from maturity_core.errors import TargetError
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladder_names, own_questions
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE, OPEN
from maturity_core.scoring.code_engine import CodeEngine
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.needed import Needed
from maturity_core.testing.suite.sheets import but, in_order, replaced
from maturity_core.testing.suite.spans import ranks_above
from maturity_core.testing.suite.standings import Answer, Read, Standings, matrix, read_gaps, read_steps, standings
from maturity_core.testing.suite.untouched import fresh, scorer_at_first

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer
    from maturity_core.results.explanation import LadderState
    from maturity_core.results.parts import LadderResult
    from maturity_core.results.routes import Gaps, Plan

COMPLETIONS = 64
"""The most completions of a sheet that are tried one by one."""
MOST_READ = 8192
MOST_LEFT_OUT = 4
"""How many questions are left out, one at a time, to try the framework without them."""
T = TypeVar("T")


class Subject:
    """A framework under test. Ladders are named and ordered as everywhere: capabilities, dimensions, framework."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._scorer_at_first = scorer_at_first(framework)
        self._sheets: Sequence[Sheet] = ()
        self._ahead: Sequence[Sheet] = ()
        self._asked_ahead: set[Any] = set()
        self._rows: dict[Sheet, tuple[NDArray[np.int8], NDArray[np.float64]]] = {}
        self._asked: dict[Read, dict[Aim, Answer]] = {read_gaps: {}, read_steps: {}}
        self._kept: dict[Any, Any] = {}
        self._said: dict[Any, Any] = {}
        self._variants: list[Subject] = []

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` returns of the framework; it is called only once for each key."""
        found: T = self._kept[key] if key in self._kept else self._kept.setdefault(key, make())
        return found

    def said(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` returns of a sheet; it is called only once for each key, until that is forgotten."""
        found: T = self._said[key] if key in self._said else self._said.setdefault(key, make())
        return found

    def forget(self) -> None:
        """Forget all that was said of sheets, so that each case is tried like the first; what is built is kept."""
        self._ahead = self._sheets = ()
        self._asked_ahead, self._rows, self._said = set(), {}, {}
        self._asked = {read: {} for read in self._asked}
        if "oracle" in vars(self):
            self.oracle.model.forget()
        for variant in self._variants:
            variant.forget()

    # What it is made of

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The names of its ladders."""
        return tuple(ladder_names(self.framework))

    @cached_property
    def scorer(self) -> Scorer | None:
        """The scorer in code, if there is one."""
        engine = self.framework.engine
        return engine.coded.scorer if isinstance(engine, CodeEngine) else None

    @cached_property
    def own(self) -> dict[str, frozenset[int]]:
        """The columns of the questions that each ladder owns."""
        columns = {question.id: column for column, question in enumerate(self.framework.questions)}
        return {
            ladder: frozenset(columns[question.id] for question in own_questions(self.framework, ladder))
            for ladder in self.ladders
        }

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The position of each question's last option."""
        return self.framework.lookup.tops

    @property
    def worst(self) -> Sheet:
        """The lowest answers to everything."""
        return (0,) * len(self.tops)

    @cached_property
    def may_leave(self) -> tuple[int, ...]:
        """The columns of some questions that may leave every sum: few enough to try leaving out each of them."""
        questions = self.framework.questions
        columns = [at for at, entry in enumerate(questions) if entry.not_applicable and entry.stands_for is None]
        return tuple(columns[:: len(columns) // MOST_LEFT_OUT + 1])

    @cached_property
    def oracle(self) -> Oracle:
        """The slow reference scorer."""
        return Oracle(self.framework, completions=COMPLETIONS)

    @cached_property
    def rungs(self) -> dict[str, list[int]]:
        """The ranks above 0, without those passed over, of each ladder that has a level with the best answers."""
        top, ranks = self.stand([self.tops]).ranks[0], ranks_above(self.framework, coded=self.scorer is not None)
        return {ladder: ranks[ladder] for ladder, rank in zip(self.ladders, top, strict=True) if rank != NO_LEVEL}

    def level(self, ladder: str, rank: int) -> str:
        """Return the id of a level, by its rank."""
        levels = self.framework.ladder_levels(ladder)
        return levels[rank].id if 0 <= rank < len(levels) else "no level"

    def change(self, one: Standings, other: Standings, place: int) -> str:
        """Return as text how a ladder differs between the first rows of two: by level, or else by score."""
        ladder = self.ladders[place]
        levels = [self.level(ladder, int(found.ranks[0, place])) for found in (one, other)]
        scores = [f"the score {found.scores[0, place]:g}" for found in (one, other)]
        before, after = levels if levels[0] != levels[1] else scores
        return f"{ladder} changes from {before} to {after}"

    def difference(self, one: Standings, other: Standings) -> str:
        """Return as text how the first rows of two differ; empty if they do not."""
        return next((self.change(one, other, place) for _, place in one.differing(other)), "")

    def untouched(self) -> Framework:
        """Return the framework as it was before this subject used it."""
        return fresh(self.framework, self._scorer_at_first)

    def sibling(self, framework: Framework, left_out: int | None = None) -> Subject:
        """Return a variant of the framework as a subject of its own, prepared for the same sheets."""
        other = self._variant(framework)
        sheets = [sheet for sheet in self._rows if len(self._rows) <= MOST_READ]
        other.look_ahead([but(sheet, left_out) for sheet in sheets])
        return other

    def turned(self, framework: Framework, order: Sequence[int]) -> Subject:
        """Return a variant with its questions in a different order, prepared for the same sheets, reordered."""
        return self.answered(framework, lambda sheet: in_order(sheet, order))

    def answered(self, framework: Framework, changed: Callable[[Sheet], Sheet]) -> Subject:
        """Return a variant that is asked about all sheets with their answers changed, if there are few."""
        other = self._variant(framework)
        other.look_ahead(list(dict.fromkeys(map(changed, self._sheets))))
        return other

    def _variant(self, framework: Framework) -> Subject:
        self._variants.append(Subject(framework))
        return self._variants[-1]

    # Sheets near a sheet

    @cached_property
    def needed(self) -> Needed:
        """What questions need of each other."""
        return Needed(self.framework)

    def counted(self, sheet: Sheet) -> Sheet:
        """Return what answers count as: those to questions that need others may count as something else."""
        return self.needed.counted(sheet)

    def best(self, sheet: Sheet) -> Sheet:
        """Return the best answers to everything that applies."""
        return tuple(code if code == NOT_APPLICABLE else top for code, top in zip(sheet, self.tops, strict=True))

    def filled(self, sheet: Sheet, *, highest: bool) -> Sheet:
        """Return a sheet with every open question at its lowest or highest option."""
        return tuple(top * highest if code in OPEN else code for code, top in zip(sheet, self.tops, strict=True))

    def one_up(self, sheet: Sheet) -> list[tuple[int, Sheet]]:
        """Return every sheet that is better in one question, with its column; an open question gets an option."""
        columns = [c for c, code in enumerate(sheet) if code != NOT_APPLICABLE and code < self.tops[c]]
        return [(column, replaced(sheet, {column: max(sheet[column] + 1, 0)})) for column in columns]

    # What the framework says

    def stand(self, sheets: Sequence[Sheet]) -> Standings:
        """Return the standings of sheets, by `assess_many`; each sheet is assessed only once."""
        if missing := [sheet for sheet in dict.fromkeys(sheets) if sheet not in self._rows]:
            self._read(missing)
        ranks, scores = zip(*(self._rows[sheet] for sheet in sheets), strict=True)
        return Standings(np.array(ranks), np.array(scores))

    def look_ahead(self, sheets: Sequence[Sheet]) -> None:
        """Take note of sheets that will all be needed, so that they are read in one go."""
        self._ahead = self._sheets = sheets

    def _read(self, sheets: Sequence[Sheet]) -> None:
        ahead, self._ahead = self._ahead, ()
        if ahead:
            with suppress(Exception):  # what the framework raises for others says nothing about these
                self._read([*dict.fromkeys([*sheets, *ahead])])
                return
        fresh = standings(self.framework, sheets)
        self._rows |= zip(sheets, zip(fresh.ranks, fresh.scores, strict=True), strict=True)

    def result(self, sheet: Sheet) -> Assessment:
        """Return the assessment of one sheet, by `assess`; each sheet is assessed only once."""
        return self.said(("result", sheet), lambda: self.framework.assess(list(sheet)))

    def results(self, sheet: Sheet) -> dict[str, Assessment | LadderResult]:
        """Return, for each ladder, what the assessment of one sheet says about it."""
        return by_ladder(self.result(sheet))

    def states(self, sheet: Sheet, ladder: str) -> dict[str, str]:
        """Return, for each level, the state of its rung on a ladder, from the explanation; empty without rungs."""
        told: dict[str, LadderState] = {state.ladder: state for state in self.result(sheet).explain().ladders}
        return {rung.level: rung.state for rung in told[ladder].rungs} if ladder in told else {}

    def goal(self, aim: Aim) -> Any:
        """Return the target as callers write it: levels by id, another sheet as an assessment."""
        if aim.other is not None:
            return self.result(aim.other)
        levels = {ladder: self.framework.ladder_levels(ladder)[rank].id for ladder, rank in aim.rungs}
        return {**levels, **dict(aim.scores)} or None

    def asked(self, aims: Sequence[Aim]) -> list[Answer]:
        """Return status and positions of the gaps of sheets with one target, by `assess_many`; `NO_GAP` for none."""
        return self._told(read_gaps, aims)

    def led(self, aims: Sequence[Aim]) -> list[Answer]:
        """Return status and steps of the plans of sheets with one target, by `assess_many`; places of capabilities."""
        return self._told(read_steps, aims)

    def _told(self, read: Read, aims: Sequence[Aim]) -> list[Answer]:
        known = self._asked[read]
        if missing := [aim for aim in dict.fromkeys(aims) if aim not in known]:
            self._ask(read, missing)
        return [known[aim] for aim in aims]

    def _ask(self, read: Read, aims: Sequence[Aim]) -> None:
        goal = (read, aims[0].rungs, aims[0].other, aims[0].scores)
        ahead = self._sheets if goal not in self._asked_ahead else ()
        self._asked_ahead.add(goal)
        if ahead:
            with suppress(Exception):  # as above
                self._ask(read, [*dict.fromkeys([*aims, *(aims[0].at(sheet) for sheet in ahead)])])
                return
        batch = self.framework.assess_many(matrix([aim.sheet for aim in aims]))
        self._asked[read] |= zip(aims, read(batch, self.goal(aims[0])), strict=True)

    def gaps(self, aim: Aim) -> Gaps | None:
        """Return the gaps of one sheet, by `assess`; None if the target is refused."""
        return self.said(("gaps", aim), lambda: unless_refused(lambda: self.result(aim.sheet).gaps(self.goal(aim))))

    def plan(self, aim: Aim) -> Plan | None:
        """Return the plan of one sheet, by `assess`; None if the target is refused."""
        return self.said(
            ("plan", aim), lambda: unless_refused(lambda: self.result(aim.sheet).next_steps(self.goal(aim)))
        )

    def fixed(self, aim: Aim) -> Aim | None:
        """Return the aim with its default target written out; None if nothing is left to aim at."""
        if aim.goals or aim.other is not None:
            return aim
        gaps = self.gaps(aim)
        target = () if gaps is None else gaps.target
        lists = {rung.ladder: [level.id for level in self.framework.ladder_levels(rung.ladder)] for rung in target}
        rungs = tuple((rung.ladder, lists[rung.ladder].index(rung.level)) for rung in target)
        scores = () if gaps is None else tuple((mark.ladder, mark.score_exact) for mark in gaps.target_scores)
        return Aim(aim.sheet, rungs, scores=scores) if rungs or scores else None


def unless_refused(make: Callable[[], T]) -> T | None:
    """Return what `make` returns, or None if it refuses the target."""
    try:
        return make()
    except TargetError:
        return None


def by_ladder(result: Assessment) -> dict[str, Assessment | LadderResult]:
    """Return, for each ladder, what an assessment says about it, in the order of all ladders."""
    found: dict[str, Assessment | LadderResult] = {FRAMEWORK: result}
    tables = {"capability": result.capabilities, "dimension": result.dimensions, "measure": result.measures}
    for kind, entries in tables.items():
        found |= {Ladder(kind, entry.id): entry for entry in entries}
    return {ladder: found[ladder] for ladder in ladder_names(result.framework)}
