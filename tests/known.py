"""Frameworks and sheets with the right results from the reference scorer: computed once, compared many times.

The drawn frameworks have rules of every kind; each of those written by hand is about one boundary. The results are kept
as plain data, so that a test that runs again, as it does for every mutant, only has to compare.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
from builders import drawn, some_sheets

from maturity_core import Framework
from maturity_core.answers.counted import counted_many
from maturity_core.testing.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from maturity_core.testing.oracle import Path, Sheet, Target


@dataclass(frozen=True)
class KnownStanding:
    """A sheet's result for each ladder, the state of every requirement, and the capabilities ahead of their time."""

    levels: dict[str, int | None]
    scores: dict[str, Fraction | None]
    rungs: dict[str, tuple[int, ...]]
    requirements: list[tuple[str, Fraction | None]]
    ahead: tuple[str, ...]


@dataclass(frozen=True)
class KnownWay:
    """What a sheet lacks for a target, and the plan: for each step its capability, its moves, what it waits for."""

    status: str
    options: dict[int, int]
    blockers: tuple[int, ...]
    left_out: tuple[int, ...]
    steps: list[tuple[str, dict[int, int], tuple[str, ...]]]


@dataclass(frozen=True, eq=False)
class Known:
    """A framework with sheets and targets, and what is known about them."""

    name: str
    given: Framework
    sheets: tuple[Sheet, ...]
    targets: tuple[Target, ...] = ()

    def framework(self) -> Framework:
        """Return the framework as if just read: nothing of it is compiled yet."""
        return Framework.model_construct(None, **{name: getattr(self.given, name) for name in Framework.model_fields})

    @property
    def codes(self) -> NDArray[np.int8]:
        """What the sheets count as, as codes (n_questions, n_sheets)."""
        return counted_many(self.given.lookup.conditions, np.array(self.sheets, np.int8).T.copy())

    @cached_property
    def standings(self) -> tuple[KnownStanding, ...]:
        """The result of each sheet."""
        oracle = Oracle(self.given)
        found: list[KnownStanding] = []
        for sheet in self.sheets:
            now = oracle.stand(sheet)
            states: list[tuple[str, Fraction | None]] = [(judged.state, judged.measured) for judged in now.requirements]
            found.append(KnownStanding(now.levels, now.scores, now.rungs, states, now.ahead()))
        return tuple(found)

    @cached_property
    def paths(self) -> tuple[tuple[Path, Path], ...]:
        """The short path of each sheet: to the overall level, and to the levels of all dimensions as well."""
        oracle = Oracle(self.given)
        return tuple((oracle.path(sheet), oracle.path(sheet, dimensions=True)) for sheet in self.sheets)

    @cached_property
    def held_back(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The questions that hold back each requirement, for each sheet."""
        oracle = Oracle(self.given)
        rules = range(len(self.given.all_requirements))
        return tuple(tuple(oracle.holding_back(sheet, rule) for rule in rules) for sheet in self.sheets)

    @cached_property
    def ways(self) -> tuple[tuple[KnownWay, ...], ...]:
        """The way of each sheet to each target."""
        oracle = Oracle(self.given)
        return tuple(tuple(_way(oracle, sheet, target) for sheet in self.sheets) for target in self.targets)


def _way(oracle: Oracle, sheet: Sheet, target: Target) -> KnownWay:
    gap, plan = oracle.gap(sheet, target), oracle.plan(sheet, target)
    steps = [
        (step.capability, {question: option for question, (_, option) in step.moves.items()}, step.waits_for)
        for step in plan.steps
    ]
    return KnownWay(gap.status, dict(gap.options), gap.blockers, gap.left_out, steps)


def targets_of(framework: Framework, sheet: Sheet) -> tuple[Target, ...]:
    """Return the default, the last rung of the framework, the last rungs of all other ladders, and a sheet."""
    ruled = {str(requirement.ladder) for requirement in framework.all_requirements}
    tops = {name: len(framework.ladder_levels(name)) - 1 for name in sorted(ruled)}
    whole = {name: tops.pop(name) for name in ("framework",) if name in tops}
    return (None, sheet, *(rungs for rungs in (whole, tops) if rungs))


def known(name: str, framework: Framework, sheets: Iterable[Sequence[int]]) -> Known:
    """Return a framework with its sheets; the last sheet is also a target."""
    listed = tuple(tuple(map(int, sheet)) for sheet in sheets)
    return Known(name, framework, listed, targets_of(framework, listed[-1]))


@cache
def drawn_cases() -> tuple[Known, ...]:
    """Return every fifth random framework of more than two questions, with random sheets, always the same."""
    large = [framework for framework in drawn() if len(framework.questions) > 2][::5]
    return tuple(
        known(f"drawn {place}", framework, some_sheets(framework, seed=place, count=4).tolist())
        for place, framework in enumerate(large)
    )
