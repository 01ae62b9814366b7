"""The biggest levers, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.rounding import FULL
from maturity_core.telling.coming import goals_text
from maturity_core.telling.wording import ladder_name, level_name
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.parts import Lever


def lever_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return a sentence for each of the capabilities that close most of the distance for their cost, and which equal.

    Empty if too few questions are answered for a level.
    """
    levers = () if assessment.not_yet else assessment.levers
    if not levers:
        return []
    found = assessment.gaps()
    goal = goals_text(assessment.framework, found, words) if len(found.target) + len(found.target_scores) == 1 else ""
    names = {capability.id: capability.name for capability in assessment.framework.capabilities}
    groups = {frozenset((lever.capability, *lever.equal_to)): lever for lever in reversed(levers) if lever.equal_to}
    equals = [
        words.say("levers-equal", names=words.listed([lever.name, *(names[other] for other in lever.equal_to)]))
        for lever in reversed(groups.values())
    ]
    begun = {step.capability for step in assessment.next_steps().steps[:1]}
    texts = (_lever_text(assessment.framework, lever, goal, words, begun=lever.capability in begun) for lever in levers)
    return [*texts, *equals]


def _lever_text(framework: Framework, lever: Lever, goal: str, words: Words, *, begun: bool) -> str:
    """Return what a lever closes, and what it reaches and unlocks.

    What areas it reaches is left to the step that the plan begins with, if it is that: its moves may lead further.
    """
    share = words.percent(lever.gain_exact, [FULL])
    effort = words.number(framework.capability(lever.capability).effort)
    values = {"name": lever.name, "share": share, "goal": goal, "effort": effort}
    form = "lever" if goal else "lever-goals"
    parts = [words.say(f"{form}-all" if lever.gain_exact == 1 else form, **values)]
    for rung in lever.reaches:
        level = level_name(framework, rung.ladder, rung.level)
        if rung.ladder == FRAMEWORK:
            parts.append(words.say("lever-reaches-whole", level=level))
        elif rung.ladder.kind != "capability" and not begun:
            parts.append(words.say("lever-reaches", name=ladder_name(framework, rung.ladder), level=level))
    for form, ids in (("lever-readies", lever.readies), ("lever-eases", lever.eases)):
        names = [framework.capability(name).name for name in ids]
        parts += [words.form(form, len(names), names=words.listed(names))] if names else []
    return " ".join(parts)
