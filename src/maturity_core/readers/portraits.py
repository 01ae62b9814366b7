"""The portrait of a level: which of its patterns the answers bear out or deny, and which of its advice is for them.

docs/meaning.md#14-a-question-may-need-anothers-option
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.results.parts import Portrait

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level, Sign

BORNE_OUT, DENIED, NOT_ASKED = Portrait.model_fields


def portrait(framework: Framework, level: Level | None, codes: Sequence[int]) -> Portrait:
    """Return what the answers, as counted codes (n_questions,), say of a level's patterns; nothing without a level."""
    found: dict[str, list[int]] = {}
    waiting = framework.lookup.conditions.waiting(codes)
    for place, pattern in enumerate(level.patterns if level else ()):
        if pattern.questions:
            found.setdefault(_state(framework, pattern.questions, codes, waiting), []).append(place)
    return Portrait.model_validate(found)


def advised(framework: Framework, level: Level | None, codes: Sequence[int]) -> tuple[int, ...]:
    """Return the places of the advice for the answers: of a level, all of it, unless its questions decide.

    They decide where the answers bear out the circumstance of some advice: then only that is left, and what names no
    questions, so that the reader chooses.
    """
    given, waiting = level.advice if level else (), framework.lookup.conditions.waiting(codes)
    states = [_state(framework, entry.questions, codes, waiting) if entry.questions else BORNE_OUT for entry in given]
    shown = [place for place, entry in enumerate(given) if entry.questions and states[place] == BORNE_OUT]
    return tuple(place for place in range(len(given)) if not shown or states[place] == BORNE_OUT)


def _state(framework: Framework, signs: Sequence[Sign], codes: Sequence[int], waiting: Container[int]) -> str:
    """Return what the answers say of signs. What counts as its lowest option without being asked can only deny."""
    columns = framework.lookup.columns
    asked = {columns[sign.question]: sign for sign in signs if sign.question in columns}  # of the profile
    lying = {column: _lies(framework, sign, codes[column]) for column, sign in asked.items() if codes[column] >= 0}
    if not all(lying.values()):
        return DENIED
    return NOT_ASKED if all(column in waiting for column in lying) else BORNE_OUT


def _lies(framework: Framework, sign: Sign, code: int) -> bool:
    """Return whether an answer lies in the range of a sign."""
    ids = [option.id for option in framework.question(sign.question).options]
    low, high = sign.at_least or ids[0], sign.at_most or ids[-1]
    return ids.index(low) <= code <= ids.index(high)
