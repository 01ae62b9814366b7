"""Every code of an answer, and every number that stands for nothing, once.

An answer is the position of the chosen option (0 is the lowest), or the code of a state, which is negative. Arrays of
ranks, positions and steps have a number of their own for *none*. No other file has one of these numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNANSWERED = -1
"""The question was left out: it grants nothing, and the range says what it could still change."""
DONT_KNOW = -2
"""Asked, and not known: scored as unanswered, and told apart from it."""
NOT_APPLICABLE = -3
"""The question does not apply here (only where it allows this): it leaves every denominator."""

STATES = {"unanswered": UNANSWERED, "dont-know": DONT_KNOW, "not-applicable": NOT_APPLICABLE}
"""The states of an answer that are no option: by word the code. A table by code has their entries at its end."""
STATE_WORDS = tuple(STATES)
WORDS = {code: word for word, code in STATES.items()}
OPEN = (UNANSWERED, DONT_KNOW)
"""The codes of a question that is open."""
OPEN_WORDS = tuple(WORDS[code] for code in OPEN)
APPLIES = min(OPEN)
"""Every code of a question that applies is at least this."""

NO_LEVEL = -1
"""The rank in arrays of a ladder that has no level: none of its rungs is left."""
NO_DEMAND = min(WORDS) - 1
"""In an array of demanded positions: nothing is asked of the question. Lower than every code of an answer."""
NO_GAP = NO_DEMAND
"""In an array of positions: nothing is missing at this question."""
NO_STEP = -1
"""In an array of steps: the plan ends before this place."""


def is_open(codes: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return which codes of an array are those of open questions.

    >>> is_open(np.array([2, UNANSWERED, DONT_KNOW, NOT_APPLICABLE])).tolist()
    [False, True, True, False]
    """
    return (codes < 0) & (codes >= APPLIES)


def states_of(*, not_applicable: bool) -> dict[str, int]:
    """Return the states that answers to a question may have, by word, given whether it may not apply."""
    return {word: code for word, code in STATES.items() if not_applicable or code != NOT_APPLICABLE}


def lowest_code(*, not_applicable: bool) -> int:
    """Return the lowest code that answers to a question may have, given whether it may not apply."""
    return NOT_APPLICABLE if not_applicable else APPLIES


def is_code(value: Any) -> TypeGuard[int]:
    """Return whether a value is a whole number, of Python's or of numpy's.

    >>> is_code(2), is_code(True), is_code(2.0)
    (True, False, False)
    """
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
