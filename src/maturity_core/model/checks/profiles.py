"""Checks that profiles select questions, and that every ladder of which something is asked keeps its score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.conditions import lacking
from maturity_core.model.checks.items import items_problems
from maturity_core.model.checks.references import twice
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import selected
from maturity_core.model.profiles import Asked

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.fields import Path

MOST_PROFILES = 20
"""The most profiles of a framework: for each, what is left of every requirement is looked at when a file is read."""


def profile_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem with the tables `profiles` of a framework that is sound otherwise."""
    if len(draft.profiles) > MOST_PROFILES:
        got, allowed = f"{len(draft.profiles):,}", f"at most {MOST_PROFILES}"
        yield Problem("too many profiles", got=got, allowed=allowed, path=("profiles",))
        return
    yield from twice("id", [profile.id for profile in draft.profiles], ("profiles",))
    if draft.profiles and draft.scorer is not None:
        hint = "remove the profiles, or the scorer"
        yield Problem("a scorer in code knows only all questions", hint=hint, path=("profiles",))
        return
    for index, profile in enumerate(draft.profiles):
        path: Path = ("profiles", index)
        problems = list(items_problems(draft, FRAMEWORK, profile.of, path))
        if not problems and (needing := lacking(draft.questions, selected(draft, FRAMEWORK, profile.of))):
            what, hint = "a question that is asked needs one that is not", "ask both, or neither"
            problems = [Problem(what, got=", ".join(needing), hint=hint, path=(*path, "questions"))]
        yield from problems
        if not problems:
            asked = Asked(draft, selected(draft, FRAMEWORK, profile.of))
            for ladder in asked.ladders:
                if not asked.scores[ladder]:
                    what, hint = f"nothing of the score of the {ladder} is left", "ask what its score reads"
                    yield Problem(what, got=repr(profile.id), hint=hint, path=(*path, "questions"))
