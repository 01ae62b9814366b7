"""Laws of scoring about the other states of an answer: open questions, and those that do not apply."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE, OPEN
from maturity_core.results.routes import Status
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import HIGHEST, LOWEST, RESULTS, SHEETS
from maturity_core.testing.suite.completions import fillings, with_open_questions
from maturity_core.testing.suite.fixed import at_lowest, counts_as_options, fixed_questions
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.nearby import opened
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_change, told_sheet
from maturity_core.testing.suite.variants import without
from maturity_core.testing.suite.when import bearing, has_not_applicable, takes_open_questions

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.parts import LadderResult, LevelRange
    from maturity_core.scoring.one.standing import Standing


@law("scoring", SHEETS, unless=takes_open_questions, near=opened)
def open_earns_nothing(subject: Subject, sheet: Sheet) -> bool:
    """An open question, unanswered or not known, counts exactly like its lowest option."""
    lowest = subject.filled(sheet, highest=False)
    opened = [tuple(state if code == 0 else code for code in lowest) for state in OPEN]
    same = [other for other in dict.fromkeys([sheet, *opened]) if other != lowest]
    if not same:
        return False
    expected, found = subject.stand([lowest]), subject.stand(same)
    for row, place in found.differing(expected):
        raise Broken(
            f"with open questions, {subject.change(expected, found.at([row]), place)}",
            then=told_change(subject.framework, lowest, same[row]),
            expected="the result of the lowest options",
        )
    return True


@law("scoring", SHEETS, unless=has_not_applicable)
def not_applicable_leaves_the_count(subject: Subject, sheet: Sheet) -> bool:
    """A question that does not apply has no effect, or that of the option that the file says it counts as.

    Without such an option, the result is that of the framework without the question.
    """
    found = counts_as_options(subject, sheet)
    for column in subject.may_leave:
        shorter = without(subject, column)
        if shorter is None:
            continue
        found = True
        left = replaced(sheet, {column: NOT_APPLICABLE})
        whole = subject.stand([left])
        part = shorter.stand([sheet[:column] + sheet[column + 1 :]])
        if difference := subject.difference(part, whole):
            question = subject.framework.questions[column].id
            raise Broken(
                f"a question that does not apply still counts: {difference}",
                then=f"{question} = not-applicable; or the framework without {question}",
                expected="the same levels and scores",
            )
    return found


@law("scoring", HIGHEST, unless=has_not_applicable)
def not_applicable_costs_nothing(subject: Subject, sheet: Sheet) -> bool:
    """With the best answers to everything that applies, every ladder is at its highest remaining level."""
    found = subject.stand([sheet])
    for place, ladder in enumerate(subject.ladders):
        rank = int(found.ranks[0, place])
        if rank != NO_LEVEL and rank != _highest(subject, sheet, ladder) and not _named(subject, sheet, ladder, rank):
            raise Broken(
                f"with the best answers to everything that applies, {ladder} is at {subject.level(ladder, rank)}",
                expected=subject.level(ladder, _highest(subject, sheet, ladder)),
            )
    return NOT_APPLICABLE in sheet


def _highest(subject: Subject, sheet: Sheet, ladder: str) -> int:
    """Return the highest remaining rank of a ladder; with a scorer in code that gives a level, all remain."""
    levels = subject.framework.ladder_levels(ladder)
    if subject.scorer:
        return len(levels) - 1
    states = subject.states(sheet, ladder)
    return max(rank for rank, level in enumerate(levels) if states.get(level.id, "passed over") != "passed over")


def _named(subject: Subject, sheet: Sheet, ladder: str, rank: int) -> bool:
    """Return whether the level above is out of reach and the result names the requirements."""
    rungs = subject.framework.ladder_levels(ladder)
    gaps = [subject.gaps(Aim(sheet, ((ladder, above),))) for above in range(rank + 1, len(rungs))]
    return all(found is None or (found.status == Status.OUT_OF_REACH and found.blockers) for found in gaps)


@law("scoring", LOWEST, unless=has_not_applicable)
def not_applicable_earns_nothing(subject: Subject, sheet: Sheet) -> bool:
    """With the lowest applicable answers, every ladder is at its lowest level, except totals that count down.

    Questions that would count as an option are answered with the lowest instead, and so are those that they need.
    """
    sheet = at_lowest(subject, sheet)
    found, falling = subject.stand([sheet]), bearing(subject, "top")
    for place, ladder in enumerate(subject.ladders):
        rank = int(found.ranks[0, place])
        if rank > 0 and ladder not in falling:
            raise Broken(
                f"with the lowest answers to everything that applies, {ladder} is at {subject.level(ladder, rank)}",
                expected=subject.level(ladder, 0),
            )
    return NOT_APPLICABLE in sheet


@law("scoring", SHEETS, unless=has_not_applicable)
def nothing_applies_no_level(subject: Subject, sheet: Sheet) -> bool:
    """If none of a ladder's questions applies, it has no level and no score, unless one counts as an option then."""
    questions = enumerate(subject.framework.questions)
    optional = {column for column, entry in questions if entry.not_applicable and entry.stands_for is None}
    ladders = [place for place, ladder in enumerate(subject.ladders) if subject.own[ladder] <= optional]
    for place in ladders:
        ladder = subject.ladders[place]
        empty = replaced(sheet, dict.fromkeys(subject.own[ladder], NOT_APPLICABLE))
        found = subject.stand([empty])
        rank, score = int(found.ranks[0, place]), found.scores[0, place]
        if rank != NO_LEVEL or not np.isnan(score):
            level = subject.level(ladder, rank)
            raise Broken(
                f"nothing of {ladder} applies, but it has {level if rank != NO_LEVEL else f'the score {score:g}'}",
                then=told_change(subject.framework, sheet, empty),
                expected="no level and no score",
            )
    return bool(ladders)


@law("scoring", RESULTS, unless=takes_open_questions)
def range_contains_completions(subject: Subject, sheet: Sheet) -> bool:
    """Every way of answering the open questions gives every ladder a level and a score inside its ranges."""
    opened = subject.counted(with_open_questions(sheet))
    completed = fillings(subject, opened)
    found = subject.stand(completed)
    for place, (ladder, result) in enumerate(subject.results(opened).items()):
        span = _ranks(subject, ladder, result.level_range)
        for row, rank in enumerate(found.ranks[:, place].tolist()):
            if not span[0] <= rank <= span[1]:
                raise Broken(
                    f"answering the open questions gives {ladder} {subject.level(ladder, rank)}, outside its range",
                    then=told_sheet(subject.framework, completed[row], "completed"),
                    expected=" to ".join(subject.level(ladder, end) for end in span),
                )
        scores = found.scores[:, place]
        low, high = _scores(result)
        for row in np.flatnonzero(~((low <= scores) & (scores <= high)) & ~(np.isnan(low) & np.isnan(scores))).tolist():
            raise Broken(
                f"answering the open questions gives {ladder} the score {scores[row]:g}, outside its range",
                then=told_sheet(subject.framework, completed[row], "completed"),
                expected=f"{low:g} to {high:g}",
            )
    return True


@law("scoring", RESULTS, unless=takes_open_questions)
def range_is_tight(subject: Subject, sheet: Sheet) -> bool:
    """Both ends of every range are levels, or scores, that some way of answering the open questions gives."""
    opened = subject.counted(with_open_questions(sheet))
    found = subject.stand(fillings(subject, opened))
    for place, (ladder, result) in enumerate(subject.results(opened).items()):
        span = _ranks(subject, ladder, result.level_range)
        ends = int(found.ranks[:, place].min()), int(found.ranks[:, place].max())
        if span[0] < ends[0] or span[1] > ends[1]:
            raise Broken(
                f"the range of {ladder} is {' to '.join(subject.level(ladder, end) for end in span)}",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected=" to ".join(subject.level(ladder, end) for end in ends),
            )
        (low, high), scores = _scores(result), found.scores[:, place]
        if low < scores.min() or high > scores.max():
            raise Broken(
                f"the range of scores of {ladder} is {low:g} to {high:g}",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected=f"{scores.min():g} to {scores.max():g}",
            )
    return True


@law("scoring", RESULTS, unless=takes_open_questions)
def narrows_most(subject: Subject, sheet: Sheet) -> bool:
    """The open question to ask next is the one that narrows the range most; none if there is nothing to narrow."""
    opened = subject.counted(with_open_questions(sheet))
    columns = [column for column, code in enumerate(opened) if code in OPEN]
    trials = [(column, option) for column in columns for option in range(subject.tops[column] + 1)]
    sheets = [opened, *(replaced(opened, {column: option}) for column, option in trials)]
    ends = [_ends(subject, one) for one in sheets]
    for place, (ladder, result) in enumerate(subject.results(opened).items()):
        whole, *narrowed = [_width(low, high, place) for low, high in ends]
        widths: dict[int, list[Fraction]] = {}
        for (column, _), width in zip(trials, narrowed, strict=True):
            if column in subject.own[ladder]:
                widths.setdefault(column, []).append(width)
        ranked = sorted((max(found), sum(found), subject.framework.questions[at].id) for at, found in widths.items())
        expected = ranked[0][-1] if ranked and whole else None
        if result.narrows != expected:
            raise Broken(
                f"to narrow the range of {ladder}, the question to ask next is {result.narrows or 'none'}",
                then=told_sheet(subject.framework, opened, "with open questions"),
                expected=expected or "none",
            )
    return bool(columns)


@law("scoring", RESULTS, unless=takes_open_questions)
def dont_know_stays_open(subject: Subject, sheet: Sheet) -> bool:
    """Don't know is as open as unanswered: the same range, share answered and question to ask next."""
    opened = subject.counted(with_open_questions(sheet))
    columns = [column for column, code in enumerate(opened) if code in OPEN]
    blank, *others = (replaced(opened, dict.fromkeys(columns, state)) for state in OPEN)
    expected = {ladder: _still_open(found) for ladder, found in subject.results(blank).items()}
    for other in others:
        for ladder, found in subject.results(other).items():
            for name, told in _still_open(found).items():
                if told != expected[ladder][name]:
                    raise Broken(
                        f"with don't know as the answer, {name} of {ladder} is {told}",
                        then=told_sheet(subject.framework, other, "with open questions"),
                        expected=f"{expected[ladder][name]}, as when unanswered",
                    )
    return bool(columns)


def _ends(subject: Subject, sheet: Sheet) -> tuple[Standing, Standing]:
    engine = subject.framework.engine
    low, high = (subject.filled(sheet, highest=end) for end in (False, True))
    return engine.stand_one(subject.counted(low)), engine.stand_one(subject.counted(high))


def _width(low: Standing, high: Standing, place: int) -> Fraction:
    """Return how wide the range of levels of a ladder is; without a level, that of scores."""
    if high.rank(place) != NO_LEVEL:
        return Fraction(high.rank(place) - low.rank(place))
    ends = [score for end in (low, high) if (score := end.score(place))]
    return Fraction(*ends[-1]) - Fraction(*ends[0]) if ends else Fraction(0)


def _scores(result: Assessment | LadderResult) -> tuple[float, float]:
    """Return the ends of the range of scores; NaN without a score."""
    return result.score_range or (np.nan, np.nan)


def _still_open(result: Assessment | LadderResult) -> dict[str, str]:
    """Return as text what a result says about open questions."""
    span = result.level_range
    return {
        "the range": " to ".join(level.id for level in span) if span else "none",
        "the range of scores": " to ".join(map(str, result.score_range_exact or ("none",))),
        "the share answered": str(result.completeness),
        "the question to ask next": result.narrows or "none",
    }


def _ranks(subject: Subject, ladder: str, span: LevelRange | None) -> tuple[int, int]:
    ids = [level.id for level in subject.framework.ladder_levels(ladder)]
    return (ids.index(span[0].id), ids.index(span[1].id)) if span else (NO_LEVEL, NO_LEVEL)


@law("scoring", RESULTS)
def completeness_counts_what_applies(subject: Subject, sheet: Sheet) -> bool:
    """The share answered is the share of applicable questions with an option chosen; none if nothing applies.

    What counts as an option where it does not apply is answered then.
    """
    for ladder, result in subject.results(sheet).items():
        fixed = fixed_questions(subject)
        codes = [sheet[place] for place in subject.own[ladder] if sheet[place] != NOT_APPLICABLE or place in fixed]
        share = sum(code not in OPEN for code in codes) / len(codes) if codes else None
        if result.completeness != share:
            raise Broken(f"the share answered of {ladder} is {result.completeness}", expected=str(share))
    return True


LAWS = (
    open_earns_nothing,
    not_applicable_leaves_the_count,
    not_applicable_costs_nothing,
    not_applicable_earns_nothing,
    nothing_applies_no_level,
    range_contains_completions,
    range_is_tight,
    narrows_most,
    dont_know_stays_open,
    completeness_counts_what_applies,
)
