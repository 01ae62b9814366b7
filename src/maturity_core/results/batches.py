"""What a pass over many organisations writes to: what holds gaps and plans, and what does not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from maturity_core.errors import ArgumentError, Problem, TargetError, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.sheets import Codes
    from maturity_core.scoring.many.place import Ranks


@dataclass(frozen=True)
class BatchGaps:
    """Gaps of many organisations.

    `status` (n_organisations,) holds values of `Status`; `positions` (n_organisations, n_questions) the position of
    the lowest option that suffices, `NO_GAP` where nothing is asked.

    >>> from maturity_core import NO_GAP, Status, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> gaps = framework.assess_many([[4] * 20, [0] * 20]).gaps("improving")
    >>> [Status(status).words for status in gaps.status]
    ['reached', 'open']
    >>> int(gaps.positions[1, 0]), bool((gaps.positions[0] == NO_GAP).all())
    (2, True)
    """

    status: Ranks
    positions: Codes

    def __repr__(self) -> str:
        return f"<BatchGaps of {len(self.status)}>"


@dataclass(frozen=True)
class BatchPlans:
    """Plans of many organisations.

    `status` (n_organisations,) holds values of `Status`; `steps` (n_organisations, k) capabilities by their place in
    the file, `NO_STEP` past the end; `length` (n_organisations,) the number of steps of the whole plan.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> plans = framework.assess_many([[4] * 20, [0] * 20]).next_steps(limit=2)
    >>> plans.steps.shape, plans.length.tolist()[0]
    ((2, 2), 0)
    """

    status: Ranks
    steps: NDArray[np.int16]
    length: NDArray[np.int16]

    def __repr__(self) -> str:
        return f"<BatchPlans of {len(self.status)}, up to {self.steps.shape[1]} steps>"


HOLDERS = {"gaps": BatchGaps, "plans": BatchPlans}
"""What holds the arrays of outputs that have several."""


def _is_list(words: object) -> bool:
    flat = getattr(words, "ndim", 1) == 0  # an array that holds one value
    return isinstance(words, Collection) and not isinstance(words, str) and not flat


def check_words(where: str, words: Collection[Any], allowed: Sequence[str]) -> None:
    """Raise where a word is none of those that are allowed.

    Raises:
        TargetError: with all such words, each with the nearest one allowed.
        ArgumentError: they are not a list of words.
    """
    if not _is_list(words):
        raise ArgumentError([Problem("a list of words is expected here", where, shown(words), ", ".join(allowed))])
    problems = [
        Problem("no such output", where, shown(word), ", ".join(allowed), near=(name, allowed))
        for word, name in ((word, word if isinstance(word, str) else "") for word in words)
        if name not in allowed
    ]
    if problems:
        raise TargetError(problems)


def check_fits(name: str, given: Any, wanted: Any) -> None:
    """Raise where what is to be written to has not the shape and kind of what is written, or may not be written to.

    Raises:
        TargetError: with what is wrong about it.
    """
    pairs = [(given, wanted)]
    if isinstance(wanted, BatchGaps | BatchPlans):
        if not isinstance(given, type(wanted)):
            raise TargetError(
                [
                    Problem(
                        "this output is held by another type",
                        f"out.{name}",
                        type(given).__name__,
                        type(wanted).__name__,
                    )
                ]
            )
        pairs = list(zip(_arrays(given), _arrays(wanted), strict=True))
    for array, like in pairs:
        dtype, shape = getattr(array, "dtype", None), getattr(array, "shape", None)
        if not isinstance(array, np.ndarray) or (shape, dtype) != (like.shape, like.dtype):
            got = type(cast("object", array)).__name__ if dtype is None else f"{dtype} {shape}"
            raise TargetError(
                [Problem("this output does not fit in here", f"out.{name}", got, f"{like.dtype} {like.shape}")]
            )
        if not array.flags.writeable:
            what = "this output cannot be written to"
            raise TargetError([Problem(what, f"out.{name}", "a read-only array", "arrays of your own")])


def check_apart(out: Mapping[str, Any], answers: NDArray[Any]) -> None:
    """Raise where something is to be written over the answers, or over another output.

    Raises:
        TargetError: with the first of such outputs, and what it shares memory with.
    """
    taken = [("answers", answers)]
    for name, held in out.items():
        for array in _arrays(held):
            for other, there in taken:
                if np.shares_memory(array, there):
                    what = "this output shares memory with what is read or written beside it"
                    raise TargetError([Problem(what, f"out.{name}", other, "memory of its own")])
            taken.append((f"out.{name}", array))


def _arrays(held: Any) -> list[Any]:
    return list(vars(held).values()) if isinstance(held, BatchGaps | BatchPlans) else [held]
