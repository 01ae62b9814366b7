"""Laws of scoring about what must not matter: other rows, orders, earlier calls, the unit of weights."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers import UNANSWERED, WORDS, answer_word
from maturity_core.ladders import score_of
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import PLANS, RESULTS, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.standings import matrix, standings
from maturity_core.testing.suite.subject import Aim, Subject
from maturity_core.testing.suite.variants import heavier, other_file, other_orders
from maturity_core.testing.suite.when import has_one_question, scored_by_requirements

if TYPE_CHECKING:
    from maturity_core.framework import Framework

FACTORS = (Fraction(3), Fraction(1, 2))


@law("scoring", RESULTS)
def rows_independent(subject: Subject, sheet: Sheet) -> bool:
    """What an organisation gets does not depend on the other rows of the batch."""
    alone = standings(subject.framework, [sheet])
    rows = [subject.worst, sheet, subject.tops, sheet]
    together = standings(subject.framework, rows)
    for row in (1, 3):
        if difference := subject.difference(alone, together.at([row])):
            raise Broken(
                f"other rows take {difference}",
                then="a batch of the lowest answers, these, the highest answers, these",
                expected="what a batch of this row alone gives",
            )
    return True


@law("scoring", RESULTS)
def row_order_irrelevant(subject: Subject, sheet: Sheet) -> bool:
    """Rows in another order give the same results in that order."""
    rows = [subject.worst, sheet, *(better for _, better in subject.one_up(sheet)[:3]), subject.tops]
    there, back = standings(subject.framework, rows), standings(subject.framework, rows[::-1])
    for row in range(len(rows)):
        if difference := subject.difference(there.at([row]), back.at([len(rows) - 1 - row])):
            raise Broken(
                f"another place in the batch takes {difference}",
                then="a batch of these answers and others, and the same batch from the last row to the first",
            )
    return True


@law("scoring", PLANS, unless=has_one_question)
def question_order_irrelevant(subject: Subject, aim: Aim) -> bool:
    """Questions in another order give the same levels, scores, gaps and steps."""
    for order, framework in other_orders(subject):
        moved = tuple(aim.sheet[place] for place in order)
        _same(subject, aim, (framework, moved), "with its questions in another order")
    return True


@law("scoring", PLANS)
def file_order_irrelevant(subject: Subject, aim: Aim) -> bool:
    """Dimensions, capabilities, requirements, rules and scales in another order give the same result."""
    _same(subject, aim, (other_file(subject), aim.sheet), "with its tables in another order")
    return True


def _same(subject: Subject, aim: Aim, other: tuple[Framework, Sheet], how: str) -> None:
    """Compare levels, scores, gaps and steps of a sheet, by id."""
    goal = None if aim.other is not None else subject.goal(aim)
    ours = subject.once(("told", aim), lambda: _told(subject.framework, aim.sheet, goal))
    theirs = _told(*other, goal)
    for name, found in ours.items():
        if found != theirs[name]:
            raise Broken(f"{how}, {name}: {theirs[name]}", expected=str(found))


def _told(framework: Framework, sheet: Sheet, goal: Any) -> dict[str, Any]:
    """Return what a framework says of a sheet, by names that no order changes."""
    batch = framework.assess_many(matrix([sheet]))
    gaps, plans = batch.gaps(goal), batch.next_steps(target=goal)
    told: dict[str, Any] = {"framework": (int(batch.levels[0]), _plain(batch.scores[0]))}
    ids: dict[str, list[str]] = {
        "dimension": [entry.id for entry in framework.dimensions],
        "capability": [entry.id for entry in framework.capabilities],
    }
    for kind, names in ids.items():
        levels, scores = getattr(batch, f"{kind}_levels"), getattr(batch, f"{kind}_scores")
        for place, name in enumerate(names):
            told[f"{kind} {name}"] = (int(levels[0, place]), _plain(scores[0, place]))
    positions: list[int] = gaps.positions[0].tolist()
    pairs = zip(framework.questions, positions, strict=True)
    asked: dict[str, str] = {
        question.id: question.options[position].id for question, position in pairs if position >= 0
    }
    steps: list[str] = [ids["capability"][step] for step in plans.steps[0].tolist() if step >= 0]
    return told | {"gaps": (int(gaps.status[0]), asked), "steps": (int(plans.status[0]), steps)}


def _plain(score: float) -> float | None:
    return None if np.isnan(score) else float(score)


def _mapping(subject: Subject, sheet: Sheet) -> dict[str, str]:
    pairs = zip(subject.framework.questions, sheet, strict=True)
    return {question.id: answer_word(question, code) for question, code in pairs}


@law("scoring", RESULTS)
def answer_order_irrelevant(subject: Subject, sheet: Sheet) -> bool:
    """The order in which a mapping gives the answers changes nothing, nor whether it names the unanswered."""
    given = _mapping(subject, sheet)
    turned = {name: word for name, word in reversed(given.items()) if word != WORDS[UNANSWERED]}
    if subject.framework.assess(turned) != subject.result(sheet):
        raise Broken("the same answers, given from the last question to the first, give another result")
    return True


@law("scoring", RESULTS)
def inputs_only_read(subject: Subject, sheet: Sheet) -> bool:
    """Answers that are handed over are never written to, by the library or by a scorer."""
    named, vector, rows = _mapping(subject, sheet), np.array(sheet, np.int16), matrix([sheet, sheet])
    before = dict(named), vector.copy(), rows.copy()
    subject.framework.assess(named)
    subject.framework.assess(vector)
    subject.framework.assess_many(rows)
    if (named, vector.tolist(), rows.tolist()) != (before[0], before[1].tolist(), before[2].tolist()):
        raise Broken("the answers handed over were changed", expected="the same answers afterwards")
    if subject.scorer:
        answers = dict(zip(named, sheet, strict=True))
        subject.scorer.score(subject.framework, answers)
        if answers != dict(zip(named, sheet, strict=True)):
            raise Broken("the scorer changed the answers it was given", expected="the same answers afterwards")
    return True


@law("scoring", RESULTS)
def no_state_between_calls(subject: Subject, sheet: Sheet) -> bool:
    """The same answers give the same result again, whatever was assessed in between; the framework stays as it was."""
    framework = subject.framework
    before = subject.once("tables", framework.model_dump)
    first = standings(framework, [sheet])
    standings(framework, [subject.worst, subject.tops])
    framework.assess(list(subject.tops)).gaps()
    again = standings(framework, [sheet])
    if difference := subject.difference(first, again):
        raise Broken(f"the second time, the same answers take {difference}", expected="the same result")
    if framework.model_dump() != before:
        raise Broken("assessing changed the framework itself", expected="the same tables afterwards")
    return True


@law("scoring", SHEETS, unless=scored_by_requirements)
def weights_scale(subject: Subject, sheet: Sheet) -> bool:
    """Multiplying all weights, and what totals are held to, by one number changes no level and no score but totals."""
    totals = {ladder for ladder in subject.ladders if score_of(subject.framework, ladder).total_of}
    found = subject.stand([sheet])
    for times in FACTORS:
        other = heavier(subject, times).stand([sheet])
        for _, place in found.differing(other):
            if subject.ladders[place] in totals and found.ranks[0, place] == other.ranks[0, place]:
                continue
            difference = subject.change(found, other, place)
            raise Broken(
                f"all weights times {times} takes {difference}",
                expected="the same levels and scores",
            )
    return True


LAWS = (
    rows_independent,
    row_order_irrelevant,
    question_order_irrelevant,
    file_order_irrelevant,
    answer_order_irrelevant,
    inputs_only_read,
    no_state_between_calls,
    weights_scale,
)
