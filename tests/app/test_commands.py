"""The commands that exist and those that texts name are the same, shown as they are typed."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.command_group import maturity
from maturity_app.places import CALLED, PLACES
from maturity_core.telling.commands import COMMANDS, PLACEHOLDER
from maturity_core.telling.tables import languages
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

    from maturity_core.telling.words import Part

    Run = Callable[..., Any]

NAMED = re.compile(r"`maturity ([a-z]+)|^\s*\$? ?maturity ([a-z]+)", re.MULTILINE)


def test_U3_the_words_are_those_of_the_command_tree() -> None:
    """Every command in the tree has plain words, and nothing else has."""
    context = maturity.make_context("maturity", ["--help"], resilient_parsing=True)
    tree = maturity.list_commands(context)

    assert set(tree) == set(PLACES) == set(CALLED) == set(COMMANDS)
    assert all(maturity.get_command(context, name) is not None for name in tree)
    assert CALLED["compare"] == "maturity compare"


@pytest.mark.parametrize("language", languages())
def test_U3_there_are_plain_words_for_every_command(language: str) -> None:
    table = Words.of(language).tables["result"]

    assert {name.removeprefix("command-") for name in table if name.startswith("command-")} == set(COMMANDS)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("part", ["result", "page", "ask", "report", "show"])
def test_U3_no_text_of_the_app_leaves_a_placeholder(part: Part, language: str) -> None:
    """A placeholder that is left over names a command that does not exist."""
    assert not [text for text in Words.of(language).calling(CALLED).texts(part).values() if PLACEHOLDER.search(text)]


def sources(folder: Traversable) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from sources(entry)
        elif entry.name.endswith((".py", ".toml", ".js", ".html", ".md", ".in")):
            yield entry.name, entry.read_text("utf-8")


@pytest.mark.parametrize("package", ["maturity_core", "maturity_frameworks", "maturity_app"])
def test_U3_every_command_named_in_a_package_exists(package: str) -> None:
    named = {
        (name, command)
        for name, text in sources(files(package))
        for match in NAMED.findall(text)
        for command in match
        if command
    }

    assert {(name, command) for name, command in named if command not in PLACES} == set()
    assert named or package != "maturity_app"


def test_U3_a_note_of_a_model_names_the_command_as_it_is_typed(maturity: Run) -> None:
    """On the page, in a comparison, and where the model is shown."""
    model = "johnny-grow-customer-service"

    views = maturity("compare", model, "manager=effective", "executive=efficient").out
    level = maturity("show", model, "--level", "effective").out

    assert "maturity compare puts such a choice beside the" in " ".join(views.split())
    assert "maturity compare shows from the answers of several roles" in " ".join(level.split())
    assert "{command" not in views + level
