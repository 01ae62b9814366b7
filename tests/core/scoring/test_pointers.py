"""Comments that refer to the meaning point to something, and the shapes of arrays are documented in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "src" / "maturity_core").rglob("*.py"))
TITLES = re.findall("^#+ (.*)$", (ROOT / "docs" / "meaning.md").read_text("utf-8"), re.MULTILINE)
SECTIONS = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in TITLES}
POINTING = {
    path: found for path in MODULES if (found := re.findall(r"docs/meaning\.md#([\w-]*)", path.read_text("utf-8")))
}
TRICKY = ("scoring/one", "scoring/many", "compiled")


@pytest.mark.parametrize("path", POINTING, ids=lambda path: path.name)
def test_a_comment_points_to_a_section_of_the_meaning(path: Path) -> None:
    assert set(POINTING[path]) - SECTIONS == set()


@pytest.mark.parametrize("room", TRICKY)
def test_where_numpy_or_bits_are_tricky_comments_point_to_the_meaning(room: str) -> None:
    assert any(f"maturity_core/{room}/" in path.as_posix() for path in POINTING)


def test_the_shapes_are_explained_once() -> None:
    explained = [path for path in MODULES if re.search(r"Arrays run over|\(questions, ", path.read_text("utf-8"))]

    assert explained == [ROOT / "src" / "maturity_core" / "scoring" / "many" / "__init__.py"]
