"""What a plan leaves alone, as the slow reference scorer says it: dimensions that stay; and what is weak."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.testing.oracle_model import Model, Sheet
    from maturity_core.testing.oracle_stand import Standing
    from maturity_core.testing.oracle_targets import Goals


def stays(model: Model, target: Goals | Sheet, after: Standing, begun: Collection[str]) -> dict[str, int]:
    """Return the dimensions, none of those `begun`, that are still below a level of the whole, with their ranks.

    None is named if there is no rung left for it. Levels that the framework's list lacks aren't compared.
    """
    wanted: Goals = {} if isinstance(target, tuple) else target
    rung, found = wanted.get(FRAMEWORK, 0), dict[str, int]()
    for entry in model.framework.dimensions if isinstance(rung, int) and rung else ():
        ladder = Ladder("dimension", entry.id)
        rank, ranks = after.level(ladder), model.whole_ranks(ladder)
        below = rank is not None and (not ranks or ranks[rank] < rung)
        rises = rank is not None and any(other > rank for other in after.remaining(ladder))
        if rank is not None and below and rises and entry.id not in begun:
            found[entry.id] = rank
    return found


def is_weak(today: Standing, name: str) -> bool:
    """Return whether a capability is at its lowest level or, without one, has less than half of full credit."""
    ladder = Ladder("capability", name)
    rank, score = today.level(ladder), today.score(ladder)
    return rank == 0 if rank is not None else score is not None and score < Fraction(1, 2)
