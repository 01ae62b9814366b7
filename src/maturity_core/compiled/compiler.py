"""Compile a framework, ladder by ladder: requirements become sums of whole numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm, prod
from typing import TYPE_CHECKING, Any

from maturity_core.compiled.applying import applying_counts, folded, may_lack_rung
from maturity_core.compiled.counts import counts_of, lacking_counts
from maturity_core.compiled.number_sizes import EXACT_LIMIT, number_kind
from maturity_core.compiled.rises import all_rises, first_reaching, risen
from maturity_core.compiled.terms import (
    Compiled,
    CompiledLadder,
    CompiledRequirement,
    CompiledScore,
    Part,
    Terms,
    level_unit,
)
from maturity_core.compiled.units import DOWN, counted_by, in_credit, reached, written
from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.ladders import ladder_levels, ladder_names, rank_of, selected
from maturity_core.model.measure import Measure
from maturity_core.model.requirement import ITEM_KINDS, Items, Requirement, Score
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_of, unit_used
from maturity_core.model.written import expanded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework


def compile_framework(framework: Framework) -> Compiled:
    """Return the compiled form of `framework`, in the smallest number types that suffice."""
    narrow = _Compiler(framework, wide=False)
    compiled = narrow.compile()
    return compiled if narrow.largest <= EXACT_LIMIT else _Compiler(framework, wide=True).compile()


def coprime(weights: Sequence[Fraction]) -> tuple[tuple[int, ...], Fraction]:
    """Return the weights as coprime whole numbers, and the divisor that turns them back into the weights.

    >>> coprime([Fraction(1, 2), Fraction(3, 2)])
    ((1, 3), Fraction(2, 1))
    """
    if weights and weights[0] and weights.count(weights[0]) == len(weights):  # as most are, and soon found out
        return (1,) * len(weights), 1 / weights[0]
    common = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * common) for weight in weights]
    divisor = gcd(*whole) or 1
    return tuple(weight // divisor for weight in whole), Fraction(common, divisor)


class _Compiler:
    """Compiles ladder by ladder, and keeps track of the largest integer in any comparison."""

    def __init__(self, framework: Framework, *, wide: bool) -> None:
        self.framework = framework
        self.wide = wide
        self.largest = 0
        self.names = ladder_names(framework)
        self.positions: dict[str, int] = {name: index for index, name in enumerate(self.names)}
        self.questions = {question.id: index for index, question in enumerate(framework.questions)}
        of_scale = {name: tuple(option.credit for option in scale.options) for name, scale in framework.scales.items()}
        self.credits = tuple(of_scale[question.scale] for question in framework.questions)
        self.standing = tuple(question.stands_for for question in framework.questions)
        pairs = zip(framework.questions, self.standing, strict=True)
        self.lacking = [question.not_applicable and stands_for is None for question, stands_for in pairs]
        self.weights = {kind: {entry.id: entry.weight for entry in getattr(framework, kind)} for kind in ITEM_KINDS}
        self.done: list[CompiledLadder] = []
        self.known: dict[Terms, Terms] = {}
        self.made: dict[tuple[str, Items, str, Fraction | str | None, bool], Terms] = {}
        self.starting: dict[int, list[Terms]] = {}

    def compile(self) -> Compiled:
        by_ladder: dict[Ladder, list[tuple[int, Requirement]]] = {name: [] for name in self.names}
        for index, (requirement, _) in enumerate(expanded(self.framework)):
            by_ladder[requirement.one_ladder].append((index, requirement))
        for name in self.names:
            self.done.append(self._ladder(name, by_ladder[name]))
        for capability in self.framework.capabilities:
            for needed in capability.requires:
                if needed.credit is not None:
                    self._seen_reaching(
                        self.done[self.positions[Ladder("capability", needed.capability)]], needed.credit
                    )
        rules = sorted((rule for ladder in self.done for rule in ladder.requirements), key=lambda rule: rule.index)
        adding = [rule.terms for rule in rules if rule.statistic.adds and rule.each != DOWN]
        measures = [one.score for one in self.done if one.name.kind == "measure"]
        adding += [score.terms for score in measures if score.start is not None and score.each != DOWN]
        some = self.framework.asked_by is not None
        missable = any(some or any(terms.may_lack) for terms in adding)  # what does not apply adds nothing to these
        may_lack = tuple(question.not_applicable for question in self.framework.questions)
        fixed = any(stands_for is not None for stands_for in self.standing)
        return Compiled(
            tuple(self.done),
            tuple(rules),
            tuple(self.known.values()),
            self.credits,
            may_lack,
            self.wide,
            self.positions,
            self.standing,
            self.framework.lookup.conditions,
            within_reach=not (missable or fixed),
        )

    def _ladder(self, name: Ladder, requirements: list[tuple[int, Requirement]]) -> CompiledLadder:
        levels = ladder_levels(self.framework, name)
        ranks = {level.id: rank for rank, level in enumerate(levels)}
        rules = [
            self._rule(index, requirement, self.positions[name], ranks[requirement.level])
            for index, requirement in requirements
        ]
        score = self._score(name, score_of(self.framework, name))
        always = {rule.rung for rule in rules if rule.terms.always}
        top = len(levels) - 1 if rules else 0
        return CompiledLadder(
            name,
            top=top,
            requirements=tuple(sorted(rules, key=lambda rule: (rule.rung, rule.index))),
            score=score,
            may_lack_score=not score.terms.always,
            may_lack_level=bool(rules) and not always,
            steady=always >= set(range(1, top + 1)),
            varies=any(score.terms.may_lack) or self._unit_varies(score.terms),
            largest=self._denominator(score),
        )

    def _rule(self, index: int, requirement: Requirement, ladder: int, rung: int) -> CompiledRequirement:
        statistic, threshold = STATISTICS[requirement.statistic], requirement.threshold
        ends = unit_used(self.framework, requirement.one_ladder, requirement)
        own, reaching, by = in_credit(requirement, ends)
        terms = self._terms(requirement.one_ladder, requirement.of, by, reaching, weighted=statistic.weighted)
        start, each, scale = written(requirement, ends, terms)
        bar = (threshold - start) * scale if statistic.adds else own
        unit = self._unit(terms)
        # Both sides of the comparison, and their difference, which is signed: docs/meaning.md#4-decisions-are-exact
        moved = max(2, each.denominator + abs(each.numerator))
        sizes = (
            bar.denominator * terms.heaviest * unit * moved,
            abs(bar.numerator) * terms.heaviest * unit * each.denominator,
        )
        self._seen(*sizes)
        rule = CompiledRequirement(
            index,
            ladder,
            rung,
            statistic,
            threshold,
            terms,
            bar,
            each,
            start,
            scale,
            bound=None,
            folded=(),
            folded_number=None,
            number=number_kind(sum(sizes), wide=self.wide, signed=True),
        )
        if not any(terms.may_lack) and not self._unit_varies(terms):
            return replace(rule, bound=statistic.bound(bar, terms.heaviest, unit, each=each))
        one = terms.kind == "questions" and not statistic.capped and each <= 0
        return folded(rule, wide=self.wide) if one else rule

    def _terms(self, ladder: str, items: Items, by: str, reaching: Fraction | str | None, *, weighted: bool) -> Terms:
        key = ladder, items, by, reaching, weighted
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = self._terms_anew(ladder, items, by, reaching, weighted=weighted)
        return found

    def _terms_anew(
        self, ladder: str, items: Items, by: str, reaching: Fraction | str | None, *, weighted: bool
    ) -> Terms:
        ids = selected(self.framework, ladder, items)
        weights, scale = coprime([self.weights[items.kind][item] if weighted else Fraction(1) for item in ids])
        kept = {item: weight for item, weight in zip(ids, weights, strict=True) if weight}
        if items.kind == "questions":
            terms = self._question_terms(kept, reaching, scale)
        else:
            kind = KIND_OF[items.kind]
            ladders = {self.positions[Ladder(kind, item)]: weight for item, weight in kept.items()}
            terms = self._ladder_terms(ladders, by, reaching, scale)
        found = replace(terms, largest=terms.heaviest * self._unit(terms), slot=len(self.known))
        one = self.known.get(found)
        if one is None:
            one = self.known[found] = replace(found, parts=self._parts(found))
            if found.value == "credit":
                self.starting.setdefault(found.items[0], []).append(found)
        return one

    def _parts(self, terms: Terms) -> tuple[Part, ...]:
        """Return known terms that together make up these, longest first; empty if some items are left over."""
        parts: list[Part] = []
        left = dict(zip(terms.items, terms.weights, strict=True)) if terms.value == "credit" else {}
        within = [other for item in left for other in self.starting.get(item, ())]
        for other in sorted(within, key=lambda known: (-len(known.items), known.slot)):
            if all(item in left for item in other.items):
                ratio = (
                    left[other.items[0]] // other.weights[0]
                )  # coprime weights of fewer questions divide those of more
                parts.append(Part(other.slot, ratio * (terms.unit // other.unit), ratio))
                for item in other.items:
                    del left[item]
        return () if left else tuple(parts)

    def _question_terms(self, weights: dict[str, int], reaching: Any, scale: Fraction) -> Terms:
        items = tuple(self.questions[item] for item in weights)
        hefts = tuple(weights.values())
        lacks = tuple([self.lacking[item] for item in items])
        pairs = list(zip(items, hefts, strict=True))
        bars: tuple[Any, ...] = (reaching,) * len(items)
        unit = 1
        if reaching is None:
            scales = {id(self.credits[item]): self.credits[item] for item in items}
            unit = lcm(*(credit.denominator for credits_ in scales.values() for credit in credits_))
            rises = all_rises(self.credits, pairs, unit)
        else:
            first = first_reaching(self.credits, items, reaching)
            rises = [(item, {place: weight}) for (item, place), weight in zip(first, hefts, strict=True)]
        fixed = [(item, risen(added, self.standing[item])) for item, added in rises]
        return Terms(
            "questions",
            items,
            value="credit" if reaching is None else "reach",
            weights=hefts,
            scale=scale,
            unit=unit,
            reaching=bars,
            may_lack=lacks,
            counts=(*counts_of(rises), *lacking_counts([pair for pair in fixed if pair[1]], 1)),
            applying=applying_counts(pairs, lacks),
            wide=self.wide,
        )

    def _ladder_terms(self, weights: dict[int, int], by: str, reaching: Any, scale: Fraction) -> Terms:
        items = tuple(weights)
        ladders = [self.done[item] for item in items]
        bars: tuple[Any, ...] = (reaching,) * len(items)
        value = by if reaching is None else f"reach {by}"
        lacks = tuple(ladder.may_lack_level or (by == "score" and ladder.may_lack_score) for ladder in ladders)
        if isinstance(reaching, str):
            value = "rung"
            bars = tuple(rank_of(ladder_levels(self.framework, ladder.name), reaching) or 0 for ladder in ladders)
            lacks = tuple(may_lack_rung(ladder, rung) for ladder, rung in zip(ladders, bars, strict=True))
        elif by == "score" and reaching is not None:
            for ladder in ladders:
                self._seen_reaching(ladder, reaching)
        hefts = tuple(weights.values())
        return Terms("ladders", items, value, hefts, scale, 1, bars, lacks, (), (), wide=self.wide)

    def _score(self, ladder: str, score: Score | Measure) -> CompiledScore:
        statistic, ends = STATISTICS[score.statistic], unit_used(self.framework, ladder, score)
        reaching = reached(score, ends) if isinstance(score, Measure) else None
        terms = self._terms(ladder, score.of, counted_by(score), reaching, weighted=statistic.weighted)
        return CompiledScore(terms, *written(score, ends, terms)) if score.adds else CompiledScore(terms)

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

    def _denominator(self, score: CompiledScore) -> int:
        """The largest denominator the score can have; also records the size of its numerator."""
        terms, unit = score.terms, self._unit(score.terms)
        if score.start is None:
            largest = unit * terms.heaviest
        else:
            start, scale, each = score.start, score.scale, score.each
            largest = start.denominator * unit * scale.numerator * each.denominator
            moved = max(2, each.denominator + abs(each.numerator))
            step = start.denominator * scale.denominator * moved * terms.heaviest * unit
            self._seen(start.numerator * unit * scale.numerator * each.denominator, step)
        self._seen(largest)
        return largest

    def _seen_reaching(self, ladder: CompiledLadder, bar: Fraction) -> None:
        """Record the size of a score whose denominator varies: it is multiplied out to be compared with a bar."""
        if ladder.varies:
            self._seen(ladder.largest * bar.denominator)

    def _seen(self, *sizes: int) -> None:
        self.largest = max(self.largest, sum(abs(size) for size in sizes))
