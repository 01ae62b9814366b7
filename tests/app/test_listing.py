"""The list of models, shown without building any; if a file does not say enough, its model is built after all."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from maturity_app.listing import Entry, entries, from_code, from_file
from maturity_core import PluginRecord, list_plugins
from maturity_core.plugins.registry import FRAMEWORKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODULE = "from maturity_core import packaged_framework\nframework = packaged_framework(__name__)\n"
BUILT = "import maturity_core as core\nbase = core.load_framework('service-maturity-check')\n"
OTHER = f"{BUILT}framework = base.model_copy(update={{'id': 'acme'}})\n"


@pytest.fixture
def installed(tmp_path: Path, tiny_text: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., PluginRecord]:
    """Return a function that puts a model into its own package, by default a file and three lines of code."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(
        package: str, code: str = MODULE, definition: str | None = tiny_text, name: str = "tiny"
    ) -> PluginRecord:
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").write_text(code, "utf-8")
        if definition is not None:
            (folder / "framework.toml").write_text(definition, "utf-8")
        return PluginRecord(name, FRAMEWORKS, f"{package}:framework", package, "1.0")

    return install


def test_listing_loads_nothing_that_scores_and_no_model() -> None:
    program = "import sys; from maturity_app.cli import run; run(['list']); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "service-maturity-check" in done.stdout
    assert not {"numpy", "pydantic", "maturity_frameworks"} & set(done.stdout.splitlines()[-1].split())


def test_a_file_tells_what_the_built_model_would() -> None:
    shipped = [
        record for record in list_plugins() if (record.distribution, record.group) == ("maturity-core", FRAMEWORKS)
    ]

    assert len(shipped) == 4
    assert [from_file(record) for record in shipped] == list(from_code(shipped).values())


def test_a_model_of_which_only_the_file_is_read_is_not_imported(installed: Callable[..., PluginRecord]) -> None:
    record = installed("acme_raises", "raise SystemExit('imported')\n")

    assert entries([record]) == ([Entry("tiny", "1", "3", "Tiny")], [])


@pytest.mark.parametrize(
    "definition",
    [None, "id = ", "id = 'tiny'\n", "id = 'else'\nedition = '1'\nname = 'Else'\nquestions = []\n"],
    ids=["no file", "no TOML", "no name", "another model"],
)
def test_P1_what_no_file_tells_is_built_and_broken_if_that_fails(
    installed: Callable[..., PluginRecord], definition: str | None
) -> None:
    record = installed("acme_unclear", definition=definition)

    assert entries([record]) == ([], ["tiny"])


def test_a_model_made_by_code_is_built(installed: Callable[..., PluginRecord]) -> None:
    record = installed("acme_code", OTHER, None, "acme")

    assert entries([record]) == ([Entry("acme", "2.0", "20", "Service maturity check")], [])


def test_a_module_that_is_not_there_is_broken() -> None:
    assert entries([PluginRecord("tiny", FRAMEWORKS, "acme_nowhere.inner:framework", "acme", "1.0")]) == ([], ["tiny"])


def test_F2_a_model_in_an_archive_is_told(tmp_path: Path, tiny_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "models.zip", "w") as archive:
        archive.writestr("acme_zipped/__init__.py", "raise SystemExit('imported')\n")
        archive.writestr("acme_zipped/framework.toml", tiny_text)
    monkeypatch.syspath_prepend(tmp_path / "models.zip")

    assert from_file(PluginRecord("tiny", FRAMEWORKS, "acme_zipped:framework", "acme", "1.0")) == Entry(
        "tiny", "1", "3", "Tiny"
    )
