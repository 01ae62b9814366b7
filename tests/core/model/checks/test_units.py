"""Units of an author's own: what is refused, beside what is accepted."""

from __future__ import annotations

from typing import Any

from edits import ALL, Case, Edit, accepted, edited, finds_this_alone, refused, requirement, score

from maturity_core.model.framework import Framework


def scale(*given: Any, **more: Any) -> Edit:
    """Return the edit that adds a scale with these values, which no question uses."""
    options = [{"id": f"o-{place}", "label": f"{place}", "value": value} for place, value in enumerate(given)]
    return "scales.own", {"options": options, **more}


def with_option(place: int, *given: Any, **fields: Any) -> Edit:
    """Return the same with other fields of one option; those that are None are left out."""
    name, table = scale(*given)
    options = table["options"]
    changed = {**options[place], **fields}
    options[place] = {field: value for field, value in changed.items() if value is not None}
    return name, table


def whole(*ends: int, **more: Any) -> Edit:
    return "scales.own", {"whole_numbers": list(ends), **more}


OWN = scale(1, 3, 5)
GOALS = ("questions.0.scale", "own")
NEEDS = "capabilities.1.requires"
BOTH = [OWN, scale(0, 10), GOALS]
CASES: list[Case] = [
    ("no_worth", [with_option(1, 1, 2, 3, value=None, credit="0.5")], "scales.own.options",
     "some options have a value and some do not", [scale(1, 2, 3)]),
    ("falling", [scale(1, 3, 2, 4)], "scales.own.options.o-2.value", "the value is below that of the previous option",
     [scale(1, 3, 3, 4)]),
    ("all_alike", [scale(2, 2)], "scales.own.options", "the last value must be above the first", [scale(-2, 2)]),
    ("contradiction", [with_option(1, 0, 1, 2, credit="0.4")], "scales.own.options.o-1.value",
     "the credit contradicts the value", [with_option(1, 0, 1, 2, credit="0.5")]),
    ("too_fine", [scale(0, "1/9999973", "2/3")], "scales.own.options.o-1.value",
     "the credit of this value takes too many digits", [scale(0, "1/9999973", 1)]),
    ("neither", [("scales.own", {"options": [{"id": "a", "label": "A"}]})], "scales.own.options",
     "a scale must have 2 to 101 options", []),
    ("no_credit", [("scales.own.options", [{"id": "a", "label": "A", "credit": 0}, {"id": "b", "label": "B"}])],
     "scales.own.options.b", "an option needs a credit or a value", []),
    ("no_range", [whole(5, 5)], "scales.own.whole_numbers", "these whole numbers do not make a scale", [whole(5, 6)]),
    ("too_many", [whole(0, 101)], "scales.own.whole_numbers", "these whole numbers do not make a scale",
     [whole(1, 101)]),
    ("options_too", [whole(0, 2, options=OWN[1]["options"])], "scales.own.whole_numbers",
     "a scale of whole numbers has nothing else but a unit and counts_as", [whole(0, 2, unit="points")]),
    ("less_is_better", [whole(0, 2, better="less")], "scales.own.whole_numbers",
     "a scale of whole numbers has nothing else but a unit and counts_as", [whole(0, 2)]),
    ("no_values", [requirement(mean=3, by="value")], "requirements.5.by", "'goals-set' has no values",
     [OWN, GOALS, requirement(mean=3, by="value", of={"questions": ["goals-set"]})]),
    ("no_scale_of_scores", [requirement(mean=3, by="value", of={"capabilities": "all"})], "requirements.5.by",
     "'goals' has no values", [OWN, GOALS, requirement(mean=3, by="value", of={"capabilities": ["goals"]})]),
    ("two_units", [OWN, GOALS, ("scales.other", scale(0, 5)[1]), ("questions.1.scale", "other"),
                   requirement(mean=3, by="value", of={"questions": ["goals-set", "plan-holds"]})],
     "requirements.5.by", "the items have different units",
     [OWN, GOALS, ("scales.other", scale(1, 5)[1]), ("questions.1.scale", "other"),
      requirement(mean=3, by="value", of={"questions": ["goals-set", "plan-holds"]})]),
    ("below_the_unit", [OWN, GOALS, requirement(mean=1, by="value", of={"capabilities": ["goals"]})],
     "requirements.5.mean", "the threshold is out of bounds",
     [OWN, GOALS, requirement(mean="1.1", by="value", of={"capabilities": ["goals"]})]),
    ("reaching_beyond", [OWN, GOALS, requirement(count=1, reaching=6, by="value", of={"capabilities": ["goals"]})],
     "requirements.5.reaching", "'reaching' must be above 1 and at most 5",
     [OWN, GOALS, requirement(count=1, reaching=5, by="value", of={"capabilities": ["goals"]})]),
    ("reaching_a_rung",
     [OWN, GOALS, requirement(count=1, reaching="agreed", by="value", of={"capabilities": ["goals"]})],
     "requirements.5.reaching", "a rung is not a value",
     [OWN, GOALS, requirement(count=1, reaching="agreed", of={"capabilities": ["goals"]})]),
    ("total_below", [OWN, GOALS, requirement(total=1, base=0, by="value", of={"capabilities": ["goals"]})],
     "requirements.5.total", "the threshold is out of bounds",
     [OWN, GOALS, requirement(total=5, base=0, by="value", of={"capabilities": ["goals"]})]),
    ("needs_no_unit", [(NEEDS, [{"capability": "goals", "value": 3}])], "capabilities.roadmap.requires.0.value",
     "the score of the capability goals has no unit", [OWN, GOALS, (NEEDS, [{"capability": "goals", "value": 3}])]),
    ("needs_the_lowest", [OWN, GOALS, (NEEDS, [{"capability": "goals", "value": 1}])],
     "capabilities.roadmap.requires.0.value", "the value to reach is out of bounds",
     [OWN, GOALS, (NEEDS, [{"capability": "goals", "value": 5}])]),
    ("needs_two_things", [OWN, GOALS, (NEEDS, [{"capability": "goals", "value": 3, "credit": "0.25"}])],
     "capabilities.roadmap.requires.0.credit", "the credit contradicts the value",
     [OWN, GOALS, (NEEDS, [{"capability": "goals", "value": 3, "credit": "0.5"}])]),
    ("mean_by_value", [score(mean_of={"dimensions": "all"}, by="value")], "scores.0.by", "only a total adds up values",
     [score(mean_of={"dimensions": "all"})]),
    ("total_without_values", [score(total_of=ALL, base=0, by="value")], "scores.0.by", "'goals-set' has no values",
     [score(total_of=ALL, base=0)]),
    ("another_range", [OWN, GOALS, score(total_of={"questions": ["goals-set"]}, base=0, by="value", range=[0, 5])],
     "scores.0.range", "this is not the range of the total",
     [OWN, GOALS, score(total_of={"questions": ["goals-set"]}, base=0, by="value", range=[1, 5])]),
    ("mark_too_low", [OWN, GOALS, score(total_of={"questions": ["goals-set"]}, base=0, by="value", marks=[1])],
     "scores.0.marks.0", "the mark is out of bounds",
     [OWN, GOALS, score(total_of={"questions": ["goals-set"]}, base=0, by="value", marks=[2])]),
]  # fmt: skip


@refused(CASES)
def test_each_check_finds_its_case_and_nothing_else(edits: list[Edit], where: str, what: str) -> None:
    finds_this_alone(edits, where, what)


@accepted(CASES)
def test_what_is_nearly_that_is_accepted(edits: list[Edit]) -> None:
    Framework(**edited(*edits))
