"""What a result says first, in sentences: what still counts, why in one sentence, and what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.long_text import beginning
from maturity_core.model.states import OPEN_WORDS
from maturity_core.results.routes import Step
from maturity_core.telling.coming import goal_text, goals_text, is_own_aim, reason_text, reasons_first
from maturity_core.telling.standing import open_questions, range_text
from maturity_core.telling.wording import ladder_name, level_name
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import First, Gaps, Plan, Raise


def possible_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return the levels that open questions leave possible, and that these count as the lowest answers.

    Empty while there is no level or score yet, and without open questions; a scorer in code may read these as it likes.
    """
    if assessment.not_yet:
        return ""
    ends, told, number = assessment.level_range, list[str](), len(open_questions(assessment))
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
    """Something to do first, in words: its name, the action, which may be empty, and why, with effort and how soon."""

    name: str
    action: str
    why: str

    @property
    def what(self) -> str:
        """The name and the action as one text."""
        return f"{self.name} {self.action}".rstrip()


def first_texts(framework: Framework, plan: Plan, limit: int | None = None, words: Words = ENGLISH) -> list[FirstText]:
    """Return what to do first, in short; up to `limit` of them."""
    told: list[FirstText] = []
    for entry in plan.first[: None if limit is None else max(limit, 0)]:
        action = action_text(framework, entry)
        why = words.say(
            "first-reason" if entry.in_plan or entry.leads_to else "first-reason-beside",
            why=_why_in_short(framework, plan, entry, words),
            effort=_effort_text(framework, entry, words),
            horizon=words.say("first-quick" if entry.quick else "first-long"),
        )
        why = " ".join([why, *_open_texts(entry, words)])
        told.append(FirstText(words.say("first-step", name=entry.name) if action else entry.name, action, why))
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

    That it reaches the level aimed at, that the target fails without it, that results follow, how much builds on it,
    which dimensions it raises to a level, or that it lifts one.
    """
    goal, carried = goal_text(framework, plan, words), len(entry.carries)
    whole, others = _reached_texts(framework, plan, entry, words)
    if whole:
        return " ".join(whole)
    if entry.required and not is_own_aim(plan, entry):
        return words.say("first-needed", goal=goal)
    if entry.leads_to:
        return words.say("first-leads", goal=goal)
    if carried:
        return words.count("first-carried", carried)
    return " ".join(others) or _lifts(framework, entry, words)


def any_reason_text(framework: Framework, plan: Plan, step: Step | First, words: Words = ENGLISH) -> str:
    """Return why a step is in the plan, or why something that is none comes first."""
    if isinstance(step, Step):
        return reason_text(framework, plan, step, words)
    return why_first_text(framework, plan, step, words)


def why_first_text(framework: Framework, plan: Plan, entry: First, words: Words = ENGLISH) -> str:
    """Return why something comes first, what it reaches if the plan begins with it, or else which area it lifts.

    Of what is no step of the plan, and leads to none of its results, it says so; and of what rests on answers that are
    not known, that these come before.
    """
    whole, others = _reached_texts(framework, plan, entry, words)
    worth = filter(None, [worth_starting_text(framework, plan, entry, words)])
    parts = [*reasons_first(framework, plan, entry, words), *others, *whole, *worth]
    return " ".join([*(parts or [_lifts(framework, entry, words)]), *_open_texts(entry, words)])


def _effort_text(framework: Framework, entry: First, words: Words) -> str:
    """Return the effort, and the most that any capability takes: none where all take the same."""
    efforts = framework.outline.efforts
    values = {"effort": words.number(entry.effort_exact), "most": words.number(efforts[-1])}
    return words.say("first-effort-of" if len(efforts) > 1 else "first-effort", **values)


def _open_texts(entry: First, words: Words) -> list[str]:
    """Return how many answers that something rests on are not known; nothing without any."""
    number = sum(gap.answer in OPEN_WORDS for gap in entry.questions)
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


def worth_starting_text(framework: Framework, plan: Plan, entry: First, words: Words = ENGLISH) -> str:
    """Return that something is worth starting though the target doesn't need it; empty of what it needs."""
    needed = entry.in_plan or entry.leads_to
    return "" if needed else words.say("first-beside", goal=goal_text(framework, plan, words))
