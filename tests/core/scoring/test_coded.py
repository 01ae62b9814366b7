"""Scorers in code: the readers rely only on a better answer never lowering a level."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, Product, capability, question, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    NOT_APPLICABLE,
    UNANSWERED,
    Framework,
    FrameworkError,
    Scorer,
    Standings,
    Status,
    TargetError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


CODES = st.tuples(*[st.sampled_from([UNANSWERED, 0, 1, 2])] * 3, st.sampled_from([NOT_APPLICABLE, UNANSWERED, 0, 1, 2]))


def coded(scorer: Scorer | None = None, **changes: Any) -> Framework:
    """Return a framework scored by the product of its credits, whose capability `goals` has a ladder of its own."""
    requires = [{"capability": "goals", "level": "mid"}, {"capability": "team", "credit": "0.5"}]
    capabilities = [
        capability("goals", levels="own"),
        capability("plan", requires=requires),
        capability("team", "people"),
    ]
    tables = {"level_lists": {"own": LEVELS}, "capabilities": capabilities, **changes}
    return two(requirements=[], scorer={"kind": "replaced"}, **tables).with_scorer(scorer or Product())


FRAMEWORK = coded()


class Everything(Scorer):
    """Gives levels and scores to every ladder: all questions answered well, or not."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the number of questions at their last option, capped at the top."""
        top = min(sum(code == 2 for code in answers.values()), 2)
        dimensions = {entry.id: top for entry in framework.dimensions}
        scores = {entry.id: Fraction(top, 2) for entry in framework.dimensions}
        return Standings(level=top, score=Fraction(top, 2), dimension_levels=dimensions, dimension_scores=scores)


@given(codes=CODES)
def test_levels_and_scores_are_those_of_the_scorer(codes: tuple[int, ...]) -> None:
    """A ladder it leaves out has no level, and the mean of its questions as its score."""
    result = FRAMEWORK.assess(list(codes))
    credits_ = [Fraction(max(code, 0), 2) for code in codes if code != NOT_APPLICABLE]
    whole = Fraction(1)
    for credit in credits_:
        whole *= credit

    assert result.score_exact == whole
    assert result.level == FRAMEWORK.levels[int(whole * 2)]
    assert [entry.level for entry in result.dimensions] == [None, None]
    assert result.dimensions[0].score_exact == sum(credits_[:3], Fraction(0)) / 3
    goals, plan, team = result.capabilities
    assert goals.level == FRAMEWORK.level_lists["own"][max(codes[0], 0)]
    assert plan.level is None
    assert team.score_exact == (None if codes[3] == NOT_APPLICABLE else credits_[3])


@given(codes=CODES)
def test_ranges_are_those_of_the_lowest_and_the_highest_filling(codes: tuple[int, ...]) -> None:
    """Every completion is inside, and both ends are completions."""
    open_places = [place for place, code in enumerate(codes) if code == UNANSWERED]
    ranks = []
    for filling in ([0] * len(open_places), [2] * len(open_places), [1] * len(open_places)):
        filled = dict(zip(open_places, filling, strict=True))
        level = FRAMEWORK.assess([filled.get(place, code) for place, code in enumerate(codes)]).level
        ranks.append(FRAMEWORK.levels.index(level) if level else -1)

    span = FRAMEWORK.assess(list(codes)).level_range

    assert span is not None
    assert [FRAMEWORK.levels.index(level) for level in span] == [ranks[0], ranks[1]]
    assert ranks[0] <= ranks[2] <= ranks[1]


@given(codes=CODES, target=st.sampled_from(["mid", "high"]))
def test_gaps_are_lowered_from_the_top(codes: tuple[int, ...], target: str) -> None:
    """Closing them reaches the target, and no question could be asked for less."""
    result = FRAMEWORK.assess(list(codes))
    gaps = result.gaps(target)
    asked = {
        gap.question: [option.id for option in FRAMEWORK.question(gap.question).options].index(gap.to)
        for gap in gaps.questions
    }
    closed = [asked.get(entry.id, code) for entry, code in zip(FRAMEWORK.questions, codes, strict=True)]

    assert gaps.status == ("open" if asked else "reached")
    assert FRAMEWORK.assess(closed).gaps(target).status == Status.REACHED
    for place, entry in enumerate(FRAMEWORK.questions):
        if entry.id in asked:
            lowered = [code - (index == place) for index, code in enumerate(closed)]
            lowered[place] = max(lowered[place], codes[place])
            assert FRAMEWORK.assess(lowered).gaps(target).status == Status.OPEN


def test_gaps_are_lowered_in_the_order_of_ids() -> None:
    """The question with the first id is lowered first, wherever it is in the file."""
    framework = tiny(questions=[question("b"), question("a")], requirements=[]).with_scorer(Product())

    assert [(gap.question, gap.to) for gap in framework.assess({}).gaps("mid").questions] == [
        ("b", "always"),
        ("a", "often"),
    ]


def test_gaps_towards_a_capability_concern_its_own_questions() -> None:
    """Nothing else is asked for; an open question that need not move stays open."""
    gaps = FRAMEWORK.assess({}).gaps({"capability goals": "mid"})

    assert [(gap.question, gap.answer, gap.to) for gap in gaps.questions] == [("goals-set", "unanswered", "often")]
    loose = two(requirements=[]).with_scorer(Everything()).assess({"goals-set": "often"}).gaps("mid")
    assert [(gap.question, gap.to) for gap in loose.questions] == [("team-there", "always")]


def test_plans_follow_prerequisites_by_rung_and_by_credit() -> None:
    """A step that requires an unmet rung and an unmet credit comes after both."""
    plan = FRAMEWORK.assess([0, 1, 0, 0]).next_steps("high")

    assert plan.status == Status.OPEN
    assert [step.capability for step in plan][-1] == "plan"
    assert plan.steps[-1].waits_for == ("goals", "team")
    assert {step.capability: (step.level_from, step.level_to) for step in plan}["goals"] == ("low", "high")
    done = {gap.question: gap.to for step in plan for gap in step.questions}
    assert FRAMEWORK.assess({"plan-kept": "often"} | done).level == FRAMEWORK.levels[2]


def test_prerequisites_outside_the_target_are_raised_as_far_as_required() -> None:
    """By their rung or their credit, lowered from the top like any gap."""
    names = {"goals-set": "goals", "plan-kept": "plan", "plan-seen": "plan", "team-there": "team"}
    framework = coded(OnlyPlan(), questions=[question(name, owner) for name, owner in names.items()])
    plan = framework.assess([0, 0, 0, 0]).next_steps("high")

    assert {step.capability: [gap.to for gap in step.questions] for step in plan} == {
        "goals": ["often"], "team": ["often"], "plan": ["always", "always"],
    }  # fmt: skip
    assert framework.assess([0, 1, 0, 0]).capabilities[1].ahead_of_its_time


class OnlyPlan(Scorer):
    """Looks at the questions of one capability only."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the lowest of them; the ladder of `goals` is its only question."""
        del framework
        level = max(min(answers["plan-kept"], answers["plan-seen"]), 0)
        return Standings(
            level=level, score=Fraction(level, 2), capability_levels={"goals": max(answers["goals-set"], 0)}
        )


def test_the_default_target_of_a_scorer_without_overall_levels() -> None:
    """If there is no overall level, the dimensions' next ones; a target without a level is refused."""

    class Areas(Scorer):
        """Gives levels to one dimension only."""

        def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
            """Return no overall level."""
            del framework
            return Standings(level=None, score=None, dimension_levels={"people": max(answers["team-there"], 0)})

    result = two(requirements=[]).with_scorer(Areas()).assess([0, 0, 0, 0])

    assert (result.level, result.score, result.level_range) == (None, None, None)
    assert [(rung.ladder, rung.level) for rung in result.gaps().target] == [("dimension people", "mid")]
    with pytest.raises(TargetError, match="no level here"):
        result.gaps("mid")


def test_out_of_reach_in_code_names_no_requirement() -> None:
    """There is none to name; the status says enough."""

    class Never(Scorer):
        """Never moves."""

        def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
            """Return the floor."""
            del framework, answers
            return Standings(level=0, score=Fraction(0))

    result = two(requirements=[]).with_scorer(Never()).assess({})

    assert (result.gaps("mid").status, result.gaps("mid").blockers) == ("out of reach", ())
    assert result.gaps().status == Status.NOTHING_LEFT


def test_what_does_not_apply_stays_out() -> None:
    """It has no gaps; if nothing applies, it has neither level nor score."""
    gaps = FRAMEWORK.assess([2, 2, 0, NOT_APPLICABLE]).gaps("high")
    nothing = (
        tiny(questions=[question("kept", not_applicable=True)], requirements=[])
        .with_scorer(Product())
        .assess([NOT_APPLICABLE])
    )

    assert [gap.question for gap in gaps.questions] == ["plan-seen"]
    assert (nothing.level, nothing.score, nothing.dimensions[0].score) == (None, None, None)


def test_the_explanation_is_not_available_and_the_page_says_so() -> None:
    """The page has everything else."""
    result = FRAMEWORK.assess({"goals-set": "always", "plan-kept": "rarely", "team-there": "rarely"})

    assert (result.explain().available, result.explain().ladders) == (False, ())
    page = str(result)
    assert "This model is scored by code, which gives no reasons for its result." in page
    assert "Next steps" in page


def test_the_framework_itself_stays_as_it_was() -> None:
    """`with_scorer` returns another framework: the first one keeps its requirements, and what it has read."""
    framework = two()
    before = framework.assess([2, 2, 2, 2])
    other = framework.with_scorer(Everything())

    assert other.assess([2, 0, 0, 0]).level == framework.levels[1]
    assert framework.assess([2, 0, 0, 0]).level == framework.levels[0]
    assert framework.assess([2, 2, 2, 2]) == before


def test_batches_of_scorers_in_code() -> None:
    """Row by row the same, scores as the nearest doubles."""
    sheets = np.array(list(product([0, 1, 2], [UNANSWERED, 2], [1], [NOT_APPLICABLE, 2])), np.int8)
    batch = FRAMEWORK.assess_many(sheets)

    for row, sheet in enumerate(sheets):
        single = FRAMEWORK.assess(sheet)
        assert batch.scores[row] == single.score
        assert FRAMEWORK.levels[batch.levels[row]] == single.level


class Gives(Scorer):
    """Gives the same result whatever the answers are."""

    def __init__(self, **given: Any) -> None:
        self.given = Standings(**{"level": 0, "score": Fraction(0), **given})

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return it."""
        del framework, answers
        return self.given


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"level": 3},
            "framework: the scorer returned a level that the ladder does not have; got 3; allowed: 0 to 2, or ",
        ),
        ({"level": -1}, "got -1"),
        ({"level": 1.0}, r"got 1\.0"),
        ({"level": True}, "got True"),
        ({"dimension_levels": {"work": 3}}, "dimension work: .* got 3; allowed: 0 to 2, or None"),
        ({"capability_levels": {"plan": 0}}, "capability plan: .* got 0; allowed: None: this ladder has no levels"),
        (
            {"score": 0.5},
            r"framework: the scorer returned a score that is not an exact number from 0 to 1; got 0\.5; allowed: a ",
        ),
        ({"score": True}, "got True"),
        ({"score": Fraction(-1, 9)}, r"got Fraction\(-1, 9\)"),
        ({"dimension_scores": {"people": 2}}, "dimension people: .* got 2"),
        (
            {"dimension_levels": {"peple": 0}},
            "dimension_levels: .* an unknown dimension; got 'peple'; allowed: work, people; did you mean 'people'?",
        ),
        (
            {"capability_scores": {"work": 0}},
            "capability_scores: .* an unknown capability; got 'work'; allowed: goals, plan, team$",
        ),
    ],
)
def test_what_no_ladder_can_hold_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(FrameworkError, match=message):
        coded(Gives(**given)).assess({}).record  # noqa: B018 - what an assessment says is worked out when it is asked


def test_whole_numbers_of_any_kind_are_levels_and_scores() -> None:
    result = coded(Gives(level=np.int64(2), score=1)).assess({})

    assert (result.level, result.score_exact) == (FRAMEWORK.levels[2], Fraction(1))


def test_a_scorer_cannot_write_to_the_answers() -> None:
    class Writes(Scorer):
        """Writes to what it should only read."""

        def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
            """Close the first question."""
            answers[framework.questions[0].id] = 0  # type: ignore[index]
            return Standings(level=0, score=Fraction(0))

    with pytest.raises(TypeError, match="does not support item assignment"):
        coded(Writes()).assess({}).record  # noqa: B018 - as above


def test_open_questions_leave_a_range_and_answers_none() -> None:
    """The whole has the product of the credits as its score, and a dimension their mean."""
    framework = tiny(requirements=[]).with_scorer(Product())
    half = Fraction(1, 2)

    for code, levels, whole, own in (
        (2, ["high"] * 2, [1, 1], [1, 1]),
        (UNANSWERED, ["low", "high"], [0, 1], [half, 1]),
    ):
        result = framework.assess([2, code])
        assert [level.id for level in result.level_range or ()] == levels
        assert [*(result.score_range_exact or ())] == whole
        assert [*(result.dimensions["work"].score_range_exact or ())] == own
