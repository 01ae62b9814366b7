"""The law that every requirement decides something: alone unmet, it keeps a ladder below its level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.scoring.many.evaluate import RuleStanding
from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.proofs import following, is_data
from maturity_core.testing.suite.record import Broken, Undecided
from maturity_core.testing.suite.telling import told_sheet
from maturity_core.testing.suite.when import reads_requirements
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.readers.proof.reaching import Follower
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

MOST_READ = 8_000
"""How many sheets near witnesses are looked through."""


def _proved(subject: Subject) -> str:
    """Return how the law is proved where it holds, and which requirements follow from the others."""
    if not is_data(subject):
        return ""
    follow = _told(subject, _follow(subject))
    exempt = f", except for what follows from the others if every question applies: {follow}" if follow else ""
    return f"answers that meet all but it were found and scored for each{exempt}"


@law("definition", ONCE, unless=reads_requirements, proof=_proved)
def requirements_decide_or_follow(subject: Subject, _: None) -> bool:
    """Every requirement, alone unmet, keeps some answers below its level, or it follows from the others."""
    single = subject.framework.engine.single
    rules = () if single is None else single.compiled.requirements
    alone = _alone(subject)
    for rule in (rule for rule in rules if rule.index in alone):
        rank = int(subject.stand([alone[rule.index]]).ranks[0, rule.ladder])
        if rank >= rule.rung:
            ladder = subject.ladders[rule.ladder]
            raise Broken(
                f"{_name(subject, rule.index)} is unmet, but {ladder} is at {subject.level(ladder, rank)}",
                then=told_sheet(subject.framework, alone[rule.index]),
                expected=f"a level below {subject.level(ladder, rule.rung)}",
            )
    if left := {rule.index for rule in rules} - alone.keys() - set(_follow(subject)):
        raise Undecided(f"within the budget, it was not found whether these follow: {_told(subject, left)}")
    return bool(rules)


def _told(subject: Subject, requirements: Iterable[int]) -> str:
    return ", ".join(_name(subject, index) for index in sorted(requirements))


def _name(subject: Subject, requirement: int) -> str:
    entry = subject.framework.all_requirements[requirement]
    return f"{entry.statistic} for {entry.level} of {entry.ladder}"


def _follow(subject: Subject) -> list[int]:
    """Return the requirements that certainly follow from the others where every question applies."""
    return [index for index, found in _solved(subject).items() if found.follows]


def _alone(subject: Subject) -> dict[int, Sheet]:
    """Return, for each requirement, answers that meet the others of its ladder up to its level and not it."""
    solved = {index: found.codes for index, found in _solved(subject).items() if found.codes is not None}
    return {**_seen(subject), **solved}


def _solved(subject: Subject) -> dict[int, Follower]:
    """Return what the solver says of the requirements that no sheet near witnesses alone leaves unmet."""
    single = subject.framework.engine.single
    rules = () if single is None else single.compiled.requirements
    left = {rule.index for rule in rules} - _seen(subject).keys()
    return subject.once("solved requirements", lambda: following(subject, left) if left else {})


def _seen(subject: Subject) -> dict[int, Sheet]:
    return subject.once("requirements alone", lambda: _sought(subject))


def _sought(subject: Subject) -> dict[int, Sheet]:
    """Return the same, as far as sheets near witnesses do so on which every question applies."""
    single, seen = subject.framework.engine.single, near(subject)
    rows = np.flatnonzero((seen.codes != NOT_APPLICABLE).all(axis=1))
    rows = rows[:: len(rows) // MOST_READ + 1]
    assert single is not None  # noqa: S101 - this is asked of requirements
    codes = counted_many(subject.framework.lookup.conditions, np.ascontiguousarray(seen.codes[rows].T))
    standing = RuleStanding(single.compiled, codes)
    found: dict[int, Sheet] = {}
    for ladder in single.compiled.ladders:
        met = {rule.index: standing.state(rule.index).met for rule in ladder.requirements}
        for rule in ladder.requirements:
            others = [
                met[other.index] for other in ladder.requirements if other.rung <= rule.rung and other is not rule
            ]
            alone = np.flatnonzero(np.logical_and.reduce([~met[rule.index], *others]))
            if alone.size:
                found[rule.index] = tuple(codes[:, alone[0]].tolist())
    return found
