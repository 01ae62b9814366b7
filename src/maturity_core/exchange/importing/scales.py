"""Scales made of a source's own answers, each once, however many questions share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from maturity_core.exchange.importing.draft import Draft
from maturity_core.model.fields import number_text


@dataclass(frozen=True)
class Answer:
    """An answer that a source offers: its text, what it is worth, and what explains it."""

    label: str
    worth: Fraction
    help: str = ""


class Scales:
    """The scales of a draft. The same answers with the same worth are one scale.

    >>> scales = Scales(Draft())
    >>> scales.of("answers", [Answer("No", Fraction(0)), Answer("Yes", Fraction(1))])
    ('answers', ('no', 'yes'))
    """

    def __init__(self, draft: Draft) -> None:
        self.tables: dict[str, Any] = draft.tables.setdefault("scales", {})
        self.draft = draft
        self.made: dict[tuple[Answer, ...], tuple[str, tuple[str, ...]]] = {}

    def of(self, name: str, answers: Sequence[Answer], unit: str = "") -> tuple[str, tuple[str, ...]]:
        """Return the id of a scale of these answers, lowest first, and the ids of its options.

        Answers that are worth 0 to 1 become credits, others values in a unit of their own.
        """
        key = tuple(answers)
        if key not in self.made:
            taken = set[str]()
            ids = tuple(self.draft.id(answer.label, taken) for answer in answers)
            shares = answers[0].worth == 0 and answers[-1].worth == 1
            worth = "credit" if shares else "value"
            options = [
                {"id": one, "label": answer.label, worth: number_text(answer.worth)}
                | ({"help": answer.help} if answer.help else {})
                for one, answer in zip(ids, answers, strict=True)
            ]
            scale = self.draft.id(name, set(self.tables))
            self.tables[scale] = {"options": options} | ({"unit": unit} if unit and not shares else {})
            self.made[key] = (scale, ids)
        return self.made[key]


YES_OR_NO = (Answer("No", Fraction(0)), Answer("Yes", Fraction(1)))
"""What people answer where a source only lists what may be in place."""
