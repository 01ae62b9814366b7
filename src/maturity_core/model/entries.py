"""Lists whose entries have ids: a tuple with access by id as well as by position."""

from __future__ import annotations

import re
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, SupportsIndex, TypeVar, get_args, overload

from pydantic import BaseModel, Field, GetCoreSchemaHandler

from maturity_core.errors import ArgumentError, NotFoundError, Problem, cut_middle, shown
from maturity_core.model.arguments import looked_up
from maturity_core.model.checked import After
from maturity_core.model.fields import MOST_ENTRIES

Entry_co = TypeVar("Entry_co", bound=BaseModel, covariant=True)
LONGEST_REPR = 120
_FIRST_WORD = re.compile("[A-Z][a-z]*")


class Entries(tuple[Entry_co, ...]):
    """Entries in order, looked up by position or by id; an entry's id is its first field.

    It equals a tuple of the same entries, and is written as a list.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> framework.levels["improving"] is framework.levels[1], "improving" in framework.levels
    (True, True)
    >>> framework.levels["improvin"]
    Traceback (most recent call last):
        ...
    maturity_core.errors.NotFoundError: level: no such level; got 'improvin'; allowed: ...; did you mean 'improving'?
    """

    __slots__ = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the entries, in order."""
        return tuple(map(_id, self))

    @overload
    def __getitem__(self, key: str | SupportsIndex, /) -> Entry_co: ...
    @overload
    def __getitem__(self, key: slice, /) -> Entries[Entry_co]: ...
    def __getitem__(self, key: str | SupportsIndex | slice, /) -> Entry_co | Entries[Entry_co]:
        """Return the entry with that id or at that position, or the entries of a slice.

        Raises:
            NotFoundError: if there is none; the nearest id is suggested.
            ArgumentError: if the key is not an id, a position or a slice.
        """
        if isinstance(key, str):
            return looked_up(dict(zip(self.ids, self, strict=True)), key, self._noun)
        try:
            return Entries(super().__getitem__(key)) if isinstance(key, slice) else super().__getitem__(key)
        except IndexError:
            allowed = f"{-len(self)} to {len(self) - 1}" if self else "none"
            raise NotFoundError([Problem(f"no such {self._noun}", self._noun, shown(key), allowed)]) from None
        except (TypeError, ValueError):
            what = "expected an id or a position"
            raise ArgumentError([Problem(what, self._noun, shown(key), ", ".join(self.ids))]) from None

    def __contains__(self, item: object) -> bool:
        return item in self.ids if isinstance(item, str) else super().__contains__(item)

    def __repr__(self) -> str:
        return f"<{len(self)} entries: {cut_middle(', '.join(self.ids), LONGEST_REPR)}>" if self else "<no entries>"

    @property
    def _noun(self) -> str:
        """What messages call an entry: the name of its first field or, if that is `id`, the first word of its class."""
        if not self:
            return "entry"
        kind: type[BaseModel] = type(super().__getitem__(0))
        field = _first_field(kind)
        return _FIRST_WORD.findall(kind.__name__)[0].lower() if field == "id" else field

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Tell pydantic to read it as a tuple of such entries."""
        (entry,) = get_args(source)
        entries: Any = GenericAlias(tuple, (entry, ...))
        return handler.generate_schema(Annotated[entries, Field(max_length=MOST_ENTRIES), After(cls)])


def _id(entry: BaseModel) -> str:
    """Return the id of an entry: its first field."""
    name: str = getattr(entry, _first_field(type(entry)))
    return name


@cache
def _first_field(kind: type[BaseModel]) -> str:
    return next(iter(kind.model_fields))
