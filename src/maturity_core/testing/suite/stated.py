"""The law about examples: every example gets the levels and scores it states."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import AnswersError
from maturity_core.model.examples import NO_LEVEL_WORD, Example
from maturity_core.model.fields import number_text
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.units import score_of
from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.subject import by_ladder

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level
    from maturity_core.testing.suite.subject import Subject


def has_no_examples(subject: Subject) -> str:
    """Return that a framework has no examples; empty if it has some."""
    return "" if subject.framework.examples else "the framework has no examples"


@law("definition", ONCE, unless=has_no_examples)
def examples_hold(subject: Subject, _: None) -> bool:
    """Every example gets the levels and scores it states."""
    framework = subject.framework
    wrong = [text for example in framework.examples for text in _wrong(framework, example)]
    if wrong:
        raise Broken("\n".join(wrong))
    return True


def _wrong(framework: Framework, example: Example) -> Iterator[str]:
    """Yield everything in which an example and its assessment differ, or why there is no assessment."""
    try:
        assessment = framework.assess(example.answers)
    except AnswersError as error:
        yield f"the answers of the example {example.id} are refused: {error}"
        return
    for what, expected, found in _stated(framework, example, assessment):
        if expected != found:
            yield f"in the example {example.id}, {what} {found}\nexpected: {expected}"


def _stated(framework: Framework, example: Example, assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    """Yield everything that an example states: what it is, and its value in the example and in the assessment."""
    results = by_ladder(assessment)
    levels: dict[str, str] = {FRAMEWORK: example.level} if example.level else {}
    levels |= {Ladder("dimension", name): level for name, level in example.dimensions.items()}
    levels |= {Ladder("capability", name): level for name, level in example.capabilities.items()}
    for ladder, level in levels.items():
        yield f"the level of the {ladder} is", level, _id(results[ladder].level)
    if example.range:
        ends = assessment.level_range or (None, None)
        yield "the range is", " to ".join(example.range), " to ".join(map(_id, ends))
    scores: dict[str, Fraction] = {} if example.score is None else {FRAMEWORK: example.score}
    for ladder, score in (scores | dict(example.scores)).items():
        found = shown_score(framework, ladder, results[ladder].score_exact)
        told = NO_LEVEL_WORD if found is None else number_text(found)
        yield f"the score of the {ladder} is", number_text(score), told
    if example.ahead is not None:
        early = [entry.id for entry in assessment.capabilities if entry.ahead_of_its_time]
        yield "the capabilities ahead of their time are", _listed(example.ahead), _listed(early)
    if example.tensions is not None:
        yield "the number of tensions is", str(example.tensions), str(len(assessment.tensions))


def shown_score(framework: Framework, ladder: str, score: Fraction | None) -> Fraction | None:
    """Return a score on the scale that it is shown on, exactly."""
    shown = score_of(framework, ladder).shown
    return score if score is None or shown is None else shown[0] + score * (shown[1] - shown[0])


def _id(level: Level | None) -> str:
    return level.id if level else NO_LEVEL_WORD


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names)) or NO_LEVEL_WORD
