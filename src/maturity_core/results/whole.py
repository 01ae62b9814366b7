"""Everything about one organisation in one object, its short form for front ends, and the schema of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id, Label
from maturity_core.model.node import Node
from maturity_core.results.explanation import Explanation
from maturity_core.results.parts import ScoreRange
from maturity_core.results.record import AssessmentRecord
from maturity_core.results.routes import Gaps, Plan
from maturity_core.results.stored import Real, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.model.nouns import Level
    from maturity_core.results.parts import LadderResult

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FIRST_STEPS = 3


class ShortLevel(Node):
    """The id and the name of a level."""

    id: Id
    name: Label


class ShortLadder(Node):
    """A dimension with its level and its score."""

    id: Id
    name: Label
    level: ShortLevel | None
    score: Real | None
    not_yet: Flag


class ShortStep(Node):
    """The id and the name of a capability to begin with."""

    capability: Id
    name: Label


class ShortResult(Node):
    """What a front end shows first: the level, the dimensions and what to do first."""

    schema_version: Literal[2] = 2
    framework: Id
    edition: Label
    organisation: str = ""
    level: ShortLevel | None
    level_range: tuple[ShortLevel, ShortLevel] | None
    score: Real | None
    score_range: ScoreRange | None
    completeness: Real | None
    not_yet: Flag
    dimensions: Entries[ShortLadder]
    first: Entries[ShortStep]


class Result(Stored):
    """Everything about one organisation: its level, what is missing, what to do next, and why.

    `maturity assess --json` prints one. `result_schema` describes its JSON.
    """

    called: ClassVar[str] = "result"

    organisation: str = ""
    assessment: AssessmentRecord
    gaps: Gaps
    next_steps: Plan
    explanation: Explanation

    def contradictions(self) -> Iterator[Problem]:
        """Yield a name that is not that of the sheet; contradictions within parts are found when these are read."""
        named = self.assessment.facts.organisation
        if named not in {"", self.organisation}:
            what = "the result and its sheet name different organisations"
            yield Problem(what, "result.organisation", repr(self.organisation), repr(named))

    def short(self) -> ShortResult:
        """Return the short form for front ends."""
        record = self.assessment
        ends = record.level_range
        return ShortResult(
            framework=record.framework.id,
            edition=record.framework.edition,
            organisation=self.organisation,
            **_standing(record),
            level_range=ends and (_level(ends[0]), _level(ends[1])),
            score_range=record.score_range,
            completeness=record.completeness,
            dimensions=Entries(
                ShortLadder(id=entry.id, name=entry.name, **_standing(entry)) for entry in record.dimensions
            ),
            first=Entries(ShortStep(capability=entry.capability, name=entry.name) for entry in self.next_steps.first),
        )


def _standing(entry: AssessmentRecord | LadderResult) -> dict[str, Any]:
    return {"level": entry.level and _level(entry.level), "score": entry.score, "not_yet": entry.not_yet}


def _level(level: Level) -> ShortLevel:
    return ShortLevel(id=level.id, name=level.name)


def result_schema(*, short: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a result as JSON.

    Args:
        short: return the schema of the short form for front ends.

    >>> result_schema()["properties"]["assessment"], sorted(result_schema(short=True)["properties"])[:2]
    ({'$ref': '#/$defs/AssessmentRecord'}, ['completeness', 'dimensions'])
    """
    kind = ShortResult if short else Result
    return {"$schema": DIALECT, **kind.model_json_schema(mode="serialization")}
