"""The framework: all of a model's questions, and the requirements over them, as frozen data.

It is a noun: the code that checks, scores and reads it is in the rooms below. Its methods are doors to those rooms,
and import what they need only when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from maturity_core.model.arguments import is_not, looked_up, text
from maturity_core.model.base import Base
from maturity_core.model.digests import Identified
from maturity_core.model.entries import Entries
from maturity_core.model.examples import Example
from maturity_core.model.fields import Id, Label, Language, LongText, Whole
from maturity_core.model.ladders import Lookup, ladder_levels
from maturity_core.model.links import Link
from maturity_core.model.measure import Measure
from maturity_core.model.node import FIXED, FixedDict
from maturity_core.model.nouns import Capability, Dimension, Level, Question, ScorerChoice
from maturity_core.model.profiles import Profile
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.scale import Scale
from maturity_core.model.scorers import AnyRule
from maturity_core.model.shows import Contrasts, Levers, Note, Source, Views
from maturity_core.model.since import Since
from maturity_core.model.written import expanded

if TYPE_CHECKING:
    from maturity_core.answers.facts import FactsLike
    from maturity_core.answers.likes import AnswersLike, SheetsLike
    from maturity_core.answers.models import AnswerSheet
    from maturity_core.answers.sheets import Words
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.readers.chart import Map
    from maturity_core.readers.outline import Outline
    from maturity_core.scoring.engine import Engine


class Framework(Identified):
    """A published model as data: questions, and requirements over them.

    Build one with `read_framework`, or from tables of the same shape. `docs/format.md` describes every field.

    Raises:
        FrameworkError: listing every problem in the tables: unknown fields, wrong types, references to things that do
            not exist, rules that cannot be met.

    >>> framework = Framework(
    ...     id="tiny", edition="1", name="Tiny", headline="level", source={"title": "An example"},
    ...     levels=[{"id": "low", "name": "Low"}, {"id": "high", "name": "High"}],
    ...     scales={"yes-no": {"options": [
    ...         {"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1},
    ...     ]}},
    ...     dimensions=[{"id": "work", "name": "Work"}],
    ...     capabilities=[{"id": "plan", "name": "Plan", "dimension": "work"}],
    ...     questions=[
    ...         {"id": "kept", "capability": "plan", "text": "Is it kept?", "scale": "yes-no", "basis": "stated"},
    ...     ],
    ...     requirements=[
    ...         {"ladder": "framework", "level": "high", "least": 1, "of": {"questions": "all"}, "basis": "source"},
    ...     ],
    ... )
    >>> framework.assess({"kept": "yes"}).level.name
    'High'
    """

    id: Id
    edition: Label
    name: Label
    headline: Literal["level", "score"] = "level"
    language: Language = "en"
    summary: LongText = ""
    help: LongText = ""
    links: tuple[Link, ...] = ()
    open_questions: Literal["range", "reject"] = "range"
    seconds_per_question: Whole = 20
    basis: Literal["own", "interpretation"] | None = None
    source: Source
    after: tuple[Base, ...] = ()
    since: Entries[Since] = Field(default=(), validate_default=True)
    scorer: ScorerChoice | None = None
    contrasts: Contrasts | None = None
    levers: Levers | None = None
    views: Views | None = None
    notes: tuple[Note, ...] = ()
    levels: Entries[Level] = Field(default=(), validate_default=True)
    level_lists: Annotated[dict[Id, Entries[Level]], FIXED] = Field(default_factory=FixedDict)
    scales: Annotated[dict[Id, Scale], FIXED]
    dimensions: Entries[Dimension]
    capabilities: Entries[Capability]
    questions: Entries[Question]
    measures: Entries[Measure] = Field(default=(), validate_default=True)
    rules: tuple[AnyRule, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    scores: tuple[Score, ...] = ()
    profiles: Entries[Profile] = Field(default=(), validate_default=True)
    examples: tuple[Example, ...] = ()

    def __init__(self, /, **tables: Any) -> None:
        from maturity_core.model.checks.tables import checked_tables  # noqa: PLC0415 - a door

        checked = checked_tables(type(self), tables)
        checked["questions"] = tuple(asked.on(checked["scales"][asked.scale]) for asked in checked["questions"])
        super().__init__(**checked)

    @cached_property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, one per ladder: those written in the file, then those its rules write."""
        return tuple(requirement for requirement, _ in expanded(self))

    @property
    def lookup(self) -> Lookup:
        """What its ladders name and own."""
        return self._lookup

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self)

    @cached_property
    def engine(self) -> Engine:
        """What evaluates this framework: its compiled requirements, or the scorer in code it names."""
        from maturity_core.scoring.choice import engine_for  # noqa: PLC0415 - a door

        return engine_for(self, self._scorer)

    @cached_property
    def words(self) -> Words:
        """The codes for answers given as words."""
        from maturity_core.answers.sheets import Words  # noqa: PLC0415 - a door

        return Words(self)

    @cached_property
    def sheet_model(self) -> type[AnswerSheet]:
        """The pydantic model of its answers; see `answers_model`."""
        from maturity_core.answers.models import made_model  # noqa: PLC0415 - a door

        return made_model(self)

    @cached_property
    def chart(self) -> Map:
        """What plans need: prerequisites, and what moves cost and are worth."""
        from maturity_core.readers.chart import Map  # noqa: PLC0415 - a door

        return Map(self.engine)

    @cached_property
    def outline(self) -> Outline:
        """What results say that depends on the framework alone."""
        from maturity_core.readers.outline import Outline  # noqa: PLC0415 - a door

        return Outline(self)

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Any]]:
        kinds = {"dimension": "dimensions", "capability": "capabilities", "question": "questions"}
        return {kind: {entry.id: entry for entry in getattr(self, table)} for kind, table in kinds.items()}

    def dimension(self, dimension_id: str) -> Dimension:
        """Return the dimension with that id. Raises NotFoundError, a KeyError, if there is none."""
        found: Dimension = looked_up(self._by_id["dimension"], dimension_id, "dimension")
        return found

    def capability(self, capability_id: str) -> Capability:
        """Return the capability with that id. Raises NotFoundError, a KeyError, if there is none."""
        found: Capability = looked_up(self._by_id["capability"], capability_id, "capability")
        return found

    def question(self, question_id: str) -> Question:
        """Return the question with that id. Raises NotFoundError, a KeyError, if there is none."""
        found: Question = looked_up(self._by_id["question"], question_id, "question")
        return found

    def ladder_levels(self, ladder: str) -> Entries[Level]:
        """Return the levels of a ladder (`framework`, `dimension ID` or `capability ID`); empty if it has none."""
        return ladder_levels(self, text(ladder, "ladder"))

    def assess(self, answers: AnswersLike, facts: FactsLike | None = None) -> Assessment:
        """Return the assessment of one organisation.

        Args:
            answers: a mapping of question id to option id, the word for a state, or a number: what a numeric scale
                asks for, the value of an option where options have values, elsewhere its position; or a vector
                (n_questions,) of positions and state codes. What is left out is unanswered.
            facts: what else the sheet says, `SheetFacts` or its fields by name: kept, without changing level or score.

        Raises:
            AnswersError: listing every invalid answer and fact; nothing is guessed.
        """
        return self._assessed(self, answers, facts)

    @cached_property
    def _assessed(self) -> Callable[[Framework, AnswersLike, FactsLike | None], Assessment]:
        from maturity_core.assessing.assessment import Assessment  # noqa: PLC0415 - a door, gone through once

        return Assessment.of

    def assess_many(
        self,
        answers: SheetsLike,
        *,
        outputs: Collection[str] | None = None,
        out: Mapping[str, Any] | None = None,
        target: TargetLike = None,
        threads: int = 1,
    ) -> AssessmentBatch:
        """Return the assessments of many organisations at once.

        Args:
            answers: (n_organisations, n_questions) option positions and state codes, any integer dtype, questions in
                file order; or an Arrow record batch or table, or a data frame that narwhals knows, with columns by
                question id (extras `arrow` and `frames`; `docs/tables.md` says what the cells may hold). A matrix is
                kept, not copied, and read again for each result: leave it unchanged while you use the batch. The
                fastest is int8 with each question contiguous in memory (`order="F"`).
            outputs: what to compute now, in one pass, by the names of the batch's attributes and methods; by default
                nothing. Everything else is computed when it is first used, each result in a pass of its own.
            out: for any output, an array of the batch's shape and dtype to write to instead of a new one; for `gaps`
                a `BatchGaps`, for `next_steps` a `BatchPlans`.
            target: the target of gaps and next steps computed now, as for `Assessment.gaps`.
            threads: how many threads share the rows; worthwhile from a few hundred thousand rows.

        Raises:
            AnswersError: listing the rows and questions that are invalid, and rows of a table that say by their columns
                `framework` and `edition` that they belong to another one.
            MissingExtraError: for tables, if the extra is not installed.
            TargetError: for an unknown output, or an array in `out` that does not fit, is read-only, or shares memory.
        """
        from maturity_core.assessing.batch import AssessmentBatch  # noqa: PLC0415 - a door

        return AssessmentBatch.of(self, answers, outputs=outputs, out=out, target=target, threads=threads)

    def _repr_html_(self) -> str:
        from maturity_core.pictures.card import framework_card  # noqa: PLC0415 - a door

        return framework_card(self)

    def to_toml(self) -> str:
        """Return the text of a definition file that gives an equal framework. ArgumentError: a profile has none."""
        from maturity_core.definition.writing import framework_toml  # noqa: PLC0415 - a door

        return framework_toml(self.refuse_profile())


def framework_given(value: Any) -> Framework:
    """Return a framework unchanged.

    Raises:
        ArgumentError: if it is anything else.
    """
    if not isinstance(value, Framework):
        raise is_not(value, "framework", "a Framework")
    return value
