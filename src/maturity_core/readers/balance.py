"""What a target still needs of one sheet, as sums that are kept up to date while its answers move.

Every requirement that is unmet today and met with the best answers is a gate: a sum that says by how much the answers
exceed what it needs. Moving an answer changes the sums that count it, and a gate that opens or shuts changes the sums
above it; nothing else is looked at. So the cost of a move depends on how many requirements read its question, and not
on the size of the framework.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import gcd, lcm
from typing import TYPE_CHECKING, NamedTuple

from maturity_core.model.states import WORDS
from maturity_core.scoring.one.packed import added, linear_of
from maturity_core.scoring.one.standing import UNMET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.compiled.terms import Compiled, CompiledRequirement, Terms
    from maturity_core.readers.needs import Need
    from maturity_core.scoring.one.evaluate import Packed, RuleStanding
    from maturity_core.scoring.one.packed import Linear

Parts = list[tuple[Fraction, int]]
"""Gates, each with what it adds to a sum if it is met."""


class Sum(NamedTuple):
    """What a gate is made of: what it `lacks`, what each answer adds to it, and what other gates add once they are met.

    It is met when what the answers and the gates have added since makes up for what it lacks.
    """

    lacks: int
    line: Mapping[int, Sequence[int]]
    gates: Sequence[tuple[int, int]]


class Lines:
    """What answers add to the sums of a compiled framework, worked out when first needed."""

    def __init__(self, single: Packed) -> None:
        self.single = single
        self.compiled: Compiled = single.compiled
        self._counted: dict[int, Linear] = {}
        self._applying: dict[int, Linear] = {}
        self._slack: dict[int, Linear | None] = {}

    def counted(self, terms: Terms) -> Linear:
        """Return what answers add to the amount of terms over questions."""
        if terms.slot not in self._counted:
            self._counted[terms.slot] = linear_of(terms.counts, self.single.sizes)
        return self._counted[terms.slot]

    def weight(self, terms: Terms, codes: Sequence[int]) -> int:
        """Return the weight of the questions of terms that apply."""
        if not terms.applying:
            return terms.heaviest
        if terms.slot not in self._applying:
            self._applying[terms.slot] = linear_of(terms.applying, self.single.sizes)
        applying = self._applying[terms.slot]
        return terms.steady_weight + sum(values[codes[question]] for question, values in applying.items())

    def slack(self, rule: CompiledRequirement) -> Linear | None:
        """Return what answers add to the slack of a requirement; None if that is no sum over questions."""
        if rule.index not in self._slack:
            amount = self._amount(rule.terms)
            rise = 1 if rule.statistic.capped else rule.slack(1, 0, 0) - rule.slack(0, 0, 0)
            self._slack[rule.index] = None if amount is None else added([(rise, amount)])
        return self._slack[rule.index]

    def _amount(self, terms: Terms) -> Linear | None:
        """Return an amount as a sum over questions; one over scores is such a sum if everything always applies."""
        if terms.kind == "questions":
            return self.counted(terms)
        ladders = [self.compiled.ladders[item] for item in terms.items]
        if terms.value != "score" or any(terms.may_lack) or any(ladder.varies for ladder in ladders):
            return None
        amounts = [self._amount(ladder.score.terms) for ladder in ladders]
        unit = self.single.unit(terms)
        factors = [weight * (unit // ladder.largest) for weight, ladder in zip(terms.weights, ladders, strict=True)]
        known = [(factor, amount) for factor, amount in zip(factors, amounts, strict=True) if amount is not None]
        return added(known) if len(known) == len(amounts) else None


class Balance:
    """The sums of one sheet: `codes` are its answers as they are moved, `low` its standing, `high` the highest allowed.

    A gate is a number; it is met if its sum is 0 or more. `failing` counts the watched ones that are not.
    """

    def __init__(self, lines: Lines, now: RuleStanding, high: RuleStanding | None = None) -> None:
        self.lines = lines
        self.compiled = lines.compiled
        self.today = now.codes
        self.codes = list(now.codes)
        self.low, self.high = now, now.best if high is None else high
        self.failing = 0
        self._watched: set[int] = set()
        self._sums: list[int] = []
        self._above: list[list[tuple[int, int]]] = []
        self._uses: dict[int, list[tuple[int, Sequence[int]]]] = {}
        self._gates: dict[tuple[str, int, Fraction | int], int] = {}

    def watch(self, gates: Iterable[int]) -> None:
        """Count from now on which of these gates are not met."""
        self._watched = set(gates)
        self.failing = sum(self._sums[gate] < 0 for gate in self._watched)

    def sums(self) -> list[Sum]:
        """Return what the gates are made of that there are by now, while no answer has been moved; as (gain, gate)."""
        lines: list[dict[int, Sequence[int]]] = [{} for _ in self._sums]
        gates: list[list[tuple[int, int]]] = [[] for _ in self._sums]
        for question, uses in self._uses.items():
            for gate, values in uses:
                lines[gate][question] = values
        for part, above in enumerate(self._above):
            for gate, gain in above:
                gates[gate].append((gain, part))
        return [Sum(-now, line, parts) for now, line, parts in zip(self._sums, lines, gates, strict=True)]

    def move(self, question: int, code: int) -> None:
        """Give a question another answer."""
        before, self.codes[question] = self.codes[question], code
        for gate, values in self._uses.get(question, ()):
            self._add(gate, values[code] - values[before])

    def _add(self, gate: int, change: int) -> None:
        before = self._sums[gate]
        now = self._sums[gate] = before + change
        if (now < 0) is (before < 0):
            return
        sign = -1 if now < 0 else 1
        if gate in self._watched:
            self.failing -= sign
        for above, gain in self._above[gate]:
            self._add(above, sign * gain)

    def target(self, rungs: Mapping[int, int], scores: Mapping[int, Fraction], wanted: Mapping[int, int]) -> list[int]:
        """Return the gates of a target: of rungs and scores by ladder, or else of the positions that are wanted."""
        if not rungs and not scores:
            return [self.positions(wanted)]
        levels = [self.rung(ladder, rung) for ladder, rung in rungs.items() if rung]
        return [*levels, *(self.score(ladder, bar) for ladder, bar in scores.items())]

    def rung(self, ladder: int, rung: int) -> int:
        """Return the gate of a rung that is not reached today: no requirement up to it may be unmet."""
        key = "rung", ladder, rung
        if key not in self._gates:
            gates = [self.rule(rule) for rule in self._unmet(ladder, rung)]
            self._gates[key] = gates[0] if len(gates) == 1 else self._gate(-len(gates), {}, [(1, g) for g in gates])
        return self._gates[key]

    def _unmet(self, ladder: int, rung: int) -> list[CompiledRequirement]:
        rules = [rule for rule in self.compiled.ladders[ladder].requirements if rule.rung <= rung]
        return [rule for rule in rules if self.low.state(rule) == UNMET]

    def positions(self, wanted: Mapping[int, int]) -> int:
        """Return the gate of questions that have to reach positions."""
        sizes = self.lines.single.sizes
        codes = {question: [*range(sizes[question]), *sorted(WORDS)] for question in wanted}
        line = {question: [int(code >= wanted[question]) for code in known] for question, known in codes.items()}
        return self._gate(-len(wanted), line, ())

    def need(self, need: Need) -> int:
        """Return the gate of a prerequisite that is not met today."""
        return self.rung(need.ladder, need.rung) if need.credit is None else self.score(need.ladder, need.credit)

    def _gate(self, base: int, line: Linear, above: Iterable[tuple[int, int]]) -> int:
        """Make a gate, from its sum without questions and gates, and what these add to it."""
        gate = len(self._sums)
        self._sums.append(base)
        self._above.append([])
        for question, values in line.items():
            self._sums[gate] += values[self.codes[question]]
            self._uses.setdefault(question, []).append((gate, values))
        for gain, part in above:
            self._sums[gate] += gain * (self._sums[part] >= 0)
            self._above[part].append((gate, gain))
        return gate

    def rule(self, rule: CompiledRequirement) -> int:
        """Return the gate of a requirement that is unmet today."""
        key = "rule", rule.index, 0
        if key not in self._gates:
            self._gates[key] = self._made(rule)
        return self._gates[key]

    def _made(self, rule: CompiledRequirement) -> int:
        terms, line = rule.terms, self.lines.slack(rule)
        if line is None:
            weight = self._weight(terms)
            return self._mixed(terms, Fraction(rule.statistic.asked(rule.bar, weight, each=rule.each)))
        weight = self.lines.weight(terms, self.today) if terms.kind == "questions" else terms.heaviest
        if rule.statistic.capped:
            return self._gate(-min(rule.bar.numerator, weight), line, ())
        return self._gate(rule.slack(0, weight, self.lines.single.unit(terms)), line, ())

    def score(self, ladder: int, bar: Fraction) -> int:
        """Return the gate of a score that has to reach a bar."""
        key = "score", ladder, bar
        if key not in self._gates:
            score = self.compiled.ladders[ladder].score
            terms, wanted = score.terms, score.asked(bar, self._weight(score.terms))
            if terms.kind == "questions":
                line = added([(wanted.denominator, self.lines.counted(terms))])
                self._gates[key] = self._gate(-wanted.numerator * terms.unit, line, ())
            else:
                self._gates[key] = self._mixed(terms, wanted)
        return self._gates[key]

    def _weight(self, terms: Terms) -> int:
        """Return the weight of the items that apply."""
        if terms.kind == "questions":
            return self.lines.weight(terms, self.today)
        places = range(len(terms.items))
        return sum(terms.weights[place] for place in places if self.low.value(terms, place) is not None)

    def _mixed(self, terms: Terms, wanted: Fraction) -> int:
        """Return the gate of items whose weighted values have to add up to what is wanted."""
        lines: list[tuple[Fraction, Linear]] = []
        parts: Parts = []
        missing = wanted - self._gathered(terms, Fraction(1), lines, parts)
        scale = lcm(missing.denominator, *(factor.denominator for factor, _ in (*lines, *parts)))
        line = added([(int(factor * scale), counted) for factor, counted in lines])
        gates = [(int(gain * scale), gate) for gain, gate in parts]
        lacks = int(missing * scale)
        common = gcd(scale, lacks, *(gain for gain, _ in gates), *chain(*line.values()))
        whole = {question: [value // common for value in values] for question, values in line.items()}
        return self._gate(-lacks // common, whole, [(gain // common, gate) for gain, gate in gates])

    def _gathered(self, terms: Terms, factor: Fraction, lines: list[tuple[Fraction, Linear]], parts: Parts) -> Fraction:
        """Gather what questions and gates add to the items of `terms`; return what is there without them."""
        if terms.kind == "questions":
            lines.append((factor / terms.unit, self.lines.counted(terms)))
            return Fraction(0)
        base = Fraction(0)
        for place, item in enumerate(terms.items):
            now, best = self.low.value(terms, place), self.high.value(terms, place)
            gain = factor * terms.weights[place]
            if now is None or best is None:
                continue
            if terms.value == "score":
                score = self.compiled.ladders[item].score.terms
                base += self._gathered(score, gain / self._weight(score), lines, parts)
                continue
            base += gain * Fraction(*now)
            if Fraction(*now) < Fraction(*best):
                parts += self._ladder_parts(terms, place, gain)
        return base

    def _ladder_parts(self, terms: Terms, place: int, gain: Fraction) -> Parts:
        """Return the gates of a ladder that counts with a rung, by reaching a bar, or with its level."""
        item, bar = terms.items[place], terms.reaching[place]
        if terms.value == "rung":
            return [(gain, self.rung(item, int(bar)))]
        if terms.value == "reach score":
            return [(gain, self.score(item, Fraction(bar)))]
        rungs = self.low.remaining(item)
        if terms.value == "reach level":
            return [(gain, self.rung(item, next(rung for rung in rungs if rung >= bar * rungs[-1])))]
        found: Parts = []
        below = max(self.low.rank(item), 0)
        for rung in rungs:
            if below < rung <= self.high.rank(item):
                found.append((gain * Fraction(rung - below, rungs[-1]), self.rung(item, rung)))
                below = rung
        return found
