"""Random examples that hold: drawn answers, and some of what the reference scorer finds for them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.checks.examples import STATED
from maturity_core.model.examples import NO_LEVEL_WORD, Example
from maturity_core.model.fields import LARGEST, LARGEST_DENOMINATOR
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import UNANSWERED, WORDS
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.oracle_model import Model
from maturity_core.testing.oracle_range import highest, lowest
from maturity_core.testing.oracle_shows import Shows
from maturity_core.testing.oracle_stand import Standing, stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale
    from maturity_core.testing.oracle_model import Sheet


def example(draw: DrawFn, framework: Framework, sheet: Sheet, name: str) -> Example | None:
    """Draw an example with these answers; None if what it would state cannot be written down."""
    found = _Found(Model(framework), sheet)
    stated = {what: found.facts[what]() for what in draw(some_of(*STATED, least=1))}
    if all(fact in (None, {}) for fact in stated.values()):
        return None
    codes = zip(framework.questions, sheet, strict=True)
    answers = {asked.id: _answer(draw, framework.scales[asked.scale], asked, code) for asked, code in codes}
    given = {question: answer for question, answer in answers.items() if answer is not None}
    return Example(id=name, answers=given, **stated)


def _answer(draw: DrawFn, scale: Scale, question: Question, code: int) -> str | Fraction | None:
    """Draw how an answer is given: as a word, as a number if the scale takes them, or left out if there is none."""
    if code < 0:
        return draw(among(WORDS[code], None)) if code == UNANSWERED else WORDS[code]
    numbers = [cut + step for cut in scale.cuts for step in (0, -1, 1)]
    fitting = [number for number in numbers if scale.position(number) == code]
    value = question.options[code].value
    fitting += [value] if value is not None and not scale.numeric and scale.with_value(value) == code else []
    choices: list[str | Fraction] = [question.options[code].id, *fitting[:1]]
    return draw(among(*choices))


class _Found:
    """What the reference scorer finds for one sheet, as an example states it."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.standing = stand(model, sheet)
        self.sheet = self.standing.sheet
        self.facts: dict[str, Callable[[], Any]] = {
            "level": lambda: self.level(self.standing, FRAMEWORK),
            "score": lambda: self.scores().get(FRAMEWORK),
            "range": self.range,
            "dimensions": lambda: self.levels("dimension"),
            "capabilities": lambda: self.levels("capability"),
            "scores": self.scores,
            "ahead": self.standing.ahead,
            "tensions": lambda: len(Shows(model, self.sheet).tensions()),
        }

    def level(self, standing: Standing, ladder: str) -> str:
        """Return the id of the level of a ladder, or the word for none."""
        rank = standing.level(ladder)
        return NO_LEVEL_WORD if rank is None else self.model.levels(ladder)[rank].id

    def levels(self, kind: str) -> dict[str, str]:
        """Return the level of every dimension or every capability, by id."""
        ladders = [ladder for ladder in self.model.ladders if ladder.kind == kind]
        return {ladder.id: self.level(self.standing, ladder) for ladder in ladders}

    def range(self) -> tuple[str, str]:
        """Return the levels with every open question at its first and at its last option: no answer lowers a level."""
        low, high = (
            self.level(stand(self.model, fill(self.model, self.sheet)), FRAMEWORK) for fill in (lowest, highest)
        )
        return low, high

    def scores(self) -> dict[str, Fraction]:
        """Return the score of every ladder that has one, as it is shown, unless its digits are too many for a file."""
        found: dict[str, Fraction] = {}
        for ladder, score in self.standing.scores.items():
            if score is not None:
                shown = self.model.shown[ladder]
                found[ladder] = score if shown is None else shown[0] + score * (shown[1] - shown[0])
        return {ladder: score for ladder, score in found.items() if _can_be_written(score)}


def _can_be_written(number: Fraction) -> bool:
    return abs(number) <= LARGEST and number.denominator <= LARGEST_DENOMINATOR
