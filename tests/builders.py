"""Small frameworks for tests: a valid one to start from, and changes to it field by field."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import Phase, given, settings

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, Scorer, Standings
from maturity_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

HABIT: dict[str, Any] = {
    "options": [
        {"id": "rarely", "label": "Rarely or never", "credit": 0},
        {"id": "often", "label": "Often, with gaps", "credit": "0.5"},
        {"id": "always", "label": "As a rule, for all", "credit": 1},
    ]
}
YES_NO = {"options": [{"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1}]}
PERCENT = {
    "options": [
        {"id": "few", "label": "Few", "credit": 0},
        {"id": "half", "label": "About half", "credit": "0.5"},
        {"id": "most", "label": "Most", "credit": 1},
    ],
    "cuts": [15, "50.5"],
    "cut_falls": "below",
    "lowest": 0,
    "highest": 100,
    "unit": "%",
}
dear = settings(max_examples=settings().max_examples // (4 if settings().max_examples >= 20_000 else 8))
"""For properties with the slowest examples: an eighth of the profile's number, in the long profile a quarter."""
DRAWN = 80
"""How many random frameworks properties choose from."""
LEVELS = [{"id": "low", "name": "Low"}, {"id": "mid", "name": "Middle"}, {"id": "high", "name": "High"}]


def rule(ladder: str, level: str, **fields: Any) -> dict[str, Any]:
    """Return the table of a requirement, of all questions unless `of` says otherwise."""
    return {"ladder": ladder, "level": level, "of": {"questions": "all"}, "basis": "interpretation", **fields}


def question(name: str, capability: str = "plan", **fields: Any) -> dict[str, Any]:
    """Return the table of a question of three options."""
    text = f"How is it with {name}?"
    return {"id": name, "capability": capability, "text": text, "scale": "habit", "basis": "stated", **fields}


def capability(name: str, dimension: str = "work", **fields: Any) -> dict[str, Any]:
    """Return the table of a capability."""
    return {"id": name, "name": name.replace("-", " ").capitalize(), "dimension": dimension, **fields}


def dimension(name: str, **fields: Any) -> dict[str, Any]:
    """Return the table of a dimension."""
    return {"id": name, "name": name.capitalize(), **fields}


def tiny(**changes: Any) -> Framework:
    """Return a framework of one dimension, one capability and two questions, with some of its tables changed."""
    tables: dict[str, Any] = {
        "id": "tiny",
        "edition": "1",
        "name": "Tiny",
        "source": {"title": "An example"},
        "levels": LEVELS,
        "scales": {"habit": HABIT, "yes-no": YES_NO, "percent": PERCENT},
        "dimensions": [dimension("work")],
        "capabilities": [capability("plan")],
        "questions": [question("kept"), question("seen", not_applicable=True)],
        "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    }
    return Framework(**{**tables, **changes})


def fine_totals(start: dict[str, int], totals: tuple[Any, Any]) -> Framework:
    """Return a framework of totals from `start`, with questions whose weights have no small common divisor."""
    weights = ["2/9999991", "3/9999973", "5/9999943"]
    return tiny(
        questions=[question(f"q-{place}", scale="yes-no", weight=weight) for place, weight in enumerate(weights)],
        requirements=[
            rule("framework", level, total=total, of={"dimensions": "all"}, **start)
            for level, total in zip(("mid", "high"), totals, strict=True)
        ],
    )


def turned(framework: Framework) -> Framework:
    """Return the same framework with its entries in the opposite order: nothing but that may depend on it."""
    lists = ("dimensions", "capabilities", "questions", "requirements")
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    return type(framework)(**tables | {name: tuple(reversed(tables[name])) for name in lists})


def uncounted() -> Framework:
    """Return a framework in which two questions count in nothing, one with two options and one with three."""
    without = [question("two-options", scale="yes-no", stage="mid"), question("three-options", stage="mid")]
    counted = [question(f"counted-{place}", stage="low") for place in range(7)]
    of = {"questions": {"stage": "low"}}
    return tiny(
        levels=LEVELS[:2],
        questions=[*counted, *without],
        requirements=[rule("framework", "mid", mean="0.5", of=of)],
        scores=[{"ladder": ladder, "mean_of": of} for ladder in ("framework", "each dimension", "each capability")],
    )


def two(**changes: Any) -> Framework:
    """Return two dimensions with ladders, two capabilities, and a question that may be not applicable."""
    tables: dict[str, Any] = {
        "dimensions": [dimension("work"), dimension("people")],
        "capabilities": [
            capability("goals", remedy="Write the goals down.", effort=2),
            capability("plan", requires=[{"capability": "goals", "credit": "0.5"}], leans_on=["team"]),
            capability("team", "people"),
        ],
        "questions": [
            question("goals-set", "goals"),
            question("plan-kept", "plan"),
            question("plan-seen", "plan"),
            question("team-there", "team", not_applicable=True),
        ],
        "requirements": [
            rule("each dimension", "mid", mean="0.5"),
            rule("each dimension", "high", least=1),
            rule("framework", "mid", count=2, of={"dimensions": "all"}, reaching="mid"),
            rule("framework", "high", share=1, of={"dimensions": "all"}, reaching="high"),
        ],
    }
    return tiny(**{**tables, **changes})


def addressed() -> Framework:
    """Return a framework with patterns that answers show, remedies for moves, and a trait; most sheets stand lowest."""
    kept, seen = {"question": "kept", "at_most": "often"}, {"question": "seen", "at_least": "often"}
    patterns = [
        "Work comes as it comes.",
        {"text": "Plans hold for a day.", "questions": [kept]},
        {"text": "Somebody looks at plans.", "questions": [seen]},
        {"text": "Plans are looked at, and hold for a day.", "questions": [kept, seen]},
    ]
    remedies = [
        {"question": "kept", "now": "rarely", "to": "often", "text": "Plan for a day.\n\n- On Monday.\n- For all."},
        {"question": "seen", "to": "often", "text": "Hang the plan on the wall."},
    ]
    return tiny(
        levels=[{**LEVELS[0], "patterns": patterns}, {**LEVELS[1], "patterns": patterns[2:]}],
        capabilities=[capability("plan", remedy="Plan.", remedies=remedies)],
        questions=[
            question("kept"),
            question("seen", not_applicable=True),
            question("changed", stage="mid", trait="always"),
        ],
        requirements=[rule("framework", "mid", mean="0.75")],
    )


def forgotten() -> Framework:
    """Return a framework whose lowest level, always the result, has patterns of a question that needs another's option.

    There is no plan; it is made, and forgotten; it holds; there is one that nobody holds; there is none, nor a habit.
    """
    none, some = {"question": "there", "at_most": "rarely"}, {"question": "there", "at_least": "often"}
    loose, held = {"question": "held", "at_most": "rarely"}, {"question": "held", "at_least": "often"}
    patterns = [
        {"text": "There is no plan.", "questions": [none]},
        {"text": "The plan is made, and forgotten.", "questions": [loose]},
        {"text": "The plan holds in most weeks.", "questions": [held]},
        {"text": "There is a plan, but nobody holds it.", "questions": [some, loose]},
        {"text": "Nothing is planned, and nothing holds.", "questions": [none, loose]},
    ]
    needing = question("held", needs={"question": "there", "option": "often"})
    return tiny(
        levels=[{**LEVELS[0], "patterns": patterns}, LEVELS[1]],
        questions=[question("there"), needing, question("never")],
        requirements=[rule("framework", "mid", least=1, of={"questions": ["never"]})],
    )


def equal_levers() -> Framework:
    """Return a framework of two capabilities that are equally big levers where both are lowest."""
    return tiny(
        capabilities=[capability("plan"), capability("team")],
        questions=[question("kept", "plan"), question("there", "team")],
        levers={"show": 1, "basis": "source"},
    )


def scored(weights: Sequence[str], cut: str, statistic: str = "mean", **fields: Any) -> Framework:
    """Return a framework of yes-no questions with these weights, whose only level is cut at `cut`."""
    return tiny(
        levels=LEVELS[:2],
        questions=[
            question(f"q-{place}", scale="yes-no", weight=weight, not_applicable=True)
            for place, weight in enumerate(weights)
        ],
        requirements=[rule("framework", "mid", **{statistic: cut}, **fields)],
    )


class Product(Scorer):
    """A scorer in code that requirements cannot express: the product of all questions' credits, cut at halves."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the product as the score, and levels from the product and from each capability's weakest answer."""
        credit: dict[str, Fraction] = {}
        for entry in framework.questions:
            code = answers[entry.id]
            if code != NOT_APPLICABLE:
                credit[entry.id] = entry.options[code].credit if code >= 0 else Fraction(0)
        product = Fraction(1)
        for value in credit.values():
            product *= value
        least = {
            entry.id: min(
                (
                    credit[asked.id]
                    for asked in framework.questions
                    if asked.id in credit and asked.capability == entry.id
                ),
                default=None,
            )
            for entry in framework.capabilities
            if entry.levels
        }
        return Standings(
            level=int(product * 2) if credit else None,
            score=product if credit else None,
            capability_levels={name: None if value is None else int(value * 2) for name, value in least.items()},
        )


@cache
def drawn(count: int = DRAWN) -> tuple[Framework, ...]:
    """Return random frameworks, always the same: drawing one of them is quick, because all are built only once."""
    found: list[Framework] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate], deadline=None)
    @given(frameworks())
    def collect(framework: Framework) -> None:
        found.append(framework)

    collect()
    return tuple(found)


def some_sheets(framework: Framework, seed: int, count: int = 2) -> NDArray[np.int8]:
    """Return sheets with all states, always the same: each leans to low or high options, some have open questions."""
    chance = np.random.default_rng(seed)
    sheets = np.empty((count, len(framework.questions)), np.int8)
    for row in range(count):
        lean, unknown = chance.random(), chance.choice([0.0, 0.1, 0.5])
        for column, asked in enumerate(framework.questions):
            states = [UNANSWERED, DONT_KNOW, NOT_APPLICABLE][: 2 + asked.not_applicable]
            option = chance.binomial(len(asked.options) - 1, lean)
            sheets[row, column] = chance.choice(states) if chance.random() < unknown else option
    return sheets
