"""Laws that are proved of a framework, because its rules are data."""

from __future__ import annotations

from typing import NoReturn

import pytest
from builders import Product, rule, tiny
from laws.forging import nine, unreachable

from maturity_core import Framework, MissingExtraError
from maturity_core.testing import laws
from maturity_core.testing.suite import alone, proofs, witnesses
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


ALONE = LAWS["requirements-decide-or-follow"]
ASKED = [*(rule("framework", name, mean=least) for name, least in (("mid", "0.5"), ("high", 1)))]


def test_of_every_requirement_answers_are_found_that_meet_all_but_it() -> None:
    record = ALONE.check(tiny(questions=nine(), requirements=ASKED))

    assert record.status == "proved"
    assert record.reason == "answers that meet all but it were found and scored for each"


def test_requirements_that_follow_from_others_together_are_named() -> None:
    """Each of two halves is at a half, so the whole is."""
    halves = [
        rule("framework", "mid", mean="0.5", of={"questions": [f"q-{place}" for place in places]})
        for places in (range(4), range(4, 8))
    ]
    whole = rule("framework", "mid", mean="0.5", of={"questions": [f"q-{place}" for place in range(8)]})

    record = ALONE.check(tiny(questions=nine(), requirements=[*halves, rule("framework", "high", mean=1), whole]))

    assert record.status == "proved"
    assert record.reason.endswith("if every question applies: mean for mid of framework")


def test_what_is_not_decided_of_requirements_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise MissingExtraError([])

    twice = tiny(questions=nine(), requirements=[*ASKED, ASKED[0]])
    assert ALONE.check(twice).status == "proved"
    monkeypatch.setattr(proofs, "followers", missing)

    record = ALONE.check(twice)

    twice_told = ", ".join(["mean for mid of framework"] * 2)
    assert record.status == "undecided"
    assert record.reason == f"within the budget, it was not found whether these follow: {twice_told}"


def test_the_solver_finds_that_requirements_decide_where_no_sheet_shows_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alone, "MOST_READ", 1)

    assert ALONE.check(tiny(questions=nine(), requirements=ASKED)).status == "proved"
    assert ALONE.check(own(tiny(questions=nine(), requirements=ASKED))).status == "passed"
    assert ALONE.check(tiny(requirements=[]).with_scorer(Product())).status == "not applicable"
    assert ALONE.check(tiny(levels=[], requirements=[])).status == "not applicable"
