"""The sensitivity of one organisation's level, as a result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.explain import measured_value
from maturity_core.readers.outline import core_version
from maturity_core.readers.sensitivity.thresholds import leeway, thresholds
from maturity_core.readers.sensitivity.weightings import factors, ranks, varied
from maturity_core.results.numbers import both
from maturity_core.results.sensitivity import LevelShare, Margin, Sensitivity, ThresholdRange, Weightings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.compiled.terms import CompiledRequirement
    from maturity_core.readers.records import Facts
    from maturity_core.scoring.one.evaluate import RuleStanding


def sensitivity(facts: Facts) -> Sensitivity:
    """Return how much the level of one organisation rests on what was chosen; see `Assessment.sensitivity`."""
    demands = facts.rule_demands
    if demands is None:
        what = "sensitivity needs requirements, and this framework is scored in code"
        raise ArgumentError([Problem(what, "sensitivity", hint="what_if tries any change of answers")])
    found = _Reading(facts, demands.now)
    stands = found.rank != NO_LEVEL
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": facts.framework,
        "level": facts.level and facts.level.id,
        "not_yet": facts.not_yet,
        "thresholds": tuple(found.thresholds()) if stands else (),
        "weightings": found.weightings() if stands else None,
        "slack": tuple(found.slack()) if stands else (),
        "lacking": tuple(found.lacking()) if stands else (),
    }
    return known(Sensitivity, values, unset=("schema_version",))


class _Reading:
    """The sensitivity being read."""

    def __init__(self, facts: Facts, now: RuleStanding) -> None:
        self.framework, self.now = facts.by, now
        self.overall = facts.by.outline.overall
        self.levels = [level.id for level in facts.by.outline.levels[self.overall]]
        self.compiled = now.single.compiled
        self.rank = now.rank(self.overall)

    def thresholds(self) -> Iterator[ThresholdRange]:
        """Yield how far each threshold that was chosen can move."""
        for threshold in thresholds(self.framework, self.compiled):
            found = leeway(self.now, self.overall, threshold)
            values = {
                "requirements": tuple(rule.index for rule in threshold.rules),
                **both(threshold=threshold.number, low=found.low, high=found.high),
                "level_low": None if found.low is None else self.levels[found.below],
                "level_high": None if found.high is None else self.levels[found.above],
            }
            yield known(ThresholdRange, values)

    def weightings(self) -> Weightings | None:
        """Return which levels other weights give; None if no weight was chosen that the level depends on."""
        vary = varied(self.framework, self.compiled)
        number = len(vary.questions) + len(vary.ladders)
        if not number:
            return None
        columns, drawn = factors(number)
        found = ranks(self.framework, self.now, vary, columns)
        counts = np.bincount(found, minlength=len(self.levels)).tolist()
        shares = [(level, count, Fraction(count, len(found))) for level, count in zip(self.levels, counts, strict=True)]
        values = {
            "questions": tuple(self.framework.questions[place].id for place in vary.questions),
            "ladders": tuple(self.compiled.ladders[place].name for place in vary.ladders),
            "number": len(found),
            "drawn": drawn,
            **both(kept=shares[self.rank][2]),
            "levels": tuple(
                known(LevelShare, {"level": level, "number": count, **both(share=share)})
                for level, count, share in shares
                if count
            ),
        }
        return known(Weightings, values)

    def slack(self) -> Iterator[Margin]:
        """Yield the margins of the requirements up to the present level."""
        for rule in self._rules():
            if rule.rung <= self.rank:
                yield self._margin(rule)

    def lacking(self) -> Iterator[Margin]:
        """Yield the margins of the requirements of the next level."""
        rung = next((rung for rung in self.now.remaining(self.overall) if rung > self.rank), None)
        for rule in self._rules():
            if rule.rung == rung:
                yield self._margin(rule)

    def _rules(self) -> Iterator[CompiledRequirement]:
        """Yield the framework's requirements that apply."""
        for rule in self.compiled.ladders[self.overall].requirements:
            if self.now.state(rule)[0]:
                yield rule

    def _margin(self, rule: CompiledRequirement) -> Margin:
        measured = measured_value(self.now, rule)
        asked = rule.threshold
        if rule.statistic.capped:
            asked = min(asked, Fraction(self.now.sums(rule.terms)[1]))
        values = {
            "requirement": rule.index,
            "level": self.levels[rule.rung],
            **both(measured=measured, asked=asked, margin=measured - asked),
        }
        return known(Margin, values)
