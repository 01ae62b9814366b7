"""Stock scorers: shorthands that write requirements, so that every reader can say why and what next."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from builders import question, tiny

from maturity_core import (
    Coverage,
    CutPoints,
    Framework,
    FrameworkError,
    Requirement,
    Requirements,
    Scorer,
    Staged,
    Standings,
    WeakestLink,
    load_framework,
)
from maturity_core.model.requirement import Items
from maturity_core.telling.wording import requirement_texts


class Nothing(Scorer):
    """A scorer in code that looks at nothing."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Everyone is at the bottom."""
        del framework, answers
        return Standings(level=0, score=Fraction(0))


@pytest.fixture
def check() -> Framework:
    """The service maturity check, whose rules are cut-points."""
    return load_framework("service-maturity-check")


def test_the_same_rules_given_as_scorers_give_the_same_results(check: Framework) -> None:
    again = check.with_scorer(*check.rules)

    assert again == check
    assert again.digest == check.digest


def test_another_rule_gives_other_levels_and_its_own_reasons(check: Framework) -> None:
    cuts = {"improving": Fraction(1, 2), "strategic": Fraction(9, 10)}
    areas = CutPoints(ladder="each dimension", cuts=cuts, basis="interpretation")
    weakest = check.with_scorer(areas, WeakestLink(ladder="framework", basis="interpretation"))
    assessment = weakest.assess({question.id: 3 for question in check.questions} | {"role-decided": 0})
    wanted = assessment.explain()["framework"].rungs[1].requirements[0]

    assert assessment.level == check.levels[1]
    assert requirement_texts(weakest, [wanted.requirement]) == [
        "Strategic: all of the dimensions must reach Strategic."
    ]
    assert wanted.measured_exact == 0
    assert weakest.digest != check.digest


def test_a_stock_scorer_scores_by_itself_like_any_scorer(check: Framework) -> None:
    scorer: Scorer = CutPoints(
        ladder="framework", cuts={"improving": Fraction(2, 5), "strategic": Fraction(7, 10)}, basis="interpretation"
    )
    standings = scorer.score(check, {question.id: 2 for question in check.questions})

    assert standings.level == 1
    assert standings.score == Fraction(1, 2)
    assert standings.dimension_scores["planning"] == Fraction(1, 2)
    assert set(standings.dimension_levels.values()) == {None}
    assert set(standings.capability_levels.values()) == {None}
    assert standings.capability_scores["roadmap"] == Fraction(1, 2)


def test_plain_requirements_are_a_scorer_too(check: Framework) -> None:
    told = {"ladder": "framework", "share": 1, "of": {"questions": "all"}, "basis": "interpretation"}
    rungs = (("improving", "0.5"), ("strategic", 1))
    scorer = Requirements(
        requirements=tuple(
            Requirement.model_validate({**told, "level": level, "reaching": credit}) for level, credit in rungs
        )
    )

    assert scorer.score(check, {question.id: 2 for question in check.questions}).level == 1
    assert scorer.score(check, {question.id: 4 for question in check.questions}).level == 2
    assert scorer.score(check, {question.id: 1 for question in check.questions}).level == 0


@pytest.mark.parametrize(
    "scorer",
    [
        Staged(ladder="framework", mean=Fraction(1, 2), basis="interpretation"),
        Coverage(ladder="framework", of=Items(capabilities="all"), share=Fraction(1, 2), basis="interpretation"),
    ],
    ids=["no question has a stage", "capabilities have no levels"],
)
def test_a_rule_that_does_not_fit_the_framework_is_refused(scorer: Scorer) -> None:
    with pytest.raises(FrameworkError):
        tiny().with_scorer(scorer)


def test_a_scorer_in_code_stands_alone(check: Framework) -> None:
    with pytest.raises(TypeError, match="cannot be combined"):
        check.with_scorer(Nothing(), *check.rules)

    assert check.with_scorer(Nothing()).assess({}).level == check.levels[0]
    assert check.with_scorer(Nothing()).digest != check.digest


DECIDED = {
    "needs": {"questions": [question("kept"), question("seen", needs={"question": "kept", "option": "often"})]},
    "counts_as": {"questions": [question("kept"), question("seen", not_applicable=True, counts_as="always")]},
    "profiles": {"profiles": [{"id": "short", "name": "Short", "questions": ["kept"]}]},
}


@pytest.mark.parametrize("name", DECIDED)
def test_what_a_scorer_in_code_would_decide_is_refused_at_once(name: str) -> None:
    """Else there would be a framework that can neither be copied nor pickled, and laws would accuse its scorer."""
    with pytest.raises(FrameworkError, match=rf"remove (the )?{name}, or the scorer"):
        tiny(**DECIDED[name]).with_scorer(Nothing())

    assert tiny().with_scorer(Nothing()).model_copy().assess([0, 0]).level == tiny().levels[0]


@pytest.mark.parametrize(
    ("of", "written"),
    [
        (None, {"stage": "high"}),
        ({"questions": "all"}, {"stage": "high"}),
        ({"questions": ["kept"]}, {"stage": "high", "ids": ["kept"]}),
        ({"questions": {"tag": "seen", "from_weight": 2}}, {"stage": "high", "tag": "seen", "from_weight": 2}),
    ],
)
def test_a_staged_rule_chooses_among_some_questions(of: dict[str, Any] | None, written: dict[str, Any]) -> None:
    items = None if of is None else Items.model_validate(of)
    rule = Staged(ladder="framework", mean=Fraction(1), of=items, basis="own")

    assert rule.write("framework", ["high"])[0].of == Items.model_validate({"questions": written})
