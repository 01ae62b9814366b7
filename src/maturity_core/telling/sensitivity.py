"""What a level rests on, in sentences: thresholds and weights that were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.measured import measured_text
from maturity_core.telling.wording import level_name, requirement_sentence
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.sensitivity import Sensitivity, ThresholdRange, Weightings


def threshold_texts(framework: Framework, found: Sensitivity, words: Words = ENGLISH) -> list[tuple[str, list[str]]]:
    """Return the thresholds that the level depends on, each as a sentence with those about its ends."""
    ended = [one for one in found.thresholds if one.low_exact is not None or one.high_exact is not None]
    return [(_asked_text(framework, one, words), _end_texts(framework, found, one, words)) for one in ended]


def rest_text(framework: Framework, found: Sensitivity, words: Words = ENGLISH) -> str:
    """Return how many other thresholds there are; empty if there are none."""
    free = sum(one.low_exact is None and one.high_exact is None for one in found.thresholds)
    level = level_name(framework, FRAMEWORK, found.level or "")
    return words.part("show").count("sense-rest", free, level=level) if free else ""


def weights_text(framework: Framework, found: Sensitivity, words: Words = ENGLISH) -> str:
    """Return how many of the weightings keep the level, and what the others give; empty if no weight matters."""
    if found.weightings is None:
        return ""
    show, tried = words.part("show"), found.weightings
    level = level_name(framework, FRAMEWORK, found.level or "")
    key = "sense-weights-drawn" if tried.drawn else "sense-weights"
    text = show.say(key, kept=tried.number * tried.kept_exact, number=tried.number, level=level)
    others = _others(framework, found.level, tried, words)
    return f"{text} {show.say('sense-others', levels=words.listed(others))}" if others else text


def _others(framework: Framework, kept: str | None, tried: Weightings, words: Words) -> list[str]:
    levels = [one for one in tried.levels if one.level != kept]
    named = [(level_name(framework, FRAMEWORK, one.level), tried.number * one.share_exact) for one in levels]
    return [words.part("show").say("sense-level", level=level, number=number) for level, number in named]


def _asked_text(framework: Framework, one: ThresholdRange, words: Words) -> str:
    """Return the first requirement that a threshold stands for, and how many others it does."""
    text = requirement_sentence(framework, framework.all_requirements[one.requirements[0]], words)
    more = len(one.requirements) - 1
    return words.part("show").count("sense-same", more, text=text) if more else text


def _end_texts(framework: Framework, found: Sensitivity, one: ThresholdRange, words: Words) -> list[str]:
    show = words.part("show")
    requirement = framework.all_requirements[one.requirements[0]]
    level = level_name(framework, FRAMEWORK, found.level or "")
    texts: list[str] = []
    for key, number, other in (("low", one.low_exact, one.level_low), ("high", one.high_exact, one.level_high)):
        if number is not None:
            told = measured_text(framework, requirement, number, one.threshold_exact, words)
            ends = {key: told, "level": level, "other": level_name(framework, FRAMEWORK, other or "")}
            texts.append(show.say("sense-down" if key == "low" else "sense-up", **ends))
    return texts
