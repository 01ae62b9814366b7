"""The fewest answers that lift the level, or drop it, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.coming import gap_text
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.least_change import LeastChange, Shift


def lift_texts(framework: Framework, found: LeastChange, words: Words = ENGLISH) -> tuple[str, list[str]]:
    """Return a sentence about the fewest answers that lift the level, and these answers, if there are several."""
    return _texts(framework, found, "lift", found.lift or found.no_lift, words)


def score_texts(framework: Framework, found: LeastChange, words: Words = ENGLISH) -> list[str]:
    """Return what there is to say where there is no level: the score, and the range that open questions leave."""
    texts: list[str] = []
    if found.not_yet:
        texts.append(words.say("not-yet-score"))
    elif found.score_exact is not None:
        texts.append(f"{words.say('score-head')} {score_text(framework, FRAMEWORK, found.score_exact, words)}")
    if ends := found.score_range_exact:
        low, high = (score_text(framework, FRAMEWORK, end, words) for end in ends)
        possible = words.say("not-yet-possible", levels=words.say("level-range", worst=low, best=high))
        texts += [] if low == high else [possible]
    return texts


def drop_texts(framework: Framework, found: LeastChange, words: Words = ENGLISH) -> tuple[str, list[str]]:
    """Return a sentence about the fewest answers that drop the level, and these answers, if there are several."""
    return _texts(framework, found, "drop", found.drop or found.no_drop, words)


def _texts(
    framework: Framework, found: LeastChange, way: str, shift: Shift | str | None, words: Words
) -> tuple[str, list[str]]:
    show = words.part("show")
    if found.level is None:
        return show.say("least-no-level"), []
    before = level_name(framework, FRAMEWORK, found.level)
    if shift is None or isinstance(shift, str):
        return show.say(f"least-{way}-{shift}", before=before), []
    after = level_name(framework, FRAMEWORK, shift.level)
    moves = [gap_text(framework, move, words) for move in shift.moves]
    sentence = show.count(f"least-{way}", len(moves), before=before, after=after, move=moves[0])
    return sentence, moves if len(moves) > 1 else []


def shift_proof(shift: Shift, words: Words = ENGLISH) -> str:
    """Return what is proven of the fewest answers; empty where it goes without saying, as it is a single one."""
    show = words.part("show")
    if shift.proof != "optimal":
        return show.count("least-stopped", shift.bound)
    return show.say("least-proven") if len(shift) > 1 else ""
