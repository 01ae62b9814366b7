"""Built once for all tests of this folder: the library's wheel, a plugin's wheel, and an environment with both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from environments import ROOT, Environment, built, lend, new_environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the dependencies of the wheels."""
    return lend(tmp_path_factory.mktemp("lent"))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the library."""
    return built(ROOT, tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, library: Path, lent: Path) -> Path:
    """Return the folder of a plugin package, fresh from the library as its wheel installs it."""
    folder = tmp_path_factory.mktemp("author")
    author = new_environment(folder / "environment", [library], lent)
    done = author.run("maturity", "new", "acme-support", "--into", folder)
    assert done.returncode == 0, done.stderr
    return folder / "acme-support"


@pytest.fixture(scope="session")
def plugin(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """Return the wheel of that plugin."""
    return built(project, tmp_path_factory.mktemp("plugin"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory, library: Path, plugin: Path, lent: Path) -> Environment:
    """Return an environment in which library and plugin are installed."""
    return new_environment(tmp_path_factory.mktemp("stranger") / "environment", [library, plugin], lent)
