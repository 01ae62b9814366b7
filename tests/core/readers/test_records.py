"""What an assessment says is worked out part by part: nothing that was not asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, drawn, question, rule, some_sheets, tiny, two, uncounted

from maturity_core import UNANSWERED, Assessment, load_framework
from maturity_core.readers import contrasts, ladder_facts, levers, narrowing, records, strengths
from maturity_core.readers.ladder_facts import LadderFacts
from maturity_core.readers.outline import Outline
from maturity_core.results.record import AssessmentRecord
from maturity_core.scoring.one.evaluate import RuleStanding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUICK: dict[str, Callable[[Assessment], object]] = {
    "level": lambda found: found.level,
    "score": lambda found: (found.score, found.score_exact),
    "range": lambda found: found.level_range,
    "completeness": lambda found: found.completeness,
    "not yet": lambda found: found.not_yet,
    "answers": lambda found: found.answers,
    "repr": repr,
}


def refuse(*_: object) -> Any:
    raise AssertionError


@pytest.mark.parametrize("asked", [*QUICK.values(), lambda found: found.dimensions], ids=[*QUICK, "dimensions"])
def test_what_is_asked_pays_for_nothing_else(
    asked: Callable[[Assessment], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = load_framework("service-maturity-check").assess([2] * 19 + [UNANSWERED])
    monkeypatch.setattr(levers, "levers", refuse)
    monkeypatch.setattr(contrasts, "tensions", refuse)
    monkeypatch.setattr(strengths, "strengths", refuse)
    monkeypatch.setattr(records, "core_version", refuse)
    monkeypatch.setattr(Outline, "stamp", property(refuse))
    if asked in QUICK.values():
        monkeypatch.setattr(narrowing, "Narrowing", refuse)
        monkeypatch.setattr(records, "known", refuse)

    assert asked(result) is not None


@pytest.mark.parametrize("place", range(0, len(drawn()), 8))
def test_a_result_that_sheets_share_is_the_one_that_each_would_have(
    place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A framework keeps results of ladders in which nothing is open; also if it has no room for more than one."""
    framework = drawn()[place]
    sheets = [*some_sheets(framework, seed=place)]
    shared = [framework.assess(codes).record for codes in sheets]
    framework.outline.results.clear()
    monkeypatch.setattr(ladder_facts, "MOST_KEPT", 1)
    assert [framework.assess(codes).record for codes in sheets] == shared
    assert len(framework.outline.results) <= 1
    monkeypatch.setattr(LadderFacts, "_result", LadderFacts._made)
    assert [framework.assess(codes).record for codes in sheets] == shared


def test_two_sheets_share_what_they_come_to_on_a_ladder() -> None:
    framework = load_framework("service-maturity-check")
    one, other = framework.assess([2] * 20), framework.assess([2] * 19 + [UNANSWERED])
    shared = [now is then for now, then in zip(one.capabilities, other.capabilities, strict=True)]
    assert shared == [True] * (len(shared) - 1) + [False]


@pytest.mark.parametrize("place", range(0, len(drawn()), 4))
def test_a_record_is_what_its_own_checks_let_through(place: int) -> None:
    """It is made of what was worked out without being checked again: read back, it is the same."""
    framework = drawn()[place]
    for codes in some_sheets(framework, seed=place):
        record = framework.assess(codes).record
        assert AssessmentRecord.model_validate_json(record.model_dump_json()) == record
        again = AssessmentRecord(**{name: getattr(record, name) for name in record.model_fields_set})
        assert again == record
        assert repr(again) == repr(record)


def test_questions_of_one_kind_are_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twelve that count alike, the options of one are tried; the one with the lowest id is named."""
    framework = tiny(
        questions=[question(f"q-{place}") for place in range(12)],
        requirements=[rule("framework", name, mean=mean) for name, mean in (("mid", "0.5"), ("high", 1))],
    )
    tried: list[object] = []
    moved = RuleStanding.moved

    def noted(sheet: RuleStanding, answers: Mapping[int, int]) -> RuleStanding:
        tried.append(answers)
        return moved(sheet, answers)

    monkeypatch.setattr(RuleStanding, "moved", noted)

    assert framework.assess({"q-0": 1}).narrows == "q-1"
    assert len(tried) == 1 + 2 * 3


def test_questions_that_count_in_nothing_narrow_by_their_options() -> None:
    """Fewer options leave fewer ranges to add up."""
    assert uncounted().assess({}).narrows == "two-options"


def test_a_scorer_in_code_has_every_part() -> None:
    """Its ranges are those of the lowest and the highest filling, and its levers close gaps found by trial."""
    framework = two().with_scorer(Product())
    result = framework.assess([1, 2, UNANSWERED, 0])

    assert AssessmentRecord.model_validate(result.record.model_dump()) == result.record
    assert [entry.level_range for entry in result.dimensions] == [None, None]
    assert result.level_range is not None


def test_a_lever_is_worth_its_gain_by_its_effort() -> None:
    """Efforts that are fractions are compared exactly."""
    framework = tiny(
        capabilities=[capability("plan", effort="1/3"), capability("goals", effort="0.5"), capability("team")],
        questions=[question("kept"), question("set", "goals", weight=2), question("met", "team", weight=3)],
        levers={"show": 2, "basis": "interpretation"},
    )

    found = framework.assess([0, 0, 0]).levers

    assert [(lever.capability, lever.gain_by_effort_exact) for lever in found] == [
        ("goals", Fraction(8, 9)),
        ("plan", Fraction(2, 3)),
    ]
