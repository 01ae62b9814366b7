"""Frameworks with something for the linter to find, made from a sound one."""

from __future__ import annotations

from typing import Any

from builders import HABIT, PERCENT
from linted import (
    Tables,
    with_question,
)


def with_percent(**fields: Any) -> Tables:
    scale = {name: value for name, value in PERCENT.items() if name not in {"lowest", "highest"}}
    return {"scales": {"habit": HABIT, "percent": {**scale, **fields}}, **with_question(scale="percent")}
