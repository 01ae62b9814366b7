"""The stock scorers: familiar shorthands, each of which writes requirements.

Each shorthand is a plain function from numbers to requirements, and a small class that reads its table in the file.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from maturity_core.model.arguments import words
from maturity_core.model.fields import Name, Number
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.node import FIXED, FixedDict, Node, altered
from maturity_core.model.requirement import Filter, Items, Requirement, Selector, Sourced
from maturity_core.model.scorer import StockScorer


def cut_points(cuts: Mapping[str, Fraction], **common: Any) -> list[Requirement]:
    """Require, for each level of `cuts`, that the mean of the items is at least its cut."""
    return [Requirement(level=level, mean=cut, **common) for level, cut in cuts.items()]


def staged(levels: Sequence[str], of: Items | None = None, **common: Any) -> list[Requirement]:
    """Require, for each level, the mean or the share given in `common` of those questions of exactly that stage."""
    return [Requirement(level=level, of=of_stage(of, level), **common) for level in levels]


def of_stage(of: Items | None, level: str) -> Items:
    """Return the questions of a selection that are of one stage."""
    chosen = "all" if of is None or of.questions is None else of.questions
    if isinstance(chosen, Filter):
        return Items(questions=altered(chosen, stage=level))
    return Items(questions=Filter(stage=level, ids=chosen) if chosen != "all" else Filter(stage=level))


def weakest_link(levels: Sequence[str], cuts: Mapping[str, Fraction] | None = None, **common: Any) -> list[Requirement]:
    """Require, for each level, that every item reaches the level itself or, with `cuts`, at least its cut."""
    if cuts is not None:
        return [Requirement(level=level, least=cut, **common) for level, cut in cuts.items()]
    return coverage(levels, share=Fraction(1), **common)


def coverage(levels: Sequence[str], **common: Any) -> list[Requirement]:
    """Require, for each level, that the share or the count of items given in `common` reaches the level itself."""
    return [Requirement(level=level, reaching=level, **common) for level in levels]


class Requirements(Node, StockScorer):
    """Plain requirements as a scorer.

    >>> Requirements(requirements=[]).tables()
    {'rules': (), 'requirements': ()}
    """

    requirements: tuple[Requirement, ...]

    def tables(self) -> dict[str, tuple[Any, ...]]:
        """See `StockScorer.tables`."""
        return {"rules": (), "requirements": self.requirements}


class Rule(Sourced, StockScorer):
    """Base of the shorthands: which ladders, which of their levels, and on what basis."""

    wants: ClassVar[tuple[str, ...]] = ()
    """Exactly one of these fields has to be given."""

    ladder: Selector | tuple[Selector, ...]
    levels: tuple[Name, ...] = ()

    @abstractmethod
    def write(self, ladder: str, levels: Sequence[str]) -> list[Requirement]:
        """Return the requirements this rule writes for one ladder.

        Args:
            ladder: the ladder, as `framework`, `dimension ID` or `capability ID`.
            levels: ids of the ladder's levels above rank 0.
        """

    def tables(self) -> dict[str, tuple[Any, ...]]:
        """See `StockScorer.tables`."""
        return {"rules": (self,), "requirements": ()}

    def _common(self, ladder: str, **more: Any) -> dict[str, Any]:
        return {"ladder": ladder, "basis": self.basis, "because": self.because, "place": self.place, **more}

    def items(self, ladder: str) -> Items:
        """Return the items that it reads for a ladder."""
        given: Items | None = getattr(self, "of", None)
        return given or (Items(dimensions="all") if ladder == FRAMEWORK else Items(questions="all"))

    def chosen(self, levels: Sequence[str]) -> list[str]:
        """Return the levels this rule covers."""
        return [level for level in words(levels, "levels") if not self.levels or level in self.levels]


class CutPoints(Rule):
    """`kind = "cut-points"`: the mean of the items reaches each level's cut.

    >>> rule = CutPoints(ladder="framework", cuts={"managed": 0.4}, basis="interpretation")
    >>> [str(written.threshold) for written in rule.write("framework", ["managed"])]
    ['2/5']
    """

    kind: Literal["cut-points"] = "cut-points"
    of: Items | None = None
    by: Literal["score", "level", "value"] = "score"
    cuts: Annotated[dict[Name, Number], FIXED]

    def write(self, ladder: str, levels: Sequence[str]) -> list[Requirement]:
        """Write one mean requirement per level."""
        cuts = {level: self.cuts[level] for level in self.chosen(levels) if level in self.cuts}
        return cut_points(cuts, **self._common(ladder, of=self.items(ladder), by=self.by))


class Staged(Rule):
    """`kind = "staged"`: the questions of each stage are answered well enough: all, or some of them.

    >>> rule = Staged(ladder="framework", mean=0.75, basis="interpretation")
    >>> rule.write("framework", ["managed"])[0].of.questions.stage
    'managed'
    """

    wants: ClassVar[tuple[str, ...]] = ("mean", "share")
    kind: Literal["staged"] = "staged"
    of: Items | None = None
    by: Literal["score", "value"] = "score"
    mean: Number | None = None
    share: Number | None = None
    reaching: Number | None = None

    def write(self, ladder: str, levels: Sequence[str]) -> list[Requirement]:
        """Write one mean or share requirement per level, over the questions of that stage."""
        asked = {"by": self.by, "mean": self.mean, "share": self.share, "reaching": self.reaching}
        return staged(self.chosen(levels), self.of, **self._common(ladder, **asked))


class WeakestLink(Rule):
    """`kind = "weakest-link"`: the weakest item decides.

    >>> rule = WeakestLink(ladder="framework", basis="interpretation")
    >>> rule.write("framework", ["managed"])[0].reaching
    'managed'
    """

    kind: Literal["weakest-link"] = "weakest-link"
    of: Items | None = None
    by: Literal["score", "value"] = "score"
    cuts: Annotated[dict[Name, Number], FIXED] = Field(default_factory=FixedDict)

    def write(self, ladder: str, levels: Sequence[str]) -> list[Requirement]:
        """Write one requirement per level that every item has to meet."""
        chosen = self.chosen(levels)
        cuts = {level: self.cuts[level] for level in chosen if level in self.cuts}
        return weakest_link(
            chosen, cuts if self.cuts else None, **self._common(ladder, of=self.items(ladder), by=self.by)
        )


class Coverage(Rule):
    """`kind = "coverage"`: enough of the items reach the level itself.

    >>> rule = Coverage(ladder="framework", count=3, basis="interpretation")
    >>> rule.write("framework", ["managed"])[0].statistic
    'count'
    """

    wants: ClassVar[tuple[str, ...]] = ("share", "count")
    kind: Literal["coverage"] = "coverage"
    of: Items | None = None
    share: Number | None = None
    count: Number | None = None

    def write(self, ladder: str, levels: Sequence[str]) -> list[Requirement]:
        """Write one share or count requirement per level."""
        return coverage(
            self.chosen(levels), **self._common(ladder, of=self.items(ladder), share=self.share, count=self.count)
        )


AnyRule = Annotated[CutPoints | Staged | WeakestLink | Coverage, Field(discriminator="kind")]
