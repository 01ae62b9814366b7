"""The tutorial and the how-to can be followed to the letter, each from an empty folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from documents import Reader
from environments import ROOT, clean

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the documents are for those who have a shell")


LONG = os.environ.get("MATURITY_PROFILE") == "long"


@pytest.mark.parametrize("name", ["tutorial.md", *(["scorer-in-code.md"] if LONG else [])])
def test_a_document_can_be_followed_to_the_letter(name: str, tmp_path: Path, lent: Path) -> None:
    """Its `python3` is the one running now; dependencies are linked, not fetched; we add only our sources."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(Path(sys.executable).resolve())
    (tmp_path / "maturity-core").symlink_to(ROOT)
    (tmp_path / "empty").mkdir()
    path = os.pathsep.join([str(tmp_path / "bin"), os.defpath])
    variables = clean(PATH=path, HOME=str(tmp_path), COLUMNS="80", PYTHONPATH=str(lent))

    with Reader(tmp_path / "empty", variables) as reader:
        assert reader.follow((ROOT / "docs" / name).read_text("utf-8")) > 10
