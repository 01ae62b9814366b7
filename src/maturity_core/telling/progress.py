"""What changed between two points in time, in sentences: what fell comes first, and what rose is never set off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import rank_of
from maturity_core.results.routes import Status
from maturity_core.telling.coming import gap_text, goals_text
from maturity_core.telling.what_if import ladder_change_text
from maturity_core.telling.wording import ladder_name, level_name, requirement_texts, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.results.history import History
    from maturity_core.results.progress import Doing, Progress, Turn
    from maturity_core.results.what_if import LadderChange, State

LOSSES: tuple[Turn, ...] = ("fell", "open")
GAINS: tuple[Turn, ...] = ("rose", "answered")
OTHERS: tuple[Turn, ...] = ("equal", "applies", "does not apply")
ASKED: dict[str, tuple[State, State]] = {
    "time-set-aside-met": ("met", "set aside"),
    "time-set-aside-unmet": ("unmet", "set aside"),
    "time-asked-unmet": ("set aside", "unmet"),
    "time-asked-met": ("set aside", "met"),
}
"""Requirements of which nothing applied at one of the dates."""
DOINGS: tuple[Doing, ...] = ("fell back", "not begun", "begun", "done")


def standing_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return what became of the level and the score, and whether someone else answered.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> standing_texts(framework, framework.assess([4] * 20).since(framework.assess([2] * 20)))[0]
    'The level rose from Improving to Strategic.'
    """
    show = words.part("show")
    if FRAMEWORK in found.not_compared:
        return [show.say("time-not-compared-whole"), *_who(found, words)]
    if found.before.not_yet or found.after.not_yet:
        return [show.say("time-not-yet"), *_who(found, words)]
    texts = {"level": _level_text(framework, found, words), "score": _score_text(framework, found, words)}
    told = [text for text in (texts.pop(framework.headline), *texts.values()) if text]
    return [*told, *_who(found, words)]


def _level_text(framework: Framework, found: Progress, words: Words) -> str:
    show, ends = words.part("show"), (found.before.level, found.after.level)
    names = [level_name(framework, FRAMEWORK, level) if level else "" for level in ends]
    places = {"before": names[0], "after": names[1]}
    if not all(names):
        return show.say(f"time-level-{'new' if names[1] else 'gone'}", **places) if any(names) else ""
    then, now = (rank_of(framework.levels, level or "") or 0 for level in ends)
    return show.say(f"time-level-{'same' if now == then else 'rose' if now > then else 'fell'}", **places)


def _score_text(framework: Framework, found: Progress, words: Words) -> str:
    show, ends = words.part("show"), (found.before.score_exact, found.after.score_exact)
    told = ["" if score is None else score_text(framework, FRAMEWORK, score, words) for score in ends]
    if not all(told):
        return ""
    return show.say("time-score-same" if ends[0] == ends[1] else "time-score", before=told[0], after=told[1])


def _who(found: Progress, words: Words) -> list[str]:
    """Return a warning if two people are named who answered, and they are not the same."""
    then, now = (
        f"{one.respondent} ({one.role})" if one.respondent and one.role else one.respondent or one.role
        for one in (found.then, found.now)
    )
    return [words.part("show").say("time-who", then=then, now=now)] if then and now and then != now else []


def fallen_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return everything that fell: dimensions, measures and capabilities, answers, and requirements no longer met."""
    ladders = [change for change in _known(found) if change.compared and change.falls]
    return [
        *(ladder_change_text(framework, change, words) for change in ladders),
        *_answer_texts(framework, found, LOSSES, words),
        *_flipped(framework, found, {"time-lost": ("met", "unmet")}, words),
    ]


def risen_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return everything that rose, in the same order."""
    ladders = [change for change in _known(found) if change.compared and not change.falls]
    return [
        *(ladder_change_text(framework, change, words) for change in ladders),
        *_answer_texts(framework, found, GAINS, words),
        *_flipped(framework, found, {"time-met": ("unmet", "met")}, words),
    ]


def other_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return what neither fell nor rose: what had no level or score before, or has none now; answers; requirements."""
    return [
        *(ladder_change_text(framework, change, words) for change in _known(found) if not change.compared),
        *_answer_texts(framework, found, OTHERS, words),
        *_flipped(framework, found, ASKED, words),
    ]


def _known(found: Progress) -> list[LadderChange]:
    """Return the changes of ladders, without the framework, where enough was answered for a level at both dates."""
    return [change for change in found.ladders if change.ladder != FRAMEWORK and not change.not_yet]


def _answer_texts(framework: Framework, found: Progress, hows: Iterable[Turn], words: Words) -> list[str]:
    return [gap_text(framework, change, words) for change in found.answers if change.how in hows]


def _flipped(framework: Framework, found: Progress, ways: Mapping[str, tuple[State, State]], words: Words) -> list[str]:
    told: list[str] = []
    for key, way in ways.items():
        places = [flip.requirement for flip in found.requirements if (flip.before, flip.after) == way]
        told += [words.part("show").say(key, requirement=text) for text in requirement_texts(framework, places, words)]
    return told


def towards_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return how much nearer the target is: what is done and what was lost are counted apart."""
    show, towards = words.part("show"), found.towards
    if towards is None:
        return [show.say("time-towards-none")]
    aims = towards.target or towards.target_scores
    goal = goals_text(framework, towards, words) if aims else show.say("time-towards-goal")
    if Status.OUT_OF_REACH in {towards.status_then, towards.status_now}:
        gone = towards.status_now == Status.OUT_OF_REACH
        return [show.say("time-towards-gone" if gone else "time-towards-was-gone", goal=goal, left=towards.left)]
    if not (towards.then or towards.left):
        return [show.say("time-towards-reached", goal=goal)]
    numbers = {name: getattr(towards, name) for name in ("then", "closed", "opened", "left")}
    told = [show.say("time-towards-steps", **numbers)]
    if towards.lost:
        told.append(show.say("time-towards-lost", questions=words.count("questions", len(towards.lost))))
    return told


def planned_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return what became of the steps that were planned then: those that fell back first."""
    show = words.part("show")
    named = {
        f"time-plan-{state.replace(' ', '-')}": [step.capability for step in found.planned if step.state == state]
        for state in DOINGS
    }
    named["time-plan-unplanned"] = list(found.unplanned)
    return [
        show.say(key, names=words.listed([framework.capability(name).name for name in ids]))
        for key, ids in named.items()
        if ids
    ]


def not_compared_texts(framework: Framework, found: Progress, words: Words = ENGLISH) -> list[str]:
    """Return what can't be compared between two editions, and what was compared although its wording differs."""
    show = words.part("show")
    ladders = [ladder_name(framework, ladder) for ladder in found.not_compared if ladder != FRAMEWORK]
    lists = {
        "time-asked-anew": [framework.question(name).text for name in found.asked_anew],
        "time-not-compared": ladders,
        "time-left-out": list(found.left_out),
        "time-reworded": [framework.question(name).text for name in found.reworded],
    }
    return [show.say(key, names=words.listed(names)) for key, names in lists.items() if names]


def undone_text(framework: Framework, found: History, words: Words = ENGLISH) -> str:
    """Return the questions that rose on the way and have fallen again; empty without any."""
    names = [framework.question(name).text for name in found.undone]
    return words.part("show").say("time-undone", names=words.listed(names)) if names else ""


def trend_texts(history: History, words: Words = ENGLISH) -> list[str]:
    """Return which way each ladder's score goes, in a word, in the order of the trends."""
    show = words.part("show")
    return [show.say(f"time-trend-{trend.direction}") for trend in history.trends]
