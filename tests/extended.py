"""A framework that files extend, and files that extend it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from maturity_core import (
    Capability,
    Framework,
    FrameworkError,
    load_framework,
    parse_framework,
    read_framework,
)
from maturity_core.definition.extends import extending
from maturity_core.model.node import altered

CHECK = load_framework("service-maturity-check")


DATA = Path(__file__).parent / "data"


EVERYTHING = read_framework(DATA / "everything.toml")


HEAD = """\
id = "acme"
edition = "2026"
name = "Acme's reading"
because = "Acme differs"
extends = {{ framework = "{id}", edition = "{edition}" }}
"""


def extended(base: Framework, text: str, head: str = HEAD) -> Framework:
    """Return `base` as changed by a file with this text."""
    with patch.object(extending, "load_framework", lambda _: base):
        return parse_framework(head.format(id=base.id, edition=base.edition) + text, "acme.toml")


def refused(base: Framework, text: str, head: str = HEAD) -> list[str]:
    """Return the problems reported for such a file, without its name."""
    with pytest.raises(FrameworkError) as caught:
        extended(base, text, head)
    return [line.removeprefix("acme.toml:") for line in str(caught.value).splitlines()]


def threshold(ladder: str, level: str, **fields: str) -> str:
    """Return a threshold as a file writes it."""
    lines = [f'ladder = "{ladder}"', f'level = "{level}"', *(f"{name} = {value}" for name, value in fields.items())]
    return "\n".join(["[[change.requirements]]", *lines, ""])


def reading(name: str, base: str, change: str) -> str:
    """Return a file with `extends`, as a package ships it."""
    head = HEAD.replace('"acme"', f'"{name}"').replace("Acme", name)
    return head.format(id=base, edition="2026" if base.startswith("reading") else "1.0") + change


def without_remedies(base: Framework, question: str) -> tuple[Capability, ...]:
    """Return the capabilities of `base` without their remedies for a question."""
    return tuple(
        altered(entry, remedies=tuple(remedy for remedy in entry.remedies if remedy.question != question))
        for entry in base.capabilities
    )
