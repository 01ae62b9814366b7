"""Phases and payback of a roadmap in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.roadmap import cost_text
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.payback import Payback
    from maturity_core.results.phases import Phase, PhaseStep
    from maturity_core.results.roadmap import Roadmap


def by_level(roadmap: Roadmap) -> bool:
    """Return whether phases lead from level to level."""
    return any(phase.budget_exact is None for phase in roadmap.phases)


def phases_texts(roadmap: Roadmap, words: Words = ENGLISH) -> list[str]:
    """Return how much dearer it is to go from level to level, and what is not proven of it."""
    if not by_level(roadmap):
        return []
    show = words.part("show")
    spent = sum((phase.cost_exact for phase in roadmap.phases), Fraction(0))
    more = spent - roadmap.cost_exact
    key = "phase-sum-dearer" if more > 0 else "phase-sum-same"
    texts = [show.say(key, cost=cost_text(spent, words), more=cost_text(more, words))]
    return texts if all(phase.proven for phase in roadmap.phases) else [*texts, show.say("phase-stopped")]


def phase_title(phase: Phase, words: Words = ENGLISH) -> str:
    """Return the number of a phase with its cost, and with its budget if it has one."""
    key = "phase-level" if phase.budget_exact is None else "phase-period"
    ends = {"cost": cost_text(phase.cost_exact, words), "budget": cost_text(phase.budget_exact, words)}
    return words.part("show").say(key, period=phase.period, **ends)


def part_text(part: PhaseStep, words: Words = ENGLISH) -> str:
    """Return what a phase does of a step, and what that costs."""
    whole = part.share_exact == 1
    key = "phase-part" if whole else "phase-part-ended" if part.done else "phase-part-begun"
    ends = {"cost": cost_text(part.cost_exact, words), "share": words.percent(part.share_exact), "ends": part.ends}
    return words.part("show").say(key, name=words.apart(part.name), **ends)


def span_text(part: PhaseStep, cost: Fraction, words: Words = ENGLISH) -> str:
    """Return from when to when a step is done, and what all of it costs."""
    key = "phases-within" if part.begins == part.ends else "phases-span"
    ends = {"first": part.begins, "last": part.ends, "cost": cost_text(cost, words)}
    text = words.part("show").say(key, **ends)
    return words.part("show").say("phases-first", span=text) if part.pathfinder else text


def then_text(framework: Framework, phase: Phase, words: Words = ENGLISH) -> str:
    """Return where the organisation is when a phase is done."""
    show = words.part("show")
    score = score_text(framework, FRAMEWORK, phase.score_exact or Fraction(0), words)
    if phase.level is None:
        return show.say("phase-then-score", score=score)
    return show.say("phase-then", level=level_name(framework, FRAMEWORK, phase.level), score=score)


def payback_texts(payback: Payback, words: Words = ENGLISH) -> list[str]:
    """Return what a route costs and brings, when that comes back, and the outcomes that come with it."""
    show, total = words.part("show"), payback.total
    texts = [show.say("payback-none")]
    if total.benefit_exact:
        per = words.apart(payback.per) or show.say("payback-period")
        ends = {"spent": cost_text(total.investment_exact, words), "benefit": cost_text(total.benefit_exact, words)}
        texts = [show.say("payback-total", **ends, per=per)]
    if total.periods_exact is not None and total.return_12_exact is not None and total.return_36_exact is not None:
        twelve, more = (words.percent(share) for share in (total.return_12_exact, total.return_36_exact))
        texts += [show.say("payback-back", periods=cost_text(total.periods_exact, words), twelve=twelve, more=more)]
    texts += [] if payback.even is None else [show.say("payback-even", period=payback.even)]
    return texts + (
        [show.say("payback-outcomes", names=words.listed(payback.outcomes))] if payback.outcomes else list[str]()
    )


def return_texts(payback: Payback, words: Words = ENGLISH) -> list[str]:
    """Return what the steps cost and bring whose capabilities bring something by themselves."""
    texts: list[str] = []
    for step in payback.steps:
        numbers = {"spent": step.investment_exact, "benefit": step.benefit_exact, "periods": step.periods_exact}
        told = {name: cost_text(number, words) for name, number in numbers.items()}
        name = words.apart(step.name)
        texts += [words.part("show").say("payback-step", name=name, **told)] if step.benefit_exact else []
    return texts


def balance_texts(payback: Payback, words: Words = ENGLISH) -> list[str]:
    """Return what has come and gone by the end of each phase."""
    show = words.part("show")
    return [
        show.say("payback-phase", period=phase.period, balance=cost_text(phase.balance_exact, words))
        for phase in payback.phases
    ]
