"""What is missing towards a target, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from maturity_core.model.fields import Flag
from maturity_core.model.node import Node
from maturity_core.results.stored import Many, Ratio, Stored


class TargetRung(Node):
    """One rung that is aimed at."""

    ladder: str
    name: str
    level: str
    level_name: str


class QuestionGap(Node):
    """A question that has to move: from an option, or the word for its state, to the lowest option that suffices."""

    question: str
    text: str
    answer: str
    answer_label: str
    to: str
    to_label: str


class CapabilityGap(Node):
    """A capability with the questions that have to move."""

    capability: str
    name: str
    questions: Annotated[tuple[QuestionGap, ...], Many]


class Targeted(Stored):
    """What gaps and plans have in common: how the organisation stands towards which target.

    `status` is `open`, `reached`, `out of reach` (then `blockers` names the requirements) or `nothing left`. With
    another sheet as the target, `target` is empty and `left_out` names the questions that could not be compared.
    """

    status: Literal["open", "reached", "out of reach", "nothing left"]
    target: Annotated[tuple[TargetRung, ...], Many]
    blockers: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class Gaps(Targeted):
    """What is missing towards a target, down to question and option.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> gaps = framework.assess([2] * 20).gaps("strategic")
    >>> gaps.status, len(gaps), gaps.questions[0].to
    ('open', 20, 'well-on')
    """

    called: ClassVar[str] = "gaps"
    once: ClassVar[tuple[str, str]] = ("capabilities", "capability")

    capabilities: Annotated[tuple[CapabilityGap, ...], Many]

    @property
    def questions(self) -> tuple[QuestionGap, ...]:
        """Every question that has to move, in file order."""
        return tuple(question for capability in self.capabilities for question in capability.questions)

    def __len__(self) -> int:
        return len(self.questions)


class Step(Node):
    """One step of a plan: raise one capability.

    `score_from` and `score_to` are those of the capability, `level_from` and `level_to` its rungs where it has a
    ladder. `ready` says whether all prerequisites are met today; `waits_for` names those that are not. `meets` and
    `readies` say what is met, and which later steps become ready, when the steps up to here are done.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> step = framework.assess([2] * 20).next_steps().steps[0]
    >>> step.ready, step.effort, len(step.questions)
    (True, Fraction(1, 1), 1)
    """

    capability: str
    name: str
    effort: Ratio
    remedy: str
    questions: Annotated[tuple[QuestionGap, ...], Many]
    score_from: Ratio | None
    score_to: Ratio | None
    level_from: str | None
    level_to: str | None
    ready: Flag
    waits_for: tuple[str, ...]
    meets: tuple[str, ...]
    readies: tuple[str, ...]
    reason: str


class Plan(Targeted):
    """The steps to a target, in order. `complete` is false when a limit cut it: a cut plan promises nothing.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> plan = framework.assess([2] * 20).next_steps("strategic", limit=3)
    >>> len(plan), plan.complete
    (3, False)
    """

    called: ClassVar[str] = "plan"
    once: ClassVar[tuple[str, str]] = ("steps", "capability")

    steps: Annotated[tuple[Step, ...], Many]
    complete: Flag

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:  # type: ignore[override]  # a plan is a sequence of steps, not of field names
        return iter(self.steps)
