"""Which ladder: of the framework, of a dimension or of a capability. Only here its text is written and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model import arguments

if TYPE_CHECKING:
    from typing import Self

KINDS = ("framework", "dimension", "capability")
"""The kinds of ladders, in the order in which a default target looks at them."""
KIND_OF = {"dimensions": "dimension", "capabilities": "capability"}
"""By kind of items the kind of ladder they are; questions have none."""


class Ladder(str):
    """A ladder: its `kind`, one of `KINDS`, and the `id` of the dimension or capability that it belongs to.

    It is the text that files, results and users write as well: whoever looks a ladder up by that text finds it.

    >>> ladder = Ladder("dimension", "vision")
    >>> ladder, ladder.kind, ladder.id, ladder == "dimension vision"
    ('dimension vision', 'dimension', 'vision', True)
    """

    __slots__ = ("id", "kind")

    id: str
    kind: str

    def __new__(cls, kind: str, of: str = "") -> Self:
        """Return the ladder of a kind: the framework's, or `of` the dimension or capability with that id."""
        made = super().__new__(cls, f"{kind} {of}" if of else kind)
        made.kind, made.id = kind, of
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # a text is made anew from itself alone
        return self.kind, self.id

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the ladder that a text names; whether a framework has it is not known here.

        Raises:
            ArgumentError: the text is not written as a ladder is.

        >>> Ladder.read("capability goals").id
        'goals'
        """
        kind, _, of = arguments.text(text, "ladder").partition(" ")
        made = cls(kind, of)
        if kind not in KINDS or (kind == FRAMEWORK) is bool(of) or made != text:
            allowed = "framework, dimension ID or capability ID"
            raise ArgumentError([Problem("this is not how a ladder is named", "ladder", shown(text), allowed)])
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return handler.generate_schema(Annotated[str, AfterValidator(cls.read)])


FRAMEWORK = Ladder("framework")
