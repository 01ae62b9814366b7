"""Names of ladders: of the framework, a dimension, a capability, a measure. Only this file builds and parses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model import arguments
from maturity_core.model.checked import After

if TYPE_CHECKING:
    from typing import Self

    from pydantic import GetCoreSchemaHandler

AIMED = ("framework", "dimension", "capability")
"""The kinds of ladder that a default target tries, in this order."""
KINDS = (*AIMED, "measure")
"""The kinds of ladder."""
KIND_OF = {"dimensions": "dimension", "capabilities": "capability", "measures": "measure"}
"""The kind of ladder that each kind of item is; questions are not ladders."""


class Ladder(str):
    """A ladder: its `kind`, one of `KINDS`, and the `id` of the dimension, capability or measure that it belongs to.

    It is also the string that files, results and users write, so a ladder can be looked up by that string.

    >>> ladder = Ladder("dimension", "vision")
    >>> ladder, ladder.kind, ladder.id, ladder == "dimension vision"
    ('dimension vision', 'dimension', 'vision', True)
    """

    __slots__ = ("id", "kind")

    id: str
    kind: str

    def __new__(cls, kind: str, of: str = "") -> Self:
        """Return the ladder of a kind: the framework's, or that of what has the id `of`."""
        made = super().__new__(cls, f"{kind} {of}" if of else kind)
        made.kind, made.id = kind, of
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # a str takes only itself
        return self.kind, self.id

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the ladder that a string names; whether a framework has it is not checked here.

        Raises:
            ArgumentError: if the string is not the name of a ladder.

        >>> Ladder.read("capability goals").id
        'goals'
        """
        kind, _, of = arguments.text(text, "ladder").partition(" ")
        made = cls(kind, of)
        if kind not in KINDS or (kind == FRAMEWORK) is bool(of) or made != text:
            allowed = "framework, dimension ID, capability ID or measure ID"
            raise ArgumentError([Problem("not the name of a ladder", "ladder", shown(text), allowed)])
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return handler.generate_schema(Annotated[str, After(cls.read)])


FRAMEWORK = Ladder("framework")
