"""The requirement, the one rule of the library, and the items it reads.

For LEVEL of LADDER: STATISTIC of ITEMS [reaching Y] must be at least X, because ..., basis source | interpretation.
"""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema, model_validator

from maturity_core.model.fields import (
    Id,
    Label,
    Name,
    Number,
    Positive,
    Text,
    is_table,
    name_or_number,
    name_or_number_text,
)
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.model.statistics import STATISTICS, StatisticName

Basis = Literal["source", "interpretation", "own"]


Selector = Annotated[
    Label,
    WithJsonSchema(
        {
            "type": "string",
            "description": "framework, each dimension, each capability, dimension ID, capability ID or measure ID",
        }
    ),
]
Reach = Annotated[
    Fraction | str,
    PlainValidator(name_or_number("expected a credit, a score, or the id of a rung")),
    PlainSerializer(name_or_number_text, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": "a credit or score, or a rung by id"}),
]


ITEM_KINDS = ("questions", "capabilities", "dimensions", "measures")
"""The kinds of item."""


class Filter(Node):
    """Selects some of the ladder's own items: every given field has to match.

    Only questions have a stage; dimensions have no tags.

    >>> Filter(tag="written", from_stage="managed", from_weight=3).from_weight
    Fraction(3, 1)
    """

    tag: Id | None = None
    stage: Id | None = None
    from_stage: Id | None = None
    up_to: Id | None = None
    from_weight: Positive | None = None
    dimension: Id | None = None
    capability: Id | None = None
    ids: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_dumped(cls, given: Any) -> Any:
        """Take the empty tuple of a filter that was dumped as no ids; an empty list in a file is refused."""
        return {name: value for name, value in given.items() if value != ()} if is_table(given) else given


Selection = Literal["all"] | tuple[Id, ...] | Filter


class Items(Node):
    """The items a requirement or a score reads, all of one kind."""

    questions: Selection | None = None
    capabilities: Selection | None = None
    dimensions: Selection | None = None
    measures: Selection | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are given: exactly one in a valid file."""
        return tuple(kind for kind in ITEM_KINDS if getattr(self, kind) is not None)

    @property
    def kind(self) -> str:
        """`questions`, `capabilities`, `dimensions` or `measures`."""
        return next(kind for kind in ITEM_KINDS if getattr(self, kind) is not None)

    @property
    def selection(self) -> Selection:
        """Which items of that kind are selected."""
        chosen: Selection = getattr(self, self.kind)
        return chosen


class Sourced(Node):
    """Something that says whether the source states it or it is an interpretation."""

    basis: Basis
    because: Text = ""
    place: Text = ""


class Comparison(Node):
    """A level of a ladder, and the number that a statistic is compared with for it."""

    ladder: Selector | tuple[Selector, ...]
    level: Name
    mean: Number | None = None
    total: Number | None = None
    share: Number | None = None
    least: Number | None = None
    count: Number | None = None


class Requirement(Comparison, Sourced):
    """One rule: for `level` of `ladder`, a statistic of the items `of` must be at least the number given.

    Exactly one of `mean`, `total`, `share`, `least`, `count` is given. `share` and `count` look at the items
    `reaching` a credit, a score, or a rung. `mean`, `total` and `share` use the items' weights. With `by = "value"`,
    items count with the values of their options, or with their scores as shown, and all numbers are in that unit.

    >>> everything = {"questions": "all"}
    >>> rule = Requirement(ladder="framework", level="managed", mean=0.5, of=everything, basis="interpretation")
    >>> rule.statistic, rule.threshold
    ('mean', Fraction(1, 2))
    """

    of: Items
    by: Literal["score", "level", "value"] = "score"
    reaching: Reach | None = None
    base: Number | None = None
    top: Number | None = None

    @property
    def one_ladder(self) -> Ladder:
        """The ladder of a requirement that names exactly one, as each does once it is written out."""
        ladder = self.ladder
        return ladder if isinstance(ladder, Ladder) else Ladder.read(str(ladder))

    @property
    def given(self) -> tuple[StatisticName, ...]:
        """The statistics that are given: exactly one in a valid file."""
        return tuple(name for name in STATISTICS if getattr(self, name) is not None)

    @property
    def statistic(self) -> StatisticName:
        """The statistic that is compared."""
        return self.given[0]

    @property
    def threshold(self) -> Fraction:
        """The number that the statistic must reach."""
        number: Fraction = getattr(self, self.statistic)
        return number


class Score(Node):
    """What a ladder's score is made of, if not the default: a mean of its own items, or the framework's total.

    `range` states the lowest and the highest total; one that its items do not come to is refused. `marks`, on the scale
    the score is shown on, are what an organisation aims at in turn where no level is left; only the framework has them.
    With `by = "value"`, a total adds up values.
    """

    ladder: Selector | tuple[Selector, ...]
    mean_of: Items | None = None
    total_of: Items | None = None
    by: Literal["score", "level", "value"] = "score"
    base: Number | None = None
    top: Number | None = None
    shown: tuple[Number, Number] | None = None
    range: tuple[Number, Number] | None = None
    marks: tuple[Number, ...] = ()

    @property
    def of(self) -> Items:
        """The items the score names."""
        items = self.mean_of or self.total_of
        assert items is not None  # noqa: S101 - checked when the framework is built
        return items

    @property
    def statistic(self) -> StatisticName:
        """The statistic of its items that it is."""
        return "mean" if self.total_of is None else "total"

    @property
    def adds(self) -> bool:
        """Whether it is a total, which is shown as it is."""
        return self.total_of is not None
