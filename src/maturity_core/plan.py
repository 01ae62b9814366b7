"""The plan: a framework's requirements as small integer tables, made once and never changed.

Every statistic is a comparison of two integers that are sums over the items: `amount`, the weighted values of the items that apply, and
`weight`, their weights. A value is an integer between 0 and the terms' `unit`. A requirement is met when
`alpha * amount + beta * weight >= gamma`; a count, when as many items reach as are asked for or apply.

Where no integer passes 2**53 the tables are 64-bit integers; beyond it they hold Python integers: slower, never different.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.ladders import expanded, ladder_levels, ladder_names, rank_of, score_of, selected
from maturity_core.requirement import WEIGHTED, Items, Requirement, Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from maturity_core.framework import Framework

    Table = NDArray[Any]

EXACT_LIMIT = 2**53
"""Up to here a double holds every integer, so that a score's nearest double is one division."""
DENSEST = 4096
"""The largest sum of weights for which the plan keeps a table of denominators."""


@dataclass(frozen=True)
class Terms:
    """Weighted items of one kind, and what each of them counts with.

    `value` is `credit` or `reach` for questions; `score`, `level`, `reach` (a score) or `rung` for ladders. `tables[i]` gives, by answer
    code, weight times value of question `items[i]`; the last three entries stand for the negative codes. `weights` are integers;
    divided by `scale` they are the file's. `may_lack[i]` says whether the item can fail to apply.
    """

    kind: str
    items: tuple[int, ...]
    value: str
    weights: tuple[int, ...]
    scale: Fraction
    unit: int
    factors: tuple[int, ...]
    reaching: tuple[Fraction | int, ...]
    may_lack: tuple[bool, ...]
    tables: tuple[Table, ...]

    @property
    def heaviest(self) -> int:
        """The sum of all weights: what `weight` is where every item applies."""
        return sum(self.weights)


@dataclass(frozen=True)
class Rule:
    """A compiled requirement: which rung of which ladder it guards, and the comparison."""

    index: int
    ladder: int
    rung: int
    statistic: str
    threshold: Fraction
    terms: Terms
    alpha: int
    beta: int
    gamma: int


@dataclass(frozen=True)
class ScorePlan:
    """A ladder's score as `numerator / denominator`, the same denominator for every row.

    The numerator of a mean is `amount`, times `multipliers[weight]` where weights vary. That of a total is `start + step * amount`, or
    `start - step * (weight - amount)` where it counts down. A wide plan has exact fractions over a denominator of 1 instead.
    """

    terms: Terms
    denominator: int
    multipliers: Table | None = None
    start: Fraction | int | None = None
    step: Fraction | int = 1
    down: bool = False


@dataclass(frozen=True)
class LadderPlan:
    """A ladder: its name, its highest rank (0 for one without levels), its rules in order of rungs, its score."""

    name: str
    top: int
    rules: tuple[Rule, ...]
    score: ScorePlan
    may_lack_score: bool
    may_lack_level: bool


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
        solid = any(not all(rule.terms.may_lack) for rule in rules)
        return LadderPlan(
            name,
            top=len(levels) - 1 if rules else 0,
            rules=tuple(sorted(rules, key=lambda rule: (rule.rung, rule.index))),
            score=score,
            may_lack_score=all(score.terms.may_lack),
            may_lack_level=bool(rules) and not solid,
        )

    def _rule(self, index: int, requirement: Requirement, ladder: int, rung: int) -> Rule:
        statistic, threshold = requirement.statistic, requirement.threshold
        reaching = threshold if statistic == "least" else requirement.reaching
        terms = self._terms(str(requirement.ladder), requirement.of, requirement.by, reaching, weighted=statistic in WEIGHTED)
        bar = threshold
        if statistic in {"mean", "share"}:
            alpha, beta, gamma = bar.denominator, -bar.numerator * terms.unit, 0
        elif statistic == "total":
            bar = (threshold - (requirement.base if requirement.base is not None else requirement.top or 0)) * terms.unit * terms.scale
            alpha, gamma = bar.denominator, bar.numerator
            beta = 0 if requirement.base is not None else -bar.denominator * terms.unit
        else:
            alpha, beta, gamma = 1, -1 if statistic == "least" else 0, 0 if statistic == "least" else int(threshold)
        self._seen(alpha * terms.heaviest * terms.unit, beta * terms.heaviest, gamma)
        return Rule(index, ladder, rung, statistic, threshold, terms, alpha, beta, gamma)

    def _terms(self, ladder: str, items: Items, by: str, reaching: Fraction | str | None, *, weighted: bool) -> Terms:
        ids = selected(self.framework, ladder, items)
        weights, scale = coprime([self.weights[items.kind][item] if weighted else Fraction(1) for item in ids])
        kept = [(item, weight) for item, weight in zip(ids, weights, strict=True) if weight]
        weights = tuple(weight for _, weight in kept)
        build = self._question_terms if items.kind == "questions" else self._ladder_terms
        return build(items.kind, [item for item, _ in kept], by, reaching, weights, scale)

    def _question_terms(
        self, kind: str, ids: list[str], by: str, reaching: Any, weights: tuple[int, ...], scale: Fraction
    ) -> Terms:
        del kind, by
        items = tuple(self.questions[item] for item in ids)
        unit = 1 if reaching is not None else lcm(*(credit.denominator for item in items for credit in self.credits[item]))
        tables = []
        for item, weight in zip(items, weights, strict=True):
            values = [int(credit >= reaching) if reaching is not None else int(credit * unit) for credit in self.credits[item]]
            tables.append(self._array([weight * value for value in values] + [0, 0, 0]))
        lacking = tuple(self.framework.questions[item].not_applicable for item in items)
        value = "credit" if reaching is None else "reach"
        ones = (1,) * len(items)
        return Terms("questions", items, value, weights, scale, unit, ones, (reaching,) * len(items), lacking, tuple(tables))

    def _ladder_terms(self, kind: str, ids: list[str], by: str, reaching: Any, weights: tuple[int, ...], scale: Fraction) -> Terms:
        prefix = "capability" if kind == "capabilities" else "dimension"
        items = tuple(self.positions[f"{prefix} {item}"] for item in ids)
        ladders = [self.done[item] for item in items]
        if isinstance(reaching, str):
            ranks = [rank_of(ladder_levels(self.framework, ladder.name), reaching) or 0 for ladder in ladders]
            units, value, bars = [1] * len(items), "rung", tuple(ranks)
            lacking = tuple(self._may_lack_rung(ladder, rank) for ladder, rank in zip(ladders, ranks, strict=True))
        else:
            value = by
            units = [level_unit(ladder.top) if by == "level" else ladder.score.denominator for ladder in ladders]
            lacking = tuple(ladder.may_lack_level or (by == "score" and ladder.may_lack_score) for ladder in ladders)
            bars = (reaching,) * len(items)
            if reaching is not None:
                value = f"reach {by}"
        unit = lcm(*units) if reaching is None else 1
        factors = tuple((lcm(*units) if reaching is None else each) // each for each in units)
        return Terms(kind, items, value, weights, scale, unit, factors, bars, lacking, ())

    def _may_lack_rung(self, ladder: LadderPlan, rank: int) -> bool:
        return all(all(rule.terms.may_lack) for rule in ladder.rules if rule.rung <= rank)

    def _score(self, ladder: str, score: Score) -> ScorePlan:
        terms = self._terms(ladder, score.of, score.by, None, weighted=True)
        if score.total_of is not None:
            return self._total(terms, score)
        if self.wide:
            return ScorePlan(terms, denominator=1)
        if not any(terms.may_lack):
            self._seen(terms.unit * terms.heaviest)
            return ScorePlan(terms, denominator=terms.unit * terms.heaviest)
        return self._varying_mean(terms)

    def _total(self, terms: Terms, score: Score) -> ScorePlan:
        start = score.base if score.base is not None else score.top or Fraction(0)
        step = 1 / (terms.unit * terms.scale)
        down = score.base is None
        if self.wide:
            return ScorePlan(terms, denominator=1, start=start, step=step, down=down)
        denominator = lcm(step.denominator, start.denominator)
        whole_start, whole_step = int(start * denominator), int(step * denominator)
        self._seen(whole_start, whole_step * terms.unit * terms.heaviest)
        return ScorePlan(terms, denominator, start=whole_start, step=whole_step, down=down)

    def _varying_mean(self, terms: Terms) -> ScorePlan:
        """A mean whose weights may lack items: bring every weight that can occur to one denominator."""
        if terms.heaviest > DENSEST:
            self.largest = EXACT_LIMIT + 1
            return ScorePlan(terms, denominator=1)
        solid = sum(weight for weight, lacks in zip(terms.weights, terms.may_lack, strict=True) if not lacks)
        sums = {solid}
        for weight, lacks in zip(terms.weights, terms.may_lack, strict=True):
            sums |= {total + weight for total in sums} if lacks else set()
        common = lcm(*(total for total in sums if total))
        self._seen(common * terms.unit * terms.heaviest)
        multipliers = np.zeros(terms.heaviest + 1, np.int64)
        for total in sums - {0} if common <= EXACT_LIMIT else set():
            multipliers[total] = common // total
        return ScorePlan(terms, denominator=common * terms.unit, multipliers=multipliers)

    def _array(self, values: Iterable[int]) -> Table:
        entries = list(values)
        if self.wide or max(entries, default=0) > EXACT_LIMIT:
            self._seen(*entries)
            table = np.empty(len(entries), object)
            table[:] = entries
        else:
            table = np.array(entries, np.int64)
        table.flags.writeable = False
        return table

    def _seen(self, *sizes: int) -> None:
        self.largest = max(self.largest, sum(abs(size) for size in sizes))


