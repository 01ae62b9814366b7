"""One wrong cell: a scorer that is right but for one level of one ladder with one answer to one question."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, question, rule, tiny
from laws.forging import nine
from laws.shipped import LAWS, LONG, SHIPPED

from maturity_core import NOT_APPLICABLE, AssessmentBatch, Framework, load_framework
from maturity_core.model.states import OPEN
from maturity_core.readers.proof import rises_only
from maturity_core.testing.suite import witnesses
from maturity_core.testing.suite.cells import Cell, is_possible, rows_of_cells, sought
from maturity_core.testing.suite.nearby import apart, falling, opened
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from maturity_core.testing.oracle_model import Sheet

TRIED = SHIPPED if LONG else SHIPPED[:2]
PLANTED = 40 if LONG else 2
"""How many cells of each model are made wrong, chosen at random."""


def wrong_in(framework: Framework, cell: Cell, to: int = 0) -> Framework:
    """Return a framework that has a ladder at another level in one cell, the lowest unless `to` says otherwise."""
    ladder = framework.engine.ladders[cell.ladder]
    place = framework.outline.of_kind(ladder.kind).index(cell.ladder)

    class OneWrongCell(AssessmentBatch):
        def elsewhere(self, kind: str, found: NDArray[np.int8]) -> NDArray[np.int8]:
            if kind != ladder.kind:
                return found
            levels = found.copy()
            column = levels if levels.ndim == 1 else levels[:, place]
            given = self._matrix.block(slice(0, len(self)))[cell.column] == cell.code
            column[given & (column == cell.rank)] = to
            return levels

        @property
        def levels(self) -> NDArray[np.int8]:
            return self.elsewhere("framework", super().levels)

        @property
        def dimension_levels(self) -> NDArray[np.int8]:
            return self.elsewhere("dimension", super().dimension_levels)

        @property
        def capability_levels(self) -> NDArray[np.int8]:
            return self.elsewhere("capability", super().capability_levels)

    class Odd(Framework):
        def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
            return OneWrongCell.of(self, answers, **options)

    return Odd(**{name: getattr(framework, name) for name in Framework.model_fields})


def above_the_lowest(subject: Subject) -> list[Cell]:
    """Return the cells above the lowest level that some sheet is in."""
    seen = near(subject)
    return [cell for cell, row in rows_of_cells(subject, seen.codes, seen.found.ranks) if cell.rank and row >= 0]


@pytest.mark.parametrize("name", TRIED)
def test_every_cell_of_every_shipped_framework_has_a_sheet_or_none_can_be_in_it(name: str) -> None:
    """None can, if not even the highest answers with the cell's own reach its level, or the lowest are above it."""
    subject = Subject(load_framework(name))
    seen = near(subject)

    empty = [cell for cell, row in rows_of_cells(subject, seen.codes, seen.found.ranks) if row < 0]

    assert rises_only(subject.framework)
    for cell in empty:
        ends = [[*end[: cell.column], cell.code, *end[cell.column + 1 :]] for end in (subject.worst, subject.tops)]
        low, high = subject.stand([tuple(end) for end in ends]).ranks[:, cell.ladder].tolist()
        assert not low <= cell.rank <= high, cell


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.wide
def test_one_wrong_cell_is_caught_at_any_level_of_any_ladder_in_any_state(name: str) -> None:
    framework = load_framework(name)
    cells = above_the_lowest(Subject(framework))

    for cell in Random(7).sample(cells, PLANTED):  # noqa: S311 - the same ones in every run
        subject = Subject(wrong_in(framework, cell))
        assert any(law(subject).suspects for law in (falling, opened, apart)), cell


def test_a_question_that_does_not_apply_is_misread_at_one_level_alone() -> None:
    framework = tiny(questions=[question("q-0", not_applicable=True), *nine()[1:]])

    record = LAWS["batch-equals-single"].on(Subject(wrong_in(framework, Cell(2, 2, 0, NOT_APPLICABLE))))

    assert record.status == "failed"
    assert "q-0 = not-applicable" in record.message
    assert LAWS["batch-equals-single"].on(Subject(framework)).status == "passed"


def test_cells_that_the_witnesses_miss_are_sought() -> None:
    rules = [rule("framework", level, mean=least) for level, least in (("mid", "0.5"), ("high", "0.75"))]
    subject = Subject(tiny(questions=nine(), requirements=rules))
    wanted = [Cell(2, rank, 0, code) for rank in range(3) for code in range(3)]

    found = sought(subject, wanted)

    assert found
    for sheet, column in found:
        assert Cell(2, int(subject.stand([sheet]).ranks[0, 2]), column, sheet[column]) in wanted
    assert sought(subject, []) == []


def test_what_there_is_no_room_for_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule("framework", level, mean=least) for level, least in (("mid", "0.5"), ("high", "0.75"))]
    framework = tiny(questions=nine(), requirements=rules)
    whole = len(above_the_lowest(Subject(framework)))
    monkeypatch.setattr(witnesses, "MOST_NEAR", 1)
    sought_for: list[int] = []

    def counted(subject: Subject, cells: Sequence[Cell]) -> list[tuple[Sheet, int]]:
        found = sought(subject, cells)
        sought_for.append(len(found))
        return found

    monkeypatch.setattr(witnesses, "sought", counted)

    assert 0 < len(above_the_lowest(Subject(framework))) <= whole
    assert sought_for[0] > 0


def answers_possible(framework: Framework) -> Iterator[int]:
    return (code for code in (NOT_APPLICABLE, *sorted(OPEN), 2, 3) if is_possible(Subject(framework), 0, code))


def test_only_what_may_be_answered_makes_a_cell() -> None:
    assert list(answers_possible(tiny())) == [*sorted(OPEN), 2]
    assert list(answers_possible(tiny(open_questions="reject"))) == [2]
    assert list(answers_possible(tiny(questions=[question("q-0", not_applicable=True)]))) == [-3, *sorted(OPEN), 2]


def test_a_scorer_in_code_is_not_held_against_itself() -> None:
    assert apart(Subject(tiny(questions=nine(), requirements=[]).with_scorer(Product()))) == (0, [])
