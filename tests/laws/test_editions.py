"""The law about an earlier definition: who rises and who falls since is proved, held against every sheet there is."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from builders import Product, question, rule, tiny, two

from maturity_core import ArgumentError, MissingExtraError
from maturity_core.readers.proof.editions import diff_editions
from maturity_core.testing import check_framework
from maturity_core.testing.suite import editions, proofs
from maturity_core.testing.suite.editions import moves_since
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Record

MID, HIGH = rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)
AFTER = {
    "same": [rule("framework", "mid", mean="0.3"), rule("framework", "high", least=1)],
    "raised": [rule("framework", "mid", mean="0.25"), HIGH],
    "lowered": [MID, rule("framework", "mid", least="0.5"), HIGH],
    "mixed": [rule("framework", "mid", least="0.5"), rule("framework", "high", mean="0.75")],
}
WHOLE = {
    "same": "every sheet has the same level",
    "raised": "some sheets rise, none fall",
    "lowered": "some sheets fall, none rise",
    "mixed": "some sheets rise, some fall",
}


def compared(before: Framework, after: Framework) -> Record:
    return moves_since(before).on(Subject(after))


def by_all_sheets(before: Framework, after: Framework) -> str:
    """Return what becomes of the level of the whole, over every sheet of two definitions that ask the same."""
    names = [level.id for level in after.levels]
    moves: set[int] = set()
    for codes in product(*(range(len(entry.options)) for entry in after.questions)):
        levels = [one.assess(codes).level for one in (before, after)]
        low, high = (names.index(level.id) for level in levels if level)
        moves.add((high > low) - (high < low))
    return {(False, False): "same", (True, False): "raised", (False, True): "lowered", (True, True): "mixed"}[
        1 in moves, -1 in moves
    ]


@pytest.mark.parametrize("verdict", AFTER)
def test_what_is_proved_of_two_definitions_is_so_on_every_sheet(verdict: str) -> None:
    before, after = tiny(), tiny(requirements=AFTER[verdict])

    record = compared(before, after)

    assert by_all_sheets(before, after) == verdict
    assert (record.law, record.status) == ("moves-are-proved", "proved")
    assert record.reason.startswith(f"framework: {WHOLE[verdict]}")


@pytest.mark.parametrize("least", ["0.25", "0.5", "0.75", "1"])
@pytest.mark.parametrize("weight", [1, 3])
def test_thresholds_and_weights_move_whom_all_sheets_say(least: str, weight: int) -> None:
    asked = [question("kept", weight=weight), question("seen", weight=2), question("shown", scale="yes-no")]
    before = tiny(questions=asked, requirements=[MID, HIGH])
    after = tiny(questions=asked, requirements=[rule("framework", "mid", least=least), HIGH])

    record = compared(before, after)

    assert record.reason.startswith(f"framework: {WHOLE[by_all_sheets(before, after)]}")


def test_a_check_with_an_earlier_definition_has_one_record_more_among_those_of_the_definition() -> None:
    alone, both = check_framework(tiny()), check_framework(tiny(), before=tiny(requirements=AFTER["raised"]))
    names = [record.law for record in both]
    place = names.index("moves-are-proved")

    assert [name for name in names if name != "moves-are-proved"] == [record.law for record in alone]
    assert (both[place].group, both[place + 1].group) == ("definition", "scoring")
    assert both[place].reason == "framework: some sheets fall, none rise, such as one from mid to low"
    with pytest.raises(ArgumentError, match="before: the argument has the wrong type; got 'tiny'"):
        check_framework(tiny(), before="tiny")  # type: ignore[arg-type]


def test_of_code_or_of_no_ladder_in_common_nothing_is_compared() -> None:
    coded = tiny(requirements=[]).with_scorer(Product())
    code = "of the two definitions, one is scored in code, or is of a class of its own"
    renamed = [{"id": name, "name": name} for name in ("none", "some", "all")]
    other = tiny(levels=renamed, requirements=[rule("framework", name, mean=1) for name in ("some", "all")])

    for record in (compared(coded, tiny()), compared(tiny(), coded)):
        assert (record.status, record.reason) == ("not applicable", code)
    assert compared(tiny(), other).reason == "no ladder has the same levels in both definitions"


def test_without_the_solver_or_within_no_cases_it_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> NoReturn:
        raise MissingExtraError([])

    monkeypatch.setattr(proofs, "diff_editions", missing)
    without = compared(tiny(), tiny())
    found = diff_editions(tiny(), tiny())
    unknown = found.ladders[0].model_copy(update={"verdict": "unknown"})
    monkeypatch.setattr(editions, "moving", lambda *_: found.model_copy(update={"ladders": (unknown,)}))

    assert (without.status, without.reason) == (
        "undecided",
        "without the extra `roadmap`, nothing is proved of two definitions",
    )
    assert compared(tiny(), tiny()).reason == "within the budget, it was not found who rises and who falls: framework"


FORGED: dict[str, tuple[dict[str, Any], str]] = {
    "a move that is none": ({"level_after": "high"}, "framework moves from low to mid on the answers that were found"),
    "no move": ({}, "framework rises on some answers"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_a_wrong_proof_says_is_found_by_scoring_again(forged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = tiny(), tiny(requirements=AFTER["raised"])
    found = diff_editions(before, after)
    (entry,) = (one for one in found.ladders if one.ladder == "framework")
    changes, told = FORGED[forged]
    assert entry.rises is not None
    wrong = {"rises": entry.rises.model_copy(update=changes)} if changes else {"verdict": "same", "rises": None}
    ladders = (entry.model_copy(update=wrong),)
    monkeypatch.setattr(editions, "moving", lambda *_: found.model_copy(update={"ladders": ladders}))

    record = compared(before, after)

    assert (record.status, record.message.split("\n")[0]) == ("failed", told)


def test_falls_are_scored_again_too_and_to_keep_a_level_is_no_move(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = tiny(), tiny(requirements=AFTER["raised"])
    found = diff_editions(before, after)
    (entry,) = (one for one in found.ladders if one.ladder == "framework")
    assert entry.rises is not None
    lowest = {question.id: question.options[0].id for question in after.questions}
    kept = {"level_before": "low", "level_after": "low", "answers_before": lowest, "answers_after": lowest}
    for changes, move in (({"level_after": "high"}, "low to high"), (kept, "low to low")):
        wrong = entry.model_copy(update={"rises": None, "falls": entry.rises.model_copy(update=changes)})
        told = found.model_copy(update={"ladders": (wrong,)})
        monkeypatch.setattr(editions, "moving", lambda *_, told=told: told)

        assert f"expected: a move from {move}, as was proved" in compared(before, after).message


def test_a_move_on_a_way_is_told_with_what_was_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = tiny(), tiny(requirements=AFTER["raised"])
    found = diff_editions(before, after)
    same = [entry.model_copy(update={"verdict": "same", "rises": None, "falls": None}) for entry in found.ladders]
    monkeypatch.setattr(editions, "moving", lambda *_: found.model_copy(update={"ladders": tuple(same)}))

    assert "expected: every sheet has the same level" in compared(before, after).message


def test_dimensions_are_compared_too() -> None:
    record = compared(two(), two())

    names = "framework, dimension work, dimension people"
    assert record.reason == f"{names}: every sheet has the same level"
