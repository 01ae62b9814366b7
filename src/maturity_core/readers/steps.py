"""Next steps: the plan to a target, for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.arguments import whole
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NO_STEP
from maturity_core.readers.gaps import capability_gaps, single_aim
from maturity_core.readers.routes import Map, raised, route
from maturity_core.results.routes import Plan, QuestionGap, Rung, Step
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.readers.targets import Aim
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Place


def next_steps(framework: Framework, codes: Codes, target: Any = None, limit: int | None = None) -> Plan:
    """Return the plan of one organisation, with codes (n_questions,), to a target, cut after `limit` steps."""
    limit = whole(limit, "limit")
    aim, common = single_aim(framework, codes, target)
    path = route(aim, framework.chart)
    order = [int(index) for index in path.order[:, 0] if index != NO_STEP]
    shown = order if limit is None else order[: max(limit, 0)]
    moves = {gap.capability: gap.questions for gap in capability_gaps(framework, codes, path.positions[:, 0])}
    walk = Walk(framework, aim, order, _trail(framework, aim, path.positions, shown))
    steps = [_step(walk, place, moves[framework.capabilities[index].id]) for place, index in enumerate(shown)]
    return Plan(**common, steps=Entries(steps), complete=len(shown) == len(order))


@dataclass(frozen=True)
class Walk:
    """A plan with its capabilities in `order`, and the `trail` of standings before the first step and after each."""

    framework: Framework
    aim: Aim
    order: list[int]
    trail: list[Standing]


def _trail(framework: Framework, aim: Aim, positions: Codes, order: list[int]) -> list[Standing]:
    trail = [aim.now]
    codes = aim.codes
    for index in order:
        owned = (framework.chart.owner == index)[:, None]
        codes = raised(codes, np.where(owned, positions, np.int8(NO_DEMAND)))
        trail.append(aim.engine.stand(codes))
    return trail


def _step(walk: Walk, place: int, moves: Entries[QuestionGap]) -> Step:
    framework, order, trail = walk.framework, walk.order, walk.trail
    index = order[place]
    capability = framework.capabilities[index]
    before, after = trail[place].places[index], trail[place + 1].places[index]
    waits = [need.other for need in framework.chart.needs if need.capability == index and not need.met(trail[0])[0]]
    readies = [
        other
        for other in order[place + 1 :]
        if _ready(framework.chart, other, trail[place + 1]) and not _ready(framework.chart, other, trail[place])
    ]
    ids = [entry.id for entry in framework.capabilities]
    return Step(
        capability=capability.id,
        name=capability.name,
        questions=moves,
        **both(effort=capability.effort, score_from=before.score(0), score_to=after.score(0)),
        level_from=_level(framework, capability.id, before),
        level_to=_level(framework, capability.id, after),
        ready=not waits,
        waits_for=tuple(ids[other] for other in waits),
        reaches=_reaches(framework, walk.aim, trail[place], trail[place + 1]),
        meets=_meets(walk.aim, trail[place], trail[place + 1]),
        readies=tuple(ids[other] for other in readies),
        asked=int(((walk.aim.demanded[:, 0] != NO_DEMAND) & (framework.chart.owner == index)).sum()),
        needed_by=_needed_by(walk, index),
        leans_on=_leans_on(walk, place),
    )


def _ready(chart: Map, capability: int, standing: Standing) -> bool:
    return all(bool(need.met(standing)[0]) for need in chart.needs if need.capability == capability)


def _level(framework: Framework, capability: str, place: Place) -> str | None:
    levels = framework.ladder_levels(Ladder("capability", capability))
    return None if place.rank[0] == NO_LEVEL else levels[int(place.rank[0])].id


def _reaches(framework: Framework, aim: Aim, before: Standing, after: Standing) -> tuple[Rung, ...]:
    """Return the rungs that ladders reach by a step."""
    ranks = {
        name: int(after.places[index].rank[0])
        for index, name in enumerate(aim.engine.ladders)
        if after.places[index].rank[0] > before.places[index].rank[0]
    }
    return tuple(Rung(ladder=name, level=framework.ladder_levels(name)[rank].id) for name, rank in ranks.items())


def _meets(aim: Aim, before: Standing, after: Standing) -> tuple[int, ...]:
    """Return the requirements that a step meets."""
    earlier = frozenset(aim.engine.met(before))
    return tuple(index for index in aim.engine.met(after) if index not in earlier)


def _needed_by(walk: Walk, capability: int) -> tuple[str, ...]:
    """Return the capabilities of the plan whose unmet prerequisite this one is."""
    capabilities = walk.framework.capabilities
    return tuple(
        capabilities[need.capability].id
        for need in walk.framework.chart.needs
        if need.other == capability and need.capability in walk.order and not need.met(walk.aim.now)[0]
    )


def _leans_on(walk: Walk, place: int) -> tuple[str, ...]:
    """Return what a step's capability leans on that is not at full credit today and that no later step raises."""
    capabilities = walk.framework.capabilities
    later = {capabilities[other].id for other in walk.order[place + 1 :]}
    scores = zip(capabilities.ids, (entry.score(0) for entry in walk.trail[0].places), strict=False)
    lacking = {name for name, score in scores if score is not None and score < 1} - later
    return tuple(other for other in capabilities[walk.order[place]].leans_on if other in lacking)
