"""The outcome of a law: a record, and how a law's function reports that it is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from maturity_core.errors import MaturityError, Problem, shown
from maturity_core.telling.wording import counted

Group = Literal["definition", "scoring", "gaps", "steps"]
Status = Literal["passed", "proved", "failed", "expected failure", "not applicable", "undecided"]

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Reach:
    """What the sheets that a law was tried on reached.

    `sheets` counts different ones. `levels` counts the levels of all ladders that some sheet gives, of `levels_in_all`;
    `sides`, of requirements in data, those met by some sheet and those unmet by some, of `sides_in_all`: two for each
    requirement. In the same way, `prerequisites` counts sides of what capabilities require of each other, and
    `conditions` those of what questions need of each other. `answers` counts the different answers to questions,
    options and other states, of `answers_in_all`. `missed` names what was not reached, but no answers; `unreachable`
    names what certainly no answers give.
    """

    sheets: int
    levels: int
    levels_in_all: int
    sides: int
    sides_in_all: int
    prerequisites: int
    prerequisites_in_all: int
    conditions: int
    conditions_in_all: int
    answers: int
    answers_in_all: int
    missed: tuple[str, ...] = ()
    unreachable: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = {
            "sides of requirements": (self.sides, self.sides_in_all),
            "of prerequisites": (self.prerequisites, self.prerequisites_in_all),
            "of conditions": (self.conditions, self.conditions_in_all),
            "answers": (self.answers, self.answers_in_all),
        }
        parts = [f"{reached} of {whole} {name}" for name, (reached, whole) in told.items() if whole]
        return ", ".join([f"{counted(self.sheets, 'sheet')}: {self.levels} of {self.levels_in_all} levels", *parts])


@dataclass(frozen=True)
class Record:
    """The outcome of one law on one framework.

    `status` is `passed`, `proved`, `failed`, `expected failure`, `not applicable` or `undecided`. `message` says what
    was broken and by which answers; `reason` says how a law is proved, or why it does not apply, is undecided, or was
    expected to fail. `tried` counts the cases the law applied to; `exhaustive` says whether those were all possible
    cases. A law that is proved was tried all the same. `reach` says what was reached by the sheets it was tried on;
    None for a law that is about no sheets, or that is broken.

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
    reach: Reach | None = None

    @property
    def holds(self) -> bool:
        """Whether the framework keeps the law: it passed, or is proved."""
        return self.status in {"passed", "proved"}

    def __repr__(self) -> str:
        return f"<Record {self.law}: {self.status}>"

    def __str__(self) -> str:
        cases = f" ({'all ' if self.exhaustive else ''}{self.tried} {'case' if self.tried == 1 else 'cases'})"
        told = [f"{self.law}: {self.status}{cases if self.tried else ''}"]
        told += [self.reason] if self.reason else []
        return "\n".join([": ".join(told), *([self.message] if self.message else [])])


class LawBroken(MaturityError, AssertionError):  # noqa: N818 - it is the law that is broken
    """A framework breaks a law; `record` names the law and the answers that break it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        given: object = record  # it may be anything, whatever its annotation says
        told = str(given) if type(given) is Record else shown(given)
        super().__init__([Problem(line) for line in told.split("\n")])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.record,)


class Broken(Exception):  # noqa: N818 - see LawBroken
    """Raised by a law's function to say what is broken, in the framework's own ids.

    Args:
        what: what was found, in one sentence.
        then: what was changed, if the law compares two sheets.
        expected: what the law expects instead.
    """

    def __init__(self, what: str, *, then: str = "", expected: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.then = then
        self.expected = expected

    def lines(self, case: list[str]) -> list[str]:
        """Return the message for the author of a framework, with the details of the case."""
        pairs = [("then: ", self.then), ("expected: ", self.expected)]
        return [self.what, *case, *(name + text for name, text in pairs if text)]


class Undecided(Exception):  # noqa: N818 - not an error
    """Raised by a law's function: nothing found speaks against the law, but nothing settles it either."""
