"""What a framework that was made from another one keeps about it."""

from __future__ import annotations

from typing import Literal

from maturity_core.model.fields import Id, Label, Lines
from maturity_core.model.node import Node


class Change(Node):
    """One difference from the framework that a file extends."""

    what: Literal["changed", "left out", "added"]
    at: Label
    was: Lines = ""
    now: Lines = ""


class Base(Node):
    """The framework that this one was made from, why, and every difference from it."""

    framework: Id
    edition: Label
    name: Label
    digest: Label
    because: Label
    changes: tuple[Change, ...]
