"""References resolve, ids are unique, scales rise: a case for every check, with a similar valid one."""

from __future__ import annotations

from edits import (
    OPTIONS,
    REMOVE,
    UNRULED,
    Case,
    Edit,
    accepted,
    edited,
    finds_this_alone,
    many,
    only,
    options,
    refused,
    requires,
    view,
)

from maturity_core.model.framework import Framework

CASES: list[Case] = [
    # ids and labels are unique
    ("D1_level_twice", [("levels.+", {"id": "mid", "name": "M"})], "levels.mid", "duplicate id", []),
    (
        "D1_level_of_a_list_twice",
        [("level_lists.charter.+", {"id": "open", "name": "O"})],
        "level_lists.charter.open",
        "duplicate id",
        [("level_lists.other", [{"id": "open", "name": "O"}, {"id": "mid", "name": "M"}])],
    ),
    (
        "D1_option_twice",
        [("scales.habit.options.1.id", "rarely")],
        "scales.habit.options.rarely",
        "duplicate id",
        [("scales.other.options", OPTIONS)],
    ),
    (
        "D1_dimension_twice",
        [("dimensions.+", {"id": "plan", "name": "P"})],
        "dimensions.plan",
        "duplicate id",
        [],
    ),
    (
        "D1_capability_twice",
        [("capabilities.+", {"id": "goals", "name": "G", "dimension": "plan"})],
        "capabilities.goals",
        "duplicate id",
        [("capabilities.1.name", "Goals")],
    ),
    (
        "D1_question_twice",
        [("questions.1.id", "goals-set")],
        "questions.goals-set",
        "duplicate id",
        [("questions.1.id", "goals")],
    ),
    (
        "D1_leans_on_twice",
        [("capabilities.1.leans_on", ["goals", "goals"])],
        "capabilities.roadmap.leans_on.1",
        "duplicate id",
        [("capabilities.1.leans_on", ["goals", "desk"])],
    ),
    (
        "D1_role_twice",
        [("views", {"roles": ["boss", "boss"], "basis": "source"})],
        "views.roles.1",
        "duplicate id",
        [("views", {"roles": ["boss", "team"], "basis": "source"})],
    ),
    (
        "option_label_twice",
        [("scales.habit.options.1.label", "Rarely")],
        "scales.habit.options.often",
        "duplicate label",
        [("scales.habit.options.1.label", "rarely")],
    ),
    (
        "question_label_twice",
        [("questions.0.labels", ["No", "No", "Yes"])],
        "questions.goals-set.labels.1",
        "duplicate label",
        [("questions.0.labels", ["No", "So-so", "Yes"])],
    ),
    # scales
    (
        "one_option",
        [("scales.short.options", options(0))],
        "scales.short.options",
        "a scale must have 2 to 101 options",
        [("scales.short.options", options(0, 1))],
    ),
    (
        "too_many_options",
        [("scales.long.options", options(0, *[1] * 101))],
        "scales.long.options",
        "a scale must have 2 to 101 options",
        [("scales.long.options", options(0, *[1] * 100))],
    ),
    (
        "first_credit_above_0",
        [("scales.odd.options", options("0.1", 1))],
        "scales.odd.options",
        "a scale must run from credit 0 to credit 1",
        [("scales.odd.options", options(0, "0.1", 1))],
    ),
    (
        "last_credit_below_1",
        [("scales.odd.options", options(0, "0.9"))],
        "scales.odd.options",
        "a scale must run from credit 0 to credit 1",
        [("scales.odd.options", options(0, 1, 1))],
    ),
    (
        "credits_fall",
        [("scales.odd.options", options(0, "0.5", "0.4", 1))],
        "scales.odd.options.o-2.credit",
        "the credit is below that of the previous option",
        [("scales.odd.options", options(0, "0.5", "0.5", 1))],
    ),
    *[
        (
            f"{name}_without_cuts",
            [(f"scales.habit.{name}", value)],
            "scales.habit",
            "only a numeric scale can have 'cut_falls', 'better', 'lowest', 'highest' or 'unit'",
            [(f"scales.percent.{name}", value), ("scales.habit.better", "more")],
        )
        for name, value in {"cut_falls": "above", "better": "less", "lowest": 0, "highest": 90, "unit": "%"}.items()
    ],
    (
        "too_few_cuts",
        [("scales.percent.cuts", [10])],
        "scales.percent.cuts",
        "a numeric scale must have one cut fewer than options",
        [("scales.percent.cuts", [-10, "0.5"])],
    ),
    (
        "cuts_do_not_rise",
        [("scales.percent.cuts", [10, 10])],
        "scales.percent.cuts",
        "the cuts must be in rising order",
        [("scales.percent.cuts", [10, "10.000001"])],
    ),
    (
        "no_side_of_a_cut",
        [("scales.percent.cut_falls", REMOVE)],
        "scales.percent.cut_falls",
        "a numeric scale must say on which side a number on a cut falls",
        [("scales.percent.cut_falls", "above")],
    ),
    (
        "cut_below_lowest",
        [("scales.percent.lowest", 11)],
        "scales.percent.cuts",
        "every cut must lie between 'lowest' and 'highest'",
        [("scales.percent.lowest", 10)],
    ),
    (
        "cut_above_highest",
        [("scales.percent.highest", 89)],
        "scales.percent.cuts",
        "every cut must lie between 'lowest' and 'highest'",
        [("scales.percent.highest", 90)],
    ),
    # lists of levels
    (
        "one_level",
        [("level_lists.short", many(1))],
        "level_lists.short",
        "a list of levels must have 2 to 100 entries",
        [("level_lists.short", many(2))],
    ),
    (
        "too_many_levels",
        [("level_lists.long", many(101))],
        "level_lists.long",
        "a list of levels must have 2 to 100 entries",
        [("level_lists.long", many(100))],
    ),
    (
        "D1_list_of_a_dimension",
        [("dimensions.1.levels", "chatter")],
        "dimensions.work.levels",
        "no such level list",
        [],
    ),
    (
        "D1_list_of_a_capability",
        [("capabilities.2.levels", "chatter")],
        "capabilities.desk.levels",
        "no such level list",
        [("capabilities.2.levels", "charter")],
    ),
    # capabilities
    (
        "D1_dimension_of_a_capability",
        [("capabilities.2.dimension", "wrok")],
        "capabilities.desk.dimension",
        "no such dimension",
        [],
    ),
    (
        "D1_leans_on_nobody",
        [("capabilities.1.leans_on", ["desk", "dusk"])],
        "capabilities.roadmap.leans_on.1",
        "no such other capability",
        [("capabilities.1.leans_on", ["desk"])],
    ),
    (
        "D1_leans_on_itself",
        [("capabilities.1.leans_on", ["roadmap"])],
        "capabilities.roadmap.leans_on.0",
        "no such other capability",
        [],
    ),
    (
        "D1_requires_nobody",
        [("capabilities.1.requires", [{"capability": "gaols", "credit": 1}])],
        "capabilities.roadmap.requires.0.capability",
        "no such capability",
        [requires(credit=1)],
    ),
    (
        "requires_level_and_credit",
        [requires(credit=1, level="agreed")],
        "capabilities.roadmap.requires.0",
        "a prerequisite must name one of 'level', 'credit' and 'value'",
        [requires(level="agreed")],
    ),
    (
        "requires_neither",
        [requires()],
        "capabilities.roadmap.requires.0",
        "a prerequisite must name one of 'level', 'credit' and 'value'",
        [requires(credit="0.000001")],
    ),
    (
        "requires_nothing",
        [requires(credit=0)],
        "capabilities.roadmap.requires.0.credit",
        "the credit to reach must be above 0 and at most 1",
        [],
    ),
    (
        "requires_too_much",
        [requires(credit="1.000001")],
        "capabilities.roadmap.requires.0.credit",
        "the credit to reach must be above 0 and at most 1",
        [requires(credit=1)],
    ),
    (
        "D1_requires_no_level",
        [requires(level="mid")],
        "capabilities.roadmap.requires.0.level",
        "no such level above rank 0 of 'goals'",
        [],
    ),
    (
        "requires_rank_0",
        [requires(level="open")],
        "capabilities.roadmap.requires.0.level",
        "no such level above rank 0 of 'goals'",
        [],
    ),
    (
        "requires_a_level_of_a_ladder_without_requirements",
        [requires(level="agreed"), UNRULED],
        "capabilities.roadmap.requires.0.level",
        "the capability goals has no levels",
        [requires(credit=1), UNRULED],
    ),
    (
        "D1_cycle",
        [requires(credit=1), ("capabilities.0.requires", [{"capability": "roadmap", "credit": 1}])],
        "capabilities.goals.requires",
        "the prerequisites form a cycle",
        [requires(credit=1), ("capabilities.0.requires", [{"capability": "desk", "credit": 1}])],
    ),
    (
        "D1_requires_itself",
        [("capabilities.1.requires", [{"capability": "roadmap", "credit": 1}])],
        "capabilities.roadmap.requires",
        "the prerequisites form a cycle",
        [],
    ),
    # questions
    (
        "D1_capability_of_a_question",
        [("questions.3.capability", "dask")],
        "questions.desk-fast.capability",
        "no such capability",
        [],
    ),
    ("D1_scale_of_a_question", [("questions.3.scale", "percents")], "questions.desk-fast.scale", "no such scale", []),
    (
        "too_few_labels",
        [("questions.0.labels", ["No", "Yes"])],
        "questions.goals-set.labels",
        "the number of labels is wrong",
        [("questions.0.labels", [])],
    ),
    (
        "D1_stage_of_a_question",
        [("questions.3.stage", "agreed")],
        "questions.desk-fast.stage",
        "no such level",
        [("questions.0.stage", "agreed")],
    ),
    # what results show
    (
        "D1_level_of_a_note",
        [("notes.+", {"at": "level", "level": "agreed", "text": "!", "basis": "source"})],
        "notes.0.level",
        "no such level",
        [("notes.+", {"at": "level", "level": "low", "text": "!", "basis": "source"})],
    ),
    (
        "D1_level_of_contrasts",
        [("contrasts", {"from_level": "hihg", "basis": "source"})],
        "contrasts.from_level",
        "no such level",
        [("contrasts", {"from_level": "high", "basis": "source"})],
    ),
    ("D1_role_above", [view(roles_above=["bos"])], "views.patterns.0.roles_above.0", "no such role", [view()]),
    ("D1_role_below", [view(roles_below=["team", "crew"])], "views.patterns.0.roles_below.1", "no such role", []),
    (
        "D1_level_above",
        [view(level_above="top")],
        "views.patterns.0.level_above",
        "no such level",
        [view(level_above="mid")],
    ),
    (
        "D1_level_below",
        [view(level_below="top")],
        "views.patterns.0.level_below",
        "no such level",
        [view(level_below="low")],
    ),
    (
        "options_counted_apart",
        [
            ("contrasts", {"options_apart": 1, "basis": "source"}),
            ("scales.percent", {"options": options(0, "0.1", "0.2", 1)}),
        ],
        "dimensions.work",
        "to count options apart, all scales of a dimension must have the same number of options",
        [("contrasts", {"options_within": 1, "basis": "source"})],
    ),
    (
        "options_counted_within",
        [("contrasts", {"options_within": 1, "basis": "source"}), ("scales.percent", {"options": options(0, 1)})],
        "dimensions.work",
        "to count options apart, all scales of a dimension must have the same number of options",
        [("contrasts", {"levels_apart": 1, "basis": "source"}), ("scales.percent", {"options": options(0, 1)})],
    ),
]


@refused(CASES)
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


def test_D1_the_path_of_a_cycle_is_named() -> None:
    problem = only(
        ("capabilities.0.requires", [{"capability": "desk", "credit": 1}]),
        requires(credit=1),
        ("capabilities.2.requires", [{"capability": "roadmap", "credit": 1}]),
    )

    assert problem.got == "goals -> desk -> roadmap -> goals"


def test_D1_a_prerequisite_on_itself_is_a_cycle_of_one() -> None:
    assert only(("capabilities.0.requires", [{"capability": "goals", "credit": 1}])).got == "goals -> goals"


def test_D1_the_nearest_name_is_suggested() -> None:
    assert only(("questions.3.scale", "percents")).hint == "did you mean 'percent'?"
    assert only(("questions.3.scale", "elsewhere")).hint == "add the scale, or name an existing one"
