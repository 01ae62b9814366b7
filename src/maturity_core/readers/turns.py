"""Whose turn it is, for many organisations at once: orders by exact quotients, with what has to wait."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.states import NO_STEP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from maturity_core.scoring.many.place import Flags, Numbers

TOLD_APART = 2**50
"""Quotients whose parts, multiplied, stay below this are different doubles if they differ at all."""


def sort_keys(above: Numbers, below: Numbers | None, present: Flags, ties: Sequence[int]) -> NDArray[np.int16]:
    """Return (n_items, n) the place of each item: the largest quotient first; what is absent last.

    Args:
        above: numerators, none of them negative.
        below: denominators. If one is 0, the quotient exceeds all others, and larger numerators come first. None if
            all are 1.
        present: which items there are.
        ties: the items in the order in which equal ones go.
    """
    keys = np.where(present, _quotients(above, below), -1)[list(ties)]
    sorted_ = np.argsort(-keys, axis=0, kind="stable")
    places = np.empty(keys.shape, np.int16)
    np.put_along_axis(places, sorted_, np.arange(len(keys), dtype=np.int16)[:, None], axis=0)
    found = np.empty_like(places)
    found[list(ties)] = places
    return found


def _quotients(above: Numbers, below: Numbers | None) -> Numbers:
    if below is None:
        return above
    most = int(above.max(initial=0)) + 1
    # Two quotients that differ do so by more than one part in most x largest: the doubles nearest to them differ, too.
    if most * (int(below.max(initial=0)) + 1) < TOLD_APART:
        none = below == 0
        return np.where(none, most + above, above / np.where(none, 1, below))
    pairs = zip(above.ravel().tolist(), below.ravel().tolist(), strict=True)
    exact = np.empty(above.size, object)
    exact[:] = [Fraction(high, low) if low else most + high for high, low in pairs]
    return exact.reshape(above.shape)


def in_turns(left: Flags, pairs: Sequence[tuple[int, int]], keys: NDArray[np.int16]) -> Iterator[NDArray[np.int16]]:
    """Yield for each place the item (n,) whose turn it is: the first by `keys`, of those with nothing to wait for.

    Args:
        left: (n_items, n) what has to be ordered; it is used up.
        pairs: an item and one that has to come before it, if both are there.
        keys: (n_items, n) what to sort by: 0, 1, 2 and so on for each organisation, without gaps where it is left.
    """
    last = np.int16(len(keys))
    columns = np.arange(left.shape[1], dtype=np.intp)
    if not pairs:
        order = np.full((len(keys), left.shape[1]), NO_STEP, np.int16)
        items, owners = np.nonzero(left)
        order[keys[items, owners], owners] = items
        yield from order[: int(left.sum(axis=0).max(initial=0))]
        return
    while left.any():
        blocked = np.zeros_like(left)
        for item, before in pairs:
            blocked[item] |= left[before]
        turn = np.where(left & ~blocked, keys, last).argmin(axis=0).astype(np.int16)
        turn[~left.any(axis=0)] = NO_STEP
        going = turn != NO_STEP
        left[turn[going], columns[going]] = False
        yield turn
