"""The tables of a framework, each on its own: an error in one hides no others, and causes none elsewhere."""

from __future__ import annotations

import pytest
from edits import (
    GOOD,
    UNRULED,
    edited,
    many,
    only,
    problems,
    requirement,
    requires,
    score,
)

from maturity_core.errors import FrameworkError
from maturity_core.model.framework import Framework


def test_a_framework_of_nothing_says_what_is_missing() -> None:
    whats = {what for _, what in problems(("dimensions", []), ("capabilities", []), ("questions", []))}

    assert {f"the framework has no {table}" for table in ("dimensions", "capabilities", "questions")} <= whats


def test_the_list_of_the_framework_needs_two_levels() -> None:
    assert ("levels", "a list of levels must have 2 to 100 entries") in problems(("levels", many(1)))


def test_entries_that_cannot_be_read_shift_no_places() -> None:
    found = problems(
        ("questions.0.basis", "guessed"),
        ("questions.2.basis", "guessed"),
        ("questions.3.scale", "percents"),
        ("notes", [{"at": "nowhere"}, {"at": "level", "level": "top", "text": "!", "basis": "source"}]),
    )

    assert ("questions.desk-fast.scale", "no such scale") in found
    assert ("notes.1.level", "no such level") in found


@pytest.mark.parametrize("table", ["levels", "level_lists", "scales", "dimensions", "capabilities"])
def test_a_table_that_cannot_be_read_causes_no_problem_elsewhere(table: str) -> None:
    everything = (
        requires(level="agreed"),
        ("notes.+", {"at": "level", "level": "low", "text": "!", "basis": "source"}),
    )

    assert problems(*everything, (table, 3)) == [
        (table, "expected a table" if table in {"level_lists", "scales"} else "expected a list")
    ]


@pytest.mark.parametrize("table", ["questions", "scores", "notes"])
def test_an_entry_that_cannot_be_read_causes_no_problem_elsewhere(table: str) -> None:
    assert only((f"{table}.+", 3)).what == "expected a table"


@pytest.mark.parametrize("table", ["requirements", "rules"])
def test_nothing_is_said_of_rungs_while_a_rule_cannot_be_read(table: str) -> None:
    by_level = score(mean_of={"capabilities": ["goals"]}, by="level")

    assert only(requires(level="agreed"), by_level, UNRULED, (f"{table}.+", 3)).what == "expected a table"
    assert (
        only(by_level, UNRULED, requirement(ladder="each capability", level="kept", mean=1)).where
        == "requirements.4.level"
    )


def test_objects_are_as_good_as_tables() -> None:
    again = Framework(**{name: getattr(GOOD, name) for name in Framework.model_fields})

    assert again == GOOD
    assert problems(("source", GOOD.source), ("levels", [*GOOD.levels, *GOOD.levels[:1]]))[0] == (
        "levels.low",
        "duplicate id",
    )


def test_the_message_has_a_line_for_every_problem() -> None:
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(("edition", 1), ("name", 2)))

    assert str(caught.value).splitlines() == [
        "edition: expected text in quotes; got 1; put it in quotes",
        "name: expected text in quotes; got 2; put it in quotes",
    ]
