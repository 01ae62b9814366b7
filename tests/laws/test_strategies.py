"""The public strategies draw every kind of framework, answers in every state, better answers, every target."""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cache, partial
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builders import question, tiny
from hypothesis import Phase, assume, find, given, seed, settings
from hypothesis import strategies as st
from measures import measured

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework
from maturity_core.model.checks.examples import STATED
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import selected
from maturity_core.model.languages import direction_of
from maturity_core.model.requirement import Filter
from maturity_core.model.written import bare_rungs
from maturity_core.testing import answers, frameworks, improvements, laws, targets
from maturity_core.testing.strategy_examples import example
from maturity_core.testing.strategy_requirements import stated

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core.model.nouns import Pattern, Remedy
    from maturity_core.model.requirement import Items

ASKED = tiny(questions=[question(f"q-{letter}", not_applicable=letter < "e") for letter in "abcdefgh"])
MANY = settings(max_examples=100, database=None, deadline=None, phases=[Phase.generate])
BLOCKS = 40
LONG = os.environ.get("MATURITY_PROFILE") == "long"
SEEDS = 3 if LONG else 1
RARE = () if LONG else ("a stage that is passed over",)
"""What is found only among thousands, which takes half a minute, and is looked for in the long profile."""
QUIET = settings(max_examples=200, database=None, deadline=None)


@cache
def block(number: int) -> tuple[Framework, ...]:
    """Return a hundred random frameworks, the same ones for the same number: all kinds are looked for in them."""
    found: list[Framework] = []

    @seed(number)
    @MANY
    @given(frameworks())
    def collect(framework: Framework) -> None:
        found.append(framework)

    collect()
    return tuple(found)


def ruled(framework: Framework) -> set[str]:
    """Return the kinds of ladders that have requirements."""
    return {str(requirement.ladder).split()[0] for requirement in framework.all_requirements}


def has_statistic(name: str, framework: Framework) -> bool:
    return name in {rule.statistic for rule in framework.all_requirements}


def has_rule(kind: str, framework: Framework) -> bool:
    return kind in {rule.kind for rule in framework.rules}


def has_question(change: str, framework: Framework) -> bool:
    """Return whether a question came from an earlier edition in this way."""
    entries = [entry for since in framework.since for entry in since.questions]
    origins = [entry.was for since in framework.since for entry in since.questions if entry.was]
    found = {
        "renamed": any(origins.count(origin) == 1 for origin in origins),
        "split": len({*origins}) < len(origins),
        "reworded": any(entry.words for entry in entries),
        "given other options": any(entry.options for entry in entries),
    }
    return found[change]


def has_example(what: str, framework: Framework) -> bool:
    return any(getattr(entry, what) not in (None, {}) for entry in framework.examples)


IN_UNITS = ("requirements", "rules", "scores", "measures")
FILTERS = ("tag", "stage", "from_stage", "up_to", "from_weight", "dimension", "capability", "ids")
RULED = ("capability", "dimension", "framework", "measure")
HEAD_BASES = ("own", "interpretation")
OWN = ("capabilities", "questions", "requirements", "rules")


def has_measure(statistic: str, framework: Framework) -> bool:
    return statistic in {entry.statistic for entry in framework.measures}


def reads_measures(kind: str, framework: Framework) -> bool:
    found = [entry.ladder for entry in framework.requirements if entry.of.kind == "measures"]
    return any(str(ladder).startswith(kind) for ladder in found)


def rule_items(framework: Framework) -> list[Items]:
    return [of for rule in framework.rules if (of := getattr(rule, "of", None)) is not None]


def all_items(framework: Framework) -> list[Items]:
    """Return what requirements, rules, scores and measures read."""
    tables = (framework.requirements, framework.scores, framework.measures)
    return [*rule_items(framework), *(entry.of for table in tables for entry in table)]


def chosen(framework: Framework) -> list[Filter]:
    return [of.selection for of in all_items(framework) if isinstance(of.selection, Filter)]


def selects(name: str, framework: Framework) -> bool:
    return any(getattr(found, name) for found in chosen(framework))


def profiled(name: str, framework: Framework) -> bool:
    found = [profile.questions for profile in framework.profiles]
    return any(isinstance(entry, Filter) and getattr(entry, name) for entry in found)


def has_basis(basis: str, framework: Framework) -> bool:
    return framework.basis == basis


def is_own(table: str, framework: Framework) -> bool:
    return any(entry.basis == "own" for entry in getattr(framework, table))


def is_by_value(table: str, framework: Framework) -> bool:
    return any(getattr(entry, "by", None) == "value" for entry in getattr(framework, table))


def needing(framework: Framework) -> dict[str, str]:
    """Return which question each that needs one needs."""
    return {entry.id: entry.needs.question for entry in framework.questions if entry.needs}


def remedies(framework: Framework) -> list[Remedy]:
    return [remedy for entry in framework.capabilities for remedy in entry.remedies]


def patterns(framework: Framework) -> list[Pattern]:
    return [pattern for level in framework.levels for pattern in level.patterns]


KINDS: dict[str, Callable[[Framework], Any]] = {
    "three ladders, one in another": lambda framework: ruled(framework) == {"capability", "dimension", "framework"},
    "capabilities with levels": lambda framework: "capability" in ruled(framework),
    "no level of the whole": lambda framework: "framework" not in ruled(framework),
    "a credit required": lambda framework: any(need.credit for need in needs(framework)),
    "a level required": lambda framework: any(need.level for need in needs(framework)),
    "weights": lambda framework: {1} < {entry.weight for entry in framework.questions},
    "a weight of 0": lambda framework: any(entry.weight == 0 for entry in framework.questions),
    "what may not apply": lambda framework: any(entry.not_applicable for entry in framework.questions),
    "what always applies": lambda framework: any(not entry.not_applicable for entry in framework.questions),
    "numbers as answers": lambda framework: any(scale.numeric for scale in framework.scales.values()),
    "help and links": lambda framework: framework.help and all(entry.links for entry in framework.questions),
    "a language from right to left": lambda framework: direction_of(framework.language) == "rtl",
    "a stage that is passed over": lambda framework: bare_rungs(framework, framework.all_requirements),
    "a scale of whole numbers": lambda framework: any(scale.whole_numbers for scale in framework.scales.values()),
    "options with values": lambda framework: any(scale.ends and scale.listed for scale in framework.scales.values()),
    "a prerequisite in a unit": lambda framework: any(need.value is not None for need in needs(framework)),
    **{f"{table} in a unit": partial(is_by_value, table) for table in IN_UNITS},
    "a scale that counts what does not apply": lambda framework: any(
        scale.counts_as for scale in framework.scales.values()
    ),
    "a question that counts what does not apply": lambda framework: any(
        entry.counts_as for entry in framework.questions
    ),
    "a question that needs another": lambda framework: any(entry.needs for entry in framework.questions),
    "a question that needs one that needs another": lambda framework: (
        {*needing(framework)} & {*needing(framework).values()}
    ),
    "a profile with a question that needs another": lambda framework: any(
        {*needing(framework)} & {*selected(framework, FRAMEWORK, profile.of)} for profile in framework.profiles
    ),
    "an outcome": lambda framework: any(entry.outcome for entry in framework.questions),
    "an outcome that something leads to": lambda framework: any(entry.led_by for entry in framework.questions),
    "a capability of outcomes": lambda framework: (
        {entry.id for entry in framework.capabilities}
        - {entry.capability for entry in framework.questions if not entry.outcome}
    ),
    "a score of its own": lambda framework: framework.scores,
    "a total that states its range": lambda framework: any(score.range for score in framework.scores),
    "a score with marks": lambda framework: any(score.marks for score in framework.scores),
    "no levels at all": lambda framework: not framework.levels,
    "labels of its own": lambda framework: any(entry.labels for entry in framework.questions),
    "a unit": lambda framework: any(scale.unit for scale in framework.scales.values()),
    "a highest number": lambda framework: any(scale.highest is not None for scale in framework.scales.values()),
    "links on dimensions": lambda framework: any(entry.links for entry in framework.dimensions),
    **{f"a measure that is a {name}": partial(has_measure, name) for name in ("mean", "total", "share", "count")},
    "a measure with levels": lambda framework: any(entry.levels for entry in framework.measures),
    "a measure of measures": lambda framework: any(entry.of.kind == "measures" for entry in framework.measures),
    **{f"a requirement of a {kind} that reads measures": partial(reads_measures, kind) for kind in RULED},
    "a score that reads measures": lambda framework: any(score.of.kind == "measures" for score in framework.scores),
    "a rule that reads measures": lambda framework: any(of.kind == "measures" for of in rule_items(framework)),
    "all measures from a weight up": lambda framework: any(
        of.kind == "measures" and isinstance(of.selection, Filter) for of in all_items(framework)
    ),
    **{f"a selection by {name}": partial(selects, name) for name in FILTERS},
    "a selection by two fields": lambda framework: any(found.tag and found.from_weight for found in chosen(framework)),
    "several profiles": lambda framework: len(framework.profiles) > 1,
    **{f"a profile by {name}": partial(profiled, name) for name in FILTERS if name != "ids"},
    "a profile of named questions": lambda framework: any(isinstance(p.questions, tuple) for p in framework.profiles),
    "a capability's worth": lambda framework: any(entry.worth != 1 for entry in framework.capabilities),
    **{f"a basis of {basis} for all": partial(has_basis, basis) for basis in HEAD_BASES},
    **{f"{table} of the author's own": partial(is_own, table) for table in OWN},
    "a staged rule of some questions": lambda framework: any(
        rule.kind == "staged" and rule.of is not None for rule in framework.rules
    ),
    "a remedy from one option": lambda framework: any(entry.now for entry in remedies(framework)),
    "a remedy from any option": lambda framework: any(entry.now is None for entry in remedies(framework)),
    "a capability's own remedy": lambda framework: any(entry.remedy for entry in framework.capabilities),
    "a pattern that nothing shows": lambda framework: any(not entry.questions for entry in patterns(framework)),
    "a pattern that answers show": lambda framework: any(entry.questions for entry in patterns(framework)),
    "a trait": lambda framework: any(entry.trait is True for entry in framework.questions),
    "a trait of an option": lambda framework: any(isinstance(entry.trait, str) for entry in framework.questions),
    "several earlier editions": lambda framework: len(framework.since) > 1,
    **{f"a question that was {change}": partial(has_question, change) for change in ("renamed", "split", "reworded")},
    "a question whose options have changed": partial(has_question, "given other options"),
    "a question that is new": lambda framework: any(since.added for since in framework.since),
    "an id used again": lambda framework: any({*since.left_out} & {*since.added} for since in framework.since),
    **{f"an example that states {what}": partial(has_example, what) for what in STATED},
    "an example with a number": lambda framework: any(
        isinstance(answer, Fraction) for entry in framework.examples for answer in entry.answers.values()
    ),
    **{statistic: partial(has_statistic, statistic) for statistic in ("mean", "total", "share", "least", "count")},
    **{kind: partial(has_rule, kind) for kind in ("cut-points", "staged", "weakest-link", "coverage")},
}


def needs(framework: Framework) -> list[Any]:
    """Return all prerequisites."""
    return [need for capability in framework.capabilities for need in capability.requires]


@pytest.mark.parametrize("has", [pytest.param(has, id=name) for name, has in KINDS.items() if name not in RARE])
def test_T3_frameworks_of_every_kind_are_drawn(has: Callable[[Framework], Any]) -> None:
    """As many are tried as necessary."""
    assert any(has(framework) for number in range(BLOCKS) for framework in block(number))


@pytest.mark.parametrize("start", range(SEEDS))
def test_frameworks_shrink_to_one_question_and_what_is_looked_for(start: int) -> None:
    """Neither earlier editions nor examples are in the way of what else has to shrink."""
    found = find(frameworks(), lambda drawn: len(drawn.levels) > 2, settings=QUIET, random=Random(start))  # noqa: S311

    assert (len(found.questions), found.since, found.examples, found.scores) == (1, (), (), ())


@pytest.mark.parametrize("start", range(3))
@pytest.mark.parametrize(
    ("wanted", "smallest"),
    [
        (lambda sheet: sum(code > 0 for code in sheet) >= 3, [0, 0, 0, 0, 0, 1, 1, 1]),
        (lambda sheet: UNANSWERED in sheet, [UNANSWERED, *[0] * 7]),
        (lambda sheet: DONT_KNOW in sheet, [DONT_KNOW, *[0] * 7]),
        (lambda sheet: NOT_APPLICABLE in sheet[:4] and max(sheet) > 1, [NOT_APPLICABLE, *[0] * 6, 2]),
    ],
    ids=["three better ones", "one unanswered", "one not known", "one not applicable, one perfect"],
)
@pytest.mark.wide
def test_answers_shrink_to_the_lowest_that_will_do(
    wanted: Callable[[tuple[int, ...]], bool], smallest: list[int], start: int
) -> None:
    """Whichever kind of sheet is drawn first, it shrinks to the codes of the lowest answers."""
    found = find(answers(ASKED), wanted, settings=QUIET, random=Random(start))  # noqa: S311 - not for secrets

    assert sorted(found) == sorted(smallest)


def test_a_sheet_of_many_questions_is_made_small_in_few_tries() -> None:
    """It is one draw: with a draw for each question, the smallest of 150 took 840 tries."""
    framework = tiny(questions=[question(f"q-{place}") for place in range(150)])
    tried: list[bool] = []

    def wanted(sheet: tuple[int, ...]) -> bool:
        tried.append(sheet[30] > 0 and DONT_KNOW in sheet[100:])
        return tried[-1]

    found = find(answers(framework), wanted, settings=QUIET, random=Random(0))  # noqa: S311 - not for secrets

    assert sorted(found) == [DONT_KNOW, *[0] * 148, 1]
    assert len(tried) - tried.index(True) < 300


@given(st.data())
def test_better_answers_are_nowhere_worse_and_leave_what_does_not_apply(data: st.DataObject) -> None:
    sheet = data.draw(answers(ASKED))

    better = data.draw(improvements(ASKED, sheet))

    for before, after in zip(sheet, better, strict=True):
        assert (after == before) or (before != NOT_APPLICABLE and after >= max(before, 0))


@pytest.mark.parametrize(
    "wanted",
    [
        lambda target: target is None,
        lambda target: isinstance(target, tuple),
        lambda target: isinstance(target, dict) and set(target) == {"framework"},
        lambda target: isinstance(target, dict) and len(target) > 1,
    ],
    ids=["the default", "another sheet", "a level of the whole", "levels of several ladders"],
)
def test_targets_of_every_kind_are_drawn(wanted: Callable[[Any], bool]) -> None:
    assert wanted(find(targets(ASKED), wanted, settings=QUIET, random=Random(0)))  # noqa: S311 - not for secrets


def test_an_example_that_would_state_nothing_is_not_drawn() -> None:
    nothing_applies = (NOT_APPLICABLE,) * 4
    draw: Any = lambda _: ["score"]  # noqa: E731 - in place of what Hypothesis hands over

    assert example(draw, measured(), nothing_applies, "empty") is None


@given(st.data())
def test_an_example_states_what_answers_count_as_where_questions_need_others(data: st.DataObject) -> None:
    only_if_kept = question("seen", not_applicable=True, needs={"question": "kept", "option": "often"})
    asked = [question("kept", not_applicable=True), only_if_kept, question("told")]
    framework = tiny(questions=asked, contrasts={"options_apart": 1, "basis": "own"})
    stated = data.draw(st.composite(example)(framework, data.draw(answers(framework)), "case"))
    assume(stated is not None)

    holding = framework.model_copy(update={"examples": [stated]})
    next(law for law in laws() if law.id == "examples-hold").check(holding)


def test_a_number_too_fine_for_a_file_is_rounded_to_six_places() -> None:
    third = Fraction(1, 3_000_000)

    assert (stated(third, up=True), stated(third, up=False)) == (Fraction(1, 1_000_000), Fraction(0))
