"""pydantic and a loop, for any model whose requirements are means, shares, counts or leasts: what a user would write.

Each mapping is checked by a model with a field for each question; then a loop over the ladders, from below, works out
every score and level in floats, with a little room at each threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import ConfigDict, create_model

from maturity_core.model.states import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maturity_core import Framework
    from maturity_core.compiled.terms import CompiledRequirement, Terms

NEAR = 1e-9
Values = list[float | None]
"""What each item counts with; None for one that does not apply."""


class Part(NamedTuple):
    """Weighted items, the value that each counts with, and the bar that each has to reach, if any."""

    of_questions: bool
    items: tuple[int, ...]
    weights: tuple[int, ...]
    value: str
    bars: list[float]


class Rule(NamedTuple):
    """A requirement: its items, its threshold, and whether it is of the lowest value, or of a count."""

    part: Part
    bar: float
    lowest: bool
    capped: bool


class Loop(NamedTuple):
    """The ladders of a framework, from below: the requirements of each rung, and what the score is a mean of."""

    rungs: list[list[list[Rule]]]
    scores: list[Part]


class Known(NamedTuple):
    """What is worked out of one sheet: the credits of its answers, and by ladder, from below, scores and levels."""

    credits: Values
    scores: Values
    levels: list[int]


def looped_scorer(framework: Framework) -> Callable[[Mapping[str, str]], int]:
    """Return a model's rules as a function of one mapping that is validated first: the rank of the overall level.

    Raises:
        ValueError: they are scored in code, or there are totals among them.
    """
    compiled = framework.engine.compiled
    if compiled is None or any(rule.statistic.adds for rule in compiled.requirements):
        raise ValueError("the loop knows no totals, and no scorer in code")
    check, credit = checker(framework), [credits_of(question) for question in framework.questions]
    rungs = [[[rule_of(rule) for rule in rung] for rung in ladder.rungs] for ladder in compiled.ladders]
    loop = Loop(rungs, [part_of(ladder.score.terms) for ladder in compiled.ladders])
    words = [[*table] for table in credit]
    ids, pairs = framework.questions.ids, framework.lookup.conditions.pairs

    def score(answers: Mapping[str, str]) -> int:
        given = check(answers)
        credits_ = [table[given[name]] for name, table in zip(ids, credit, strict=True)]
        for question, other, position in pairs:
            if credits_[other] is None:
                credits_[question] = None
            elif words[other].index(given[ids[other]]) not in range(position, len(framework.questions[other].options)):
                credits_[question] = None if credits_[question] is None else 0.0
        return overall(loop, credits_)

    return score


def part_of(terms: Terms) -> Part:
    """Return items with their bars as floats."""
    bars = [float(bar or 0) - NEAR for bar in terms.reaching]
    return Part(terms.kind == "questions", terms.items, terms.weights, terms.value, bars)


def rule_of(rule: CompiledRequirement) -> Rule:
    """Return a requirement with its threshold as a float."""
    return Rule(part_of(rule.terms), float(rule.threshold) - NEAR, rule.statistic.lowest, rule.statistic.capped)


def checker(framework: Framework) -> Callable[[Mapping[str, str]], Mapping[str, str]]:
    """Return pydantic's check of a mapping: of each answer, and that there is no other."""
    fields: dict[str, Any] = {}
    for question in framework.questions:
        states = [word for word in STATES if question.not_applicable or word != "not-applicable"]
        answer: Any = Literal[(*question.options.ids, *states)]
        fields[question.id] = (answer, "unanswered")
    sheet = create_model("Sheet", __config__=ConfigDict(extra="forbid"), **fields)
    validate = sheet.__pydantic_validator__.validate_python
    return lambda answers: validate(answers).__dict__


def credits_of(question: Any) -> dict[str, float | None]:
    """Return what each answer to a question is worth, options first."""
    worth: dict[str, float | None] = {option.id: float(option.credit) for option in question.options}
    fixed = None if question.stands_for is None else float(question.options[question.stands_for].credit)
    return worth | {"unanswered": 0.0, "dont-know": 0.0, "not-applicable": fixed}


def overall(loop: Loop, credits_: Values) -> int:
    """Return the rank on the last ladder, once all others are scored."""
    known = Known(credits_, [], [])
    for rungs, part in zip(loop.rungs, loop.scores, strict=True):
        source = credits_ if part.of_questions else known.scores
        amount, weight, _ = summed(part, [source[item] for item in part.items])
        known.scores.append(amount / weight if weight else None)
        rank = 0
        for rung in rungs:
            if not all(is_met(rule, known, loop) for rule in rung):
                break
            rank += 1
        known.levels.append(rank)
    return known.levels[-1]


def is_met(rule: Rule, known: Known, loop: Loop) -> bool:
    """Return whether a requirement is met, or nothing of it applies."""
    amount, weight, least = summed(rule.part, values_of(rule.part, known, loop))
    if rule.lowest:
        return least >= rule.bar
    if rule.capped:
        return amount >= min(rule.bar, weight - NEAR)
    return not weight or amount / weight >= rule.bar


def values_of(part: Part, known: Known, loop: Loop) -> Values:
    """Return what each item of a requirement counts with."""
    if part.value == "rung":
        return [float(known.levels[item] >= bar) for item, bar in zip(part.items, part.bars, strict=True)]
    values: Values
    if part.value.endswith("level"):
        values = [known.levels[item] / len(loop.rungs[item]) for item in part.items]
    else:
        source = known.credits if part.of_questions else known.scores
        values = [source[item] for item in part.items]
    if not part.value.startswith("reach"):
        return values
    pairs = zip(values, part.bars, strict=True)
    return [None if value is None else float(value >= bar) for value, bar in pairs]


def summed(part: Part, values: Values) -> tuple[float, int, float]:
    """Return the weighted values of the items that apply, their weight, and the lowest value."""
    amount, weight, least = 0.0, 0, 1.0
    for own, value in zip(part.weights, values, strict=True):
        if value is not None:
            amount, weight, least = amount + own * value, weight + own, min(least, value)
    return amount, weight, least
