"""Tensions between dimensions: only what the framework's bounds name."""

from __future__ import annotations

from typing import Any

from builders import LEVELS, dimension, question, rule, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, Framework
from maturity_core.testing.oracle import Oracle

BOUNDS = {"levels_apart": 2, "levels_below": 1, "options_apart": 2, "options_within": 1, "from_level": "mid"}


def bound(*names: str, **changes: Any) -> Framework:
    """Return a framework of two dimensions with some of the bounds; its level is the mean of both."""
    bounds = {name: BOUNDS[name] for name in names}
    rules = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    rules += [rule("framework", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", "0.8"))]
    questions = [
        *two().questions[:3],
        question("team-there", "team", not_applicable=True),
        question("team-kept", "team", not_applicable=True),
    ]
    contrasts = {**bounds, "basis": "interpretation"}
    return two(**{"contrasts": contrasts, "requirements": rules, "questions": questions, **changes})


def tensions(framework: Framework, *codes: int) -> list[tuple[str, tuple[str, ...], int]]:
    """Return the tensions of a sheet."""
    return [(found.kind, found.dimensions, found.apart) for found in framework.assess(list(codes)).tensions]


def test_without_bounds_there_is_nothing_to_see() -> None:
    """A framework without contrasts, or with empty ones, names no tension."""
    for framework in (two(), bound()):
        result = framework.assess([2] * 3 + [0] * (len(framework.questions) - 3))
        assert result.tensions == ()


def test_levels_apart_names_the_higher_first() -> None:
    """At the bound and beyond, whichever of the two comes first in the file."""
    framework = bound("levels_apart")

    assert tensions(framework, 2, 2, 2, 0, 0) == [("levels apart", ("work", "people"), 2)]
    assert tensions(framework, 0, 0, 0, 2, 2) == [("levels apart", ("people", "work"), 2)]
    assert tensions(framework, 2, 2, 2, 1, 1) == []
    for sheet in ((2, 2, 2, 0, 0), (0, 0, 0, 2, 2), (2, 2, 2, 1, 1)):
        well = [(entry.dimension, entry.least) for entry in framework.assess(sheet).strengths]
        assert Oracle(framework).strengths(sheet) == well


def test_levels_below_the_whole() -> None:
    """A dimension that far below the overall level."""
    framework = bound("levels_below")

    assert tensions(framework, 2, 2, 2, 0, 0) == [("below overall", ("people",), 1)]
    assert tensions(framework, 2, 2, 2, 1, 1) == [("below overall", ("people",), 1)]
    assert tensions(framework, 1, 1, 1, 1, 1) == []


def test_options_apart_looks_at_answered_questions_and_needs_two() -> None:
    """Open and not applicable questions do not count as answers."""
    framework = bound("options_apart")

    assert tensions(framework, 2, 0, 1, 2, UNANSWERED) == [("options apart", ("work",), 2)]
    assert tensions(framework, 1, 0, 1, 2, NOT_APPLICABLE) == []


def test_dimensions_on_another_list_or_without_levels_are_not_compared() -> None:
    """Ranks of different lists cannot be compared."""
    dimensions = [dimension("work"), dimension("people", levels="own")]
    other = bound(*BOUNDS, dimensions=dimensions, level_lists={"own": LEVELS})
    bare = bound(*BOUNDS, requirements=[rule("dimension people", level, least=1) for level in ("mid", "high")])

    assert tensions(other, 2, 2, 2, 0, 0) == []
    assert tensions(bare, 2, 2, 2, 0, 0) == []


def test_a_whole_without_a_level_has_nobody_below_it() -> None:
    """If nothing of the framework's ladder applies, nothing is below it."""
    rules = [rule("each dimension", level, mean=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    rules += [rule("framework", level, least=1, of={"questions": {"dimension": "people"}}) for level in ("mid", "high")]
    framework = bound(*BOUNDS, requirements=rules)
    result = framework.assess([0, 0, 1, NOT_APPLICABLE, NOT_APPLICABLE])

    assert result.level is None
    assert result.tensions == ()
