"""What other answers would change: two assessments side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.answers.given import answered
from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_table
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import known
from maturity_core.model.states import NO_LEVEL
from maturity_core.readers.outline import core_version
from maturity_core.readers.records import Facts
from maturity_core.results.numbers import both
from maturity_core.results.what_if import Flip, Headline, LadderChange, Moved, WhatIf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.results.parts import LadderResult
    from maturity_core.results.what_if import State


def what_if(facts: Facts, changes: Any) -> WhatIf:
    """Return what changes if some answers do; see `Assessment.what_if`."""
    if not is_table(changes):
        what, allowed = "expected a mapping", "answers by question id"
        raise ArgumentError([Problem(what, "changes", shown(changes), allowed)])
    other = Facts(facts.by, answered(facts.by, {**facts.answers, **changes})[0])
    given, counted = (moved(facts.by, *pair) for pair in ((facts.given, other.given), (facts.codes, other.codes)))
    changed = {move.question for move in given}
    ready, early = (_ready(facts), _ready(other)), (_ahead(facts), _ahead(other))
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": facts.framework,
        "changes": given,
        "counted": Entries([move for move in counted if move.question not in changed]),
        "before": headline(facts),
        "after": headline(other),
        "ladders": Entries(ladder_changes(facts, other)),
        "requirements": tuple(flips(facts, other)),
        "readied": _gained(*ready),
        "unreadied": _gained(*reversed(ready)),
        "ahead": _gained(*early),
        "no_longer_ahead": _gained(*reversed(early)),
    }
    return known(WhatIf, values, unset=("schema_version",))


def moved(framework: Framework, before: Sequence[int], after: Sequence[int]) -> Entries[Moved]:
    """Return the answers in which two sheets differ, as codes in file order."""
    outline = framework.outline
    rows = zip(outline.ids, outline.answers, before, after, strict=True)
    return Entries(
        [
            known(Moved, {"question": name, "answer": words[now], "to": words[then]})
            for name, words, now, then in rows
            if now != then
        ]
    )


def headline(facts: Facts) -> Headline:
    """Return what stands in front of a result."""
    level = facts.level and facts.level.id
    return known(Headline, {"level": level, **both(score=facts.score_exact), "not_yet": facts.not_yet})


def ladder_changes(before: Facts, after: Facts) -> Iterator[LadderChange]:
    """Yield the ladders whose level or score differs."""
    pairs: list[tuple[Ladder, Facts | LadderResult, Facts | LadderResult]] = [(FRAMEWORK, before, after)]
    kinds = {"dimension": "dimensions", "capability": "capabilities", "measure": "measures"}
    for kind, name in kinds.items():
        results = zip(getattr(before, name), getattr(after, name), strict=True)
        pairs += [(Ladder(kind, one.id), one, other) for one, other in results]
    index = before.by.outline.index
    for ladder, one, other in pairs:
        ranks = before.now.rank(index[ladder]), after.now.rank(index[ladder])
        scores = one.score_exact, other.score_exact
        if ranks[0] != ranks[1] or scores[0] != scores[1]:
            values = {
                "ladder": ladder,
                "level_from": one.level and one.level.id,
                "level_to": other.level and other.level.id,
                **both(score_from=scores[0], score_to=scores[1]),
                "falls": ranks[1] < ranks[0] if NO_LEVEL not in ranks and ranks[0] != ranks[1] else _falls(*scores),
                "not_yet": one.not_yet or other.not_yet,
            }
            yield known(LadderChange, values)


def _falls(before: Fraction | None, after: Fraction | None) -> bool:
    return before is not None and after is not None and after < before


def flips(before: Facts, after: Facts) -> Iterator[Flip]:
    """Yield the requirements that turn."""
    compiled = before.by.engine.compiled
    now, then = before.rule_demands, after.rule_demands
    if compiled is None or now is None or then is None:
        return
    for rule in compiled.requirements:
        states = _state(*now.now.state(rule)), _state(*then.now.state(rule))
        if states[0] != states[1]:
            ladder = compiled.ladders[rule.ladder].name
            values = {"requirement": rule.index, "ladder": ladder, "before": states[0], "after": states[1]}
            yield known(Flip, values)


def _state(applies: bool, met: bool) -> State:  # noqa: FBT001 - as requirements say it
    return "set aside" if not applies else "met" if met else "unmet"


def _ready(facts: Facts) -> list[str]:
    """Return the capabilities whose prerequisites are all met."""
    chart = facts.by.chart
    waiting = {need.capability for need in chart.needs if not need.is_met(facts.now)}
    return [name for place, name in enumerate(chart.ids) if place not in waiting]


def _ahead(facts: Facts) -> list[str]:
    return [result.id for result in facts.capabilities if result.ahead_of_its_time]


def _gained(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Return what is in the second list alone."""
    return tuple(name for name in after if name not in before)
