"""The base class of every table: frozen all the way down, and checked however it is made.

Modules that define tables don't postpone their annotations: pydantic would compile and evaluate each from its text,
which is a fifth of what it takes to make the classes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from maturity_core.errors import ArgumentError, MaturityError, Problem, cut_middle, shown
from maturity_core.model.arguments import looked_up
from maturity_core.model.checked import After
from maturity_core.model.fields import is_table
from maturity_core.model.misread import node_problems

Key = TypeVar("Key")
Value = TypeVar("Value")
Kind = TypeVar("Kind", bound="Node")
LONGEST_FIELD, LONGEST_FIELDS = 60, 120
"""The most characters that a `repr` shows of one field, and of all fields."""


class FixedDict(dict[Key, Value]):
    """A read-only dict: a table of a frozen object. Equal to a dict, and written as one.

    A missing id raises `NotFoundError`, a KeyError, which suggests the nearest one.

    >>> FixedDict({"a": 1}) == {"a": 1}
    True
    >>> FixedDict({"a": 1}).update(b=2)
    Traceback (most recent call last):
        ...
    maturity_core.errors.ArgumentError: a frozen table cannot be changed; copy it with dict() and change the copy
    """

    if not TYPE_CHECKING:  # a type checker would demand the signatures that a dict has

        def _refuse(self, *_: object, **__: object) -> NoReturn:
            hint = "copy it with dict() and change the copy"
            raise ArgumentError([Problem("a frozen table cannot be changed", hint=hint)])

        __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

        def __repr__(self) -> str:
            return cut_middle(super().__repr__(), LONGEST_FIELDS)

        def __missing__(self, key: object) -> NoReturn:
            looked_up(self, key, "entry")

        def __hash__(self) -> int:
            return hash(frozenset(self.items()))

        def __reduce__(self) -> tuple[Any, ...]:
            return type(self), (dict(self),)


FIXED = After(FixedDict)
"""The annotation of a field that holds a table."""


def _brief(schema: dict[str, Any]) -> None:
    """Keep only the first paragraph of a description: a schema has no room for examples."""
    schema["description"] = schema.get("description", "").partition("\n\n")[0].replace("\n", " ")


class Node(BaseModel):
    """Base of every table of a framework file and of results: frozen, unknown fields refused.

    What pydantic lets through unchecked is checked here, or refused: `model_copy` with an update, `model_construct`,
    and the methods that pydantic has deprecated. Every refusal is a `MaturityError`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_brief)

    if not TYPE_CHECKING:  # type checkers know the fields of every table, and that they are frozen

        def __init__(self, /, **fields: Any) -> None:
            try:
                super().__init__(**fields)
            except ValidationError as error:
                raise refused(type(self), fields, error) from None

        __init__.__pydantic_base_init__ = True  # nested tables are validated as if it were not there

        def __setattr__(self, name: str, value: object) -> None:
            self._fixed(name)
            super().__setattr__(name, value)

        def __delattr__(self, name: str) -> None:
            self._fixed(name)
            super().__delattr__(name)

        def _fixed(self, name: str) -> None:
            if not name.startswith("_"):
                hint = "use model_copy(update=...)"
                raise ArgumentError([Problem("the object is frozen", f"{type(self).__name__}.{name}", hint=hint)])

    @classmethod
    def model_validate(cls, obj: Any, **settings: Any) -> Self:
        """Return the object that a table describes; all settings are passed to pydantic.

        Raises:
            ArgumentError: with everything that is wrong.
        """
        return cls._validated(super().model_validate, obj, settings)

    @classmethod
    def model_validate_strings(cls, obj: Any, **settings: Any) -> Self:
        """Return the object that a table of strings describes; all settings are passed to pydantic.

        Raises:
            ArgumentError: with everything that is wrong.
        """
        return cls._validated(super().model_validate_strings, obj, settings)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **settings: Any) -> Self:
        """Return the object that JSON text describes; all settings are passed to pydantic.

        Raises:
            MaturityError: with everything that is wrong; also for text that is not JSON or has duplicate keys.
        """
        import json  # noqa: PLC0415 - few objects come as JSON

        from maturity_core.model.json_text import json_text  # noqa: PLC0415 - the same

        text = json_text(json_data, cls.__name__)
        return cls._validated(super().model_validate_json, text, settings, json.loads)

    @classmethod
    def _validated(cls, validate: Any, given: Any, settings: Mapping[str, Any], parse: Any = None) -> Self:
        if is_table(given):
            changed_fields(given, cls.__name__)
        try:
            found: Self = validate(given, **settings)
        except ValidationError as error:
            raise refused(cls, parse(given) if parse else given, error) from None
        return found

    @classmethod
    def model_construct(cls, _fields_set: Any = None, **values: Any) -> Self:
        """Return an object with these fields, checked as usual: pydantic's own method skips the checks."""
        return cls(**values)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with new values for some fields, checked as usual.

        Args:
            update: the fields to change, with their new values.
            deep: makes no difference, because nothing in the object can be changed.

        Raises:
            ArgumentError: with everything that is wrong.
        """
        changes = changed_fields(update)
        if not changes:
            return super().model_copy(deep=deep)
        return type(self)(**{name: getattr(self, name) for name in self.model_fields_set} | changes)

    def __replace__(self, **changes: Any) -> Self:
        return self.model_copy(update=changes)

    def copy(self, **settings: Any) -> NoReturn:  # pyright: ignore[reportIncompatibleMethodOverride] - it only refuses
        """Refuse: use `model_copy`."""
        del settings
        raise ArgumentError([Problem("deprecated", f"{type(self).__name__}.copy", hint="use model_copy")])

    @classmethod
    def parse_raw(cls, *_: Any, **__: Any) -> NoReturn:
        """Refuse: use `model_validate_json`."""
        raise ArgumentError([Problem("deprecated", f"{cls.__name__}.parse_raw", hint="use model_validate_json")])

    @classmethod
    def parse_file(cls, *_: Any, **__: Any) -> NoReturn:
        """Refuse: read the file, and use `model_validate_json`."""
        hint = "read the file, and use model_validate_json"
        raise ArgumentError([Problem("deprecated", f"{cls.__name__}.parse_file", hint=hint)])

    @classmethod
    def from_orm(cls, *_: Any, **__: Any) -> NoReturn:
        """Refuse: use `model_validate`."""
        raise ArgumentError([Problem("deprecated", f"{cls.__name__}.from_orm", hint="use model_validate")])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(_told(self))})"

    def __str__(self) -> str:
        return repr(self)


def changed_fields(update: Any, where: str = "update") -> dict[str, Any]:
    """Return the fields that a method is given; none for None.

    Raises:
        ArgumentError: if they are not a mapping with strings as keys.
    """
    if update is None:
        return {}
    if not is_table(update) or not all(isinstance(name, str) for name in update):
        allowed = "a mapping of field to value"
        raise ArgumentError([Problem("the argument has the wrong type", where, shown(update), allowed)])
    return dict(update)


def _told(node: Node) -> list[str]:
    """Return the fields that a `repr` shows: strings and numbers while there is room, dots for the rest."""
    told: list[str] = []
    given = [name for name in type(node).model_fields if name in node.model_fields_set]
    for name in given:
        value = getattr(node, name)
        if isinstance(value, str | int | float | Fraction):
            text = f"{name}={cut_middle(str(value) if isinstance(value, Fraction) else repr(value), LONGEST_FIELD)}"
            told += [text] if sum(map(len, told)) + len(text) <= LONGEST_FIELDS else []
    return told if len(told) == len(given) else [*told, "..."]


def refused(model: type[Node], given: Any, error: ValidationError) -> MaturityError:
    """Return what pydantic found wrong with a table as an error of ours."""
    for detail in error.errors(include_url=False, include_input=False):
        cause = detail.get("ctx", {}).get("error")
        if isinstance(cause, MaturityError):
            return cause
    return ArgumentError(node_problems(model, given, error))


def unchecked(model: type[Kind], /, **values: Any) -> Kind:
    """Return a node with values that are known to be valid, or are checked later."""
    return super(Node, model).model_construct(None, **values)


_new = object.__new__
_set_fields, _set_given, _set_extra, _set_private = (
    vars(BaseModel)[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""Set what an instance of a pydantic model is made of, though it is frozen."""


def known(model: type[Kind], values: dict[str, Any], unset: Collection[str] = ()) -> Kind:
    """Return a node of the values of all its fields, in their order, which are right and of the field's own types.

    `unset` names the fields that have their default. Nothing is checked: results are made so, of what was worked out.
    """
    node = _new(model)
    _set_fields(node, values)
    _set_given(node, {*values}.difference(unset) if unset else {*values})
    _set_extra(node, None)
    _set_private(node, None)
    return node


def altered(node: Kind, /, **changes: Any) -> Kind:
    """Return a copy of a node with new values that are known to be valid, or are checked later."""
    other = BaseModel.__copy__(node)
    vars(other).update(changes)
    other.model_fields_set.update(changes)
    return other  # pyright: ignore[reportReturnType] - it has the type of the node
