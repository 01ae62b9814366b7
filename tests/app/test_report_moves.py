"""The report shows what answers bear out and deny, the remedies for their moves, and traits in words of their own."""

from __future__ import annotations

import re

from builders import addressed

from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject

ANSWERS = {"kept": "rarely", "seen": "rarely", "changed": "often"}


def part(html: str, name: str) -> str:
    return html.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def test_patterns_stand_under_what_the_answers_say_of_them() -> None:
    told = part(as_html(report(Subject(addressed().assess(ANSWERS)), full=True)), "portrait")

    assert re.findall("<h3>(.*?)</h3>", told) == [
        "Typical of Low, as your answers show",
        "Also typical of Low",
        "Typical of Low, but different in your answers",
    ]
    assert re.findall("<li>(.*?)</li>", re.sub("</?(p|span)[^>]*>", "", told)) == [
        "Plans hold for a day.",
        "Work comes as it comes.",
        "Somebody looks at plans.",
        "Plans are looked at, and hold for a day.",
    ]


def test_steps_show_the_remedies_for_their_moves() -> None:
    text = as_markdown(report(Subject(addressed().assess(ANSWERS)), full=True))

    assert "Plan for a day." in text
    assert "Hang the plan on the wall." in text
    assert "nothing else makes up for it" in text


def test_a_trait_is_told_by_the_option_that_is_required_and_the_one_given() -> None:
    told = part(as_html(report(Subject(addressed().assess(ANSWERS)), full=True)), "requirements")
    row = next(row for row in told.split("<tr") if "nothing else makes up for it" in row)
    cells = [re.sub("<[^>]*>", "", cell) for cell in re.findall("<td[^>]*>(.*?)</td>", row)]

    assert cells[:3] == ["Often, with gaps", "As a rule, for all", "not met"]
