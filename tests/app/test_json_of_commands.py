"""What the command line itself says: JSON for everything that is shown, near names, languages and roles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click import Context

from maturity_app.command_group import maturity as commands
from maturity_core import load_framework
from maturity_core.telling.tables import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

MODEL = "service-maturity-check"
FACTS = '{"organisation": "North", "answers": {"plan-holds": "often"}, "comments": {"plan-holds": "=1+1"}}'


def test_list_as_json(maturity: Run) -> None:
    data = json.loads(maturity("list", "--json").out)

    assert {"id": MODEL, "edition": "2.0", "questions": 20, "name": "Service maturity check"} in data["models"]
    assert data["broken"] == []


def test_doctor_as_json(maturity: Run) -> None:
    data = json.loads(maturity("doctor", "--json").out)

    assert MODEL in [entry["id"] for entry in data["sound"]]
    assert (data["broken"], set(data["versions"]) > {"python", "maturity-core"}) == ([], True)


def test_every_command_that_shows_something_shows_it_as_json() -> None:
    """The others talk with a person, open a browser, or write a file that has a format of its own."""
    context = Context(commands)
    found = {name: commands.get_command(context, name) for name in commands.list_commands(context)}
    plain = {
        name for name, one in found.items() if one and "--json" not in {text for by in one.params for text in by.opts}
    }

    assert plain == {"ask", "demo", "form", "map", "new", "page", "report", "sql", "template"}


def test_show_as_json(maturity: Run) -> None:
    framework = load_framework(MODEL)
    whole = json.loads(maturity("show", MODEL, "--json").out)
    level = json.loads(maturity("show", MODEL, "--json", "--level", "improving").out)
    capability = json.loads(maturity("show", MODEL, "--json", "--capability", "roadmap").out)

    assert (whole["digest"], len(whole["questions"])) == (framework.digest, 20)
    assert len(whole["requirements"]) == len(framework.all_requirements)
    assert [entry["name"] for entry in level["levels"]] == ["Improving"]
    assert {rule["level"] for rule in level["requirements"]} == {"improving"}
    assert (capability["name"], {entry["capability"] for entry in capability["questions"]}) == ("Roadmap", {"roadmap"})


@pytest.mark.parametrize("option", ["--level", "--capability"])
def test_show_as_json_refuses_what_there_is_not(maturity: Run, option: str) -> None:
    done = maturity("show", MODEL, "--json", option, "improvin" if option == "--level" else "roadmp")

    assert (done.code, done.out) == (2, "")
    assert "did you mean" in done.err


def test_facts_as_json_have_texts_as_they_were_written(maturity: Run, tiny_file: Path, file: Write) -> None:
    (row,) = json.loads(maturity("facts", tiny_file, file("a.json", FACTS), "--json").out)

    assert (row["organisation"], row["question"], row["comment"]) == ("North", "plan-holds", "=1+1")
    assert maturity("facts", tiny_file, file("a.json", FACTS), "--json", "--out", "f.csv").code == 2


@pytest.mark.parametrize(("typed", "meant"), [("reprot", "report"), ("asses", "assess"), ("tempalte", "template")])
def test_a_misspelt_command_gets_the_nearest_one(maturity: Run, typed: str, meant: str) -> None:
    done = maturity(typed, MODEL)

    assert done.code == 2
    assert f"No such command '{typed}'. Did you mean '{meant}'?" in done.err


def test_help_lists_languages_and_where_roles_are(maturity: Run) -> None:
    told = " ".join(maturity("compare", "--help").out.split())

    assert " or ".join(languages()) in told
    assert "`maturity show FRAMEWORK` lists the roles" in told
    assert "Roles leadership, service-team and other-departments" in " ".join(maturity("show", MODEL).out.split())


def test_help_says_the_exit_code_of_ctrl_c_and_how_names_are_completed(maturity: Run) -> None:
    told = " ".join(maturity("--help").out.split())

    assert "130 if it was stopped with Ctrl-C" in told
    assert "_MATURITY_COMPLETE=bash_source maturity" in told
