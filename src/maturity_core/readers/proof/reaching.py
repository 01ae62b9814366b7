"""Which levels can be the result, which requirements follow from others, and whether better answers lower anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.readers.proof.certain import MOST_CASES, Cases
from maturity_core.readers.proof.proving import demanded, wrong_solution
from maturity_core.readers.proof.sheets import ALWAYS, Asking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder


class Reached(NamedTuple):
    """A level of a ladder, by its rank, and a sheet that gives exactly it, confirmed by the exact scorer.

    Without a sheet, it is certain that there is none, unless the search was given up.
    """

    ladder: Ladder
    rank: int
    codes: tuple[int, ...] | None
    certain: bool


def reached_levels(
    framework: Framework, cases: int = MOST_CASES, *, only: Collection[tuple[str, int]] | None = None
) -> Iterator[Reached]:
    """Yield every level that some sheet of the framework may have, by ladder, lowest first; none for a scorer in code.

    A level that its ladder passes over, for no requirement leads to it, is left out; with `only`, so is every level but
    these, each the name of a ladder and a rank.

    >>> from maturity_core import load_framework
    >>> levels = list(reached_levels(load_framework("tsia-customer-success")))
    >>> len(levels), all(level.codes for level in levels)
    (23, True)
    """
    single, lines = framework.engine.single, framework.chart.lines
    if single is None or lines is None:
        return
    asking = Asking(framework, single, lines)
    rungs = {place: [0, *asking.lowest.remaining(place)] for place, top in enumerate(single.heights) if top}
    gates = {(place, rung): asking.level(place, rung) for place, found in rungs.items() for rung in found}
    sheets = asking.written()
    program = Cases(sheets.rows, sheets.size, sheets.gates)
    for place, found in rungs.items():
        for rung, above in zip(found, [*found[1:], None], strict=True):
            if only is not None and (framework.engine.ladders[place], rung) not in only:
                continue
            ends = [(gates[place, rung], True), *([] if above is None else [(gates[place, above], False)])]
            fixed = demanded(sheets, ends)
            solved = None if fixed is None else program.find(fixed, cases)
            codes = None if solved is None or solved.values is None else sheets.codes(solved.values)
            if codes is not None and single.stand(codes).rank(place) != rung:
                raise wrong_solution("reached_levels")
            yield Reached(framework.engine.ladders[place], rung, codes, certain=solved is None or solved.certain)


class Follower(NamedTuple):
    """A requirement, by its place in `Framework.all_requirements`: whether it follows from the others of its ladder.

    Together: all that follow could be left out, and no sheet would have another level. Of one that does not, `codes` is
    a sheet that meets the others up to its level and not it; None, and not `certain`, if the search was given up.
    """

    requirement: int
    follows: bool
    codes: tuple[int, ...] | None
    certain: bool


def followers(
    framework: Framework, cases: int = MOST_CASES, *, only: Collection[int] | None = None
) -> Iterator[Follower]:
    """Yield every requirement, the last one first, with whether it follows from the others; none for a scorer in code.

    With `only`, those at these places; of the others, it is known that they do not follow.

    >>> from maturity_core import load_framework
    >>> any(entry.follows for entry in followers(load_framework("service-maturity-check")))
    False
    """
    single, lines = framework.engine.single, framework.chart.lines
    if single is None or lines is None:
        return
    asking = Asking(framework, single, lines)
    rules = single.compiled.requirements
    met_today = [asking.lowest.state(rule)[1] for rule in rules]
    gates = [ALWAYS if met else asking.rule(rule) for rule, met in zip(rules, met_today, strict=True)]
    sheets = asking.written()
    program = Cases(sheets.rows, sheets.size, sheets.gates)
    left_out: set[int] = set()
    for rule in reversed(rules):
        if only is not None and rule.index not in only:
            continue
        others = [
            other.index
            for other in single.compiled.ladders[rule.ladder].requirements
            if other.rung <= rule.rung and other.index not in {rule.index, *left_out}
        ]
        fixed = demanded(sheets, [(gates[rule.index], False), *((gates[other], True) for other in others)])
        solved = None if fixed is None else program.find(fixed, cases)
        codes = None if solved is None or solved.values is None else sheets.codes(solved.values)
        certain = solved is None or solved.certain
        if codes is None and certain:
            left_out.add(rule.index)
        if codes is not None and not _alone(framework, rule.index, others, codes):
            raise wrong_solution("followers")
        yield Follower(rule.index, codes is None and certain, codes, certain)


def _alone(framework: Framework, requirement: int, others: list[int], codes: tuple[int, ...]) -> bool:
    """Return whether a sheet meets other requirements, and one not."""
    single = framework.engine.single
    assert single is not None  # noqa: S101 - asked where there are requirements
    standing, rules = single.stand(codes), single.compiled.requirements
    met = [standing.state(rules[other])[1] for other in others]
    return all(met) and not standing.state(rules[requirement])[1]


def rises_only(framework: Framework) -> bool:
    """Return whether it is proved, by how its requirements are made, that no better answer lowers a level or a score.

    It holds of any sheet, also where questions do not apply: credits never fall from an option to the next, no weight
    is negative, every requirement asks for at least so much, and every ladder reads only ladders before it. So what
    rises in one place rises, or stays, in all that read it. It is not proved of a scorer in code.

    >>> from maturity_core import load_framework
    >>> rises_only(load_framework("service-maturity-check"))
    True
    """
    compiled = framework.engine.compiled
    if compiled is None:
        return False
    credits_rise = all(list(credits_) == sorted(credits_) for credits_ in compiled.credits)
    weights = all(weight >= 0 for terms in compiled.terms for weight in terms.weights)
    sums = [rule for rule in compiled.requirements if not rule.statistic.capped]
    asks = all(rule.slack(1, 0, 1) > rule.slack(0, 0, 1) for rule in sums)
    scales = all(ladder.score.scale > 0 for ladder in compiled.ladders)
    read = [
        (place, terms)
        for place, ladder in enumerate(compiled.ladders)
        for terms in (ladder.score.terms, *(rule.terms for rule in ladder.requirements))
        if terms.kind == "ladders"
    ]
    before = all(item < place for place, terms in read for item in terms.items)
    return credits_rise and weights and asks and scales and before
