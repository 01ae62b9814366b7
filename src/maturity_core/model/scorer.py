"""The abstract scorer: framework and answers in, scores and levels out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from maturity_core.errors import AnswersError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import NOT_APPLICABLE, is_code

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.model.nouns import Question

T = TypeVar("T")


@dataclass(frozen=True)
class Standings:
    """What a scorer returns: ranks of levels (None: no level) and exact scores (None: nothing applies).

    Dimensions and capabilities that are left out have no level, and the mean of their questions as their score. A rank
    that the ladder does not have, or a score that is not an exact number from 0 to 1, raises `FrameworkError`.

    >>> Standings(level=1, score=Fraction(1, 2)).dimension_levels
    {}
    """

    level: int | None
    score: Fraction | None
    dimension_levels: Mapping[str, int | None] = field(default_factory=dict[str, int | None])
    dimension_scores: Mapping[str, Fraction | None] = field(default_factory=dict[str, Fraction | None])
    capability_levels: Mapping[str, int | None] = field(default_factory=dict[str, int | None])
    capability_scores: Mapping[str, Fraction | None] = field(default_factory=dict[str, Fraction | None])


class Scorer(ABC):
    """Turns the answers to a framework into scores and levels.

    Most models need no scorer of their own: the library scores the requirements in the file. A rule that requirements
    cannot express is a scorer in code, registered in the entry-point group `maturity.scorers` under the kind that a
    file names, or given to `Framework.with_scorer`. Readers rely on one property only: a better answer never lowers
    a level.

    >>> from fractions import Fraction
    >>> class Everything(Scorer):
    ...     def score(self, framework, answers):
    ...         done = all(position > 0 for position in answers.values())
    ...         return Standings(level=int(done), score=Fraction(int(done)))
    """

    @abstractmethod
    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return levels and scores of one organisation.

        Args:
            framework: the framework the answers belong to.
            answers: every question's id with its option's position, or with the code of a state, such as
                `UNANSWERED`; read-only.
        """


class StockScorer(Scorer):
    """A scorer that writes requirements. It scores by them, so every reader can say why and what next."""

    @abstractmethod
    def tables(self) -> dict[str, tuple[Any, ...]]:
        """Return the tables `rules` and `requirements` of a framework that is scored this way."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """See `Scorer.score`."""
        from maturity_core.model.framework import framework_given  # noqa: PLC0415 - a door

        scored = framework_given(framework).with_scorer(self)
        given = mapping(answers, "answers")
        codes = [_code(question, given.get(question.id)) for question in scored.questions]
        now, engine = scored.engine.stand_one(codes), scored.engine
        places = list(enumerate(engine.ladders))
        levels = {name: rank if (rank := now.rank(place)) >= 0 else None for place, name in places}
        scores = {name: Fraction(*parts) if (parts := now.score(place)) else None for place, name in places}
        return Standings(
            level=levels[FRAMEWORK],
            score=scores[FRAMEWORK],
            dimension_levels=_of("dimension", levels),
            dimension_scores=_of("dimension", scores),
            capability_levels=_of("capability", levels),
            capability_scores=_of("capability", scores),
        )


def _code(question: Question, code: Any) -> int:
    """Return the code of an answer unchanged; refuse anything else."""
    if not is_code(code) or not NOT_APPLICABLE <= code < len(question.options):
        allowed = f"{NOT_APPLICABLE} to {len(question.options) - 1}"
        raise AnswersError([Problem("this is not a valid answer code", f"answers.{question.id}", shown(code), allowed)])
    return int(code)


def _of(kind: str, results: Mapping[Ladder, T]) -> dict[str, T]:
    return {ladder.id: result for ladder, result in results.items() if ladder.kind == kind}
