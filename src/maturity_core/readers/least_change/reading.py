"""The least change of one organisation, as a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.errors import ArgumentError, MaturityError, Problem
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.least_change.finding import drop, lift
from maturity_core.readers.outline import core_version
from maturity_core.readers.records import Facts
from maturity_core.readers.what_if import moved
from maturity_core.results.least_change import LeastChange, Shift
from maturity_core.results.numbers import both

if TYPE_CHECKING:
    from maturity_core.readers.balance import Lines
    from maturity_core.readers.least_change.finding import Found
    from maturity_core.results.least_change import NoDrop, NoLift
    from maturity_core.scoring.one.evaluate import RuleStanding


def least_change(facts: Facts) -> LeastChange:
    """Return the fewest answers that lift and drop the level of one organisation; see `Assessment.least_change`."""
    lines, demands = facts.by.chart.lines, facts.rule_demands
    if lines is None or demands is None:
        what = "the least change needs requirements, and this framework is scored in code"
        raise ArgumentError([Problem(what, "least_change", hint="what_if tries any change")])
    higher, no_lift = _lift(facts, lines, demands.now)
    lower, no_drop = _drop(facts, lines, demands.now)
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": facts.framework,
        "level": facts.level and facts.level.id,
        **both(score=facts.score_exact),
        "score_range": facts.score_range,
        "score_range_exact": facts.score_range_exact,
        "not_yet": facts.not_yet,
        "lift": higher,
        "no_lift": no_lift,
        "drop": lower,
        "no_drop": no_drop,
    }
    return known(LeastChange, values, unset=("schema_version",))


def _lift(facts: Facts, lines: Lines, now: RuleStanding) -> tuple[Shift | None, NoLift | None]:
    overall = facts.by.outline.overall
    rank = now.rank(overall)
    if rank == NO_LEVEL:
        return None, "no-level"
    rung = next((rung for rung in now.remaining(overall) if rung > rank), None)
    if rung is None:
        return None, "highest-level"
    if now.best.rank(overall) < rung:
        return None, "out-of-reach"
    return _shift(facts, lift(facts, lines, now, rung), rank), None


def _drop(facts: Facts, lines: Lines, now: RuleStanding) -> tuple[Shift | None, NoDrop | None]:
    overall = facts.by.outline.overall
    rank = now.rank(overall)
    if rank == NO_LEVEL:
        return None, "no-level"
    if rank == 0:
        return None, "lowest-level"
    lowest = now.moved({question: 0 for question, code in enumerate(now.codes) if code > 0})
    if lowest.rank(overall) == rank:
        return None, "out-of-reach"
    return _shift(facts, drop(facts, lines, now, rank), -rank), None


def _shift(facts: Facts, found: Found, beyond: int) -> Shift:
    """Return a change of answers that lifts the level beyond a rank, or drops it below one that is given negated.

    Raises:
        MaturityError: it does not, when it is scored again: the solver was wrong.
    """
    given = list(facts.given)
    for question, code in found.answers.items():
        given[question] = code
    after = Facts(facts.by, given)
    rank = after.now.rank(facts.by.outline.overall)
    if not (rank > beyond if beyond >= 0 else rank < -beyond):
        raise MaturityError([Problem("the solver's answers do not hold when they are scored again", "least_change")])
    moves = moved(facts.by, facts.given, given)
    values = {
        "level": after.level and after.level.id,
        "moves": moves,
        "steps": sum(abs(max(facts.given[question], 0) - code) for question, code in found.answers.items()),
        "proof": "optimal" if len(moves) == found.bound else "best found",
        "bound": found.bound,
        "tied": found.tied,
    }
    return known(Shift, values)
