"""What the tests in this folder share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from sites import NUMBERS, Site, by_the_package, by_the_standard_library


@pytest.fixture(params=[by_the_package, by_the_standard_library])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    prefix = f"plugin_{next(NUMBERS)}_"
    monkeypatch.syspath_prepend(tmp_path)
    yield Site(tmp_path, prefix, request.param)
    for name in [name for name in sys.modules if name.startswith(prefix)]:
        del sys.modules[name]
