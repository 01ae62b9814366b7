"""Sections of the report about several results: peers, raters, points in time, teams; none that was not asked for."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import two
from markup import PICTURE, read
from reported import PAGE

from maturity_app.report.beside import OPTIONS, Asked, Beside
from maturity_app.report.fitting import lines_of
from maturity_app.report.html import as_html
from maturity_app.report.people import COLUMNS, MOST_DRAWN
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import PeerGroup, compare_dates, compare_raters, load_framework, roll_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conftest import Done

    Run = Callable[..., Done]
    Write = Callable[[str, str | bytes], Path]

TWO = two()
HEAD = "organisation,date,respondent,role,plan-holds,plan-known,plan-kept\n"
OWN = "North,2026-01-01,,,rarely,always,60\n"
FILES = {
    "peers": HEAD + "".join(f"P{place},,,,{'often' if place % 2 else 'always'},often,60\n" for place in range(12)),
    "panel": HEAD + "North,,Ada,board,always,always,60\nNorth,,Ben,team,rarely,often,60\n",
    "history": HEAD + "North,2024-01-01,,,often,rarely,20\nNorth,2025-01-01,,,always,often,20\n" + OWN,
    "rollup": HEAD + "Europe/Berlin,,,,often,always,60\nEurope/Lyon,,,,rarely,rarely,5\n",
}
SAME = {
    "peers": ("peers", "a.csv", "peers.csv"),
    "panel": ("panel", "panel.csv"),
    "history": ("history", "history.csv"),
    "rollup": ("rollup", "rollup.csv", "--path-separator", "/"),
}
"""The commands that say the same as a section."""
TITLES = {
    "en": ["Where you are among your peers", "Who sees it how", "Over time", "Teams"],
    "de": ["Wo Sie im Vergleich stehen", "Wer es wie sieht", "Im Verlauf", "Die Teams"],
}


@pytest.fixture
def written(maturity: Run, tiny_file: Path, file: Write, tmp_path: Path) -> Callable[..., Done]:
    """Return a function that writes a report with these options, whose values are names of files."""
    for name, text in FILES.items():
        file(f"{name}.csv", text)
    file("a.csv", HEAD + OWN)

    def write(out: str, *options: str, answers: bool = True) -> Done:
        given = [tmp_path / option if option.endswith((".csv", ".toml")) else option for option in options]
        return maturity(
            "report", tiny_file, *([tmp_path / "a.csv"] if answers else []), "--out", tmp_path / out, *given
        )

    return write


EVERY = [part for name in FILES for part in (f"--{name}", f"{name}.csv")]


@pytest.mark.parametrize("language", TITLES)
def test_each_section_is_there_if_asked_for_and_says_what_its_command_says(
    written: Run, maturity: Run, tiny_file: Path, tmp_path: Path, language: str
) -> None:
    asked = ["--language", language, "--path-separator", "/", *EVERY]

    assert written("r.html", *asked).code == written("r.md", *asked).code == 0

    found = read((tmp_path / "r.html").read_text("utf-8"))
    told = " ".join(" ".join(found.texts).split())
    assert [title for title in found.texts if title in TITLES[language]][:4] == TITLES[language]
    for command, *files in SAME.values():
        given = [tmp_path / name if name.endswith(".csv") else name for name in files]
        done = maturity(command, tiny_file, *given, "--language", language)
        lines = re.sub(r"\n +(?![- ])", " ", done.out).splitlines()
        said = [re.sub("^ *([-!] )?", "", line) for line in lines if re.match(" *[-!] [^ ]", line)]
        assert said
        assert [text for text in said if " ".join(text.split(": ")[-1].split()) not in told] == []


def test_a_section_that_is_not_asked_for_is_not_there(written: Run, tmp_path: Path) -> None:
    assert written("r.md", "--full").code == 0

    assert [title for title in TITLES["en"] if title in (tmp_path / "r.md").read_text("utf-8")] == []


@pytest.mark.parametrize("name", FILES)
def test_sections_can_be_had_one_by_one_and_stand_before_the_appendix(written: Run, tmp_path: Path, name: str) -> None:
    assert written("r.html", "--full", f"--{name}", f"{name}.csv").code == 0

    found = read((tmp_path / "r.html").read_text("utf-8"))
    ids = [value for key, value in found.values if key == "id"]
    own = {"history": "time", "rollup": "teams"}.get(name, name)
    assert ids[::2][1:3] == [own, "steps"]
    assert found.names <= PAGE | PICTURE
    assert len(ids) == len({*ids})
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch("h[1-4]", tag)]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_options_are_those_of_the_commands(written: Run, tmp_path: Path, file: Write) -> None:
    figures = '[outcomes.churn]\nname = "Churn"\nbetter = "less"\nfigures = { "2024-01-01" = 8, "2026-01-01" = 7 }\n'
    file("figures.toml", figures)
    asked = [
        "--minimum",
        "13",
        "--panel-rule",
        "lowest",
        "--outcomes",
        "figures.toml",
        "--due",
        "2027-01-01",
        "--target",
        "100%",
    ]
    asked += ["--target", "100%", "--rollup-rule", "mean", "--team-weight", "Europe/Lyon=3"]

    assert written("r.md", *EVERY, *asked).code == 0

    text = (tmp_path / "r.md").read_text("utf-8")
    assert "fewer than 13 could be recognised" in text
    assert "The rule: the lowest answer to each question." in text
    assert "Churn" in text
    assert "Planned for: 2027-01-01" in text
    assert "the weighted mean of the teams' scores" in text


def test_as_json_each_reading_stands_beside_the_result(written: Run, tmp_path: Path) -> None:
    assert written("r.json", *EVERY).code == written("plain.json").code == 0

    data, plain = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("r.json", "plain.json"))
    assert [*data][-4:] == [*FILES]
    assert {name: data[name] for name in plain} == plain


def test_a_group_has_a_report_of_its_own(written: Run, tmp_path: Path) -> None:
    """It is called by the unit that all teams belong to."""
    done = written("g.html", "--rollup", "rollup.csv", "--path-separator", "/", answers=False)
    assert (done.code, written("g.json", "--panel", "panel.csv", answers=False).code) == (0, 0)
    assert written("p.md", "--panel", "panel.csv", answers=False).code == 0

    found = read((tmp_path / "g.html").read_text("utf-8"))
    assert [value for key, value in found.values if key == "id"][::2] == ["teams"]
    assert "Europe" in found.texts
    assert [*json.loads((tmp_path / "g.json").read_text("utf-8"))] == ["panel"]
    assert (tmp_path / "p.md").read_text("utf-8").startswith("# North\n")


@pytest.mark.parametrize(
    ("options", "answers", "error"),
    [
        (["--segment", "x"], True, "--segment needs --peers."),
        (["--role-weight", "a=2"], True, "--role-weight needs --panel."),
        (["--peers", "peers.csv"], False, "Only --panel and --rollup go without."),
        ([], False, "Missing argument 'ANSWERS'."),
        (["--panel", "panel.csv", "--full"], False, "need ANSWERS"),
    ],
)
def test_what_does_not_go_together_is_refused(written: Run, options: list[str], answers: bool, error: str) -> None:  # noqa: FBT001 - a case
    done = written("r.md", *options, answers=answers)

    assert done.code == 2
    assert error in " ".join(done.err.split())
    assert written("r.csv", "--peers", "peers.csv").code == 2


def test_every_option_has_a_field_of_its_name() -> None:
    assert [*OPTIONS] == [*vars(Asked())]


def beside(teams: int = 5, roles: int = 3) -> Subject:
    """Return a result with everything beside it."""
    sheets = [TWO.assess([place % 3, 1, (place + 1) % 3, 2]) for place in range(max(teams, roles))]
    own = TWO.assess([1, 1, 2, 0], {"date": "2026-01-01"})
    history = compare_dates(TWO, [TWO.assess([2, 1, 1, 0], {"date": "2025-01-01"}), own])
    found = Beside(
        peers=own.compare(PeerGroup.from_assessments([*sheets, *sheets, own])),
        panel=compare_raters(TWO, {f"rater {place}": sheets[place] for place in range(roles)}),
        history=history,
        rollup=roll_up(TWO, {f"team {place}": sheets[place] for place in range(teams)}),
    )
    return Subject(own, beside=found)


def test_many_columns_are_several_tables_and_many_teams_are_not_drawn() -> None:
    texts = as_html(report(beside(teams=13, roles=2 * COLUMNS + 1)))
    crowd = as_html(report(beside(teams=MOST_DRAWN + 1)))

    assert texts.count("<caption>Levels and scores by role</caption>") == 3
    assert [texts.count(f"Scores of the teams, {part}</p>") for part in ("1 to 6", "7 to 12", "13 to 13")] == [1, 1, 1]
    assert "Scores of the teams" not in crowd


def test_a_section_begins_a_page_unless_one_would_look_empty() -> None:
    """After one that surely ends on its page, or the plan. Nobody knows where a longer one ends."""
    framework = load_framework("service-maturity-check")
    own = framework.assess([1] * 20, {"date": "2026-01-01"})
    sheets = {str(place): framework.assess([place] * 20, {"date": f"202{place}-01-01"}) for place in range(4)}
    large = Beside(panel=compare_raters(framework, sheets), rollup=roll_up(framework, sheets))

    pages = {section.name: section.page for section in report(Subject(own, beside=large)).sections}
    alone = report(Subject(own, beside=Beside(peers=own.compare(PeerGroup.from_assessments([own]))))).sections[-1]

    assert pages["panel"]
    assert not pages["teams"]
    assert (alone.name, alone.page) == ("peers", False)
    assert lines_of(alone.blocks) < 10
