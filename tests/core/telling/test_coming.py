"""What comes next in sentences: why a step is there, what it meets, what the target is, and what has to move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import LEVELS, capability, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED
from maturity_core.model.node import altered
from maturity_core.telling.coming import (
    gap_text,
    goals_text,
    met_texts,
    outcome_text,
    outcomes_text,
    outlook_text,
    reason_text,
)
from maturity_core.telling.contrasts import tension_texts
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core import Framework, TargetLike


AREAS = [("goals", "work"), ("plan", "work"), ("team", "people")]
BARS = [("mid", "0.5"), ("high", 1)]


def reasons(framework: Framework, codes: list[int], target: TargetLike = None) -> list[str]:
    """Return why each step is there."""
    plan = framework.assess(codes).next_steps(target)
    return [reason_text(framework, plan, step) for step in plan]


def shown(sheet: list[int], words: Words = ENGLISH) -> list[str]:
    """Return what is told of the way to the highest level, where an outcome decides."""
    led: dict[str, Any] = {"outcome": True, "led_by": ["plan", "team"]}
    capabilities = [capability("plan"), capability("team")]
    questions = [question("kept"), question("there", "team"), question("calm", **led), question("stay", outcome=True)]
    framework = tiny(capabilities=capabilities, questions=questions)
    result = framework.assess(sheet)
    plan = result.next_steps("high")
    outcomes = [outcome_text(framework, outcome, words) for outcome in plan.results]
    return [outlook_text(result, plan, words), outcomes_text(framework, plan, words), *outcomes]


def test_a_step_names_the_answer_that_it_is_for_and_none_on_the_way() -> None:
    """What lies on the way may be no more than a lesser lack, which nobody aims at."""
    (step,) = tiny().assess([0, 2]).next_steps("high")
    (unknown,) = tiny().assess([UNANSWERED, 2]).next_steps("high")

    assert [gap_text(tiny(), gap) for gap in (*step.questions, *unknown.questions)] == [
        "How is it with kept? From “Rarely or never” to “As a rule, for all”.",
        "How is it with kept? Aim for “As a rule, for all”.",
    ]


def test_outcomes_are_told_with_what_leads_there() -> None:
    assert shown([0, 0, 1, UNANSWERED]) == [
        "2 steps to High. 2 outcomes have to improve as well.",
        "These outcomes have to improve for High:",
        "How is it with calm? From “Often, with gaps” to “As a rule, for all”. The way there: Plan and Team.",
        "How is it with stay? Aim for “As a rule, for all”.",
    ]
    assert shown([2, 2, 2, 0])[:2] == [
        "No steps are left to High, but 1 outcome still has to improve.",
        "This outcome has to improve for High:",
    ]
    assert shown([0, 2, 2, 2]) == ["1 step to High.", ""]


def test_outcomes_are_told_in_german() -> None:
    assert shown([0, 0, 1, 2], Words.of("de")) == [
        "Für „High“: 2 Schritte. 1 Ergebnis muss sich mit ihnen verbessern.",
        "Dieses Ergebnis muss sich für „High“ verbessern:",
        "How is it with calm? Von „Often, with gaps“ zu „As a rule, for all“. Dorthin führen: Plan und Team.",
    ]


def test_why_a_step_is_there() -> None:
    """What keeps the organisation below the target, what needs it first, and what makes it easier."""
    assert reasons(two(), [0, 0, 0, 0]) == [
        "It raises one answer that is too low for Middle. Plan builds on it.",
        "It raises one answer that is too low for Middle. Needed for Plan.",
        "It raises one answer that is too low for Middle. Easier with this in place: Team.",
    ]


def test_several_of_everything() -> None:
    """Answers, capabilities that need it, and capabilities it leans on."""
    needing = [{"capability": "base", "credit": 1}]
    capabilities = [
        capability("base"),
        capability("art", requires=needing),
        capability("call", requires=needing, leans_on=["base", "art"]),
    ]
    questions = [question(f"{name}-{place}", name) for name in ("base", "art", "call") for place in (1, 2)]
    framework = tiny(capabilities=capabilities, questions=questions)

    assert reasons(framework, [0] * 6, "high") == [
        "It raises 2 answers that are too low for High. Needed for Art and Call.",
        "It raises 2 answers that are too low for High.",
        "It raises 2 answers that are too low for High. Easier with these in place: Base and Art.",
    ]


def test_a_rung_where_everyone_starts_is_not_named_as_what_one_is_below() -> None:
    """It may be part of a target, but nobody is below it."""
    found = reasons(two(), [0, 0, 0, 0], {"dimension work": "mid", "dimension people": "low"})

    assert found
    assert all("Low" not in reason for reason in found)


def test_a_step_names_only_the_levels_that_its_own_answers_are_asked_for() -> None:
    """Those of other dimensions and capabilities are aimed at, too, and nothing here keeps anyone below them."""
    rules = [rule(f"each {kind}", level, least=bar) for kind in ("dimension", "capability") for level, bar in BARS]
    capabilities = [capability(name, area, levels="list") for name, area in AREAS]
    framework = two(capabilities=capabilities, requirements=rules, level_lists={"list": LEVELS})

    assert reasons(framework, [2, 0, 0, 0], {"dimension work": "mid", "dimension people": "high"}) == [
        "It raises 2 answers that are too low for Middle in Work. You can't reach these levels without it.",
        "It raises one answer that is too low for High in People. You can't reach these levels without it.",
    ]
    assert reasons(framework, [2, 0, 0, 0], {"capability plan": "mid", "capability team": "high"}) == [
        "It raises 2 answers that are too low for Middle in Plan. You can't reach these levels without it.",
        "It raises one answer that is too low for High in Team. You can't reach these levels without it.",
    ]
    needed = "You can't reach these levels without it."
    assert reasons(framework, [0, 0, 0, 0], {"capability goals": "mid", "dimension work": "mid"}) == [
        f"It raises 2 answers that are too low for Middle in Work. {needed}",
        f"It raises one answer that is too low for Middle in Goals and Middle in Work. {needed}",
    ]


def test_what_a_step_meets() -> None:
    """Levels; without one, how many requirements: never the rule itself."""
    framework = two()
    team, _, plan = framework.assess([0, 0, 0, 0]).next_steps()

    assert met_texts(framework, team) == ["People reaches Middle."]
    assert met_texts(framework, plan) == ["Work reaches Middle.", "You reach Middle overall."]
    assert met_texts(framework, altered(team, reaches=())) == ["1 more requirement is met."]
    assert met_texts(framework, altered(team, reaches=(), meets=())) == []


def test_what_is_aimed_at() -> None:
    """A level of the framework by its name; of another ladder with that ladder's name; the target sheet."""
    framework = two(
        capabilities=[capability("goals", levels="own"), capability("plan"), capability("team", "people")],
        level_lists={"own": LEVELS},
        requirements=[*two().requirements, *(rule("capability goals", level, least=1) for level in ("mid", "high"))],
    )
    result = framework.assess([0, 0, 0, 0])

    assert goals_text(framework, result.gaps("mid")) == "Middle"
    aimed = {"dimension work": "high", "capability goals": "mid"}
    assert goals_text(framework, result.gaps(aimed)) == "High in Work and Middle in Goals"
    assert goals_text(framework, result.gaps(framework.assess([2, 2, 2, 2]))) == "the target sheet"


def test_a_gap_from_an_option_and_from_a_state() -> None:
    """Both ends by their labels."""
    framework = two()
    first, *_, last = framework.assess([0, 1, 0, UNANSWERED]).gaps().questions

    assert gap_text(framework, first) == "How is it with goals-set? From “Rarely or never” to “Often, with gaps”."
    assert gap_text(framework, last) == "How is it with team-there? Aim for “Often, with gaps”."


def test_every_kind_of_tension() -> None:
    """Dimensions apart, one below the whole, and answers apart, each in a sentence of its own."""
    bounds = {"levels_apart": 2, "levels_below": 1, "options_apart": 2, "basis": "interpretation"}
    rules = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    whole = [rule("framework", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    questions = [*two().questions, question("team-kept", "team", not_applicable=True)]
    framework = two(contrasts=bounds, requirements=[*rules, *whole], questions=questions)

    pair = (
        "Compare your answers to “How is it with plan-kept?” (“As a rule, for all”) and “How is it with team-there?” "
        "(“Rarely or never”)."
    )
    assert tension_texts(framework.assess([2, 2, 2, 0, 0])) == [
        f"People is at Low, while Work is at High. {pair}",
        f"People is at Low, below the overall level of Middle. {pair}",
    ]
    *_, last = tension_texts(framework.assess([2, 0, 1, 2, NOT_APPLICABLE]))
    assert last.startswith("In Work, answers differ by up to 2 options. Compare your answers to")
