"""Laws of scoring about batches, with any number of rows and any choice of outputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.framework import Framework
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.outputs import BY_NAME, OUTPUTS
from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.telling.wording import counted
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.cases import BATCHES, ONCE
from maturity_core.testing.suite.cover import cover
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.standings import matrix
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_asked, told_sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from maturity_core.assessing.batch import AssessmentBatch

LONG, PLANNED, IN_CODE = 70_001, 2_051, 515
"""How many rows a very long batch has: more than sixteen bits can count, fewer with plans or with a scorer in code.

A framework of a class of its own may be slow for each row, so it gets the number for plans.
"""
HELD = {
    ".".join(filter(None, (output.name, held.name))): (output, held)
    for output in BY_NAME.values()
    for held in output.arrays
}
"""Every array of a batch, by its name in messages."""
RANKED = tuple(output.name for output, held in HELD.values() if not held.name)
"""The outputs that are cheap for every row, one array each."""
Arrays = dict[str, "NDArray[Any]"]


def _arrays(batch: AssessmentBatch, outputs: Sequence[str]) -> Arrays:
    """Return the arrays of some outputs, by name."""
    found: Arrays = {}
    for name, (output, held) in HELD.items():
        if output.name in outputs:
            said = getattr(batch, output.name)
            found[name] = getattr(said(), held.name) if held.name else said
    return found


def _differing(one: NDArray[Any], other: NDArray[Any]) -> list[int]:
    """Return the rows in which two arrays of one shape differ; NaN equals NaN."""
    same = (one == other) | ((one != one) & (other != other))  # noqa: PLR0124 - NaN differs from itself
    return np.flatnonzero(~same.all(axis=tuple(range(1, same.ndim)))).tolist()


@law("scoring", ONCE)
def any_length_of_batch(subject: Subject, _: None) -> bool:
    """A batch may have no rows, one, or very many: each row gets the result that it gets in a short batch."""
    sheets = list(dict.fromkeys(_samples(subject)))
    rows = matrix(sheets)
    short = _arrays(subject.framework.assess_many(rows), OUTPUTS)
    for count in (0, 1, *_long(subject)):
        places = np.random.default_rng(0).integers(len(sheets), size=count)
        outputs = _outputs_of(subject, count)
        batch = subject.framework.assess_many(rows[places], outputs=outputs)
        for name, found in _arrays(batch, outputs).items():
            expected = short[name][places]
            if found.shape != expected.shape:
                raise Broken(f"{_in_batch(count)}, {name} has the shape {found.shape}", expected=str(expected.shape))
            for row in _differing(found, expected):
                raise Broken(
                    f"{_in_batch(count)}, {name} of row {row}: {_told(subject, name, found[row])}",
                    then=told_sheet(subject.framework, sheets[int(places[row])], "the answers of that row"),
                    expected=f"{_told(subject, name, expected[row])}, the same as {_in_batch(len(sheets))}",
                )
    return True


def _long(subject: Subject) -> tuple[int, ...]:
    """Return the numbers of rows of the long batches."""
    if subject.scorer:
        return (IN_CODE,)
    return (PLANNED, LONG) if type(subject.framework) is Framework else (PLANNED,)


def _in_batch(count: int) -> str:
    return f"in a batch of {counted(count, 'row')}"


def _told(subject: Subject, name: str, row: NDArray[Any]) -> str:
    """Return one row of an output as text: levels and gaps by id, everything else as it is."""
    values = np.atleast_1d(row).tolist()
    output, held = HELD[name]
    if name in {"levels", "level_ranges"}:
        return " to ".join(subject.level(FRAMEWORK, rank) for rank in values)
    if output.holds == "levels":
        outline = subject.framework.outline
        pairs = zip((outline.ladders[place] for place in outline.of_kind(output.kind)), values, strict=True)
        return ", ".join(f"{ladder} = {subject.level(ladder, rank)}" for ladder, rank in pairs)
    if held.axis == "questions":
        return told_asked(subject.framework, values)
    return ", ".join(map(str, values))


def _outputs_of(subject: Subject, count: int) -> Sequence[str]:
    """Return the outputs to compare: gaps call a scorer in code very often, and plans take a long time."""
    if subject.scorer:
        return OUTPUTS if count <= 1 else RANKED
    return OUTPUTS if count <= PLANNED else [name for name in OUTPUTS if name != "next_steps"]


def _samples(subject: Subject) -> Iterator[Sheet]:
    """Yield a few sheets of all kinds: lowest, highest, in between, and with each other state here and there."""
    tops, questions = subject.tops, subject.framework.questions
    yield from (subject.worst, tops, tuple((top + 1) // 2 for top in tops))
    for part in (2, 3):
        yield tuple(top * (column % part == 0) for column, top in enumerate(tops))
        yield tuple(
            NOT_APPLICABLE if asked.not_applicable and column % part else tops[column]
            for column, asked in enumerate(questions)
        )
        if subject.framework.open_questions != "reject":
            for state in OPEN:
                yield tuple(state if column % part else top for column, top in enumerate(tops))


@law("scoring", ONCE)
def outputs_same_alone(subject: Subject, _: None) -> bool:
    """A batch gives the same values for one output or all, also written into given arrays, and by several threads."""
    sheets = list(dict.fromkeys([*_samples(subject), *(BATCHES.few(subject) or cover(subject))]))
    rows = matrix(sheets)
    together = subject.framework.assess_many(rows, outputs=OUTPUTS)
    for output in OUTPUTS:
        expected = _arrays(together, [output])
        alone = subject.framework.assess_many(rows, outputs=[output])
        space = {output: _space(getattr(together, output))}
        handed = subject.framework.assess_many(rows, outputs=[], out=space, threads=2)
        for batch, how in ((alone, "requested alone"), (handed, "written into a given array")):
            for name, found in _arrays(batch, [output]).items():
                if found.shape != expected[name].shape:
                    raise Broken(f"{how}, {name} has the shape {found.shape}", expected=str(expected[name].shape))
                for row in _differing(found, expected[name]):
                    raise Broken(
                        f"{how}, {name} of row {row}: {_told(subject, name, found[row])}",
                        then=told_sheet(subject.framework, sheets[row], "the answers of that row"),
                        expected=f"{_told(subject, name, expected[name][row])}, as requested with everything else",
                    )
    return True


def _space(output: Any) -> Any:
    """Return an array with room for an output, but without its values."""
    if callable(output):
        found = output()
        return type(found)(**{name: np.empty_like(array) for name, array in vars(found).items()})
    return np.empty_like(output)


LAWS = (any_length_of_batch, outputs_same_alone)
