"""The README and the documents: their links, their commands, and what they show."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from house import ROOT, TEXTS, readme_commands, shown

import maturity_core
from maturity_app.places import PLACES

README_LINES = 100
NAME = "[a-z]+(?:-[a-z]+)*"
"""The name of a command."""


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < README_LINES


def test_the_readme_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text("utf-8"))

    assert len(links) > 1
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_the_readme_has_two_commands_and_ci_runs_the_second() -> None:
    use, test = readme_commands()

    assert test in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert use != test


def test_the_readme_shows_what_its_first_command_prints() -> None:
    arguments = readme_commands()[0].rpartition("&& ")[2].split()[1:]
    command = [sys.executable, "-m", "maturity_app", *arguments]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)

    example = (ROOT / "README.md").read_text("utf-8").partition("```text\n")[2].partition("\n```")[0]
    pieces = [piece.strip("\n") for piece in example.split("\n...")]
    assert [piece for piece in pieces if piece not in done.stdout] == []
    places = [done.stdout.index(piece) for piece in pieces if piece]
    assert places == sorted(places)
    assert done.stderr == ""


def test_W2_the_answers_of_the_examples_are_those_of_todays_questions() -> None:
    """If a model is reworded, its example changes too."""
    sheet = tomllib.loads((ROOT / "examples" / "a-service-team.toml").read_text("utf-8"))["framework"]
    framework = maturity_core.load_framework(sheet["id"])

    assert (sheet["edition"], sheet["rules"]) == (framework.edition, framework.rules_digest)
    assert dict(word.split(":") for word in sheet["words"].split()) == framework.words_digests


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".md"], ids=shown)
def test_U3_every_command_that_a_document_names_exists(path: Path) -> None:
    """Both command lines in code blocks that begin with `maturity`, and commands within a sentence."""
    text = path.read_text("utf-8")
    named = re.findall(rf"`maturity ({NAME})|^(?:\$ )?maturity ({NAME})|bin/maturity ({NAME})", text, re.MULTILINE)

    assert {name for names in named for name in names if name} <= set(PLACES)
