"""What to do first: what is weak and what most else rests on, in order, with why; and that it differs."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, capability, dear, dimension, question, rule, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, Status, available_frameworks, load_framework
from maturity_core.telling.coming import outlook_text, remedy_text
from maturity_core.telling.first import FirstText, first_texts, why_first_text
from maturity_core.telling.words import Words
from maturity_core.testing.strategies import answers, frameworks

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations


@dear
@given(st.data())
def test_what_comes_first_can_begin_raises_something_and_builds_on_nothing_that_comes_later(
    data: st.DataObject,
) -> None:
    framework = data.draw(frameworks())
    assert_first(framework.assess(list(data.draw(answers(framework)))))


@pytest.mark.parametrize("model", available_frameworks())
@pytest.mark.wide
def test_the_same_holds_of_the_published_models(model: str) -> None:
    framework = load_framework(model)
    for sheet in organisations(framework)[::20]:
        assert_first(framework.assess(sheet))


def assert_first(assessment: Assessment) -> None:
    """Assert what holds of whatever comes first, whoever answered."""
    framework, plan = assessment.framework, assessment.next_steps()
    counted = framework.lookup.conditions.counted(assessment.codes.tolist())
    codes = dict(zip(framework.questions.ids, counted, strict=True))
    names, steps = [entry.capability for entry in plan.first], {step.capability: step for step in plan}
    waiting = {result.id for result in assessment.capabilities if result.waits_for}
    assert len({*names}) == len(names) <= 3
    assert bool(names) <= (plan.status == Status.OPEN)
    assert waiting.isdisjoint(names)
    assert not {*steps} - waiting or not names or {*names} & {*steps}
    for place, entry in enumerate(plan.first):
        assert entry.in_plan == (entry.capability in steps)
        assert not entry.in_plan or entry.questions == steps[entry.capability].questions
        for move in entry.questions:
            ids = [option.id for option in framework.question(move.question).options]
            assert ids.index(move.to) > max(codes[move.question], 0)
            assert not framework.question(move.question).outcome
        for later in plan.first[place + 1 :]:
            assert entry.capability not in later.carries or later.capability in entry.carries


@pytest.mark.parametrize("model", available_frameworks())
@pytest.mark.wide
def test_what_comes_first_differs_between_organisations(model: str) -> None:
    framework = load_framework(model)
    sheets = organisations(framework)
    threes = [[entry.capability for entry in framework.assess(sheet).next_steps().first] for sheet in sheets]

    assert len({frozenset(three) for three in threes}) >= 30
    assert max(Counter(name for three in threes for name in three).values()) <= 0.75 * len(sheets)


def first(framework: Framework, codes: list[int], target: Any = "mid") -> list[str]:
    """Return the ids of what to do first."""
    return [entry.capability for entry in framework.assess(codes).next_steps(target).first]


HOMES = ("work", "work", "work", "work")
MEANS = (rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1))


def four(*rules: dict[str, Any], homes: tuple[str, ...] = HOMES, **changes: dict[str, Any]) -> Framework:
    """Return a framework whose middle level one of four capabilities reaches alone: the first, which is cheapest."""
    efforts = {"first": 1, "second": 2, "third": 2, "fourth": 2}
    where = dict(zip(efforts, homes, strict=True))
    return tiny(
        dimensions=[dimension(name) for name in sorted({*homes})],
        capabilities=[capability(name, where[name], effort=efforts[name], **changes.get(name, {})) for name in efforts],
        questions=[question(f"{name}-done", name, not_applicable=name == "fourth") for name in efforts],
        requirements=[*MEANS, *rules],
        scores=[{"ladder": "framework", "mean_of": {"questions": "all"}}],
    )


def test_what_the_target_does_not_need_and_nothing_rests_on_is_left_out() -> None:
    """One of four is enough for the middle level; the others would be done in its place."""
    assert first(four(), [0, 0, 0, 0]) == ["first"]
    assert [step.capability for step in four().assess([0, 0, 0, 0]).next_steps("mid")] == ["first"]


def test_the_steps_of_the_plan_come_first_then_the_lowest_scores_then_ids() -> None:
    assert first(four(), [1, 1, 0, 1], "high") == ["third", "first", "fourth"]
    assert first(four(), [0, 0, 0, 0], {"framework": 0.5}) == ["first", "third", "fourth"]


def test_a_dimension_that_stays_behind_is_lifted_by_one_and_by_what_builds_on_the_plan() -> None:
    """Work is lifted by the plan, people by the first of its two; what rests on a step in its dimension stays."""
    rules = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.25"), ("high", 1))]
    homes = ("work", "work", "people", "people")

    assert first(four(*rules, homes=homes), [0, 0, 0, 0]) == ["first", "fourth"]
    assert first(four(*rules, homes=homes, second={"leans_on": ["first"]}), [0, 0, 0, 0]) == [
        "first",
        "fourth",
        "second",
    ]
    assert first(four(*rules, homes=homes), [0, 0, 0, 1]) == ["first"], "people is at the middle level"


def test_after_the_top_level_the_weakest_of_the_weakest_dimension_is_added() -> None:
    """The top needs half of what there is; the next mark of the score is reached by a single answer."""
    framework = tiny(
        dimensions=[dimension("people"), dimension("work")],
        capabilities=[capability("plan"), capability("care", "people"), capability("team", "people")],
        questions=[question("kept"), question("cared", "care"), question("met", "team")],
        requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean="0.5")],
        scores=[{"ladder": "framework", "mean_of": {"questions": "all"}}],
    )

    assert first(framework, [2, 1, 0], None) == ["team", "care"]
    assert first(framework, [1, 2, 2], None) == ["plan"]
    assert first(framework, [0, 2, 0], {"framework": 0.5}) == ["plan", "team"], "care is at its best"


def test_what_is_not_weak_goes_by_what_rests_on_it_before_what_the_target_fails_without() -> None:
    leaning: dict[str, Any] = {"second": {"leans_on": ["third"]}, "first": {"leans_on": ["third"]}}
    framework = four(rule("framework", "high", least=1, of={"questions": ["fourth-done"]}), **leaning)

    assert first(framework, [1, 1, 1, 1], "high")[:2] == ["fourth", "third"], "told first, as it is required"
    assert [entry.required for entry in framework.assess([1, 1, 1, 1]).next_steps("high").first] == [True, False, False]
    chain: dict[str, Any] = {"second": {"leans_on": ["first"]}, "third": {"leans_on": ["second"]}}
    circled = four(rule("framework", "high", least=1, of={"questions": ["fourth-done"]}), **chain)
    assert first(circled, [1, 1, 1, 1], "high") == ["fourth", "first", "second"]


def test_what_is_half_in_place_comes_after_what_is_weak() -> None:
    assert first(four(), [1, 0, 1, 1], "high") == ["second", "first", "fourth"]


def test_what_most_others_rest_on_comes_first_also_through_others() -> None:
    """First reaches the level alone. Third carries second, and through it fourth, which come after it."""
    framework = four(second={"leans_on": ["third"]}, fourth={"leans_on": ["second"]})
    found = framework.assess([0, 0, 0, 0]).next_steps("mid").first

    assert [(entry.capability, entry.carries) for entry in found] == [
        ("first", ()),
        ("third", ("second", "fourth")),
        ("second", ("fourth",)),
    ]


def test_what_leans_on_each_other_waits_for_nothing() -> None:
    framework = four(second={"leans_on": ["third"]}, third={"leans_on": ["second"]})

    assert first(framework, [0, 0, 0, 0]) == ["first", "second", "third"]


def test_what_waits_for_something_else_is_left_out() -> None:
    framework = four(fourth={"requires": [{"capability": "second", "credit": "0.5"}]})

    assert first(framework, [0, 0, 0, 0]) == ["first", "second"]


def test_what_the_target_fails_without_comes_before_what_carries_most() -> None:
    """It isn't required any more once that answer is given, nor is an answer to a target without that rung."""
    leaning: dict[str, Any] = {"second": {"leans_on": ["third"]}, "first": {"leans_on": ["third"]}}
    framework = four(rule("framework", "mid", least="0.5", of={"questions": ["fourth-done"]}), **leaning)
    found = framework.assess([0, 0, 0, 0]).next_steps("mid").first

    assert [(entry.capability, entry.required) for entry in found] == [
        ("fourth", True),
        ("third", False),
        ("first", False),
    ]
    assert [entry.required for entry in framework.assess([0, 0, 0, 1]).next_steps("high").first] == [False] * 3
    assert [entry.required for entry in framework.assess([0, 0, 0, 0]).next_steps(0.5).first] == [False] * 3


def test_the_weakest_dimension_has_its_turn() -> None:
    """Three of work lean on one another, so they come first by what rests on them; but people scores lower."""
    circle: dict[str, Any] = {
        "first": {"leans_on": ["second"]},
        "second": {"leans_on": ["third"]},
        "third": {"leans_on": ["first"]},
    }
    homes = ("work", "work", "work", "people")
    framework = four(homes=homes, **circle)

    assert first(four(**circle), [0, 0, 1, 0], "high") == ["first", "second", "fourth"]
    assert first(framework, [0, 0, 1, 0], "high") == ["fourth", "first", "second"]
    assert first(framework, [0, 0, 0, 0], "high") == ["first", "second", "third"], "work is as weak"
    assert first(framework, [0, 0, 1, 1], "high") == ["first", "second", "third"]


def test_what_leads_to_a_result_that_has_to_show_comes_first() -> None:
    framework = tiny(
        capabilities=[capability("plan"), capability("care")],
        questions=[
            question("kept"),
            question("loyal", "care", outcome=True, led_by=["care"]),
            question("greeted", "care"),
        ],
        requirements=[rule("framework", level, least=bar, of={"questions": ["kept", "loyal"]}) for level, bar in BARS],
    )
    result = framework.assess([0, 0, 0])
    plan = result.next_steps("mid")

    assert [(entry.capability, entry.in_plan, entry.required, entry.leads_to) for entry in plan.first] == [
        ("plan", True, True, ()),
        ("care", False, False, ("loyal",)),
    ]
    assert [(move.question, move.to) for move in plan.first[1].questions] == [("greeted", "always")]
    effort = "The whole step: effort 1, for the long run."
    begun = "How is it with greeted? From “Rarely or never” to “As a rule, for all”."
    told = FirstText("Care:", "It leads to a result that Middle needs.", begun, effort, beside=False)
    assert first_texts(result, plan)[1] == told
    assert why_first_text(result, plan, plan.first[1]) == "It leads to a result that Middle needs."
    assert outlook_text(framework.assess([0, 0, 0]), plan).startswith("1 step to Middle. 1 outcome has")
    assert [entry.capability for entry in framework.assess([0, 0, 2]).next_steps("mid").first] == ["plan"]


BARS = (("mid", "0.5"), ("high", 1))


def test_dimensions_below_the_level_aimed_at_are_lifted_where_others_rest_on_it() -> None:
    """Only goals are needed for the middle level; but team is weak, and something rests on it."""
    framework = two(
        capabilities=[capability("goals"), capability("plan", leans_on=["team"]), capability("team", "people")],
        requirements=[
            *two().requirements[:2],
            *(rule("framework", level, least=bar, of={"questions": ["goals-set"]}) for level, bar in BARS),
        ],
    )

    assert first(framework, [0, 0, 0, 0]) == ["goals", "team"]
    assert first(framework, [0, 0, 0, 1]) == ["goals"]
    assert first(framework, [0, 0, 0, NOT_APPLICABLE]) == ["goals"]
    assert first(framework, [1, 0, 0, 0], "high") == ["goals", "team"]
    assert first(framework, [0, 0, 0, 0], {"dimension work": "mid"}) == ["plan", "goals"]


def test_capabilities_at_their_lowest_rung_are_lifted_where_what_is_needed_rests_on_them() -> None:
    framework = tiny(
        level_lists={"rungs": LEVELS[:2]},
        capabilities=[capability("plan", levels="rungs", leans_on=["base"]), capability("base", levels="rungs")],
        questions=[question("kept"), question("laid", "base", not_applicable=True)],
        requirements=[
            rule("each capability", "mid", mean=1),
            *(rule("framework", level, least=bar, of={"questions": ["kept"]}) for level, bar in BARS),
        ],
    )

    assert first(framework, [0, 0]) == ["base", "plan"]
    assert first(framework, [0, 2]) == ["plan"]
    assert first(framework, [0, NOT_APPLICABLE]) == ["plan"]


def test_nothing_comes_first_where_nothing_is_left_to_do() -> None:
    assert first(four(), [2, 2, 2, 2], None) == []
    assert first(four(), [1, 1, 1, 1]) == []


def test_what_has_no_score_counts_as_full() -> None:
    """Nothing that counts in void applies, so it is not weak, and comes after idle, which is."""
    names = ("plan", "idle", "void")
    framework = tiny(
        capabilities=[capability(name, effort=3 if name == "void" else 1) for name in names],
        questions=[*(question(name, name) for name in names), question("apart", "void", not_applicable=True)],
        requirements=[rule("framework", level, mean=bar, of={"questions": [*names]}) for level, bar in BARS],
        scores=[{"ladder": "capability void", "mean_of": {"questions": ["apart"]}}],
    )

    assert first(framework, [0, 0, 0, NOT_APPLICABLE], "high") == ["idle", "plan", "void"]


def test_what_comes_first_has_the_remedies_of_its_moves_and_says_why() -> None:
    remedies = [
        {"question": "third-done", "to": "often", "text": "Begin."},
        {"question": "third-done", "now": "often", "to": "always", "text": "Go on."},
    ]
    framework = four(third={"remedies": remedies}, second={"leans_on": ["third"]}, fourth={"leans_on": ["third"]})
    result = framework.assess([0, 0, 0, 0])
    plan = result.next_steps("mid")
    page = " ".join(framework.assess([0, 0, 0, 0]).page("mid").split())

    assert plan.first[1].remedies == (0,)
    assert remedy_text(framework, plan.first[1]) == "Begin."
    why = "Second and Fourth build on it."
    beside = "Not required for Middle, but worth starting:"
    assert f"{beside} 2. Third (effort 2 of 2) Begin. Can be done soon. {why}" in page
    assert "1 step to Middle. 1. First" in page
    assert first_texts(result, plan, 2)[1] == (
        "Third:",
        "Groundwork for Second and Fourth.",
        "Begin.",
        "The whole step: effort 2 of 2, can be done soon.",
        True,
    )
    german = first_texts(result, plan, 2, Words.of("de"))[1]
    assert german.why == "Grundlage für Second und Fourth."
    assert german.effort == "Der ganze Schritt: Aufwand 2 von 2, bald möglich."
    assert why_first_text(result, plan, plan.first[1]) == why


def test_of_many_that_build_on_something_a_few_are_named() -> None:
    names = [f"c{place}" for place in range(6)]
    framework = tiny(
        capabilities=[capability(name, leans_on=["c0"] if name != "c0" else []) for name in names],
        questions=[question(f"{name}-done", name) for name in names],
        requirements=MEANS,
    )
    result = framework.assess([0] * 6)
    plan = result.next_steps("high")

    assert first_texts(result, plan)[0].why == "Groundwork for C1 and 4 others."
    assert why_first_text(result, plan, plan.first[0]).startswith("C1, C2 and 3 more build on it.")


def test_what_is_weak_and_carries_comes_third_where_the_level_reads_its_weaker_dimension() -> None:
    """Of people, one of three that lean on one another is needed. Work is met; base is weak and carries apart."""
    homes = {"plans": "people", "maps": "people", "notes": "people", "base": "work", "top": "work", "apart": "other"}
    leans = {"plans": ["maps"], "maps": ["notes"], "notes": ["plans"], "apart": ["base"]}

    def framework(*rules: dict[str, Any]) -> Framework:
        return tiny(
            level_lists={"rungs": LEVELS[:2]},
            dimensions=[dimension(name) for name in ("other", "people", "work")],
            capabilities=[
                capability(name, home, levels="rungs", leans_on=leans.get(name, [])) for name, home in homes.items()
            ],
            questions=[question(f"{name}-done", name) for name in homes],
            requirements=[
                rule("each capability", "mid", mean=1),
                rule("framework", "mid", share="0.3", of={"capabilities": {"dimension": "people"}}, reaching="mid"),
                rule("framework", "high", count=3, of={"capabilities": {"dimension": "people"}}, reaching="mid"),
                *rules,
            ],
        )

    later = rule("framework", "high", count=1, of={"capabilities": {"dimension": "work"}}, reaching="mid")
    asked = rule("framework", "mid", mean="0.25", of={"questions": ["base-done", "top-done"]})
    codes = [1, 1, 1, 0, 1, 0]

    assert "base" not in first(framework(), codes)
    assert "base" not in first(framework(later), codes)
    assert "base" in first(framework(asked), codes)


def test_of_equally_dear_capabilities_a_plan_keeps_the_one_that_others_build_on() -> None:
    """Either reaches the level: the later id stays, unless something leans on the other or requires it."""
    leaning = {"leans_on": ["early"]}, {"requires": [{"capability": "early", "credit": "0.5"}]}

    def planned(**above: Any) -> list[list[str]]:
        framework = tiny(
            capabilities=[capability("early"), capability("late"), capability("above", effort=3, **above)],
            questions=[question("early-done", "early"), question("late-done", "late"), question("above-done", "above")],
            requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)],
        )
        alone = [step.capability for step in framework.assess([0, 0, 0]).next_steps("mid")]
        (together,) = framework.assess_many(np.array([[0, 0, 0]], np.int8)).next_steps("mid").steps.tolist()
        return [alone, [framework.capabilities[index].id for index in together if index >= 0]]

    assert planned() == [["late"]] * 2
    assert [planned(**above) for above in leaning] == [[["early"]] * 2] * 2


def test_of_what_the_plan_leaves_out_that_comes_first_on_which_more_of_its_steps_rest() -> None:
    framework = tiny(
        capabilities=[
            capability("aside"),
            capability("base"),
            capability("left", leans_on=["aside"]),
            capability("step", leans_on=["base"]),
        ],
        questions=[question(name, name) for name in ("aside", "base", "left", "step")],
        requirements=[
            rule("framework", "mid", share="0.25", reaching=1),
            rule("framework", "mid", least=1, of={"questions": ["step"]}),
            rule("framework", "high", least=1),
        ],
    )

    assert [entry.capability for entry in framework.assess([0] * 4).next_steps().first] == ["base", "step", "aside"]
