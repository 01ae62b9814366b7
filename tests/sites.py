"""Folders that look like installed distributions, with entry points of any kind."""

from __future__ import annotations

import importlib
import importlib.metadata
import itertools
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import importlib_metadata

from maturity_core.plugins.registry import (
    PluginRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from maturity_core.plugins.registry import Distribution, Distributions


FRAMEWORK = dedent("""
    from maturity_core.model.framework import Framework

    framework = Framework(
        id="{id}", edition="1", name="A small model", source={{"title": "An example"}},
        levels=[{{"id": "low", "name": "Low"}}, {{"id": "high", "name": "High"}}],
        scales={{"kept": {{"options": [
            {{"id": "no", "label": "No", "credit": 0}}, {{"id": "yes", "label": "Yes", "credit": 1}},
        ]}}}},
        dimensions=[{{"id": "work", "name": "Work"}}],
        capabilities=[{{"id": "plan", "name": "Plan", "dimension": "work"}}],
        questions=[{{"id": "held", "capability": "plan", "text": "Is it kept?", "scale": "kept", "basis": "stated"}}],
        requirements=[
            {{"ladder": "framework", "level": "high", "least": 1, "of": {{"questions": "all"}}, "basis": "source"}},
        ],
    )
""")


SCORER = dedent("""
    from maturity_core.model.scorer import Scorer, Standings

    class Fixed(Scorer):
        def __init__(self, lowest_rank):
            self.lowest_rank = lowest_rank

        def score(self, framework, answers):
            return Standings(level=self.lowest_rank, score=None)

    class Unfinished(Scorer):
        pass

    fixed = Fixed(0)
""")


def by_the_package(folder: str) -> Iterable[Distribution]:
    return importlib_metadata.distributions(path=[folder])


def by_the_standard_library(folder: str) -> Iterable[Distribution]:
    context = importlib.metadata.DistributionFinder.Context(path=[folder])
    return importlib.metadata.MetadataPathFinder.find_distributions(context)


@dataclass
class Site:
    """A folder on the path that distributions are written to, and how its metadata is read."""

    folder: Path
    prefix: str
    reader: Callable[[str], Iterable[Distribution]]

    def module(self, name: str, text: str) -> str:
        """Write a module and return its import name, which no other test uses."""
        (self.folder / f"{self.prefix}{name}.py").write_text(text, "utf-8")
        importlib.invalidate_caches()
        return self.prefix + name

    def metadata(
        self, distribution: str, entry_points: str | bytes, version: str = "1.0", *, headers: str | None = None
    ) -> Path:
        """Write the metadata folder of a distribution."""
        folder = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        folder.mkdir()
        content = entry_points if isinstance(entry_points, bytes) else dedent(entry_points).encode("utf-8")
        (folder / "entry_points.txt").write_bytes(content)
        if headers != "":
            (folder / "METADATA").write_text(headers or f"Name: {distribution}\nVersion: {version}\n", "utf-8")
        importlib.invalidate_caches()
        return folder

    def framework(self, framework_id: str, distribution: str, version: str = "1.0", extra: str = "") -> str:
        """Install a distribution with one framework, and return the module it is in."""
        module = self.module(framework_id.replace("-", "_"), FRAMEWORK.format(id=framework_id) + dedent(extra))
        self.metadata(distribution, f"[maturity.frameworks]\n{framework_id} = {module}:framework\n", version)
        return module

    def distributions(self) -> Iterable[Distribution]:
        return self.reader(str(self.folder))

    def problem(self, plugin_id: str, records: tuple[PluginRecord, ...]) -> str:
        (problem,) = (record.problem for record in records if record.id == plugin_id)
        return problem


NUMBERS = itertools.count()


@dataclass
class Memory:
    """A distribution without a folder: file names and texts."""

    files: dict[str, str]

    def read_text(self, filename: str, /) -> str | None:
        return self.files.get(filename)


def memory(distribution: str, entries: str, version: str = "1.0", group: str = "maturity.frameworks") -> Memory:
    headers = f"Name: {distribution}\nVersion: {version}\n"
    return Memory({"METADATA": headers, "entry_points.txt": f"[{group}]\n{entries}\n"})


def only(*distributions: Distribution) -> Distributions:
    return lambda: distributions
