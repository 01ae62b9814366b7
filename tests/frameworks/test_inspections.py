"""The inspections of the published models that their pages show are about the rules of today."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import pytest

from maturity_core import available_frameworks, load_framework

LONG = os.environ.get("MATURITY_PROFILE") == "long"


@pytest.mark.parametrize("name", available_frameworks())
def test_the_page_of_a_model_shows_its_inspection(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[2] / "docs"), *sys.path])
    inspections, framework = import_module("inspections"), load_framework(name)

    digest, text = inspections.kept(framework)

    assert digest == framework.rules_digest, "run docs/inspections.py"
    assert framework.name in " ".join(text.split())
    assert not LONG or inspections.inspected(framework) == f"{digest}\n{text}"
