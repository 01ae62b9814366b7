"""Finds the fewest answers that lift the framework's level, or drop it, as solutions of integer programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.readers.balance import Balance
from maturity_core.readers.mirror import Mirror
from maturity_core.readers.program.writing import Writer
from maturity_core.readers.roadmap.solving import Search
from maturity_core.readers.roadmap.ties import best

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.readers.balance import Lines
    from maturity_core.readers.records import Facts
    from maturity_core.scoring.one.evaluate import RuleStanding

MOST_NODES = 1_000
"""How many nodes the solver looks at for the fewest option steps: of many answers, it may take too long to prove."""


class Found(NamedTuple):
    """The answers that change, as codes by question; no fewer than `bound` would do. `tied` as in `Best`."""

    answers: Mapping[int, int]
    bound: int
    tied: bool


def lift(facts: Facts, lines: Lines, now: RuleStanding, rung: int) -> Found:
    """Return the fewest answers that lift the framework to a rung, which the best answers reach.

    An answer that does not count yet, as it needs another one, is there once the other is: only what goes beyond it is
    a change.
    """
    floor = [max(code, 0) for code in facts.codes]
    most = [max(code, 0) for code in now.best.codes]
    given = [max(code, low) for code, low in zip(facts.given, floor, strict=True)]
    balance = Balance(lines, now)
    gate = balance.rung(facts.by.outline.overall, rung)
    found, moves = _fewest(Writer(facts.by.chart, balance, floor, most), gate, given)
    return found._replace(answers={question: to for question, to in moves.items() if to > given[question]})


def drop(facts: Facts, lines: Lines, now: RuleStanding, rung: int) -> Found:
    """Return the fewest answers that drop the framework below a rung, which the lowest answers do not reach."""
    mirror = Mirror(lines, now, facts.by.lookup.conditions, facts.by.outline.overall, rung)
    still = [0] * len(mirror.falls)
    writer = Writer(facts.by.chart, mirror, still, mirror.falls, conditions=())
    found, moves = _fewest(writer, mirror.rung, still)
    return found._replace(answers={question: mirror.falls[question] - down for question, down in moves.items()})


def _fewest(writer: Writer, gate: int, given: Sequence[int]) -> tuple[Found, dict[int, int]]:
    """Return the fewest questions that meet a gate, then the fewest option steps, then the first ids.

    `given` are the positions above which a step is one.
    """
    program = writer.program()
    tops = {question: to for question, to in program.steps}  # noqa: C416 - the last step of each question
    begun = {question: [int(to == given[question] + 1) for to in range(top + 1)] for question, top in tops.items()}
    steps = {question: [int(to > given[question]) for to in range(top + 1)] for question, top in tops.items()}
    search = Search(program, [1] * program.size)
    search.add(writer.demanding([gate]))
    fewest = search.lowest(program.of_steps(begun))  # by itself, for that is what has to be proven
    search.keep(program.of_steps(begun))
    search.limit(MOST_NODES)
    solved = best(search, [program.of_steps(steps)], len(program.steps))
    search.end()
    return Found({}, fewest.bound, solved.tied or not fewest.proven), program.moves(solved.values)
