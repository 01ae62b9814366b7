"""What changed between two assessments: falls and rises apart, targets, plans, and editions."""

from __future__ import annotations

from typing import Any

import pytest
from builders import Product, capability, dear, dimension, question, rule, tiny, two
from hypothesis import assume, given
from hypothesis import strategies as st

from maturity_core import (
    DONT_KNOW,
    NOT_APPLICABLE,
    UNANSWERED,
    AnswersError,
    ArgumentError,
    Assessment,
    Framework,
    MaturityError,
    Progress,
    carry,
    load_framework,
)
from maturity_core.testing.strategies import answers, frameworks

TWO = two()


@given(data=st.data(), framework=frameworks())
@dear
def test_nothing_changed_since_the_same_answers(data: st.DataObject, framework: Framework) -> None:
    sheet = framework.assess(data.draw(answers(framework)))

    found = sheet.since(sheet)

    assert (found.answers, found.ladders, found.requirements, found.unplanned) == ((), (), (), ())
    assert found.towards is not None
    assert (found.towards.closed, found.towards.opened) == (0, 0)
    assert Progress.model_validate_json(found.model_dump_json()) == found


@given(data=st.data(), framework=frameworks())
@dear
def test_there_and_back_again(data: st.DataObject, framework: Framework) -> None:
    """Whatever fell on the way there rises on the way back, by credit and by score."""
    one, other = (framework.assess(data.draw(answers(framework))) for _ in range(2))

    there, back = other.since(one), one.since(other)

    turned = {"fell": "rose", "rose": "fell", "answered": "open", "applies": "does not apply", "equal": "equal"}
    for change in there.answers:
        how = back.answers[change.question].how
        assert {change.how, how} <= {"applies", "does not apply", "open"} or turned.get(change.how, "answered") == how
    assert {str(change.ladder) for change in there.ladders} == {str(change.ladder) for change in back.ladders}
    assert not {str(change.ladder) for change in there.falls} & {str(change.ladder) for change in back.falls}


def test_a_loss_is_never_set_off_against_a_gain() -> None:
    """One question falls, another rises as far: the score stays, and both are listed and counted."""
    then, now = TWO.assess([1, 1, 1, 1]), TWO.assess([1, 0, 2, 1])

    found = now.since(then, "high")

    assert [(change.question, change.how) for change in found.answers] == [("plan-kept", "fell"), ("plan-seen", "rose")]
    assert (found.before.score, found.after.score) == (found.after.score, found.before.score)
    assert found.towards is not None
    assert (found.towards.gained, found.towards.lost) == (("plan-seen",), ("plan-kept",))
    assert found.towards.left == found.towards.then - found.towards.closed + found.towards.opened
    assert found.towards.opened > 0


def test_every_turn_of_an_answer() -> None:
    habit = [("fell", 2, 0), ("rose", 0, 1), ("answered", DONT_KNOW, 0), ("open", 1, UNANSWERED)]
    apply = [("applies", NOT_APPLICABLE, 2), ("does not apply", UNANSWERED, NOT_APPLICABLE), ("equal", 0, 1)]
    turns = [*habit, *apply, ("none", UNANSWERED, DONT_KNOW)]
    even = {"options": [{"id": name, "label": name, "credit": int(name == "c")} for name in "abc"]}
    framework = tiny(
        scales={"habit": even},
        questions=[question(f"q-{place}", not_applicable=True) for place in range(len(turns))],
    )
    then, now = framework.assess([turn[1] for turn in turns]), framework.assess([turn[2] for turn in turns])

    found = now.since(then)

    expected = ["fell", "equal", "answered", "open", "applies", "does not apply", "equal"]
    assert [change.how for change in found.answers] == expected


def test_what_became_of_the_plan() -> None:
    """Steps are done, begun, not begun or have fallen back; what rose without a step is named, too."""
    names = ("done", "begun", "idle", "lost", "extra")
    framework = tiny(
        capabilities=[capability(name) for name in names],
        questions=[question(f"{name}-{place}", name) for name in names for place in (1, 2)],
        requirements=[
            rule("framework", "mid", least="0.5", of={"questions": [f"{name}-1" for name in names[:4]]}),
            rule("framework", "high", least=1, of={"questions": [f"{name}-{p}" for name in names[:4] for p in (1, 2)]}),
        ],
    )
    then = framework.assess([0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
    now = framework.assess([2, 2, 1, 0, 0, 0, 0, 1, 2, 0])

    found = now.since(then, "high")

    assert {step.capability: (step.state, step.done, step.steps) for step in found.planned} == {
        "done": ("done", 4, 4),
        "begun": ("begun", 1, 4),
        "idle": ("not begun", 0, 4),
        "lost": ("fell back", 1, 3),
    }
    assert found.unplanned == ("extra",)


def test_the_default_target_is_that_of_the_time() -> None:
    then, now = TWO.assess([0, 0, 0, 0]), TWO.assess([2, 2, 2, 2])

    found = now.since(then)

    assert found.towards is not None
    assert [rung.level for rung in found.towards.target] == [then.gaps().target[0].level]
    assert (str(found.towards.status_now), found.towards.left) == ("reached", 0)
    scored = tiny(levels=(), requirements=[])
    again = scored.assess([2, 2]).since(scored.assess([0, 0])).towards
    assert again is not None
    assert [mark.score for mark in again.target_scores] == [0.1]


def test_once_nothing_is_left_a_fall_is_counted_as_what_is_missing_now() -> None:
    found = TWO.assess([2, 1, 2, 2]).since(TWO.assess([2, 2, 2, 2]))

    assert found.towards is not None
    assert (found.towards.then, found.towards.opened, found.towards.left) == (0, 1, 1)
    assert (str(found.towards.status_then), found.towards.lost) == ("nothing left", ("plan-kept",))
    assert [flip.ladder for flip in found.lost] == ["dimension work", "framework"]


def test_of_a_scorer_in_code_no_requirement_is_known() -> None:
    found = tiny().with_scorer(Product()).assess([2, 2]).since(tiny().with_scorer(Product()).assess([0, 0]))

    assert found.requirements == ()
    assert str(found.ladders[0].ladder) == "framework"


def test_a_target_that_nothing_in_applies_to_any_more() -> None:
    framework = tiny(
        dimensions=[dimension("work"), dimension("people")],
        capabilities=[capability("plan"), capability("team", "people")],
        questions=[question("kept"), question("there", "team", not_applicable=True)],
        requirements=[rule("each dimension", "mid", mean="0.5"), rule("each dimension", "high", mean=1)],
    )

    found = framework.assess([0, NOT_APPLICABLE]).since(framework.assess([0, 0]), {"dimension people": "mid"})

    assert found.towards is None
    assert found.planned == ()


def test_planned_moves_on_what_no_longer_applies_are_left_out() -> None:
    """The other moves of the step count, and the capability did not improve unplanned."""
    framework = tiny(requirements=[rule("framework", "mid", least="0.5"), rule("framework", "high", least=1)])
    then = framework.assess([0, 1])

    done, begun = (framework.assess([code, NOT_APPLICABLE]).since(then, "high") for code in (2, 1))

    assert [(step.state, step.done, step.steps) for step in done.planned] == [("done", 2, 2)]
    assert [(step.state, step.done, step.steps) for step in begun.planned] == [("begun", 1, 2)]
    assert begun.unplanned == ()
    only = framework.assess([2, NOT_APPLICABLE]).since(framework.assess([2, 0]), "high")
    assert (only.planned, only.unplanned) == ((), ())


def test_what_applies_anew_has_not_improved() -> None:
    found = TWO.assess([1, 1, 1, 2]).since(TWO.assess([1, 1, 1, NOT_APPLICABLE]), {"dimension work": "high"})

    assert [change.compared for change in found.ladders if str(change.ladder) == "capability team"] == [False]
    assert found.unplanned == ()


@given(data=st.data(), framework=frameworks())
@dear
def test_questions_open_at_both_dates_change_nothing(data: st.DataObject, framework: Framework) -> None:
    """Not knowing instead of not having answered is no loss, no gain, and no step."""
    assume(framework.open_questions != "reject")
    codes = framework.assess(data.draw(answers(framework))).codes.tolist()
    one, other = (
        framework.assess([state if code in {UNANSWERED, DONT_KNOW} else code for code in codes])
        for state in (UNANSWERED, DONT_KNOW)
    )

    found = other.since(one)

    assert (found.answers, found.ladders, found.requirements) == ((), (), ())
    assert found.towards is not None
    assert (found.towards.closed, found.towards.opened) == (0, 0)


# --- editions


def edition(number: str, **changes: Any) -> Framework:
    """Return an edition of a framework with two dimensions."""
    return two(edition=number, **changes)


LATER = edition(
    "2",
    since=[
        {
            "edition": "1",
            "added": ["team-led"],
            "left_out": ["plan-liked"],
            "questions": [{"id": "goals-set", "words": "asked anew"}],
        }
    ],
    questions=[*TWO.questions, question("team-led", "team")],
)
EARLIER = edition("1", questions=[*TWO.questions, question("plan-liked")])


def test_V1_an_earlier_edition_is_carried_and_what_cannot_be_compared_is_listed() -> None:
    then = EARLIER.assess([1, 1, 1, 1, 2])
    now = LATER.assess([2, 2, 1, 0, 2])

    found = now.since(then)

    assert (found.then.edition, found.now.edition) == ("1", "2")
    assert found.asked_anew == ("goals-set", "team-led")
    assert found.left_out == ("plan-liked",)
    assert [(change.question, change.how) for change in found.answers] == [
        ("plan-kept", "rose"),
        ("team-there", "fell"),
    ]
    assert {str(ladder) for ladder in found.not_compared} >= {"framework", "capability goals", "dimension people"}
    assert [str(change.ladder) for change in found.ladders] == ["capability plan"]
    assert not {flip.ladder for flip in found.requirements} & {*found.not_compared}
    assert found.towards is not None
    assert not {*found.towards.gained, *found.towards.lost} & {*found.asked_anew}
    assert Progress.model_validate_json(found.model_dump_json()) == found


def test_V1_what_is_unanswered_on_a_sheet_that_was_carried_before_is_not_compared() -> None:
    """It may never have been asked."""
    arrived = carry(EARLIER.assess([1, 1, 1, 1, 2]), LATER)
    then = LATER.assess(arrived.answers, arrived.facts)

    found = LATER.assess([2, 2, 1, 0, 2]).since(then)

    assert (found.then.edition, found.asked_anew) == ("1", ("goals-set", "team-led"))
    assert [change.how for change in found.answers] == ["rose", "fell"]


def test_V1_a_stored_result_counts_as_what_it_was_stored_from() -> None:
    then, now = EARLIER.assess([1, 1, 1, 1, 2], {"date": "2025-05-01"}), LATER.assess([2] * 5)
    stored = Assessment.model_validate_json(then.model_dump_json())

    assert now.since(stored) == now.since(then)


def test_V1_a_stored_result_of_a_later_form_is_refused() -> None:
    text = EARLIER.assess([1] * 5).model_dump_json().replace('"schema_version":2', '"schema_version":3')

    with pytest.raises(MaturityError, match="schema_version"):
        Assessment.model_validate_json(text)


def test_V2_the_same_edition_under_other_rules_is_refused() -> None:
    edited = two(requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)])

    with pytest.raises(AnswersError) as caught:
        edited.assess([1] * 4).since(TWO.assess([1] * 4))

    assert str(caught.value.problems[0]).startswith("earlier, edition: the answers were given to this edition under")


def test_V2_reworded_questions_are_compared_and_listed() -> None:
    worded = two(questions=[{**vars(TWO.questions[0]), "text": "Said otherwise?"}, *TWO.questions[1:]])

    found = worded.assess([2, 1, 1, 1]).since(TWO.assess([1, 1, 1, 1]))

    assert found.reworded == (TWO.questions[0].id,)
    assert found.answers[0].how == "rose"


def test_another_framework_is_refused() -> None:
    check = load_framework("service-maturity-check")

    with pytest.raises(AnswersError, match="another framework"):
        TWO.assess([1] * 4).since(check.assess({}))


def test_V3_a_stored_result_that_was_changed_is_refused() -> None:
    text = TWO.assess([1] * 4).model_dump_json().replace('"level":"mid"', '"level":"high"', 1)

    with pytest.raises(MaturityError):
        TWO.assess([1] * 4).since(Assessment.model_validate_json(text))


def test_only_an_assessment_is_an_earlier_one() -> None:
    earlier: Any = {"answers": {}}

    with pytest.raises(ArgumentError, match="expected an earlier assessment"):
        TWO.assess([1] * 4).since(earlier)


def test_what_is_left_follows_from_what_was_closed_and_opened() -> None:
    text = TWO.assess([1] * 4).since(TWO.assess([0] * 4)).model_dump_json()
    start = text.index('"left":')
    changed = f'{text[:start]}"left":99{text[text.index(",", start) :]}'

    with pytest.raises(MaturityError, match="does not follow"):
        Progress.model_validate_json(changed)
