"""Scales: the ordered options of a question, and the bands of a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from typing import Literal

from pydantic import Field

from maturity_core.model.arguments import check_kind
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Label, LongText, Name, Number, Text
from maturity_core.model.node import Node


class Option(Node):
    """One option of a scale: an id for files, a label and help for people, a credit in 0..1.

    >>> Option(id="often", label="Often, with gaps", credit=0.5).credit
    Fraction(1, 2)
    """

    id: Name
    label: Label
    help: LongText = ""
    credit: Number = Field(ge=0, le=1)


class Scale(Node):
    """Ordered options, lowest first, with credits that go from 0 to 1 and never fall; with `cuts` it reads numbers.

    A numeric scale has one cut fewer than options. A number on a cut belongs to the band above or below, as
    `cut_falls` says; with `better = "less"` the lowest numbers get the last option.

    >>> scale = Scale(options=[{"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1}])
    >>> [option.id for option in scale.options]
    ['no', 'yes']
    """

    options: Entries[Option]
    cuts: tuple[Number, ...] = ()
    cut_falls: Literal["below", "above"] | None = None
    better: Literal["more", "less"] = "more"
    lowest: Number | None = None
    highest: Number | None = None
    unit: Text = ""

    @property
    def numeric(self) -> bool:
        """Whether an answer on this scale is a number."""
        return bool(self.cuts)

    def position(self, number: Fraction) -> int:
        """Return the position of the option whose band holds `number` (numeric scales)."""
        check_kind(number, (int, float, Fraction), "number")
        band = (bisect_right if self.cut_falls == "above" else bisect_left)(self.cuts, number)
        return band if self.better == "more" else len(self.cuts) - band
