"""The sentences people read: requirements, answers and scores in words."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import number_text
from maturity_core.model.ladders import FRAMEWORK, ladder_levels, score_of, selected
from maturity_core.model.numbers import decimal, percent, threshold_text
from maturity_core.model.requirement import Filter, Requirement
from maturity_core.model.states import WORDS
from maturity_core.model.statistics import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.model.extension import Base, Change
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level, Question

STATE_LABELS = {"unanswered": "not answered", "dont-know": "not known", "not-applicable": "does not apply"}


def joined(names: Sequence[str]) -> str:
    """Return names as a list in words.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "question"), counted(2, "question")
    ('1 question', '2 questions')
    """
    return f"{number} {noun if number == 1 else noun + 's'}"


def made_from(base: Base) -> str:
    """Return what a framework was made from, and how many things are different, as a sentence."""
    numbers = Counter(change.what for change in base.changes)
    return f"After {base.name}, edition {base.edition}: {joined([f'{numbers[what]} {what}' for what in numbers])}."


def difference(change: Change) -> str:
    """Return one difference from the framework that was extended, in words.

    >>> from maturity_core.model.extension import Change
    >>> difference(Change(what="changed", at="questions.kept.weight", was="1", now="2"))
    'Changed: questions.kept.weight, from “1” to “2”'
    """
    values = {"changed": f", from “{change.was}” to “{change.now}”", "left out": f" (“{change.was}”)"}
    value = values.get(change.what, f" (“{change.now}”)")
    return f"{change.what.capitalize()}: {change.at}{value if change.was or change.now else ''}"


def score_text(framework: Framework, ladder: str, score: Fraction) -> str:
    """Return a ladder's score on the scale the framework shows it on; else in per cent, or a total as it is."""
    made_of, cuts = score_of(framework, ladder), framework.chart.cuts[ladder]
    if made_of.shown:
        low, high = made_of.shown
        return decimal(low + score * (high - low), cuts=[low + cut * (high - low) for cut in cuts])
    return decimal(score, cuts=cuts) if made_of.total_of is not None else percent(score, cuts)


def answer_label(question: Question, code: int) -> str:
    """Return the label of the option chosen, or the state in words."""
    return STATE_LABELS[WORDS[code]] if code < 0 else question.options[code].label


def word_label(question: Question, word: str) -> str:
    """Return the label of the option of that id, or the state of that word in words.

    >>> from maturity_core import load_framework
    >>> question = load_framework("service-maturity-check").questions[0]
    >>> word_label(question, "halfway"), word_label(question, "dont-know")
    ('About half-way', 'not known')
    """
    labels = STATE_LABELS | {option.id: option.label for option in question.options}
    return labels[word]


def ladder_name(framework: Framework, ladder: str) -> str:
    """Return the name people know a ladder by."""
    kind, _, name = ladder.partition(" ")
    if kind == FRAMEWORK:
        return framework.name
    return framework.capability(name).name if kind == "capability" else framework.dimension(name).name


def level_name(framework: Framework, ladder: str, level: str) -> str:
    """Return the name of a level of a ladder."""
    return next((entry.name for entry in ladder_levels(framework, ladder) if entry.id == level), level)


def requirement_sentence(framework: Framework, requirement: Requirement) -> str:
    """Return a requirement as a sentence: for the level of the ladder, what has to hold."""
    ladder = str(requirement.ladder)
    level = level_name(framework, ladder, requirement.level)
    head = level if ladder == FRAMEWORK else f"{level} in {ladder_name(framework, ladder)}"
    return f"{head}: {_claim(framework, requirement)}."


def requirement_texts(framework: Framework, places: Iterable[int]) -> list[str]:
    """Return requirements as sentences, by their places in `Framework.all_requirements`."""
    return [requirement_sentence(framework, framework.all_requirements[place]) for place in places]


def _claim(framework: Framework, requirement: Requirement) -> str:
    statistic, threshold = requirement.statistic, requirement.threshold
    items = items_text(framework, requirement)
    if statistic == "mean":
        return f"the mean of {items} is at least {threshold_text(threshold)}"
    if statistic == "total":
        way = (
            f"up from {number_text(requirement.base)}"
            if requirement.base is not None
            else f"down from {number_text(requirement.top or Fraction(0))}"
        )
        return f"the total of {items}, counted {way}, is at least {number_text(threshold)}"
    if statistic == "least":
        return f"the least of {items} is at least {threshold_text(threshold)}"
    reach = _reach_text(framework, requirement)
    if threshold == 1 and statistic == "share":
        return f"all of {items} {reach}"
    share = threshold_text(threshold) if statistic == "share" else number_text(threshold)
    return f"at least {share} of {items}{_by_weight(framework, requirement)} {reach}"


def _by_weight(framework: Framework, requirement: Requirement) -> str:
    weights = {entry.weight for entry in getattr(framework, requirement.of.kind)}
    return ", by weight," if STATISTICS[requirement.statistic].weighted and len(weights) > 1 else ""


def items_text(framework: Framework, requirement: Requirement) -> str:
    """Return the items of a requirement in words."""
    kind, selection, ladder = requirement.of.kind, requirement.of.selection, str(requirement.ladder)
    chosen = selection if isinstance(selection, Filter) else Filter(ids=() if selection == "all" else selection)
    noun = f"levels of the {kind}" if requirement.by == "level" else kind
    words = noun
    if chosen.stage:
        words = f"{_stage_name(framework, ladder, chosen.stage)} {noun}"
    elif chosen.up_to:
        words = f"{noun} up to {_stage_name(framework, ladder, chosen.up_to)}"
    if chosen.ids:
        names = [_item_name(framework, kind, item) for item in selected(framework, ladder, requirement.of)]
        alone = "the level of " if requirement.by == "level" else ""
        return alone + names[0] if len(names) == 1 else f"the {len(names)} {noun} {joined(names)}"
    owner = _owner(framework, chosen, ladder)
    return f"the {words}{owner}"


def _owner(framework: Framework, chosen: Filter, ladder: str) -> str:
    if chosen.capability:
        return f" of {framework.capability(chosen.capability).name}"
    if chosen.dimension:
        return f" of {framework.dimension(chosen.dimension).name}"
    return "" if ladder == FRAMEWORK else " there"


def _item_name(framework: Framework, kind: str, item: str) -> str:
    if kind == "questions":
        return f"“{framework.question(item).text}”"
    return framework.capability(item).name if kind == "capabilities" else framework.dimension(item).name


def _stage_name(framework: Framework, ladder: str, stage: str) -> str:
    lists: list[Sequence[Level]] = [framework.ladder_levels(ladder), framework.levels, *framework.level_lists.values()]
    return next((level.name for levels in lists for level in levels if level.id == stage), stage)


def _reach_text(framework: Framework, requirement: Requirement) -> str:
    bar = requirement.reaching
    if isinstance(bar, str):
        kind = "capability" if requirement.of.kind == "capabilities" else "dimension"
        first = selected(framework, str(requirement.ladder), requirement.of)[0]
        return f"reach {level_name(framework, f'{kind} {first}', bar)}"
    credit = bar if isinstance(bar, Fraction) else Fraction(1)
    if requirement.of.kind == "questions":
        return "have full credit" if credit == 1 else f"have a credit of at least {threshold_text(credit)}"
    return f"score at least {threshold_text(credit)}"
