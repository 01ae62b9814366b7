"""How an interview ends: everything that matters fits in a terminal of 24 lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maturity_app.interview.ending import ending
from maturity_core import available_frameworks, load_framework
from maturity_core.telling.first import first_texts
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.terminals import Terminal

SERVICE = "service-maturity-check"
SCREEN = 24
AFTER = 6
"""The lines below the ending: an empty one, where the answers are, the command, and the prompt."""


def test_it_ends_with_the_level_three_steps_and_the_command_for_the_report(begin: Callable[..., Terminal]) -> None:
    terminal = begin(SERVICE, "a.toml", "--order", "file")
    terminal.unnamed()
    for _ in range(19):
        terminal.type("1")
    before = len(terminal.shown)
    assert terminal.ends("1") == 0

    framework = load_framework(SERVICE)
    result = framework.assess(dict.fromkeys((entry.id for entry in framework.questions), 0))
    assert result.level is not None
    shown = terminal.shown[before:]
    assert shown.count("\n") < SCREEN
    assert f"Level: {result.level.name}" in shown
    told = " ".join(shown.split())
    first = first_texts(result, result.next_steps())
    assert len(first) == 3
    steps = [f"{place}. {entry.what} {entry.action} {entry.effort}" for place, entry in enumerate(first, 1)]
    assert [step for step in steps if step not in told] == []
    assert "  4. " not in shown
    assert shown.endswith(f"\n  maturity report {SERVICE} a.toml --out a-report.html\n")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", [None, 0, 1, -1])
def test_it_fits_on_one_screen_for_every_model(place: int | None, language: str) -> None:
    words = Words.of(language)
    for name in sorted(available_frameworks()):
        framework = load_framework(name)
        answers = {entry.id: entry.options[place].id for entry in framework.questions} if place is not None else {}
        lines = list(ending(framework.assess(answers, {"organisation": "x" * 200}), words))

        assert len(lines) <= SCREEN - AFTER
        assert max(map(len, lines)) <= 80
        assert lines[1]
