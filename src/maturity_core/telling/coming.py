"""What comes next, in sentences: levers, gaps and steps."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import number_text
from maturity_core.model.ladders import FRAMEWORK, rank_of, score_of
from maturity_core.model.numbers import decimal, percent
from maturity_core.telling.wording import counted, joined, ladder_name, level_name, requirement_texts, word_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.routes import Gaps, Plan, QuestionGap, Step, Targeted

STEPS_SHOWN = 5


def lever_texts(assessment: Assessment) -> list[str]:
    """Return a sentence for each of the capabilities that move the score most for their effort.

    None while too little is answered for a level.
    """
    if assessment.not_yet:
        return []
    return [
        f"{lever.name}: one option up everywhere adds {_gain(assessment.framework, lever.gain_exact)} "
        f"(effort {number_text(lever.effort_exact)})."
        for lever in assessment.levers
    ]


def _gain(framework: Framework, gain: Fraction) -> str:
    """Return what a lever adds, on the scale the score is shown on."""
    made_of = score_of(framework, FRAMEWORK)
    if made_of.shown:
        return decimal(gain * (made_of.shown[1] - made_of.shown[0]))
    return decimal(gain) if made_of.total_of is not None else percent(gain)


def goals_text(framework: Framework, targeted: Targeted) -> str:
    """Return what is aimed at."""
    levels = [(rung.ladder, level_name(framework, rung.ladder, rung.level)) for rung in targeted.target]
    names = [
        level if ladder == FRAMEWORK else f"{level} in {ladder_name(framework, ladder)}" for ladder, level in levels
    ]
    return joined(list(dict.fromkeys(names))) or "the other sheet"


def gaps_text(framework: Framework, found: Gaps) -> str:
    """Return what is missing, by capability; nothing where nothing is."""
    if not found.capabilities:
        return ""
    names = [f"{gap.name} ({len(gap.questions)})" for gap in found.capabilities]
    goals = goals_text(framework, found)
    return f"Between here and {goals}: {counted(len(found), 'question')}, by capability {joined(names)}."


def gap_text(framework: Framework, gap: QuestionGap) -> str:
    """Return a question with where it stands and where it has to be."""
    question = framework.question(gap.question)
    return f"{question.text} From “{word_label(question, gap.answer)}” to “{word_label(question, gap.to)}”."


def steps_told(plan: Plan, limit: int | None) -> tuple[Step, ...]:
    """Return the steps that are told in full: five unless `limit` says how many."""
    return plan.steps[: STEPS_SHOWN if limit is None else max(limit, 0)]


def outlook_text(assessment: Assessment, plan: Plan, shown: int) -> str:
    """Return how the organisation stands towards the target, with so many steps told in full."""
    if plan.status == "nothing left":
        explanation = assessment.explain()
        awarded = explanation.ladders or not explanation.available
        return (
            "Every level within reach is reached."
            if awarded
            else "This model awards no levels. Steps lead to another answer sheet, if one is the target."
        )
    goal = goals_text(assessment.framework, plan)
    if plan.status == "reached":
        return f"{goal[:1].upper()}{goal[1:]}: reached already."
    if plan.status == "out of reach":
        return f"{goal} is out of reach, even with the best answers to all that applies:"
    first = f", the first {shown} of them" if 0 < shown < len(plan) else ""
    return f"To {goal}: {counted(len(plan), 'step')}{first}."


def step_title(framework: Framework, step: Step) -> str:
    """Return a step with its effort, and what it waits for."""
    waits = [framework.capability(name).name for name in step.waits_for]
    ready = "" if step.ready else f", after {joined(waits)}"
    return f"{step.name} (effort {number_text(step.effort_exact)}{ready})"


def reason_text(framework: Framework, plan: Plan, step: Step) -> str:
    """Return why a step is there."""
    aim = _aim_text(framework, plan)
    parts: list[str] = []
    if step.asked:
        answers = "One answer here keeps" if step.asked == 1 else f"{step.asked} answers here keep"
        parts.append(f"{answers} you below {aim}.")
    if step.needed_by:
        parts.append(f"{_names(framework, step.needed_by)} {'needs' if len(step.needed_by) == 1 else 'need'} it first.")
    if not parts:
        moved = len(step.questions)
        parts.append(f"{'One of its answers counts' if moved == 1 else f'{moved} of its answers count'} towards {aim}.")
    if step.leans_on:
        verb = "is" if len(step.leans_on) == 1 else "are"
        parts.append(f"Easier once {_names(framework, step.leans_on)} {verb} in place.")
    return f"Why: {' '.join(parts)}"


def _names(framework: Framework, capabilities: Sequence[str]) -> str:
    return joined([framework.capability(name).name for name in capabilities])


def _aim_text(framework: Framework, plan: Plan) -> str:
    """Return the levels that are aimed at, without those where everyone starts."""
    names = [
        level_name(framework, rung.ladder, rung.level)
        for rung in plan.target
        if rank_of(framework.ladder_levels(rung.ladder), rung.level)
    ]
    return joined(list(dict.fromkeys(names))) or "the other sheet"


def met_texts(framework: Framework, step: Step) -> list[str]:
    """Return the levels that are reached, and the requirements that are met, when the steps up to here are done."""
    reached: list[str] = []
    for rung in step.reaches:
        name = "The whole" if rung.ladder == FRAMEWORK else ladder_name(framework, rung.ladder)
        reached.append(f"{name} reaches {level_name(framework, rung.ladder, rung.level)}.")
    return [*reached, *requirement_texts(framework, step.meets)]


def rest_text(plan: Plan, shown: int) -> str:
    """Return the names of the steps that are not told in full; nothing where all are."""
    rest: Sequence[str] = [step.name for step in plan.steps[shown:]]
    return f"{'After these' if shown else 'They are'}: {joined(rest)}." if rest else ""


def left_out_text(plan: Plan) -> str:
    """Return the questions that could not be compared with another sheet; nothing where all could."""
    return f"Not compared, as they are open or do not apply: {', '.join(plan.left_out)}." if plan.left_out else ""
