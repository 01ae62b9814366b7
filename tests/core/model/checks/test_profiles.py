"""Profiles in a file: a case for every check, with a similar valid one."""

from __future__ import annotations

from typing import Any

import pytest
from edits import Case, Edit, accepted, edited, finds_this_alone, refused

from maturity_core.model.checks.profiles import MOST_PROFILES
from maturity_core.model.framework import Framework


def profile(questions: Any = "all", name: str = "short") -> dict[str, Any]:
    """Return a profile as a file has it."""
    return {"id": name, "name": name, "questions": questions}


CASES: list[Case] = [
    (
        "D1_profile_twice",
        [("profiles", [profile(), profile()])],
        "profiles.short",
        "duplicate id",
        [("profiles", [profile(), profile(name="long")])],
    ),
    (
        "D1_question_of_a_profile",
        [("profiles", [profile(["goals-sett"])])],
        "profiles.short.questions.0",
        "no such question of the framework",
        [("profiles", [profile(["goals-set"])])],
    ),
    (
        "nothing_asked",
        [("profiles", [profile({"from_weight": 100})])],
        "profiles.short.questions",
        "no questions are selected for the framework",
        [("profiles", [profile({"from_weight": 1})])],
    ),
    (
        "profile_and_scorer",
        [("scorer", {"kind": "mode"}), ("requirements", []), ("profiles", [profile()])],
        "profiles",
        "a scorer in code knows only all questions",
        [("profiles", [profile()])],
    ),
    (
        "too_many_profiles",
        [("profiles", [profile(name=f"p-{place}") for place in range(MOST_PROFILES + 1)])],
        "profiles",
        "too many profiles",
        [("profiles", [profile(name=f"p-{place}") for place in range(MOST_PROFILES)])],
    ),
    (
        "nothing_of_a_score_left",
        [
            ("scores", [{"ladder": "framework", "mean_of": {"questions": ["goals-set"]}}]),
            ("profiles", [profile(["desk-open"])]),
        ],
        "profiles.short.questions",
        "nothing of the score of the framework is left",
        [
            ("scores", [{"ladder": "framework", "mean_of": {"questions": ["goals-set"]}}]),
            ("profiles", [profile(["desk-open", "goals-set"])]),
        ],
    ),
]


@refused(CASES)
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


@pytest.mark.parametrize("questions", ["all", ["goals-set"], {"dimension": "work"}])
def test_profiles_are_written_as_they_are_read(questions: Any) -> None:
    framework = Framework(**edited(("profiles", [profile(questions)])))

    assert "[[profiles]]" in framework.to_toml()
