"""Targets and gaps: what is aimed at, what is missing, and what cannot be a target."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, capability, dimension, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Assessment, Status, TargetError


def test_the_default_target_is_the_next_level() -> None:
    """The default target is the framework's next level, down to question and option."""
    gaps = two().assess([0, 1, 0, UNANSWERED]).gaps()

    assert (gaps.status, [(rung.ladder, rung.level) for rung in gaps.target]) == ("open", [("framework", "mid")])
    assert [(gap.capability, gap.name, len(gap.questions)) for gap in gaps.capabilities] == [
        ("goals", "Goals", 1),
        ("plan", "Plan", 1),
        ("team", "Team", 1),
    ]
    first, _, last = gaps.questions
    assert (first.question, first.answer, first.to) == ("goals-set", "rarely", "often")
    assert (last.question, last.answer) == ("team-there", "unanswered")
    assert len(gaps) == 3


def test_the_default_target_falls_back_to_dimensions_then_capabilities() -> None:
    """If no level of the framework is within reach, those of dimensions; then of capabilities; then nothing."""
    rules = [rule("dimension work", level, least=1) for level in ("mid", "high")]
    more = [rule("capability team", level, least=1) for level in ("mid", "high")]
    capabilities = [capability("goals"), capability("plan"), capability("team", "people", levels="own")]
    framework = two(requirements=rules + more, capabilities=capabilities, level_lists={"own": LEVELS})

    def aimed(*codes: int) -> list[tuple[str, str]]:
        return [(rung.ladder, rung.level) for rung in framework.assess(list(codes)).gaps().target]

    assert aimed(0, 0, 0, 0) == [("dimension work", "mid")]
    assert aimed(2, 2, 2, 0) == [("capability team", "mid")]
    assert not aimed(2, 2, 2, 2)
    assert framework.assess([2, 2, 2, 2]).gaps().status == Status.NOTHING_LEFT


def test_targets_by_level_by_id_and_by_ladder() -> None:
    """A level of the framework, its id, and a mapping of ladder to level or id mean the same rung."""
    framework = two()
    result = framework.assess([0, 1, 0, 0])
    high = framework.levels[2]

    assert result.gaps(high) == result.gaps("high") == result.gaps({"framework": high}) != result.gaps("mid")
    ladders = result.gaps({"dimension work": "mid", "dimension people": "low"})
    aims = [(rung.ladder, rung.level) for rung in ladders.target]
    assert aims == [("dimension work", "mid"), ("dimension people", "low")]
    assert [gap.question for gap in ladders.questions] == ["goals-set", "plan-seen"]


@pytest.mark.parametrize("given", ["Middle", "middle", "  MIDDLE ", "Mid", "mid"])
def test_a_level_may_be_named_by_its_id_or_its_name_in_any_letter_case(given: str) -> None:
    """It means the same for every ladder, and for gaps, plans and roadmaps alike."""
    result = two().assess([0, 0, 0, 0])

    assert result.gaps(given) == result.gaps("mid")
    assert result.next_steps(given) == result.next_steps("mid")
    for ladder in ("framework", "dimension work"):
        assert result.gaps({ladder: given}) == result.gaps({ladder: "mid"})


def test_an_id_is_taken_before_a_name_and_a_name_of_two_levels_is_refused() -> None:
    """Both ids are named; an exact id means its level, even if another level has it as its name."""
    twins = [{**level, "name": name} for level, name in zip(LEVELS, ("high", "Good", "GOOD"), strict=True)]
    result = two(levels=twins).assess([0, 0, 0, 0])

    assert problems(result, "good") == [
        "target: this could mean two things on the framework; got 'good'; allowed: mid, high"
    ]
    assert problems(result, {"dimension work": "Good"}) == [
        "target: this could mean two things on the dimension work; got 'Good'; allowed: mid, high"
    ]
    assert [rung.level for rung in result.gaps("high").target] == ["high"]
    assert problems(result, "HIGH") == [
        "target: this could mean two things on the framework; got 'HIGH'; allowed: low, high"
    ]


def test_a_target_that_is_reached_has_no_gap() -> None:
    """This includes the lowest level, where everyone starts."""
    result = two().assess([1, 1, 1, 1])

    for target in ("low", "mid", {"dimension work": "low"}):
        gaps = result.gaps(target)
        assert (gaps.status, len(gaps)) == ("reached", 0)
        assert [rung.level for rung in gaps.target] == ["mid" if target == "mid" else "low"]


def test_another_sheet_as_the_target() -> None:
    """The lowest option with the target's credit; what cannot be compared is listed."""
    flat = {
        "options": [
            {"id": f"o{place}", "label": f"Option {place}", "credit": credit}
            for place, credit in enumerate([0, "0.5", "0.5", 1])
        ]
    }
    questions = [question(name, scale="flat", not_applicable=True) for name in ("a", "b", "c", "d", "e")]
    framework = tiny(scales={"flat": flat}, questions=questions)
    now = framework.assess([UNANSWERED, 0, NOT_APPLICABLE, 3, UNANSWERED])
    target = framework.assess([2, UNANSWERED, 3, 1, 0])

    gaps = now.gaps(target)

    assert (gaps.status, gaps.target, gaps.left_out) == ("open", (), ("b", "c"))
    assert [(gap.question, gap.to) for gap in gaps.questions] == [("a", "o1")]
    assert framework.assess([1, 0, NOT_APPLICABLE, 3, UNANSWERED]).gaps(target).status == Status.REACHED
    stored = Assessment.model_validate_json(target.model_dump_json())
    assert now.gaps(stored) == gaps


def problems(result: Assessment, target: Any) -> list[str]:
    """Return why a target is refused, by gaps and by plans alike."""
    with pytest.raises(TargetError) as caught:
        result.gaps(target)
    with pytest.raises(TargetError) as again:
        result.next_steps(target)

    assert caught.value.problems == again.value.problems
    return [str(problem) for problem in caught.value.problems]


NO_LEVEL = "target: the framework has no such level"
LADDERS = "capability goals, capability plan, capability team, dimension work, dimension people, framework"


WRONG: dict[str, tuple[Any, list[str]]] = {
    "level": ("hihg", [f"{NO_LEVEL}; got 'hihg'; allowed: low, mid, high; did you mean 'high'?"]),
    "misspelt name": ("Midle", [f"{NO_LEVEL}; got 'Midle'; allowed: low, mid, high; did you mean 'mid'?"]),
    "far level": ("zzz", ["target: the framework has no such level; got 'zzz'; allowed: low, mid, high"]),
    "bool": (True, ["target: the framework has no such level; got True; allowed: low, mid, high"]),
    "score": (2, ["target: the score of the framework cannot be that; got 2; allowed: 0 to 1"]),
    "fine score": (
        0.1234567,
        [
            (
                "target: the score of the framework cannot be aimed at: expected a decimal with up to six places, "
                'or a fraction in quotes such as "2/3"; got 0.1234567; allowed: 0 to 1'
            )
        ],
    ),
    "ladders": (
        {"dimension wrok": "mid", "people": "mid", 7: "mid", "dimension work": "top"},
        [
            f"target: no such ladder; got 'dimension wrok'; allowed: {LADDERS}; did you mean 'dimension work'?",
            f"target: no such ladder; got 'people'; allowed: {LADDERS}; did you mean 'dimension people'?",
            f"target: no such ladder; got 7; allowed: {LADDERS}",
            "target: the dimension work has no such level; got 'top'; allowed: low, mid, high",
        ],
    ),
    "capability without levels": (
        {"capability plan": "mid"},
        ["target: the capability plan has no such level; got 'mid'; allowed: none"],
    ),
    "nothing named": ({}, ["the target names no ladder"]),
    "list": (["mid"], [f"{NO_LEVEL}; got ['mid']; allowed: low, mid, high; did you mean 'mid'?"]),
}  # fmt: skip


@pytest.mark.parametrize(("target", "expected"), WRONG.values(), ids=WRONG.keys())
def test_targets_that_do_not_exist_are_refused(target: Any, expected: list[str]) -> None:
    """All ladders and levels that do not exist are named together, with the nearest ones that do."""
    assert problems(two().assess({}), target) == expected


def test_a_score_with_too_many_digits_is_refused() -> None:
    found = problems(two().assess({}), Fraction(1, 10**2000))[0]

    assert found.startswith("target: the score of the framework has too many digits; got Fraction(1, 1000")
    assert found.endswith("allowed: at most 1,000 digits")


def test_a_sheet_of_another_framework_is_refused() -> None:
    """Sheets are compared only within one framework with the same content."""
    other = tiny(id="other").assess({})
    stored = Assessment.model_validate_json(other.model_dump_json())

    for sheet in (other, stored):
        assert problems(tiny().assess({}), sheet) == [
            "target: the target is an assessment by another framework; got other"
        ]


def test_a_ladder_without_a_level_is_refused() -> None:
    """One without requirements, and one to which nothing applies here; the others named are not reported."""
    framework = two(requirements=[rule("dimension people", level, least=1) for level in ("mid", "high")])
    what = "this ladder has no level here, so it cannot be aimed at"

    assert problems(framework.assess({}), "mid") == [f"target.framework: {what}"]
    assert problems(framework.assess({}), "low") == [f"target.framework: {what}"]
    nobody = framework.assess([0, 0, 0, NOT_APPLICABLE])
    assert problems(nobody, {"dimension people": "mid"}) == [f"target.dimension people: {what}"]
    mixed = {"framework": "low", "dimension people": "mid", "dimension work": "high"}
    assert problems(framework.assess({}), mixed) == [f"target.framework: {what}", f"target.dimension work: {what}"]


def test_a_rung_that_is_passed_over_is_refused() -> None:
    """A level none of whose requirements applies is not part of this organisation's ladder."""
    rules = [rule("framework", "mid", least=1, of={"questions": ["seen"]}), rule("framework", "high", mean=1)]
    result = tiny(requirements=rules).assess([0, NOT_APPLICABLE])

    assert problems(result, "mid") == [
        "target.framework: none of the requirements of this level applies here, so it cannot be aimed at; got mid"
    ]
    assert [rung.level for rung in result.gaps().target] == ["high"]


def test_out_of_reach_names_the_requirements() -> None:
    """A total that counts up over what does not apply: not even the best answers reach it, and nothing is asked."""
    rules = [rule("framework", "mid", total=1, base=0), rule("framework", "high", total=2, base=0)]
    framework = tiny(requirements=rules)

    result = framework.assess([1, NOT_APPLICABLE])

    gaps, plan = result.gaps("high"), result.next_steps("high")
    assert (gaps.status, plan.status) == ("out of reach", "out of reach")
    assert (len(gaps), len(plan)) == (0, 0)
    assert gaps.blockers == plan.blockers == (1,)
    assert [(rung.level, result.gaps().status) for rung in result.gaps().target] == [("mid", "open")]
    assert framework.assess([2, NOT_APPLICABLE]).gaps().status == Status.NOTHING_LEFT


S5: dict[str, tuple[list[int], str | None, str | None]] = {
    "all of it": ([NOT_APPLICABLE] * 3, None, None),
    "one, the others best": ([2, 2, NOT_APPLICABLE], "high", "1"),
    "one, the others worst": ([0, 0, NOT_APPLICABLE], "low", "0"),
    "hiding the worst": ([1, 1, NOT_APPLICABLE], "mid", "1/2"),
    "showing the worst": ([1, 1, 0], "low", "1/3"),
    "open is not hidden": ([1, 1, UNANSWERED], "low", "1/3"),
    "one left": ([NOT_APPLICABLE, 1, NOT_APPLICABLE], "mid", "1/2"),
}


@pytest.mark.parametrize(("codes", "level", "score"), S5.values(), ids=S5.keys())
def test_S5_what_does_not_apply_leaves_every_denominator(
    codes: list[int], level: str | None, score: str | None
) -> None:
    """Not applicable is neither 0 nor the top, and never a division by zero."""
    framework = tiny(questions=[question(name, not_applicable=True) for name in ("a", "b", "c")])

    result = framework.assess(codes)

    assert (result.level.id if result.level else None) == level
    assert (str(result.score_exact) if result.score_exact is not None else None) == score
    assert sum(word == "not-applicable" for word in result.answers.values()) == codes.count(NOT_APPLICABLE)


def test_S5_a_dimension_that_does_not_apply_does_not_count_above() -> None:
    """`count` asks for all that apply if fewer do; a score without items leaves the mean."""
    result = two().assess([2, 1, 1, NOT_APPLICABLE])

    assert (result.level.id if result.level else None) == "mid"
    assert result.dimensions[1].level is None
    assert result.score_exact == result.dimensions[0].score_exact
    assert result.gaps("high").status == Status.OPEN


def test_gaps_of_every_statistic() -> None:
    """Mean and total: the lowest common value; least, share and count: the bar, for every item that can reach it."""
    items = {"of": {"dimensions": "all"}}
    statistics = {
        "mean": rule("framework", "mid", mean="0.5"),
        "total": rule("framework", "mid", total="-2", top=0),
        "least": rule("framework", "mid", least="0.5"),
        "share": rule("framework", "mid", share="0.5", reaching=1),
        "count": rule("framework", "mid", count=1, reaching="0.5"),
        "mean of scores": rule("framework", "mid", mean="0.5", **items),
        "least of levels": rule("framework", "mid", least="0.5", by="level", **items),
        "count of rungs": rule("framework", "mid", count=1, reaching="mid", **items),
        "share of scores": rule("framework", "mid", share="0.5", reaching="0.5", **items),
        "mean of levels": rule("framework", "mid", mean="0.25", by="level", **items),
    }
    asked = {}
    for name, requirement in statistics.items():
        dimensions = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
        requirements = [*dimensions, requirement, rule("framework", "high", least=1)]
        gaps = two(requirements=requirements).assess([1, 0, 0, 0]).gaps("mid")
        asked[name] = [gap.to for gap in gaps.questions]

    half = ["often"] * 3
    assert asked == {
        "mean": half, "total": half, "least": half, "share": ["always"] * 4, "count": [],
        "mean of scores": half, "least of levels": half, "count of rungs": half, "share of scores": half,
        "mean of levels": half,
    }  # fmt: skip


def test_blockers_name_only_what_is_out_of_reach_up_to_the_target() -> None:
    """Requirements above the target, met ones and those set aside block nothing."""
    rules = [
        rule("framework", "mid", mean="0.5"),
        rule("framework", "high", total=2, base=0),
        rule("framework", "high", least=1, of={"questions": ["seen"]}),
        rule("dimension work", "mid", total=2, base=0),
        rule("dimension work", "high", total=2, base=0),
    ]
    result = tiny(requirements=rules, dimensions=[dimension("work")]).assess([0, NOT_APPLICABLE])

    assert result.gaps("mid").status == Status.OPEN
    assert len(result.gaps("high").blockers) == 1
    assert result.gaps({"dimension work": "mid"}).blockers == (3,)
