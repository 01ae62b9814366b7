"""Laws of gaps: what is missing towards a target."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.ladder import AIMED
from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE
from maturity_core.results.routes import Status
from maturity_core.telling.wording import requirement_texts
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import AIMS, PLANS, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_asked, told_change
from maturity_core.testing.suite.when import reads_requirements, scored_in_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.results.routes import Gaps

GAPS = (Status.OPEN, Status.REACHED)


def closed(sheet: Sheet, positions: Sequence[int]) -> Sheet:
    """Return a sheet with every gap closed."""
    return tuple(max(code, position) for code, position in zip(sheet, positions, strict=True))


@law("gaps", AIMS)
def closing_gaps_reaches_target(subject: Subject, drawn: Aim) -> bool:
    """Closing every gap reaches the target."""
    aim = subject.fixed(drawn)
    if aim is None:
        return False
    status, positions = subject.asked([aim])[0]
    if status is not Status.OPEN:
        return False
    after, _ = subject.asked([aim.at(closed(aim.sheet, positions))])[0]
    if after is not Status.REACHED:
        raise Broken(
            f"with every gap closed, the target is {after}",
            then=f"gaps: {told_asked(subject.framework, positions)}",
            expected="reached",
        )
    return True


@law("gaps", AIMS)
def no_gap_once_reached(subject: Subject, aim: Aim) -> bool:
    """There are gaps if and only if the target is open."""
    status, positions = subject.asked([aim])[0]
    asked = any(position != NO_DEMAND for position in positions)
    if asked != (status is Status.OPEN):
        told = told_asked(subject.framework, positions)
        raise Broken(f"the target is {status}, but the gaps are: {told}", expected="gaps only if it is open")
    if aim.goals and status in GAPS and (status is Status.REACHED) != _stands(subject, aim):
        raise Broken(f"the target is {status}", expected="open" if status is Status.REACHED else "reached")
    return True


def _stands(subject: Subject, aim: Aim) -> bool:
    """Return whether every ladder of the target is at its rung and its score, or above."""
    ranks: dict[str, int] = dict(zip(subject.ladders, subject.stand([aim.sheet]).ranks[0].tolist(), strict=True))
    scores = subject.results(aim.sheet) if aim.scores else {}
    return all(ranks[ladder] >= rank for ladder, rank in aim.rungs) and all(
        (scores[ladder].score_exact or 0) >= score for ladder, score in aim.scores
    )


@law("gaps", AIMS)
def gaps_lead_upwards(subject: Subject, aim: Aim) -> bool:
    """Every gap leads to a higher option of a question that applies."""
    _, positions = subject.asked([aim])[0]
    for column, (code, position) in enumerate(zip(aim.sheet, positions, strict=True)):
        question = subject.framework.questions[column]
        if position == NO_DEMAND:
            continue
        if code == NOT_APPLICABLE or not max(code, 0) < position <= subject.tops[column]:
            told = question.options[position].id if 0 <= position <= subject.tops[column] else f"position {position}"
            raise Broken(f"{question.id} has to reach {told}", expected="a higher option of a question that applies")
    return any(position != NO_DEMAND for position in positions)


@law("gaps", AIMS)
def gaps_name_what_is_needed(subject: Subject, drawn: Aim) -> bool:
    """A question without a gap is not needed: with the others at their best, the target is reached."""
    aim = subject.fixed(drawn)
    if aim is None:
        return False
    status, positions = subject.asked([aim])[0]
    if status is not Status.OPEN:
        return False
    best = subject.best(aim.sheet)
    named = tuple(
        best[column] if position != NO_DEMAND else aim.sheet[column] for column, position in enumerate(positions)
    )
    if subject.asked([aim.at(named)])[0][0] is not Status.REACHED:
        helping = [
            subject.framework.questions[column].id
            for column, position in enumerate(positions)
            if position == NO_DEMAND
            and subject.asked([aim.at(replaced(named, {column: best[column]}))])[0][0] is Status.REACHED
        ]
        raise Broken(
            "even with every question that has a gap at its best, the target is missed",
            then=f"gaps: {told_asked(subject.framework, positions)}",
            expected=f"a gap for {' or '.join(helping) or 'further questions'} too",
        )
    return True


@law("gaps", AIMS)
def better_answer_raises_no_gap(subject: Subject, drawn: Aim) -> bool:
    """With a fixed target, a better answer keeps it reached, and never raises or adds a gap due to requirements."""
    aim = subject.fixed(drawn)
    better = [higher for _, higher in subject.one_up(drawn.sheet)]
    if aim is None or not better:
        return False
    (status, before), *others = subject.asked([aim, *(aim.at(sheet) for sheet in better)])
    for sheet, (other, after) in zip(better, others, strict=True):
        then = told_change(subject.framework, aim.sheet, sheet)
        if (status in {Status.REFUSED, Status.REACHED} or other is Status.REFUSED) and other is not status:
            raise Broken(f"a better answer takes the target from {status} to {other}", then=then)
        raised = np.array(after) > np.array(before)
        if raised.any() and not subject.scorer:  # for a scorer in code, gaps are a choice, which may then be different
            told = told_asked(subject.framework, np.where(raised, after, NO_DEMAND).tolist())
            raise Broken(
                f"a better answer raises a gap: {told}",
                then=then,
                expected=f"no more than before: {told_asked(subject.framework, before)}",
            )
    return status in GAPS


@law("gaps", AIMS, unless=scored_in_code)
def gaps_cannot_be_lowered(subject: Subject, drawn: Aim) -> bool:
    """No single gap of a scorer in code could stop at a lower option."""
    aim = subject.fixed(drawn)
    if aim is None or aim.other is not None:
        return False
    _, positions = subject.asked([aim])[0]
    target = closed(aim.sheet, positions)
    columns = [column for column, position in enumerate(positions) if position != NO_DEMAND]
    lower = [max(positions[column] - 1, aim.sheet[column]) for column in columns]
    sheets = [replaced(target, {column: code}) for column, code in zip(columns, lower, strict=True)]
    for column, sheet in zip(columns, sheets, strict=True):
        if subject.asked([aim.at(sheet)])[0][0] is Status.REACHED:
            question = subject.framework.questions[column]
            raise Broken(
                f"the gap of {question.id} asks too much: {question.options[positions[column]].id}",
                then=f"gaps: {told_asked(subject.framework, positions)}",
                expected="the lowest option with which the target is reached",
            )
    return bool(columns)


@law("gaps", SHEETS)
def default_target_lies_ahead(subject: Subject, sheet: Sheet) -> bool:
    """The default target is the next levels within reach: the framework's, else dimensions', else capabilities'.

    With none left, it is a higher score, until that is the best.
    """
    gaps = subject.gaps(Aim(sheet))
    now, best = subject.stand([sheet]).ranks[0].tolist(), subject.stand([subject.best(sheet)]).ranks[0].tolist()
    ahead = [ladder for ladder, was, end in zip(subject.ladders, now, best, strict=True) if end > was]
    first = next((kind for kind in AIMED if any(ladder.kind == kind for ladder in ahead)), None)
    expected = {ladder for ladder in ahead if ladder.kind == first}
    found = {rung.ladder: rung.level for rung in gaps.target} if gaps is not None else {}
    ways = () if expected or gaps is None else tuple(mark.score_exact for mark in gaps.target_scores)
    score, top = (subject.result(at).score_exact for at in (sheet, subject.best(sheet)))
    higher = not expected and score is not None and top is not None and score < top
    if len(ways) != higher or any(not (score or 0) < way <= (top or 0) for way in ways):
        told = ", ".join(map(str, ways)) or "none"
        raise Broken(f"the score is {score}, aimed at: {told}", expected=f"above it, up to {top}" if higher else "none")
    if set(found) != expected or (gaps and gaps.status != ("open" if expected or higher else "nothing left")):
        raise Broken(
            f"target: {', '.join(found) or 'nothing'}, which is {'refused' if gaps is None else gaps.status}",
            expected=", ".join(sorted(expected)) or "nothing left",
        )
    for ladder, level in found.items():
        place = subject.ladders.index(ladder)
        rank = [entry.id for entry in subject.framework.ladder_levels(ladder)].index(level)
        if not now[place] < rank <= best[place]:
            raise Broken(
                f"{ladder} aims at {level}, but is at {subject.level(ladder, now[place])}",
                expected=f"a level above that, up to {subject.level(ladder, best[place])}",
            )
    return True


@law("gaps", PLANS)
def out_of_reach_is_named(subject: Subject, aim: Aim) -> bool:
    """A target is out of reach if and only if the best answers miss it; then nothing is asked, and it says why."""
    gaps = subject.gaps(aim)
    if gaps is None or not aim.goals:
        return False
    missed = not _stands(subject, aim.at(subject.best(aim.sheet)))
    if missed != (gaps.status == Status.OUT_OF_REACH):
        told = "miss" if missed else "reach"
        raise Broken(f"the target is {gaps.status}", expected=f"the status shown by the best answers, which {told} it")
    if missed:
        plan = subject.plan(aim)
        if len(gaps) or (plan is not None and len(plan)):
            raise Broken("the target is out of reach, but something is asked", expected="no gaps and no steps")
        if aim.rungs and not aim.scores and not subject.scorer and not gaps.blockers:
            raise Broken(
                "the target is out of reach, but no requirement is named", expected="those that stand in the way"
            )
    return True


@law("gaps", PLANS)
def batch_gaps_equal_single(subject: Subject, aim: Aim) -> bool:
    """A batch has the same status and gaps as each organisation alone."""
    alone = subject.gaps(aim)
    status, positions = subject.asked([aim, aim.at(subject.tops)])[0]
    told, words = told_asked(subject.framework, positions), "refused" if alone is None else alone.status
    single = told_asked(subject.framework, asked_of(subject, alone))
    if (status, told) != (words, single):
        raise Broken(f"in a batch: {status}, gaps: {told}", expected=f"{words}, gaps: {single}, as alone")
    return True


def asked_of(subject: Subject, gaps: Gaps | None) -> list[int]:
    """Return gaps as positions, one for each question."""
    found = {entry.question: entry.to for entry in gaps.questions} if gaps is not None else {}
    return [
        [option.id for option in question.options].index(found[question.id]) if question.id in found else NO_DEMAND
        for question in subject.framework.questions
    ]


@law("gaps", PLANS, unless=reads_requirements)
def gaps_equal_oracle(subject: Subject, aim: Aim) -> bool:
    """Status, target, gaps and what is out of reach are the same as from the slow reference scorer."""
    expected = subject.oracle.gap(aim.sheet, aim.goals or aim.other)
    gaps = subject.gaps(aim)
    asked = [expected.options.get(column, NO_DEMAND) for column in range(len(aim.sheet))]
    goals: Mapping[str, int | Fraction] = {} if isinstance(expected.target, tuple) else expected.target
    wanted = {ladder: _goal(subject, ladder, goal) for ladder, goal in goals.items()}
    found: dict[str, str] = wanted
    if gaps is not None:
        found = {rung.ladder: rung.level for rung in gaps.target}
        found |= {mark.ladder: f"the score {mark.score_exact}" for mark in gaps.target_scores}
    one = ("refused" if gaps is None else gaps.status, found, told_asked(subject.framework, asked_of(subject, gaps)))
    other = (expected.status, wanted, told_asked(subject.framework, asked))
    if one != other:
        raise Broken(_told(*one), expected=f"{_told(*other)}, from the slow reference")
    blamed = () if gaps is None else gaps.blockers
    if blamed != expected.blockers:
        named = [" ".join(requirement_texts(subject.framework, own)) or "none" for own in (blamed, expected.blockers)]
        raise Broken(f"out of reach: {named[0]}", expected=f"{named[1]}, from the slow reference")
    return True


def _goal(subject: Subject, ladder: str, goal: int | Fraction) -> str:
    return f"the score {goal}" if isinstance(goal, Fraction) else subject.level(ladder, goal)


def _told(status: str, target: dict[str, str], asked: str) -> str:
    aims = ", ".join(f"{ladder} = {level}" for ladder, level in target.items()) or "no level"
    return f"target {aims}: {status}, gaps: {asked}"


LAWS = (
    closing_gaps_reaches_target,
    no_gap_once_reached,
    gaps_lead_upwards,
    gaps_name_what_is_needed,
    better_answer_raises_no_gap,
    gaps_cannot_be_lowered,
    default_target_lies_ahead,
    out_of_reach_is_named,
    batch_gaps_equal_single,
    gaps_equal_oracle,
)
