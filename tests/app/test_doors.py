"""U3: what texts send people to exists."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from builders import tiny

from maturity_app.group import PLACES
from maturity_app.page import check_page
from maturity_core import load_framework
from maturity_core.lint.doors import COMMANDS
from maturity_core.telling.origin import note_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
NAMED = re.compile(r"\bmaturity ([a-z]+)\b")
QUOTED = re.compile(r"“maturity ([a-z]+)”")
BESIDE = {"check", "model", "models"}
"""What stands behind the word maturity in the names of things, too."""


def test_U3_the_commands_that_notes_may_name_are_those_there_are() -> None:
    assert sorted(PLACES) == list(COMMANDS)


def test_U3_a_note_names_a_command_as_it_is_typed() -> None:
    note = {"at": "comparison", "text": "See {command:compare}.", "basis": "source"}
    assert note_texts(tiny(notes=[note]), "comparison", None) == ["See “maturity compare”."]


@pytest.mark.parametrize("name", MODELS)
def test_U3_the_models_ask_for_nothing_that_no_command_takes(name: str, maturity: Callable[..., Done]) -> None:
    framework = load_framework(name)
    answers = {question.id: 0 for question in framework.questions}
    shown = [str(framework.assess(answers)), maturity("show", name).out]
    for text in shown:
        assert "{command" not in text
        assert set(QUOTED.findall(text)) <= set(PLACES)
    assert maturity("lint", name, "--json").code == 0


def test_U3_the_fixed_texts_name_commands_there_are() -> None:
    table = (files("maturity_app.texts") / "en.toml").read_text("utf-8")
    assert set(NAMED.findall(table)) - BESIDE <= set(PLACES)


def test_U3_the_page_resolves_commands_as_python_does() -> None:
    assert "{command:([a-z-]+)\\}" in check_page(tiny())
