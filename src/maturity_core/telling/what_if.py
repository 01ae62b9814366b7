"""What other answers would change, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import rank_of
from maturity_core.telling.wording import ladder_name, level_name, requirement_texts, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.results.what_if import LadderChange, State, WhatIf

STATES: tuple[State, ...] = ("met", "unmet", "set aside")


def headline_texts(framework: Framework, found: WhatIf, words: Words = ENGLISH) -> list[str]:
    """Return what becomes of the level and the score, what stands in front of a result first.

    Where too few questions are answered for a level, that is all there is to say.
    """
    if found.after.not_yet:
        return [words.say("not-yet"), words.say("not-yet-waits")]
    texts = {"level": _level_text(framework, found, words), "score": _score_text(framework, found, words)}
    return [text for text in (texts.pop(framework.headline), *texts.values()) if text]


def _level_text(framework: Framework, found: WhatIf, words: Words) -> str:
    """Return what becomes of the level; empty if there is none."""
    show, before, after = words.part("show"), found.before.level, found.after.level
    if after is None:
        return ""
    ends = {"before": "", "after": level_name(framework, FRAMEWORK, after)}
    if before is None or found.before.not_yet:
        return show.say("what-if-level-new", **ends)
    if before == after:
        return show.say("what-if-level-stays", **ends)
    ends["before"] = level_name(framework, FRAMEWORK, before)
    now, then = (rank_of(framework.levels, level) or 0 for level in (before, after))
    return show.say("what-if-level-rises" if then > now else "what-if-level-falls", **ends)


def _score_text(framework: Framework, found: WhatIf, words: Words) -> str:
    show, before, after = words.part("show"), found.before.score_exact, found.after.score_exact
    if after is None:
        return ""
    ends = {"before": "", "after": score_text(framework, FRAMEWORK, after, words)}
    if before is None or found.before.not_yet:
        return show.say("what-if-score-new", **ends)
    if before == after:
        return show.say("what-if-score-stays", **ends)
    ends["before"] = score_text(framework, FRAMEWORK, before, words)
    return show.say("what-if-score", **ends)


def ladder_changes(found: WhatIf) -> list[LadderChange]:
    """Return the changes to show of dimensions, capabilities and measures: of those that are answered enough."""
    return [change for change in found.ladders if change.ladder != FRAMEWORK and not change.not_yet]


def ladder_change_text(framework: Framework, change: LadderChange, words: Words = ENGLISH) -> str:
    """Return what becomes of a ladder: its level, if it has any, and its score."""
    show, name = words.part("show"), words.apart(ladder_name(framework, change.ladder))
    levels, scores = (change.level_from, change.level_to), (change.score_from_exact, change.score_to_exact)
    told = [_score(framework, change, score, words) for score in scores]
    if levels == (None, None):
        return show.say("what-if-ladder", name=name, before=told[0], after=told[1])
    named = [level_name(framework, change.ladder, level) if level else words.say("no-level") for level in levels]
    if levels[0] == levels[1]:
        return show.say("what-if-ladder-score", name=name, level=named[0], before=told[0], after=told[1])
    ends = [show.say("what-if-place", level=level, score=score) for level, score in zip(named, told, strict=True)]
    return show.say("what-if-ladder", name=name, before=ends[0], after=ends[1])


def _score(framework: Framework, change: LadderChange, score: Fraction | None, words: Words) -> str:
    if score is None:
        return words.say("no-score")
    return score_text(framework, change.ladder, score, words)


def flip_texts(framework: Framework, found: WhatIf, words: Words = ENGLISH) -> dict[str, list[str]]:
    """Return the requirements that turn, under a heading for each state that they turn to."""
    show = words.part("show")
    turned = {state: [flip.requirement for flip in found.requirements if flip.after == state] for state in STATES}
    return {
        show.say(f"what-if-{state.replace(' ', '-')}"): requirement_texts(framework, places, words)
        for state, places in turned.items()
        if places
    }


def begun_texts(framework: Framework, found: WhatIf, words: Words = ENGLISH) -> list[str]:
    """Return which capabilities can be begun from then on, and which are ahead of their time."""
    lists = {
        "what-if-readied": found.readied,
        "what-if-unreadied": found.unreadied,
        "what-if-ahead": found.ahead,
        "what-if-no-longer-ahead": found.no_longer_ahead,
    }
    named = {key: words.listed([framework.capability(name).name for name in ids]) for key, ids in lists.items()}
    return [words.part("show").say(key, names=names) for key, names in named.items() if names]
