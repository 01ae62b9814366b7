"""A wrong cell in every engine alike, and in scorers in code: the reference in each cell, and ways up."""

from __future__ import annotations

from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from builders import Product, question, rule, tiny
from laws.forging import nine
from laws.shipped import LAWS, LONG, SHIPPED
from laws.test_cells import above_the_lowest, wrong_in

from maturity_core import NOT_APPLICABLE, Framework, Standings, load_framework
from maturity_core.model.states import OPEN
from maturity_core.testing.suite.against import MOST_ASKED, in_every_cell, off_reference
from maturity_core.testing.suite.cells import rows_of_cells
from maturity_core.testing.suite.climbs import climbing
from maturity_core.testing.suite.nearby import apart, falling, opened
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.scoring.engine import Engine

TRIED = SHIPPED if LONG else SHIPPED[:1]
RULES = (rule("framework", "mid", mean="0.5"), rule("framework", "high", mean="0.75"))


def scored_as(right: Framework, other: Framework) -> Framework:
    """Return a framework that is scored by the rules of another one, by all of its engines."""

    class Odd(Framework):
        @cached_property
        def engine(self) -> Engine:
            return other.engine

    return Odd(**{name: getattr(right, name) for name in Framework.model_fields})


def test_what_all_engines_misread_in_one_cell_is_told_by_the_reference() -> None:
    """Single and batch agree, and a better answer lowers nothing: only the reference knows better."""
    right = tiny(questions=nine(), requirements=list(RULES))
    stricter = tiny(
        questions=nine(), requirements=[*RULES, rule("framework", "mid", least=0.5, of={"questions": ["q-4"]})]
    )
    subject = Subject(scored_as(right, stricter))

    assert not any(law(subject).suspects for law in (climbing, opened, apart))
    assert off_reference(subject).suspects
    assert off_reference(Subject(right)).suspects == []


def test_the_law_tells_what_the_reference_says() -> None:
    right = tiny(questions=nine(), requirements=list(RULES))
    other = tiny(questions=nine(), requirements=[RULES[0], rule("framework", "high", mean="0.8")])

    record = LAWS["equals-oracle"].on(Subject(scored_as(right, other)))

    assert record.status == "failed"
    assert "from the slow reference" in record.message


@pytest.mark.parametrize("name", TRIED)
def test_the_reference_is_asked_about_every_cell_that_any_sheet_is_in(name: str) -> None:
    subject = Subject(load_framework(name))
    seen = near(subject)
    rows = np.array(in_every_cell(subject, seen))

    asked = {cell for cell, row in rows_of_cells(subject, seen.codes[rows], seen.found.ranks[rows]) if row >= 0}
    met = {cell for cell, row in rows_of_cells(subject, seen.codes, seen.found.ranks) if row >= 0}

    assert {cell for cell in met - asked if cell.code not in OPEN} == set()
    assert len(rows) <= MOST_ASKED


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.wide
def test_a_wrong_level_is_told_where_single_sheets_have_it_too(name: str) -> None:
    framework = load_framework(name)
    cells = [cell for cell in above_the_lowest(Subject(framework)) if cell.code not in OPEN]

    for cell in Random(7).sample(cells, 40 if LONG else 2):  # noqa: S311 - the same ones in every run
        assert off_reference(Subject(wrong_in(framework, cell))).suspects, cell


class FallsIfLacking(Product):
    """Wrong on purpose: the highest level is lost if the first question does not apply."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        found = super().score(framework, answers)
        lost = answers["q-0"] == NOT_APPLICABLE and found.level == 2 and answers["q-1"] == 2
        return Standings(0 if lost else found.level, found.score, capability_levels=found.capability_levels)


def test_a_scorer_in_code_that_falls_where_a_question_does_not_apply_is_caught_on_a_way_up() -> None:
    questions = [question("q-0", not_applicable=True), *nine()[1:]]
    wrong = tiny(questions=questions, requirements=[]).with_scorer(FallsIfLacking())

    assert falling(Subject(wrong)).suspects == []
    assert climbing(Subject(wrong)).suspects
    assert "q-0 = not-applicable" in LAWS["monotone"].on(Subject(wrong)).message


def test_ways_up_are_compared_for_scorers_that_are_right() -> None:
    subject = Subject(tiny(questions=nine(), requirements=[]).with_scorer(Product()))

    assert climbing(subject).suspects == []
    assert climbing(subject).pairs > falling(subject).pairs
