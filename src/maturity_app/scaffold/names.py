"""Which names a plugin package can have, on every system it may be installed on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from keyword import iskeyword
from unicodedata import combining, normalize

from maturity_app.doctor import installed
from maturity_core import MaturityError, Problem, list_plugins
from maturity_core.plugins.registry import FRAMEWORKS

LONGEST = 60
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def package_name(name: str) -> str:
    """Return the name by which the package of a plugin is imported.

    >>> package_name("acme-support")
    'acme_support'
    """
    return name.replace("-", "_")


def check_name(name: str) -> None:
    """Check that a plugin of that name can be written, installed and found.

    Raises:
        MaturityError: the name is malformed, reserved, or taken.
    """
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        allowed = f"up to {LONGEST} lower-case ASCII letters and digits, a letter first, joined by single hyphens"
        letters = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
        fitting = re.sub("[^a-z0-9]+", "-", letters).strip("-0123456789")[:LONGEST].rstrip("-")
        hint = f"perhaps {fitting!r}" if fitting else ""
        raise MaturityError([Problem("not a valid name for a plugin", "NAME", repr(name), allowed, hint)])
    if taken := list(_claims(name)):
        raise MaturityError([Problem(what, "NAME", repr(name), hint="choose another name") for what in taken])


def _claims(name: str) -> Iterator[str]:
    """Yield what the name already belongs to."""
    package = package_name(name)
    if name in _DEVICES:
        yield "is the name of a device on some systems, so no folder there can have it"
    if package == "tests":
        yield "is the name of the folder of tests, which pytest takes for a package"
    if iskeyword(package):
        yield "is a Python keyword, so no package can have it"
    elif package in sys.stdlib_module_names or find_spec(package):
        yield f"a module {package} already exists, and one of the two would hide the other"
    if installed(name) != "not installed":
        yield f"the distribution {name} {installed(name)} is already installed, and would be replaced"
    for record in list_plugins():
        if record.group == FRAMEWORKS and record.id == name:
            yield f"a plugin of that name already exists: the {record}"
