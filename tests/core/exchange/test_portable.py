"""Frameworks as data for readers in other languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, drawn, fine_totals, question, rule, tiny, two
from field.cases import FILES, read
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from measures import measured

from maturity_core import FrameworkError, available_frameworks, load_framework, portable, portable_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework

SCHEMA = Draft202012Validator(portable_schema())
TENTH_OF_A_MILLIONTH = "1/9999991"
"""One over a prime, which nothing reduces."""
LARGEST = 2**53
"""Doubles hold every whole number up to here."""


def numbers(part: Any) -> Iterator[Any]:
    """Yield every number that requirements use, as it is in the data."""
    if isinstance(part, dict):
        for value in part.values():
            yield from numbers(value)
    elif isinstance(part, list):
        for value in part:
            yield from numbers(value)
    else:
        yield part


def largest_number(data: dict[str, Any]) -> int:
    """Return the largest whole number, whatever its sign, that a reader of the rules meets."""
    found = numbers([data["terms"], data["requirements"], data["ladders"]])
    return max(abs(number) for number in found if isinstance(number, int))


def checked(framework: Framework) -> dict[str, Any]:
    """Return the data, having checked that it survives JSON unchanged and fits the schema."""
    data = portable(framework)
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    SCHEMA.validate(data)
    return data


@pytest.mark.parametrize("name", available_frameworks())
def test_shipped_frameworks_fit_the_schema(name: str) -> None:
    framework = load_framework(name)

    data = checked(framework)

    assert data["digest"] == framework.digest
    assert (data["rules_digest"], data["words_digests"]) == (framework.rules_digest, framework.words_digests)
    assert [entry["text"] for entry in data["framework"]["questions"]] == [entry.text for entry in framework.questions]
    assert len(data["requirements"]) == len(framework.all_requirements)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.wide
def test_the_rules_of_the_field_fit_the_schema(file: str) -> None:
    assert checked(read(file))["wide"] is False


@given(st.sampled_from(drawn()))
def test_every_framework_fits_the_schema(framework: Framework) -> None:
    data = checked(framework)

    weights = {type(weight) for terms in data["terms"] for weight in terms["weights"]}
    assert weights == {str if data["wide"] else int}
    assert data["wide"] or largest_number(data) <= LARGEST


def test_a_unit_of_many_digits_is_written_as_text() -> None:
    """A total that is counted down from 0 has a unit of 21 digits here, though nothing of that size is compared."""
    weights = ["2/9999991", "3/9999973", "4/9999971"]
    framework = tiny(
        levels=LEVELS[:2],
        questions=[question(f"q-{place}", scale="yes-no", weight=weight) for place, weight in enumerate(weights)],
        requirements=[rule("framework", "mid", total=0, top=0, of={"questions": "all"})],
    )

    data = checked(framework)

    (requirement,) = data["requirements"]
    assert data["wide"]
    assert int(requirement["unit"]["scale"][0]) > LARGEST


def test_a_mean_is_written_as_whole_numbers() -> None:
    """Credits 0, 1/2 and 1 are halves; 3 : 1 are the weights 1.5 and 0.5; at least one half is 1 : 2."""
    questions = [question("kept", weight="1.5"), question("seen", weight="0.5")]
    data = checked(
        tiny(questions=questions, requirements=[rule("framework", "mid", mean="0.5")], levels=tiny().levels[:2])
    )

    (requirement,) = data["requirements"]
    assert requirement["bar"] == [1, 2]
    assert (requirement["ladder"], requirement["rung"], data["ladders"][2]["name"]) == (2, 1, "framework")
    assert data["terms"][requirement["terms"]] == {
        "of": "questions",
        "value": "credit",
        "items": [0, 1],
        "weights": [3, 1],
        "unit": 2,
        "first": [],
        "bar": None,
    }


def test_items_that_reach_something_say_where_that_begins() -> None:
    data = checked(
        two(
            requirements=[
                rule("each dimension", "mid", share=1, reaching="0.5"),
                rule("each dimension", "high", least=1),
                rule("framework", "mid", count=2, of={"dimensions": "all"}, reaching="mid"),
                rule("framework", "high", share=1, of={"dimensions": "all"}, reaching="0.25"),
            ]
        )
    )

    used = [data["terms"][entry["terms"]] for entry in data["requirements"]]
    shapes = [(terms["value"], terms["first"], terms["bar"]) for terms in used]
    assert shapes == [
        ("reach", [1, 1, 1], None),
        ("reach", [1], None),
        ("reach", [2, 2, 2], None),
        ("reach", [2], None),
        ("rung", [1, 1], None),
        ("reach score", [], [1, 4]),
    ]


def test_totals_say_where_they_start_and_what_their_weights_are() -> None:
    """Down from 100 by at most 3, in units of 1.5: at least 98 is at least -2, which is -4 thirds of the unit."""
    scores = [
        {"ladder": "framework", "total_of": {"questions": "all"}, "base": "0.5"},
        {"ladder": "each dimension", "mean_of": {"questions": "all"}, "shown": [0, 10]},
    ]
    data = checked(
        tiny(
            questions=[question("kept", weight="1.5"), question("seen", weight="1.5")],
            levels=tiny().levels[:2],
            requirements=[rule("framework", "mid", total=98, top=100)],
            scores=scores,
        )
    )

    (requirement,) = data["requirements"]
    assert requirement["bar"] == [-4, 3]
    assert requirement["unit"] == {"start": [100, 1], "scale": [2, 3], "each": [-1, 1]}
    _, dimension, framework = data["ladders"]
    assert framework["total"] == {"start": [1, 2], "scale": [2, 3], "each": [0, 1]}
    assert (dimension["total"], dimension["shown"]) == (None, ["0", "10"])


def test_numbers_that_can_pass_what_doubles_hold_are_texts() -> None:
    weights = [TENTH_OF_A_MILLIONTH, "1/9999973", "1/9999971", "1/9999943"]
    questions = [question(f"q-{place}", weight=weight) for place, weight in enumerate(weights)]

    data = checked(tiny(questions=questions))

    assert data["wide"] is True
    assert all(isinstance(number, str) for number in numbers([terms["weights"] for terms in data["terms"]]))
    assert data["requirements"][0]["bar"] == ["1", "2"]


@pytest.mark.parametrize(
    ("start", "totals", "wide"),
    [({"base": 0}, ("1/2", 1), False), ({"base": 10}, ("21/2", 11), True), ({"top": 11}, ("21/2", 11), True)],
    ids=["from 0", "up from 10", "down from 11"],
)
def test_totals_are_wide_where_an_explanation_shows_them_with_their_start(
    start: dict[str, int], totals: tuple[Any, Any], *, wide: bool
) -> None:
    """A score of 10**15 parts is compared below 2**53; with 10 wholes before it, it is shown above that."""
    framework = fine_totals(start, totals)

    assert framework.engine.compiled is not None
    assert framework.engine.compiled.wide is False
    assert checked(framework)["wide"] is wide


@pytest.mark.parametrize("where", ["a requirement", "a prerequisite"])
def test_scores_that_are_multiplied_out_to_be_compared_are_wide(where: str) -> None:
    """Weights of 9,999,990 : 1 and thousandths make a score of nearly 10**10 parts; times 9,999,991 that is 10**17."""
    options = [{"id": "no", "label": "No", "credit": 0}, {"id": "bit", "label": "A bit", "credit": "0.001"}]
    scales = {"habit": {"options": [*options, {"id": "yes", "label": "Yes", "credit": 1}]}}
    capabilities = [capability("plan"), capability("goals")]
    requirements = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]
    if where == "a prerequisite":
        capabilities[1]["requires"] = [{"capability": "plan", "credit": TENTH_OF_A_MILLIONTH}]
    else:
        items = {"capabilities": ["plan"]}
        requirements[0] = rule("framework", "mid", count=1, of=items, reaching=TENTH_OF_A_MILLIONTH)
    questions = [question("kept", weight=9_999_990), question("seen"), question("goal", "goals")]
    framework = tiny(scales=scales, capabilities=capabilities, questions=questions, requirements=requirements)

    assert framework.engine.compiled is not None
    assert framework.engine.compiled.wide is False
    assert checked(framework)["wide"] is True


@pytest.mark.parametrize(
    "framework",
    [tiny(requirements=[], scorer={"kind": "nowhere-installed"}), tiny().with_scorer(Product())],
    ids=["named in the file", "given by a program"],
)
def test_a_framework_that_code_scores_is_refused(framework: Framework) -> None:
    with pytest.raises(FrameworkError, match=r"tiny\.scorer: it is scored by code, which only Python can run"):
        portable(framework)


def test_a_measure_comes_with_the_questions_that_it_reads() -> None:
    ladders = {ladder["name"]: ladder["questions"] for ladder in checked(measured())["ladders"]}

    assert ladders["measure documents"] == [0, 1]
    assert ladders["measure both"] == [0, 1, 2, 3]
    assert ladders["framework"] == []
