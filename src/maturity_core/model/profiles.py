"""Profiles: what is asked of one kind of organisation, and what of a framework is left when nothing else applies.

docs/meaning.md#13-a-profile-leaves-out-what-is-not-asked
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import Any

from maturity_core.model.fields import Id, Label, LongText
from maturity_core.model.ladder import FRAMEWORK, KIND_OF, Ladder
from maturity_core.model.ladders import Shape, ladder_levels, ladder_names, own_questions, rank_of, selected
from maturity_core.model.measure import Measure
from maturity_core.model.node import Node
from maturity_core.model.requirement import Items, Requirement, Score, Selection
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.units import score_of
from maturity_core.model.written import expanded

TABLES = {kind: table for table, kind in KIND_OF.items()}
"""The table of the dimension, capability or measure that each kind of ladder belongs to."""


class Profile(Node):
    """What is asked of one kind of organisation: a name, and a selection of questions.

    >>> Profile(id="basic", name="Basic", questions={"tag": "basic"}).questions.tag
    'basic'
    """

    id: Id
    name: Label
    summary: LongText = ""
    questions: Selection

    @property
    def of(self) -> Items:
        """The questions as the items of the framework."""
        return Items(questions=self.questions)


class Asked:
    """What of a framework can still apply when only some questions are asked.

    Args:
        shape: the whole framework, or its tables while they are checked.
        questions: the ids of the questions that are asked.
    """

    def __init__(self, shape: Shape, questions: Iterable[str]) -> None:
        self.shape = shape
        self.questions = frozenset(questions)
        self.capabilities = frozenset(
            question.capability for question in shape.questions if question.id in self.questions
        )
        self.dimensions = frozenset(entry.dimension for entry in shape.capabilities if entry.id in self.capabilities)
        names = {entry.id: own_questions(shape, Ladder("measure", entry.id)) for entry in shape.measures}
        self.measures = frozenset(
            name for name, own in names.items() if any(question.id in self.questions for question in own)
        )
        self.kept: dict[str, list[tuple[Requirement, list[str]]]] = {}
        self.ruled = {str(requirement.ladder) for requirement, _ in self.written}
        self.scores: dict[str, list[str]] = {}
        for ladder in self.ladders:
            own = [entry for entry, _ in self.written if entry.ladder == ladder]
            pairs = [(entry, self._applying(ladder, entry)) for entry in own]
            self.kept[ladder] = [(entry, items) for entry, items in pairs if items]
            self.scores[ladder] = self._applying(ladder, score_of(shape, ladder))

    @cached_property
    def written(self) -> list[tuple[Requirement, Any]]:
        """Every requirement of the whole framework, one per ladder."""
        return list(expanded(self.shape))

    @cached_property
    def ladders(self) -> list[Ladder]:
        """The ladders with a question that is asked, each after those it is made of."""
        return [name for name in ladder_names(self.shape) if self.has(name)]

    def has(self, ladder: Ladder) -> bool:
        """Return whether a question of a ladder is asked."""
        return ladder == FRAMEWORK or ladder.id in self.ids(TABLES[ladder.kind])

    def ids(self, kind: str) -> frozenset[str]:
        """Return the ids of the questions, capabilities, dimensions or measures that are left."""
        found: frozenset[str] = getattr(self, kind)
        return found

    def _applying(self, ladder: str, entry: Requirement | Score | Measure) -> list[str]:
        """Return the items that can apply; none if they are weighed, and have no weight above 0."""
        weights = self.shape.lookup.weights[entry.of.kind]
        items = [item for item in selected(self.shape, ladder, entry.of) if self._applies(entry, item)]
        weighed = STATISTICS[entry.statistic].weighted
        return items if not weighed or any(weights[item] for item in items) else []

    def _applies(self, entry: Requirement | Score | Measure, item: str) -> bool:
        """Return whether an item of a requirement, a score or a measure can apply."""
        kind = entry.of.kind
        if item not in self.ids(kind) or kind == "questions":
            return item in self.ids(kind)
        reaching = None if isinstance(entry, Score) else entry.reaching
        return self.counts(Ladder(KIND_OF[kind], item), reaching)

    def counts(self, ladder: Ladder, reaching: Fraction | str | None = None) -> bool:
        """Return whether a ladder can count as an item: if a rung is to be reached, one up to it has to be left."""
        if not self.has(ladder):
            return False
        levels = ladder_levels(self.shape, ladder)
        ranks = [rank_of(levels, entry.level) or 0 for entry, _ in self.kept[ladder]]
        if isinstance(reaching, str):
            return any(rank <= (rank_of(levels, reaching) or 0) for rank in ranks)
        return bool(ranks) or ladder not in self.ruled
