"""Laws that compare with the slow reference, on sheets of models: these have what odd frameworks lack."""

from __future__ import annotations

import pytest
from hypothesis import settings

from maturity_core import load_framework
from maturity_core.testing import laws

FEW = settings(max_examples=12, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("name", "law"),
    [("service-maturity-check", "findings-equal-oracle"), ("tsia-customer-success", "plans-equal-oracle")],
)
def test_what_models_say_is_what_the_reference_says(name: str, law: str) -> None:
    (found,) = (entry for entry in laws() if entry.id == law)

    record = found.check(load_framework(name), FEW)

    assert (record.status, record.exhaustive) == ("passed", False)
    assert record.tried > 0
