"""Optional libraries: imported only when needed; if one is missing, the error names the extra that installs it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from maturity_core.errors import MissingExtraError, Problem

EXTRAS = {
    "pyarrow": "arrow",
    "narwhals": "frames",
    "matplotlib": "plot",
    "highspy": "roadmap",
    "python_calamine": "sheets",
    "xlsxwriter": "sheets",
    "sqlglot": "sql",
    "yaml": "import",
}


def optional(module: str) -> Any:
    """Import and return a module of an optional library.

    Raises:
        MissingExtraError: if the library is not installed or cannot be imported.
    """
    library = module.partition(".")[0]
    try:
        return import_module(module)
    except ImportError as error:
        hint = f"install it with: pip install 'maturity-core[{EXTRAS[library]}]'"
        what = f"this needs the extra {EXTRAS[library]!r}, which installs {library}"
        raise MissingExtraError([Problem(what, hint=hint)]) from error
