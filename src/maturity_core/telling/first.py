"""What a result says first, in sentences: what still counts, why in one sentence, and what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.long_text import beginning
from maturity_core.results.routes import Step
from maturity_core.telling.coming import (
    effort_text,
    first_in_order,
    gap_text,
    goal_text,
    goals_text,
    is_beside,
    is_own_aim,
    reason_text,
    reasons_first,
)
from maturity_core.telling.levers import lever_text
from maturity_core.telling.standing import range_text
from maturity_core.telling.wording import ladder_name, level_name
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import First, Gaps, Plan, Raise


FIRST_EFFORT = ("first-effort", "first-effort-of")


def possible_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return the levels that open questions leave possible, and that these count as the lowest answers.

    Empty while there is no level or score yet, and without open questions; a scorer in code may read these as it likes.
    """
    if assessment.not_yet:
        return ""
    ends, told, number = assessment.level_range, list[str](), len(assessment.open_questions)
    if ends is not None and ends[0].id != ends[1].id:
        told.append(words.say("level-possible", levels=range_text(ends, words)))
    if number and assessment.explain().available:
        told.append(words.count("level-open", number))
    return " ".join(told)


def why_text(assessment: Assessment, found: Gaps, plan: Plan, words: Words = ENGLISH) -> str:
    """Return how many answers are below what the target needs, and how many it is enough to raise; empty without any.

    If the highest level is reached, and none is left above that of any dimension, nothing is pressing.
    """
    framework = assessment.framework
    below = {gap.question for capability in found.capabilities for gap in capability.questions}
    if not below:
        return ""
    goals = goals_text(framework, found, words)
    moved = {gap.question for step in plan.steps for gap in step.questions}
    moved |= {result.question for result in plan.results}
    level, calm = assessment.level, not assessment.next_rungs
    told = [words.say("first-calm")] if calm and level is not None and level.id == framework.levels[-1].id else []
    enough = 0 < len(moved) < len(below)
    form, values = ("first-enough", {"enough": len(moved)}) if enough else ("first-why", {})
    return " ".join([*told, words.count(form, len(below), goals=goals, **values)])


class FirstText(NamedTuple):
    """Something to do first, in words: its name, why, how to begin, and how much effort it is, and how soon.

    `beside` is what the target doesn't need.
    """

    name: str
    why: str
    action: str
    effort: str
    beside: bool

    @property
    def what(self) -> str:
        """The name and the reason as one text."""
        return f"{self.name} {self.why}"


def first_texts(
    assessment: Assessment, plan: Plan, limit: int | None = None, words: Words = ENGLISH
) -> list[FirstText]:
    """Return what to do first, in short; up to `limit` of them."""
    framework, told = assessment.framework, list[FirstText]()
    for entry in first_in_order(plan)[: None if limit is None else max(limit, 0)]:
        horizon = words.say("first-quick" if entry.quick else "first-long")
        effort = words.say("first-ends", effort=effort_text(framework, entry, FIRST_EFFORT, words), horizon=horizon)
        told.append(
            FirstText(
                words.say("first-step", name=entry.name),
                _why_in_short(framework, plan, entry, words),
                action_text(framework, entry) or gap_text(framework, entry.questions[0], words),
                " ".join([effort, *_open_texts(assessment, entry, words)]),
                is_beside(entry),
            )
        )
    return told


def action_text(framework: Framework, step: Raise) -> str:
    """Return how to begin with a step, in the model's words, or with what is to be done first.

    It is how the first remedy for its moves begins, or that of a capability without remedies for moves. Empty without
    one, and where a capability has some, none of them for these moves: what it says of all may be done already.
    """
    capability = framework.capability(step.capability)
    fitting = [capability.remedies[place].text for place in step.remedies[:1]]
    return beginning("".join(fitting) if capability.remedies else capability.remedy)


def _why_in_short(framework: Framework, plan: Plan, entry: First, words: Words) -> str:
    """Return the strongest reason why something comes first.

    That it reaches the level aimed at, that the target fails without it, that results follow, what of the plan builds
    on it, which dimensions it raises to a level, how many answers it raises, or that it lifts a dimension.
    """
    goal = goal_text(framework, plan, words)
    whole, others = _reached_texts(framework, plan, entry, words)
    if whole:
        return " ".join(whole)
    if entry.required and not is_own_aim(plan, entry):
        return words.say("first-needed", goal=goal)
    if entry.leads_to:
        return words.say("first-leads", goal=goal)
    steps = {step.capability: step for step in plan.steps}
    carried = _carries_text(framework, plan, entry, words)
    if carried and (is_beside(entry) or not steps.keys().isdisjoint(entry.carries)):
        return carried
    asked = steps[entry.capability].asked if entry.in_plan and not is_own_aim(plan, entry) else 0
    raised = words.count("reason-asked", asked, aim=goal) if asked else ""
    return " ".join(others) or raised or carried or _lifts(framework, entry, words)


def _carries_text(framework: Framework, plan: Plan, entry: First, words: Words) -> str:
    """Return what builds on something, by the name of one or two, of which a step of the plan comes first."""
    steps = {step.capability for step in plan.steps}
    names = [framework.capability(name).name for name in sorted(entry.carries, key=lambda name: name not in steps)]
    if len(names) > 2:  # noqa: PLR2004 - one and how many more are as long as two
        return words.say("first-carried-many", names=names[0], more=len(names) - 1)
    return words.say("first-carried", names=words.listed(names)) if names else ""


def any_reason_text(assessment: Assessment, plan: Plan, step: Step | First, words: Words = ENGLISH) -> str:
    """Return why a step is in the plan, or why something that is none comes first; and if it is one of the levers."""
    if isinstance(step, Step):
        why = reason_text(assessment.framework, plan, step, words)
    else:
        why = why_first_text(assessment, plan, step, words)
    return f"{why} {lever_text(assessment, step, words)}".rstrip()


def why_first_text(assessment: Assessment, plan: Plan, entry: First, words: Words = ENGLISH) -> str:
    """Return why something comes first, what it reaches if the plan begins with it, or else which area it lifts.

    Of what rests on answers that are not known, it says that these come before.
    """
    framework = assessment.framework
    whole, others = _reached_texts(framework, plan, entry, words)
    parts = [*reasons_first(framework, plan, entry, words), *others, *whole]
    return " ".join([*(parts or [_lifts(framework, entry, words)]), *_open_texts(assessment, entry, words)])


def _open_texts(assessment: Assessment, entry: First, words: Words) -> list[str]:
    """Return how many answers that something rests on are not known; nothing without any."""
    number = len({gap.question for gap in entry.questions} & assessment.open_questions.keys())
    return [words.count("first-open", number)] if number else []


def _lifts(framework: Framework, entry: First, words: Words) -> str:
    return words.say("brings", name=framework.dimension(framework.capability(entry.capability).dimension).name)


def _reached_texts(framework: Framework, plan: Plan, entry: First, words: Words) -> tuple[list[str], list[str]]:
    """Return what is reached overall, and in dimensions, if the plan begins with this."""
    begun = (step for step in plan.steps[:1] if step.capability == entry.capability)
    whole, others = list[str](), list[str]()
    for rung in (rung for step in begun for rung in step.reaches):
        level = level_name(framework, rung.ladder, rung.level)
        if rung.ladder == FRAMEWORK:
            whole.append(words.say("reaches-whole", level=level))
        elif rung.ladder.kind == "dimension":
            others.append(words.say("reaches", name=ladder_name(framework, rung.ladder), level=level))
    return whole, others
