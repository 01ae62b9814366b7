"""Organisations in bands by their own figures, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.wording import word_label
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.archetypes import Archetype, Archetypes, Criterion, Distinct


def group_texts(found: Archetypes, words: Words = ENGLISH) -> list[str]:
    """Return who is in order of what, who is left out, and why nothing is said, if so."""
    show = words.part("show")
    names = [_criterion(found, one, words) for one in found.criteria]
    told = [show.count("archetypes-group", found.size, names=words.listed(names))]
    told += [show.count("archetypes-without", found.without)] if found.without else []
    told += [show.count("archetypes-left-out", found.left_out)] if found.left_out else []
    if found.suppressed:
        told.append(show.say("peers-suppressed", minimum=found.minimum))
    elif found.organisation and found.here is None:
        told.append(show.say("archetypes-nowhere"))
    return told


def _criterion(found: Archetypes, one: Criterion, words: Words) -> str:
    show = words.part("show")
    name = show.say(f"archetypes-{one.better}", name=one.name)
    weight = words.number(one.weight_exact)
    return show.say("archetypes-weight", name=name, weight=weight) if len(found.criteria) > 1 else name


def band_name(found: Archetypes, place: int, words: Words = ENGLISH) -> str:
    """Return what a band is called: the best, the middle or the next, and the rest, each with its share."""
    last = len(found.bands) - 1
    between = "middle" if place + place == last else "next"
    key = "best" if not place else "rest" if place == last else between
    return words.part("show").say(f"archetypes-{key}", share=words.threshold(found.bands[place].share_exact))


def band_text(found: Archetypes, place: int, words: Words = ENGLISH) -> str:
    """Return how many organisations a band has, how many for a tie alone, and the middle of each figure."""
    show, band = words.part("show"), found.bands[place]
    name = band_name(found, place, words)
    name = show.say("archetypes-you", band=name) if place == found.here else name
    told = [show.count("archetypes-band", band.size, band=name)]
    told += [show.count("archetypes-tied", band.tied)] if band.tied else []
    return "; ".join([*told, *_medians(found, band, words)])


def _medians(found: Archetypes, band: Archetype, words: Words) -> list[str]:
    show = words.part("show")
    units = {one.outcome: (one.name, one.unit) for one in found.criteria}
    told: list[str] = []
    for one in band.medians:
        name, unit = units[one.outcome]
        told.append(show.say("archetypes-median", name=name, value=words.amount(one.value_exact, unit)))
    return told


def distinct_text(framework: Framework, one: Distinct, words: Words = ENGLISH) -> str:
    """Return what the best answer more often, how often, and what the organisation answered."""
    show, question = words.part("show"), framework.question(one.question)
    values = {"best": one.best, "all": one.best_size, "next": one.next, "rest": one.next_size}
    option = word_label(question, one.option, words)
    told = show.say("archetypes-option", question=question.text, option=option, **values)
    if one.answer is None:
        return told
    return f"{told} {show.say('archetypes-answer', answer=word_label(question, one.answer, words))}"
