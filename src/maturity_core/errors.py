"""Errors: one base, one grammar, all problems of one input together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

__all__ = [
    "AnswersError",
    "FrameworkError",
    "MaturityError",
    "MissingExtraError",
    "PluginError",
    "Problem",
    "TargetError",
    "nearest",
    "printable",
]


def printable(text: str) -> str:
    r"""Return `text` with control and bidirectional characters replaced, safe to print on a terminal.

    >>> printable("red \x1b[31m")
    'red \ufffd[31m'
    """
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else character
        for character in text
    )


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` that is closest to `name`, or an empty string where none is near.

    >>> nearest("plann", ["goals", "plan"])
    'plan'
    """
    close = get_close_matches(name.lower(), list(names), n=1, cutoff=0.6)
    return close[0] if close else ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: what, where, what was given, what is allowed, and what may have been meant.

    >>> print(Problem("no such question", where="answers.gols", got="'gols'", hint="did you mean 'goals'?"))
    answers.gols: no such question; got 'gols'; did you mean 'goals'?
    """

    what: str
    where: str = ""
    got: str = ""
    allowed: str = ""
    hint: str = ""
    path: tuple[str | int, ...] = field(default=(), repr=False, compare=False)
    """Where in the tables it sits, for readers that know lines."""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        parts += [f"got {self.got}"] if self.got else []
        parts += [f"allowed: {self.allowed}"] if self.allowed else []
        parts += [self.hint] if self.hint else []
        return printable("; ".join(parts))


class MaturityError(Exception):
    """Base of every error this library raises; `problems` keeps what was wrong as data.

    Args:
        problems: one text, or every problem of the input that was refused.

    >>> try:
    ...     raise AnswersError([Problem("no such question", "answers.gols")])
    ... except MaturityError as error:
    ...     error.problems[0].where
    'answers.gols'
    """

    def __init__(self, problems: str | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (Problem(problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[MaturityError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class FrameworkError(MaturityError, ValueError):
    """A definition file or a framework is wrong."""


class AnswersError(MaturityError, ValueError):
    """Answers are wrong: nothing was guessed, and nothing was scored."""


class TargetError(MaturityError, ValueError):
    """A target names no rung that can be aimed at."""


class PluginError(MaturityError, LookupError):
    """A framework or scorer plugin is unknown, broken, or claimed twice."""


class MissingExtraError(MaturityError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""
