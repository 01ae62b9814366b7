"""Whatever a definition names has to exist: an unknown name is refused with what is allowed and the nearest of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import dear, drawn
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Framework, FrameworkError, framework_schema, read_framework
from maturity_core.errors import MOST_NAMED, listed
from maturity_core.model.node import Node
from maturity_core.testing.strategies import frameworks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.errors import Problem

    Field = tuple[str, str]
    Place = tuple[Any, ...]

NAMES: dict[str, str] = {
    "Capability": "dimension levels leans_on",
    "Contrasts": "from_level",
    "Coverage": "ladder levels",
    "CutPoints": "ladder levels cuts",
    "Dimension": "levels",
    "Example": "level range dimensions capabilities scores ahead answers",
    "Filter": "tag stage from_stage up_to dimension capability ids",
    "Items": "questions capabilities dimensions measures",
    "Measure": "levels reaching",
    "Needed": "question option",
    "Note": "level",
    "Option": "level",
    "Prerequisite": "capability level",
    "Profile": "questions",
    "Question": "capability scale stage trait led_by counts_as",
    "Remedy": "question now to",
    "Requirement": "ladder level reaching",
    "Scale": "counts_as",
    "Score": "ladder",
    "Sign": "question at_least at_most",
    "Since": "added",
    "SinceQuestion": "id options",
    "Staged": "ladder levels",
    "ViewPattern": "roles_above level_above roles_below level_below",
    "WeakestLink": "ladder levels cuts",
}
"""The fields that name something else in the file, by the table that they are in."""
FREE: dict[str, str] = {
    "Base": "framework",  # another framework, which may be gone
    "Capability": "id tags",
    "Dimension": "id",
    "Example": "id",
    "Framework": "id level_lists scales language",  # a language tag
    "Level": "id",
    "Measure": "id",
    "Option": "id",
    "Profile": "id",
    "Question": "id tags",
    "ScorerChoice": "kind settings",  # a plugin, looked for when it is needed
    "Since": "left_out",  # of an earlier edition
    "SinceQuestion": "was",  # of an earlier edition
    "Views": "roles",
}
"""The fields with ids that need not exist elsewhere: what the file itself names, or what is not in it."""


def fields(table: dict[str, str]) -> set[Field]:
    return {(name, field) for name, listing in table.items() for field in listing.split()}


REFERENCES = fields(NAMES)
EVERYTHING = read_framework(Path(__file__).parents[3] / "data" / "everything.toml")


def has_ids(schema: Any) -> bool:
    """Return whether a field of this JSON Schema may hold ids, names of ladders, rungs or answers."""
    if isinstance(schema, list):
        return any(map(has_ids, schema))
    if not isinstance(schema, dict):
        return False
    if "patternProperties" in schema or "propertyNames" in schema or "pattern" in schema:
        return "a-z0-9" in str(schema)
    told = re.search("ID|by id|id of an option", schema.get("description", ""))
    return bool(told) or any(map(has_ids, (schema.get(key) for key in ("anyOf", "items", "prefixItems"))))


def test_every_field_with_ids_is_known_to_name_something_or_to_be_free() -> None:
    """A new field has to be put into one of the two lists."""
    schema = framework_schema()
    tables = {"Framework": schema, **schema["$defs"]}
    found = {
        (table, name) for table, own in tables.items() for name, part in own["properties"].items() if has_ids(part)
    }

    assert found - {("Example", "scores"), ("Example", "answers")} <= REFERENCES | fields(FREE)
    assert REFERENCES | fields(FREE) <= {(table, name) for table, own in tables.items() for name in own["properties"]}
    assert not REFERENCES & fields(FREE)


class Key(str):
    """A key of a table at the end of a place, where the key itself is the name."""

    __slots__ = ()


def places(value: Any, path: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield the place of every name in a framework, and the name."""
    if isinstance(value, Node):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if (type(value).__name__, name) in REFERENCES:
                yield from named(inner, (*path, name))
            yield from places(inner, (*path, name))
    elif isinstance(value, dict | tuple):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, key))


def named(value: Any, path: Place) -> Iterator[tuple[Place, str]]:
    """Yield the names in a field: a text, or those of a list, or the keys and values of a table."""
    if isinstance(value, str) and value != "all":
        yield path, str(value)
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from named(inner, (*path, place))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if path[-1] != "options":  # there the keys are ids of an earlier edition
                yield (*path, Key(key)), str(key)
            yield from named(inner, (*path, key))


def renamed(value: Any, path: Place, name: str) -> Any:
    """Return tables with another name at a place."""
    if not path:
        return name
    part, *rest = path
    if isinstance(part, Key):
        return {name if key == part else key: inner for key, inner in value.items()}
    inner = renamed(value[part], tuple(rest), name)
    return {**value, part: inner} if isinstance(value, dict) else (*value[:part], inner, *value[part + 1 :])


def refused(framework: Framework, path: Place, name: str) -> Problem:
    """Return the problem of a name that does not exist."""
    with pytest.raises(FrameworkError) as caught:
        Framework(**renamed(framework.model_dump(), path, name))
    found = {problem.got: problem for problem in caught.value.problems}
    assert repr(name) in found, str(caught.value)
    return found[repr(name)]


@dear
@given(frameworks() | st.sampled_from((EVERYTHING, *drawn())), st.data())
def test_a_name_that_does_not_exist_is_refused_with_what_is_allowed_and_the_nearest(
    framework: Framework, data: st.DataObject
) -> None:
    path, name = data.draw(st.sampled_from(sorted(places(framework), key=str)))

    problem = refused(framework, path, f"{name}x")

    names = problem.allowed.removesuffix(" more").split(", ")
    suggestion = re.fullmatch(r"did you mean '(.+)'\?", problem.hint)
    assert problem.where
    assert suggestion
    assert len(names) <= MOST_NAMED
    assert suggestion[1] in names or problem.allowed.endswith(" more")


def test_names_are_tried_in_every_field_that_has_some() -> None:
    """Some of the frameworks have a name in each of them."""
    found = {part for framework in (EVERYTHING, *drawn()) for path, _ in places(framework) for part in path}

    assert {name for _, name in REFERENCES} <= found


def test_lists_of_what_is_allowed_have_an_end() -> None:
    names = [f"name-{place}" for place in range(1, 1_500)]

    assert listed(names[:MOST_NAMED]) == ", ".join(names[:MOST_NAMED])
    assert listed(names).endswith("name-19, name-20 and 1,479 more")
