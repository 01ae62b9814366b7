"""Every check of a framework's tables: a case that triggers exactly it, and a valid neighbour that does not."""

from __future__ import annotations

import datetime as dt
import json
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_core.errors import FrameworkError, printable
from maturity_core.model.fields import LARGEST, LARGEST_DENOMINATOR, Written, exact, number_text
from maturity_core.model.framework import Framework
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.scale import Scale

ALL = {"questions": "all"}
OPTIONS = [
    {"id": "rarely", "label": "Rarely", "credit": 0},
    {"id": "often", "label": "Often", "credit": "0.5"},
    {"id": "always", "label": "Always", "credit": 1},
]
NUMERIC = {"options": OPTIONS, "cuts": [10, 90], "cut_falls": "below"}
BASE: dict[str, Any] = {
    "id": "small",
    "edition": "1",
    "name": "Small",
    "source": {"title": "Made up"},
    "levels": [{"id": "low", "name": "Low"}, {"id": "mid", "name": "Mid"}, {"id": "high", "name": "High"}],
    "level_lists": {"charter": [{"id": "open", "name": "Open"}, {"id": "agreed", "name": "Agreed"}]},
    "scales": {"habit": {"options": OPTIONS}, "percent": NUMERIC},
    "dimensions": [{"id": "plan", "name": "Plan"}, {"id": "work", "name": "Work"}],
    "capabilities": [
        {"id": "goals", "name": "Goals", "dimension": "plan", "levels": "charter"},
        {"id": "roadmap", "name": "Roadmap", "dimension": "plan"},
        {"id": "desk", "name": "Desk", "dimension": "work"},
    ],
    "questions": [
        {"id": "goals-set", "capability": "goals", "text": "?", "scale": "habit", "stage": "mid", "basis": "stated"},
        {
            "id": "plan-holds",
            "capability": "roadmap",
            "text": "?",
            "scale": "habit",
            "stage": "high",
            "basis": "stated",
        },
        {"id": "desk-open", "capability": "desk", "text": "?", "scale": "habit", "stage": "mid", "basis": "stated"},
        {"id": "desk-fast", "capability": "desk", "text": "?", "scale": "percent", "basis": "stated"},
    ],
    "requirements": [
        {"ladder": "each dimension", "level": "mid", "mean": "0.5", "of": ALL, "basis": "source"},
        {"ladder": "each dimension", "level": "high", "mean": "0.75", "of": ALL, "basis": "source"},
        {"ladder": "framework", "level": "mid", "least": "0.4", "of": {"dimensions": "all"}, "basis": "source"},
        {"ladder": "framework", "level": "high", "least": "0.6", "of": {"dimensions": "all"}, "basis": "source"},
        {"ladder": "capability goals", "level": "agreed", "least": 1, "of": ALL, "basis": "source"},
    ],
    "rules": [],
    "scores": [],
    "notes": [],
}
REMOVE = object()
Edit = tuple[str, Any]


def edited(*edits: Edit) -> dict[str, Any]:
    """Return the base tables with every edit made: `table.0.field` is set, `table.+` added to, `REMOVE` takes away."""
    tables: dict[str, Any] = json.loads(json.dumps(BASE))
    for path, value in edits:
        *parents, last = path.split(".")
        here: Any = tables
        for part in parents:
            here = here[int(part)] if isinstance(here, list) else here.setdefault(part, {})
        if last == "+":
            here.append(deepcopy(value))
        elif value is REMOVE:
            del here[int(last) if isinstance(here, list) else last]
        else:
            here[int(last) if isinstance(here, list) else last] = deepcopy(value)
    return tables


def problems(*edits: Edit) -> list[tuple[str, str]]:
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(*edits))
    return [(problem.where, problem.what) for problem in caught.value.problems]


def many(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"e-{index}", "name": f"{index}", **more} for index in range(number)]


def options(*credits_of: Any) -> list[dict[str, Any]]:
    return [{"id": f"o-{n}", "label": f"{n}", "credit": credit} for n, credit in enumerate(credits_of)]


def requires(**more: Any) -> Edit:
    return "capabilities.1.requires", [{"capability": "goals", **more}]


def requirement(**more: Any) -> Edit:
    table = {"ladder": "framework", "level": "mid", "of": ALL, "basis": "source", **more}
    return "requirements.+", {name: value for name, value in table.items() if value is not REMOVE}


def rule(kind: str, **more: Any) -> Edit:
    return "rules.+", {"kind": kind, "ladder": "framework", "basis": "source", **more}


def score(**more: Any) -> Edit:
    return "scores.+", {"ladder": "framework", **more}


def view(**more: Any) -> Edit:
    patterns = [{"roles_above": ["boss"], "roles_below": ["team"], "text": "!", "basis": "source", **more}]
    return "views", {"roles": ["boss", "team"], "patterns": patterns, "basis": "source"}


CHARTER = ("level_lists.charter.+", {"id": "kept", "name": "Kept"})
UNRULED = ("requirements.4", REMOVE)
WORK = {"capability": "desk"}

# name, edits that are refused, where, what, edits nearby that are accepted
CASES: list[tuple[str, list[Edit], str, str, list[Edit]]] = [
    # ids and labels stand once
    ("D1_level_twice", [("levels.+", {"id": "mid", "name": "M"})], "levels.mid", "the id is used twice", []),
    (
        "D1_level_of_a_list_twice",
        [("level_lists.charter.+", {"id": "open", "name": "O"})],
        "level_lists.charter.open",
        "the id is used twice",
        [("level_lists.other", [{"id": "open", "name": "O"}, {"id": "mid", "name": "M"}])],
    ),
    (
        "D1_option_twice",
        [("scales.habit.options.1.id", "rarely")],
        "scales.habit.options.rarely",
        "the id is used twice",
        [("scales.other.options", OPTIONS)],
    ),
    (
        "D1_dimension_twice",
        [("dimensions.+", {"id": "plan", "name": "P"})],
        "dimensions.plan",
        "the id is used twice",
        [],
    ),
    (
        "D1_capability_twice",
        [("capabilities.+", {"id": "goals", "name": "G", "dimension": "plan"})],
        "capabilities.goals",
        "the id is used twice",
        [("capabilities.1.name", "Goals")],
    ),
    (
        "D1_question_twice",
        [("questions.1.id", "goals-set")],
        "questions.goals-set",
        "the id is used twice",
        [("questions.1.id", "goals")],
    ),
    (
        "D1_leans_on_twice",
        [("capabilities.1.leans_on", ["goals", "goals"])],
        "capabilities.roadmap.leans_on.1",
        "the id is used twice",
        [("capabilities.1.leans_on", ["goals", "desk"])],
    ),
    (
        "D1_role_twice",
        [("views", {"roles": ["boss", "boss"], "basis": "source"})],
        "views.roles.1",
        "the id is used twice",
        [("views", {"roles": ["boss", "team"], "basis": "source"})],
    ),
    (
        "option_label_twice",
        [("scales.habit.options.1.label", "Rarely")],
        "scales.habit.options.often",
        "the label is used twice",
        [("scales.habit.options.1.label", "rarely")],
    ),
    (
        "question_label_twice",
        [("questions.0.labels", ["No", "No", "Yes"])],
        "questions.goals-set.labels.1",
        "the label is used twice",
        [("questions.0.labels", ["No", "So-so", "Yes"])],
    ),
    # scales
    (
        "one_option",
        [("scales.short.options", options(0))],
        "scales.short.options",
        "a scale has 2 to 100 options",
        [("scales.short.options", options(0, 1))],
    ),
    (
        "too_many_options",
        [("scales.long.options", options(0, *[1] * 100))],
        "scales.long.options",
        "a scale has 2 to 100 options",
        [("scales.long.options", options(0, *[1] * 99))],
    ),
    (
        "first_credit_above_0",
        [("scales.odd.options", options("0.1", 1))],
        "scales.odd.options",
        "a scale runs from credit 0 to credit 1",
        [("scales.odd.options", options(0, "0.1", 1))],
    ),
    (
        "last_credit_below_1",
        [("scales.odd.options", options(0, "0.9"))],
        "scales.odd.options",
        "a scale runs from credit 0 to credit 1",
        [("scales.odd.options", options(0, 1, 1))],
    ),
    (
        "credits_fall",
        [("scales.odd.options", options(0, "0.5", "0.4", 1))],
        "scales.odd.options.o-2.credit",
        "the credit is below that of the option before it",
        [("scales.odd.options", options(0, "0.5", "0.5", 1))],
    ),
    *[
        (
            f"{name}_without_cuts",
            [(f"scales.habit.{name}", value)],
            "scales.habit",
            "only a numeric scale has these fields",
            [(f"scales.percent.{name}", value), ("scales.habit.better", "more")],
        )
        for name, value in {"cut_falls": "above", "better": "less", "lowest": 0, "highest": 90, "unit": "%"}.items()
    ],
    (
        "too_few_cuts",
        [("scales.percent.cuts", [10])],
        "scales.percent.cuts",
        "a numeric scale has one cut fewer than options",
        [("scales.percent.cuts", [-10, "0.5"])],
    ),
    (
        "cuts_do_not_rise",
        [("scales.percent.cuts", [10, 10])],
        "scales.percent.cuts",
        "cuts rise from each to the next",
        [("scales.percent.cuts", [10, "10.000001"])],
    ),
    (
        "no_side_of_a_cut",
        [("scales.percent.cut_falls", REMOVE)],
        "scales.percent.cut_falls",
        "a numeric scale says on which side a number on a cut falls",
        [("scales.percent.cut_falls", "above")],
    ),
    (
        "cut_below_lowest",
        [("scales.percent.lowest", 11)],
        "scales.percent.cuts",
        "every cut lies between 'lowest' and 'highest'",
        [("scales.percent.lowest", 10)],
    ),
    (
        "cut_above_highest",
        [("scales.percent.highest", 89)],
        "scales.percent.cuts",
        "every cut lies between 'lowest' and 'highest'",
        [("scales.percent.highest", 90)],
    ),
    # lists of levels
    (
        "one_level",
        [("level_lists.short", many(1))],
        "level_lists.short",
        "a list of levels has 2 to 100 entries",
        [("level_lists.short", many(2))],
    ),
    (
        "too_many_levels",
        [("level_lists.long", many(101))],
        "level_lists.long",
        "a list of levels has 2 to 100 entries",
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
        "a prerequisite names exactly one of 'level' and 'credit'",
        [requires(level="agreed")],
    ),
    (
        "requires_neither",
        [requires()],
        "capabilities.roadmap.requires.0",
        "a prerequisite names exactly one of 'level' and 'credit'",
        [requires(credit="0.000001")],
    ),
    (
        "requires_nothing",
        [requires(credit=0)],
        "capabilities.roadmap.requires.0.credit",
        "the credit to reach is above 0 and at most 1",
        [],
    ),
    (
        "requires_too_much",
        [requires(credit="1.000001")],
        "capabilities.roadmap.requires.0.credit",
        "the credit to reach is above 0 and at most 1",
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
        "options can be counted apart only where all scales of a dimension have as many",
        [("contrasts", {"options_within": 1, "basis": "source"})],
    ),
    (
        "options_counted_within",
        [("contrasts", {"options_within": 1, "basis": "source"}), ("scales.percent", {"options": options(0, 1)})],
        "dimensions.work",
        "options can be counted apart only where all scales of a dimension have as many",
        [("contrasts", {"levels_apart": 1, "basis": "source"}), ("scales.percent", {"options": options(0, 1)})],
    ),
    # every group has questions
    (
        "capability_without_question",
        [("capabilities.+", {"id": "idle", "name": "Idle", "dimension": "work"})],
        "capabilities.idle",
        "the capability has no question",
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
        "the dimension has no question",
        [],
    ),
    # a scorer in code
    (
        "scorer_and_requirements",
        [("scorer", {"kind": "mode"})],
        "scorer",
        "a scorer in code stands in place of requirements and rules",
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
        "a scorer in code stands in place of requirements and rules",
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
        "a rule of this kind has exactly one of these",
        [rule("staged", mean=1)],
    ),
    (
        "rule_with_two_numbers",
        [rule("coverage", share=1, count=1, of={"dimensions": "all"})],
        "rules.0",
        "a rule of this kind has exactly one of these",
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
        "the rule writes no requirement",
        [rule("cut-points", ladder="capability goals", cuts={"agreed": 1})],
    ),
    (
        "rule_without_cuts_for_its_levels",
        [rule("cut-points", levels=["mid"], cuts={"high": 1})],
        "rules.0",
        "the rule writes no requirement",
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
        "no ladder of that kind has the level above rank 0",
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
    # statistics and their numbers
    ("no_statistic", [requirement()], "requirements.5", "the statistic is not clear", [requirement(least=1)]),
    ("two_statistics", [requirement(mean=1, least=1)], "requirements.5", "the statistic is not clear", []),
    (
        "no_weight_above_0",
        [("questions.2.weight", 0), requirement(mean=1, of={"questions": ["desk-open"]})],
        "requirements.5.of",
        "none of the items has a weight above 0",
        [("questions.2.weight", 0), requirement(least=1, of={"questions": ["desk-open"]})],
    ),
    (
        "base_of_a_mean",
        [requirement(mean=1, base=0)],
        "requirements.5.base",
        "only a total counts from a base or a top",
        [],
    ),
    (
        "top_of_a_count",
        [requirement(count=1, reaching=1, top=9)],
        "requirements.5.top",
        "only a total counts from a base or a top",
        [],
    ),
    (
        "total_of_unknown_height",
        [requirement(total=1)],
        "requirements.5",
        "a total counts up from a base, or down from a top",
        [requirement(total=1, base=0)],
    ),
    (
        "total_of_two_heights",
        [requirement(total=1, base=0, top=4)],
        "requirements.5",
        "a total counts up from a base, or down from a top",
        [requirement(total=1, top=4)],
    ),
    (
        "mean_of_0",
        [requirement(mean=0)],
        "requirements.5.mean",
        "the threshold is out of bounds",
        [requirement(mean="0.000001")],
    ),
    (
        "least_above_1",
        [requirement(least="1.000001")],
        "requirements.5.least",
        "the threshold is out of bounds",
        [requirement(least=1)],
    ),
    (
        "share_above_1",
        [requirement(share=2, reaching=1)],
        "requirements.5.share",
        "the threshold is out of bounds",
        [requirement(share=1, reaching=1)],
    ),
    (
        "count_above_all",
        [requirement(count=5, reaching=1)],
        "requirements.5.count",
        "the threshold is out of bounds",
        [requirement(count=4, reaching=1)],
    ),
    (
        "count_of_halves",
        [requirement(count="1.5", reaching=1)],
        "requirements.5.count",
        "a count is a whole number",
        [requirement(count="1.0", reaching=1)],
    ),
    (
        "total_always_met",
        [requirement(total=-1, base=-1)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total="-0.999999", base=-1)],
    ),
    (
        "total_never_met",
        [requirement(total="4.1", base=0)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total=4, base=0)],
    ),
    (
        "total_from_the_top_always_met",
        [requirement(total=6, top=10)],
        "requirements.5.total",
        "the threshold is out of bounds",
        [requirement(total=10, top=10)],
    ),
    (
        "share_of_what",
        [requirement(share=1)],
        "requirements.5.reaching",
        "a share says what its items have to reach",
        [requirement(share=1, reaching="1/3")],
    ),
    (
        "count_of_what",
        [requirement(count=1)],
        "requirements.5.reaching",
        "a count says what its items have to reach",
        [],
    ),
    (
        "mean_reaching",
        [requirement(mean=1, reaching=1)],
        "requirements.5.reaching",
        "only share and count have 'reaching'",
        [],
    ),
    (
        "reaching_0",
        [requirement(count=1, reaching=0)],
        "requirements.5.reaching",
        "what is to be reached is above 0 and at most 1",
        [requirement(count=1, reaching="0.000001")],
    ),
    (
        "reaching_beyond_1",
        [requirement(count=1, reaching=2)],
        "requirements.5.reaching",
        "what is to be reached is above 0 and at most 1",
        [],
    ),
    (
        "question_reaching_a_rung",
        [requirement(count=1, reaching="mid")],
        "requirements.5.reaching",
        "questions have no rungs",
        [requirement(count=1, reaching="mid", of={"dimensions": "all"})],
    ),
    (
        "question_by_level",
        [requirement(mean=1, by="level")],
        "requirements.5.by",
        'by = "level" is for mean, total and least of capabilities or dimensions',
        [requirement(mean=1, by="level", of={"dimensions": "all"}), requirement(mean=1, by="score")],
    ),
    (
        "count_by_level",
        [requirement(count=1, reaching=1, by="level", of={"dimensions": "all"})],
        "requirements.5.by",
        'by = "level" is for mean, total and least of capabilities or dimensions',
        [requirement(total=1, base=0, by="level", of={"dimensions": "all"})],
    ),
    # items
    ("no_items", [requirement(mean=1, of={})], "requirements.5.of", "the items are not clear", []),
    (
        "items_of_two_kinds",
        [requirement(mean=1, of={"questions": "all", "dimensions": "all"})],
        "requirements.5.of",
        "the items are not clear",
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
        "the id is used twice",
        [requirement(mean=1, of={"dimensions": ["plan", "work"]})],
    ),
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
    # scores
    (
        "score_of_nothing",
        [score()],
        "scores.0",
        "what the score is made of is not clear",
        [score(mean_of=ALL)],
    ),
    (
        "score_of_both",
        [score(mean_of=ALL, total_of=ALL)],
        "scores.0",
        "what the score is made of is not clear",
        [score(total_of=ALL, base=0)],
    ),
    (
        "shown_on_a_scale_that_falls",
        [score(mean_of=ALL, shown=[3, 3])],
        "scores.0.shown",
        "the scale a score is shown on rises",
        [score(mean_of=ALL, shown=[-3, 0])],
    ),
    (
        "total_on_another_scale",
        [score(total_of=ALL, base=0, shown=[0, 3])],
        "scores.0.shown",
        "only a mean is shown on another scale",
        [score(mean_of=ALL, shown=[0, 3])],
    ),
    (
        "score_twice",
        [score(mean_of=ALL), score(ladder=["framework"], mean_of=ALL)],
        "scores.1.ladder",
        "the score of the framework is given twice",
        [score(mean_of=ALL), score(ladder="each dimension", mean_of=ALL)],
    ),
    (
        "D1_item_of_a_score",
        [score(mean_of={"capabilities": ["gaols"]})],
        "scores.0.mean_of.capabilities.0",
        "no such capability of the framework",
        [score(mean_of={"capabilities": ["goals"]})],
    ),
    (
        "total_of_a_dimension",
        [score(ladder="dimension plan", total_of=ALL, base=0)],
        "scores.0.total_of",
        "only the framework's score can be a total",
        [score(ladder="framework", total_of=ALL, base=0)],
    ),
    (
        "score_of_unknown_height",
        [score(total_of=ALL)],
        "scores.0",
        "a total counts up from a base, or down from a top",
        [score(total_of=ALL, top=100)],
    ),
    (
        "base_of_a_mean_score",
        [score(mean_of=ALL, base=1)],
        "scores.0.base",
        "only a total counts from a base or a top",
        [score(mean_of=ALL)],
    ),
    (
        "score_without_weight",
        [("capabilities.2.weight", 0), score(ladder="dimension work", mean_of={"capabilities": "all"})],
        "scores.0.mean_of",
        "none of the items has a weight above 0",
        [("capabilities.2.weight", "0.1"), score(ladder="dimension work", mean_of={"capabilities": "all"})],
    ),
    (
        "total_without_weight",
        [("capabilities.2.weight", 0), score(total_of={"capabilities": ["desk"]}, base=0)],
        "scores.0.total_of",
        "none of the items has a weight above 0",
        [score(total_of={"capabilities": ["desk"]}, base=0)],
    ),
    (
        "default_score_without_weight",
        [("questions.0.weight", 0)],
        "scores",
        "the score of the capability goals has no item of weight above 0",
        [("questions.0.weight", 0), score(ladder="capability goals", mean_of=ALL), ("questions.0.weight", "1/3")],
    ),
    (
        "score_of_questions_by_level",
        [score(mean_of=ALL, by="level")],
        "scores.0.by",
        "questions have no levels",
        [score(mean_of={"dimensions": "all"}, by="level")],
    ),
    (
        "score_by_levels_there_are_not",
        [score(mean_of={"capabilities": ["goals", "desk"]}, by="level")],
        "scores.0.by",
        "the capability desk has no levels",
        [score(mean_of={"capabilities": ["goals"]}, by="level")],
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


@pytest.mark.parametrize(("edits", "where", "what"), [pytest.param(*case[1:4], id=case[0]) for case in CASES])
def test_D1_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    found = problems(*edits)

    assert (where, what) in found
    assert {problem for _, problem in found} == {what}


@pytest.mark.parametrize("edits", [pytest.param(case[4], id=case[0]) for case in CASES])
def test_D1_a_valid_neighbour_is_accepted(edits: list[Edit]) -> None:
    assert Framework(**edited(*edits)).id == "small"


GOOD = Framework(**BASE)


def only(*edits: Edit) -> Any:
    """Return the one problem of the edited tables."""
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(*edits))
    (problem,) = caught.value.problems
    return problem


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


def test_a_framework_of_nothing_says_what_is_missing() -> None:
    whats = {what for _, what in problems(("dimensions", []), ("capabilities", []), ("questions", []))}

    assert {f"the framework has no {table}" for table in ("dimensions", "capabilities", "questions")} <= whats


def test_the_list_of_the_framework_needs_two_levels() -> None:
    assert ("levels", "a list of levels has 2 to 100 entries") in problems(("levels", many(1)))


def test_problems_that_several_ladders_share_are_told_once() -> None:
    edits = ("requirements.0.mean", 2)

    assert problems(edits) == [("requirements.0.mean", "the threshold is out of bounds")]


# What cannot be read: table, edits, where, what

UNREADABLE: list[tuple[str, list[Edit], str, str]] = [
    ("no_edition", [("edition", REMOVE)], "edition", "the file has no 'edition'"),
    ("unknown_table", [("question", [])], "question", "unknown field"),
    ("unknown_field", [("questions.0.labls", [])], "questions.goals-set.labls", "unknown field"),
    ("field_of_another_table", [("questions.0.effort", 1)], "questions.goals-set.effort", "unknown field"),
    (
        "unknown_field_inside",
        [("requirements.0.of.questions", {"stag": "mid"})],
        "requirements.0.of.questions.stag",
        "unknown field",
    ),
    ("missing_field", [("capabilities.1.dimension", REMOVE)], "capabilities.roadmap.dimension", "a field is missing"),
    ("missing_number", [score(mean_of=ALL, shown=[1])], "scores.0.shown.1", "a field is missing"),
    ("three_numbers", [score(mean_of=ALL, shown=[1, 2, 3])], "scores.0.shown", "expected a list of 2"),
    ("list_for_a_table", [("source", [])], "source", "expected a table"),
    ("list_for_tables", [("scales", [])], "scales", "expected a table"),
    ("table_for_a_list", [("levels", {"id": "low"})], "levels", "expected a list"),
    ("text_for_a_list", [("questions", "all")], "questions", "expected a list"),
    ("number_for_an_entry", [("notes.+", 3)], "notes.0", "expected a table"),
    ("number_for_a_rule", [("rules.+", 3)], "rules.0", "expected a table"),
    ("rule_without_kind", [("rules.+", {"ladder": "framework"})], "rules.0.kind", "a field is missing"),
    ("rule_of_no_kind", [rule("coverags", share=1)], "rules.0.kind", "no such kind of rule"),
    ("field_of_another_rule", [rule("staged", mean=1, cuts={})], "rules.0.cuts", "unknown field"),
    ("unknown_field_of_a_rule", [rule("coverage", share=1, of={"al": 1})], "rules.0.of.al", "unknown field"),
    (
        "neither_text_nor_list",
        [("requirements.0.ladder", 3)],
        "requirements.0.ladder",
        "expected a text in quotes or a list",
    ),
    (
        "number_in_a_list",
        [("requirements.0.ladder", ["framework", 3])],
        "requirements.0.ladder.1",
        "expected a text in quotes",
    ),
    (
        "selection",
        [("requirements.0.of.questions", "al")],
        "requirements.0.of.questions",
        "expected 'all' or a list or a table",
    ),
    ("headline", [("headline", "levels")], "headline", "expected 'level' or 'score'"),
    (
        "credit_below_0",
        [("scales.habit.options.0.credit", -1)],
        "scales.habit.options.rarely.credit",
        "expected a number of at least 0",
    ),
    (
        "credit_above_1",
        [("scales.habit.options.2.credit", 2)],
        "scales.habit.options.always.credit",
        "expected a number of at most 1",
    ),
    ("effort_of_0", [("capabilities.0.effort", 0)], "capabilities.goals.effort", "expected a number above 0"),
    ("weight_below_0", [("questions.0.weight", -1)], "questions.goals-set.weight", "expected a weight of 0 or more"),
    ("empty_name", [("name", " ")], "name", "expected a text that is not empty"),
    ("flag", [("questions.0.not_applicable", 1)], "questions.goals-set.not_applicable", "expected true or false"),
    (
        "seconds_too_many",
        [("seconds_per_question", 10**13)],
        "seconds_per_question",
        "expected a whole number of at most 1,000,000,000,000",
    ),
    ("seconds", [("seconds_per_question", -1)], "seconds_per_question", "expected a whole number of 0 or more"),
    ("seconds_true", [("seconds_per_question", True)], "seconds_per_question", "expected a whole number of 0 or more"),
    (
        "rung",
        [requirement(count=1, reaching="Mid")],
        "requirements.5.reaching",
        "expected a credit, a score, or the id of a rung",
    ),
    (
        "question_named_like_a_column",
        [("questions.0.id", "score")],
        "questions.score.id",
        "'score' is a column of its own beside answers and results; choose another id",
    ),
    (
        "option_all_digits",
        [("scales.habit.options.0.id", "0")],
        "scales.habit.options.0.id",
        "expected an id that is not all digits",
    ),
    (
        "option_named_like_a_state",
        [("scales.habit.options.0.id", "dont-know")],
        "scales.habit.options.dont-know.id",
        "'dont-know' is the word for an answer state; choose another id",
    ),
    (
        "key",
        [("scales.Bad Key", {"options": OPTIONS})],
        "scales.Bad Key",
        "expected an id of lower-case ASCII letters and digits, joined by single hyphens",
    ),
    (
        "key_inside",
        [rule("cut-points", cuts={"Mid": 1})],
        "rules.0.cuts.Mid",
        "expected an id of lower-case ASCII letters and digits, joined by single hyphens",
    ),
]


@pytest.mark.parametrize(("edits", "where", "what"), [pytest.param(*case[1:], id=case[0]) for case in UNREADABLE])
def test_D1_what_cannot_be_read_is_named_once(edits: list[Edit], where: str, what: str) -> None:
    assert problems(*edits) == [(where, what)]


def test_unknown_fields_come_with_the_nearest_name_of_their_own_table() -> None:
    assert only(("question", [])).hint == "did you mean 'questions'?"
    assert only(("questions.0.labls", [])).hint == "did you mean 'labels'?"
    assert only(("requirements.0.of", {"qestions": "all"})).hint == "did you mean 'questions'?"
    assert only(rule("staged", mean=1, meen=1)).hint == "did you mean 'mean'?"
    assert only(("levels.0.advice", [{"soon": "!", "strat_now": "!"}])).hint == "did you mean 'start_now'?"
    assert only(("level_lists.charter.0.nam", "!")).hint == "did you mean 'name'?"


def test_unknown_fields_that_resemble_nothing_come_with_what_is_allowed() -> None:
    effort, cuts = only(("questions.0.effort", 1)), only(rule("staged", mean=1, cuts={}))

    assert effort.allowed.startswith("id, capability, text, scale")
    assert "mean" in cuts.allowed
    assert "cuts" not in cuts.allowed


def test_what_is_missing_or_of_another_kind_comes_with_a_remedy() -> None:
    assert only(("capabilities.1.dimension", REMOVE)).hint == "add 'dimension'"
    assert only(("rules.+", {"ladder": "framework"})).hint == "add 'kind'"
    assert only(("levels", {"id": "low"})).hint == "write [[levels]], with two brackets"
    assert only(("levels.0.advice", {"soon": "!"})).hint == "write [[levels.advice]], with two brackets"
    assert "'coverage'" in only(rule("coverags", share=1)).allowed


@pytest.mark.parametrize("date", [dt.date(2017, 6, 13), dt.time(7, 30), dt.datetime(2017, 6, 13, tzinfo=dt.UTC)])
def test_D3_a_date_where_a_text_belongs_says_put_it_in_quotes(date: Any) -> None:
    problem = only(("source.date", date))

    assert (problem.what, problem.got, problem.hint) == (
        "expected a text in quotes",
        date.isoformat(),
        "put it in quotes",
    )


@pytest.mark.parametrize("value", [1, 1.5, True, Written("1.50")])
def test_D3_a_number_where_a_text_belongs_says_put_it_in_quotes(value: Any) -> None:
    problem = only(("edition", value))

    assert (problem.what, problem.got, problem.hint) == ("expected a text in quotes", repr(value), "put it in quotes")


def test_what_was_given_is_shown_shortened() -> None:
    assert len(only(("edition", [["x" * 100] * 100] * 100)).got) <= 60
    assert only(("seconds_per_question", 10**5000)).got == "a number too long to show"


def test_entries_that_cannot_be_read_shift_no_places() -> None:
    found = problems(
        ("questions.0.basis", "guessed"),
        ("questions.2.basis", "guessed"),
        ("questions.3.scale", "percents"),
        ("notes", [{"at": "nowhere"}, {"at": "level", "level": "top", "text": "!", "basis": "source"}]),
    )

    assert ("questions.desk-fast.scale", "no such scale") in found
    assert ("notes.1.level", "no such level") in found


@pytest.mark.parametrize("table", ["levels", "level_lists", "scales", "dimensions", "capabilities"])
def test_a_table_that_cannot_be_read_causes_no_problem_elsewhere(table: str) -> None:
    everything = (
        requires(level="agreed"),
        ("notes.+", {"at": "level", "level": "low", "text": "!", "basis": "source"}),
    )

    assert problems(*everything, (table, 3)) == [
        (table, "expected a table" if table in {"level_lists", "scales"} else "expected a list")
    ]


@pytest.mark.parametrize("table", ["questions", "scores", "notes"])
def test_an_entry_that_cannot_be_read_causes_no_problem_elsewhere(table: str) -> None:
    assert only((f"{table}.+", 3)).what == "expected a table"


@pytest.mark.parametrize("table", ["requirements", "rules"])
def test_nothing_is_said_of_rungs_while_a_rule_cannot_be_read(table: str) -> None:
    by_level = score(mean_of={"capabilities": ["goals"]}, by="level")

    assert only(requires(level="agreed"), by_level, UNRULED, (f"{table}.+", 3)).what == "expected a table"
    assert (
        only(by_level, UNRULED, requirement(ladder="each capability", level="kept", mean=1)).where
        == "requirements.4.level"
    )


def test_objects_are_as_good_as_tables() -> None:
    again = Framework(**{name: getattr(GOOD, name) for name in Framework.model_fields})

    assert again == GOOD
    assert problems(("source", GOOD.source), ("levels", [*GOOD.levels, *GOOD.levels[:1]]))[0] == (
        "levels.low",
        "the id is used twice",
    )


def test_the_message_has_a_line_for_every_problem() -> None:
    with pytest.raises(FrameworkError) as caught:
        Framework(**edited(("edition", 1), ("name", 2)))

    assert str(caught.value).splitlines() == [
        "edition: expected a text in quotes; got 1; put it in quotes",
        "name: expected a text in quotes; got 2; put it in quotes",
    ]


# Ids, texts and numbers

IDS = {
    "cyrillic_a": "pl\u0430n",
    "ligature": "\ufb01gures",
    "zero_width": "pl\u200ban",
    "combining": "cafe\u0301",
    "override": "plan\u202e",
    "fullwidth": "\uff50lan",
    "turkish": "\u0131ntake",
    "upper": "Plan",
    "underscore": "the_plan",
    "double_hyphen": "the--plan",
    "hyphen_first": "-plan",
    "newline": "plan\n",
    "empty": "",
    "digits": "\u0661",
}


@pytest.mark.parametrize("name", [pytest.param(value, id=key) for key, value in IDS.items()])
def test_D5_ids_are_ascii(name: str) -> None:
    assert problems(("id", name)) == [
        ("id", "expected an id of lower-case ASCII letters and digits, joined by single hyphens")
    ]


def test_A4_problems_of_a_rule_name_its_levels() -> None:
    rule = {"kind": "coverage", "ladder": "framework", "share": "1.5", "basis": "source"}
    levels = ["mid", "high", *(entry["id"] for entry in many(7))]

    found = problems(("rules.+", rule), ("levels", [{"id": name, "name": name} for name in ("low", *levels)]))

    named = "'mid', 'high', 'e-0', 'e-1', 'e-2' and 4 more"
    assert ("rules.0.share", f"the threshold is out of bounds (for levels {named})") in found


def test_A4_an_id_that_is_too_long_is_told_so() -> None:
    assert Framework(**edited(("id", "a" * 80))).id == "a" * 80
    assert problems(("id", "a" * 1081)) == [("id", "expected an id of at most 80 characters; this one has 1,081")]


@given(st.text(st.characters(min_codepoint=128), min_size=1, max_size=5), st.sampled_from(["", "a", "a-"]))
def test_D5_no_id_holds_anything_but_ascii(text: str, prefix: str) -> None:
    assert problems(("id", prefix + text))[0][0] == "id"


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\x1b", "\n", "\t", "\x7f", "\u2028", "\ud800"]
)
def test_D5_texts_hold_nothing_invisible(character: str) -> None:
    wrong = "expected a text without control characters or invisible formatting"

    assert problems(("name", f"A{character}B")) == [("name", wrong)]


@pytest.mark.parametrize("text", ["نمی\u200cشود", "क्\u200dष", "A team \U0001f469\u200d\U0001f4bb"], ids=ascii)
def test_D5_texts_may_hold_the_joiners_that_words_are_written_with(text: str) -> None:
    assert Framework(**edited(("name", text))).name == text
    assert printable(text) == text


@pytest.mark.parametrize("text", ["", " ", "\u200c", "\u00a0\u200d "], ids=ascii)
def test_D5_a_text_of_nothing_to_see_is_empty(text: str) -> None:
    assert problems(("name", text)) == [("name", "expected a text that is not empty")]


def test_D5_texts_are_composed() -> None:
    assert Framework(**edited(("name", "Cafe\u0301"))).name == "Caf\u00e9"


def test_D5_labels_that_look_alike_once_composed_are_the_same() -> None:
    labels = ("questions.0.labels", ["Cafe\u0301", "Caf\u00e9", "Tea"])

    assert problems(labels) == [("questions.goals-set.labels.1", "the label is used twice")]


NUMBERS = [
    (2, Fraction(2)),
    (-3, Fraction(-3)),
    (0.1, Fraction(1, 10)),
    ("0.25", Fraction(1, 4)),
    ("+1.5", Fraction(3, 2)),
    ("2/3", Fraction(2, 3)),
    ("-4/6", Fraction(-2, 3)),
    ("0/7", Fraction(0)),
    ("-0.0", Fraction(0)),
    (Decimal("0.000001"), Fraction(1, 10**6)),
    (Fraction(1, 3), Fraction(1, 3)),
    (Written("1_000.5"), Fraction(2001, 2)),
    (LARGEST, Fraction(LARGEST)),
    (f"-{LARGEST}", Fraction(-LARGEST)),
]


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_S1_numbers_are_read_exactly(value: Any, number: Fraction) -> None:
    assert exact(value) == number


NO_NUMBERS = [
    *(
        "no",
        "yes",
        "on",
        "012",
        "1e3",
        "1:30",
        "~",
        "2026-01-01",
        ".nan",
        "nan",
        "inf",
        "",
        " 1",
        "1 ",
        "1\n",
        ".5",
        "5.",
        "1_000",
    ),
    *(
        "1/0",
        "1/03",
        "1/2/3",
        "0.0000001",
        "\u0661",
        "\uff11",
        "1/\u0662",
        "0x10",
        "1e400",
        "9" * 14,
        "1/99999999",
        "--1",
        "\u00bd",
    ),
    *(True, None, [], {}, b"1", 1j, float("nan"), float("inf"), -float("inf"), 1e400, 1e-7, 1e22, 0.1 + 0.2),
    *(Decimal("NaN"), Decimal("Infinity"), Decimal("1E+3"), Written("1e3"), Written("nan"), Written("0.1234567")),
    *(LARGEST + 1, -LARGEST - 1, 10**5000, Fraction(1, LARGEST_DENOMINATOR + 1), Fraction(LARGEST * 2 + 1, 2)),
]


@pytest.mark.parametrize("value", NO_NUMBERS, ids=range(len(NO_NUMBERS)))
def test_D3_D4_what_is_no_exact_number_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        exact(value)


@given(st.fractions(-LARGEST, LARGEST, max_denominator=LARGEST_DENOMINATOR))
def test_S1_the_text_of_a_number_states_the_same_number(number: Fraction) -> None:
    assert exact(number_text(exact(number))) == number


@given(st.decimals(-LARGEST, LARGEST, places=6))
def test_S1_six_places_are_kept(number: Decimal) -> None:
    assert exact(f"{number:f}") == Fraction(number)
    assert "/" not in number_text(Fraction(number))


@pytest.mark.parametrize(
    ("number", "text"), [("0", "0"), ("-1/4", "-0.25"), ("100", "100"), ("-2/3", "-2/3"), ("0.000001", "0.000001")]
)
def test_numbers_are_written_as_short_as_they_can_be(number: str, text: str) -> None:
    assert number_text(Fraction(number)) == text


# What the tables say of themselves


@pytest.mark.parametrize(
    ("better", "cut_falls", "positions"),
    [
        ("more", "below", [0, 0, 1, 1, 2]),
        ("more", "above", [0, 1, 1, 2, 2]),
        ("less", "below", [2, 2, 1, 1, 0]),
        ("less", "above", [2, 1, 1, 0, 0]),
    ],
)
def test_S1_a_number_on_a_cut_falls_where_the_scale_says(better: str, cut_falls: str, positions: list[int]) -> None:
    scale = Scale.model_validate({**NUMERIC, "better": better, "cut_falls": cut_falls})

    assert scale.numeric
    assert [scale.position(Fraction(number)) for number in (9, 10, 50, 90, 91)] == positions


def test_questions_know_their_options_in_their_own_words() -> None:
    framework = Framework(**edited(("questions.0.labels", ["No", "So-so", "Yes"])))

    assert [option.label for option in framework.questions[0].options] == ["No", "So-so", "Yes"]
    assert [option.label for option in framework.questions[1].options] == ["Rarely", "Often", "Always"]
    assert not framework.scales["habit"].numeric


def test_requirements_and_scores_say_what_they_compare() -> None:
    requirement_ = Requirement.model_validate(
        {"ladder": "framework", "level": "mid", "count": 2, "of": {"questions": ["a"]}, "basis": "source"}
    )
    score_ = Score.model_validate({"ladder": "framework", "total_of": {"dimensions": {"ids": ["a"]}}, "base": 0})

    assert (requirement_.given, requirement_.statistic, requirement_.threshold) == (("count",), "count", Fraction(2))
    assert (requirement_.of.kind, requirement_.of.selection) == ("questions", ("a",))
    assert score_.of.kinds == ("dimensions",)
    assert GOOD.all_requirements[0].ladder == "dimension plan"


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (rule("cut-points", levels=["high"], cuts={"mid": "0.1", "high": "0.2"}), [("high", "mean", "0.2")]),
        (rule("cut-points", ladder="dimension plan", cuts={"mid": 1}), [("mid", "mean", "1")]),
        (rule("staged", mean="0.3"), [("mid", "mean", "0.3"), ("high", "mean", "0.3")]),
        (rule("staged", levels=["mid"], share="0.4", reaching="0.5"), [("mid", "share", "0.4")]),
        (rule("weakest-link"), [("mid", "share", "1"), ("high", "share", "1")]),
        (rule("weakest-link", cuts={"high": "0.5"}), [("high", "least", "0.5")]),
        (rule("coverage", share="2/3"), [("mid", "share", "2/3"), ("high", "share", "2/3")]),
        (rule("coverage", levels=["high"], count=2), [("high", "count", "2")]),
    ],
)
def test_rules_write_requirements(edit: Edit, written: list[tuple[str, str, str]]) -> None:
    requirements = Framework(**edited(edit)).all_requirements[len(GOOD.all_requirements) :]

    assert [(entry.level, entry.statistic, number_text(entry.threshold)) for entry in requirements] == written
    assert {entry.basis for entry in requirements} == {"source"}
