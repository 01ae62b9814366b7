"""The law suite is tested on a zoo: frameworks that are each wrong in one way, and a control group that is right."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from zoo import (
    ignored_conditions,
    misplaced_levels,
    misread_answers,
    misread_requirements,
    misstated_results,
    remembers,
    wrong_batches,
    wrong_definitions,
    wrong_gaps,
    wrong_paths,
    wrong_profiles,
    wrong_steps,
)
from zoo.right import RIGHT

from maturity_core.testing import LawBroken, check_framework, laws

if TYPE_CHECKING:
    from collections.abc import Callable

    from zoo.habitat import Animal

    from maturity_core import Framework
    from maturity_core.testing import Law

KINDS = (
    ignored_conditions,
    wrong_definitions,
    misread_answers,
    misplaced_levels,
    misread_requirements,
    misstated_results,
    remembers,
    wrong_batches,
    wrong_gaps,
    wrong_paths,
    wrong_profiles,
    wrong_steps,
)
ZOO = tuple(animal for kind in KINDS for animal in kind.ANIMALS)
LAWS = {law.id: law for law in laws()}
LONG = os.environ.get("MATURITY_PROFILE") == "long"
OF_SOME_KINDS = tuple(kind.ANIMALS[0] for kind in KINDS)[::6]
"""The whole suite on every animal takes two minutes of processor time, and runs only in the long profile."""
FEW = None if LONG else settings(max_examples=15, derandomize=True, database=None)
"""On the control group, the suite draws less than for authors, whom it has to warn."""
EVERY_ANIMAL = pytest.mark.parametrize("animal", ZOO, ids=lambda animal: f"{animal.name}-{animal.law}")


@EVERY_ANIMAL
def test_the_law_named_for_it_catches_it(animal: Animal) -> None:
    """The message tells the author where to look: at the answers, by the ids of the framework's own questions."""
    with pytest.raises(LawBroken) as caught:
        LAWS[animal.law].check(animal.framework())

    record = caught.value.record
    assert (record.law, record.status) == (animal.law, "failed")
    assert record.tried > 0
    named = [entry.id for entry in animal.framework().questions if entry.id in record.message]
    assert named or record.group == "definition" or re.search("lowest|highest", record.message)


@pytest.mark.parametrize("animal", ZOO if LONG else OF_SOME_KINDS, ids=lambda animal: f"{animal.name}-{animal.law}")
def test_the_whole_suite_reports_it(animal: Animal) -> None:
    records = check_framework(animal.framework())

    assert [record.law for record in records] == list(LAWS)
    assert {record.law: record.status for record in records}[animal.law] == "failed"


@pytest.mark.parametrize("build", RIGHT, ids=lambda build: build.__name__)
def test_nothing_is_said_against_the_control_group(build: Callable[[], Framework]) -> None:
    records = check_framework(build(), FEW)

    assert [record for record in records if record.status not in {"passed", "proved", "not applicable"}] == []
    assert [record for record in records if record.status == "not applicable" and not record.reason] == []
    assert [record for record in records if record.holds and not record.tried] == []


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())
def test_every_law_is_passed_by_one_of_the_control_group(law: Law) -> None:
    """This catches a law that always fails or never applies."""
    assert any(law.check(build(), FEW).holds for build in RIGHT)


def test_every_law_catches_an_animal() -> None:
    assert set(LAWS) == {animal.law for animal in ZOO}


def test_every_animal_has_a_name_of_its_own_and_a_sentence() -> None:
    assert [name for name, count in Counter(animal.name for animal in ZOO).items() if count > 1] == []
    assert [animal.name for animal in ZOO if not animal.wrong.endswith(".") or "\n" in animal.wrong] == []
