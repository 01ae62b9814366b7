"""What has changed since an earlier edition, in sentences."""

from __future__ import annotations

from typing import Any

import pytest
from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.model.since import Since
from maturity_core.telling.editions import since_texts, since_title
from maturity_core.telling.words import Words
from maturity_core.testing import frameworks

GERMAN = Words.of("de")
TOLD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({}, ["All questions are the same."]),
    "said to be the same": ({"questions": [{"id": "kept"}]}, ["All questions are the same."]),
    "renamed": ({"questions": [{"id": "kept", "was": "held"}]}, ["Renamed: kept (was held)."]),
    "split": (
        {"questions": [{"id": "kept", "was": "plan"}, {"id": "seen", "was": "plan"}]},
        ["Split: plan into kept and seen."],
    ),
    "split, and one keeps its id": (
        {"questions": [{"id": "kept"}, {"id": "seen", "was": "kept"}]},
        ["Split: kept into kept and seen."],
    ),
    "the same": ({"questions": [{"id": "kept", "words": "same"}]}, ["Worded differently, but asking the same: kept."]),
    "asked anew": ({"questions": [{"id": "kept", "words": "asked anew"}]}, ["To be answered again: kept."]),
    "options": (
        {"questions": [{"id": "kept", "options": {"never": "rarely", "mostly": "often"}}]},
        ["Options of kept: never is now rarely and mostly is now often."],
    ),
    "new": ({"added": ["kept", "seen"]}, ["New: kept and seen."]),
    "left out": ({"left_out": ["gone"]}, ["No longer asked: gone."]),
    "used again": ({"left_out": ["kept"], "added": ["kept"]}, ["New: kept.", "No longer asked: kept."]),
}


@pytest.mark.parametrize(("changes", "told"), TOLD.values(), ids=TOLD.keys())
def test_every_kind_of_change_has_its_sentence(changes: dict[str, Any], told: list[str]) -> None:
    assert since_texts(Since(edition="1.0", **changes)) == told


def test_what_has_changed_is_told_in_other_languages_too() -> None:
    changes: dict[str, Any] = {"added": ["seen"], "questions": [{"id": "kept", "options": {"never": "rarely"}}]}
    since = Since(edition="1.0", **changes)

    assert since_title(since, GERMAN) == "Was sich seit Ausgabe 1.0 geändert hat"
    assert since_texts(since, GERMAN) == ["Neu: seen.", "Antwortmöglichkeiten von kept: never heißt jetzt rarely."]


@dear
@given(st.data())
def test_every_change_is_named(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    for since in framework.since:
        told = " ".join(since_texts(since)).replace(",", " ").replace(".", " ").replace(":", " ")
        changed = {entry.id for entry in since.questions if entry.was or entry.words or entry.options}
        named = changed | {*since.added, *since.left_out} | {entry.was for entry in since.questions if entry.was}

        assert named <= {*told.replace("(", " ").replace(")", " ").split()}
