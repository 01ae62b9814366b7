"""What a sheet may meet or not: requirements, prerequisites of capabilities, conditions of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject


class Sides:
    """All that a sheet of a framework may meet or not, of three kinds: `kinds` says how many of each, in this order."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.engine = subject.framework.engine
        single = self.engine.single
        self.rules = single.compiled.requirements if single is not None else ()
        self.prerequisites = subject.framework.chart.needs
        self.conditions = subject.framework.lookup.conditions.pairs
        self.kinds = (len(self.rules), len(self.prerequisites), len(self.conditions))
        self.known: dict[Sheet, NDArray[np.bool_]] = {}

    def of(self, sheets: Iterable[Sheet]) -> NDArray[np.bool_]:
        """Return what some sheet meets, and what some sheet does not: (n, 2)."""
        found = np.zeros((sum(self.kinds), 2), bool)
        for sheet in sheets if len(found) else ():
            if sheet not in self.known:
                self.known[sheet] = np.array([*self._of(sheet)], bool)
            found |= self.known[sheet]
        return found

    def _of(self, sheet: Sheet) -> Iterator[tuple[bool, bool]]:
        """Yield of each whether one sheet meets it, and whether it does not; a requirement may be set aside."""
        counted, single = self.subject.counted(sheet), self.engine.single
        if single is not None:
            for applies, met in map(single.stand(counted).state, self.rules):
                yield met, applies and not met
        if self.prerequisites:
            standing = self.engine.stand_one(counted)
            for need in self.prerequisites:
                yield (met := need.is_met(standing)), not met
        for _, other, position in self.conditions:
            yield (asked := counted[other] >= position), not asked

    def names(self) -> list[str]:
        """Return as text what there is to meet."""
        framework = self.subject.framework
        rules = framework.all_requirements if self.rules else ()
        requires = [(entry.id, needed.capability) for entry in framework.capabilities for needed in entry.requires]
        return [
            *(f"{rule.statistic} for {rule.level} of {rule.ladder}" for rule in rules),
            *(f"prerequisite {needed} of {capability}" for capability, needed in requires),
            *(f"condition of {framework.questions[question].id}" for question, *_ in self.conditions),
        ]


def sides(subject: Subject) -> Sides:
    """Return what sheets of a framework may meet or not; what was found of a sheet is kept."""
    return subject.once("sides", lambda: Sides(subject))
