"""D6: what messages about wrong arguments say. test_public_doors.py checks that no other error comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import maturity_core
from maturity_core import (
    MaturityError,
    RecordBatchScorer,
    compare_views,
    lint_framework,
    load_framework,
    portable,
    read_framework,
)
from maturity_core.errors import ArgumentError, NotFoundError
from maturity_core.testing import check_framework

if TYPE_CHECKING:
    from collections.abc import Callable


def odd(value: Any) -> Any:
    """Return a value of a wrong type, hidden from type checkers, which would refuse it."""
    return value


SERVICE = load_framework("service-maturity-check")
ASSESSMENT = SERVICE.assess([2] * 20)
BATCH = SERVICE.assess_many([[2] * 20] * 3)
NEAR: dict[str, Callable[[], Any]] = {
    "did you mean 'vision'": lambda: SERVICE.dimension("visoin"),
    "got '3'; allowed: None, or a whole number": lambda: ASSESSMENT.next_steps(limit=odd("3")),
    "limit: expected a whole number; got 'strategic'": lambda: BATCH.next_steps(limit=odd("strategic")),
    "allowed: None, or a whole number of at least 0": lambda: ASSESSMENT.model_dump_json(indent=-1),
    "row: no such row; got 3; allowed: -3 to 2": lambda: BATCH[3],
    "allowed: none": lambda: SERVICE.assess_many(np.zeros((0, 20), np.int8))[0],
    "row: a row must be a whole number": lambda: BATCH[odd(None)],
    "outputs: expected a list of words": lambda: BATCH.to_arrow("levels"),
    "threads: expected a whole number": lambda: SERVICE.assess_many([[2] * 20], threads=odd("2")),
    "threads: expected a whole number; got 0": lambda: SERVICE.assess_many([[2] * 20], threads=0),
    "framework: expected a Framework; got 'all'": lambda: check_framework(odd("all")),
    "schema: expected an Arrow schema": lambda: RecordBatchScorer(SERVICE).schema(1),
    "distributions: expected a function": lambda: maturity_core.list_plugins(distributions=odd(1)),
    "got None; allowed: answers by question id, or codes in": lambda: SERVICE.assess(odd(None)),
    "answers: this cannot be read as answers; got 'often'": lambda: SERVICE.assess(odd("often")),
    "answers: this cannot be read as answers; got {1}": lambda: SERVICE.assess_many(odd({1})),
    "answers: this cannot be read as answers; got array(3)": lambda: SERVICE.assess(np.array(3)),
    "views: expected a mapping": lambda: compare_views(SERVICE, odd(["a"])),
    "views: a role must be text": lambda: compare_views(SERVICE, odd({1: "reactive"})),
    "views.a: this is not a view; got 1": lambda: compare_views(SERVICE, odd({"a": 1})),
    "framework: expected a Framework; got 'x'": lambda: lint_framework(odd("x")),
    "framework: expected a Framework; got 1": lambda: portable(odd(1)),
    "path: expected a string; got 1": lambda: read_framework(odd(1)),
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
    assert len(list(iter(odd(BATCH)))) == len(BATCH)  # ends by an IndexError
    assert BATCH[-1] == BATCH[2]
