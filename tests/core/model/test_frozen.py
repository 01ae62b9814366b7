"""Frozen in every way: each way to make a framework goes through the checks, or is refused."""

from __future__ import annotations

import copy
import json
import pickle
import warnings
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, question, rule, tiny
from pydantic import BaseModel, TypeAdapter

import maturity_core
from maturity_core import (
    ArgumentError,
    CutPoints,
    Framework,
    FrameworkError,
    Level,
    MaturityError,
    Plan,
    WeakestLink,
)
from maturity_core.model.node import FixedDict, Node
from maturity_core.model.nouns import ScorerChoice

if TYPE_CHECKING:
    from collections.abc import Callable

EASY = (rule("framework", "mid", mean="0.1"), rule("framework", "high", mean="0.2"))
"""Requirements that score differently from those of the smallest framework."""
WRONG = (rule("framework", "mid", mean=7),)


def read() -> Framework:
    """Return a framework that has computed everything it caches."""
    framework = tiny()
    assert framework.assess([1, 1]).level == framework.levels[1]
    assert framework.digest
    assert framework.chart is framework.chart
    assert framework.words_digests
    return framework


def tables(framework: Framework, requirements: Any) -> dict[str, Any]:
    return {name: getattr(framework, name) for name in Framework.model_fields} | {"requirements": requirements}


def plain(framework: Framework, requirements: Any) -> dict[str, Any]:
    return framework.model_dump(mode="json") | {"requirements": json.loads(json.dumps(requirements, default=str))}


CHANGING: dict[str, Callable[[Framework, Any], Any]] = {
    "model_copy": lambda framework, new: framework.model_copy(update={"requirements": new}),
    "__replace__": lambda framework, new: framework.__replace__(requirements=new),
    "model_construct": lambda framework, new: Framework.model_construct(None, **tables(framework, new)),
    "construct": lambda framework, new: Framework.construct(None, **tables(framework, new)),
    "model_validate": lambda framework, new: Framework.model_validate(tables(framework, new)),
    "validate": lambda framework, new: Framework.validate(tables(framework, new)),
    "parse_obj": lambda framework, new: Framework.parse_obj(tables(framework, new)),
    "model_validate_json": lambda framework, new: Framework.model_validate_json(json.dumps(plain(framework, new))),
    "model_validate_strings": lambda framework, new: Framework.model_validate_strings(plain(framework, new)),
    "with_scorer": lambda framework, new: framework.with_scorer(maturity_core.Requirements(requirements=new)),
}
"""Every way to make a framework from other tables; `new` are its requirements."""
COPYING: dict[str, Callable[[Framework], Any]] = {
    "__copy__": copy.copy,
    "__deepcopy__": copy.deepcopy,
    "__reduce__": lambda framework: pickle.loads(pickle.dumps(framework)),  # noqa: S301 - the test made the bytes
}
REFUSED: dict[str, Callable[[Framework], Any]] = {
    "copy": lambda framework: framework.copy(update={"requirements": ()}),
    "parse_raw": lambda framework: Framework.parse_raw(framework.model_dump_json()),
    "parse_file": lambda _: Framework.parse_file("framework.json"),
    "from_orm": Framework.from_orm,
    "__setattr__": lambda framework: setattr(framework, "requirements", ()),
    "__delattr__": lambda framework: delattr(framework, "requirements"),
}
READING = {
    *("dict", "json", "model_dump", "model_dump_json", "model_json_schema", "model_parametrized_name"),
    *("schema", "schema_json", "model_post_init", "model_rebuild", "update_forward_refs"),
}
"""pydantic's methods that describe a framework or its class, but do not make one."""
SPECIAL = {"__copy__", "__deepcopy__", "__replace__", "__setattr__", "__delattr__", "__reduce__"}


def inherited() -> set[str]:
    """Return the methods of a framework that come from pydantic."""
    names = {name for name in dir(BaseModel) if not name.startswith("_")} | SPECIAL
    return {name for name in names if callable(getattr(BaseModel, name))}


def test_W4_every_inherited_door_is_known_here() -> None:
    """A new release of pydantic may add one that skips the checks."""
    known = {*CHANGING, *COPYING, *REFUSED, *READING}

    assert inherited() - known == set()


@pytest.fixture(autouse=True)
def deprecated() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.mark.parametrize("door", CHANGING)
def test_W4_a_door_to_other_tables_forgets_what_was_worked_out(door: str) -> None:
    framework = read()
    expected = tiny(requirements=EASY)

    made = CHANGING[door](framework, EASY)

    assert made == expected
    assert (made.digest, made.rules_digest) == (expected.digest, expected.rules_digest)
    assert made.assess([1, 1]).level == made.levels[2]
    assert framework.assess([1, 1]).level == framework.levels[1]


@pytest.mark.parametrize("door", CHANGING)
def test_W4_a_door_to_other_tables_goes_through_the_checks(door: str) -> None:
    with pytest.raises(FrameworkError, match="the threshold is out of bounds"):
        CHANGING[door](read(), WRONG)


@pytest.mark.parametrize("door", COPYING)
@pytest.mark.parametrize("scored", [False, True])
def test_W4_a_copy_is_equal_and_keeps_nothing_that_was_worked_out(door: str, scored: bool) -> None:  # noqa: FBT001
    framework = read().with_scorer(Product()) if scored else read()
    assert framework.engine is framework.engine

    made = COPYING[door](framework)

    assert type(made.given_scorer) is type(framework.given_scorer)
    assert made.model_dump() == framework.model_dump()
    assert (hash(made), made.digest) == (hash(framework), framework.digest)
    assert made.engine is not framework.engine


@pytest.mark.parametrize("door", REFUSED)
def test_W4_other_doors_are_refused(door: str) -> None:
    with pytest.raises(ArgumentError):
        REFUSED[door](read())


def test_W4_a_framework_itself_is_valid_as_it_is() -> None:
    framework = read()

    assert Framework.model_validate(framework) is framework
    assert TypeAdapter(Framework).validate_python(framework) is framework


def test_W4_a_copy_with_a_scorer_in_code_is_checked_too() -> None:
    framework = tiny().with_scorer(Product())

    made = framework.model_copy(update={"edition": "2"})

    assert (made.edition, made.given_scorer) == ("2", framework.given_scorer)
    with pytest.raises(FrameworkError, match="no such capability"):
        framework.model_copy(update={"questions": (question("kept", "nowhere"),)})
    with pytest.raises(FrameworkError, match="replaces requirements"):
        framework.model_copy(update={"requirements": EASY})


class Mine(Framework):
    """A framework with a field of its own."""

    owner: str = "nobody"


def test_W4_a_class_derived_from_framework_stays_that_class_and_checked() -> None:
    mine = Mine(**tables(tiny(), EASY), owner="me")

    for made in (mine.model_copy(update={"edition": "2"}), copy.copy(mine), pickle.loads(pickle.dumps(mine))):  # noqa: S301
        assert (type(made), made.owner) == (Mine, "me")
    with pytest.raises(FrameworkError):
        mine.model_copy(update={"levels": ()})


def test_W4_equal_frameworks_have_one_hash() -> None:
    turned = tiny(scales=dict(reversed(tiny().scales.items())))

    assert turned == tiny()
    assert {tiny(), turned} == {tiny()}
    assert hash(tiny(edition="2")) != hash(tiny())


TABLES: dict[str, Callable[[], Any]] = {
    "scales": lambda: tiny().scales,
    "level_lists": lambda: tiny().level_lists,
    "own_level_lists": lambda: tiny(level_lists={"own": LEVELS}).level_lists,
    "cuts": lambda: CutPoints(ladder="framework", cuts={"mid": Fraction(1, 2)}, basis="source").cuts,
    "no_cuts": lambda: WeakestLink(ladder="framework", basis="source").cuts,
    "settings": lambda: ScorerChoice(kind="dice", settings={"faces": Fraction(6)}).settings,
    "no_settings": lambda: ScorerChoice(kind="dice").settings,
    "answers": lambda: tiny().assess([1, 1]).record.answers,
    "words": lambda: tiny().assess([1, 1]).record.framework.words,
    "view": lambda: maturity_core.compare_views(tiny(), {"me": tiny().assess([1, 1])}).views[0].dimensions,
    "apart": lambda: maturity_core.compare_views(tiny(), {"me": "low"}).dimensions_apart,
}
WRITING: dict[str, Callable[[Any], Any]] = {
    "set": lambda table: table.__setitem__("x", 1),
    "delete": lambda table: table.__delitem__("x"),
    "or": lambda table: table.__ior__({"x": 1}),
    "clear": lambda table: table.clear(),
    "pop": lambda table: table.pop("x", None),
    "popitem": lambda table: table.popitem(),
    "setdefault": lambda table: table.setdefault("x", 1),
    "update": lambda table: table.update(x=1),
}


@pytest.mark.parametrize("write", WRITING)
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.wide
def test_W4_no_table_inside_can_be_changed(table: str, write: str) -> None:
    with pytest.raises(ArgumentError, match="frozen"):
        WRITING[write](TABLES[table]())


@pytest.mark.parametrize("table", TABLES)
def test_W4_a_table_inside_is_written_compared_and_copied_as_a_dict(table: str) -> None:
    found = TABLES[table]()
    whole = dict(found)

    assert found == whole
    assert isinstance(found, dict)
    assert hash(found) == hash(FixedDict(whole))
    assert copy.deepcopy(found) == pickle.loads(pickle.dumps(found)) == whole  # noqa: S301 - the test made the bytes
    assert type(found | {"x": 1}) is dict


def test_W4_no_field_of_any_table_of_a_framework_is_a_list_or_a_plain_dict() -> None:
    framework = maturity_core.load_framework("johnny-grow-customer-service")

    def inside(value: Any) -> Any:
        yield value
        if isinstance(value, Node):
            for name in type(value).model_fields:
                yield from inside(getattr(value, name))
        elif isinstance(value, dict):
            yield from (part for entry in value.values() for part in inside(entry))
        elif isinstance(value, tuple):
            yield from (part for entry in value for part in inside(entry))

    for whole in (framework, framework.assess({}).record, framework.assess({}).gaps(), framework.assess({}).explain()):
        assert {type(value) for value in inside(whole)} & {list, dict, set} == set()


PARTS: dict[str, Callable[[Any], Any]] = {
    "model_copy": lambda part: part.model_copy(update={"id": "No Id"}),
    "model_construct": lambda part: type(part).model_construct(**dict(part) | {"id": "No Id"}),
    "model_validate": lambda part: type(part).model_validate(dict(part) | {"id": "No Id"}),
    "model_validate_json": lambda part: type(part).model_validate_json(
        part.model_dump_json().replace(part.id, "No Id")
    ),
    "init": lambda part: type(part)(**dict(part) | {"id": "No Id"}),
    "strings": lambda part: type(part).model_validate_strings({"id": "No Id"}),
}


@pytest.mark.parametrize("door", PARTS)
@pytest.mark.parametrize("part", ["levels", "dimensions", "capabilities", "questions"])
def test_W4_every_part_is_checked_by_every_door(door: str, part: str) -> None:
    entry = getattr(tiny(), part)[0]

    with pytest.raises(ArgumentError, match=r"\.id: expected an id of lower-case"):
        PARTS[door](entry)


def test_W4_a_copied_question_keeps_no_options_in_other_words() -> None:
    asked = tiny().questions[0]

    assert asked.model_copy() == asked
    assert asked.model_copy(update={"labels": ("a", "b", "c")}).options == ()


def test_W4_a_step_that_was_changed_is_checked() -> None:
    step = tiny().assess([0, 0]).next_steps("high").steps[0]
    make: Callable[..., Plan] = Plan

    assert step.model_copy(update={"effort_exact": "2"}).effort_exact == Fraction(2)
    with pytest.raises(ArgumentError, match=r"Step.effort_exact: expected an exact number"):
        step.model_copy(update={"effort_exact": "much"})
    with pytest.raises(ArgumentError, match=r"Plan.steps: a field is missing"):
        make()


@pytest.mark.parametrize("update", [3, "x", [], {3: 4}])
def test_D6_an_update_is_a_mapping_of_fields(update: Any) -> None:
    for whole in (tiny(), tiny().levels[0]):
        with pytest.raises(ArgumentError, match="update: the argument has the wrong type"):
            whole.model_copy(update=update)


def test_D4_json_with_a_key_twice_is_refused() -> None:
    with pytest.raises(MaturityError, match="duplicate key"):
        Level.model_validate_json('{"id": "low", "id": "mid", "name": "Low"}')
    with pytest.raises(MaturityError, match="duplicate key"):
        Framework.model_validate_json(tiny().model_dump_json().replace('"edition"', '"id": "other", "edition"', 1))


def test_D6_a_rule_made_by_hand_names_its_fields() -> None:
    fields: dict[str, Any] = {"ladder": "framework", "cust": {"mid": 1}, "cuts": {"mid": 1}, "basis": "source"}
    with pytest.raises(ArgumentError, match=r"CutPoints.cust: unknown field; got 'cust'; did you mean 'cuts'"):
        CutPoints(**fields)


def test_D6_the_repr_of_a_table_is_short() -> None:
    assert repr(tiny()) == "Framework(id='tiny', edition='1', name='Tiny', ...)"
    assert str(Level(id="low", name="Low")) == "Level(id='low', name='Low')"
    assert len(repr(Level(id="low", name="x" * 500, summary="y" * 500))) < 200


def test_W4_a_public_field_cannot_be_deleted_and_what_is_private_can() -> None:
    framework = tiny().model_copy(update={"edition": "2"})
    with pytest.raises(ArgumentError, match="the object is frozen"):
        del framework.edition

    del framework._scorer

    assert "_scorer" not in (framework.__pydantic_private__ or {})
