"""The report: what its sections say about an organisation, and when they are left out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, dimension, drawn, question, some_sheets, tiny, two
from markup import PICTURE, read

from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import SECTIONS, report
from maturity_app.report.subject import Subject
from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, TargetError, load_framework
from maturity_core.pictures.results import heat_maps
from maturity_core.readers.gaps import aim_of
from maturity_core.telling.page import lines
from maturity_core.telling.wording import requirement_sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]
from reported import PAGE, html, parsed, shown

FRAMEWORKS = drawn()


MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


LAID_OUT = r"^[-=]*$|  [#.]{20}  |^and \d+ more question|^meets |\(effort [^)]*\)($|: )|^Source: "
LAID_OUT += "|^First steps:$|^How sure this is$"
"""Lines of the page that the report lays out differently: rules, bars, titles of steps, headings, and the source."""


@pytest.mark.parametrize("name", MODELS)
def test_the_report_says_all_that_the_page_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence of the text page is in the report, word for word."""
    monkeypatch.setattr(lines, "WIDTH", 10**6)
    framework = load_framework(name)
    tops = [len(asked.options) - 1 for asked in framework.questions]
    assessment = framework.assess(
        [DONT_KNOW if place % 9 == 3 else min(place % 4, top) for place, top in enumerate(tops)]
    )
    said = [line for line in assessment.page(limit=5).split("\n") if not re.search(LAID_OUT, line.strip())]
    sentences = [
        re.sub(r"^\s*(\[.\] |[-+*!>] |\d+\. |Quick relief: |For the long run, start now: )?\s*", "", line)
        for line in said
    ]

    told = " ".join(" ".join(html(Subject(assessment, limit=5)).texts).split())

    assert len(sentences) > 20
    assert [text for text in sentences if text not in told] == []


def test_the_summary_names_what_is_strong_and_weak_and_the_first_steps() -> None:
    texts = html(Subject(two().assess([2, 1, 1, 0], {"organisation": "North"}))).texts
    start = texts.index("Summary", texts.index("Summary") + 1)
    told = texts[start : texts.index("Level and reasons", start)]

    assert texts[1] == "North: Tiny, edition 1"
    assert "Level: Low (1 of 3)" in told
    assert "Highest score: Work (66.7%)." in told
    assert "Your weakest area is People; take a closer look at it." in told
    assert "Lowest score: People (0%)." not in told, "that is said"
    assert "1 step to Middle." in told
    assert "The whole step: effort 1 of 2, can be done soon." in told
    assert "4 of 4 questions answered." in told
    assert "The scoring rules come from the authors of this check, not from the source." in told


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([1, 1, 1, 1], ["All dimensions score 50%."]), ([1, 1, 1, NOT_APPLICABLE], [])],
    ids=["all the same", "one alone"],
)
def test_where_nothing_stands_out_nothing_is_called_high_or_low(codes: list[int], expected: list[str]) -> None:
    texts = html(Subject(two().assess(codes))).texts

    assert [text for text in texts if re.match("Your (strong|weak)est|All dimensions score", text)] == expected


def test_steps_say_when_they_are_ready_and_what_comes_of_them() -> None:
    texts = html(Subject(two().assess([0, 0, 0, 2]), target="mid")).texts
    told = " | ".join(texts[texts.index("1. Goals") : texts.index("All requirements", texts.index("1. Goals"))])

    assert "1. Goals | Write the goals down. | Effort | 2 | Can start | now | Score | from 0% to 50%" in told
    assert "Then ready to start | Plan" in told
    assert "2. Plan | Effort | 1 | Can start | after Goals" in told
    assert "This achieves | Work reaches Middle. You reach Middle overall." in told


def test_a_limit_cuts_the_steps_and_names_the_others() -> None:
    texts = html(Subject(two().assess([0, 0, 0, 2]), target="mid", limit=1)).texts

    assert "2 steps to Middle." in texts
    assert "Then: Plan." in texts
    assert not [text for text in texts if text.startswith("2. ")]


def test_every_requirement_stands_in_the_trace_with_what_is_in_the_way() -> None:
    framework = two()
    assessment = framework.assess([2, 1, 1, NOT_APPLICABLE])
    texts = html(Subject(assessment)).texts

    for state in (
        state for ladder in assessment.explain().ladders for rung in ladder.rungs for state in rung.requirements
    ):
        assert requirement_sentence(framework, framework.all_requirements[state.requirement]) in texts
    held = "2 answers are below what High needs (in Plan)."
    row = texts[texts.index("High in Work: the lowest of the questions must reach at least 100%.") :][:6]
    assert row[1:] == ["50%", "100%", "not met", "ours, not the source's", f"{held} Question no. 2-3."]
    aside = texts[texts.index("High in People: the lowest of the questions must reach at least 100%.") :][:6]
    assert aside[1:] == ["–", "100%", "not applicable", "ours, not the source's", "–"]  # noqa: RUF001 - a dash stands for nothing


def test_every_answer_stands_in_the_appendix() -> None:
    texts = html(Subject(two().assess([2, 1, UNANSWERED, NOT_APPLICABLE]))).texts
    told = " | ".join(texts)

    for row in (
        "1 | How is it with goals-set? | As a rule, for all | 100% | stated in the source",
        "2 | How is it with plan-kept? | Often, with gaps | 50% | stated in the source",
        "3 | How is it with plan-seen? | not answered | – | stated",  # noqa: RUF001 - a dash stands for nothing
        "4 | How is it with team-there? | doesn't apply | – | stated",  # noqa: RUF001 - a dash stands for nothing
    ):
        assert row in told


def test_the_report_says_whose_model_and_which_edition_it_is() -> None:
    assessment = tiny().assess([1, 1])
    told = " | ".join(html(Subject(assessment)).texts)

    assert f"Content digest | {assessment.record.framework.digest}" in told
    assert f"Version of maturity-core | {assessment.record.core_version}" in told
    assert "Edition | 1" in told


def test_sections_with_nothing_to_say_are_left_out() -> None:
    told = report(Subject(tiny().with_scorer(Product()).assess([2, 2])), full=True)
    names = [section.name for section in told.sections]

    assert names == ["summary", "steps", "level", "dimensions", "capabilities", "answers", "origin"]
    assert "This model is scored by code, which gives no reasons for its result." in read(as_html(told)).texts


@pytest.mark.parametrize("place", range(0, len(FRAMEWORKS), 2))
def test_any_report_is_well_formed_and_all_its_places_can_be_gone_to(place: int) -> None:
    framework = FRAMEWORKS[place]
    (sheet,) = some_sheets(framework, seed=place, count=1)
    told = report(Subject(framework.assess(sheet, {"organisation": "North"})), full=True)
    found = read(as_html(told))
    ids = [value for name, value in found.values if name == "id"]

    assert found.names <= PAGE | PICTURE
    assert len(ids) == len(set(ids))
    places = [value.removeprefix("#") for name, value in found.values if name == "href" and value.startswith("#")]
    assert places == ids[::2]
    assert "html_block" not in {token.type for token in parsed(as_markdown(told))}
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-4]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_names_of_sections_are_their_own() -> None:
    told = [section(Subject(two().assess([1, 1, 1, 1]))) for section in SECTIONS]

    assert len({section.name for section in told}) == len({section.title for section in told}) == len(SECTIONS)


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ([1, 1, 1, 1], "All dimensions score 50%."),
        ([1, 1, 1, NOT_APPLICABLE], None),
        ([1, 1, 1, 1, 1, NOT_APPLICABLE], "The 2 dimensions with a score all score 50%."),
    ],
)
def test_U2_all_is_said_where_it_is_all(sheet: list[int], sentence: str | None) -> None:
    """A dimension to which nothing applies does not score the same as the others."""
    more = {
        "dimensions": [dimension(name) for name in ("work", "people", "tools")],
        "capabilities": [*two().capabilities, capability("spare", "people"), capability("kit", "tools")],
        "questions": [*two().questions, question("spares", "spare"), question("kits", "kit", not_applicable=True)],
    }
    told = html(Subject((two(**more) if len(sheet) > len(two().questions) else two()).assess(sheet))).texts

    assert [text for text in told if " score " in text and text.endswith("50%.")] == [sentence] * bool(sentence)


@pytest.mark.parametrize(
    "told", [lambda found: as_html(report(Subject(found), full=True)), str, heat_maps], ids=["report", "page", "maps"]
)
def test_L2_what_a_result_is_asked_does_not_grow_with_its_dimensions(
    monkeypatch: pytest.MonkeyPatch, told: Callable[[Any], Any]
) -> None:
    asked = dict.fromkeys((3, 12), 0)
    told(two().assess([0] * 4))  # what is imported first has the real one
    for number in asked:
        names = [f"area-{place}" for place in range(number)]
        framework = tiny(
            dimensions=[dimension(name) for name in names],
            capabilities=[capability(f"in-{name}", name) for name in names],
            questions=[question(f"at-{name}", f"in-{name}") for name in names],
        )
        with monkeypatch.context() as patch:
            patch.setattr("maturity_core.readers.gaps.aim_of", counting(asked, number))
            told(framework.assess([0] * number))
    assert 0 < asked[3] == asked[12]


def counting(asked: dict[int, int], number: int) -> Callable[..., Any]:
    """Return an `aim_of` that counts its calls."""

    def take(*given: Any) -> Any:
        asked[number] += 1
        return aim_of(*given)

    return take


@pytest.mark.parametrize("name", MODELS)
def test_U6_the_report_of_no_answers_shows_the_range_and_no_plan(name: str) -> None:
    """In both formats; the report says the same about it as the page."""
    framework = load_framework(name)
    subject = Subject(framework.assess({}))
    found = report(subject, full=True)
    worst, best = framework.levels[0].name, framework.levels[-1].name

    assert [section.name for section in found.sections if section.name != "level"] == [
        *("summary", "dimensions", "capabilities", "answers", "origin")
    ]
    for text in (" ".join(read(as_html(found)).texts), shown(as_markdown(found))):
        assert f"Possible so far: {worst} to {best}." in text
        assert "Reasons, gaps and next steps appear once you have a level." in text
        for claim in ("Level: ", "Your strongest", "Your weakest", "All dimensions score", "Typical of", "(here)"):
            assert claim not in text


def test_U6_a_report_refuses_a_target_that_cannot_be_aimed_at_also_without_answers() -> None:
    with pytest.raises(TargetError):
        report(Subject(two().assess({}), target="hihg"), full=True)


def test_U6_a_dimension_without_enough_answers_is_neither_highest_nor_lowest() -> None:
    """It has no score to show."""
    texts = html(Subject(two().assess([2, 1, 1, UNANSWERED]))).texts

    assert not [text for text in texts if text.startswith(("Your strongest", "Your weakest", "All dimensions"))]
    place = texts.index("People", texts.index("The dimensions in numbers"))
    assert texts[place : place + 6] == ["People", "not yet", "Low to High", "\u2013", "50%", "0 of 1"]


def test_an_answer_that_counts_as_an_option_says_so() -> None:
    framework = tiny(questions=[question("kept", not_applicable=True, counts_as="often"), question("seen")])
    told = as_markdown(report(Subject(framework.assess({"kept": "not-applicable", "seen": "rarely"})), full=True))

    assert "doesn't apply (counts as “Often, with gaps”) | 50% |" in told


def test_what_the_level_does_not_need_is_apart_from_the_steps_that_lead_there() -> None:
    """Else these, and the numbers of the list, would not come to the same."""
    framework = load_framework("service-maturity-check")
    half = [1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 2, 1, 2, 2]
    told = {limit: " ".join(html(Subject(framework.assess(half), limit=limit)).texts) for limit in (1, 2, 3)}

    assert all("1 step to Improving." in text for text in told.values())
    apart = "Not required for Improving, but worth starting:"
    assert [apart in text for text in told.values()] == [False, True, True]
