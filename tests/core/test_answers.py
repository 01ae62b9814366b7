"""Answers: what is accepted, what is refused and in which words; nothing is guessed, and no input is changed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import PERCENT, question, rule, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, AnswersError, Framework
from maturity_core.answers import MOST_LISTED, answer_word, matrix_codes, sheet_codes

FRAMEWORK = tiny()
NUMERIC = tiny(questions=[question("kept", scale="percent")])
INTEGERS = [np.dtype(name) for name in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i2", ">i4")]


class Missing:
    """Stands for the missing values of other libraries: no number, and equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "<NA>"


class Unreadable:
    """Fails when it is turned into an array."""

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError("no array here")


def code_of(framework: Framework, answer: Any) -> int:
    """Return the code that `answer` to the first question is read as."""
    return int(sheet_codes(framework, {"kept": answer})[0])


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


ACCEPTED = {
    "id": ("often", 1),
    "numpy text": (np.str_("always"), 2),
    "position": (1, 1),
    "lowest position": (0, 0),
    "numpy int8": (np.int8(2), 2),
    "numpy uint64": (np.uint64(1), 1),
    "word unanswered": ("unanswered", UNANSWERED),
    "word for not known": ("dont-know", DONT_KNOW),
    "none": (None, UNANSWERED),
}


@pytest.mark.parametrize(("answer", "code"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_A1_accepted_answers(answer: object, code: int) -> None:
    """An option id, an option's position, and the words for the states are answers."""
    assert code_of(FRAMEWORK, answer) == code


REFUSED = {
    "text of a position": "3",
    "unknown id": "sometimes",
    "empty text": "",
    "other letter case": "Often",
    "float": 1.0,
    "half": 1.5,
    "numpy float": np.float64(1),
    "true": True,
    "numpy false": np.False_,
    "decimal": Decimal(1),
    "fraction": Fraction(1),
    "complex": 1j,
    "too high": 3,
    "numpy too high": np.int16(257),
    "negative": -1,
    "huge": 10**30,
    "not a number": float("nan"),
    "infinity": float("inf"),
    "negative zero": -0.0,
    "masked": np.ma.masked,
    "missing": Missing(),
    "not a time": np.datetime64("NaT"),
    "list": ["often"],
    "zero-dimensional array": np.array(1),
    "bytes": b"often",
    "not applicable where it always applies": "not-applicable",
}


@pytest.mark.parametrize("answer", REFUSED.values(), ids=REFUSED.keys())
def test_A1_A2_refused_answers(answer: object) -> None:
    """Everything else is refused, with the place, what was given, and what is allowed."""
    (problem,) = refusal(FRAMEWORK, {"kept": answer})

    assert problem.startswith("answers.kept: ")
    assert "allowed: rarely, often, always, unanswered, dont-know" in problem


NUMBERS = {
    "below a cut": (14.9, 0),
    "on a cut": (15, 0),
    "on a cut, as decimal": (Decimal("15.0"), 0),
    "on a cut, as fraction": (Fraction(101, 2), 1),
    "on a cut, as float": (50.5, 1),
    "on a cut, as short float": (np.float16(50.5), 1),
    "above a cut by little": (Decimal("15.000001"), 1),
    "lowest": (0, 0),
    "negative zero": (-0.0, 0),
    "highest": (np.int64(100), 2),
    "word": ("unanswered", UNANSWERED),
    "option id": ("half", 1),
    "none": (None, UNANSWERED),
}


@pytest.mark.parametrize(("answer", "code"), NUMBERS.values(), ids=NUMBERS.keys())
def test_A1_numbers_on_a_numeric_scale(answer: object, code: int) -> None:
    """A number is turned into the option whose band holds it, exactly."""
    assert code_of(NUMERIC, answer) == code


@pytest.mark.parametrize(
    "answer",
    [True, np.True_, "15", "nan", float("nan"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"),
     np.float32("nan"), Decimal("1e-999999999"), Decimal("1e999999999"), 1j, np.ma.masked, Missing(), np.datetime64("NaT")],
    ids=repr,
)  # fmt: skip
def test_A1_A2_no_numbers_on_a_numeric_scale(answer: object) -> None:
    """What is no finite number is refused on a numeric scale, too."""
    (problem,) = refusal(NUMERIC, {"kept": answer})

    assert "answers.kept: " in problem
    assert "allowed: few, half, most, unanswered, dont-know" in problem


@pytest.mark.parametrize("answer", [-1, Decimal("-0.1"), 100.5, 10**400, Fraction(10**400)])
def test_numbers_out_of_bounds_are_refused(answer: object) -> None:
    """A number outside the scale's bounds is refused, with the bounds."""
    (problem,) = refusal(NUMERIC, {"kept": answer})

    assert "the number is out of bounds" in problem
    assert problem.endswith("allowed: 0 to 100 %")


@pytest.mark.parametrize(
    ("bounds", "answer", "allowed"), [({"lowest": 0}, -1, "0 to"), ({"highest": 100}, 101, "to 100")]
)
def test_one_bound_is_enough(bounds: dict[str, int], answer: int, allowed: str) -> None:
    """A scale may be bounded on one side only."""
    scale = {**{name: PERCENT[name] for name in ("options", "cuts", "cut_falls")}, **bounds}
    framework = tiny(scales={"percent": scale}, questions=[question("kept", scale="percent")])

    assert refusal(framework, {"kept": answer})[0].endswith(f"allowed: {allowed}")
    assert code_of(framework, 50) == 1


@pytest.mark.parametrize(
    ("cut_falls", "better", "codes"),
    [("below", "more", [0, 0, 1, 2]), ("above", "more", [0, 1, 1, 2]),
     ("below", "less", [2, 2, 1, 0]), ("above", "less", [2, 1, 1, 0])],
)  # fmt: skip
def test_S1_the_side_of_a_cut_and_the_better_direction(cut_falls: str, better: str, codes: list[int]) -> None:
    """A number on a cut falls to the side the scale names; where less is better, small numbers get the last option."""
    scale = {**PERCENT, "cuts": ["0.3", 50], "cut_falls": cut_falls, "better": better}
    framework = tiny(scales={"percent": scale}, questions=[question("kept", scale="percent")])

    assert [code_of(framework, answer) for answer in (0.2, 0.3, 40, 60)] == codes
    assert code_of(framework, np.float32(0.3)) == code_of(framework, Decimal("0.3")) == codes[1]


def test_all_wrong_answers_are_listed_together_each_with_the_nearest_id() -> None:
    """Every offender of a sheet is in one error, as data and as text."""
    found = refusal(FRAMEWORK, {"kpt": "often", "kept": "oftn", "seen": True, 7: "often", "quite-another": 1})

    assert found == [
        "answers.kpt: no such question; got 'kpt'; did you mean 'kept'?",
        "answers.kept: no such option; got 'oftn'; allowed: rarely, often, always, unanswered, dont-know; "
        "did you mean 'often'?",
        "answers.seen: true and false are no answers; got True; allowed: rarely, often, always, unanswered, dont-know, "
        "not-applicable",
        "answers.7: no such question; got 7",
        "answers.quite-another: no such question; got 'quite-another'",
    ]


def test_a_question_left_out_is_unanswered() -> None:
    """An empty sheet is one of unanswered questions; one that may not apply takes the word for it."""
    assert sheet_codes(FRAMEWORK, {}).tolist() == [UNANSWERED, UNANSWERED]
    assert sheet_codes(FRAMEWORK, {"seen": "not-applicable"}).tolist() == [UNANSWERED, NOT_APPLICABLE]


@pytest.mark.parametrize("dtype", INTEGERS, ids=str)
def test_A1_vectors_and_matrices_of_every_integer_dtype(dtype: np.dtype[Any]) -> None:
    """Codes may come in any integer dtype and byte order."""
    matrix = np.array([[0, 2], [1, 0], [2, 1]], dtype)

    assert matrix_codes(FRAMEWORK, matrix).tolist() == [[0, 1, 2], [2, 0, 1]]
    assert sheet_codes(FRAMEWORK, matrix[0]).tolist() == [0, 2]


@pytest.mark.parametrize("dtype", [dtype for dtype in INTEGERS if dtype.kind == "i"], ids=str)
def test_states_as_codes(dtype: np.dtype[Any]) -> None:
    """Signed dtypes hold the negative constants, not applicable only where it is allowed."""
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
    "list of masked": [np.ma.array([0, 1], mask=[0, 1])],
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
    """Only integer dtypes are codes: no bool, float, NaN, text, object, masked or unreadable one is guessed at."""
    (problem,) = refusals(FRAMEWORK, matrix)

    assert problem.startswith("answers: ")


@pytest.mark.parametrize("vector", [7, np.int8(1), np.zeros((1, 2), np.int8), [[0, 1]], [0.5, 1], [True, 1], "often"])
def test_one_sheet_is_a_mapping_or_a_vector(vector: object) -> None:
    """A number, a matrix, or a vector of something else is no sheet."""
    (problem,) = refusal(FRAMEWORK, vector)

    assert problem.startswith("answers: ")


@pytest.mark.parametrize(
    "shape", [(2,), (1, 2, 1), (3, 1), (3, 3), (0, 0), (5, 0), (0, 3)], ids=lambda shape: "x".join(map(str, shape))
)
def test_A3_wrong_shapes(shape: tuple[int, ...]) -> None:
    """A matrix has one column a question; its shape is in the error."""
    (problem,) = refusals(FRAMEWORK, np.zeros(shape, np.int8))

    assert problem == f"answers: the matrix has the wrong shape; got {shape}; allowed: (n_organisations, 2)"


def test_A3_a_vector_of_the_wrong_length() -> None:
    """A vector has one code a question."""
    assert refusal(FRAMEWORK, [0]) == ["answers: the vector has the wrong length; got 1; allowed: 2"]
    assert refusal(FRAMEWORK, []) == ["answers: the vector has the wrong length; got 0; allowed: 2"]


def test_A3_no_rows() -> None:
    """A matrix without rows has no organisations, and is none wrong."""
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
    """A read-only memory map is read as any other matrix."""
    np.save(tmp_path / "answers.npy", np.array([[0, 1], [2, -3]], np.int8))

    found = matrix_codes(FRAMEWORK, np.load(tmp_path / "answers.npy", mmap_mode="r"))

    assert found.tolist() == [[0, 2], [1, -3]]


def test_a_mapping_is_not_changed() -> None:
    """The mapping that is handed over stays as it was."""
    answers = {"kept": 1, "seen": "often"}

    sheet_codes(FRAMEWORK, answers)

    assert answers == {"kept": 1, "seen": "often"}


def test_a_matrix_names_its_first_wrong_cells_by_row_and_counts_the_rest() -> None:
    """No more cells are named than anybody reads; the rest is counted."""
    found = refusals(FRAMEWORK, np.full((MOST_LISTED, 2), 9, np.int8))

    assert len(found) == MOST_LISTED + 1
    assert [problem.partition(":")[0] for problem in found[:3]] == [
        "answers[0].kept",
        "answers[0].seen",
        "answers[1].kept",
    ]
    assert found[-1] == f"answers: and {MOST_LISTED} more"


def rejecting(count: int) -> Framework:
    """Return a framework of so many questions that refuses sheets with open ones."""
    names = [f"q-{place}" for place in range(count)]
    return tiny(
        open_questions="reject",
        questions=[question(name, not_applicable=True) for name in names],
        requirements=[rule("framework", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
    )


def test_reject_lists_every_open_question() -> None:
    """Where open questions are refused, one error names them all, of a mapping and of a vector."""
    framework = rejecting(60)
    expected = [
        f"answers.q-{place}: the question is open, and this framework wants every question answered; "
        f"got {'unanswered' if place else 'dont-know'}"
        for place in range(59)
    ]

    assert refusal(framework, {"q-0": "dont-know", "q-59": "not-applicable"}) == expected
    assert refusal(framework, [DONT_KNOW] + [UNANSWERED] * 58 + [NOT_APPLICABLE]) == expected


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


def test_reject_says_what_is_wrong_before_what_is_open() -> None:
    """A sheet with wrong answers says those: what is open shows when they are right."""
    assert refusal(rejecting(2), {"q-0": "offten"}) == [
        "answers.q-0: no such option; got 'offten'; allowed: rarely, often, always, unanswered, dont-know, "
        "not-applicable; did you mean 'often'?"
    ]


def test_answer_words() -> None:
    """A code is written as the id of its option, or the word for its state."""
    asked = FRAMEWORK.questions[1]

    assert [answer_word(asked, code) for code in (0, 2, UNANSWERED, DONT_KNOW, NOT_APPLICABLE)] == [
        "rarely", "always", "unanswered", "dont-know", "not-applicable"
    ]  # fmt: skip
