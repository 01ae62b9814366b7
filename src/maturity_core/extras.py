"""The optional libraries: imported where they are needed, and named by the extra that brings them where they lack."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from maturity_core.errors import MissingExtraError, Problem

EXTRAS = {"pyarrow": "arrow", "narwhals": "frames", "matplotlib": "plot"}


def optional(module: str) -> Any:
    """Return a module of an optional library.

    Raises:
        MissingExtraError: the library is not installed, or cannot be imported.
    """
    library = module.partition(".")[0]
    try:
        return import_module(module)
    except ImportError as error:
        hint = f"install it with: pip install 'maturity-core[{EXTRAS[library]}]'"
        what = f"this needs the extra {EXTRAS[library]!r}, which brings {library}"
        raise MissingExtraError([Problem(what, hint=hint)]) from error
