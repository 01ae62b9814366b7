"""What is said of a model as a whole, against all sheets of small models."""

from __future__ import annotations

import os
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, drawn, question, rule, tiny, two, uncounted

from maturity_core import NOT_APPLICABLE, ArgumentError, MaturityError
from maturity_core.readers.proof import shares
from maturity_core.readers.proof.certain import Decided
from maturity_core.readers.proof.inspecting import inspect_framework
from maturity_core.results.inspection import Inspection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework

TWO = two()
LONG = os.environ.get("MATURITY_PROFILE") == "long"
MOST_SHEETS, NUMBER = (800, 80) if LONG else (100, 8)
NEEDING = tiny(
    questions=[
        question("kept"),
        question("seen", needs={"question": "kept", "option": "often"}, not_applicable=True),
        question("told", needs={"question": "seen", "option": "always"}, not_applicable=True),
        question("free"),
    ],
    requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean="0.9")],
)


def test_requirements_that_follow_are_named_by_their_places() -> None:
    mean = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]
    follows = rule("framework", "high", least="0.5")

    assert inspect_framework(tiny(requirements=[*mean, follows])).followers == (2,)
    assert inspect_framework(tiny(requirements=mean)).followers == ()
    assert inspect_framework(tiny(requirements=mean)).followers_certain
    assert inspect_framework(tiny(requirements=[], headline="score")).followers == ()


def small() -> list[Framework]:
    found = [NEEDING, two(), tiny(), tiny(requirements=[], headline="score")]
    for framework in drawn():
        sheets = prod(len(entry.options) for entry in framework.questions)
        if framework.engine.single is not None and sheets <= MOST_SHEETS:
            found.append(framework)
    return found[:NUMBER]


class Brute:
    """Every sheet of a framework on which all questions apply, read by the exact scorer."""

    def __init__(self, framework: Framework) -> None:
        single = framework.engine.single
        assert single is not None
        self.framework, self.single = framework, single
        self.sizes = [len(entry.options) for entry in framework.questions]
        self.sheets = list(product(*map(range, self.sizes)))
        self.overall = framework.outline.overall
        self.heights = single.heights

    def ranks(self, codes: Sequence[int]) -> list[int]:
        standing = self.single.stand(self.framework.lookup.conditions.counted(codes))
        return [standing.rank(place) for place in range(len(self.heights))]

    def rungs(self, ladder: int) -> list[int]:
        lowest = self.single.stand([0] * len(self.sizes))
        return [0, *lowest.remaining(ladder)] if self.heights[ladder] else []

    def step(self, rank: int) -> int:
        return sum(rank >= rung for rung in self.rungs(self.overall)[1:])

    def turned(self, question: int, low: int, high: int) -> list[tuple[list[int], list[int]]]:
        """Return the ranks with one answer and with another, all else equal."""
        rest = [sheet for sheet in self.sheets if sheet[question] == 0]
        pairs = [[(*sheet[:question], code, *sheet[question + 1 :]) for code in (low, high)] for sheet in rest]
        return [(self.ranks(one), self.ranks(other)) for one, other in pairs]


@pytest.mark.parametrize("framework", small())
def test_an_inspection_says_what_all_sheets_say(framework: Framework) -> None:
    brute, found = Brute(framework), inspect_framework(framework)
    outline, overall = framework.outline, brute.overall
    ranks = [brute.ranks(sheet) for sheet in brute.sheets]

    assert Inspection.model_validate_json(found.model_dump_json()) == found
    for part in found.lowest_parts:
        place = outline.index[f"dimension {part.dimension}"]
        whole = [level.id for level in outline.levels[overall]].index(part.level)
        low = min((sheet[place] for sheet in ranks if sheet[overall] == whole), default=None)
        assert (part.lowest, part.certain) == (None if low is None else outline.levels[place][low].id, True)
    turned = [brute.turned(place, 0, size - 1) for place, size in enumerate(brute.sizes)]
    lifts = [brute.step(after[overall]) - brute.step(before[overall]) for pairs in turned for before, after in pairs]
    assert (found.lift.ranks if found.lift else 0, found.lift_certain) == (max(lifts), True)
    moving = [place for place, height in enumerate(brute.heights) if height]
    dead = [
        outline.ids[place]
        for place, pairs in enumerate(turned)
        if all(before[ladder] == after[ladder] for before, after in pairs for ladder in moving)
    ]
    assert (list(found.dead), found.undecided) == (dead, ())
    gains: dict[str, int] = {}
    for place, entry in enumerate(framework.questions):
        if entry.not_applicable and brute.heights[overall]:
            pairs = brute.turned(place, 0, NOT_APPLICABLE)
            gains[entry.id] = max(brute.step(after[overall]) - brute.step(before[overall]) for before, after in pairs)
    assert {entry.question: entry.ranks for entry in found.excused} == {
        name: far for name, far in gains.items() if far > 0
    }
    for counted in found.shares:
        place = outline.index[counted.ladder]
        numbers = [sum(sheet[place] == rank for sheet in ranks) for rank in brute.rungs(place)]
        assert [level.share_exact for level in counted.levels] == [Fraction(number, len(ranks)) for number in numbers]
        assert counted.drawn is None


def test_questions_that_count_in_nothing_are_dead() -> None:
    assert inspect_framework(uncounted()).dead == ("two-options", "three-options")


def test_too_many_cases_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MOST_STATES", 0)

    found = inspect_framework(two()).shares[0]

    assert (found.ladder, found.drawn, found.levels[0].share_exact) == ("framework", 10_000, None)
    assert sum(level.share for level in found.levels) == pytest.approx(1)


def test_a_search_that_is_given_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_core.readers.proof.inspecting.alive_on_the_way", lambda _: set())
    monkeypatch.setattr("maturity_core.readers.proof.certain.Cases.find", lambda *_: Decided(None, certain=False))

    found = inspect_framework(NEEDING)

    assert (found.lift_certain, found.excused, len(found.undecided)) == (False, (), len(NEEDING.questions))


def test_a_scorer_in_code_is_refused() -> None:
    with pytest.raises(ArgumentError, match="an inspection needs requirements, and this framework is scored in code"):
        inspect_framework(tiny().with_scorer(Product()))


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("sheets.Sheets.codes", lambda *_: (0, 0, 0, 0)),
        ("joint.Side.rank", lambda *_: 1),
        ("model.Model.rank", lambda *_: 0),
    ],
)
def test_a_wrong_solution_is_not_passed_on(place: str, wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"maturity_core.readers.proof.{place}", wrong)

    with pytest.raises(MaturityError, match="inspect: the sheet that was found does not hold"):
        inspect_framework(TWO)
