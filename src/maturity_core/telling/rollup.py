"""Teams rolled up, in sentences: the rule, where the whole is, and what serves most teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.standing import range_text
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.rollup import RolledUp, RollUp, SharedStep

NAMED = 5
"""So many names are listed; the rest is counted."""


def rule_text(found: RollUp, words: Words = ENGLISH) -> str:
    """Return the rule by which teams make up the whole.

    >>> from maturity_core import load_framework, roll_up
    >>> framework = load_framework("service-maturity-check")
    >>> rule_text(roll_up(framework, {"Berlin": framework.assess({})}, "75%"))
    'The rule: at least 75% of the teams have this level and this score, or better.'
    """
    show, rule = words.part("show"), found.rule
    weighted = len({team.weight_exact for team in found.teams}) > 1
    share = "" if rule.share_exact is None else words.threshold(rule.share_exact)
    return show.say(f"rollup-rule-{rule.kind}{'-weighted' if weighted and rule.kind != 'weakest' else ''}", share=share)


def place_text(framework: Framework, one: RolledUp, words: Words = ENGLISH) -> str:
    """Return the level and the score by the rule; the range if a team has answered too little for a level.

    Where there is no level, the range of the score stands beside it.
    """
    if one.not_yet and one.level_range:
        return _range(framework, one, words)
    score = _score(framework, one.ladder, one.score_exact, words)
    if one.level:
        return f"{level_name(framework, one.ladder, one.level)} {score}".strip()
    possible = _scores(framework, one, words)
    if score and possible:
        return possible if one.not_yet else words.say("view-score", score=score, range=possible)
    return score or words.say("no-score")


def _scores(framework: Framework, one: RolledUp, words: Words) -> str:
    """Return from where to where the score may be; empty if it is certain."""
    ends = one.score_range_exact
    if ends is None or ends[0] == ends[1]:
        return ""
    worst, best = (_score(framework, one.ladder, end, words) for end in ends)
    return words.say("level-range", worst=worst, best=best)


def _range(framework: Framework, one: RolledUp, words: Words) -> str:
    levels = framework.ladder_levels(one.ladder)
    ends = one.level_range or ("", "")
    return range_text((levels[ends[0]], levels[ends[1]]), words)


def _score(framework: Framework, ladder: Ladder, score: Fraction | None, words: Words) -> str:
    return "" if score is None else score_text(framework, ladder, score, words)


def spread_text(framework: Framework, one: RolledUp, words: Words = ENGLISH) -> str:
    """Return from where to where teams are: levels, or scores where there are none."""
    if one.lowest_level and one.highest_level:
        names = [level_name(framework, one.ladder, level) for level in (one.lowest_level, one.highest_level)]
    else:
        scores = (one.lowest_score_exact, one.highest_score_exact)
        names = [_score(framework, one.ladder, score, words) for score in scores]
    worst, best = names
    return worst if worst == best else words.say("level-range", worst=worst, best=best)


def named_text(names: Iterable[str], words: Words = ENGLISH) -> str:
    """Return the first names, and how many more there are.

    >>> named_text("abcdefg")
    'a, b, c, d, e and 2 more'
    """
    every = list(names)
    more = [words.say("more", number=len(every) - NAMED)] if len(every) > NAMED else []
    return words.listed([*every[:NAMED], *more])


def counts_text(framework: Framework, found: RollUp, words: Words = ENGLISH) -> str:
    """Return how many teams are at each level; empty if the model awards none."""
    whole = found.whole[FRAMEWORK]
    counts = [f"{number} {level.name}" for level, number in zip(framework.levels, whole.at, strict=True) if number]
    return words.part("show").say("by-level", counts=words.listed(counts)) if counts else ""


def doubt_texts(framework: Framework, found: RollUp, words: Words = ENGLISH) -> list[str]:
    """Return what open questions leave possible, and whose: teams with too few answers, or of an earlier edition."""
    show, whole = words.part("show"), found.whole[FRAMEWORK]
    ends = whole.level_range
    uncertain = ends is not None and ends[0] != ends[1]
    told = [show.say("rollup-range", range=_range(framework, whole, words))] if uncertain else []
    told += [show.count("rollup-not-yet", whole.not_yet)] if whole.not_yet else []
    told += [show.count("rollup-without", whole.without)] if whole.without else []
    carried = [team.name for team in found.teams if team.asked_anew]
    return [*told, *([show.say("rollup-carried", names=named_text(carried, words))] if carried else [])]


def step_text(framework: Framework, found: RollUp, step: SharedStep, words: Words = ENGLISH) -> str:
    """Return a step that teams share, with how many and which."""
    name, number = framework.capability(step.capability).name, len(step.teams)
    values = {"name": name, "number": number, "all": len(found.teams), "teams": named_text(step.teams, words)}
    return words.part("show").say("rollup-step", **values)
