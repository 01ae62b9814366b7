"""The end of the page: the portrait of the level, and whose model this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.long_text import led
from maturity_core.telling.origin import change_texts, changes_text, source_text
from maturity_core.telling.page.lines import notes, paragraph, prose, title
from maturity_core.telling.portrait import advice_told, pattern_texts
from maturity_core.telling.standing import told_level

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level
    from maturity_core.telling.words import Words


def portrait(assessment: Assessment, words: Words) -> list[str]:
    """Return what is typical of the level, and of the organisation by its answers, and the advice for it."""
    level = told_level(assessment)
    if level is None:
        return []
    lines: list[str] = []
    for heading, patterns in pattern_texts(assessment, words).items():
        lines += [""] if lines else []
        lines += title(heading)
        lines += [line for pattern in patterns for line in paragraph(pattern, "  - ")]
    told = advice_told(assessment)
    if told:
        lines += [""] if lines else []
        lines += title(words.say("advice-title", level=level.name))
    for advice in told:
        circumstance = words.say("advice-circumstance", circumstance=advice.circumstance)
        lines += paragraph(circumstance) if advice.circumstance else []
        lines += prose(words.say("advice-soon", text=led(advice.soon)), "    ")
        lines += prose(words.say("advice-now", text=led(advice.start_now)), "    ") if advice.start_now else []
    return lines


def about(framework: Framework, level: Level | None, words: Words) -> list[str]:
    """Return whose model this is: notes on comparison and on the model, what was changed, and the source."""
    remarks = [*notes(framework, "comparison", level, words), *notes(framework, "about", level, words)]
    for base in framework.after:
        remarks += paragraph(changes_text(base, words))
        remarks += [line for change in change_texts(base, words) for line in paragraph(change, "  - ")]
    origin = [*paragraph(source_text(framework, words)), *prose(framework.source.remark)]
    return [*title(words.say("about-title")), *remarks, *origin]
