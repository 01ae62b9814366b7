"""Routes held against other ways to find them: the four models, and random frameworks of 50 to 500 capabilities.

The rivals are CP-SAT, which is given the same program; a greedy, which takes the option step of the gaps that gains the
most for its cost until the target is reached; and `next_steps`. All times are of processor, and all limits, too: a
solver counts the seconds of the clock, so it gets more of them where other programs take their share of the machine.
Needs the extra `roadmap`. Run by hand: `python benchmarks/contest.py EVERY DRAWS SIZE...`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from maturity_core import Status, load_framework
from maturity_core.readers.gaps import aim_of
from maturity_core.readers.program.parts import Row, needed, worth
from maturity_core.readers.records import Facts
from maturity_core.readers.roadmap.asked import asked
from maturity_core.readers.roadmap.finding import Finder
from maturity_core.readers.roadmap.leeway import reached
from maturity_core.readers.roadmap.narrowing import lowest
from maturity_core.readers.roadmap.solving import Search, handed
from report import table
from routes import MODELS, NEXT, TOP
from sized import KINDS, drawn
from varied import organisations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from maturity_core import Framework

SIZES, DRAWS, EVERY = (50, 100, 200, 500), 2, 20
LIMITS = (1, 2)
"""After how many seconds it is looked at what was found, and what was proven."""
SPIN = 0.05
WHOLE, ALONE, CP_SAT = "roadmap", "cost alone", "CP-SAT"
NOTHING_ASKED = {"budget": None, "costs": None, "wanted": (), "excluded": (), "seconds": None}


@dataclass
class Case:
    """An organisation and its target, and what finds its routes; `asked` of every solver alike."""

    framework: Framework
    sheet: Sequence[int]
    target: str | None
    finder: Finder = field(init=False)

    def __post_init__(self) -> None:
        facts = Facts(self.framework, list(self.sheet))
        lines, demands = self.framework.chart.lines, facts.rule_demands
        if lines is None or demands is None:
            raise ValueError(self.framework.id)
        self.finder = Finder(facts, lines, demands, aim_of(facts, self.target), asked(facts, NOTHING_ASKED))

    @property
    def open(self) -> bool:
        """Whether there is a route, and it costs something."""
        found = self.finder
        return found.aim.status == Status.OPEN and found.possible and bool(worth(found.cost, self.planned))

    @property
    def planned(self) -> list[int]:
        """The values of `next_steps`."""
        return self.finder.program.values(self.finder.plan)

    @cached_property
    def begun(self) -> tuple[list[Row], Sequence[int]]:
        """What a target demands, and a route: one that assumes as few results as any, as every roadmap does first."""
        found = self.finder
        demanded, known = list(found.writer.demanding(found.target)), self.planned
        if found.assumed:
            search = Search(found.program, [1] * found.program.size)
            search.add(demanded)
            known = list(search.lowest(found.assumed).values)
            search.end()
            demanded.append(Row(tuple((item, -1) for item, _ in found.assumed), -worth(found.assumed, known)))
        return demanded, known


@dataclass(frozen=True)
class Found:
    """What a route costs, in whole numbers, what none costs less than, if that is known, and how long it took."""

    cost: int
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """By which part the route may be too dear."""
        return self.cost / max(self.bound, 1) - 1


def whole(case: Case, seconds: float) -> Found:
    """Return the roadmap as everyone gets it, from the answers to the result, ties and all."""
    start = process_time()
    found = case.framework.assess(case.sheet).roadmap(case.target, seconds=seconds)
    spent, scale = process_time() - start, case.finder.asked.costs.scale
    return Found(int(found.cost_exact * scale), float((found.certificate.bound_exact or 0) * scale), spent)


def alone(case: Case, seconds: float) -> Found:
    """Return the lowest cost that our solver finds, without ties: what CP-SAT is asked."""
    (demanded, known), finder = case.begun, case.finder
    start = process_time()
    search = Search(finder.program, known, seconds)
    search.add(demanded)
    search.spread(finder.program.counts())
    search.leave_out({*range(finder.program.size)} - needed((*finder.program.rows, *demanded), [finder.cost]))
    found = lowest(search, finder.cost)
    search.end()
    return Found(worth(finder.cost, found.values), found.bound, process_time() - start)


def cp_sat(case: Case, seconds: float) -> Found | None:
    """Return the lowest cost that CP-SAT finds; None if it finds no route."""
    finder = case.finder
    rows = [handed(row) for row in (*finder.program.rows, *case.begun[0])]
    found = import_module("rivals.cp_sat").lowest(finder.program.size, rows, finder.cost, seconds)
    return Found(worth(finder.cost, found.values), found.bound, found.seconds) if found.values else None


SOLVERS: Mapping[str, Callable[[Case, float], Found | None]] = {WHOLE: whole, ALONE: alone, CP_SAT: cp_sat}


def greedy(case: Case) -> float:
    """Return what it costs to take what gains most for its cost until it is enough.

    It is taken from the gaps and all they require, and from anything if these do not suffice.
    """
    finder, chart = case.finder, case.finder.chart
    costs, owners, shares = finder.asked.costs, chart.prices.owners, chart.prices.shares
    tops = {question: to for question, to in finder.aim.demanded.items() if question not in chart.outcomes}
    waiting = [owners[question] for question in tops]
    for capability in waiting:  # grows meanwhile
        for need in finder.leeway.needs.get(capability, ()):
            tops |= {question: finder.leeway.best.codes[question] for question in chart.own[need.other]}
            waiting += [] if need.other in waiting else [need.other]
    known = finder.program.moves(case.begun[1])
    moves = {question: to for question, to in known.items() if question in chart.outcomes}
    standing, closed = finder.leeway.now.moved(moves), set(waiting)
    while not reached(standing, finder.aim):
        closed -= {one for one in closed if all(need.is_met(standing) for need in finder.leeway.needs.get(one, ()))}
        touched = {owners[question] for question in moves}
        ratios: dict[int, float] = {}
        for question, top in tops.items():
            to = moves.get(question, finder.floor[question]) + 1
            if to <= top and owners[question] not in closed:
                begin = costs.begins[owners[question]] if owners[question] not in touched else Fraction(0)
                gain = shares[question][to] - shares[question][to - 1]
                ratios[question] = gain / max(float(costs.steps[question][to] + begin), SPIN)
        if not ratios:  # fewer results than the gaps speak of: others have to make up for it
            tops = {
                question: to for question, to in enumerate(finder.leeway.best.codes) if question not in chart.outcomes
            }
            closed = set(owners)
            continue
        best = max(ratios, key=ratios.__getitem__)
        moves[best] = moves.get(best, finder.floor[best]) + 1
        standing = finder.leeway.now.moved(moves)
    return float(sum(finder.priced(moves).values()) * costs.scale)


def share() -> float:
    """Return which share of one processor this process gets."""
    clock, spent = perf_counter(), process_time()
    while process_time() - spent < SPIN:
        pass
    return min(1.0, (process_time() - spent) / (perf_counter() - clock))


def cases(every: int, draws: int, sizes: Sequence[int]) -> Iterator[tuple[str, list[Case]]]:
    """Yield what is measured, by name; of the models, every so many organisations."""
    for name in MODELS if every else ():
        framework = load_framework(name)
        for end, target in {NEXT: None, TOP: framework.levels[-1].id}.items():
            yield f"{name}, {end}", [Case(framework, sheet, target) for sheet in organisations(framework)[::every]]
    for kind in KINDS:
        for size in sizes:
            made = [drawn(kind, size, draw) for draw in range(draws)]
            for place, end in {1: NEXT, -1: TOP}.items():
                named = [Case(framework, sheet, framework.levels[place].id) for framework, sheet in made]
                yield f"{kind}, {size}, {end}", named


def measured(every: int = EVERY, draws: int = DRAWS, *sizes: int) -> dict[str, Any]:
    """Return the figures of all cases by name, and the rivals that are missing."""
    try:
        import_module("rivals.cp_sat")
        missing: list[str] = []
    except ImportError:
        missing = [CP_SAT]
    found = {}
    for name, own in cases(every, draws, sizes or SIZES):
        print(name, file=sys.stderr, flush=True)
        found[name] = figures([case for case in own if case.open], [one for one in SOLVERS if one not in missing])
    return {"missing": missing, "cases": found}


def figures(own: Sequence[Case], solvers: Sequence[str]) -> dict[str, Any]:
    """Return how long each solver took, what it left open after the limits, and what each way costs as a multiple.

    Solvers take turns. A multiple is of what our roadmap costs at the last limit; but for times, the worst case counts.
    """
    turns = [
        {(one, limit): SOLVERS[one](case, limit / share()) for one in solvers for limit in limits_of(one)}
        for case in own
    ]
    ours = [turn[WHOLE, LIMITS[-1]] for turn in turns]
    least = [found.cost if found else 0 for found in ours]
    told: dict[str, Any] = {"routes": len(own)}
    for one in solvers:
        last = [turn[one, LIMITS[-1]] for turn in turns]
        told[one] = {
            "seconds": median(found.seconds for found in last if found) if any(last) else None,
            "proven": sum(found is not None and found.gap <= 0 for found in last),
            "gaps": {f"{limit}": max(gap_of(turn[one, limit]) for turn in turns) for limit in limits_of(one)},
            "cost": min((found.cost / cost for found, cost in zip(last, least, strict=True) if found), default=None),
        }
    ways: dict[str, list[float]] = {
        "next steps": [worth(case.finder.cost, case.planned) for case in own],
        "greedy": [greedy(case) for case in own],
    }
    for name, costs in ways.items():
        ratios = sorted(cost / one for cost, one in zip(costs, least, strict=True))
        told[name] = {"least": ratios[0], "median": median(ratios), "most": ratios[-1]}
    return told


def limits_of(solver: str) -> tuple[int, ...]:
    """Return the limits of a solver: of the whole roadmap the last one alone, since it has it for every search."""
    return LIMITS[-1:] if solver == WHOLE else LIMITS


def gap_of(found: Found | None) -> float:
    """Return a gap; without a route it is all there is."""
    return float("inf") if found is None else found.gap


def lines(results: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures as a table."""
    yield from ("## Routes and their rivals", "")
    for name in results["missing"]:
        yield from (f"{name} is not installed.", "")
    head = ["", "routes", *(f"{name}: {what}" for name in SOLVERS for what in ("ms", "proven"))]
    gaps = [f"{name}: open after {limit} s" for name in SOLVERS for limit in limits_of(name)]
    ways = ["next steps: median", "most", "greedy: median", "most"]
    yield from table([*head, *gaps, *ways], (row(name, own) for name, own in results["cases"].items()))


def row(name: str, own: Mapping[str, Any]) -> list[str]:
    """Return the figures of one case as a row."""
    counts = [text for one in SOLVERS for text in (milliseconds(own.get(one)), proven(own.get(one)))]
    gaps = [percent(own.get(one), limit) for one in SOLVERS for limit in limits_of(one)]
    ways = [f"{own[way][key]:.3f}" for way in ("next steps", "greedy") for key in ("median", "most")]
    return [name, f"{own['routes']}", *counts, *gaps, *ways]


def proven(figure: Mapping[str, Any] | None) -> str:
    """Return how many routes are proven, as text."""
    return "-" if figure is None else f"{figure['proven']}"


def milliseconds(figure: Mapping[str, Any] | None) -> str:
    """Return the median time as text."""
    return "-" if figure is None or figure["seconds"] is None else f"{1000 * figure['seconds']:.0f}"


def percent(figure: Mapping[str, Any] | None, limit: int) -> str:
    """Return what is left open, as text; of several cases without a route in one, that there was none."""
    gap = 0.0 if figure is None else figure["gaps"][f"{limit}"]
    return "-" if figure is None else "no route" if gap == float("inf") else f"{gap:.1%}"


if __name__ == "__main__":
    print(json.dumps(measured(*map(int, sys.argv[1:])), indent=1))
