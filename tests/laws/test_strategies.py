"""The public strategies draw every kind of framework, answers in every state, better answers, every target."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builders import question, tiny
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from measures import measured

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework
from maturity_core.model.checks.examples import STATED
from maturity_core.model.languages import direction_of
from maturity_core.model.written import bare_rungs
from maturity_core.testing import answers, frameworks, improvements, targets
from maturity_core.testing.strategy_examples import example
from maturity_core.testing.strategy_rules import stated

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED = tiny(questions=[question(f"q-{letter}", not_applicable=letter < "e") for letter in "abcdefgh"])
MANY = settings(max_examples=4_000, database=None, deadline=None, phases=[Phase.generate])
QUIET = settings(max_examples=200, database=None, deadline=None)


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
    "a score of its own": lambda framework: framework.scores,
    "a total that states its range": lambda framework: any(score.range for score in framework.scores),
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


@pytest.mark.parametrize("has", KINDS.values(), ids=KINDS.keys())
def test_T3_frameworks_of_every_kind_are_drawn(has: Callable[[Framework], Any]) -> None:
    """As many are tried as necessary: the rarest kind is one in eighty."""
    assert has(find(frameworks(), has, settings=MANY, random=Random(0)))  # noqa: S311 - not for secrets


@pytest.mark.parametrize("seed", range(3))
def test_frameworks_shrink_to_one_question_and_what_is_looked_for(seed: int) -> None:
    """Neither earlier editions nor examples are in the way of what else has to shrink."""
    found = find(frameworks(), lambda drawn: len(drawn.levels) > 2, settings=QUIET, random=Random(seed))  # noqa: S311

    assert (len(found.questions), found.since, found.examples, found.scores) == (1, (), (), ())


@pytest.mark.parametrize("seed", range(3))
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
def test_answers_shrink_to_the_lowest_that_will_do(
    wanted: Callable[[tuple[int, ...]], bool], smallest: list[int], seed: int
) -> None:
    """Whichever kind of sheet is drawn first, it shrinks to the codes of the lowest answers."""
    found = find(answers(ASKED), wanted, settings=QUIET, random=Random(seed))  # noqa: S311 - not for secrets

    assert sorted(found) == sorted(smallest)


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


def test_a_number_too_fine_for_a_file_is_rounded_to_six_places() -> None:
    third = Fraction(1, 3_000_000)

    assert (stated(third, up=True), stated(third, up=False)) == (Fraction(1, 1_000_000), Fraction(0))
