"""The first half of the page: the level and score of the organisation, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.errors import printable
from maturity_core.model.ladder import Ladder
from maturity_core.model.units import score_of
from maturity_core.results.explanation import RungState
from maturity_core.results.whole import FIRST_STEPS
from maturity_core.telling.coming import beside_text
from maturity_core.telling.contrasts import even_text, next_rung_text, strength_texts, tension_texts
from maturity_core.telling.facts import fact_texts
from maturity_core.telling.first import first_texts, possible_text, why_text
from maturity_core.telling.margins import margin_text
from maturity_core.telling.measured import requirement_text
from maturity_core.telling.one_answer import one_answer_texts
from maturity_core.telling.origin import edition_text, rules_text
from maturity_core.telling.page.lines import WIDTH, notes, paragraph, prose, title
from maturity_core.telling.portrait import topic_text
from maturity_core.telling.standing import (
    coverage_text,
    deciding_rungs,
    doubt_text,
    early_texts,
    held_back_text,
    open_levels_text,
    open_text,
    place_text,
    standing_texts,
    told_level,
    told_rung,
    waiting_text,
)
from maturity_core.telling.uncounted import uncounted_texts
from maturity_core.telling.wording import made_from, score_text

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.parts import LadderResult
    from maturity_core.results.routes import Gaps, Plan
    from maturity_core.telling.words import Words

BAR = 20
MARKS = {"met": "  [x] ", "unmet": "  [ ] ", "set aside": "  [-] "}


def head(assessment: Assessment, found: Gaps, plan: Plan | None, limit: int | None, words: Words) -> list[str]:
    """Return whose result it is, level and range, why, the first steps, the weakest area, score, margin and model."""
    framework, level = assessment.framework, told_level(assessment)
    lines = paragraph(assessment.facts.organisation, "")
    model = _model(assessment, words)
    standing, *beside = standing_texts(assessment, words)
    lines += paragraph(standing, "")
    lines += paragraph(possible_text(assessment, words), "")
    lines += paragraph(doubt_text(assessment, words))
    if plan is None:
        lines += [line for text in _sure_texts(assessment, words) for line in paragraph(text)]
        return [*lines, *paragraph(waiting_text(assessment, words)), *notes(framework, "level", level, words), *model]
    lines += paragraph(why_text(assessment, found, plan, words), "")
    first = first_texts(assessment, plan, limit, words)
    lines += paragraph(words.say("first-title"), "") if first else []
    needed = sum(not entry.beside for entry in first)
    for number, entry in enumerate(first, start=1):
        lines += paragraph(beside_text(framework, plan, words), "") if number == needed + 1 else []
        lines += paragraph(entry.what, "  - " if entry.beside else f"  {number}. ")
        lines += [line for text in (entry.action, entry.effort) for line in paragraph(text, "     ")]
    lines += paragraph(topic_text(assessment, words), "")
    lines += [line for text in (*beside, margin_text(assessment, words)) for line in paragraph(text, "")]
    if level and level.summary:
        lines += prose(level.summary)
    return [*lines, *notes(framework, "level", level, words), *model]


def _model(assessment: Assessment, words: Words) -> list[str]:
    """Return what the sheet says of itself, the model and what it was made from, and whose the rules are."""
    framework, lines = assessment.framework, list[str]()
    for name, text in fact_texts(assessment.facts, words):
        lines += paragraph(words.say("fact", name=name, text=text), "", "  ")
    lines += paragraph(edition_text(framework, words), "")
    lines += [line for base in framework.after for line in paragraph(made_from(base, words), "")]
    return lines + paragraph(rules_text(framework, words), "")


def sure(assessment: Assessment, words: Words) -> list[str]:
    """Return how sure the result is: open questions, single answers that would change it, answers not counted."""
    lines = [line for text in _sure_texts(assessment, words) for line in paragraph(text)]
    return [*title(words.say("sure-title")), *lines] if lines and not assessment.not_yet else []


def _sure_texts(assessment: Assessment, words: Words) -> list[str]:
    return [
        open_text(assessment, words),
        *one_answer_texts(assessment, words),
        *uncounted_texts(assessment, words),
    ]


def reasons(assessment: Assessment, words: Words) -> list[str]:
    """Return why the level is reached, and what the next one requires."""
    if assessment.not_yet:
        return []
    if not assessment.explain().available:
        return paragraph(words.say("no-reasons"), "")
    reached, missed = deciding_rungs(assessment)
    lines: list[str] = []
    if reached and assessment.level:
        lines += title(words.say("why-title", level=assessment.level.name))
        lines += _requirements(assessment, reached, words)
    if missed:
        lines += [""] if lines else []
        lines += title(words.say("missing-title", level=told_rung(assessment, missed)))
        lines += _requirements(assessment, [missed], words, only="unmet")
    return lines


def _requirements(assessment: Assessment, rungs: list[RungState], words: Words, only: str = "") -> list[str]:
    lines: list[str] = []
    for state in (state for rung in rungs for state in rung.requirements if state.state == only or not only):
        lines += paragraph(requirement_text(assessment, state, words), MARKS[state.state])
        lines += paragraph(held_back_text(assessment.framework, state, words), "      ")
    return lines


def dimensions(assessment: Assessment, words: Words) -> list[str]:
    """Return a line for each dimension: score, level, range, and the share at each rung."""
    lines = title(words.say("dimensions-title"))
    states = {state.ladder: state for state in assessment.explain().ladders}
    widest = max(len(printable(result.name)) for result in assessment.dimensions)
    for result in assessment.dimensions:
        ladder = Ladder("dimension", result.id)
        lines += _line(assessment, ladder, result, min(widest, 34), words)
        state = None if result.not_yet else states.get(ladder)
        lines += paragraph(coverage_text(assessment.framework, state, words), "      ")
        lines += paragraph(even_text(assessment, result.id, words), "      ")
        lines += paragraph(next_rung_text(assessment, result.id, words), "      ")
    lines += paragraph(open_levels_text(assessment, words))
    lines += [line for text in early_texts(assessment, words) for line in paragraph(text)]
    return lines + notes(assessment.framework, "dimensions", told_level(assessment), words)


def measures(assessment: Assessment, words: Words) -> list[str]:
    """Return a line for each measure: score, level and range; empty without measures."""
    if not assessment.measures:
        return []
    widest = max(len(printable(result.name)) for result in assessment.measures)
    told = [(Ladder("measure", result.id), result) for result in assessment.measures]
    lines = [line for ladder, result in told for line in _line(assessment, ladder, result, min(widest, 34), words)]
    return [*title(words.say("measures-title")), *lines]


def _line(assessment: Assessment, ladder: Ladder, result: LadderResult, width: int, words: Words) -> list[str]:
    """Return the line of a ladder: a bar, unless its score is no share, the score and the level."""
    score, adds = None if result.not_yet else result.score_exact, score_of(assessment.framework, ladder).adds
    filled = score.numerator * BAR // score.denominator if score is not None and not adds else 0
    level = place_text(assessment, ladder, result, words)
    name = printable(result.name)
    nothing = words.say("not-yet-short") if result.not_yet else ""
    shown = nothing if score is None else score_text(assessment.framework, ladder, score, words)
    bar = " " * BAR if adds else "#" * filled + "." * (BAR - filled)
    text = f"  {name[:width]:<{width}}  {bar}  {shown:>6}"
    level, room = printable(level), WIDTH - len(text) - 2
    return [f"{text}  {level}".rstrip()] if len(level) <= room else [text, *paragraph(level, " " * (width + 4))]


def contrasts(assessment: Assessment, target: Any, words: Words) -> list[str]:
    """Return strengths and tensions."""
    lines: list[str] = []
    plan = None if target is None else assessment.next_steps(target, FIRST_STEPS)
    first = () if plan is None else (*plan.first, *plan.steps)
    strengths, tensions = strength_texts(assessment, words, first), tension_texts(assessment, words)
    if strengths:
        lines += title(words.say("strengths-title"))
        lines += [line for sentence in strengths for line in paragraph(sentence, "  + ")]
    if tensions:
        lines += ["", *title(words.say("tensions-title"))] if lines else title(words.say("tensions-title"))
        lines += [line for sentence in tensions for line in paragraph(sentence, "  ! ")]
    return lines
