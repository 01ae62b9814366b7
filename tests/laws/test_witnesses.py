"""Sheets that give each level, and the laws that are tried on all sheets near them at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, question, tiny

from maturity_core import DONT_KNOW, AssessmentBatch, Framework, load_framework
from maturity_core.testing import laws
from maturity_core.testing.suite import witnesses as witnesses_module
from maturity_core.testing.suite.nearby import falling, leaking, opened
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.witnesses import near, witnesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LAWS = {law.id: law for law in laws()}
SHIPPED = (
    "service-maturity-check",
    "tsia-customer-success",
    "johnny-grow-customer-service",
    "esg-customer-success",
)
LONG = os.environ.get("MATURITY_PROFILE") == "long"
EVERY = pytest.mark.parametrize("name", SHIPPED)
SMALL_AND_LARGE = pytest.mark.parametrize("name", SHIPPED[::3])


def wrong_at(framework: Framework, column: int, code: int, ranks: range, kind: str = "levels") -> Framework:
    """Return a framework in which one answer throws a ladder that is at one of the ranks back to the lowest level.

    That ladder is the framework's, or the first or last dimension's.
    """

    class OneWrongCell(AssessmentBatch):
        def thrown_back(self, levels: NDArray[np.int8]) -> NDArray[np.int8]:
            given = self._matrix.block(slice(0, len(self)))[column] == code
            found = levels.copy()
            found[given & (levels >= ranks.start) & (levels < ranks.stop)] = 0
            return found

        @property
        def levels(self) -> NDArray[np.int8]:
            return self.thrown_back(super().levels) if kind == "levels" else super().levels

        @property
        def dimension_levels(self) -> NDArray[np.int8]:
            found = super().dimension_levels.copy()
            place = {"first": 0, "last": -1}.get(kind)
            if place is not None:
                found[:, place] = self.thrown_back(found[:, place])
            return found

    class Odd(Framework):
        def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
            return OneWrongCell.of(self, answers, **options)

    return Odd(**{name: getattr(framework, name) for name in Framework.model_fields})


@EVERY
def test_every_level_of_every_shipped_framework_has_witnesses_that_give_it(name: str) -> None:
    subject = Subject(load_framework(name))

    for (ladder, rank), sheets in witnesses(subject).items():
        assert sheets
        assert set(subject.stand(sheets).ranks[:, subject.ladders.index(ladder)].tolist()) == {rank}


@EVERY
@pytest.mark.wide
def test_one_answer_that_throws_the_framework_back_from_a_high_level_is_caught(name: str) -> None:
    """Drawn sheets never reach the high levels of a large model: such a scorer once passed every law."""
    framework = load_framework(name)
    columns = range(0, len(framework.questions), len(framework.questions) // 2)

    for column in columns if LONG else columns[1:2]:
        planted = wrong_at(framework, column, len(framework.questions[column].options) - 2, range(2, 99))
        assert falling(Subject(planted)).suspects, column


@SMALL_AND_LARGE
@pytest.mark.wide
def test_a_state_that_is_read_wrongly_at_high_levels_alone_is_caught(name: str) -> None:
    framework = load_framework(name)

    assert opened(Subject(wrong_at(framework, -1, DONT_KNOW, range(2, 99), "last"))).suspects


@SMALL_AND_LARGE
@pytest.mark.wide
def test_an_answer_from_elsewhere_that_is_read_at_high_levels_alone_is_caught(name: str) -> None:
    framework = load_framework(name)

    assert leaking(Subject(wrong_at(framework, -1, 1, range(2, 99), "first"))).suspects


def test_the_law_itself_tells_of_what_was_found_near_a_level() -> None:
    framework = load_framework(SHIPPED[0])

    record = LAWS["monotone"].on(Subject(wrong_at(framework, 1, 1, range(2, 99))))

    assert (record.status, "framework changes from" in record.message) == ("failed", True)


def test_no_open_state_is_tried_where_open_questions_are_refused() -> None:
    framework = tiny(questions=[question(f"q-{place}") for place in range(9)], open_questions="reject")

    assert near(Subject(framework)).codes.min() == 0


def test_witnesses_are_found_once_for_a_digest_and_of_scorers_in_code_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[Subject] = []

    def counted(subject: Subject) -> dict[Any, Any]:
        sought.append(subject)
        return found(subject)

    found = witnesses_module._sought
    monkeypatch.setattr(witnesses_module, "_sought", counted)
    monkeypatch.setattr(witnesses_module, "_kept", {})
    asked = [tiny(), tiny(), tiny(edition="2"), *[tiny(requirements=[]).with_scorer(Product())] * 2]

    told = [witnesses(Subject(framework)) for framework in asked]

    assert told[0] is told[1]
    assert len(sought) == len(asked) - 1


def test_witnesses_of_the_latest_frameworks_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witnesses_module, "_kept", {})
    monkeypatch.setattr(witnesses_module, "MOST_KEPT", 2)
    asked = [tiny(edition=str(number)) for number in range(3)]

    for framework in [*asked[:2], asked[0], asked[2]]:
        witnesses(Subject(framework))

    assert list(witnesses_module._kept) == [asked[0].digest, asked[2].digest]
