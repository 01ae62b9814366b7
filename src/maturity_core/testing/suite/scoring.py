"""Laws of scoring: what answers do to levels and scores."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import ONCE, RESULTS, SHEETS
from maturity_core.testing.suite.climbs import climbing
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.nearby import leaking
from maturity_core.testing.suite.proofs import by_structure
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.spans import SHARES, score_span
from maturity_core.testing.suite.standings import Standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_change
from maturity_core.testing.suite.when import has_one_capability


@law("scoring", SHEETS)
def bounds(subject: Subject, sheet: Sheet) -> bool:
    """Every level is in its ladder's own list, and every score is within its bounds."""
    found = subject.stand([sheet])
    for place, ladder in enumerate(subject.ladders):
        rank, score = int(found.ranks[0, place]), float(found.scores[0, place])
        levels = len(subject.framework.ladder_levels(ladder))
        if rank != NO_LEVEL and not 0 <= rank < levels:
            raise Broken(f"{ladder} is at rank {rank}", expected=f"0 to {levels - 1}" if levels else "no level")
        low, high = SHARES if subject.scorer else score_span(subject.framework, ladder, all_apply=False)
        if not np.isnan(score) and not float(low) <= score <= float(high):
            raise Broken(f"the score of {ladder} is {score}", expected=f"{low} to {high}")
    return True


@law("scoring", RESULTS)
def scores_are_exact(subject: Subject, sheet: Sheet) -> bool:
    """Scores are exact fractions, and the number shown is the nearest double."""
    for ladder, found in subject.results(sheet).items():
        exact = found.score_exact
        if exact is None and found.score is None:
            continue
        if not isinstance(exact, Fraction) or found.score != exact.numerator / exact.denominator:
            raise Broken(f"the score of {ladder} is {exact!r}, shown as {found.score!r}", expected="the nearest double")
    return True


@law("scoring", ONCE)
def worst_gives_floor(subject: Subject, _: None) -> bool:
    """If every question applies, the lowest answers give the lowest level and score of every ladder."""
    found = subject.stand([subject.worst])
    for place, ladder in enumerate(subject.ladders):
        if found.ranks[0, place] > 0:
            raise Broken(
                f"with the lowest answers to everything, {ladder} is at {_level(subject, found, place)}",
                expected=subject.level(ladder, 0),
            )
        if not subject.scorer and found.scores[0, place] > float(score_span(subject.framework, ladder)[0]):
            raise Broken(
                f"with the lowest answers to everything, {ladder} has the score {found.scores[0, place]}",
                expected=str(score_span(subject.framework, ladder)[0]),
            )
    return True


@law("scoring", ONCE)
def best_gives_top(subject: Subject, _: None) -> bool:
    """If every question applies, the highest answers give the highest level and score of every ladder."""
    found = subject.stand([subject.tops])
    for place, ladder in enumerate(subject.ladders):
        top = max(subject.rungs.get(ladder, ()), default=0)
        if found.ranks[0, place] not in {NO_LEVEL, top}:
            raise Broken(
                f"with the highest answers to everything, {ladder} is at {_level(subject, found, place)}",
                expected=subject.level(ladder, top),
            )
        if not subject.scorer and found.scores[0, place] < float(score_span(subject.framework, ladder)[1]):
            raise Broken(
                f"with the highest answers to everything, {ladder} has the score {found.scores[0, place]}",
                expected=str(score_span(subject.framework, ladder)[1]),
            )
    return True


def _level(subject: Subject, found: Standings, place: int) -> str:
    return subject.level(subject.ladders[place], int(found.ranks[0, place]))


@law("scoring", SHEETS, near=climbing, proof=by_structure)
def monotone(subject: Subject, sheet: Sheet) -> bool:
    """A better answer never lowers the level or score of any ladder."""
    better = [higher for _, higher in subject.one_up(sheet)]
    if not better:
        return False
    before, after = subject.stand([sheet]), subject.stand(better)
    lower = (after.ranks < before.ranks) | ((after.ranks == NO_LEVEL) != (before.ranks == NO_LEVEL))
    worse = (after.scores < before.scores) | (np.isnan(after.scores) != np.isnan(before.scores))
    for row, place in np.argwhere(lower | worse).tolist():
        raise Broken(
            f"with a better answer, {subject.change(before, after.at([row]), place)}",
            then=told_change(subject.framework, sheet, better[row]),
            expected="no lower level or score",
        )
    return True


@law("scoring", SHEETS, unless=has_one_capability, near=leaking)
def dimensions_independent(subject: Subject, sheet: Sheet) -> bool:
    """An answer affects only the levels and scores of its own capability, its own dimension and the framework.

    A measure of some questions of a capability is affected by those that they need, too.
    """
    others = [replaced(sheet, {column: _another(subject, column, code)}) for column, code in enumerate(sheet)]
    before, after = subject.stand([sheet]), subject.stand(others)
    for row, place in after.differing(before):
        own = subject.own[subject.ladders[place]]
        if row not in own and not any(row in subject.needed.by(column) for column in own):
            raise Broken(
                f"with an answer from elsewhere, {subject.change(before, after.at([row]), place)}",
                then=told_change(subject.framework, sheet, others[row]),
                expected="the same level and score",
            )
    return True


def _another(subject: Subject, column: int, code: int) -> int:
    """Return a different code: the far end of the scale, or sometimes *not applicable* where it is allowed."""
    if code == subject.tops[column] and subject.framework.questions[column].not_applicable:
        return NOT_APPLICABLE
    return 0 if code == subject.tops[column] else subject.tops[column]


LAWS = (
    bounds,
    scores_are_exact,
    worst_gives_floor,
    best_gives_top,
    monotone,
    dimensions_independent,
)
