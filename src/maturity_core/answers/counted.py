"""What the answers of many sheets count as, and what has to move with them, in arrays: `Conditions` has it for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_DEMAND, NOT_APPLICABLE, UNANSWERED, is_open

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.model.conditions import Conditions


def counted_many(conditions: Conditions, codes: Codes) -> Codes:
    """Return what the answers (n_questions, n) count as; the array itself if there are no conditions."""
    if not conditions.pairs:
        return codes
    found = codes.copy()
    for layer in conditions.layers:
        questions, others, positions = np.array(layer, np.intp).T
        rows, needed = found[questions], found[others]
        out = (rows == NOT_APPLICABLE) | (needed == NOT_APPLICABLE)
        opened = is_open(needed)
        rows[(needed >= 0) & (needed < positions.astype(np.int8)[:, None])] = 0
        rows[opened & ~is_open(rows)] = UNANSWERED
        rows[out] = NOT_APPLICABLE
        found[questions] = rows
    return found


def asked_many(conditions: Conditions, demanded: Codes, codes: Codes) -> None:
    """Add to positions (n_questions, n) that have to be reached those that they need; `NO_DEMAND` asks nothing."""
    for question, other, position in reversed(conditions.pairs):
        short = (demanded[question] != NO_DEMAND) & (codes[other] < position)
        np.maximum(demanded[other], np.int8(position), out=demanded[other], where=short)
