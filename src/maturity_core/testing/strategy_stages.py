"""Which stages staged rules find questions of, and which they pass over, in a framework that is being drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.ladders import selected
from maturity_core.model.requirement import Items
from maturity_core.testing.draws import among

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.model.ladder import Ladder
    from maturity_core.testing.strategy_parts import Parts


def passing(draw: DrawFn, drawn: Parts, ladders: list[Ladder], rungs: list[str]) -> dict[str, Any]:
    """Draw a staged rule that passes over the stages that a ladder has no question of."""
    found = [rung for rung in rungs if any_asked(drawn, ladders, rung)]
    return {"mean": draw(among(*drawn.numbers.shares)), "levels": found if found != rungs else []}


def may_pass(drawn: Parts, ladders: list[Ladder], rungs: list[str]) -> bool:
    """Return whether a staged rule passes over stages: each ladder has some, and no questions without a weight."""
    stages = [rung for rung in rungs if any_asked(drawn, ladders, rung)]
    over = False
    for ladder in ladders:
        own = [of_stage(rung) for rung in stages if rung in drawn.rungs(ladder)]
        found = [weighs(drawn, ladder, of) for of in own if selected(drawn, ladder, of)]
        if own and not (found and all(found)):
            return False
        over = over or len(found) < len(own)
    return over


def any_asked(drawn: Parts, ladders: list[Ladder], stage: str) -> bool:
    """Return whether a ladder that has the level has a question of that stage."""
    return any(selected(drawn, ladder, of_stage(stage)) for ladder in having(drawn, ladders, stage))


def asked(drawn: Parts, ladders: list[Ladder], stage: str, **more: str) -> bool:
    """Return whether every ladder that has the level has a question of that stage with a weight above 0."""
    return all(weighs(drawn, ladder, of_stage(stage, **more)) for ladder in having(drawn, ladders, stage))


def of_stage(stage: str, **more: str) -> Items:
    """Return the questions of a stage, and what else is given."""
    return Items.model_validate({"questions": {"stage": stage, **more}})


def having(drawn: Parts, ladders: list[Ladder], rung: str) -> list[Ladder]:
    """Return the ladders whose own list has that rung."""
    return [ladder for ladder in ladders if rung in drawn.rungs(ladder)]


def weighs(drawn: Parts, ladder: str, of: Items) -> bool:
    """Return whether a ladder selects an item with a weight above 0."""
    return any(drawn.weight(of.kind, item) for item in selected(drawn, ladder, of))
