"""Neighbours: each wrong cell that two sheets one option apart can show is shown by some that the suite looks at."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from builders import Product, question, rule, tiny
from laws.shipped import LONG
from laws.test_cells import wrong_in

from maturity_core import load_framework
from maturity_core.testing.suite import neighbours as neighbours_module
from maturity_core.testing.suite import witnesses
from maturity_core.testing.suite.cells import Cell
from maturity_core.testing.suite.climbs import climbing
from maturity_core.testing.suite.nearby import opened
from maturity_core.testing.suite.neighbours import Pairs, Shown, neighbours
from maturity_core.testing.suite.raising import Raising, ranks_of, together
from maturity_core.testing.suite.standings import standings
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import near

if TYPE_CHECKING:
    import pytest

    from maturity_core import Framework

QUESTIONS = 5
PLANTED = 999 if LONG else 10
"""How many wrong cells are planted at most, chosen at random."""


def graded() -> Framework:
    """Return a framework whose second level asks one answer by itself, and whose third another."""
    rules = [rule("framework", "mid", mean="0.3"), rule("framework", "high", mean="0.6")]
    own = [rule("dimension work", "mid", mean="0.5"), rule("dimension work", "high", mean="0.9")]
    alone = [
        rule("framework", level, least=least, of={"questions": [name]})
        for level, name, least in (("mid", "q-0", "0.5"), ("high", "q-1", 1))
    ]
    return tiny(questions=[question(f"q-{place}") for place in range(QUESTIONS)], requirements=rules + own + alone)


def some_sheet_falls(subject: Subject, cell: Cell, to: int) -> bool:
    """Return whether, of all sheets, a better answer lowers a level with one cell at another rank."""
    codes = np.array(list(product(range(3), repeat=QUESTIONS)), np.int8)
    ranks = standings(subject.framework, codes).ranks[:, cell.ladder]
    ranks = np.where((ranks == cell.rank) & (codes[:, cell.column] == cell.code), to, ranks)
    table = ranks.reshape((3,) * QUESTIONS)
    return any(bool((np.diff(table, axis=axis) < 0).any()) for axis in range(QUESTIONS))


def test_each_wrong_cell_that_some_sheets_show_is_shown_near_witnesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little room there is for witnesses: what is missing is sought."""
    few = witnesses._lines
    monkeypatch.setattr(witnesses, "_lines", lambda subject: list(few(subject))[:8])
    right = Subject(graded())
    cells = [
        (Cell(place, rank, column, code), to)
        for place in (1, 2)
        for rank in range(3)
        for column in range(QUESTIONS)
        for code in range(3)
        for to in {0, 1, 2} - {rank}
    ]
    shown = 0

    for cell, to in Random(3).sample(cells, min(PLANTED, len(cells))):  # noqa: S311 - the same ones in every run
        subject = Subject(wrong_in(right.framework, cell, to))
        caught = any(law(subject).suspects for law in (climbing, opened))
        assert caught or not some_sheet_falls(right, cell, to), (cell, to)
        shown += caught
    assert shown


def test_neighbours_at_one_level_show_most_and_those_without_a_level_nothing() -> None:
    subject = Subject(graded())
    shown = Shown(subject)
    codes = np.zeros((3, QUESTIONS), np.int8)
    better = codes + np.eye(3, QUESTIONS, dtype=np.int8)
    ranks = np.array([[-1, 0, 0], [-1, 0, 1], [-1, -1, 2]], np.int8)
    of_better = np.array([[-1, 0, 0], [-1, 0, 2], [-1, 0, 9]], np.int8)

    shown.add(Pairs(codes, better, ranks, of_better))

    assert shown.below[2, 0, 0, 1] == shown.above[2, 0, 0, 0] == 0
    assert shown.below[2, 2, :, :2].tolist() == [[1, -1], [-1, 1], *[[1, -1]] * 3]
    assert (shown.above[2, 1, :, 0] == 2).all()
    assert (shown.below[2, 2, 2, 1], shown.below[1, 0, 1, 1], shown.below[1, 0, 2, 1]) == (-1, 0, -1)


def test_a_ladder_without_levels_has_no_neighbours_to_seek() -> None:
    subject = Subject(tiny(questions=[question(f"q-{place}") for place in range(9)], requirements=[]))

    assert neighbours(subject, []) == []


def test_only_so_many_ways_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = Subject(graded())
    every = neighbours(subject, [])
    monkeypatch.setattr(neighbours_module, "MOST_SOUGHT", 3)

    assert 0 < len(neighbours(subject, [])) < len(every)


def test_a_scorer_in_code_gets_neighbours_and_a_framework_of_data_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a better answer lowers nothing is proved of data."""
    monkeypatch.setattr(witnesses, "neighbours", lambda *_: [((0,) * 9, 8)])
    monkeypatch.setattr(witnesses, "sought", lambda *_: [])
    data = tiny(questions=[question(f"q-{place}") for place in range(9)])
    coded = tiny(questions=data.questions, requirements=[]).with_scorer(Product())

    for framework, added in ((data, False), (coded, True)):
        seen = near(Subject(framework))
        assert (seen.columns[-1] == 8 and not seen.codes[-1, :8].any()) == added


def test_capabilities_are_followed_on_one_sheet_and_ladders_that_share_answers_on_several() -> None:
    subject = Subject(load_framework("tsia-customer-success"))
    kinds = [ladder.kind for ladder in subject.ladders]
    wanted = [
        kinds.index("capability"),
        kinds.index("capability") + 1,
        kinds.index("dimension"),
        kinds.index("framework"),
    ]
    cells = np.array([[place, 1, min(subject.own[subject.ladders[place]]), 1] for place in [*wanted, wanted[0]]])
    way = Raising(subject, 0)
    taken = way.first(cells)

    assert together(subject, cells).tolist() == [0, 0, 1, 2, 3]
    sheets = way.sheets(cells, taken)
    alone = [int(ranks_of(subject, cells[[at]], sheets[[at]])[0]) for at in range(len(cells))]
    assert alone == ranks_of(subject, cells, sheets).tolist()
