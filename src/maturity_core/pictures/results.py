"""Pictures of a result: the measures of dimensions and capabilities, and the ladder of levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import own_questions, rank_of
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE, OPEN_WORDS, WORDS
from maturity_core.pictures.bars import bars
from maturity_core.pictures.heat import heat_map
from maturity_core.pictures.ladder import ladder
from maturity_core.pictures.parts import Measure, Rung
from maturity_core.pictures.progress import progress
from maturity_core.pictures.radar import radar
from maturity_core.telling import LANGUAGE
from maturity_core.telling.standing import place_text, standing_texts, told_level
from maturity_core.telling.wording import score_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.model.framework import Framework
    from maturity_core.results.parts import LadderResult
    from maturity_core.scoring.many.evaluate import Standing

WAITING = NO_LEVEL - 1
"""In place of a rank: too few questions are answered for a level."""
HERE, TARGET, POSSIBLE, PASSED = "mark-here", "mark-target", "mark-possible", "mark-passed-over"
"""The names of the texts for the marks of a rung."""


def dimensions_radar(assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE) -> str:
    """Return the scores of the dimensions as a radar, with what is still possible and the target; see `radar`.

    Raises:
        TargetError: the target is invalid.
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework
    >>> assessment = load_framework("service-maturity-check").assess([2] * 20)
    >>> dimensions_radar(assessment).startswith('<svg xmlns="http://www.w3.org/2000/svg" role="img"')
    True
    """
    words = Words.of(language).isolated()
    return radar(words.say("dimensions-title"), dimension_measures(assessment, target, words), words)


def dimensions_bars(assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE) -> str:
    """Return the scores of the dimensions as bars, with level, what is still possible and the target.

    Raises:
        TargetError: the target is invalid.
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language).isolated()
    return bars(words.say("dimensions-title"), dimension_measures(assessment, target, words), words)


def heat_maps(assessment: Assessment, language: Words | str = LANGUAGE) -> dict[str, str]:
    """Return, by dimension id, the scores of its capabilities as a heat map.

    Raises:
        ArgumentError: there is no table for the language.
    """
    framework, words = assessment.framework, Words.of(language).isolated()
    found = measures(assessment, "capability", assessment.capabilities, language=words)
    own: dict[str, list[Measure]] = {entry.id: [] for entry in framework.dimensions}
    for capability, measure in zip(framework.capabilities, found, strict=True):
        own[capability.dimension].append(measure)
    return {entry.id: heat_map(words.apart(entry.name), own[entry.id]) for entry in framework.dimensions}


def level_ladder(assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE) -> str:
    """Return the framework's levels as a ladder: the present level, what is still possible, and the target.

    Raises:
        TargetError: the target is invalid.
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language).isolated()
    gaps = assessment.gaps(target)
    aimed = () if assessment.not_yet else gaps.target
    aims = {rung.level for rung in aimed if rung.ladder == FRAMEWORK}
    return ladder("; ".join(standing_texts(assessment, words)), _rungs(assessment, aims, words))


def level_counts(batch: AssessmentBatch, language: Words | str = LANGUAGE) -> list[tuple[str, int]]:
    """Return the number of organisations at each level, highest first, and then of those without a level.

    Organisations with too few questions answered are counted as *not yet*.
    """
    words = Words.of(language)
    ranks = np.where(batch.not_yet, WAITING, batch.levels)
    counts = [
        (words.apart(level.name), int((ranks == rank).sum())) for rank, level in enumerate(batch.framework.levels)
    ]
    others = {"no-level": int((ranks == NO_LEVEL).sum()), "not-yet-short": int((ranks == WAITING).sum())}
    return [*reversed(counts), *((words.say(name), number) for name, number in others.items() if number)]


def answered_bar(assessment: Assessment, language: Words | str = LANGUAGE) -> str:
    """Return a progress bar of how many applicable questions are answered."""
    words = Words.of(language).isolated()
    done, applying = answered(assessment)
    return progress(words.say("questions-answered"), done, applying, answered_text(assessment, words))


def answered(assessment: Assessment, ladder: str = FRAMEWORK) -> tuple[int, int]:
    """Return how many of a ladder's questions are answered, and how many apply."""
    answers = {**assessment.answers, **assessment.counted_as}
    asked = [(answers[question.id], question.stands_for) for question in own_questions(assessment.framework, ladder)]
    applying = [state for state, stands_for in asked if state != WORDS[NOT_APPLICABLE] or stands_for is not None]
    return sum(state not in OPEN_WORDS for state in applying), len(applying)


def answered_text(assessment: Assessment, language: Words | str = LANGUAGE) -> str:
    """Return in words how many of the applicable questions are answered."""
    words = Words.of(language)
    done, applying = answered(assessment)
    out = len(assessment.answers) - applying
    told = words.say("progress", done=done, questions=words.count("questions", applying))
    return words.say("progress-not-applicable", progress=told, number=out) if out else told


def dimension_measures(
    assessment: Assessment, target: TargetLike = None, language: Words | str = LANGUAGE
) -> list[Measure]:
    """Return the measures for pictures of the dimensions."""
    return measures(assessment, "dimension", assessment.dimensions, target, language)


def measures(
    assessment: Assessment,
    kind: str,
    results: Iterable[LadderResult],
    target: TargetLike = None,
    language: Words | str = LANGUAGE,
) -> list[Measure]:
    """Return the measures for pictures of dimensions or capabilities, without values where too little is answered.

    `best` is the score with every open question at its best; `target` is the score with every gap closed, if that
    differs from the present score.
    """
    words, engine = Words.of(language), assessment.framework.engine
    best = engine.many.stand(engine.many.filled(assessment.counted[:, None], highest=True))
    aimed = _closed(assessment, target)
    found: list[Measure] = []
    for result in results:
        name = Ladder(kind, result.id)
        score, place = None if result.not_yet else result.score_exact, engine.index[name]
        goal = aimed.places[place].score(0) if aimed else None
        nothing = words.say("not-yet-short" if result.not_yet else "answer-not-applicable")
        found.append(
            Measure(
                name=words.apart(result.name),
                value=score,
                shown=nothing if score is None else score_text(assessment.framework, name, score, words),
                note=place_text(assessment, name, result, words),
                best=best.places[place].score(0),
                target=None if goal == score else goal,
                starts=level_starts(assessment.framework, name),
            )
        )
    return found


def level_starts(framework: Framework, ladder: Ladder) -> tuple[Fraction, ...]:
    """Return the scores below which a ladder's levels are out of reach; none if levels ask for something else.

    >>> from maturity_core import load_framework
    >>> level_starts(load_framework("service-maturity-check"), Ladder("dimension", "vision"))
    (Fraction(2, 5), Fraction(7, 10))
    """
    compiled, place = framework.engine.compiled, framework.engine.index[ladder]
    if compiled is None:
        return ()
    own = compiled.ladders[place]
    rules = own.requirements
    return tuple(rule.bar for rule in rules if rule.statistic.name == "mean" and rule.terms == own.score.terms)


def _closed(assessment: Assessment, target: TargetLike) -> Standing | None:
    """Return the standing with every gap closed; None if there is no gap, or too few questions are answered."""
    framework = assessment.framework
    positions = {gap.question: gap.to for gap in assessment.gaps(target).questions}
    if not positions or assessment.not_yet:
        return None
    codes = assessment.counted.copy()
    for column, question in enumerate(framework.questions):
        if question.id in positions:
            codes[column] = [option.id for option in question.options].index(positions[question.id])
    return framework.engine.many.stand(codes[:, None])


def _rungs(assessment: Assessment, aims: set[str], words: Words) -> list[Rung]:
    levels = assessment.framework.levels
    passed = _passed_over(assessment)
    level = told_level(assessment)
    here = None if level is None else rank_of(levels, level.id)
    ends = [rank_of(levels, level.id) or 0 for level in assessment.level_range or ()]
    within = range(ends[0], ends[1] + 1) if ends else range(0)
    rungs: list[Rung] = []
    for rank, level in enumerate(levels):
        out = level.id in passed
        possible = rank in within and rank != here and not out
        marks = {HERE: rank == here, TARGET: level.id in aims, POSSIBLE: possible, PASSED: out}
        rungs.append(
            Rung(
                name=words.apart(level.name),
                reached=here is not None and rank < here and not out,
                here=rank == here,
                possible=possible,
                marks=tuple(words.say(mark) for mark, shows in marks.items() if shows),
            )
        )
    return rungs


def _passed_over(assessment: Assessment) -> set[str]:
    """Return the rungs that are not part of this organisation's ladder."""
    whole = [state for state in assessment.explain().ladders if state.ladder == FRAMEWORK]
    return {rung.level for state in whole for rung in state.rungs if rung.state == "passed over"}
