"""A framework that files extend, and files that extend it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import pytest

from maturity_core import (
    Framework,
    FrameworkError,
    Requirement,
    load_framework,
    parse_framework,
    read_framework,
)
from maturity_core.definition.extends import extending
from maturity_core.model.entries import Entries
from maturity_core.model.node import altered
from maturity_core.model.nouns import Advice, Pattern
from maturity_core.model.written import expanded

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


Kind = TypeVar("Kind", Advice, Pattern)


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
    return head.format(id=base, edition="2026" if base.startswith("reading") else load_framework(base).edition) + change


def without(base: Framework, question: str) -> dict[str, Any]:
    """Return the capabilities of `base` without their remedies for a question, and its levels without what it shows."""

    def shown(entry: Kind) -> Kind:
        return altered(entry, questions=tuple(sign for sign in entry.questions if sign.question != question))

    return {
        "capabilities": tuple(
            altered(entry, remedies=tuple(remedy for remedy in entry.remedies if remedy.question != question))
            for entry in base.capabilities
        ),
        "levels": Entries(
            altered(entry, patterns=tuple(map(shown, entry.patterns)), advice=tuple(map(shown, entry.advice)))
            for entry in base.levels
        ),
    }


def without_traits(base: Framework, question: str) -> list[Requirement]:
    """Return the requirements of `base` without those that a question writes as a trait."""
    return [entry for entry, path in expanded(base) if path != ("questions", base.lookup.columns[question])]
