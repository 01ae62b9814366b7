"""What the linter's findings say, and the order they are reported in."""

from __future__ import annotations

from lint_cases import with_percent
from linted import (
    LEVELS,
    ask,
    need,
    sound,
    what,
    with_capability,
    with_pattern,
)

from maturity_core import Finding, lint_framework


def test_findings_say_what_is_there() -> None:
    read = [
        need("framework", level, mean=cut, of={"questions": ["kept"]}) for level, cut in (("mid", "0.5"), ("high", 1))
    ]
    scored = {"headline": "score", "scores": [{"ladder": "framework", "mean_of": {"questions": ["kept"]}}]}

    assert what(with_pattern(level_above="low")) == "'low' is not above 'low'"
    assert what(with_pattern(level_above="mid", level_below="high")) == "'mid' is not above 'high'"
    assert what({"requirements": read}) == "it decides no level"
    assert what({"requirements": read, **scored}) == "it decides no level and does not move the score"


def test_errors_come_first_then_warnings_then_notes() -> None:
    wrong = with_percent(lowest=15, cut_falls="above")
    wrong |= {**with_capability(remedy=""), "levels": [*LEVELS[:2], {**LEVELS[2], "summary": ""}]}

    severities = [finding.severity for finding in lint_framework(sound(**wrong))]

    assert severities == ["error", "warning", "note"]


def test_a_finding_says_which_rule_where_what_and_what_helps() -> None:
    (finding,) = lint_framework(sound(questions=[ask("kept")]))

    assert finding == Finding(
        rule="thin-capability",
        severity="note",
        where="capabilities.plan",
        what="it rests on one question",
        remedy="ask a second question, or merge it with a related capability",
    )
    assert finding.path == ("capabilities", 0)
    assert str(finding) == (
        "note thin-capability: capabilities.plan: it rests on one question; "
        "ask a second question, or merge it with a related capability"
    )
