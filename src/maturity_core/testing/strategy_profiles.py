"""Random profiles of a framework: selections of questions that leave every ladder of theirs a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.checks.conditions import lacking
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import selected
from maturity_core.model.profiles import Asked, Profile
from maturity_core.testing.draws import among, some_of
from maturity_core.testing.strategy_items import filters
from maturity_core.testing.strategy_parts import MOSTLY

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from maturity_core.testing.strategy_parts import Parts

NAMES = {"some": "Some", "others": "Others"}


def profiles(draw: DrawFn, drawn: Parts) -> tuple[Profile, ...]:
    """Draw one profile or two, mostly none: of what a filter selects, or of some of the questions."""
    if draw(among(*MOSTLY)):
        return ()
    names = draw(among(("some",), ("some", "others")))
    found = [Profile(id=name, name=NAMES[name], questions=_selection(draw, drawn)) for name in names]
    return tuple(profile for profile in found if _is_whole(drawn, profile))


def _selection(draw: DrawFn, drawn: Parts) -> Any:
    """Draw a filter, each kind as often as any other, or some of the questions by name."""
    if draw(among(*MOSTLY)):
        found = filters(drawn, "questions")
        fields = draw(among(*dict.fromkeys(tuple(choice) for choice in found)))
        choices = [choice for choice in found if tuple(choice) == fields]
        return choices[draw(among(*range(len(choices))))]
    return draw(some_of(*(question.id for question in drawn.questions), least=1))


def _is_whole(drawn: Parts, profile: Profile) -> bool:
    """Return whether a profile leaves every ladder of its questions a score, and asks what these need."""
    asked = selected(drawn, FRAMEWORK, profile.of)
    return bool(asked) and all(Asked(drawn, asked).scores.values()) and not lacking(drawn.questions, asked)
