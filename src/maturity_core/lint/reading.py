"""Which questions the requirements and the score of a ladder read, directly or through other ladders."""

from __future__ import annotations

from maturity_core.compiled.terms import Compiled, Terms

Asked = frozenset[int]
"""Places of questions in the file."""


class Reads:
    """For each ladder, in compiled order, the places of the questions that its level and its score can depend on."""

    def __init__(self, compiled: Compiled) -> None:
        self.levels: list[Asked] = []
        self.scores: list[Asked] = []
        for ladder in compiled.ladders:
            parts = [self.questions(rule.terms) for rule in ladder.requirements]
            self.levels.append(frozenset[int]().union(*parts))
            self.scores.append(self.questions(ladder.score.terms))

    def questions(self, terms: Terms) -> Asked:
        """Return the questions that some terms read, directly or through ladders."""
        if terms.kind == "questions":
            return frozenset(terms.items)
        read = self.scores if terms.value.endswith("score") else self.levels
        return frozenset[int]().union(*(read[item] for item in terms.items))
