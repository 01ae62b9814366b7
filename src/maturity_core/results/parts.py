"""What results are made of: where one ladder stands, what is noticed, and which framework they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from maturity_core.model.fields import Flag, Id, Label
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FIXED, Node
from maturity_core.model.nouns import Level
from maturity_core.results.stored import Digest, Many, Ratio, Real, WordsDigest

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

LevelRange = tuple[Level, Level]


class LadderResult(Node):
    """Where one dimension or capability stands.

    `score` is the double nearest to `score_exact`. `level_range` is the worst and the best level over all completions
    of the open questions, `narrows` the open question that would narrow it most. `completeness` is the share of the
    questions that apply to which an option was chosen. `not_yet` says that too little is answered for a level.
    """

    id: Id
    name: Label
    level: Level | None
    level_range: LevelRange | None
    score: Real | None
    score_exact: Ratio | None
    completeness: Real | None
    narrows: Id | None
    not_yet: Flag
    ahead_of_its_time: Flag = False


class Tension(Node):
    """Dimensions that stand too far apart, one too far below the whole, or answers of one that do."""

    kind: Literal["levels apart", "below overall", "options apart"]
    dimensions: tuple[Id, ...]
    sentence: str


class Strength(Node):
    """A dimension that is well set up throughout."""

    dimension: Id
    sentence: str


class Lever(Node):
    """A capability, what the overall score gains when its questions all go one option up, and that gain by effort."""

    capability: Id
    name: Label
    effort: Ratio
    gain: Ratio
    gain_by_effort: Ratio


class Stamp(Node):
    """Which framework a result belongs to: its content, its rules, and by question the words it was asked in.

    `digest`, `rules` and `words` are those of `Framework.digest`, `rules_digest` and `words_digests`.
    """

    id: Id
    name: Label
    edition: Label
    digest: Digest
    rules: Digest
    words: Annotated[dict[Id, WordsDigest], Many, FIXED]

    def fits(self, framework: Framework) -> bool:
        """Return whether the result is one of this framework: of its id and its rules, in whatever words."""
        return (self.id, self.rules) == (framework_given(framework).id, framework.rules_digest)
