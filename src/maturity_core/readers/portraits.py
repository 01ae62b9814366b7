"""The portrait of a level: which of its patterns the answers bear out or deny, and which of its advice is for them.

docs/meaning.md#14-a-question-may-need-anothers-option
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from maturity_core.model.node import known
from maturity_core.model.states import OPEN
from maturity_core.results.parts import Portrait

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level, Sign
    from maturity_core.readers.outline import Lying

BORNE_OUT, DENIED, NOT_ASKED = Portrait.model_fields


def portrait(framework: Framework, level: Level | None, codes: Sequence[int]) -> Portrait:
    """Return what the answers, as counted codes (n_questions,), say of a level's patterns; nothing without a level."""
    found: dict[str, tuple[int, ...]] = {BORNE_OUT: (), DENIED: (), NOT_ASKED: ()}
    waiting = framework.lookup.conditions.waiting(codes)
    signs = _signs(framework, level, "patterns") if level else ()
    for place, pattern in enumerate(level.patterns if level else ()):
        if pattern.questions:
            state = _state(signs[place], codes, waiting)
            found[state] = (*found[state], place)
    return known(Portrait, found, unset=[state for state, places in found.items() if not places])


def advised(framework: Framework, level: Level | None, codes: Sequence[int]) -> tuple[int, ...]:
    """Return the places of the advice for the answers: of a level, all of it, unless its questions decide.

    They decide where the answers bear out the circumstance of some advice: then only that is left, and what names no
    questions, so that the reader chooses.
    """
    if level is None:
        return ()
    given, waiting = level.advice, framework.lookup.conditions.waiting(codes)
    pairs = zip(given, _signs(framework, level, "advice"), strict=True)
    states = [_state(lying, codes, waiting) if entry.questions else BORNE_OUT for entry, lying in pairs]
    shown = [place for place, entry in enumerate(given) if entry.questions and states[place] == BORNE_OUT]
    return tuple(place for place in range(len(given)) if not shown or states[place] == BORNE_OUT)


def _signs(framework: Framework, level: Level, field: Literal["patterns", "advice"]) -> Sequence[Lying]:
    """Return the signs of each of a level's patterns, or of its advice; without those that a profile does not ask."""
    kept = framework.outline.signs
    if (level.id, field) not in kept:
        kept[level.id, field] = [_lying(framework, entry.questions) for entry in getattr(level, field)]
    return kept[level.id, field]


def _lying(framework: Framework, signs: Sequence[Sign]) -> Lying:
    columns, found = framework.lookup.columns, dict[int, tuple[int, int, int]]()
    for sign in signs:
        if sign.question in columns:
            column = columns[sign.question]
            ids = framework.questions[column].options.ids
            low, high = sign.at_least or ids[0], sign.at_most or ids[-1]
            found[column] = column, ids.index(low), ids.index(high)
    return tuple(found.values())


def _state(lying: Lying, codes: Sequence[int], waiting: Container[int]) -> str:
    """Return what the answers say of signs: what one of them denies is denied, and what all bear out is borne out.

    What counts as its lowest option without being asked can only deny; an open question bears nothing out.
    """
    answered = [(question, low <= codes[question] <= high) for question, low, high in lying if codes[question] >= 0]
    if not all(lies for _, lies in answered):
        return DENIED
    hidden = any(codes[question] in OPEN for question, _, _ in lying)
    return NOT_ASKED if hidden or all(question in waiting for question, _ in answered) else BORNE_OUT
