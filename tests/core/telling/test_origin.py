"""Whose rules a model has: a publisher's or, where none is named, its source's."""

from __future__ import annotations

from typing import Any

import pytest
from builders import rule, tiny

from maturity_core.telling.origin import rules_text
from maturity_core.telling.words import Words

NAMED = {"title": "An example", "publisher": "Acme"}
STATED = [rule("framework", level, mean=mean, basis="source") for level, mean in (("mid", "0.5"), ("high", 1))]
BOTH = [STATED[0], rule("framework", "high", mean=1)]


@pytest.mark.parametrize(
    ("changes", "language", "told"),
    [
        ({}, "en", "The scoring rules come from the authors of this check, not from the source."),
        ({"source": NAMED}, "en", "The scoring rules come from the authors of this check, not from the publisher."),
        (
            {"requirements": BOTH},
            "en",
            "What is marked (ours) comes from the authors of this check, not from the source.",
        ),
        (
            {"requirements": BOTH, "source": NAMED},
            "en",
            "What is marked (ours) comes from the authors of this check, not from the publisher.",
        ),
        ({}, "de", "Die Bewertungsregeln sind von den Autoren dieser Prüfung, nicht aus der Quelle."),
        (
            {"source": NAMED},
            "de",
            "Die Bewertungsregeln sind von den Autoren dieser Prüfung, nicht vom Herausgeber.",
        ),
        ({"requirements": STATED}, "en", ""),
    ],
)
def test_rules_that_are_ours_are_set_against_whoever_is_named(
    changes: dict[str, Any], language: str, told: str
) -> None:
    assert rules_text(tiny(**changes), Words.of(language)) == told
