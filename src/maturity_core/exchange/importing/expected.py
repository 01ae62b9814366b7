"""What each importer expects to be given, and which importer a source that another one refuses is likely for."""

from __future__ import annotations

import os
from pathlib import Path

from maturity_core.exchange.importing.source import start_of

EXPECTED = {
    "samm": "the folder of OWASP SAMM's core model, with 'model' in it",
    "dsomm": "the folder of the data of the DevSecOps Maturity Model, with 'src' in it",
    "finopspp": "the folder of FinOps++ with 'specifications' in it",
    "ciso": "the YAML file of a library of CISO Assistant with a framework",
    "lens": "the JSON file of a custom lens",
}
_FOLDERS = {
    "samm": ("model/security_practices", "security_practices"),
    "dsomm": ("src/assets/YAML/default", "BuildAndDeployment"),
    "finopspp": ("specifications/actions",),
}
_WORDS = {
    ".yaml": ("ciso", b"requirement_nodes:"),
    ".yml": ("ciso", b"requirement_nodes:"),
    ".json": ("lens", b'"pillars"'),
}
_LOOKED_AT = 100_000
"""The bytes at the start of a file in which its format is looked for."""


def likely(path: Path) -> str:
    """Return the importer whose format a file or a folder seems to have; empty if it is none that is known here.

    >>> likely(Path("no-such-folder"))
    ''
    """
    for name, folders in _FOLDERS.items():
        if any(os.path.isdir(path / folder) for folder in folders):  # noqa: PTH112 - never an error
            return name
    name, word = _WORDS.get(path.suffix.lower(), ("", b""))
    try:
        return name if name and word in start_of(path, _LOOKED_AT) else ""
    except OSError:
        return ""
