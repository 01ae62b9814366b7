"""Random profiles of a framework: selections of questions that leave every ladder of theirs a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.checks.conditions import lacking
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import selected
from maturity_core.model.profiles import Asked, Profile
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.strategy_parts import MOSTLY, TAGS

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts


def profiles(draw: DrawFn, drawn: Parts) -> tuple[Profile, ...]:
    """Draw a profile, mostly none: a tag, or some of the questions."""
    if draw(among(*MOSTLY)):
        return ()
    selection: Any = draw(some_of(*(question.id for question in drawn.questions), least=1))
    tag = draw(among(None, *TAGS[-1]))
    if any(tag in question.tags for question in drawn.questions):
        selection = {"tag": tag}
    profile = Profile(id="some", name="Some", questions=selection)
    names = selected(drawn, FRAMEWORK, profile.of)
    whole = all(Asked(drawn, names).scores.values()) and not lacking(drawn.questions, names)
    return (profile,) if whole else ()
