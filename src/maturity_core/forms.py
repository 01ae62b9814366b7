"""Makes other classes work like pydantic models: as fields, as responses, in `model_dump` and in JSON Schemas.

Pydantic is imported only when one of these methods is called: raising an error does not wait for it.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Any, Self

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler, TypeAdapter


class Formed:
    """Base of classes that pydantic reads and writes by way of a model that stands in for them: their form."""

    @classmethod
    @abstractmethod
    def _form(cls) -> type[BaseModel]:
        """Return the pydantic model that stands in for it."""

    @abstractmethod
    def _filled(self, kind: type | None = None) -> BaseModel:
        """Return its content as a form: that of the class `kind`, or for None the one that fits everywhere."""

    @classmethod
    @abstractmethod
    def _of_form(cls, form: Any) -> Self:
        """Return the object that a form describes."""

    def model_dump(self, **settings: Any) -> dict[str, Any]:
        """Return it as a dictionary; all settings are passed to pydantic."""
        return self._filled().model_dump(**settings)

    def model_dump_json(self, **settings: Any) -> str:
        """Return it as JSON text; all settings are passed to pydantic."""
        return self._filled().model_dump_json(**settings)

    @classmethod
    def model_json_schema(cls, **settings: Any) -> dict[str, Any]:
        """Return the JSON Schema (draft 2020-12) of what is written and read; all settings are passed to pydantic."""
        return cls._adapter().json_schema(**settings)

    @classmethod
    def _adapter(cls) -> TypeAdapter[Self]:
        """Return pydantic's type adapter for it."""
        from pydantic import TypeAdapter  # noqa: PLC0415 - see above

        return TypeAdapter(cls)

    @classmethod
    def _read_form(cls, door: str, given: Any) -> tuple[Any, list[tuple[str, str]]]:
        """Return what a method of `_adapter` reads, and what is wrong with it, each problem with its place."""
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
        """Tell pydantic to read and write it as its form; an instance is accepted as it is."""
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
    """Return a pydantic model with these fields, named after the class it stands in for; unknown fields are refused."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415 - see above

    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(name, __config__=config, __doc__=doc, **fields)
