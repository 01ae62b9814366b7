"""How many examples make a rule safe: which small mistakes in a model do examples of it notice?

One thing at a time is changed in the published models and in rules of the field: the points of a question, the credit
of an option, the capability of a question, its stage, a threshold. An example notices if what it states is no longer
true. Run by hand: `python benchmarks/examples.py [FILES]`, FILES being further definition files.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

from maturity_core import Framework, FrameworkError, available_frameworks, load_framework, read_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DRAWN, QUESTIONS, CLIMBS = 40, 12, 5
"""How many examples are drawn for a model, and how many of its questions are changed; climbs from lowest to highest."""
LESS = Fraction(9, 10)
"""What a changed threshold is multiplied by."""
MANY = (1, 2, 3, 5, 10)
STATED: dict[str, Callable[[Framework, Sequence[int]], object]] = {
    "level": lambda framework, sheet: framework.assess(sheet).level,
    "level and score": lambda framework, sheet: (framework.assess(sheet).level, framework.assess(sheet).score_exact),
}


def changed(framework: Framework, chance: Random) -> Iterator[tuple[str, Framework]]:
    """Yield the model with one mistake in it each time, and the kind of the mistake."""
    for kind, tables in _mistakes(framework, chance):
        try:
            found = framework.model_copy(update=tables)
        except FrameworkError:
            continue
        if found.rules_digest != framework.rules_digest:
            yield kind, found


def _mistakes(framework: Framework, chance: Random) -> Iterator[tuple[str, dict[str, Any]]]:
    names = [capability.id for capability in framework.capabilities]
    levels = [level.id for level in framework.levels[1:]]
    places = chance.sample(range(len(framework.questions)), min(QUESTIONS, len(framework.questions)))
    for place in places:
        question = framework.questions[place]
        table = framework.questions
        yield "points", {"questions": _with(table, place, weight=question.weight + 1)}
        yield "capability", {"questions": _with(table, place, capability=chance.choice(names))}
        if question.stage in levels:
            yield "stage", {"questions": _with(table, place, stage=chance.choice(levels))}
    for name, scale in framework.scales.items():
        for place in range(1, len(scale.options) - 1):
            middle = (scale.options[place - 1].credit + scale.options[place].credit) / 2
            options = _with(scale.options, place, credit=middle)
            changes = {name: scale.model_copy(update={"options": options})}
            yield "credit", {"scales": {**framework.scales, **changes}}
    for place, requirement in enumerate(framework.requirements):
        lower = {requirement.statistic: requirement.threshold * LESS}
        yield "threshold", {"requirements": _with(framework.requirements, place, **lower)}
    for place, rule in enumerate(framework.rules):
        for name in ("mean", "share"):
            if getattr(rule, name, None):
                yield "threshold", {"rules": _with(framework.rules, place, **{name: getattr(rule, name) * LESS})}


def _with(entries: Sequence[Any], place: int, **changes: Any) -> tuple[Any, ...]:
    return tuple(entry.model_copy(update=changes) if at == place else entry for at, entry in enumerate(entries))


def drawn(framework: Framework, chance: Random) -> list[list[int]]:
    """Return random organisations, from poor to good."""
    tops = [len(question.options) - 1 for question in framework.questions]
    leans = [chance.random() for _ in range(DRAWN)]
    return [[sum(chance.random() < lean for _ in range(top)) for top in tops] for lean in leans]


def climbed(framework: Framework, chance: Random) -> list[list[int]]:
    """Return organisations just below and just at each level, on a way from the lowest answers to the highest."""
    steps = [place for place, question in enumerate(framework.questions) for _ in question.options[1:]]
    chance.shuffle(steps)
    sheet, found = [0] * len(framework.questions), list[list[int]]()
    level = framework.assess(sheet).level
    for place in steps:
        before = list(sheet)
        sheet[place] += 1
        now = framework.assess(sheet).level
        if now != level:
            found += [before, list(sheet)]
        level = now
    return found


def measured(*files: str) -> dict[str, Any]:
    """Return by kind of mistake, and by what examples state, which share of the mistakes is noticed."""
    found: dict[str, dict[str, list[list[float]]]] = {}
    for framework in [*map(load_framework, available_frameworks()), *map(read_framework, files)]:
        chance = Random(framework.id)  # noqa: S311 - the same in every run
        sheets = drawn(framework, chance)
        climbs = [climbed(framework, chance) for _ in range(CLIMBS)]
        for kind, other in changed(framework, chance):
            for stated, ask in STATED.items():
                seen = [ask(framework, sheet) != ask(other, sheet) for sheet in sheets]
                missed = 1 - sum(seen) / DRAWN
                row = [1 - missed**many for many in MANY]
                pairs = [any(ask(framework, sheet) != ask(other, sheet) for sheet in climb) for climb in climbs]
                row += [float(any(pairs[:many])) for many in (1, CLIMBS)]
                found.setdefault(kind, {}).setdefault(stated, []).append(row)
    titles = [*(f"{many} drawn" for many in MANY), "a pair a level", f"{CLIMBS} pairs a level"]
    return {
        kind: {
            stated: {
                "mistakes": len(rows),
                **{t: round(sum(c) / len(c), 2) for t, c in zip(titles, zip(*rows, strict=True), strict=True)},
            }
            for stated, rows in own.items()
        }
        for kind, own in found.items()
    }


if __name__ == "__main__":
    print(json.dumps(measured(*sys.argv[1:]), indent=1))
