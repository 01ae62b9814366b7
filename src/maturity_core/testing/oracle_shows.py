"""What results show apart from levels: tensions, what is well set up, and the biggest levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.testing.oracle_stand import Standing

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.nouns import Sign
    from maturity_core.model.shows import Contrasts
    from maturity_core.testing.oracle_model import Model, Sheet

Tension = tuple[str, ...]
"""The bound that was reached, and the ids of the dimensions that reached it."""


class Shows:
    """Applies the bounds of a framework's file to one sheet. A bound that is left out is ignored."""

    def __init__(self, model: Model, sheet: Sheet) -> None:
        self.model = model
        self.now = Standing(model, sheet)
        self.sheet = self.now.sheet
        self.ids = [dimension.id for dimension in model.framework.dimensions]
        self.levels = self._comparable()

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
        pairs = [(one, other) for one in ranks for other in ranks if one < other]
        if far is None:
            return set()
        return {("levels apart", one, other) for one, other in pairs if abs(ranks[one] - ranks[other]) >= far}

    def _below(self, bounds: Contrasts) -> set[Tension]:
        overall, far = self.now.level("framework"), bounds.levels_below
        if overall is None or far is None:
            return set()
        return {("below overall", name) for name, rank in self.levels.items() if overall - rank >= far}

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

    def strengths(self) -> list[str]:
        """Return the dimensions that are well set up, in file order.

        Their answers are within the bound, and their level is at or above both its bound and the overall level. Without
        a bound for the answers nothing is well set up.
        """
        bounds, overall = self.model.framework.contrasts, self.now.level("framework")
        if bounds is None or bounds.options_within is None or overall is None:
            return []
        least = max(overall, self.model.rank("framework", bounds.from_level) if bounds.from_level else 0)
        high = [name for name, rank in self.levels.items() if rank >= least]
        spreads = {name: self._spread(name) for name in high}
        return [name for name, spread in spreads.items() if spread is not None and spread <= bounds.options_within]

    def portrait(self) -> dict[str, list[int]]:
        """Return the places of the level's patterns that are borne out, denied, and not asked.

        One is borne out if every answer to its questions lies in their ranges, and denied if one lies outside. An
        option that a question only counts as, for it needs more of another, denies as well, but bears nothing out.
        """
        found: dict[str, list[int]] = {"borne_out": [], "denied": [], "not_asked": []}
        rank = self.now.level("framework")
        patterns = () if rank is None else self.model.levels("framework")[rank].patterns
        for place, pattern in enumerate(patterns):
            inside = {sign.question: self._inside(sign) for sign in pattern.questions}
            said = [name for name, lies in inside.items() if lies and self._was_asked(name)]
            if pattern.questions:
                found["denied" if False in inside.values() else "borne_out" if said else "not_asked"].append(place)
        return found

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

    def levers(self) -> list[str]:
        """Return the capabilities that raise the overall score most for their effort if every deed goes up one.

        An open question goes up like one at its first option. Ties by id; those that change nothing, and those with an
        unmet prerequisite, are left out.
        """
        bounds = self.model.framework.levers
        if bounds is None:
            return []
        before, framework = self.now.score("framework"), self.model.framework
        gains: dict[str, Fraction] = {}
        for capability in framework.capabilities:
            after = Standing(self.model, self._one_up(capability.id)).score("framework")
            met = all(self.now.meets(needed) for needed in capability.requires)
            if met and before is not None and after is not None and after > before:
                gains[capability.id] = (after - before) / capability.effort
        return sorted(gains, key=lambda name: (-gains[name], name))[: bounds.show]

    def _one_up(self, capability: str) -> Sheet:
        sheet = list(self.sheet)
        for question in self.model.own[Ladder("capability", capability)]:
            if sheet[question] != NOT_APPLICABLE and not self.model.framework.questions[question].outcome:
                sheet[question] = min(max(sheet[question], 0) + 1, len(self.model.credits[question]) - 1)
        return tuple(sheet)
