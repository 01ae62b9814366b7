"""Next steps: the plan to a target, for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_core.model.arguments import whole
from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.first import Choice, is_weak, remedies
from maturity_core.readers.gaps import aim_of, question_gaps
from maturity_core.readers.one_aim import Moves
from maturity_core.readers.one_draft import OneDraft
from maturity_core.results.numbers import both
from maturity_core.results.routes import First, Outcome, Plan, QuestionGap, Rung, Status, Step
from maturity_core.results.whole import FIRST_STEPS
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maturity_core.readers.chart import Map
    from maturity_core.readers.one_aim import Beginning, OneAim, Way
    from maturity_core.readers.scored import Scored
    from maturity_core.scoring.one.standing import Standing


def next_steps(facts: Scored, target: Any = None, limit: int | None = None) -> Plan:
    """Return the plan of one organisation to a target, cut after `limit` steps."""
    limit = whole(limit, "limit")
    aim = aim_of(facts, target)
    order, moves, results = _route(facts, target, aim) if aim.status == Status.OPEN else (list[int](), Moves(), Moves())
    shown = order if limit is None else order[: max(limit, 0)]
    told = {gap.capability: gap.questions for gap in question_gaps(facts, moves)}
    walk = Walk(facts.by.chart, {index: place for place, index in enumerate(order)}, aim.demanded, facts.now)
    steps: list[Step] = []
    before = facts.now
    for index in shown:
        own = {question: moves[question] for question in walk.chart.own[index] if question in moves}
        after = before.moved(own)
        steps.append(walk.step(index, own, told[walk.chart.ids[index]], before, after))
        before = after
    first = _first(facts, aim, (order, moves, results)) if aim.status == Status.OPEN else ()
    found: dict[str, Any] = {
        "first": Entries([shown_first(facts, entry, order) for entry in first]),
        "steps": Entries(steps),
        "results": shown_results(facts, results),
        "stays": staying(facts, aim, moves, results),
        "complete": len(shown) == len(order),
    }
    return known(Plan, {**aim.said(facts.by), **found})


def begun_dimensions(facts: Scored) -> set[str]:
    """Return the dimensions of what to do first towards the default target, and of the first steps of its plan."""
    aim = aim_of(facts, None)
    if aim.status != Status.OPEN:
        return set()
    way = _route(facts, None, aim)
    begun = [*(entry.index for entry in _first(facts, aim, way)), *way[0][:FIRST_STEPS]]
    return {facts.by.capabilities[index].dimension for index in begun}


def shown_first(facts: Scored, entry: Beginning, order: Sequence[int]) -> First:
    """Return what to do first with a capability, as a result."""
    chart, capability = facts.by.chart, facts.by.capabilities[entry.index]
    steps = sum(position - max(facts.codes[question], 0) for question, position in entry.moves.items())
    (gap,) = question_gaps(facts, entry.moves)
    values = {
        "capability": capability.id,
        "name": capability.name,
        **both(effort=capability.effort),
        "questions": gap.questions,
        "remedies": remedies(chart, facts.now, entry.index, entry.moves),
        "quick": chart.prices.is_quick(entry.index, steps),
        "in_plan": entry.index in order,
        "required": entry.required,
        "carries": tuple(chart.ids[other] for other in entry.carries),
        "leads_to": tuple(facts.by.questions[question].id for question in entry.leads_to),
    }
    return known(First, values)


def staying(facts: Scored, aim: OneAim, moves: Moves, results: Moves) -> tuple[Rung, ...]:
    """Return the dimensions that a level of the whole doesn't need more of, with the levels where they stay.

    No step lies in them, no outcome in them has to improve, and they are below that level, if it is on their list.
    """
    outline = facts.by.outline
    wanted = aim.rungs.get(outline.overall, 0)
    if aim.status != Status.OPEN or not wanted:
        return ()
    done, found = facts.now.moved({**results, **moves}), list[Rung]()
    begun = {outline.owners[question][1] for question in (*moves, *results)}
    for place, ranks in zip(outline.dimensions, outline.shared, strict=True):
        rank = done.rank(place)
        below = ranks is None or (rank >= 0 and ranks[rank] < wanted)
        if below and place not in begun and any(rung > rank for rung in done.remaining(place)):
            found.append(known(Rung, {"ladder": outline.ladders[place], "level": outline.levels[place][rank].id}))
    return tuple(found)


def shown_results(facts: Scored, positions: Moves) -> Entries[Outcome]:
    """Return the outcomes that have to reach positions, in file order."""
    found: list[Outcome] = []
    for place in sorted(positions):
        question, words = facts.by.questions[place], facts.by.outline.answers[place]
        ends = {"answer": words[facts.told[place]], "to": words[positions[place]]}
        found.append(known(Outcome, {"question": question.id, **ends, "led_by": question.led_by}))
    return Entries(found)


def _route(facts: Scored, target: Any, aim: OneAim) -> Way:
    """Return the way to an aim; that to the default one is kept, because several readers ask for it."""
    if aim is not facts.aim:
        return _route_anew(facts, target, aim)
    facts.way = facts.way or _route_anew(facts, target, aim)
    return facts.way


def _first(facts: Scored, aim: OneAim, way: Way) -> Sequence[Beginning]:
    """Return what to do first towards an open aim; of the default one, it is kept as the way is."""
    if aim is not facts.aim:
        return Choice(facts, aim, *way).chosen()
    if facts.first is None:
        facts.first = Choice(facts, aim, *way).chosen()
    return facts.first


def _route_anew(facts: Scored, target: Any, aim: OneAim) -> Way:
    chart = facts.by.chart
    if chart.lines is not None and facts.rule_demands is not None:
        draft = OneDraft(chart, chart.lines, facts.rule_demands.now, aim)
        return (*draft.route(), draft.results)
    from maturity_core.readers.coded_route import coded_route  # noqa: PLC0415 - most frameworks have requirements

    return coded_route(facts, target)


@dataclass(frozen=True)
class Walk:
    """A plan being told: `places` of its capabilities, the positions that are `demanded`, and the standing `now`."""

    chart: Map
    places: Mapping[int, int]
    demanded: Mapping[int, int]
    now: Standing

    def step(self, index: int, moves: Moves, told: Entries[QuestionGap], before: Standing, after: Standing) -> Step:
        """Return the step that raises a capability, from the standing before it to the one after it."""
        chart, capability = self.chart, self.chart.framework.capabilities[index]
        ladder = chart.framework.outline.capabilities[index]
        waits = [need.other for need in chart.required[index] if not need.is_met(self.now)]
        needing = [need for need in chart.requiring[index] if need.capability in self.places]
        return known(
            Step,
            {
                "capability": capability.id,
                "name": capability.name,
                **both(effort=capability.effort),
                "questions": told,
                "remedies": remedies(chart, self.now, index, moves),
                "quick": not waits and chart.prices.is_quick(index, self._number(moves)),
                **both(score_from=exact_score(before, ladder), score_to=exact_score(after, ladder)),
                "level_from": self._level(before, ladder),
                "level_to": self._level(after, ladder),
                "ready": not waits,
                "waits_for": tuple(chart.ids[other] for other in waits),
                "reaches": rungs_reached(chart, index, before, after),
                "meets": self._meets(index, before, after),
                "readies": self._readies(index, before, after),
                "asked": sum(question in self.demanded for question in moves),
                "needed_by": tuple(chart.ids[need.capability] for need in needing if not need.is_met(self.now)),
                "leans_on": self._leans_on(index),
            },
        )

    def _number(self, moves: Moves) -> int:
        return sum(position - max(self.now.codes[question], 0) for question, position in moves.items())

    def _level(self, standing: Standing, ladder: int) -> str | None:
        rank = standing.rank(ladder)
        return None if rank == NO_LEVEL else self.chart.framework.outline.levels[ladder][rank].id

    def _meets(self, index: int, before: Standing, after: Standing) -> tuple[int, ...]:
        """Return the requirements that a step meets."""
        ladders = self.chart.moving[index]
        earlier = {place for ladder in ladders for place in before.met(ladder)}
        return tuple(sorted({place for ladder in ladders for place in after.met(ladder)} - earlier))

    def _readies(self, index: int, before: Standing, after: Standing) -> tuple[str, ...]:
        """Return the later steps that become ready by a step, in order."""
        later = {other for other in self.chart.opening[index] if self.places.get(other, -1) > self.places[index]}
        return made_ready(self.chart, sorted(later, key=self.places.__getitem__), before, after)

    def _leans_on(self, index: int) -> tuple[str, ...]:
        """Return what a step's capability leans on that is weak today and that no later step raises.

        It is weak at its lowest level or, if it has none, with less than half of full credit.
        """
        names, places = self.chart.framework.capabilities[index].leans_on, self.chart.places
        ladders = self.chart.framework.outline.capabilities
        weak = [name for name in names if is_weak(self.now, ladders[places[name]])]
        return tuple(name for name in weak if self.places.get(places[name], -1) <= self.places[index])


def rungs_reached(chart: Map, index: int, before: Standing, after: Standing) -> tuple[Rung, ...]:
    """Return the rungs that ladders reach where a capability is raised, from one standing to another."""
    outline = chart.framework.outline
    ranks = {ladder: after.rank(ladder) for ladder in chart.moving[index]}
    risen = {ladder: rank for ladder, rank in ranks.items() if rank > before.rank(ladder)}
    values = (
        {"ladder": outline.ladders[ladder], "level": outline.levels[ladder][rank].id} for ladder, rank in risen.items()
    )
    return tuple(known(Rung, value) for value in values)


def made_ready(chart: Map, others: Iterable[int], before: Standing, after: Standing) -> tuple[str, ...]:
    """Return those of other capabilities, in their order, that become ready from one standing to another."""
    required = chart.required
    return tuple(
        chart.ids[other]
        for other in others
        if all(need.is_met(after) for need in required[other])
        and not all(need.is_met(before) for need in required[other])
    )
