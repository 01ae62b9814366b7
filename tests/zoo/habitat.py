"""What the zoo's animals are made from: one small framework, and a scorer in code that scores it correctly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from builders import capability, dimension, question, rule, tiny

from maturity_core import NOT_APPLICABLE, Assessment, AssessmentBatch, Framework, Question, Scorer, Standings
from maturity_core.scoring.engine import Engine, RuleEngine
from maturity_core.scoring.many.engine import ManyByRules

CUT = Fraction(1, 2)
STATE = [{"id": "open", "name": "Open"}, {"id": "settled", "name": "Settled"}]
ONE_AREA: dict[str, Any] = {
    "dimensions": [dimension("people")],
    "capabilities": [capability("team", "people")],
    "questions": [question("team-there", "team", not_applicable=True), question("team-heard", "team")],
    "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
}
"""Tables to make it smaller: two questions with the same options, one of which may be not applicable."""


@dataclass(frozen=True)
class Animal:
    """A wrong framework: what is wrong with it in one sentence, and the id of the law that has to catch it."""

    name: str
    wrong: str
    law: str
    framework: Callable[[], Framework]


def small(**changes: Any) -> Framework:
    """Return a framework of 24 answer sheets: two dimensions, each with a capability and a question.

    It has everything that a law may look at: a question that may be not applicable, a prerequisite, a dimension with
    levels of its own, and answers that meet a cut exactly.
    """
    tables: dict[str, Any] = {
        "id": "small",
        "name": "Small",
        "level_lists": {"state": STATE},
        "dimensions": [dimension("work", levels="state"), dimension("people")],
        "capabilities": [
            capability("goals", effort=2),
            capability("team", "people", requires=[{"capability": "goals", "credit": 1}]),
        ],
        "questions": [
            question("goals-set", "goals", scale="yes-no"),
            question("team-there", "team", not_applicable=True),
        ],
        "requirements": [
            rule("dimension work", "settled", least=1),
            rule("dimension people", "mid", mean="0.5"),
            rule("dimension people", "high", mean=1),
            rule("framework", "mid", mean="0.5"),
            rule("framework", "high", share=1, of={"dimensions": "all"}, reaching=1),
        ],
    }
    return tiny(**{**tables, **changes})


def tables_of(framework: Framework) -> dict[str, Any]:
    """Return the tables to build a framework of another class from."""
    return {name: getattr(framework, name) for name in Framework.model_fields}


class Means(Scorer):
    """A correct scorer in code: the mean of what applies and its level, for the whole and for each dimension."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the mean and its level, for all questions and for those of each dimension."""
        whole = self.mean(framework.questions, answers)
        means = {entry.id: self.mean(questions_of(framework, entry.id), answers) for entry in framework.dimensions}
        return Standings(
            level=self.level(whole, 2),
            score=whole,
            dimension_levels={
                name: self.level(mean, len(framework.ladder_levels(f"dimension {name}")) - 1)
                for name, mean in means.items()
            },
            dimension_scores=means,
        )

    def mean(self, asked: Sequence[Question], answers: Mapping[str, int]) -> Fraction | None:
        """Return the weighted mean credit of what counts; None if nothing does."""
        credits_ = {entry.id: self.credit(entry, answers[entry.id]) for entry in asked}
        counted = [(entry.weight, credit) for entry in asked if (credit := credits_[entry.id]) is not None]
        total = sum((weight for weight, _ in counted), Fraction(0))
        return sum((weight * credit for weight, credit in counted), Fraction(0)) / total if counted else None

    def credit(self, question: Question, code: int) -> Fraction | None:
        """Return what an answer earns; None if it does not count."""
        if code == NOT_APPLICABLE:
            return None
        return question.options[code].credit if code >= 0 else Fraction(0)

    def level(self, mean: Fraction | None, top: int) -> int | None:
        """Return the level of a mean on a ladder: the top at 1, one below it from the cut; None without a mean."""
        if mean is None:
            return None
        return top if mean == 1 else int(mean >= CUT and top > 1)


def questions_of(framework: Framework, dimension_id: str) -> list[Question]:
    """Return the questions of one dimension."""
    return [entry for entry in framework.questions if framework.capability(entry.capability).dimension == dimension_id]


def coded(scorer: type[Scorer], law: str, **changes: Any) -> Animal:
    """Return the small framework scored by a wrong scorer in code, as an animal."""
    return Animal(scorer.__name__, scorer.__doc__ or "", law, lambda: small(**changes).with_scorer(scorer()))


def read_by(
    evaluator: Callable[[Framework], Engine] = RuleEngine,
    assessment: type[Assessment] = Assessment,
    batch: type[AssessmentBatch] = AssessmentBatch,
    **changes: Any,
) -> Framework:
    """Return the small framework, with some tables changed, read by classes other than the library's."""

    class Odd(Framework):
        """A framework with readers of its own."""

        @cached_property
        def engine(self) -> Engine:
            return evaluator(self)

        def assess(self, answers: Any, facts: Any = None) -> Assessment:
            return assessment.of(self, answers, facts)

        def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
            return batch.of(self, answers, **options)

    return Odd(**tables_of(small(**changes)))


def told(assessment: type[Assessment], law: str, **changes: Any) -> Animal:
    """Return the small framework with another kind of assessment, as an animal."""
    return Animal(assessment.__name__, assessment.__doc__ or "", law, lambda: read_by(assessment=assessment, **changes))


def batched(batch: type[AssessmentBatch], law: str) -> Animal:
    """Return the small framework with another kind of batch, as an animal."""
    return Animal(batch.__name__, batch.__doc__ or "", law, lambda: read_by(batch=batch))


def framed(kind: type[Framework], law: str, **changes: Any) -> Animal:
    """Return the small framework as an instance of another class, as an animal."""
    return Animal(kind.__name__, kind.__doc__ or "", law, lambda: kind(**tables_of(small(**changes))))


def evaluated(engine: type[RuleEngine | ManyByRules], law: str, **changes: Any) -> Animal:
    """Return the small framework with another engine, or with another one for many sheets alone, as an animal."""
    whole = engine if issubclass(engine, RuleEngine) else with_many(engine)
    return Animal(engine.__name__, engine.__doc__ or "", law, lambda: read_by(whole, **changes))


def with_many(kind: type[ManyByRules]) -> type[RuleEngine]:
    """Return an engine that is right for one sheet, and reads many in a way of its own."""

    class Odd(RuleEngine):
        """An engine with another one for many sheets."""

        @cached_property
        def many(self) -> ManyByRules:
            return kind(self.framework, self.compiled)

    return Odd
