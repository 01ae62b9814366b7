"""The laws of plans on every sheet of a small framework: outcomes that add late, a prerequisite that may not apply."""

from __future__ import annotations

import pytest
from builders import LEVELS, capability, question, rule, tiny

from maturity_core import NOT_APPLICABLE, Framework
from maturity_core.testing import laws
from maturity_core.testing.suite.law import Law
from maturity_core.testing.suite.needs import needs_met
from maturity_core.testing.suite.subject import Subject

LATE = {"options": [{"id": f"late-{at}", "label": f"Late {at}", "credit": at // 3} for at in range(4)]}


def odd() -> Framework:
    """Return outcomes of which few steps suffice, and a capability that requires a rung of one that may not apply."""
    needs = [{"capability": "base", "level": "mid"}]
    return tiny(
        level_lists={"rungs": LEVELS[:2]},
        scales={**tiny().scales, "late": LATE},
        capabilities=[capability("base", levels="rungs"), capability("plan", requires=needs)],
        questions=[
            question("there", "base", not_applicable=True, scale="yes-no"),
            question("kept", scale="yes-no"),
            question("late", scale="late", outcome=True, led_by=["plan"]),
            question("soon", outcome=True),
        ],
        requirements=[
            rule("capability base", "mid", mean=1),
            rule("framework", "mid", mean="0.5"),
            rule("framework", "high", mean=1),
        ],
    )


@pytest.fixture(scope="module")
def subject() -> Subject:
    return Subject(odd())


def test_a_prerequisite_on_what_has_no_rung_left_is_met(subject: Subject) -> None:
    assert needs_met(subject, (NOT_APPLICABLE, 1, 0, 0)) == {("plan", "base"): True}
    assert needs_met(subject, (0, 1, 0, 0)) == {("plan", "base"): False}


@pytest.mark.parametrize("law", [law for law in laws() if law.group == "steps"], ids=lambda law: law.id)
def test_each_law_of_plans_holds_on_all_of_them(subject: Subject, law: Law) -> None:
    assert law.on(subject, None).status in {"passed", "not applicable"}
