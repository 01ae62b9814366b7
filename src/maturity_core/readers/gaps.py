"""Gaps: what is missing to reach a target, for one organisation."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from maturity_core.compiled.terms import questions_read
from maturity_core.errors import Problem, TargetError
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import AIMED
from maturity_core.model.node import known
from maturity_core.model.states import APPLIES, NO_LEVEL, NOT_APPLICABLE
from maturity_core.readers.one_aim import OneAim
from maturity_core.readers.targets import Target, parse_target
from maturity_core.results.routes import CapabilityGap, Gaps, QuestionGap, Status
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.standing import Standing


def aim_of(facts: Scored, target: Any) -> OneAim:
    """Return the aim of one organisation.

    Raises:
        TargetError: the target names a ladder without a level here, or a rung that is not part of this organisation's
            ladder.
    """
    parsed = parse_target(facts.by, target)
    if parsed is None:
        facts.aim = facts.aim or _default(facts)
        return facts.aim
    return _fixed(facts, parsed) if isinstance(parsed, Target) else _other(facts, parsed)


def _default(facts: Scored) -> OneAim:
    """Aim at the framework's next remaining rung within reach, or else at those of all dimensions or capabilities.

    With no level left, aim at the next mark of the score within reach, and at last at the best score.
    """
    now, engine = facts.now, facts.by.engine
    for kind in AIMED:
        rungs: dict[int, int] = {}
        for ladder, name in enumerate(engine.ladders):
            if name.kind == kind:
                rank = now.rank(ladder)
                rung = next((rung for rung in now.remaining(ladder) if rung > rank), 0)
                if rung and (engine.within_reach or now.best.place(ladder).unmet > rung):
                    rungs[ladder] = rung
        if rungs:
            return OneAim(Status.OPEN, rungs, facts.demands.ask(rungs))
    overall = facts.by.outline.overall
    score, best = exact_score(now, overall), exact_score(now.best, overall)
    if score is None or best is None or score == best:
        return OneAim(Status.NOTHING_LEFT, {}, {})
    bars = {overall: next((mark for mark in facts.by.chart.marks if score < mark <= best), best)}
    return OneAim(Status.OPEN, {}, facts.demands.ask({}, bars), bars)


def _fixed(facts: Scored, target: Target) -> OneAim:
    """Aim at the rungs and scores that are named: each must be one that its ladder can have here."""
    now, index = facts.now, facts.by.engine.index
    rungs = {index[ladder]: rung for ladder, rung in target.rungs.items()}
    bars = {index[ladder]: bar for ladder, bar in target.scores.items()}
    problems = [_refusal(facts, ladder, rung) for ladder, rung in rungs.items()]
    problems += [_without_score(facts, ladder) for ladder in bars]
    if any(problems):
        raise TargetError([problem for problem in problems if problem])
    if _holds(now, rungs, bars):
        return OneAim(Status.REACHED, rungs, {}, bars)
    if (facts.by.engine.within_reach and not bars) or _holds(now.best, rungs, bars):
        return OneAim(Status.OPEN, rungs, facts.demands.ask(rungs, bars), bars)
    blockers = tuple(facts.demands.blockers(rungs))
    return OneAim(Status.OUT_OF_REACH, rungs, {}, bars, blockers, _prevented_by(facts, blockers, bars))


def _prevented_by(facts: Scored, blockers: Iterable[int], scores: Iterable[int]) -> tuple[str, ...]:
    """Return the questions that do not apply, count as an option then, and keep requirements or scores out of reach."""
    compiled, fixed = facts.by.engine.compiled, facts.by.outline.fixed
    if compiled is None or not fixed:
        return ()
    terms = [compiled.requirements[index].terms for index in blockers]
    read = questions_read(compiled, [*terms, *(compiled.ladders[ladder].score.terms for ladder in scores)])
    short = [place for place, option in fixed.items() if compiled.credits[place][option] < 1]
    ids, codes = facts.by.outline.ids, facts.codes
    return tuple(ids[place] for place in short if place in read and codes[place] == NOT_APPLICABLE)


def _holds(standing: Standing, rungs: Mapping[int, int], bars: Mapping[int, Fraction]) -> bool:
    return all(standing.place(ladder).unmet > rung for ladder, rung in rungs.items()) and all(
        (exact_score(standing, ladder) or 0) >= bar for ladder, bar in bars.items()
    )


def _other(facts: Scored, sheet: Sequence[int]) -> OneAim:
    """Aim at another sheet: for each question that applies in both, at the lowest option with its credit there."""
    demanded: dict[int, int] = {}
    for place, (code, aimed, question) in enumerate(zip(facts.codes, sheet, facts.by.questions, strict=True)):
        steps = [option.credit for option in question.options]
        position = steps.index(steps[max(aimed, 0)])
        if position and APPLIES <= code < position:
            demanded[place] = position
    facts.by.lookup.conditions.asked(demanded, facts.codes)
    pairs = zip(facts.by.outline.ids, facts.codes, sheet, strict=True)
    left_out = tuple(name for name, code, aimed in pairs if aimed < 0 or code == NOT_APPLICABLE)
    return OneAim(Status.OPEN if demanded else Status.REACHED, {}, demanded, left_out=left_out)


def _refusal(facts: Scored, ladder: int, rung: int) -> Problem | None:
    """Return why a rung cannot be a target; None if it can."""
    name = facts.by.outline.ladders[ladder]
    if facts.now.rank(ladder) == NO_LEVEL:
        return Problem("this ladder has no level here, so it cannot be aimed at", f"target.{name}")
    if rung and rung not in facts.now.remaining(ladder):
        what = "none of the requirements of this level applies here, so it cannot be aimed at"
        return Problem(what, f"target.{name}", facts.by.outline.levels[ladder][rung].id)
    return None


def _without_score(facts: Scored, ladder: int) -> Problem | None:
    """Return why a score cannot be a target; None if it can."""
    if facts.now.score(ladder) is not None:
        return None
    where = f"target.{facts.by.outline.ladders[ladder]}"
    return Problem("nothing applies here, so there is no score to aim at", where)


def gaps(facts: Scored, target: Any = None) -> Gaps:
    """Return the gaps of one organisation towards a target."""
    aim = aim_of(facts, target)
    found = question_gaps(facts, aim.demanded)
    return known(Gaps, {**aim.said(facts.by), "capabilities": found})


def question_gaps(facts: Scored, demanded: Mapping[int, int]) -> Entries[CapabilityGap]:
    """Return the questions that have to reach a position, by capability, all in file order."""
    framework, codes = facts.by, facts.told
    words, owners, ids = framework.outline.answers, framework.outline.owners, framework.outline.ids
    found: dict[int, list[QuestionGap]] = {}
    for place in sorted(demanded):
        answers = words[place]
        values = {"question": ids[place], "answer": answers[codes[place]], "to": answers[demanded[place]]}
        found.setdefault(owners[place][0], []).append(known(QuestionGap, values))
    of = framework.outline.capability_of
    return Entries(
        [
            known(CapabilityGap, {"capability": of[ladder].id, "name": of[ladder].name, "questions": Entries(gaps)})
            for ladder, gaps in sorted(found.items(), key=itemgetter(0))
        ]
    )
