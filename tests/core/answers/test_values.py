"""Answers given as the values of options: the option with this value, wherever answers are written down by name."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from builders import question, tiny

from maturity_core import AnswersError, Framework, FrameworkError, answers_model, answers_schema, carry
from maturity_core.model.states import UNANSWERED


def marked(*values: Any) -> Framework:
    """Return two questions on marks with these values, by default 1 to 5."""
    given = values or (1, 2, 3, 4, 5)
    options = [{"id": f"mark-{place}", "label": f"Label {place}", "value": mark} for place, mark in enumerate(given)]
    asked = [question("kept", scale="marks"), question("seen", scale="marks", not_applicable=True)]
    return tiny(scales={"marks": {"options": options}}, questions=asked)


@pytest.mark.parametrize("answer", [3, 3.0, np.int8(3), np.float64(3), Decimal(3), Fraction(3), "mark-2"])
def test_a_number_is_the_option_of_this_value(answer: Any) -> None:
    assert marked().assess({"kept": answer}).answers["kept"] == "mark-2"


def test_half_a_mark_and_marks_below_zero_are_values_too() -> None:
    framework = marked(-1, "0.5", 2)

    assert dict(framework.assess({"kept": 0.5, "seen": -1}).answers) == {"kept": "mark-1", "seen": "mark-0"}


def test_vectors_and_matrices_hold_positions() -> None:
    framework = marked()
    named = framework.assess({"kept": 3, "seen": 4})

    assert framework.assess([2, 3]) == named
    assert framework.assess_many(np.array([[2, 3]]))[0] == named


@pytest.mark.parametrize("kind", [pa.int8(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(5, 2)])
def test_columns_of_tables_hold_values(kind: Any) -> None:
    table = pa.table(
        {"kept": pa.array([Decimal(1), Decimal(5), None]).cast(kind), "seen": ["mark-0", None, "dont-know"]}
    )

    batch = marked().assess_many(table)

    assert [batch[row].answers["kept"] for row in range(3)] == ["mark-0", "mark-4", "unanswered"]


@pytest.mark.parametrize(
    ("values", "answer", "what"),
    [
        ((), 0, "no option has this value; got 0; allowed: 1, 2, 3, 4, 5, mark-0"),
        ((), 2.5, "no option has this value; got 2.5; allowed: 1, 2, 3, 4, 5, mark-0"),
        ((1, 3, 3, 5), 3, "several options have this value; got 3; allowed: 1, 3, 5, mark-0"),
        ((), True, "booleans are not valid answers"),
        ((), float("nan"), "expected a number, or an option's id"),
    ],
)
def test_a_number_that_is_no_value_is_refused(values: tuple[Any, ...], answer: Any, what: str) -> None:
    with pytest.raises(AnswersError) as caught:
        marked(*values).assess({"kept": answer})

    assert what in str(caught.value)


def test_a_cell_that_is_no_value_is_refused_with_its_row() -> None:
    with pytest.raises(AnswersError, match=r"answers\[1\]\.kept: no option has this value; got 0"):
        marked().assess_many(pa.table({"kept": [1, 0], "seen": [1, 1]}))


def test_forms_take_values() -> None:
    framework = marked()
    sheet = answers_model(framework).model_validate({"kept": 4})
    numbers, ids = answers_schema(framework)["properties"]["kept"]["anyOf"]

    assert framework.assess(sheet).answers["kept"] == "mark-3"
    assert numbers == {"enum": [1, 2, 3, 4, 5]}
    assert "mark-3" in ids["enum"]
    assert "mark-3 or 4: Label 3" in answers_schema(framework)["properties"]["kept"]["description"]
    assert answers_schema(marked(1, 3, 3, 5))["properties"]["kept"]["anyOf"][0] == {"enum": [1, 5]}
    with pytest.raises(ValueError, match="no option has this value"):
        answers_model(framework).model_validate({"kept": 6})


def test_examples_take_values() -> None:
    tables = marked().model_dump(mode="json") | {
        "examples": [{"id": "one", "answers": {"kept": 5, "seen": 5}, "score": 5}]
    }
    wrong = {**tables, "examples": [{"id": "one", "answers": {"kept": 6, "seen": 5}, "score": 5}]}

    assert Framework.model_validate(tables).examples[0].answers["kept"] == 5
    with pytest.raises(
        FrameworkError, match=r"examples\.one\.answers\.kept: this is not the value of exactly one option"
    ):
        Framework.model_validate(wrong)


def test_an_answer_that_is_open_has_no_value() -> None:
    framework = marked()

    assert framework.assess({"kept": None, "seen": "not-applicable"}).answers["kept"] == "unanswered"
    assert framework.assess([UNANSWERED, 0]).answers["kept"] == "unanswered"


@pytest.mark.parametrize("value", [2, 2.5])
def test_a_value_is_carried_only_where_the_options_are_known_to_be_the_same(value: float) -> None:
    then = marked(1, 2, "2.5")
    since = {"edition": "1", "questions": [{"id": "kept"}]}
    to = Framework.model_validate(then.model_dump(mode="json") | {"edition": "2", "since": [since]})

    carried = carry({"kept": value}, to, edition=then.edition, words=then.words_digests)

    assert carried.answers["kept"] == then.assess({"kept": value}).answers["kept"]
    with pytest.raises(AnswersError, match="cannot be used, because the options may have changed"):
        carry({"kept": value}, to, edition=then.edition)
