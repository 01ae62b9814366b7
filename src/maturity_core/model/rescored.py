"""How one framework is made from another: always checked, and without anything cached.

Copies, pickles and frameworks that are scored another way are made here; equal content has an equal hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import PrivateAttr

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.node import Node, changed_fields, unchecked
from maturity_core.model.nouns import ScorerChoice
from maturity_core.model.scorer import Scorer, StockScorer

if TYPE_CHECKING:
    from functools import cached_property

Made = TypeVar("Made", bound="Rescored")


class Rescored(Node):
    """Base of what can be copied, sent to other processes and scored another way."""

    _scorer: Scorer | None = PrivateAttr(default=None)

    if TYPE_CHECKING:

        @cached_property
        def digest(self) -> str: ...  # noqa: D102 - see `Framework.digest`

    @property
    def given_scorer(self) -> Scorer | None:
        """The scorer in code that `with_scorer` was given: the only part of a framework that a file cannot hold."""
        return self._scorer

    def with_scorer(self, *scorers: Scorer) -> Self:
        """Return the same framework, scored in another way.

        Args:
            scorers: stock scorers (`CutPoints`, `Staged`, `WeakestLink`, `Coverage`, `Requirements`), which together
                write all of its requirements; or one scorer in code.

        Raises:
            FrameworkError: if the requirements do not fit the framework, or it has tables that a scorer in code would
                decide itself: `needs`, `counts_as`, `profiles`.
            ArgumentError: for anything that is not a scorer, or if a scorer in code is not the only one.
        """
        _check_scorers(scorers)
        stock = [scorer for scorer in scorers if isinstance(scorer, StockScorer)]
        tables = self._tables()
        coded = [scorer for scorer in scorers if not isinstance(scorer, StockScorer)]
        if not coded:
            parts = [scorer.tables() for scorer in stock]
            written = {
                name: tuple(entry for part in parts for entry in part[name]) for name in ("rules", "requirements")
            }
            return type(self)(**tables | {"scorer": None} | written)
        if len(scorers) > 1:
            what, hint = "a scorer in code cannot be combined with others", "pass it alone"
            raise ArgumentError([Problem(what, "scorers", ", ".join(type(one).__name__ for one in scorers), hint=hint)])
        tables |= {"scorer": IN_CODE, "rules": (), "requirements": (), "scores": (), "measures": ()}
        type(self)(**tables)  # refuses what such a scorer would decide itself
        return self._with(coded[0], **tables | {"scorer": None})

    def _with(self, scorer: Scorer | None, /, **tables: Any) -> Self:
        """Return a framework of tables that are known to be valid, scored by `scorer`, if one is given."""
        other = unchecked(type(self), **tables)
        other._scorer = scorer  # noqa: SLF001 - its own class
        return other

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some tables replaced, checked as usual, and scored accordingly.

        Args:
            update: the tables to replace.
            deep: makes no difference, because nothing in a framework can be changed.

        Raises:
            FrameworkError: listing every problem in the tables.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> framework.model_copy(update={"edition": "2"}).digest == framework.digest
        False
        """
        del deep
        return _again(type(self), self._tables() | changed_fields(update), self._scorer)

    def _tables(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in type(self).model_fields}

    def __copy__(self) -> Self:
        return self._with(self._scorer, **self._tables())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return self._with(deepcopy(self._scorer, memo), **self._tables())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as plain tables, which are checked again when they are unpickled; nothing cached is included."""
        return _again, (type(self), self.model_dump(), self._scorer)

    def __hash__(self) -> int:
        return hash(self.digest)


def _check_scorers(scorers: Sequence[object]) -> None:
    what, allowed = "this is not a scorer", "an instance of a subclass of Scorer"
    wrong = [(place, scorer) for place, scorer in enumerate(scorers) if not isinstance(scorer, Scorer)]
    if wrong:
        raise ArgumentError([Problem(what, f"scorers.{place}", shown(scorer), allowed) for place, scorer in wrong])


IN_CODE = ScorerChoice(kind="in-code")
"""A placeholder for a scorer that is an object, while the other tables are checked."""


def _again(model: type[Made], tables: Mapping[str, Any], scorer: Scorer | None) -> Made:
    """Return a framework of these tables, checked, and scored by `scorer`, if one is given."""
    if scorer is None:
        return model(**tables)
    return model(**{**tables, "scorer": IN_CODE}).with_scorer(scorer)
