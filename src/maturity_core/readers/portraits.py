"""The portrait of a level: which of its patterns the answers bear out, and which they deny."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.results.parts import Portrait

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level, Pattern, Sign

BORNE_OUT, DENIED, NOT_ASKED = Portrait.model_fields


def portrait(framework: Framework, level: Level | None, codes: Sequence[int]) -> Portrait:
    """Return what the answers, codes (n_questions,), say of the patterns of a level; nothing without a level."""
    found: dict[str, list[int]] = {}
    for place, pattern in enumerate(level.patterns if level else ()):
        if pattern.questions:
            found.setdefault(_state(framework, pattern, codes), []).append(place)
    return Portrait.model_validate(found)


def _state(framework: Framework, pattern: Pattern, codes: Sequence[int]) -> str:
    columns = framework.lookup.columns
    asked = [sign for sign in pattern.questions if sign.question in columns]  # a profile may leave some out
    answered = [(sign, codes[columns[sign.question]]) for sign in asked]
    lying = [_lies(framework, sign, code) for sign, code in answered if code >= 0]
    return NOT_ASKED if not lying else BORNE_OUT if all(lying) else DENIED


def _lies(framework: Framework, sign: Sign, code: int) -> bool:
    """Return whether an answer lies in the range of a sign."""
    ids = [option.id for option in framework.question(sign.question).options]
    low, high = sign.at_least or ids[0], sign.at_most or ids[-1]
    return ids.index(low) <= code <= ids.index(high)
