"""Small handwritten frameworks about the way to a target: out of reach, passed over, or with a common value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from builders import LEVELS, capability, dimension, question, rule
from known import known
from known_cases import CAPABILITIES, DIMENSIONS, OWN, THREE, grid, lacking, rungs, small

from maturity_core import NOT_APPLICABLE, UNANSWERED

if TYPE_CHECKING:
    from known import Known

    from maturity_core import Framework

FEW = [NOT_APPLICABLE, UNANSWERED, 0, 1, 2]
"""The states that make a difference to a question with the scale `habit`."""
NAMES = ("work", "people", "tools")


def two_rules() -> Framework:
    """Return rungs with two requirements each, all always applicable: meeting one of the two is not enough."""
    questions = [question(name, weight=weight) for name, weight in (("a", 1), ("b", 2), ("c", 1))]
    rules = [
        rule("framework", "mid", least="0.5", of={"questions": ["a"]}),
        rule("framework", "mid", mean="0.5"),
        rule("framework", "high", count=2, reaching=1),
        rule("framework", "high", least=1, of={"questions": ["b"]}),
    ]
    return small(questions=questions, requirements=rules)


def all_that_apply() -> Framework:
    """Return counts that ask for every question, though some may be not applicable."""
    rules = rungs("framework", {"count": 3, "reaching": "0.5"}, {"count": 2, "reaching": 1})
    return small(questions=[question("a"), lacking("b"), lacking("c", weight=3)], requirements=rules)


def _of_three(*rules: dict[str, Any], **tables: Any) -> Framework:
    """Return three dimensions, each with one capability of two questions, one of which may be not applicable."""
    questions = [
        entry
        for name in NAMES
        for entry in (question(f"{name}-kept", f"own-{name}"), lacking(f"{name}-seen", f"own-{name}", scale="yes-no"))
    ]
    made: dict[str, Any] = {
        "dimensions": [dimension(name) for name in NAMES],
        "capabilities": [capability(f"own-{name}", name) for name in NAMES],
        "questions": questions,
        "requirements": list(rules),
    }
    return small(**{**made, **tables})


def short_of(*top: dict[str, Any], mid: str = "1") -> Framework:
    """Return dimensions that count up: if a question does not apply, the higher rung, or each, is out of reach."""
    rules = rungs("each dimension", {"total": mid, "base": 0}, {"total": "1.75", "base": 0})
    return _of_three(*rules, *rungs("framework", *top))


def score_without_rungs() -> Framework:
    """Return ladders that may have a score but no rung left: then neither counts in the ladder above.

    One dimension has a single rung above the lowest, one has none, and one has two.
    """
    rules = [
        rule("dimension work", "mid", least="0.5", of={"questions": ["work-seen"]}),
        rule("dimension people", "mid", least="0.5", of={"questions": ["people-seen"]}),
        rule("dimension people", "high", mean="0.75", of={"questions": ["people-seen"]}),
        *rungs("framework", {"mean": "0.4", **DIMENSIONS}, {"share": "0.6", "reaching": "0.7", **DIMENSIONS}),
    ]
    dimensions = [dimension("work", levels="two", weight=2), dimension("people"), dimension("tools", weight="1.5")]
    return _of_three(*rules, dimensions=dimensions, level_lists={"two": LEVELS[:2]})


def passed_over() -> Framework:
    """Return capabilities whose lower or higher rung may drop out, in a requirement for a common level."""
    rules = [
        *rungs("capability goals", {"least": "0.5", "of": {"questions": ["goals-set"]}}, {"mean": "0.75"}),
        rule("capability plan", "mid", mean="0.5"),
        rule("capability plan", "high", least=1, of={"questions": ["plan-seen"]}),
        *rungs(
            "framework",
            {"mean": "0.5", "by": "level", "of": {"capabilities": ["goals", "plan"]}},
            {"least": "0.75", "by": "level", "of": {"capabilities": ["goals", "plan"]}},
        ),
    ]
    questions = [
        lacking("goals-set", "goals"),
        question("goals-met", "goals", scale="yes-no"),
        question("plan-kept"),
        lacking("plan-seen"),
        question("team-there", "team"),
        question("desk-free", "desk"),
    ]
    return small(**{**THREE, "questions": questions}, requirements=rules)


def heavy() -> Framework:
    """Return scores whose numerators fill a byte, compared with bars of large denominators."""
    questions = [
        {**entry, "weight": weight} for entry, weight in zip(THREE["questions"], (45, 31, 8, 5, 7), strict=True)
    ]
    rules = [
        *OWN,
        *rungs("each dimension", {"mean": "0.77"}, {"mean": "0.997"}),
        *rungs(
            "framework",
            {"share": "0.6", "reaching": "0.313", **CAPABILITIES},
            {"least": "0.777", **DIMENSIONS},
        ),
    ]
    return small(**{**THREE, "questions": questions}, requirements=rules)


def levels_below_scores() -> Framework:
    """Return scores that are means of levels, and means of those scores; everything always applies."""
    questions = [{**entry, "not_applicable": False} for entry in THREE["questions"]]
    rules = [
        *OWN,
        *rungs("dimension work", {"mean": "0.5"}, {"least": "0.5", "by": "level", **CAPABILITIES}),
        *rungs("framework", {"mean": "0.4", **DIMENSIONS}, {"mean": "0.7", **DIMENSIONS}),
    ]
    score = {"ladder": "dimension work", "mean_of": {"capabilities": "all"}, "by": "level"}
    return small(**{**THREE, "questions": questions}, requirements=rules, scores=[score])


@cache
def way_cases() -> tuple[Known, ...]:
    """Return all of them with their sheets."""
    by_level = {"by": "level", **DIMENSIONS}
    frameworks = {
        "two rules": two_rules(),
        "all that apply": all_that_apply(),
        "score without rungs": score_without_rungs(),
        "passed over": passed_over(),
        "heavy": heavy(),
        "levels below scores": levels_below_scores(),
        "rungs out of reach": short_of(
            {"count": 2, "reaching": "mid", **DIMENSIONS}, {"count": 2, "reaching": "high", **DIMENSIONS}
        ),
        "levels out of reach": short_of({"mean": "0.4", **by_level}, {"mean": "0.6", **by_level}),
        "levels out of reach below the best": short_of(
            {"mean": "0.6", **by_level}, {"mean": "0.75", **by_level}, mid="0.5"
        ),
        "levels all out of reach": short_of({"mean": "0.3", **by_level}, {"mean": "0.5", **by_level}, mid="1.25"),
        "levels short of a bar": short_of({"least": "0.5", **by_level}, {"total": "2", "base": 0, **by_level}),
    }
    return tuple(known(name, framework, grid(framework, FEW)) for name, framework in frameworks.items())
