"""The one way to read stored results back: bounded in size, without duplicate keys, and exact, or else refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
)

from maturity_core.errors import Problem
from maturity_core.model.checked import After, Before
from maturity_core.model.fields import MOST_ENTRIES, Id, is_list, is_table
from maturity_core.model.json_text import MOST_LISTED, json_text, refuse, twice
from maturity_core.model.node import Node
from maturity_core.model.states import STATE_WORDS
from maturity_core.results.numbers import decimal_text, double, doubles, ratio_text

MOST_DIGITS = 4300
"""The most digits in each part of an exact number: as many as Python writes."""
MOST_COUNTED = 10_000
"""With more problems than this, the text is not a stored result at all."""
LONGEST_VERSION = 40

_RATIO = re.compile(r"-?[0-9]+(/[0-9]+)?")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?")
_DIGEST = re.compile("[0-9a-f]{64}")
_WORDS_DIGEST = re.compile("[0-9a-f]{8}")
_VERSION = re.compile(r"unknown|[0-9]{1,6}(\.[0-9]{1,6})+([a-z0-9.+-]*[a-z0-9])?")


def _exact(pattern: re.Pattern[str], written: Callable[[Fraction], str], allowed: str) -> Callable[[Any], Fraction]:
    """Return a reader of exact numbers: those a program made, and those in the one way they are written."""

    def read(value: Any) -> Fraction:
        if isinstance(value, Fraction) or (isinstance(value, int) and not isinstance(value, bool)):
            return Fraction(value)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(f"expected an exact number written as text, such as {allowed}")
        if max(map(len, re.split("[/.]", value))) > MOST_DIGITS:
            raise ValueError(f"expected an exact number of at most {MOST_DIGITS} digits")
        _, slash, bottom = value.partition("/")
        number = None if slash and not bottom.strip("0") else Fraction(value)
        if number is None or written(number) != value:
            raise ValueError(f"expected an exact number in lowest terms, such as {allowed}")
        return number

    return read


def _matching(pattern: re.Pattern[str], allowed: str) -> After:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(f"expected {allowed}")
        return value

    return After(check)


def _answer(value: str) -> str:
    if value.isdigit():
        raise ValueError(f"expected the id of an option, or one of {', '.join(STATE_WORDS)}")
    return value


Ratio = Annotated[
    Fraction,
    Before(_exact(_RATIO, ratio_text, "2/3")),
    PlainSerializer(ratio_text, return_type=str),
    WithJsonSchema({"type": "string", "description": "an exact fraction such as 2/3"}),
]
Given = Annotated[
    Fraction,
    Before(_exact(_DECIMAL, decimal_text, "72.5")),
    PlainSerializer(decimal_text, return_type=str),
    WithJsonSchema({"type": "string", "description": "an exact number such as 72.5 or 2/3"}),
]
Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Many = Field(max_length=MOST_ENTRIES)
Small = Annotated[int, Field(strict=True, ge=0, le=MOST_ENTRIES)]
Answer = Annotated[Id, After(_answer)]
"""The id of an option, or the word for a state."""
Digest = Annotated[str, _matching(_DIGEST, "64 hexadecimal digits")]
WordsDigest = Annotated[str, _matching(_WORDS_DIGEST, "8 hexadecimal digits")]
Version = Annotated[
    str, Field(max_length=LONGEST_VERSION), _matching(_VERSION, "a version such as 1.2.0, or the word unknown")
]


class Stored(Node):
    """The base of every result that can be stored as JSON and read back. Reading it loads no plugin.

    >>> from maturity_core import Gaps, load_framework
    >>> gaps = load_framework("service-maturity-check").assess([2] * 20).gaps()
    >>> Gaps.model_validate_json(gaps.model_dump_json()) == gaps
    True
    """

    called: ClassVar[str] = "result"
    """What messages call it."""
    once: ClassVar[tuple[str, str]]
    """One of its lists, and the field that must differ between any two entries of the list."""

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **settings: Any) -> Self:
        """Return the result stored as JSON text.

        Args:
            json_data: what `model_dump_json` returned.
            settings: as for the pydantic method of this name.

        Raises:
            MaturityError: with everything that is wrong: text that is too long, is not JSON or has duplicate keys;
                unknown and missing fields, values of the wrong type, numbers out of bounds, and contradictions.
        """
        text = json_text(json_data, cls.called)
        return cls._checked(lambda: super(Node, cls).model_validate_json(text, **settings))

    @classmethod
    def model_validate(cls, obj: Any, **settings: Any) -> Self:
        """Return the result held in dicts and lists of the same shape; see `model_validate_json`.

        Raises:
            MaturityError: with everything that is wrong.
        """
        return cls._checked(lambda: super(Node, cls).model_validate(obj, **settings))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Return the schema by which pydantic reads it: contradictions are refused inside other models, too."""
        schema = handler(source)
        if not cls.__pydantic_complete__:  # asked for by the class itself, whose methods check
            return schema
        function = {"type": "no-info", "function": _consistent}
        model: dict[str, Any] = {**handler.resolve_ref_schema(schema)}
        return {"type": "function-after", "function": function, "ref": model.pop("ref"), "schema": model}

    @classmethod
    def _checked(cls, read: Callable[[], Self]) -> Self:
        try:
            found = read()
        except ValidationError as error:
            if error.error_count() > MOST_COUNTED:
                refuse([Problem("this is not a stored result", cls.called)])
            details = error.errors(include_url=False, include_context=False, include_input=False)
            refuse(_misread(detail, cls.called) for detail in details)
        problems = _problems(found)
        if problems:
            refuse(problems)
        return found

    def contradictions(self) -> Iterator[Problem]:
        """Yield the contradictions between fields; none if all of them can be true."""
        entries, name = self.once
        yield from twice((getattr(entry, name) for entry in getattr(self, entries)), f"{self.called}.{entries}")


def _problems(found: Stored) -> list[Problem]:
    """Return the contradictions within a result."""
    return [*found.contradictions(), *_unlike(found, found.called)]


def _unlike(value: Any, where: str) -> Iterator[Problem]:
    """Yield every plain number that is not the double nearest to the exact number it comes with."""
    if is_list(value) and not isinstance(value, str):
        for place, entry in enumerate(value):
            yield from _unlike(entry, f"{where}.{getattr(entry, 'id', place)}")
    elif isinstance(value, Node):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        for name, entry in fields.items():
            yield from _unlike(entry, f"{where}.{name}")
            plain = name.removesuffix("_exact")
            if plain == name or is_table(entry):
                continue
            nearest = doubles((entry[0], entry[1])) if is_list(entry) else double(entry)
            if fields[plain] != nearest:
                what = f"this number does not match {name}"
                yield Problem(what, f"{where}.{plain}", f"{fields[plain]}", f"{nearest}")


def _consistent(found: Stored) -> Stored:
    """Return a result inside another model unchanged; pydantic collects the ValueError with all others."""
    problems = [str(problem) for problem in _problems(found)]
    if problems:
        more = len(problems) - MOST_LISTED
        raise ValueError("; ".join(problems[:MOST_LISTED]) + (f"; and {more} more" if more > 0 else ""))
    return found


def _misread(detail: Any, called: str) -> Problem:
    what = str(detail["msg"]).removeprefix("Value error, ")
    return Problem(f"{what[:1].lower()}{what[1:]}", ".".join(str(part)[:80] for part in (called, *detail["loc"])))
