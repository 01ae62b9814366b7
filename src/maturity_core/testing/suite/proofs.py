"""What is proved of a framework whose rules are data: about all of its sheets, not only those that were tried."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from maturity_core.errors import MissingExtraError
from maturity_core.model.framework import Framework
from maturity_core.readers.proof.editions import diff_editions
from maturity_core.readers.proof.reaching import followers, reached_levels, rises_only

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.readers.proof.reaching import Follower, Reached
    from maturity_core.results.edition_diff import EditionDiff
    from maturity_core.testing.suite.subject import Subject

Level = tuple[str, int]
"""A level, by its ladder and its rank there."""


def is_data(subject: Subject) -> bool:
    """Return whether the framework is what its rules say: scored by them, and of no class of its own."""
    return subject.scorer is None and type(subject.framework) is Framework


def by_structure(subject: Subject) -> str:
    """Return how it is proved that a better answer lowers nothing; empty if it is not."""
    proved = is_data(subject) and rises_only(subject.framework)
    return "no requirement, weight or credit counts a better answer for less" if proved else ""


def reaching(subject: Subject, levels: Collection[Level]) -> dict[Level, Reached]:
    """Return what the solver says of levels: answers that give them, or that there are none; nothing without it."""
    if not levels or not is_data(subject):
        return {}
    with suppress(MissingExtraError):
        return {(found.ladder, found.rank): found for found in reached_levels(subject.framework, only=levels)}
    return {}


def following(subject: Subject, requirements: Collection[int]) -> dict[int, Follower]:
    """Return what the solver says of requirements: that one follows from others, or answers that meet all but it."""
    with suppress(MissingExtraError):
        return {found.requirement: found for found in followers(subject.framework, only=requirements)}
    return {}


def moving(before: Framework, after: Framework) -> EditionDiff | None:
    """Return what the solver says of two definitions: whose level rises and whose falls; None without it."""
    with suppress(MissingExtraError):
        return diff_editions(before, after)
    return None


def all_apply(subject: Subject) -> bool:
    """Return whether every question always applies: then what is proved of such sheets is proved of all."""
    return not any(question.not_applicable for question in subject.framework.questions)
