"""What readers return: frozen data that can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from maturity_core.errors import Problem
from maturity_core.model.arguments import looked_up
from maturity_core.model.fields import Flag, Id, Label
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FIXED, FixedDict, Node
from maturity_core.model.nouns import Level
from maturity_core.results.contradictions import record_contradictions
from maturity_core.results.stored import Answer, Digest, Given, Many, Ratio, Real, Stored, Version, WordsDigest

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

LevelRange = tuple[Level, Level]


class LadderResult(Node):
    """Where one dimension or capability stands.

    `score` is the double nearest to `score_exact`. `level_range` is the worst and the best level over all completions
    of the open questions, `narrows` the open question that would narrow it most. `completeness` is the share of the
    questions that apply to which an option was chosen. `not_yet` says that too little is answered for a level.
    """

    id: Id
    name: Label
    level: Level | None
    level_range: LevelRange | None
    score: Real | None
    score_exact: Ratio | None
    completeness: Real | None
    narrows: Id | None
    not_yet: Flag
    ahead_of_its_time: Flag = False


class Tension(Node):
    """Dimensions that stand too far apart, one too far below the whole, or answers of one that do."""

    kind: Literal["levels apart", "below overall", "options apart"]
    dimensions: tuple[Id, ...]
    sentence: str


class Strength(Node):
    """A dimension that is well set up throughout."""

    dimension: Id
    sentence: str


class Lever(Node):
    """A capability, what the overall score gains when its questions all go one option up, and that gain by effort."""

    capability: Id
    name: Label
    effort: Ratio
    gain: Ratio
    gain_by_effort: Ratio


class Stamp(Node):
    """Which framework a result belongs to: its content, its rules, and by question the words it was asked in.

    `digest`, `rules` and `words` are those of `Framework.digest`, `rules_digest` and `words_digests`.
    """

    id: Id
    name: Label
    edition: Label
    digest: Digest
    rules: Digest
    words: Annotated[dict[Id, WordsDigest], Many, FIXED]

    def fits(self, framework: Framework) -> bool:
        """Return whether the result is one of this framework: of its id and its rules, in whatever words."""
        return (self.id, self.rules) == (framework_given(framework).id, framework.rules_digest)


class AssessmentRecord(Stored):
    """Everything an assessment says, as data."""

    called: ClassVar[str] = "assessment"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    answers: Annotated[dict[Id, Answer], Many, FIXED]
    numbers: Annotated[dict[Id, Given], Many, FIXED] = Field(default_factory=FixedDict)
    level: Level | None
    level_range: LevelRange | None
    score: Real | None
    score_exact: Ratio | None
    completeness: Real | None
    narrows: Id | None
    not_yet: Flag
    dimensions: Annotated[tuple[LadderResult, ...], Many]
    capabilities: Annotated[tuple[LadderResult, ...], Many]
    tensions: Annotated[tuple[Tension, ...], Many]
    strengths: Annotated[tuple[Strength, ...], Many]
    levers: Annotated[tuple[Lever, ...], Many]

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the record says against itself; what its framework denies is found by `Assessment.verify`."""
        yield from record_contradictions(self)


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


class RequirementState(Node):
    """One requirement with what was measured. `holding_back` names the questions that have to move for it to be met."""

    sentence: str
    statistic: str
    measured: Ratio | None
    threshold: Ratio
    state: Literal["met", "unmet", "set aside"]
    basis: str
    because: str
    place: str
    holding_back: tuple[str, ...]


class RungState(Node):
    """One rung of a ladder: `passed over` where all its requirements are set aside."""

    level: str
    name: str
    state: Literal["met", "unmet", "passed over"]
    requirements: Annotated[tuple[RequirementState, ...], Many]


class LadderState(Node):
    """One ladder, rung by rung."""

    ladder: str
    name: str
    level: str | None
    rungs: Annotated[tuple[RungState, ...], Many]


class Explanation(Stored):
    """Why each ladder stands where it does. Not available for scorers in code.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> rung = framework.assess([2] * 20).explain()["framework"].rungs[1]
    >>> rung.state, str(rung.requirements[0].measured), str(rung.requirements[0].threshold)
    ('unmet', '1/2', '7/10')
    """

    called: ClassVar[str] = "explanation"
    once: ClassVar[tuple[str, str]] = ("ladders", "ladder")

    available: Flag
    ladders: Annotated[tuple[LadderState, ...], Many]

    def __getitem__(self, ladder: str) -> LadderState:
        return looked_up({state.ladder: state for state in self.ladders}, ladder, "ladder")
