"""Where one capability more of several is enough: what closes the distance, and what comes first."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import capability, question, rule, tiny

from maturity_core import Framework
from maturity_core.testing.oracle import Oracle


def choosing(*rules: dict[str, Any], **count: Any) -> Framework:
    """Return three capabilities of one, two and one questions, of which a level takes some at their best."""
    wanted = rule("framework", "mid", **{"count": 1, "of": {"capabilities": ["few", "more"]}, "reaching": 1, **count})
    return tiny(
        capabilities=[capability(name) for name in ("few", "more", "other")],
        questions=[question(name, name.split("-")[0]) for name in ("few-one", "more-one", "more-two", "other-one")],
        requirements=[wanted, *rules, rule("framework", "high", least=1)],
        levers={"show": 3, "basis": "own"},
    )


def gains(framework: Framework, codes: list[int]) -> dict[str, Fraction]:
    """Return what each lever closes, in order; the reference scorer has the same."""
    found = {lever.capability: lever.gain_exact for lever in framework.assess(codes).levers}
    assert found == {lever.capability: lever.gain for lever in Oracle(framework).levers(tuple(codes))}
    return found


def test_where_one_of_several_is_enough_each_closes_what_the_least_of_them_does() -> None:
    """What is furthest from done is no bigger lever for that, and what the others take is not missing."""
    other = rule("framework", "mid", least=1, of={"questions": ["other-one"]})

    assert gains(choosing(other), [0, 0, 0, 0]) == dict.fromkeys(["few", "other", "more"], Fraction(1, 2))
    assert gains(choosing(other), [0, 2, 1, 0]) == {
        "few": Fraction(1, 3),
        "more": Fraction(1, 3),
        "other": Fraction(2, 3),
    }
    assert gains(choosing(), [0, 0, 0, 0]) == {"few": 1, "more": 1}


def test_what_is_asked_for_beside_a_choice_counts_in_full() -> None:
    half = rule("framework", "mid", least="0.5", of={"questions": ["more-one"]})

    assert gains(choosing(half), [0, 0, 0, 0]) == {"few": Fraction(2, 3), "more": 1}


@pytest.mark.parametrize(
    "count",
    [
        {"count": 2, "of": {"capabilities": "all"}},
        {"of": {"dimensions": "all"}},
        {"of": {"questions": "all"}},
    ],
)
def test_more_than_one_of_several_or_one_of_anything_else_is_no_choice(count: dict[str, Any]) -> None:
    framework = choosing(**count)

    assert gains(framework, [0, 0, 0, 0]) == {"few": Fraction(1, 4), "other": Fraction(1, 4), "more": Fraction(1, 2)}


def test_what_the_plan_has_another_one_for_does_not_come_first() -> None:
    """Although something builds on it. If the target fails without that one, the plan has it, and not the other."""
    names = ("cheap", "costly", "above")
    one_of = rule("framework", "mid", count=1, of={"capabilities": ["costly", "cheap"]}, reaching=1)
    lifted = rule("framework", "mid", least="0.5", of={"questions": ["above-a"]})
    framework = tiny(
        capabilities=[capability("cheap"), capability("costly", effort=3), capability("above", leans_on=["costly"])],
        questions=[question(f"{name}-{place}", name) for name in names for place in "ab"],
        requirements=[one_of, lifted, rule("framework", "high", least=1)],
    )
    one = rule("framework", "mid", least=1, of={"questions": ["costly-a"]})
    needing = framework.model_copy(update={"requirements": [*framework.requirements, one]})

    assert first(framework) == ["above", "cheap"]
    assert first(needing) == ["costly", "above"]


def first(framework: Framework) -> list[str]:
    """Return what comes first after the lowest answers; the reference scorer says the same."""
    sheet = [0] * len(framework.questions)
    found = [entry.capability for entry in framework.assess(sheet).next_steps().first]
    assert found == [entry.capability for entry, *_ in Oracle(framework).plan(tuple(sheet)).first]
    return found
