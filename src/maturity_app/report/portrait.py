"""The portrait of the level: what is typical of it, and the advice for those at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.report.blocks import Block, Facts, Heading, Prose, Section, paragraphs, points
from maturity_core.telling.portrait import advice_told, pattern_texts, topic_text

if TYPE_CHECKING:
    from maturity_app.report.subject import Subject


def portrait(subject: Subject) -> Section:
    """Return the patterns of the level, and the model's advice."""
    level = subject.level
    if level is None:
        return Section("portrait", subject.say("portrait"), ())
    blocks: list[Block] = []
    for heading, patterns in pattern_texts(subject.assessment, subject.words).items():
        blocks += [Heading(heading), *points(map(Prose, patterns))]
    told, topic = advice_told(subject.assessment), topic_text(subject.assessment, subject.words)
    if told or topic:
        blocks.append(Heading(subject.words.say("advice-title", level=level.name)))
    blocks += paragraphs(topic)
    for advice in told:
        circumstance = subject.words.say("advice-circumstance", circumstance=advice.circumstance)
        blocks += paragraphs(circumstance if advice.circumstance else "")
        pairs = ((subject.say("soon"), advice.soon), (subject.say("start-now"), advice.start_now))
        blocks.append(Facts(tuple((name, Prose(text)) for name, text in pairs if text)))
    return Section("portrait", subject.say("portrait"), tuple(blocks))
