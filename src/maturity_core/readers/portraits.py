"""The portrait of a level: which of its patterns the answers bear out, and which they deny.

docs/meaning.md#14-a-question-may-need-anothers-option
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.results.parts import Portrait

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level, Pattern, Sign

BORNE_OUT, DENIED, NOT_ASKED = Portrait.model_fields


def portrait(framework: Framework, level: Level | None, codes: Sequence[int]) -> Portrait:
    """Return what the answers, as counted codes (n_questions,), say of a level's patterns; nothing without a level."""
    found: dict[str, list[int]] = {}
    waiting = framework.lookup.conditions.waiting(codes)
    for place, pattern in enumerate(level.patterns if level else ()):
        if pattern.questions:
            found.setdefault(_state(framework, pattern, codes, waiting), []).append(place)
    return Portrait.model_validate(found)


def _state(framework: Framework, pattern: Pattern, codes: Sequence[int], waiting: Container[int]) -> str:
    """Return the state of a pattern. What counts as its lowest option without being asked can only deny it."""
    columns = framework.lookup.columns
    signs = {columns[sign.question]: sign for sign in pattern.questions if sign.question in columns}  # of the profile
    lying = {column: _lies(framework, sign, codes[column]) for column, sign in signs.items() if codes[column] >= 0}
    if not all(lying.values()):
        return DENIED
    return NOT_ASKED if all(column in waiting for column in lying) else BORNE_OUT


def _lies(framework: Framework, sign: Sign, code: int) -> bool:
    """Return whether an answer lies in the range of a sign."""
    ids = [option.id for option in framework.question(sign.question).options]
    low, high = sign.at_least or ids[0], sign.at_most or ids[-1]
    return ids.index(low) <= code <= ids.index(high)
