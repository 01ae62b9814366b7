"""The parts of results: the result of one ladder, what else was found, and the framework it all belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import PlainSerializer, WithJsonSchema

from maturity_core.model.checked import Before
from maturity_core.model.fields import Flag, Id, Label
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FIXED, Node
from maturity_core.model.nouns import Level
from maturity_core.results.routes import Rung
from maturity_core.results.stored import Digest, Many, Ratio, Real, Small, WordsDigest

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


def _listed(value: Any) -> Any:
    if isinstance(value, str):
        raise ValueError("expected the id of a level in its list")  # noqa: TRY004 - pydantic collects this kind
    return value


LevelById = Annotated[
    Level,
    Before(_listed),
    PlainSerializer(lambda level: level.id, return_type=str),
    WithJsonSchema({"type": "string", "description": "the id of a level in its list"}),
]
"""A level that is stored as its id: its texts are stored once, in the lists of the record."""
LevelRange = tuple[LevelById, LevelById]
ScoreRange = tuple[Real, Real]
ExactRange = tuple[Ratio, Ratio]


class LadderResult(Node):
    """The level and score of one dimension, capability or measure.

    `score` is the double nearest to `score_exact`. `level_range` has the worst and the best level over all completions
    of the open questions, `score_range` the lowest and the highest score. `narrows` is the open question that would
    narrow the range of levels most, or that of scores if the ladder has no level here. `completeness` is the share of
    the applicable questions for which an option was chosen. `not_yet` says that too few questions are answered for a
    level. `level_list` names the list that the levels are from, as in the framework's file: without one, a dimension
    uses the framework's levels, and a capability has none. One that is ahead of its time `waits_for` the capabilities
    that it requires and that are not there yet.
    """

    id: Id
    name: Label
    level_list: Id | None
    level: LevelById | None
    level_range: LevelRange | None
    score: Real | None
    score_exact: Ratio | None
    score_range: ScoreRange | None
    score_range_exact: ExactRange | None
    completeness: Real | None
    narrows: Id | None
    not_yet: Flag
    ahead_of_its_time: Flag = False
    waits_for: tuple[Id, ...] = ()


class Tension(Node):
    """Two dimensions too far apart, one too far below the overall level, or one whose answers are too far apart.

    `apart` is the distance in levels or options. Of two dimensions, the higher one comes first. `questions` are the two
    whose answers pull apart, the higher one first; empty if nothing is answered on one side.
    """

    kind: Literal["levels apart", "below overall", "options apart"]
    dimensions: tuple[Id, ...]
    apart: Small
    questions: tuple[Id, ...] = ()


class Portrait(Node):
    """Which patterns of the level the answers bear out, which they deny, and which were not asked: places in its list.

    A pattern in none of them names no questions: it is typical of the level, whatever was answered.
    """

    borne_out: tuple[Small, ...] = ()
    denied: tuple[Small, ...] = ()
    not_asked: tuple[Small, ...] = ()


class Strength(Node):
    """A dimension that is well set up; or only even: its answers are close to each other, at a level below the top.

    Of one that is well set up, no answer falls short of the level `least`, and no first step lies in it.
    """

    dimension: Id
    kind: Literal["well set up", "even"] = "even"
    least: str | None = None


class Lever(Node):
    """A capability that closes much of the distance to the default target for what that costs.

    `gain` is the part of the distance that its gaps are: of the credit that all gaps gain, times weight and worth;
    `effort` is what closing them costs. `equal_to` names the capabilities that gain just as much by effort. Done alone,
    it `reaches` these rungs, and the capabilities in `readies` become ready; those in `eases` have gaps and lean on it.
    """

    capability: Id
    name: Label
    effort: Real
    effort_exact: Ratio
    gain: Real
    gain_exact: Ratio
    gain_by_effort: Real
    gain_by_effort_exact: Ratio
    equal_to: tuple[Id, ...] = ()
    reaches: tuple[Rung, ...] = ()
    readies: tuple[Id, ...] = ()
    eases: tuple[Id, ...] = ()


def asked_as(framework: Framework, profile: str | None) -> Framework:
    """Return a framework as one of its profiles asks it; the whole framework if it has no such profile."""
    whole = framework.whole
    return whole.profile(profile) if profile in whole.profiles.ids else whole


class Stamp(Node):
    """The framework a result belongs to, with digests of its content, its rules and the wording of each question.

    `digest`, `rules` and `words` are `Framework.digest`, `rules_digest` and `original.words_digests`: a translation
    asks the same. `profile` is the id of the profile that was asked, None if the whole framework was.
    """

    id: Id
    name: Label
    edition: Label
    digest: Digest
    rules: Digest
    words: Annotated[dict[Id, WordsDigest], Many, FIXED]
    profile: Id | None = None

    def maker(self, framework: Framework) -> Framework:
        """Return the framework as it was asked: by the profile that is named, or else whole."""
        return asked_as(framework_given(framework), self.profile)

    def fits(self, framework: Framework) -> bool:
        """Return whether the result belongs to this framework: the same id and the same rules, in any wording."""
        return (self.id, self.rules) == (framework_given(framework).id, framework.rules_digest)
