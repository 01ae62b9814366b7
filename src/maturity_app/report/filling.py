"""What the report says of a sheet that may have been filled in without reading it: a remark, never an accusation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_app.report.subject import Subject

MANY = 40
"""So many options alike in a row are remarked on,"""
ENOUGH = 10
"""and so many if no other option was chosen."""


def filling_texts(subject: Subject) -> Iterator[str]:
    """Yield that many answers in a row are alike, and that answering took less time than reading does."""
    filling = subject.assessment.filling()
    if filling.place is not None and filling.row >= (ENOUGH if filling.row == filling.chosen else MANY):
        yield subject.form("filling-row", filling.row, number=filling.row, option=filling.place + 1)
    if filling.seconds is not None and filling.seconds < filling.least_seconds:
        questions = subject.words.count("questions", filling.answered)
        yield subject.form("filling-seconds", filling.seconds, number=filling.seconds, questions=questions)
