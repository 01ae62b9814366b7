"""Organisations by their own outcome figures: the best, the middle and the rest, and what sets the best apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from maturity_core.answers.facts import Name
from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id, Label, Text
from maturity_core.model.node import Node
from maturity_core.results.outcomes import Better
from maturity_core.results.parts import Stamp
from maturity_core.results.peers import Count
from maturity_core.results.stored import Answer, Given, Many, Ratio, Real, Small, Stored, Version

if TYPE_CHECKING:
    from collections.abc import Iterator


class Criterion(Node):
    """A figure by which organisations are put in order: whether more or less is better, and how much it counts."""

    outcome: Label
    name: Label
    unit: Text = ""
    better: Better
    weight: Real
    weight_exact: Ratio


class Median(Node):
    """The middle of a figure in a band, and of two the mean."""

    outcome: Label
    value: Real | None
    value_exact: Given


class Archetype(Node):
    """A band of organisations by their figures, such as the best 15%.

    `share` is what was asked for, and `size` how many are in it. Equal figures are never parted: `tied` is how many of
    its organisations are as good as one that the exact share would have put elsewhere. `medians` is empty with too few
    organisations.
    """

    share: Real
    share_exact: Ratio
    size: Count
    tied: Count
    medians: Entries[Median]


class Distinct(Node):
    """An option that organisations of the best band have reached clearly more often than those of the next one.

    `best` of `best_size` in the best band and `next` of `next_size` in the next one answered `option` or better; both
    leave out those to whom the question does not apply. `apart` is the difference of the two shares. `answer` is that
    of the organisation, None without one.
    """

    question: Id
    option: Id
    best: Count
    best_size: Count
    next: Count
    next_size: Count
    apart: Real
    apart_exact: Ratio
    answer: Answer | None


class Archetypes(Stored):
    """Organisations in bands by their figures, the best first, and what the best have that the next ones have not.

    `without` counts those that lack a figure, `left_out` those with too few answers: neither is in a band.
    `suppressed` says that all together are fewer than `minimum`: then nothing is said of them. `organisation` is the
    one that was asked about, `here` the place of its band; None if it is in none. `distinct` has the options whose
    shares differ clearly, the widest apart first; `compared` says whether both bands are large enough to look for them.

    >>> from maturity_core import find_archetypes, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> group = {f"Firm {place}": framework.assess([place // 5] * 20) for place in range(20)}
    >>> nps = {"better": "more", "figures": {f"Firm {place}": place for place in range(20)}}
    >>> found = find_archetypes(framework, group, {"outcomes": {"nps": nps}}, organisation="Firm 18")
    >>> [band.size for band in found.bands], found.here
    ([3, 10, 7], 0)
    """

    called: ClassVar[str] = "archetypes"
    once: ClassVar[tuple[str, str]] = ("criteria", "outcome")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    criteria: Entries[Criterion]
    size: Count
    minimum: Count
    without: Count
    left_out: Count
    suppressed: Flag
    bands: Annotated[tuple[Archetype, ...], Many]
    organisation: Name
    here: Small | None
    compared: Flag
    distinct: Annotated[tuple[Distinct, ...], Many]

    def contradictions(self) -> Iterator[Problem]:
        """Yield what cannot be true together: bands that do not add up, and one that is not there."""
        yield from super().contradictions()
        total = sum(band.size for band in self.bands)
        if self.bands and total != self.size:
            yield Problem("these counts do not add up to the size", f"{self.called}.bands", f"{total}", f"{self.size}")
        if self.here is not None and self.here >= len(self.bands):
            yield Problem("no such band", f"{self.called}.here", f"{self.here}")
