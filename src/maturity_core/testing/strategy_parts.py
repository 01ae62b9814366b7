"""Random parts of a framework: levels, scales, dimensions, capabilities and questions that fit together."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from hypothesis import strategies as st

from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import Lookup, ladder_levels
from maturity_core.model.measure import Measure
from maturity_core.model.node import altered
from maturity_core.model.nouns import Capability, Dimension, Level, Needed, Prerequisite, Question
from maturity_core.model.requirement import Basis, Requirement, Score
from maturity_core.model.units import score_of
from maturity_core.testing.draws import among, in_any_order, some_of
from maturity_core.testing.strategy_scales import ENDS, MOSTLY_NONE, PALETTES, Numbers, fine, in_unit, scales

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.scale import Scale
    from maturity_core.model.scorers import Rule

QuestionBasis = Literal["interpretation", "stated", "own", "filled"]
LEVEL_IDS = ("low", "mid", "high", "peak")
LISTS = (("own",), ("own", "other"), ())
TAGS = ((), ("written",), ("written", "shown"))
EFFORTS = tuple(Fraction(text) for text in ("1", "2", "3", "0.5"))
MOSTLY = (True, True, False)
NEARLY_ALWAYS = (*(True,) * 7, False)
BASES: tuple[Basis, ...] = ("interpretation", "source", "own")
"""Where requirements, rules and capabilities come from."""
ASKED: tuple[QuestionBasis, ...] = ("interpretation", "stated", "own", "filled")
"""Where questions come from."""
MOST_DIMENSIONS, MOST_CAPABILITIES, MOST_QUESTIONS = 3, 5, 9


@dataclass
class Parts:
    """The tables of a framework being drawn.

    `ruled` are the names of the ladders that have requirements so far; `measured` is whether all measures are drawn;
    `passed` are the rungs that staged rules pass over, each a ladder and a level.
    """

    numbers: Numbers
    levels: tuple[Level, ...]
    level_lists: dict[str, tuple[Level, ...]]
    scales: dict[str, Scale]
    dimensions: tuple[Dimension, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measure, ...] = ()
    rules: list[Rule] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    ruled: set[str] = field(default_factory=set)
    measured: bool = False
    passed: set[tuple[str, str]] = field(default_factory=set)

    @property
    def lookup(self) -> Lookup:
        """What the ladders drawn so far name and own."""
        return Lookup(self)

    def rungs(self, ladder: str) -> list[str]:
        """Return the ids of the ladder's levels above rank 0."""
        return [level.id for level in ladder_levels(self, ladder)[1:]]

    def counts(self, ladder: str, rung: str) -> bool:
        """Return whether a rung up to that one is not passed over on a ladder."""
        rungs = self.rungs(ladder)
        return any((ladder, name) not in self.passed for name in rungs[: rungs.index(rung) + 1])

    def weight(self, kind: str, item: str) -> Fraction:
        """Return the weight of an item, given the name of its table and its id."""
        weights: dict[str, Fraction] = {entry.id: entry.weight for entry in getattr(self, kind)}
        return weights[item]


def parts(draw: DrawFn) -> Parts:
    """Draw everything but the rules: every dimension and capability has a question with a weight above 0."""
    numbers, ends = draw(among(*PALETTES)), draw(among(*ENDS))
    drawn = Parts(
        numbers=numbers,
        levels=_levels(draw) if draw(among(*NEARLY_ALWAYS)) else (),
        level_lists={name: _levels(draw) for name in draw(among(*LISTS))},
        scales={name: scales(draw, numbers, ends) for name in draw(among(("plain",), ("plain", "second")))},
    )
    dimensions = draw(among(*range(1, 1 + MOST_DIMENSIONS)))
    homes = _homes(draw, dimensions, MOST_CAPABILITIES)
    drawn.dimensions = tuple(_dimensions(draw, drawn, dimensions))
    drawn.capabilities = tuple(_capabilities(draw, drawn, homes))
    drawn.questions = tuple(_questions(draw, drawn, _homes(draw, len(homes), MOST_QUESTIONS)))
    return drawn


def _ids(prefix: str, count: int) -> st.SearchStrategy[list[str]]:
    """Draw ids whose order differs from that of the file."""
    return in_any_order(*(f"{prefix}-{letter}" for letter in "abcdefghi"[:count]))


def _homes(draw: DrawFn, parents: int, most: int) -> list[int]:
    """Draw the parent of each child, in any order, so that every parent has a child."""
    count = draw(among(*range(1 + most - parents)))
    more = [draw(among(*range(parents))) for _ in range(count)]
    return draw(in_any_order(*range(parents), *more))


def _levels(draw: DrawFn) -> tuple[Level, ...]:
    ids = draw(in_any_order(*LEVEL_IDS))[: draw(among(*range(2, 1 + len(LEVEL_IDS))))]
    return tuple(Level(id=name, name=name) for name in ids)


def _weights(numbers: Numbers, homes: list[int], place: int) -> st.SearchStrategy[Fraction]:
    """Draw a weight: above 0 for the first child of each parent."""
    return among(*numbers.weights, *([] if homes[place] not in homes[:place] else [Fraction(0)]))


def _dimensions(draw: DrawFn, drawn: Parts, count: int) -> list[Dimension]:
    lists = among(None, *drawn.level_lists)
    return [
        Dimension(id=name, name=name, weight=draw(_weights(drawn.numbers, [0] * count, place)), levels=draw(lists))
        for place, name in enumerate(draw(_ids("area", count)))
    ]


def _capabilities(draw: DrawFn, drawn: Parts, homes: list[int]) -> list[Capability]:
    lists = among(*drawn.level_lists, None)
    return [
        Capability(
            id=name,
            name=name,
            dimension=drawn.dimensions[homes[place]].id,
            weight=draw(_weights(drawn.numbers, homes, place)),
            effort=draw(among(*EFFORTS)),
            worth=draw(among(*EFFORTS)),
            levels=draw(lists),
            tags=draw(among(*TAGS)),
            basis=draw(among(*BASES)),
        )
        for place, name in enumerate(draw(_ids("skill", len(homes))))
    ]


def prerequisites(draw: DrawFn, drawn: Parts) -> None:
    """Draw what capabilities require: rungs of those that have requirements so far, and credits; never a cycle.

    One capability in three leans on others, too: on any.
    """
    order = draw(in_any_order(*(capability.id for capability in drawn.capabilities)))
    requires: dict[str, tuple[Prerequisite, ...]] = {order[0]: ()}
    for place, name in enumerate(order[1:], start=1):
        needed = draw(some_of(*order[:place], most=2))
        requires[name] = tuple(_prerequisite(draw, drawn, other) for other in needed)
    leans = {name: () if draw(among(*MOSTLY)) else tuple(draw(some_of(*order, most=2))) for name in order}
    drawn.capabilities = tuple(
        altered(
            entry, requires=requires[entry.id], leans_on=tuple(name for name in leans[entry.id] if name != entry.id)
        )
        for entry in drawn.capabilities
    )


def _prerequisite(draw: DrawFn, drawn: Parts, capability: str) -> Prerequisite:
    ladder = Ladder("capability", capability)
    rungs = [rung for rung in drawn.rungs(ladder) if ladder in drawn.ruled and drawn.counts(ladder, rung)]
    if rungs and not draw(st.booleans()):
        return Prerequisite(capability=capability, level=draw(among(*rungs)))
    credit = draw(among(*(credit for credit in drawn.numbers.credits if credit)))
    return _needed_value(draw, drawn, Prerequisite(capability=capability, credit=credit))


def _needed_value(draw: DrawFn, drawn: Parts, needed: Prerequisite) -> Prerequisite:
    """Return a prerequisite that asks for a credit, sometimes with the value instead, if there is a unit."""
    unit = score_of(drawn, Ladder("capability", needed.capability)).shown
    if unit is None or needed.credit is None or not draw(st.booleans()):
        return needed
    value = in_unit(needed.credit, unit)
    return Prerequisite(capability=needed.capability, value=value) if fine(value) else needed


def _questions(draw: DrawFn, drawn: Parts, homes: list[int]) -> list[Question]:
    questions: list[Question] = []
    for place, name in enumerate(draw(_ids("ask", len(homes)))):
        capability = drawn.capabilities[homes[place]]
        question = Question(
            id=name,
            capability=capability.id,
            text=f"How is it with {name}?",
            scale=draw(among(*drawn.scales)),
            weight=draw(_weights(drawn.numbers, homes, place)),
            stage=draw(among(None, *_stages(drawn, capability))),
            tags=draw(among(*TAGS)),
            not_applicable=draw(among(*MOSTLY)),
            basis=draw(among(*ASKED)),
        )
        if question.not_applicable and draw(among(*MOSTLY_NONE)):
            question = altered(question, counts_as=draw(among(*drawn.scales[question.scale].options.ids)))
        questions.append(_needing(draw, drawn, question, questions))
    return questions


def _needing(draw: DrawFn, drawn: Parts, question: Question, before: list[Question]) -> Question:
    """Return a question that sometimes needs an earlier one of its capability to be above its lowest option."""
    others = [
        entry
        for entry in before
        if entry.capability == question.capability and entry.not_applicable <= question.not_applicable
    ]
    if not draw(among(*MOSTLY_NONE)) or not others:
        return question
    other = others[draw(among(*range(len(others))))]
    option = draw(among(*drawn.scales[other.scale].options.ids[1:]))
    return altered(question, needs=Needed(question=other.id, option=option))


def _stages(drawn: Parts, capability: Capability) -> list[str]:
    """Return the ids allowed as a question's stage: from the list of its capability, dimension or framework."""
    ladders = (Ladder("capability", capability.id), Ladder("dimension", capability.dimension), "framework")
    return list(dict.fromkeys(level.id for ladder in ladders for level in ladder_levels(drawn, ladder)))
