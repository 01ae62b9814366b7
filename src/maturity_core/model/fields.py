"""The field types of a framework file: ids, texts and exact numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeGuard

from pydantic import Field, PlainSerializer, WithJsonSchema

from maturity_core.errors import JOINERS, is_obeyed
from maturity_core.model.checked import After, Before
from maturity_core.model.states import STATE_WORDS

PLACES = 6
LARGEST = 10**12
LARGEST_DENOMINATOR = 10**7 - 1
LONGEST_ID = 80
LONGEST_TEXT = 10_000
"""The most characters in a text that may have paragraphs and lists."""
LONGEST_ADDRESS, LONGEST_LANGUAGE = 2_000, 35
MOST_ENTRIES = 50_000
"""The most entries that one list or table of a framework or of a stored result may have."""
TAKEN_COLUMNS = ("organisation", "framework", "edition", "profile", "rules", "words", "level", "score", "rejected")
"""Columns beside the questions in tables of answers and results: no question may have one of these names."""

Path = tuple[str | int, ...]
"""Where something is in the tables: names of tables and fields, and positions in lists."""

_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]{0,12})(\.[0-9]{1,6})?")
_RATIO = re.compile(r"[+-]?(0|[1-9][0-9]{0,19})/[1-9][0-9]{0,6}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s])[^\s]*", re.IGNORECASE)
_NOT_IN_ADDRESSES = frozenset('<>"`\\')
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ALLOWED = 'a decimal with up to six places, or a fraction in quotes such as "2/3"'


def is_list(value: Any) -> TypeGuard[Sequence[Any]]:
    """Return whether `value` is a list as read from a file, in tables or in objects."""
    return isinstance(value, list | tuple)


def is_table(value: Any) -> TypeGuard[Mapping[Any, Any]]:
    """Return whether `value` is a table as read from a file, before it becomes an object."""
    return isinstance(value, Mapping)


class Written:
    """A number with a point or an exponent, kept as written in the file so that it is not rounded before it is read."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def exact(value: Any) -> Fraction:
    """Return `value` as an exact number.

    Args:
        value: an int, `Fraction`, `Decimal`, a float (read as its shortest decimal text), a number as in a file,
            or a text such as "0.25" or "2/3".

    Raises:
        ValueError: for a bool, NaN or infinity, an exponent, more than six places, or anything that is not a number.

    >>> exact("2/3"), exact(0.1), exact(2)
    (Fraction(2, 3), Fraction(1, 10), Fraction(2, 1))
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal | Fraction | Written):
        raise ValueError(f"expected {_ALLOWED}")  # noqa: TRY004 - pydantic collects ValueError only
    number = Fraction(value) if isinstance(value, int | Fraction) else _parsed(value)
    if abs(number) > LARGEST:
        raise ValueError(f"expected a number between -{LARGEST} and {LARGEST}")
    if number.denominator > LARGEST_DENOMINATOR:
        raise ValueError(f"expected a fraction whose denominator is at most {LARGEST_DENOMINATOR}")
    return number


def _parsed(value: float | str | Decimal | Written) -> Fraction:
    text = value.text.replace("_", "") if isinstance(value, Written) else str(value)
    if isinstance(value, float):
        text = f"{Decimal(repr(float(value))):f}"
    if _DECIMAL.fullmatch(text) or _RATIO.fullmatch(text):
        return Fraction(text)
    raise ValueError(f"expected {_ALLOWED}")


def number_text(number: Fraction) -> str:
    """Return the shortest exact text of `number`: a decimal if six places are enough, else a fraction.

    >>> number_text(Fraction(1, 4)), number_text(Fraction(2, 3))
    ('0.25', '2/3')
    """
    above, below = number.numerator, number.denominator
    if 10**PLACES % below:
        return f"{above}/{below}"
    whole, rest = divmod(abs(above) * (10**PLACES // below), 10**PLACES)
    places = f"{rest:0{PLACES}d}".rstrip("0")
    return f"{'-' if above < 0 else ''}{whole}{'.' if places else ''}{places}"


def name_or_number(allowed: str) -> Callable[[Any], Fraction | str]:
    """Return a reader of what is an exact number or else an id; `allowed` is what its error says.

    >>> read = name_or_number("expected a credit, or the id of a rung")
    >>> read("2/3"), read("managed")
    (Fraction(2, 3), 'managed')
    """

    def read(value: Any) -> Fraction | str:
        try:
            return exact(value)
        except ValueError:
            if not isinstance(value, str):
                raise
            if _ID.fullmatch(value):
                return value
            raise ValueError(allowed) from None

    return read


def name_or_number_text(value: Fraction | str) -> str:
    """Return such a value as text."""
    return value if isinstance(value, str) else number_text(value)


def _identifier(value: Any) -> str:
    if isinstance(value, str) and len(value) > LONGEST_ID:
        raise ValueError(f"expected an id of at most {LONGEST_ID} characters; this one has {len(value):,}")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError("expected an id of lower-case ASCII letters and digits, joined by single hyphens")
    return value


def _name(value: str) -> str:
    if value.isdigit():
        raise ValueError("expected an id that is not all digits")
    if value in STATE_WORDS:
        raise ValueError(f"{value!r} is the word for an answer state; choose another id")
    return value


def _column(value: str) -> str:
    if value in TAKEN_COLUMNS:
        raise ValueError(f"{value!r} is the name of a reserved column; choose another id")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text in quotes")  # noqa: TRY004 - pydantic collects ValueError only
    if _hides(value):
        raise ValueError("expected text without control characters or invisible formatting")
    return unicodedata.normalize("NFC", value)


def _hides(value: str) -> bool:
    """Return whether a text has characters that move or hide others, or that mean nothing to others."""
    return not value.isprintable() and any(is_obeyed(entry) or unicodedata.category(entry) == "Co" for entry in value)


def _lines(value: Any) -> str:
    """Return a text of one or more lines, without empty lines before the first or after the last."""
    given = value.replace("\r\n", "\n").split("\n") if isinstance(value, str) else [value]
    lines = [_text(line) for line in given]
    kept = [place for place, line in enumerate(lines) if not is_empty(line)]
    return "\n".join(lines[kept[0] : kept[-1] + 1]) if kept else ""


def _bounded(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"expected text of at most {LONGEST_TEXT:,} characters; this one has {len(value):,}")
    return value


def is_empty(value: str) -> bool:
    """Return whether a text shows nothing."""
    return all(character.isspace() or character in JOINERS for character in value)


def _nonempty(value: str) -> str:
    if is_empty(value):
        raise ValueError("expected text that is not empty")
    return value


def _address(value: Any) -> str:
    if isinstance(value, str) and len(value) > LONGEST_ADDRESS:
        raise ValueError(f"expected an address of at most {LONGEST_ADDRESS:,} characters; it has {len(value):,}")
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise ValueError("expected an address without spaces that begins with https://, http:// or mailto:")
    if _hides(value) or _NOT_IN_ADDRESSES & set(value):
        raise ValueError("expected an address without control characters, quotes, backslashes or angle brackets")
    return value


def is_address(value: str) -> bool:
    """Return whether a text is an address as links have it.

    >>> is_address("https://example.org/plan"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        return _address(value) == value
    except ValueError:
        return False


def _language(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_LANGUAGE or not _LANGUAGE.fullmatch(value):
        raise ValueError(f'expected a language tag such as "en" or "pt-BR", of at most {LONGEST_LANGUAGE} characters')
    return value


def _positive(value: Fraction) -> Fraction:
    if value <= 0:
        raise ValueError("expected a number above 0")
    return value


def _weight(value: Fraction) -> Fraction:
    if value < 0:
        raise ValueError("expected a weight of 0 or more")
    return value


def _true_or_false(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")  # noqa: TRY004 - pydantic collects ValueError only
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        too_large = isinstance(value, int) and value > LARGEST
        raise ValueError(f"expected a whole number {f'of at most {LARGEST:,}' if too_large else 'of 0 or more'}")
    return value


_NUMBER_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?(0|[1-9][0-9]*)(\.[0-9]{1,6}|/[1-9][0-9]*)?$"}],
    "description": _ALLOWED,
}
_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
_ADDRESS_SCHEMA = {
    "type": "string",
    "pattern": r'^(?:[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>"`\\]|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\s<>"`\\])[^\s<>"`\\]*$',
    "maxLength": LONGEST_ADDRESS,
}
_LANGUAGE_SCHEMA = {
    "type": "string",
    "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    "maxLength": LONGEST_LANGUAGE,
}

Id = Annotated[str, Before(_identifier), _ID_SCHEMA]
Name = Annotated[Id, After(_name)]
"""The id of an option or a level, which cannot be mistaken for a position or an answer state."""
ColumnId = Annotated[Id, After(_column)]
"""The id of a question, which can head a column of answers."""
Text = Annotated[str, Before(_text)]
Label = Annotated[Text, After(_nonempty)]
Lines = Annotated[str, Before(_lines)]
"""A text of any number of lines, such as the value of a field that was changed."""
LongText = Annotated[Lines, After(_bounded)]
"""A text that may have paragraphs and lists; `maturity_core.model.long_text` reads it."""
LongLabel = Annotated[LongText, After(_nonempty)]
Address = Annotated[str, Before(_address), WithJsonSchema(_ADDRESS_SCHEMA)]
Language = Annotated[str, Before(_language), WithJsonSchema(_LANGUAGE_SCHEMA)]
"""A language tag (BCP 47), such as `en`, `pt-BR` or `az-Arab`."""
Number = Annotated[
    Fraction, Before(exact), PlainSerializer(number_text, return_type=str), WithJsonSchema(_NUMBER_SCHEMA)
]
Positive = Annotated[Number, After(_positive)]
Weight = Annotated[Number, After(_weight)]
Whole = Annotated[int, Before(_whole)]
Flag = Annotated[bool, Before(_true_or_false)]
ONE = Field(default=Fraction(1))
