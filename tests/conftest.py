"""Shared by all tests: how many examples a property gets, how many cases a dear test, and no network.

MATURITY_PROFILE chooses the profile: `ci` (the default, 100 examples per property), `long` (20,000) or `fast` (20).
"""

from __future__ import annotations

import os
import socket
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent

for name, examples in {"ci": 100, "long": 20_000, "fast": 20}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=os.environ.get("CI") == "true",
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],  # the speed of a machine says nothing about the property
    )
settings.load_profile(os.environ.get("MATURITY_PROFILE", "ci"))

MOST = {"browser": 1, "zoo": 12, "frameworks/test_laws.py": 40, "test_vectors.py": 4, "app/test_ends.py": 3}
"""How many cases of one test are run, where each takes its time: others in every run, by its seed. The long profile
runs all. None of these tests is one by which coverage is measured."""
SEED = int(os.environ.get("MATURITY_SEED", "0"))


def most(path: Path) -> int | None:
    """Return how many cases a test in a file has at most."""
    inside = path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else ""
    return next((count for place, count in MOST.items() if inside.startswith(place)), None)


def is_measured(item: pytest.Item) -> bool:
    """Return whether a test is one of those by which coverage is measured."""
    folders = (HERE / "core", HERE / "laws", HERE.parent / "src")
    return any(map(item.path.is_relative_to, folders)) and item.get_closest_marker("wide") is None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is measured; leave out cases of tests that have more than enough of them, and say how many."""
    for item in filter(is_measured, items):
        item.add_marker("measured")
    cases: defaultdict[tuple[Path, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.path, item.name.partition("[")[0]].append(item)
    left_out: set[pytest.Item] = set()
    for (path, _), found in cases.items():
        share = -(-len(found) // (most(path) or len(found)))
        chosen = sorted(found, key=lambda item: item.nodeid)[SEED % share :: share]
        left_out |= {*found} - {*chosen}
    if left_out and os.environ.get("MATURITY_PROFILE") != "long":
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fail every test that opens a connection."""

    def refuse(*_: object) -> NoReturn:
        pytest.fail("a test opened a network connection")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield
