"""The linter looks at what a profile asks, and names places in the file, which is that of the whole framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import capability, drawn, question, rule, two
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import Framework, FrameworkError, lint_framework

if TYPE_CHECKING:
    from maturity_core import Finding

ALL = {"id": "all-of-it", "name": "All of it", "questions": "all"}
PROFILED = [framework for framework in drawn() if framework.profiles]


def scale_of(finding: Finding) -> str:
    return str(finding.path[1]) if finding.path[0] == "scales" else ""


@given(st.sampled_from(drawn()))
def test_a_profile_that_asks_everything_has_the_findings_of_the_whole(framework: Framework) -> None:
    """Except about examples and about scales that no question uses, which are no part of it."""
    try:
        whole = framework.model_copy(update={"profiles": [ALL]})
    except FrameworkError:  # there may be too little left of a score
        assume(False)  # noqa: FBT003 - as Hypothesis has it
    used = {"", *(entry.scale for entry in whole.questions)}
    found_in_all = [finding for finding in lint_framework(whole) if finding.path != ("examples",)]
    expected = [finding for finding in found_in_all if scale_of(finding) in used]

    found = lint_framework(whole.profile("all-of-it"))

    assert [*found] == expected
    assert [finding.path for finding in found] == [finding.path for finding in expected]


@given(st.sampled_from(PROFILED), st.data())
def test_every_finding_is_at_a_place_of_the_file(framework: Framework, data: st.DataObject) -> None:
    asked = framework.profile(data.draw(st.sampled_from(framework.profiles)).id)

    for finding in lint_framework(asked):
        here: Any = framework
        for part in finding.path:
            here = getattr(here, part) if isinstance(part, str) and not isinstance(here, dict) else here[part]
            name = getattr(here, "id", "")
            assert name in finding.where
        if finding.path[0] == "questions":
            assert framework.questions[int(finding.path[1])].id in asked.questions.ids


def places(framework: Framework, rule_id: str) -> list[str]:
    return [finding.where for finding in lint_framework(framework) if finding.rule == rule_id]


def test_what_only_a_profile_makes_idle_is_found_there() -> None:
    """Of two questions that decide the level together, one alone decides both levels at once."""
    requirements = [
        rule("framework", "mid", count=1, of={"questions": ["plan-kept", "plan-seen"]}, reaching="0.5"),
        rule("framework", "high", count=2, of={"questions": ["plan-kept", "plan-seen"]}, reaching="0.5"),
    ]
    profile = {"id": "short", "name": "Short", "questions": ["plan-seen", "team-there"]}
    framework = two(requirements=requirements, profiles=[profile])

    assert places(framework, "unreachable-level") == []
    assert places(framework.profile("short"), "unreachable-level") == ["levels.mid"]
    assert places(framework.profile("short"), "idle-question") == ["questions.team-there"]


def test_prerequisites_and_traits_are_at_their_places_in_the_file() -> None:
    """The first capability and the first question are left out, so those of the profile have other positions."""
    needs = [{"capability": name, "credit": credit} for name, credit in (("goals", 1), ("team", "0.5"), ("team", 1))]
    questions = [
        question("goals-set", "goals"),
        question("plan-kept", "plan"),
        question("team-there", "team", stage="mid", trait="often"),
    ]
    framework = two(
        capabilities=[capability("goals"), capability("plan", requires=needs), capability("team", "people")],
        questions=questions,
        requirements=[rule("framework", "mid", least="0.5"), rule("framework", "high", least=1)],
        profiles=[{"id": "short", "name": "Short", "questions": ["plan-kept", "team-there"]}],
    )
    found = {finding.rule: finding for finding in lint_framework(framework.profile("short"))}

    assert found["implied-prerequisite"].where == "capabilities.plan.requires.1"
    assert found["implied-prerequisite"].path == ("capabilities", 1, "requires", 1)
    assert found["idle-trait"].path == ("questions", 2, "trait")
    assert found["idle-trait"].where == "questions.team-there.trait"
