"""Virtual environments for tests, with wheels built for the purpose; pip never uses the network here."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
PREFIXES_OF_PYTHON = ("PYTHON", "PIP_", "COV", "VIRTUAL_ENV")
OF_A_BUILD_SERVER = ("CI", "BUILD_NUMBER")
"""If one of these is set, pytest prints more than it does for somebody at a terminal."""
NOT_LENT = ("maturity_", "_maturity", "pip", "setuptools", "pytest_")
OFFLINE = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
BIN = "Scripts" if os.name == "nt" else "bin"


def clean(**variables: str) -> dict[str, str]:
    """Return this process's variables as on a fresh machine: none of them redirects Python or pip."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(PREFIXES_OF_PYTHON) and name not in OF_A_BUILD_SERVER
    }
    return kept | OFFLINE | variables


def pip(*arguments: str | Path) -> None:
    """Run pip with this process's Python."""
    command = [sys.executable, "-m", "pip", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=clean())
    assert done.returncode == 0, done.stderr


def built(project: Path, into: Path) -> Path:
    """Build the wheel of a project."""
    pip("wheel", "-q", "--no-deps", "--wheel-dir", into, project)
    (wheel,) = into.glob("*.whl")
    return wheel


def handmade(distribution: str, entries: str, modules: Mapping[str, str], into: Path) -> Path:
    """Write the wheel of a distribution from its entry points and modules."""
    stem = f"{distribution.replace('-', '_')}-1.0"
    texts = {f"{name}.py": dedent(text) for name, text in modules.items()} | {
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n",
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{stem}.dist-info/entry_points.txt": f"[maturity.frameworks]\n{dedent(entries)}",
    }
    record = f"{stem}.dist-info/RECORD"
    wheel = into / f"{stem}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        archive.writestr(record, "".join(f"{name},,\n" for name in [*texts, record]))
    return wheel


def lend(folder: Path) -> Path:
    """Fill a folder with links to everything that is installed here.

    What is under test, what installs it, and local pytest plugins are left out.
    """
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(place).iterdir():
            if not entry.name.startswith(NOT_LENT) and entry.suffix != ".pth":
                (folder / entry.name).symlink_to(entry)
    return folder


@dataclass(frozen=True)
class Environment:
    """A virtual environment."""

    folder: Path

    def run(
        self, command: str, *arguments: str | Path, cwd: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command that is installed in it."""
        full = [str(self.folder / BIN / command), *map(str, arguments)]
        return subprocess.run(
            full,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=cwd or self.folder,
            env=clean(**variables),
        )


def new_environment(folder: Path, wheels: list[Path], lent: Path) -> Environment:
    """Make an environment with these wheels installed and their dependencies linked from here."""
    venv.create(folder)
    pip("--python", folder / BIN / "python", "install", "-q", "--no-deps", *wheels)
    (site,) = folder.rglob("site-packages")
    (site / "lent.pth").write_text(f"{lent}\n", "utf-8")
    return Environment(folder)
