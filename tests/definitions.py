"""Pieces of definition files, and what is reported about them."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from maturity_core import (
    FrameworkError,
    parse_framework,
)

SMALL = """\
id = "small"
edition = "1"
name = "Small"

[source]
title = "Made up"

[[levels]]
id = "low"
name = "Low"

[[levels]]
id = "high"
name = "High"

[scales.habit]
options = [
  { id = "rarely", label = "Rarely", credit = 0 },
  { id = "always", label = "Always", credit = 1 },
]

[[dimensions]]
id = "work"
name = "Work"

[[capabilities]]
id = "desk"
name = "Desk"
dimension = "work"

[[questions]]
id = "desk-open"
capability = "desk"
text = "Is it open?"
scale = "habit"
basis = "stated"

[[requirements]]
ladder = "framework"
level = "high"
least = 1
of = { questions = "all" }
basis = "source"
"""


def refused(text: str, name: str = "framework.toml") -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        parse_framework(text, name)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1
    return SMALL.replace(old, new)


def a_list(entries: list[str]) -> str:
    return "[\n# ]\n" + ",\n".join(entries) + "]"


def a_table(entries: list[str]) -> str:
    return "{" + ",".join(f" k{n} = {entry}" for n, entry in enumerate(entries)) + "}"


TOML = st.recursive(
    st.sampled_from(
        ["1", "0.5", "true", "2017-06-13 10:00:00", '"[a]"', "'{'", '"""\n"]\n"""', "''", '"\\""', "'''\n=''''"]
    ),
    lambda inner: st.lists(inner, max_size=3).map(a_list) | st.lists(inner, max_size=3).map(a_table),
    max_leaves=8,
)
