"""The part of plans that depends on the framework alone, worked out once."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladder_levels, ladders_up, rank_of
from maturity_core.readers.balance import Lines
from maturity_core.readers.cuts import score_cuts
from maturity_core.readers.marks import score_marks
from maturity_core.readers.needs import Need
from maturity_core.readers.prices import Prices, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from maturity_core.model.nouns import Capability
    from maturity_core.readers.live import Readers
    from maturity_core.readers.prices import Tie
    from maturity_core.scoring.engine import Engine


NEVER = (0, -1, 0)
"""A move that no step makes: it would start below the lowest option."""


class Map:
    """The owners of questions, the prerequisites of capabilities, and the prices of moves."""

    def __init__(self, engine: Engine) -> None:
        framework = engine.framework
        self.engine = engine
        self.framework = framework
        self.prices = Prices(framework)
        self.ids = [capability.id for capability in framework.capabilities]
        self.needs = tuple(self._needs())
        self.outcomes = frozenset(place for place, entry in enumerate(framework.questions) if entry.outcome)

    def _needs(self) -> Iterator[Need]:
        for index, capability in enumerate(self.framework.capabilities):
            for needed in capability.requires:
                other = Ladder("capability", needed.capability)
                rung = rank_of(ladder_levels(self.framework, other), str(needed.level)) or 0  # unused with a credit
                place = self.places[needed.capability]
                yield Need(index, place, self.framework.outline.capabilities[place], rung, needed.credit)

    @cached_property
    def ways(self) -> tuple[Mapping[int, int], ...]:
        """The ways to raise outcomes that are tried: by question, how many option steps it rises."""
        return tuple(ways_of(self.framework))

    @cached_property
    def cuts(self) -> dict[str, tuple[Fraction, ...]]:
        """The numbers that the score of each ladder is compared with."""
        return score_cuts(self.engine, self.needs, self.marks)

    @cached_property
    def marks(self) -> tuple[Fraction, ...]:
        """The marks of the overall score, lowest first: what is aimed at in turn where no level is left."""
        return score_marks(self.engine)

    @cached_property
    def lines(self) -> Lines | None:
        """The amounts that answers add to the sums of requirements; None with a scorer in code."""
        single = self.engine.single
        return None if single is None else Lines(single)

    @cached_property
    def moving(self) -> list[Sequence[int]]:
        """The ladders that the questions of each capability may move: all of them with a scorer in code."""
        index = self.engine.index
        if self.engine.single is None:
            return [range(len(index))] * len(self.ids)
        owners = self.framework.outline.owners
        moved = [{index[name] for name in (*ladders_up(entry), FRAMEWORK)} for entry in self.framework.capabilities]
        for capability, ladders in zip(self.prices.owners, owners, strict=True):
            moved[capability].update(ladders)
        return [sorted(ladders) for ladders in moved]

    @cached_property
    def opening(self) -> list[set[int]]:
        """The capabilities that moving each capability may make ready: all of them with a scorer in code."""
        if self.engine.single is None:
            return [set(range(len(self.ids)))] * len(self.ids)
        return [{need.capability for need in needs} for needs in self.requiring]

    @cached_property
    def readers(self) -> Readers | None:
        """The readers of the questions, for many sheets; None with a scorer in code."""
        compiled = self.engine.compiled
        if compiled is None:
            return None
        from maturity_core.readers.live import Readers  # noqa: PLC0415 - one sheet needs no arrays

        return Readers(compiled, self.moving)

    @cached_property
    def remedies(self) -> list[list[tuple[int, int, int]]]:
        """The remedies of each capability: the question, the highest position that it moves from, and that to reach."""
        columns, questions = self.framework.lookup.columns, self.framework.questions
        found: list[list[tuple[int, int, int]]] = []
        for capability in self.framework.capabilities:
            found.append([])
            for remedy in capability.remedies:
                if remedy.question not in columns:
                    found[-1].append(NEVER)  # by a profile that does not ask it
                    continue
                question = columns[remedy.question]
                ids = [option.id for option in questions[question].options]
                to = ids.index(remedy.to)
                found[-1].append((question, to - 1 if remedy.now is None else ids.index(remedy.now), to))
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """The places of capabilities in the file, by id."""
        return {name: place for place, name in enumerate(self.ids)}

    @cached_property
    def by_id(self) -> list[int]:
        """Capabilities in the order of their ids."""
        return sorted(range(len(self.ids)), key=self.ids.__getitem__)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """What decides between capabilities that are equally dear: what less rests on goes first, then by id."""
        entries = self.framework.whole.capabilities
        named = Counter(name for entry in entries for name in below(entry))
        return tuple((named[name], name) for name in self.ids)

    @cached_property
    def by_tie(self) -> list[int]:
        """Capabilities in the order of their ties."""
        return sorted(range(len(self.ids)), key=self.ties.__getitem__)

    @cached_property
    def own(self) -> tuple[list[int], ...]:
        """The questions of each capability."""
        found: tuple[list[int], ...] = tuple([] for _ in self.ids)
        for question, owner in enumerate(self.prices.owners):
            found[owner].append(question)
        return found

    @cached_property
    def required(self) -> tuple[list[Need], ...]:
        """The prerequisites of each capability."""
        found: tuple[list[Need], ...] = tuple([] for _ in self.ids)
        for need in self.needs:
            found[need.capability].append(need)
        return found

    @cached_property
    def leaning(self) -> tuple[list[int], ...]:
        """The capabilities that lean on each capability, in file order."""
        found: tuple[list[int], ...] = tuple([] for _ in self.ids)
        for index, capability in enumerate(self.framework.capabilities):
            for name in dict.fromkeys(capability.leans_on):
                found[self.places[name]].append(index)
        return found

    @cached_property
    def requiring(self) -> tuple[list[Need], ...]:
        """The prerequisites that name each capability."""
        found: tuple[list[Need], ...] = tuple([] for _ in self.ids)
        for need in self.needs:
            found[need.other].append(need)
        return found

    @cached_property
    def resting(self) -> tuple[frozenset[int], ...]:
        """The capabilities that lean on each one or require it."""
        named = [below(entry) for entry in self.framework.capabilities]
        return tuple(frozenset(other for other, names in enumerate(named) if name in names) for name in self.ids)

    @cached_property
    def musts(self) -> tuple[tuple[int, int, int, int], ...]:
        """Answers that a rung takes, whatever the others are: the ladder, the rung, the question and the position.

        They are what a least of questions asks for. None is known of a scorer in code.
        """
        compiled = self.engine.compiled
        if compiled is None:
            return ()
        return tuple(
            (rule.ladder, rule.rung, question, [credit >= bar for credit in compiled.credits[question]].index(True))
            for rule in compiled.requirements
            if rule.statistic.lowest and rule.terms.kind == "questions"
            for question, bar in zip(rule.terms.items, rule.terms.reaching, strict=True)
        )

    @cached_property
    def read_by(self) -> list[set[int]]:
        """By rung of the whole, the dimensions with questions that its requirements read up to there; none in code."""
        compiled, outline = self.engine.compiled, self.framework.outline
        found = [set[int]() for _ in outline.levels[outline.overall] or [None]]
        for rule in () if compiled is None else compiled.ladders[outline.overall].requirements:
            items = {*rule.terms.items}
            for question, owners in enumerate(outline.owners):
                read = {question} if rule.terms.kind == "questions" else {*owners}
                for dimensions in found[rule.rung :] if read & items else ():
                    dimensions.add(owners[1])
        return found

    @cached_property
    def dependents_first(self) -> list[int]:
        """Capabilities, each before those it requires.

        Raises:
            FrameworkError: for a cycle, in a framework that got past the checks of definition files.
        """
        waiting = [0] * len(self.ids)
        for need in self.needs:
            waiting[need.other] += 1
        order = [index for index, number in enumerate(waiting) if not number]
        for index in order:  # what becomes free on the way is visited, too
            for need in self.required[index]:
                waiting[need.other] -= 1
                if not waiting[need.other]:
                    order.append(need.other)
        if len(order) < len(waiting):
            stuck = ", ".join(name for name, number in zip(self.ids, waiting, strict=True) if number)
            raise FrameworkError([Problem("the prerequisites form a cycle", "capabilities", stuck)])
        return order


def below(capability: Capability) -> set[str]:
    """Return the ids of the others that a capability leans on or requires."""
    return {*capability.leans_on, *(need.capability for need in capability.requires)} - {capability.id}
