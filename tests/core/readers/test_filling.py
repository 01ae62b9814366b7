"""How a sheet was filled in: the longest row of answers alike, and the least time that reading takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders import dear, question, tiny
from hypothesis import given
from hypothesis import strategies as st
from kept_results import RICH

from maturity_core import DONT_KNOW, UNANSWERED, Assessment, SheetFacts, load_framework
from maturity_core.answers.facts import MOST_SECONDS

CHECK = load_framework("service-maturity-check")
CODES = st.sampled_from([UNANSWERED, DONT_KNOW, 0, 1, 2, 3, 4])
sheets = st.lists(CODES, min_size=20, max_size=20)
times = st.none() | st.integers(0, MOST_SECONDS)


def longest(codes: list[int]) -> int:
    """Return the length of the longest row alike, by trying every part of the sheet."""
    chosen = [code for code in codes if code >= 0]
    parts = [chosen[start:end] for start in range(len(chosen)) for end in range(start + 1, len(chosen) + 1)]
    return max((len(part) for part in parts if len(set(part)) == 1), default=0)


@dear
@given(sheets)
def test_the_row_is_the_longest_of_all_parts_alike(codes: list[int]) -> None:
    filling = CHECK.assess(codes).filling()

    assert filling.row == longest(codes)
    assert filling.chosen == sum(code >= 0 for code in codes)
    assert (filling.place is None) == (filling.row == 0)


@dear
@given(sheets, st.integers(0, 20), st.sampled_from([DONT_KNOW, UNANSWERED]))
def test_a_state_neither_counts_nor_breaks_a_row(codes: list[int], place: int, state: int) -> None:
    changed = [*codes[:place], state, *codes[place + 1 :]][: len(codes)]
    without = [code for at, code in enumerate(codes) if at != place]

    assert CHECK.assess(changed).filling().row == longest(without)


@dear
@given(sheets)
def test_the_least_time_covers_what_was_answered_and_nothing_else(codes: list[int]) -> None:
    words = 0
    for asked, code in zip(CHECK.questions, codes, strict=True):
        words += len(asked.text.split()) if code != UNANSWERED else 0
        words += len(asked.options[code].label.split()) if code >= 0 else 0
    filling = CHECK.assess(codes).filling()

    assert words <= 10 * filling.least_seconds < words + 10
    assert filling.answered == sum(code != UNANSWERED for code in codes)


@dear
@given(st.lists(st.integers(0, 1), min_size=4, max_size=4), times)
def test_seconds_change_nothing_but_themselves(answers: list[int], seconds: int | None) -> None:
    without, result = RICH.assess(answers), RICH.assess(answers, facts={"seconds": seconds})

    assert result.record.model_copy(update={"facts": SheetFacts()}) == without.record
    assert (result.gaps("high"), result.next_steps("high")) == (without.gaps("high"), without.next_steps("high"))
    assert result.explain() == without.explain()
    assert result.filling() == without.filling().model_copy(update={"seconds": seconds})


@dear
@given(sheets, times)
def test_a_stored_result_was_filled_in_as_the_sheet_was(codes: list[int], seconds: int | None) -> None:
    result = CHECK.assess(codes, facts={"seconds": seconds})

    assert Assessment.model_validate_json(result.model_dump_json()).verify(CHECK).filling() == result.filling()


def test_a_number_chooses_no_option() -> None:
    percent = tiny(questions=[question("kept"), question("known"), question("share", scale="percent")])
    result = percent.assess({"kept": 1, "known": 1, "share": 60})
    stored = Assessment.model_validate(json.loads(result.model_dump_json())).verify(percent)
    option = percent.question("share").options[1].id

    assert (result.filling().chosen, result.filling().row, result.filling().answered) == (2, 2, 3)
    assert stored.filling() == result.filling()
    assert percent.assess({"kept": 1, "known": 1, "share": option}).filling().row == 3


def test_of_equal_rows_the_first_one_counts() -> None:
    filling = CHECK.assess([3] * 10 + [1] * 10).filling()

    assert (filling.row, filling.place) == (10, 3)


def test_a_bare_sheet_has_no_row_and_takes_no_time() -> None:
    filling = CHECK.assess({}).filling()

    assert (filling.row, filling.place, filling.answered, filling.least_seconds) == (0, None, 0, 0)


@pytest.mark.parametrize("wrong", [-1, MOST_SECONDS + 1, 1.0, "40", True, "soon"])
def test_seconds_are_a_whole_number_within_bounds(wrong: Any) -> None:
    with pytest.raises(ValueError, match="expected a whole number of seconds from 0 to 10,000,000"):
        CHECK.assess({}, facts={"seconds": wrong})
