"""Frameworks written as definition files: reading them gives equal frameworks."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from importlib.metadata import entry_points
from inspect import get_annotations
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from builders import capability, tiny
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from maturity_core import Framework, framework_schema, parse_framework, read_framework
from maturity_core.definition.writing import framework_toml
from maturity_core.model.scorers import CutPoints

EVERYTHING = read_framework(Path(__file__).parents[2] / "data" / "everything.toml")
SHIPPED = sorted(entry_points(group="maturity.frameworks"), key=lambda entry: entry.name)
TINY: dict[str, Any] = {
    "id": "tiny",
    "edition": "1",
    "name": "Tiny",
    "source": {"title": "Made up"},
    "levels": [{"id": "low", "name": "Low"}, {"id": "high", "name": "High"}],
    "scales": {
        "yes-no": {"options": [{"id": "no", "label": "No", "credit": 0}, {"id": "yes", "label": "Yes", "credit": 1}]}
    },
    "dimensions": [{"id": "work", "name": "Work"}],
    "capabilities": [{"id": "plan", "name": "Plan", "dimension": "work"}],
    "questions": [{"id": "kept", "capability": "plan", "text": "Is it kept?", "scale": "yes-no", "basis": "stated"}],
    "requirements": [
        {"ladder": "framework", "level": "high", "least": 1, "of": {"questions": "all"}, "basis": "source"}
    ],
}


def nodes(value: Any) -> list[BaseModel]:
    """Return every table below `value`."""
    if isinstance(value, BaseModel):
        return [value, *(node for name in type(value).model_fields for node in nodes(getattr(value, name)))]
    entries = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [node for entry in entries for node in nodes(entry)]


def models(annotation: Any) -> set[type[BaseModel]]:
    """Return every kind of table that a value of that type may hold."""
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return {model for inner in get_args(annotation) for model in models(inner)}
    return {annotation, *(model for info in annotation.model_fields.values() for model in models(info.annotation))}


def owned(model: type[BaseModel], name: str) -> str:
    """Return the field with the class that describes it: a shared field has to be used in at least one of them."""
    return next(f"{base.__name__}.{name}" for base in model.__mro__ if name in get_annotations(base))


def test_the_test_file_everything_uses_every_field() -> None:
    used = {owned(type(node), name) for node in nodes(EVERYTHING) for name in node.model_fields_set}
    every = {owned(model, name) for model in models(Framework) for name in model.model_fields}

    # a scorer in code stands in place of rules, and the one total of a framework counts from one end only
    assert every - used == {"Framework.scorer", "ScorerChoice.kind", "ScorerChoice.settings", "Score.top"}


def test_a_framework_with_everything_survives() -> None:
    text = EVERYTHING.to_toml()

    assert parse_framework(text) == EVERYTHING
    assert parse_framework(text).digest == EVERYTHING.digest
    assert parse_framework(text).to_toml() == text


@pytest.mark.parametrize("name", [entry.name for entry in SHIPPED])
@pytest.mark.wide
def test_the_shipped_frameworks_survive(name: str) -> None:
    framework: Framework = next(entry for entry in SHIPPED if entry.name == name).load()

    assert parse_framework(framework.to_toml()) == framework
    jsonschema.validate(tomllib.loads(framework.to_toml()), framework_schema())


def test_a_framework_without_anything_optional_is_short() -> None:
    assert (
        framework_toml(Framework(**TINY))
        == """\
id = "tiny"
edition = "1"
name = "Tiny"

[source]
title = "Made up"

[[levels]]
id = "low"
name = "Low"

[[levels]]
id = "high"
name = "High"

[scales.yes-no]
options = [{ id = "no", label = "No", credit = 0 }, { id = "yes", label = "Yes", credit = 1 }]

[[dimensions]]
id = "work"
name = "Work"

[[capabilities]]
id = "plan"
name = "Plan"
dimension = "work"

[[questions]]
id = "kept"
capability = "plan"
text = "Is it kept?"
scale = "yes-no"
basis = "stated"

[[requirements]]
ladder = "framework"
level = "high"
least = 1
of = { questions = "all" }
basis = "source"
"""
    )


@pytest.mark.parametrize(
    "line",
    [
        'requires = [{ capability = "tools", credit = 0.5 }, { capability = "order-book", credit = "1/3" }]',
        '  { id = "week", label = "Up to five and a half days", credit = "1/3" },',
        'of = { questions = { stage = "master" } }',
        "cuts = { steady = 0.5, leading = 0.75 }",
        "not_applicable = true",
        'remark = "Everything is made up, with \\"quotes\\", a back\\\\slash and an é."',
        "[[levels.advice]]",
        "[[level_lists.promise]]",
        "[[views.patterns]]",
        "shown = [0, 3]",
        '  "Orders lie in three places.",',
        'patterns = ["The order book is complete."]',
    ],
)
def test_everything_is_written_as_people_would(line: str) -> None:
    assert line in EVERYTHING.to_toml().splitlines()


def test_tables_stand_in_the_order_of_the_format() -> None:
    text = EVERYTHING.to_toml()
    heads = [line.strip("[]").partition(".")[0] for line in text.splitlines() if line.startswith("[")]
    nouns = ["source", "after", "since", "levels", "level_lists", "scales", "dimensions", "capabilities", "questions"]

    assert list(tomllib.loads(text))[:5] == ["id", "edition", "name", "language", "summary"]
    assert list(dict.fromkeys(heads)) == [
        *nouns,
        "measures",
        "requirements",
        "rules",
        "scores",
        "profiles",
        "contrasts",
        "levers",
        "views",
        "notes",
        "examples",
    ]


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp"]), min_size=1).filter(str.strip),
    st.fractions(0, 1000, max_denominator=1000),
)
def test_every_text_and_every_number_survives(text: str, number: Fraction) -> None:
    question = {**TINY["questions"][0], "text": text, "because": text[::-1], "weight": number + 1}
    framework = Framework(**{**TINY, "questions": [question]})

    assert parse_framework(framework.to_toml()) == framework


def test_what_is_required_is_written_even_if_it_is_empty() -> None:
    score = {"ladder": "framework", "mean_of": {"questions": {}}}
    framework = Framework(**TINY, views={"roles": [], "basis": "source"}, scores=[score])

    assert "roles = []" in framework.to_toml()
    assert "mean_of = { questions = {} }" in framework.to_toml()
    assert parse_framework(framework.to_toml()) == framework


def test_a_scorer_in_code_survives_with_its_settings() -> None:
    scorer = {"kind": "mode", "settings": {"depth": 2, "share": "2/3", "way": "up"}}
    framework = Framework(**{**TINY, "requirements": [], "scorer": scorer})

    assert 'settings = { depth = 2, share = "2/3", way = "up" }' in framework.to_toml()
    assert parse_framework(framework.to_toml()) == framework


def test_a_rule_is_written_with_its_kind() -> None:
    rule = CutPoints(ladder="framework", cuts={"high": Fraction(1, 3)}, basis="source")
    framework = Framework(**{**TINY, "requirements": [], "rules": [rule]})

    assert 'kind = "cut-points"\nladder = "framework"\n' in framework.to_toml()
    assert parse_framework(framework.to_toml()) == framework


def test_a_capability_that_is_not_the_authors_says_so_under_a_head_that_is() -> None:
    framework = tiny(basis="own", capabilities=[capability("plan", basis="interpretation")])

    assert parse_framework(framework.to_toml()) == framework
