"""Where levels of scorers in code begin: at plain numbers of the score, unless it is rounded before it is compared."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import question, tiny
from laws.shipped import LAWS
from zoo.habitat import Means, small

from maturity_core import NOT_APPLICABLE, Standings
from maturity_core.model.nouns import ScorerChoice
from maturity_core.testing.suite import rounding
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework, Question
    from maturity_core.testing import Record

LAW = LAWS["levels-begin-at-plain-numbers"]
CUT = Fraction(67, 100)
Read = Callable[[Fraction], Any]


class Cut(Means):
    """A scorer with one cut, which it compares with some reading of the mean."""

    def __init__(self, read: Read = Fraction, cut: Fraction = CUT) -> None:
        self.read, self.cut = read, cut

    def level(self, mean: Fraction | None, top: int) -> int | None:
        return None if mean is None else int(self.read(mean) >= self.cut) * top


def found(scorer: Means, **changes: object) -> Record:
    return LAW.on(Subject(small(**changes).with_scorer(scorer)))


@pytest.mark.parametrize(("digits", "begins"), [(2, "0.665"), (3, "0.6695"), (4, "0.6699")])
@pytest.mark.parametrize("read", [Fraction, float])
def test_a_score_that_is_rounded_before_it_is_compared_is_noticed(read: Read, digits: int, begins: str) -> None:
    record = found(Cut(lambda mean: round(read(mean), digits)))

    assert record.status == "failed"
    assert f"from a score of about {begins}" in record.message
    assert "is the score rounded before it is compared?" in record.message


@pytest.mark.parametrize("cut", [CUT, Fraction(2, 3), Fraction(1, 2), Fraction(5, 12), Fraction(1)])
def test_an_exact_comparison_is_not_blamed(cut: Fraction) -> None:
    record = found(Cut(cut=cut))

    assert (record.status, record.tried) == ("passed", 1)


POINTS = {"options": [{"id": f"is-{value}", "label": f"{value}", "value": value} for value in (1, 3, 5)]}


def test_a_cut_may_be_plain_as_the_score_is_shown() -> None:
    """A mean of 3.67 on a scale from 1 to 5 is a score of 0.6675."""
    asked = [question("goals-set", "goals", scale="points"), question("team-there", "team", scale="points")]
    scorer = Cut(cut=Fraction(267, 400))

    assert found(scorer).status == "failed"
    assert found(scorer, questions=asked, scales={"points": POINTS}).status == "passed"


def test_a_cut_may_be_a_setting_of_the_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = ScorerChoice(kind="cut", settings={"cut": "0.665", "name": "cut"})
    assert rounding._settings(chosen) == [0.665]
    monkeypatch.setattr(rounding, "_settings", lambda _: [0.665])

    assert found(Cut(cut=Fraction(665, 1000))).status == "passed"


class CountsOptions(Cut):
    """A scorer that reads positions, not credits: with options between them, the same answers score otherwise."""

    def credit(self, question: Question, code: int) -> Fraction | None:
        return None if code == NOT_APPLICABLE else Fraction(max(code, 0), len(question.options) - 1) ** 2


class WeakestAnswer(Means):
    """Levels follow the weakest answer, and scores are means: sheets of one score have different levels."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        weakest = min(self.credit(entry, answers[entry.id]) or Fraction(0) for entry in framework.questions)
        return Standings(level=2 * int(weakest >= Fraction(1, 2)), score=self.mean(framework.questions, answers))


@pytest.mark.parametrize("scorer", [CountsOptions(), WeakestAnswer()], ids=lambda scorer: type(scorer).__name__)
def test_of_a_scorer_whose_levels_or_options_are_others_nothing_is_said(scorer: Means) -> None:
    assert found(scorer).status == "not applicable"


def test_without_room_for_finer_scales_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "MOST_OPTIONS", 3)

    assert found(Cut(lambda mean: round(mean, 2))).status == "not applicable"


def test_with_scales_that_the_framework_refuses_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Framework:
        raise ValueError

    monkeypatch.setattr(rounding, "rebuilt", refused)

    assert found(Cut(lambda mean: round(mean, 2))).status == "not applicable"


def test_one_way_to_a_level_is_not_enough_to_say_that_the_score_decides() -> None:
    framework = tiny(questions=[question("only")], requirements=[]).with_scorer(Cut(lambda mean: round(mean, 2)))

    assert LAW.on(Subject(framework)).status == "not applicable"


def test_requirements_say_where_levels_begin() -> None:
    assert LAW.on(Subject(small())).reason == "scored by requirements: where levels begin is written there"
