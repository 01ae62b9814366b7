"""What a result says first: range, why in one sentence, margin, three steps and the weakest area, in 24 lines."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from builders import capability, rule, tiny, two

from maturity_core import DONT_KNOW, UNANSWERED, load_framework
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import altered
from maturity_core.telling.coming import (
    STEPS_SHOWN,
    beside_text,
    is_beside,
    rest_text,
    step_title,
    steps_in_order,
)
from maturity_core.telling.first import action_text, first_texts, possible_text, why_first_text, why_text
from maturity_core.telling.margins import margin_text
from maturity_core.telling.portrait import topic_text
from maturity_core.telling.standing import waiting_text

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.results.routes import First, Rung

MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


@pytest.mark.parametrize("name", MODELS)
def test_the_first_24_lines_answer_where_why_and_what_first(name: str) -> None:
    """Of the first examples of every model; what follows stands under headings."""
    framework = load_framework(name)
    text = files(f"maturity_frameworks.{name.replace('-', '_')}").joinpath("examples.toml").read_text("utf-8")
    results = [framework.assess(entry["answers"]) for entry in tomllib.loads(text)["examples"][:6]]
    for result in (result for result in results if not result.not_yet):
        first = " ".join(" ".join(str(result).split("\n")[:24]).split())
        plan = result.next_steps()
        steps = enumerate(first_texts(result, plan), start=1)
        heads = [("-" if step.beside else f"{at}.", step) for at, step in steps]
        said = [f"{head} {step.what} {step.action} {step.effort}" for head, step in heads]
        told = [*said, why_text(result, result.gaps(), plan), margin_text(result), topic_text(result)]
        assert "Level: " in first
        assert [text for text in told if text not in first] == []


@pytest.mark.parametrize("name", MODELS)
def test_the_next_steps_begin_with_what_comes_first_and_end_with_what_the_target_does_not_need(name: str) -> None:
    """What comes first and is needed has the same numbers above and below; of the plan, no step is left out."""
    framework = load_framework(name)
    text = files(f"maturity_frameworks.{name.replace('-', '_')}").joinpath("examples.toml").read_text("utf-8")
    results = [framework.assess(entry["answers"]) for entry in tomllib.loads(text)["examples"]]
    for result in (result for result in results if not result.not_yet):
        told, plan = " ".join(str(result).split("Next steps\n")[-1].split()), result.next_steps()
        steps = steps_in_order(plan)
        first = [entry.capability for entry in plan.first if not is_beside(entry)]
        assert [step.capability for step in steps[: len(first)]] == first
        others = [step for step in plan.steps if step.capability not in first]
        beside = [entry for entry in plan.first if is_beside(entry)]
        assert steps[len(first) :] == [*others, *beside]
        introduced = f"{beside_text(framework, plan)} {len(steps) - len(beside) + 1}. "
        assert (introduced in told) is (len(beside) > 0 and len(steps) - len(beside) < STEPS_SHOWN)
        for number, step in enumerate(steps[:STEPS_SHOWN], start=1):
            assert f"{number}. {step_title(framework, step)}" in told
        rest = rest_text(steps, STEPS_SHOWN)
        assert bool(rest) is (len(steps) > STEPS_SHOWN)
        assert rest in told


def test_a_limit_counts_what_is_told() -> None:
    result = load_framework("johnny-grow-customer-service").assess([0] * 62)
    steps = steps_in_order(result.next_steps())
    assert len(steps) > STEPS_SHOWN

    for limit, number in ((-1, 0), (0, 0), (2, 2), (None, STEPS_SHOWN)):
        told = " ".join(result.page(limit=limit).split("Next steps\n")[-1].split())
        assert [f"{at}. {step.name} (effort" in told for at, step in enumerate(steps, start=1)] == [
            at < number for at in range(len(steps))
        ]
        assert rest_text(steps, number) in told


def test_nothing_waits_once_there_is_a_level() -> None:
    assert waiting_text(two().assess([0, 0, 0, 0])) == ""
    assert waiting_text(two().assess([UNANSWERED] * 4)).startswith("Reasons, gaps and next steps appear")


def test_the_count_says_how_many_are_enough() -> None:
    """All of them, some of them, and none where nothing is below the target."""
    whole, parts = two(), tiny(requirements=[rule("framework", level, mean="0.5") for level in ("mid", "high")])
    for framework, codes, told in (
        (whole, [0, 0, 0, 0], "4 answers are too low for Middle; raising 3 is enough."),
        (whole, [1, 1, 1, 0], "1 answer is too low for Middle."),
        (whole, [2, 2, 2, 2], ""),
        (parts, [0, 0], "2 answers are too low for Middle; raising 1 is enough."),
    ):
        result = framework.assess(codes)
        assert why_text(result, result.gaps(), result.next_steps()).startswith(told)


def test_several_targets_are_not_listed_in_the_sentence() -> None:
    framework = two(requirements=two().requirements[:2])
    result = framework.assess([0, 0, 0, 0])

    told = why_text(result, result.gaps(), result.next_steps())
    assert "too low for Middle in Work and Middle in People" in told


def test_the_range_is_told_where_it_is_open() -> None:
    open_one = two().assess([1, 1, 1, UNANSWERED])
    lowest = "1 question is open; it counts as the lowest answer."
    assert possible_text(open_one) == f"Still possible: Low to Middle. {lowest}"
    assert lowest in " ".join(open_one.page().split("First steps")[0].split())
    assert possible_text(two().assess([0, 0, DONT_KNOW, UNANSWERED])).endswith(
        "2 questions are open; they count as the lowest answers."
    )
    assert possible_text(two().assess([1, 1, 1, 1])) == ""
    assert possible_text(two().assess([UNANSWERED] * 4)) == ""


def test_why_something_comes_first() -> None:
    """What the first step of the plan reaches overall and in dimensions; else how many answers are raised."""
    framework = two()
    result = framework.assess([0, 0, 0, 0])
    plan = result.next_steps()
    team, goals = plan.first

    assert why_first_text(result, plan, altered(team, carries=())) == "People reaches Middle."
    own = altered(plan.steps[0].reaches[0], ladder=Ladder("capability", "team"))
    whole = altered(own, ladder=FRAMEWORK)
    told = altered(plan, steps=(altered(plan.steps[0], reaches=(own, whole)), *plan.steps[1:]))
    assert why_first_text(result, told, altered(team, carries=())) == "You reach Middle overall."
    assert why_first_text(result, told, altered(goals, carries=())) == "It lifts Work."


def test_what_rests_on_answers_that_are_not_known_says_that_these_come_before() -> None:
    """In short and in full; nothing of the kind where all are known."""
    framework, told = two(), list[list[str]]()
    for codes in ([0, 0, DONT_KNOW, UNANSWERED], [0, 0, DONT_KNOW, 0]):
        result = framework.assess(codes)
        plan = result.next_steps()
        told.append([first_texts(result, plan)[0].effort, why_first_text(result, plan, plan.first[0])])

    short, full = "The whole step: effort 1 of 2, can be done soon.", "Plan builds on it. People reaches Middle."
    before = "One answer here isn't known: find out first."
    assert told == [[f"{short} {before}", f"{full} {before}"], [short, full]]


def test_the_first_lines_say_the_strongest_reason_and_no_other() -> None:
    """The whole before what it is required for, what it leads to, what builds on it, dimensions, and answers."""
    framework = two()
    result = framework.assess([0, 0, 0, 0])
    plan = result.next_steps()
    team = altered(plan.first[0], required=True, leads_to=("asked",), in_plan=False)
    begun = plan.steps[0]
    whole = altered(begun.reaches[0], ladder=FRAMEWORK)

    def told(entry: First, *reaches: Rung) -> str:
        steps = (altered(begun, reaches=reaches), *plan.steps[1:])
        return first_texts(result, altered(plan, first=(entry,), steps=steps))[0].why

    whole_step = "The whole step: effort"
    asked = "How is it with team-there? From “Rarely or never” to “Often, with gaps”."
    assert [tuple(entry) for entry in first_texts(result, plan)] == [
        ("Team:", "Groundwork for Plan.", asked, f"{whole_step} 1 of 2, can be done soon.", False),
        ("Goals:", "Groundwork for Plan.", "Write the goals down.", f"{whole_step} 2 of 2, for the long run.", False),
    ]
    assert told(team, *begun.reaches, whole) == "You reach Middle overall."
    assert told(team, *begun.reaches) == "Required for Middle."
    entry = altered(team, required=False)
    assert told(entry, *begun.reaches) == "It leads to a result that Middle needs."
    entry = altered(entry, leads_to=(), carries=("plan", "goals"))
    assert told(entry, *begun.reaches) == "Groundwork for Plan and Goals."
    entry = altered(entry, carries=())
    assert told(entry) == "It lifts People."
    entry = altered(entry, in_plan=True)
    assert told(entry, *begun.reaches) == "People reaches Middle."
    assert told(entry) == "It raises one answer that is too low for Middle."
    alone = altered(plan, first=(altered(entry, carries=("goals",)),), steps=(altered(begun, reaches=()),))
    assert first_texts(result, alone)[0].why == told(entry), "goals are no step of that plan"
    assert first_texts(result, plan, 1) == first_texts(result, plan)[:1]
    assert first_texts(result, plan, 0) == []


def test_a_level_of_its_own_is_no_reason() -> None:
    framework = two()
    result = framework.assess([0, 0, 0, 0])
    plan = result.next_steps()
    goals = altered(plan.first[1], required=True)
    own = altered(plan.target[0], ladder=Ladder("capability", "goals"))

    assert first_texts(result, altered(plan, first=(goals,)))[0].why == "Required for Middle."
    assert first_texts(result, altered(plan, first=(goals,), target=(own,)))[0].why == "Groundwork for Plan."


def test_the_action_is_how_a_remedy_for_the_first_move_begins() -> None:
    """Where a capability has remedies, none of them for these moves, its own may tell to do what is done already."""
    remedies = [
        {"question": "kept", "to": "often", "text": "Begin. " * 8 + "\n\nGo on."},
        {"question": "kept", "now": "often", "to": "always", "text": "Do the rest."},
    ]
    addressed = tiny(capabilities=[capability("plan", remedy="Do it all.", remedies=remedies)])
    own, bare = (tiny(capabilities=[capability("plan", remedy=text)]) for text in ("Do it all.", ""))

    def action(framework: Framework, *places: int) -> str:
        (entry,) = framework.assess([0] * len(framework.questions)).next_steps("mid").first
        return action_text(framework, altered(entry, remedies=places))

    assert action(addressed, 0, 1) == " ".join(["Begin."] * 8)
    assert action(addressed, 1) == "Do the rest."
    assert action(addressed) == ""
    assert action(own) == "Do it all."
    assert action(bare) == ""
