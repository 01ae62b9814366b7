"""How a framework is asked by one of its profiles: made from the whole one, and as much of it as is left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from pydantic import PrivateAttr

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.arguments import looked_up
from maturity_core.model.asked import asked_tables
from maturity_core.model.ladders import given_score
from maturity_core.model.profiles import Profile
from maturity_core.model.rescored import Rescored

if TYPE_CHECKING:
    from maturity_core.model.scorer import Scorer


class _Made:
    """What profiles have made of a framework, by id: equal to nothing else, so that no comparison looks into it."""

    def __init__(self) -> None:
        self.by_id: dict[str, Any] = {}


class Profiled(Rescored):
    """Base of what profiles ask some questions of. What is made from a profile is made from the whole, and asked so."""

    _whole: Any = PrivateAttr(default=None)
    _asked_by: Profile | None = PrivateAttr(default=None)

    @property
    def asked_by(self) -> Profile | None:
        """The profile whose questions it asks; None if it asks all of them."""
        return self._asked_by

    @property
    def whole(self) -> Self:
        """The framework with all questions; itself, unless it was made by `profile`."""
        return self if self._whole is None else self._whole

    def profile(self, profile_id: str) -> Self:
        """Return the framework as a profile asks it: every question that is left out is gone, as if not applicable.

        Capabilities, dimensions, requirements and rungs of which nothing is left are gone, too. Levels, scores, gaps
        and plans are those of the whole framework with the questions that are left out not applicable. Answers to
        those questions are passed over.

        Raises:
            NotFoundError: a KeyError, if there is no such profile.

        >>> from maturity_core import load_framework
        >>> check = load_framework("service-maturity-check")
        >>> short = {"id": "short", "name": "Short", "questions": {"dimension": "vision"}}
        >>> framework = check.model_copy(update={"profiles": [short]}).profile("short")
        >>> framework.asked_by.name, len(framework.questions), len(framework.whole.questions)
        ('Short', 3, 20)
        """
        whole = self.whole
        profiles: tuple[Profile, ...] = whole._tables()["profiles"]  # noqa: SLF001 - its own class
        found: Profile = looked_up({entry.id: entry for entry in profiles}, profile_id, "profile")
        made = whole._made.by_id  # noqa: SLF001 - its own class
        if found.id not in made:
            shape: Any = whole  # it has everything that a `Shape` has
            made[found.id] = self._asking(whole, found, asked_tables(shape, whole._tables(), found))  # noqa: SLF001
        asked: Self = made[found.id]
        return asked

    @cached_property
    def _made(self) -> _Made:
        return _Made()

    def _asking(self, whole: Self, profile: Profile, tables: Mapping[str, Any]) -> Self:
        """Return a framework of these tables, which are what a profile asks of `whole`."""
        other = self._with(None, **tables)
        other._whole, other._asked_by = whole, profile  # noqa: SLF001 - its own class
        shape: Any = other
        shape.lookup.shown.update({name: given_score(shape, name) for name in shape.lookup.names})  # as in the whole
        return other

    def refuse_profile(self) -> Self:
        """Return the framework itself.

        Raises:
            ArgumentError: it is a profile.
        """
        if self._asked_by is not None:
            what, hint = "this takes a whole framework, not a profile", "pass `framework.whole`"
            raise ArgumentError([Problem(what, "framework", repr(self._asked_by.id), hint=hint)])
        return self

    def with_scorer(self, *scorers: Scorer) -> Self:
        """See `Rescored.with_scorer`."""
        if self._asked_by is None:
            return super().with_scorer(*scorers)
        return self.whole.with_scorer(*scorers).profile(self._asked_by.id)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """See `Rescored.model_copy`."""
        if self._asked_by is None:
            return super().model_copy(update=update, deep=deep)
        return self.whole.model_copy(update=update, deep=deep).profile(self._asked_by.id)

    def __copy__(self) -> Self:
        if self._asked_by is None:
            return super().__copy__()
        return self._asking(self.whole, self._asked_by, self._tables())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return super().__deepcopy__(memo) if self._asked_by is None else self.__copy__()

    def __reduce__(self) -> tuple[Any, ...]:
        return super().__reduce__() if self._asked_by is None else (_by_profile, (self.whole, self._asked_by.id))


def _by_profile(whole: Profiled, profile: str) -> Profiled:
    """Return a framework as a profile asks it."""
    return whole.profile(profile)
