"""What the sheets that a law was tried on reached: levels of ladders, answers, both sides of what is met or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.testing.suite.cells import STATES, is_possible
from maturity_core.testing.suite.cover import reached_by, wanted
from maturity_core.testing.suite.proofs import all_apply
from maturity_core.testing.suite.record import Reach
from maturity_core.testing.suite.sides import sides
from maturity_core.testing.suite.standings import matrix
from maturity_core.testing.suite.witnesses import near, unreachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject


def reach_of(subject: Subject, sheets: Collection[Sheet], *, nearby: bool, every: bool) -> Reach | None:
    """Return what was reached by these sheets, and by those near witnesses if `nearby`; None if nothing can say.

    If these are `every` sheet there is, what they do not reach cannot be reached.
    """
    try:
        return _reach_of(subject, list(sheets), nearby=nearby, every=every) if sheets else None
    except Exception:  # noqa: BLE001 - a scorer in code may raise anything, and the laws are what tells of it
        return None


def _reach_of(subject: Subject, sheets: Sequence[Sheet], *, nearby: bool, every: bool) -> Reach:
    levels, shown = wanted(subject), sides(subject)
    codes = [matrix(sheets), *([near(subject).codes] if nearby else [])]
    found = [subject.stand(sheets), *([near(subject).found] if nearby else [])]
    reached = np.logical_or.reduce([reached_by(subject, one) for one in found])
    never = set(levels if every else unreachable(subject) if all_apply(subject) else [])
    missing = [level for level, found in zip(levels, reached.tolist(), strict=True) if not found]
    told = {level: f"{subject.level(*level)} of {level[0]}" for level in missing}
    met = shown.of(sheets)
    rules, prerequisites, conditions = np.split(met, np.cumsum(shown.kinds)[:-1])
    return Reach(
        sheets=sum(map(len, codes)),
        levels=len(levels) - len(missing),
        levels_in_all=len(levels),
        sides=int(rules.sum()),
        sides_in_all=rules.size,
        prerequisites=int(prerequisites.sum()),
        prerequisites_in_all=prerequisites.size,
        conditions=int(conditions.sum()),
        conditions_in_all=conditions.size,
        answers=_answers(subject, np.vstack(codes)),
        answers_in_all=sum(is_possible(subject, *answer) for answer in _all_answers(subject)),
        missed=(
            *(name for level, name in told.items() if level not in never),
            *(() if every else _one_sided(shown.names(), met)),
        ),
        unreachable=tuple(name for level, name in told.items() if level in never),
    )


def _all_answers(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield each code of each question, by column."""
    return ((column, code) for column, top in enumerate(subject.tops) for code in (*STATES, *range(top + 1)))


def _answers(subject: Subject, codes: NDArray[np.int8]) -> int:
    """Return how many different answers to questions there are."""
    possible = (*STATES, *range(max(subject.tops) + 1))
    return sum(int((codes == code).any(axis=0).sum()) for code in possible)


def _one_sided(names: Sequence[str], met: NDArray[np.bool_]) -> list[str]:
    """Return as text what was never met, or never unmet."""
    return [
        f"{name} {side}"
        for name, found in zip(names, met.tolist(), strict=True)
        for side, seen in zip(("met", "unmet"), found, strict=True)
        if not seen
    ]
