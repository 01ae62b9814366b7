"""What the sheets that a law was tried on reached: levels of ladders, and both sides of requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.testing.suite.cover import reached_by, wanted
from maturity_core.testing.suite.proofs import all_apply
from maturity_core.testing.suite.record import Reach
from maturity_core.testing.suite.witnesses import near, unreachable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    levels, sides = wanted(subject), _sides(subject, sheets)
    ranks = [subject.stand(sheets).ranks, *([near(subject).found.ranks] if nearby else [])]
    reached = reached_by(subject, np.vstack(ranks))
    never = set(levels if every else unreachable(subject) if all_apply(subject) else [])
    missing = [level for level, found in zip(levels, reached.tolist(), strict=True) if not found]
    told = {level: f"{subject.level(*level)} of {level[0]}" for level in missing}
    return Reach(
        sheets=len(sheets) + (len(near(subject).codes) if nearby else 0),
        levels=len(levels) - len(missing),
        levels_in_all=len(levels),
        sides=int(sides.sum()),
        sides_in_all=sides.size,
        missed=(
            *(name for level, name in told.items() if level not in never),
            *(() if every else _one_sided(subject, sides)),
        ),
        unreachable=tuple(name for level, name in told.items() if level in never),
    )


def _sides(subject: Subject, sheets: Sequence[Sheet]) -> NDArray[np.bool_]:
    """Return which requirements some sheet meets, and which some does not: (n_requirements, 2)."""
    known = subject.once("sides", _none_known)
    single = subject.framework.engine.single
    rules = single.compiled.requirements if single is not None else ()
    found = np.zeros((len(rules), 2), bool)
    for sheet in sheets:
        if single is not None and sheet not in known:
            standing = single.stand(subject.counted(sheet))
            states = [standing.state(rule) for rule in rules]
            known[sheet] = np.array([(met, applies and not met) for applies, met in states], bool).reshape(-1, 2)
        found |= known.get(sheet, found)
    return found


def _none_known() -> dict[Sheet, NDArray[np.bool_]]:
    return {}


def _one_sided(subject: Subject, sides: NDArray[np.bool_]) -> list[str]:
    """Return as text the requirements that were never met, or never unmet."""
    pairs = zip(subject.framework.all_requirements, sides.tolist(), strict=False)
    return [
        f"{rule.statistic} for {rule.level} of {rule.ladder} {side}"
        for rule, found in pairs
        for side, seen in zip(("met", "unmet"), found, strict=True)
        if not seen
    ]
