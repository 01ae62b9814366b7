"""The law of profiles: what is left out is not applicable, and nothing else is different."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.node import altered
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.testing.oracle_model import Model
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.cases import PLANS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.orders import told
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import in_order, replaced
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.variants import rebuilt
from maturity_core.testing.suite.when import has_no_profile

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.profiles import Profile


@law("scoring", PLANS, unless=has_no_profile)
def profile_is_not_applicable(subject: Subject, aim: Aim) -> bool:
    """A profile gives the levels, scores, gaps and steps of all questions with those left out not applicable.

    They leave every sum, also where *not applicable* counts as an option.
    """
    for profile in subject.framework.profiles:
        short, free, asked, left_out = subject.once(("profile", profile.id), partial(_sides, subject, profile))
        rungs = tuple((ladder, rank) for ladder, rank in aim.rungs if ladder in short.rungs)
        scores = tuple((ladder, score) for ladder, score in aim.scores if ladder in short.ladders)
        ours = told(short, Aim(in_order(aim.sheet, asked), rungs, scores=scores))
        whole = told(free, Aim(replaced(aim.sheet, left_out), rungs, scores=scores))
        for name, found in ours.items():
            if found != whole[name]:
                raise Broken(f"by the profile {profile.id}, {name}: {found}", expected=whole[name])
    return True


def _sides(subject: Subject, profile: Profile) -> tuple[Subject, Subject, list[int], dict[int, int]]:
    """Return the framework as a profile asks it, the whole one, free to leave out, and what is asked and left out."""
    framework = subject.framework
    short = framework.profile(profile.id)
    asked = [item.question for item in Model(framework).select(FRAMEWORK, profile.of)]
    names = [framework.questions[column].id for column in asked]
    if list(short.questions.ids) != names:
        raise Broken(f"the profile {profile.id} asks {', '.join(short.questions.ids)}", expected=", ".join(names))
    whole = rebuilt(subject, **freed(framework, names))
    left_out = {column: NOT_APPLICABLE for column in range(len(framework.questions)) if column not in asked}
    free = subject.answered(whole, lambda sheet: replaced(sheet, left_out))
    return subject.turned(short, asked), free, asked, left_out


def freed(framework: Framework, names: Collection[str]) -> dict[str, Any]:
    """Return the tables with which questions can be left out: they may not apply, and count as nothing then."""
    scales = dict(framework.scales)
    free: list[Question] = []
    for question in framework.questions:
        changes: dict[str, Any] = {}
        if question.id not in names:
            bare = f"{question.scale}-that-counts-as-nothing"
            scales[bare] = altered(framework.scales[question.scale], counts_as=None)
            changes = {"scale": bare, "not_applicable": True, "counts_as": None}
        free.append(altered(question, **changes))
    return {"questions": tuple(free), "scales": scales}


LAWS = (profile_is_not_applicable,)
