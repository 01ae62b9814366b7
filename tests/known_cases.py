"""Small handwritten frameworks about boundaries: exact cuts, not applicable, ladders over ladders, wide sums."""

from __future__ import annotations

import os
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from builders import HABIT, LEVELS, YES_NO, capability, dimension, question, rule, tiny
from known import known

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from known import Known

STATES = [NOT_APPLICABLE, DONT_KNOW, UNANSWERED, 0, 1, 2, 3, 4]
FLAT = {
    "options": [
        {"id": f"o{place}", "label": f"Option {place}", "credit": credit}
        for place, credit in enumerate([0, "1/3", "1/3", "0.75", 1])
    ]
}
DIMENSIONS: dict[str, Any] = {"of": {"dimensions": "all"}}
CAPABILITIES: dict[str, Any] = {"of": {"capabilities": "all"}}


THINNED = 3 if os.environ.get("MATURITY_PROFILE") == "fast" else 1
"""By how much fewer sheets and frameworks are compared where tests are run once, and not again for every mutant."""


def grid(framework: Framework, states: Sequence[int] = STATES, most: int = 40) -> list[tuple[int, ...]]:
    """Return the sheets of these states; if there are more than `most`, that many, spread over all of them."""
    allowed = [
        [state for state in states if state < len(entry.options) and (state != NOT_APPLICABLE or entry.not_applicable)]
        for entry in framework.questions
    ]
    sheets = list(product(*allowed))
    step = -(-len(sheets) * THINNED // most)
    return sheets[:: step if step % 2 else step + 1]


def lacking(name: str, owner: str = "plan", **fields: Any) -> dict[str, Any]:
    """Return a question that may be not applicable."""
    return question(name, owner, not_applicable=True, **fields)


def small(**tables: Any) -> Framework:
    """Return a framework with scales of two, three and five options, the last with two equal credits."""
    return tiny(**{"scales": {"habit": HABIT, "yes-no": YES_NO, "flat": FLAT}, **tables})


def rungs(ladder: str, *rules: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the requirements of a ladder's rungs above 0, one for each."""
    return [rule(ladder, LEVELS[place]["id"], **fields) for place, fields in enumerate(rules, start=1)]


def every_statistic() -> Framework:
    """Return one ladder with every statistic of weighted questions, some of which may be not applicable."""
    return small(
        questions=[question("a", weight=2), lacking("b", weight="0.5"), lacking("c", weight=3, scale="flat")],
        requirements=[
            rule("framework", "mid", mean="0.4"),
            rule("framework", "mid", count=2, reaching="0.5"),
            rule("framework", "mid", total="-3.5", top="0.75"),
            rule("framework", "high", share="2/3", reaching="0.75"),
            rule("framework", "high", least="1/3"),
            rule("framework", "high", total=3, base="-0.5"),
        ],
    )


def nothing_sure() -> Framework:
    """Return ladders whose questions may all be not applicable, so that rungs and whole ladders may drop out."""
    return small(
        questions=[lacking("a"), lacking("b", scale="flat", weight=2), lacking("c", scale="yes-no")],
        requirements=[
            rule("framework", "mid", least="0.5", of={"questions": ["a"]}),
            rule("framework", "high", mean="7/12", of={"questions": ["b"]}),
            rule("framework", "high", share="1/3", reaching=1, of={"questions": ["b", "c"]}),
            *rungs("dimension work", {"count": 1, "reaching": "0.5"}, {"total": "2.5", "base": 0}),
        ],
    )


THREE: dict[str, Any] = {
    "dimensions": [dimension("work", weight=2), dimension("people", weight="0.5"), dimension("tools")],
    "capabilities": [
        capability("goals", levels="own", effort=3),
        capability("plan", levels="own", requires=[{"capability": "goals", "level": "mid"}], leans_on=["team"]),
        capability("team", "people", effort="0.5", requires=[{"capability": "plan", "credit": "0.5"}]),
        capability("desk", "tools", effort=2, weight=3),
    ],
    "level_lists": {"own": LEVELS},
    "questions": [
        lacking("goals-set", "goals"),
        lacking("goals-met", "goals", weight=2, scale="yes-no"),
        question("plan-kept", scale="flat"),
        lacking("team-there", "team"),
        question("desk-free", "desk", weight=3),
    ],
}
"""Three dimensions, one of which may not apply at all; two capabilities with ladders; a chain of prerequisites."""


OWN = rungs("each capability", {"mean": "0.5"}, {"least": 1})
"""The requirements of the two capabilities' own ladders."""


def by_score(statistic: str, **fields: Any) -> Framework:
    """Return a framework whose ladders apply one statistic to the scores below them."""
    bars = [{statistic: bar, **fields} for bar in ("0.5", "0.9")]
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"least": 1}),
        *rungs("framework", *({**bar, **DIMENSIONS} for bar in bars)),
    ]
    scores = [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}}]
    return small(**THREE, requirements=rules, scores=scores)


def by_level(statistic: str, *, total: bool = False) -> Framework:
    """Return a framework whose ladders apply one statistic to the levels below them, and score by levels too."""
    ends: dict[str, Any] = {"base": "0.25"} if total else {}
    bars: list[dict[str, Any]] = [{statistic: bar, "by": "level", **ends} for bar in ("0.5", "0.75")]
    rules = [
        *OWN,
        *rungs("dimension work", *({**bar, **CAPABILITIES} for bar in bars)),
        *rungs("framework", *({**bar, "of": {"capabilities": ["goals", "plan"]}} for bar in bars)),
    ]
    score = {"ladder": "dimension work", "mean_of": {"capabilities": "all"}, "by": "level"}
    return small(**THREE, requirements=rules, scores=[score])


def by_reaching(kind: str, first: dict[str, Any], second: dict[str, Any]) -> Framework:
    """Return a framework that counts which ladders reach a rung or a score."""
    rules = [
        *OWN,
        *rungs("each dimension", {"share": "0.5", "reaching": "0.5"}, {"count": 1, "reaching": 1}),
        *rungs("framework", {**first, "of": {kind: "all"}}, {**second, "of": {kind: "all"}}),
    ]
    if kind == "capabilities" and isinstance(first["reaching"], str) and not first["reaching"][0].isdigit():
        rules[-2:] = rungs("framework", *({**fields, "of": {kind: ["goals", "plan"]}} for fields in (first, second)))
    return small(**THREE, requirements=rules)


def totals(*, up: bool, kind: str = "dimensions") -> Framework:
    """Return a framework whose score is a total with fractional weights, up from a base or down from a top."""
    ends: dict[str, Any] = {"base": "1/3"} if up else {"top": "2.25"}
    bars = ["0.75", "1.5"] if up else ["0.5", "1.25"]
    weighted = {**THREE, "dimensions": [dimension("work", weight="2/3"), dimension("people"), dimension("tools")]}
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"least": 1}),
        *rungs("framework", *({"total": bar, **ends, "of": {kind: "all"}} for bar in bars)),
    ]
    return small(**weighted, requirements=rules, scores=[{"ladder": "framework", "total_of": {kind: "all"}, **ends}])


def wide() -> Framework:
    """Return means of means whose weights exceed 64 bits, so that Python's integers are needed."""
    weights = ["1000000000000", "1/9999991", "3/9999973", "999999.999999", "1"]
    questions = [{**entry, "weight": weight} for entry, weight in zip(THREE["questions"], weights, strict=True)]
    rules = [
        *OWN,
        *rungs("dimension work", {"total": "0.5", "base": 0}, {"share": "0.999999", "reaching": 1}),
        *rungs("framework", {"mean": "1/999983", **DIMENSIONS}, {"mean": "0.999999", **DIMENSIONS}),
    ]
    scores = [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}}]
    return small(**{**THREE, "questions": questions}, requirements=rules, scores=scores)


def long(count: int, scale: str) -> Framework:
    """Return `count` questions of equal weight, more than a byte can count; every third may be not applicable."""
    return small(
        questions=[(question if place % 3 else lacking)(f"q-{place:03}", scale=scale) for place in range(count)],
        requirements=rungs("framework", {"mean": "0.5"}, {"share": "0.98", "reaching": 1}),
    )


def long_sheets(count: int, top: int) -> Iterator[tuple[int, ...]]:
    """Yield sheets at the cuts: all at the top except some, which apply or do not."""
    for low in (0, 1, 5, 6, 7, count // 2, count // 2 + 1, count):
        yield (top,) * (count - low) + (0,) * low
        sheet = [NOT_APPLICABLE if place % 3 == 0 else top for place in range(count)]
        yield tuple(0 if place < low else code for place, code in enumerate(sheet))


def parts() -> Framework:
    """Return dimensions whose questions, taken together, have different weights and units than alone."""
    questions = [
        lacking("goals-set", "goals", weight=2),
        question("plan-kept", weight=4, scale="yes-no"),
        question("team-there", "team", weight=6),
        lacking("desk-free", "desk", weight=3, scale="flat"),
    ]
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"mean": 1}),
        *rungs("framework", {"mean": "0.5"}, {"mean": "0.9"}),
    ]
    score = {"ladder": "framework", "mean_of": {"questions": "all"}}
    return small(**{**THREE, "questions": questions}, requirements=rules, scores=[score])


def efforts() -> Framework:
    """Return steps that differ in effort and gain, tie by id, and need each other; two ways lead to every rung."""
    capabilities = [
        capability("zeal", effort=2),
        capability("art", effort=2),
        capability("mind", requires=[{"capability": "zeal", "credit": "0.5"}, {"capability": "art", "credit": 1}]),
        capability("base", effort=5, requires=[{"capability": "mind", "credit": "0.5"}]),
    ]
    names = [entry["id"] for entry in capabilities]
    questions = [question(f"{name}-q", name, weight=weight) for name, weight in zip(names, (1, 1, 3, 2), strict=True)]
    rules = rungs(
        "framework",
        {"count": 2, "reaching": "0.5", **CAPABILITIES},
        {"count": 3, "reaching": 1, **CAPABILITIES},
    )
    return small(capabilities=capabilities, questions=questions, requirements=rules)


@cache
def hand_cases() -> tuple[Known, ...]:
    """Return all of them with their sheets."""
    frameworks = {
        "every statistic": every_statistic(),
        "nothing sure": nothing_sure(),
        "parts": parts(),
        "efforts": efforts(),
        "mean of scores": by_score("mean"),
        "least score": by_score("least"),
        "total of scores": by_score("total", base="-1"),
        "mean of levels": by_level("mean"),
        "least level": by_level("least"),
        "total of levels": by_level("total", total=True),
        "reaching rungs": by_reaching(
            "dimensions", {"count": 2, "reaching": "mid"}, {"share": "0.7", "reaching": "high"}
        ),
        "reaching own rungs": by_reaching(
            "capabilities", {"share": "0.5", "reaching": "mid"}, {"count": 2, "reaching": "high"}
        ),
        "reaching scores": by_reaching(
            "capabilities", {"share": "0.6", "reaching": "0.5"}, {"count": 3, "reaching": "0.75"}
        ),
        "total up": totals(up=True),
        "total down": totals(up=False),
        "wide": wide(),
    }
    cases = [known(name, framework, grid(framework)) for name, framework in frameworks.items()]
    for count, scale, top in ((255, "yes-no", 1), (256, "yes-no", 1), (130, "habit", 2)):
        framework = long(count, scale)
        cases.append(known(f"{count} questions", framework, long_sheets(count, top)))
    return tuple(cases)
