"""The hook that Hypothesis calls on import, so that it can draw a `Framework` for any test that asks for one.

It imports nothing heavy, neither the library nor its dependencies: a test that uses `Framework` has imported it anyway.
"""

from __future__ import annotations

import sys
import warnings
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

HOME = "maturity_core.model.framework"


def register() -> None:
    """Let Hypothesis draw frameworks, now or once their module is imported. Never raises: failures become warnings."""
    try:
        if HOME in sys.modules:
            _offer(sys.modules[HOME])
        else:
            sys.meta_path.insert(0, _Waiting())
    except Exception as error:  # noqa: BLE001 - anyone importing Hypothesis may not even know this library
        _warn(error)


def _offer(module: ModuleType) -> None:
    """Register a function that makes the strategy on lookup: until then, its module may not be fully imported."""
    from hypothesis import strategies as st  # noqa: PLC0415 - Hypothesis is still being imported when it calls the hook

    def drawn(_: object) -> st.SearchStrategy[Any]:
        from maturity_core.testing.strategies import frameworks  # noqa: PLC0415 - needed only to draw one

        return frameworks()

    st.register_type_strategy(module.Framework, drawn)


def _warn(error: Exception) -> None:
    warnings.warn(
        f"maturity-core: Hypothesis cannot draw frameworks by type: {type(error).__name__}: {error}", stacklevel=2
    )


class _Waiting(MetaPathFinder):
    """Waits for the module of `Framework` to be imported, lets that happen, and registers the class."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec that the other finders give for the module, with registration added after execution."""
        if fullname != HOME:
            return None
        sys.meta_path.remove(self)
        found = (finder.find_spec(fullname, path, target) for finder in sys.meta_path)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            _then_offer(spec.loader)
        return spec


def _then_offer(loader: Any) -> None:
    """Make a loader register the module's class once it has run the module."""
    run = loader.exec_module

    def run_and_offer(module: ModuleType) -> None:
        run(module)
        try:
            _offer(module)
        except Exception as error:  # noqa: BLE001 - the module itself is there
            _warn(error)

    loader.exec_module = run_and_offer
