"""What an author may want to know of a model as a whole, found and confirmed sheet by sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.framework import framework_given
from maturity_core.model.node import known
from maturity_core.readers.outline import core_version, stamp_of
from maturity_core.readers.proof.certain import MOST_CASES, Cases
from maturity_core.readers.proof.excuses import excused
from maturity_core.readers.proof.model import Model
from maturity_core.readers.proof.proving import answers_of, demanded, wrong_solution
from maturity_core.readers.proof.reaching import followers
from maturity_core.readers.proof.shares import level_shares
from maturity_core.readers.proof.twins import Twins, alive_on_the_way
from maturity_core.results.inspection import Inspection, LadderShares, LevelShare, LowestPart
from maturity_core.results.numbers import double
from maturity_core.scoring.many.evaluate import RuleStanding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.model.framework import Framework
    from maturity_core.readers.proof.certain import Decided
    from maturity_core.readers.proof.sheets import Sheets

DRAWN = 10_000
"""How many sheets are drawn where there are too many to count."""


def inspect_framework(framework: Framework, cases: int = MOST_CASES) -> Inspection:
    """Return what can be said of a model as a whole.

    Raises:
        ArgumentError: the framework is scored in code.
        MissingExtraError: the extra `roadmap` is not installed.

    >>> from maturity_core import load_framework
    >>> found = inspect_framework(load_framework("service-maturity-check"))
    >>> found.lift.level_from, found.lift.level_to, found.dead
    ('reactive', 'strategic', ())
    """
    single, lines = framework_given(framework).engine.single, framework.chart.lines
    if single is None or lines is None:
        what = "an inspection needs requirements, and this framework is scored in code"
        raise ArgumentError([Problem(what, "inspect", hint="`maturity check` tries it on many sheets")])
    model = Model(framework, single, lines, cases)
    twins = Twins(model)
    lift, certain = twins.lift()
    seen = alive_on_the_way(model)
    alive = {question: question in seen or twins.alive(question) for question in range(len(framework.questions))}
    ids = framework.outline.ids
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": stamp_of(framework),
        "lowest_parts": tuple(_lowest_parts(model)),
        "lift": lift,
        "lift_certain": certain,
        "excused": tuple(excused(model)),
        **_following(framework, cases),
        "dead": tuple(ids[question] for question, found in alive.items() if found is False),
        "undecided": tuple(ids[question] for question, found in alive.items() if found is None),
        "shares": tuple(_shares(model)),
    }
    return known(Inspection, values, unset=("schema_version",))


def _following(framework: Framework, cases: int) -> dict[str, Any]:
    """Return the requirements that follow from the others, by their places, and whether there are certainly no more."""
    found = list(followers(framework, cases))
    places = sorted(entry.requirement for entry in found if entry.follows)
    return {"followers": tuple(places), "followers_certain": all(entry.certain for entry in found)}


def _lowest_parts(model: Model) -> Iterator[LowestPart]:
    """Yield, for each level of the framework, how low each dimension can be."""
    overall = model.overall
    places = [place for place in model.framework.outline.dimensions if model.ranks(place)]
    asking = model.asking()
    gates = {
        (place, rank): asking.level(place, rank)
        for place in (overall, *places)
        for rank in range(model.single.heights[place] + 2)
    }
    sheets = asking.written()
    program = Cases(sheets.rows, sheets.size, sheets.gates)
    for rank in model.ranks(overall):
        whole = [(gates[overall, rank], True), (gates[overall, rank + 1], False)]
        for place in places:
            tried = [demanded(sheets, [*whole, (gates[place, low + 1], False)]) for low in model.ranks(place)]
            found = [program.find(given, model.cases) for given in tried if given is not None]
            yield _lowest_part(model, sheets, (rank, place), found)


def _lowest_part(model: Model, sheets: Sheets, where: tuple[int, int], found: list[Decided]) -> LowestPart:
    """Return how low a dimension can be, given what was found for each of its levels, lowest first."""
    rank, place = where
    step = next((step for step, solved in enumerate(found) if solved.values is not None), len(found))
    values = found[step].values if step < len(found) else None
    codes = None if values is None else sheets.codes(values)
    low = None if codes is None else model.single.stand(codes)
    if low is not None and low.rank(model.overall) != rank:
        raise wrong_solution("inspect")
    fields = {
        "level": model.level(model.overall, rank),
        "dimension": model.framework.outline.ladders[place].id,
        "lowest": None if low is None else model.level(place, low.rank(place)),
        "answers": None if codes is None else answers_of(model.framework, codes),
        "certain": all(solved.certain for solved in found[:step]),
    }
    return known(LowestPart, fields)


def _shares(model: Model) -> Iterator[LadderShares]:
    """Yield the shares of the levels of the framework and each dimension."""
    for place in (model.overall, *model.framework.outline.dimensions):
        ranks = model.ranks(place)
        if ranks:
            asking = model.asking()
            exact = level_shares(asking, [asking.level(place, rank) for rank in ranks[1:]])
            drawn = None if exact is not None else _drawn(model, place)
            levels = [
                known(
                    LevelShare,
                    {
                        "level": model.level(place, rank),
                        "share": double(exact[step]) if exact is not None else _share(drawn, rank),
                        "share_exact": None if exact is None else exact[step],
                    },
                )
                for step, rank in enumerate(ranks)
            ]
            values = {
                "ladder": model.framework.outline.ladders[place],
                "levels": tuple(levels),
                "drawn": None if exact is not None else DRAWN,
            }
            yield known(LadderShares, values)


def _share(ranks: Any, rank: int) -> float:
    """Return the share of ranks that are this one."""
    return float(np.count_nonzero(ranks == rank)) / DRAWN


def _drawn(model: Model, ladder: int) -> Any:
    """Return the ranks of sheets drawn at random, always the same."""
    tops = np.array(model.single.tops)[:, None]
    codes = np.random.default_rng(0).integers(0, tops + 1, (len(tops), DRAWN), dtype=np.int8)
    counted = counted_many(model.framework.lookup.conditions, codes)
    return RuleStanding(model.single.compiled, counted).places[ladder].rank
