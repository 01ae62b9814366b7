"""Profiles: what is left of a framework, what it is called, and what it is still good for."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy
from fractions import Fraction
from typing import Any

import pytest
from builders import LEVELS, Product, capability, dimension, drawn, question, rule, two

from maturity_core import (
    NO_GAP,
    ArgumentError,
    Assessment,
    CutPoints,
    Framework,
    FrameworkError,
    MaturityError,
    NotFoundError,
    RecordBatchScorer,
    carry,
    portable,
)
from maturity_core.model.asked import asked_places
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.requirement import Items
from maturity_core.telling.origin import edition_text
from maturity_core.testing.oracle import Oracle

SHORT = {"id": "short", "name": "Short", "questions": ["goals-set", "plan-kept"]}
TAGGED = {"id": "tagged", "name": "Tagged", "questions": {"tag": "first"}}


CAPABILITIES = [capability("goals"), capability("plan"), capability("team", "people")]


def whole(**changes: Any) -> Framework:
    """Return a framework of two dimensions, three capabilities and four questions, with two profiles."""
    tables: dict[str, Any] = {
        "level_lists": {"own": [{"id": "low", "name": "Low"}, {"id": "mid", "name": "Mid"}]},
        "dimensions": [dimension("work"), dimension("people")],
        "capabilities": [
            capability("goals", levels="own", requires=[{"capability": "team", "credit": 1}], leans_on=["team"]),
            capability("plan", requires=[{"capability": "goals", "level": "mid"}]),
            capability("team", "people"),
        ],
        "questions": [
            question("goals-set", "goals", weight=2, tags=["first"]),
            question("goals-seen", "goals"),
            question("plan-kept", "plan"),
            question("team-there", "team", tags=["first"]),
        ],
        "requirements": [
            rule("capability goals", "mid", least="0.5", of={"questions": ["goals-seen"]}),
            rule("framework", "mid", count=3, of={"questions": "all"}, reaching=1),
            rule("framework", "high", mean=1, of={"questions": {"capability": "team"}}),
        ],
        "scores": [{"ladder": "framework", "total_of": {"questions": "all"}, "base": 0, "range": [0, 5]}],
        "examples": [{"id": "none", "answers": {}, "level": "low"}],
        "profiles": [SHORT, TAGGED],
    }
    return two(**{**tables, **changes})


def test_what_is_not_asked_is_gone_and_what_is_left_keeps_its_words() -> None:
    framework = whole().profile("short")

    assert framework.questions.ids == ("goals-set", "plan-kept")
    assert (framework.capabilities.ids, framework.dimensions.ids) == (("goals", "plan"), ("work",))
    (left,) = framework.requirements
    assert (left.one_ladder, left.level, left.threshold, left.of) == (
        FRAMEWORK,
        "mid",
        Fraction(2),
        Items(questions="all"),
    )
    assert framework.capabilities["goals"].requires == framework.capabilities["plan"].requires == ()
    assert framework.capabilities["goals"].leans_on == ()
    assert (framework.rules, framework.examples, framework.profiles) == ((), (), ())
    assert framework.levels == whole().levels
    assert framework.asked_by is not None
    assert (framework.asked_by.name, framework.whole.asked_by, len(framework.whole.questions)) == ("Short", None, 4)


def test_a_rung_of_which_nothing_is_left_is_passed_over_and_the_others_keep_their_rank() -> None:
    requirements = [
        rule("framework", "mid", least=1, of={"questions": {"capability": "plan"}}),
        rule("framework", "high", mean=1, of={"questions": {"capability": "team"}}),
    ]
    framework = whole(requirements=requirements, level_lists={}, capabilities=CAPABILITIES).profile("tagged")
    result = framework.assess({"goals-set": "always", "team-there": "always"})

    assert result.level is not None
    assert (result.level.id, result.score) == ("high", 3)
    batch = framework.assess_many([[2, 2], [2, 0]])
    assert batch.levels.tolist() == [2, 0]
    assert batch.gaps("high").positions.tolist() == [[NO_GAP, NO_GAP], [NO_GAP, 2]]
    assert batch.next_steps("high").length.tolist() == [0, 1]


def test_a_profile_by_an_id_that_does_not_exist_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="short"):
        whole().profile("shrot")


def test_a_profile_is_made_once_and_from_the_whole() -> None:
    framework = whole()

    assert framework.profile("short") is framework.profile("short")
    assert framework.profile("short").profile("tagged") is framework.profile("tagged")


def test_copies_of_a_profile_are_profiles() -> None:
    framework = whole().profile("short")
    copies = [copy(framework), deepcopy(framework), pickle.loads(pickle.dumps(framework)), framework.model_copy()]  # noqa: S301 - our own

    for other in copies:
        assert other == framework
        assert (other.digest, other.rules_digest) == (framework.digest, framework.rules_digest)
        assert other.asked_by == framework.asked_by
    assert framework.model_copy(update={"edition": "2"}).whole.edition == "2"
    everything = CutPoints(ladder="framework", cuts={"mid": Fraction(1, 2), "high": Fraction(1)}, basis="source")
    other_way = whole(capabilities=CAPABILITIES, requirements=[], rules=[everything]).profile("short")
    assert other_way.with_scorer(everything).asked_by == other_way.asked_by


def test_the_digests_cover_the_whole_framework_and_which_questions_are_asked() -> None:
    framework = whole()
    digests = {one.rules_digest for one in (framework, framework.profile("short"), framework.profile("tagged"))}
    moved = whole(profiles=[TAGGED | {"id": "short"}, TAGGED])
    heavier = [question("goals-set", "goals", weight=2, tags=["first"]), *framework.questions[1:3]]
    other = whole(questions=[*heavier, question("team-there", "team", weight=2, tags=["first"])], scores=[])

    assert len(digests) == 3
    assert moved.rules_digest == framework.rules_digest
    assert moved.profile("short").rules_digest == framework.profile("tagged").rules_digest
    assert moved.profile("short").digest != framework.profile("short").digest
    assert other.profile("short").rules_digest != framework.profile("short").rules_digest


def test_answers_to_what_is_not_asked_are_passed_over() -> None:
    framework = whole().profile("short")
    sheet: dict[str, Any] = {
        "goals-set": "often",
        "goals-seen": "always",
        "plan-kept": 2,
        "team-there": "never heard of",
    }

    assert framework.assess(sheet) == framework.assess({"goals-set": "often", "plan-kept": "always"})
    with pytest.raises(ValueError, match="no such question"):
        framework.assess({"goal-set": "often"})


def test_a_result_says_by_which_profile_it_was_made_and_is_verified_by_it() -> None:
    framework = whole()
    result = framework.profile("short").assess({"goals-set": "often"})
    stored = Assessment.model_validate_json(result.model_dump_json())

    assert stored.record.framework.profile == "short"
    assert framework.assess({}).record.framework.profile is None
    for given in (framework, framework.profile("short"), framework.profile("tagged")):
        again = stored.verify(given)
        assert (again.verification.status, again.framework.asked_by) == ("verified", result.framework.asked_by)


def test_a_result_is_not_verified_when_its_profile_asks_something_else() -> None:
    stored = Assessment.model_validate_json(whole().profile("short").assess({}).model_dump_json())
    moved = whole(profiles=[SHORT | {"questions": ["goals-set"]}])

    with pytest.raises(MaturityError, match="other rules"):
        stored.verify(moved)


def test_the_name_of_a_profile_is_told_with_the_edition() -> None:
    framework = whole()

    assert edition_text(framework.profile("short")) == f"{edition_text(framework)}, profile Short"


def test_readers_in_other_languages_know_which_questions_a_profile_asks() -> None:
    framework = whole()
    asked = {profile["id"]: profile for profile in portable(framework)["profiles"]}

    assert {name: profile["questions"] for name, profile in asked.items()} == {"short": [0, 2], "tagged": [0, 3]}
    assert asked["short"]["rules_digest"] == framework.profile("short").rules_digest


def test_what_is_said_of_questions_that_are_not_asked_is_not_shown() -> None:
    """Remedies and patterns keep their places, as the whole framework has them."""
    remedies = [{"question": name, "to": "often", "text": f"Do {name}."} for name in ("goals-seen", "goals-set")]
    patterns = [{"text": name, "questions": [{"question": name, "at_most": "rarely"}]} for name in ("goals-seen",)]
    levels = [LEVELS[0] | {"patterns": patterns}, *LEVELS[1:]]
    goals = capability("goals") | {"remedies": remedies}
    rules = [rule("framework", name, least=bar) for name, bar in (("mid", "0.5"), ("high", 1))]
    framework = whole(capabilities=[goals, *CAPABILITIES[1:]], levels=levels, requirements=rules)
    result = framework.profile("short").assess({"goals-set": "rarely", "plan-kept": "rarely"})

    (step,) = [step for step in result.next_steps() if step.capability == "goals"]
    assert step.remedies == (1,)
    assert result.portrait.not_asked == (0,)


def test_answers_are_carried_from_one_profile_to_another() -> None:
    framework = whole()
    result = framework.profile("short").assess({"goals-set": "often", "plan-kept": "always"})
    carried = carry(result, framework.profile("tagged"))

    assert carried.answers == {"goals-set": "often", "team-there": "unanswered"}
    assert carried.left_out == ("plan-kept",)


def test_what_became_of_earlier_questions_is_told_of_those_that_are_asked() -> None:
    since = {
        "edition": "0",
        "left_out": ["old"],
        "added": ["team-there"],
        "questions": [{"id": "goals-set", "was": "aims-set"}, {"id": "goals-seen", "was": "aims-seen"}],
    }
    framework = whole(since=[since]).profile("short")
    carried = carry({"aims-set": "often", "aims-seen": "often", "old": "often"}, framework, edition="0")

    assert framework.since["0"].left_out == ("old", "aims-seen")
    assert (framework.since["0"].added, [entry.id for entry in framework.since["0"].questions]) == ((), ["goals-set"])
    assert carried.answers["goals-set"] == "often"


def test_a_record_batch_scorer_takes_its_profile_along() -> None:
    scorer = RecordBatchScorer(whole().profile("short"))
    arrived: RecordBatchScorer = pickle.loads(pickle.dumps(scorer))  # noqa: S301 - our own

    assert arrived.framework == scorer.framework
    assert arrived.framework.asked_by == scorer.framework.asked_by


WHOLE = {"to_toml": Framework.to_toml, "portable": portable, "Oracle": Oracle}


@pytest.mark.parametrize("takes", WHOLE.values(), ids=WHOLE.keys())
def test_what_needs_the_whole_framework_refuses_a_profile(takes: Any) -> None:
    with pytest.raises(ArgumentError, match=r"pass `framework\.whole`"):
        takes(whole().profile("short"))


def test_a_scorer_in_code_has_no_profiles() -> None:
    with pytest.raises(FrameworkError, match="a scorer in code knows only all questions"):
        whole().with_scorer(Product())


def test_items_that_are_named_are_named_as_far_as_they_are_left() -> None:
    named = rule("framework", "mid", least=1, of={"questions": ["goals-set", "team-there"]})
    framework = whole(requirements=[named, rule("framework", "high", least=1)], capabilities=CAPABILITIES)

    assert framework.profile("short").requirements[0].of == Items(questions=("goals-set",))


def test_a_dimension_with_no_rung_left_keeps_its_score_and_does_not_count_above() -> None:
    """As where questions do not apply: it has neither the lowest level nor the highest."""
    requirements = [
        rule("dimension work", "mid", least=1, of={"questions": ["goals-seen"]}),
        rule("dimension work", "high", least=1, of={"questions": ["goals-seen"]}),
        rule("framework", "mid", mean="0.5", of={"dimensions": "all"}),
        rule("framework", "high", mean=1, of={"dimensions": "all"}),
    ]
    framework = whole(requirements=requirements, capabilities=CAPABILITIES).profile("tagged")
    result = framework.assess({"goals-set": "often", "team-there": "always"})

    assert [requirement.of for requirement in framework.requirements] == [Items(dimensions=("people",))] * 2
    assert (result.dimensions["work"].level, result.dimensions["work"].score) == (None, 0.5)
    assert result.level is not None
    assert result.level.id == "high"


def test_a_profile_is_named_with_its_edition() -> None:
    assert edition_text(whole().profile("short")) == "Tiny, edition 1, profile Short"


PROFILED = [framework for framework in drawn() if framework.profiles]


@pytest.mark.parametrize("framework", PROFILED, ids=range(len(PROFILED)))
def test_requirements_that_a_profile_keeps_are_known_by_their_places(framework: Framework) -> None:
    for profile in framework.profiles:
        kept = [framework.all_requirements[place] for place in asked_places(framework, profile)]
        written = framework.profile(profile.id).all_requirements

        assert [(entry.ladder, entry.level, entry.statistic) for entry in kept] == [
            (entry.ladder, entry.level, entry.statistic) for entry in written
        ]
