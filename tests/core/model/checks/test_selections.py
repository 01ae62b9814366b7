"""Ladders, rules and items: a case for every check, with a similar valid one."""

from __future__ import annotations

from edits import (
    ALL,
    CHARTER,
    REMOVE,
    UNRULED,
    WORK,
    Case,
    Edit,
    accepted,
    edited,
    finds_this_alone,
    many,
    refused,
    requirement,
    requires,
    rule,
    score,
)

from maturity_core.model.framework import Framework

CASES: list[Case] = [
    # every group has questions
    (
        "capability_without_question",
        [("capabilities.+", {"id": "idle", "name": "Idle", "dimension": "work"})],
        "capabilities.idle",
        "the capability has no questions",
        [("capabilities.+", {"id": "idle", "name": "Idle", "dimension": "work"}), ("questions.3.capability", "idle")],
    ),
    (
        "dimension_without_question",
        [
            ("dimensions.+", {"id": "idle", "name": "Idle"}),
            ("requirements.0.ladder", ["dimension plan", "dimension work"]),
            ("requirements.1.ladder", ["dimension plan", "dimension work"]),
            ("requirements.2.of", ALL),
            ("requirements.3.of", ALL),
        ],
        "dimensions.idle",
        "the dimension has no questions",
        [],
    ),
    # a scorer in code
    (
        "scorer_and_requirements",
        [("scorer", {"kind": "mode"})],
        "scorer",
        "a scorer in code replaces requirements and rules",
        [
            ("scorer", {"kind": "mode", "settings": {"depth": 2, "way": "up"}}),
            ("requirements", []),
            requires(level="agreed"),
        ],
    ),
    (
        "scorer_and_rules",
        [("scorer", {"kind": "mode"}), ("requirements", []), rule("cut-points", cuts={"mid": 1, "high": 1})],
        "scorer",
        "a scorer in code replaces requirements and rules",
        [("requirements", []), rule("cut-points", cuts={"mid": 1, "high": 1})],
    ),
    # ladders
    (
        "D1_ladder_of_a_requirement",
        [requirement(ladder="dimension plane", mean=1)],
        "requirements.5.ladder",
        "no such ladder",
        [requirement(ladder="dimension plan", mean=1)],
    ),
    (
        "D1_ladder_of_a_rule",
        [rule("staged", ladder=["framework", "each"], mean=1)],
        "rules.0.ladder",
        "no such ladder",
        [rule("staged", ladder=["framework"], mean=1)],
    ),
    (
        "D1_ladder_of_a_score",
        [score(ladder="total", mean_of=ALL)],
        "scores.0.ladder",
        "no such ladder",
        [score(mean_of=ALL)],
    ),
    ("no_ladder", [score(ladder=[], mean_of=ALL)], "scores.0.ladder", "no ladder is named", []),
    (
        "D1_ladder_twice",
        [requirement(ladder=["dimension plan", "each dimension"], mean=1)],
        "requirements.5.ladder",
        "a ladder is named twice",
        [requirement(ladder=["dimension plan", "dimension work"], mean=1)],
    ),
    # rules
    (
        "rule_without_number",
        [rule("staged")],
        "rules.0",
        "a rule of this kind needs exactly one of these",
        [rule("staged", mean=1)],
    ),
    (
        "rule_with_two_numbers",
        [rule("coverage", share=1, count=1, of={"dimensions": "all"})],
        "rules.0",
        "a rule of this kind needs exactly one of these",
        [rule("coverage", share=1, of={"dimensions": "all"}), rule("coverage", count=1)],
    ),
    (
        "D1_level_of_a_rule",
        [rule("coverage", levels=["high", "hihg"], count=1)],
        "rules.0.levels.1",
        "no such level above rank 0 of these ladders",
        [rule("coverage", levels=["high"], count=1)],
    ),
    (
        "D1_level_of_a_cut",
        [rule("cut-points", cuts={"low": 1})],
        "rules.0.cuts.low",
        "no such level above rank 0 of these ladders",
        [rule("cut-points", cuts={"mid": 1})],
    ),
    (
        "D1_level_of_the_weakest_link",
        [rule("weakest-link", cuts={"agreed": 1})],
        "rules.0.cuts.agreed",
        "no such level above rank 0 of these ladders",
        [rule("weakest-link", cuts={"high": 1}), rule("weakest-link")],
    ),
    (
        "rule_without_levels",
        [rule("cut-points", ladder="capability desk", cuts={})],
        "rules.0",
        "the rule writes no requirements",
        [rule("cut-points", ladder="capability goals", cuts={"agreed": 1})],
    ),
    (
        "rule_without_cuts_for_its_levels",
        [rule("cut-points", levels=["mid"], cuts={"high": 1})],
        "rules.0",
        "the rule writes no requirements",
        [rule("cut-points", levels=["high"], cuts={"high": 1})],
    ),
    (
        "rule_of_nothing",
        [rule("staged", ladder="dimension work", levels=["high"], mean=1)],
        "rules.0.of.questions",
        "no questions are selected for the dimension work (for level 'high')",
        [rule("staged", ladder="dimension work", levels=["mid"], mean=1)],
    ),
    # levels of requirements
    (
        "D1_level_of_no_dimension",
        [requirement(ladder="each dimension", level="agreed", mean=1)],
        "requirements.5.level",
        "no ladder of that kind has this level above rank 0",
        [requirement(ladder="each dimension", mean=1)],
    ),
    (
        "D1_level_of_a_requirement",
        [requirement(level="middle", mean=1)],
        "requirements.5.level",
        "no such level above rank 0 of the framework",
        [requirement(mean=1)],
    ),
    (
        "rank_0_of_a_requirement",
        [requirement(level="low", mean=1)],
        "requirements.5.level",
        "no such level above rank 0 of the framework",
        [],
    ),
    # items
    ("no_items", [requirement(mean=1, of={})], "requirements.5.of", "select one kind of item", []),
    (
        "items_of_two_kinds",
        [requirement(mean=1, of={"questions": "all", "dimensions": "all"})],
        "requirements.5.of",
        "select one kind of item",
        [requirement(mean=1, of={"capabilities": "all"})],
    ),
    (
        "empty_list_of_items",
        [requirement(mean=1, of={"questions": []})],
        "requirements.5.of.questions",
        "the list of ids is empty",
        [requirement(mean=1, of={"questions": ["desk-fast"]})],
    ),
    (
        "empty_ids",
        [requirement(mean=1, of={"questions": {"ids": [], "capability": "desk"}})],
        "requirements.5.of.questions",
        "the list of ids is empty",
        [requirement(mean=1, of={"questions": {"ids": ["desk-fast"], "capability": "desk"}})],
    ),
    (
        "D1_item",
        [requirement(mean=1, of={"questions": ["desk-slow"]})],
        "requirements.5.of.questions.0",
        "no such question of the framework",
        [requirement(mean=1, of={"questions": ["desk-fast"]})],
    ),
    (
        "D1_item_by_ids",
        [requirement(mean=1, of={"capabilities": {"ids": ["goals", "gaols"]}})],
        "requirements.5.of.capabilities.ids.1",
        "no such capability of the framework",
        [requirement(mean=1, of={"capabilities": {"ids": ["goals"]}})],
    ),
    (
        "item_of_another_dimension",
        [requirement(ladder="dimension plan", mean=1, of={"questions": ["desk-fast"]})],
        "requirements.5.of.questions.0",
        "no such question of the dimension plan",
        [requirement(ladder="dimension work", mean=1, of={"questions": ["desk-fast"]})],
    ),
    (
        "D1_item_twice",
        [requirement(mean=1, of={"dimensions": ["plan", "plan"]})],
        "requirements.5.of.dimensions.1",
        "duplicate id",
        [requirement(mean=1, of={"dimensions": ["plan", "work"]})],
    ),
    (
        "nothing_selected",
        [requirement(ladder="dimension plan", mean=1, of={"questions": WORK})],
        "requirements.5.of.questions",
        "no questions are selected for the dimension plan",
        [requirement(ladder="dimension work", mean=1, of={"questions": WORK})],
    ),
    (
        "capabilities_of_a_capability",
        [requirement(ladder="capability goals", level="agreed", mean=1, of={"capabilities": "all"})],
        "requirements.5.of.capabilities",
        "no capabilities are selected for the capability goals",
        [requirement(ladder="capability goals", level="agreed", mean=1)],
    ),
    (
        "dimensions_of_a_dimension",
        [requirement(ladder="dimension plan", mean=1, of={"dimensions": "all"})],
        "requirements.5.of.dimensions",
        "no dimensions are selected for the dimension plan",
        [requirement(mean=1, of={"dimensions": "all"})],
    ),
    # rungs of items
    (
        "rung_of_an_item_without_a_ladder",
        [requirement(count=1, reaching="agreed", of={"capabilities": ["desk"]})],
        "requirements.5.reaching",
        "the capability desk has no levels",
        [requirement(count=1, reaching="agreed", of={"capabilities": ["goals"]})],
    ),
    (
        "rung_of_an_item_without_requirements",
        [requirement(mean=1, by="level", of={"capabilities": ["goals"]}), UNRULED],
        "requirements.4.by",
        "the capability goals has no levels",
        [requirement(mean=1, by="level", of={"capabilities": ["goals"]})],
    ),
    (
        "D1_rung_of_an_item",
        [requirement(count=1, reaching="agreed", of={"dimensions": ["work"]})],
        "requirements.5.reaching",
        "no such level above rank 0 of the dimension work",
        [requirement(count=1, reaching="high", of={"dimensions": ["work"]})],
    ),
    # every rung has a requirement
    (
        "rung_without_requirement",
        [("requirements.3", REMOVE)],
        "levels.high",
        "the level 'high' of the framework has no requirement",
        [("requirements.3", REMOVE), ("requirements.2", REMOVE)],
    ),
    (
        "rung_of_a_capability_without_requirement",
        [CHARTER],
        "level_lists.charter.kept",
        "the level 'kept' of the capability goals has no requirement",
        [CHARTER, requirement(ladder="each capability", level="kept", mean=1)],
    ),
    (
        "rung_of_a_dimension_without_requirement",
        [
            ("level_lists.own", many(3)),
            ("dimensions.1.levels", "own"),
            ("questions.2.stage", "e-1"),
            requirement(ladder="dimension work", level="e-2", mean=1),
        ],
        "level_lists.own.e-1",
        "the level 'e-1' of the dimension work has no requirement",
        [("level_lists.own", many(3)), ("dimensions.1.levels", "own"), ("questions.2.stage", "e-1")],
    ),
]


@refused(CASES)
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"
