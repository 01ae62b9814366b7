"""Requirements, answers and scores in words."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.long_text import one_line
from maturity_core.model.node import known
from maturity_core.model.requirement import Filter, Requirement
from maturity_core.model.states import WORDS
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_of
from maturity_core.telling.traits import trait_asked
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maturity_core.model.base import Base, Change
    from maturity_core.model.framework import Framework
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Level, Question


def joined(names: Sequence[str]) -> str:
    """Return names as a list in English, for authors; readers of results see one in their own language.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return ENGLISH.listed(names)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in English, for authors; readers of results see one in their own language.

    >>> counted(1, "question"), counted(2, "question")
    ('1 question', '2 questions')
    """
    return f"{number} {noun if number == 1 else noun + 's'}"


def made_from(base: Base, words: Words = ENGLISH) -> str:
    """Return what a framework was made from, and how many things differ, as a sentence."""
    numbers = Counter(change.what for change in base.changes)
    parts = [words.say(f"changes-{_key(what)}", number=number) for what, number in numbers.items()]
    return words.say("made-from", name=base.name, edition=base.edition, changes=words.listed(parts))


def difference(change: Change, words: Words = ENGLISH) -> str:
    """Return one difference from the extended framework in words.

    >>> from maturity_core.model.base import Change
    >>> difference(Change(what="changed", at="questions.kept.weight", was="1", now="2"))
    'Changed: questions.kept.weight, from “1” to “2”'
    """
    bare = "" if change.was or change.now else "-bare"
    return words.say(
        f"difference-{_key(change.what)}{bare}", at=change.at, was=one_line(change.was), now=one_line(change.now)
    )


def _key(words: str) -> str:
    """Return words of a result as they are written in the name of a text."""
    return words.replace(" ", "-")


def score_text(framework: Framework, ladder: str, score: Fraction, words: Words = ENGLISH) -> str:
    """Return a ladder's score on the scale the framework shows it on, or else as a percentage; a total as it is."""
    made_of, cuts = score_of(framework, ladder), framework.chart.cuts[ladder]
    if made_of.shown:
        low, high = made_of.shown
        return words.decimal(low + score * (high - low), [low + cut * (high - low) for cut in cuts])
    if made_of.statistic == "count":
        return words.number(score)
    return words.decimal(score, cuts) if made_of.adds else words.percent(score, cuts)


def answer_label(question: Question, code: int, words: Words = ENGLISH) -> str:
    """Return the label of the chosen option, or the state in words."""
    return words.say(f"answer-{WORDS[code]}") if code < 0 else question.options[code].label


def word_label(question: Question, word: str, words: Words = ENGLISH) -> str:
    """Return the label of the option with this id, or the state with this word, as people read it.

    >>> from maturity_core import load_framework
    >>> question = load_framework("service-maturity-check").questions[0]
    >>> word_label(question, question.options[0].id) == question.options[0].label, word_label(question, "dont-know")
    (True, "don't know")
    """
    labels = {option.id: option.label for option in question.options}
    return labels[word] if word in labels else words.say(f"answer-{word}")


def ladder_name(framework: Framework, ladder: Ladder) -> str:
    """Return the name of a ladder's framework, dimension, capability or measure."""
    if ladder == FRAMEWORK:
        return framework.name
    if ladder.kind == "measure":
        return framework.measures[ladder.id].name
    return (framework.capability if ladder.kind == "capability" else framework.dimension)(ladder.id).name


def level_name(framework: Framework, ladder: str, level: str) -> str:
    """Return the name of a level of a ladder."""
    return framework.outline.level_names.get((ladder, level), level)


def requirement_sentence(framework: Framework, requirement: Requirement, words: Words = ENGLISH) -> str:
    """Return a requirement as a sentence: for the level of the ladder, what has to hold."""
    ladder = requirement.one_ladder
    level, claim = level_name(framework, ladder, requirement.level), requirement_claim(framework, requirement, words)
    if ladder == FRAMEWORK:
        return words.say("requirement", level=level, claim=claim)
    return words.say("requirement-in", level=level, name=ladder_name(framework, ladder), claim=claim)


def requirement_claim(framework: Framework, requirement: Requirement, words: Words = ENGLISH) -> str:
    """Return what has to hold for a requirement to be met, as a sentence without its full stop."""
    places, name = _places(framework, requirement, words), _claim(framework, requirement)
    if trait := _trait_claim(framework, requirement, words):
        return trait
    one = _only_item(framework, requirement, words)
    if one:
        alone = name if STATISTICS[requirement.statistic].adds else "reach" if places["reach"] else "least"
        return words.say(f"claim-one-{alone}", item=one, **places)
    items = items_text(framework, requirement, words)
    if name == "count":
        return words.form("claim-count", ceil(requirement.threshold), items=items, **places)
    return words.say(f"claim-{name}", items=items, **places)


def _trait_claim(framework: Framework, requirement: Requirement, words: Words) -> str:
    """Return what has to hold for a trait of the level; empty for any other requirement."""
    found = trait_asked(framework, requirement)
    if found is None:
        return ""
    question, place = found
    best, item = place == len(question.options) - 1, words.say("item-question", text=question.text)
    return words.say("claim-trait-best" if best else "claim-trait", item=item, option=question.options[place].label)


def requirement_texts(framework: Framework, places: Iterable[int], words: Words = ENGLISH) -> list[str]:
    """Return requirements as sentences, given their places in `Framework.all_requirements`. They are kept."""
    kept = framework.outline.sentences.setdefault(words, {})
    told: list[str] = []
    for place in places:
        if place not in kept:
            kept[place] = requirement_sentence(framework, framework.all_requirements[place], words)
        told.append(kept[place])
    return told


def _claim(framework: Framework, requirement: Requirement) -> str:
    """Return the name of the sentence pattern for a requirement."""
    statistic = STATISTICS[requirement.statistic]
    if statistic.adds:
        return "total-down" if requirement.base is None else "total-up"
    if not statistic.reaching or statistic.capped:
        return statistic.name
    if requirement.threshold == 1:
        return "all"
    weights = {entry.weight for entry in getattr(framework, requirement.of.kind)}
    return f"{statistic.name}-by-weight" if statistic.weighted and len(weights) > 1 else statistic.name


def _places(framework: Framework, requirement: Requirement, words: Words) -> dict[str, str]:
    """Return the values to fill in apart from the items: numbers to compare, and what items have to reach."""
    start = requirement.top if requirement.base is None else requirement.base
    return {
        "threshold": asked_text(framework, requirement, words),
        "start": words.number(start or Fraction(0)),
        "reach": _reach_text(framework, requirement, words) if STATISTICS[requirement.statistic].reaching else "",
    }


def measure_text(framework: Framework, measure: Measure, words: Words = ENGLISH) -> str:
    """Return what a measure is made of, as a sentence."""
    asked = {"of": measure.of, "by": measure.by, "reaching": measure.reaching, "share": Fraction(1)}
    like = known(Requirement, {"ladder": Ladder("measure", measure.id), "level": "", "basis": "source", **asked})
    if one := _only_item(framework, like, words):
        return words.say("measure-one", item=one)
    items = items_text(framework, like, words)
    start = measure.top if measure.base is None else measure.base
    name = f"total-{'up' if measure.top is None else 'down'}" if measure.statistic == "total" else measure.statistic
    reach = _reach_text(framework, like, words) if measure.reaching is not None else ""
    return words.say(f"measure-{name}", items=items, start=words.number(start or Fraction(0)), reach=reach)


def asked_text(framework: Framework, requirement: Requirement, words: Words = ENGLISH) -> str:
    """Return the number a measured value is compared with, exactly and in words; of a trait, the option to reach."""
    threshold, trait = requirement.threshold, trait_asked(framework, requirement)
    if trait is not None:
        return trait[0].options[trait[1]].label
    is_number = STATISTICS[requirement.statistic].capped or in_unit(framework, requirement)
    return words.number(threshold) if is_number else words.threshold(threshold)


def in_unit(framework: Framework, requirement: Requirement) -> bool:
    """Return whether the numbers of a requirement are points, values or counts, not shares of the whole."""
    statistic = STATISTICS[requirement.statistic]
    adds = statistic.adds or (statistic.lowest and _adds_up(framework, requirement))
    return adds or (requirement.by == "value" and not statistic.reaching)


def _adds_up(framework: Framework, requirement: Requirement) -> bool:
    """Return whether an item is a measure that is a total or a count, which is shown as it is."""
    if requirement.of.kind != "measures":
        return False
    names = selected(framework, requirement.one_ladder, requirement.of)
    return any(framework.measures[name].adds for name in names)


def items_text(framework: Framework, requirement: Requirement, words: Words = ENGLISH) -> str:
    """Return the items of a requirement in words, without an article."""
    chosen, ladder = _chosen(requirement), requirement.one_ladder
    noun = f"items-{requirement.of.kind}-levels" if requirement.by == "level" else f"items-{requirement.of.kind}"
    if chosen.ids:
        names = _item_names(framework, requirement, words)
        return words.say(f"{noun}-named", number=len(names), names=words.listed(names))
    items = words.say(noun)
    items = _staged_text(framework, ladder, chosen, words, items)
    if chosen.tag:
        items = words.say("items-tag", items=items, tag=chosen.tag)
    if chosen.from_weight:
        items = words.say("items-weight", items=items, weight=words.number(chosen.from_weight))
    if chosen.capability:
        return words.say("items-of-capability", items=items, name=framework.capability(chosen.capability).name)
    if chosen.dimension:
        return words.say("items-of-dimension", items=items, name=framework.dimension(chosen.dimension).name)
    return items


def _staged_text(framework: Framework, ladder: str, chosen: Filter, words: Words, items: str) -> str:
    """Return items in words with the stage or stages they are of."""
    names = {stage: _stage_name(framework, ladder, stage) for stage in (chosen.from_stage, chosen.up_to) if stage}
    if chosen.stage:
        return words.say("items-stage", items=items, stage=_stage_name(framework, ladder, chosen.stage))
    if chosen.from_stage and chosen.up_to:
        lowest, highest = names[chosen.from_stage], names[chosen.up_to]
        return words.say("items-between", items=items, lowest=lowest, highest=highest)
    for stage, name in names.items():
        return words.say("items-from" if stage == chosen.from_stage else "items-up-to", items=items, stage=name)
    return items


def _chosen(requirement: Requirement) -> Filter:
    selection = requirement.of.selection
    return selection if isinstance(selection, Filter) else Filter(ids=() if selection == "all" else selection)


def _only_item(framework: Framework, requirement: Requirement, words: Words) -> str:
    """Return the one item that a requirement names, in words; empty if it reads more than one."""
    names = _item_names(framework, requirement, words) if _chosen(requirement).ids else []
    if len(names) != 1:
        return ""
    return words.say("item-level", name=names[0]) if requirement.by == "level" else names[0]


def _item_names(framework: Framework, requirement: Requirement, words: Words) -> list[str]:
    items = selected(framework, requirement.one_ladder, requirement.of)
    return [_item_name(framework, requirement.of.kind, item, words) for item in items]


def _item_name(framework: Framework, kind: str, item: str, words: Words) -> str:
    if kind == "questions":
        return words.say("item-question", text=framework.question(item).text)
    return words.say("item-name", name=ladder_name(framework, Ladder(KIND_OF[kind], item)))


def _stage_name(framework: Framework, ladder: str, stage: str) -> str:
    lists: list[Sequence[Level]] = [framework.ladder_levels(ladder), framework.levels, *framework.level_lists.values()]
    return next((level.name for levels in lists for level in levels if level.id == stage), stage)


def _reach_text(framework: Framework, requirement: Requirement, words: Words) -> str:
    """Return the bar that items have to reach to be counted."""
    bar = requirement.reaching
    if isinstance(bar, str):
        first = selected(framework, requirement.one_ladder, requirement.of)[0]
        return words.say("reach-level", level=level_name(framework, Ladder(KIND_OF[requirement.of.kind], first), bar))
    credit = Fraction(1) if bar is None else bar
    if requirement.by == "value":
        return words.say("reach-score", threshold=words.number(credit))
    if requirement.of.kind != "questions":
        plain = _adds_up(framework, requirement)
        return words.say("reach-score", threshold=words.number(credit) if plain else words.threshold(credit))
    return words.say("reach-all") if credit == 1 else words.say("reach-credit", threshold=words.threshold(credit))
