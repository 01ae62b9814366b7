"""Random rules for a framework's parts: requirements, shorthands and scores that select something and can be met."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.requirement import Items, Requirement, Score
from maturity_core.model.scorers import AnyRule
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.strategy_items import (
    has_measures,
    having,
    item_kinds,
    items,
    levelled,
    reachable,
    weighs,
)
from maturity_core.testing.strategy_items import (
    measures as some_measures,
)
from maturity_core.testing.strategy_measures import measures
from maturity_core.testing.strategy_parts import BASES, NEARLY_ALWAYS
from maturity_core.testing.strategy_requirements import BOUNDS, requirement, stated
from maturity_core.testing.strategy_stages import asked, may_pass, of_stage, passing

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts

KINDS = ("plain", "cut-points", "staged", "weakest-link", "coverage")
TABLES = {"capability": "capabilities", "dimension": "dimensions"}
RULE: TypeAdapter[Any] = TypeAdapter(AnyRule)


def rules(draw: DrawFn, drawn: Parts) -> None:
    """Draw the rules of capabilities, dimensions and framework, in this order: later ones may read earlier ones."""
    for kind in ("capability", "dimension"):
        every = [Ladder(kind, entry.id) for entry in getattr(drawn, TABLES[kind])]
        names = [name for name in every if drawn.rungs(name)]
        how = draw(among("each", "alike", "apart")) if names else "apart"
        if how == "each":
            _ruled(draw, drawn, names, f"each {kind}")
        elif how == "alike":
            alike = [name for name in names if drawn.rungs(name) == drawn.rungs(names[0])]
            _ruled(draw, drawn, alike, tuple(alike))
        else:
            for name in draw(some_of(*names)) if names else []:
                _ruled(draw, drawn, [name], name)
    _scores(draw, drawn)
    measures(draw, drawn)
    if draw(among(*NEARLY_ALWAYS)) and drawn.levels:
        _ruled(draw, drawn, [FRAMEWORK], FRAMEWORK)
    _whole(draw, drawn)


def _ruled(draw: DrawFn, drawn: Parts, ladders: list[Ladder], selector: str | tuple[str, ...]) -> None:
    """Give every rung of these ladders a requirement: by a shorthand as far as it fits, the rest written out."""
    rungs = list(dict.fromkeys(rung for ladder in ladders for rung in drawn.rungs(ladder)))
    covered: set[str] = set()
    may = str(selector).startswith("each") and may_pass(drawn, ladders, rungs)
    kind = draw(among(*KINDS, *("passing",) * 5 * may))
    rule = _shorthand(draw, drawn, ladders, rungs, kind) if kind not in {"plain", "passing"} else None
    if kind == "passing":
        rule, kind = passing(draw, drawn, ladders, rungs), "staged"
    if rule is not None:
        drawn.rules.append(
            RULE.validate_python({**rule, "kind": kind, "ladder": selector, "basis": draw(among(*BASES))})
        )
        covered = set(rule["levels"] or rungs)
    for rung in rungs:
        wanted = draw(among(0, 1) if rung in covered else among(1, 2))
        concerned = having(drawn, ladders, rung)
        for _ in range(wanted):
            table = requirement(draw, drawn, concerned)
            drawn.requirements.append(Requirement(ladder=selector, level=rung, basis=draw(among(*BASES)), **table))
        if not wanted and kind == "staged":
            drawn.passed |= {(ladder, rung) for ladder in concerned if not weighs(drawn, ladder, of_stage(rung))}
    drawn.ruled |= set(ladders)


def _shorthand(draw: DrawFn, drawn: Parts, ladders: list[Ladder], rungs: list[str], kind: str) -> dict[str, Any] | None:
    """Draw a shorthand for some or all of the rungs that it fits; None if it fits no rung."""
    table: dict[str, Any] = {}
    fitting = rungs
    if kind == "staged":
        fitting = [rung for rung in rungs if asked(drawn, ladders, rung)]
        share = draw(among(*drawn.numbers.shares))
        tagged = Items.model_validate({"questions": {"tag": "written"}})
        if draw(st.booleans()) and all(asked(drawn, ladders, rung, tag="written") for rung in fitting):
            table["of"] = tagged
        table |= {"mean": share} if draw(among(*NEARLY_ALWAYS)) else {"share": share, "reaching": "0.5"}
    else:
        kinds = [*item_kinds(ladders), *(["measures"] * 3 if has_measures(drawn, ladders) else [])]
        what = draw(among(*kinds))
        of = some_measures(draw, drawn) if what == "measures" else Items.model_validate({what: "all"})
        cuts = {rung: draw(among(*drawn.numbers.shares)) for rung in rungs}
        if kind == "cut-points" or (kind == "weakest-link" and draw(st.booleans())):
            table["cuts"] = cuts
        else:
            fitting = [rung for rung in rungs if reachable(drawn, having(drawn, ladders, rung), of, rung)]
        if kind == "coverage":
            share = draw(among(*drawn.numbers.shares))
            table = {"share": share} if draw(among(*NEARLY_ALWAYS)) else {"count": Fraction(1)}
        if kind == "cut-points" and levelled(drawn, ladders, of):
            table["by"] = draw(among("level", "score"))
        default = "dimensions" if ladders == [FRAMEWORK] else "questions"
        table["of"] = None if of.kind == default and draw(st.booleans()) else of
    if not fitting:
        return None
    some = draw(some_of(*fitting))
    return {**table, "levels": some or (fitting if fitting != rungs else [])}


def _scores(draw: DrawFn, drawn: Parts) -> None:
    """Draw scores other than the default: for all dimensions or capabilities, or for one of them."""
    for kind in ("capability", "dimension"):
        names = [Ladder(kind, entry.id) for entry in getattr(drawn, TABLES[kind])]
        how = draw(among("default", "each", "one"))
        if how == "each":
            drawn.scores.append(Score(ladder=f"each {kind}", **_mean_of(draw, drawn, names)))
        elif how == "one":
            name = draw(among(*names))
            drawn.scores.append(Score(ladder=name, **_mean_of(draw, drawn, [name])))


def _whole(draw: DrawFn, drawn: Parts) -> None:
    """Draw a score of the framework other than the default."""
    if draw(st.booleans()):
        table = _mean_of(draw, drawn, [FRAMEWORK])
        if draw(st.booleans()):
            table = {"total_of": table["mean_of"], "by": table["by"]}  # a total is shown as it is
            table[draw(among("base", "top"))] = draw(among(*BOUNDS))
            table["range"] = draw(among(None, _range(drawn, table)))
        drawn.scores.append(Score(ladder=FRAMEWORK, **table))


def _range(drawn: Parts, table: dict[str, Any]) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest total of the framework's score; None if a file cannot write them."""
    of = table["total_of"]
    room = sum((drawn.weight(of.kind, item) for item in selected(drawn, FRAMEWORK, of)), Fraction(0))
    ends = (table["base"], table["base"] + room) if "base" in table else (table["top"] - room, table["top"])
    return ends if all(stated(end, up=True) == end for end in ends) else None


def _mean_of(draw: DrawFn, drawn: Parts, ladders: list[Ladder]) -> dict[str, Any]:
    of = items(draw, drawn, ladders, weighted=True)
    by = draw(among("level", "score")) if levelled(drawn, ladders, of) else "score"
    return {"mean_of": of, "by": by, "shown": draw(among(None, (0, 3)))}
