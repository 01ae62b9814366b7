"""Scales: the ordered options of a question, and the bands of a number."""

from bisect import bisect_left, bisect_right
from fractions import Fraction
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from maturity_core.model.arguments import check_kind
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Label, LongText, Name, Number, Text, Whole
from maturity_core.model.node import Node, altered, unchecked

MOST_OPTIONS = 101
"""The most options of a scale: as many as there are whole numbers from 0 to 100."""
Ends = tuple[Fraction, Fraction]
"""The lowest and the highest value of a unit of the author's own."""


def _later() -> Any:
    """Return the credit of an option that gives none: it follows from its value on a scale."""


class Option(Node):
    """One option of a scale: an id for files, a label and help for people, a credit in 0..1.

    Instead of credits, the options of a scale may have values in a unit of the author's own, such as 1 to 5. Their
    credits follow: 0 for the lowest value, 1 for the highest, and evenly in between. `level` is the level that
    an option is typical of, where the model says so.

    >>> Option(id="often", label="Often, with gaps", credit=0.5).credit
    Fraction(1, 2)
    """

    id: Name
    label: Label
    help: LongText = ""
    value: Number | None = None
    credit: Number = Field(default_factory=_later, ge=0, le=1)
    level: Name | None = None

    @property
    def follows(self) -> tuple[str, ...]:
        """The fields that follow from others, so that a file does not have them."""
        return () if self.value is None else ("credit",)


class Scale(Node):
    """Ordered options, lowest first, with credits that go from 0 to 1 and never fall; with `cuts` it reads numbers.

    A numeric scale has one cut fewer than options. A number on a cut belongs to the band above or below, as
    `cut_falls` says; with `better = "less"` the lowest numbers get the last option. A scale of `whole_numbers` has an
    option for each of them, made here. `counts_as` is the option that *not applicable* counts as, where a question
    allows that answer: it is in all sums then.

    >>> scale = Scale(options=[{"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1}])
    >>> [option.id for option in scale.options]
    ['no', 'yes']
    >>> points = Scale(whole_numbers=(0, 100))
    >>> points.options[73].label, points.options[73].credit, points.ends
    ('73', Fraction(73, 100), (Fraction(0, 1), Fraction(100, 1)))
    """

    options: Entries[Option] = Field(default=(), validate_default=True)
    whole_numbers: tuple[Whole, Whole] | None = None
    counts_as: Name | None = None
    cuts: tuple[Number, ...] = ()
    cut_falls: Literal["below", "above"] | None = None
    better: Literal["more", "less"] = "more"
    lowest: Number | None = None
    highest: Number | None = None
    unit: Text = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Add what follows from other fields: the options of whole numbers, and credits from values."""
        if self.whole_numbers and not self.options:
            low, high = self.whole_numbers
            numbers = range(low, min(high, low + MOST_OPTIONS) + 1)
            vars(self).update(
                options=Entries(unchecked(Option, id=f"at-{n}", label=str(n), value=Fraction(n)) for n in numbers),
                cuts=tuple(map(Fraction, numbers[1:])),
                cut_falls="above",
                lowest=Fraction(low),
                highest=Fraction(high),
            )
        if (ends := self.ends) and ends[0] < ends[1]:
            options = [_credited(option, ends) for option in self.options]
            vars(self).update(options=Entries(options))
        return self

    @property
    def follows(self) -> tuple[str, ...]:
        """The fields that follow from others, so that a file does not have them."""
        return ("options", "cuts", "cut_falls", "lowest", "highest") if self.whole_numbers else ()

    @property
    def listed(self) -> bool:
        """Whether people are shown its options: not where the answer is a whole number."""
        return self.whole_numbers is None

    @property
    def ends(self) -> Ends | None:
        """The values of the first and the last option; None if the options have no values."""
        values = [option.value for option in self.options if option.value is not None]
        return (values[0], values[-1]) if values and len(values) == len(self.options) else None

    @property
    def numeric(self) -> bool:
        """Whether an answer on this scale is a number."""
        return bool(self.cuts)

    @property
    def takes_numbers(self) -> bool:
        """Whether a number can be an answer on this scale: one that falls in a band, or the value of an option."""
        return self.numeric or self.ends is not None

    def with_value(self, number: Fraction) -> int | None:
        """Return the position of the option that has this value; None if none has, or several have."""
        places = [place for place, option in enumerate(self.options) if option.value == number]
        return places[0] if len(places) == 1 else None

    def position(self, number: Fraction) -> int:
        """Return the position of the option whose band holds `number` (numeric scales)."""
        check_kind(number, (int, float, Fraction), "number")
        band = (bisect_right if self.cut_falls == "above" else bisect_left)(self.cuts, number)
        return band if self.better == "more" else len(self.cuts) - band


def _credited(option: Option, ends: Ends) -> Option:
    """Return an option with the credit that its value comes to, unless the file gives one."""
    low, high = ends
    if option.value is None or "credit" in option.model_fields_set:
        return option
    copy = altered(option, credit=(option.value - low) / (high - low))
    copy.model_fields_set.discard("credit")
    return copy
