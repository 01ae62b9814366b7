"""Every law, over random frameworks of every kind: in the long profile until laws were tried on 20,000 cases each."""

from __future__ import annotations

import os
from typing import Any

import pytest
from builders import dear, drawn, question, tiny
from hypothesis import HealthCheck, event, given, settings

from maturity_core import Framework
from maturity_core.testing import check_framework, frameworks, laws
from maturity_core.testing.suite.subject import Subject

FEW = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

LONG = os.environ.get("MATURITY_PROFILE") == "long"
RANDOM = drawn(600) if LONG else drawn()[::64]


@pytest.mark.parametrize("place", range(len(RANDOM)))
def test_random_frameworks_keep_every_law_but_may_have_levels_that_nothing_reaches(place: int) -> None:
    records = check_framework(RANDOM[place], FEW)

    broken = [str(record) for record in records if record.status == "failed"]
    assert [told for told in broken if not told.startswith("every-level-reachable")] == []


@dear
@given(frameworks())
def test_the_reference_scorer_writes_examples_that_hold(framework: Framework) -> None:
    law = next(law for law in laws() if law.id == "examples-hold")

    record = law.check(framework)

    event(record.status)
    assert (record.status == "passed") is bool(framework.examples)


def test_a_profile_is_tried_on_what_is_drawn_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every target was once tried on all sheets that earlier laws had read: minutes for a model of 92 questions."""
    asked: list[int] = []
    assess_many = Framework.assess_many

    def counted(framework: Framework, sheets: Any, **options: Any) -> Any:
        asked.append(len(sheets))
        return assess_many(framework, sheets, **options)

    short = {"id": "short", "name": "Short", "questions": ["q-0", "q-1"]}
    subject = Subject(tiny(questions=[question(f"q-{place}") for place in range(9)], profiles=[short]))
    subject.stand([(place % 3, *([0] * 8)) for place in range(3)])
    next(entry for entry in laws() if entry.id == "bounds").on(subject, FEW)  # seeks what all laws are tried on first
    monkeypatch.setattr(Framework, "assess_many", counted)

    (law,) = (entry for entry in laws() if entry.id == "profile-is-not-applicable")
    record = law.on(subject, FEW)

    *tried, _ = asked  # the last time, it is asked what was reached
    assert (record.status, record.tried, set(tried)) == ("passed", FEW.max_examples, {1})
