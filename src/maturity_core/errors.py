"""Errors: one base, one grammar, all problems of an input at once, with the nearest valid name (`nearest`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from reprlib import Repr
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

from maturity_core.forms import Formed, form_model
from maturity_core.nearest import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = [
    "AnswersError",
    "ArgumentError",
    "FrameworkError",
    "MaturityError",
    "MissingExtraError",
    "NotFoundError",
    "PluginError",
    "Problem",
    "TargetError",
    "cut_middle",
    "listed",
    "printable",
    "shown",
]

LONGEST_PART, LONGEST_LIST = 300, 1000
"""The most characters a message shows of a place or a given value, and of a sentence or a list of allowed values."""
JOINERS = "\u200c\u200d"
"""Invisible characters that join letters or keep them apart, as Persian and Hindi spelling needs: harmless."""
LONGEST_REPR = 120
"""The most characters a problem's `repr` shows."""
Kind = TypeVar("Kind", bound="MaturityError")
MOST_TOLD = 100
"""The most problems of one input that a message spells out, with what is allowed; `problems` has them all."""
MOST_NAMED = 20
"""The most names that are listed as allowed."""


class _Short(Repr):
    """Shows values as `reprlib` does, but without memory addresses; a `repr` that raises is left to `shown`."""

    def repr_instance(self, x: object, level: int) -> str:
        del level
        text = repr(x)
        return _of_type(x) if f" at {id(x):#x}" in text else cut_middle(text, LONGEST_REPR)


_SHORT = _Short()


def printable(text: str) -> str:
    r"""Return `text` with control and bidirectional characters replaced, safe to print on a terminal.

    >>> printable("red \x1b[31m")
    'red \ufffd[31m'
    """
    if text.isprintable():
        return text
    return "".join("\ufffd" if is_obeyed(character) else character for character in text)


def is_obeyed(character: str) -> bool:
    """Return whether a character can move or hide others, and is not needed to write words."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character not in JOINERS


def cut_middle(text: str, most: int) -> str:
    """Return a text; if it has more than `most` characters, without its middle and followed by its length.

    >>> cut_middle("a" * 1000 + "z", 10)
    'aaaaaaa…aaz (1,001 characters)'
    """
    if len(text) <= most:
        return text
    tail = most // 3
    return f"{text[: most - tail]}…{text[-tail:]} ({len(text):,} characters)"


def listed(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """Return names as messages list them: the first ones, and how many more there are.

    >>> listed(["goals", "plan"]), listed([]), listed(["goals", "plan", "team"], most=1)
    ('goals, plan', 'none', 'goals and 2 more')
    """
    every = list(names)
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more or "none"


def shown(value: object) -> str:
    """Return a value as messages show it: short, whatever it is, and even if its `repr` fails.

    >>> shown("planning"), shown([1] * 100), shown([10**5000])
    ("'planning'", '[1, 1, 1, 1, 1, 1, ...]', 'a number too long to show')
    """
    try:
        return repr(value) if isinstance(value, str) else _SHORT.repr(value)
    except ValueError:
        return "a number too long to show"
    except Exception:  # noqa: BLE001 - even the repr of a given value may fail
        return _of_type(value)


def _of_type(value: object) -> str:
    return f"an object of type {type(value).__name__}"


class _Told(Formed):
    """What problems and errors share: `model_validate` reads back what `model_dump` wrote."""

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """Read back what `model_dump` wrote. Raises ArgumentError with everything that is wrong."""
        return cls._read("validate_python", obj)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes) -> Self:
        """Read back what `model_dump_json` wrote. Raises ArgumentError with everything that is wrong."""
        return cls._read("validate_json", json_data)

    @classmethod
    def _read(cls, door: str, given: Any) -> Self:
        found, wrong = cls._read_form(door, given)
        if wrong:
            raise ArgumentError(Problem(what, where) for what, where in wrong)
        read: Self = found
        return read


@dataclass(frozen=True)
class Problem(_Told):
    """One thing that is wrong: what, where, what was given, what is allowed, and what may have been meant.

    >>> print(Problem("no such question", "answers.gols", "'gols'", "goals, plan", "did you mean 'goals'?"))
    answers.gols: no such question; got 'gols'; allowed: goals, plan; did you mean 'goals'?
    """

    what: str
    where: str = ""
    got: str = ""
    allowed: str = ""
    hint: str = ""
    path: tuple[str | int, ...] = field(default=(), repr=False, compare=False)
    """Its place in the tables, for callers that can turn it into a line number."""
    near: tuple[str, Iterable[str]] | None = field(default=None, repr=False, compare=False)
    """A name and the valid ones: what is allowed, unless it says so itself; the nearest becomes the hint."""

    def hinted(self) -> Problem:
        """Return the problem with the valid names as what is allowed, and the nearest as its hint, if one is close."""
        if self.near is None:
            return self
        name, given = self.near
        names = sorted(given) if isinstance(given, set | frozenset) else list(given)  # the same in every process
        near = nearest(name, names)
        hint = f"did you mean {near!r}?" if near else self.hint
        return replace(self, allowed=self.allowed or listed(names), hint=hint, near=None)

    def __str__(self) -> str:
        what, where = cut_middle(f"{self.what}", LONGEST_LIST), cut_middle(f"{self.where}", LONGEST_PART)
        parts = [f"{where}: {what}" if where else what]
        parts += [f"got {cut_middle(f'{self.got}', LONGEST_PART)}"] if self.got else []
        parts += [f"allowed: {cut_middle(f'{self.allowed}', LONGEST_LIST)}"] if self.allowed else []
        parts += [cut_middle(f"{self.hint}", LONGEST_LIST)] if self.hint else []
        return printable("; ".join(parts))

    def __repr__(self) -> str:
        return f"Problem({cut_middle(str(self), LONGEST_REPR)!r})"

    @classmethod
    def _form(cls) -> type[BaseModel]:
        return _problem_form()

    def _filled(self, kind: type | None = None) -> BaseModel:
        del kind  # one form fits all problems
        told = self.hinted()
        return self._form()(what=told.what, where=told.where, got=told.got, allowed=told.allowed, hint=told.hint)

    @classmethod
    def _of_form(cls, form: Any) -> Self:
        return cls(**form.model_dump())


@cache
def _problem_form() -> type[BaseModel]:
    fields: dict[str, Any] = dict.fromkeys(("where", "got", "allowed", "hint"), (str, ""))
    return form_model("Problem", "One thing that is wrong.", what=(str, ...), **fields)


def _problems(given: object) -> list[Problem]:
    """Turn whatever an error is given into problems, so that raising it never fails."""
    entries: list[object] = [given]
    if isinstance(given, Iterable) and not isinstance(given, str | bytes):
        entries = [*given]
    return [
        entry if isinstance(entry, Problem) else Problem(entry if isinstance(entry, str) else shown(entry))
        for entry in entries
    ]


class MaturityError(_Told, Exception):
    """Base of every error this library raises; `problems` keeps what was wrong as data.

    It can be sent elsewhere and read back: with `model_dump` and `model_validate`, or as a pydantic field or response.

    Args:
        problems: one text, or every problem of the refused input.

    >>> try:
    ...     raise AnswersError([Problem("no such question", "answers.gols")])
    ... except MaturityError as error:
    ...     error.problems[0].where
    'answers.gols'
    """

    def __init__(self, problems: str | Iterable[Problem]) -> None:
        given = _problems(problems)
        self.problems: tuple[Problem, ...] = (*(one.hinted() for one in given[:MOST_TOLD]), *given[MOST_TOLD:])
        more = len(self.problems) - MOST_TOLD
        told = [*map(str, self.problems[:MOST_TOLD]), *([f"... and {more} more"] if more > 0 else [])]
        super().__init__("\n".join(told))

    def __reduce__(self) -> tuple[type[MaturityError], tuple[tuple[Problem, ...]]]:
        return type(self), (tuple(replace(problem, near=None) for problem in self.problems),)

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would quote it

    def __repr__(self) -> str:
        first, more = next(iter(self.problems), ""), len(self.problems) - 1
        told = f"{cut_middle(str(first), LONGEST_REPR)}{f' (and {more:,} more)' if more > 0 else ''}"
        return f"{type(self).__name__}({told!r})"

    @classmethod
    def _form(cls) -> type[BaseModel]:
        return _error_form(cls)

    def _filled(self, kind: type[MaturityError] | None = None) -> BaseModel:
        kind = kind or MaturityError
        name = next(one.__name__ for one in type(self).__mro__ if one.__name__ in _family(kind))
        return _error_form(kind)(error=name, problems=self.problems)

    @classmethod
    def _of_form(cls, form: Any) -> Self:
        return _family(cls)[form.error](form.problems)


class FrameworkError(MaturityError, ValueError):
    """A definition file or a framework is invalid."""


class AnswersError(MaturityError, ValueError):
    """Answers are invalid: nothing was guessed, and nothing was scored."""


class TargetError(MaturityError, ValueError):
    """A target does not name a rung that can be aimed at."""


class PluginError(MaturityError, LookupError):
    """A framework or scorer plugin is unknown, broken, or claimed twice."""


class MissingExtraError(MaturityError, ImportError):
    """An optional dependency is not installed; the message names the extra that installs it."""


class ArgumentError(MaturityError, TypeError, ValueError):
    """An argument has a type or a value that the function does not accept."""


class NotFoundError(MaturityError, KeyError, IndexError):
    """Nothing has that id, or is at that position."""


def _family(kind: type[Kind]) -> dict[str, type[Kind]]:
    """Return an error class and its subclasses in this library, by name; a class from elsewhere is alone."""
    named = [FrameworkError, AnswersError, TargetError, PluginError, MissingExtraError, ArgumentError, NotFoundError]
    return {one.__name__: one for one in (kind, *named) if issubclass(one, kind)}


def _error_form(kind: Any) -> type[BaseModel]:
    fields: dict[str, Any] = {"error": Literal[tuple(_family(kind))], "problems": tuple[Problem, ...]}
    return form_model(kind.__name__, "What was refused, and every problem with it.", **fields)
