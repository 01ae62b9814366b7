"""The cells of a question in a CSV file, each distinct one read once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maturity_app.csv_cells import cell_answer
from maturity_app.raw_sheet import refusals
from maturity_core.answers.sheets import answer_code, answer_word
from maturity_core.errors import Problem

if TYPE_CHECKING:
    from maturity_app.reading import Reading

REMEMBERED = 4096
"""How many different cells of a column are cached."""

Reader = Callable[[str], str | Problem]
Readers = tuple[Reader, Reader]
"""What reads a cell, usually and where a position in it cannot be read."""


def readers_of(reading: Reading, title: str) -> Readers:
    """Return what reads the cells of a question."""
    return _reader(reading, title, shifted=False), _reader(reading, title, shifted=True)


def _reader(reading: Reading, title: str, *, shifted: bool) -> Reader:
    """Return a function that reads the cells of a question as a word or a problem."""
    question = reading.framework.question(title)
    scale = reading.framework.scales[question.scale]

    @lru_cache(REMEMBERED)
    def read(cell: str) -> str | Problem:
        answer: Any = cell_answer(cell, numeric=scale.takes_numbers, decimal=reading.how.decimal)
        found: int | Problem | None = next(iter(refusals(answer, question.id)), None)
        if found is None and type(answer) is int and not scale.takes_numbers:
            answer = reading.position(question, answer, shifted=shifted)
            found = answer if isinstance(answer, Problem) else None
        found = reading.unclear(question, answer) if found is None else found
        found = answer_code(question, scale, answer) if found is None else found
        if isinstance(found, Problem):
            found = reading.decided(found).hinted()
            return Problem(found.what, question.id, found.got, found.allowed, found.hint)
        reading.spoken(question, answer)
        return answer_word(question, found)

    return read
