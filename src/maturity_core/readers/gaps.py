"""Gaps: what is missing to reach a target, for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_core.errors import Problem, TargetError
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import KINDS
from maturity_core.model.node import known
from maturity_core.model.states import APPLIES, NO_LEVEL, NOT_APPLICABLE
from maturity_core.readers.targets import parse_target
from maturity_core.results.routes import CapabilityGap, Gaps, QuestionGap, Rung, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.readers.records import Facts


@dataclass(frozen=True)
class OneAim:
    """A target of one organisation: its status, the rung of each ladder, and the positions that questions must reach.

    `left_out` names the questions that could not be compared with another sheet.
    """

    status: Status
    rungs: Mapping[int, int]
    demanded: Mapping[int, int]
    blockers: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()

    def said(self, framework: Framework) -> dict[str, Any]:
        """Return the fields that gaps and plans share."""
        outline = framework.outline
        rungs = [
            known(Rung, {"ladder": outline.ladders[ladder], "level": outline.levels[ladder][rung].id})
            for ladder, rung in self.rungs.items()
        ]
        return {
            "status": self.status,
            "target": Entries(rungs),
            "blockers": self.blockers,
            "left_out": self.left_out,
        }


def aim_of(facts: Facts, target: Any) -> OneAim:
    """Return the aim of one organisation.

    Raises:
        TargetError: the target names a ladder without a level here, or a rung that is not part of this organisation's
            ladder.
    """
    parsed = parse_target(facts.by, target)
    if parsed is None:
        return _default(facts)
    return _fixed(facts, parsed) if isinstance(parsed, dict) else _other(facts, parsed.tolist())


def _default(facts: Facts) -> OneAim:
    """Aim at the framework's next remaining rung within reach, or else at those of all dimensions or capabilities."""
    now, engine = facts.now, facts.by.engine
    for kind in KINDS:
        rungs: dict[int, int] = {}
        for ladder, name in enumerate(engine.ladders):
            if name.kind == kind:
                rank = now.rank(ladder)
                rung = next((rung for rung in now.remaining(ladder) if rung > rank), 0)
                if rung and (engine.within_reach or now.best.place(ladder).unmet > rung):
                    rungs[ladder] = rung
        if rungs:
            return OneAim(Status.OPEN, rungs, facts.demands.ask_rungs(rungs))
    return OneAim(Status.NOTHING_LEFT, {}, {})


def _fixed(facts: Facts, target: dict[str, int]) -> OneAim:
    """Aim at the rungs that are named: each must be part of its ladder here."""
    now, engine = facts.now, facts.by.engine
    rungs = {engine.index[ladder]: rung for ladder, rung in target.items()}
    problems = [_refusal(facts, ladder, rung) for ladder, rung in rungs.items()]
    if any(problems):
        raise TargetError([problem for problem in problems if problem])
    if all(now.place(ladder).unmet > rung for ladder, rung in rungs.items()):
        return OneAim(Status.REACHED, rungs, {})
    if engine.within_reach or all(now.best.place(ladder).unmet > rung for ladder, rung in rungs.items()):
        return OneAim(Status.OPEN, rungs, facts.demands.ask_rungs(rungs))
    return OneAim(Status.OUT_OF_REACH, rungs, {}, blockers=tuple(facts.demands.blockers(rungs)))


def _other(facts: Facts, sheet: Sequence[int]) -> OneAim:
    """Aim at another sheet: for each question that applies in both, at the lowest option with its credit there."""
    demanded: dict[int, int] = {}
    for place, (code, aimed, question) in enumerate(zip(facts.codes, sheet, facts.by.questions, strict=True)):
        steps = [option.credit for option in question.options]
        position = steps.index(steps[max(aimed, 0)])
        if position and APPLIES <= code < position:
            demanded[place] = position
    pairs = zip(facts.by.outline.ids, facts.codes, sheet, strict=True)
    left_out = tuple(name for name, code, aimed in pairs if aimed < 0 or code == NOT_APPLICABLE)
    return OneAim(Status.OPEN if demanded else Status.REACHED, {}, demanded, left_out=left_out)


def _refusal(facts: Facts, ladder: int, rung: int) -> Problem | None:
    """Return why a rung cannot be a target; None if it can."""
    name = facts.by.outline.ladders[ladder]
    if facts.now.rank(ladder) == NO_LEVEL:
        return Problem("this ladder has no level here, so it cannot be aimed at", f"target.{name}")
    if rung and rung not in facts.now.remaining(ladder):
        what = "none of the requirements of this level applies here, so it cannot be aimed at"
        return Problem(what, f"target.{name}", facts.by.outline.levels[ladder][rung].id)
    return None


def gaps(facts: Facts, target: Any = None) -> Gaps:
    """Return the gaps of one organisation towards a target."""
    aim = aim_of(facts, target)
    found = question_gaps(facts.by, facts.codes, aim.demanded)
    return known(Gaps, {**aim.said(facts.by), "capabilities": found})


def question_gaps(framework: Framework, codes: Sequence[int], demanded: Mapping[int, int]) -> Entries[CapabilityGap]:
    """Return the questions that have to reach a position, by capability, all in file order."""
    words, owners, ids = framework.outline.answers, framework.outline.owners, framework.outline.ids
    found: dict[int, list[QuestionGap]] = {}
    for place in sorted(demanded):
        answers = words[place]
        values = {"question": ids[place], "answer": answers[codes[place]], "to": answers[demanded[place]]}
        found.setdefault(owners[place][0], []).append(known(QuestionGap, values))
    pairs = zip(framework.capabilities, framework.outline.capabilities, strict=True)
    return Entries(
        [
            known(CapabilityGap, {"capability": entry.id, "name": entry.name, "questions": Entries(found[ladder])})
            for entry, ladder in pairs
            if ladder in found
        ]
    )
