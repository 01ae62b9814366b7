"""What is missing to reach a target, and the steps that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.stored import Ratio, Real, Small, Stored


class Status(StrEnum):
    """How an organisation stands towards a target. Arrays of a batch hold its `code`.

    >>> from maturity_core import load_framework
    >>> gaps = load_framework("service-maturity-check").assess_many([[4] * 20, [0] * 20]).gaps("improving")
    >>> [str(Status.of(code)) for code in gaps.status], gaps.status == Status.OPEN.code
    (['reached', 'open'], array([False,  True]))
    """

    OPEN = "open"
    REACHED = "reached"
    OUT_OF_REACH = "out of reach"
    NOTHING_LEFT = "nothing left"
    REFUSED = "refused"

    @property
    def code(self) -> int:
        """The number that stands for it in arrays."""
        return _CODES[self]

    @classmethod
    def of(cls, code: int) -> Status:
        """Return the status with this code."""
        return tuple(cls)[code]


_CODES = {status: code for code, status in enumerate(Status)}


class Rung(Node):
    """A rung of a ladder: a target, or one that a step reaches."""

    ladder: Ladder
    level: str


class Mark(Node):
    """A score that a ladder has to reach."""

    ladder: Ladder
    score: Real
    score_exact: Ratio


class QuestionGap(Node):
    """A question that has to rise: from an option, or the word for its state, to the lowest option that suffices.

    In a plan, it rises to the option that the plan takes it to.
    """

    question: str
    answer: str
    to: str


class CapabilityGap(Node):
    """A capability with the questions that have to rise."""

    capability: str
    name: str
    questions: Entries[QuestionGap]


class NextRung(Node):
    """What a dimension lacks to its own next rung; `just_below` if one of several answers, one option up, is enough."""

    dimension: str
    level: str
    capabilities: Entries[CapabilityGap]
    just_below: Flag


class Targeted(Stored):
    """What gaps and plans have in common: the target, and how the organisation stands towards it.

    The target is made of rungs, `target`, and of scores to reach, `target_scores`; if it is another sheet, both are
    empty, and `left_out` names the questions that could not be compared. `status` is never *refused*: such a target is
    an error. For a target out of reach, `blockers` has the requirements of its rungs that even the best answers do not
    meet, by their places in `Framework.all_requirements`, and `prevented_by` the questions these read that do not apply
    here and count as an option below full credit then.
    """

    status: Literal[Status.OPEN, Status.REACHED, Status.OUT_OF_REACH, Status.NOTHING_LEFT]
    target: Entries[Rung]
    target_scores: Entries[Mark] = Field(default=(), validate_default=True)
    blockers: tuple[Small, ...] = ()
    prevented_by: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class Gaps(Targeted):
    """What is missing to reach a target, down to question and option.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> gaps = framework.assess([2] * 20).gaps("strategic")
    >>> str(gaps.status), len(gaps), gaps.questions[0].to
    ('open', 20, 'well-on')
    """

    called: ClassVar[str] = "gaps"
    once: ClassVar[tuple[str, str]] = ("capabilities", "capability")

    capabilities: Entries[CapabilityGap]

    @property
    def questions(self) -> Entries[QuestionGap]:
        """Every question that has to rise, in file order."""
        return Entries(question for capability in self.capabilities for question in capability.questions)

    def __len__(self) -> int:
        return len(self.questions)


class Raise(Node):
    """A capability to raise: its effort, its moves, and the places of its remedies for these.

    It is `quick` relief if it is ready and costs no more than going halfway with a capability of middle effort; all
    else is for the long run.
    """

    capability: str
    name: str
    effort: Real
    effort_exact: Ratio
    questions: Entries[QuestionGap]
    remedies: tuple[Small, ...] = ()
    quick: Flag = False


class Step(Raise):
    """One step of a plan: raise one capability.

    `questions` are its moves. A plan chooses: it need not close every gap, and a question without a gap may move if
    that is cheaper. `remedies` has the places, in the capability's `remedies`, of those for these moves. `score_from`
    and `score_to` are the capability's scores; `level_from` and `level_to` its rungs, if it has a ladder. `ready` says
    whether all prerequisites are met today; `waits_for` names those that are not. A ready
    one is `quick` relief if it costs no more than going halfway with a capability of middle effort; all others are for
    the long run. Once all steps up to and including this one are done, the rungs in `reaches` are reached, the
    requirements in `meets` are met (by their places in `Framework.all_requirements`), and the later steps in `readies`
    become ready.

    Why the step is in the plan: `asked` of the questions it moves have a gap to the target, `needed_by` names the
    capabilities in the plan that require it, and `leans_on` those it leans on that no later step raises and that are
    weak today: at their lowest level or, without one, below half of full credit.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> step = framework.assess([2] * 20).next_steps().steps[0]
    >>> step.ready, step.effort, len(step.questions)
    (True, 1.0, 1)
    """

    score_from: Real | None
    score_from_exact: Ratio | None
    score_to: Real | None
    score_to_exact: Ratio | None
    level_from: str | None
    level_to: str | None
    ready: Flag
    waits_for: tuple[str, ...]
    reaches: tuple[Rung, ...]
    meets: tuple[Small, ...]
    readies: tuple[str, ...]
    asked: Small
    needed_by: tuple[str, ...]
    leans_on: tuple[str, ...]


class Outcome(QuestionGap):
    """A result that has to show: an outcome, from its present answer to the option that a plan assumes.

    `led_by` names the capabilities that lead there.
    """

    led_by: tuple[str, ...]


class First(Raise):
    """What to do first: one of up to three capabilities that can begin now, with its moves.

    They are those of the plan if it is `in_plan`, else what closes its gaps, leads to the results that have to show, or
    lifts its dimension or itself by a rung. The target can't be reached without a `required` one, whatever else is
    done. `carries` has the others with something to do that rest on it: they lean on it or require it, directly or
    through others of them. `leads_to` has the results that have to show and that it leads to.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> first = framework.assess([2] * 20).next_steps().first
    >>> [entry.capability for entry in first], len(first[0].carries)
    (['role', 'goals', 'capacity'], 10)
    """

    in_plan: Flag
    required: Flag
    carries: tuple[str, ...]
    leads_to: tuple[str, ...]


class Plan(Targeted):
    """The steps to a target, in order: the cheaper of two plans that can be found without a solver.

    `results` have to show, too: only together with them do the steps reach the target. There are none where the steps
    alone reach it. An open target may need results alone. `stays` has the dimensions that are still below a level of
    the whole when all is done, each with the level where it stays: the target doesn't need them. No step lies in one,
    and no outcome in one has to improve. `first` says what to do first, which need not be a step. `complete` is false
    if a limit cut the plan: a cut plan promises nothing.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> plan = framework.assess([2] * 20).next_steps("strategic", limit=3)
    >>> len(plan), plan.complete
    (3, False)
    """

    called: ClassVar[str] = "plan"
    once: ClassVar[tuple[str, str]] = ("steps", "capability")

    first: Entries[First] = Field(default=(), validate_default=True)
    steps: Entries[Step]
    results: Entries[Outcome] = Field(default=(), validate_default=True)
    stays: tuple[Rung, ...] = ()
    complete: Flag

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:  # type: ignore[override]  # a plan is a sequence of steps, not of field names
        return iter(self.steps)
