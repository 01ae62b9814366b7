"""The tables of a framework while they are checked, as far as they could be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from maturity_core.model.examples import Example
from maturity_core.model.fields import Path
from maturity_core.model.ladders import Lookup, ladders_meant
from maturity_core.model.measure import Measure
from maturity_core.model.nouns import Capability, Dimension, Level, Question
from maturity_core.model.profiles import Profile
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.scale import Scale
from maturity_core.model.scorers import Rule
from maturity_core.model.shows import Contrasts, Note, Views
from maturity_core.model.since import Since
from maturity_core.model.written import expanded

SHAPE = frozenset({"levels", "level_lists", "scales", "dimensions", "capabilities", "questions", "measures"})


@dataclass
class Draft:
    """The tables that could be read, before they become a framework; `failed` names those with unreadable entries."""

    levels: Sequence[Level] = ()
    level_lists: Mapping[str, Sequence[Level]] = field(default_factory=dict[str, Sequence[Level]])
    scales: Mapping[str, Scale] = field(default_factory=dict[str, Scale])
    dimensions: Sequence[Dimension] = ()
    capabilities: Sequence[Capability] = ()
    questions: Sequence[Question] = ()
    measures: Sequence[Measure] = ()
    rules: Sequence[Rule] = ()
    requirements: Sequence[Requirement] = ()
    scores: Sequence[Score] = ()
    contrasts: Contrasts | None = None
    views: Views | None = None
    notes: Sequence[Note] = ()
    profiles: Sequence[Profile] = ()
    examples: Sequence[Example] = ()
    since: Sequence[Since] = ()
    edition: str = ""
    scorer: Any = None
    failed: frozenset[str] = frozenset()

    @property
    def lookup(self) -> Lookup:
        """What its ladders name and own."""
        return self._lookup

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self)

    @cached_property
    def written_out(self) -> tuple[tuple[Requirement, Path], ...]:
        """Every requirement, one per ladder, with the place that it comes from. Every ladder named must exist."""
        return tuple(expanded(self))

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The ladders that have a requirement, and therefore levels."""
        return frozenset(str(requirement.ladder) for requirement, _ in self.written_out)

    @cached_property
    def all_ruled(self) -> bool:
        """Whether `ruled` is complete: every requirement and rule could be read and found its ladders."""
        homes = (ladders_meant(self, requirement.ladder, requirement.level) for requirement in self.requirements)
        return not self.failed & {"requirements", "rules"} and all(homes)
