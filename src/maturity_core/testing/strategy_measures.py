"""Random measures: of any items, and of the questions of one dimension or capability, which then requires them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.measure import Measure
from maturity_core.model.requirement import Items, Requirement
from maturity_core.testing.draws import among
from maturity_core.testing.strategy_items import items, levelled, rungs_of
from maturity_core.testing.strategy_parts import BASES, MOSTLY, NEARLY_ALWAYS
from maturity_core.testing.strategy_requirements import BOUNDS, requirement

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts


def measures(draw: DrawFn, drawn: Parts) -> None:
    """Draw up to three measures, and mostly in one framework of three another that its ladder requires."""
    if not draw(among(*MOSTLY)):
        _required(draw, drawn)
    for place in range(draw(among(0, 0, 1, 2, 3))):
        _measure(draw, drawn, place)
    drawn.measured = True


def _required(draw: DrawFn, drawn: Parts) -> None:
    """Draw a measure of the questions of one dimension or capability with levels, and a requirement that reads it."""
    ladders = sorted(ladder for ladder in drawn.ruled if Ladder.read(ladder).kind in {"capability", "dimension"})
    if not ladders:
        return
    ladder = Ladder.read(draw(among(*ladders)))
    level = draw(among(*drawn.rungs(ladder)))
    of = Items.model_validate({"questions": {ladder.kind: ladder.id}})
    drawn.measures = (Measure(id="own", name="Own", mean_of=of),)
    asked: dict[str, Any] = {draw(among("mean", "least")): draw(among(*drawn.numbers.shares))}
    drawn.requirements.append(
        Requirement(
            ladder=ladder,
            level=level,
            of=Items.model_validate({"measures": ["own"]}),
            basis=draw(among(*BASES)),
            **asked,
        )
    )
    drawn.passed.discard((ladder, level))


def _measure(draw: DrawFn, drawn: Parts, place: int) -> None:
    """Draw a measure of any items, earlier measures included, sometimes with levels of its own."""
    ladder = Ladder("measure", f"measure-{place}")
    statistic = draw(among("mean", "total", "share", "count"))
    of = items(draw, drawn, [FRAMEWORK], weighted=statistic != "count")
    table: dict[str, Any] = {f"{statistic}_of": of}
    if statistic in {"share", "count"}:
        shared = rungs_of(drawn, [FRAMEWORK], of)
        table["reaching"] = draw(among(*shared, *drawn.numbers.shares))
    elif levelled(drawn, [FRAMEWORK], of):
        table["by"] = draw(among("level", "score"))
    if statistic == "total":
        table[draw(among("base", "top"))] = draw(among(*BOUNDS))
    elif statistic != "count":
        table["shown"] = draw(among(None, (0, 3)))
    weight = draw(among(Fraction(1), Fraction(2)))
    levels = draw(among(None, *drawn.level_lists))
    made = Measure(id=ladder.id, name=ladder.id, weight=weight, levels=levels, **table)
    drawn.measures = (*drawn.measures, made)
    if levels and draw(among(*NEARLY_ALWAYS)):
        others = drawn.measures
        drawn.measures = others[:-1]  # its requirements read earlier measures, and not itself
        rungs = [level.id for level in drawn.level_lists[levels][1:]]
        asked = [(rung, requirement(draw, drawn, [FRAMEWORK])) for rung in rungs]
        drawn.measures = others
        drawn.requirements += [
            Requirement(ladder=ladder, level=rung, basis=draw(among(*BASES)), **table) for rung, table in asked
        ]
        drawn.ruled.add(ladder)
