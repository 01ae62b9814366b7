"""Next steps: the plan to a target, for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.model.arguments import whole
from maturity_core.model.states import NO_DEMAND, NO_LEVEL, NO_STEP
from maturity_core.readers.gaps import capability_gaps, single_aim
from maturity_core.readers.routes import Map, raised, route
from maturity_core.results.routes import Plan, QuestionGap, Step
from maturity_core.telling.wording import counted, joined, level_name, requirement_sentence

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
    return Plan(**common, steps=tuple(steps), complete=len(shown) == len(order))


@dataclass(frozen=True)
class Walk:
    """A plan being told: its capabilities in `order`, the `trail` of standings before the first step and after each."""

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


def _step(walk: Walk, place: int, moves: tuple[QuestionGap, ...]) -> Step:
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
        effort=capability.effort,
        remedy=capability.remedy,
        questions=moves,
        score_from=before.score(0),
        score_to=after.score(0),
        level_from=_level(framework, capability.id, before),
        level_to=_level(framework, capability.id, after),
        ready=not waits,
        waits_for=tuple(ids[other] for other in waits),
        meets=_meets(framework, walk.aim, trail[place], trail[place + 1]),
        readies=tuple(ids[other] for other in readies),
        reason=_reason(walk, place, len(moves)),
    )


def _ready(chart: Map, capability: int, standing: Standing) -> bool:
    return all(bool(need.met(standing)[0]) for need in chart.needs if need.capability == capability)


def _level(framework: Framework, capability: str, place: Place) -> str | None:
    levels = framework.ladder_levels(f"capability {capability}")
    return None if place.rank[0] == NO_LEVEL else levels[int(place.rank[0])].id


def _meets(framework: Framework, aim: Aim, before: Standing, after: Standing) -> tuple[str, ...]:
    """Name the levels and the requirements that are met after a step and were not before it."""
    gained: list[str] = []
    for index, name in enumerate(aim.engine.ladders):
        rank = int(after.places[index].rank[0])
        if rank > before.places[index].rank[0]:
            gained.append(f"{_ladder_words(framework, name)} reaches {framework.ladder_levels(name)[rank].name}.")
    earlier = aim.engine.met(before)
    newly = [framework.all_requirements[index] for index in aim.engine.met(after) if index not in earlier]
    return (*gained, *(requirement_sentence(framework, requirement) for requirement in newly))


def _ladder_words(framework: Framework, ladder: str) -> str:
    kind, _, name = ladder.partition(" ")
    if kind == "framework":
        return "The whole"
    return framework.capability(name).name if kind == "capability" else framework.dimension(name).name


def _reason(walk: Walk, place: int, moved: int) -> str:
    framework, aim, order, chart = walk.framework, walk.aim, walk.order, walk.framework.chart
    index = order[place]
    later = {framework.capabilities[other].id for other in order[place + 1 :]}
    needed = [
        framework.capabilities[need.capability].name
        for need in chart.needs
        if need.other == index and need.capability in order and not need.met(aim.now)[0]
    ]
    asked = int(((aim.demanded[:, 0] != NO_DEMAND) & (chart.owner == index)).sum())
    parts: list[str] = []
    if asked:
        verb = "stands" if asked == 1 else "stand"
        parts.append(f"{counted(asked, 'question')} of it {verb} between here and {_target_words(framework, aim)}")
    if needed:
        parts.append(f"{joined(needed)} {'needs' if len(needed) == 1 else 'need'} it first")
    leaning = [other for other in framework.capabilities[index].leans_on if other not in later]
    leaned = [framework.capability(other).name for other in leaning]
    sentence = ", and ".join(parts) or f"{counted(moved, 'question')} of it {'moves' if moved == 1 else 'move'}"
    return f"{sentence[:1].upper()}{sentence[1:]}." + (f" It leans on {joined(leaned)}." if leaned else "")


def _target_words(framework: Framework, aim: Aim) -> str:
    names = [
        level_name(
            framework, aim.engine.ladders[ladder], framework.ladder_levels(aim.engine.ladders[ladder])[int(rung[0])].id
        )
        for ladder, rung in aim.goals.rungs.items()
        if rung[0]
    ]
    return joined(list(dict.fromkeys(names))) or "the other sheet"
