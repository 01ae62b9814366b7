"""What items have to be to be selected: a case for every check, with a similar valid one."""

from __future__ import annotations

import pickle

from edits import WORK, Case, Edit, accepted, edited, finds_this_alone, refused, requirement, rule

from maturity_core.model.framework import Framework

SEEN: Edit = ("questions.0.tags", ["seen"])
STAGED: Edit = rule("staged", mean=1)
CASES: list[Case] = [
    (
        "stage_of_capabilities",
        [requirement(mean=1, of={"capabilities": {"stage": "mid"}})],
        "requirements.5.of.capabilities.stage",
        "only questions have a stage",
        [requirement(mean=1, of={"questions": {"stage": "mid"}})],
    ),
    (
        "up_to_of_dimensions",
        [requirement(mean=1, of={"dimensions": {"up_to": "mid"}})],
        "requirements.5.of.dimensions.up_to",
        "only questions have a stage",
        [requirement(mean=1, of={"questions": {"up_to": "high"}})],
    ),
    (
        "D1_stage",
        [requirement(mean=1, of={"questions": {"stage": "middle"}})],
        "requirements.5.of.questions.stage",
        "no such level",
        [],
    ),
    (
        "D1_up_to",
        [requirement(mean=1, of={"questions": {"up_to": "middle"}})],
        "requirements.5.of.questions.up_to",
        "no such level",
        [("questions.0.stage", "agreed"), requirement(mean=1, of={"questions": {"up_to": "agreed"}})],
    ),
    (
        "D1_from_stage",
        [requirement(mean=1, of={"questions": {"from_stage": "middle"}})],
        "requirements.5.of.questions.from_stage",
        "no such level",
        [requirement(mean=1, of={"questions": {"from_stage": "mid"}})],
    ),
    (
        "stages_from_above",
        [requirement(mean=1, of={"questions": {"from_stage": "high", "up_to": "mid"}})],
        "requirements.5.of.questions",
        "no questions are selected for the framework",
        [requirement(mean=1, of={"questions": {"from_stage": "mid", "up_to": "high"}})],
    ),
    (
        "D1_tag",
        [SEEN, requirement(mean=1, of={"questions": {"tag": "sene"}})],
        "requirements.5.of.questions.tag",
        "no such tag",
        [SEEN, requirement(mean=1, of={"questions": {"tag": "seen"}})],
    ),
    (
        "tag_of_the_other_kind",
        [SEEN, requirement(mean=1, of={"capabilities": {"tag": "seen"}})],
        "requirements.5.of.capabilities.tag",
        "no such tag",
        [("capabilities.1.tags", ["seen"]), requirement(mean=1, of={"capabilities": {"tag": "seen"}})],
    ),
    (
        "tag_of_dimensions",
        [SEEN, requirement(mean=1, of={"dimensions": {"tag": "seen"}})],
        "requirements.5.of.dimensions.tag",
        "dimensions have no tags",
        [requirement(mean=1, of={"dimensions": {"from_weight": 1}})],
    ),
    (
        "weight_that_nothing_has",
        [requirement(mean=1, of={"questions": {"from_weight": 100}})],
        "requirements.5.of.questions",
        "no questions are selected for the framework",
        [requirement(mean=1, of={"questions": {"from_weight": "0.5"}})],
    ),
    (
        "weight_of_nothing",
        [requirement(mean=1, of={"questions": {"from_weight": 0}})],
        "requirements.5.of.questions.from_weight",
        "expected a number above 0",
        [requirement(mean=1, of={"questions": {"from_weight": 1}})],
    ),
    (
        "D1_tag_twice",
        [("questions.0.tags", ["seen", "seen"])],
        "questions.goals-set.tags.1",
        "duplicate tag",
        [("questions.0.tags", ["seen", "heard"])],
    ),
    (
        "D1_dimension_of_items",
        [requirement(mean=1, of={"questions": {"dimension": "wrok"}})],
        "requirements.5.of.questions.dimension",
        "no such dimension",
        [
            requirement(mean=1, of={"questions": {"dimension": "work"}}),
            requirement(mean=1, of={"dimensions": {"dimension": "work"}}),
        ],
    ),
    (
        "D1_capability_of_items",
        [requirement(mean=1, of={"questions": {"capability": "dusk"}})],
        "requirements.5.of.questions.capability",
        "no such capability",
        [requirement(mean=1, of={"questions": WORK}), requirement(mean=1, of={"capabilities": WORK})],
    ),
    (
        "D1_tag_of_a_capability_twice",
        [("capabilities.0.tags", ["seen", "seen"])],
        "capabilities.goals.tags.1",
        "duplicate tag",
        [("capabilities.0.tags", ["seen", "heard"])],
    ),
    (
        "staged_capabilities",
        [STAGED, ("rules.0.of", {"capabilities": "all"})],
        "rules.0.of",
        "a staged rule can only select questions",
        [STAGED, ("rules.0.of", {"questions": "all"})],
    ),
    (
        "staged_by_stage",
        [STAGED, ("rules.0.of", {"questions": {"up_to": "mid"}})],
        "rules.0.of.questions.up_to",
        "a staged rule chooses the stages itself",
        [STAGED, ("rules.0.of", {"questions": {"from_weight": "0.5"}})],
    ),
]


@refused(CASES)
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


def test_a_framework_that_selects_by_properties_survives_a_pickle() -> None:
    """Its tables are written out with every field, the empty ids of a filter among them."""
    framework = Framework(**edited(requirement(mean=1, of={"questions": {"dimension": "work"}})))

    assert pickle.loads(pickle.dumps(framework)) == framework  # noqa: S301 - our own
