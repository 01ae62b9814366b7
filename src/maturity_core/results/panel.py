"""Several raters of one organisation: who sees it how, on what they differ, and a consensus by a declared rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id, Label
from maturity_core.model.json_text import twice
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import FIXED, Node
from maturity_core.results.agreement import Agreement
from maturity_core.results.parts import ExactRange, ScoreRange, Stamp
from maturity_core.results.placed import Placed
from maturity_core.results.progress import SheetOf
from maturity_core.results.stored import Answer, Many, Ratio, Real, Small, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

ConsensusRule = Literal["median", "lowest", "agreed"]


class Rater(SheetOf):
    """A rater: the sheet, and where it places the organisation, the framework first.

    `asked_anew` has the questions whose answers could not be carried over from an earlier edition.
    """

    asked_anew: Annotated[tuple[Id, ...], Many] = ()
    ladders: Annotated[Entries[Placed], Many]


class RoleLadder(Node):
    """Where the raters of one role place a ladder: from the lowest to the highest, and the mean of their scores.

    Raters who answered too little for a level, and those for whom it does not apply, are left out; `raters` are so many
    as remain.
    """

    ladder: Ladder
    raters: Small
    lowest_level: Id | None
    middle_level: Id | None
    highest_level: Id | None
    lowest_score: Real | None
    lowest_score_exact: Ratio | None
    score: Real | None
    score_exact: Ratio | None
    highest_score: Real | None
    highest_score_exact: Ratio | None


class Role(Node):
    """The raters of one role, by name; who names no role is one of their own. `middle_level` is the lower median."""

    role: Label
    raters: Annotated[tuple[Label, ...], Many]
    ladders: Entries[RoleLadder]


class Perception(Node):
    """The two roles that see one ladder furthest apart, by the means of their scores."""

    ladder: Ladder
    higher: Label
    lower: Label
    apart: Real
    apart_exact: Ratio


class Difference(Node):
    """A question that raters answer differently: by rater, the id of an option or the word for a state.

    `apart` is the difference in credit between the highest and the lowest option; 0 if they only differ in whether the
    question applies, or if the options are worth the same.
    """

    question: Id
    apart: Real
    apart_exact: Ratio
    answers: Annotated[dict[Label, Answer], Many, FIXED]


class OfDimension(Node):
    """How far raters agree on the questions of a dimension."""

    dimension: Id
    agreement: Agreement


class OfPair(Node):
    """How far two raters agree: kappa, weighted by the distance in credit."""

    one: Label
    other: Label
    agreement: Agreement


class Consensus(Node):
    """One sheet out of several, by a declared rule, with what the disagreement leaves possible.

    By the `median`, each question has the lower median of the chosen options; by the `lowest`, the lowest; by `agreed`,
    the answer that all who gave one agree on, and else it is unanswered. Open questions do not count, nor does *not
    applicable* where someone chose an option. `open` names the questions that the rule leaves unanswered although
    somebody answered them. `ranges` has the lowest and the highest option where these differ. `level_range` and
    `score_range` are what the lowest and the highest answers to all of them give.
    """

    rule: ConsensusRule
    answers: Annotated[dict[Id, Answer], Many, FIXED]
    open: Annotated[tuple[Id, ...], Many]
    ranges: Annotated[dict[Id, tuple[Id, Id]], Many, FIXED]
    ladders: Entries[Placed]
    level_range: tuple[Id, Id] | None
    score_range: ScoreRange | None
    score_range_exact: ExactRange | None
    not_yet: Flag


class RaterPanel(Stored):
    """Several raters of one organisation, by name: levels by role, differences, agreement, and a consensus.

    `perceptions` has, for each ladder, the two roles that are furthest apart, the widest first. `patterns` has the
    places of those in the framework's `views.patterns` that show. `differences` has the questions that raters differ on
    most first. `agreement` is Krippendorff's alpha over all questions, for ordered values: the credits of the chosen
    options. `pairs` is empty with more than 12 raters.

    >>> from maturity_core import compare_raters, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheets = {"Ada": framework.assess([3] * 20), "Ben": framework.assess([3] * 19 + [0])}
    >>> panel = compare_raters(framework, sheets)
    >>> [difference.question for difference in panel.differences], panel.agreement.status
    (['deciding-on-tools'], 'computed')
    """

    called: ClassVar[str] = "panel"
    once: ClassVar[tuple[str, str]] = ("raters", "name")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    raters: Entries[Rater]
    roles: Entries[Role]
    missing: Annotated[tuple[Label, ...], Many]
    perceptions: Annotated[tuple[Perception, ...], Many]
    patterns: Annotated[tuple[Small, ...], Many]
    differences: Entries[Difference]
    agreement: Agreement
    dimensions: Entries[OfDimension]
    pairs: Annotated[tuple[OfPair, ...], Many]
    consensus: Consensus

    def contradictions(self) -> Iterator[Problem]:
        """Yield what cannot be true together: raters who are not there, and entries that are there twice."""
        yield from super().contradictions()
        yield from twice(self.roles.ids, f"{self.called}.roles")
        yield from twice(self.differences.ids, f"{self.called}.differences")
        named = {name for role in self.roles for name in role.raters} | {
            name for one in self.differences for name in one.answers
        }
        strangers = sorted(named.difference(self.raters.ids))
        yield from (Problem("no such rater", f"{self.called}.raters", repr(name)) for name in strangers)
