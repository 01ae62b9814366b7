"""D6: whatever a public function or method is given, it takes it or refuses it in the grammar of all errors."""

from __future__ import annotations

import inspect
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydantic import BaseModel

import maturity_core
from maturity_core import (
    BatchScorer,
    MaturityError,
    compare_views,
    lint_framework,
    load_framework,
    portable,
    read_framework,
)
from maturity_core.errors import ArgumentError, NotFoundError
from maturity_core.testing import check_framework

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVICE = load_framework("service-maturity-check")
ASSESSMENT = SERVICE.assess([2] * 20)
BATCH = SERVICE.assess_many([[2] * 20] * 3)
SUBJECTS: list[Any] = [
    SERVICE,
    ASSESSMENT,
    BATCH,
    ASSESSMENT.gaps(),
    ASSESSMENT.next_steps(),
    ASSESSMENT.explain(),
    ASSESSMENT.short_path(),
    BATCH.gaps(),
    BATCH.next_steps(),
    BatchScorer(SERVICE),
]
VALID: dict[str, Any] = {"framework": SERVICE, "views": {"a": ASSESSMENT}, "framework_id": SERVICE.id}
WRONG: list[Any] = [
    *(None, "x", "", b"x", 3, -1, 1.5, True, math.nan, 10**400, object(), type, tuple),
    *([], [None], ("a", "b"), {}, {"x": object()}, {1: 2}),
    *(SERVICE, ASSESSMENT, BATCH, np.array([1.5]), np.array(["a"]), np.array(3)),
]
DOCUMENTED = {"packaged_framework": ModuleNotFoundError}
"""What a docstring names besides our own errors."""


def doors() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function, and every public method of what they return, by its name."""
    for name in maturity_core.__all__:
        value = getattr(maturity_core, name)
        if inspect.isfunction(value):
            yield name, value
    for subject in SUBJECTS:
        kind = type(subject)
        for name in dir(kind):
            inherited = issubclass(kind, BaseModel) and hasattr(BaseModel, name)
            if (not name.startswith("_") or name in {"__getitem__", "with_scorer"}) and not inherited:
                method = inspect.getattr_static(kind, name)
                if inspect.isfunction(method):
                    yield f"{kind.__name__}.{name}", getattr(subject, name)


DOORS = dict(doors())


def calls(door: Callable[..., Any]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Yield arguments of which one is wrong, each of them in turn."""
    parameters = inspect.signature(door).parameters.values()
    for wrong in parameters:
        for value in WRONG:
            if wrong.name == "distributions" and callable(value):
                continue  # a function is what it takes; what it returns is looked at one by one
            before: list[Any] = []
            named: dict[str, Any] = {}
            for each in parameters:
                given = value if each is wrong else VALID.get(each.name, "x") if each.default is each.empty else None
                if each.kind is each.VAR_POSITIONAL:
                    before += [given] if each is wrong else []
                elif each.kind is each.POSITIONAL_OR_KEYWORD and (each is wrong or each.default is each.empty):
                    named[each.name] = given
                elif each.kind is each.POSITIONAL_ONLY:
                    before.append(given)
                elif each.kind is each.KEYWORD_ONLY and each is wrong:
                    named[each.name] = given
            yield before, named


@pytest.mark.parametrize("name", DOORS)
def test_D6_a_wrong_argument_is_refused_in_the_grammar_of_all_errors(name: str) -> None:
    fine = (MaturityError, DOCUMENTED.get(name, MaturityError))
    raw = []
    for before, named in calls(DOORS[name]):
        try:
            DOORS[name](*before, **named)
        except fine:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            raw.append((before, named, repr(error)[:200]))
    assert raw == []


def test_D6_the_walk_meets_every_public_door() -> None:
    assert {"Framework.assess", "Assessment.next_steps", "AssessmentBatch.next_steps", "compare_views"} <= set(DOORS)
    assert len(DOORS) > 35


NEAR: dict[str, Callable[[], Any]] = {
    "did you mean 'vision'": lambda: SERVICE.dimension("visoin"),
    "got '3'; allowed: None, or a whole number": lambda: ASSESSMENT.next_steps(limit="3"),
    "got 'strategic'; allowed: None, or a whole number": lambda: BATCH.next_steps("strategic"),
    "allowed: None, or a whole number from 0 on": lambda: ASSESSMENT.model_dump_json(indent=-1),
    "row: no such row; got 3; allowed: -3 to 2": lambda: BATCH[3],
    "allowed: none": lambda: SERVICE.assess_many(np.zeros((0, 20), np.int8))[0],
    "row: a row is a whole number": lambda: BATCH[None],
    "outputs: a list of words is expected here": lambda: BATCH.to_arrow("levels"),
    "threads: a whole number is expected here": lambda: SERVICE.assess_many([[2] * 20], threads="2"),
    "threads: a whole number is expected here; got 0": lambda: SERVICE.assess_many([[2] * 20], threads=0),
    "framework: a Framework is expected here; got 'all'": lambda: check_framework("all"),
    "schema: an Arrow schema is expected here": lambda: BatchScorer(SERVICE).schema(1),
    "distributions: a function is expected here": lambda: maturity_core.list_plugins(distributions=1),
    "views: a mapping is expected here": lambda: compare_views(SERVICE, ["a"]),
    "views: a role is a text": lambda: compare_views(SERVICE, {1: "reactive"}),
    "views.a: this is not a view; got 1": lambda: compare_views(SERVICE, {"a": 1}),
    "framework: a Framework is expected here; got 'x'": lambda: lint_framework("x"),
    "framework: a Framework is expected here; got 1": lambda: portable(1),
    "path: a text is expected here; got 1": lambda: read_framework(1),
    "no such ladder; got 'frame'": lambda: ASSESSMENT.explain()["frame"],
}


@pytest.mark.parametrize("told", NEAR)
def test_D6_the_message_says_what_where_got_and_allowed(told: str) -> None:
    with pytest.raises((ArgumentError, NotFoundError, MaturityError)) as caught:
        NEAR[told]()
    assert told in str(caught.value)


def test_D6_what_is_not_found_is_also_the_error_that_python_has_for_it() -> None:
    with pytest.raises(KeyError):
        SERVICE.question("x")
    assert len(list(BATCH)) == len(BATCH)  # ends by an IndexError
    assert BATCH[-1] == BATCH[2]
