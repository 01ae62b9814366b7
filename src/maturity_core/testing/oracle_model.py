"""What the reference scorer knows about a framework before any sheet: what owns what, and the items of requirements."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.requirement import Filter, Items, Score
from maturity_core.model.states import NOT_APPLICABLE, UNANSWERED
from maturity_core.testing.oracle_statistics import Item, used_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability, Level, Prerequisite, Question

Ends = tuple[Fraction, Fraction]
Sheet = tuple[int, ...]
"""A code for each question, in file order: the position of an option, or a negative code of the other states."""


class Model:
    """A framework, read once: its ladders, what each of them owns, and the items of every requirement and score."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.dimensions = tuple(Ladder("dimension", dimension.id) for dimension in framework.dimensions)
        self.capabilities = tuple(Ladder("capability", capability.id) for capability in framework.capabilities)
        self.measures = tuple(Ladder("measure", measure.id) for measure in framework.measures)
        self.ladders = (FRAMEWORK, *self.dimensions, *self.capabilities, *self.measures)
        self.homes = [framework.capability(question.capability) for question in framework.questions]
        self.requirements = framework.all_requirements
        self.credits = tuple(tuple(option.credit for option in question.options) for question in framework.questions)
        self.counts_as = tuple(self._counts_as(question) for question in framework.questions)
        self.needed = tuple(self._needed(question) for question in framework.questions)
        conditions = [(place, *needed) for place, needed in enumerate(self.needed) if needed is not None]
        self.conditions = sorted(conditions, key=lambda condition: len(self.before(condition[0])))
        self.own: dict[str, tuple[int, ...]] = {ladder: self._own_questions(ladder) for ladder in self.ladders}
        self.items = tuple(self.select(str(requirement.ladder), requirement.of) for requirement in self.requirements)
        self.ladder_of = tuple(str(requirement.ladder) for requirement in self.requirements)
        self.used = tuple(map(used_items, self.requirements, self.items))
        self.scores: dict[str, Score | Measure] = {ladder: self._score(ladder) for ladder in self.ladders}
        self.score_items = {ladder: self.select(ladder, score.of) for ladder, score in self.scores.items()}
        self.score_used = {ladder: used_items(self.scores[ladder], items) for ladder, items in self.score_items.items()}
        self.shown: dict[str, Ends | None] = {}
        self.shown |= {ladder: self._shown(ladder) for ladder in self.ladders}
        for measure in self.measures:
            self.own[measure] = tuple(sorted(self._read_by(measure)))
        self.rungs: dict[str, tuple[tuple[int, int], ...]] = {ladder: self._rungs(ladder) for ladder in self.ladders}
        self.seen: dict[Sheet, Any] = {}  # what sheets score, kept by `stand`
        self.parts: dict[tuple[str, Sheet], Any] = {}  # what ladders score, by the answers to their own questions

    def forget(self) -> None:
        """Forget what sheets and ladders score."""
        self.seen.clear()
        self.parts.clear()

    def _counts_as(self, question: Question) -> int | None:
        """Return the position of the option that not applicable counts as: the question's, or that of its scale."""
        name = question.counts_as or self.framework.scales[question.scale].counts_as
        return [option.id for option in question.options].index(name) if name and question.not_applicable else None

    def counted(self, sheet: Sheet) -> Sheet:
        """Return what answers count as: not applicable, open, or the lowest option as the needed question has it."""
        codes = list(sheet)
        for question, other, least in self.conditions:  # of a chain, what is needed first
            if NOT_APPLICABLE in (codes[question], codes[other]):
                codes[question] = NOT_APPLICABLE
            elif codes[other] < 0:
                codes[question] = UNANSWERED if codes[question] >= 0 else codes[question]
            elif codes[other] < least:
                codes[question] = 0
        return tuple(codes)

    def _needed(self, question: Question) -> tuple[int, int] | None:
        if question.needs is None:
            return None
        ids = [entry.id for entry in self.framework.questions]
        other = ids.index(question.needs.question)
        options = [option.id for option in self.framework.questions[other].options]
        return other, options.index(question.needs.option)

    def before(self, question: int) -> list[int]:
        """Return the question that one needs, the one that this needs, and so on."""
        needed = self.needed[question]
        return [] if needed is None else [needed[0], *self.before(needed[0])]

    def levels(self, ladder: str) -> Sequence[Level]:
        """Return the list of levels that the ladder names; empty for a capability that names none."""
        return self.framework.ladder_levels(ladder)

    def rank(self, ladder: str, level: str) -> int:
        """Return the place of a level in the ladder's own list, 0 for the first."""
        return [entry.id for entry in self.levels(ladder)].index(level)

    def whole_ranks(self, ladder: str) -> list[int]:
        """Return the ranks of a ladder's levels on the framework's list; empty if it lacks one of them."""
        whole, own = ([level.id for level in self.levels(name)] for name in (FRAMEWORK, ladder))
        return [whole.index(name) for name in own] if own == [name for name in whole if name in own] else []

    def requires(self, capability: str) -> tuple[Prerequisite, ...]:
        """Return the prerequisites of a capability."""
        return self.framework.capability(capability).requires

    def capability_of(self, question: int) -> Capability:
        """Return the capability a question belongs to."""
        return self.homes[question]

    def select(self, ladder: str, of: Items) -> tuple[Item, ...]:
        """Return the items of `of`, in file order: some of the ladder's own, and never the ladder itself."""
        framework, wanted = self.framework, of.selection
        if ladder in self.measures or of.kind == "measures":
            return self._any(ladder, of)
        if of.kind == "questions":
            entries = [(index, framework.questions[index]) for index in self._own_questions(ladder)]
            return tuple(Item(q.weight, question=index) for index, q in entries if self._question_fits(index, wanted))
        if of.kind == "capabilities":
            own = [e for e in framework.capabilities if ladder in {FRAMEWORK, Ladder("dimension", e.dimension)}]
            fitting = [e for e in own if _fits(wanted, e.id, e.id, e.dimension) and _marked(wanted, e.tags, e.weight)]
            return tuple(Item(e.weight, ladder=Ladder("capability", e.id)) for e in fitting)
        areas = framework.dimensions if ladder == FRAMEWORK else ()
        chosen = [e for e in areas if _fits(wanted, e.id, None, e.id) and _marked(wanted, (), e.weight)]
        return tuple(Item(e.weight, ladder=Ladder("dimension", e.id)) for e in chosen)

    def _any(self, ladder: str, of: Items) -> tuple[Item, ...]:
        """Return the items of a measure, which reads anything; or measures, of which a part reads only its own."""
        if of.kind != "measures":
            return self.select(FRAMEWORK, of)
        own, whole = set(self._own_questions(ladder)), ladder == FRAMEWORK or ladder in self.measures
        entries = [(Ladder("measure", entry.id), entry) for entry in self.framework.measures]
        return tuple(
            Item(entry.weight, ladder=name)
            for name, entry in entries
            if name != ladder and _fits(of.selection, entry.id, None, "") and (whole or self._read_by(name) <= own)
        )

    def _read_by(self, ladder: str) -> set[int]:
        """Return the questions that the score or the level of a measure reads, through whatever it reads."""
        asked = [requirement.of for requirement in self.requirements if requirement.ladder == ladder]
        read = [self._score(Ladder.read(ladder)).of, *asked]
        items = [item for of in read for item in self.select(ladder, of)]
        found = {item.question for item in items if not item.ladder}
        for item in items:
            if item.ladder:
                measured = item.ladder in self.measures
                found |= self._read_by(item.ladder) if measured else set(self._own_questions(item.ladder))
        return found

    def _own_questions(self, ladder: str) -> tuple[int, ...]:
        """Return the questions of a ladder: a capability's own, those of a dimension's capabilities, or all."""
        owned: list[int] = []
        for index in range(len(self.framework.questions)):
            capability = self.capability_of(index)
            if ladder in {FRAMEWORK, Ladder("dimension", capability.dimension), Ladder("capability", capability.id)}:
                owned.append(index)
        return tuple(owned)

    def _question_fits(self, index: int, wanted: str | tuple[str, ...] | Filter) -> bool:
        """Return whether a question is selected: all given fields have to fit; without a stage it fits no stage."""
        question, capability = self.framework.questions[index], self.capability_of(index)
        if not _fits(wanted, question.id, capability.id, capability.dimension):
            return False
        if not isinstance(wanted, Filter):
            return True
        if not _marked(wanted, question.tags, question.weight):
            return False
        if wanted.stage is not None and question.stage != wanted.stage:
            return False
        below, above = self._stages_around(index)
        return (wanted.from_stage is None or wanted.from_stage in below) and (
            wanted.up_to is None or wanted.up_to in above
        )

    def _stages_around(self, index: int) -> tuple[list[str], list[str]]:
        """Return the question's stage with those below it, and with those above it, in the first list that has it.

        The lists are tried in the order capability, dimension, framework. A question is of a stage *from* X *up to* Y
        when X is among the first and Y among the second.
        """
        stage, capability = self.framework.questions[index].stage, self.capability_of(index)
        for ladder in (Ladder("capability", capability.id), Ladder("dimension", capability.dimension), FRAMEWORK):
            names = [level.id for level in self.levels(ladder)]
            if stage in names:
                place = names.index(stage)
                return names[: place + 1], names[place:]
        return [], []

    def _score(self, ladder: Ladder) -> Score | Measure:
        """Return the score given in the file, by default the mean of questions, or of dimensions for the framework."""
        if ladder.kind == "measure":
            return next(measure for measure in self.framework.measures if measure.id == ladder.id)
        kind = f"each {ladder.kind}"
        for score in self.framework.scores:
            named = (score.ladder,) if isinstance(score.ladder, str) else score.ladder
            if ladder in named or kind in named:
                return score
        items = Items(dimensions="all") if ladder == FRAMEWORK else Items(questions="all")
        return Score(ladder=ladder, mean_of=items)

    def _shown(self, ladder: str) -> Ends | None:
        """Return the scale that a score is shown on: the file's, or that of its items if all are on the same one."""
        score = self.scores[ladder]
        if score.shown or score.mean_of is None or score.by != "score":
            return score.shown
        scales = [self.ends(item) for item in self.score_items[ladder]]
        return scales[0] if all(scale == scales[0] for scale in scales) else None

    def ends(self, item: Item) -> Ends | None:
        """Return the lowest and the highest value of an item: of a question's options, or of a score as it is shown."""
        if item.ladder:
            if item.ladder not in self.shown:
                self.shown[item.ladder] = self._shown(item.ladder)
            return self.shown[item.ladder]
        options = self.framework.questions[item.question].options
        lowest, highest = options[0].value, options[-1].value
        return None if lowest is None or highest is None else (lowest, highest)

    def credit_of(self, item: Item, value: Fraction) -> Fraction:
        """Return the credit or the score that a value of an item comes to."""
        low, high = self.ends(item) or (Fraction(0), Fraction(1))
        return (value - low) / (high - low)

    def resting(self, name: str) -> int:
        """Return how many other capabilities of the whole file lean on one or require it."""
        others = [entry for entry in self.framework.whole.capabilities if entry.id != name]
        below = [{*entry.leans_on, *(needed.capability for needed in entry.requires)} for entry in others]
        return sum(name in names for names in below)

    def _rungs(self, ladder: str) -> tuple[tuple[int, int], ...]:
        """Return (rung, index in the framework's list) of every requirement of the ladder."""
        own = [
            (index, requirement) for index, requirement in enumerate(self.requirements) if requirement.ladder == ladder
        ]
        return tuple((self.rank(ladder, requirement.level), index) for index, requirement in own)


def _fits(wanted: str | tuple[str, ...] | Filter, item: str, capability: str | None, dimension: str) -> bool:
    """Return whether an item is selected, by its id, its capability and its dimension."""
    if wanted == "all":
        return True
    if not isinstance(wanted, Filter):
        return item in wanted
    by_id = not wanted.ids or item in wanted.ids
    by_capability = wanted.capability is None or wanted.capability == capability
    return by_id and by_capability and (wanted.dimension is None or wanted.dimension == dimension)


def _marked(wanted: str | tuple[str, ...] | Filter, tags: tuple[str, ...], weight: Fraction) -> bool:
    """Return whether an item has the tag that is wanted, and at least the weight."""
    if not isinstance(wanted, Filter):
        return True
    by_tag = wanted.tag is None or wanted.tag in tags
    return by_tag and (wanted.from_weight is None or weight >= wanted.from_weight)
