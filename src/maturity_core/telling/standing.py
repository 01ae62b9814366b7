"""Where the organisation stands, and why, in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.fields import number_text
from maturity_core.model.ladders import FRAMEWORK, score_of
from maturity_core.model.numbers import FULL, decimal, percent, threshold_text
from maturity_core.model.statistics import STATISTICS, StatisticName
from maturity_core.results.explanation import RungState
from maturity_core.telling.wording import counted, joined, level_name, requirement_sentence, score_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level
    from maturity_core.results.explanation import LadderState, RequirementState
    from maturity_core.results.parts import LadderResult, LevelRange

NAMES_SHOWN = 6
NO_REASONS = "Why: this model is scored in code, which gives no reasons."


def standing_texts(assessment: Assessment) -> list[str]:
    """Return level and score, in the order the framework asks for; the score alone where there are no levels."""
    framework, level = assessment.framework, assessment.level
    if assessment.not_yet:
        return [_not_yet_text(assessment)]
    why = ", as nothing of the model applies here" if assessment.completeness is None else ""
    standing = f"Level: {level.name}{_place_of(framework, level)}" if level else f"Level: none{why}"
    shown = _score(framework, assessment.score_exact)
    if not has_levels(assessment, FRAMEWORK):
        return [f"Score: {shown}"]
    first = framework.headline == "level"
    return [standing, f"Beside it, the score: {shown}"] if first else [f"Score: {shown}", standing]


def doubt_text(assessment: Assessment) -> str:
    """Return how a stored result differs from what its answers give; nothing where it is verified."""
    differences = assessment.verification.differences
    if not differences:
        return ""
    shown = [f"{entry.field} (stored: {entry.stored}, now: {entry.scored})" for entry in differences[:NAMES_SHOWN]]
    more = [f"{len(differences) - NAMES_SHOWN} more"] if len(differences) > NAMES_SHOWN else []
    return f"This stored result differs from what its answers give now: {joined([*shown, *more])}."


def _not_yet_text(assessment: Assessment) -> str:
    if not has_levels(assessment, FRAMEWORK):
        return "Not yet: answer more questions to get a score."
    possible = f" Possible so far: {range_text(assessment.level_range)}." if assessment.level_range else ""
    return f"Not yet: answer more questions to get a level.{possible}"


def range_text(ends: LevelRange) -> str:
    """Return the names of the worst and the best level that are possible; one name where that is one level."""
    return " to ".join(dict.fromkeys(level.name for level in ends))


def waiting_text(assessment: Assessment) -> str:
    """Return what is held back until there is a level, or a score; nothing where there is one."""
    if not assessment.not_yet:
        return ""
    awaited = "level" if has_levels(assessment, FRAMEWORK) else "score"
    return f"Reasons, gaps and next steps are shown once there is a {awaited}."


def told_level(assessment: Assessment) -> Level | None:
    """Return the level that people are shown: none while too little is answered."""
    return None if assessment.not_yet else assessment.level


def has_levels(assessment: Assessment, ladder: str) -> bool:
    """Return whether levels are awarded on the ladder at all; a scorer in code may award some anywhere."""
    explanation = assessment.explain()
    return not explanation.available or any(state.ladder == ladder for state in explanation.ladders)


def _place_of(framework: Framework, level: Level) -> str:
    rank = [entry.id for entry in framework.levels].index(level.id)
    return f" ({rank + 1} of {len(framework.levels)})"


def _score(framework: Framework, score: Fraction | None) -> str:
    if score is None:
        return "none"
    shown = score_of(framework, FRAMEWORK).shown
    scale = f" on {number_text(shown[0])} to {number_text(shown[1])}" if shown else ""
    return f"{score_text(framework, FRAMEWORK, score)}{scale}"


def open_text(assessment: Assessment) -> str:
    """Return how many questions are open, what they could change, and which to ask first; nothing where none is."""
    states = list(assessment.answers.values())
    unanswered, unknown = states.count("unanswered"), states.count("dont-know")
    if not unanswered + unknown:
        return ""
    parts = [f"{counted(unanswered, 'question')} not answered"] if unanswered else []
    parts += [f"{unknown} not known"] if unknown else []
    worst, best = assessment.level_range or (None, None)
    text = f"Open: {joined(parts)}."
    if assessment.not_yet:
        return f"{text} The most useful question to answer next: “{_asked_next(assessment)}”"
    if worst and best and worst.id != best.id:
        text += f" If all of them apply, the level may be anything from {worst.name} to {best.name}."
    elif worst:
        text += f" That cannot change the overall level{_still_open(assessment)}."
    if assessment.narrows:
        text += f" Most would be settled by: “{assessment.framework.question(assessment.narrows).text}”"
    return text


def _asked_next(assessment: Assessment) -> str:
    """Return the text of the question that narrows the range most; where there is none, of the first open one."""
    found = assessment.narrows
    open_ones = (name for name, word in assessment.answers.items() if word in {"unanswered", "dont-know"})
    return assessment.framework.question(next(open_ones) if found is None else found).text


def _still_open(assessment: Assessment) -> str:
    """Return the dimensions whose levels open questions can still change, as the end of a sentence about the whole."""
    ranges = {result.name: result.level_range for result in assessment.dimensions if result.level_range}
    names = [name for name, (worst, best) in ranges.items() if worst.id != best.id]
    if not names:
        return ""
    return f", but it can change that of {joined(names) if len(names) <= NAMES_SHOWN else f'{len(names)} dimensions'}"


def deciding_rungs(assessment: Assessment) -> tuple[list[RungState], RungState | None]:
    """Return the rungs of the framework that carry the level, and the next one, which still asks for something."""
    whole = next((state for state in assessment.explain().ladders if state.ladder == FRAMEWORK), None)
    if whole is None or told_level(assessment) is None:
        return [], None
    missed = next((rung for rung in whole.rungs if rung.state == "unmet"), None)
    until = len(whole.rungs) if missed is None else whole.rungs.index(missed)
    return [rung for rung in whole.rungs[:until] if rung.state == "met"], missed


def told_rung(assessment: Assessment, rung: RungState) -> str:
    """Return the name of a rung of the framework's ladder."""
    return level_name(assessment.framework, FRAMEWORK, rung.level)


def requirement_text(framework: Framework, state: RequirementState) -> str:
    """Return a requirement with its basis, where that is not the source, and what was measured."""
    requirement = framework.all_requirements[state.requirement]
    basis = "" if requirement.basis == "source" else " (interpretation)"
    sentence = f"{requirement_sentence(framework, requirement)}{basis}"
    if state.measured_exact is None:
        return f"{sentence} Nothing of it applies."
    return f"{sentence} Now: {measured_text(state.statistic, state.measured_exact, state.threshold_exact)}."


def measured_text(statistic: StatisticName, value: Fraction, threshold: Fraction) -> str:
    """Return a measured value in words, on the side of its threshold on which it stands."""
    if STATISTICS[statistic].capped:
        return number_text(value)
    return decimal(value, cuts=[threshold]) if STATISTICS[statistic].adds else percent(value, [threshold, FULL])


def asked_text(statistic: StatisticName, threshold: Fraction) -> str:
    """Return the number a measured value is compared with, in words and exactly."""
    is_number = STATISTICS[statistic].capped or STATISTICS[statistic].adds
    return number_text(threshold) if is_number else threshold_text(threshold)


def held_back_text(framework: Framework, state: RequirementState) -> str:
    """Return how many questions hold a requirement back, and of which capabilities; nothing where none does."""
    owners = [framework.question(question).capability for question in state.holding_back]
    names = [framework.capability(name).name for name in dict.fromkeys(owners)]
    if not names:
        return ""
    where = joined(names) if len(names) <= NAMES_SHOWN else f"{len(names)} capabilities"
    return f"Held back by {counted(len(owners), 'question')} of {where}."


def place_text(assessment: Assessment, ladder: str, result: LadderResult) -> str:
    """Return the level of a dimension or a capability with its range; nothing where no levels are awarded.

    Where too little of it is answered, the range alone.
    """
    if result.not_yet:
        return range_text(result.level_range) if result.level_range else ""
    level = result.level.name if result.level else "no level" * has_levels(assessment, ladder)
    if result.level_range and result.level_range[1].id != result.level_range[0].id:
        level = f"{level} to {result.level_range[1].name}"
    return level


def coverage_text(framework: Framework, state: LadderState | None) -> str:
    """Return the share at each rung, also of those above the level: progress out of order is progress."""
    if state is None:
        return ""
    shares = [
        f"{level_name(framework, state.ladder, rung.level)} "
        f"{measured_text(entry.statistic, entry.measured_exact, entry.threshold_exact)}"
        for rung in state.rungs
        for entry in rung.requirements
        if entry.statistic == "share" and entry.measured_exact is not None
    ]
    return f"of what it asks: {', '.join(shares)}" if shares else ""


def early_texts(assessment: Assessment) -> list[str]:
    """Return a sentence for each capability that is ahead of its time; none while too little is answered."""
    if assessment.not_yet:
        return []
    return [
        f"Ahead of its time: {result.name}, as what it builds on is not in place."
        for result in assessment.capabilities
        if result.ahead_of_its_time
    ]


def tension_texts(assessment: Assessment) -> list[str]:
    """Return a sentence for each tension; pairs of dimensions that share the lower one are told together.

    Nothing is said of dimensions of which too little is answered, nor of any while that is so of the whole.
    """
    names = {result.id: result.name for result in assessment.dimensions}
    levels = {result.id: result.level.name for result in assessment.dimensions if result.level}
    lower: dict[str, list[str]] = {}
    sentences: dict[str, str] = {}
    for tension in assessment.tensions:
        if not _told(assessment, tension.dimensions):
            continue
        first = tension.dimensions[0]
        if tension.kind == "options apart":
            sentences[f"{first} alone"] = f"Within {names[first]} the answers lie {tension.apart} options apart."
        elif tension.kind == "below overall":
            whole = assessment.level.name if assessment.level else ""
            sentences[f"{first} below"] = f"{names[first]} stands at {levels[first]}, below the whole at {whole}."
        else:
            low = tension.dimensions[1]
            lower.setdefault(low, []).append(f"{names[first]} at {levels[first]}")
            sentences[low] = f"{names[low]} stands at {levels[low]}, {joined(lower[low])}."
    return list(sentences.values())


def strength_texts(assessment: Assessment) -> list[str]:
    """Return a sentence for each dimension that is well set up; see `tension_texts` for what is left unsaid."""
    results = {result.id: result for result in assessment.dimensions}
    return [
        f"{results[strength.dimension].name} is well set up throughout, at {told.name}."
        for strength in assessment.strengths
        if _told(assessment, [strength.dimension]) and (told := results[strength.dimension].level)
    ]


def _told(assessment: Assessment, dimensions: Iterable[str]) -> bool:
    """Return whether enough is answered, of the whole and of each of some dimensions, to speak of their levels."""
    waiting = {result.id for result in assessment.dimensions if result.not_yet}
    return not assessment.not_yet and waiting.isdisjoint(dimensions)
