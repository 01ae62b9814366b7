"""V1: results about several sheets that were stored once are still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_core import History, Outcomes, RaterPanel, RollUp
from maturity_core.results.stored import Stored

FOLDER = Path(__file__).parents[2] / "data" / "stored"
KEPT: dict[str, type[Stored]] = {"history": History, "panel": RaterPanel, "rollup": RollUp, "outcomes": Outcomes}


@pytest.mark.parametrize("name", KEPT)
def test_V1_what_was_stored_once_is_read(name: str) -> None:
    text = (FOLDER / f"{name}-of-0.1.0.json").read_text("utf-8")

    found = KEPT[name].model_validate_json(text)

    assert KEPT[name].model_validate_json(found.model_dump_json()) == found
