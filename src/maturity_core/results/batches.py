"""The outputs of a pass over many organisations: containers for gaps and plans, and checks of what is passed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from maturity_core.errors import ArgumentError, Problem, TargetError, shown
from maturity_core.model.arguments import check_kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.answers.likes import Codes
    from maturity_core.scoring.many.place import Ranks


@dataclass(frozen=True)
class BatchGaps:
    """The gaps of many organisations.

    `status` (n_organisations,) has codes of `Status`; `positions` (n_organisations, n_questions) has the position of
    the lowest option that suffices, or `NO_GAP`.

    >>> from maturity_core import NO_GAP, Status, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> gaps = framework.assess_many([[4] * 20, [0] * 20]).gaps("improving")
    >>> [str(Status.of(code)) for code in gaps.status]
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
    """The plans of many organisations.

    `status` (n_organisations,) has codes of `Status`; `steps` (n_organisations, k) has the capabilities by their place
    in the file, and `NO_STEP` past the end; `length` (n_organisations,) has the number of steps of the whole plan,
    `results` (n_organisations,) that of the results that have to show, too.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> plans = framework.assess_many([[4] * 20, [0] * 20]).next_steps(limit=2)
    >>> plans.steps.shape, plans.length.tolist()[0]
    ((2, 2), 0)
    """

    status: Ranks
    steps: NDArray[np.int16]
    length: NDArray[np.int16]
    results: NDArray[np.int16]

    def __repr__(self) -> str:
        return f"<BatchPlans of {len(self.status)}, up to {self.steps.shape[1]} steps>"


HOLDERS = {"gaps": BatchGaps, "plans": BatchPlans}
"""The containers of outputs that have several arrays."""


def _is_list(words: object) -> bool:
    flat = getattr(words, "ndim", 1) == 0  # a 0-d array cannot be iterated
    return isinstance(words, Collection) and not isinstance(words, str) and not flat


def check_words(where: str, words: Collection[Any], allowed: Sequence[str]) -> None:
    """Raise an error for words that are not allowed.

    Raises:
        TargetError: with all such words, each with the nearest one that is allowed.
        ArgumentError: `words` is not a list of words.
    """
    if not _is_list(words):
        raise ArgumentError([Problem("expected a list of words", where, shown(words), ", ".join(allowed))])
    problems = [
        Problem("no such output", where, shown(word), near=(name, allowed))
        for word, name in ((word, word if isinstance(word, str) else "") for word in words)
        if name not in allowed
    ]
    if problems:
        raise TargetError(problems)


def check_fits(name: str, given: Any, wanted: Any) -> None:
    """Raise an error for an output whose arrays have the wrong shape or dtype, or are read-only.

    Raises:
        TargetError: with the first thing that is wrong.
    """
    pairs = [(given, wanted)]
    if isinstance(wanted, BatchGaps | BatchPlans):
        if not isinstance(given, type(wanted)):
            raise TargetError(
                [
                    Problem(
                        "the output has the wrong type",
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
                [Problem("the array has the wrong shape or dtype", f"out.{name}", got, f"{like.dtype} {like.shape}")]
            )
        if not array.flags.writeable:
            what = "the array cannot be written to"
            raise TargetError([Problem(what, f"out.{name}", "a read-only array", "a writeable array")])


def check_apart(out: Mapping[str, Any], answers: NDArray[Any]) -> None:
    """Raise an error for an output that would overwrite the answers or another output.

    Raises:
        TargetError: with the first such output, and what it shares memory with.
    """
    taken = [("answers", answers)]
    for name, held in out.items():
        for array in _arrays(held):
            for other, there in taken:
                if np.shares_memory(array, there):
                    what = "the array shares memory with the answers or another output"
                    raise TargetError([Problem(what, f"out.{name}", other, "separate memory")])
            taken.append((f"out.{name}", array))


def _arrays(held: Any) -> list[Any]:
    return list(vars(held).values()) if isinstance(held, BatchGaps | BatchPlans) else [held]


def frozen(result: Any) -> Any:
    """Return a read-only view of a result."""
    if isinstance(result, BatchGaps | BatchPlans):
        return type(result)(**{name: frozen(array) for name, array in vars(result).items()})
    check_kind(result, np.ndarray, "found")
    view = result.view()
    view.flags.writeable = False
    return view
