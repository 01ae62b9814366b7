"""Rules about examples: whether they state scores, which catch what levels do not, and whether there are enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import AnswersError
from maturity_core.lint.finding import Found, Subject

if TYPE_CHECKING:
    from maturity_core.model.examples import Example
    from maturity_core.model.framework import Framework

ENOUGH = 3
"""So many different examples with scores catch most mistyped numbers; `docs/format.md` has the figures."""
_PLACE = ("examples",)


def examples_without_score(subject: Subject) -> Iterator[Found]:
    """Find that examples state no score, although their answers give one: one finding, which counts them."""
    examples = () if subject.coded else subject.framework.examples
    bare = [example for example in examples if not _states_score(example) and _has_score(subject.framework, example)]
    if bare:
        yield Found(_PLACE, f"{len(bare)} of {len(examples)} {_verb(len(bare))} no score, {bare[0].id} first")


def few_examples_with_scores(subject: Subject) -> Iterator[Found]:
    """Find that too few examples state scores. Without any examples nothing is found: they may be in another file."""
    examples = () if subject.coded else subject.framework.examples
    scored = sum(map(_states_score, examples))
    if examples and scored < ENOUGH:
        yield Found(_PLACE, f"{scored or 'none'} of them {_verb(scored)} a score")


def _verb(number: int) -> str:
    return "state" if number > 1 else "states"


def _states_score(example: Example) -> bool:
    return example.score is not None or bool(example.scores)


def _has_score(framework: Framework, example: Example) -> bool:
    """Return whether there is a score to state: there is none where nothing applies, or answers are refused."""
    try:
        return framework.assess(example.answers).score_exact is not None
    except AnswersError:
        return False
