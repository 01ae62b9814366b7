"""What scripts write into the documents can be read in the repository, and matches the code."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

import maturity_core
from maturity_app.report.sections import SECTIONS
from maturity_core.model.outputs import OUTPUTS

DOCS = Path(__file__).parents[1] / "docs"
EVERY = 1 if os.environ.get("MATURITY_PROFILE") == "long" else 6
"""Of every sixth example the route is found anew; of all of them, which takes two minutes, in the long profile."""


def script(name: str) -> Any:
    """Return a script of the documents as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written() -> str:
    page: str = script("api_page").page()
    return page


def test_the_page_of_public_names_is_what_the_code_says() -> None:
    """If it is not, run `python docs/api_page.py` and look at what has changed."""
    assert (DOCS / "api.md").read_text("utf-8") == written()


@pytest.mark.parametrize("name", ["tables.md", "report.md", "lint.md"])
def test_lists_in_documents_are_what_the_code_says(name: str) -> None:
    """If one is not, run `python docs/lists.py` and look at what has changed."""
    assert (DOCS / name).read_text("utf-8") == script("lists").PAGES[name]()


@pytest.mark.parametrize("model", maturity_core.available_frameworks())
def test_the_routes_of_the_examples_are_what_the_solver_finds(model: str) -> None:
    """If they are not, run `python docs/routes_page.py` and look at what has changed."""
    routes = script("routes_page")
    text, framework = (DOCS / "routes.md").read_text("utf-8"), routes.published(model)
    part = text.partition(f"\n## {routes.escaped(framework.name)}\n")[2].partition("\n## ")[0]
    found = ["\n".join(routes.organisation(framework, example)) for example in framework.examples[::EVERY]]

    assert [one for one in found if one.rstrip() + "\n" not in part] == []
    assert part.count("\n### ") == len(framework.examples)
    assert text.startswith(routes.HEAD)
    assert text.count("\n## ") == len(maturity_core.available_frameworks())


def test_the_lists_have_an_entry_for_everything() -> None:
    tables, report = ((DOCS / name).read_text("utf-8") for name in ("tables.md", "report.md"))

    assert [name for name in OUTPUTS if f"\n| `{name}`" not in tables] == []
    assert f"\n{len(SECTIONS)}. **" in report


def test_every_public_name_and_what_it_leads_to_has_an_entry() -> None:
    headings = {line.removeprefix("### ") for line in written().splitlines() if line.startswith("### ")}

    assert set(maturity_core.__all__) | {"Entries", "LadderResult", "CapabilityGap", "AnswerSheet"} <= headings


def test_the_page_shows_no_address_and_no_inside() -> None:
    assert not [word for word in (" at 0x", "<class ", "Annotated[", "<function") if word in written()]


def test_the_page_of_a_model_lists_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    everything = maturity_core.read_framework(DOCS.parent / "tests" / "data" / "everything.toml")

    page = "\n".join(script("model_pages").page(everything))

    assert "\n## What has changed since edition 2\\.0\n\n- Split\\: promises\\-seen into" in page
