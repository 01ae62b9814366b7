"""A roadmap as a page of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.coming import gap_text, left_out_text, outcome_text, outcomes_text, remedy_text
from maturity_core.telling.page.lines import paragraph, prose, title
from maturity_core.telling.page.phases import payback_lines, phase_lines
from maturity_core.telling.roadmap import point_texts, priced_title, roadmap_texts, roadmap_title, waiting_text
from maturity_core.telling.wording import requirement_texts
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.roadmap import PricedStep, Roadmap
    from maturity_core.results.routes import Gaps

MOVES_SHOWN = 3


def roadmap_page(framework: Framework, roadmap: Roadmap, language: Words | str = "en", gaps: Gaps | None = None) -> str:
    """Return a roadmap as a page of plain text, 80 columns wide.

    Args:
        framework: the framework of the roadmap.
        roadmap: the roadmap.
        language: the code of a language with a table of texts, or its words.
        gaps: the gaps to the same target, to say which of them can wait.

    Raises:
        ArgumentError: there is no table for the language.
    """
    words = Words.of(language)
    lines = [*title(roadmap_title(framework, roadmap, words))]
    for text in roadmap_texts(framework, roadmap, words):
        lines += paragraph(text)
    for text in requirement_texts(framework, roadmap.certificate.requirements, words):
        lines += paragraph(text, "  - ")
    for number, step in enumerate(roadmap, start=1):
        lines += ["", *_step(f"  {number}. ", framework, step, words)]
    lines += paragraph(outcomes_text(framework, roadmap, words))
    for result in roadmap.results:
        lines += paragraph(outcome_text(framework, result, words), "  > ")
    lines += paragraph(left_out_text(roadmap, words))
    waiting = "" if gaps is None else waiting_text(framework, roadmap, gaps, words)
    lines += ["", *paragraph(waiting)] if waiting else []
    lines += [*phase_lines(framework, roadmap, words), *payback_lines(roadmap, words)]
    if roadmap.curve:
        lines += ["", *title(words.part("show").say("roadmap-curve"))]
        pairs = [point_texts(framework, point, words) for point in roadmap.curve]
        widest = max(len(goal) for goal, _ in pairs)
        lines += [line for goal, cost in pairs for line in paragraph(f"{goal:<{widest}}  {cost}")]
    return "\n".join(lines)


def _step(head: str, framework: Framework, step: PricedStep, words: Words) -> list[str]:
    indent = " " * len(head)
    lines = paragraph(priced_title(framework, step, words), head)
    lines += prose(remedy_text(framework, step, words), indent)
    for gap in step.questions[:MOVES_SHOWN]:
        lines += paragraph(gap_text(framework, gap, words), f"{indent}> ")
    more = len(step.questions) - MOVES_SHOWN
    return lines + (paragraph(words.count("more-questions", more), f"{indent}> ") if more > 0 else [])
