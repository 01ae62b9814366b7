"""Outputs of a batch: the arrays of every batch match a record for each output."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import two

from maturity_core import NO_GAP, NO_LEVEL, NO_STEP, AssessmentBatch, Standings
from maturity_core.model.outputs import BY_ITEM, BY_NAME, OUTPUTS, STANDINGS, Held, Output

ROWS = 3


def batch() -> AssessmentBatch:
    return two().assess_many([[0] * 4] * ROWS, outputs=OUTPUTS)


def arrays(output: Output) -> dict[str, Any]:
    """Return the arrays of an output, by their names in it."""
    said = getattr(batch(), output.name)
    return dict(vars(said())) if callable(said) else {"": said}


@pytest.mark.parametrize("output", BY_NAME.values(), ids=OUTPUTS)
def test_the_arrays_of_a_batch_are_those_of_the_record(output: Output) -> None:
    columns = {"dimensions": 2, "capabilities": 3, "measures": 0, "questions": 4, "ends": 2, "steps": 3}

    found = {name: (array.dtype, array.shape) for name, array in arrays(output).items()}

    assert found == {
        held.name: (held.dtype, (ROWS,) if held.axis is None else (ROWS, columns[held.axis])) for held in output.arrays
    }


def test_records_say_what_each_output_is_about() -> None:
    assert [BY_NAME[name].holds for name in STANDINGS] == ["levels", "scores"] * 4
    assert [BY_NAME[name].kind for name in STANDINGS] == [
        kind for kind in ("framework", "dimension", "capability", "measure") for _ in range(2)
    ]
    assert {output.name for output in BY_ITEM} == set(vars(Standings(None, None))) - {"level", "score"}


@pytest.mark.parametrize(
    ("output", "number", "nothing"),
    [("levels", 0, NO_LEVEL), ("dimension_scores", 0.5, np.nan), ("gaps", 0, NO_GAP), ("next_steps", 0, NO_STEP)],
)
def test_a_record_says_which_number_stands_for_nothing(output: str, number: float, nothing: float) -> None:
    held = next(held for held in BY_NAME[output].arrays if held.empty is not None)

    assert held.lacks(np.array([number, nothing], held.dtype)).tolist() == [False, True]


def test_some_arrays_always_have_something() -> None:
    assert Held("length", "int16").lacks(np.array([0, -1])).tolist() == [False, False]
