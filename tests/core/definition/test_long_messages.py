"""Messages cut long values in the middle: start, end and length stay, wherever the value came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from builders import capability, question, rule, tiny

from maturity_core import MaturityError, Problem, compare_views, load_framework, parse_framework, read_framework
from maturity_core.errors import LONGEST_LIST, LONGEST_PART, cut_middle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "begin-" + "x" * 100_000 + "-end"
LONGEST_LINE = LONGEST_LIST + 2 * LONGEST_PART + 400
"""What is wrong or allowed, where, what was given, a hint of a line, and the lengths of all four."""
RING = 2000


def cycle() -> Any:
    ring = [
        capability(f"step-{place}", requires=[{"capability": f"step-{(place + 1) % RING}", "credit": 1}])
        for place in range(RING)
    ]
    return tiny(capabilities=ring, questions=[question(f"kept-{place}", f"step-{place}") for place in range(RING)])


DOORS: dict[str, Callable[[], object]] = {
    "answer_of_no_question": lambda: tiny().assess({LONG: 1}),
    "answer": lambda: tiny().assess({"kept": LONG}),
    "answer_of_many_digits": lambda: tiny().assess({"kept": 10**4000}),
    "answer_of_bytes": lambda: tiny().assess(cast("Any", {"kept": LONG.encode()})),
    "answer_of_a_list": lambda: tiny().assess(cast("Any", {"kept": [[LONG] * 100] * 100})),
    "target": lambda: tiny().assess({}).gaps(LONG),
    "target_of_a_ladder": lambda: tiny().assess({}).next_steps({LONG: "mid"}),
    "batch_target": lambda: tiny().assess_many([[0, 0]], target=LONG),
    "batch_output": lambda: tiny().assess_many([[0, 0]], outputs=[LONG]),
    "view": lambda: compare_views(tiny(), {"you": LONG}),
    "role": lambda: compare_views(tiny(), {LONG: LONG}),
    "id": lambda: tiny(id=LONG),
    "field": lambda: tiny(**{LONG: 1}),
    "scale": lambda: tiny(scales={LONG: {}}),
    "level": lambda: tiny(requirements=[rule("framework", LONG, mean=1)]),
    "ladder": lambda: tiny(requirements=[rule(LONG, "mid", mean=1)]),
    "cycle": cycle,
    "framework": lambda: load_framework(LONG),
    "file": lambda: read_framework(LONG),
    "name_of_a_text": lambda: parse_framework("id = 1", LONG),
    "extends": lambda: parse_framework(f'id = "mine"\n[extends]\nframework = "{LONG}"'),
}


@pytest.mark.parametrize("door", DOORS)
def test_L4_every_line_of_a_message_is_short(door: str) -> None:
    with pytest.raises(MaturityError) as caught:
        DOORS[door]()

    lines = str(caught.value).splitlines()
    assert max(map(len, lines)) <= LONGEST_LINE
    assert len(repr(caught.value)) <= 200


def test_L4_head_tail_and_length_of_what_is_cut_stay() -> None:
    with pytest.raises(MaturityError) as caught:
        tiny().assess({LONG: 1})

    told = str(caught.value)
    assert told.startswith("answers.begin-xxx")
    assert "xxx-end (100,018 characters): no such question; got 'begin-xxx" in told


def test_L4_the_data_of_a_problem_stays_whole() -> None:
    with pytest.raises(MaturityError) as caught:
        tiny().assess({LONG: 1})

    assert caught.value.problems[0].where == f"answers.{LONG}"


def test_L4_what_fits_is_not_cut() -> None:
    text = "x" * LONGEST_PART

    assert cut_middle(text, LONGEST_PART) == text
    assert str(Problem("wrong", "here", text)) == f"here: wrong; got {text}"
    assert "…" in str(Problem("wrong", "here", f"{text}x"))


@pytest.mark.parametrize("part", ["what", "where", "got", "allowed", "hint"])
def test_L4_every_part_of_a_problem_is_cut(part: str) -> None:
    parts: dict[str, Any] = {name: name for name in ("what", "where", "got", "allowed", "hint")} | {part: LONG}

    told = str(Problem(**parts))

    assert "begin-xxx" in told
    assert "xxx-end (100,010 characters)" in told
    assert len(told) <= LONGEST_LINE


def test_L4_a_long_path_is_named_from_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "a" / ("b" * 200) / ("c" * 200) / "framework.toml"

    with pytest.raises(MaturityError, match=r"(?s)…c+/framework\.toml \(\d+ characters\): the file cannot be read"):
        read_framework(path)
