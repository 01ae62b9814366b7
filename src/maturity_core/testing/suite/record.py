"""What comes of a law: a record, and how a law's function says that it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from maturity_core.errors import MaturityError, Problem, shown

Group = Literal["definition", "scoring", "gaps", "steps"]
Status = Literal["passed", "failed", "expected failure", "not applicable", "undecided"]


@dataclass(frozen=True)
class Record:
    """What came of one law on one framework.

    `status` is `passed`, `failed`, `expected failure`, `not applicable` or `undecided`. `message` says what was broken,
    by which answers; `reason` why a law does not apply, is undecided, or was expected to fail. `tried` counts the
    cases the law had something to say about; `exhaustive` says whether they were all there are.

    >>> print(Record("monotone", "scoring", "A better answer lowers nothing.", "passed", tried=27, exhaustive=True))
    monotone: passed (all 27 cases)
    """

    law: str
    group: Group
    sentence: str
    status: Status
    message: str = ""
    reason: str = ""
    tried: int = 0
    exhaustive: bool = False

    def __repr__(self) -> str:
        return f"<Record {self.law}: {self.status}>"

    def __str__(self) -> str:
        cases = f" ({'all ' if self.exhaustive else ''}{self.tried} {'case' if self.tried == 1 else 'cases'})"
        told = [f"{self.law}: {self.status}{cases if self.tried else ''}"]
        told += [self.reason] if self.reason else []
        return "\n".join([": ".join(told), *([self.message] if self.message else [])])


class LawBroken(MaturityError, AssertionError):  # noqa: N818 - what is broken is the law
    """A framework breaks a law; `record` says which, and by which answers."""

    def __init__(self, record: Record) -> None:
        self.record = record
        given: object = record  # whatever it is said to be
        told = str(given) if type(given) is Record else shown(given)
        super().__init__([Problem(line) for line in told.split("\n")])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.record,)


class Broken(Exception):  # noqa: N818 - see LawBroken
    """Raised by a law's function: what is broken, in the framework's own ids.

    Args:
        what: what was found, in one sentence.
        then: what was changed, where the law compares two sheets.
        expected: what the law expects instead.
    """

    def __init__(self, what: str, *, then: str = "", expected: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.then = then
        self.expected = expected

    def lines(self, case: list[str]) -> list[str]:
        """Return the message for the author of a framework, with what the case consists of."""
        pairs = [("then: ", self.then), ("expected: ", self.expected)]
        return [self.what, *case, *(name + text for name, text in pairs if text)]


class Undecided(Exception):  # noqa: N818 - no error
    """Raised by a law's function: nothing speaks against the law, and nothing was found that settles it."""
