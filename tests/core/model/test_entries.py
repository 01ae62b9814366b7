"""Entries with ids are looked up by id or by position, and keep their order."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, tiny
from kept_results import RESULT, RICH, told
from pydantic import BaseModel, ValidationError

from maturity_core import ArgumentError, Level, NotFoundError
from maturity_core.model.entries import Entries
from maturity_core.model.node import FixedDict

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL = Entries(Level(id=level["id"], name=level["name"]) for level in LEVELS)


class Ladder(BaseModel):
    levels: Entries[Level]


def test_entries_are_looked_up_by_id_and_by_position() -> None:
    assert LEVEL["mid"] is LEVEL[1] is LEVEL[-2]
    assert LEVEL.ids == ("low", "mid", "high")
    assert LEVEL.__contains__("mid")  # as `in` asks: a type checker knows of entries only
    assert not LEVEL.__contains__("middle")
    assert LEVEL[0] in LEVEL
    assert type(LEVEL[1:]) is Entries
    assert LEVEL[1:].ids == ("mid", "high")


def test_they_are_the_tuple_of_the_same_entries() -> None:
    plain = tuple(LEVEL)

    assert plain == LEVEL
    assert hash(plain) == hash(LEVEL)
    for other in (pickle.loads(pickle.dumps(LEVEL)), copy.copy(LEVEL), copy.deepcopy(LEVEL)):  # noqa: S301 - our own
        assert type(other) is Entries
        assert other == LEVEL


@pytest.mark.parametrize(
    ("look", "message"),
    [
        (lambda: LEVEL["hihg"], "level: no such level; got 'hihg'; allowed: low, mid, high; did you mean 'high'?"),
        (lambda: LEVEL[3], "level: no such level; got 3; allowed: -3 to 2"),
        (lambda: Entries[Level]()[0], "entry: no such entry; got 0; allowed: none"),
        (lambda: Entries[Level]()["mid"], "entry: no such entry; got 'mid'; allowed: none"),
        (
            lambda: RESULT.dimensions["wrk"],
            "ladder: no such ladder; got 'wrk'; allowed: work, people; did you mean 'work'?",
        ),
        (
            lambda: RICH.scales["habbit"],
            "entry: no such entry; got 'habbit'; allowed: habit, yes-no, percent; did you mean 'habit'?",
        ),
    ],
)
def test_D6_what_is_not_there_is_answered_with_the_nearest(look: Callable[[], Any], message: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        look()

    assert str(caught.value) == message
    assert isinstance(caught.value, KeyError | IndexError)


@pytest.mark.parametrize("key", [None, 1.5, (0,), slice("a"), slice(None, None, 0)], ids=repr)
def test_D6_what_is_neither_an_id_nor_a_position_is_refused(key: Any) -> None:
    with pytest.raises(ArgumentError, match="expected an id or a position"):
        LEVEL[key]


@pytest.mark.wide
def test_pydantic_reads_writes_and_describes_them_as_lists() -> None:
    ladder = Ladder.model_validate({"levels": LEVELS})

    assert type(ladder.levels) is Entries
    assert ladder.levels == LEVEL
    assert Ladder.model_validate_json(ladder.model_dump_json()) == ladder
    assert Ladder.model_json_schema()["properties"]["levels"]["items"] == {"$ref": "#/$defs/Level"}
    with pytest.raises(ValidationError):
        Ladder.model_validate({"levels": LEVELS * 20_000})


def test_their_repr_is_short() -> None:
    many = Entries(Level(id=f"level-{place}", name="A level") for place in range(500))

    assert repr(LEVEL) == "<3 entries: low, mid, high>"
    assert repr(Entries[Level]()) == "<no entries>"
    assert len(repr(many)) < 200


def test_everything_of_a_framework_that_has_ids_is_looked_up_by_them() -> None:
    framework = tiny()

    assert framework.dimensions["work"].id == "work"
    assert framework.capabilities["plan"].id == "plan"
    assert framework.questions["kept"].options["often"].id == "often"
    assert framework.levels["mid"] is framework.ladder_levels("framework")["mid"]
    assert RICH.level_lists["own"]["mid"].id == "mid"
    assert framework.scales["habit"].options["often"].id == "often"
    assert framework.scales.get("habbit") is None


def test_everything_of_a_result_that_has_ids_is_looked_up_by_them() -> None:
    gaps, plan, explained = RESULT.gaps("high"), RESULT.next_steps("high"), RESULT.explain()

    assert RESULT.dimensions["work"] is RESULT.dimensions[0]
    assert RESULT.capabilities["goals"].id == "goals"
    assert RESULT.levers["plan"].capability == "plan"
    assert gaps.capabilities["team"].questions["team-there"] == gaps.questions["team-there"]
    assert gaps.target["framework"].level == "high"
    assert plan.steps["plan"].capability == "plan"
    assert explained.ladders["framework"].rungs["mid"].level == "mid"


def test_D6_a_frozen_table_names_the_nearest_id() -> None:
    assert told(lambda: FixedDict({"goals": 1})["gols"]) == [
        "entry: no such entry; got 'gols'; allowed: goals; did you mean 'goals'?"
    ]
