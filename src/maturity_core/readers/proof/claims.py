"""Claims about all sheets, as people write them: *framework >= strategic implies dimension vision >= improving*."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.ladder import KINDS, Ladder
from maturity_core.readers.targets import goal
from maturity_core.scoring.one.standing import exact_score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from maturity_core.model.framework import Framework
    from maturity_core.scoring.one.evaluate import RuleStanding

LONGEST = 2_000
"""The most characters of a claim."""
QUESTION = "question"
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
"""How two values may be compared."""
ALLOWED = "LADDER >= LEVEL, or with <, >, <= or =; several joined by 'and'; two such groups joined by 'implies'"
_KIND = "|".join((*KINDS, QUESTION))
_IMPLIES = re.compile(r"\s+implies\b\s*", re.IGNORECASE)
_AND = re.compile(rf"(?:\s+and\s+|\s*,\s*)(?=(?:{_KIND})\b[^<>=]*[<>=])", re.IGNORECASE)
_PART = re.compile(
    rf"(?P<kind>{_KIND})\b\s*(?P<name>[^<>=]*?)\s*(?P<sign>>=|<=|>|<|=)\s*(?P<value>[^<>=]+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """A comparison: of a ladder's level or score, or of an answer, with a rank, a score or a position.

    `ladder` is the place of the ladder, or of the question if this is about an `answer`.
    """

    ladder: int
    sign: str
    value: int | Fraction
    answer: bool = False

    def holds(self, standing: RuleStanding) -> bool:
        """Return whether it is true of a sheet: never of a score that there is not."""
        if self.answer:
            return COMPARED[self.sign](standing.codes[self.ladder], self.value)
        if isinstance(self.value, Fraction):
            score = exact_score(standing, self.ladder)
            return score is not None and COMPARED[self.sign](score, self.value)
        return COMPARED[self.sign](standing.rank(self.ladder), self.value)


@dataclass(frozen=True)
class Claim:
    """That all of `then` is true of every sheet of which all of `given` is."""

    given: tuple[Part, ...]
    then: tuple[Part, ...]

    def refuted_by(self, standing: RuleStanding) -> bool:
        """Return whether a sheet shows that the claim is false."""
        return all(part.holds(standing) for part in self.given) and not all(part.holds(standing) for part in self.then)


def read_claim(framework: Framework, text: str) -> Claim:
    """Return the claim that a text makes about a framework that is scored by requirements.

    Raises:
        ArgumentError: listing everything that is wrong with it.
    """
    if len(text) > LONGEST:
        raise ArgumentError([Problem("this claim is too long", "claim", f"{len(text)} characters", f"{LONGEST}")])
    sides = _IMPLIES.split(text.strip())
    problems: list[Problem] = []
    if len(sides) > 2:  # noqa: PLR2004 - what is assumed, and what follows
        problems.append(Problem("'implies' occurs more than once", "claim", shown(text), ALLOWED))
    read = [list(_parts(framework, side, problems)) for side in sides]
    if problems:
        raise ArgumentError(problems)
    return Claim(tuple(part for side in read[:-1] for part in side), tuple(read[-1]))


def _parts(framework: Framework, side: str, problems: list[Problem]) -> Iterator[Part]:
    for text in _AND.split(side):
        match = _PART.fullmatch(text.strip())
        found = _part(framework, match) if match else Problem("not a comparison", "claim", shown(text), ALLOWED)
        if isinstance(found, Problem):
            problems.append(replace(found, where="claim"))
        else:
            yield found


def _part(framework: Framework, match: re.Match[str]) -> Part | Problem:
    kind, name, sign, value = (match[group].strip().strip("\"'") for group in ("kind", "name", "sign", "value"))
    if kind.lower() == QUESTION:
        return _answer(framework, name, sign, value)
    ladder = Ladder(kind.lower(), name)
    found = goal(framework, ladder, value)
    if isinstance(found, int) and not framework.outline.awards_at(ladder):
        return Problem("no organisation gets a level here", "claim", shown(ladder), "its score, such as 50%")
    return found if isinstance(found, Problem) else Part(framework.engine.index[ladder], sign, found)


def _answer(framework: Framework, name: str, sign: str, value: str) -> Part | Problem:
    columns = framework.lookup.columns
    if name not in columns:
        return Problem("no such question", "claim", shown(name), near=(name, columns))
    ids = [option.id for option in framework.questions[columns[name]].options]
    if value not in ids:
        return Problem(f"the question {name!r} has no such option", "claim", shown(value), near=(value, ids))
    return Part(columns[name], sign, ids.index(value), answer=True)
