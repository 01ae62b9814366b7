"""Models of other formats: `import_framework`, and an importer for each format as a plugin.

An importer is a function that takes a `Source` and returns a `Draft`: the tables of a definition file, and remarks.
"""

from __future__ import annotations

from maturity_core.exchange.importing.draft import Draft, Remark
from maturity_core.exchange.importing.source import Source

__all__ = ["Draft", "Remark", "Source"]
