"""Small handwritten frameworks about sums: what drops out of them, how wide they grow, and how parts are joined."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from builders import LEVELS, capability, dimension, question, rule
from known import known
from known_cases import CAPABILITIES, DIMENSIONS, OWN, THREE, grid, lacking, rungs, small

from maturity_core import DONT_KNOW, NOT_APPLICABLE, Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from known import Known

HUGE = "1000000000000"
"""The largest possible weight; no double can hold it together with a millionth."""


def late_rungs() -> Framework:
    """Return ladders whose lower rung may drop out while the upper stays: they leave the count of those reaching it."""
    lower = [{"least": "0.5", "of": {"questions": [name]}} for name in ("goals-met", "team-there")]
    upper = [{"mean": "0.5", "of": {"questions": [name]}} for name in ("plan-kept", "team-sure")]
    rules = [
        *OWN,
        *rungs("dimension work", lower[0], upper[0]),
        *rungs("dimension people", lower[1], upper[1]),
        *rungs("dimension tools", {"mean": "0.5"}, {"mean": 1}),
        *rungs(
            "framework",
            {"share": "0.5", "reaching": "mid", **DIMENSIONS},
            {"count": 2, "reaching": "mid", **DIMENSIONS},
        ),
    ]
    questions = [*THREE["questions"][1:], question("team-sure", "team")]
    return small(**{**THREE, "questions": questions}, requirements=rules)


def apart(of: str, value: dict[str, Any], *bars: dict[str, Any]) -> Framework:
    """Return ladders whose score and level depend on different questions, so that either may exist alone.

    `of` says which ladders the framework's rungs are about; each rung has `value` and one of `bars`.
    """
    questions = [
        lacking("goals-set", "goals"),
        lacking("goals-met", "goals", weight=2),
        lacking("plan-kept", scale="flat"),
        lacking("plan-seen"),
    ]
    scores = [
        {"ladder": "capability goals", "mean_of": {"questions": ["goals-set"]}},
        {"ladder": "capability plan", "mean_of": {"questions": ["plan-kept"]}},
        {"ladder": "dimension work", "mean_of": CAPABILITIES["of"], "by": "level"},
    ]
    rules = [
        *rungs("capability goals", *({"mean": bar, "of": {"questions": ["goals-met"]}} for bar in ("0.5", 1))),
        *rungs("capability plan", *({"mean": bar, "of": {"questions": ["plan-seen"]}} for bar in ("0.5", 1))),
        *rungs("framework", *({**bar, **value, "of": {of: "all"}} for bar in bars)),
    ]
    ways = {"capabilities": [capability("goals", levels="own"), capability("plan", levels="own", weight=3)]}
    tables = {"level_lists": {"own": LEVELS}, "questions": questions, **ways}
    return small(**tables, requirements=rules, scores=scores)


def joined(*weights: Any, bars: Sequence[Any] = ("0.5", "0.9"), scale: str = "habit") -> Framework:
    """Return dimensions whose questions, with these weights, form the framework's sum; one in the last may drop out."""
    owners = ["goals", "goals", "plan", "plan", "team", "team"]
    questions = [
        (lacking if place > 3 else question)(f"q-{place}", owner, weight=weight, scale=scale)
        for place, (owner, weight) in enumerate(zip(owners, weights, strict=True))
    ]
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"mean": 1}),
        *rungs("framework", *({"mean": bar} for bar in bars)),
    ]
    score = {"ladder": "framework", "mean_of": {"questions": "all"}}
    three = {
        **THREE,
        "capabilities": THREE["capabilities"][:3],
        "dimensions": THREE["dimensions"][:2],
        "questions": questions,
    }
    return small(**three, requirements=rules, scores=[score])


def totals_of(kind: str, *, up: bool) -> Framework:
    """Return a total of weights with a common divisor, so that one unit is worth more than 1."""
    ends: dict[str, Any] = {"base": "1/3"} if up else {"top": "25/3"}
    weights: tuple[dict[str, Any], dict[str, Any]] = {"weight": 4}, {"weight": 6}
    questions = [lacking("goals-set", "goals", **weights[0]), question("plan-kept", scale="flat", **weights[1])]
    owners = [capability("goals", **weights[0]), capability("plan", "people", **weights[1])]
    areas = [dimension("work", **weights[0]), dimension("people", **weights[1])]
    rules = rungs("framework", *({"total": bar, **ends, "of": {kind: "all"}} for bar in ("3.5", "22/3")))
    return small(
        questions=questions,
        capabilities=owners,
        dimensions=areas,
        requirements=rules,
        scores=[{"ladder": "framework", "total_of": {kind: "all"}, **ends}],
    )


def heavy(statistic: str, *weights: Any, by: str = "score", **fields: Any) -> Framework:
    """Return a statistic of dimensions with these weights: their sums need one more byte than each of them."""
    names = ["work", "people", "tools"]
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"least": 1}),
        *rungs("framework", *({statistic: bar, "by": by, **DIMENSIONS, **fields} for bar in ("0.5", "0.9"))),
    ]
    three = {**THREE, "dimensions": [dimension(name, weight=heft) for name, heft in zip(names, weights, strict=True)]}
    return small(**three, requirements=rules)


def doubled() -> Framework:
    """Return a mean whose parts each fit into 64 bits, while the values that answers give them do not."""
    return small(
        questions=[
            question("a", weight=str(2**39)),
            lacking("b", weight=1),
            lacking("c", weight=str(2**38 + 1)),
        ],
        requirements=rungs("framework", {"mean": "3/4194301"}, {"mean": "4194300/4194301"}),
    )


def always_there(*bars: dict[str, Any]) -> Framework:
    """Return a framework whose rungs are about ladders that always apply."""
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.5"}, {"least": 1}),
        *rungs("framework", *({**bar, "of": {"dimensions": ["work", "tools"]}} for bar in bars)),
    ]
    return small(**THREE, requirements=rules)


def at_the_limit(bar: str) -> Framework:
    """Return a mean whose largest number is 2**53 or just above it, depending on `bar`."""
    return small(
        levels=LEVELS[:2],
        questions=[question("a", weight=2**30 - 1, scale="yes-no"), question("b", scale="yes-no")],
        requirements=[rule("framework", "mid", mean=bar)],
    )


def fine(requires: list[dict[str, Any]], *bars: dict[str, Any]) -> Framework:
    """Return a framework whose scores fit into 64 bits, but not once multiplied by a fine bar."""
    weights = {"a": "1234567", "b": "0.000001", "c": "7654321", "d": "0.000002"}
    questions = [lacking(name, "goals" if name < "c" else "plan", weight=weight) for name, weight in weights.items()]
    return small(
        capabilities=[capability("goals", requires=requires), capability("plan")],
        questions=questions,
        requirements=rungs("framework", *bars),
    )


def fine_bars() -> Framework:
    """Return a framework with such fine bars in requirements only."""
    share = {"share": "0.5", "reaching": "4999999/9999991", **CAPABILITIES}
    return fine([], share, {"count": 2, "reaching": "9999990/9999991", **CAPABILITIES})


def fine_needs() -> Framework:
    """Return a framework with such a fine bar in a prerequisite only."""
    return fine([{"capability": "plan", "credit": "4999999/9999991"}], {"mean": "0.5"}, {"mean": 1})


def total_score(heaviest: str, end: dict[str, Any], *, lacks: bool) -> Framework:
    """Return a framework whose score is a total, with weights that are small or too large for doubles."""
    last = lacking("c", weight="3/9999973") if lacks else question("c", weight="3/9999973")
    return small(
        questions=[question("a", weight=heaviest), question("b", weight=3, scale="flat"), last],
        requirements=rungs("framework", {"mean": "0.5"}, {"mean": "9999990/9999991"}),
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, **end}],
    )


def left_over() -> Framework:
    """Return sums that start with the same items: the shorter must not be reused if the longer has some left."""
    questions = [question(name, weight=weight) for name, weight in {"a": 2, "b": 3, "c": 1, "d": 4}.items()]
    asked = ({"questions": ["a", "b"]}, {"questions": ["a", "b", "c"]})
    bars = ({"mean": bar, "of": of} for bar, of in zip(("0.5", "0.75"), asked, strict=True))
    return small(questions=questions, requirements=rungs("framework", *bars))


def many_rungs(statistic: str) -> Framework:
    """Return a ladder with so many rungs that the common denominator of its ranks exceeds 64 bits."""
    levels = [{"id": f"rung-{place:02}", "name": f"Rung {place}"} for place in range(45)]
    return small(
        level_lists={"own": levels},
        dimensions=[dimension("work", levels="own")],
        questions=[lacking("a", weight=9), question("b", weight=13, scale="flat")],
        requirements=[
            *(
                rule(
                    "dimension work",
                    f"rung-{place:02}",
                    mean=f"{place}/44",
                    of={"questions": ["b" if place % 3 else "a"]},
                )
                for place in range(1, 45)
            ),
            *rungs("framework", *({statistic: bar, "by": "level", **DIMENSIONS} for bar in ("1/3", "0.75"))),
        ],
    )


@cache
def sum_cases() -> tuple[Known, ...]:
    """Return all of them with their sheets."""
    wide = (HUGE, "0.000001", HUGE, "1/9999991", "0.5", "3/9999973")
    shares: tuple[dict[str, Any], ...] = ({"share": "0.2"}, {"share": "0.8"})
    counts: tuple[dict[str, Any], ...] = ({"count": 1}, {"count": 2})
    means: tuple[dict[str, Any], ...] = ({"mean": "0.4"}, {"mean": "0.8"})
    frameworks = {
        "late rungs": late_rungs(),
        "least of levels alone": apart("capabilities", {"by": "level"}, {"least": "0.5"}, {"least": 1}),
        "count of scores": apart("capabilities", {"reaching": 1}, *counts),
        "mean of levels alone": apart("capabilities", {"by": "level"}, *means),
        "share of scores": apart("capabilities", {"reaching": "0.5"}, *shares),
        "mean of scores alone": apart("capabilities", {}, *means),
        "share of rungs": apart("capabilities", {"reaching": "mid"}, *shares),
        "joined": joined(4, 4, 1, 3, 2, 4),
        "joined bytes": joined(30, 50, 20, 27, 40, 60),
        "joined words": joined(10007, 10009, 7001, 9001, 13001, 11003, scale="flat"),
        "joined at a cut": joined(*wide, bars=("0.5", "0.75"), scale="yes-no"),
        "total of questions up": totals_of("questions", up=True),
        "total of questions down": totals_of("questions", up=False),
        "total of capabilities up": totals_of("capabilities", up=True),
        "total of capabilities down": totals_of("capabilities", up=False),
        "heavy scores": heavy("mean", 101, 103, 107),
        "heavier scores": heavy("mean", 32003, 30011, 31013),
        "heavy levels": heavy("mean", 101, 103, 107, by="level"),
        "heavier levels": heavy("mean", 32003, 30011, 31013, by="level"),
        "heavy shares": heavy("share", 101, 103, 107, reaching="0.5"),
        "heavier shares": heavy("share", 32003, 30011, 31013, reaching="mid"),
        "share of what always applies": always_there(
            {"share": "0.5", "reaching": "mid"}, {"share": "2/3", "reaching": "0.75"}
        ),
        "scores over what varies": always_there({"mean": "0.5"}, {"mean": "0.9"}),
        "levels that always apply": always_there({"least": "0.5", "by": "level"}, {"mean": "0.75", "by": "level"}),
        "doubled": doubled(),
        "fine bars": fine_bars(),
        "fine needs": fine_needs(),
        "mean of many rungs": many_rungs("mean"),
        "least of many rungs": many_rungs("least"),
        "left over": left_over(),
        "steady total": total_score("2", {"base": "7/3"}, lacks=False),
        "steady total down": total_score("2", {"top": "7/3"}, lacks=False),
        "wide total": total_score("999999999999", {"base": "1/9999991"}, lacks=True),
        "wide total down": total_score("999999999999", {"top": "1/9999991"}, lacks=True),
        "at the limit": at_the_limit("2/4194303"),
        "beyond the limit": at_the_limit("1/4194304"),
    }
    sheets = {name: grid(framework, most=30) for name, framework in frameworks.items()}
    edges = [(1, bit, 0, 0, code, code) for bit in (0, 1) for code in (0, 1, NOT_APPLICABLE, DONT_KNOW)]
    sheets["joined at a cut"] += [*edges, (1, 0, 0, 1, 0, 0), (0, 1, 1, 0, 1, 1), (1, 1, 1, 1, 1, 1)]
    return tuple(known(name, framework, sheets[name]) for name, framework in frameworks.items())
