"""The proven route in the report: after the next steps, with what can wait and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, capability, question, rule, tiny, two
from reported import html

from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import ArgumentError, Framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]


def choice() -> Framework:
    """Return three capabilities, two of which have to reach half credit for the middle level."""
    return tiny(
        capabilities=[capability(name, effort=effort) for name, effort in zip("abc", (4, 2, 1), strict=True)],
        questions=[question(f"{name}-1", name) for name in "abc"],
        requirements=[rule("framework", "mid", count=2, reaching="0.5"), rule("framework", "high", least=1)],
    )


def section(subject: Subject) -> list[str]:
    """Return the texts of the section, without those of the table of contents."""
    texts = html(subject).texts
    places = [place for place, text in enumerate(texts) if text == "The proven route"]
    return texts[places[-1] :] if places else []


def test_the_route_says_what_it_costs_what_is_proven_and_what_can_wait() -> None:
    told = " | ".join(section(Subject(choice().assess([0, 0, 0]))))

    assert told.startswith(
        "The proven route | 2 steps, at a total cost of 2.25. | No route is cheaper: a solver proved it"
    )
    assert "The next steps of your result cost the same." in told
    assert "C (cost 0.75) |  How is it with c-1? From “Rarely or never” to “Often, with gaps”." in told
    waits = "A can wait: it has gaps too, but you reach Middle without closing them"
    assert f"{waits}, and no step here needs it to be higher." in told


def test_the_route_begins_with_its_cost() -> None:
    assert section(Subject(choice().assess([0, 1, 0])))[1].startswith("1 step, at a total cost of ")
    assert section(Subject(choice().assess([0, 0, 0])))[1] == "2 steps, at a total cost of 2.25."


def test_the_summary_says_that_one_answer_is_enough() -> None:
    told = html(Subject(choice().assess([0, 1, 0]))).texts

    assert any(text.startswith("You are one answer away from Middle. Any of 2 answers would do") for text in told)


def test_the_route_stands_after_next_steps_and_before_the_appendix() -> None:
    names = [section.name for section in report(Subject(choice().assess([0, 0, 0])), full=True).sections]

    assert names.index("route") == names.index("steps") + 1


def test_several_that_can_wait_are_named_together() -> None:
    framework = tiny(
        capabilities=[capability(name) for name in "abc"],
        questions=[question(f"{name}-1", name) for name in "abc"],
        requirements=[rule("framework", "mid", count=1, reaching="0.5"), rule("framework", "high", least=1)],
    )

    told = " | ".join(section(Subject(framework.assess([0, 0, 0]))))

    assert "B and C can wait: they have gaps too, but you reach Middle" in told
    assert "can wait" not in " | ".join(section(Subject(framework.assess([0, 0, 0]), target="high")))


@pytest.mark.parametrize("periods", ["1", "levels"])
def test_phases_are_shown_if_asked_for(periods: str) -> None:
    subject = Subject(choice().assess([0, 0, 0]), target="high", periods=periods)
    told = section(subject)

    assert "Phases" in told
    assert ("Phase 1: 2.25" if periods == "levels" else "Period 1: 1 of a budget of 1") in told
    assert "You are then at High, with a score of 100%." in told
    assert "### Phases" in as_markdown(report(subject, full=True))
    with pytest.raises(ArgumentError, match="periods"):
        report(Subject(choice().assess([0, 0, 0]), periods="often"), full=True)


def test_phases_of_many_steps_are_not_drawn() -> None:
    names = [f"c-{place}" for place in range(25)]
    framework = tiny(
        capabilities=[capability(name) for name in names],
        questions=[question(f"{name}-1", name) for name in names],
        requirements=[rule("framework", "mid", least=1), rule("framework", "high", least=1)],
    )

    texts = section(Subject(framework.assess([0] * 25), target="high", periods="levels"))

    assert "Phases of the route" not in texts
    assert "Phases of the route" in section(Subject(choice().assess([0, 0, 0]), periods="levels"))


def test_results_that_have_to_show_are_listed() -> None:
    led = tiny(
        questions=[question("kept"), question("pays", outcome=True)],
        requirements=[rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)],
    )

    assert "How is it with pays? From “Rarely or never” to “Often, with gaps”." in section(Subject(led.assess([0, 0])))


def test_who_needs_no_route_has_none() -> None:
    assert section(Subject(two().assess([2, 2, 2, 2]))) == []
    assert section(Subject(two().assess({}))) == []
    assert section(Subject(two().with_scorer(Product()).assess([0, 0, 0, 0]))) == []


def test_O1_without_the_solver_the_section_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)

    told = section(Subject(choice().assess([0, 0, 0])))

    assert told[1] == "The cheapest route, proven by a solver, is shown here once the extra roadmap is installed."
    assert told[2] != "Phases"


def test_the_command_takes_periods(maturity: Run, tiny_file: Path, file: Write) -> None:
    sheet = file("answers.json", '{"answers": {"plan-holds": "rarely", "plan-known": "rarely", "plan-kept": "few"}}')
    out = sheet.parent / "report.md"

    done = maturity("report", tiny_file, sheet, "--full", "--out", out, "--periods", "0.5,1")

    assert done.code == 0
    assert "Period 2: 0.25 of a budget of 1" in out.read_text("utf-8")


def test_a_capability_whose_outcome_has_to_show_cannot_wait() -> None:
    """Keeping more customers is asked for and cannot be done: its capability is no step, but it has to get there."""
    framework = tiny(
        capabilities=[capability("plan"), capability("stay")],
        questions=[question("kept", "plan"), question("calm", "stay", outcome=True, led_by=["plan"])],
        requirements=[rule("framework", "mid", least="0.5"), rule("framework", "high", least=1)],
    )

    told = " | ".join(section(Subject(framework.assess([0, 0]))))

    assert "How is it with calm?" in told
    assert "can wait" not in told
