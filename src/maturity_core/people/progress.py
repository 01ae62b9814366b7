"""Then and now: what changed between two assessments of one organisation, falls never set off against rises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.assessing.assessment import Assessment
from maturity_core.errors import ArgumentError, Problem, TargetError, shown
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import known
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.people.given import arrived
from maturity_core.readers.outline import core_version
from maturity_core.readers.records import Facts
from maturity_core.readers.what_if import flips, headline, ladder_changes
from maturity_core.results.progress import AnswerChange, PlannedStep, Progress, SheetOf, Towards
from maturity_core.results.what_if import LadderChange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.results.progress import Doing, Turn
    from maturity_core.results.routes import Gaps, Plan, QuestionGap

OPEN_CODES = frozenset({UNANSWERED, DONT_KNOW})


def progress(
    now: Assessment,
    earlier: Any,
    target: TargetLike = None,
    names: tuple[str, str] = ("", ""),
    asked_later: Collection[str] = (),
) -> Progress:
    """Return what changed since an earlier assessment; see `Assessment.since`.

    `names` are those of the two sheets, and `asked_later` the questions that were not asked when the later one was
    filled in, because it was carried over, too.
    """
    if not isinstance(earlier, Assessment):
        raise ArgumentError([Problem("expected an earlier assessment", "earlier", shown(earlier))])
    framework = now.framework
    carried, then = arrived(earlier, framework, "earlier")
    before, after = (Facts(framework, sheet.codes.tolist()) for sheet in (then, now))
    anew = {*carried.ask, *asked_later}
    apart = not_compared(framework, anew)
    ladders = Entries(change for change in ladder_changes(before, after) if change.ladder not in apart)
    towards, plan = _towards(then, now, target, anew)
    planned = Entries(_planned(framework, plan, after, anew))
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": after.framework,
        "then": sheet_of(earlier, names[0]),
        "now": sheet_of(now, names[1]),
        "before": headline(before),
        "after": headline(after),
        "answers": Entries(_answers(framework, before, after, anew)),
        "ladders": ladders,
        "requirements": tuple(flip for flip in flips(before, after) if flip.ladder not in apart),
        "towards": towards,
        "planned": planned,
        "unplanned": _unplanned(ladders, {step.capability for step in plan}),
        "not_compared": tuple(apart),
        "asked_anew": tuple(name for name in framework.questions.ids if name in anew),
        "reworded": carried.reworded,
        "left_out": carried.left_out,
    }
    return known(Progress, values, unset=("schema_version",))


def sheet_of(sheet: Assessment, name: str) -> SheetOf:
    """Return of what a sheet is, under a name; without one, its day, or its edition."""
    facts, edition = sheet.facts, sheet.record.framework.edition
    day = facts.date.isoformat() if facts.date else ""
    return SheetOf(
        name=name or day or edition,
        date=facts.date,
        edition=facts.carried_from or edition,
        organisation=facts.organisation,
        respondent=facts.respondent,
        role=facts.role,
    )


def not_compared(framework: Framework, anew: Collection[str]) -> dict[Ladder, None]:
    """Return the ladders that read a question whose answer then is not known, in the framework's order."""
    if not anew:
        return {}
    outline = framework.outline
    places = [place for place, name in enumerate(outline.ids) if name in anew]
    touched = {outline.ladders[ladder] for place in places for ladder in outline.owners[place]}
    # A measure, and a scorer in code, may read anything.
    touched |= {FRAMEWORK, *(ladder for ladder in outline.ladders if ladder.kind == "measure")}
    return dict.fromkeys(ladder for ladder in outline.ladders if ladder in touched)


def _answers(framework: Framework, before: Facts, after: Facts, anew: Collection[str]) -> Iterator[AnswerChange]:
    """Yield the answers that differ."""
    for question, then, now, words in zip(
        framework.questions, before.given, after.given, framework.outline.answers, strict=True
    ):
        if then != now and question.id not in anew and not {then, now} <= OPEN_CODES:
            values = {"question": question.id, "answer": words[then], "to": words[now]}
            yield known(AnswerChange, {**values, "how": _turn(question, then, now)})


def _turn(question: Question, then: int, now: int) -> Turn:
    if then >= 0 and now >= 0:
        worth = question.options[then].credit, question.options[now].credit
        return "equal" if worth[0] == worth[1] else "fell" if worth[1] < worth[0] else "rose"
    if then == NOT_APPLICABLE:
        return "applies"
    if now == NOT_APPLICABLE:
        return "does not apply"
    return "answered" if now >= 0 else "open"


def _towards(
    then: Assessment, now: Assessment, target: TargetLike, anew: Collection[str]
) -> tuple[Towards | None, Plan]:
    """Return how far the target came nearer, and the plan of the time; by default to the target of the time."""
    gaps, plan = then.gaps(target), then.next_steps(target)
    aim: Any = target
    if target is None:
        aim = {str(rung.ladder): rung.level for rung in gaps.target}
        aim |= {str(mark.ladder): mark.score_exact for mark in gaps.target_scores}
        aim = aim or then  # nothing was left to do: what counts is what was lost since
    try:
        left = now.gaps(aim)
    except TargetError:  # nothing applies any longer in what it names
        return None, plan
    lacks, lack = (_missing(then, gaps, anew), _missing(now, left, anew))
    change = {name: lack.get(name, 0) - lacks.get(name, 0) for name in then.framework.questions.ids}
    values = {
        "target": gaps.target,
        "target_scores": gaps.target_scores,
        "status_then": gaps.status,
        "status_now": left.status,
        "then": sum(lacks.values()),
        "closed": -sum(number for number in change.values() if number < 0),
        "opened": sum(number for number in change.values() if number > 0),
        "left": sum(lack.values()),
        "gained": tuple(name for name, number in change.items() if number < 0),
        "lost": tuple(name for name, number in change.items() if number > 0),
    }
    return known(Towards, values), plan


def _missing(sheet: Assessment, gaps: Gaps, anew: Collection[str]) -> dict[str, int]:
    """Return how many option steps each question lacks; an open question counts from its lowest option."""
    moves = [gap for gap in gaps.questions if gap.question not in anew]
    return {gap.question: _steps(sheet.framework, gap) for gap in moves}


def _steps(framework: Framework, move: QuestionGap) -> int:
    return _place(framework, move.question, move.to) - max(_place(framework, move.question, move.answer), 0)


def _place(framework: Framework, question: str, word: str) -> int:
    """Return the position of an option by its id; -1 for the word of a state."""
    ids = framework.question(question).options.ids
    return ids.index(word) if word in ids else -1


def _planned(framework: Framework, plan: Plan, now: Facts, anew: Collection[str]) -> Iterator[PlannedStep]:
    """Yield what became of the steps of a plan; moves on questions that no longer apply are left out."""
    places = {
        name: max(code, 0)
        for name, code in zip(framework.questions.ids, now.codes, strict=True)
        if code != NOT_APPLICABLE and name not in anew
    }
    for step in plan:
        moves = [move for move in step.questions if move.question in places]
        if moves:
            yield _done(framework, step.capability, moves, places)


def _done(
    framework: Framework, capability: str, moves: Sequence[QuestionGap], places: Mapping[str, int]
) -> PlannedStep:
    """Return what became of one planned step, from its moves and the places of the options now."""
    steps = done = 0
    fell = False
    for move in moves:
        start, asked = max(_place(framework, move.question, move.answer), 0), _steps(framework, move)
        steps += asked
        done += min(max(places[move.question] - start, 0), asked)
        fell |= places[move.question] < start
    state: Doing = "fell back" if fell else "done" if done == steps else "begun" if done else "not begun"
    return known(PlannedStep, {"capability": capability, "steps": steps, "done": done, "state": state})


def _unplanned(ladders: Entries[LadderChange], planned: Collection[str]) -> tuple[str, ...]:
    """Return the capabilities whose score rose without a planned step."""
    rose = [
        change.ladder.id
        for change in ladders
        if change.ladder.kind == "capability" and not change.falls and _rose(change) and change.ladder.id not in planned
    ]
    return tuple(rose)


def _rose(change: LadderChange) -> bool:
    before, after = change.score_from_exact, change.score_to_exact
    return before is not None and after is not None and after > before
