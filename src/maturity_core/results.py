"""What readers return: frozen data that can be stored as JSON and read back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from maturity_core.fields import Node
from maturity_core.nouns import Level


def _ratio(value: Any) -> Any:
    return Fraction(value) if isinstance(value, str | int | Fraction) else value


Ratio = Annotated[
    Fraction,
    BeforeValidator(_ratio),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "description": "an exact fraction such as 2/3"}),
]
LevelRange = tuple[Level, Level]


class LadderResult(Node):
    """Where one dimension or capability stands.

    `score` is the double nearest to `score_exact`. `level_range` is the worst and the best level over all completions
    of the open questions, `narrows` the open question that would narrow it most. `completeness` is the share of the
    questions that apply to which an option was chosen.
    """

    id: str
    name: str
    level: Level | None
    level_range: LevelRange | None
    score: float | None
    score_exact: Ratio | None
    completeness: float | None
    narrows: str | None
    ahead_of_its_time: bool = False


class Tension(Node):
    """Dimensions that stand too far apart, one too far below the whole, or answers of one that do."""

    kind: Literal["levels apart", "below overall", "options apart"]
    dimensions: tuple[str, ...]
    sentence: str


class Strength(Node):
    """A dimension that is well set up throughout."""

    dimension: str
    sentence: str


class Lever(Node):
    """A capability, what the overall score gains when its questions all go one option up, and that gain by effort."""

    capability: str
    name: str
    effort: Ratio
    gain: Ratio
    gain_by_effort: Ratio


class Stamp(Node):
    """Which framework a result belongs to: its content, its rules, and by question the words it was asked in.

    `digest`, `rules` and `words` are those of `Framework.digest`, `rules_digest` and `words_digests`.
    """

    id: str
    name: str
    edition: str
    digest: str
    rules: str
    words: dict[str, str]


class AssessmentRecord(Node):
    """Everything an assessment says, as data."""

    schema_version: Literal[1] = 1
    core_version: str
    framework: Stamp
    answers: dict[str, str]
    level: Level | None
    level_range: LevelRange | None
    score: float | None
    score_exact: Ratio | None
    completeness: float | None
    narrows: str | None
    dimensions: tuple[LadderResult, ...]
    capabilities: tuple[LadderResult, ...]
    tensions: tuple[Tension, ...]
    strengths: tuple[Strength, ...]
    levers: tuple[Lever, ...]


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
    questions: tuple[QuestionGap, ...]


class Targeted(Node):
    """What gaps and plans have in common: how the organisation stands towards which target.

    `status` is `open`, `reached`, `out of reach` (then `blockers` names the requirements) or `nothing left`. With
    another sheet as the target, `target` is empty and `left_out` names the questions that could not be compared.
    """

    status: Literal["open", "reached", "out of reach", "nothing left"]
    target: tuple[TargetRung, ...]
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

    capabilities: tuple[CapabilityGap, ...]

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
    questions: tuple[QuestionGap, ...]
    score_from: Ratio | None
    score_to: Ratio | None
    level_from: str | None
    level_to: str | None
    ready: bool
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

    steps: tuple[Step, ...]
    complete: bool

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
    requirements: tuple[RequirementState, ...]


class LadderState(Node):
    """One ladder, rung by rung."""

    ladder: str
    name: str
    level: str | None
    rungs: tuple[RungState, ...]


class Explanation(Node):
    """Why each ladder stands where it does. Not available for scorers in code.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> rung = framework.assess([2] * 20).explain()["framework"].rungs[1]
    >>> rung.state, str(rung.requirements[0].measured), str(rung.requirements[0].threshold)
    ('unmet', '1/2', '7/10')
    """

    available: bool
    ladders: tuple[LadderState, ...]

    def __getitem__(self, ladder: str) -> LadderState:
        return {state.ladder: state for state in self.ladders}[ladder]


class View(Node):
    """How one role sees the organisation."""

    role: str
    level: Level | None
    placed_directly: bool
    dimensions: dict[str, str | None]


class ViewsResult(Node):
    """Several views side by side: how far apart they are, overall and by dimension, and the patterns that show."""

    views: tuple[View, ...]
    missing: tuple[str, ...]
    apart: int | None
    dimensions_apart: dict[str, int]
    patterns: tuple[str, ...]
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.sentences)
