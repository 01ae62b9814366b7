"""Laws of scoring about what must not matter: other rows, orders, earlier calls, the unit of weights."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from maturity_core.answers.sheets import answer_word
from maturity_core.model.states import NO_GAP, UNANSWERED, WORDS
from maturity_core.model.units import score_of
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import COMPARED, RESULTS, ROUTES, SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import in_order
from maturity_core.testing.suite.standings import matrix, standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.variants import heavier, other_file, other_orders
from maturity_core.testing.suite.when import has_one_question, has_outcomes, weights_only_compare

FACTORS = (Fraction(3), Fraction(1, 2))


@law("scoring", RESULTS)
def rows_independent(subject: Subject, sheet: Sheet) -> bool:
    """An organisation's result does not depend on the other rows of the batch."""
    alone = standings(subject.framework, [sheet])
    for other, words in ((subject.worst, "lowest"), (subject.tops, "highest")):
        together = standings(subject.framework, [other, sheet, other, other, sheet])
        for row in (1, 4):
            if difference := subject.difference(alone, together.at([row])):
                raise Broken(
                    f"with other rows in the batch, {difference}",
                    then=f"a batch of the {words} answers, these, twice the {words}, these",
                    expected="the result of a batch of this row alone",
                )
    return True


@law("scoring", RESULTS)
def row_order_irrelevant(subject: Subject, sheet: Sheet) -> bool:
    """Rows in a different order give the same results in that order."""
    rows = [subject.worst, sheet, *(better for _, better in subject.one_up(sheet)[:3]), subject.tops]
    there, back = standings(subject.framework, rows), standings(subject.framework, rows[::-1])
    for row in range(len(rows)):
        if difference := subject.difference(there.at([row]), back.at([len(rows) - 1 - row])):
            raise Broken(
                f"in another place in the batch, {difference}",
                then="a batch of these answers and others, and the same batch in reverse order",
            )
    return True


@law("scoring", ROUTES, unless=has_one_question)
def question_order_irrelevant(subject: Subject, aim: Aim) -> bool:
    """Questions in a different order give the same levels, scores, gaps and steps."""
    for order, other in other_orders(subject):
        _same(subject, aim, (order, other), "with its questions in a different order")
    return True


@law("scoring", ROUTES)
def file_order_irrelevant(subject: Subject, aim: Aim) -> bool:
    """Dimensions, capabilities, requirements, rules and scales in a different order give the same result."""
    _same(subject, aim, other_file(subject), "with its tables in a different order")
    return True


def _same(subject: Subject, aim: Aim, turned: tuple[list[int], Subject], how: str) -> None:
    """Compare levels, scores, gaps and steps of a sheet, by id; if it aims at another sheet, use the next target."""
    order, other = turned
    aims = (Aim(at, aim.rungs, scores=aim.scores) for at in (aim.sheet, in_order(aim.sheet, order)))
    ours, theirs = (told(by, at) for by, at in zip((subject, other), aims, strict=True))
    for name, found in ours.items():
        if found != theirs[name]:
            raise Broken(f"{how}, {name}: {theirs[name]}", expected=found)


def told(subject: Subject, aim: Aim) -> dict[str, str]:
    """Return what a framework says about a sheet, by names that do not depend on order."""
    framework, found = subject.framework, subject.stand([aim.sheet])
    (status, positions), (led, steps) = *subject.asked([aim]), *subject.led([aim])
    ladders = {
        ladder: f"{subject.level(ladder, rank)}, the score {score!r}"
        for ladder, rank, score in zip(subject.ladders, found.ranks[0].tolist(), found.scores[0].tolist(), strict=True)
    }
    gaps = sorted(
        f"{question.id} to {question.options[position].id}"
        for question, position in zip(framework.questions, positions, strict=True)
        if position != NO_GAP
    )
    names = [framework.capabilities[place].id for place in steps]
    plan = None if has_outcomes(subject) else subject.plan(aim)  # without outcomes, no result has to show
    results = sorted(f"{result.question} to {result.to}" for result in (plan.results if plan else ()))
    return ladders | {
        "gaps": f"{status}, {', '.join(gaps) or 'none'}",
        "steps": f"{led}, {', '.join(names) or 'none'}",
        "results": ", ".join(results) or "none",
    }


def _mapping(subject: Subject, sheet: Sheet) -> dict[str, str]:
    pairs = zip(subject.framework.questions, sheet, strict=True)
    return {question.id: answer_word(question, code) for question, code in pairs}


@law("scoring", RESULTS)
def answer_order_irrelevant(subject: Subject, sheet: Sheet) -> bool:
    """The order of the answers in a mapping changes nothing, nor does leaving out the unanswered ones."""
    given = _mapping(subject, sheet)
    turned = {name: word for name, word in reversed(given.items()) if word != WORDS[UNANSWERED]}
    if subject.framework.assess(turned) != subject.result(sheet):
        raise Broken("the same answers in reverse order give a different result")
    return True


@law("scoring", RESULTS)
def inputs_only_read(subject: Subject, sheet: Sheet) -> bool:
    """Neither the library nor a scorer ever changes the answers it is given."""
    named = _mapping(subject, sheet)
    left_out = {name: word for name, word in named.items() if word != WORDS[UNANSWERED]}
    vector, rows = np.array(sheet, np.int16), matrix([sheet, sheet])
    before = dict(named), dict(left_out), vector.tolist(), rows.tolist()
    for answers in (named, left_out, vector):
        subject.framework.assess(answers)
    subject.framework.assess_many(rows)
    if (named, left_out, vector.tolist(), rows.tolist()) != before:
        raise Broken("the library changed the answers it was given", expected="the same answers afterwards")
    if subject.scorer:
        codes = dict(zip(named, sheet, strict=True))
        subject.scorer.score(subject.framework, codes)
        if codes != dict(zip(named, sheet, strict=True)):
            raise Broken("the scorer changed the answers it was given", expected="the same answers afterwards")
    return True


@law("scoring", COMPARED)
def no_state_between_calls(subject: Subject, sheet: Sheet) -> bool:
    """The same answers always give the same result, whatever was assessed in between; the framework never changes."""
    framework = subject.framework
    before = subject.once("tables", framework.model_dump)
    first, second = standings(framework, [sheet]), standings(framework, [sheet])
    standings(framework, [subject.worst, subject.tops])
    framework.assess(list(subject.tops)).gaps()
    for again, when in ((second, "at once"), (standings(framework, [sheet]), "after others")):
        if difference := subject.difference(first, again):
            raise Broken(f"with the same answers assessed again {when}, {difference}", expected="the same result")
    if difference := subject.difference(standings(subject.untouched(), [sheet]), first):
        raise Broken(
            f"with other answers assessed before, {difference}",
            then="these answers alone; or the same after other answers",
            expected="the same result as when nothing was assessed before",
        )
    if framework.model_dump() != before:
        raise Broken("assessing changed the framework itself", expected="the same tables afterwards")
    return True


@law("scoring", SHEETS, unless=weights_only_compare)
def weights_scale(subject: Subject, sheet: Sheet) -> bool:
    """Multiplying all weights and totals' thresholds by one number changes no level and no score except totals."""
    totals = {ladder for ladder in subject.ladders if score_of(subject.framework, ladder).total_of}
    found = subject.stand([sheet])
    for times in FACTORS:
        other = heavier(subject, times).stand([sheet])
        for _, place in found.differing(other):
            if subject.ladders[place] in totals and found.ranks[0, place] == other.ranks[0, place]:
                continue
            difference = subject.change(found, other, place)
            raise Broken(
                f"with all weights multiplied by {times}, {difference}",
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
