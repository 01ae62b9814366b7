"""The first two pages of a report: as much as fits, whatever the size of the model."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, LEVELS, capability, dimension, question, rule, tiny, two
from house import ROOT

from maturity_app.report.blocks import Heading, Paragraph, Picture, Point, Points, Prose
from maturity_app.report.fitting import PAGE, fullest, lines_of
from maturity_app.report.markdown import as_markdown
from maturity_app.report.plan import first_points
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_app.report.summary import first_pages
from maturity_core import load_framework
from maturity_core.telling.coming import gap_text, is_beside
from maturity_core.telling.first import why_first_text
from maturity_core.telling.portrait import topic_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    from maturity_core import Framework

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

EXAMPLE = ROOT / "examples" / "a-service-team.toml"


def wide(number: int, **more: Any) -> Framework:
    """Return a model of this many dimensions with one question each."""
    areas = [f"area-{place}" for place in range(number)]
    levels = [(ladder, level) for ladder in ("framework", "each dimension") for level in ("mid", "high")]
    return tiny(
        scales={"habit": HABIT},
        dimensions=[dimension(area) for area in areas],
        capabilities=[capability(f"in-{area}", area, remedy=f"Begin with {area}.") for area in areas],
        questions=[question(f"at-{area}", f"in-{area}", **more) for area in areas],
        requirements=[rule(ladder, level, mean={"mid": "0.4", "high": "0.7"}[level]) for ladder, level in levels],
    )


def test_a_report_is_a_summary_and_a_plan() -> None:
    subject = Subject(two().assess([0, 0, 0, 2]), target="mid")
    told = as_markdown(report(subject))

    longer = Subject(wide(9).assess([0] * 9))

    assert [section.name for section in report(subject).sections] == ["summary", "plan"], "plan waits for goals"
    assert [section.name for section in report(Subject(two().assess([0, 2, 2, 2]), target="mid")).sections] == [
        "summary"
    ]
    assert [section.name for section in report(longer).sections] == ["summary", "plan"]
    assert [section.name for section in report(subject, full=True).sections][:3] == ["summary", "steps", "route"]
    assert "1. **Goals (effort 2 of 2)** Write the goals down.\n" in told
    assert "\n   This achieves: Work reaches Middle. You reach Middle overall.\n" in told


def test_the_summary_says_why_there_is_no_higher_level() -> None:
    told = [
        block.text
        for block in report(Subject(two().assess([2, 1, 1, 0]))).sections[0].blocks
        if isinstance(block, Paragraph)
    ]

    assert any("too low for Middle" in text for text in told)


@pytest.mark.parametrize("number", [9, 30, 100])
def test_of_many_dimensions_the_lowest_are_listed_as_far_as_they_fit(number: int) -> None:
    summary, plan = first_pages(Subject(wide(number).assess([place % 3 for place in range(number)])))
    listed = [
        block for section in (summary, plan) for block in section.blocks if isinstance(block, Points) and block.columns
    ]
    headings = [block.text for section in (summary, plan) for block in section.blocks if isinstance(block, Heading)]

    (points,) = listed
    shown = len(points.entries)
    assert points.entries[0].text == "0%, Low"
    assert (f"The {shown} lowest of {number} dimensions" if shown < number else "Dimensions") in headings
    assert lines_of(summary.blocks) <= PAGE
    assert lines_of(plan.blocks) <= PAGE


def test_steps_for_which_there_is_no_room_are_named_and_counted() -> None:
    subject = Subject(wide(100).assess([0] * 100))
    plan = report(subject).sections[1]
    (steps,) = [block for block in plan.blocks if isinstance(block, Points) and block.numbered]
    rest = len(subject.plan) - 3 - len(steps.entries)

    told = [block.text for block in plan.blocks if isinstance(block, Paragraph)]
    assert rest > 10
    assert any(text.startswith("Then: ") and text.endswith(f" and {rest - 6} more.") for text in told)


@pytest.mark.parametrize(
    ("number", "answer", "sections"), [(2, 2, ["summary"]), (1, 0, ["summary"]), (9, 0, ["summary", "plan"])]
)
def test_without_anything_to_add_to_the_first_steps_there_is_no_plan(
    number: int, answer: int, sections: list[str]
) -> None:
    subject = Subject(wide(number).assess([answer] * number))

    assert [section.name for section in report(subject).sections] == sections


def test_a_plan_is_told_once() -> None:
    """Two pages: what to do first on the first, the other steps, numbered on, on the second. In full: all in detail.

    There the summary has how the first steps begin as well.
    """
    subject = Subject(wide(9).assess([0] * 9))
    steps = [step.name for step in subject.plan.steps]
    first, then = (as_markdown(replace(report(subject), sections=(part,))) for part in report(subject).sections)
    full = as_markdown(report(subject, full=True))

    assert len(steps) > 3
    begun = [entry.name for entry in subject.plan.first]
    assert len(begun) == 3
    assert {name for name in steps if f"**{name} (" in first} == {*begun}
    assert [name for name in steps if f"**{name} (" in then] == [name for name in steps if name not in begun]
    assert "\n4. **" in then
    for step in subject.plan.steps:
        remedy = subject.framework.capability(step.capability).remedy
        assert (first + then).count(remedy) == 1
        assert full.count(remedy) == 1 + (step.name in begun)


def test_what_comes_first_says_why_and_the_weakest_area_is_named_however_little_room_there_is() -> None:
    """What is no step of the plan is told apart. The moves are left out where they don't fit."""
    framework = load_framework("service-maturity-check")
    subject = Subject(framework.assess(tomllib.loads(EXAMPLE.read_text("utf-8"))["answers"]))
    summary = as_markdown(report(subject)).replace("\\", "").split("\n## Plan")[0]
    first = summary.split("### First steps")[1]

    assert "7 steps to Strategic." in first
    for entry in subject.plan.first:
        assert why_first_text(subject.assessment, subject.plan, entry) in first
        assert gap_text(framework, entry.questions[0]) not in first, "there is no room for moves"
    assert first.count("Not required for Strategic, but worth starting:") == 1
    assert topic_text(subject.assessment) in summary


MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


@pytest.mark.parametrize("name", MODELS)
def test_each_step_says_what_to_do_and_what_the_result_is_based_on_comes_last(name: str) -> None:
    """The level and the dimensions are drawn above the steps, which are numbered on from page to page."""
    framework = load_framework(name)
    for first in range(2):
        codes = [min((place + first) % 3, len(entry.options) - 1) for place, entry in enumerate(framework.questions)]
        subject = Subject(framework.assess(codes))
        blocks = [block for section in first_pages(subject) for block in section.blocks]
        kinds = [type(block) for block in blocks]
        steps = [block for block in blocks if isinstance(block, Points) and block.numbered]
        told = [point for block in blocks if isinstance(block, Points) for point in block.entries if point.leads]
        needed = sum(not is_beside(entry) for entry in subject.plan.first)

        assert kinds.index(Picture) < blocks.index(steps[0])
        assert blocks[-2] == Heading("What this result is based on")
        assert [block.start for block in steps] == [1, 1 + needed][: len(steps)]
        assert [point.leads for point in told if not (isinstance(point.text, Prose) and point.text.text)] == []
        assert len({point.leads for point in told}) == len(told) >= len(subject.plan.first) > 0


def test_a_step_without_an_action_of_its_own_says_its_moves() -> None:
    """However little room there is: the capability's own text may mean them."""
    remedies = [{"question": "kept", "to": "often", "text": "Begin."}]
    own = capability("plan", remedy="Settle the point listed in this step.", remedies=remedies)
    rules = [rule("framework", level, mean=mean) for level, mean in (("mid", "0.5"), ("high", 1))]
    subject = Subject(tiny(capabilities=[own], requirements=rules).assess([1, 2]), "high")
    (entry,) = subject.plan.first

    for form in first_points(subject, entry):
        assert gap_text(subject.framework, entry.questions[0]) in form.more
    assert [bool(form.text.text) for form in first_points(subject, entry) if isinstance(form.text, Prose)] == [
        False,
        True,
        True,
        True,
    ]


def test_all_points_get_a_fuller_form_before_any_gets_the_fullest() -> None:
    forms = [tuple(Point("a", more=("b",) * number) for number in range(3))] * 2

    assert [[len(point.more) for point in fullest(forms, room)] for room in (0, 3.6, 4.6, 5.6, 9)] == [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 1],
        [2, 2],
    ]
    assert fullest([], 9) == ()


def test_a_report_has_the_date_of_the_answers_if_there_is_one() -> None:
    dated, undated = (two().assess([0, 0, 0, 2], facts) for facts in ({"date": "2026-05-01"}, {}))

    assert report(Subject(dated)).facts == (("Date", "2026-05-01"),)
    assert report(Subject(undated)).facts == ()


def test_what_no_more_steps_follow_is_not_called_a_plan() -> None:
    framework = wide(3)
    levels = [{**level, "summary": "A text. " * 400} for level in LEVELS]
    long = tiny(**{**framework.model_dump(exclude_defaults=True), "levels": levels})

    assert first_pages(Subject(long.assess([0] * 3)))[1].title == "What else to know"
    assert first_pages(Subject(wide(9).assess([0] * 9)))[1].title == "Plan"


def test_a_text_of_the_model_longer_than_a_page_begins_no_page_that_is_nearly_empty() -> None:
    """The plan then follows the summary."""
    levels = [{**level, "summary": "A long text. " * 600} for level in LEVELS]
    long = tiny(**{**wide(9).model_dump(exclude_defaults=True), "levels": levels})
    summary, plan = first_pages(Subject(long.assess([0] * 9)))

    assert lines_of(summary.blocks) > PAGE
    assert plan.blocks
    assert not plan.page


def test_answers_that_do_not_count_are_named_up_to_three_and_counted() -> None:
    needs = {"question": "first", "option": "always"}
    others = [question(f"other-{place}", needs=needs) for place in range(5)]
    subject = Subject(tiny(questions=[question("first"), *others]).assess([0, 1, 1, 1, 1, 1]))

    texts = as_markdown(report(subject))

    assert texts.count("doesn't count, because") == 3
    assert "2 more answers don't count for reasons of this kind." in texts
    assert as_markdown(report(subject, full=True)).count("doesn't count, because") == 3 + 5


def test_lines_are_counted_as_they_are_printed() -> None:
    """A paragraph of the model's text takes its lines, and an entry of a list its own and those below it."""
    assert lines_of([Prose("a" * 90 + "\n\n" + "b" * 200)]) == 1.5 + 3.5
    assert lines_of([Points((Point("a", more=("b" * 100,)),))]) == pytest.approx(1 + 0.3 + 2 + 0.5)


def test_options_of_the_list_need_a_list(maturity: Run, tiny_file: Path, file: Write, tmp_path: Path) -> None:
    done = maturity("report", tiny_file, file("a.json", '{"answers": {}}'), "--out", tmp_path / "r.md", "--bom")

    assert done.code == 2
    assert "need a FILE that ends in .csv" in done.err
