"""Laws that are proved of a framework, because its rules are data."""

from __future__ import annotations

from typing import NoReturn

import pytest
from builders import Product, tiny
from laws.forging import nine, unreachable

from maturity_core import Framework, MissingExtraError
from maturity_core.testing import laws
from maturity_core.testing.suite import proofs, witnesses
from maturity_core.testing.suite.subject import Subject

LAWS = {law.id: law for law in laws()}


class Own(Framework):
    """A class of its own, which may do anything: nothing is proved of it."""


def own(framework: Framework) -> Framework:
    return Own(**{name: getattr(framework, name) for name in Framework.model_fields})


def test_monotone_is_proved_by_the_form_of_the_rules_and_says_so() -> None:
    record = LAWS["monotone"].check(tiny(questions=nine()))

    assert (record.status, record.holds, record.tried > 1000) == ("proved", True, True)
    assert str(record).endswith("cases): no requirement, weight or credit counts a better answer for less")


@pytest.mark.parametrize(
    "framework", [own(tiny()), tiny(requirements=[]).with_scorer(Product())], ids=["class", "code"]
)
def test_monotone_is_only_tried_of_what_code_decides(framework: Framework) -> None:
    assert LAWS["monotone"].check(framework).status == "passed"


def test_every_level_is_reachable_once_answers_that_give_it_were_scored() -> None:
    assert LAWS["every-level-reachable"].check(tiny(questions=nine())).status == "proved"
    assert LAWS["every-level-reachable"].check(tiny(requirements=[]).with_scorer(Product())).status == "proved"


def test_a_level_that_is_proved_unreachable_breaks_the_law() -> None:
    record = LAWS["every-level-reachable"].on(Subject(unreachable()))

    assert (record.status, record.message.split("\n")[0]) == ("failed", "no answers give: mid of framework")


def test_a_level_that_only_a_question_left_out_may_give_is_undecided() -> None:
    record = LAWS["every-level-reachable"].on(Subject(unreachable(not_applicable=True)))

    assert record.status == "undecided"
    assert record.reason.endswith("give: mid of framework; proved if every question applies: mid of framework")


def test_a_level_that_no_path_meets_is_found_by_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = tiny(questions=nine())
    subject = Subject(framework)
    monkeypatch.setattr(witnesses, "_kept", {})
    monkeypatch.setattr(witnesses, "_paths", lambda subject: [[subject.worst, subject.tops]])
    monkeypatch.setattr(witnesses, "DESCENTS", 0)

    found = witnesses.witnesses(subject)["framework", 1]

    assert set(subject.stand(found).ranks[:, -1].tolist()) == {1}
    assert LAWS["every-level-reachable"].on(subject).status == "proved"
    assert LAWS["every-level-reachable"].on(Subject(own(framework))).status == "undecided"


def test_without_the_solver_what_search_does_not_find_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise MissingExtraError([])

    monkeypatch.setattr(witnesses, "_kept", {})
    monkeypatch.setattr(proofs, "reached_levels", missing)

    record = LAWS["every-level-reachable"].check(unreachable())

    assert (record.status, record.message) == ("undecided", "")
    assert record.reason == "within the budget, no answers were found that give: mid of framework"
    assert str(record).startswith("every-level-reachable: undecided (1 case): within the budget")
