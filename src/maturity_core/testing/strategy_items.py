"""Random selections of items that requirements, rules, scores, measures and profiles read."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any

from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.ladders import selected
from maturity_core.model.requirement import Items
from maturity_core.testing.draws import among, some_of

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts


def having(drawn: Parts, ladders: list[Ladder], rung: str) -> list[Ladder]:
    """Return the ladders whose own list has that rung."""
    return [ladder for ladder in ladders if rung in drawn.rungs(ladder)]


def weighs(drawn: Parts, ladder: str, of: Items) -> bool:
    """Return whether a ladder selects an item with a weight above 0."""
    return any(drawn.weight(of.kind, item) for item in selected(drawn, ladder, of))


def item_kinds(ladders: list[Ladder]) -> list[str]:
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


def levelled(drawn: Parts, ladders: list[Ladder], of: Items) -> bool:
    """Return whether the items are ladders that all have a level."""
    found = _read(drawn, ladders, of)
    return bool(found) and found <= drawn.ruled


def reachable(drawn: Parts, ladders: list[Ladder], of: Items, rung: str) -> bool:
    """Return whether all items have that rung in their own list, and one that weighs has a rung left up to it."""
    if not levelled(drawn, ladders, of) or any(rung not in drawn.rungs(item) for item in _read(drawn, ladders, of)):
        return False
    weighing = [[item for item in _read(drawn, [ladder], of) if drawn.weight(of.kind, item.id)] for ladder in ladders]
    return all(any(drawn.counts(item, rung) for item in items) for items in weighing)


def rungs_of(drawn: Parts, ladders: list[Ladder], of: Items) -> list[str]:
    """Return the rungs that all the items have; none if the items are questions."""
    found = _read(drawn, ladders, of)
    return [rung for rung in drawn.rungs(min(found)) if reachable(drawn, ladders, of, rung)] if found else []


def items(draw: DrawFn, drawn: Parts, ladders: list[Ladder], *, weighted: bool) -> Items:
    """Draw a selection that selects something on every ladder, with a weight above 0 if weights are used."""
    kinds = item_kinds(ladders)
    if has_measures(drawn, ladders):
        kinds = ["measures", *kinds]
    kind = draw(among(*kinds))
    if kind == "measures":
        return measures(draw, drawn)
    choices: list[Any] = ["all"]
    if len(ladders) == 1:
        ids = selected(drawn, ladders[0], Items.model_validate({kind: "all"}))
        ruled = [item for item in ids if kind in KIND_OF and Ladder(KIND_OF[kind], item) in drawn.ruled]
        some = draw(some_of(*ids, least=1))
        choices += [ruled or ids, some, {"ids": some}]
    choices += filters(drawn, kind)
    of = Items.model_validate({kind: choices[draw(among(*range(len(choices))))]})
    found = [weighs(drawn, ladder, of) if weighted else bool(selected(drawn, ladder, of)) for ladder in ladders]
    return of if all(found) else Items.model_validate({kind: "all"})


def has_measures(drawn: Parts, ladders: list[Ladder]) -> bool:
    """Return whether measures that may be averaged are items of all these ladders."""
    return "dimensions" in item_kinds(ladders) and bool(_averaged(drawn))


def measures(draw: DrawFn, drawn: Parts) -> Items:
    """Draw some of the measures that may be averaged, all of which have a weight: by name, or all from a weight up."""
    ids = _averaged(drawn)
    choices: list[Any] = [draw(some_of(*ids, least=1))]
    if drawn.measured and len(ids) == len(drawn.measures):
        choices += ["all", {"from_weight": min(entry.weight for entry in drawn.measures)}]
    return Items.model_validate({"measures": choices[draw(among(*range(len(choices))))]})


def filters(drawn: Parts, kind: str) -> list[dict[str, Any]]:
    """Return the filters that a kind of item other than measures has, each of one field or of two."""
    entries = getattr(drawn, kind)
    weights = sorted({entry.weight for entry in entries} - {Fraction(0)})
    found: list[dict[str, Any]] = [{"from_weight": weight} for weight in weights]
    if kind == "questions":
        stages = sorted({question.stage for question in drawn.questions if question.stage})
        found += [{key: stage} for key in ("stage", "from_stage", "up_to") for stage in stages]
        found += [{"from_stage": low, "up_to": high} for low, high in permutations(stages, 2)]
        found += [{"capability": entry.id} for entry in drawn.capabilities]
    if kind != "dimensions":
        tags = sorted({tag for entry in entries for tag in entry.tags})
        found += [{"tag": tag} for tag in tags]
        found += [{"tag": tag, "from_weight": weight} for tag in tags for weight in weights]
        found += [{"dimension": entry.id} for entry in drawn.dimensions]
    return found
