"""Where the organisation stands, and why: the first half of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.errors import printable
from maturity_core.readers.not_yet import WORDS
from maturity_core.results.explanation import RungState
from maturity_core.telling.origin import edition_text
from maturity_core.telling.page.lines import WIDTH, notes, paragraph, title
from maturity_core.telling.standing import (
    NO_REASONS,
    coverage_text,
    deciding_rungs,
    doubt_text,
    early_texts,
    held_back_text,
    open_text,
    place_text,
    requirement_text,
    standing_texts,
    strength_texts,
    tension_texts,
    told_level,
    told_rung,
    waiting_text,
)
from maturity_core.telling.wording import made_from, score_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.results.parts import LadderResult

BAR = 20
MARKS = {"met": "  [x] ", "unmet": "  [ ] ", "set aside": "  [-] "}


def head(assessment: Assessment, commands: Mapping[str, str]) -> list[str]:
    """Return level, range and score, in the order the framework asks for."""
    framework, level = assessment.framework, told_level(assessment)
    lines = paragraph(edition_text(framework), "")
    lines += [line for base in framework.after for line in paragraph(made_from(base), "")]
    lines.append("=" * WIDTH)
    lines += [line for text in standing_texts(assessment) for line in paragraph(text, "")]
    lines += paragraph(doubt_text(assessment))
    if level and level.summary:
        lines += paragraph(level.summary)
    lines += paragraph(open_text(assessment))
    lines += paragraph(waiting_text(assessment))
    return lines + notes(framework, "level", level, commands)


def reasons(assessment: Assessment) -> list[str]:
    """Return why the level is reached, and what the next one still asks for."""
    if assessment.not_yet:
        return []
    if not assessment.explain().available:
        return [NO_REASONS]
    reached, missed = deciding_rungs(assessment)
    lines: list[str] = []
    if reached and assessment.level:
        lines += [*title(f"Why {assessment.level.name}"), *_requirements(assessment, reached)]
    if missed:
        lines += [""] if lines else []
        lines += [*title(f"What {told_rung(assessment, missed)} still asks for"), *_requirements(assessment, [missed])]
    return lines


def _requirements(assessment: Assessment, rungs: list[RungState]) -> list[str]:
    lines: list[str] = []
    for state in (state for rung in rungs for state in rung.requirements):
        lines += paragraph(requirement_text(assessment.framework, state), MARKS[state.state])
        lines += paragraph(held_back_text(assessment.framework, state), "      ")
    return lines


def dimensions(assessment: Assessment, commands: Mapping[str, str]) -> list[str]:
    """Return a line a dimension: score, level, range, and the share at each rung."""
    lines = title("Dimensions")
    states = {state.ladder: state for state in assessment.explain().ladders}
    widest = max(len(printable(result.name)) for result in assessment.dimensions)
    for result in assessment.dimensions:
        lines += _dimension(assessment, result, min(widest, 34))
        state = None if result.not_yet else states.get(f"dimension {result.id}")
        lines += paragraph(coverage_text(assessment.framework, state), "      ")
    lines += [line for text in early_texts(assessment) for line in paragraph(text)]
    return lines + notes(assessment.framework, "dimensions", told_level(assessment), commands)


def _dimension(assessment: Assessment, result: LadderResult, width: int) -> list[str]:
    ladder, score = f"dimension {result.id}", None if result.not_yet else result.score_exact
    filled = int(score * BAR) if score is not None else 0
    level = place_text(assessment, ladder, result)
    name = printable(result.name)
    nothing = WORDS if result.not_yet else ""
    shown = nothing if score is None else score_text(assessment.framework, ladder, score)
    bar = "#" * filled + "." * (BAR - filled)
    text = f"  {name[:width]:<{width}}  {bar}  {shown:>6}"
    level, room = printable(level), WIDTH - len(text) - 2
    return [f"{text}  {level}".rstrip()] if len(level) <= room else [text, *paragraph(level, " " * (width + 4))]


def contrasts(assessment: Assessment) -> list[str]:
    """Return what is well set up, and where tensions show."""
    lines: list[str] = []
    strengths, tensions = strength_texts(assessment), tension_texts(assessment)
    if strengths:
        lines += title("Well set up")
        lines += [line for sentence in strengths for line in paragraph(sentence, "  + ")]
    if tensions:
        lines += ["", *title("Tensions")] if lines else title("Tensions")
        lines += [line for sentence in tensions for line in paragraph(sentence, "  ! ")]
    return lines
