"""What scripts write into the documents can be read in the repository, and matches the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import maturity_core
from maturity_core.model.outputs import OUTPUTS

DOCS = Path(__file__).parents[1] / "docs"


def written(script: str = "api_page") -> str:
    spec = importlib.util.spec_from_file_location(script, DOCS / f"{script}.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page: str = module.page()
    return page


def test_the_page_of_public_names_is_what_the_code_says() -> None:
    """If it is not, run `python docs/api_page.py` and look at what has changed."""
    assert (DOCS / "api.md").read_text("utf-8") == written()


def test_the_table_of_outputs_is_what_their_records_say() -> None:
    """If it is not, run `python docs/output_table.py` and look at what has changed."""
    found = written("output_table")

    assert (DOCS / "tables.md").read_text("utf-8") == found
    assert [name for name in OUTPUTS if f"\n| `{name}`" not in found] == []


def test_every_public_name_and_what_it_leads_to_has_an_entry() -> None:
    headings = {line.removeprefix("### ") for line in written().splitlines() if line.startswith("### ")}

    assert set(maturity_core.__all__) | {"Entries", "LadderResult", "CapabilityGap", "AnswerSheet"} <= headings


def test_the_page_shows_no_address_and_no_inside() -> None:
    assert not [word for word in (" at 0x", "<class ", "Annotated[", "<function") if word in written()]
