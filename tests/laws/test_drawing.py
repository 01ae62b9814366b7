"""Cases that are drawn once for all laws, and what is kept of a sheet that many of them ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from builders import tiny
from hypothesis import settings
from hypothesis import strategies as st
from laws.forging import nine

from maturity_core.testing import answers, laws, oracle_stand
from maturity_core.testing.oracle_model import Model
from maturity_core.testing.oracle_stand import stand
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from maturity_core.testing.oracle_model import Sheet

LAWS = {law.id: law for law in laws()}
SAME = settings(max_examples=40, derandomize=True, database=None)
NEW = settings(max_examples=40, derandomize=False, database=None)


@pytest.mark.parametrize(("chosen", "times"), [(None, 1), (SAME, 1), (NEW, 3)], ids=["by default", "the same", "new"])
def test_cases_that_are_the_same_in_every_run_are_drawn_once(
    chosen: settings | None, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(framework: Any) -> Any:
        drawn.append(1)
        return answers(framework)

    monkeypatch.setattr("maturity_core.testing.suite.cases.answers", counted)
    subject = Subject(tiny(questions=nine()))

    records = [LAWS[name].on(subject, chosen) for name in ("bounds", "monotone", "scores-are-exact")]

    assert {record.status for record in records} == {"passed", "proved"}
    assert len(drawn) == times


@pytest.mark.parametrize("chosen", [SAME, NEW], ids=["the same", "new"])
def test_a_drawn_case_that_breaks_a_law_is_made_small(chosen: settings) -> None:
    def holds(_: Subject, sheet: Sheet) -> bool:
        if sheet[3] > 0 and sheet[5] != 0:
            raise Broken("two questions are answered")
        return True

    law = replace(LAWS["bounds"], holds=holds, over=replace(LAWS["bounds"].over, first=lambda _: ()))

    record = law.on(Subject(tiny(questions=nine())), chosen)

    assert record.status == "failed"
    assert record.message.split("\n")[1].endswith("7 others at their lowest option")


def test_a_case_that_is_not_drawn_again_is_told_as_it_was() -> None:
    drawn = iter([(0, 0, 0, 1, 0, 1, 0, 0, 0), (0,) * 9])

    def holds(_: Subject, sheet: Sheet) -> bool:
        if sheet[3]:
            raise Broken("it is answered")
        return True

    over = replace(LAWS["bounds"].over, first=lambda _: (), draw=lambda _: st.just(next(drawn)))

    record = replace(LAWS["bounds"], holds=holds, over=over).on(Subject(tiny(questions=nine())), SAME)

    assert record.status == "failed"
    assert record.message.split("\n")[1].endswith("7 others at their lowest option")


def test_the_reference_keeps_what_sheets_score_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle_stand, "MOST_SEEN", 2)
    model = Model(tiny(questions=nine()))
    sheets = [(place, *[0] * 8) for place in range(3)]

    kept = [stand(model, sheet) for sheet in sheets]

    assert stand(model, sheets[2]) is kept[2]
    assert stand(model, sheets[0]) is not kept[0]
    assert stand(model, sheets[0]).levels == kept[0].levels


def test_what_was_said_of_sheets_can_be_forgotten() -> None:
    subject = Subject(tiny(questions=nine()))
    subject.oracle.stand(subject.worst)
    subject.stand([subject.worst])
    subject.result(subject.worst)

    subject.forget()

    assert (subject._rows, subject._said, subject.oracle.model.seen) == ({}, {}, {})
