"""Remedies for single moves: a step shows those that its moves pass, and the capability's text only without any."""

from __future__ import annotations

from typing import Any

import pytest
from builders import LEVELS, capability, drawn, question, rule, some_sheets, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, UNANSWERED, Framework, read_framework
from maturity_core.telling.coming import remedy_text
from maturity_core.testing.oracle import Oracle

REMEDIES = [
    {"question": "seen", "to": "always", "text": "Show it to all."},
    {"question": "kept", "now": "rarely", "to": "often", "text": "Keep a list."},
    {"question": "kept", "to": "always", "text": "Keep it every day."},
    {"question": "kept", "now": "rarely", "to": "always", "text": "Begin anew."},
]


def planned(**fields: Any) -> Framework:
    """Return a framework with remedies, whose highest level needs every answer at its best."""
    plan = capability("plan", remedy="Plan.", remedies=REMEDIES, **fields)
    return tiny(
        levels=[LEVELS[0], LEVELS[2]],
        capabilities=[plan],
        requirements=[rule("framework", "high", least=1)],
    )


@pytest.mark.parametrize(
    ("kept", "seen", "places"),
    [
        ("rarely", "rarely", (0, 1, 2, 3)),
        ("rarely", "always", (1, 2, 3)),
        ("often", "often", (0, 2)),
        ("often", "always", (2,)),
        ("always", "rarely", (0,)),
        (UNANSWERED, "not-applicable", (1, 2, 3)),
        (DONT_KNOW, "always", (1, 2, 3)),
    ],
)
def test_a_step_shows_the_remedies_of_its_moves_in_file_order(kept: Any, seen: Any, places: tuple[int, ...]) -> None:
    words = {UNANSWERED: "unanswered", DONT_KNOW: "dont-know"}
    framework = planned()
    assessment = framework.assess({"kept": words.get(kept, kept), "seen": seen})
    (step,) = assessment.next_steps().steps
    (slow,) = Oracle(framework).plan(tuple(assessment.codes)).steps

    assert step.remedies == slow.remedies == places
    told = [REMEDIES[place] for place in places]
    first = {remedy["question"]: remedy["text"] for remedy in reversed(told)}
    then = {name: [f"Then: {one['text']}" for one in told if one["question"] == name][1:] for name in first}
    groups = [[first[name], *then[name]] for name in dict.fromkeys(one["question"] for one in told)]
    listed = "\n".join(f"- {' '.join(group)}" for group in groups)
    assert remedy_text(framework, step) == (listed if len(groups) > 1 else "\n\n".join(groups[0]))
    begun = "\n".join(f"- {group[0]}" for group in groups)
    assert remedy_text(framework, step, first=True) == (begun if len(groups) > 1 else groups[0][0])


def test_without_one_that_fits_it_shows_the_text_of_the_capability() -> None:
    framework = tiny(capabilities=[capability("plan", remedy="Plan.", remedies=REMEDIES[3:])])
    assessment = framework.assess({"kept": "often", "seen": "often"})
    (step,) = assessment.next_steps().steps

    assert step.remedies == ()
    assert remedy_text(framework, step) == "Plan."
    assert "Plan." in assessment.page()


def test_the_page_shows_each_remedy_as_a_paragraph() -> None:
    page = planned().assess({"kept": "rarely", "seen": "always"}).page()

    assert "     Keep a list.\n\n     Then: Keep it every day.\n\n     Then: Begin anew.\n" in page
    assert "Plan." not in page


@given(st.sampled_from(drawn()), st.integers(0, 1000))
def test_no_step_shows_what_its_answers_already_say(framework: Framework, seed: int) -> None:
    """The option that a remedy leads to is above the answer, and the one that it leads from isn't below it."""
    for sheet in some_sheets(framework, seed):
        assessment = framework.assess(sheet)
        codes = dict(zip(framework.questions.ids, assessment.counted.tolist(), strict=True))
        for step in assessment.next_steps():
            moves = {gap.question: gap.to for gap in step.questions}
            remedies = framework.capability(step.capability).remedies
            for place in step.remedies:
                remedy = remedies[place]
                ids = [option.id for option in framework.question(remedy.question).options]
                code = max(codes[remedy.question], 0)
                assert code < ids.index(remedy.to) <= ids.index(moves[remedy.question])
                assert remedy.now is None or ids.index(remedy.now) >= code


def test_remedies_are_rules_but_not_their_texts() -> None:
    framework, bare = planned(), planned()
    reworded = [{**REMEDIES[0], "text": "Show it."}, *REMEDIES[1:]]
    tables = {name: getattr(framework, name) for name in Framework.model_fields}

    def again(remedies: list[dict[str, str]]) -> str:
        return Framework(**tables | {"capabilities": [capability("plan", remedies=remedies)]}).rules_digest

    assert framework.rules_digest == bare.rules_digest == again(reworded)
    assert again(REMEDIES[::-1]) != again(REMEDIES) != again(REMEDIES[:3])


def test_a_question_that_a_file_leaves_out_takes_its_remedies_along(tmp_path: Any, monkeypatch: Any) -> None:
    base = tiny(
        capabilities=[capability("plan", remedies=REMEDIES[1:]), capability("team")],
        questions=[question("kept"), question("held"), question("there", "team")],
    )
    monkeypatch.setattr("maturity_core.definition.extends.extending.load_framework", lambda _: base)
    path = tmp_path / "framework.toml"
    path.write_text(
        'id = "other"\nedition = "1"\nname = "Other"\nbecause = "ours"\n'
        '[extends]\nframework = "tiny"\nedition = "1"\n[leave_out]\nquestions = ["kept"]\n'
    )

    assert read_framework(path).capabilities[0].remedies == ()
