"""The page's scorer beyond what equality shows: hostile texts, answers it refuses, and doubles."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from browser.scorer_page import ScorerPage
from browser.test_equality import everything
from builders import LEVELS, capability, dimension, question, rule, tiny, two

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "</script><script>document.title = 'taken'</script>",
    "<!-- <script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "javascript:document.title='taken'",
    "${document.title} `$&` $1 $$ {name} %s",
    '"quoted" \\u003c \\" \\',
    "=HYPERLINK(1)",
    "ẞ é 漢 \U0001d54f",
)
NAMES = ("constructor", "prototype", "tostring", "valueof", "1", "007", "null", "has-own-property")
"""Ids that have a meaning in JavaScript."""


@pytest.fixture
def scorer(page: Page) -> ScorerPage:
    return ScorerPage(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_R1_hostile_texts_stay_texts(scorer: ScorerPage, text: str) -> None:
    """They are returned from every place of a framework that a result quotes, and none of them is run."""
    levels = [{**level, "name": f"{level['id']} {text}", "summary": text, "patterns": [text]} for level in LEVELS]
    framework = two(
        name=text,
        edition=text,
        levels=levels,
        dimensions=[{**dimension(name), "name": text} for name in ("work", "people")],
        capabilities=[
            {**capability("goals", remedy=text, effort=2), "name": text},
            {
                **capability("plan", requires=[{"capability": "goals", "credit": "0.5"}], leans_on=["team"]),
                "name": text,
            },
            {**capability("team", "people"), "name": text},
        ],
        requirements=[
            rule("each dimension", "mid", mean="0.5", because=text, place=text),
            rule("each dimension", "high", least=1),
            rule("framework", "mid", least="0.5", of={"capabilities": "all"}),
            rule("framework", "high", share=1, of={"dimensions": "all"}, reaching="high"),
        ],
        contrasts={"levels_apart": 0, "basis": "interpretation"},
    )
    sheet = np.zeros((1, len(framework.questions)), np.int8)

    scorer.read(framework)

    assert scorer.everything(sheet) == [everything(framework, sheet[0])]
    assert scorer.page.title() == ""
    assert scorer.page.locator("body *").count() == 0


def test_R1_ids_that_the_language_knows_are_ids(scorer: ScorerPage) -> None:
    scales = {name: tiny().scales["habit"] for name in NAMES}
    framework = tiny(
        scales=scales,
        level_lists=dict.fromkeys(NAMES, LEVELS),
        dimensions=[dimension(name, levels=name) for name in NAMES],
        capabilities=[capability(name, name, levels=name) for name in NAMES],
        questions=[question(name, name, scale=name) for name in NAMES],
        requirements=[rule("each capability", "mid", mean="0.5"), rule("each capability", "high", mean=1)],
    )
    sheets = np.array([[0] * len(NAMES), [-1] * len(NAMES), [1, 2] * (len(NAMES) // 2)], np.int8)

    scorer.read(framework)

    assert scorer.everything(sheets) == [everything(framework, sheet) for sheet in sheets]


@pytest.mark.parametrize("code", [3, -4, -3, 0.5, None, "often"])
def test_a_code_that_is_no_answer_is_refused(scorer: ScorerPage, code: Any) -> None:
    scorer.read(tiny())

    assert refusal(scorer, [code, -3]) == ["kept"]
    assert refusal(scorer, [0]) == ["seen"]
    assert refusal(scorer, [0, -3]) is None


def test_open_questions_are_refused_where_the_framework_wants_complete_sheets(scorer: ScorerPage) -> None:
    scorer.read(tiny(open_questions="reject"))

    assert refusal(scorer, [-1, -2]) == ["kept", "seen"]
    assert refusal(scorer, [2, -3]) is None


def refusal(scorer: ScorerPage, codes: list[Any]) -> Any:
    """Return the questions that a refusal names."""
    return scorer.page.evaluate("(codes) => refusal(codes)", codes)


@pytest.mark.parametrize(
    ("target", "where"),
    [
        ({}, ["target"]),
        ("peak", ["target"]),
        ({"framework": "mid", "dimension play": "mid", "capability plan": "mid"}, ["target.dimension play", "target"]),
    ],
)
def test_a_target_that_does_not_exist_is_refused(scorer: ScorerPage, target: Any, where: list[str]) -> None:
    scorer.read(tiny())

    assert scorer.page.evaluate("(target) => wrongTarget(target)", target) == where


def test_S7_scores_are_the_nearest_doubles(scorer: ScorerPage) -> None:
    """Beyond 2**53 a quotient of doubles is not: halfway cases, and one more than those, would show it."""
    half = 2**53 + 1
    tops = [half, half * 2**40 + 1, half * 2**40 - 1, 2**54 + 3, 10**40 + 1, -half, -(10**30) - 7, 2**200 - 1, 3]
    bottoms = [1, 2**53, 2**41, 10**40 + 3, 3**60, 2**60 + 1]
    ratios = [Fraction(top, bottom) for top in tops for bottom in bottoms]

    found = scorer.page.evaluate("(texts) => texts.map((text) => nearestDouble(ratioOf(text)))", [*map(str, ratios)])

    assert [*map(float, found)] == [ratio.numerator / ratio.denominator for ratio in ratios]


@pytest.mark.parametrize(("tens", "tried"), [(9, True), (11, False)])
def test_completions_are_all_tried_up_to_1024(scorer: ScorerPage, tens: int, *, tried: bool) -> None:
    """An odd number of weights of 10 and one of 1: only trying shows that they never add up to a half."""
    questions = [question(f"q-{place}", scale="yes-no", weight=10) for place in range(tens)]
    questions.append(question("small", scale="yes-no"))
    framework = tiny(questions=questions, levels=LEVELS[:2], requirements=[rule("framework", "mid", mean="0.5")])
    sheet = np.full((1, len(questions)), -1, np.int8)

    scorer.read(framework)
    (found,) = scorer.everything(sheet)

    assert found == everything(framework, sheet[0])
    assert {entry["question"]: entry["matters"] for entry in found["paths"][0]["questions"]}["small"] != tried


@pytest.mark.parametrize(
    ("amount", "parts", "answers"),
    [
        (5, [(1, 1), (4, 1), (6, 3)], 4),
        (1, [(2, 2), (1, 1)], 1),
        (1, [(1, 1), (2, 2)], 1),
        (0, [(1, 1)], 0),
    ],
)
def test_answers_are_counted_from_those_that_gain_most(
    scorer: ScorerPage, amount: int, parts: list[tuple[int, int]], answers: int
) -> None:
    """Parts are gains and the answers they cost; those that gain most for each answer are taken first, and whole."""
    code = """([amount, parts]) =>
        fewest(BigInt(amount), parts.map(([gain, answers]) => ({ gain: BigInt(gain), answers })))"""

    assert scorer.page.evaluate(code, [amount, parts]) == answers


def test_gates_alike_up_to_their_lowest_id_go_by_what_they_ask_next(scorer: ScorerPage) -> None:
    """Never by their place in the file: the one that asks b after a comes before the one that asks c."""
    rules = [rule("framework", "mid", count=1, reaching=1, of={"questions": ["a", name]}) for name in "cb"]
    framework = tiny(questions=[question(name) for name in "abc"], levels=LEVELS[:2], requirements=rules)
    sheet = np.full((1, 3), -1, np.int8)

    scorer.read(framework)
    (found,) = scorer.everything(sheet)

    assert found == everything(framework, sheet[0])
    assert [entry["question"] for entry in found["paths"][0]["questions"]] == ["a", "b", "c"]
