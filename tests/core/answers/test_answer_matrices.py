"""Vectors and matrices of answers: any integer dtype and memory layout, nothing wraps, and no input is changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from builders import question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, AnswersError, Framework
from maturity_core.answers.arrays import MOST_LISTED, matrix_codes
from maturity_core.answers.sheets import sheet_codes

FRAMEWORK = tiny()


INTEGERS = [np.dtype(name) for name in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i2", ">i4")]


class Missing:
    """Imitates the missing values of other libraries: not a number, and equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "<NA>"


class Unreadable:
    """Fails when turned into an array."""

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError("no array here")


def refusal(framework: Framework, answers: Any) -> list[str]:
    """Return the problems of a sheet that is refused."""
    with pytest.raises(AnswersError) as caught:
        sheet_codes(framework, answers)
    return [str(problem) for problem in caught.value.problems]


def refusals(framework: Framework, matrix: Any) -> list[str]:
    """Return the problems of a matrix that is refused."""
    with pytest.raises(AnswersError) as caught:
        matrix_codes(framework, matrix)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("dtype", INTEGERS, ids=str)
def test_A1_vectors_and_matrices_of_every_integer_dtype(dtype: np.dtype[Any]) -> None:
    """Codes may come in any integer dtype and byte order."""
    matrix = np.array([[0, 2], [1, 0], [2, 1]], dtype)

    assert matrix_codes(FRAMEWORK, matrix).tolist() == [[0, 1, 2], [2, 0, 1]]
    assert sheet_codes(FRAMEWORK, matrix[0]) == [0, 2]


@pytest.mark.parametrize("dtype", [dtype for dtype in INTEGERS if dtype.kind == "i"], ids=str)
def test_states_as_codes(dtype: np.dtype[Any]) -> None:
    """Signed dtypes hold the negative constants, and not applicable only if it is allowed."""
    matrix = np.array([[UNANSWERED, NOT_APPLICABLE], [DONT_KNOW, DONT_KNOW]], dtype)

    assert matrix_codes(FRAMEWORK, matrix).tolist() == [[UNANSWERED, DONT_KNOW], [NOT_APPLICABLE, DONT_KNOW]]
    assert refusals(FRAMEWORK, matrix[:, ::-1]) == [
        "answers[0].kept: no option has this position; got -3; allowed: 0 to 2, -1 (unanswered), -2 (dont-know)"
    ]


@pytest.mark.parametrize(
    ("code", "dtype"),
    [(257, "i2"), (256, "u2"), (255, "u1"), (2**64 - 1, "u8"), (-256, "i2"), (-4, "i1"), (3, "i1"), (2**63 - 1, "i8")],
)
def test_A3_codes_that_would_wrap_are_refused(code: int, dtype: str) -> None:
    """A code out of range is refused with its value, never taken modulo 256."""
    matrix = np.array([[0, 0], [0, code]], dtype)

    (problem,) = refusals(FRAMEWORK, matrix)

    assert problem.startswith(f"answers[1].seen: no option has this position; got {code}; allowed: 0 to 2, -1 (unan")
    assert refusal(FRAMEWORK, matrix[1])[0].startswith("answers.seen: no option has this position")


NO_MATRIX = {
    "float": np.zeros((1, 2)),
    "NaN": np.array([[np.nan, 0]]),
    "infinity": np.array([[np.inf, 0]]),
    "object": np.array([[0, None]], object),
    "object of integers": np.array([[0, 1]], object),
    "missing": np.array([[Missing(), 1]], object),
    "complex": np.zeros((1, 2), complex),
    "text": np.array([["0", "1"]]),
    "bytes": np.array([[b"0", b"1"]]),
    "bool": np.zeros((1, 2), bool),
    "time": np.array([["NaT", "NaT"]], "m8[s]"),
    "masked": np.ma.array([[0, 1]], mask=[[False, True]]),
    "masked, though nothing is hidden": np.ma.array([[0, 1]]),
    "list of masked": [np.ma.array([0, 1], mask=[False, True])],
    "list with masked": [[0, np.ma.masked]],
    "list with bool": [[True, 1]],
    "list with numpy bool": ((0, np.False_),),
    "list with bool array": [np.array([True, False]), np.array([0, 1])],
    "list with none": [[0, None]],
    "list of floats": [[0.0, 1.0]],
    "list of texts": [["rarely", "often"]],
    "beyond 64 bits": [[10**30, 0]],
    "ragged": [[0, 1], [0]],
    "unreadable": Unreadable(),
    "nothing": None,
    "text alone": "often",
    "mapping": {"kept": "often"},
}


@pytest.mark.parametrize("matrix", NO_MATRIX.values(), ids=NO_MATRIX.keys())
def test_A2_A3_what_is_no_matrix_of_codes_is_refused(matrix: object) -> None:
    """Only integer dtypes are codes: others (bool, float, NaN, text, object, masked) are never guessed at."""
    (problem,) = refusals(FRAMEWORK, matrix)

    assert problem.startswith("answers: ")


@pytest.mark.parametrize("vector", [7, np.int8(1), np.zeros((1, 2), np.int8), [[0, 1]], [0.5, 1], [True, 1], "often"])
def test_one_sheet_is_a_mapping_or_a_vector(vector: object) -> None:
    """A number, a matrix, or a vector of something else is not a sheet."""
    (problem,) = refusal(FRAMEWORK, vector)

    assert problem.startswith("answers: ")


@pytest.mark.parametrize(
    "shape", [(2,), (1, 2, 1), (3, 1), (3, 3), (0, 0), (5, 0), (0, 3)], ids=lambda shape: "x".join(map(str, shape))
)
def test_A3_wrong_shapes(shape: tuple[int, ...]) -> None:
    """A matrix has one column for each question; the error shows its shape."""
    (problem,) = refusals(FRAMEWORK, np.zeros(shape, np.int8))

    assert problem == f"answers: the matrix has the wrong shape; got {shape}; allowed: (n_organisations, 2)"


def test_A3_a_vector_of_the_wrong_length() -> None:
    """A vector has one code for each question."""
    assert refusal(FRAMEWORK, [0]) == ["answers: the vector has the wrong length; got 1; allowed: 2"]
    assert refusal(FRAMEWORK, []) == ["answers: the vector has the wrong length; got 0; allowed: 2"]


def test_A3_no_rows() -> None:
    """A matrix without rows has no organisations, and is not an error."""
    assert matrix_codes(FRAMEWORK, np.zeros((0, 2), np.int8)).shape == (2, 0)
    assert len(FRAMEWORK.assess_many(np.zeros((0, 2), np.int64))) == 0


@given(rows=st.lists(st.tuples(st.integers(-2, 2), st.integers(-3, 2)), min_size=1, max_size=6))
def test_A3_memory_layout_changes_nothing_and_nothing_is_written(rows: list[tuple[int, int]]) -> None:
    """C, Fortran, strided, reversed and read-only matrices give the same codes, and stay as they were."""
    plain = np.array(rows, np.int16)
    spread = np.zeros((2 * len(rows), 4), np.int16)
    spread[::2, ::2] = plain
    frozen = plain.copy()
    frozen.flags.writeable = False
    layouts = [np.asfortranarray(plain), spread[::2, ::2], plain[::-1, ::-1][::-1, ::-1], frozen, rows]

    expected = matrix_codes(FRAMEWORK, plain)

    for layout in layouts:
        found = matrix_codes(FRAMEWORK, layout)
        assert found.tolist() == expected.tolist()
        assert found.flags.c_contiguous
        assert not np.shares_memory(found, np.asarray(layout))
    assert plain.tolist() == frozen.tolist() == [list(row) for row in rows]


def test_A3_a_read_only_map_of_a_file(tmp_path: Any) -> None:
    """A read-only memory map is read like any other matrix."""
    np.save(tmp_path / "answers.npy", np.array([[0, 1], [2, -3]], np.int8))

    found = matrix_codes(FRAMEWORK, np.load(tmp_path / "answers.npy", mmap_mode="r"))

    assert found.tolist() == [[0, 2], [1, -3]]


def test_a_matrix_names_its_first_wrong_cells_by_row_and_counts_the_rest() -> None:
    """Only as many cells are named as people will read; the rest are counted."""
    found = refusals(FRAMEWORK, np.full((MOST_LISTED, 2), 9, np.int8))

    assert len(found) == MOST_LISTED + 1
    assert [problem.partition(":")[0] for problem in found[:3]] == [
        "answers[0].kept",
        "answers[0].seen",
        "answers[1].kept",
    ]
    assert found[-1] == f"answers: and {MOST_LISTED} more"


def rejecting(count: int) -> Framework:
    """Return a framework with this many questions that refuses sheets with open ones."""
    names = [f"q-{place}" for place in range(count)]
    return tiny(
        open_questions="reject",
        questions=[question(name, not_applicable=True) for name in names],
        requirements=[rule("framework", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
    )


def test_reject_in_a_matrix_names_rows_and_questions() -> None:
    """A matrix with open cells is refused by row; one without is read."""
    framework = rejecting(2)
    matrix = np.zeros((MOST_LISTED, 2), np.int8)

    assert matrix_codes(framework, matrix).shape == (2, MOST_LISTED)
    matrix[3:, 1] = UNANSWERED
    matrix[9, 0] = DONT_KNOW
    found = refusals(framework, matrix)
    assert [problem.partition(":")[0] for problem in found[5:9]] == [
        "answers[8].q-1", "answers[9].q-0", "answers[9].q-1", "answers[10].q-1"
    ]  # fmt: skip
    assert len(found) == MOST_LISTED - 2
    assert refusals(framework, np.full((MOST_LISTED, 2), -1))[-1] == f"answers: and {MOST_LISTED} more"
