"""A roadmap in sentences: what the route costs, what is proven of it, and why there is none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.results.routes import Status
from maturity_core.telling.coming import goals_text
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.roadmap import Point, PricedStep, Roadmap
    from maturity_core.results.routes import Gaps

THERE = {Status.REACHED: "steps-reached", Status.NOTHING_LEFT: "steps-all-reached"}
"""What is said to those who need no route."""


def roadmap_title(framework: Framework, roadmap: Roadmap, words: Words = ENGLISH) -> str:
    """Return the heading of a roadmap: the target, or the budget."""
    show = words.part("show")
    if aimless(roadmap):
        return show.say("roadmap-within", budget=cost_text(roadmap.budget_exact, words))
    return show.say("roadmap-to", goal=goals_text(framework, roadmap, words))


def aimless(roadmap: Roadmap) -> bool:
    """Return whether a budget was given, and no target."""
    return roadmap.budget_exact is not None and roadmap.plan_cost_exact is None and roadmap.status == Status.OPEN


def roadmap_texts(framework: Framework, roadmap: Roadmap, words: Words = ENGLISH) -> list[str]:
    """Return what a roadmap comes to: its cost, where it leads, what is proven, and what next steps cost."""
    if roadmap.certificate.proof == "infeasible" or roadmap.certificate.over_budget:
        return _missing_texts(framework, roadmap, words)
    if not roadmap.steps and not roadmap.results:
        if aimless(roadmap):
            proven = roadmap.certificate.proof == "optimal"
            return [words.part("show").say("roadmap-nothing" if proven else "roadmap-stopped-within")]
        return [words.say(THERE[roadmap.status], goal=goals_text(framework, roadmap, words))]
    show = words.part("show")
    steps = words.count("steps", len(roadmap))
    texts = [show.say("roadmap-cost", steps=steps, cost=cost_text(roadmap.cost_exact, words))]
    texts += [_then_text(framework, roadmap, words)] if aimless(roadmap) else []
    return [*texts, *_proof_texts(roadmap, show), *_plan_texts(roadmap, show), *_first_texts(roadmap, words)]


def _then_text(framework: Framework, roadmap: Roadmap, words: Words) -> str:
    show = words.part("show")
    score = score_text(framework, FRAMEWORK, roadmap.score_exact or Fraction(0), words)
    if roadmap.level is None:
        return show.say("roadmap-then-score", score=score)
    return show.say("roadmap-then", level=level_name(framework, FRAMEWORK, roadmap.level), score=score)


def _proof_texts(roadmap: Roadmap, show: Words) -> list[str]:
    found = roadmap.certificate
    if aimless(roadmap):
        key = "roadmap-proven-within" if found.proof == "optimal" else "roadmap-stopped-within"
    else:
        key = "roadmap-proven" if found.proof == "optimal" else "roadmap-stopped"
    texts = [show.say(key, bound=cost_text(found.bound_exact, show))]
    said = {"roadmap-tied": found.tied, "roadmap-rounded": found.rounded, "roadmap-timed": not found.reproducible}
    return [*texts, *(show.say(key) for key, holds in said.items() if holds)]


def _plan_texts(roadmap: Roadmap, show: Words) -> list[str]:
    if roadmap.plan_cost_exact is None:
        return []
    more = roadmap.plan_cost_exact - roadmap.cost_exact
    key = "roadmap-plan-dearer" if more > 0 else "roadmap-plan-cheaper" if more else "roadmap-plan-same"
    return [show.say(key, cost=cost_text(roadmap.plan_cost_exact, show), more=cost_text(more, show))]


def _first_texts(roadmap: Roadmap, words: Words) -> list[str]:
    """Return which steps to begin with, if there are pathfinders, and how far into the route they are done."""
    first = [step for step in roadmap if step.pathfinder]
    if not first:
        return []
    cost = sum((step.cost_exact for step in first), Fraction(0))
    ends = {"cost": cost_text(cost, words), "total": cost_text(roadmap.cost_exact, words)}
    names = words.listed([step.name for step in first])
    return [words.part("show").form("roadmap-pathfinders", len(first), names=names, **ends)]


def waiting_text(framework: Framework, roadmap: Roadmap, gaps: Gaps, words: Words = ENGLISH) -> str:
    """Return which capabilities with gaps to the same target are no part of the route; empty if all are."""
    results = {framework.question(result.question).capability for result in roadmap.results}
    raised = {step.capability for step in roadmap} | results
    left = [gap.name for gap in gaps.capabilities if gap.capability not in raised]
    if not raised or not left:
        return ""
    ends = {"names": words.listed(left), "goal": goals_text(framework, roadmap, words)}
    return words.part("show").form("roadmap-waits", len(left), **ends)


def _missing_texts(framework: Framework, roadmap: Roadmap, words: Words) -> list[str]:
    """Return why there is no route."""
    show, found = words.part("show"), roadmap.certificate
    if found.over_budget:
        key = "roadmap-dear" if found.proof == "infeasible" else "roadmap-dear-stopped"
        ends = {"budget": cost_text(roadmap.budget_exact, words), "bound": cost_text(found.bound_exact, words)}
        return [show.say(key, **ends)]
    if roadmap.status == Status.OUT_OF_REACH:
        key = "steps-out-of-reach" if roadmap.blockers else "steps-out-of-reach-bare"
        return [words.say(key, goal=goals_text(framework, roadmap, words))]
    names = [tuple(framework.capability(name).name for name in (held.capability, held.needs)) for held in found.held]
    held_texts = [show.say("roadmap-held", name=name, needs=needs) for name, needs in names]
    wanted = aimless(roadmap) or roadmap.status != Status.OPEN
    goal = "" if wanted else goals_text(framework, roadmap, words)
    return [show.say("roadmap-none-wanted" if wanted else "roadmap-none", goal=goal), *held_texts]


def priced_title(framework: Framework, step: PricedStep, words: Words = ENGLISH) -> str:
    """Return the name of a step with its cost, and what it waits for."""
    waits = [framework.capability(name).name for name in step.waits_for]
    after = words.say("step-after", names=words.listed(waits)) if waits else ""
    cost = cost_text(step.cost_exact, words)
    return words.part("show").say("roadmap-step", name=words.apart(step.name), cost=cost, after=after)


def point_texts(framework: Framework, point: Point, words: Words = ENGLISH) -> tuple[str, str]:
    """Return a level or a score, and what it costs at least; at most, if that is not proven."""
    cost = cost_text(point.cost_exact, words)
    cost = cost if point.proven else words.part("show").say("roadmap-at-most", cost=cost)
    if point.level is not None:
        return level_name(framework, FRAMEWORK, point.level), cost
    return score_text(framework, FRAMEWORK, point.score_exact or Fraction(0), words), cost


def cost_text(cost: Fraction | None, words: Words) -> str:
    """Return a cost rounded to two places; whole numbers as they are."""
    if cost is None:
        return ""
    return words.number(cost) if cost.denominator == 1 else words.decimal(cost)
