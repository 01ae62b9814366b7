"""A scorer in code, presented to readers in the same way as requirements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from maturity_core.answers.numbers import MOST_BITS
from maturity_core.errors import FrameworkError, Problem, shown
from maturity_core.model.fields import is_table
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladder_levels, own_questions
from maturity_core.model.outputs import BY_ITEM, CODED
from maturity_core.model.scorer import Standings
from maturity_core.model.states import NOT_APPLICABLE, is_code

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer

Result = tuple[int | None, Fraction | None]
FIELDS = {kind: [output.name for output in BY_ITEM if output.kind == kind] for kind in CODED}
"""The fields of `Standings` with levels and scores, by kind of ladder."""


class CodedScorer:
    """Calls a scorer for one organisation after another, and arranges its results by ladder."""

    def __init__(self, framework: Framework, scorer: Scorer, ladders: tuple[Ladder, ...]) -> None:
        self.framework = framework
        self.scorer = scorer
        self.ladders = ladders
        self.rungs = [len(ladder_levels(framework, name)) for name in ladders]
        self.heights = [max(rungs - 1, 0) for rungs in self.rungs]
        self.tops = framework.lookup.tops
        self.order = sorted(range(len(framework.questions)), key=lambda index: framework.questions[index].id)
        columns = {question.id: index for index, question in enumerate(framework.questions)}
        self.columns: dict[str, list[int]] = {
            name: [columns[question.id] for question in own_questions(framework, name)] for name in ladders
        }

    def demand(
        self,
        codes: Sequence[int],
        rungs: Mapping[int, int],
        scores: Iterable[tuple[int, Fraction]],
    ) -> dict[int, int]:
        """Return positions by question that suffice for one sheet, found by lowering every answer from the top."""
        bars = list(scores)
        concerned = {
            column
            for ladder in [*rungs, *(ladder for ladder, _ in bars)]
            for column in self.columns[self.ladders[ladder]]
        }
        order = [column for column in self.order if column in concerned and codes[column] != NOT_APPLICABLE]
        trial = list(codes)
        for column in order:
            trial[column] = max(codes[column], self.tops[column])
        for column in order:
            while trial[column] > max(codes[column], 0):
                trial[column] -= 1
                if not self._holds(trial, rungs, bars):
                    trial[column] += 1
                    break
        for column in order:
            if trial[column] == 0 and codes[column] < 0:
                trial[column] = codes[column]
        pairs = enumerate(zip(trial, codes, strict=True))
        return {column: found for column, (found, code) in pairs if found > code}

    def _holds(self, codes: Sequence[int], rungs: Mapping[int, int], scores: Iterable[tuple[int, Fraction]]) -> bool:
        row = self.results(codes)
        levels = [(row[ladder][0], rung) for ladder, rung in rungs.items()]
        reached = [(row[ladder][1], bar) for ladder, bar in scores]
        return all(level is None or level >= rung for level, rung in levels) and all(
            score is None or score >= bar for score, bar in reached
        )

    def results(self, codes: Sequence[int]) -> list[Result]:
        """Return level and score of one organisation, by ladder."""
        answers = {question.id: code for question, code in zip(self.framework.questions, codes, strict=True)}
        found = self.scorer.score(self.framework, MappingProxyType(answers))
        if problems := [*_shapeless(found)]:
            raise FrameworkError(problems)
        results: list[Result] = []
        for name in self.ladders:
            if name == FRAMEWORK:
                results.append((found.level, found.score))
                continue
            levels, scores = (getattr(found, field) for field in FIELDS[name.kind])
            results.append((levels.get(name.id), scores[name.id] if name.id in scores else self._mean(name, codes)))
        problems = [*_strangers(self.ladders, found), *self._misplaced(results)]
        if problems:
            raise FrameworkError(problems)
        return results

    def _misplaced(self, results: list[Result]) -> Iterator[Problem]:
        """Yield a problem for each level or score that the ladder cannot have."""
        for name, rungs, (level, score) in zip(self.ladders, self.rungs, results, strict=True):
            if level is not None and not (is_code(level) and 0 <= level < rungs):
                allowed = f"0 to {rungs - 1}, or None" if rungs else "None: this ladder has no levels"
                yield Problem("the scorer returned a level that the ladder does not have", name, shown(level), allowed)
            if score is not None and not (_is_exact(score) and 0 <= score <= 1):
                allowed = "a Fraction from 0 to 1, or None"
                what = "the scorer returned a score that is not an exact number from 0 to 1"
                yield Problem(what, name, shown(score), allowed)
            elif score is not None and Fraction(score).denominator.bit_length() > MOST_BITS:
                allowed = "a denominator of at most 1,000 digits"
                yield Problem("the scorer returned a score with too many digits", name, shown(score), allowed)

    def _mean(self, ladder: str, codes: Sequence[int]) -> Fraction | None:
        weight = amount = Fraction(0)
        for column in self.columns[ladder]:
            question, code = self.framework.questions[column], codes[column]
            if code != NOT_APPLICABLE:
                weight += question.weight
                amount += question.weight * (question.options[code].credit if code >= 0 else 0)
        return amount / weight if weight else None


def _is_exact(score: Any) -> bool:
    return isinstance(score, int | Fraction) and not isinstance(score, bool)


def _shapeless(found: Any) -> Iterator[Problem]:
    """Yield a problem for each part of a scorer's result that has the wrong type, such as a missing return value."""
    if not isinstance(found, Standings):
        yield Problem("the scorer must return standings", "score", shown(found), "Standings(...)")
        return
    for output in BY_ITEM:
        given = getattr(found, output.name)
        if not is_table(given):
            yield Problem("the scorer must return a mapping by id", output.name, shown(given), "a mapping")


def _strangers(ladders: tuple[Ladder, ...], found: Standings) -> Iterator[Problem]:
    """Yield a problem for each id in the scorer's result that the framework does not have."""
    for output in BY_ITEM:
        known = [ladder.id for ladder in ladders if ladder.kind == output.kind]
        for item in getattr(found, output.name):
            if f"{item}" not in known:
                what = f"the scorer returned a result for an unknown {output.kind}"
                yield Problem(what, output.name, shown(item), near=(f"{item}", known))
