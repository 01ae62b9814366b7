"""The plan: a framework's requirements as small integer tables, made once and never changed.

Every statistic compares integers that are sums over the items: `amount`, the weighted values of the items that apply,
and `weight`, their weights. Values are numerators over a common `unit`. A requirement is met when, by its statistic,

    mean, share    q * amount >= p * unit * weight         for a threshold p / q
    least          amount >= weight                        of items that reach the threshold
    count          amount >= p, or amount >= weight
    total          q * moved >= p * unit                   for (threshold - start) * scale = p / q,
                                                           moved = amount, or amount - weight * unit counting down

Where no integer can pass 2**53 they are 64-bit integers; beyond it Python's: slower, never different.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.ladders import expanded, ladder_levels, ladder_names, rank_of, score_of, selected
from maturity_core.requirement import WEIGHTED, Items, Requirement, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from maturity_core.framework import Framework

    Table = NDArray[Any]

EXACT_LIMIT = 2**53
"""Up to here a double holds every integer, so that a score's nearest double is one division."""


@dataclass(frozen=True)
class Terms:
    """Weighted items of one kind, and what each of them counts with.

    `value` is `credit` or `reach` for questions; `score`, `level`, `rung`, `reach score` or `reach level` for
    ladders, where `reaching` gives the bar of each. For questions `tables[i]` holds, by answer code, weight times
    value (over `unit`) of question `items[i]`; its last three entries stand for the negative codes. `weights` are
    integers; divided by `scale` they are the file's. `may_lack[i]` says whether the item can fail to apply.
    """

    kind: str
    items: tuple[int, ...]
    value: str
    weights: tuple[int, ...]
    scale: Fraction
    unit: int
    reaching: tuple[Fraction | int, ...]
    may_lack: tuple[bool, ...]
    tables: tuple[Table, ...]

    @property
    def heaviest(self) -> int:
        """The sum of all weights: what `weight` is where every item applies."""
        return sum(self.weights)


@dataclass(frozen=True)
class Rule:
    """A compiled requirement: which rung of which ladder it guards, and the comparison with `bar`, the p / q above."""

    index: int
    ladder: int
    rung: int
    statistic: str
    threshold: Fraction
    terms: Terms
    bar: Fraction
    down: bool


@dataclass(frozen=True)
class ScorePlan:
    """A ladder's score: a mean of its terms; or a total that counts up from `start`, or `down` from it."""

    terms: Terms
    start: Fraction | None = None
    down: bool = False


@dataclass(frozen=True)
class LadderPlan:
    """A ladder: its name, its highest rank (0 for one without levels), its rules in order of rungs, its score.

    `varies` says whether the score's denominator depends on what applies; `largest` is the largest it can be.
    """

    name: str
    top: int
    rules: tuple[Rule, ...]
    score: ScorePlan
    may_lack_score: bool
    may_lack_level: bool
    varies: bool
    largest: int


@dataclass(frozen=True)
class Plan:
    """All ladders, each after those it reads: capabilities, dimensions, the framework."""

    ladders: tuple[LadderPlan, ...]
    credits: tuple[tuple[Fraction, ...], ...]
    wide: bool
    positions: dict[str, int]


def compiled(framework: Framework) -> Plan:
    """Return the plan of `framework`, with 64-bit integers where they suffice."""
    narrow = _Compiler(framework, wide=False)
    plan = narrow.plan()
    return plan if narrow.largest <= EXACT_LIMIT else _Compiler(framework, wide=True).plan()


def level_unit(top: int) -> int:
    """Return a number that every rank up to `top` divides: levels count as rank over highest rank."""
    return lcm(*range(1, top + 1))


def coprime(weights: Sequence[Fraction]) -> tuple[tuple[int, ...], Fraction]:
    """Return the weights as coprime whole numbers, and what to divide these by to have the weights back.

    >>> coprime([Fraction(1, 2), Fraction(3, 2)])
    ((1, 3), Fraction(2, 1))
    """
    common = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * common) for weight in weights]
    divisor = gcd(*whole) or 1
    return tuple(weight // divisor for weight in whole), Fraction(common, divisor)


class _Compiler:
    """Compiles ladder by ladder; remembers the largest integer that any comparison can meet."""

    def __init__(self, framework: Framework, *, wide: bool) -> None:
        self.framework = framework
        self.wide = wide
        self.largest = 0
        self.names = ladder_names(framework)
        self.positions = {name: index for index, name in enumerate(self.names)}
        self.questions = {question.id: index for index, question in enumerate(framework.questions)}
        self.credits = tuple(tuple(option.credit for option in question.options) for question in framework.questions)
        self.weights = {
            kind: {entry.id: entry.weight for entry in getattr(framework, kind)}
            for kind in ("questions", "capabilities", "dimensions")
        }
        self.done: list[LadderPlan] = []

    def plan(self) -> Plan:
        by_ladder: dict[str, list[tuple[int, Requirement]]] = {name: [] for name in self.names}
        for index, (requirement, _) in enumerate(expanded(self.framework)):
            by_ladder[str(requirement.ladder)].append((index, requirement))
        for name in self.names:
            self.done.append(self._ladder(name, by_ladder[name]))
        return Plan(tuple(self.done), self.credits, self.wide, self.positions)

    def _ladder(self, name: str, requirements: list[tuple[int, Requirement]]) -> LadderPlan:
        levels = ladder_levels(self.framework, name)
        rules = [
            self._rule(index, requirement, self.positions[name], rank_of(levels, requirement.level) or 0)
            for index, requirement in requirements
        ]
        score = self._score(name, score_of(self.framework, name))
        return LadderPlan(
            name,
            top=len(levels) - 1 if rules else 0,
            rules=tuple(sorted(rules, key=lambda rule: (rule.rung, rule.index))),
            score=score,
            may_lack_score=all(score.terms.may_lack),
            may_lack_level=bool(rules) and all(all(rule.terms.may_lack) for rule in rules),
            varies=any(score.terms.may_lack) or self._unit_varies(score.terms),
            largest=self._denominator(score),
        )

    def _rule(self, index: int, requirement: Requirement, ladder: int, rung: int) -> Rule:
        statistic, threshold = requirement.statistic, requirement.threshold
        reaching = threshold if statistic == "least" else requirement.reaching
        terms = self._terms(
            str(requirement.ladder), requirement.of, requirement.by, reaching, weighted=statistic in WEIGHTED
        )
        bar = threshold
        if statistic == "total":
            bar = (
                threshold - (requirement.base if requirement.base is not None else requirement.top or 0)
            ) * terms.scale
        unit = self._unit(terms)
        self._seen(bar.denominator * terms.heaviest * unit * 2, bar.numerator * terms.heaviest * unit)
        return Rule(index, ladder, rung, statistic, threshold, terms, bar, down=requirement.top is not None)

    def _terms(self, ladder: str, items: Items, by: str, reaching: Fraction | str | None, *, weighted: bool) -> Terms:
        ids = selected(self.framework, ladder, items)
        weights, scale = coprime([self.weights[items.kind][item] if weighted else Fraction(1) for item in ids])
        kept = {item: weight for item, weight in zip(ids, weights, strict=True) if weight}
        if items.kind == "questions":
            return self._question_terms(kept, reaching, scale)
        prefix = "capability" if items.kind == "capabilities" else "dimension"
        return self._ladder_terms(
            {self.positions[f"{prefix} {item}"]: weight for item, weight in kept.items()}, by, reaching, scale
        )

    def _question_terms(self, weights: dict[str, int], reaching: Any, scale: Fraction) -> Terms:
        items = tuple(self.questions[item] for item in weights)
        unit = (
            1 if reaching is not None else lcm(*(credit.denominator for item in items for credit in self.credits[item]))
        )
        tables: list[Table] = []
        for item, weight in zip(items, weights.values(), strict=True):
            values = [
                int(credit >= reaching) if reaching is not None else int(credit * unit) for credit in self.credits[item]
            ]
            tables.append(self._array([weight * value for value in values] + [0, 0, 0]))
        lacking = tuple(self.framework.questions[item].not_applicable for item in items)
        value = "credit" if reaching is None else "reach"
        bars: tuple[Any, ...] = (reaching,) * len(items)
        return Terms("questions", items, value, tuple(weights.values()), scale, unit, bars, lacking, tuple(tables))

    def _ladder_terms(self, weights: dict[int, int], by: str, reaching: Any, scale: Fraction) -> Terms:
        items = tuple(weights)
        ladders = [self.done[item] for item in items]
        bars: tuple[Any, ...] = (reaching,) * len(items)
        value = by if reaching is None else f"reach {by}"
        lacking = tuple(ladder.may_lack_level or (by == "score" and ladder.may_lack_score) for ladder in ladders)
        if isinstance(reaching, str):
            value = "rung"
            bars = tuple(rank_of(ladder_levels(self.framework, ladder.name), reaching) or 0 for ladder in ladders)
            lacking = tuple(self._may_lack_rung(ladder, rung) for ladder, rung in zip(ladders, bars, strict=True))
        return Terms("ladders", items, value, tuple(weights.values()), scale, 1, bars, lacking, ())

    def _may_lack_rung(self, ladder: LadderPlan, rung: int) -> bool:
        return all(all(rule.terms.may_lack) for rule in ladder.rules if rule.rung <= rung)

    def _score(self, ladder: str, score: Score) -> ScorePlan:
        terms = self._terms(ladder, score.of, score.by, None, weighted=True)
        if score.total_of is None:
            return ScorePlan(terms)
        return ScorePlan(terms, start=score.base if score.base is not None else score.top, down=score.base is None)

    def _unit_varies(self, terms: Terms) -> bool:
        return terms.value == "score" and any(self.done[item].varies for item in terms.items)

    def _unit(self, terms: Terms) -> int:
        """The largest common denominator that the values of the terms can have."""
        if terms.value == "level":
            return lcm(*(level_unit(self.done[item].top) for item in terms.items))
        if terms.value != "score":
            return terms.unit
        fixed = [self.done[item].largest for item in terms.items if not self.done[item].varies]
        return lcm(*fixed) * prod(self.done[item].largest for item in terms.items if self.done[item].varies)

    def _denominator(self, score: ScorePlan) -> int:
        """The largest denominator the score can have; its numerator is seen here, too."""
        terms, unit = score.terms, self._unit(score.terms)
        if score.start is None:
            largest = unit * terms.heaviest
        else:
            largest = score.start.denominator * unit * terms.scale.numerator
            step = score.start.denominator * terms.scale.denominator * 2 * terms.heaviest * unit
            self._seen(score.start.numerator * unit * terms.scale.numerator, step)
        self._seen(largest)
        return largest

    def _array(self, values: list[int]) -> Table:
        table: Table = np.empty(len(values), object)
        table[:] = values
        if not self.wide:
            self._seen(max(values))
            table = table.astype(np.int64) if max(values) <= EXACT_LIMIT else table
        table.flags.writeable = False
        return table

    def _seen(self, *sizes: int) -> None:
        self.largest = max(self.largest, sum(abs(size) for size in sizes))
