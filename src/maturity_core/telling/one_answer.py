"""The single answers that lift the level, or drop it, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.telling.coming import gap_text
from maturity_core.telling.wording import level_name
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.assessing.assessment import Assessment


def one_answer_texts(assessment: Assessment, words: Words = ENGLISH) -> list[str]:
    """Return that one different answer would lift the level, or drop it, with the nearest one as an example.

    Only those that lead to the same level as the nearest one are counted. Empty if too few questions are answered.
    """
    framework, near = assessment.framework, assessment.one_answer
    texts: list[str] = []
    for key, changes in (("one-answer-lifts", near.lifts), ("one-answer-drops", near.drops)):
        if changes and not assessment.not_yet:
            first = changes[0]
            number = sum(change.level == first.level for change in changes)
            level, move = level_name(framework, FRAMEWORK, first.level), gap_text(framework, first, words)
            texts.append(words.count(key, number, level=level, move=move))
    return texts
