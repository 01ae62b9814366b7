"""Checks that the examples of a framework name only what exists, and state a result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.references import twice, unknown
from maturity_core.model.examples import NO_LEVEL_WORD, Example
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladder_levels, ladder_names
from maturity_core.model.states import STATES

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.fields import Path

STATED = ("level", "range", "score", "dimensions", "capabilities", "scores", "ahead", "tensions")
"""What an example can state."""


def example_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem with the examples."""
    yield from twice("id", [example.id for example in draft.examples], ("examples",))
    for index, example in enumerate(draft.examples):
        path: Path = ("examples", index)
        if not any(getattr(example, name) not in (None, {}) for name in STATED):
            hint = "give it a level or a score"
            yield Problem("the example states no result", hint=hint, path=path)
        yield from _answer_problems(draft, example, path)
        yield from _standing_problems(draft, example, path)


def _answer_problems(draft: Draft, example: Example, path: Path) -> Iterator[Problem]:
    questions = {question.id: question for question in draft.questions}
    for name, answer in example.answers.items():
        where: Path = (*path, "answers", name)
        if name not in questions:
            yield unknown("question", name, questions, where)
            continue
        scale = draft.scales[questions[name].scale]
        allowed = [*(option.id for option in scale.options), *STATES]
        if isinstance(answer, str) and answer not in allowed:
            yield unknown("answer to this question", answer, allowed, where)
        elif not isinstance(answer, str) and not scale.takes_numbers:
            yield Problem("only a numeric scale takes numbers", got=str(answer), hint="name an option", path=where)
        elif not isinstance(answer, str) and not scale.numeric and scale.with_value(answer) is None:
            yield Problem("this is not the value of exactly one option", got=str(answer), path=where)


def _standing_problems(draft: Draft, example: Example, path: Path) -> Iterator[Problem]:
    stated: list[tuple[str, str | None, Path]] = [(FRAMEWORK, example.level, (*path, "level"))]
    stated += [(FRAMEWORK, end, (*path, "range", place)) for place, end in enumerate(example.range or ())]
    for field, kind in (("dimensions", "dimension"), ("capabilities", "capability")):
        names = [entry.id for entry in getattr(draft, field)]
        for name, level in getattr(example, field).items():
            if name in names:
                stated.append((Ladder(kind, name), level, (*path, field, name)))
            else:
                yield unknown(kind, name, names, (*path, field, name))
    for ladder, level, where in stated:
        yield from _level_problems([entry.id for entry in ladder_levels(draft, ladder)], ladder, level, where)
    ladders = ladder_names(draft)
    for name in example.scores:
        if name not in ladders:
            meant = next((ladder for ladder in ladders if ladder.id == name), name)
            near, hint = (meant, ladders), "write 'dimension ID'"
            yield Problem("no such ladder", got=repr(name), hint=hint, path=(*path, "scores", name), near=near)
    capabilities = [entry.id for entry in draft.capabilities]
    for place, name in enumerate(example.ahead or ()):
        if name not in capabilities:
            yield unknown("capability", name, capabilities, (*path, "ahead", place))


def _level_problems(levels: Iterable[str], ladder: str, level: str | None, where: Path) -> Iterator[Problem]:
    if level is not None and level not in {*levels, NO_LEVEL_WORD}:
        yield unknown(f"level of the {ladder}", level, [*levels, NO_LEVEL_WORD], where)
