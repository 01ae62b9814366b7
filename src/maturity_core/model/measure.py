"""Measures: scores of the author's own over any items, other measures included."""

from typing import Literal

from maturity_core.model.fields import ONE, Id, Label, LongText, Number, Weight
from maturity_core.model.node import Node
from maturity_core.model.requirement import Items, Reach
from maturity_core.model.statistics import StatisticName

MADE_OF: dict[str, StatisticName] = {"mean_of": "mean", "total_of": "total", "share_of": "share", "count_of": "count"}
"""What a measure may be made of, with the statistic of each."""


class Measure(Node):
    """A score of the author's own: a mean, a total, a share or a count of any items, other measures included.

    With a list of levels it is also a ladder of the author's own, named `measure ID` in requirements. `weight` counts
    where measures are the items of a mean, a share or a total. A total and a count are never averaged.

    >>> Measure(id="documents", name="Documents", mean_of={"questions": ["plan-written", "goals-written"]}).statistic
    'mean'
    """

    id: Id
    name: Label
    summary: LongText = ""
    weight: Weight = ONE
    levels: Id | None = None
    mean_of: Items | None = None
    total_of: Items | None = None
    share_of: Items | None = None
    count_of: Items | None = None
    by: Literal["score", "level", "value"] = "score"
    reaching: Reach | None = None
    base: Number | None = None
    top: Number | None = None
    shown: tuple[Number, Number] | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """What it is made of, by the names of the fields: exactly one in a valid file."""
        return tuple(name for name in MADE_OF if getattr(self, name) is not None)

    @property
    def of(self) -> Items:
        """The items it reads; none if it is not said what it is made of, which is an error."""
        items: Items = getattr(self, self.given[0]) if self.given else Items()
        return items

    @property
    def statistic(self) -> StatisticName:
        """The statistic of its items that it is."""
        return MADE_OF[self.given[0]]

    @property
    def adds(self) -> bool:
        """Whether it is a total or a count, which is shown as it is and never averaged."""
        return self.statistic in {"total", "count"}
