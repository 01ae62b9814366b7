"""Which questions are read: by the requirements of a ladder, and by its score, through the ladders between as well."""

from __future__ import annotations

from maturity_core.compiled.terms import Compiled, Terms

Asked = frozenset[int]
"""Places of questions in the file."""


class Reads:
    """By ladder, in the compiled order, the places of the questions that its level and that its score can depend on."""

    def __init__(self, compiled: Compiled) -> None:
        self.levels: list[Asked] = []
        self.scores: list[Asked] = []
        for ladder in compiled.ladders:
            parts = [self._questions(rule.terms) for rule in ladder.rules]
            self.levels.append(frozenset[int]().union(*parts))
            self.scores.append(self._questions(ladder.score.terms))

    def _questions(self, terms: Terms) -> Asked:
        if terms.kind == "questions":
            return frozenset(terms.items)
        read = self.scores if terms.value.endswith("score") else self.levels
        return frozenset[int]().union(*(read[item] for item in terms.items))
