"""Phases and payback of a roadmap as lines of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.coming import outcome_text
from maturity_core.telling.page.lines import paragraph, title
from maturity_core.telling.phases import (
    balance_texts,
    part_text,
    payback_texts,
    phase_title,
    phases_texts,
    return_texts,
    then_text,
)

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.roadmap import Roadmap
    from maturity_core.telling.words import Words


def phase_lines(framework: Framework, roadmap: Roadmap, words: Words) -> list[str]:
    """Return the phases of a roadmap, each with its steps and where it leads; nothing if there are none."""
    if not roadmap.phases:
        return []
    lines = ["", *title(words.part("show").say("phases-title"))]
    for text in phases_texts(roadmap, words):
        lines += paragraph(text)
    for phase in roadmap.phases:
        lines += ["", *paragraph(phase_title(phase, words))]
        for part in phase.steps:
            lines += paragraph(part_text(part, words), "  - ")
        for result in phase.results:
            lines += paragraph(outcome_text(framework, result, words), "  > ")
        lines += paragraph(then_text(framework, phase, words))
    return lines


def payback_lines(roadmap: Roadmap, words: Words) -> list[str]:
    """Return what a roadmap pays back, by step and by phase; nothing if no benefits were given."""
    payback = roadmap.payback
    if payback is None:
        return []
    lines = ["", *title(words.part("show").say("payback-title"))]
    for text in payback_texts(payback, words):
        lines += paragraph(text)
    for text in return_texts(payback, words):
        lines += paragraph(text, "  - ")
    for text in balance_texts(payback, words):
        lines += paragraph(text)
    return lines
