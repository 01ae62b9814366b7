"""The few sheets that every law is tried on first, and what a record says was reached."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, question, rule, tiny
from hypothesis import settings
from laws.forging import nine, unreachable

from maturity_core import Framework, Standings, load_framework
from maturity_core.testing import laws
from maturity_core.testing.suite import cover, trial
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

LAWS = {law.id: law for law in laws()}


@pytest.mark.parametrize(
    ("name", "levels", "rules", "prerequisites", "conditions"),
    [
        ("service-maturity-check", 21, 22, 1, 0),
        ("tsia-customer-success", 23, 39, 0, 11),
        ("johnny-grow-customer-service", 24, 44, 0, 4),
        ("esg-customer-success", 83, 72, 16, 33),
    ],
)
@pytest.mark.wide
def test_a_handful_of_sheets_reaches_every_level_and_both_sides_of_all_that_is_met_or_not(
    name: str, levels: int, rules: int, prerequisites: int, conditions: int
) -> None:
    subject = Subject(load_framework(name))
    sheets = cover.cover(subject)

    few = settings(max_examples=len(sheets) + 1, derandomize=True, database=None)
    reach = LAWS["batch-equals-single"].on(subject, few).reach

    assert len(sheets) < 6
    assert reach is not None
    assert (reach.prerequisites, reach.prerequisites_in_all) == (2 * prerequisites, 2 * prerequisites)
    assert (reach.conditions, reach.conditions_in_all) == (2 * conditions, 2 * conditions)
    assert reach.answers == reach.answers_in_all  # near witnesses
    assert (reach.levels, reach.levels_in_all) == (levels, levels)
    assert (reach.sides, reach.sides_in_all) == (2 * rules, 2 * rules)
    assert (reach.missed, reach.unreachable) == ((), ())


def test_a_law_that_gets_few_sheets_says_what_it_missed() -> None:
    few = settings(max_examples=1, derandomize=True, database=None)

    reach = LAWS["bounds"].check(tiny(questions=nine()), few).reach

    assert reach is not None
    assert str(reach) == "1 sheet: 1 of 3 levels, 2 of 4 sides of requirements, 9 of 45 answers"
    assert reach.missed == (
        "mid of framework",
        "high of framework",
        "mean for mid of framework met",
        "mean for high of framework met",
    )


def with_prerequisites(**tables: Any) -> Framework:
    """Return a framework of a capability that requires credit of another, and a question that needs an option."""
    asked = [question(f"q-{place}", capability="later" if place < 5 else "plan") for place in range(10)]
    asked[9]["needs"] = {"question": "q-8", "option": "often"}
    later = capability("later", requires=[{"capability": "plan", "credit": 0.3}])
    return tiny(questions=asked, capabilities=[capability("plan"), later], **tables)


@pytest.mark.parametrize("tables", [{}, {"levels": [], "requirements": []}], ids=["levels", "none"])
def test_prerequisites_and_conditions_have_sheets_on_both_sides(tables: dict[str, Any]) -> None:
    """Without levels, no level's sheet meets them: the highest answers do."""
    subject = Subject(with_prerequisites(**tables))

    reach = LAWS["bounds"].on(subject).reach

    assert reach is not None
    assert (reach.prerequisites, reach.prerequisites_in_all, reach.conditions, reach.conditions_in_all) == (2, 2, 2, 2)
    assert reach.missed == ()


def test_a_credit_that_a_prerequisite_asks_for_is_reached_exactly() -> None:
    framework = with_prerequisites()
    subject = Subject(framework)

    scores = subject.stand(cover.cover(subject)).scores[:, subject.ladders.index("capability plan")]

    assert 0.3 in scores.tolist()


def test_a_prerequisite_that_is_never_met_is_missed() -> None:
    few = settings(max_examples=1, derandomize=True, database=None)

    reach = LAWS["bounds"].check(with_prerequisites(), few).reach

    assert reach is not None
    assert reach.missed[-2:] == ("prerequisite plan of later met", "condition of q-9 met")


def test_what_no_answers_give_is_not_missed() -> None:
    proved = LAWS["bounds"].check(unreachable()).reach
    tried = (
        LAWS["bounds"].check(tiny(requirements=[rule("framework", name, mean="0.5") for name in ("mid", "high")])).reach
    )
    unknown = LAWS["bounds"].check(unreachable(not_applicable=True)).reach

    assert proved is not None
    assert tried is not None
    assert unknown is not None
    assert (proved.missed, proved.unreachable) == (tried.missed, tried.unreachable) == ((), ("mid of framework",))
    assert (unknown.missed, unknown.unreachable) == (("mid of framework",), ())


def test_a_scorer_in_code_has_levels_and_no_requirements() -> None:
    reach = LAWS["bounds"].check(tiny(questions=nine(), requirements=[]).with_scorer(Product())).reach

    assert ": 3 of 3 levels, " in str(reach)


def test_laws_about_no_sheets_reach_nothing_and_records_are_data() -> None:
    assert LAWS["ids-are-unique"].check(tiny()).reach is None
    assert asdict(LAWS["bounds"].check(tiny()))["reach"]["levels"] == 3


def test_a_sheet_of_the_cover_that_breaks_a_law_is_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = Subject(tiny(questions=nine()))
    cover.cover(subject)
    stand = subject.stand

    def refuse(sheets: list[tuple[int, ...]]) -> Any:
        return stand(sheets) if all(sheet[3] < 2 for sheet in sheets) else 1 / 0

    monkeypatch.setitem(vars(subject), "stand", refuse)

    record = LAWS["bounds"].on(subject)

    assert record.message.split("\n")[:2] == [
        "ZeroDivisionError: division by zero",
        "answers: q-3 = always; 8 others at their lowest option",
    ]


class RaisesOnGoodAnswers(Product):
    """Wrong on purpose: most sheets of the cover raise."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Divide by zero once the first answer is good."""
        return super().score(framework, answers) if answers["q-0"] < 2 else 1 / 0  # type: ignore[return-value]


def test_a_framework_that_raises_has_no_cover_and_is_tried_on_drawn_sheets() -> None:
    subject = Subject(tiny(questions=nine(), requirements=[]).with_scorer(RaisesOnGoodAnswers()))

    record = LAWS["bounds"].on(subject)

    assert cover.cover(subject) == []
    assert (record.status, record.message.split("\n")) == (
        "failed",
        ["ZeroDivisionError: division by zero", "answers: q-0 = always; 8 others at their lowest option"],
    )


def test_nothing_is_said_of_reach_where_scoring_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError

    monkeypatch.setattr("maturity_core.testing.suite.tried.sides", refuse)

    assert LAWS["bounds"].check(tiny(questions=[question("kept")])).reach is None


def test_aims_of_the_cover_have_different_targets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that is wrong for the sheet of the cover is told with the smallest sheet that shows it."""
    subject = Subject(tiny(questions=nine()))
    law = LAWS["no-gap-once-reached"]

    first = law.over.first(subject)
    monkeypatch.setitem(vars(subject), "asked", lambda aims: [1 / 0 for _ in aims])
    record = law.on(subject)

    assert len({(aim.rungs, aim.other, aim.scores) for aim in first}) == len(first) > 2
    assert "answers: every question at its lowest option" in record.message


def test_an_aim_is_about_its_sheet() -> None:
    (aim, *_) = LAWS["plan-reaches-target"].over.first(subject := Subject(tiny(questions=nine())))

    assert trial.sheet_of(aim) == cover.cover(subject)[0]
