"""The level and score of an organisation, and why, in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.rounding import FULL
from maturity_core.model.states import OPEN_WORDS
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_of
from maturity_core.results.explanation import RungState
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level
    from maturity_core.results.explanation import LadderState, RequirementState
    from maturity_core.results.parts import LadderResult, LevelRange

NAMES_SHOWN = 6


def standing_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return level and score, in the order the framework asks for; the score alone if there are no levels."""
    framework, level = assessment.framework, assessment.level
    if assessment.not_yet:
        return [_not_yet_text(assessment, words)]
    none = "level-none-applies" if assessment.completeness is None else "level-none"
    place = f"{words.apart(level.name)} {_place_of(framework, level, words)}" if level else words.say(none)
    standing, shown = f"{words.say('level-head')} {place}", _score(framework, assessment.score_exact, words)
    score = f"{words.say('score-head')} {shown}"
    if not has_levels(assessment, FRAMEWORK):
        return [score]
    return [standing, words.say("score-beside", score=shown)] if framework.headline == "level" else [score, standing]


def doubt_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return how a stored result differs from its answers scored again; empty if it does not."""
    differences = assessment.verification.differences
    if not differences:
        return ""
    told = [
        words.say("doubt-field", field=entry.field, stored=entry.stored, now=entry.scored)
        for entry in differences[:NAMES_SHOWN]
    ]
    more = len(differences) - NAMES_SHOWN
    told += [words.say("more", number=more)] if more > 0 else []
    return words.say("doubt", differences=words.listed(told))


def _not_yet_text(assessment: Assessment, words: Words) -> str:
    if not has_levels(assessment, FRAMEWORK):
        return words.say("not-yet-score")
    ends = assessment.level_range
    possible = [words.say("not-yet-possible", levels=range_text(ends, words))] if ends else []
    return " ".join([words.say("not-yet"), *possible])


def range_text(ends: LevelRange, words: Words = ENGLISH) -> str:
    """Return the names of the worst and the best possible level; one name if they are the same."""
    worst, best = (level.name for level in ends)
    return words.apart(worst) if worst == best else words.say("level-range", worst=worst, best=best)


def waiting_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return what is not shown until there is a level or a score; empty if there is one."""
    if not assessment.not_yet:
        return ""
    return words.say("not-yet-waits" if has_levels(assessment, FRAMEWORK) else "not-yet-waits-score")


def told_level(assessment: Assessment) -> Level | None:
    """Return the level to show to people: None if too few questions are answered."""
    return None if assessment.not_yet else assessment.level


def has_levels(assessment: Assessment, ladder: str) -> bool:
    """Return whether the ladder awards levels at all; with a scorer in code, any ladder may."""
    explanation = assessment.explain()
    return not explanation.available or any(state.ladder == ladder for state in explanation.ladders)


def _place_of(framework: Framework, level: Level, words: Words) -> str:
    rank = [entry.id for entry in framework.levels].index(level.id)
    return words.say("level-place", rank=rank + 1, levels=len(framework.levels))


def _score(framework: Framework, score: Fraction | None, words: Words) -> str:
    if score is None:
        return words.say("none")
    shown = score_of(framework, FRAMEWORK).shown
    scale = words.say("score-scale", low=words.number(shown[0]), high=words.number(shown[1])) if shown else ""
    return f"{score_text(framework, FRAMEWORK, score, words)}{scale}"


def open_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return how many questions are open, what they could change, and which to ask first; empty if none is."""
    states = list(assessment.open_questions.values())
    counts = {word: states.count(word) for word in OPEN_WORDS if word in states}
    if not counts:
        return ""
    number = sum(counts.values())
    told = [words.count(f"open-{word}", count) for word, count in counts.items()]
    if assessment.not_yet:
        return " ".join([*told, words.say("open-narrows", question=_asked_next(assessment))])
    worst, best = assessment.level_range or (None, None)
    if worst and best and worst.id != best.id:
        told.append(words.form("open-range", number, worst=worst.name, best=best.name))
    elif worst:
        told.append(_settled_text(assessment, number, words))
    elif ends := assessment.score_range_exact:
        told.append(_scores_text(assessment.framework, ends, number, words))
    if assessment.narrows:
        told.append(words.say("open-narrows", question=assessment.framework.question(assessment.narrows).text))
    return " ".join(told)


def _scores_text(framework: Framework, ends: tuple[Fraction, Fraction], number: int, words: Words) -> str:
    """Return what the open questions can do to the score."""
    if ends[0] == ends[1]:
        return words.form("open-settled-score", number)
    worst, best = (score_text(framework, FRAMEWORK, end, words) for end in ends)
    return words.form("open-scores", number, worst=worst, best=best)


def _asked_next(assessment: Assessment) -> str:
    """Return the text of the question that narrows the range most, or else of the first open one."""
    found = assessment.narrows
    return assessment.framework.question(next(iter(assessment.open_questions)) if found is None else found).text


def _settled_text(assessment: Assessment, number: int, words: Words) -> str:
    """Return that the overall level is settled, and which dimensions' levels open questions can still change."""
    ranges = {result.name: result.level_range for result in assessment.dimensions if result.level_range}
    names = [name for name, (worst, best) in ranges.items() if worst.id != best.id]
    if not names:
        return words.form("open-settled", number)
    return words.form("open-settled-whole", number, names=_few(names, "dimensions", words))


def _few(names: Sequence[str], noun: str, words: Words) -> str:
    """Return names as a list; if there are many, only their number."""
    return words.listed(names) if len(names) <= NAMES_SHOWN else words.count(noun, len(names))


def deciding_rungs(assessment: Assessment) -> tuple[list[RungState], RungState | None]:
    """Return the framework's rungs met up to the level, and the next one, with unmet requirements."""
    whole = next((state for state in assessment.explain().ladders if state.ladder == FRAMEWORK), None)
    if whole is None or told_level(assessment) is None:
        return [], None
    missed = next((rung for rung in whole.rungs if rung.state == "unmet"), None)
    until = len(whole.rungs) if missed is None else whole.rungs.index(missed)
    return [rung for rung in whole.rungs[:until] if rung.state == "met"], missed


def told_rung(assessment: Assessment, rung: RungState) -> str:
    """Return the name of a rung of the framework's ladder."""
    return level_name(assessment.framework, FRAMEWORK, rung.level)


def held_back_text(framework: Framework, state: RequirementState, words: Words = ENGLISH) -> str:
    """Return how many answers hold a requirement back, and in which capabilities; empty if none does."""
    owners = [framework.question(question).capability for question in state.holding_back]
    names = [framework.capability(name).name for name in dict.fromkeys(owners)]
    if not names:
        return ""
    where = _few(names, "capabilities", words)
    requirement = framework.all_requirements[state.requirement]
    level = level_name(framework, str(requirement.ladder), requirement.level)
    return words.count("held-back", len(owners), level=level, where=where)


def place_text(assessment: Assessment, ladder: str, result: LadderResult, words: Words = ENGLISH) -> str:
    """Return the level of a dimension or a capability with its range; empty if no levels are awarded.

    If too few of its questions are answered, return the range alone.
    """
    if result.not_yet:
        return range_text(result.level_range, words) if result.level_range else ""
    level = (
        words.apart(result.level.name)
        if result.level
        else words.say("no-level")
        if has_levels(assessment, ladder)
        else ""
    )
    if result.level_range and result.level_range[1].id != result.level_range[0].id:
        level = words.say("level-range", worst=level, best=result.level_range[1].name)
    return level


def coverage_text(framework: Framework, state: LadderState | None, words: Words = ENGLISH) -> str:
    """Return the share at each rung, including those above the level: progress out of order is still progress."""
    if state is None:
        return ""
    shares = [
        words.say(
            "coverage-part",
            level=level_name(framework, state.ladder, rung.level),
            share=words.percent(entry.measured_exact, [entry.threshold_exact, FULL]),
        )
        for rung in state.rungs
        for entry in rung.requirements
        if STATISTICS[entry.statistic].covers and entry.measured_exact is not None
    ]
    return words.say("coverage", shares=words.listed(shares)) if shares else ""


def open_levels_text(assessment: Assessment, words: Words = ENGLISH) -> str:
    """Return what two levels of a dimension mean; empty where none has two."""
    ranges = [result.level_range for result in assessment.dimensions]
    several = any(ends is not None and ends[0].id != ends[1].id for ends in ranges)
    return words.say("dimensions-open") if several else ""


def early_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return a sentence for each capability that is ahead of its time; none if too few questions are answered."""
    if assessment.not_yet:
        return []
    names = {result.id: result.name for result in assessment.capabilities}
    early = [result for result in assessment.capabilities if result.ahead_of_its_time]
    return [
        words.form(
            "ahead", len(found.waits_for), name=found.name, names=words.listed([names[id_] for id_ in found.waits_for])
        )
        for found in early
    ]
