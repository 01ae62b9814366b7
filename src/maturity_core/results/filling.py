"""How a sheet was filled in: what shows whether the questions were read."""

from __future__ import annotations

from maturity_core.model.fields import Whole
from maturity_core.model.node import Node


class Filling(Node):
    """How a sheet was filled in. None of it changes a level, a score or a step.

    `chosen` is the number of options that were chosen. `row` is the length of the longest row of them, in file order,
    that are at the same place of their scales, and `place` is that place, from 0; of equal rows, the first one counts.
    `place` is None if nothing was chosen. States and numbers choose no option: they neither count nor break a row.

    `seconds` is how long answering took, or None if unknown. In fewer than `least_seconds`, nobody can have read the
    `answered` questions and the options chosen.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> filling = framework.assess([1] * 5 + [2] * 15, facts={"seconds": 12}).filling()
    >>> filling.row, filling.place, filling.chosen, filling.seconds < filling.least_seconds
    (15, 2, 20, True)
    """

    chosen: Whole
    row: Whole
    place: Whole | None
    answered: Whole
    seconds: Whole | None
    least_seconds: Whole
