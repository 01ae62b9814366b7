"""Answers: what is accepted, what is refused and how that is worded; nothing is guessed, and no input is changed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import PERCENT, question, rule, tiny

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, AnswersError, Assessment, Framework
from maturity_core.answers.sheets import answer_word, sheet_codes

FRAMEWORK = tiny()


NUMERIC = tiny(questions=[question("kept", scale="percent")])


class Missing:
    """Imitates the missing values of other libraries: not a number, and equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "<NA>"


def code_of(framework: Framework, answer: Any) -> int:
    """Return the code that `answer` to the first question is read as."""
    return int(sheet_codes(framework, {"kept": answer})[0])


def refusal(framework: Framework, answers: Any) -> list[str]:
    """Return the problems of a sheet that is refused."""
    with pytest.raises(AnswersError) as caught:
        sheet_codes(framework, answers)
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
    "another word": "Oftener",
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


NO_NUMBERS = [
    *[
        True,
        np.True_,
        "15 or so",
        "nan",
        float("nan"),
        float("-inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
    ],
    *[np.float32("nan"), Decimal("1e-999999999"), Decimal("1e999999999"), 1j, np.ma.masked, Missing()],
    np.datetime64("NaT"),
]


@pytest.mark.parametrize("answer", NO_NUMBERS, ids=repr)
def test_A1_A2_no_numbers_on_a_numeric_scale(answer: object) -> None:
    """Anything but a finite number is refused on a numeric scale, too."""
    (problem,) = refusal(NUMERIC, {"kept": answer})

    assert "answers.kept: " in problem
    assert "allowed: few, half, most, unanswered, dont-know" in problem


@pytest.mark.parametrize("answer", [-1, Decimal("-0.1"), 100.5, 10**400, Fraction(10**400)])
def test_numbers_out_of_bounds_are_refused(answer: object) -> None:
    """A number outside the scale's bounds is refused, with the bounds."""
    (problem,) = refusal(NUMERIC, {"kept": answer})

    assert "the number is out of bounds" in problem
    assert problem.endswith("allowed: 0 to 100 %")


LONG = {"a fraction": Fraction(1, 10**1000), "a decimal": Decimal("0." + "1" * 1001), "a power": Fraction(1, 2**5000)}


@pytest.mark.parametrize("answer", LONG.values(), ids=LONG.keys())
def test_N1_a_number_that_no_result_could_write_is_refused(answer: object) -> None:
    (problem,) = refusal(NUMERIC, {"kept": answer})

    assert problem.startswith("answers.kept: the number is too long to store; got ")
    assert problem.endswith("allowed: at most 1,000 digits in the numerator and in the denominator")


@pytest.mark.parametrize(
    "answer",
    [Fraction(1, 2**3320), Fraction(1, 3**2000), Decimal("0." + "1" * 999)],
    ids=["power of 2", "power of 3", "decimal"],
)
def test_N1_the_longest_numbers_read_back(answer: Any) -> None:
    result = NUMERIC.assess({"kept": answer})

    again = Assessment.model_validate_json(result.model_dump_json(), framework=NUMERIC)

    assert again.record.numbers == result.record.numbers


@pytest.mark.parametrize(
    ("bounds", "answer", "allowed"), [({"lowest": 0}, -1, "0 to"), ({"highest": 100}, 101, "to 100")]
)
def test_one_bound_is_enough(bounds: dict[str, int], answer: int, allowed: str) -> None:
    """A scale may have a bound on only one side."""
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
    """A number on a cut falls to the side the scale names; if less is better, small numbers get the last option."""
    scale = {**PERCENT, "cuts": ["0.3", 50], "cut_falls": cut_falls, "better": better}
    framework = tiny(scales={"percent": scale}, questions=[question("kept", scale="percent")])

    assert [code_of(framework, answer) for answer in (0.2, 0.3, 40, 60)] == codes
    assert code_of(framework, np.float32(0.3)) == code_of(framework, Decimal("0.3")) == codes[1]


def test_all_wrong_answers_are_listed_together_each_with_the_nearest_id() -> None:
    """All problems of a sheet are in one error, as data and as text."""
    found = refusal(FRAMEWORK, {"kpt": "often", "kept": "oftn", "seen": True, 7: "often", "quite-another": 1})
    options = "rarely, often, always, unanswered, dont-know"

    assert found == [
        "answers.kpt: no such question; got 'kpt'; allowed: kept, seen; did you mean 'kept'?",
        f"answers.kept: no such option; got 'oftn'; allowed: {options}; did you mean 'often'?",
        f"answers.seen: booleans are not valid answers; got True; allowed: {options}, not-applicable",
        "answers.7: no such question; got 7",
        "answers.quite-another: no such question; got 'quite-another'; allowed: kept, seen",
    ]


def test_a_question_left_out_is_unanswered() -> None:
    """In an empty sheet everything is unanswered; a question that allows not applicable accepts the word for it."""
    assert sheet_codes(FRAMEWORK, {}) == [UNANSWERED, UNANSWERED]
    assert sheet_codes(FRAMEWORK, {"seen": "not-applicable"}) == [UNANSWERED, NOT_APPLICABLE]


def test_a_mapping_is_not_changed() -> None:
    """The mapping passed in is not changed."""
    answers = {"kept": 1, "seen": "often"}

    sheet_codes(FRAMEWORK, answers)

    assert answers == {"kept": 1, "seen": "often"}


def rejecting(count: int) -> Framework:
    """Return a framework with this many questions that refuses sheets with open ones."""
    names = [f"q-{place}" for place in range(count)]
    return tiny(
        open_questions="reject",
        questions=[question(name, not_applicable=True) for name in names],
        requirements=[rule("framework", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
    )


def test_reject_lists_every_open_question() -> None:
    """If open questions are refused, one error names them all, for a mapping and for a vector."""
    framework = rejecting(60)
    expected = [
        f"answers.q-{place}: the question is open, but this framework requires an answer to every question; "
        f"got {'unanswered' if place else 'dont-know'}"
        for place in range(59)
    ]

    assert refusal(framework, {"q-0": "dont-know", "q-59": "not-applicable"}) == expected
    assert refusal(framework, [DONT_KNOW] + [UNANSWERED] * 58 + [NOT_APPLICABLE]) == expected


def test_reject_says_what_is_wrong_before_what_is_open() -> None:
    """Wrong answers are reported first: open questions are named once those are right."""
    (problem,) = refusal(rejecting(2), {"q-0": "offten"})

    assert problem.startswith("answers.q-0: no such option; got 'offten'; allowed: ")
    assert problem.endswith("; did you mean 'often'?")


def test_answer_words() -> None:
    """A code is written as the id of its option, or the word for its state."""
    asked = FRAMEWORK.questions[1]

    assert [answer_word(asked, code) for code in (0, 2, UNANSWERED, DONT_KNOW, NOT_APPLICABLE)] == [
        "rarely", "always", "unanswered", "dont-know", "not-applicable"
    ]  # fmt: skip


def test_A4_a_number_too_long_to_write_out_is_refused_as_any_other() -> None:
    with pytest.raises(AnswersError, match="the number is out of bounds; got a number too long to show"):
        tiny(questions=[question("share", scale="percent")]).assess({"share": 10**5000})


def test_A1_a_decimal_too_long_to_keep_is_told_as_such() -> None:
    framework = tiny(questions=[question("share", scale="percent")])
    with pytest.raises(AnswersError, match=r"answers\.share: the number is too long to store"):
        framework.assess({"share": Decimal("1E+999999")})
    with pytest.raises(AnswersError, match=r"answers\.share: expected a number, or an option's id"):
        framework.assess({"share": Decimal("NaN")})
