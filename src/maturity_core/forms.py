"""How what is not a pydantic model works as one: as a field, a response, in `model_dump`, and in JSON Schemas.

Pydantic is imported when one of these doors is used: an error that is only raised does not wait for it.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, Self

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler, TypeAdapter


class Formed:
    """Base of what a pydantic model says in its place: its form, which is read and written for it."""

    @classmethod
    @abstractmethod
    def _form(cls) -> type[BaseModel]:
        """Return the model that is read and written."""

    @abstractmethod
    def _filled(self, kind: type | None = None) -> BaseModel:
        """Return what it says, as the form of a class it is of; None for the one that fits everywhere."""

    @classmethod
    @abstractmethod
    def _of_form(cls, form: Any) -> Self:
        """Return what a form says."""

    def model_dump(self, **settings: Any) -> dict[str, Any]:
        """Return what it says as tables; every setting is pydantic's."""
        return self._filled().model_dump(**settings)

    def model_dump_json(self, **settings: Any) -> str:
        """Return what it says as JSON text; every setting is pydantic's."""
        return self._filled().model_dump_json(**settings)

    @classmethod
    def model_json_schema(cls, **settings: Any) -> dict[str, Any]:
        """Return the JSON Schema (draft 2020-12) of what is written and read; every setting is pydantic's."""
        return cls._adapter().json_schema(**settings)

    @classmethod
    def _adapter(cls) -> TypeAdapter[Self]:
        """Return pydantic's own reader and writer of it."""
        from pydantic import TypeAdapter  # noqa: PLC0415 - see above

        return TypeAdapter(cls)

    @classmethod
    def _read_form(cls, door: str, given: Any) -> tuple[Any, list[tuple[str, str]]]:
        """Return what a door of `_adapter` reads, and what is wrong with it, each with its place."""
        from pydantic import ValidationError  # noqa: PLC0415 - see above

        try:
            return getattr(cls._adapter(), door)(given), []
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
        return None, [
            (_lowered(detail["msg"]), ".".join(map(_short, (cls.__name__, *detail["loc"])))) for detail in details
        ]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Return how pydantic reads and writes it: as its form; one that is there already is taken as it is."""
        from pydantic import PlainSerializer, WrapValidator  # noqa: PLC0415 - see above

        def read(value: Any, form: Any) -> Any:
            return value if isinstance(value, cls) else cls._of_form(form(value))

        def write(value: Formed) -> Any:
            return value._filled(cls)

        form = cls._form()
        return handler.generate_schema(Annotated[form, WrapValidator(read), PlainSerializer(write, return_type=form)])


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _short(part: str | int) -> str:
    return str(part)[:80]


def form_model(name: str, doc: str, **fields: Any) -> type[BaseModel]:
    """Return a model of these fields, called as what it is the form of: unknown fields are refused."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - see above

    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(name, __config__=config, __doc__=doc, **fields)
