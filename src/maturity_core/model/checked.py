"""Fields that a function checks: it gets the value alone, and returns it, or another one, or raises a ValueError.

pydantic's own annotations do the same, but first find out, for every field, which arguments the function takes. That is
a fifth of what it takes to make all models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler


class Before:
    """The annotation of a field whose value goes through a function before it is read as the field's type.

    `written_as` is the type of what may be given, if the published schema is to say another one than the field's.
    """

    __slots__ = ("function", "written_as")

    def __init__(self, function: Callable[[Any], Any], written_as: Any = None) -> None:
        self.function, self.written_as = function, written_as

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Tell pydantic to call the function first."""
        schema = _calling("function-before", self.function, handler(source))
        if self.written_as is not None:
            schema["json_schema_input_schema"] = handler.generate_schema(self.written_as)
        return schema


class After:
    """The annotation of a field whose value goes through a function once it is of the field's type."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Tell pydantic to call the function last."""
        return _calling("function-after", self.function, handler(source))


def _calling(kind: str, function: Callable[[Any], Any], schema: Any) -> dict[str, Any]:
    return {"type": kind, "function": {"type": "no-info", "function": function}, "schema": schema}
