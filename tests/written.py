"""Tables of answers to `data/team.toml` as people write them, with what they mean: for every door alike."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from maturity_core import Framework, parse_framework, read_framework

Rows = list[list[Any]]
Codes = list[tuple[int, ...]]
IDS = ["q1", "q2", "q3", "q4"]
TEXTS = [
    "Everyone is trained for the work they do.",
    "Is there a training plan?",
    "Which share of requests is answered without a person?",
    "Are backups tested?",
]
ALIASES = {"q1": "7 a)", "q2": "Training.Plan"}
OUT = -3
KINDS: dict[str, tuple[Rows, Codes]] = {
    "ids": ([["organisation", *IDS], ["North", "agree", "yes", "60", "no"]], [(3, 1, 2, 0)]),
    "other letter case": (
        [["Organization", "Q1", "Q2", "Q3", "Q4"], ["North", "Agree", "YES", "60", "FALSE"]],
        [(3, 1, 2, 0)],
    ),
    "texts and labels": (
        [["Timestamp", *TEXTS], ["2026/01/05", " Strongly agree ", "Yes", "60", "No"]],
        [(4, 1, 2, 0)],
    ),
    "aliases": (
        [["organisation", "7 A)", " training.plan", "Q3", TEXTS[3]], ["North", "agree", "yes", "60", "no"]],
        [(3, 1, 2, 0)],
    ),
    "states": (
        [
            ["organisation", *IDS],
            ["A", "N/A", "n.a.", "60", "no"],
            ["B", "don\u2019t know", "weiß nicht", "", "No answer"],
        ],
        [(OUT, OUT, 2, 0), (-2, -2, -1, -1)],
    ),
    "numbers as text": ([IDS, ["agree", "yes", "62,5", "no"], ["agree", "ja", "60 %", "nein"]], [(3, 1, 2, 0)] * 2),
    "own columns": ([["team", *IDS, "comment"], ["a", "agree", "TRUE", "75,5%", "no", "good"]], [(3, 1, 3, 0)]),
    "line breaks": (
        [["note\nof two lines", "Is there a\ntraining plan?", "q4"], ["a\n\nb", "yes\n", "no"]],
        [(-1, 1, -1, 0)],
    ),
}  # fmt: skip


def as_csv(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


TWO_MEANINGS = {
    "a comma": ("q3", "days", "1,234", "1.234 or 1234"),
    "a word for two states": ("q1", "", "NA", "the word unanswered or the word not-applicable"),
    "a label that is a word for a state": ("q2", "Unknown", "unknown", "the option yes (Unknown) or the word"),
}
WRONG = {
    "a text for a number": ("q3", "lots of it", "expected a number, or an option's id"),
    "a number beyond": ("q3", "101", "the number is out of bounds"),
    "an unknown option": ("q1", "agre", "no such option"),
    "a state that is not allowed": ("q4", "n.a.", "this question always applies"),
    "an error of a spreadsheet": ("q1", "#N/A", "no such option"),
}


def team_file() -> Path:
    return Path(__file__).parent / "data" / "team.toml"


def aliased_team() -> Framework:
    """Return the framework with aliases of questions."""
    text = read_framework(team_file()).to_toml()
    for name, alias in ALIASES.items():
        text = text.replace(f'id = "{name}"\n', f'id = "{name}"\naliases = ["{alias}"]\n')
    return parse_framework(text)


def relabelled(team: Framework, label: str) -> Framework:
    """Return the framework with the unit days, or with another label for yes; as it is for an empty one."""
    text = team.to_toml()
    if label == "days":
        text = text.replace('highest = 100\nunit = "%"', 'unit = "days"')
    elif label:
        text = text.replace('label = "Yes"', f'label = "{label}"')
    return parse_framework(text)
