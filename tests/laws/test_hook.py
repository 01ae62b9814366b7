"""The hook that Hypothesis calls: a strategy by type, nothing heavy imported, and never an error."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import subprocess
import sys
import types
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_core import Framework
from maturity_core.testing import hook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEAVY = "{'numpy', 'pydantic', 'maturity_core.model.framework', 'maturity_core.testing.strategies'}"


def run(program: str, *places: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, with some folders first on the path."""
    before = f"import sys; sys.path[:0] = {[str(place) for place in places]!r}\n"
    command = [sys.executable, "-W", "always", "-c", before + program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@settings(max_examples=3)
@given(framework=...)
def test_frameworks_are_drawn_by_type(framework: Framework) -> None:
    assert framework.assess([0] * len(framework.questions)).codes.tolist() == [0] * len(framework.questions)


def test_importing_hypothesis_imports_nothing_heavy() -> None:
    done = run(f"import sys, hypothesis; print(sorted({HEAVY} & set(sys.modules)))")

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "[]", "")


@pytest.mark.parametrize(
    "order",
    [
        "import hypothesis; import maturity_core.model.framework",
        "import maturity_core.model.framework; import hypothesis",
        "import maturity_core.testing.strategies, maturity_core.model.framework",
    ],
    ids=["before", "after", "in the midst of the strategies' own import"],
)
def test_the_strategy_is_there_whichever_is_imported_first(order: str) -> None:
    looked_up = "from hypothesis import strategies as st; print(st.from_type(maturity_core.model.framework.Framework))"

    done = run(f"{order}; {looked_up}")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "frameworks()"


SABOTAGED = """
import hypothesis.strategies as st

def refuse(*_):
    raise RuntimeError("sabotaged")

st.register_type_strategy = refuse
"""


@pytest.mark.parametrize("first", ["", "import maturity_core.model.framework\n"], ids=["later", "at once"])
def test_P5_a_hook_that_fails_is_a_warning_and_hypothesis_works(tmp_path: Path, first: str) -> None:
    """The function that the hook calls raises as soon as Hypothesis starts looking for hooks."""
    package = tmp_path / "maturity_core_sabotage"
    info = tmp_path / "aaa_sabotage-1.0.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").write_text(SABOTAGED, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: aaa-sabotage\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[hypothesis]\nfirst = maturity_core_sabotage\n", "utf-8")

    done = run(f"{first}import hypothesis, maturity_core.model.framework; print(hypothesis.__name__)", tmp_path)

    assert (done.returncode, done.stdout.strip()) == (0, "hypothesis")
    assert "maturity-core: Hypothesis cannot draw frameworks by type: RuntimeError: sabotaged" in done.stderr


def test_P5_a_library_that_cannot_be_imported_does_not_break_hypothesis(tmp_path: Path) -> None:
    package = tmp_path / "numpy"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('no arrays today')", "utf-8")

    done = run("import hypothesis; print(hypothesis.__name__)", tmp_path)

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "hypothesis", "")


class Loader(importlib.abc.Loader):
    """Runs a module by giving it a class."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType | None:
        """Leave this to the import system."""

    def exec_module(self, module: types.ModuleType) -> None:
        """Give the module a class."""
        vars(module)["Framework"] = type("Framework", (), {})


class Finder(importlib.abc.MetaPathFinder):
    """Finds the module that the hook waits for."""

    def __init__(self, spec: importlib.machinery.ModuleSpec | None) -> None:
        self.spec = spec

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return that module, whatever is asked for."""
        del fullname, path, target
        return self.spec


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Replace this process's finders, with the module not yet imported, call the hook, and return the finders."""
    finders: list[Any] = []
    monkeypatch.setattr(sys, "meta_path", finders)
    monkeypatch.delitem(sys.modules, hook.HOME)
    hook.register()
    return finders


def test_the_hook_waits_for_one_module_and_lets_it_through(waiting: list[Any]) -> None:
    spec = importlib.machinery.ModuleSpec(hook.HOME, Loader())
    waiting.append(Finder(spec))
    (finder, _) = waiting

    assert finder.find_spec("another", None) is None
    assert finder.find_spec(hook.HOME, None) is spec
    assert finder not in waiting
    module = types.ModuleType(hook.HOME)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    assert repr(st.from_type(module.Framework)) == "frameworks()"


@pytest.mark.parametrize("spec", [None, importlib.machinery.ModuleSpec(hook.HOME, None)], ids=["none", "no loader"])
def test_what_is_not_found_stays_not_found(waiting: list[Any], spec: importlib.machinery.ModuleSpec | None) -> None:
    waiting.append(Finder(spec))

    assert waiting[0].find_spec(hook.HOME, None) is spec


def test_P5_what_fails_later_is_a_warning_and_the_module_is_there(
    waiting: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.machinery.ModuleSpec(hook.HOME, Loader())
    waiting.append(Finder(spec))
    waiting[0].find_spec(hook.HOME, None)
    monkeypatch.setattr(st, "register_type_strategy", None)

    assert spec.loader is not None
    with pytest.warns(UserWarning, match="cannot draw frameworks by type: TypeError"):
        spec.loader.exec_module(types.ModuleType(hook.HOME))


def test_P5_what_fails_at_once_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "register_type_strategy", None)

    with pytest.warns(UserWarning, match="cannot draw frameworks by type: TypeError"):
        hook.register()
