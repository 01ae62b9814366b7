"""What comes next, in sentences: gaps and steps."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import rank_of
from maturity_core.model.long_text import POINT, one_line
from maturity_core.model.states import OPEN_WORDS
from maturity_core.results.routes import First, Mark, Status, Step
from maturity_core.telling.wording import ladder_name, level_name, score_text, word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.progress import Towards
    from maturity_core.results.roadmap import Roadmap
    from maturity_core.results.routes import Gaps, Outcome, Plan, QuestionGap, Raise, Rung, Targeted

STEPS_SHOWN = 10
STEP_EFFORT = ("step-effort", "step-effort-of")
NAMED = 3
"""The most names of what builds on something."""


def goals_text(framework: Framework, targeted: Targeted | Towards, words: Words = ENGLISH) -> str:
    """Return the target in words."""
    return _goals_text(framework, [*targeted.target, *targeted.target_scores], words)


def _goals_text(framework: Framework, goals: Sequence[Rung | Mark], words: Words) -> str:
    names = [_goal_text(framework, goal, words) for goal in goals]
    return words.listed(list(dict.fromkeys(names))) or words.say("other-sheet")


def _goal_text(framework: Framework, goal: Rung | Mark, words: Words) -> str:
    whole = goal.ladder == FRAMEWORK
    name = "" if whole else ladder_name(framework, goal.ladder)
    if isinstance(goal, Mark):
        score = score_text(framework, goal.ladder, goal.score_exact, words)
        return words.say("goal-score-whole" if whole else "goal-score", score=score, name=name)
    level = level_name(framework, goal.ladder, goal.level)
    return words.say("goal-whole" if whole else "goal", level=level, name=name)


def gaps_text(framework: Framework, found: Gaps, words: Words = ENGLISH) -> str:
    """Return what is missing, by capability; empty if nothing is."""
    if not found.capabilities:
        return ""
    names = [words.say("gap-capability", name=gap.name, number=len(gap.questions)) for gap in found.capabilities]
    goals, capabilities = goals_text(framework, found, words), words.listed(names)
    one = len(found.target) == 1 and not found.target_scores
    return words.count("gaps" if one else "gaps-goals", len(found), goals=goals, capabilities=capabilities)


def gap_text(framework: Framework, gap: QuestionGap, words: Words = ENGLISH) -> str:
    """Return a question with its present answer, if there is one, and the answer it needs."""
    question = framework.question(gap.question)
    values = {"question": question.text, "to": word_label(question, gap.to, words)}
    if gap.answer in OPEN_WORDS:
        return words.say("step-move-open", **values)
    return words.say("step-move", **values, **{"from": word_label(question, gap.answer, words)})


def is_beside(step: Raise) -> bool:
    """Return whether something comes first that the target doesn't need: it is no step, and leads to no result."""
    return isinstance(step, First) and not (step.in_plan or step.leads_to)


def first_in_order(plan: Plan) -> list[First]:
    """Return what to do first in the order in which it is told: what the target needs, then what it doesn't."""
    return sorted(plan.first, key=is_beside)


def steps_in_order(plan: Plan) -> list[Step | First]:
    """Return what to do in the one order in which it is told.

    What comes first and the target needs, then the other steps, and last what comes first, too, but isn't needed.
    """
    steps = {step.capability: step for step in plan.steps}
    first = [steps.pop(entry.capability, entry) for entry in plan.first if not is_beside(entry)]
    return [*first, *steps.values(), *filter(is_beside, plan.first)]


def beside_text(framework: Framework, plan: Plan, words: Words = ENGLISH) -> str:
    """Return what introduces what the target doesn't need."""
    return words.say("steps-beside", goal=goal_text(framework, plan, words))


def prevented_texts(framework: Framework, plan: Targeted, words: Words = ENGLISH) -> list[str]:
    """Return a sentence for each question that keeps the target out of reach, as it counts as an option."""
    questions = [framework.question(name) for name in plan.prevented_by]
    return [
        words.say("prevented-by", question=question.text, option=question.options[question.stands_for or 0].label)
        for question in questions
    ]


def outlook_text(assessment: Assessment, plan: Plan, words: Words = ENGLISH) -> str:
    """Return how the organisation stands towards the target."""
    if plan.status == Status.NOTHING_LEFT:
        return words.say("steps-all-reached")
    goal = goals_text(assessment.framework, plan, words)
    if plan.status == Status.REACHED:
        return words.say("steps-reached", goal=goal)
    if plan.status == Status.OUT_OF_REACH:
        return words.say("steps-out-of-reach" if plan.blockers else "steps-out-of-reach-bare", goal=goal)
    if not plan.steps:
        return words.count("steps-none", len(plan.results), goal=goal)
    told = [words.say("steps-outlook", goal=goal, steps=words.count("steps", len(plan)))]
    told += [words.count("steps-outcomes", len(plan.results))] if plan.results else []
    return " ".join(told)


def step_title(framework: Framework, step: Raise, words: Words = ENGLISH) -> str:
    """Return the name of a step, or of what to do first, with its effort, and what it waits for."""
    waits = [framework.capability(name).name for name in step.waits_for] if isinstance(step, Step) else []
    after = words.say("step-after", names=words.listed(waits)) if waits else ""
    return f"{words.apart(step.name)} {effort_text(framework, step, STEP_EFFORT, words, after=after)}"


def effort_text(framework: Framework, step: Raise, forms: tuple[str, str], words: Words, **values: str) -> str:
    """Return the effort of a step: in the first form where all capabilities take the same, else out of the most."""
    efforts = framework.outline.efforts
    values = {"effort": words.number(step.effort_exact), "most": words.number(efforts[-1]), **values}
    return words.say(forms[len(efforts) > 1], **values)


def remedy_text(framework: Framework, step: Raise, words: Words = ENGLISH, *, first: bool = False) -> str:
    """Return what to do in a step, in the model's words: the remedies for its moves, or else the capability's own.

    Of the remedies of one question, the later ones are said to be done then; only with the `first`, they are left out.
    Those of several questions are a list, with a point for each question.
    """
    capability = framework.capability(step.capability)
    texts: dict[str, list[str]] = {}
    for remedy in (capability.remedies[place] for place in step.remedies):
        told = texts.setdefault(remedy.question, [])
        if not told or not first:
            told.append(words.say("remedy-then", remedy=remedy.text) if told else remedy.text)
    if len(texts) > 1:
        return "\n".join(f"{POINT}{one_line(' '.join(told))}" for told in texts.values())
    return "\n\n".join(chain(*texts.values())) or capability.remedy


def reason_text(framework: Framework, plan: Plan, step: Step, words: Words = ENGLISH) -> str:
    """Return why a step is in the plan."""

    def named(capabilities: Sequence[str]) -> str:
        return words.listed([framework.capability(name).name for name in capabilities])

    aim = _aim_text(framework, plan, step, words)
    parts = [words.count("reason-asked", step.asked, aim=aim)] if step.asked else []
    needed, leaned = len(step.needed_by), len(step.leans_on)
    parts += [words.form("reason-needed", needed, names=named(step.needed_by))] if needed else []
    parts = parts or [words.count("reason-moved", len(step.questions), aim=aim)]
    parts += [words.form("reason-leans", leaned, names=named(step.leans_on))] if leaned else []
    for entry in (entry for entry in plan.first if entry.capability == step.capability):
        parts += reasons_first(framework, plan, entry, words, step.needed_by)
    return " ".join(parts)


def horizon_text(step: Raise, words: Words = ENGLISH) -> str:
    """Return whether a step is quick relief, or for the long run."""
    return words.say("step-quick" if step.quick else "step-long")


def _aim_text(framework: Framework, plan: Plan, step: Step, words: Words) -> str:
    """Return what the answers of a step are asked for: what is aimed at on the ladders above its capability.

    Levels where everyone starts are left out. A step that none of these asks for names all of them.
    """
    rungs = [rung for rung in plan.target if rank_of(framework.ladder_levels(rung.ladder), rung.level)]
    goals: list[Rung | Mark] = [*rungs, *plan.target_scores]
    dimension = framework.capability(step.capability).dimension
    above = {FRAMEWORK, Ladder("dimension", dimension), Ladder("capability", step.capability)}
    return _goals_text(framework, [goal for goal in goals if goal.ladder in above] or goals, words)


def met_texts(framework: Framework, step: Step, words: Words = ENGLISH) -> list[str]:
    """Return the levels reached once the steps up to this one are done, or else how many requirements are met."""
    reached: list[str] = []
    for rung in step.reaches:
        level = level_name(framework, rung.ladder, rung.level)
        name = "" if rung.ladder == FRAMEWORK else ladder_name(framework, rung.ladder)
        reached.append(words.say("reaches" if name else "reaches-whole", name=name, level=level))
    return reached or ([words.count("meets", len(step.meets))] if step.meets else [])


def rest_text(steps: Sequence[Raise], shown: int, words: Words = ENGLISH) -> str:
    """Return the names of the steps that come after those shown in full; empty if none does."""
    names = [step.name for step in steps[shown:]]
    return words.say("steps-after" if shown else "steps-names", names=words.listed(names)) if names else ""


def outcomes_text(framework: Framework, plan: Plan | Roadmap, words: Words = ENGLISH) -> str:
    """Return what the outcomes of a plan have to improve for; empty if it lists none."""
    goal = goals_text(framework, plan, words)
    return words.form("outcomes-improve", len(plan.results), goal=goal) if plan.results else ""


def outcome_text(framework: Framework, result: Outcome, words: Words = ENGLISH) -> str:
    """Return an outcome with its present answer, the one it needs, and what leads there."""
    names = [framework.capability(name).name for name in result.led_by]
    led = f" {words.form('outcome-led', len(names), names=words.listed(names))}" if names else ""
    return f"{gap_text(framework, result, words)}{led}"


def not_needed_text(framework: Framework, plan: Plan, words: Words = ENGLISH) -> str:
    """Return the dimensions that the target doesn't need more of, by the level where they stay; empty without any."""
    levels: dict[str, list[str]] = {}
    for rung in plan.stays:
        level = level_name(framework, rung.ladder, rung.level)
        levels.setdefault(level, []).append(ladder_name(framework, rung.ladder))
    groups = [words.say("steps-stays", names=words.listed(names), level=level) for level, names in levels.items()]
    goal = goals_text(framework, plan, words)
    return words.say("steps-not-needed", goal=goal, names=words.listed(groups)) if groups else ""


def goal_text(framework: Framework, plan: Targeted, words: Words = ENGLISH) -> str:
    """Return what is aimed at: by name if it is one level or score, as the target levels if there are several."""
    several = len(plan.target) + len(plan.target_scores) > 1
    return words.say("target-levels") if several else goals_text(framework, plan, words)


def reasons_first(
    framework: Framework, plan: Plan, entry: First, words: Words = ENGLISH, named: Collection[str] = ()
) -> list[str]:
    """Return why something is to be done first: the target fails without it, or what builds on it or follows.

    That it needs itself to reach a level of its own goes without saying; so do capabilities that were `named` before.
    """
    goal = goal_text(framework, plan, words)
    names = [framework.capability(name).name for name in entry.carries if name not in named]
    found = [words.say("first-required", goal=goal)] if entry.required and not is_own_aim(plan, entry) else []
    if len(names) > NAMED:
        some = words.say("first-carries-many", names=", ".join(names[: NAMED - 1]), more=len(names) - NAMED + 1)
        found.append(some)
    elif names:
        found.append(words.form("first-carries", len(names), names=words.listed(names)))
    return [*found, words.say("first-leads", goal=goal)] if entry.leads_to else found


def is_own_aim(plan: Plan, entry: First) -> bool:
    """Return whether what is aimed at is a level or a score of this capability alone."""
    aims = [*(rung.ladder for rung in plan.target), *(mark.ladder for mark in plan.target_scores)]
    return aims == [Ladder("capability", entry.capability)]


def left_out_text(plan: Targeted, words: Words = ENGLISH) -> str:
    """Return the questions that could not be compared with another sheet; empty if all could."""
    return words.say("steps-left-out", names=", ".join(plan.left_out)) if plan.left_out else ""
