"""What a plan leaves alone, as the slow reference scorer says it: dimensions that stay, and what is weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.testing.oracle_results import Options, raised
from maturity_core.testing.oracle_stand import Standing

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.testing.oracle_steps import Planner
    from maturity_core.testing.oracle_targets import Goals


def stays(planner: Planner, options: Options) -> dict[str, int]:
    """Return the dimensions that are still below a level of the whole that is aimed at, with their ranks.

    One with levels that the framework's list lacks is named if no step raises it. None is, if there is no rung left
    for it, or an outcome in it has to improve.
    """
    wanted: Goals = {} if isinstance(planner.towards.target, tuple) else planner.towards.target
    rung = wanted.get(FRAMEWORK, 0)
    after, found = Standing(planner.model, raised(planner.sheet, options)), dict[str, int]()
    raises = {planner.model.framework.capability(name).dimension for name in planner.touched(options)}
    showing = {planner.model.capability_of(question).dimension for question in planner.results}
    for entry in planner.model.framework.dimensions if isinstance(rung, int) and rung else ():
        ladder = Ladder("dimension", entry.id)
        rank, ranks = after.level(ladder), planner.model.whole_ranks(ladder)
        below = rank is not None and (ranks[rank] < rung if ranks else entry.id not in raises)
        rises = rank is not None and any(other > rank for other in after.remaining(ladder))
        if rank is not None and below and rises and entry.id not in showing:
            found[entry.id] = rank
    return found


def left_weak(planner: Planner, options: Options) -> tuple[str, list[str], tuple[int, ...]] | None:
    """Return the weak capability with a gap, ready and without a step, that eases most others; by score, then id.

    It eases the weak ones that lean on it or require it. Gaps of outcomes are no reason to begin.
    """
    found: list[tuple[int, Fraction, str]] = []
    gaps = {place: option for place, option in planner.towards.options.items() if place not in planner.outcomes}
    for name in planner.touched(gaps) - planner.touched(options):
        ladder = Ladder("capability", name)
        ready = all(planner.today.meets(needed) for needed in planner.model.requires(name))
        score = planner.today.score(ladder)
        if ready and score is not None and planner.is_weak(ladder):
            found.append((-len(_eased(planner, name)), score, name))
    if not found:
        return None
    *_, name = min(found)
    moves = {q: (planner.given[q], option) for q, option in gaps.items() if planner.owner(q) == name}
    return name, _eased(planner, name), planner.remedies(name, moves)


def _eased(planner: Planner, name: str) -> list[str]:
    weak = [entry for entry in planner.model.framework.capabilities if planner.is_weak(Ladder("capability", entry.id))]
    needing = {entry.id: {need.capability for need in planner.model.requires(entry.id)} for entry in weak}
    return [entry.id for entry in weak if name in entry.leans_on or name in needing[entry.id]]
