"""Every answer code and every number that means *none*, defined once.

An answer is the position of the chosen option (0 is the lowest), or the code of a state, which is negative. Arrays of
ranks, positions and steps have a number of their own for *none*. No other file contains any of these numbers.
"""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNANSWERED = -1
"""The question was left out: it earns no credit, and the range shows what it could still change."""
DONT_KNOW = -2
"""The question was asked, but the answer is not known: scored like unanswered, reported separately."""
NOT_APPLICABLE = -3
"""The question does not apply (only if it allows this answer): it leaves every denominator."""

STATES = {"unanswered": UNANSWERED, "dont-know": DONT_KNOW, "not-applicable": NOT_APPLICABLE}
"""The states that an answer can have instead of an option: codes by word. Tables by code list them at the end."""
STATE_WORDS = tuple(STATES)
WORDS = {code: word for word, code in STATES.items()}
OPEN = (UNANSWERED, DONT_KNOW)
"""The codes of an open question."""
OPEN_WORDS = tuple(WORDS[code] for code in OPEN)
APPLIES = min(OPEN)
"""Every code of a question that applies is at least this."""

NO_LEVEL = -1
"""In an array of ranks: the ladder has no level, because none of its rungs is left."""
NO_DEMAND = min(WORDS) - 1
"""In an array of demanded positions: nothing is asked of the question. Lower than every answer code."""
NO_GAP = NO_DEMAND
"""In an array of positions: this question has no gap."""
NO_STEP = -1
"""In an array of steps: the plan ends before this place."""


def is_open(codes: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return which codes of an array are those of open questions.

    >>> import numpy as np
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
    return isinstance(value, int | Integral) and not isinstance(value, bool)
