"""Examples: answers of made-up organisations, and the levels and scores they should get."""

from fractions import Fraction
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema

from maturity_core.model.fields import Id, Name, Number, Text, Whole, name_or_number, name_or_number_text
from maturity_core.model.node import FIXED, FixedDict, Node
from maturity_core.model.requirement import Selector

NO_LEVEL_WORD = "none"
"""What an example says in place of a level where there is none."""

Answer = Annotated[
    str | Fraction,
    PlainValidator(name_or_number("expected the id of an option, the word for a state, or a number")),
    PlainSerializer(name_or_number_text, return_type=str),
    WithJsonSchema({"type": ["string", "number"], "description": "the id of an option, a state, or a number"}),
]
"""An answer as a file gives it: the id of an option, the word for a state, or the number for a numeric scale."""


class Example(Node):
    """Answers of a made-up organisation, and its level and scores: everything stated is checked.

    Levels are given by id, or as `none`. Scores are exact, on the scale that they are shown on. `range` has the lowest
    and the highest level that open questions leave possible, `ahead` the capabilities ahead of their time, `tensions`
    the number of tensions.

    >>> Example(id="all-lowest", answers={"kept": "rarely"}, level="ad-hoc", score=0).score
    Fraction(0, 1)
    """

    id: Id
    name: Text = ""
    because: Text = ""
    level: Name | None = None
    range: tuple[Name, Name] | None = None
    score: Number | None = None
    dimensions: Annotated[dict[Id, Name], FIXED] = Field(default_factory=FixedDict)
    capabilities: Annotated[dict[Id, Name], FIXED] = Field(default_factory=FixedDict)
    scores: Annotated[dict[Selector, Number], FIXED] = Field(default_factory=FixedDict)
    ahead: tuple[Id, ...] | None = None
    tensions: Whole | None = None
    answers: Annotated[dict[Id, Answer], FIXED]
