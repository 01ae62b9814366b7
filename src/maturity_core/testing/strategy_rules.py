"""Random rules for a framework's parts: requirements, shorthands and scores that select something and can be met."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.measure import Measure
from maturity_core.model.requirement import Items, Requirement, Score
from maturity_core.model.scorers import AnyRule
from maturity_core.model.statistics import STATISTICS, StatisticName
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.strategy_stages import asked, having, may_pass, of_stage, passing, weighs

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts

BOUNDS = tuple(Fraction(text) for text in ("0", "10", "-1", "2.5"))
KINDS = ("plain", "cut-points", "staged", "weakest-link", "coverage")
TABLES = {"capability": "capabilities", "dimension": "dimensions"}
NEARLY_ALWAYS = (*(True,) * 7, False)
MILLIONTHS = 1_000_000
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
    for place in range(draw(among(0, 0, 1, 2, 3))):
        _measure(draw, drawn, place)
    if draw(among(*NEARLY_ALWAYS)):
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
        drawn.rules.append(RULE.validate_python({**rule, "kind": kind, "ladder": selector, "basis": "interpretation"}))
        covered = set(rule["levels"] or rungs)
    for rung in rungs:
        wanted = draw(among(0, 1) if rung in covered else among(1, 2))
        concerned = having(drawn, ladders, rung)
        for _ in range(wanted):
            table = _requirement(draw, drawn, concerned)
            drawn.requirements.append(Requirement(ladder=selector, level=rung, basis="source", **table))
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
        kinds = _item_kinds(ladders)
        of = Items.model_validate({draw(among(*kinds)): "all"})
        cuts = {rung: draw(among(*drawn.numbers.shares)) for rung in rungs}
        if kind == "cut-points" or (kind == "weakest-link" and draw(st.booleans())):
            table["cuts"] = cuts
        else:
            fitting = [rung for rung in rungs if _reachable(drawn, having(drawn, ladders, rung), of, rung)]
        if kind == "coverage":
            share = draw(among(*drawn.numbers.shares))
            table = {"share": share} if draw(among(*NEARLY_ALWAYS)) else {"count": Fraction(1)}
        if kind == "cut-points" and _levelled(drawn, ladders, of):
            table["by"] = draw(among("level", "score"))
        default = "dimensions" if ladders == [FRAMEWORK] else "questions"
        table["of"] = None if of.kind == default and draw(st.booleans()) else of
    if not fitting:
        return None
    some = draw(some_of(*fitting))
    return {**table, "levels": some or (fitting if fitting != rungs else [])}


def _item_kinds(ladders: list[Ladder]) -> list[str]:
    """Return the kinds of items that all these ladders own: a ladder is never an item of itself."""
    if any(ladder.kind == "capability" for ladder in ladders):
        return ["questions"]
    if any(ladder.kind == "dimension" for ladder in ladders):
        return ["capabilities", "questions"]
    return ["dimensions", "capabilities", "questions"]


def _averaged(drawn: Parts) -> list[str]:
    """Return the measures that may be averaged, by id."""
    return [measure.id for measure in drawn.measures if not measure.adds]


def _read(drawn: Parts, ladders: list[Ladder], of: Items) -> set[Ladder]:
    """Return the names of the ladders that are items; empty if the items are questions."""
    kind = KIND_OF.get(of.kind)
    return {Ladder(kind, item) for ladder in ladders for item in selected(drawn, ladder, of)} if kind else set()


def _levelled(drawn: Parts, ladders: list[Ladder], of: Items) -> bool:
    """Return whether the items are ladders that all have a level."""
    read = _read(drawn, ladders, of)
    return bool(read) and read <= drawn.ruled


def _reachable(drawn: Parts, ladders: list[Ladder], of: Items, rung: str) -> bool:
    """Return whether all items have that rung in their own list, and one that weighs has a rung left up to it."""
    if not _levelled(drawn, ladders, of) or any(rung not in drawn.rungs(item) for item in _read(drawn, ladders, of)):
        return False
    weighing = [[item for item in _read(drawn, [ladder], of) if drawn.weight(of.kind, item.id)] for ladder in ladders]
    return all(any(drawn.counts(item, rung) for item in items) for items in weighing)


def _items(draw: DrawFn, drawn: Parts, ladders: list[Ladder], *, weighted: bool) -> Items:
    """Draw a selection that selects something on every ladder, with a weight above 0 if weights are used."""
    kinds = _item_kinds(ladders)
    if "dimensions" in kinds and _averaged(drawn):
        kinds = ["measures", *kinds]
    kind = draw(among(*kinds))
    if kind == "measures":
        return Items.model_validate({kind: draw(some_of(*_averaged(drawn), least=1))})  # all of them have a weight
    choices: list[Any] = ["all"]
    if len(ladders) == 1:
        ids = selected(drawn, ladders[0], Items.model_validate({kind: "all"}))
        ruled = [item for item in ids if kind in KIND_OF and Ladder(KIND_OF[kind], item) in drawn.ruled]
        some = draw(some_of(*ids, least=1))
        choices += [ruled or ids, some, {"ids": some}]
    if kind == "questions":
        stages = sorted({question.stage for question in drawn.questions if question.stage})
        choices += [{key: stage} for key in ("stage", "from_stage", "up_to") for stage in stages]
        choices += [{"from_stage": low, "up_to": high} for low, high in permutations(stages, 2)]
        choices += [{"capability": entry.id} for entry in drawn.capabilities]
    weights = {entry.weight for entry in getattr(drawn, kind)} - {Fraction(0)}
    choices += [{"from_weight": weight} for weight in sorted(weights)]
    if kind != "dimensions":
        choices += [{"tag": tag} for tag in sorted({tag for entry in getattr(drawn, kind) for tag in entry.tags})]
        choices += [{"dimension": entry.id} for entry in drawn.dimensions]
    of = Items.model_validate({kind: choices[draw(among(*range(len(choices))))]})
    found = [weighs(drawn, ladder, of) if weighted else bool(selected(drawn, ladder, of)) for ladder in ladders]
    return of if all(found) else Items.model_validate({kind: "all"})


def _requirement(draw: DrawFn, drawn: Parts, ladders: list[Ladder]) -> dict[str, Any]:
    """Draw the statistic, items and numbers of a requirement for each of these ladders."""
    statistic: StatisticName = draw(among("total", *STATISTICS))  # only a total can be out of reach
    adding = [measure for measure in drawn.measures if measure.adds]
    if adding and "dimensions" in _item_kinds(ladders) and draw(st.booleans()):
        return _added_up(draw, drawn, adding[draw(among(*range(len(adding))))])
    of = _items(draw, drawn, ladders, weighted=STATISTICS[statistic].weighted)
    table: dict[str, Any] = {"of": of, statistic: draw(among(*drawn.numbers.shares))}
    if statistic == "count":
        table["count"] = draw(among(*range(1, 1 + min(len(selected(drawn, ladder, of)) for ladder in ladders))))
    if STATISTICS[statistic].reaching:
        read = _read(drawn, ladders, of)
        shared = [rung for rung in drawn.rungs(min(read)) if _reachable(drawn, ladders, of, rung)] if read else []
        table["reaching"] = draw(among(*shared, *drawn.numbers.shares))
    elif _levelled(drawn, ladders, of):
        table["by"] = draw(among("level", "score"))
    if statistic == "total":
        weights = [[drawn.weight(of.kind, item) for item in selected(drawn, ladder, of)] for ladder in ladders]
        table |= _total(draw, drawn, min(sum(own, Fraction(0)) for own in weights))
    return table


def _added_up(draw: DrawFn, drawn: Parts, measure: Measure) -> dict[str, Any]:
    """Draw what a measure that is a total or a count has to come to."""
    items = selected(drawn, Ladder("measure", measure.id), measure.of)
    low, high = Fraction(0), Fraction(len(items))
    if measure.statistic == "total":
        weights = sum((drawn.weight(measure.of.kind, item) for item in items), Fraction(0))
        low, high = STATISTICS["total"].limits([weights], measure.base, measure.top)
    bar = stated(low + draw(among(Fraction(1), *drawn.numbers.shares)) * (high - low), up=False)
    chosen = bar if low < bar <= high else high
    return {"of": Items.model_validate({"measures": [measure.id]}), "least": chosen}


def _measure(draw: DrawFn, drawn: Parts, place: int) -> None:
    """Draw a measure of any items, earlier measures included, sometimes with levels of its own."""
    ladder = Ladder("measure", f"measure-{place}")
    statistic = draw(among("mean", "total", "share", "count"))
    of = _items(draw, drawn, [FRAMEWORK], weighted=statistic != "count")
    table: dict[str, Any] = {f"{statistic}_of": of}
    if statistic in {"share", "count"}:
        read = _read(drawn, [FRAMEWORK], of)
        shared = [rung for rung in drawn.rungs(min(read)) if _reachable(drawn, [FRAMEWORK], of, rung)] if read else []
        table["reaching"] = draw(among(*shared, *drawn.numbers.shares))
    elif _levelled(drawn, [FRAMEWORK], of):
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
        asked = [(rung, _requirement(draw, drawn, [FRAMEWORK])) for rung in rungs]
        drawn.measures = others
        drawn.requirements += [Requirement(ladder=ladder, level=rung, basis="source", **table) for rung, table in asked]
        drawn.ruled.add(ladder)


def _total(draw: DrawFn, drawn: Parts, weights: Fraction) -> dict[str, Fraction]:
    """Draw a base or a top, and a number within reach of the smallest sum of weights, as a file can write it."""
    bound, share = draw(among(*BOUNDS)), draw(among(Fraction(1), *drawn.numbers.shares))
    if draw(among("base", "top")) == "base":
        return {"base": bound, "total": bound + stated(share * weights, up=True)}
    return {"top": bound, "total": bound - stated((1 - share) * weights, up=False)}


def stated(number: Fraction, *, up: bool) -> Fraction:
    """Return a number that a file can write: rounded to six places if the fraction is too fine."""
    if number.denominator <= MILLIONTHS:
        return number
    return Fraction((ceil if up else floor)(number * MILLIONTHS), MILLIONTHS)


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
    of = _items(draw, drawn, ladders, weighted=True)
    by = draw(among("level", "score")) if _levelled(drawn, ladders, of) else "score"
    return {"mean_of": of, "by": by, "shown": draw(among(None, (0, 3)))}
