"""Wrong plans: steps that miss the target, or are in the wrong order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from builders import capability, question, rule
from zoo.habitat import ONE_AREA, Animal, batched, told

from maturity_core import NO_STEP, Assessment, AssessmentBatch, BatchPlans, Status
from maturity_core.results.routes import QuestionGap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Plan, Step


def with_steps(plan: Plan, steps: Iterable[Step]) -> Plan:
    """Return the plan with other steps."""
    return plan.model_copy(update={"steps": tuple(steps)})


class StopsHalfWay(Assessment):
    """The last of several steps is missing, but the plan is reported as complete."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        return with_steps(found, found.steps[:-1] if len(found) > 1 else found.steps)


class TakesADetour(Assessment):
    """A plan also includes the other steps towards the very top."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target)
        named = {step.capability for step in found}
        more = super().next_steps(self.framework.levels[-1]) if found.status == Status.OPEN else ()
        whole = [*found, *(step for step in more if step.capability not in named)]
        return with_steps(found, whole[:limit]).model_copy(update={"complete": limit is None or limit >= len(whole)})


class WalksBackwards(Assessment):
    """The last step comes first."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target)
        return with_steps(super().next_steps(target, limit), found.steps[::-1][:limit])


class TakesAStepTwice(Assessment):
    """The first step is listed again at the end of the plan."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        return with_steps(found, [*found, *found.steps[:1]])


class CallsEveryStepReady(Assessment):
    """Every step is called ready, whatever it waits for."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        return with_steps(found, [step.model_copy(update={"ready": True}) for step in found])


class CallsEveryPlanWhole(Assessment):
    """A plan that a limit has cut is reported as complete."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        return super().next_steps(target, limit).model_copy(update={"complete": True})


class PricesStepsByPlace(Assessment):
    """The first step has the effort of the first capability in the file, the second that of the second."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        pairs = zip(found, self.framework.capabilities, strict=False)
        return with_steps(found, [step.model_copy(update={"effort_exact": entry.effort}) for step, entry in pairs])


class WalksByName(Assessment):
    """The steps are in the order of their ids, whatever their gain."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        ordered = sorted(super().next_steps(target), key=lambda step: step.capability)
        return with_steps(super().next_steps(target, limit), ordered[:limit])


class LetsTheBatchWalkBackwards(AssessmentBatch):
    """In a batch, the last step comes first."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> BatchPlans:
        found = super().next_steps(target)
        steps = np.full_like(found.steps, NO_STEP)
        for row, length in enumerate(found.length):
            steps[row, :length] = found.steps[row, :length][::-1]
        return replace(found, steps=steps[:, :limit])


class DecidesOnOutcomes(Assessment):
    """The first step also takes the outcomes that have to improve to where they have to be."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        moves = [QuestionGap(question=each.question, answer=each.answer, to=each.to) for each in found.results]
        first = [step.model_copy(update={"questions": (*step.questions, *moves)}) for step in found.steps[:1]]
        return with_steps(found, [*first, *found.steps[1:]]).model_copy(update={"results": ()} if first else {})


class HopesForTheBest(Assessment):
    """Outcomes that have to improve have to reach their best option, even if less would be enough."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        found = super().next_steps(target, limit)
        tops = {entry.id: entry.options[-1].id for entry in self.framework.questions}
        results = [each.model_copy(update={"to": tops[each.question]}) for each in found.results]
        return found.model_copy(update={"results": tuple(results)})


class HidesOutcomes(Assessment):
    """A plan doesn't list the outcomes that have to improve."""

    def next_steps(self, target: Any = None, limit: int | None = None) -> Plan:
        return super().next_steps(target, limit).model_copy(update={"results": ()})


FREE = [capability("goals", effort=2), capability("team", "people")]
"""Two capabilities that do not require each other; the second gains more for its effort."""
SHOWN: dict[str, Any] = {
    **ONE_AREA,
    "questions": [question("team-there", "team"), question("team-calm", "team", outcome=True, led_by=["team"])],
    "requirements": [rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)],
}
"""Tables with a deed and an outcome, which has to improve for either level."""

ANIMALS: tuple[Animal, ...] = (
    told(StopsHalfWay, "plan-reaches-target"),
    told(TakesADetour, "no-superfluous-step"),
    told(WalksBackwards, "prerequisites-first"),
    told(TakesAStepTwice, "steps-move-something"),
    told(CallsEveryStepReady, "ready-tells-what-is-unmet"),
    told(CallsEveryPlanWhole, "limit-cuts-the-plan"),
    told(PricesStepsByPlace, "steps-tell-of-their-capability", capabilities=FREE),
    told(WalksByName, "plans-equal-oracle", capabilities=FREE),
    told(DecidesOnOutcomes, "outcomes-are-no-steps", **SHOWN),
    told(HopesForTheBest, "no-superfluous-result", **SHOWN),
    told(HidesOutcomes, "plan-reaches-target", **SHOWN),
    batched(LetsTheBatchWalkBackwards, "batch-plans-equal-single"),
)
