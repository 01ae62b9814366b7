"""Views: several people, or roles, side by side, and the patterns that are named when they show."""

from __future__ import annotations

from typing import Any

import pytest
from builders import capability, dear, dimension, question, rule, scored, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, AnswersError, Assessment, Framework, Level, compare_views, load_framework
from maturity_core.people.views import is_date
from maturity_core.results.views import ViewsResult
from maturity_core.telling.views import views_texts
from maturity_core.testing.strategies import answers, frameworks

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

    assert [(view.role, view.level, view.placed_directly) for view in result.views] == [
        ("manager", "high", False),
        ("board", "low", False),
        ("customer", "mid", True),
    ]
    assert result.views[1].dimensions == {"work": "high", "people": "low"}
    assert result.views[2].dimensions == {}
    assert (result.missing, result.apart) == (("agent",), 2)
    assert result.dimensions_apart == {"work": 0, "people": 2}
    assert views_texts(FRAMEWORK, result) == [
        "manager: High",
        "board: Low",
        "customer: Middle (chosen directly)",
        "Overall, the views are 2 levels apart.",
        "They differ in People (2 levels).",
        "Managers stand higher.",
    ]


SENTENCES: dict[str, tuple[dict[str, str], int | None, str]] = {
    "nobody": ({}, None, "A comparison needs at least two views."),
    "one": ({"agent": "mid"}, None, "A comparison needs at least two views."),
    "same": ({"agent": "mid", "board": "mid"}, 0, "Everyone sees the same overall level."),
    "one apart": ({"agent": "mid", "board": "low"}, 1, "Overall, the views are 1 level apart."),
}


@pytest.mark.parametrize(("views", "apart", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
def test_how_far_apart(views: dict[str, str], apart: int | None, sentence: str) -> None:
    """In levels of the framework, for two views or more."""
    result = compare_views(FRAMEWORK, views)

    assert (result.apart, views_texts(FRAMEWORK, result)[-1]) == (apart, sentence)


def said(framework: Framework, *sheets: list[int] | str) -> list[str]:
    """Return what is said about the views of Ann, Ben and Cy after each of them has been named."""
    views: dict[str, Assessment | Level | str] = {
        name: sheet if isinstance(sheet, str) else framework.assess(sheet)
        for name, sheet in zip(("Ann", "Ben", "Cy"), sheets, strict=False)
    }
    return views_texts(framework, compare_views(framework, views))[len(sheets) :]


LEVELLESS: dict[str, Any] = {"requirements": [rule("each dimension", name, mean=1) for name in ("mid", "high")]}
AGREEMENT: dict[str, tuple[dict[str, Any], list[list[int] | str], list[str]]] = {
    "the same overall, three levels in a dimension": (
        {
            "requirements": [
                *two().requirements[:2],
                rule("framework", "mid", least=1),
                rule("framework", "high", least=1),
            ]
        },
        [[0, 0, 0, 0], [1, 1, 1, 0], [2, 2, 2, 0]],
        ["Everyone sees the same overall level.", "They differ in Work (2 levels)."],
    ),
    "the same in everything": (
        {},
        [[1, 1, 1, 1], [1, 1, 1, 1]],
        ["Everyone sees the same overall level.", "The levels are the same in every dimension."],
    ),
    "the same where there is something to compare": (
        {},
        [[1, 1, 1, -3], [1, 1, 1, 1]],
        ["Everyone sees the same overall level.", "The levels are the same in all dimensions that can be compared."],
    ),
    "nobody placed a dimension": ({}, ["mid", "mid"], ["Everyone sees the same overall level."]),
    "no overall levels": (
        LEVELLESS,
        [[0, 0, 0, 0], [2, 2, 2, 0]],
        ["Overall, the scores are between 0% and 50%.", "They differ in Work (2 levels)."],
    ),
}


@pytest.mark.parametrize(("changes", "sheets", "sentences"), AGREEMENT.values(), ids=AGREEMENT.keys())
def test_U2_nothing_is_called_the_same_that_differs_below(
    changes: dict[str, Any], sheets: list[list[int] | str], sentences: list[str]
) -> None:
    """The sentence considers what comes after it: the dimensions, and who has a level at all."""
    assert said(two(**changes), *sheets) == sentences


def test_U2_one_without_a_level_is_not_counted_among_all() -> None:
    """Nothing applies there: it sees no level, so not all of them see the same."""
    sentences = said(scored(["1"], "0.5"), [NOT_APPLICABLE], "low", "low")

    assert sentences == ["All views that have an overall level agree on it."]


DATES = ["2025", "2026", "FY25", "fy 2025", "2025-06", "2025-06-30", "2025/26", "2025Q3", "q3-2025", "2025-H1", "Q4"]
DATES += ["30.06.2025", "June 2025", "2025-jun", "2025-W05"]
NO_DATES = ["Ann", "agent-2", "board", "team 12", "20", "3025", "marketing", "q5", "h1", "may"]


def test_U2_what_looks_like_a_date() -> None:
    """Years, quarters, halves, weeks, months and days."""
    assert [role for role in [*DATES, *NO_DATES] if is_date(role)] == DATES


def test_U2_two_dates_are_no_views_and_that_is_said() -> None:
    """If the model lists roles, others are refused with the reason; if it lists none, a remark says so."""
    time_said = (
        "A comparison shows people's views side by side; points in time need the answers of each, "
        "and a history shows what changed."
    )
    time = "to compare points in time, give the answers of each to compare_dates, or to maturity history"

    assert refusal(FRAMEWORK, {"2025": "low", "agnet": "mid"}) == [
        f"views.2025: no such role; got '2025'; allowed: manager, board, customer, agent; {time}",
        "views.agnet: no such role; got 'agnet'; allowed: manager, board, customer, agent; did you mean 'agent'?",
    ]
    both = views_texts(two(), compare_views(two(), {"2025": "low", "2026": "high"}))[-1]
    assert both == f"2025 and 2026 look like dates. {time_said}"
    one = views_texts(two(), compare_views(two(), {"Ann": "low", "2026": "high"}))[-1]
    assert one == f"2026 looks like a date. {time_said}"


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
    """Every role above is above every role below; a pattern with levels replaces those without."""
    found = compare_views(FRAMEWORK, views)

    assert [(PATTERN, EXACT)[place]["text"] for place in found.patterns] == texts
    assert views_texts(FRAMEWORK, found)[len(views) + 1 :] == texts


def test_a_view_without_a_level() -> None:
    """Nobody is compared with somebody to whom nothing applies."""
    framework = viewed(requirements=[])

    result = compare_views(framework, {"manager": framework.assess([0, 0, 0, 0]), "board": "mid"})

    assert result.apart is None
    assert views_texts(framework, result)[0] == "manager: 0%"


SCORED = tiny(
    levels=[],
    headline="score",
    requirements=[],
    dimensions=[dimension("work"), dimension("people")],
    capabilities=[capability("plan"), capability("team", "people")],
    questions=[question("kept"), question("seen", not_applicable=True), question("led", "team", not_applicable=True)],
    scores=[{"ladder": "framework", "mean_of": {"dimensions": "all"}, "shown": [0, 10]}],
)
"""Two dimensions, without levels."""
LOW: dict[str, Any] = {"kept": "rarely", "seen": "rarely", "led": "rarely"}
SCORES: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "apart": (
        [LOW, {"kept": "always", "seen": "often", "led": "rarely"}],
        [
            "Ann: 0.00",
            "Ben: 3.75",
            "Overall, the scores are between 0.00 and 3.75.",
            "They differ in Work (0% to 75%).",
        ],
    ),
    "the same": ([LOW, LOW], ["Ann: 0.00", "Ben: 0.00", "Everyone has the same overall score."]),
    "the same overall, and not below": (
        [{**LOW, "led": "always"}, {**LOW, "kept": "always", "seen": "always"}],
        [
            "Ann: 5.00",
            "Ben: 5.00",
            "Everyone has the same overall score.",
            "They differ in Work (0% to 100%) and People (0% to 100%).",
        ],
    ),
    "open": (
        [LOW, {"kept": "always", "led": "rarely"}],
        [
            "Ann: 0.00",
            "Ben: 2.50, possible so far: 2.50 to 5.00",
            "Overall, the scores are between 0.00 and 2.50.",
            "They differ in Work (0% to 50%).",
        ],
    ),
    "too little answered": (
        [LOW, {}],
        [
            "Ann: 0.00",
            "Ben: not yet, possible so far: 0.00 to 10.00",
            "Fewer than two views have an overall score, so they can't be compared overall.",
        ],
    ),
    "alone": ([LOW], ["Ann: 0.00", "A comparison needs at least two views."]),
}


@pytest.mark.parametrize(("sheets", "sentences"), SCORES.values(), ids=SCORES)
def test_without_levels_scores_are_compared(sheets: list[dict[str, Any]], sentences: list[str]) -> None:
    views = dict(zip(("Ann", "Ben"), map(SCORED.assess, sheets), strict=False))

    assert views_texts(SCORED, compare_views(SCORED, views)) == sentences


def test_where_nothing_applies_there_is_no_score_to_compare() -> None:
    framework = tiny(levels=[], headline="score", requirements=[], questions=[question("kept", not_applicable=True)])
    views = {"Ann": framework.assess({"kept": "not-applicable"}), "Ben": framework.assess({"kept": "often"})}

    result = compare_views(framework, views)

    assert [list(view.scores) for view in result.views] == [[], ["framework", "dimension work"]]
    assert views_texts(framework, result)[:2] == ["Ann: no score", "Ben: 50%"]


@dear
@given(st.data())
def test_a_view_has_the_scores_of_its_assessment(data: st.DataObject) -> None:
    framework = data.draw(frameworks())
    assessment = framework.assess(data.draw(answers(framework)))
    if framework.views:
        framework = framework.model_copy(update={"views": None})

    result = compare_views(framework, {"Ann": assessment})

    found: dict[str, Any] = {
        "framework": assessment,
        **{f"dimension {entry.id}": entry for entry in assessment.dimensions},
    }
    expected = {name: entry for name, entry in found.items() if entry.score_exact is not None}
    seen = result.views["Ann"].scores
    assert {name: (score.score, score.score_exact, score.score_range_exact) for name, score in seen.items()} == {
        name: (entry.score, entry.score_exact, entry.score_range_exact) for name, entry in expected.items()
    }
    assert ViewsResult.model_validate_json(result.model_dump_json()) == result
    assert views_texts(framework, result)


def test_a_level_in_a_model_without_levels_is_refused() -> None:
    told = "views.Ann: no such level; got 'high'; allowed: an assessment, because the framework has no levels"

    assert refusal(SCORED, {"Ann": "high"}) == [told]


def test_without_roles_in_the_file_any_name_will_do() -> None:
    """The views are shown side by side, with no pattern and nobody missing."""
    result = compare_views(two(), {"Ann": "low", "Ben": "high"})

    assert (result.missing, result.patterns, result.apart) == ((), (), 2)


def test_a_stored_view_need_not_be_installed() -> None:
    """An assessment read back from JSON is compared as it is."""
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
        "views.agent: this is an assessment by another framework; got other",
    ]


def test_U2_a_view_with_open_answers_is_told_with_its_range() -> None:
    framework = load_framework("service-maturity-check")
    ids = [entry.id for entry in framework.questions]

    some = framework.assess(dict.fromkeys(ids[:14], 1))
    result = compare_views(framework, {"leadership": some, "service-team": framework.assess(dict.fromkeys(ids, 2))})

    assert tuple(views_texts(framework, result)[:2]) == (
        "leadership: Reactive, possible so far: Reactive to Improving",
        "service-team: Improving",
    )
