"""The framework a law looks at, by its public doors; what was worked out for one law is kept for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from maturity_core.answers import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.engine import CodeEngine
from maturity_core.errors import TargetError
from maturity_core.ladders import ladder_names, own_questions
from maturity_core.place import NO_LEVEL
from maturity_core.targets import Status
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.oracle_model import Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessment import Assessment
    from maturity_core.framework import Framework
    from maturity_core.results import Gaps, LadderResult, Plan
    from maturity_core.scorer import Scorer

OPEN = (UNANSWERED, DONT_KNOW)
COMPLETIONS = 64
"""Up to how many completions of a sheet are tried one by one."""
Rungs = tuple[tuple[str, int], ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Aim:
    """A sheet and what it aims at: ranks of ladders, another sheet, or, with neither, the default target."""

    sheet: Sheet
    rungs: Rungs = ()
    other: Sheet | None = None

    def at(self, sheet: Sheet) -> Aim:
        """Return the same target for another sheet."""
        return Aim(sheet, self.rungs, self.other)


@dataclass(frozen=True)
class Standings:
    """Where sheets stand: `ranks` and `scores` (n_sheets, n_ladders), `NO_LEVEL` and NaN where there is none."""

    ranks: NDArray[np.int8]
    scores: NDArray[np.float64]


class Subject:
    """A framework under the law. Ladders are named and ordered as everywhere: capabilities, dimensions, framework."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._rows: dict[Sheet, tuple[NDArray[np.int8], NDArray[np.float64]]] = {}
        self._asked: dict[Aim, tuple[Status, tuple[int, ...]]] = {}
        self._kept: dict[Any, Any] = {}

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` returns; it is called once for a key."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    # What it is made of

    @cached_property
    def ladders(self) -> tuple[str, ...]:
        """The names of its ladders."""
        return tuple(ladder_names(self.framework))

    @cached_property
    def scorer(self) -> Scorer | None:
        """The scorer in code, where there is one."""
        engine = self.framework.engine
        return engine.coded.scorer if isinstance(engine, CodeEngine) else None

    @cached_property
    def own(self) -> dict[str, frozenset[int]]:
        """By ladder the columns of the questions it owns."""
        columns = {question.id: column for column, question in enumerate(self.framework.questions)}
        return {
            ladder: frozenset(columns[question.id] for question in own_questions(self.framework, ladder))
            for ladder in self.ladders
        }

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The position of each question's last option."""
        return tuple(len(question.options) - 1 for question in self.framework.questions)

    @property
    def worst(self) -> Sheet:
        """The lowest answers to everything."""
        return (0,) * len(self.tops)

    @cached_property
    def model(self) -> Oracle:
        """The slow reference scorer."""
        return Oracle(self.framework, completions=COMPLETIONS)

    @cached_property
    def rungs(self) -> dict[str, int]:
        """By ladder its highest rank, of those that the best answers give a level."""
        top = self.stand([self.tops]).ranks[0]
        lists = {ladder: len(self.framework.ladder_levels(ladder)) - 1 for ladder in self.ladders}
        return {ladder: lists[ladder] for ladder, rank in zip(self.ladders, top, strict=True) if rank != NO_LEVEL}

    def level(self, ladder: str, rank: int) -> str:
        """Return the id of a level, by its rank."""
        return "no level" if rank == NO_LEVEL else self.framework.ladder_levels(ladder)[rank].id

    # Sheets near a sheet

    def best(self, sheet: Sheet) -> Sheet:
        """Return the best answers to everything that applies."""
        return tuple(code if code == NOT_APPLICABLE else top for code, top in zip(sheet, self.tops, strict=True))

    def filled(self, sheet: Sheet, *, highest: bool) -> Sheet:
        """Return a sheet with every open question at its lowest or its highest option."""
        return tuple(top * highest if code in OPEN else code for code, top in zip(sheet, self.tops, strict=True))

    def one_up(self, sheet: Sheet) -> list[tuple[int, Sheet]]:
        """Return every sheet that is better by one question, with its column; an open question gets an option."""
        columns = [c for c, code in enumerate(sheet) if code != NOT_APPLICABLE and code < self.tops[c]]
        return [(column, replaced(sheet, {column: max(sheet[column] + 1, 0)})) for column in columns]

    # What the framework says

    def stand(self, sheets: Sequence[Sheet]) -> Standings:
        """Return where sheets stand, by `assess_many`; a sheet is assessed once."""
        missing = list(dict.fromkeys(sheet for sheet in sheets if sheet not in self._rows))
        if missing:
            fresh = standings(self.framework, missing)
            self._rows |= zip(missing, zip(fresh.ranks, fresh.scores, strict=True), strict=True)
        rows = [self._rows[sheet] for sheet in sheets]
        return Standings(np.array([ranks for ranks, _ in rows]), np.array([scores for _, scores in rows]))

    def result(self, sheet: Sheet) -> Assessment:
        """Return the assessment of one sheet, by `assess`; a sheet is assessed once."""
        return self.once(("result", sheet), lambda: self.framework.assess(list(sheet)))

    def results(self, sheet: Sheet) -> dict[str, Assessment | LadderResult]:
        """Return by ladder what the assessment of one sheet says of it."""
        return by_ladder(self.result(sheet))

    def goal(self, aim: Aim) -> Any:
        """Return the target as callers give it: levels by id, another sheet as an assessment."""
        if aim.other is not None:
            return self.result(aim.other)
        levels = {ladder: self.framework.ladder_levels(ladder)[rank].id for ladder, rank in aim.rungs}
        return levels or None

    def asked(self, aims: Sequence[Aim]) -> list[tuple[Status, tuple[int, ...]]]:
        """Return status and positions of the gaps of sheets with one target, by `assess_many`; `NO_GAP` for none."""
        missing = list(dict.fromkeys(aim for aim in aims if aim not in self._asked))
        if missing:
            gaps = self.framework.assess_many(matrix([aim.sheet for aim in missing])).gaps(self.goal(missing[0]))
            pairs = zip(gaps.status.tolist(), gaps.positions.tolist(), strict=True)
            self._asked |= zip(missing, ((Status(status), tuple(asked)) for status, asked in pairs), strict=True)
        return [self._asked[aim] for aim in aims]

    def gaps(self, aim: Aim) -> Gaps | None:
        """Return the gaps of one sheet, by `assess`; none where the target is refused."""
        return self.once(("gaps", aim), lambda: unless_refused(lambda: self.result(aim.sheet).gaps(self.goal(aim))))

    def plan(self, aim: Aim) -> Plan | None:
        """Return the plan of one sheet, by `assess`; none where the target is refused."""
        return self.once(
            ("plan", aim), lambda: unless_refused(lambda: self.result(aim.sheet).next_steps(self.goal(aim)))
        )

    def fixed(self, aim: Aim) -> Aim | None:
        """Return the aim with its default target written out; none where nothing is left to aim at."""
        if aim.rungs or aim.other is not None:
            return aim
        gaps = self.gaps(aim)
        target = gaps.target if gaps else ()
        lists = {rung.ladder: [level.id for level in self.framework.ladder_levels(rung.ladder)] for rung in target}
        rungs = tuple((rung.ladder, lists[rung.ladder].index(rung.level)) for rung in target)
        return Aim(aim.sheet, rungs) if rungs else None


def unless_refused(make: Callable[[], T]) -> T | None:
    """Return what `make` returns, or None where it refuses the target."""
    try:
        return make()
    except TargetError:
        return None


def matrix(sheets: Iterable[Sheet]) -> NDArray[np.int8]:
    """Return sheets as (n_sheets, n_questions)."""
    return np.array(list(sheets), np.int8)


def standings(framework: Framework, sheets: Sequence[Sheet]) -> Standings:
    """Return where sheets stand, assessed anew."""
    batch = framework.assess_many(matrix(sheets))
    ranks = [batch.capability_levels, batch.dimension_levels, batch.levels[:, None]]
    scores = [batch.capability_scores, batch.dimension_scores, batch.scores[:, None]]
    return Standings(np.hstack(ranks), np.hstack(scores))


def by_ladder(result: Assessment) -> dict[str, Assessment | LadderResult]:
    """Return by ladder what an assessment says of it, in the order of all ladders."""
    found: dict[str, Assessment | LadderResult] = {f"capability {entry.id}": entry for entry in result.capabilities}
    return found | {f"dimension {entry.id}": entry for entry in result.dimensions} | {"framework": result}


def replaced(sheet: Sheet, changes: dict[int, int]) -> Sheet:
    """Return a sheet with some of its codes replaced, by column."""
    return tuple(changes.get(column, code) for column, code in enumerate(sheet))
