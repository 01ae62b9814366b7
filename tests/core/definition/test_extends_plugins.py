"""Packages that ship a file that extends a framework of another package."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from extended import CHECK, reading

from maturity_core import FrameworkError, PluginError, load_framework, parse_framework

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def install(folder: Path, packages: dict[str, str]) -> None:
    """Write packages, each with a framework.toml, as plugins with that id."""
    for name, text in packages.items():
        package = name.replace("-", "_")
        (folder / package).mkdir()
        code = "from maturity_core import packaged_framework as read\n\ndef framework():\n    return read(__name__)\n"
        (folder / package / "__init__.py").write_text(code, "utf-8")
        (folder / package / "framework.toml").write_text(text, "utf-8")
        info = folder / f"{package}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[maturity.frameworks]\n{name} = {package}:framework\n", "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder that packages are imported from, and forget those packages afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    known = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - known:
        del sys.modules[name]


def test_a_package_may_ship_a_file_that_extends_and_another_extend_that(site: Path) -> None:
    install(
        site,
        {
            "reading-one": reading("reading-one", CHECK.id, "[change.dimensions.vision]\nweight = 2"),
            "reading-two": reading("reading-two", "reading-one", "[change.dimensions.goals]\nweight = 3"),
        },
    )

    framework = load_framework("reading-two")

    assert [base.framework for base in framework.after] == ["reading-one", CHECK.id]
    assert [entry.weight for entry in framework.dimensions][:2] == [2, 3]


def test_frameworks_that_extend_each_other_are_refused(site: Path) -> None:
    change = "[change.dimensions.vision]\nweight = 2"
    install(
        site,
        {
            "reading-left": reading("reading-left", "reading-right", change),
            "reading-right": reading("reading-right", "reading-left", change),
        },
    )

    with pytest.raises(PluginError, match="reading-left -> reading-right -> reading-left; give each its own id"):
        load_framework("reading-left")


def test_a_broken_plugin_that_is_extended_is_named_with_its_version(site: Path) -> None:
    install(site, {"reading-broken": "id = 3\n"})

    with pytest.raises(FrameworkError) as caught:
        parse_framework(reading("own", "reading-broken", "[change.dimensions.vision]\nweight = 2"))

    told = "framework.toml:5:13 extends.framework: framework 'reading-broken' of reading-broken 1.0: FrameworkError: "
    assert str(caught.value).startswith(told)
