"""Shared by all tests: how many examples a property gets, and no network.

MATURITY_PROFILE chooses the profile: `ci` (the default, 300 examples per property), `long` (20,000) or `fast` (50).
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

for name, examples in {"ci": 300, "long": 20_000, "fast": 50}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=os.environ.get("CI") == "true",
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],  # the speed of a machine says nothing about the property
    )
settings.load_profile(os.environ.get("MATURITY_PROFILE", "ci"))


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail every test that opens a connection."""

    def refuse(*_: object) -> NoReturn:
        pytest.fail("a test opened a network connection")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield
