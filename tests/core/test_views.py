"""Views: several people, or roles, laid side by side, and the patterns that are named when they show."""

from __future__ import annotations

from typing import Any

import pytest
from builders import tiny, two

from maturity_core import AnswersError, Assessment, Framework, Level, compare_views

ROLES = ["manager", "board", "customer", "agent"]
PATTERN: dict[str, Any] = {
    "roles_above": ["manager"],
    "roles_below": ["board", "customer"],
    "text": "Managers stand higher.",
    "basis": "source",
}
EXACT: dict[str, Any] = {
    **PATTERN,
    "level_above": "high",
    "level_below": "mid",
    "text": "Managers see High where others see Middle.",
}
VIEWS = {"roles": ROLES, "patterns": [PATTERN, EXACT], "basis": "interpretation"}


def viewed(**changes: Any) -> Framework:
    """Return a framework with roles and two patterns, one of which names levels."""
    return two(**{"views": VIEWS, **changes})


FRAMEWORK = viewed()


def refusal(framework: Framework, views: dict[str, Any]) -> list[str]:
    """Return why views are refused."""
    with pytest.raises(AnswersError) as caught:
        compare_views(framework, views)
    return [str(problem) for problem in caught.value.problems]


def test_assessments_and_levels_placed_directly() -> None:
    """How far apart they are, overall and by dimension; who placed themselves; who is missing."""
    views: dict[str, Assessment | Level | str] = {
        "manager": FRAMEWORK.assess([2, 2, 2, 2]),
        "board": FRAMEWORK.assess([2, 2, 2, 0]),
        "customer": FRAMEWORK.levels[1],
    }

    result = compare_views(FRAMEWORK, views)

    assert [(view.role, view.level and view.level.id, view.placed_directly) for view in result.views] == [
        ("manager", "high", False),
        ("board", "low", False),
        ("customer", "mid", True),
    ]
    assert result.views[1].dimensions == {"work": "high", "people": "low"}
    assert result.views[2].dimensions == {}
    assert (result.missing, result.apart) == (("agent",), 2)
    assert result.dimensions_apart == {"work": 0, "people": 2}
    assert str(result).splitlines() == [
        "manager: High",
        "board: Low",
        "customer: Middle (placed directly)",
        "The views lie 2 levels apart.",
        "Managers stand higher.",
    ]


SENTENCES: dict[str, tuple[dict[str, str], int | None, str]] = {
    "nobody": ({}, None, "Nothing is compared before two have answered."),
    "one": ({"agent": "mid"}, None, "Nothing is compared before two have answered."),
    "same": ({"agent": "mid", "board": "mid"}, 0, "All of them see the same level."),
    "one apart": ({"agent": "mid", "board": "low"}, 1, "The views lie 1 level apart."),
}


@pytest.mark.parametrize(("views", "apart", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_how_far_apart(views: dict[str, str], apart: int | None, sentence: str) -> None:
    """In levels of the framework, from two views on."""
    result = compare_views(FRAMEWORK, views)

    assert (result.apart, result.sentences[-1]) == (apart, sentence)


PATTERNS: dict[str, tuple[dict[str, str], list[str]]] = {
    "exact": ({"manager": "high", "board": "mid", "customer": "mid"}, [EXACT["text"]]),
    "other levels": ({"manager": "mid", "board": "low", "customer": "low"}, [PATTERN["text"]]),
    "level above differs": ({"manager": "mid", "board": "low"}, [PATTERN["text"]]),
    "level below differs": ({"manager": "high", "board": "low"}, [PATTERN["text"]]),
    "one of those below is as high": ({"manager": "high", "board": "mid", "customer": "high"}, []),
    "nobody above": ({"board": "mid", "customer": "low"}, []),
    "nobody below": ({"manager": "high", "agent": "low"}, []),
}


@pytest.mark.parametrize(("views", "texts"), PATTERNS.values(), ids=PATTERNS.keys())
def test_patterns(views: dict[str, str], texts: list[str]) -> None:
    """Every role above stands above every role below; one that names levels stands for those that do not."""
    assert list(compare_views(FRAMEWORK, views).patterns) == texts


def test_a_view_without_a_level() -> None:
    """Nobody is compared with somebody to whom nothing applies."""
    framework = viewed(requirements=[])

    result = compare_views(framework, {"manager": framework.assess({}), "board": "mid"})

    assert result.apart is None
    assert result.sentences[0] == "manager: no level"


def test_without_roles_in_the_file_any_name_will_do() -> None:
    """The views are laid side by side, with no pattern, and nobody missing."""
    result = compare_views(two(), {"Ann": "low", "Ben": "high"})

    assert (result.missing, result.patterns, result.apart) == ((), (), 2)


def test_a_stored_view_need_not_be_installed() -> None:
    """An assessment read back from JSON is compared as it stands."""
    stored = Assessment.model_validate_json(FRAMEWORK.assess([1, 1, 1, 1]).model_dump_json())

    assert compare_views(FRAMEWORK, {"manager": stored, "agent": "mid"}).apart == 0


def test_everything_that_is_wrong_is_refused_together() -> None:
    """A role and a level that do not exist, and an assessment of another framework."""
    found = refusal(
        FRAMEWORK,
        {
            "mangaer": "high",
            "zzz": "hgih",
            "board": tiny().levels[0].model_copy(update={"id": "zzz"}),
            "agent": tiny(id="other").assess({}),
        },
    )

    assert found == [
        "views.mangaer: no such role; got 'mangaer'; allowed: manager, board, customer, agent; did you mean 'manager'?",
        "views.zzz: no such role; got 'zzz'; allowed: manager, board, customer, agent",
        "views.zzz: no such level; got 'hgih'; allowed: low, mid, high; did you mean 'high'?",
        "views.board: no such level; got 'zzz'; allowed: low, mid, high",
        "views.agent: the assessment belongs to another framework; got other",
    ]
