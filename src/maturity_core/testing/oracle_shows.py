"""What results show apart from levels: tensions, what is well set up, and the portrait."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NOT_APPLICABLE, OPEN
from maturity_core.testing.oracle_range import best
from maturity_core.testing.oracle_stand import stand
from maturity_core.testing.oracle_steps import plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.model.nouns import Advice, Question, Sign
    from maturity_core.model.shows import Contrasts
    from maturity_core.testing.oracle_model import Model, Sheet

Strength = tuple[str, str | None]
"""A dimension with the level that no answer falls short of; None for one that is only even."""
Tension = tuple[str, ...]
"""The bound that was reached, and the ids of the dimensions that reached it."""


class Shows:
    """Applies the bounds of a framework's file to one sheet. A bound that is left out is ignored."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.now = stand(model, sheet)
        self.sheet = self.now.sheet
        self.ids = [dimension.id for dimension in model.framework.dimensions]
        self.levels = self._comparable()
        rank = self.now.level("framework")
        self.level = None if rank is None else model.levels("framework")[rank]

    def _comparable(self) -> dict[str, int]:
        """The ranks that can be compared: those of dimensions with a level on the framework's own list."""
        on_it = [dimension.id for dimension in self.model.framework.dimensions if dimension.levels is None]
        ranks = {name: self.now.level(Ladder("dimension", name)) for name in on_it}
        return {name: rank for name, rank in ranks.items() if rank is not None}

    def tensions(self) -> set[Tension]:
        """Return two dimensions levels apart, one levels below the overall level, or answers options apart in one."""
        bounds = self.model.framework.contrasts
        return self._apart(bounds) | self._below(bounds) | self._options_apart(bounds) if bounds else set()

    def _apart(self, bounds: Contrasts) -> set[Tension]:
        far, ranks = bounds.levels_apart, self.levels
        pairs = [sorted((one, other), key=lambda name: ranks[name]) for one in ranks for other in ranks if one < other]
        if far is None:
            return set()
        found = [(low, high) for low, high in pairs if max(0, ranks[high] - self._nearly(low)) >= far]
        return {("levels apart", *sorted(pair)) for pair in found}

    def _below(self, bounds: Contrasts) -> set[Tension]:
        overall, far = self.now.level("framework"), bounds.levels_below
        if overall is None or far is None:
            return set()
        return {("below overall", name) for name in self.levels if overall - self._nearly(name) >= far}

    def _nearly(self, dimension: str) -> int:
        """Return the rank of a dimension, or the next one that it is just below."""
        return self.levels[dimension] + self.just_below(dimension)

    def whole_rank(self, dimension: str) -> int | None:
        """Return the rank that a dimension's level has on the framework's list; None if its list has others."""
        ladder = Ladder("dimension", dimension)
        rank, ranks = self.now.level(ladder), self.model.whole_ranks(ladder)
        return ranks[rank] if rank is not None and ranks else None

    def next_rung(self, dimension: str) -> int | None:
        """Return the next remaining rung of a dimension, if the best answers reach it."""
        ladder, top = Ladder("dimension", dimension), stand(self.model, best(self.model, self.sheet))
        now, reached = self.now.level(ladder), top.level(ladder)
        if now is None or reached is None:
            return None
        following = next((rung for rung in self.now.remaining(ladder) if rung > now), None)
        return following if following is not None and following <= reached else None

    def just_below(self, dimension: str) -> bool:
        """Return whether one of at least two answers of a dimension, one option higher, reaches its next rung."""
        rung, ladder = self.next_rung(dimension), Ladder("dimension", dimension)
        applying = [question for question in self.model.own[ladder] if self.sheet[question] != NOT_APPLICABLE]
        for question in applying if rung and len(applying) > 1 else ():
            code, last = self.sheet[question], len(self.model.credits[question]) - 1
            if code < last:
                moved = tuple(max(code, 0) + 1 if place == question else one for place, one in enumerate(self.sheet))
                if (stand(self.model, self.model.counted(moved)).level(ladder) or 0) >= (rung or 0):
                    return True
        return False

    def _options_apart(self, bounds: Contrasts) -> set[Tension]:
        far, spreads = bounds.options_apart, {name: self._spread(name) for name in self.ids}
        if far is None:
            return set()
        return {("options apart", name) for name, spread in spreads.items() if spread is not None and spread >= far}

    def _spread(self, dimension: str) -> int | None:
        """Return how many options apart a dimension's answers are; None with fewer than two of them."""
        answers = [self.sheet[question] for question in self.model.own[Ladder("dimension", dimension)]]
        options = [answer for answer in answers if answer >= 0]
        return max(options) - min(options) if len(options) > 1 else None

    def strengths(self) -> list[Strength]:
        """Return the dimensions that are well set up, with the level no answer falls short of, and those only even.

        None is below the overall level on the same list, or pulled down by a tension. One is well set up if its level
        and all its answers are at or above the level below the top, and neither one of the first three steps nor what
        is to be done first lies in it.
        """
        pulled = {self._lower(kind, *names) for kind, *names in self.tensions()}
        begun, overall = self.begun(), self.now.level("framework") or 0
        found: list[Strength] = []
        for dimension in self.model.framework.dimensions:
            ladder = Ladder("dimension", dimension.id)
            levels, rank = [level.id for level in self.model.levels(ladder)], self.now.level(ladder)
            whole = self.whole_rank(dimension.id)
            if rank is None or dimension.id in pulled or (whole is not None and whole < overall):
                continue
            wanted = max(1, len(levels) - 2)
            held = [each for each in range(wanted, rank + 1) if self._all_reach(ladder, levels, each)]
            if held and dimension.id not in begun:
                found.append((dimension.id, levels[max(held)]))
            elif self._is_even(dimension.id) and rank < len(levels) - 1:
                found.append((dimension.id, None))
        return found

    def begun(self) -> set[str]:
        """Return the dimensions of what to do first, and of the first three steps of the plan."""
        made = plan(self.model, self.sheet, None)
        names = [*(step.capability for step in made.steps[:3]), *(entry.capability for entry, *_ in made.first)]
        return {self.model.framework.capability(name).dimension for name in names}

    def _lower(self, kind: str, one: str, other: str = "") -> str | None:
        """Return the dimension that a tension pulls down: of two, the one at the lower level; None at a bound of 0."""
        if kind == "levels apart":
            low, high = sorted((one, other), key=lambda name: self.levels[name])
            return low if self.levels[low] < self.levels[high] else None
        is_apart = (
            self._spread(one) if kind == "options apart" else self.levels[one] < (self.now.level("framework") or 0)
        )
        return one if is_apart else None

    def _all_reach(self, ladder: str, levels: list[str], wanted: int) -> bool:
        """Return whether all answers that apply are at the option that goes with a level, or above it."""
        entries = self.model.framework.questions
        applying = [question for question in self.model.own[ladder] if self.sheet[question] != NOT_APPLICABLE]
        return bool(applying) and all(
            self.sheet[question] >= self._own_option(entries[question], levels, wanted) for question in applying
        )

    def _own_option(self, question: Question, levels: list[str], wanted: int) -> int:
        if question.stage in levels[wanted + 1 :]:
            return 0
        named = [option.id for option in question.options if option.level in levels[wanted:]]
        bar = Fraction(wanted, len(levels) - 1)
        enough = named or [option.id for option in question.options if option.credit >= bar]
        return [option.id for option in question.options].index(enough[0])

    def _is_even(self, dimension: str) -> bool:
        """Return whether answers are within the bound of the file, and the level is at or above the one it names."""
        bounds, rank = self.model.framework.contrasts, self.levels.get(dimension)
        if bounds is None or bounds.options_within is None or rank is None:
            return False
        least = max(1, self.model.rank("framework", bounds.from_level) if bounds.from_level else 0)
        spread = self._spread(dimension)
        return rank >= least and spread is not None and spread <= bounds.options_within

    def portrait(self) -> dict[str, list[int]]:
        """Return the places of the level's patterns that are borne out, denied, and not asked.

        One is borne out if every answer to its questions lies in their ranges, and denied if one lies outside. An
        option that a question only counts as, for it needs more of another, denies as well, but bears nothing out; nor
        is borne out what an open question might deny.
        """
        found: dict[str, list[int]] = {"borne_out": [], "denied": [], "not_asked": []}
        for place, pattern in enumerate(self.level.patterns if self.level else ()):
            if pattern.questions:
                found[self._said_of(pattern.questions)].append(place)
        return found

    def advice(self) -> list[int]:
        """Return the places of the level's advice that is for the answers.

        Where they bear out the circumstance of some, others that name questions are left out.
        """
        given = self.level.advice if self.level else ()
        fitting = [place for place, entry in enumerate(given) if self._fits(entry)]
        general = [place for place, entry in enumerate(given) if not entry.questions]
        return sorted(fitting + general) if fitting else [*range(len(given))]

    def _fits(self, entry: Advice) -> bool:
        return bool(entry.questions) and self._said_of(entry.questions) == "borne_out"

    def _said_of(self, signs: Iterable[Sign]) -> str:
        inside = {sign.question: self._inside(sign) for sign in signs}
        said = [name for name, lies in inside.items() if lies and self._was_asked(name)]
        names = [question.id for question in self.model.framework.questions]
        hidden = [name for name in inside if name in names and self.sheet[names.index(name)] in OPEN]
        return "denied" if False in inside.values() else "borne_out" if said and not hidden else "not_asked"

    def _was_asked(self, name: str) -> bool:
        """Return whether the question that this one needs, if any, is at the needed option or a higher one."""
        questions = self.model.framework.questions
        needs = next(question.needs for question in questions if question.id == name)
        if needs is None:
            return True
        place = [question.id for question in questions].index(needs.question)
        return self.sheet[place] >= [option.id for option in questions[place].options].index(needs.option)

    def _inside(self, sign: Sign) -> bool | None:
        """Return whether the answer to a question lies in a range; None without one."""
        for question, answer in zip(self.model.framework.questions, self.sheet, strict=True):
            if question.id == sign.question and answer >= 0:
                names = [option.id for option in question.options]
                lowest = names.index(sign.at_least) if sign.at_least else 0
                highest = names.index(sign.at_most) if sign.at_most else len(names)
                return lowest <= answer <= highest
        return None
